/* The life of a case in an agent's hands; cases_private.h says what a case is. */
#include "sim/cases_private.h"
#include "sim/choose_private.h"
#include "sim/hands_private.h"
#include "sim/work_private.h"
#include <string.h>

SimCases *
sim_cases_new(const MusterSim *sim)
{
  SimCases *c = g_new0(SimCases, 1);
  c->chain = g_new0(SimChain, MAX(sim->n_teams, 1));
  c->teams = g_new0(guint64, MAX(sim->n_words, 1));
  c->in_hand = g_new0(gint64, MAX(sim->n_queues, 1));
  c->outside = g_new0(gint64, MAX(sim->n_queues, 1));
  c->shut = g_new0(gboolean, MAX(sim->n_groups, 1));
  c->ages = g_array_new(FALSE, FALSE, sizeof(SimAged));
  return c;
}

void
sim_cases_free(SimCases *c)
{
  if (c == NULL)
    return;
  g_free(c->note);
  g_free(c->hand);
  g_free(c->chain);
  g_free(c->teams);
  g_free(c->in_hand);
  g_free(c->outside);
  g_free(c->shut);
  g_array_unref(c->ages);
  g_free(c);
}

void
sim_cases_begin(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  SimCases *c = e->cases;
  for (int t = 0; t < sim->n_teams; t++)
    c->chain[t] = (SimChain){SIM_NOBODY, SIM_NOBODY};
  memset(c->teams, 0, (gsize) sim->n_words * sizeof *c->teams);
  memset(c->in_hand, 0, (gsize) sim->n_queues * sizeof *c->in_hand);
  memset(c->outside, 0, (gsize) sim->n_queues * sizeof *c->outside);
  memset(c->shut, 0, (gsize) sim->n_groups * sizeof *c->shut);
}

SimCaseNote *
sim_case_note(SimEngine *e, guint32 node)
{
  SimCases *c = e->cases;
  if (c->n_notes < e->node_capacity) {
    c->note = g_renew(SimCaseNote, c->note, e->node_capacity);
    c->n_notes = e->node_capacity;
  }
  return &c->note[node];
}

static SimTask *
hand_of(SimEngine *e, guint32 id)
{
  SimCases *c = e->cases;
  if (c->n_hands < e->agent_capacity) {
    c->hand = g_renew(SimTask, c->hand, e->agent_capacity);
    c->n_hands = e->agent_capacity;
  }
  return &c->hand[id];
}

/* --- begun, put down, finished ------------------------------------------------------------------------------------ */

/* Counts the case as answered; one whose deadline lies past the simulated end is neither kept nor broken (semantics,
 * "Cohorts"), and in no denominator. */
static void
record(SimEngine *e, guint32 id, const SimServe *serve, const SimContact *contact, const SimWork *work, SimTick due,
       SimTick begin)
{
  int group = e->agent[id].group;
  SimTick wait = begin - contact->arrived;
  if (contact->q->rules.within >= 0 && due > e->sim->end) {
    sim_cell(e, contact->row, contact->queue)->x[SIM_Q_UNDECIDED]++;
    sim_group_cell(e, contact->row, group)->x[SIM_G_HANDLED]++;
    if (e->extras != NULL)
      sim_extras_undecided(e, contact->queue, id, contact->row, contact->arrived, wait, work->talk, work->after_call,
                           contact->key);
    return;
  }
  sim_record_taken(e, serve, group, contact, begin);
  if (e->same != NULL)
    sim_same_begun(e, hand_of(e, id)->remembered, id, contact->queue, contact->row);
  if (e->extras != NULL)
    sim_extras_answered(e, contact->queue, id, contact->row, contact->arrived, wait, work->talk, work->after_call,
                        contact->key);
}

/* The agent, who is counted busy, works on the case from now on. Somebody else's pace changes the time that is left in
 * proportion. */
