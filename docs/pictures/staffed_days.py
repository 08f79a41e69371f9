#!/usr/bin/env python3
"""Draws docs/pictures/staffed-day.svg from the rows that tests/property/staff_days prints: the service level of each quarter-hour of the
promotion's day, staffed by `stationary` and by `exact-day`, and the agents of both.

    build/tests/property/staff_days 0.5 100000 rows > rows.csv
    python3 docs/pictures/staffed_days.py rows.csv docs/pictures/staffed-day.svg
"""
import csv
import sys

DAY, TARGET = "promotion", 80.0
WAYS = [("stationary with exponential times", "stationary", "#b4452c"), ("exact-day with exponential times", "exact-day", "#1f6f8b")]
LEFT, TOP, WIDTH, LEVELS, GAP, AGENTS = 64, 46, 820, 250, 48, 150
LOW, HIGH = 60.0, 100.0


def text(x, y, words, size=13, anchor="start", colour="#222", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"{extra}>{words}</text>'


def steps(values, x, y):
    """A path that is level within each interval."""
    parts = []
    for i, value in enumerate(values):
        parts.append(f'{"M" if i == 0 else "L"}{x(i):.1f},{y(value):.1f}H{x(i + 1):.1f}')
    return "".join(parts)


def main():
    with open(sys.argv[1], newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["day"] == DAY]
    by_way = {way: [row for row in rows if row["way"] == way] for way, _, _ in WAYS}
    base = by_way[WAYS[0][0]]
    n = len(base)
    most = max(float(row["agents"]) for row in rows) * 1.08

    def x(i):
        return LEFT + WIDTH * i / n

    def level(value):
        return TOP + LEVELS * (HIGH - max(value, LOW)) / (HIGH - LOW)

    def agents(value):
        return TOP + LEVELS + GAP + AGENTS * (1 - value / most)

    bottom = TOP + LEVELS + GAP + AGENTS
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {bottom + 40}" font-family="sans-serif" '
           'role="img" aria-label="Service level per quarter-hour of a day with a promotion, staffed by two methods">',
           '<rect width="100%" height="100%" fill="#fff"/>',
           text(LEFT, 22, "A mailing at 11:00 trebles the calls: answered within 30 s, simulated (bars: 95 % intervals)", 15)]
    for value in range(int(LOW), int(HIGH) + 1, 10):
        out.append(f'<path d="M{LEFT},{level(value):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, level(value) + 4, f"{value} %", 12, "end", "#555"))
    out.append(f'<path d="M{LEFT},{level(TARGET):.1f}H{LEFT + WIDTH}" stroke="#222" stroke-width="1.5" stroke-dasharray="6 4"/>')
    out.append(text(LEFT + WIDTH - 4, level(TARGET) + 16, "target 80 %", 12, "end"))
    for value in range(0, int(most) + 1, 20):
        out.append(f'<path d="M{LEFT},{agents(value):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, agents(value) + 4, str(value), 12, "end", "#555"))
    out.append(text(LEFT, TOP + LEVELS + GAP - 12, "agents on queue, and the load in erlangs (grey)", 13))
    load = steps([float(row["load_erl"]) for row in base], x, agents)
    out.append(f'<path d="{load}L{x(n):.1f},{agents(0):.1f}H{x(0):.1f}Z" fill="#e6e6e6"/>')
    for i, row in enumerate(base):
        if row["start"].endswith(":00"):
            out.append(text(x(i), bottom + 20, row["start"], 12, "middle", "#555"))
    for k, (way, name, colour) in enumerate(WAYS):
        for i, row in enumerate(by_way[way]):
            centre, half, at = 100 * float(row["simulated"]), 100 * float(row["half_width"]), x(i + 0.36 + 0.28 * k)
            out.append(f'<path d="M{at:.1f},{level(centre - half):.1f}V{level(centre + half):.1f}" stroke="{colour}" stroke-width="2"/>')
            out.append(f'<circle cx="{at:.1f}" cy="{level(centre):.1f}" r="3.6" fill="{colour}"/>')
        out.append(f'<path d="{steps([float(row["agents"]) for row in by_way[way]], x, agents)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        hours = sum(float(row["agents"]) for row in by_way[way]) / 4
        out.append(f'<circle cx="{LEFT + 8 + 270 * k}" cy="{TOP + LEVELS - 12}" r="5" fill="{colour}"/>')
        out.append(text(LEFT + 20 + 270 * k, TOP + LEVELS - 8, f"{name}: {hours:.0f} agent hours", 13, colour=colour))
    out.append("</svg>")
    with open(sys.argv[2], "w") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
