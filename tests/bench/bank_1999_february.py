#!/usr/bin/env python3
"""A real bank's February 1999, replayed: behaviour fitted on days 1-14, staff and arrivals of days 15-28.

usage: bank_1999_february.py MUSTER FOLDER [REPLICATIONS]   (needs $MUSTER_DATA; says so and stops with status 77 without)

Behaviour is what `muster fit` makes of days 1-14. Agents are there from their first to their last call of a day, less gaps of more
than 20 minutes, and take the queues that they took that day. Every call of days 15-28 comes when it came. Each step of the
comparison changes one thing:
  naive     handle time and patience as fitted, agents always there between two calls
  away      with the time that agents are away between calls, as fitted from days 1-14 where somebody waits
  quiet     with the longer times that they are away where nobody waits
  hours     with the mean handle time of each hour of days 1-14
  advance   with the 90 s of waiting that priority customers begin with (Mandelbaum, Sakov & Zeltyn 2001), on the mean of a queue
  refitted  with the handle times of days 15-28 instead: what nobody could know on day 14
Then it is asked how many days one more month of the same behaviour would have within 2 points: each of 60 months that the model itself
makes (`advance`, one replication each, other seeds) is held against the model's mean, as the log is. And `advance` is run on days 1-14
themselves, on which it was fitted.
Writes contacts.csv, the keys, centres, rosters and outcomes into FOLDER, prints both sides by day and hour, and writes replay.json
for docs/pictures/february.py.
"""
import collections
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys

FIRST, LAST = datetime.date(1999, 2, 1), datetime.date(1999, 2, 28)
HALF = datetime.date(1999, 2, 15)
GAP_S = 20 * 60
STEPS = ("naive", "away", "quiet", "hours", "advance", "refitted")
ADVANCE_S = 90
CENTRE = """centre: A bank in Israel, February 1999
timezone: UTC
interval: 60 min
horizon: {{from: {first}, to: {last}}}
open: {{mon-sun: 00:00-24:00}}
service_level: answered_within / offered
groups: {{agents: {{serves: [{queues}]}}}}
people: people.csv
routing: {{choose_contact: {routing}}}
simulate: {{replications: {replications}, after_end: dismiss, trace: {{file: {trace}}}}}
"""


def clock(text):
    hours, minutes, seconds = map(int, text.split(":"))
    return 3600 * hours + 60 * minutes + seconds


def read_calls(path):
    """Calls that reached a queue or an agent: start is when they did, after the machine. Clocks are taken for UTC."""
    calls = []
    for row in csv.DictReader(open(path)):
        start = datetime.datetime.fromisoformat(row["timestamp"]) + datetime.timedelta(seconds=max(int(row["vru_s"]), 0))
        calls.append({"start": start, "queue": row["queue"], "outcome": {"AGENT": "answered", "HANG": "abandoned"}.get(row["outcome"], "other"),
                      "wait_s": int(row["queue_s"]), "talk_s": int(row["service_s"]), "agent": row["server"], "customer": row["customer_id"],
                      "priority": row["priority"] == "2"})
    return calls


def in_queue(call):
    """Who hung up in the machine, or when nobody was there to queue for, never was in the queue."""
    return call["outcome"] == "answered" or call["wait_s"] > 0


def write_contacts(calls, path):
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["start", "queue", "outcome", "wait_s", "talk_s", "agent", "customer"])
        for c in sorted(calls, key=lambda c: c["start"]):
            talk = c["talk_s"] if c["outcome"] == "answered" else ""
            out.writerow([c["start"].isoformat(sep=" "), c["queue"], c["outcome"], c["wait_s"], talk, c["agent"], c["customer"]])


def write_trace(calls, path):
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["start", "queue"])
        out.writerows([c["start"].isoformat(sep=" "), c["queue"]] for c in sorted(calls, key=lambda c: c["start"]))


def staff(calls):
    """Per agent and day the stretches from first to last call less long gaps, with the queues that were taken."""
    days = collections.defaultdict(list)
    for c in calls:
        if c["outcome"] == "answered" and c["agent"]:
            start = c["start"] + datetime.timedelta(seconds=c["wait_s"])
            days[c["agent"], c["start"].date()].append((start, start + datetime.timedelta(seconds=max(c["talk_s"], 1)), c["queue"]))
    duties = []
    for (agent, day), served in sorted(days.items()):
        served.sort()
        queues = ";".join(sorted({s[2] for s in served}))
        start, end = served[0][:2]
        for a, b, _ in served[1:]:
            if (a - end).total_seconds() > GAP_S:
                duties.append((agent, start, end, queues))
                start = a
            end = max(end, b)
        duties.append((agent, start, end, queues))
    return duties


def write_people(agents, path):
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "name", "group"])
        out.writerows([a, a, "agents"] for a in agents)


