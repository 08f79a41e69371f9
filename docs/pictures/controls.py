#!/usr/bin/env python3
"""Draws docs/pictures/controls.svg: the 95 % half-width of the service level of tests/bench/w2.yaml by replications, with and without the
number of new contacts as control variate.

    python3 docs/pictures/controls.py build/src/cli/muster examples/simulation/opinions.yaml docs/pictures/controls.svg
"""
import json
import math
import subprocess
import sys

LEFT, TOP, WIDTH, HEIGHT = 64, 46, 560, 250
REPLICATIONS = [25, 50, 100, 200, 400, 800]
WAYS = [("plain", [], "#b4452c"), ("with --controls", ["--controls"], "#1f6f8b")]


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def half_width(muster, centre, n, options):
    made = subprocess.run([muster, "simulate", centre, "--replications", str(n), "--measures", "basic", "--format", "json"] + options,
                          capture_output=True, text=True, check=True)
    level = json.loads(made.stdout)["totals"]["service_level"]
    return 100 * (level["upper"] - level["lower"]) / 2


def main():
    muster, centre, to = sys.argv[1:4]
    found = {name: [half_width(muster, centre, n, options) for n in REPLICATIONS] for name, options, _ in WAYS}
    low, high = min(map(min, found.values())) / 1.3, max(map(max, found.values())) * 1.2

    def x(n):
        return LEFT + WIDTH * math.log(n / REPLICATIONS[0]) / math.log(REPLICATIONS[-1] / REPLICATIONS[0])

    def y(half):
        return TOP + HEIGHT * math.log(high / half) / math.log(high / low)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 130} {TOP + HEIGHT + 46}" font-family="sans-serif" '
           'role="img" aria-label="Half-width of the service level by replications, with and without control variates">',
           '<rect width="100%" height="100%" fill="#fff"/>',
           text(LEFT, 22, "95 % half-width of the service level, points (opinions.yaml: days vary by 10 %)", 15)]
    for half in (0.1, 0.2, 0.5, 1, 2, 5, 10):
        if low <= half <= high:
            out.append(f'<path d="M{LEFT},{y(half):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
            out.append(text(LEFT - 8, y(half) + 4, f"{half:g}", 12, "end", "#555"))
    for n in REPLICATIONS:
        out.append(text(x(n), TOP + HEIGHT + 20, str(n), 12, "middle", "#555"))
    out.append(text(LEFT + WIDTH / 2, TOP + HEIGHT + 40, "replications", 12, "middle", "#555"))
    for name, _, colour in WAYS:
        points = " ".join(f"{x(n):.1f},{y(half):.1f}" for n, half in zip(REPLICATIONS, found[name]))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(text(LEFT + WIDTH + 8, y(found[name][-1]) + 4, name, 13, "start", colour))
    out.append("</svg>")
    with open(to, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")
    for name, _, _ in WAYS:
        print(name, " ".join(f"{n}: {half:.2f}" for n, half in zip(REPLICATIONS, found[name])))


if __name__ == "__main__":
    main()
