#!/usr/bin/env python3
"""kill -9 at any moment leaves each output file whole: old, new or not there; and a resumed walk ends as an undisturbed one.

usage: kill.py MUSTER SOURCE_ROOT [SEED]
"""
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

ROUNDS = 12


def contents(folder):
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20261121)
    centre = root / "examples/quick/centre.yaml"
    walk = [str(muster), "run", str(centre), "--quiet", "-o"]
    with tempfile.TemporaryDirectory() as scratch:
        whole = pathlib.Path(scratch, "whole")
        started = time.monotonic()
        done = subprocess.run([*walk, str(whole)], capture_output=True)
        length_s = time.monotonic() - started
        if done.returncode not in (0, 4):
            print(f"the undisturbed walk ends with {done.returncode}: {done.stderr.decode()}")
            return 1
        expected = contents(whole)
        for number in range(ROUNDS):
            folder = pathlib.Path(scratch, f"killed{number}")
            process = subprocess.Popen([*walk, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, length_s))
            process.send_signal(signal.SIGKILL)
            process.wait()
            left = contents(folder) if folder.exists() else {}
            for name, data in left.items():
                if name in expected and name not in ("stages.csv", "manifest.json") and data != expected[name]:
                    print(f"round {number}: {name} is neither whole nor absent")
                    return 1
            if "manifest.json" in left and set(expected) - set(left):
                print(f"round {number}: a manifest stands over an unfinished walk")
                return 1
            subprocess.run([*walk, str(folder), "--resume"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            after = {n: d for n, d in contents(folder).items() if not n.startswith(".")}
            if {n: d for n, d in after.items() if n in expected and n != "manifest.json"} != {n: d for n, d in expected.items() if n != "manifest.json"}:
                print(f"round {number}: the resumed walk ends differently: {sorted(n for n in expected if after.get(n) != expected[n])}")
                return 1
    print(f"kill: {ROUNDS} walks of {length_s:.2f} s killed and resumed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
