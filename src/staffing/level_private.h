/* Levelling: work that can wait (cases with deadlines, outbound quotas, call-backs) put where people are
 * anyway, and where that is not enough, where it takes the fewest people more.
 *
 * Work is counted in agent-seconds of an agent at pace 100 %. A stream is work of one queue in an order in
 * which it comes and is due alike, so that two cumulative curves say all: done by t is never more than has
 * come and never less than is due. Whoever then does the oldest first keeps every deadline (Conway, Maxwell &
 * Miller 1967, *Theory of Scheduling*, section 3.3, of earliest due dates).
 *
 * Curves count whole intervals on the safe side: what arrives during an interval can be begun at its end, and
 * is due as if all of it had arrived at its start. */
#pragma once
#include "staffing/staffing_private.h"

typedef struct {
  int queue;
  gboolean promised; /* the share that the target promises; FALSE: the rest, which may be late */
  double *come;      /* [n + 1] work that can be begun before the start of interval i */
  double *due;       /* [n + 1] work to be done by the start of interval i, never more than can be */
} LevelStream;

typedef struct {
  int n, n_days;
  const int *day_first; /* [n_days + 1] */
  double interval_s;
  int n_streams, n_groups;
  LevelStream *stream; /* [n_streams]; owned */
  double
      *speed; /* [n_streams * n_groups] work done in a second of the group's agent; 0: it does not serve it */
  double *open_s;          /* [n_streams * n] seconds in which it may be worked at */
  gboolean *interruptible; /* [n_streams] may be done in the idle time of live agents */
  double *live;            /* [n_groups * n] agents that live contacts need */
  double *least;           /* [n_groups * n] agents that are there anyhow (the group's minimum) */
  double *idle;  /* [n_groups * n] of the live agents, those that have nothing to do and may take a case */
  double *top;   /* [n_groups * n_days] the day's most of live and least */
  double *price; /* [n_groups] of an agent's hour; only their ratios matter */
} LevelProblem;

typedef struct {
  double *agents; /* [n_streams * n_groups * n] beyond those that live contacts need */
  double *idle;   /* [n_streams * n_groups * n] idle time of those that they need, in agents */
  double *done;   /* [n_streams * (n + 1)] work done before the start of interval i */
  double *peak; /* [n_groups * n_days] how far the day's most exceeds the most of its live need and minimum */
} LevelPlan;

/* `day_first` is borrowed. */
LevelProblem *level_problem_new(int n, int n_days, const int *day_first, double interval_s, int n_groups);
void level_problem_free(LevelProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LevelProblem, level_problem_free)
/* A further stream of nothing; valid until the next is added. */
LevelStream *level_problem_add(LevelProblem *problem, int queue);
/* Finds `top`, once live and least are there. */
void level_problem_find_tops(LevelProblem *problem);
/* Takes the last one away. */
void level_problem_drop(LevelProblem *problem);

/* The programme's optimum. NULL with an error: the solver failed. */
LevelPlan *level_solve_whole(const LevelProblem *problem, GError **error);
/* In two steps: midnights first, then the days, as many together as have at most so many steps. */
LevelPlan *level_solve_split(const LevelProblem *problem, int most_steps, GError **error);
/* Whole where that is quick, else split. */
LevelPlan *level_solve(const LevelProblem *problem, GError **error);
LevelPlan *level_plan_new(const LevelProblem *problem); /* zeros */
void level_plan_free(LevelPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LevelPlan, level_plan_free)

static inline gsize
level_at(const LevelProblem *p, int stream, int group, int interval)
{
  return ((gsize) stream * (gsize) p->n_groups + (gsize) group) * (gsize) p->n + (gsize) interval;
}

/* --- what is due when --- */

