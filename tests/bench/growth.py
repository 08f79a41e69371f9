#!/usr/bin/env python3
"""Cost per contact as the number of agents grows: W1 scaled in demand and staff alike, by both kernels, and W3 scaled in people.

usage: growth.py MUSTER [--most AGENTS] [--runs N]
Prints nanoseconds of processor time per contact, least of N runs (3), and what it is of the smallest size's beside the growth
of log(agents), which is the bound. Exit status 1 where the cost grows faster by more than noise.
"""
import argparse
import math
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
AGENTS = [10, 100, 1000, 10_000, 100_000]
PEOPLE = [100, 1000, 10_000, 100_000]
CONTACTS = 2_000_000  # of a run, at least one replication
PER_AGENT, PER_PERSON = 1500 / 208 * 20, 84.5  # contacts of a replication
NOISE = 1.25


def scaled_w1(agents):
    text = (HERE / "w1.yaml").read_text(encoding="utf-8")
    return text.replace("on_duty: 208", f"on_duty: {agents}").replace("each: 1500", f"each: {1500 * agents / 208:.6f}")


def cost_ns(muster, runs, arguments, per_replication):
    replications = max(1, round(CONTACTS / per_replication))
    command = [muster, "simulate", *arguments, "--replications", str(replications), "--jobs", "1", "--measures", "basic", "--timing",
               "--quiet", "-o", "/dev/null", "--force"]
    best = math.inf
    for _ in range(runs):
        done = subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True)
        contacts, cpu_s = re.search(r"contacts (\d+) cpu_s ([\d.e+-]+)", done.stderr).groups()
        best = min(best, 1e9 * float(cpu_s) / int(contacts))
    return best


def table(title, sizes, measure):
    """Prints the sizes of a kind; returns whether the cost kept the bound."""
    print(f"{title}\n{'agents':>10} {'ns':>8} {'ratio':>8} {'log':>8}")
    first, kept = None, True
    for size in sizes:
        ns = measure(size)
        first = first or ns
        bound = math.log(size) / math.log(sizes[0])
        kept = kept and ns / first <= NOISE * bound
        print(f"{size:>10} {ns:>8.1f} {ns / first:>8.2f} {bound:>8.2f}", flush=True)
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("muster")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)

        def by_number(kernel):
            def measure(agents):
                (folder / "w1.yaml").write_text(scaled_w1(agents), encoding="utf-8")
                return cost_ns(given.muster, given.runs, [folder / "w1.yaml", "--kernel", kernel], PER_AGENT * agents)
            return measure

        def by_name(people):
            subprocess.run([sys.executable, HERE / "make_w3.py", folder, str(people)], check=True)
            return cost_ns(given.muster, given.runs, [folder / "w3.yaml", "--staff", folder / "w3_roster.yaml"], PER_PERSON * people)

        kept = [table(f"W1 scaled, {kernel}", [a for a in AGENTS if a <= given.most], by_number(kernel)) for kernel in ("auto", "events")]
        kept.append(table("W3 scaled, people with shifts and grades", [p for p in PEOPLE if p <= given.most], by_name))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
