/* The engine's state: one replication at a time, one engine per thread.
 *
 * Contacts that wait are nodes of a flat pool, chained in the line of their queue in order of arrival. A node knows its
 * deadline; nobody is told when it passes: whoever looks at the head of a line, and every period's end, settles those whose
 * deadline has gone by. A settled or taken node stays chained until it comes to the head.
 *
 * Idle agents of a team form a chain in order of becoming idle; a bit set says which teams have any.
 *
 * Integrals over time (busy, present, waiting) are kept as "period end minus now" at each step up, less the same at each
 * step down; at a period's end the level × length of the next is carried over.
 */
#pragma once
#include "sim/agenda_private.h"
#include "sim/cells_private.h"
#include "sim/problem_private.h"

#define SIM_NOBODY G_MAXUINT32
#define SIM_MAX_WORDS 256 /* of a set of teams */

/* What brings a contact to its queue. */
typedef enum {
  SIM_FRESH,
  SIM_REDIAL,
  SIM_TRANSFERRED,
  SIM_CALLBACK,
  SIM_REPEAT,
  SIM_FOLLOW_UP,
  SIM_REOPENED,
  SIM_ESCALATED,
  SIM_TRIED_AGAIN, /* a further attempt of a list */
  SIM_DIALLED,     /* reached by a dialer */
  SIM_SECOND,      /* asked for by an agent */
  SIM_FROM_OUTSIDE /* another department has answered what escalated to it */
} SimCause;
#define SIM_SET_APART 0x40 /* added to a waiting node's cause: put into the line out of order, as cases that come back are */
#define SIM_THROUGH 0x80 /* added to a cause: self-service has let it through */

/* An arrival at a queue. */
typedef struct {
  SimTick t;
  MusterKey key; /* of the draws of this attempt */
  guint32 queue;
  guint16 attempt; /* 0: the first; of a returned callback the queue that promised it */
  guint16 cause;
} SimArrival;

/* A place is kept for somebody who is to be called in turn: nobody waits there. What stands from SIM_NODE_ABANDONED on is
 * unchained when it comes to the head. */
typedef enum { SIM_NODE_WAITS, SIM_NODE_PLACE, SIM_NODE_ABANDONED, SIM_NODE_GONE } SimNodeState;

typedef struct {
  SimTick arrived, deadline;
  SimTick place; /* orders the line: the arrival; of a callback, that of its first leg */
  MusterKey key;
  guint32 next; /* in the line, or in the chain of free nodes */
  guint32 row;  /* cell row of the arrival */
  guint32
      later; /* what comes unless the contact is answered: its redial, a callback's next offer; SIM_NOBODY */
  guint8 state, cause;
  guint8 redials; /* calls again if it abandons, be it after the end */
  guint8 promised_by; /* of a callback: the queue */
} SimNode;

/* It does not stand in order of arrival: its delays have events of their own. */
static inline gboolean
sim_node_apart(const SimNode *node)
{
  return node->cause == SIM_CALLBACK || node->cause == SIM_FROM_OUTSIDE || (node->cause & SIM_SET_APART) != 0;
}

typedef struct {
  guint32 head, tail; /* SIM_NOBODY: empty */
  gint64 n_live;      /* waiting; some may be past their deadline */
  SimTick earliest;   /* no deadline of the line is earlier */
  gint64 area;
  SimTick last_wait; /* of the last one answered after waiting, callbacks apart */
} SimLine;

/* The last waits of a queue, for `predict: mean_of_last`. */
typedef struct {
  SimTick *wait; /* [n_remembered], a ring */
  int n, next;
  SimTick sum;
} SimMemory;

/* Offers the contacts of a queue once their wait reaches a delay. */
typedef struct {
  guint32 node; /* the first of the line that has not reached the delay, or SIM_NOBODY */
  guint32 queue, step;
  gboolean runs; /* it has an event */
} SimTimer;

typedef enum {
  SIM_AGENT_OFF,
  SIM_AGENT_IDLE,
  SIM_AGENT_AWAY,
  SIM_AGENT_BUSY,  /* from here on with contacts in hand */
  SIM_AGENT_TALKS, /* what follows the talk is found at its end (quiet_private.h) */
  SIM_AGENT_CASE,  /* a case, which is in SimCases */
  SIM_AGENT_CHATS, /* of those who may have several (hands_private.h) */
} SimAgentState;

