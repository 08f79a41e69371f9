#!/usr/bin/env python3
"""Draws docs/pictures/cases.svg from the JSON of a simulated centre: calls offered in each interval, and below them the open cases.

    muster simulate examples/simulation/cases.yaml --format json -o cases.json
    python3 docs/pictures/cases.py cases.json docs/pictures/cases.svg
"""
import json
import sys

LIVE, CASES = "calls", "mails"
LEFT, WIDTH, TOP, CALLS, GAP, OPEN = 56, 840, 44, 110, 40, 200
BLUE, GREY = "#1f6f8b", "#c9c9c9"


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def series(outcome, queue, measure, starts):
    """Mean, lower and upper by interval; 0 where nothing is said."""
    known = {row["start"]: row[measure] for row in outcome["intervals"] if row.get("queue") == queue and row.get(measure)}
    none = {"mean": 0.0, "lower": 0.0, "upper": 0.0}
    return [known.get(start, none) for start in starts]


def grid(lines, most, step, y):
    for value in range(0, int(most) + 1, step):
        lines.append(f'<path d="M{LEFT},{y(value):.1f}H{LEFT + WIDTH}" stroke="#e2e2e2"/>')
        lines.append(text(LEFT - 8, y(value) + 4, str(value), 12, "end", "#555"))


def main():
    with open(sys.argv[1]) as file:
        outcome = json.load(file)
    starts = sorted({row["start"] for row in outcome["intervals"]})
    calls, backlog = series(outcome, LIVE, "offered", starts), series(outcome, CASES, "backlog", starts)
    n, foot = len(starts), TOP + CALLS + GAP + OPEN
    most_calls = max(cell["mean"] for cell in calls) * 1.1
    most_open = max(cell["upper"] for cell in backlog) * 1.1

    def x(i):
        return LEFT + WIDTH * i / n

    def y_calls(value):
        return TOP + CALLS * (1 - value / most_calls)

    def y_open(value):
        return foot - OPEN * value / most_open

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 16} {foot + 34}" font-family="sans-serif" '
           'role="img" aria-label="Calls per interval and open e-mails over three days">',
           '<rect width="100%" height="100%" fill="#fff"/>', text(LEFT, 24, "calls offered per half hour", 14)]
    grid(out, most_calls, 10, y_calls)
    for i, cell in enumerate(calls):
        out.append(f'<rect x="{x(i):.1f}" y="{y_calls(cell["mean"]):.1f}" width="{WIDTH / n - 0.5:.1f}" '
                   f'height="{TOP + CALLS - y_calls(cell["mean"]):.1f}" fill="{GREY}"/>')
    out.append(text(LEFT, TOP + CALLS + GAP - 12, "open e-mails at the end of each half hour (band: 95 % interval)", 14, colour=BLUE))
    grid(out, most_open, 20, y_open)
    upper = " ".join(f"{x(i + 1):.1f},{y_open(cell['upper']):.1f}" for i, cell in enumerate(backlog))
    lower = " ".join(f"{x(i + 1):.1f},{y_open(max(0, cell['lower'])):.1f}" for i, cell in reversed(list(enumerate(backlog))))
    out.append(f'<polygon points="{upper} {lower}" fill="{BLUE}" opacity="0.25"/>')
    line = " ".join(f"{x(i + 1):.1f},{y_open(cell['mean']):.1f}" for i, cell in enumerate(backlog))
    out.append(f'<polyline points="{line}" fill="none" stroke="{BLUE}" stroke-width="2"/>')
    per_day = 48
    for i in range(0, n, 8):
        out.append(text(x(i), foot + 18, f"{i % per_day // 2:02d}:00", 11, "middle", "#555"))
    for i in range(per_day, n, per_day):
        out.append(f'<path d="M{x(i):.1f},{TOP}V{foot}" stroke="#999" stroke-dasharray="3 4"/>')
    out.append("</svg>")
    with open(sys.argv[2], "w") as file:
        file.write("\n".join(out) + "\n")


main()
