#!/usr/bin/env python3
"""Feeds every reader of the program bad bytes: each time a clear located error, status 3, nothing written, no crash.

usage: bad_input.py MUSTER SOURCE_ROOT [SEED]
First named faults, whose messages must say what is wrong and where; then random damage to good files (seed printed), which
must end in status 0 to 5 and never in a signal.
"""
import pathlib
import random
import re
import subprocess
import sys
import tempfile

GOOD = """centre: Small
timezone: Europe/Berlin
interval: 30 min
horizon: {from: 2026-03-02, to: 2026-03-03}
open: {mon-fri: 08:00-18:00}
service_level: answered_within / offered
queues:
  calls:
    handle: {mean: 3 min}
    patience: {mean: 2 min}
    target: {answer: 80 %, within: 20 s}
groups:
  team: {serves: [calls], on_duty: 5, cost: 20 / h}
demand:
  queues:
    calls:
      2026-03-02: {from: 08:00, to: 18:00, each: 40}
      2026-03-03: {from: 08:00, to: 18:00, each: 40}
simulate: {replications: 2}
"""

# what is replaced, by what, what the message must say
CENTRE_FAULTS = [
    ("mean: 3 min}", "mean: 3}", "unit"),
    ("mean: 3 min}", "mean: 3 apples}", "3 apples"),
    ("mean: 3 min}", "mean: -3 min}", "-3 min"),
    ("mean: 3 min}", "mean: [3 min]}", "mean"),
    ("mean: 2 min}", "mena: 2 min}", "mean"),
    ("answer: 80 %", "answer: 80", "%"),
    ("answer: 80 %", "answer: 180 %", "180 %"),
    ("to: 2026-03-03}", "to: 2026-02-30}", "2026-02-30"),
    ("to: 2026-03-03}", "to: 2026-03-01}", "2026-03-01"),
    ("Europe/Berlin", "Europe/Berlinn", "Europe/Berlinn"),
    ("interval: 30 min", "interval: 7 min", "7 min"),
    ("08:00-18:00}", "08:00-08:00}", "08:00"),
    ("08:00-18:00}", "08:00-25:00x}", "25:00x"),
    ("answered_within / offered", "answered_within / ofered", "answered_within / offered"),
    ("service_level: answered_within / offered\n", "", "service_level"),
    ("serves: [calls]", "serves: [cals]", "calls"),
    ("serves: [calls]", "serves: []", "no queue"),
    ("groups:\n", "groups:\n  team: {serves: [calls]}\n", "duplicate"),
    ("  calls:\n    handle", "  no:\n    handle", "no"),
    ("\n  calls:\n    handle", "\n\tcalls:\n    handle", "tab"),
    ("each: 40}\n      2026-03-03", "each: -40}\n      2026-03-03", "-40"),
    ("      2026-03-03: {from", "      2026-03-02: {from", "2026-03-02"),
    ("      2026-03-03: {from", "      2026-04-03: {from", "2026-04-03"),
    ("to: 18:00, each: 40}\nsim", "to: 19:15, each: 40}\nsim", "19:15"),
    ("centre: Small", "centre: Small\nqueus: {}", "queues"),
    ("centre: Small", "centre: &a [*a]", ""),
    ("centre: Small", "centre: {", ""),
]


class Bench:
    def __init__(self, muster, folder):
        self.muster, self.folder, self.faults, self.n = muster, pathlib.Path(folder), [], 0

    def run(self, *arguments):
        return subprocess.run([self.muster, *map(str, arguments)], capture_output=True, cwd=self.folder, timeout=120)

    def expect(self, title, good, why):
        self.n += 1
        if not good:
            self.faults.append(f"{title}: {why}")

    def refused(self, title, done, name, word=""):
        talk = done.stderr.decode("utf-8", "replace")
        self.expect(title, done.returncode == 3, f"status {done.returncode}, not 3\n{talk[:800]}")
        self.expect(title, re.search(rf"{re.escape(name)}:\d+:\d+: error: ", talk), f"no place in\n{talk[:800]}")
        self.expect(title, word in talk, f"'{word}' is not said in\n{talk[:800]}")
        self.expect(title, done.stdout == b"", "printed data all the same")
        self.expect(title, not (self.folder / "out").exists(), "wrote its output all the same")


def named_faults(bench):
    centre = bench.folder / "c.yaml"
    centre.write_text(GOOD)
    done = bench.run("simulate", "c.yaml", "--format", "json")
    bench.expect("the good centre", done.returncode == 0, done.stderr.decode()[:800])
    for old, new, word in CENTRE_FAULTS:
        assert GOOD.count(old) >= 1, old
        centre.write_text(GOOD.replace(old, new, 1))
        bench.refused(f"{old!r} -> {new!r}", bench.run("simulate", "c.yaml", "-o", "out"), "c.yaml", word)
    several = GOOD.replace("mean: 3 min}", "mean: 3}", 1).replace("serves: [calls]", "serves: [cals]", 1).replace("80 %", "80", 1)
    centre.write_text(several)
    done = bench.run("check", "c.yaml")
    bench.expect("all at once", done.stderr.count(b": error: ") >= 3, done.stderr.decode()[:1500])


def raw_bytes(bench):
    centre = bench.folder / "c.yaml"
    deep = "centre: " + "[" * 5000 + "]" * 5000
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))
    cases = {
        "empty": b"", "binary": bytes(range(256)) * 40, "nul": b"centre: a\0b\n", "deep": deep.encode(), "bomb": bomb.encode(),
        "utf-16": GOOD.encode("utf-16"), "latin-1": GOOD.replace("Small", "Café").encode("latin-1"),
        "long line": b"centre: " + b"x" * 3_000_000, "two documents": GOOD.encode() + b"---\n" + GOOD.encode(),
        "half": GOOD.encode()[: len(GOOD) // 2],
    }
    for title, data in cases.items():
        centre.write_bytes(data)
        bench.refused(title, bench.run("simulate", "c.yaml", "-o", "out"), "c.yaml")
    bench.refused_missing = bench.run("simulate", "missing.yaml")
    bench.expect("a missing file", bench.refused_missing.returncode == 3 and b"missing.yaml" in bench.refused_missing.stderr,
                 f"status {bench.refused_missing.returncode}: {bench.refused_missing.stderr.decode()}")


def damaged(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        kind = chance.randrange(5)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randint(1, 30)]
        elif kind == 2:
            data[at:at] = data[at : at + chance.randint(1, 60)]
        elif kind == 3:
            data[at:at] = chance.choice([b": ", b"{", b"]", b"- ", b"\n", b"&a ", b"*a ", b"99999999999999999999", b"-1", b"\xff", b"~"])
        else:
            del data[at:]
        if not data:
            return b"\n"
    return bytes(data)


def random_damage(bench, chance, n):
    centre = bench.folder / "c.yaml"
    for i in range(n):
        centre.write_bytes(damaged(GOOD.encode(), chance))
        done = bench.run("simulate", "c.yaml", "--replications", "1", "--format", "json")
        bench.expect(f"random damage {i}", done.returncode in (0, 3), f"status {done.returncode}\n{done.stderr.decode('utf-8', 'replace')[:600]}")


def main():
    muster = str(pathlib.Path(sys.argv[1]).resolve())
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261121
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(muster, folder)
        named_faults(bench)
        raw_bytes(bench)
        random_damage(bench, random.Random(seed), 150)
    for fault in bench.faults[:20]:
        print(fault)
    print(f"bad input: {bench.n - len(bench.faults)} of {bench.n} as they should be")
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
