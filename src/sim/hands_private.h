/* Agents who may have several contacts in hand: chats, and calls, cases and calls out beside them where their queue says `mix`.
 *
 * A contact in hand is a slot: work that is left, at full speed. With k contacts in hand a chat goes on at pace[k] of its
 * queue; whenever one begins or ends, the slots of that agent are brought up to date and the time of the next end is found
 * anew. The agent keeps one event, the earliest he needs: when it comes too early (he was slowed down since), it
 * is put off; when an end comes nearer, an earlier one is pushed and the old one is stale.
 *
 * An agent with contacts in hand who may take more stands in the chain of a team with room (room.c), which is idle as far as
 * routing can see: all routers choose among idle agents and those with room.
 *
 * Where `shift_end` is hand_back, agents with one chat at a time are among them too, so that it can be handed back.
 *
 * hands.c has the slots and their time, hands_contacts.c what becomes of a contact, hands_room.c who may take more, hands_take.c
 * what is taken and when, hands_cases.c cases in such hands, hand_back.c what goes back to the line at a shift's end. Those share hand_private.h.
 */
#pragma once
#include "sim/engine_private.h"
#include "sim/work_private.h"

typedef struct SimHands SimHands;

/* NULL when nobody may have several contacts in hand. */
SimHands *sim_hands_new(const MusterSim *sim);
void sim_hands_free(SimHands *hands);
void sim_hands_grow(SimEngine *engine); /* for as many agents as the engine has room for */
void sim_hands_begin(SimEngine *engine); /* a replication */
/* Of the busy agents of a group, those whose hands one end does not empty. */
gint64 sim_hands_n_more(const SimEngine *engine, int group);

/* --- hands_take.c: all of agents of a team that takes several --- */

static inline gboolean
sim_has_hands(const SimEngine *e, guint32 id)
{
  return e->sim->team[e->agent[id].team].several;
}

/* Gets a contact that has just arrived and is counted in `row`. */
void sim_hands_arrival(SimEngine *engine, guint32 id, const SimArrival *arrival, guint32 row, SimTick place);
/* Gets one that waits and is offered to him; the caller unchains its node. */
void sim_hands_offer(SimEngine *engine, guint32 id, int queue, guint32 node, SimTick now);
/* Comes (back) to the queue, or may take more than before. */
void sim_hands_available(SimEngine *engine, guint32 id, SimTick now);
/* His event, the agenda's first, is due. */
void sim_hands_event(SimEngine *engine, guint32 id, SimTick now);
/* Agents with room look again at what waits. */
void sim_hands_resume(SimEngine *engine, int team, SimTick now);
/* Takes what waits for him alone, if he may now and there is something; he is idle or not. */
gboolean sim_hands_take_own(SimEngine *engine, guint32 id, SimTick now);
/* Calls out: somebody picks up when it has rung so long; or nobody is talked to and he is free of it at `until`. */
void sim_hands_call(SimEngine *engine, guint32 id, const SimContact *contact, SimTick ring, SimTick now);
void sim_hands_call_in_vain(SimEngine *engine, guint32 id, const SimContact *contact, SimTick until, SimTick now);
/* Has room for a contact of the queue beside what is in hand. */
gboolean sim_hands_have_room(const SimEngine *engine, guint32 id, int queue);

/* A case, in three steps: he is reached for; it is put into his hands, which have so much of it to do; he goes on. */
void sim_hands_reach(SimEngine *engine, guint32 id, SimTick now);
void sim_hands_case(SimEngine *engine, guint32 id, const SimContact *contact, SimTick left, SimTick now);
void sim_hands_go_on(SimEngine *engine, guint32 id, SimTick now);
gboolean sim_hands_have_case(const SimEngine *engine, guint32 id);
/* Takes his case out of his hands again; returns what is left to do. The caller lets him go on. */
SimTick sim_hands_drop_case(SimEngine *engine, guint32 id, SimTick now);
/* Of the teams, who began last of those whose case gives way and whose hands would take a contact of the queue then, or SIM_NOBODY;
 * *since: when. */
guint32 sim_hands_interruptible(const SimEngine *engine, const guint64 *teams, int queue, SimTick *since);

/* The teams of all who would, into `teams`. */
void sim_hands_giving(const SimEngine *engine, int queue, guint64 *teams);
/* He has contacts in hand, and takes one of the queue beside them, or instead of a case that gives way; and: only so. */
gboolean sim_hands_take(const SimEngine *engine, guint32 id, int queue);
gboolean sim_hands_without_room(const SimEngine *engine, guint32 id, int queue);

/* His talk that waits for the second agent, of the contact `key`, ends then. */
void sim_hands_held_until(SimEngine *engine, guint32 id, MusterKey key, SimTick end, SimTick now);

/* --- hands_room.c --- */

/* He takes nothing at this moment; he is to take nothing more; he may again. */
void sim_hands_stop(SimEngine *engine, guint32 id);
void sim_hands_close(SimEngine *engine, guint32 id);
void sim_hands_reopen(SimEngine *engine, guint32 id, SimTick now);
/* Staff by number has a new level, `staff_drop: first_to_finish`: as many as are needed may take contacts again. */
void sim_hands_levelled(SimEngine *engine, int group, SimTick now);

/* --- hand_back.c, of chats --- */

/* What can go back to its line does, of somebody who leaves and finishes the rest. */
void sim_hands_give_rest_back(SimEngine *engine, guint32 id, SimTick now);
/* A chat that was handed back and is not taken again, for ever. */
void sim_hands_left(SimEngine *engine, int queue, guint32 node, SimTick now);
