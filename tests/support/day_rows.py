#!/usr/bin/env python3
"""Writes tests/data/erlang/day.csv: small exact days under the three disciplines, by Taylor steps of the forward and backward
equations in plain doubles. Shares no method with the engine (uniformisation): a wait is followed from every Gauss point in the time of
arrival to its deadline, interval by interval.

    python3 tests/support/day_rows.py tests/data/erlang
"""
import csv
import math
import os
import sys

STATES = 70
ORDER = 18
GAUSS = [(-0.9061798459386640, 0.2369268850561891), (-0.5384693101056831, 0.4786286704993665), (0.0, 0.5688888888888889),
         (0.5384693101056831, 0.4786286704993665), (0.9061798459386640, 0.2369268850561891)]
PANEL_S = 5.0  # a divisor of each interval and threshold: the edges where waits begin to see another interval lie between panels


def departures(day, s, k):
    return min(k, s) / day["aht"] + max(0, k - s) * day["leave"]


def taylor(apply, vector, duration):
    steps = max(1, math.ceil(duration / 0.5))
    h = duration / steps
    for _ in range(steps):
        term, total = vector[:], vector[:]
        for n in range(1, ORDER):
            term = [h / n * x for x in apply(term)]
            total = [a + b for a, b in zip(total, term)]
        vector = total
    return vector


def forward(day, i, p, duration):
    lam, s = day["rate"][i], day["agents"][i]

    def apply(v):
        out = []
        for k in range(STATES):
            x = -v[k] * (departures(day, s, k) + (lam if k < STATES - 1 else 0))
            if k > 0:
                x += lam * v[k - 1]
            if k < STATES - 1:
                x += departures(day, s, k + 1) * v[k + 1]
            out.append(x)
        return out
    return taylor(apply, p, duration)


def change(day, i, p):
    """Staff from interval i to i + 1."""
    before, after = day["agents"][i], day["agents"][i + 1]
    if after >= before or day["drop"] == "preempt":
        return p
    out = [0.0] * STATES
    for k, mass in enumerate(p):
        busy, leave = min(k, before), before - after
        if day["drop"] == "exh-idle":
            out[k - max(0, busy - after)] += mass
        else:
            for gone in range(max(0, busy - after), min(busy, leave) + 1):
                chance = math.comb(busy, gone) * math.comb(before - busy, leave - gone) / math.comb(before, leave)
                out[k - gone] += mass * chance
    return out


def reach(day, i, left, within, own):
    """P(turn comes within `within`) by number ahead, from a moment `left` before the end of interval i."""
    s = day["agents"][i]
    if i + 1 < len(day["rate"]) and within > left:
        after = day["agents"][i + 1]
        later = reach(day, i + 1, day["interval"], within - left, own)
        gone = max(0, s - after) if day["drop"] != "preempt" else 0
        u = [1.0 if j < s or j - gone < after else later[j - gone] for j in range(STATES)]
        duration = left
    else:
        u = [1.0 if j < s else 0.0 for j in range(STATES)]
        duration = within
    leave = day["leave"] if own else 0.0

    def apply(v):
        return [0.0 if j < s else departures(day, s, j) * ((v[j - 1] if j > 0 else 0.0) - v[j]) - leave * v[j] for j in range(STATES)]
    return taylor(apply, u, duration)


def rows(number, day):
    p = [1.0] + [0.0] * (STATES - 1)
    length, within = day["interval"], day["within"]
    for i, s in enumerate(day["agents"]):
        wait = queue = busy = virtual = answered = 0.0
        at = 0.0
        panels = math.ceil(length / PANEL_S)
        steady = None
        for panel in range(panels):
            for x, w in GAUSS:
                t = (panel + 0.5 + 0.5 * x) * length / panels
                p = forward(day, i, p, t - at)
                at = t
                weight = 0.5 * w / panels
                wait += weight * sum(p[s:])
                queue += weight * sum((k - s) * p[k] for k in range(s, STATES))
                busy += weight * sum(min(k, s) * p[k] for k in range(STATES))
                if length - t >= within:
                    steady = steady or (reach(day, i, length - t, within, False), reach(day, i, length - t, within, True))
                    u, a = steady
                else:
                    u, a = reach(day, i, length - t, within, False), reach(day, i, length - t, within, True)
                virtual += weight * sum(x * y for x, y in zip(p, u))
                answered += weight * sum(x * y for x, y in zip(p, a))
        p = forward(day, i, p, length - at)
        mean = sum(k * x for k, x in enumerate(p))
        sd = math.sqrt(sum((k - mean) ** 2 * x for k, x in enumerate(p)))
        waiting = sum(max(0, k - s) * x for k, x in enumerate(p))
        yield [number, day["kind"], day["drop"], i, length, day["rate"][i], s, day["aht"], day["patience"], within,
               day["rate"][i] * length, wait, queue, busy, queue * day["leave"] * length, virtual, answered, mean, sd, waiting]
        if i + 1 < len(day["agents"]):
            p = change(day, i, p)


COLUMNS = ("day,kind,staff_drop_discipline,interval,interval_s,arrival_rate_per_s,agents,aht_s,patience_s,threshold_s,exp_arrivals,"
           "p_wait_time_avg,mean_queue,mean_busy,exp_abandons,sl_virtual_wait,sl_answered_in_T_of_offered,end_mean_in_system,"
           "end_sd_in_system,end_mean_queue")


def days():
    for drop in ("preempt", "exh-idle", "exh-random"):
        yield {"kind": "steps", "drop": drop, "interval": 120.0, "rate": [0.08, 0.16, 0.12, 0.02], "agents": [6, 9, 4, 7], "aht": 60.0,
               "patience": 45.0, "leave": 1 / 45.0, "within": 20.0}
        yield {"kind": "long-waits", "drop": drop, "interval": 60.0, "rate": [0.05, 0.09, 0.06], "agents": [0, 5, 3], "aht": 80.0,
               "patience": math.inf, "leave": 0.0, "within": 90.0}


if __name__ == "__main__":
    with open(os.path.join(sys.argv[1], "day.csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS.split(","))
        for number, day in enumerate(days()):
            for row in rows(number, day):
                writer.writerow(row)
