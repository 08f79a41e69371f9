/* Cases: contacts that can wait (e-mail, tickets, repairs), and what is kept beside any contact that escalates.
 *
 * A case stands in the line of its queue like a call, and beside its node is a note: its deadline, and how much of its work is
 * left. While an agent works on it, it is kept beside the agent instead (SIM_AGENT_CASE); its event is the moment
 * at which it will be finished. Taken away before (a live contact comes, the shift ends), it goes back to the head of its line
 * with what is left; the event is moved, or nothing ends at it. Agents whose case gives way form a chain by team, in the order in
 * which they began.
 *
 * A case is answered once, when somebody first begins it; what becomes of it (follow-up, transfer, reopening, the deadline) is
 * settled when it is finished.
 */
#pragma once
#include "sim/engine_private.h"
#include "sim/later_private.h"

typedef struct {
  SimTick due;         /* SIM_NEVER: none, or behind all known hours */
  SimTick total, left; /* ticks of work for the agent who had it last, and what of them is left; once it is begun */
  gboolean begun;
} SimCaseNote;

typedef struct {
  SimTick arrived, place;
  MusterKey key;
  int queue;
  guint32 row;
  guint8 cause;
  guint8 promised_by; /* of a callback: the queue */
  guint32 remembered; /* with `same_agent`: who had it before; or SIM_NOBODY */
  SimCaseNote note;
} SimTask;

/* A case of the backlog. */
typedef struct {
  SimTick age;
  MusterKey key;
} SimAged;

struct SimCases {
  SimCaseNote *note; /* [n_notes] by node */
  guint32 n_notes;
  SimTask *hand; /* [n_hands] by agent */
  guint32 n_hands;
  SimChain *chain; /* [n_teams] agents whose case gives way */
  guint64 *teams;  /* [n_words] teams that have any */
  gint64 *in_hand, *outside; /* [n_queues] being worked on; with another department */
  gboolean *shut;            /* [n_groups] takes no cases: its hours are over */
  GArray *ages;              /* SimAged: a queue's backlog, while it is made */
};

/* cases.c */
SimCases *sim_cases_new(const MusterSim *sim);
void sim_cases_free(SimCases *cases);
void sim_cases_begin(SimEngine *engine); /* a replication */
SimCaseNote *sim_case_note(SimEngine *engine, guint32 node);
/* A case arrives: an idle agent begins it, or it waits. */
void sim_case_arrive(SimEngine *engine, const SimArrival *arrival, SimTick place);
/* The same for an idle agent who begins it. */
void sim_case_arrive_for(SimEngine *engine, guint32 id, const SimArrival *arrival, SimTick place);
/* The agent, who is counted busy, begins the waiting case; the caller sees to the agenda and to the chain of the line. */
void sim_case_take(SimEngine *engine, guint32 id, int queue, guint32 node, SimTick now);
/* The agent has done the case in hand and is busy no more after this; the caller sees to what the agent does next. */
void sim_case_ends(SimEngine *engine, guint32 id, SimTick now);
/* Somebody who may take a live contact that has waited so long, or arrives, and whose case gives way. The best rank first, in it the
 * case begun last. SIM_NOBODY: there is none. */
guint32 sim_case_interrupted(SimEngine *engine, int queue, SimTick wait, gboolean arrives, SimTick now);
/* Does the agent's case give way? And lets it: the agent, still counted busy, is free for a live contact. */
gboolean sim_case_gives_way(const SimEngine *engine, guint32 id);
void sim_case_put_aside(SimEngine *engine, guint32 id, SimTick now);
/* Takes the case in hand away, and gives it to an idle agent or to the head of its line. */
void sim_case_hand_back(SimEngine *engine, guint32 id, SimTick now);
/* A case finished at `now` is in time or not. */
void sim_case_finished(SimEngine *engine, int queue, guint32 row, SimTick due, SimTick now);

/* escalate.c: somebody joins a line whose contacts are noted. */
void sim_case_joined(SimEngine *engine, guint32 node, const SimArrival *arrival);
/* Sends the limit of a waiting contact on its way; `from`: when it came. */
void sim_case_limit(SimEngine *engine, guint32 node, int queue, SimTick from);
void sim_case_escalate(SimEngine *engine, const SimLater *later);
/* Another department answers what was transferred to it. */
void sim_case_answered_outside(SimEngine *engine, const SimLater *later);
/* At the very end it still waits. */
void sim_case_left(SimEngine *engine, int queue, SimNode *node, guint32 id);

/* backlog.c: what waits when the simulation begins. */
void sim_backlog_begin(SimEngine *engine);
/* A waiting contact apart from the order of arrival: at the head of its line, or at its end; a case with its note. Returns its node. */
guint32 sim_line_put(SimEngine *engine, const SimTask *c, SimTick now, gboolean at_head);
guint32 sim_case_put(SimEngine *engine, const SimTask *c, SimTick now, gboolean at_head);

/* blend.c: who may take cases when. */
void sim_cases_hours(SimEngine *engine, int period);
/* Of the queues of cases, those of which the agent, who is or comes idle, may begin one; `counted_idle`: and is not counted busy. */
guint64 sim_cases_allowed(const SimEngine *engine, guint32 id, gboolean counted_idle);
void sim_cases_count(SimEngine *engine); /* the open ones, into the row of the period that ends */

/* hand_back.c: `shift_end: hand_back`. Whether the centre says so; whether all that the agent has in hand goes back when the shift ends; and lets it go back:
 * the agent is OFF then and busy no more. The caller has counted the agent as gone before. */
gboolean sim_may_hand_back(const SimEngine *engine);
gboolean sim_hands_back(const SimEngine *engine, guint32 id);
void sim_hand_back(SimEngine *engine, guint32 id, SimTick now);
