#!/usr/bin/env python3
"""Runs the program and holds what it prints against stored text.

usage: golden.py MUSTER SOURCE_ROOT [--update] [CASE...]
A case is a file in tests/golden/cases:
    $ muster check tests/data/centre/y_small.yaml        one or more commands, run in the source root with sh
    ? 0                                                  the exit status of the last
    everything printed on standard output
    ! what is printed on standard error, line by line
$TMP is an empty folder of the case's own. After reading the diff, --update stores what is printed now.
"""
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile


def commands_of(text):
    return [line[2:] for line in text.splitlines() if line.startswith("$ ")]


def run_case(muster, root, commands):
    shown = [f"$ {c}" for c in commands]
    with tempfile.TemporaryDirectory() as folder:
        tools = pathlib.Path(folder) / "bin"
        tools.mkdir()
        (tools / "muster").symlink_to(muster)
        scratch = pathlib.Path(folder) / "scratch"
        scratch.mkdir()
        env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}", TMP=str(scratch), NO_COLOR="1", LC_ALL="C.UTF-8")
        done = subprocess.run(["sh", "-c", "\n".join(commands)], cwd=root, env=env, capture_output=True, timeout=300)
    clean = lambda raw: raw.decode("utf-8", "backslashreplace").replace(str(scratch), "$TMP")  # noqa: E731
    shown.append(f"? {done.returncode}")
    shown += clean(done.stdout).splitlines()
    shown += [f"! {line}" for line in clean(done.stderr).splitlines()]
    return "\n".join(shown) + "\n"


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    update = "--update" in sys.argv
    muster, root = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    folder = root / "tests/golden/cases"
    cases = [folder / f"{name}.txt" for name in arguments[2:]] or sorted(folder.glob("*.txt"))
    failed = 0
    for case in cases:
        stored = case.read_text()
        now = run_case(muster, root, commands_of(stored))
        if now == stored:
            continue
        if update:
            case.write_text(now)
            print(f"updated {case.name}")
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(stored.splitlines(True), now.splitlines(True), f"{case.name} stored", "now"))
    print(f"golden: {len(cases) - failed} of {len(cases)} as stored")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