def write_roster(duties, path):
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["person", "start", "end", "activity", "queue"])
        out.writerows([agent, start.isoformat(sep=" "), end.isoformat(sep=" "), "work", queues] for agent, start, end, queues in duties)


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def entries(keys):
    """The keys of each queue: lines of an entry that is wrapped belong to it."""
    found, queue, entry = {}, None, None
    for line in keys.splitlines():
        if line.lstrip().startswith("#"):
            continue
        if line.startswith("  ") and not line.startswith("   "):
            queue = line.strip().rstrip(":")
            found[queue] = {}
        elif line.startswith("    ") and not line.startswith("     ") and not line.strip().startswith(("[", "]")):
            entry = line.strip().split(":")[0]
            found[queue][entry] = line
        elif queue is not None:
            found[queue][entry] += "\n  " + line
    return found


def advances(calls):
    """Only who waits is known to be a priority customer: a queue has the mean advance of those."""
    score = {}
    for queue in sorted({c["queue"] for c in calls}):
        waited = [c["priority"] for c in calls if c["queue"] == queue and c["wait_s"] > 0]
        score[queue] = ADVANCE_S * sum(waited) / len(waited)
    return ", ".join(f"{queue}: {{base: {base:.0f}, per_s: 1}}" for queue, base in score.items())


def write_centre(step, keys, later, fitted_on, folder, replications, days=(HALF, LAST), name=None, trace="trace.csv"):
    """The fitted keys without redials and repeats: the trace holds every leg."""
    changes = STEPS.index(step)
    routing = f"{{score: {{{advances(fitted_on)}}}}}" if changes >= STEPS.index("advance") else "longest_wait"
    text = CENTRE.format(first=days[0], last=days[1], queues=", ".join(keys), replications=replications, routing=routing,
                         trace=trace) + "queues:\n"
    for queue, entry in keys.items():
        taken = {**entry, **{k: v for k, v in later[queue].items() if k.startswith("handle")}} if step == "refitted" else entry
        wanted = ["handle", "patience"] + ["after_call", "after_call_quiet", "handle_by_hour"][: min(changes, 3)]
        text += f"  {queue}:\n" + "".join(taken[key] + "\n" for key in wanted if key in taken)
    path = folder / f"{name or step}.yaml"
    path.write_text(text)
    return path


def simulated(outcome):
    """By day and hour: offered, abandoned, all waiting."""
    cells = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in json.loads(outcome)["intervals"]:
        if "queue" not in row or not row["offered"] or not row["offered"]["mean"]:
            continue
        start = datetime.datetime.fromisoformat(row["start"].replace("Z", "+00:00"))
        cell = cells[start.date(), start.hour]
        cell[0] += row["answered"]["mean"] + row["abandoned"]["mean"]
        cell[1] += row["abandoned"]["mean"]
        wait = row["wait_mean_s"]["mean"] if row["wait_mean_s"] else None
        cell[2] += (wait or 0) * (row["answered"]["mean"] + row["abandoned"]["mean"])
    return cells


def came(calls):
    """The same of the log; who left the queue otherwise waited as well, and counts as not abandoned."""
    cells = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for c in calls:
        cell = cells[c["start"].date(), c["start"].hour]
        cell[0] += 1
        cell[1] += c["outcome"] == "abandoned"
        cell[2] += c["wait_s"]
    return cells


def total(cells, by):
    sums = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for (day, hour), cell in cells.items():
        for i in range(3):
            sums[by(day, hour)][i] += cell[i]
    return sums


def judge(real, sim):
    """Days within two points of abandonment, the mean miss of a day, and the weighted miss of the hourly mean waits."""
    day_real, day_sim = total(real, lambda d, h: d), total(sim, lambda d, h: d)
    misses = [abs(day_real[d][1] / day_real[d][0] - day_sim[d][1] / day_sim[d][0]) for d in day_real if day_sim[d][0]]
    hour_real, hour_sim = total(real, lambda d, h: h), total(sim, lambda d, h: h)
    miss = sum(abs(hour_real[h][2] / hour_real[h][0] - hour_sim[h][2] / max(hour_sim[h][0], 1e-9)) * hour_real[h][0] for h in hour_real)
    return {"days_within_2_points": sum(m <= 0.02 for m in misses), "days": len(misses), "day_miss": sum(misses) / len(misses),
            "hour_miss": miss / sum(cell[2] for cell in hour_real.values()),
            "abandonment": sum(c[1] for c in sim.values()) / sum(c[0] for c in sim.values()),
            "wait_s": sum(c[2] for c in sim.values()) / sum(c[0] for c in sim.values())}


def show(real, sims):
    for name, by in (("abandonment % by day", lambda d, h: d), ("mean wait s by hour", lambda d, h: h)):
        print(f"\n{name}\n{'':12}{'calls':>7}{'came':>9}" + "".join(f"{step:>9}" for step in sims))
        rows, columns = total(real, by), [total(sim, by) for sim in sims.values()]
        for key in sorted(rows):
            value = (lambda c: 100 * c[1] / c[0]) if by(1, 2) == 1 else (lambda c: c[2] / c[0])
            print(f"{key!s:12}{rows[key][0]:7.0f}{value(rows[key]):9.1f}" + "".join(f"{value(c[key]) if c[key][0] else 0:9.1f}" for c in columns))


