#!/usr/bin/env python3
"""Draws docs/pictures/dialers.svg: how busy the agents are and how many of the persons reached find no agent, by dialer, from runs of
examples/simulation/outbound_predictive.yaml with other dialers in its place.

    python3 docs/pictures/dialers.py build/src/cli/muster examples/simulation/outbound_predictive.yaml docs/pictures/dialers.svg
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from staffed_days import text

GIVEN = "{predictive: {abandonment: 3 %}}"
POWER = [1, 1.25, 1.5, 1.75, 2, 2.25, 2.5]
CAPS = [0.5, 1, 2, 3, 5, 8]
LEFT, TOP, WIDTH, HEIGHT = 70, 50, 640, 320
MOST_DROPPED, LEAST_BUSY = 8.0, 70.0
COLOURS = {"power": "#b4452c", "predictive": "#1f6f8b"}


def run(muster, centre, dialer):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "centre.yaml"
        path.write_text(pathlib.Path(centre).read_text().replace(GIVEN, dialer))
        done = subprocess.run([muster, "simulate", path, "--format", "json"], capture_output=True, text=True, check=True)
    totals = json.loads(done.stdout)["totals"]
    return 100 * totals["abandonment"]["mean"], 100 * totals["occupancy"]["mean"]


def main():
    muster, centre, out_path = sys.argv[1:4]
    points = {"power": [(run(muster, centre, f"{{power: {{lines: {n}}}}}"), f"{n:g} lines") for n in POWER],
              "predictive": [(run(muster, centre, f"{{predictive: {{abandonment: {cap} %}}}}"), f"cap {cap:g} %") for cap in CAPS]}

    def x(dropped):
        return LEFT + WIDTH * dropped / MOST_DROPPED

    def y(busy):
        return TOP + HEIGHT * (100 - busy) / (100 - LEAST_BUSY)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 40} {TOP + HEIGHT + 60}" font-family="sans-serif" '
           'role="img" aria-label="Occupancy of the agents and share of persons who find no agent, by dialer">',
           '<rect width="100%" height="100%" fill="#fff"/>',
           text(LEFT, 26, "Twenty agents, 40 % of the calls reach somebody: the price of busy agents", 15)]
    for busy in range(int(LEAST_BUSY), 101, 5):
        out.append(f'<path d="M{LEFT},{y(busy):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>' + text(LEFT - 8, y(busy) + 4, f"{busy} %", 12, "end", "#555"))
    for dropped in range(0, int(MOST_DROPPED) + 1):
        out.append(f'<path d="M{x(dropped):.1f},{TOP}V{TOP + HEIGHT}" stroke="#eee"/>' +
                   text(x(dropped), TOP + HEIGHT + 18, f"{dropped} %", 12, "middle", "#555"))
    out.append(text(LEFT + WIDTH / 2, TOP + HEIGHT + 42, "persons reached who find no agent and hang up", 13, "middle"))
    out.append(text(LEFT, TOP - 8, "occupancy of the agents", 13))
    for name, row in points.items():
        seen = [(p, label) for p, label in row if p[0] <= MOST_DROPPED]
        line = " ".join(f"{x(a):.1f},{y(b):.1f}" for (a, b), _ in seen)
        out.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        for (a, b), label in seen:
            shift = (8, 16) if name == "power" else (-6, -8)
            out.append(f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="4" fill="{COLOURS[name]}"/>' +
                       text(x(a) + shift[0], y(b) + shift[1], label, 11, "start" if name == "power" else "end", COLOURS[name]))
        (a, b), _ = seen[-1]
        print(name, [(label, round(p[0], 2), round(p[1], 1)) for p, label in row], file=sys.stderr)
    out.append(text(LEFT + WIDTH - 8, TOP + HEIGHT - 34, "predictive, by its cap", 13, "end", COLOURS["predictive"]))
    out.append(text(LEFT + WIDTH - 8, TOP + HEIGHT - 14, "power, by lines for each idle agent", 13, "end", COLOURS["power"]))
    out.append("</svg>")
    pathlib.Path(out_path).write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
