"""Work that can wait, in the plain simulator: cases and tiers, from what design.md and docs/simulation/cases.md say of them.

A queue of cases has `case`: {deadline: seconds | None, interruptible, follow_up: (chance, queue, mean delay) | None, reopen: (chance, mean delay) |
None, backlog: (count, mean age) | None}; any queue may have `escalate`: (after, queue | None, mean time outside). A group has `blend_idle`.
The day goes on, closed, before time 0 and after closing: from midnight to midnight. What arrives then is counted in the last row.
"""
import math
from collections import deque

from simulator import GONE, WAITS, EPSILON, Contact, Day, draw

BEFORE_S, LENGTH_S = 8 * 3600, 24 * 3600  # from midnight to the opening; of the day
NOWHERE = -1  # the row of what is in no count: it came before the day, or comes after it


class CaseDay(Day):
    def __init__(self, centre, random):
        super().__init__(centre, random)
        self.midnight = LENGTH_S - BEFORE_S
        for rows in self.count.values():
            rows.append(dict.fromkeys(self.COUNTS, 0.0))  # NOWHERE
        self.n_open = dict.fromkeys(centre["queues"], 0)

    def is_case(self, queue):
        return self.centre["queues"][queue]["case"] is not None

    def row(self, t):
        if t >= self.midnight:
            return NOWHERE
        return super().row(t) if t >= 0 else self.n_rows

    def run(self):
        for name, queue in self.centre["queues"].items():
            if queue["case"] is not None and queue["case"]["backlog"] is not None:
                self.carry_over(name, *queue["case"]["backlog"])
        for row in range(self.n_rows):
            self.at((row + 1) * self.centre["interval_s"], self.note_open, row)
        self.at(self.midnight, self.note_open, self.n_rows)
        super().run()
        self.resolve()
        return self

    def note_open(self, _now, row):
        for name, rows in self.count.items():
            rows[row]["backlog"] = self.n_open[name] if self.is_case(name) else 0

    # --- coming ---

    def carry_over(self, name, count, mean_age_s):
        ages = sorted((self.random.expovariate(1 / mean_age_s) for _ in range(count)), reverse=True)
        for age in ages:
            contact = Contact(name, -BEFORE_S - age, NOWHERE)
            self.prepare(contact)
            self.lines[name].append(contact)
            self.send_up_later(-BEFORE_S, contact)

    def prepare(self, contact):
        contact.begun, contact.left = False, None
        rules = self.centre["queues"][contact.queue]["case"]
        if rules is None:
            return
        within = rules["deadline"]
        contact.due = math.inf if within is None else contact.place + within
        if contact.cause != "outside":
            self.n_open[contact.queue] += 1

    def send_up_later(self, now, contact):
        rule = self.centre["queues"][contact.queue]["escalate"]
        if rule is not None and contact.cause != "outside":
            self.at(max(now, contact.arrived + rule[0]), self.go_up, contact)

    def reach(self, now, contact):
        self.prepare(contact)
        super().reach(now, contact)
        if contact.state == WAITS and contact in self.lines[contact.queue]:
            self.send_up_later(now, contact)

    def join(self, contact):
        if contact.cause != "outside":
            super().join(contact)
            return
        line = self.lines[contact.queue]
        before = 0
        while before < len(line) and line[before].place <= contact.place:
            before += 1
        line.insert(before, contact)

    def go_up(self, now, contact):
        """It has waited for its limit: it leaves for the next queue, or for a department outside, and comes back from there to its place."""
        if contact.state != WAITS or contact.begun or contact not in self.lines[contact.queue]:
            return
        self.lines[contact.queue].remove(contact)
        contact.state = GONE
        self.count[contact.queue][contact.row]["escalated"] += 1
        _, queue, outside_s = self.centre["queues"][contact.queue]["escalate"]
        if queue is not None:
            self.n_open[contact.queue] -= self.is_case(contact.queue)
            self.reach(now, Contact(queue, now, self.row(now), "escalated"))
            return
        back = now + self.random.expovariate(1 / outside_s)
        self.at(back, self.reach, Contact(contact.queue, back, self.row(back), "outside", 0, contact.place))

    # --- who takes what ---

    def may_spare(self, group, queue):
        """More than `blend_idle` are to be idle; and nobody begins a case out of hours."""
        if not self.is_case(queue):
            return super().may_spare(group, queue)
        blend = self.centre["groups"][group]["blend_idle"]
        return super().may_spare(group, queue) and self.idle_in(group) > blend and 0 <= self.clock < self.end

    def choose_contact(self, now, agent):
        """Cases only when nothing live waits that the agent may take by now."""
        group = self.centre["groups"][agent.group]
        best = self.choose_among(now, agent, [q for q in group["serves"] if not self.is_case(q)])
        others = self.idle_in(agent.group) - (agent.idle and not agent.leaves)
        if best is not None or others < group["blend_idle"] or not 0 <= now < self.end:
            return best
        return self.choose_among(now, agent, [q for q in group["serves"] if self.is_case(q)])

    def gives_way(self, agent):
        if agent.leaves or agent.idle:
            return False
        rules = self.centre["queues"][agent.open[0][0].queue]["case"]
        return rules is not None and rules["interruptible"]

    def interrupted(self, now, queue, waited):
        """Of the best rank, the agent who began last a case that gives way; the case goes to somebody idle, or to the head of its line."""
        if self.is_case(queue):
            return None
        best, key = None, None
        for name, group in self.centre["groups"].items():
            serve = group["serves"].get(queue)
            if serve is None or serve["after"] > waited:
                continue
            for agent in filter(self.gives_way, self.agents[name]):
                if best is None or (serve["rank"], -agent.began) < key:
                    best, key = agent, (serve["rank"], -agent.began)
        if best is None:
            return None
        self.advance(now, best)
        contact, left, _ = best.open[0]
        contact.left = max(0.0, left) * self.centre["groups"][best.group]["serves"][contact.queue]["pace"]
        other = self.choose_agent(contact.queue, now - contact.arrived)
        if other is not None:
            self.take(now, other, contact)
        else:
            contact.state = WAITS
            self.lines[contact.queue].appendleft(contact)
            for after in sorted({s["after"] for s in self.servers(contact.queue) if contact.arrived + s["after"] > now}):
                self.at(contact.arrived + after, self.offer, contact, after)
        best.open = []
        best.version += 1
        return best

    # --- a case in hand ---

    def take(self, now, agent, contact):
        if not self.is_case(contact.queue):
            super().take(now, agent, contact)
            return
        serve = self.centre["groups"][agent.group]["serves"][contact.queue]
        contact.state = GONE
        agent.began = now
        if not contact.begun:
            contact.begun = True
            contact.left = draw(self.random, self.centre["queues"][contact.queue]["handle"])
            self.begun(now, agent, contact, serve)
        agent.open = [[contact, contact.left / serve["pace"], now]]
        self.retime(now, agent)

    def begun(self, now, agent, contact, serve):
        cell = self.count[contact.queue][contact.row]
        wait = now - contact.arrived
        self.group[agent.group]["handled"] += contact.row != NOWHERE
        if contact.due < math.inf and contact.due > self.midnight:
            cell["undecided"] += 1
            return
        cell["answered"] += 1
        cell["resolved"] += 1
        cell["wait_answered"] += wait
        cell["wait_all"] += wait
        cell["waited"] += wait > EPSILON
        cell["overflowed"] += serve["overflow"] or serve["after"] > 0
        if contact.cause != "outside" and wait > EPSILON:
            self.last_wait[contact.queue] = wait

    def done(self, now, agent, contact, version):
        if version == agent.version and self.is_case(contact.queue):
            self.finish(now, contact)
        super().done(now, agent, contact, version)

    def finish(self, now, contact):
        queue = self.centre["queues"][contact.queue]
        rules, cell = queue["case"], self.count[contact.queue][contact.row]
        self.n_open[contact.queue] -= 1
        if contact.due <= self.midnight:
            cell["finished_in_time"] += now <= contact.due
        self.lead_on(now, now, contact, queue, cell)
        if rules["follow_up"] is not None:
            self.comes_of_it(now, rules["follow_up"][0], rules["follow_up"][1], rules["follow_up"][2], "follow-up")
        if rules["reopen"] is not None:
            self.comes_of_it(now, rules["reopen"][0], contact.queue, rules["reopen"][1], "reopened")

    def comes_of_it(self, now, chance, queue, mean_s, cause):
        due = now + self.random.expovariate(1 / mean_s)
        if self.random.random() < chance and due < self.end:
            self.at(due, self.reach, Contact(queue, due, self.row(due), cause))

    # --- the end ---

    def dismisses(self, queue):
        return not self.is_case(queue)

    def resolve(self):
        """What is left: with a deadline that has passed it is dismissed; else it is not known what becomes of it."""
        for name, line in self.lines.items():
            for contact in filter(lambda c: self.is_case(c.queue) and not c.begun, line):
                cell = self.count[name][contact.row]
                if contact.due > self.midnight and (contact.due < math.inf or self.centre["after_end"] == "serve"):
                    cell["undecided"] += 1
                    continue
                wait = max(0.0, self.midnight - contact.arrived)
                cell["dismissed"] += 1
                cell["resolved"] += 1
                cell["wait_all"] += wait
                cell["waited"] += wait > EPSILON
            self.lines[name] = deque()
