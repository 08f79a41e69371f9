#!/usr/bin/env python3
"""Simulates a centre whose behaviour is known, and fits its contacts: the parameters come back.

usage: fit_back.py MUSTER
The contacts are those of one replication of `muster simulate --write-contacts`, read by `muster fit` with no options. An interval of
95 % misses one time in twenty; each truth has to lie within twice its width. The keys, pasted under the rest of the centre, are checked.
"""
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

REST = """centre: known
timezone: Europe/Berlin
interval: 30 min
horizon: {from: 2026-03-02, to: 2026-03-02}
open: {mon-fri: 08:00-18:00}
service_level: answered_within / offered
groups: {team: {serves: [sales, care], on_duty: 58}}
demand: {counts: fresh, queues: {sales: {2026-03-02: {from: 08:00, to: 18:00, each: 250}}, care: {2026-03-02: {from: 08:00, to: 18:00, each: 150}}}}
"""
KNOWN = """queues:
  sales:
    handle: {mean: 200 s, cv: 0.9}
    after_call: {mean: 30 s}
    patience: {distribution: weibull, mean: 150 s, shape: 0.7}
    redial: {after_abandon: 45 %, delay: {mean: 6 min}}
  care:
    handle: {distribution: gamma, mean: 300 s, cv: 0.6}
    after_call: {mean: 60 s}
    patience: {mean: 4 min}
"""
TRUTH = {  # queue, what: law, mean, cv
    ("sales", "talk"): ("lognormal", 200, 0.9), ("sales", "after-call work"): ("lognormal", 30, 1),
    ("sales", "patience"): ("weibull", 150, 1.4624), ("care", "talk"): ("gamma", 300, 0.6),
    ("care", "after-call work"): ("lognormal", 60, 1), ("care", "patience"): ("exponential", 240, 1),
}


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def holds(measure, truth):
    if measure["lower"] is None:
        return abs(measure["mean"] - truth) < 1e-9
    return abs(math.log(measure["mean"] / truth)) < math.log(measure["upper"] / measure["lower"])


def main():
    muster, faults = sys.argv[1], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "centre.yaml").write_text(REST + KNOWN)
        run(muster, "simulate", folder / "centre.yaml", "--replications", "1", "--seed", "7", "--write-contacts", folder / "calls.csv")
        laws = json.loads(run(muster, "fit", folder / "calls.csv", "--format", "json"))["laws"]
        chosen = {(row["queue"], row["what"]): row for row in laws if row["chosen"]}
        for (queue, what), (law, mean, cv) in TRUTH.items():
            row = chosen[queue, what]
            if row["distribution"] != law or not holds(row["mean_s"], mean) or not holds(row["cv"], cv):
                faults.append(f"{queue}, {what}: {row}, not {law} of mean {mean} and cv {cv}")
        run(muster, "fit", folder / "calls.csv", "-o", folder / "keys.yaml", "--report", folder / "page.html")
        (folder / "pasted.yaml").write_text(REST + (folder / "keys.yaml").read_text())
        run(muster, "check", folder / "pasted.yaml")
        number = r"([\d.]+)"
        back = re.search(rf"chance {number} % \({number} to {number}\), delay exponential, mean {number} s \({number} to {number}\)",
                         (folder / "keys.yaml").read_text())
        if back is None:
            faults.append("sales: no redial came back")
        else:
            found = [float(x) for x in back.groups()]
            for truth, (mean, lower, upper) in zip((45, 360), (found[:3], found[3:])):
                if not holds({"mean": mean, "lower": lower, "upper": upper}, truth):
                    faults.append(f"sales, redial: {mean} ({lower} to {upper}), not {truth}")
        if "</html>" not in (folder / "page.html").read_text():
            faults.append("the page has no end")
    print("\n".join(faults) if faults else f"{len(TRUTH)} laws and the redials came back")
    return 1 if faults else 0


sys.exit(main())
