#!/usr/bin/env python3
"""Draws docs/pictures/call-in.svg and docs/pictures/agents.svg from what the program says of the examples call_in and grades.

    python3 docs/pictures/agents.py build/src/cli/muster examples/simulation docs/pictures
"""
import json
import pathlib
import subprocess
import sys

LEFT, TOP, WIDTH, LEVELS, GAP, STAFF = 64, 46, 820, 220, 48, 110
WITH, WITHOUT = "#1f6f8b", "#b4452c"
OPENS = 8  # o'clock, in both examples
COLOURS = {"trainee": "#b4452c", "clerk": "#777", "expert": "#1f6f8b"}


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def simulate(muster, *arguments, source=None):
    done = subprocess.run([muster, "simulate", *arguments, "--format", "json", "--quiet"], input=source, check=True, capture_output=True,
                          text=True)
    return json.loads(done.stdout)


def rows_of(outcome, what, name):
    """The rows of a queue or group, in the intervals in which contacts come."""
    open_ = {row["start"] for row in outcome["interval_totals"] if row["offered"]["mean"] > 0}
    return [row for row in outcome["intervals"] if row.get(what) == name and row["start"] in open_]


def mean(row, measure):
    return row[measure]["mean"] if row.get(measure) else 0.0


def frame(height, label, title):
    return [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {height}" font-family="sans-serif" '
            f'role="img" aria-label="{label}">', '<rect width="100%" height="100%" fill="#fff"/>', text(LEFT, 22, title, 15)]


def line(values, x, y, colour):
    path = "".join(f'{"M" if i == 0 else "L"}{x(i + 0.5):.1f},{y(v):.1f}' for i, v in enumerate(values))
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'


def call_in(muster, folder):
    source = (folder / "call_in.yaml").read_text(encoding="utf-8")
    alone = "\n".join(row for row in source.splitlines() if "call_in:" not in row)
    outcomes = [(simulate(muster, folder / "call_in.yaml"), WITH, "with the reserve"),
                (simulate(muster, "-", source=alone), WITHOUT, "without it")]
    bottom = TOP + LEVELS + GAP + STAFF
    queue = rows_of(outcomes[0][0], "queue", "claims")
    n = len(queue)

    def x(i):
        return LEFT + WIDTH * i / n

    def level(share):
        return TOP + LEVELS * (1 - share)

    def staff(agents):
        return TOP + LEVELS + GAP + STAFF * (1 - agents / 6)

    out = frame(bottom + 40, "Service level of claims with and without a reserve", "After a storm: answered within 30 s, by half hour of arrival")
    for tenth in range(0, 11, 2):
        out.append(f'<path d="M{LEFT},{level(tenth / 10):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, level(tenth / 10) + 4, f"{10 * tenth} %", 12, "end", "#555"))
    for agents in (0, 2, 4, 6):
        out.append(f'<path d="M{LEFT},{staff(agents):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, staff(agents) + 4, str(agents), 12, "end", "#555"))
    out.append(text(LEFT, TOP + LEVELS + GAP - 12, "agents of the reserve who are there, on average"))
    for i, row in enumerate(rows_of(outcomes[0][0], "group", "reserve")):
        there = mean(row, "called_in_h") / 0.5
        out.append(f'<rect x="{x(i) + 2:.1f}" y="{staff(there):.1f}" width="{WIDTH / n - 4:.1f}" height="{staff(0) - staff(there):.1f}" fill="{WITH}"/>')
    for k, (outcome, colour, name) in enumerate(outcomes):
        out.append(line([mean(row, "service_level") for row in rows_of(outcome, "queue", "claims")], x, level, colour))
        whole = 100 * outcome["queues"]["claims"]["service_level"]["mean"]
        out.append(text(LEFT + 12, level(0) - 34 + 22 * k, f"{name}: {whole:.0f} % over the day", 13, colour=colour))
    for i in range(0, n, 2):
        out.append(text(x(i), bottom + 20, f"{OPENS + i // 2:02d}:00", 12, "middle", "#555"))
    return out


def agents(muster, folder):
    outcome = simulate(muster, folder / "grades.yaml", "--staff", folder / "grades_roster.yaml")
    rows = outcome["agents"]
    out = frame(TOP + 34 * len(rows) + 40, "Occupancy of each agent", "Occupancy of each agent, with 95 % intervals, and the calls each has handled")

    def x(share):
        return LEFT + WIDTH * share * 0.9

    for tenth in range(0, 11, 2):
        out.append(f'<path d="M{x(tenth / 10):.1f},{TOP - 6}V{TOP + 34 * len(rows)}" stroke="#ddd"/>')
        out.append(text(x(tenth / 10), TOP + 34 * len(rows) + 18, f"{10 * tenth} %", 12, "middle", "#555"))
    for i, row in enumerate(rows):
        y, share, colour = TOP + 34 * i, row["occupancy"], COLOURS[row["grade"]]
        out.append(text(LEFT - 8, y + 17, row["agent"], 13, "end"))
        out.append(f'<rect x="{LEFT}" y="{y}" width="{x(share["mean"]) - LEFT:.1f}" height="24" fill="{colour}" fill-opacity="0.75"/>')
        out.append(f'<path d="M{x(share["lower"]):.1f},{y + 12}H{x(share["upper"]):.1f}" stroke="#222" stroke-width="2"/>')
        out.append(text(LEFT + 8, y + 17, f'{row["grade"]}, {row["handled"]["mean"]:.0f} calls', 12, colour="#fff"))
    return out


def main():
    muster, folder, pictures = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    for name, draw in (("call-in", call_in), ("agents", agents)):
        (pictures / f"{name}.svg").write_text("\n".join([*draw(muster, folder), "</svg>"]) + "\n", encoding="utf-8")


main()
