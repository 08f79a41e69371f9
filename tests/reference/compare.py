#!/usr/bin/env python3
"""Holds the program against the reference simulator (simulator.py) on random centres of several queues and groups.

    compare.py MUSTER [--seed N] [--cases N] [--days N]

Each case is drawn from the seed, printed on failure, simulated by both with draws of their own, and every total of every queue and group is
compared: |difference| < 5 standard errors of the difference (hundreds of figures are looked at, and counts are not quite normal).
"""
import argparse
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cases import CaseDay  # noqa: E402
from simulator import Day  # noqa: E402

LIMIT = 5.0
INTERVAL_S, ROWS = 1800, 6
FEW = 50
CHATS, CASES = 0.3, 0.4  # shares of centres that chat, and that have work that can wait


# --- a random centre ---

def law(rng, mean, kinds=("exponential", "lognormal")):
    kind = rng.choice(kinds)
    return (mean, {"exponential": 1.0, "lognormal": round(rng.uniform(0.4, 1.6), 2), "fixed": 0.0}[kind], kind)


def random_queue(rng, names, name, chats):
    load = rng.uniform(2, 7)  # erlangs of a quiet interval
    mean = round(rng.uniform(60, 400))
    others = [n for n in names if n != name]
    queue = {
        "rate": [round(load * rng.uniform(0.6, 1.4) * INTERVAL_S / mean, 1) for _ in range(ROWS)],
        "handle": law(rng, mean, ("exponential", "lognormal", "fixed")),
        "after_call": law(rng, round(rng.uniform(10, 60)), ("exponential",)) if rng.random() < 0.3 and not chats else None,
        "patience": law(rng, round(rng.uniform(40, 400))) if rng.random() < 0.85 else None,
        "ring": rng.choice([0, 0, 4, 9]) if not chats else 0,
        "within": rng.choice([10, 20, 60]),
        "redial": ([round(rng.uniform(0.2, 0.7), 2) for _ in range(rng.randint(1, 3))], 240) if rng.random() < 0.4 else None,
        "repeat": (round(rng.uniform(0.05, 0.2), 2), 240) if rng.random() < 0.3 and not chats else None,
        "transfer": [(round(rng.uniform(0.05, 0.15), 2), rng.choice(others))] if others and rng.random() < 0.4 and not chats else [],
        "callback": None, "case": None, "escalate": None,
        "concurrency": [1.0] + ([0.62, 0.45][:rng.randint(1, 2)] if chats else []),
    }
    if queue["patience"] is None:
        queue["redial"] = None
    if rng.random() < 0.3 and not chats:
        queue["callback"] = {"over": rng.choice([0, 10, 30]), "accept": round(rng.uniform(0.3, 0.9), 2), "times": rng.choice([1, 1, 2]),
                             "predict": rng.choice(["last_wait", "head_of_queue"])}
    return queue


def make_case(rng, names, name, queue):
    """Work that can wait, a smaller part of the load; what comes back does so soon, and is at an end before closing."""
    share = rng.uniform(0.2, 0.5)
    queue.update({"rate": [round(r * share, 1) for r in queue["rate"]], "patience": None, "redial": None, "callback": None, "ring": 0,
                  "after_call": None, "repeat": None})
    queue["case"] = {
        "deadline": rng.choice([None, 1200, 3600, 7200, 20000, 50000]),
        "interruptible": rng.random() < 0.6,
        "follow_up": (round(rng.uniform(0.1, 0.3), 2), rng.choice([n for n in names if n != name]), 240) if rng.random() < 0.3 else None,
        "reopen": (round(rng.uniform(0.05, 0.25), 2), 240) if rng.random() < 0.3 else None,
        "backlog": (rng.randint(1, 25), rng.choice([1800, 20000])) if rng.random() < 0.4 else None,
    }


def add_cases(rng, queues):
    """Some of the queues, never all, become cases; some have a next tier, a later queue or a department outside."""
    names = list(queues)
    for k in sorted(rng.sample(range(len(names)), rng.randint(1, max(1, len(names) - 1)))):
        make_case(rng, names, names[k], queues[names[k]])
    for k, (name, queue) in enumerate(queues.items()):
        if rng.random() < (0.4 if queue["case"] else 0.15):
            after = rng.choice([600, 1500, 4000]) if queue["case"] else rng.choice([20, 60])
            queue["escalate"] = (after, None, 1800) if k + 1 == len(names) or rng.random() < 0.4 else (after, rng.choice(names[k + 1:]), None)


