"""A contact centre simulated the plain way, event by event, from what docs/simulation.md says: slow, short, and no line of it shared with
the program. It judges the program: both must agree on random centres within their standard errors (compare.py).

A centre is a dict: horizon_s, interval_s, queues, groups, after_end ("serve" | "dismiss"). Times in seconds.
 queue: rate [contacts per interval], handle (mean, cv), after_call (mean, cv) | None, patience (mean, cv) | None, ring, within,
        redial ([chances], mean delay) | None, repeat (chance, mean delay) | None, transfer [(share, queue)],
        callback {over, accept, times, predict} | None, concurrency [pace of 1, 2, … chats at once]
 group: level [agents per interval], serves {queue: {rank, take, pace, after, overflow}}, keep {queue: agents left idle for others}
"""
import heapq
import math
from collections import deque

WAITS, GONE = "waits", "gone"
PATIENT = ("callback", "outside")  # who is called back, or comes back from another department, has been promised somebody
EPSILON = 1e-6  # seconds: rounding of sums of times


def draw(random, law):
    """A time with the mean and cv: fixed, exponential (cv 1), or log-normal."""
    mean, cv, kind = law
    if kind == "fixed":
        return mean
    if kind == "exponential":
        return random.expovariate(1 / mean)
    sigma2 = math.log(1 + cv * cv)
    return random.lognormvariate(math.log(mean) - sigma2 / 2, math.sqrt(sigma2))


class Contact:
    def __init__(self, queue, now, row, cause="fresh", attempt=0, place=None):
        self.queue, self.arrived, self.row, self.cause, self.attempt = queue, now, row, cause, attempt
        self.place = now if place is None else place
        self.deadline = math.inf
        self.state = WAITS


class Agent:
    def __init__(self, group, now):
        self.group, self.since, self.leaves = group, now, False
        self.open = []  # [contact, work left at full pace, since] of each contact in hand
        self.version = 0

    @property
    def idle(self):
        return not self.open


