#!/usr/bin/env python3
"""Runs every command of the pages for planners, in their order, so that they cannot promise what does not work. Where a block of
text follows a command, it must be what the command prints.

usage: guide.py MUSTER SOURCE_ROOT
"""
import os
import pathlib
import subprocess
import sys
import tempfile

PAGES = ["docs/guide.md", "docs/counts.md", "docs/staffing.md"]


def commands_of(lines):
    """Each command with the lines of the block behind it, or None."""
    for i, line in enumerate(lines):
        if not line.startswith("    muster "):
            continue
        rest = lines[i + 1:]
        while rest and not rest[0].strip():
            rest = rest[1:]
        shown = rest[1:rest.index("```", 1)] if rest and rest[0] == "```" else None
        yield line.strip(), shown


def faults_of(page, scratch, env):
    for command, shown in commands_of(page.read_text().splitlines()):
        done = subprocess.run(["sh", "-c", command], cwd=scratch, env=env, capture_output=True, text=True)
        if done.returncode not in (0, 4):
            yield f"{command}\nends with {done.returncode}: {done.stderr}"
        elif shown is not None and done.stdout.splitlines() != shown:
            yield f"{command}\nprints something else than {page.name} shows:\n{done.stdout}"


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        tools = pathlib.Path(scratch, "bin")
        tools.mkdir()
        (tools / "muster").symlink_to(muster)
        pathlib.Path(scratch, "examples").symlink_to(root / "examples")
        env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}", MUSTER_CONFIG=str(root / "config"))
        for page in PAGES:
            faults += faults_of(root / page, scratch, env)
    print("\n".join(faults) or "every command does what the pages say")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
