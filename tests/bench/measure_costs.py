#!/usr/bin/env python3
"""What each measure costs: instructions and processor time for a contact.

usage: measure_costs.py MUSTER CENTRE [STAFF]

Instructions are counted by callgrind (valgrind), so they do not depend on what else the machine does: those of three replications less
those of one, divided by the contacts between; so start and output are left out. The contact trace is what writing one
replication adds, a precision what 64 replications cost more that stop by themselves (start and output included). Time is the best
of five runs of --timing. Prints a table in Markdown.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

REPLICATIONS = 20
RUNS = 5
VARIANTS = {
    "basic": ["--measures", "basic"],
    "basic, controls": ["--measures", "basic", "--controls"],
    "all but histograms": ["--no-histograms"],
    "all": [],
    "all, controls": ["--controls"],
}


def run(command, what):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr}")
    found = re.search(what, done.stderr)
    return [float(x) for x in found.groups()]


class Centre:
    def __init__(self, muster, centre, staff, folder):
        self.command = [muster, "simulate", centre, "--jobs", "1", "--kernel", "events", "--format", "json", "--force", "--quiet",
                        "-o", folder / "outcome.json"] + (["--staff", staff] if staff else [])
        self.folder = folder

    def instructions(self, replications, options):
        counting = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={self.folder / 'callgrind'}"]
        return run(counting + self.command + ["--replications", replications] + options, r"Collected : (\d+)")[0]

    def timing(self, replications, options):
        return run(self.command + ["--replications", replications, "--timing"] + options, r"contacts (\d+) cpu_s ([\d.]+)")

    def row(self, name, options):
        contacts = self.timing(3, options)[0] - self.timing(1, options)[0]
        count = (self.instructions(3, options) - self.instructions(1, options)) / contacts
        n, seconds = min((self.timing(REPLICATIONS, options) for _ in range(RUNS)), key=lambda t: t[1])
        return name, count, 1e9 * seconds / n

    def trace(self):
        contacts = self.timing(1, [])[0]
        to_file = ["--write-contacts", self.folder / "contacts.csv"]
        return "one replication as contacts, beside", (self.instructions(1, to_file) - self.instructions(1, [])) / contacts, None

    def precision(self):
        contacts = self.timing(64, [])[0]
        asked = ["--precision", "offered: 1000000000"]
        return "64 replications that stop by themselves, beside", (self.instructions(64, asked) - self.instructions(64, [])) / contacts, None


def main():
    muster, centre = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        c = Centre(muster, centre, sys.argv[3] if len(sys.argv) > 3 else None, pathlib.Path(name))
        rows = [c.row(*v) for v in VARIANTS.items()] + [c.trace()]
        if c.timing(1, [])[0] < 10000:  # 64 replications take too long under callgrind otherwise
            rows.append(c.precision())
    print("| | instructions a contact | beside basic | ns a contact |\n|---|---|---|---|")
    for what, count, ns in rows:
        beside, ns = ("", "") if ns is None else (f"{100 * count / rows[0][1] - 100:+.0f} %", f"{ns:.0f}")
        print(f"| {what} | {count:.0f} | {beside} | {ns} |")


if __name__ == "__main__":
    main()