class Day:
    """One replication. `count[queue][row]` and `group[name]` hold what happened; the last row is the time after closing, when the staff of the
    last interval serves who still waits or comes (a returning callback, a transfer) and is not counted as on duty."""

    COUNTS = ("offered", "answered", "abandoned", "within", "wait_answered", "wait_all", "resolved", "callbacks", "redials", "repeats",
              "transferred", "overflowed", "dismissed", "waited", "escalated", "finished_in_time", "undecided", "backlog")

    def __init__(self, centre, random):
        self.centre, self.random = centre, random
        self.n_rows = len(next(iter(centre["queues"].values()))["rate"])
        self.end = self.n_rows * centre["interval_s"]
        self.events, self.serial = [], 0
        self.count = {q: [dict.fromkeys(self.COUNTS, 0.0) for _ in range(self.n_rows + 1)] for q in centre["queues"]}
        self.group = {g: {"handled": 0, "busy": 0.0, "present": 0.0} for g in centre["groups"]}
        self.lines = {q: deque() for q in centre["queues"]}
        self.last_wait = dict.fromkeys(centre["queues"], 0.0)
        self.agents = {g: [] for g in centre["groups"]}
        self.clock = 0.0

    # --- time ---

    def at(self, t, what, *args):
        self.serial += 1
        heapq.heappush(self.events, (t, self.serial, what, args))

    def row(self, t):
        return min(int(t // self.centre["interval_s"]), self.n_rows)

    def pass_time(self, t):
        """Time on queue and busy time, of the horizon only."""
        span = max(0.0, min(t, self.end) - min(self.clock, self.end))
        if span > 0:
            for name, agents in self.agents.items():
                self.group[name]["present"] += span * len(agents)
                self.group[name]["busy"] += span * sum(not a.idle for a in agents)
        self.clock = t

    def run(self):
        interval_s = self.centre["interval_s"]
        for row in range(self.n_rows):
            self.at(row * interval_s, self.staff, row)
        self.at(self.end, self.close)
        for name, queue in self.centre["queues"].items():
            for row, rate in enumerate(queue["rate"]):
                t = row * interval_s + self.gap(rate)
                while t < (row + 1) * interval_s:
                    self.at(t, self.reach, Contact(name, t, row))
                    t += self.gap(rate)
        while self.events:
            t, _, what, args = heapq.heappop(self.events)
            self.pass_time(t)
            what(t, *args)
        return self

    def gap(self, rate):
        return self.random.expovariate(rate / self.centre["interval_s"]) if rate > 0 else math.inf

    # --- staff: idle agents leave first; the busy ones that must are marked and finish what they have in hand ---

    def staff(self, now, row):
        for name, group in self.centre["groups"].items():
            agents, level = self.agents[name], group["level"][row]
            stay = [a for a in agents if not a.leaves]
            for _ in range(len(stay), level):
                agent = Agent(name, now)
                agents.append(agent)
                self.available(now, agent)
            surplus = len(stay) - level
            for agent in sorted(reversed(stay), key=lambda a: not a.idle)[:max(0, surplus)]:  # of the busy ones who came last
                agent.leaves = True
                if agent.idle:
                    agents.remove(agent)

    # --- a contact reaches its queue ---

    def reach(self, now, contact):
        queue = self.centre["queues"][contact.queue]
        cell = self.count[contact.queue][contact.row]
        cell["offered"] += 1
        if contact.cause in ("redial", "repeat"):
            cell[contact.cause + "s"] += 1
        if queue["patience"] is not None and contact.cause not in PATIENT:
            contact.deadline = now + draw(self.random, queue["patience"])
        agent = self.choose_agent(contact.queue, 0) or self.interrupted(now, contact.queue, 0)
        if agent is not None:
            self.take(now, agent, contact)
            return
        if contact.cause not in PATIENT and self.calls_back(now, contact, queue):
            return
        self.join(contact)
        if contact.deadline < math.inf:
            self.at(contact.deadline, self.give_up, contact)
        for after in sorted({s["after"] for s in self.servers(contact.queue) if s["after"] > 0}):
            self.at(now + after, self.offer, contact, after)

    def join(self, contact):
        line = self.lines[contact.queue]
        line.append(contact)
        if contact.cause == "callback":
            self.lines[contact.queue] = deque(sorted(line, key=lambda c: c.place))

    def servers(self, queue):
        return [g["serves"][queue] for g in self.centre["groups"].values() if queue in g["serves"]]

    def calls_back(self, now, contact, queue):
        rule = queue["callback"]
        if rule is None:
            return False
        line = self.lines[contact.queue]
        wait = self.last_wait[contact.queue] if rule["predict"] == "last_wait" else (now - line[0].arrived if line else 0.0)
        if wait <= rule["over"] or self.random.random() >= rule["accept"]:
            return False
        self.count[contact.queue][contact.row]["callbacks"] += 1
        due = now + wait * rule["times"]
        self.at(due, self.reach, Contact(contact.queue, due, self.row(due), "callback", contact.attempt, now))
        return True

    def offer(self, now, contact, after):
        """A wait reaches a delay: once to the idle agents of all groups then allowed."""
        if contact.state == WAITS:
            agent = self.choose_agent(contact.queue, after) or self.interrupted(now, contact.queue, after)
            if agent is not None:
                self.lines[contact.queue].remove(contact)
                self.take(now, agent, contact)

    def give_up(self, now, contact):
        if contact.state == WAITS:
            self.lines[contact.queue].remove(contact)
            self.abandon(now, contact)

    def abandon(self, now, contact):
        contact.state = GONE
        queue, cell = self.centre["queues"][contact.queue], self.count[contact.queue][contact.row]
        wait = now - contact.arrived
        cell["abandoned"] += 1
        cell["resolved"] += 1
        cell["wait_all"] += wait
        cell["waited"] += wait > EPSILON
        if queue["redial"] is not None:
            chances, mean = queue["redial"]
            due = max(0.0, now + self.random.expovariate(1 / mean))  # not before the opening
            if self.random.random() < chances[min(contact.attempt, len(chances) - 1)] and due < self.end:
                self.at(due, self.reach, Contact(contact.queue, due, self.row(due), "redial", contact.attempt + 1))

    def close(self, now):
        if self.centre["after_end"] == "serve":
            return
        for name, line in self.lines.items():
            while line and self.dismisses(name):
                contact = line.popleft()
                contact.state = GONE
                cell = self.count[contact.queue][contact.row]
                cell["dismissed"] += 1
                cell["resolved"] += 1
                cell["wait_all"] += now - contact.arrived
                cell["waited"] += now - contact.arrived > EPSILON

    def dismisses(self, _queue):
        return True

    # --- who takes what ---

    def slots(self, agent, queue):
        """Can the agent take one more contact of this queue? Chats go beside chats, nothing else does."""
        if agent.leaves:
            return False
        if agent.idle:
            return True
        limits = [len(self.centre["queues"][name]["concurrency"]) for name in [queue, *(c.queue for c, _, _ in agent.open)]]
        return len(agent.open) < min(limits)

    def idle_in(self, group):
        return sum(a.idle and not a.leaves for a in self.agents[group])

    def may_spare(self, group, queue):
        """Does the group give one of its idle agents to the queue?"""
        keep = self.centre["groups"][group]["keep"].get(queue, 0)
        return keep == 0 or keep < self.idle_in(group)

    def interrupted(self, _now, _queue, _waited):
        """An agent who puts something aside for a contact that has waited so long; of cases.py."""

    def choose_agent(self, queue, waited):
        """Of the best rank that has somebody: the fewest contacts in hand, of these the one idle longest."""
        best, key = None, None
        for name, group in self.centre["groups"].items():
            serve = group["serves"].get(queue)
            if serve is None or serve["after"] > waited:
                continue
            if not self.may_spare(name, queue):
                continue
            for agent in self.agents[name]:
                if self.slots(agent, queue):
                    mine = (serve["rank"], len(agent.open), agent.since)
                    if best is None or mine < key:
                        best, key = agent, mine
        return best

    def choose_contact(self, now, agent):
        """The lowest `take`, among equals the longest wait, of the contacts the agent may take by now."""
        return self.choose_among(now, agent, self.centre["groups"][agent.group]["serves"])

    def choose_among(self, now, agent, queues):
        best, key = None, None
        group = self.centre["groups"][agent.group]
        others = self.idle_in(agent.group) - (agent.idle and not agent.leaves)
        for queue in queues:
            serve = group["serves"][queue]
            if others < group["keep"].get(queue, 0) or not self.slots(agent, queue):
                continue
            for contact in self.lines[queue]:
                if now - contact.arrived >= serve["after"]:
                    mine = (serve["take"], contact.place)
                    if best is None or mine < key:
                        best, key = contact, mine
                    break
        return best

    def available(self, now, agent):
        """Takes one after the other as long as there is room."""
        agent.since = now
        while (contact := self.choose_contact(now, agent)) is not None:
            self.lines[contact.queue].remove(contact)
            self.take(now, agent, contact)

    # --- a contact in hand ---

    def take(self, now, agent, contact):
        queue = self.centre["queues"][contact.queue]
        serve = self.centre["groups"][agent.group]["serves"][contact.queue]
        contact.state = GONE
        agent.since = now
        begin = now + queue["ring"]
        if contact.deadline < begin:  # gives up while it rings
            agent.open.append([contact, 0.0, now])
            self.at(contact.deadline, self.rang_in_vain, agent, contact)
            return
        if now > contact.arrived and contact.cause != "callback":
            self.last_wait[contact.queue] = now - contact.arrived
        wait = begin - contact.arrived
        cell = self.count[contact.queue][contact.row]
        cell["answered"] += 1
        cell["resolved"] += 1
        cell["within"] += wait <= queue["within"]
        cell["wait_answered"] += wait
        cell["wait_all"] += wait
        cell["waited"] += wait > EPSILON
        cell["overflowed"] += serve["overflow"] or serve["after"] > 0
        self.group[agent.group]["handled"] += 1
        talk = draw(self.random, queue["handle"]) / serve["pace"]
        after_call = 0.0 if queue["after_call"] is None else draw(self.random, queue["after_call"]) / serve["pace"]
        self.advance(now, agent)
        agent.open.append([contact, queue["ring"] + talk + after_call, now])
        self.retime(now, agent)
        self.lead_on(begin + talk, begin + talk + after_call, contact, queue, cell)

    def lead_on(self, talk_end, end, contact, queue, cell):
        """Transfers reach the next queue when the talk ends; repeats come a delay after the end. (Not with several chats at once.)"""
        u, up_to = self.random.random(), 0.0
        for share, to in queue["transfer"]:
            up_to += share
            if u < up_to:
                cell["transferred"] += 1
                talk_end -= EPSILON / 2  # where the agent comes free at that moment, the contact is there already
                self.at(talk_end, self.reach, Contact(to, talk_end, self.row(talk_end), "transfer"))
                break
        if queue["repeat"] is not None and self.random.random() < queue["repeat"][0]:
            due = end + self.random.expovariate(1 / queue["repeat"][1])
            if due < self.end:
                self.at(due, self.reach, Contact(contact.queue, due, self.row(due), "repeat"))

    def rang_in_vain(self, now, agent, contact):
        agent.open = [o for o in agent.open if o[0] is not contact]
        self.abandon(now, contact)
        self.freed(now, agent)

    def pace(self, agent, contact):
        return self.centre["queues"][contact.queue]["concurrency"][len(agent.open) - 1]

    def advance(self, now, agent):
        for entry in agent.open:
            entry[1] -= (now - entry[2]) * self.pace(agent, entry[0])
            entry[2] = now

    def retime(self, now, agent):
        agent.version += 1
        for entry in agent.open:
            self.at(now + max(0.0, entry[1]) / self.pace(agent, entry[0]), self.done, agent, entry[0], agent.version)

    def done(self, now, agent, contact, version):
        if version != agent.version:
            return
        self.advance(now, agent)
        agent.open = [o for o in agent.open if o[0] is not contact]
        self.retime(now, agent)
        self.freed(now, agent)

    def freed(self, now, agent):
        if agent.leaves:
            if agent.idle:
                self.agents[agent.group].remove(agent)
            return
        self.available(now, agent)
