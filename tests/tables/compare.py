#!/usr/bin/env python3
"""Holds `muster calc --batch` against the high-precision tables in $MUSTER_DATA/erlang, by the rule of their README.

usage: compare.py MUSTER [PATTERN]      status 77 (skipped) where MUSTER_DATA is not set
A value agrees when |got - want| <= |want| (1e-12 + 8 * 2.3e-16 * cond_load) + 1e-300 (without cond_load: |want| * 1e-10;
days: 1e-10 max(|want|, 1e-3)); numbers of agents must be equal.
"""
import csv
import os
import pathlib
import subprocess
import sys

TABLES = {  # table: model
    "erlang_b_": "erlang-b",
    "erlang_b_dim_": "erlang-b",
    "erlang_c_": "erlang-c",
    "erlang_c_min_": "erlang-c",
    "erlang_a_": "erlang-a",
    "erlang_a_min_": "erlang-a",
    "mmnk_": "lines",
    "erlang_x_": "erlang-x",
    "erlang_chat_": "chat",
    "transient_day_": "day",
}
TEXT = ("cond_load", "sl_definition", "aht_by_concurrency_s", "kind", "staff_drop_discipline")  # inputs that are no number


def allowance(column, want, row, model):
    """How far a result may be off; numbers of agents must be equal."""
    if column.startswith("min_"):
        return 0.0
    if model == "day":
        return 1e-10 * max(abs(want), 1e-3)
    relative = 1e-12 + 8 * 2.3e-16 * float(row["cond_load"]) if "cond_load" in row else 1e-10
    return abs(want) * relative + 1e-300


def compare(muster, model, path):
    done = subprocess.run([muster, "calc", model, "--batch", path, "--format", "csv"], capture_output=True, text=True)
    if done.returncode != 0:
        return f"status {done.returncode}: {done.stderr[:500]}"
    wanted = list(csv.DictReader(open(path)))
    got = list(csv.DictReader(done.stdout.splitlines()))
    if len(got) != len(wanted):
        return f"{len(got)} rows instead of {len(wanted)}"
    missing = [c for c in wanted[0] if c not in ("cond_load", "kind") and c not in got[0]]
    if missing:
        return f"columns missing: {', '.join(missing)}"
    bad, worst = [], 0.0
    for number, (want, have) in enumerate(zip(wanted, got), start=2):
        for column, text in want.items():
            if column in TEXT or text == "":
                continue
            w, g = float(text), float(have[column] or "nan")
            if w == g:
                continue
            allowed = allowance(column, w, want, model)
            share = abs(g - w) / allowed if allowed > 0.0 else float("inf")
            worst = max(worst, share)
            if not share <= 1.0:
                bad.append(f"line {number}: {column} is {have[column]}, want {text}")
    print(f"{os.path.basename(path)}: {len(got)} rows, worst at {worst:.3f} of what is allowed")
    return "\n".join(bad[:5] + [f"{len(bad)} values differ"]) if bad else None


def main():
    data = os.environ.get("MUSTER_DATA")
    if not data:
        print("MUSTER_DATA is not set: the tables are not there to compare with; skipped")
        return 77
    failed = n = 0
    for prefix, model in TABLES.items():
        for path in sorted(pathlib.Path(data, "erlang").glob(f"{prefix}*.csv")):
            if path.name.removeprefix(prefix).removesuffix(".csv") != "public":
                continue
            n += 1
            fault = compare(sys.argv[1], model, str(path))
            if fault:
                failed += 1
                print(f"{path.name}: {fault}")
    print(f"tables: {n - failed} of {n} agree")
    return 1 if failed or n == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