typedef struct {
  SimTick end;        /* of the contact in hand or the pause: the time of the agent's event */
  SimTick since;      /* idle since, or at a case since */
  guint32 next, prev; /* in the chain of idle ones, or of those whose case gives way */
  guint16 team, group;
  guint8 state;
  guint8 leaves; /* when the contact in hand ends, something else than the next contact follows */
  guint16 pace;  /* which row of the problem's `slowness`; 0: full pace */
} SimAgent;

/* Where a named agent is in the day's duty. */
typedef struct {
  int duty; /* −1: none */
  int segment;
  int next_duty;     /* began while the last one ran over; −1 */
  gboolean spell;    /* an off-queue spell waits for the contact in hand */
  gboolean overruns; /* past the duty's end */
} SimPost;

typedef struct {
  guint32 head, tail;
} SimChain; /* of agents */

/* How long an agent has been busy and idle since they came on duty. */
typedef struct {
  SimTick busy, idle;
  SimTick since; /* busy since */
} SimOccupancy;

typedef struct {
  gint64 n_busy, busy_area;
  gint64 n_present, present_area; /* on queue, busy leavers included */
  gint64 n_leavers, leaver_area;
  gint64 n_chats, chats_area; /* open ones, of agents who may have several contacts in hand */
  /* staff by number */
  gint64 target;     /* rostered now */
  gint64 n_rostered; /* present without those marked to leave */
  GArray *agents;    /* guint32, all that the group ever had */
} SimGroupState;

/* How a day's contacts of a queue fall upon its intervals (factors.c): what its intervals ask for in turn. */
typedef struct {
  int day; /* −1: of none yet */
  MusterKey key;
  double contacts, sum;
} SimSplit;

typedef struct SimExtras SimExtras;
typedef struct SimTally SimTally; /* tally_private.h */
typedef struct SimTrunks SimTrunks; /* trunks_private.h */
typedef struct SimGiven SimGiven; /* replay_private.h */
typedef struct SimReserveState SimReserveState;
typedef struct SimRelief SimRelief;
typedef struct SimSame SimSame;
typedef struct SimCases SimCases; /* cases_private.h */
typedef struct SimWarm SimWarm;   /* warm_private.h */
typedef struct SimQuiet SimQuiet; /* quiet_private.h */

/* Events that are few and may be called off: see later_private.h. */
typedef struct SimLater SimLater;

/* Who asks how busy each agent, or each group, is. */
typedef enum { SIM_WATCHES_GROUPS = 1, SIM_WATCHES_AGENTS = 2 } SimWatch;

typedef struct {
  const MusterSim *sim;
  SimTick limit; /* the next moment of the calendar or of what comes later: the loop runs to it */
  MusterKey key; /* of the replication */
  SimAgenda agenda; /* timers, then agents */
  const SimArrival *arrival; /* the next; the last of the buffer is at SIM_NEVER */
  SimArrival *sorted;
  guint64 *drawn, *ordered; /* arrivals.c packs an arrival into a word while it sorts */
  gsize arrival_capacity;
  guint32 *bucket;
  gsize bucket_capacity, n_buckets;
  int bucket_shift; /* a packed arrival → its bucket */
  guint64 n_contacts;  /* all that reached a queue */

  int period; /* n_periods: the tail */
  guint32 row;
  SimTick period_end;
  SimQueueCell *row_cell; /* cells of the present row */

  SimNode *node;
  guint32 n_nodes, node_capacity, free_node;
  guint16 *joined; /* [node_capacity]: the group whose line it is in, where each has its own; else NULL */
  guint16 joining; /* the group whose line the next one joins */
  SimLine *line;
  guint64 waiting; /* bit q: line q is not empty */
  SimTimer *timer;
  SimMemory *memory; /* [n_queues] where a callback is predicted by it, else NULL */

  SimLater *later; /* pool, and a binary heap of its ids by time */
  guint32 *later_heap;
  guint32 n_later, later_capacity, free_later;

  SimAgent *agent;
  guint32 n_agents, agent_capacity;
  SimPost *post;       /* [n_agents] of staff by name */
  double *learning;    /* [n_agents] slowness of the day, beside that of `pace`; NULL: nobody learns */
  struct SimHands *hands; /* of agents who may have several contacts in hand; or NULL */
  SimChain *idle;      /* [n_teams] */
  guint64 *idle_teams; /* [n_words] */
  guint64 plain;           /* bit q: an answered contact of queue q is its talk and nothing else (run.c) */
  SimWatch watched;        /* a router or a measure asks for it: bits */
  SimOccupancy *occupancy; /* [agent_capacity] where a router asks for it, else NULL */
  SimGroupState *group;
  SimReserveState *reserve; /* [n_reserves] */
  SimRelief *relief;        /* NULL: nobody stays until relieved */
  SimSame *same;            /* NULL: no contact asks for the same agent */
  guint8 *absent; /* [n_duties] */
  GArray *spells; /* SimSpell, by time */

  SimQueueCell *cell;       /* [(n_intervals + 2) * n_queues] */
  SimGroupCell *group_cell; /* [(n_intervals + 2) * n_groups] */
  struct SimRecursion *recursion; /* instead of the events, where it fits; or NULL */
  SimTrunks *trunks;        /* NULL: lines without end */
  SimGiven *given;          /* what contacts of a trace know of themselves; or NULL */
  SimCases *cases;          /* NULL: no queue is noted */
  SimSplit *split;          /* [n_queues]; NULL: as expected */
  SimWarm *warm;            /* NULL: nobody stays with what is passed on */
  SimQuiet *quiet;          /* NULL: after-call work is the same whether somebody waits or not */
  GArray *held;             /* SimHeld (conference_private.h); NULL: nobody asks for a second agent */
  struct SimLists *lists;   /* of outbound queues; NULL: there are none */
  SimExtras *extras;        /* histograms, flows, trace; NULL with basic measures */
} SimEngine;

