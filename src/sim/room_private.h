/* What an agent with contacts in hand may take beside them. */
#pragma once
#include "sim/problem_private.h"

#define SIM_MOST_CHATS 32 /* of one agent; the centre file's bound */

/* What matters of the contacts in an agent's hands. */
typedef struct {
  guint8 chats, others; /* others: calls, cases, customers; at most one */
  guint8 limit;         /* least number of chats that one of them allows; SIM_MOST_CHATS without chats */
  guint8 mixes;         /* all chats allow another contact beside them */
} SimInHand;

#define SIM_EMPTY_HANDS ((SimInHand){0, 0, SIM_MOST_CHATS, TRUE})

/* A chat needs a free place by the limits of its own queue and of the chats beside it; anything else must be the only one of
 * its kind, beside chats that allow it. */
static inline gboolean
sim_in_hand_takes(SimInHand in, const SimQueue *q)
{
  if (q->chats > 0)
    return in.chats + 1 <= MIN(in.limit, q->chats) && (in.others == 0 || q->mix);
  return in.others == 0 && in.mixes;
}

static inline SimInHand
sim_in_hand_with(SimInHand in, const SimQueue *q)
{
  if (q->chats == 0) {
    in.others++;
    return in;
  }
  in.chats++;
  in.limit = (guint8) MIN(in.limit, q->chats);
  in.mixes = in.mixes && q->mix;
  return in;
}

/* Where it stands in SimTeam.room. */
static inline gsize
sim_room_at(const MusterSim *sim, SimInHand in)
{
  int limit = MIN(in.limit, sim->most_chats);
  return (gsize) (((in.chats * (sim->most_chats + 1) + limit) * 2 + in.others) * 2 + in.mixes);
}

/* Finds which teams may have several contacts in hand, and makes the teams with room that belong to them; when all others are
 * there, and before offers are built. */
void sim_room_build(MusterSim *sim);
