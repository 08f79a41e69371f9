#!/usr/bin/env python3
"""The contacts that `muster simulate --write-contacts` writes add up to the outcome of their replication.

usage: contacts_agree.py MUSTER SOURCE
Every centre of examples/simulation is simulated once; per queue and interval the legs by fate, cause and wait, and per group those
handled, must be the counts of the JSON. Legs of one customer are numbered without gaps in order of time, and what follows from
another leg (a redial, a transfer, …) is never a customer's first, unless it comes from the days before.
"""
import collections
import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import zoneinfo

FATES = {"answered": "answered", "abandoned": "abandoned", "blocked": "blocked", "dismissed": "dismissed", "undecided": "undecided",
         "callback": "callbacks", "escalated": "escalated", "unreached": "unreached"}
CAUSES = {"redial": "redials", "repeat": "repeats"}
LED_TO = {"transfer", "callback", "escalated", "second agent", "outside", "attempt"}  # never by themselves
UNCOUNTED = 1e-6


def legs_of(muster, centre, folder, replication):
    path, staff = folder / "contacts.csv", []
    roster = centre.with_name(centre.stem + "_roster.yaml")
    if roster.exists():
        staff = ["--staff", roster]
    command = [muster, "simulate", centre, *staff, "--seed", "5", "--replications", str(replication), "--write-contacts", path,
               "--replication", str(replication), "--force", "--format", "json", "--quiet"]
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{centre}: status {done.returncode}\n{done.stderr}")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)), json.loads(done.stdout)


def counted(legs, blocked_is_offered):
    """Counts by (interval, queue) and (interval, group)."""
    queues, groups = collections.Counter(), collections.Counter()
    for leg in legs:
        at = leg["day"], leg["interval"], leg["queue"]
        queues[at, FATES[leg["outcome"]]] += 1
        offered = leg["outcome"] != "blocked" or blocked_is_offered
        queues[at, "offered"] += offered
        if offered and leg["cause"] in CAUSES:
            queues[at, CAUSES[leg["cause"]]] += 1
        if leg["outcome"] in ("answered", "abandoned", "dismissed") and float(leg["wait_s"]) > 0:
            queues[at, "waited"] += 1
        if leg["outcome"] in ("answered", "undecided") and leg["group"]:
            groups[(leg["day"], leg["interval"], leg["group"]), "handled"] += 1
    return queues, groups


def faults_of(centre, legs, outcome):
    zone = zoneinfo.ZoneInfo(next(line.split(":")[1].split("#")[0].strip() for line in open(centre) if line.startswith("timezone:")))
    blocked_is_offered = "blocked_is_offered: yes" in centre.read_text()
    queues, groups = counted(legs, blocked_is_offered)
    for row in outcome["intervals"]:
        start = datetime.datetime.fromisoformat(row["start"].replace("Z", "+00:00")).astimezone(zone)
        what, counts = (row["queue"], queues) if "queue" in row else (row["group"], groups)
        for measure, value in row.items():
            if measure in set(FATES.values()) | set(CAUSES.values()) | {"offered", "waited", "handled"} and value is not None:
                have = counts[(start.strftime("%Y-%m-%d"), start.strftime("%H:%M"), what), measure]
                if abs(have - value["mean"]) > UNCOUNTED:
                    yield f"{row['start']} {what} {measure}: {have} legs, {value['mean']} counted"
    seen = collections.Counter()
    for leg in sorted(legs, key=lambda leg: int(leg["leg"])):
        seen[leg["customer"]] += 1
        if seen[leg["customer"]] != int(leg["leg"]) and seen[leg["customer"]] > 1:
            yield f"customer {leg['customer']}: leg {leg['leg']} after {seen[leg['customer']] - 1}"
        if leg["cause"] in LED_TO and int(leg["leg"]) == 1 and not (leg["cause"] == "attempt" and leg["attempt"] == "1"):
            yield f"customer {leg['customer']} begins with {leg['cause']} at {leg['start']}"
        if leg["end"] < leg["start"] and leg["end"][-6:] == leg["start"][-6:]:
            yield f"ends before it begins: {leg}"


def main():
    muster, source = sys.argv[1], pathlib.Path(sys.argv[2])
    bad = n = n_legs = 0
    with tempfile.TemporaryDirectory() as name:
        for centre in sorted((source / "examples/simulation").glob("*.yaml")):
            if not any(line.startswith("centre:") for line in open(centre)):
                continue
            legs, outcome = legs_of(muster, centre, pathlib.Path(name), 1)
            faults = list(faults_of(centre, legs, outcome))
            for fault in faults[:4]:
                print(f"{centre.name}: {fault}")
            bad, n, n_legs = bad + len(faults), n + 1, n_legs + len(legs)
    print(f"{n} centres, {n_legs} legs, {bad} faults")
    return 1 if bad or n_legs == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