def random_groups(rng, queues, chats):
    groups = {}
    names = list(queues)
    for g in range(rng.randint(1, 4)):
        serves = {}
        for name in rng.sample(names, rng.randint(1, len(names))) if g else names:
            late = rng.random() < 0.25
            serves[name] = {"rank": rng.choice([1, 1, 2, 3]), "take": rng.choice([1, 2, 3]), "pace": rng.choice([1.0, 1.0, 0.9, 1.2]),
                            "after": rng.choice([5, 20, 45]) if late and g else 0, "overflow": False}
        keep = {}
        if rng.random() < 0.25 and len(serves) > 1 and g and not chats:
            keep = {name: 1 for name in list(serves)[1:]}
        groups[f"g{g}"] = {"serves": serves, "keep": keep, "level": [0] * ROWS,
                           "blend_idle": rng.randint(0, 2) if any(q["case"] for q in queues.values()) else 0}
    for row in range(ROWS):
        load = sum(q["rate"][row] * (q["handle"][0] + (q["after_call"] or (0,))[0]) / INTERVAL_S / (1.6 if chats else 1)
                   for q in queues.values())
        share = load * rng.uniform(0.9, 1.15) / len(groups)
        for group in groups.values():
            group["level"][row] = max(1, round(share * rng.uniform(0.8, 1.2)))
    return groups


def leads_to(queue):
    """The queues that its contacts may go on to."""
    case, up = queue["case"] or {}, queue["escalate"]
    return {to for _, to in queue["transfer"]} | ({case["follow_up"][1]} if case.get("follow_up") else set()) | ({up[1]} if up else set())


def quieten(queues):
    """Nobody comes back the next morning, which would bring yesterday's into the program: nothing is new in the last hour where anything comes
    back, or that leads there."""
    back = {name for name, q in queues.items() if q["redial"] or q["repeat"] or (q["case"] and (q["case"]["follow_up"] or q["case"]["reopen"]))}
    while more := {name for name, q in queues.items() if leads_to(q) & back} - back:
        back |= more
    for name in back:
        queues[name]["rate"][-2:] = [0, 0]


def random_centre(rng):
    chats, cases = rng.random() < CHATS, rng.random() < CASES
    cases = cases and not chats
    names = [f"q{k}" for k in range(rng.randint(2 if cases else 1, 4))]
    queues = {name: random_queue(rng, names, name, chats) for name in names}
    if cases:
        add_cases(rng, queues)
    quieten(queues)
    return {"interval_s": INTERVAL_S, "queues": queues, "groups": random_groups(rng, queues, chats),
            "after_end": rng.choice(["serve", "dismiss"]), "chats": chats, "cases": cases}


# --- the same as a centre file ---

def time_text(of):
    mean, cv, kind = of
    return f"{{distribution: {kind}, mean: {mean} s" + (f", cv: {cv}" if kind == "lognormal" else "") + "}"


def case_lines(case):
    lines = [f"    interruptible: {'yes' if case['interruptible'] else 'no'}"]
    if case["deadline"] is not None:
        lines.append(f"    target: {{finish: 90 %, within: {case['deadline']} s}}")
    if case["follow_up"] is not None:
        chance, to, mean_s = case["follow_up"]
        lines.append(f"    follow_up: {{chance: {100 * chance:g} %, queue: {to}, delay: {{mean: {mean_s} s}}}}")
    if case["reopen"] is not None:
        lines.append(f"    reopen: {{chance: {100 * case['reopen'][0]:g} %, delay: {{mean: {case['reopen'][1]} s}}}}")
    return lines