/* The agent's id on the agenda. */
static inline guint32
sim_agent_event(const SimEngine *e, guint32 agent)
{
  return (guint32) e->sim->n_timers + agent;
}

SimEngine *sim_engine_new(const MusterSim *sim);
void sim_engine_free(SimEngine *engine);
/* Runs replication r; afterwards the cells hold its counts. FALSE when contacts or agents were not conserved. */
gboolean sim_engine_run(SimEngine *engine, int replication, GError **error);

/* engine.c: handles everything before the limit, which may come nearer meanwhile. */
void sim_engine_until(SimEngine *engine);
/* A contact that is not of the arrivals' buffer reaches its queue, or the self-service in front of it. */
void sim_engine_arrive(SimEngine *engine, const SimArrival *arrival, SimTick place);
/* Somebody who has been called picks up and comes to the queue; counted in `row`. Returns the node of who waits, or SIM_NOBODY. */
guint32 sim_engine_connect(SimEngine *engine, const SimArrival *arrival, guint32 row);
/* offers.c: a queue's contacts reach a delay. */
void sim_timer_fires(SimEngine *engine, guint32 timer, SimTick now);
/* Offers a waiting contact to those who may take it after so many of its queue's delays. */
void sim_engine_offer(SimEngine *engine, int queue, guint32 step, guint32 node, SimTick now);
/* A live contact that waits takes an agent from a case that gives way; FALSE: there is none. */
gboolean sim_engine_interrupt(SimEngine *engine, int queue, SimTick wait, guint32 node, SimTick now);
/* An idle agent takes a contact that waits. */
void sim_engine_give(SimEngine *engine, guint32 id, int queue, guint32 node, SimTick now);
/* rules.c: an idle agent for a contact of a conditional queue that has waited so long, or SIM_NOBODY. */
guint32 sim_rules_pick_agent(SimEngine *engine, int queue, SimTick wait, MusterKey contact, SimTick now);
/* Of the teams in `having` [n_words], those of the best rank that may take such a contact, into `best`; FALSE: none. `arrives`: it is
 * not counted in its line yet. */
gboolean sim_rules_best_teams(SimEngine *engine, int queue, SimTick wait, gboolean arrives, SimTick now, const guint64 *having,
                              guint64 *best);
