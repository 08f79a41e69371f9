/* Hands with several contacts: their slots, and when the next of them ends (hands_private.h). */
#include "sim/hand_private.h"
#include <string.h>

SimHands *
sim_hands_new(const MusterSim *sim)
{
  if (!sim->several)
    return NULL;
  SimHands *hands = g_new0(SimHands, 1);
  hands->n_slots = sim->most_chats + 1;
  hands->n_going = g_new0(gint64, MAX(sim->n_groups, 1));
  hands->n_more = g_new0(gint64, MAX(sim->n_groups, 1));
  hands->gives_way = g_array_new(FALSE, FALSE, sizeof(guint32));
  return hands;
}

void
sim_hands_free(SimHands *hands)
{
  if (hands == NULL)
    return;
  g_free(hands->hand);
  g_free(hands->slot);
  g_free(hands->n_going);
  g_free(hands->n_more);
  g_free(hands->note);
  g_array_unref(hands->gives_way);
  g_free(hands);
}

void
sim_hands_grow(SimEngine *e)
{
  SimHands *hands = e->hands;
  hands->hand = g_renew(SimHand, hands->hand, e->agent_capacity);
  hands->slot = g_renew(SimSlot, hands->slot, (gsize) e->agent_capacity * (gsize) hands->n_slots);
}

void
sim_hands_begin(SimEngine *e)
{
  memset(e->hands->n_going, 0, (gsize) e->sim->n_groups * sizeof *e->hands->n_going);
  memset(e->hands->n_more, 0, (gsize) e->sim->n_groups * sizeof *e->hands->n_more);
  g_array_set_size(e->hands->gives_way, 0);
}

gint64
sim_hands_n_more(const SimEngine *e, int group)
{
  return e->hands->n_more[group];
}

/* --- time --------------------------------------------------------------------------------------------------------- */

/* Ticks of work done per tick, with n contacts in hand. All but chats go at full speed; so does what comes before the talk. */
static double
speed(const SimSlot *slot, int n)
{
  const SimQueue *q = slot->contact.q;
  return q->pace == NULL || slot->phase < SIM_TALKS ? 1 : q->pace[MIN(n, q->chats) - 1];
}

/* What is in hand has been so since the last time. */
void
sim_hand_advance(SimEngine *e, guint32 id, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  SimSlot *slot = sim_slots_of(e, id);
  double passed = (double) (now - hand->as_of);
  for (int i = 0; i < hand->n; i++)
    slot[i].left -= passed * speed(&slot[i], hand->n);
  hand->as_of = now;
}

static void
push_next(SimEngine *e, guint32 id)
{
  SimHand *hand = &e->hands->hand[id];
  e->agent[id].end = hand->next;
  hand->pending = TRUE;
  sim_agent_push(e, id);
}

void
sim_hand_time(SimEngine *e, guint32 id)
{
  SimHand *hand = &e->hands->hand[id];
  const SimSlot *slot = sim_slots_of(e, id);
  hand->next = SIM_NEVER - 1;
  for (int i = 0; i < hand->n; i++) {
    double ticks = MAX(0, ceil(slot[i].left / speed(&slot[i], hand->n) - SIM_NOTHING_LEFT));
    if (ticks < (double) (hand->next - hand->as_of))
      hand->next = hand->as_of + (SimTick) ticks;
  }
  if (!hand->pending || e->agent[id].end > hand->next)
    push_next(e, id);
}
