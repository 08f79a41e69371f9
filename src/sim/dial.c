/* What calls have in common that are dialled by hand (dial_hand.c) or placed ahead (dial_ahead.c): docs/simulation/outbound.md. */
#include "sim/dial_private.h"
#include "sim/hands_private.h"
#include "sim/routing_private.h"
#include "sim/same_private.h"
#include "sim/work_private.h"

SimCallOutcome
sim_call_outcome(const SimEngine *e, const SimOutbound *out, MusterKey key)
{
  if (muster_draw_uniform(key, MUSTER_DRAW_REACH) >= out->reach[e->row])
    return SIM_CALL_NOBODY;
  return muster_draw_uniform(key, MUSTER_DRAW_PARTY) < out->centre->wrong_party_chance ? SIM_CALL_WRONG : SIM_CALL_RIGHT;
}

SimEntry *
sim_list_entry(SimList *list, guint32 i)
{
  return &list->entry[(list->first + i) % list->capacity];
}

SimEntry
sim_list_take(SimList *list, guint32 i)
{
  SimEntry entry = *sim_list_entry(list, i);
  for (; i > 0; i--)
    *sim_list_entry(list, i) = *sim_list_entry(list, i - 1);
  list->first = (list->first + 1) % list->capacity;
  list->n--;
  return entry;
}

gboolean
sim_list_has_line(SimEngine *e, const SimOutbound *out, SimTick now)
{
  if (sim_trunks_free_line(e, out->queue, now))
    return TRUE;
  e->lists->lacks_line = TRUE;
  SimTick next = sim_trunks_next(e);
  if (next < SIM_NEVER)
    sim_lists_look_at(e, MAX(next, now + 1));
  return FALSE;
}

void
sim_call_count(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimCallOutcome result, SimTick now)
{
  SimQueueCell *cell = sim_cell(e, entry->row, out->queue);
  cell->x[SIM_Q_REACHED] += result != SIM_CALL_NOBODY;
  cell->x[SIM_Q_WRONG_PARTY] += result == SIM_CALL_WRONG;
  cell->x[SIM_Q_UNREACHED] += result != SIM_CALL_RIGHT;
  if (e->extras != NULL && result != SIM_CALL_RIGHT)
    sim_extras_entry(e, out->queue, entry->row, sim_attempt_key(entry), now, SIM_NOT_FOUND);
}

void
sim_dial_failed(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  if (e->same != NULL) /* the next attempt remembers what this one did */
    sim_same_recall(e, entry->remembered);
  if (entry->attempt + 1 >= out->attempts) {
    sim_cell(e, entry->row, out->queue)->x[SIM_Q_GIVEN_UP]++;
    return;
  }
  SimTick due = now;
  if (out->centre->retry.info != NULL)
    due += sim_ticks(muster_dist_draw_inline(&out->centre->retry, sim_attempt_key(entry), MUSTER_DRAW_RETRY));
  due = sim_spans_next(&e->sim->queue[out->queue].open, MIN(due, SIM_NEVER - 1));
  if (due >= e->sim->end) /* it does not come within the horizon */
    return;
  SimArrival again = {due, entry->key, (guint32) out->queue, (guint16) (entry->attempt + 1), SIM_TRIED_AGAIN};
  sim_later_push(e, (SimLater){.arrival = again, .place = entry->due, .kind = SIM_LATER_LIST});
}

void
sim_call_in_vain(SimEngine *e, const SimContact *c, guint32 id, SimTick until, SimTick now)
{
  if (sim_has_hands(e, id)) {
    sim_hands_call_in_vain(e, id, c, until, now);
    return;
  }
  sim_idle_takes(e, id, now);
  e->agent[id].state = SIM_AGENT_BUSY;
  e->agent[id].end = until;
  sim_agent_push(e, id);
}

/* Who has hung up is cleared away first. */
gboolean
sim_live_waits(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  for (guint64 m = e->waiting & queues & ~e->sim->cases; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    if (e->joined != NULL ? sim_first_for(e, team, q, now) != NULL : sim_line_head(e, q, now, SIM_NEVER) != NULL)
      return TRUE;
  }
  return FALSE;
}

gint64
sim_list_spare(const SimEngine *e, int group)
{
  return e->group[group].n_present - e->group[group].n_busy - e->sim->centre->group[group].blend_idle;
}
