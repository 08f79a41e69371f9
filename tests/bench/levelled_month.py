#!/usr/bin/env python3
"""A month of quarter hours with five queues to level, beside one of calls, for two groups: how long staffing takes.

usage: levelled_month.py MUSTER
"""
import datetime
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

DAYS = [datetime.date(2026, 6, 1) + datetime.timedelta(days=d) for d in range(30)]
SCALES = {"calls": 25, "leaks": 1.2, "complaints": 3, "letters": 4, "orders": 6}
CENTRE = """centre: Month
timezone: UTC
interval: 15 min
currency: EUR
horizon: {{from: {first}, to: {last}}}
open: {{mon-sun: {open:02d}:00-{close:02d}:00}}
service_level: answered_within / offered
queues:
  calls: {{handle: {{mean: 5 min}}, patience: {{mean: 3 min}}, target: {{answer: 80 %, within: 30 s}}}}
  leaks: {{channel: case, handle: {{mean: 40 min}}, target: {{finish: 95 %, within: 4 h}}}}
  complaints: {{channel: case, interruptible: yes, handle: {{mean: 25 min}}, target: {{finish: 95 %, within: 24 h}}}}
  letters: {{channel: case, handle: {{mean: 12 min}}, target: {{finish: 90 %, within: 60 h}}}}
  orders: {{channel: case, handle: {{mean: 6 min}}, target: {{finish: 98 %, within: 8 h}}}}
  visits: {{channel: outbound, handle: {{mean: 8 min}}, quota: {{customers: 3200, each: 2 / month}}}}
groups:
  office: {{serves: [calls, complaints, letters, orders, visits], cost: 24 / h}}
  field: {{serves: [leaks, complaints, visits], cost: 30 / h}}
demand:
  queues:
"""


def centre(opens, closes):
    draw = random.Random(5)
    text = CENTRE.format(first=DAYS[0], last=DAYS[-1], open=opens, close=closes)
    for queue, scale in SCALES.items():
        text += f"    {queue}:\n"
        for day in DAYS:
            counts = (scale * draw.uniform(0.6, 1.4) * (0.5 + math.exp(-((opens + i / 4 - 11) / 3) ** 2))
                      for i in range(4 * (closes - opens)))
            text += f"      {day}: {{from: {opens:02d}:00, contacts: [{', '.join(f'{c:.2f}' for c in counts)}]}}\n"
    return text


def main():
    for opens, closes in ((8, 20), (0, 24)):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "month.yaml")
            with open(path, "w") as file:
                file.write(centre(opens, closes))
            before, started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
            done = subprocess.run([sys.argv[1], "staff", path, "--method", "stationary", "--format", "csv"],
                                  capture_output=True, text=True)
            wall, spent = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            print(f"open {opens:02d}:00-{closes:02d}:00: status {done.returncode}, {spent:.1f} s of processor, {wall:.1f} s")
            if done.returncode != 0:
                print(done.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
