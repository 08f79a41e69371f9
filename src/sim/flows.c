/* Flows between queues and times: redials, repeats, transfers, self-service (semantics, "Demand" and "Cases, chats, counters"). */
#include "dist/draw_private.h"
#include "sim/later_private.h"
#include "sim/lines_private.h"
#include "sim/trunks_private.h"

/* The contact goes at `when`, and calls again with the chance after so many attempts; the last holds on. */
static guint32
call_again(SimEngine *e, const SimArrival *gone, SimTick when, const double *chance, int n_chances, guint8 *redials)
{
  const SimQueue *q = &e->sim->queue[gone->queue];
  guint attempt = gone->attempt;
  *redials = when < SIM_NEVER && muster_draw_uniform(gone->key, MUSTER_DRAW_REDIAL) < chance[MIN(attempt, (guint) n_chances - 1)];
  if (!*redials)
    return SIM_NOBODY;
  SimTick due = when + sim_ticks(muster_dist_draw_inline(q->redial_delay, gone->key, MUSTER_DRAW_REDIAL_DELAY));
  due = sim_spans_next(&q->open,
                       MAX(due, when + 1)); /* what falls into closed hours comes at the next opening */
  if (due == SIM_NEVER)
    return SIM_NOBODY;
  SimArrival again = {due, muster_key(gone->key, SIM_NEXT_ATTEMPT), gone->queue, (guint16) MIN(attempt + 1, G_MAXUINT16),
                      SIM_REDIAL};
  return sim_later_push(e, (SimLater){.arrival = again, .place = due, .kind = SIM_LATER_ARRIVAL});
}

guint32
sim_flow_redial(SimEngine *e, int queue, MusterKey key, guint attempt, SimTick when, guint8 *redials)
{
  const SimQueue *q = &e->sim->queue[queue];
  SimArrival gone = {.key = key, .queue = (guint32) queue, .attempt = (guint16) attempt};
  return call_again(e, &gone, when, q->redial, q->n_redials, redials);
}

guint32
sim_flow_again(SimEngine *e, const SimArrival *blocked, const double *chance, int n_chances, guint8 *redials)
{
  return call_again(e, blocked, blocked->t, chance, n_chances, redials);
}

void
sim_flow_offer_later(SimEngine *e, guint32 node, const SimArrival *a, guint32 step)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  if (step >= (guint32) q->n_delays)
    return;
  SimLater later = {.arrival = *a, .kind = SIM_LATER_OFFER, .node = node, .step = step};
  later.arrival.t = e->node[node].arrived + q->delay[step];
  e->node[node].later = sim_later_push(e, later);
}

const SimTransfer *
sim_flow_transfer(const SimEngine *e, int queue, MusterKey key)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->n_transfers == 0)
    return NULL;
  double u = muster_draw_uniform(key, MUSTER_DRAW_TRANSFER);
  for (int i = 0; i < q->n_transfers; i++)
    if (u < q->transfer[i].up_to)
      return &q->transfer[i];
  return NULL;
}

void
sim_flow_pass_on(SimEngine *e, int queue, MusterKey key, guint32 row, SimTick when)
{
  const SimTransfer *to = sim_flow_transfer(e, queue, key);
  if (to == NULL)
    return;
  SimArrival leg = {when, muster_key(key, SIM_NEXT_LEG), (guint32) to->queue, 0, SIM_TRANSFERRED};
  if (to->queue >= 0)
    sim_later_push(e, (SimLater){.arrival = leg, .place = when, .kind = SIM_LATER_ARRIVAL});
  sim_cell(e, row, queue)->x[SIM_Q_TRANSFERRED]++;
}

/* Something new comes of the contact after a delay (NULL: at once), at the next opening of its queue. */
static void
lead_to(SimEngine *e, int queue, MusterKey key, SimCause cause, const MusterDist *delay, MusterKey from,
        MusterPurpose purpose, SimTick end)
{
  SimTick takes = delay == NULL ? 0 : sim_ticks(muster_dist_draw_inline(delay, from, purpose));
  SimTick due = sim_spans_next(&e->sim->queue[queue].open, end + takes);
  if (due == SIM_NEVER)
    return;
  SimArrival next = {due, key, (guint32) queue, 0, (guint16) cause};
  sim_later_push(e, (SimLater){.arrival = next, .place = due, .kind = SIM_LATER_ARRIVAL});
}

static void
repeat(SimEngine *e, int queue, MusterKey key, SimTick end)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (muster_draw_uniform(key, MUSTER_DRAW_REPEAT) < q->repeat)
    lead_to(e, queue, muster_key(key, SIM_REPEATED), SIM_REPEAT, q->repeat_delay, key, MUSTER_DRAW_REPEAT_DELAY, end);
}

static void
follow_up(SimEngine *e, const SimCaseRules *rules, MusterKey key, SimTick end)
{
  if (muster_draw_uniform(key, MUSTER_DRAW_FOLLOW_UP) < rules->follow_up)
    lead_to(e, rules->follow_up_queue, muster_key(key, SIM_FOLLOWED_UP), SIM_FOLLOW_UP, rules->follow_up_delay, key,
            MUSTER_DRAW_FOLLOW_UP_DELAY, end);
}

static void
reopen(SimEngine *e, int queue, const SimCaseRules *rules, MusterKey key, SimTick end)
{
  if (muster_draw_uniform(key, MUSTER_DRAW_REOPEN) < rules->reopen)
    lead_to(e, queue, muster_key(key, SIM_OPENED_AGAIN), SIM_REOPENED, rules->reopen_delay, key, MUSTER_DRAW_REOPEN_DELAY,
            end);
}

void
sim_flow_ended(SimEngine *e, int queue, MusterKey key, SimTick end)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->repeat > 0)
    repeat(e, queue, key, end);
  if (G_UNLIKELY(q->rules.leads_on)) {
    follow_up(e, &q->rules, key, end);
    reopen(e, queue, &q->rules, key, end);
  }
}

void
sim_flow_answered(SimEngine *e, int queue, MusterKey key, guint32 row, SimTick talk_end, SimTick end)
{
  if (e->trunks != NULL)
    sim_trunks_hold(e, queue, talk_end);
  sim_flow_ended(e, queue, key, end);
  sim_flow_pass_on(e, queue, key, row, talk_end);
}

gboolean
sim_flow_door(SimEngine *e, const SimArrival *a, SimTick place)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  SimTick takes = a->cause == SIM_FRESH ? q->fresh_takes : q->takes;
  gboolean contained = muster_draw_uniform(a->key, MUSTER_DRAW_SELFSERVICE) < q->contains;
  if (e->trunks != NULL && takes > 0)
    sim_trunks_hold(e, (int) a->queue, a->t + takes);
  if (contained) {
    sim_cell(e, e->row, (int) a->queue)->x[SIM_Q_CONTAINED]++;
    return TRUE;
  }
  if (takes == 0)
    return FALSE;
  SimLater later = {.arrival = *a, .place = MIN(place + takes, SIM_NEVER - 1), .kind = SIM_LATER_ARRIVAL};
  later.arrival.t = MIN(a->t + takes, SIM_NEVER - 1);
  later.arrival.cause |= SIM_THROUGH;
  sim_later_push(e, later);
  return TRUE;
}
