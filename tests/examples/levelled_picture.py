#!/usr/bin/env python3
"""Draws a levelled week from a requirement: the live queues' agents, and on top of them those for work that can wait.

usage: levelled_picture.py REQUIREMENT.csv OUT.svg LIVE_QUEUE,... LEVELLED_QUEUE,...
Takes the columns start, queue and agents of `muster staff --format csv`; the picture in docs/levelling.md is made with
    muster staff examples/waterworks/levelling.yaml --format csv -o requirement.csv
    levelled_picture.py requirement.csv docs/pictures/levelled.svg calls,chats complaints,callbacks,visits
"""
import collections
import csv
import html
import sys

WIDTH, PANEL, LEFT, RIGHT, TOP, GAP = 960, 130, 44, 24, 46, 44
COLOURS = ["#8a94a6", "#b9c0cc", "#0b6e99", "#e08e2b", "#5b9a47", "#a4508b"]


def read(path, queues):
    """day -> list of (clock in hours, {queue: agents})"""
    days = collections.OrderedDict()
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["queue"] not in queues:
                continue
            day, clock = row["start"][:10], int(row["start"][11:13]) + int(row["start"][14:16]) / 60
            days.setdefault(day, {}).setdefault(clock, collections.Counter())[row["queue"]] += float(row["agents"])
    return {day: sorted(clocks.items()) for day, clocks in days.items() if any(sum(a.values()) for a in clocks.values())}


def steps(points, x, y):
    """A closed band of steps from (clock, low, high, end)."""
    there = " ".join(f"{x(c):.1f},{y(high):.1f} {x(end):.1f},{y(high):.1f}" for c, low, high, end in points)
    back = " ".join(f"{x(end):.1f},{y(low):.1f} {x(c):.1f},{y(low):.1f}" for c, low, high, end in reversed(points))
    return there + " " + back


def draw_day(out, day, rows, queues, top, most, first, last):
    length = min(b[0] - a[0] for a, b in zip(rows, rows[1:]))
    x = lambda clock: LEFT + (clock - first) / (last - first) * (WIDTH - LEFT - RIGHT)  # noqa: E731
    y = lambda agents: top + PANEL - agents / most * PANEL  # noqa: E731
    base = {clock: 0.0 for clock, _ in rows}
    for agents in range(0, int(most) + 1, 5):
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(agents):.1f}" y2="{y(agents):.1f}" stroke="#e3e6ea"/>')
        out.append(f'<text x="{LEFT - 6}" y="{y(agents) + 4:.1f}" text-anchor="end">{agents}</text>')
    for k, queue in enumerate(queues):
        points = []
        for clock, agents in rows:
            points.append((clock, base[clock], base[clock] + agents[queue], clock + length))
            base[clock] += agents[queue]
        out.append(f'<polygon points="{steps(points, x, y)}" fill="{COLOURS[k]}"/>')
    for hour in range(int(first), int(last) + 1, 2):
        out.append(f'<text x="{x(hour):.1f}" y="{top + PANEL + 15}" text-anchor="middle">{hour:02d}:00</text>')
    out.append(f'<text x="{LEFT}" y="{top - 6}" font-weight="bold">{day}</text>')


def main():
    live, levelled = sys.argv[3].split(","), sys.argv[4].split(",")
    queues = live + levelled
    days = read(sys.argv[1], queues)
    most = 5 * -(-max(sum(a.values()) for rows in days.values() for _, a in rows) // 5)
    clocks = [clock for rows in days.values() for clock, a in rows if sum(a.values())]
    first, last = int(min(clocks)), int(max(clocks)) + 1
    days = {day: [(c, a) for c, a in rows if first <= c < last] for day, rows in days.items()}
    height = TOP + len(days) * (PANEL + GAP) + 6
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12" '
           f'fill="#30363d"><title>Agents by interval: live queues, and levelled work on top</title>',
           f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>']
    place = LEFT
    for k, queue in enumerate(queues):
        word = f"{queue} ({'live' if queue in live else 'levelled'})"
        out.append(f'<rect x="{place}" y="10" width="12" height="12" fill="{COLOURS[k]}"/>'
                   f'<text x="{place + 17}" y="20">{html.escape(word)}</text>')
        place += 40 + 7 * len(word)
    for d, (day, rows) in enumerate(days.items()):
        draw_day(out, day, rows, queues, TOP + d * (PANEL + GAP) + 8, most, first, last)
    out.append("</svg>")
    with open(sys.argv[2], "w") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
