/* The problem: a centre, its demand and its staff, compiled once into what the engine reads. Immutable while it runs.
 *
 * Time is cut into periods: warm-up pieces first, then the intervals of the grid from the first open one on. A period names
 * the cell row in which it is counted; row n_intervals takes what is not counted (warm-up), row n_intervals + 1 the tail
 * after the last interval. Teams are sets of agents who route alike: one per group, and further ones for people with their
 * own skills or for segments that name queues. How fast somebody is makes no team: see paces.c.
 */
#pragma once
#include <math.h>
#include <muster/sim.h>
#include "sim/tick_private.h"

#define SIM_VALUE 1000.0  /* values of contacts, and what comes of them, are in thousandths of the currency */
#define SIM_SPELL_S 900.0 /* an off-queue spell of a share that is drawn */

/* Half-open stretches of time, in order, apart. */
typedef struct {
  SimTick from, to;
} SimSpan;
typedef struct {
  int n;
  SimSpan *span;
} SimSpans;

typedef struct {
  SimTick start, end;
  int row;        /* cell row it is counted in */
  int source;     /* interval whose demand and staff it has */
  guint32 number; /* what the draws of its arrivals are keyed by */
  gboolean warm_up;
} SimPeriod;

/* How a team serves a queue. */
typedef struct {
  const MusterDist *handle, *after_call; /* borrowed from the centre; after_call NULL: none apart */
  double ticks_per_s;                    /* ticks of work per second of mean: 2^20 / the group's pace */
  SimTick after;                         /* least wait before it may take a contact */
  gboolean scaled;                       /* the demand's handle times by interval apply */
  gboolean overflow;                     /* counts as overflowed: granted late or by an overflow rule */
} SimServe;

/* A line of a team's table for a queue: from a wait on, while a condition holds. */
typedef struct {
  SimTick after;
  int rank, take;
  MusterCondition when;
} SimStep;
typedef struct {
  int n;
  SimStep *step; /* [n] in the order of the file: the last one that holds counts */
} SimTable;

typedef struct {
  int group;
  guint64 queues;  /* bit q: serves queue q */
  guint64 delayed; /* of these, the ones with after > 0 */
  int n_levels;
  guint64 *level;  /* [n_levels] queues of equal `take`, lowest first */
  SimServe *serve; /* [n_queues] */
  int *rank;       /* [n_queues] */
  int *take;       /* [n_queues] */
  guint64 ruled;   /* bit q: takes queue q by a table (rules.c) */
  SimTable *table; /* [n_queues] of these, or NULL */
  gboolean several; /* its agents may have several contacts in hand */
  /* Agents with several contacts in hand (room_private.h). */
  int in_hand;     /* > 0: of the agents of team `base` those with so many contacts in hand who may take `queues` beside them */
  int base;
  int *room;       /* the team with room by what is in hand, 0: none; NULL where nobody has more than one in hand */
} SimTeam;

/* The teams that may take a contact by a certain wait: teams[rank * n_words + word], ranks ascending. */
typedef struct {
  int n_ranks;
  guint64 *teams;
} SimOffer;

/* A share of the answered contacts goes on to another queue: below `up_to` of a uniform draw, and not below the one before. */
typedef struct {
  double up_to;
  int queue;                 /* −1: outside, which takes so long: */
  const MusterDist *outside;
} SimTransfer;

/* What happens to a queue's contacts while they wait or after they are done, for cases above all; see cases_private.h. */
typedef struct {
  SimTick within;      /* deadline after the arrival; −1: none */
  gboolean open_clock; /* deadlines and limits count the queue's open hours only */
  gboolean interruptible;
  SimTick escalate_after; /* waiting that long, a contact goes on; −1: never */
  int escalate_to;        /* a queue; −1: outside, to come back after: */
  const MusterDist *outside;
  gboolean leads_on;        /* one of these: */
  double follow_up, reopen; /* chances */
  int follow_up_queue;
  const MusterDist *follow_up_delay, *reopen_delay; /* NULL: at once */
} SimCaseRules;

