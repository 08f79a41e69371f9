/* Conferences: first agents who are held until the second comes. */
#pragma once
#include "sim/later_private.h"
#include "sim/work_private.h"

/* A contact whose agent has asked for a second one, or will. */
typedef struct {
  MusterKey key; /* of the request */
  SimContact first;
  guint32 agent;
  SimTick after_call; /* the first agent's, behind the conference */
  SimTick asks, alone; /* when the second is asked for; the work that was counted until then, after-call work included */
  guint32 remembered; /* who had the contact before (same_private.h) */
  gboolean met; /* the second has come, and it is not known for how long */
} SimHeld;

/* Which queues ask, and which are asked. */
void sim_conferences_build(MusterSim *sim);
/* Draws whether a second agent is wanted in the talk that begins; TRUE: the agent is held, and work->talk is what it talks
 * before. What follows the talk waits for the conference's end. */
gboolean sim_second_wanted(SimEngine *engine, guint32 id, const SimContact *contact, SimTick begin, SimWork *work);
/* The two steps of it apart: the draw, which shortens the talk; and the asking, at `asks`. */
gboolean sim_second_drawn(const SimEngine *engine, const SimContact *contact, SimWork *work);
void sim_second_ask(SimEngine *engine, guint32 id, const SimContact *contact, const SimWork *work, SimTick asks);
/* The agent who takes the request `key` will have talked at `end`. */
void sim_second_comes(SimEngine *engine, MusterKey key, SimTick end, SimTick now);
/* The agent takes it, and will come to its end some time. */
void sim_second_meets(SimEngine *engine, MusterKey key);
/* The moments of asking, and of asking no longer. */
void sim_second_asked(SimEngine *engine, const SimLater *later);
void sim_second_missed(SimEngine *engine, const SimLater *later);
