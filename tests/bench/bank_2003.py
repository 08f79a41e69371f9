#!/usr/bin/env python3
"""The real bank, end to end: two weeks planned from the public call counts of 2003, held against what then happened.

usage: bank_2003.py MUSTER FOLDER        (needs $MUSTER_DATA; says so and stops with status 77 where it is not set)
Writes centre.yaml, people.csv and actual.yaml into FOLDER, walks the line, and prints the figures of docs/measured.md:
forecast error, cost, gap, rule violations, simulated service under the forecast and under the real counts.
"""
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys
import time

FIRST, LAST = "2003-09-29", "2003-10-10"
PEOPLE = [("main_site", "full", 150), ("main_site", "part", 50), ("second_site", "full", 100), ("second_site", "part", 50)]
CENTRE = """centre: A North American bank, 2003
timezone: America/New_York
interval: 30 min
currency: USD
horizon: {{from: {first}, to: {last}}}
open: {{mon-fri: 07:00-21:00}}
calendar: {{holidays: usa}}
service_level: answered_within / offered
history: {{file: history.csv, counts: offered, columns: {{start: timestamp, queue: queue, offered: offered}}}}
queues:
  bank:
    handle: {{mean: 190 s, cv: 1.2}}
    patience: {{mean: 5 min}}
    target: {{answer: 80 %, within: 20 s}}
groups:
  main_site: {{serves: [bank], cost: 24 / h}}
  second_site: {{serves: [bank], cost: 22 / h}}
shrinkage: {{breaks: placed, absence: 10 %}}
shifts:
  day:
    start: 07:00-12:30 every 30 min
    length: [8 h 30 min]
    breaks:
      - {{name: lunch, length: 30 min, paid: no, between: [3 h, 5 h 30 min]}}
      - {{name: rest, count: 2, length: 15 min, paid: yes, apart: 90 min}}
  short:
    start: 07:00-17:00 every 30 min
    length: [4 h, 5 h, 6 h]
    breaks: [{{name: rest, length: 15 min, paid: yes, between: [1 h 30 min, 3 h 30 min]}}]
contracts:
  full: {{hours: 40 h / week, days: 5 / week, shifts: [day]}}
  part: {{hours: 16-25 h / week, days: 4-5 / week, shifts: [short]}}
labour: {{rules: [{{rest_between_shifts: 11 h}}, {{days_in_a_row: 5}}]}}
people: people.csv
prices: {{short: 90 / h, over: 2 / h}}
simulate: {{replications: 200}}
"""


def read_counts(data):
    with open(data / "calls/bank_2003/30min.csv") as file:
        return [(row["timestamp"], int(row["offered"])) for row in csv.DictReader(file)]


def write_inputs(folder, counts):
    (folder / "centre.yaml").write_text(CENTRE.format(first=FIRST, last=LAST))
    with open(folder / "history.csv", "w") as out:
        print("timestamp,queue,offered", file=out)
        for stamp, offered in counts:
            if stamp[:10] <= "2003-09-26":
                print(f"{stamp},bank,{offered}", file=out)
    with open(folder / "people.csv", "w") as out:
        print("id,name,group,contract", file=out)
        number = 0
        for group, contract, count in PEOPLE:
            for _ in range(count):
                number += 1
                print(f"b{number:03d},Agent {number:03d},{group},{contract}", file=out)
    actual = {}
    for stamp, offered in counts:
        if FIRST <= stamp[:10] <= LAST:
            actual.setdefault(stamp[:10], []).append(offered)
    with open(folder / "actual.yaml", "w") as out:
        print("counts: offered\nqueues:\n  bank:", file=out)
        for day, row in sorted(actual.items()):
            print(f"    {day}: {{from: 07:00, contacts: {row}}}", file=out)


def run(*command, good=(0,)):
    started = time.monotonic()
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode not in good:
        sys.exit(f"{' '.join(map(str, command))}\nstatus {done.returncode}\n{done.stderr}")
    return done, time.monotonic() - started


def forecast_error(muster, folder, counts):
    done, _ = run(muster, "forecast", folder / "centre.yaml", "--format", "csv")
    truth = {stamp.replace(" ", "T")[:16]: offered for stamp, offered in counts}
    errors = total = inside80 = inside95 = n = 0
    for row in csv.DictReader(done.stdout.splitlines()):
        if row["level"] != "interval" or row["start"][:16] not in truth:
            continue
        offered = truth[row["start"][:16]]
        errors += abs(offered - float(row["mean"]))
        total += offered
        inside80 += float(row["lo80"]) <= offered <= float(row["hi80"])
        inside95 += float(row["lo95"]) <= offered <= float(row["hi95"])
        n += 1
    print(f"forecast: WAPE {100 * errors / total:.2f} %, coverage of 80 % and 95 % bands {inside80 / n:.3f} and {inside95 / n:.3f} over {n} intervals")


def show_service(title, text):
    outcome = json.loads(text)
    totals = outcome["totals"]
    level, gone = totals["service_level"], totals["abandonment"]
    print(f"{title}: service level {100 * level['mean']:.2f} % [{100 * level['lower']:.2f}, {100 * level['upper']:.2f}], "
          f"abandonment {100 * gone['mean']:.2f} %, ASA {totals['average_speed_of_answer_s']['mean']:.1f} s, "
          f"offered {totals['offered']['mean']:.0f}")


def main():
    if not os.environ.get("MUSTER_DATA"):
        print("MUSTER_DATA is not set: the real bank is skipped")
        return 77
    muster, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    counts = read_counts(pathlib.Path(os.environ["MUSTER_DATA"]))
    write_inputs(folder, counts)
    done, wall = run(muster, "run", folder / "centre.yaml", "-o", folder / "out", "--force", good=(0, 4, 5))
    print(f"walked the line in {wall:.1f} s\n{done.stdout.strip()}")
    forecast_error(muster, folder, counts)
    check, _ = run(muster, "check", folder / "centre.yaml", folder / "out/roster.yaml")
    print(f"check: {check.stdout.strip().splitlines()[-1]}")
    for title, demand in (("under the forecast", folder / "out/demand.yaml"), ("under the real counts", folder / "actual.yaml")):
        done, _ = run(muster, "simulate", folder / "centre.yaml", "--demand", demand, "--staff", folder / "out/roster.yaml", "--format", "json")
        show_service(title, done.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