/* Contacts expected to come back from the days before the horizon, by interval: spread over it, and at its opening, where they
 * have waited. NULL: none. */
typedef struct {
  double *spread, *at_opening;
} SimPast;

/* How contacts lie within an interval: the rate at its begin and end, of its mean (shapes_private.h). */
typedef struct {
  double left, right;
} SimShape;

/* A burst and, by day of the grid and queue, the sums of the queues' shares of it (bursts_private.h). */
typedef struct {
  const MusterEvent *event; /* borrowed */
  SimTick over;
  double *up_to; /* [n_days * n_queues] */
} SimBurst;

typedef struct SimOutbound SimOutbound; /* lists_private.h */

typedef struct {
  const MusterDist *patience; /* borrowed; NULL: nobody abandons */
  SimTick ring;
  SimTick within; /* −1: no target */
  gboolean is_case; /* can wait: taken only when nothing live waits */
  gboolean is_noted; /* something is kept beside those who wait: they are cases, or escalate */
  int n_delays;
  SimTick *delay;      /* [n_delays] ascending, > 0 */
  guint32 first_timer; /* id of the timer of delay 0 */
  SimOffer *offer;     /* [n_delays + 1]; offer[0] on arrival */
  gboolean conditional; /* some team's table for it has conditions: who may take it is found as it comes */
  int n_transfers;
  SimTransfer *transfer;
  int n_redials;        /* chances after the first, second, … attempt; the last holds on */
  const double *redial; /* [n_redials], borrowed */
  const MusterDist *redial_delay;
  int n_block_redials; /* the same after a blocked attempt */
  const double *block_redial;
  double repeat; /* chance that an answered contact leads to another; 0: none */
  const MusterDist *repeat_delay; /* NULL: at once */
  gboolean leads_on;              /* answered contacts are transferred, repeated, followed up or reopened */
  SimCaseRules rules;
  const MusterDist *quiet;        /* borrowed: after-call work where nobody waits; NULL: as always */
  gboolean warm;                  /* its agents stay with what they pass on */
  gboolean asks;                  /* some of its talks need a second agent */
  SimOutbound *outbound;          /* NULL: contacts come by themselves */
  double contains;                /* share that self-service settles in front of the queue */
  SimTick takes, fresh_takes;     /* time in it; of fresh contacts, 0 where they are counted behind it */
  SimPast redials_before, repeats_before, follow_ups_before, reopened_before;
  const MusterCallback *callback; /* borrowed; NULL: none is offered */
  SimTick promise;                /* from acceptance; −1: none */
  int n_remembered;               /* waits that its prediction looks back on; 0: none */
  const MusterBalk *balk;         /* borrowed; NULL: nobody balks */
  gboolean gated;                 /* self-service or lines stand in front of it */
  int chats;                      /* most of one agent at a time; 0: no chats */
  const double *pace;             /* [chats], borrowed: speed with 1, 2, … in hand; NULL: full */
  gboolean mix;                   /* calls and cases beside them */
  gboolean several;               /* agents who serve it may have several contacts in hand */
  double *handle_scale;           /* [n_intervals] of the demand's own handle times, or NULL */
  SimShape *shape; /* [n_intervals], or NULL: rates are constant */
  SimSpans open;
  gint64 value_answered, value_lost;    /* of a contact, in SIM_VALUE */
  struct SimOpinions *opinions;         /* NULL: none are asked for */
  SimTick first_open; /* open time in the interval that the warm-up repeats; its length when closed */
} SimQueue;

/* --- staff by name: duties ---------------------------------------------------------------------------------------- */

typedef enum { SIM_SEGMENT_WORK, SIM_SEGMENT_BREAK, SIM_SEGMENT_FIXED } SimSegmentKind;

typedef struct {
  SimTick start, end;
  SimTick latest; /* a break may slide so far; otherwise end */
  SimSegmentKind kind;
  int team; /* work */
} SimSegment;

