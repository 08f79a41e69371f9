#!/usr/bin/env python3
"""Draws docs/pictures/february.svg from what tests/bench/bank_1999_february.py leaves: abandonment by day and mean wait by hour of
the days replayed, as they came and as they were simulated.

    python3 tests/bench/bank_1999_february.py build/src/cli/muster out
    python3 docs/pictures/february.py out/replay.json docs/pictures/february.svg
"""
import collections
import json
import sys

SIDES = [("log", "as it came", "#222"), ("naive", "agents always there", "#b4452c"),
         ("advance", "fitted on days 1–14", "#1f6f8b"), ("refitted", "with the later handle times", "#7a9a3c")]
LEFT, TOP, WIDTH, HEIGHT, GAP = 64, 76, 820, 190, 76


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def gather(rows, column, kind):
    """Weighted means by day (column 0) or hour (column 1): shares abandoned, or waits."""
    sums = collections.defaultdict(lambda: [0.0, 0.0])
    for row in rows:
        sums[row[column]][0] += row[2]
        sums[row[column]][1] += row[3] * 100 if kind == "abandonment" else row[4]
    return {key: part / whole for key, (whole, part) in sums.items() if whole >= 0.5}


def panel(out, top, data, column, kind, title, unit, names, keys):
    values = {side: gather(data[side], column, kind) for side, _, _ in SIDES}
    most = max(values[side].get(key, 0) for side in values for key in keys) * 1.05
    step = 5 if kind == "abandonment" else 25

    def y(value):
        return top + HEIGHT * (1 - value / most)

    out.append(text(LEFT, top - 12, title, 14))
    for value in range(0, int(most) + 1, step):
        out.append(f'<path d="M{LEFT},{y(value):.1f}H{LEFT + WIDTH}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, y(value) + 4, f"{value}{unit}", 12, "end", "#555"))
    slot = WIDTH / len(keys)
    for i, key in enumerate(keys):
        out.append(text(LEFT + slot * (i + 0.5), top + HEIGHT + 18, names(key), 12, "middle", "#555"))
        for k, (side, _, colour) in enumerate(SIDES):
            if key in values[side]:
                width = slot * 0.19
                at = LEFT + slot * (0.12 + 0.19 * k) + i * slot
                out.append(f'<rect x="{at:.1f}" y="{y(values[side][key]):.1f}" width="{width - 1:.1f}" '
                           f'height="{top + HEIGHT - y(values[side][key]):.1f}" fill="{colour}"/>')


def main():
    with open(sys.argv[1]) as file:
        data = json.load(file)
    bottom = TOP + 2 * HEIGHT + GAP
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {bottom + 40}" font-family="sans-serif" '
           'role="img" aria-label="February 1999 replayed: abandonment by day and mean wait by hour, real and simulated">',
           '<rect width="100%" height="100%" fill="#fff"/>']
    for k, (_, name, colour) in enumerate(SIDES):
        out.append(f'<rect x="{LEFT + 205 * k}" y="14" width="12" height="12" fill="{colour}"/>')
        out.append(text(LEFT + 205 * k + 18, 25, name, 13, colour=colour))
    days = sorted({row[0] for row in data["log"]})
    panel(out, TOP, data, 0, "abandonment", "Abandonment by day, 15 to 28 February 1999", " %", lambda d: str(int(d[8:])), days)
    hours = list(range(7, 24))
    panel(out, TOP + HEIGHT + GAP, data, 1, "wait", "Mean wait by hour of the day, seconds", " s", lambda h: f"{h}:00", hours)
    out.append("</svg>")
    with open(sys.argv[2], "w") as file:
        file.write("\n".join(out) + "\n")


main()
