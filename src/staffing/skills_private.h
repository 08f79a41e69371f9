/* Several skills. How the files follow one another:
 *
 *   skills.c          conducts: the sample, the pools, the horizon
 *   skills_choose.c   which queues share their agents (pools)
 *   skills_people.c   groups whose people are few
 *   skills_pool.c     a pool: its queues, groups, targets; what a set of its queues needs, what runs over into a set
 *   skills_cover.c    agents per group for one interval: a linear programme with a row per set of queues; the bound
 *   skills_station.c  the pool as a queue of its own, staffed by the method
 *   skills_shares.c   which group serves what, as rows of the requirement
 *   skills_explain.c  in a planner's words
 */
#pragma once
#include <muster/mip.h>
#include "staffing/staffing_private.h"

#define SKILLS_MOST_QUEUES 5  /* of a pool: its sets are looked at one by one */
#define SKILLS_MOST_GROUPS 64 /* bits */

/* What queues of a pool are asked, in the formulas' terms. */
typedef struct {
  guint queues; /* bits over the pool's queues that are asked this */
  int queue;    /* of the centre: one of them */
  MusterErlangTargets targets;
  double patience_s;
} SkillsFace;

typedef struct {
  const MusterCentre *centre;
  int n, queue[SKILLS_MOST_QUEUES];
  int n_groups, *group;
  guint *skills;    /* [n_groups]: the pool's queues that the group serves */
  int *rank;        /* [n_groups * SKILLS_MOST_QUEUES]: of the group for the queue, 1 first */
  double *cost;     /* [n_groups]: per agent and hour */
  double *scarcity; /* [n_groups]: ≥ 1, by which a group costs more in the choice where its people are few */
  int n_faces;
  SkillsFace face[2 * SKILLS_MOST_QUEUES];
  SkillsFace plain[SKILLS_MOST_QUEUES]; /* of each queue as it stands, for the bound */
  guint64 *reach;   /* [1 << n]: the groups that serve any queue of the set */
  MusterLp *lp;     /* a column per group; row 0: all of them; row s: those that reach set s */
} SkillsPool;

/* What comes to the pool in one interval; queues without contacts have rate 0. */
typedef struct {
  double rate[SKILLS_MOST_QUEUES]; /* contacts per second */
  double handle_s[SKILLS_MOST_QUEUES];
} SkillsWork;

/* Work of some kind: what flows per second, and how long a contact takes. */
typedef struct {
  double rate, load_erl;
} SkillsLoad;

/* The pool of the queues, bits; weight[n_queues] says how much work each has, for their precedence. */
SkillsPool *skills_pool_new(const MusterCentre *centre, guint64 queues, const double *weight);
void skills_pool_free(SkillsPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkillsPool, skills_pool_free)
double skills_cost(const MusterCentre *centre, int group); /* per agent-hour; 1 where no group has a cost */
guint skills_active(const SkillsPool *pool, const SkillsWork *work);
SkillsLoad skills_load(const SkillsPool *pool, const SkillsWork *work, guint set);
/* The least agents who serve nothing else and keep every target of the set with that load; G_MAXINT: none. Of what the
 * targets allow to go wrong, `slack` is used. */
int skills_need(const SkillsPool *pool, guint set, SkillsLoad load, double slack);
/* The same for the loosest of the set's targets: fewer agents keep none. */
int skills_least(const SkillsPool *pool, guint set, SkillsLoad load);
/* What the other queues send to the set's groups: because their own are busy (Erlang B), or as these are no later choice. */
SkillsLoad skills_overflow(const SkillsPool *pool, const SkillsWork *work, guint set, const int *agents);

/* Agents of the groups that serve any queue of the set. */
int skills_agents_of(const SkillsPool *pool, guint set, const int *agents);

/* The cheapest agents per group that keep every target; least[n_groups] at least. FALSE: none found. */
gboolean skills_cover(const SkillsPool *pool, const SkillsWork *work, const int *least, int *agents);
/* A bound: no agents of these groups with less money (or, `heads`, fewer people) can do. */
double skills_bound(const SkillsPool *pool, const SkillsWork *work, gboolean heads);
double skills_cost_of(const SkillsPool *pool, const int *agents);

/* Agents that the method asks for the pool as one queue: agents[grid->n]. FALSE: it cannot. */
gboolean skills_station(const MusterStaffing *staffing, const SkillsPool *pool, const MusterDemand *demand, double *agents);

/* Adds the shares of one interval to `shares` and sets the service of its queues. */
void skills_share_out(MusterStaffing *staffing, const SkillsPool *pool, const SkillsWork *work, int interval,
                      const int *agents, GArray *shares);

/* --- what the conducting files share ------------------------------------------------------------------------------- */

typedef struct {
  MusterStaffing *staffing;
  const MusterCentre *centre;
  const MusterDemand *demand;
  guint64 eligible;
  double *weight;  /* [n_queues]: work of the horizon, for precedence */
  GArray *sample;  /* int: intervals */
  guint n_busy;    /* intervals of which it is a sample */
} Skills;

/* Queues that are joined, or are about to be. */
typedef struct {
  guint64 queues;
  double saved;
} SkillsPart;

/* skills.c: what comes to the pool in an interval. */
SkillsWork skills_work_at(const Skills *s, const SkillsPool *pool, int interval);
/* skills_choose.c: pools of two queues and more; SkillsPart. (transfer full) */
GArray *skills_choose_pools(const Skills *s);
/* What the pool's queues cost each for itself. */
double skills_alone_cost(const Skills *s, const SkillsPool *pool, const SkillsWork *work);
/* skills_people.c: makes groups dearer in the choice whose people are asked for more hours than they have. FALSE: then
 * nothing is saved any more. */
gboolean skills_price_scarce_groups(const Skills *s, SkillsPool *pool);
