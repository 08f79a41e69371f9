#!/usr/bin/env python3
"""Draws docs/pictures/hands.svg from the contacts of one replication: what two agents have in hand around a shift's end.

    muster simulate examples/simulation/chats_and_cases.yaml --write-contacts contacts.csv -o outcome.txt
    python3 docs/pictures/hands.py contacts.csv docs/pictures/hands.svg
"""
import csv
import sys
from datetime import datetime, timedelta

STAYS, LEAVES = "1", "8"
FROM, TO, SHIFT_END = "2026-03-02T15:20+01:00", "2026-03-02T17:20+01:00", "2026-03-02T17:00+01:00"
LEFT, WIDTH, LANE, TOP, GAP = 16, 880, 20, 58, 46
COLOUR = {"chat": "#1f6f8b", "mails": "#d08a2e"}


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def x_of(moment):
    first, last = (datetime.fromisoformat(at) for at in (FROM, TO))
    return LEFT + WIDTH * min(max((moment - first) / (last - first), 0), 1)


def contacts_of(rows, agent):
    """Begin, end and queue of what the agent answered within the picture, in order of beginning."""
    found = []
    for row in rows:
        if row["agent"] != agent or row["outcome"] != "answered":
            continue
        begin = datetime.fromisoformat(row["start"]) + timedelta(seconds=float(row["wait_s"]))
        end = datetime.fromisoformat(row["end"])
        if end > datetime.fromisoformat(FROM) and begin < datetime.fromisoformat(TO):
            found.append((begin, end, row["queue"]))
    return sorted(found)


def lanes_of(contacts):
    """The first lane that is free for each."""
    free, lanes = [], []
    for begin, end, queue in contacts:
        lane = next((k for k, until in enumerate(free) if until <= begin), len(free))
        free[lane:lane + 1] = [end]
        lanes.append((lane, begin, end, queue))
    return len(free), lanes


def draw_agent(out, top, title, lanes, shift_end):
    out.append(text(LEFT, top - 8, title, 14))
    for lane, begin, end, queue in lanes:
        y, own = top + lane * LANE, min(end, shift_end) if shift_end else end
        out.append(f'<rect x="{x_of(begin):.1f}" y="{y}" width="{max(x_of(own) - x_of(begin), 1):.1f}" height="{LANE - 4}" rx="3" '
                   f'fill="{COLOUR[queue]}"/>')
        if own < end:
            out.append(f'<rect x="{x_of(own):.1f}" y="{y + 1}" width="{x_of(end) - x_of(own):.1f}" height="{LANE - 6}" rx="3" '
                       f'fill="none" stroke="{COLOUR[queue]}" stroke-dasharray="4 3"/>')


def main():
    with open(sys.argv[1], newline="") as file:
        rows = list(csv.DictReader(file))
    shift_end = datetime.fromisoformat(SHIFT_END)
    parts = [(f"agent {STAYS}, who stays", *lanes_of(contacts_of(rows, STAYS)), None),
             (f"agent {LEAVES}, whose shift ends at 17:00 (dashed: with somebody else)", *lanes_of(contacts_of(rows, LEAVES)), shift_end)]
    foot = TOP + sum(n * LANE + GAP for _, n, _, _ in parts) - GAP + 8
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 24} {foot + 26}" font-family="sans-serif" role="img" '
           'aria-label="Chats and e-mails in the hands of two agents around the end of a shift">',
           '<rect width="100%" height="100%" fill="#fff"/>',
           f'<rect x="{LEFT}" y="10" width="14" height="12" rx="3" fill="{COLOUR["chat"]}"/>', text(LEFT + 20, 21, "chat"),
           f'<rect x="{LEFT + 66}" y="10" width="14" height="12" rx="3" fill="{COLOUR["mails"]}"/>', text(LEFT + 86, 21, "e-mail, until it is done")]
    for minutes in range(0, 121, 20):
        moment = datetime.fromisoformat(FROM) + timedelta(minutes=minutes)
        out.append(f'<path d="M{x_of(moment):.1f},{TOP - 26}V{foot}" stroke="{"#888" if moment == shift_end else "#e2e2e2"}"/>')
        out.append(text(x_of(moment), foot + 16, moment.strftime("%H:%M"), 11, "middle", "#555"))
    top = TOP
    for title, n, lanes, ends in parts:
        draw_agent(out, top, title, lanes, ends)
        top += n * LANE + GAP
    out.append("</svg>")
    with open(sys.argv[2], "w") as file:
        file.write("\n".join(out) + "\n")


main()
