#!/usr/bin/env python3
"""Walks the line on every example: it ends well, its rosters are lawful, its files read back, and the bytes do not depend
on --jobs.

usage: walk.py MUSTER SOURCE_ROOT [EXAMPLE...]
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

VALUES = ["demand.yaml", "requirement.csv", "plan.yaml", "roster.yaml"]


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def contents(folder):
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def faults_of(muster, centre, scratch):
    folders = [pathlib.Path(scratch, f"jobs{jobs}") for jobs in (1, 2)]
    for jobs, folder in zip((1, 2), folders):
        started = time.monotonic()
        status, out, talk = run(muster, "run", centre, "-o", folder, "--jobs", jobs)
        print(f"{centre.parent.name}: --jobs {jobs} ends with {status} after {time.monotonic() - started:.1f} s")
        if status not in (0, 4):
            yield f"run ends with {status}: {talk}"
            return
    one, two = map(contents, folders)
    for name in sorted(set(one) | set(two)):
        if one.get(name) != two.get(name):
            yield f"{name} differs between one job and two"
    manifest = json.loads(one["manifest.json"])
    if manifest["schema_version"] != 1:
        yield "the manifest has no schema_version 1"
    page = one["report.html"].decode()
    if "<script" in page or "http://" in page.replace("http://www.w3.org", "") or "https://" in page:
        yield "the page is not self-contained"
    json.loads(one["outcome.json"])
    for name in VALUES:
        if name in one:
            status, out, talk = run(muster, "check", centre, folders[0] / name)
            if status != 0:
                yield f"check {name} ends with {status}: {out}{talk}"


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    centres = [root / "examples" / e / "centre.yaml" for e in sys.argv[3:]] or sorted(root.glob("examples/*/centre.yaml"))
    failed = 0
    for centre in centres:
        with tempfile.TemporaryDirectory() as scratch:
            for fault in faults_of(muster, centre, scratch):
                print(f"{centre.parent.name}: {fault}")
                failed += 1
    print(f"examples: {len(centres)} walked, {failed} faults")
    return 1 if failed or not centres else 0


if __name__ == "__main__":
    sys.exit(main())