/* An idle agent for an arrival; those of the line who may be taken now go before it. */
guint32 sim_rules_arrive(SimEngine *engine, const SimArrival *arrival);
/* The queue that an agent takes whose team has tables for some of `queues`; −1: none. */
int sim_rules_pick_queue(SimEngine *engine, const SimTeam *team, guint64 queues, gboolean counted_idle, SimTick now);
/* join.c: an idle agent for the arrival, or SIM_NOBODY: then e->joining is the group whose line it joins. */
guint32 sim_join_arrive(SimEngine *engine, const SimArrival *arrival);
/* Those who wait for a group that nobody is there of choose again. */
void sim_join_again(SimEngine *engine, SimTick now);
/* Idle agents look again at what waits: more may be taken than before. */
void sim_engine_resume(SimEngine *engine, SimTick now);
/* An agent comes free (arrives, returns): takes the next contact or idles. */
void sim_agent_available(SimEngine *engine, guint32 id, SimTick now);

/* calendar.c */
void sim_period_begin(SimEngine *engine, int period);
void sim_period_flush(SimEngine *engine);
/* What follows a contact for an agent who leaves; called when it ends. */
void sim_agent_leave(SimEngine *engine, guint32 id, SimTick now);
/* Settles every line: contacts whose deadline has passed by `now` abandon. */
void sim_settle(SimEngine *engine, SimTick now);
/* Ends all that wait in the line, as dismissed, or at the very end as what becomes of them with nobody left. */
void sim_line_dismiss(SimEngine *engine, int queue, SimTick now);
void sim_line_resolve(SimEngine *engine, int queue);

/* arrivals.c: the arrivals of the period, in order of time, into the buffer. */
void sim_arrivals_generate(SimEngine *engine, const SimPeriod *period);
void sim_arrivals_none(SimEngine *engine);
void sim_arrivals_reserve(SimEngine *engine, gsize n); /* room in the buffer */
/* past.c: returns of the days before that come in the period, sent on their way. */
void sim_past_begin(SimEngine *engine, const SimPeriod *period);
/* factors.c: contacts of the queue expected in the period, with the replication's busyness. */
double sim_expected(const SimEngine *engine, const SimPeriod *period, int queue);

/* posts.c: staff by name */
void sim_posts_begin(SimEngine *engine);
void sim_post_event(SimEngine *engine, const SimStaffEvent *event);
void sim_post_back(SimEngine *engine, guint32 id, SimTick now);  /* a pause ends */
void sim_post_leave(SimEngine *engine, guint32 id, SimTick now); /* a contact ends, and something follows */
void sim_post_relieved(SimEngine *engine, guint32 id, SimTick now); /* who stayed on after the shift may go */
GArray *sim_spells_new(void);
SimTick sim_spell_time(const SimEngine *engine,
                       guint i); /* of the i-th spell of the replication; SIM_NEVER behind the last */
void sim_spell_begin(SimEngine *engine, guint i);

/* occupancy.c: nothing is done where no router asks. */
void sim_occupancy_reserve(SimEngine *engine);                       /* as many as there are agents */
void sim_occupancy_come(SimEngine *engine, guint32 id, SimTick now); /* on duty: from zero */
void sim_occupancy_rest(SimEngine *engine, guint32 id, SimTick now); /* leaves the queue from idle */
void sim_occupancy_busy(SimEngine *engine, guint32 id, SimTick now);
void sim_occupancy_free(SimEngine *engine, guint32 id, SimTick now);

/* extras.c */
SimExtras *sim_extras_new(const MusterSim *sim, gboolean trace);
void sim_extras_begin(SimEngine *engine);
void sim_extras_joined(SimEngine *engine, int queue, SimTick now); /* one more waits */
void sim_extras_length(SimEngine *engine, int queue, SimTick now); /* so many wait: perhaps the most */
/* tally.c, where there are extras: one more or less waits in the queue; and until now so many of the group have been busy, of those
 * who were on queue. */
void sim_tally_waits(SimEngine *engine, int queue, gboolean more, SimTick when);
void sim_tally_busy(SimEngine *engine, int group, gint64 busy, SimTick now);
void sim_tally_flush(SimEngine *engine, SimTick now);  /* the period ends */
void sim_tally_period(SimEngine *engine, SimTick now); /* one has begun, for which e->row and the levels stand */
/* persons.c: somebody's hands are full or free, where that is watched; and the agent begins (1) or ends (−1) a time that the count sums up. */
void sim_person_busy(SimEngine *engine, guint32 id, gboolean busy, SimTick now);
void sim_extras_time(SimEngine *engine, guint32 id, SimGroupCount count, int step, SimTick now);
void sim_extras_free(SimExtras *extras);
