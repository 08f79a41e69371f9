#!/usr/bin/env python3
"""Runs every command of docs/guide.md, in its order, so that the guide cannot promise what does not work.

usage: guide.py MUSTER SOURCE_ROOT
"""
import os
import pathlib
import subprocess
import sys
import tempfile


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    lines = (root / "docs/guide.md").read_text().splitlines()
    commands = [line.strip() for line in lines if line.startswith("    muster ")]
    with tempfile.TemporaryDirectory() as scratch:
        tools = pathlib.Path(scratch, "bin")
        tools.mkdir()
        (tools / "muster").symlink_to(muster)
        pathlib.Path(scratch, "examples").symlink_to(root / "examples")
        env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}", MUSTER_CONFIG=str(root / "config"))
        for command in commands:
            done = subprocess.run(["sh", "-c", command], cwd=scratch, env=env, capture_output=True, text=True)
            if done.returncode not in (0, 4):
                print(f"{command}\nends with {done.returncode}: {done.stderr}")
                return 1
    print(f"guide: {len(commands)} commands run")
    return 0 if commands else 1


if __name__ == "__main__":
    sys.exit(main())
