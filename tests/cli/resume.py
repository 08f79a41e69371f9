#!/usr/bin/env python3
"""A walk goes on from any stage's file: --resume keeps what has not changed, --from takes edited files as they are.

usage: resume.py MUSTER SOURCE_ROOT
"""
import pathlib
import subprocess
import sys
import tempfile


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    faults = []

    def walk(centre, folder, *more):
        done = subprocess.run([muster, "run", centre, "-o", folder, *more], capture_output=True, text=True)
        return done.returncode, done.stderr

    def times():
        return {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}

    def expect(what, good):
        if not good:
            faults.append(what)

    with tempfile.TemporaryDirectory() as scratch:
        centre, folder = pathlib.Path(scratch, "centre.yaml"), pathlib.Path(scratch, "out")
        centre.write_text((root / "examples/quick/centre.yaml").read_text())
        status, talk = walk(centre, folder)
        expect(f"first walk: {status} {talk}", status in (0, 4))
        first = times()
        expect("a second walk overwrote without being told", walk(centre, folder)[0] == 2 and times() == first)
        expect("resume", walk(centre, folder, "--resume")[0] in (0, 4))
        again = times()
        expect("resume made a stage anew that had not changed",
               all(again[n] == first[n] for n in first if n not in ("manifest.json", "stages.csv")))
        demand = folder / "demand.yaml"
        old = (folder / "requirement.csv").read_bytes()
        edited = demand.read_text().replace("contacts: [", "contacts: [9", 1)
        demand.write_text(edited)
        expect("--from staff", walk(centre, folder, "--from", "staff")[0] in (0, 4))
        expect("an edited demand was overwritten", demand.read_text() == edited)
        expect("the requirement does not follow the edited demand", (folder / "requirement.csv").read_bytes() != old)
        centre.write_text(centre.read_text().replace("mean: 6 min", "mean: 7 min"))
        before = (folder / "outcome.json").read_bytes()
        expect("resume after a change", walk(centre, folder, "--resume")[0] in (0, 4))
        expect("a changed centre was not walked anew", (folder / "outcome.json").read_bytes() != before)
        (folder / "plan.yaml").write_text("shifts: [{")
        status, talk = walk(centre, folder, "--from", "roster")
        expect(f"a broken plan: {status} {talk}", status == 3 and "plan.yaml:" in talk and ": error: " in talk)
    for fault in faults:
        print(fault)
    print(f"resume: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