typedef struct {
  int agent;
  MusterKey number; /* what its draws are keyed by */
  int n_segments;
  SimSegment *segment;
  SimTick work; /* planned time on queue */
  double slowness; /* of somebody who learns, on that day: 1 / proficiency */
} SimDuty;

/* Planned moments of duties, in order of time; at equal times ends come first. */
typedef struct {
  SimTick t;
  int duty;    /* or the group that closes */
  int segment; /* the work segment that ends; SIM_DUTY_BEGINS, SIM_GROUP_CLOSES */
} SimStaffEvent;
#define SIM_DUTY_BEGINS (-1)
#define SIM_GROUP_CLOSES (-2) /* where people stay until relieved: a queue that the group serves closes */

/* A reserve that is called in: agents beside the staff, the last of all ids. */
typedef struct {
  int group;
  const MusterCallIn *call_in; /* borrowed */
  guint32 first, n;            /* ids of its agents */
  int n_looks;                 /* in a window */
  SimTick step;                /* between them */
} SimReserve;

/* Where a queue closes and who still waits is dismissed. */
typedef struct {
  SimTick t;
  int queue;
} SimClosing;

/* A contact that arrives at a given moment instead of by chance: replay of a log, hand-computed cases. */
typedef struct {
  SimTick t;
  int queue;
  float handle_s, patience_s; /* its own; NaN: drawn */
} SimScripted;

struct MusterSim {
  const MusterCentre *centre;
  const MusterDemand *demand; /* of new contacts, in front of self-service */
  MusterFlows *flows;         /* how they were found */
  MusterDemand *own_demand;   /* or NULL: the caller's is of new contacts already */
  MusterDemand *trace_demand; /* how many contacts of a trace come; or NULL */
  MusterSimOptions options;
  const char *staff_source;
  gint64 origin_s; /* UTC of tick 0 */

  int n_queues, n_groups, n_teams, n_words, n_intervals;
  SimQueue *queue;
  SimTeam *team; /* [n_teams], the groups' own first */
  SimSpans open; /* of the centre */
  int n_periods;
  SimPeriod *period;
  SimTick end;      /* of the last interval */
  GArray *closings; /* SimClosing by time; empty unless after_end is dismiss */

  gboolean several; /* some agents may have several contacts in hand */
  int most_chats;   /* of one agent, of any queue */
  int *places;      /* [n_groups] chats that an agent of the group may have open; NULL where nobody has several */

  int n_timers;
  /* staff by number: level[g * n_periods + p]; NULL with staff by name */
  int *level;
  gboolean *
      staffed; /* [n_groups * n_periods]: counted as on duty; a level that is not is kept on to serve to the end */
  /* staff by name */
  int n_agents;
  guint16 *agent_pace; /* [n_agents]: which row of `slowness`; 0: full pace. NULL: all at full pace */
  int n_paces;
  double *slowness; /* [n_paces * n_queues]: factors of the handle time, 1 / pace */
  gboolean learns;  /* somebody's pace grows from day to day */
  int n_duties;
  SimDuty *duty;
  int n_staff_events;
  SimStaffEvent *staff_event;
  double absence, spell_share; /* what is drawn for each duty */
  double late_chance;
  const MusterDist *late_by;
  int n_reserves;
  SimReserve *reserve;
  guint32 n_reserve_agents;
  SimTick same_wait; /* how long a contact waits for the same agent */
  /* what is measured of people, with `all` measures and a roster; grade_of NULL otherwise */
  int n_grades;
  const char **grade_name; /* [n_grades], borrowed */
  int *grade_of;           /* [n_agents]; −1: none */
  SimTick *person_paid;    /* [n_agents] */
  double *person_cost;     /* [n_agents] */
  SimTick *paid; /* [n_groups * n_intervals]: planned paid time, both kinds of staff */
  double *cost;  /* [n_groups * n_intervals]: what it costs, night and holiday premiums included */