static void
begin(SimEngine *e, guint32 id, const SimTask *given, SimTick now)
{
  const SimQueue *q = &e->sim->queue[given->queue];
  SimAgent *agent = &e->agent[id];
  const SimServe *serve = &e->sim->team[agent->team].serve[given->queue];
  SimContact contact = {q, given->arrived, given->key, given->queue, given->row, given->cause};
  SimWork work = sim_work_of(e, id, serve, &contact);
  SimTick total = work.talk + work.after_call;
  SimTask *c = hand_of(e, id);
  *c = *given;
  if (!c->note.begun) {
    record(e, id, serve, &contact, &work, c->note.due, now + q->ring);
    if (c->cause == SIM_CALLBACK)
      sim_callback_answered(e, c->promised_by, c->place, now + q->ring);
    c->note.left = total;
  } else if (c->note.total != total) {
    c->note.left = c->note.total > 0 ? (SimTick) ((double) c->note.left * (double) total / (double) c->note.total) : 0;
  }
  c->note.begun = TRUE;
  c->note.total = total;
  e->cases->in_hand[c->queue]++;
  if (sim_has_hands(e, id)) {
    sim_hands_case(e, id, &contact, q->ring + c->note.left, now);
    return;
  }
  agent->state = SIM_AGENT_CASE;
  agent->since = now;
  agent->end = MIN(now + q->ring + c->note.left, SIM_NEVER - 1);
  if (q->rules.interruptible)
    sim_chain_append(e, e->cases->chain, e->cases->teams, id);
}

/* What the agent has in hand, which is nobody's from now on. */
static SimTask
put_down(SimEngine *e, guint32 id)
{
  SimTask c = *hand_of(e, id);
  e->cases->in_hand[c.queue]--;
  if (e->sim->queue[c.queue].rules.interruptible && !sim_has_hands(e, id))
    sim_chain_remove(e, e->cases->chain, e->cases->teams, id);
  return c;
}

void
sim_case_finished(SimEngine *e, int queue, guint32 row, SimTick due, SimTick now)
{
  if (e->sim->queue[queue].rules.within >= 0 && due <= e->sim->end)
    sim_cell(e, row, queue)->x[SIM_Q_FINISHED_IN_TIME] += now <= due;
}

void
sim_case_ends(SimEngine *e, guint32 id, SimTick now)
{
  SimTask c = put_down(e, id);
  sim_trace_ends(e, c.key, -1, now);
  const SimQueue *q = &e->sim->queue[c.queue];
  const SimTransfer *to = sim_flow_transfer(e, c.queue, c.key);
  if (e->same != NULL)
    sim_same_done(e, c.remembered, id);
  if (q->leads_on)
    sim_flow_answered(e, c.queue, c.key, c.row, now, now);
  if (e->same != NULL)
    sim_same_forget(e);
  if (to == NULL || to->queue >= 0) {
    sim_case_finished(e, c.queue, c.row, c.note.due, now);
    return;
  }
  SimTick takes = to->outside == NULL ? 0 : sim_ticks(muster_dist_draw_inline(to->outside, c.key, MUSTER_DRAW_OUTSIDE));
  SimArrival done = {MIN(now + takes, SIM_NEVER - 1), c.key, (guint32) c.queue, 0, c.cause};
  e->cases->outside[c.queue]++;
  sim_later_push(e, (SimLater){.arrival = done, .place = c.note.due, .kind = SIM_LATER_FINISHED, .node = c.row});
}

/* --- arriving, being taken, going back ---------------------------------------------------------------------------- */

/* An agent who is idle, or has room, begins the case. */
static void
begin_at_once(SimEngine *e, guint32 id, const SimTask *c, SimTick now)
{
  if (sim_has_hands(e, id)) {
    sim_hands_reach(e, id, now);
    begin(e, id, c, now);
    sim_hands_go_on(e, id, now);
    return;
  }
  sim_idle_takes(e, id, now);
  begin(e, id, c, now);
  sim_agent_push(e, id);
}

void
sim_case_arrive_for(SimEngine *e, guint32 id, const SimArrival *a, SimTick place)
{
  SimTick from = a->cause == SIM_FROM_OUTSIDE ? place : a->t;
  SimTask c = {.arrived = a->t, .place = place, .key = a->key, .queue = (int) a->queue, .row = e->row,
               .cause = (guint8) a->cause, .promised_by = (guint8) a->attempt,
               .remembered = e->same != NULL ? sim_same_memory(e) : SIM_NOBODY,
               .note = {.due = sim_due(&e->sim->queue[a->queue], from)}};
  begin_at_once(e, id, &c, a->t);
}

void
sim_case_arrive(SimEngine *e, const SimArrival *a, SimTick place)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  guint32 id = q->conditional ? sim_rules_arrive(e, a) : pick_agent(e, &q->offer[0], (int) a->queue, a->key, a->t);
  if (id != SIM_NOBODY)
    sim_case_arrive_for(e, id, a, place);
  else if ((q->callback == NULL || !sim_flow_callback(e, a)) && (q->balk == NULL || !sim_flow_balk(e, a)))
    sim_line_join(e, a, place);
}