/* The hours in which a queue's work is done, and its clock. */
typedef struct {
  const MusterGrid *grid;
  gboolean counts_open;  /* deadlines run in open hours only */
  double *open_s;        /* [n] */
  double *open_before_s; /* [n + 1] open time of the horizon before interval i */
  int *next_open;        /* [n + 1] the first open interval from i on; n: none */
  int last_day;          /* first interval of the last day with an open one; 0: none */
  gint64 opens_again;    /* after the horizon */
} LevelHours;
void level_hours_init(LevelHours *hours, const MusterCentre *centre, int queue);
void level_hours_clear(LevelHours *hours);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LevelHours, level_hours_clear)
/* The last boundary of the grid at which `after_s` from the start of interval i have not yet gone by on the
 * queue's clock. `*beyond`: the deadline is behind the horizon, and there is an opening between that and it.
 */
int level_hours_due(const LevelHours *hours, int interval, double after_s, gboolean *beyond);
/* The same `after_s` of open time later. */
int level_hours_due_open(const LevelHours *hours, int boundary, double after_s, gboolean *beyond);

/* A queue of work that can wait. What is counted in contacts is of its arrivals in the horizon, unless it
 * says otherwise. */
typedef struct {
  int queue;
  double within_s;   /* from arrival until done; INFINITY: nothing promised */
  double share;      /* of the arrivals, so promised */
  gboolean hands_on; /* what is not done by then goes to the next tier, which is another queue */
  int outside;       /* … or outside and comes back with the answer; −1: neither */
  double *contacts;  /* [n] arrivals */
  double *quota;     /* [n] contacts of a quota that come up; NULL: none */
  int *quota_due;    /* [n] the boundary by which they are done */
  double *work_s;    /* [n] agent-seconds of each, at pace 100 % */
  int *due; /* [n] boundary by which an interval's promised arrivals are done; LEVEL_LATE, LEVEL_BEYOND */
  double in_time;         /* share of those that can be done in time which is; the rest may be late */
  double n_asked, n_late; /* arrivals with a deadline in the horizon; of them, those that nobody can keep */
  double n_backlog, n_overdue; /* carried in; of it, late already */
  double n_left, n_left_late; /* carried out; of it, late */
  int first_late, intervals_late;
  double slack_s; /* least time between done and due; NaN: nothing was due */
  int tightest;   /* the interval whose arrivals have it */
  int first_stream, n_streams;
} LevelQueue;

enum { LEVEL_LATE = -1, LEVEL_BEYOND = G_MAXINT }; /* cannot be done in time; due behind the horizon */

void level_queue_init(LevelQueue *queue, const MusterCentre *centre, const MusterDemand *demand, int index);
void level_queue_clear(LevelQueue *queue);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LevelQueue, level_queue_clear)
/* Finds what can be done in time: due, in_time, n_asked, n_late. */
void level_queue_classify(LevelQueue *queue, const LevelHours *hours);
/* The share of an interval's arrivals that is done in time; NaN: none is due in the horizon. */
double level_queue_kept(const LevelQueue *queue, int interval);
/* Fills quota and quota_due. */
void level_queue_quota(LevelQueue *queue, const MusterCentre *centre, const LevelHours *hours);
/* Sets within_s, share, hands_on, outside from the queue's keys. */
void level_queue_promise(LevelQueue *queue, const MusterCentre *centre);
/* Adds the queue's streams to the problem; after level_queue_classify(). */
void level_queue_streams(LevelQueue *queue, const MusterCentre *centre, const LevelHours *hours,
                         LevelProblem *problem);
/* Fills n_left, slack_s and tightest from what the plan does. */
void level_queue_outcome(LevelQueue *queue, const LevelProblem *problem, const LevelPlan *plan,
                         const MusterGrid *grid);

/* What a staffing keeps of it, for its explanations. */
struct MusterLevelled {
  LevelProblem *problem;
  LevelPlan *plan;
  int n_queues;
  LevelQueue *queue; /* [n_queues] */
};

/* Raises the rows of groups that do nothing live to the groups' minima. */
void level_minimum(MusterStaffing *staffing);
/* Rounds the people of a group up once per interval, all its queues together. */
void level_schedule(MusterStaffing *staffing, const MusterCentre *centre);
/* What was assumed, what is carried in and out, how near the deadlines come. */
void level_notes(MusterStaffing *staffing, const MusterCentre *centre);
