#!/usr/bin/env python3
"""Draws docs/pictures/chats.svg from examples/simulation/chats.yaml: an hour of one agent's chats in one replication, and the
service of the day by how many chats an agent may have open.

    python3 docs/pictures/chats.py build/src/cli/muster examples/simulation/chats.yaml docs/pictures/chats.svg
"""
import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LEFT, WIDTH, ROW, TOP = 64, 820, 26, 56
AGENT, FROM_H, TO_H = "2", 11.0, 12.0
SHADES = {1: "#1f6f8b", 2: "#6aa7b8", 3: "#b4452c"}
LIMITS = [("1", "concurrency: {max: 1, pace: [100 %]}"),
          ("2", "concurrency: {max: 2, pace: [100 %, 62 %]}"),
          ("3", "concurrency: {max: 3, pace: [100 %, 62 %, 45 %]}"),
          ("4", "concurrency: {max: 4, pace: [100 %, 62 %, 45 %, 32 %]}")]


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def chats_of(path):
    """(begin, end) in hours of the day, of the agent's chats that touch the hour; each in the first slot that is free."""
    chats = []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["outcome"] != "answered" or row["agent"] != AGENT:
                continue
            t = datetime.datetime.fromisoformat(row["start"])
            begin = t.hour + t.minute / 60 + (t.second + t.microsecond / 1e6 + float(row["wait_s"])) / 3600
            chats.append((begin, begin + (float(row["talk_s"]) + float(row["after_call_s"])) / 3600))
    slots, placed = [], []
    for begin, end in sorted(chats):
        slot = next((k for k, free in enumerate(slots) if free <= begin), len(slots))
        slots[slot:slot + 1] = [end]
        if end > FROM_H and begin < TO_H:
            placed.append((begin, end, slot))
    return placed


def run(muster, centre, *options):
    subprocess.run([muster, "simulate", centre, "--quiet", "--force", *options], check=True)


def hour(out, chats):
    def x(t):
        return LEFT + WIDTH * (min(max(t, FROM_H), TO_H) - FROM_H) / (TO_H - FROM_H)

    out.append(text(LEFT, TOP - 14, "One agent, 11:00 to 12:00: a bar is a chat, its colour says how fast it goes", 15))
    moments = sorted({t for begin, end, _ in chats for t in (begin, end)} | {FROM_H, TO_H})
    for begin, end, slot in chats:
        y = TOP + slot * ROW
        for a, b in zip(moments, moments[1:]):
            if a >= begin and b <= end and b > FROM_H and a < TO_H:
                n = sum(p <= a and b <= q for p, q, _ in chats)
                out.append(f'<rect x="{x(a):.1f}" y="{y}" width="{x(b) - x(a):.1f}" height="{ROW - 6}" fill="{SHADES[n]}"/>')
        for t in (begin, end):
            if FROM_H < t < TO_H:
                out.append(f'<path d="M{x(t):.1f},{y - 1}v{ROW - 4}" stroke="#fff" stroke-width="2"/>')
    bottom = TOP + 3 * ROW
    for k in range(7):
        t = FROM_H + k / 6
        out.append(f'<path d="M{x(t):.1f},{bottom}v5" stroke="#555"/>')
        out.append(text(x(t), bottom + 20, f"{int(t + 1e-9):02d}:{round(t * 60) % 60:02d}", 12, "middle", "#555"))
    for k, words in ((1, "alone: 100 %"), (2, "two open: 62 % each"), (3, "three: 45 % each")):
        at = LEFT + 260 * (k - 1)
        out.append(f'<rect x="{at}" y="{bottom + 32}" width="14" height="14" fill="{SHADES[k]}"/>')
        out.append(text(at + 20, bottom + 44, words, 12))
    return bottom + 96


def limits(out, top, measured):
    out.append(text(LEFT, top - 14, "The same day and agents, by how many chats one of them may have open", 15))
    columns = [("answered within 60 s", lambda o: 100 * o["queues"]["chat"]["service_level"]["mean"], "%.0f %%", 100),
               ("abandoned", lambda o: 100 * o["queues"]["chat"]["abandonment"]["mean"], "%.1f %%", 40),
               ("a chat lasts, on average", lambda o: o["flows"][0]["handle_s"]["mean"] / o["flows"][0]["answered"]["mean"] / 60,
                "%.1f min", 20)]
    for c, (title, value, form, most) in enumerate(columns):
        x0 = LEFT + 280 * c
        out.append(text(x0, top + 8, title, 13, "start", "#555"))
        for k, (name, outcome) in enumerate(measured):
            y, v = top + 18 + k * 24, value(outcome)
            out.append(text(x0, y + 14, name, 12, "start", "#555"))
            out.append(f'<rect x="{x0 + 16}" y="{y}" width="{min(v / most, 1) * 170:.1f}" height="18" fill="#1f6f8b"/>')
            out.append(text(x0 + 22 + min(v / most, 1) * 170, y + 14, form % v, 12))
    return top + 18 + len(measured) * 24


def main():
    muster, centre, target = sys.argv[1:4]
    written = pathlib.Path(centre).read_text()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run(muster, centre, "--write-contacts", folder / "contacts.csv", "-o", folder / "table.txt")
        chats = chats_of(folder / "contacts.csv")
        measured = []
        for name, words in LIMITS:
            (folder / "centre.yaml").write_text(re.sub(r"concurrency: \{.*\}", words, written))
            run(muster, folder / "centre.yaml", "--format", "json", "-o", folder / "outcome.json")
            measured.append((name, json.loads((folder / "outcome.json").read_text())))
    out = []
    bottom = limits(out, hour(out, chats), measured)
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {bottom + 20}" font-family="sans-serif" '
            'role="img" aria-label="An agent\'s chats slow one another; service by the number of chats at a time">')
    pathlib.Path(target).write_text("\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *out, "</svg>"]) + "\n")


if __name__ == "__main__":
    main()