def queue_lines(name, queue, chats):
    lines = [f"  {name}:", f"    channel: {'chat' if chats else 'case' if queue['case'] else 'voice'}", f"    handle: {time_text(queue['handle'])}"]
    lines += case_lines(queue["case"]) if queue["case"] else [f"    target: {{answer: 80 %, within: {queue['within']} s}}"]
    if queue["escalate"] is not None:
        after, to, _ = queue["escalate"]
        lines.append(f"    escalate: {{to: {to or 'outside.' + name}, after: {after} s}}")
    if queue["after_call"] is not None:
        lines.append(f"    after_call: {time_text(queue['after_call'])}")
    if queue["patience"] is not None:
        lines.append(f"    patience: {time_text(queue['patience'])}")
    if queue["ring"]:
        lines.append(f"    ring: {queue['ring']} s")
    if queue["redial"] is not None:
        chances, mean = queue["redial"]
        lines.append(f"    redial: {{after_abandon: [{', '.join(f'{100 * c:g} %' for c in chances)}], delay: {{mean: {mean} s}}}}")
    if queue["repeat"] is not None:
        lines.append(f"    repeat: {{chance: {100 * queue['repeat'][0]:g} %, delay: {{mean: {queue['repeat'][1]} s}}}}")
    for share, to in queue["transfer"]:
        lines.append(f"    transfer: {{to: {{{to}: {100 * share:g} %}}}}")
    if len(queue["concurrency"]) > 1:
        lines.append(f"    concurrency: {{max: {len(queue['concurrency'])}, pace: [{', '.join(f'{100 * p:g} %' for p in queue['concurrency'])}]}}")
    return lines


def clock(row):
    s = 8 * 3600 + row * INTERVAL_S
    return f"{s // 3600:02d}:{s % 3600 // 60:02d}"


def group_lines(name, group):
    steps = ", ".join(f"{clock(row)}: {n}" for row, n in enumerate(group["level"]))
    serves = ", ".join(f"{q}: {{rank: {s['rank']}, take: {s['take']}, pace: {100 * s['pace']:g} %" + (f", after: {s['after']} s" if s["after"] else "") + "}"
                       for q, s in group["serves"].items())
    blend = f", blend_idle: {group['blend_idle']}" if group["blend_idle"] else ""
    return [f"  {name}: {{serves: {{{serves}}}, on_duty: {{mon-sun: {{{steps}}}}}{blend}}}"]


def centre_text(centre):
    out = ["centre: random", "timezone: UTC", "interval: 30 min", "horizon: {from: 2026-01-05, to: 2026-01-05}",
           f"open: {{mon-sun: 08:00-{clock(ROWS)}}}", "service_level: answered_within / offered", "queues:"]
    for name, queue in centre["queues"].items():
        out += queue_lines(name, queue, centre["chats"])
    outside = [f"{name}: {{answers_in: {{mean: {queue['escalate'][2]} s}}}}" for name, queue in centre["queues"].items()
               if queue["escalate"] and queue["escalate"][1] is None]
    backlog = [f"{name}: {{count: {queue['case']['backlog'][0]}, age: {{mean: {queue['case']['backlog'][1]} s}}}}"
               for name, queue in centre["queues"].items() if queue["case"] and queue["case"]["backlog"]]
    out += [f"outside: {{{', '.join(outside)}}}"] * bool(outside) + [f"initial: {{backlog: {{{', '.join(backlog)}}}}}"] * bool(backlog)
    out.append("groups:")
    for name, group in centre["groups"].items():
        out += group_lines(name, group)
    keep = [f"{{group: {g}, agents: 1, for: [{', '.join(q for q in group['serves'] if q not in group['keep'])}]}}"
            for g, group in centre["groups"].items() if group["keep"]]
    back = [f"{{queue: {q}, predict: {c['predict']}, offer_when_wait_over: {c['over']} s, call: after_predicted_wait, times: {c['times']}, "
            f"accept: {100 * c['accept']:g} %}}" for q, queue in centre["queues"].items() if (c := queue["callback"])]
    if keep or back:
        out.append("routing:")
        out += [f"  keep_idle: [{', '.join(keep)}]"] * bool(keep) + [f"  callback: [{', '.join(back)}]"] * bool(back)
    out += ["demand:", "  counts: fresh", "  queues:"]
    for name, queue in centre["queues"].items():
        out.append(f"    {name}: {{2026-01-05: {{from: 08:00, contacts: {queue['rate']}}}}}")
    out.append(f"simulate: {{after_end: {centre['after_end']}}}")
    return "\n".join(out) + "\n"


# --- what both say ---

def ratio(pairs):
    """Mean and standard error of Σx / Σy by the delta method."""
    n, sx, sy = len(pairs), sum(x for x, _ in pairs), sum(y for _, y in pairs)
    if sy < FEW:  # so few are no normal law
        return None
    r = sx / sy
    residual = sum((x - r * y) ** 2 for x, y in pairs) / (n - 1)
    return r, math.sqrt(residual / n) / (sy / n)


def mean(values):
    return statistics.fmean(values), statistics.stdev(values) / math.sqrt(len(values))