void
sim_case_take(SimEngine *e, guint32 id, int queue, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  SimTask c = {.arrived = node->arrived, .place = node->place, .key = node->key, .queue = queue, .row = node->row,
               .cause = node->cause & ~SIM_SET_APART, .promised_by = node->promised_by,
               .remembered = e->same != NULL ? sim_same_of_node(e, node_id) : SIM_NOBODY, .note = *sim_case_note(e, node_id)};
  sim_line_less(e, &e->line[queue], now);
  sim_node_call_off(e, node);
  if (!c.note.begun && !sim_node_apart(node) && now > node->arrived)
    sim_line_waited(e, queue, now - node->arrived);
  begin(e, id, &c, now);
}

static void
give_back(SimEngine *e, const SimTask *c, SimTick now)
{
  const SimQueue *q = &e->sim->queue[c->queue];
  SimTick wait = now - c->arrived;
  guint32 id = q->conditional ? sim_rules_pick_agent(e, c->queue, wait, c->key, now)
                              : pick_agent(e, &q->offer[sim_delays_reached(q, wait)], c->queue, c->key, now);
  if (id == SIM_NOBODY) {
    sim_case_put(e, c, now, TRUE);
    return;
  }
  begin_at_once(e, id, c, now);
}

void
sim_case_hand_back(SimEngine *e, guint32 id, SimTick now)
{
  SimTick left = sim_has_hands(e, id) ? sim_hands_drop_case(e, id, now) : MAX(0, e->agent[id].end - now);
  SimTask c = put_down(e, id);
  c.note.left = MIN(c.note.left, left);
  give_back(e, &c, now);
}

gboolean
sim_case_gives_way(const SimEngine *e, guint32 id)
{
  const SimAgent *agent = &e->agent[id];
  return agent->state == SIM_AGENT_CASE && !agent->leaves && e->sim->queue[e->cases->hand[id].queue].rules.interruptible;
}

void
sim_case_put_aside(SimEngine *e, guint32 id, SimTick now)
{
  sim_case_hand_back(e, id, now);
  if (!sim_has_hands(e, id))
    e->agent[id].state = SIM_AGENT_BUSY;
}

/* Of the team, who began last; whoever is about to leave takes nothing new. */
static guint32
latest(const SimEngine *e, int team)
{
  guint32 id = e->cases->chain[team].tail;
  while (id != SIM_NOBODY && e->agent[id].leaves)
    id = e->agent[id].prev;
  return id;
}

/* Of the agents at cases of these teams, who began last; or the last of those with several contacts in hand who could take one of the
 * queue instead. */
static guint32
latest_of(const SimEngine *e, const guint64 *teams, int queue)
{
  guint32 best = SIM_NOBODY;
  for (int w = 0; w < e->sim->n_words; w++)
    for (guint64 m = teams[w] & e->cases->teams[w]; m != 0; m &= m - 1) {
      guint32 id = latest(e, w * 64 + __builtin_ctzll(m));
      if (id != SIM_NOBODY && (best == SIM_NOBODY || e->agent[id].since > e->agent[best].since))
        best = id;
    }
  SimTick since;
  guint32 id = e->hands == NULL ? SIM_NOBODY : sim_hands_interruptible(e, teams, queue, &since);
  if (id != SIM_NOBODY && (best == SIM_NOBODY || since > e->agent[best].since))
    best = id;
  return best;
}

/* The same where who may take the contact is found as it comes. */
static guint32
latest_by_rules(SimEngine *e, int queue, SimTick wait, gboolean arrives, SimTick now)
{
  guint64 having[SIM_MAX_WORDS] = {0}, best[SIM_MAX_WORDS];
  for (int t = 0; t < e->sim->n_teams; t++)
    if ((e->cases->teams[t / 64] >> (t % 64) & 1) && latest(e, t) != SIM_NOBODY)
      having[t / 64] |= G_GUINT64_CONSTANT(1) << (t % 64);
  if (e->hands != NULL)
    sim_hands_giving(e, queue, having);
  return sim_rules_best_teams(e, queue, wait, arrives, now, having, best) ? latest_of(e, best, queue) : SIM_NOBODY;
}

guint32
sim_case_interrupted(SimEngine *e, int queue, SimTick wait, gboolean arrives, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->conditional && e->sim->join < 0)
    return latest_by_rules(e, queue, wait, arrives, now);
  const SimOffer *offer = &q->offer[sim_delays_reached(q, wait)];
  guint32 id = SIM_NOBODY;
  for (int r = 0; r < offer->n_ranks && id == SIM_NOBODY; r++)
    id = latest_of(e, offer->teams + (gsize) r * (gsize) e->sim->n_words, queue);
  return id;
}
