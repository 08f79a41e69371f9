#!/usr/bin/env python3
"""Every pair of the simulator's features in one centre: what has no meaning together is refused, and nothing else.

usage: pairs.py MUSTER
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile

# A line per group knows no waits, and keeps no places (docs/simulation/routing.md).
REFUSED = {("join", other) for other in ("delays", "table", "condition", "overflow", "in_turn")}
REFUSED |= {(other, "join") for other in ("list_condition", "list_after")}

# What other features add queues to, or serve otherwise, comes after them.
LATE = ("lines", "same_agent", "keep_idle", "delays", "table", "condition", "overflow")

FEATURES = {}


def feature(apply):
    FEATURES[apply.__name__] = apply
    return apply


def base():
    return {
        "centre": "Pairs", "timezone": "UTC", "interval": "30 min",
        "horizon": {"from": "2026-03-02", "to": "2026-03-02"}, "open": {"mon-sun": "08:00-12:00"},
        "service_level": "answered_within / offered",
        "queues": {
            "calls": {"handle": {"mean": "4 min"}, "patience": {"mean": "3 min"}, "target": {"answer": "80 %", "within": "20 s"}},
            "other": {"handle": {"mean": "3 min"}, "patience": {"mean": "3 min"}, "target": {"answer": "80 %", "within": "20 s"}},
        },
        "groups": {"one": {"serves": {"calls": {}, "other": {}}, "on_duty": 4}, "two": {"serves": {"other": {}, "calls": {"rank": 2}}, "on_duty": 3}},
        "demand": {"counts": "fresh", "queues": {
            "calls": {"2026-03-02": {"from": "08:00", "to": "12:00", "each": 20}},
            "other": {"2026-03-02": {"from": "08:00", "to": "12:00", "each": 15}}}},
        "routing": {}, "simulate": {"replications": 2},
    }

def queue(c, name, keys, each):
    c["queues"][name] = keys
    c["demand"]["queues"][name] = {"2026-03-02": {"from": "08:00", "to": "12:00", "each": each}}
    for g in c["groups"].values():
        g["serves"][name] = {}


@feature
def chats(c):
    queue(c, "chat", {"channel": "chat", "handle": {"mean": "8 min"}, "patience": {"mean": "4 min"}, "concurrency": {"max": 3, "pace": ["100 %", "62 %", "45 %"]}}, 12)


@feature
def mix(c):
    chats(c)
    c["queues"]["chat"]["mix"] = True


@feature
def cases(c):
    queue(c, "mails", {"channel": "case", "handle": {"mean": "9 min"}, "target": {"finish": "90 %", "within": "4 h"}}, 5)


@feature
def interruptible(c):
    cases(c)
    c["queues"]["mails"]["interruptible"] = True


@feature
def tiers(c):
    c["queues"]["calls"]["escalate"] = {"to": "other", "after": "2 min"}


@feature
def tier_outside(c):
    c["queues"]["calls"]["escalate"] = {"to": "outside.lab", "after": "2 min"}
    c["outside"] = {"lab": {"answers_in": {"mean": "1 h"}}}


@feature
def case_tiers(c):
    cases(c)
    queue(c, "hard", {"channel": "case", "handle": {"mean": "9 min"}}, 1)
    c["queues"]["mails"]["escalate"] = {"to": "hard", "after": "30 min"}


@feature
def list_by_hand(c):
    queue(c, "list", {"channel": "outbound", "handle": {"mean": "2 min"}, "reach": "55 %", "attempts": 2, "retry": {"mean": "1 h"}}, 6)


@feature
def list_condition(c):
    list_by_hand(c)
    c["groups"]["two"]["serves"]["list"] = {"when": "calls.queue_length < 1"}


@feature
def list_after(c):
    list_by_hand(c)
    c["groups"]["two"]["serves"]["list"] = {"rank": 2, "after": "10 min"}


@feature
def list_power(c):
    list_by_hand(c)
    c["queues"]["list"].update({"dialer": {"power": {"lines": 1.5}}, "ring": "10 s", "no_answer": "25 s", "patience": {"mean": "5 s"}})


@feature
def list_predictive(c):
    list_by_hand(c)
    c["queues"]["list"].update({"dialer": {"predictive": {"abandonment": "3 %"}}, "ring": "10 s", "no_answer": "25 s", "patience": {"mean": "5 s"}})


@feature
def quota(c):
    list_by_hand(c)
    c["queues"]["list"]["quota"] = {"customers": 100, "each": "1 / week"}
    c["demand"]["queues"].pop("list")


@feature
def conference(c):
    c["queues"]["calls"]["second_agent"] = {"queue": "other", "chance": "20 %", "after": {"mean": "1 min"}}


@feature
def chat_conference(c):
    chats(c)
    c["queues"]["chat"]["second_agent"] = {"queue": "other", "chance": "20 %"}


@feature
def lines(c):
    c["lines"] = {"count": 12, "queues": ["calls", "other"] + (["list"] if "list" in c["queues"] else [])}


@feature
def same_agent(c):
    c["queues"]["calls"]["repeat"] = {"chance": "20 %", "delay": {"mean": "30 min"}}
    c["routing"]["same_agent"] = {"queues": list(c["queues"]), "wait_up_to": "5 min"}


@feature
def call_in(c):
    c["groups"]["two"]["call_in"] = {"when": "calls.queue_length > 3", "until": "calls.queue_length < 1", "over": "5 min", "notice": "5 min", "max": 3}


@feature
def join(c):
    c["routing"]["join"] = {"queue_ratio": {"one": 0.5, "two": 0.5}}


@feature
def delays(c):
    c["groups"]["two"]["serves"]["calls"] = {"rank": 2, "after": "30 s"}


@feature
def table(c):
    c["groups"]["two"]["serves"]["calls"] = {"rank": 2, "after": "20 s", "steps": [{"after": "60 s", "rank": 1}]}


@feature
def condition(c):
    c["groups"]["two"]["serves"]["calls"] = {"rank": 2, "when": "calls.queue_length > 2"}


@feature
def overflow(c):
    del c["groups"]["two"]["serves"]["calls"]
    c["routing"]["overflow"] = [{"queue": "calls", "to": "two", "after": "30 s"}]


@feature
def keep_idle(c):
    c["routing"]["keep_idle"] = [{"group": "one", "agents": 1, "for": ["calls"]}]


@feature
def callback(c):
    c["routing"]["callback"] = [{"queue": "calls", "predict": "last_wait", "offer_when_wait_over": "1 min", "accept": "50 %", "call": "after_predicted_wait"}]


@feature
def in_turn(c):
    c["routing"]["callback"] = [{"queue": "calls", "predict": "last_wait", "offer_when_wait_over": "1 min", "accept": "50 %", "call": "in_turn"}]


@feature
def balk(c):
    c["queues"]["calls"]["balk"] = {3: "20 %", 8: "100 %"}


@feature
def redial(c):
    c["queues"]["calls"]["redial"] = {"after_abandon": "40 %", "delay": {"mean": "8 min"}}


@feature
def selfservice(c):
    c["selfservice"] = {"calls": {"contains": "20 %", "takes": "50 s", "demand_counts": "before"}}


@feature
def transfer(c):
    c["queues"]["calls"]["transfer"] = {"to": {"other": "20 %"}}


@feature
def warm(c):
    c["queues"]["calls"]["transfer"] = {"to": {"other": "20 %"}, "agent_waits": True}


@feature
def counter(c):
    queue(c, "desk", {"channel": "counter", "handle": {"mean": "5 min"}, "patience": {"mean": "20 min"}}, 4)


@feature
def hand_back(c):
    c["simulate"]["shift_end"] = "hand_back"


@feature
def until_relieved(c):
    c["simulate"]["shift_end"] = "until_relieved"


@feature
def first_to_finish(c):
    c["simulate"]["staff_drop"] = "first_to_finish"


@feature
def dismiss(c):
    c["simulate"]["after_end"] = "dismiss"


@feature
def ring(c):
    c["queues"]["calls"]["ring"] = "4 s"


@feature
def blend_idle(c):
    c["groups"]["one"]["blend_idle"] = 1


@feature
def least_slack(c):
    c["routing"]["choose_contact"] = "least_slack"


@feature
def virtual_wait(c):
    c["service_level"] = "virtual_wait"


def centre_of(pair):
    """The centre with both, or nothing where one replaces what the other needs."""
    centre = base()
    try:
        for name in sorted(pair, key=lambda name: name in LATE):
            FEATURES[name](centre)
    except KeyError:
        return None
    return centre


def main():
    muster, tried, wrong = sys.argv[1], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "pair.yaml")
        for pair in itertools.combinations(FEATURES, 2):
            centre = centre_of(pair)
            if centre is None:
                continue
            with open(path, "w") as file:
                json.dump(centre, file, indent=1)
            run = subprocess.run([muster, "simulate", path, "--measures", "basic", "--format", "json"], capture_output=True, text=True)
            expected = 3 if pair in REFUSED else 0
            tried += 1
            if run.returncode != expected:
                wrong += 1
                print(f"{pair[0]} with {pair[1]}: exit status {run.returncode}, not {expected}\n{run.stderr}")
    print(f"{tried} pairs of {len(FEATURES)} features, {wrong} wrong")
    return wrong > 0 or tried < 500


sys.exit(main())
