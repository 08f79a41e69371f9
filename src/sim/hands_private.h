/* Agents who may have several contacts in hand: chats, and calls beside them where their queue says `mix`.
 *
 * A contact in hand is a slot: work that is left, at full speed. With k contacts in hand a chat goes on at pace[k] of its
 * queue; whenever one begins or ends, the slots of that agent are brought up to date and the time of the next end is found
 * anew. The agent keeps one entry in the heap, the earliest he needs: when it comes too early (he was slowed down since), it
 * is put off; when an end comes nearer, an earlier one is pushed and the old one is stale.
 *
 * An agent with contacts in hand who may take more stands in the chain of a team with room (room.c), which is idle as far as
 * routing can see: all routers choose among idle agents and those with room.
 */
#pragma once
#include "sim/engine_private.h"

typedef struct SimHands SimHands;

/* NULL when nobody may have several contacts in hand. */
SimHands *sim_hands_new(const MusterSim *sim);
void sim_hands_free(SimHands *hands);
void sim_hands_grow(SimEngine *engine); /* for as many agents as the engine has room for */
void sim_hands_begin(SimEngine *engine); /* a replication */

/* An agent of a team that takes several gets a contact that has just arrived, or one that waits and is offered to him. */
void sim_hands_arrival(SimEngine *engine, guint32 id, const SimArrival *arrival);
void sim_hands_offer(SimEngine *engine, guint32 id, int queue, SimNode *node, SimTick now);
/* Such an agent comes (back) to the queue. */
void sim_hands_available(SimEngine *engine, guint32 id, SimTick now);
/* His entry in the heap, its top, is due. */
void sim_hands_event(SimEngine *engine, guint32 id, SimTick now);

/* He is to take nothing more, and may again. */
void sim_hands_close(SimEngine *engine, guint32 id);
void sim_hands_reopen(SimEngine *engine, guint32 id, SimTick now);
/* Staff by number has a new level, `staff_drop: first_to_finish`: as many as are needed may take contacts again. */
void sim_hands_levelled(SimEngine *engine, int group, SimTick now);
