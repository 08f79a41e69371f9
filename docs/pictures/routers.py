#!/usr/bin/env python3
"""Draws docs/pictures/routers.svg, what seven ways to choose the next contact do to the waits of two queues with the same agents, and
docs/pictures/callbacks.svg, a day with and without callbacks, from runs of the examples.

    python3 docs/pictures/routers.py build/src/cli/muster .
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROUTERS = ["priority: service first", "priority: orders first", "longest_wait", "longest_queue", "weighted_wait", "wait_over_target", "score"]
QUEUES = [("orders", "#1f6f8b"), ("service", "#b4452c")]


def text(x, y, words, size=13, anchor="start", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def simulate(muster, centre, replications=1000):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "centre.yaml"
        path.write_text(centre)
        done = subprocess.run([muster, "simulate", path, "--replications", str(replications), "--measures", "basic", "--format", "json"],
                              capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def head(width, height, label, title):
    return [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" role="img" aria-label="{label}">',
            '<rect width="100%" height="100%" fill="#fff"/>', text(16, 24, title, 15)]


def draw_routers(muster, root):
    folder = root / "examples/simulation"
    one = (folder / "routing_single_fifo.yaml").read_text()

    def by_take(first, second):
        return one.replace("serves: [orders, service]", f"serves: {{orders: {{take: {first}}}, service: {{take: {second}}}}}").replace(
            "choose_contact: longest_wait", "choose_contact: priority")

    files = {"longest_wait": "single_fifo"}
    centres = [by_take(2, 1), by_take(1, 2)] + [(folder / f"routing_{files.get(r, r)}.yaml").read_text() for r in ROUTERS[2:]]
    outcomes = [simulate(muster, centre) for centre in centres]
    left, top, row, width, most = 190, 58, 44, 560, 30
    out = head(left + width + 40, top + row * len(ROUTERS) + 34, "Mean waits of two queues under seven routers",
               "Mean wait (s) of two queues with 18 agents for both, by router; in brackets the service level")
    for value in range(0, most + 1, 10):
        x = left + width * value / most
        out.append(f'<path d="M{x:.1f},{top - 6}V{top + row * len(ROUTERS)}" stroke="#ddd"/>')
        out.append(text(x, top + row * len(ROUTERS) + 18, value, 12, "middle", "#555"))
    for k, (queue, colour) in enumerate(QUEUES):
        out.append(f'<rect x="{left + 110 * k}" y="36" width="12" height="12" fill="{colour}"/>' + text(left + 18 + 110 * k, 47, queue, 13, colour=colour))
    for i, (router, outcome) in enumerate(zip(ROUTERS, outcomes)):
        out.append(text(left - 10, top + row * i + 22, router, 13, "end"))
        for k, (queue, colour) in enumerate(QUEUES):
            cell = outcome["queues"][queue]
            wait, level = cell["wait_mean_s"]["mean"], cell["service_level"]["mean"]
            y = top + row * i + 2 + 17 * k
            out.append(f'<rect x="{left}" y="{y}" width="{width * wait / most:.1f}" height="15" fill="{colour}"/>')
            out.append(text(left + width * wait / most + 6, y + 12, f"{wait:.1f} ({100 * level:.0f} %)", 12, colour="#555"))
    (root / "docs/pictures/routers.svg").write_text("\n".join(out + ["</svg>"]) + "\n")


def draw_callbacks(muster, root):
    centre = (root / "examples/simulation/callback_in_turn.yaml").read_text()
    begin, end = centre.index("routing:"), centre.index("demand:")
    ways = [("no callbacks", simulate(muster, centre[:begin] + centre[end:]), "#888"), ("with callbacks", simulate(muster, centre), "#1f6f8b")]
    left, top, width, height = 64, 62, 720, 220
    opened = [[r for r in outcome["interval_totals"] if "2026-03-02T07" <= r["start"] < "2026-03-02T17"] for _, outcome, _ in ways]  # 8 to 18 in Vienna
    accepted = [r["callbacks"]["mean"] for r in opened[1]]
    lines = [([r["abandoned"]["mean"] for r in way], f"{name}: abandoned", colour) for (name, _, colour), way in zip(ways, opened)]
    lines.append((accepted, "with callbacks: accepted one", "#b4452c"))
    n = len(accepted)
    most = 6 * -(-max(max(values) for values, _, _ in lines) // 6)
    out = head(left + width + 20, top + height + 36, "Contacts that abandon, and that accept a callback, by half-hour, with and without callbacks",
               "Contacts that give up, and that accept a callback instead, by half-hour (both queues)")
    for step in range(4):
        y = top + height * (1 - step / 3)
        out.append(f'<path d="M{left},{y:.1f}H{left + width}" stroke="#ddd"/>' + text(left - 8, y + 4, f"{most * step / 3:.0f}", 12, "end", "#555"))
    for k, (values, name, colour) in enumerate(lines):
        path = "".join(f'{"L" if i else "M"}{left + width * i / n:.1f},{top + height * (1 - value / most):.1f}H{left + width * (i + 1) / n:.1f}'
                       for i, value in enumerate(values))
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        out.append(text(left + 230 * k, 48, name, 13, colour=colour))
    for i in range(0, n + 1, 2):
        out.append(text(left + width * i / n, top + height + 18, f"{8 + i // 2}:00", 12, "middle", "#555"))
    (root / "docs/pictures/callbacks.svg").write_text("\n".join(out + ["</svg>"]) + "\n")


def main():
    muster, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    draw_routers(muster, root)
    draw_callbacks(muster, root)


main()