def changes(first, second):
    print("\nmean handle time s by queue, days 1-14 and 15-28")
    for queue in sorted({c["queue"] for c in first}):
        means = []
        for calls in (first, second):
            talks = [c["talk_s"] for c in calls if c["queue"] == queue and c["outcome"] == "answered" and c["talk_s"] > 0]
            means.append(sum(talks) / len(talks))
        print(f"  {queue}: {means[0]:.0f} -> {means[1]:.0f} ({100 * (means[1] / means[0] - 1):+.0f} %)")


def by_chance(muster, folder, model, months=60):
    """Days within two points, had the month been one of the model's own."""
    days_within = []
    for month in range(months):
        outcome = run(muster, "simulate", folder / "advance.yaml", "--staff", folder / "roster.csv", "--replications", 1, "--seed", 1000 + month,
                      "--measures", "basic", "--format", "json")
        days_within.append(judge(simulated(outcome), model)["days_within_2_points"])
    return days_within


def same_days(muster, keys, later, first, folder, replications):
    """The model on the days that it was fitted on."""
    duties = staff(first)
    write_trace(first, folder / "trace_first.csv")
    write_roster(duties, folder / "roster_first.csv")
    write_people(sorted({d[0] for d in duties}), folder / "people.csv")
    centre = write_centre("advance", keys, later, first, folder, replications, (FIRST, HALF - datetime.timedelta(days=1)), "first",
                          "trace_first.csv")
    return simulated(run(muster, "simulate", centre, "--staff", folder / "roster_first.csv", "--format", "json"))


def main():
    data = os.environ.get("MUSTER_DATA")
    if not data:
        print("skipped: MUSTER_DATA names no folder of real calls")
        return 77
    muster, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    replications = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    folder.mkdir(parents=True, exist_ok=True)
    every = read_calls(pathlib.Path(data) / "calls/bank_1999_february/calls.csv")
    calls = [c for c in every if in_queue(c)]
    first, second = [c for c in calls if c["start"].date() < HALF], [c for c in calls if c["start"].date() >= HALF]
    write_contacts(every, folder / "contacts.csv")
    keys = run(muster, "fit", folder / "contacts.csv", "--to", HALF - datetime.timedelta(days=1), "--patience", "exponential",
               "--by-hour", "--report", folder / "fit.html", "--force")
    later = run(muster, "fit", folder / "contacts.csv", "--from", HALF, "--by-hour")
    (folder / "fit.yaml").write_text(keys)
    write_trace(second, folder / "trace.csv")
    duties = staff(second)
    write_people(sorted({d[0] for d in duties}), folder / "people.csv")
    write_roster(duties, folder / "roster.csv")
    real, sims = came(second), {}
    for step in STEPS:
        centre = write_centre(step, entries(keys), entries(later), first, folder, replications)
        outcome = run(muster, "simulate", centre, "--staff", folder / "roster.csv", "--format", "json")
        (folder / f"{step}.json").write_text(outcome)
        sims[step] = simulated(outcome)
    show(real, sims)
    changes(first, second)
    print(f"\n{'':8}{'days within 2 points':>22}{'mean day miss':>15}{'hourly wait miss':>18}{'abandonment':>13}{'mean wait':>11}")
    print(f"{'log':8}{'':22}{'':15}{'':18}{100 * judge(real, real)['abandonment']:11.1f} %{judge(real, real)['wait_s']:9.1f} s")
    for step, sim in sims.items():
        j = judge(real, sim)
        print(f"{step:8}{j['days_within_2_points']:16d} of {j['days']:2d}{100 * j['day_miss']:13.1f} p{100 * j['hour_miss']:16.1f} %"
              f"{100 * j['abandonment']:11.1f} %{j['wait_s']:9.1f} s")
    chance = by_chance(muster, folder, sims["advance"])
    print(f"\nof the model's own months {sum(chance) / len(chance):.1f} days of 14 lie within 2 points ({min(chance)} to {max(chance)})")
    again, was = same_days(muster, entries(keys), entries(later), first, folder, replications), came(first)
    j, log = judge(was, again), judge(was, was)
    print(f"on days 1-14 themselves: {j['days_within_2_points']} of {j['days']} days, {100 * j['day_miss']:.1f} points, hourly waits "
          f"{100 * j['hour_miss']:.1f} %, abandonment {100 * j['abandonment']:.1f} % for {100 * log['abandonment']:.1f} %, "
          f"mean wait {j['wait_s']:.1f} s for {log['wait_s']:.1f} s")
    flat = lambda cells: [[str(d), h, *map(float, c)] for (d, h), c in sorted(cells.items())]  # noqa: E731
    (folder / "replay.json").write_text(json.dumps({"log": flat(real), **{step: flat(sim) for step, sim in sims.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
