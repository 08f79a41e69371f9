#!/usr/bin/env python3
"""Staffs the waterworks, whose cases, call-backs and visits are levelled, and takes the requirement on: shifts that cover it
and are lawful, a picture of it, and a simulator that says which key it cannot honour rather than ignore it.

usage: levelled.py MUSTER SOURCE_ROOT
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def faults_of(muster, root, folder):
    centre, need, plan = root / "examples/waterworks/levelling.yaml", folder / "requirement.csv", folder / "plan.yaml"
    status, _, talk = run(muster, "staff", centre, "--format", "csv", "-o", need)
    if status != 0 or "levelled work:" not in talk:
        yield f"staff ends with {status}: {talk}"
        return
    rows = list(csv.DictReader(need.open(newline="")))
    waiting = [r for r in rows if r["queue"] in ("bursts", "complaints", "hard_cases", "callbacks", "visits")]
    if not any(float(r["agents"]) % 1 for r in waiting):
        yield "no fraction of an agent in the levelled rows"
    if any(float(r["scheduled"]) % 1 for r in rows):
        yield "a fraction of a person is scheduled"
    status, out, talk = run(muster, "plan", centre, "--requirement", need, "--format", "json")
    if status != 0:
        yield f"plan ends with {status}: {talk}"
        return
    made = json.loads(out)
    scheduled_h = sum(float(r["scheduled"]) for r in rows) / 4
    if made["understaffed_h"] > 0.02 * scheduled_h or made["gap"] > 0.02:
        yield f"the plan is short by {made['understaffed_h']} h of {scheduled_h}, gap {made['gap']}"
    run(muster, "plan", centre, "--requirement", need, "--format", "yaml", "-o", plan)
    status, out, talk = run(muster, "check", centre, need, plan)
    if status != 0:
        yield f"check ends with {status}: {out}{talk}"
    status, _, talk = run(muster, "simulate", centre)
    if status != 3 or "levelling.yaml:" not in talk:
        yield f"simulate ends with {status}: {talk}"
    status, _, talk = run(sys.executable, root / "tests/examples/levelled_picture.py", need, folder / "picture.svg",
                          "calls,chats", "complaints,callbacks,visits")
    if status != 0 or "polygon" not in (folder / "picture.svg").read_text():
        yield f"no picture: {talk}"


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        faults = list(faults_of(muster, root, pathlib.Path(folder)))
    for fault in faults:
        print(fault)
    print(f"levelled: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
