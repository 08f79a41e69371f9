#!/usr/bin/env python3
"""Runs every small centre of examples/simulation, one per feature of the simulator: it is sound, a few replications of it end well
and fast, their JSON is sane and does not depend on --jobs.

usage: features.py MUSTER SOURCE_ROOT [EXAMPLE...]
A file of the folder that holds no `centre:` belongs to one that does (a log to replay, a list of people); NAME_roster.yaml is the
staff of NAME.yaml.
"""
import json
import math
import pathlib
import subprocess
import sys
import time

REPLICATIONS = 4
LONGEST_S = 20  # a second where nothing else runs
FATES = ["answered", "abandoned", "dismissed", "undecided", "callbacks", "escalated", "unreached"]


def run(*command):
    started = time.monotonic()
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr, time.monotonic() - started


def numbers(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, float):
        yield value


def mean(cell, measure):
    value = cell.get(measure)
    return value["mean"] if value is not None else 0.0


def sane(outcome):
    """What is wrong with the outcome of a few replications."""
    if outcome["schema_version"] != 1 or outcome["command"] != "simulate" or outcome["replications"] != REPLICATIONS:
        yield "the head of the JSON is wrong"
    if not all(map(math.isfinite, numbers(outcome))):
        yield "a number is not finite"
    if not outcome["queues"] or not outcome["intervals"]:
        yield "no queue or no interval"
    for name, cell in [("totals", outcome["totals"]), *outcome["queues"].items()]:
        for measure, value in cell.items():
            if value is None:
                continue
            if value["lower"] is None:  # so few replications had any that their spread is not known
                continue
            if not value["lower"] - 1e-9 <= value["mean"] <= value["upper"] + 1e-9:
                yield f"{name}: the mean of {measure} is outside its interval"
            if measure in ("service_level", "abandonment") and not 0 <= value["mean"] <= 1:
                yield f"{name}: {measure} is no share"
        if mean(cell, "offered") < max(mean(cell, fate) for fate in FATES) - 1e-6:
            yield f"{name}: more contacts have a fate than were offered"
    if mean(outcome["totals"], "offered") <= 0:
        yield "nobody comes"
    for name, cell in outcome["groups"].items():
        if cell["occupancy"] is not None and not 0 <= cell["occupancy"]["mean"] <= 1 + 1e-9:
            yield f"{name}: the occupancy is no share"


def staff_of(centre):
    roster = centre.with_name(f"{centre.stem}_roster.yaml")
    return ["--staff", roster] if roster.exists() else []


def faults_of(muster, centre):
    status, out, talk, _ = run(muster, "check", centre)
    if status != 0:
        yield f"check ends with {status}: {out}{talk}"
    seen = []
    for jobs in (1, 2):
        status, out, talk, took = run(muster, "simulate", centre, *staff_of(centre), "--replications", REPLICATIONS, "--jobs", jobs,
                                      "--format", "json")
        if status != 0:
            yield f"simulate ends with {status}: {talk}"
            return
        if took > LONGEST_S:
            yield f"{REPLICATIONS} replications take {took:.1f} s"
        seen.append(out)
    if seen[0] != seen[1]:
        yield "the outcome differs between one job and two"
    yield from sane(json.loads(seen[0]))
    status, out, talk, _ = run(muster, "simulate", centre, *staff_of(centre), "--replications", REPLICATIONS, "--format", "table")
    if status != 0 or not out.strip():
        yield f"simulate --format table ends with {status}: {talk}"


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    folder = root / "examples/simulation"
    files = [folder / f"{name}.yaml" for name in sys.argv[3:]] or sorted(folder.glob("*.yaml"))
    centres = [f for f in files if any(line.startswith("centre:") for line in f.read_text().splitlines())]
    failed = 0
    for centre in centres:
        for fault in faults_of(muster, centre):
            print(f"{centre.name}: {fault}")
            failed += 1
    print(f"features: {len(centres)} examples, {failed} faults")
    return 1 if failed or not centres else 0


if __name__ == "__main__":
    sys.exit(main())