QUEUE_COUNTS = ["offered", "answered", "abandoned", "dismissed", "callbacks", "redials", "repeats", "transferred", "overflowed", "waited",
                "escalated", "finished_in_time", "undecided"]
QUEUE_RATIOS = {"service_level": ("within", "resolved"), "abandonment": ("abandoned", "resolved"),
                "average_speed_of_answer_s": ("wait_answered", "answered"), "wait_mean_s": ("wait_all", "resolved")}


def reference(centre, rng, days):
    kind = CaseDay if centre["cases"] else Day
    runs = [kind(centre, random.Random(rng.getrandbits(64))).run() for _ in range(days)]
    out = {}
    for q in centre["queues"]:
        rows = [run.count[q][:ROWS + 1] for run in runs]
        total = [{k: sum(cell[k] for cell in day) for k in day[0]} for day in rows]
        for k in QUEUE_COUNTS:
            out[q, k] = mean([t[k] for t in total])
        if centre["queues"][q]["case"]:
            out[q, "backlog"] = mean([day[ROWS]["backlog"] for day in rows])
        for k, (x, y) in QUEUE_RATIOS.items():
            out[q, k] = ratio([(t[x], t[y]) for t in total])
        for row in range(ROWS):
            out[q, row, "answered"] = mean([day[row]["answered"] for day in rows])
            if centre["queues"][q]["case"]:
                out[q, row, "backlog"] = mean([day[row]["backlog"] for day in rows])
            out[q, row, "service_level"] = ratio([(day[row]["within"], day[row]["resolved"]) for day in rows])
    for g in centre["groups"]:
        out[g, "handled"] = mean([run.group[g]["handled"] for run in runs])
        out[g, "occupancy"] = ratio([(run.group[g]["busy"], run.group[g]["present"]) for run in runs])
    return out


def program(muster, centre, seed, replications):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "centre.yaml")
        with open(path, "w") as file:
            file.write(centre_text(centre))
        done = subprocess.run([muster, "simulate", path, "--format", "json", "--seed", str(seed), "--replications", str(replications),
                               "--measures", "basic"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the program failed ({done.returncode}):\n{done.stderr}\n{centre_text(centre)}")
    outcome = json.loads(done.stdout)
    number = {clock(row): row for row in range(ROWS)}
    rows = {(row["queue"], number[row["start"][11:16]]): row for row in outcome["intervals"]
            if "queue" in row and row["start"][11:16] in number}
    return outcome, rows


def theirs(outcome, rows, key):
    where = rows.get(key[:2]) if len(key) == 3 else outcome["queues"].get(key[0]) or outcome["groups"].get(key[0])
    m = (where or {}).get(key[-1])
    return None if m is None or m.get("mean") is None else (m["mean"], (m["upper"] - m["lower"]) / 3.92)


def rare(key, value, days):
    """Too few events for a normal law: a count, or what a share leaves."""
    if key[-1] in ("service_level", "abandonment", "occupancy"):
        return min(value, 1 - value) < 0.02
    return value * days < 20


def compare(muster, case, rng, days):
    centre = random_centre(rng)
    ours, (outcome, rows) = reference(centre, rng, days), program(muster, centre, rng.getrandbits(32), 20 * days)
    worst, n, wrong = 0.0, 0, []
    for key, mine in ours.items():
        other = theirs(outcome, rows, key)
        if mine is None or other is None:
            continue
        se = math.hypot(mine[1], other[1])
        if se <= 1e-9 * abs(mine[0]) or rare(key, mine[0], days):
            continue
        z = (mine[0] - other[0]) / se
        n += 1
        worst = max(worst, abs(z))
        if abs(z) >= LIMIT:
            wrong.append(f"  {key}: the program says {other[0]:.5g} ± {other[1]:.2g}, the reference {mine[0]:.5g} ± {mine[1]:.2g}, z = {z:.1f}")
    print(f"case {case}: {n} figures, worst |z| {worst:.2f}{' (chats)' * centre['chats']}{' (cases)' * centre['cases']}")
    if wrong:
        print("\n".join(wrong), centre_text(centre), sep="\n")
    return not wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("muster")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=6)
    parser.add_argument("--days", type=int, default=60)
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.cases} cases of {options.days} days")
    good = [compare(options.muster, case, random.Random(f"{options.seed}/{case}"), options.days) for case in range(options.cases)]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