  int choose_agent, choose_contact; /* index in muster_router_all() */
  double *contact_value, *contact_per_s; /* [n_queues]: parameters of choose_contact */
  double *agent_value;                   /* [n_groups]: of choose_agent */
  int join;                              /* index in muster_router_all(); −1: one line per queue */
  double *join_value;                    /* [n_groups] */
  SimTick short_abandon;
  int *keep; /* [n_groups * n_queues]: idle agents that contacts of the queue leave alone; or NULL */
  guint64 kept;        /* bit q: that may be so for queue q */
  guint64 cases;       /* bit q: queue q is of cases; it is kept, too */
  gboolean interrupts; /* some of them give way to live contacts */
  gboolean blends;     /* some of them leave agents idle in some group */
  gboolean has_seconds;  /* some queue asks for second agents */
  gboolean has_warm;     /* some queue's agents stay with what they pass on */
  gboolean has_lists;    /* some queue is outbound */
  gboolean virtual_wait; /* the service level asks for it */
  gboolean varies;       /* demand factors are drawn */
  GArray *bursts;        /* SimBurst; or NULL */
  GArray *script;        /* SimScripted by time: replaces the demand; or NULL */
  gboolean script_knows; /* some of them know their work or patience */
};

/* Replaces the demand by contacts that arrive at `second[i]` after the horizon's beginning at queue[i], in order of time. Their
 * other draws are keyed by queue and moment. */
void sim_set_script(MusterSim *sim, int n, const double *second, const int *queue);

SimTick sim_tick_of_utc(const MusterSim *sim, gint64 utc);

/* past.c: fills the queues' returns of the days before. */
void sim_past_build(MusterSim *sim);
void sim_past_clear(SimPast *past);

/* hours.c: open stretches of a queue (−1: the centre) over the horizon, calendar included. */
SimSpans sim_hours_open(const MusterSim *sim, int queue);
void sim_spans_clear(SimSpans *spans);
gboolean sim_spans_meet(const SimSpans *spans, SimTick from, SimTick to);
SimTick sim_spans_next(const SimSpans *spans,
                       SimTick t); /* t if inside, else the next beginning; SIM_NEVER */
SimTick sim_spans_overlap(const SimSpans *spans, SimTick from, SimTick to);

/* periods.c */
void sim_periods_build(MusterSim *sim);

/* teams.c */
void sim_teams_build(MusterSim *sim);
/* The team of `group` cut to the queues of `queues` (0: all), for somebody with `skill`s of their own (n 0: the group's). */
int sim_team_find(MusterSim *sim, int group, guint64 queues, const MusterSkill *skill, int n_skills);
void sim_offers_build(MusterSim *sim); /* when all teams are there */
void sim_teams_free(MusterSim *sim);

/* Plans `n` agents of the group (−1 takes one out again) to be paid from one instant to another, UTC. `person`: who it is, or −1. */
void sim_pay(MusterSim *sim, int group, int person, gint64 from, gint64 to, int n);

/* paces.c: how fast each person is; FALSE with a fault when they are too many. */
gboolean sim_paces_build(MusterSim *sim, MusterFaults *faults);
void sim_paces_free(MusterSim *sim);

/* reserve.c: when the staff is there. */
void sim_reserves_build(MusterSim *sim);

/* levels.c, duties.c */
void sim_levels_build(MusterSim *sim, const MusterRequirement *requirement, MusterFaults *faults);
gboolean sim_duties_build(MusterSim *sim, const MusterSimStaff *staff, MusterFaults *faults);
void sim_duties_free(MusterSim *sim);

/* deadlines.c: the rules of queue q, from the centre. */
void sim_case_rules_build(MusterSim *sim, int q);
/* The moment at which `amount` of the queue's clock has passed since `from`, which may lie before tick 0; SIM_NEVER: behind all
 * known hours. */
SimTick sim_clock_after(const SimQueue *queue, SimTick from, SimTick amount);
/* The deadline of what first arrived at `from`; SIM_NEVER also where the queue has none. */
SimTick sim_due(const SimQueue *queue, SimTick from);

/* refuse.c */
gboolean sim_refuse(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults);
