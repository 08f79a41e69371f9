#!/usr/bin/env python3
"""Draws docs/pictures/rates.svg (where calls lie within half-hours, by the key `rates`) and docs/pictures/burst.svg (an outage's calls, and
who is answered in time) from what the program makes of examples/simulation/rates.yaml and bursts.yaml.

    python3 docs/pictures/arrivals.py build/src/cli/muster docs/pictures
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS, SLICE_S = 60, 300
LEFT, WIDTH, HEIGHT = 56, 640, 130


def text(x, y, words, size=12, anchor="start", colour="#333"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def page(width, height, label, parts):
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" role="img" '
            f'aria-label="{label}"><rect width="100%" height="100%" fill="#fff"/>')
    return "\n".join([head, *parts, "</svg>", ""])


def bars(values, top, most, colour):
    step = WIDTH / len(values)
    return [f'<rect x="{LEFT + i * step:.1f}" y="{top + HEIGHT * (1 - v / most):.1f}" width="{step - 0.6:.1f}" '
            f'height="{HEIGHT * v / most:.1f}" fill="{colour}"/>' for i, v in enumerate(values)]


def axis(top, most, every, hours):
    out = [f'<path d="M{LEFT},{top + HEIGHT}H{LEFT + WIDTH}" stroke="#888"/>']
    for v in range(0, int(most) + 1, every):
        y = top + HEIGHT * (1 - v / most)
        out += [f'<path d="M{LEFT - 4},{y:.1f}H{LEFT}" stroke="#888"/>', text(LEFT - 7, y + 4, str(v), 11, "end", "#666")]
    for i, hour in enumerate(hours):
        out.append(text(LEFT + WIDTH * i / (len(hours) - 1), top + HEIGHT + 15, f"{hour:02d}:00", 11, "middle", "#666"))
    return out


def clock_s(stamp):
    return int(stamp[11:13]) * 3600 + int(stamp[14:16]) * 60 + float(stamp[17:23])


def calls_by_slice(muster, centre, folder):
    """Mean calls per slice from 08:00 to 14:00, over the first replication of many seeds."""
    counts = [0.0] * (6 * 3600 // SLICE_S)
    for seed in range(1, SEEDS + 1):
        contacts = folder / "contacts.csv"
        subprocess.run([muster, "simulate", centre, "--replications", "1", "--seed", str(seed), "--write-contacts", contacts,
                        "--force", "-o", folder / "out.json"], check=True, capture_output=True)
        with open(contacts, newline="") as file:
            for row in csv.DictReader(file):
                counts[int((clock_s(row["start"]) - 8 * 3600) // SLICE_S)] += 1 / SEEDS
    return counts


def draw_rates(muster, folder):
    source = (ROOT / "examples/simulation/rates.yaml").read_text()
    parts, top = [text(LEFT, 18, f"Calls per five minutes, mean of {SEEDS} days; each half-hour keeps its number", 13)], 44
    for rates in ("constant", "linear", "spline"):
        centre = folder / "centre.yaml"
        centre.write_text(source.replace("rates: spline", f"rates: {rates}"))
        parts += bars(calls_by_slice(muster, centre, folder), top, 20, "#1f6f8b") + axis(top, 20, 5, range(8, 15))
        parts.append(text(LEFT + WIDTH - 4, top + 4, f"rates: {rates}", 13, "end"))
        top += HEIGHT + 42
    return page(LEFT + WIDTH + 24, top - 10, "Calls per five minutes under three kinds of rates", parts)


def draw_burst(muster):
    done = subprocess.run([muster, "simulate", ROOT / "examples/simulation/bursts.yaml", "--format", "json"], check=True, capture_output=True,
                          text=True)
    rows = [r for r in json.loads(done.stdout)["intervals"] if r.get("queue") == "leaks" and r["start"].startswith("2026-03-02")]
    rows = [r for r in rows if 7 <= int(r["start"][11:13]) < 13]  # UTC: 08:00 to 14:00 in Madrid
    value = lambda r, m: r[m]["mean"] if r.get(m) else 0.0  # noqa: E731
    offered, redials = [value(r, "offered") for r in rows], [value(r, "redials") for r in rows]
    level = [100 * value(r, "service_level") for r in rows]
    parts = [text(LEFT, 18, "A main bursts at 10:20: 400 calls in 20 minutes", 13)]
    parts += bars(offered, 44, 340, "#1f6f8b") + bars(redials, 44, 340, "#e08e2b") + axis(44, 340, 100, range(8, 15))
    parts.append(text(LEFT + WIDTH - 4, 52, "calls per quarter-hour; of these, callers who call again (orange)", 12, "end"))
    parts += bars(level, 44 + HEIGHT + 42, 100, "#5b9a47") + axis(44 + HEIGHT + 42, 100, 50, range(8, 15))
    parts.append(text(LEFT + WIDTH - 4, 44 + HEIGHT + 36, "answered within 30 s, %", 12, "end"))
    return page(LEFT + WIDTH + 24, 2 * HEIGHT + 120, "Calls and service level of a day with a burst", parts)


def main():
    muster, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        (out / "rates.svg").write_text(draw_rates(muster, pathlib.Path(scratch)))
    (out / "burst.svg").write_text(draw_burst(muster))


if __name__ == "__main__":
    main()
