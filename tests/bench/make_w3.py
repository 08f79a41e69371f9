#!/usr/bin/env python3
"""Writes W3, the large workload: a day of W2 times 3.8 served by 2 700 people with shifts and breaks, in three grades.

usage: make_w3.py DIR [PEOPLE]
Into DIR go w3.yaml, w3_people.csv and w3_roster.yaml, for `muster simulate DIR/w3.yaml --staff DIR/w3_roster.yaml`. The same
bytes each time. Shifts of 8 h 30 min begin every half hour from 08:00 to 11:30, with two breaks of 15 minutes and half an hour
for lunch; groups have W2's proportions, grades equal shares; so many people begin at each start that the number on queue
follows W2's demand as closely as these shifts can. With another number of PEOPLE the demand is scaled in proportion.
"""
import pathlib
import random
import re
import sys

PEOPLE, SCALE, SEED = 2700, 3.8, 20260105
DAY, OPEN, CLOSE, STEP = "2026-01-05", 8 * 60, 20 * 60, 15  # minutes
STARTS = range(8 * 60, 11 * 60 + 31, 30)
LENGTH, LUNCH, REST = 510, 30, 15
LUNCH_AFTER, FIRST_AFTER, SECOND_AFTER = (180, 300), (60, 165), (345, 450)  # minutes after the shift's start
GRADES = {"junior": 90, "regular": 100, "senior": 108}  # pace, per cent
W2 = pathlib.Path(__file__).with_name("w2.yaml")


def clock(minute):
    return f"{minute // 60:02d}:{minute % 60:02d}"


def whole(shares, total):
    """`total` in whole numbers by shares: the largest remainders get one more."""
    exact = [total * s / sum(shares) for s in shares]
    out = [int(x) for x in exact]
    by_rest = sorted(range(len(out)), key=lambda i: (out[i] - exact[i], i))
    for i in by_rest[: total - sum(out)]:
        out[i] += 1
    return out


def demand_shape(text):
    """Contacts of all queues per half hour."""
    rows = [[float(x) for x in m.split(",")] for m in re.findall(r"contacts: \[([^]]*)\]", text)]
    return [sum(column) for column in zip(*rows)]


def people_per_start(need):
    """Numbers ≥ 0 whose presence comes nearest to the need in the sense of least squares: one start after the other, in turn."""
    present = [[float(s <= OPEN + 30 * i < s + LENGTH) for i in range(len(need))] for s in STARTS]
    n = [0.0] * len(present)
    for _ in range(3000):
        for k, row in enumerate(present):
            others = [sum(n[j] * present[j][i] for j in range(len(n)) if j != k) for i in range(len(need))]
            n[k] = max(0.0, sum(r * (d - o) for r, d, o in zip(row, need, others)) / sum(row))
    return n


def pauses(start, surplus, chance):
    """Lunch and two breaks where the most are left, and takes them out of the surplus."""
    out = []
    for name, length, (first, last) in (("lunch", LUNCH, LUNCH_AFTER), ("rest", REST, FIRST_AFTER), ("rest", REST, SECOND_AFTER)):
        slots = range(length // STEP)
        places = [start + after for after in range(first, last + 1, STEP)]
        chance.shuffle(places)
        place = max(places, key=lambda p: min(surplus[(p - OPEN) // STEP + s] for s in slots))
        for s in slots:
            surplus[(place - OPEN) // STEP + s] -= 1
        out.append((place, place + length, name))
    return sorted(out)


def make_centre(text, scale):
    text = text[text.index("centre: W2"):].replace("centre: W2", "centre: W3")
    text = re.sub(r"on_duty: \d+, ", "", text)
    text = re.sub(r"contacts: \[([^]]*)\]",
                  lambda m: "contacts: [%s]" % ", ".join("%.2f" % (scale * float(x)) for x in m[1].split(",")), text)
    grades = ", ".join(f"{name}: {{pace: {pace} %}}" for name, pace in GRADES.items())
    shift = (f"start: {clock(STARTS[0])}-{clock(STARTS[-1])} every 30 min, length: [8 h 30 min], breaks: ["
             f"{{name: lunch, length: {LUNCH} min, paid: no, between: [3 h, 5 h 30 min]}}, "
             f"{{name: rest, count: 2, length: {REST} min, paid: yes}}]")
    return text.replace("routing:\n", f"grades: {{{grades}}}\nshifts: {{day: {{{shift}}}}}\npeople: w3_people.csv\nrouting:\n", 1)


def main():
    folder = pathlib.Path(sys.argv[1])
    total = int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE
    text = W2.read_text(encoding="utf-8")
    chance = random.Random(SEED)
    groups = [(name, int(n)) for name, n in re.findall(r"^  (\w+): +\{serves: .*on_duty: (\d+)", text, re.M)]
    shape = demand_shape(text)
    staff = SCALE * sum(n for _, n in groups) * total / PEOPLE  # W2's, enlarged like the demand
    need = [staff * x * len(shape) / sum(shape) for x in shape]
    shares = people_per_start(need)
    team = whole([n for _, n in groups], total)
    duties = [(g, start) for (g, _), size in zip(groups, team)
              for start, k in zip(STARTS, whole(shares, size)) for _ in range(k)]
    surplus = [sum(s <= m < s + LENGTH for _, s in duties) - need[(m - OPEN) // 30] for m in range(OPEN, CLOSE, STEP)]
    people, roster = ["id,group,grade"], ["duties:"]
    for i, (group, start) in enumerate(duties):
        people.append(f"p{i:05d},{group},{list(GRADES)[i % len(GRADES)]}")
        segments = ", ".join("{activity: break, name: %s, start: %s, end: %s, paid: %s}" %
                             (name, clock(a), clock(b), "no" if name == "lunch" else "yes")
                             for a, b, name in pauses(start, surplus, chance))
        roster.append(f"  - {{person: p{i:05d}, day: {DAY}, shift: day, start: {clock(start)}, end: {clock(start + LENGTH)}, "
                      f"segments: [{segments}]}}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "w3.yaml").write_text(make_centre(text, SCALE * total / PEOPLE), encoding="utf-8")
    (folder / "w3_people.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    (folder / "w3_roster.yaml").write_text("\n".join(roster) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
