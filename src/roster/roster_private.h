/* Inside the roster room.
 *
 * Time is in slots: the greatest step that divides intervals, starts, lengths and breaks, counted in elapsed time from the
 * grid's start. An option is one way to work one day: form, start and length. Its breaks are placed by value, so an
 * option stands for all its placements. A kind is people who may do the same (contract, leave, wishes): their
 * periods are the paths of one graph of days and rule states. A class is people of one kind and one crew (group
 * and skills), who are interchangeable.
 */
#pragma once
#include <math.h>
#include <string.h>
#include <muster/base.h>
#include <muster/roster.h>

#define ROSTER_MAX_BREAKS 8
#define ROSTER_MAX_POSTS 64 /* bits */
#define ROSTER_MAX_TYPES 12 /* different sets of skills in one pool: cover looks at all their subsets */

/* --- breaks ------------------------------------------------------------------------------------------------------ */

/* One break of an order. Slots after the shift's start. */
typedef struct {
  int brk;          /* index in the form's breaks */
  int cut;          /* index in problem->cut: its length and pay */
  int length;
  int gap;          /* least distance from the end of the one before */
  int first, last;  /* earliest and latest start, neighbours considered */
} RosterOrderBreak;
typedef struct {
  int n;
  RosterOrderBreak b[ROSTER_MAX_BREAKS];
} RosterOrder;
/* The orders in which the breaks of a form fit in a shift of so many slots. */
typedef struct {
  int shift, n_slots;
  GArray *orders; /* RosterOrder */
} RosterBreaks;
/* A kind of interruption: the loss of one is the same whichever break it is. */
typedef struct {
  int length; /* slots */
  gboolean paid;
} RosterCut;

/* --- the problem --------------------------------------------------------------------------------------------------- */

typedef struct {
  int day;        /* of the horizon, from 0 */
  int shift;
  gint64 start, end;
  int first, n_slots;  /* slot of the start; length */
  int paid_s;
  double premium_s;    /* paid seconds times (factor − 1), breaks not taken off */
  int breaks;          /* index in problem->breaks */
} RosterOption;

/* People of one set of skills, and those among whom they share what there is to do. */
typedef struct {
  guint64 posts;  /* bits: what they may do */
  int pool;
  int place;      /* index among the pool's types */
} RosterType;
typedef struct {
  int n_types;
  int type[ROSTER_MAX_TYPES];
  guint64 posts;
  double *need;   /* [n_intervals << n_types]: agents needed at the posts that a subset of the types reaches */
} RosterPool;

typedef struct { int group, type; double rate_per_s; } RosterCrew;

typedef struct {
  const MusterCentre *centre;
  int n_days;
  int slot_s, per_interval, n_slots; /* n_slots: of the horizon */
  int n_intervals;
  double interval_h;
  double short_price, over_price;    /* per agent-interval */
  gboolean by_group;                 /* a plan is covered: posts are groups, else those of the requirement */
  int n_posts;
  guint64 *post;                     /* [n_posts]: the queues that who stands there serves; NULL by group */
  guint64 asked;                     /* bits: posts with any need */
  double *need;                      /* [n_posts * n_intervals] */
  double *premium;                   /* [n_slots_paid] factor − 1 by slot; NULL: no premium anywhere */
  int n_premium;
  GArray *type;    /* RosterType */
  GArray *pool;    /* RosterPool */
  GArray *crew;    /* RosterCrew */
  GArray *cut;     /* RosterCut */
  GPtrArray *breaks; /* RosterBreaks */
  GArray *option;  /* RosterOption, by day, shift, start, length */
  int *day_option; /* [n_days + 1] */
  double uncoverable; /* price of need that no type reaches */
} RosterProblem;

/* The queue that stands for a post in what is said of it: its first. */
static inline int
roster_post_queue(const RosterProblem *p, int post)
{
  return __builtin_ctzll(p->post[post]);
}
/* NULL with errors in `faults`. */
RosterProblem *roster_problem_new(const MusterCentre *centre, const MusterRequirement *requirement, const MusterPlan *plan,
                                  MusterFaults *faults);
void roster_problem_free(RosterProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterProblem, roster_problem_free)
static inline const RosterOption *
roster_option(const RosterProblem *p, int i)
{
  return &g_array_index(p->option, RosterOption, i);
}
int roster_crew_of(const RosterProblem *problem, int person);
/* Fills the orders of a form's breaks in `n_slots`; returns the index in problem->breaks, −1 when they do not fit. */
int roster_breaks_of(RosterProblem *problem, int shift, int n_slots);
/* Options of the days, premiums. */
gboolean roster_options_fill(RosterProblem *problem, MusterFaults *faults);

/* --- contracts ------------------------------------------------------------------------------------------------------ */

/* A contract's span as far as it lies in the horizon (check.h, "How the rules are read"). */
typedef struct {
  int first, last;      /* days of the horizon, both included */
  double least_s, most_s, guaranteed_s; /* INFINITY, 0: no limit */
  int least_days, most_days;
} RosterSpan;
GArray *roster_spans(const MusterCentre *centre, int person, gboolean days); /* RosterSpan; (transfer full) */
double roster_fixed_pay(const MusterCentre *centre, int person); /* paid whether worked or not */

/* --- rules ---------------------------------------------------------------------------------------------------------- */

#define ROSTER_RULE_WORDS 4

typedef struct RosterKind RosterKind;
typedef struct RosterRuleInfo RosterRuleInfo;
typedef struct {
  const RosterRuleInfo *info;
  const RosterKind *kind;
  const MusterLabourRule *labour; /* NULL: the contract's own */
  double price;  /* of one breach; NaN: hard */
  GArray *spans; /* contracts only */
  GArray *edges; /* rests only: see rest.c */
  int limit_slots;
} RosterRule;

/* What a step costs. */
typedef struct {
  int breaches;
  double wage_s;  /* paid seconds above what is fixed */
  double owed_s;  /* least hours of a span that ends here, not worked */
  double penalty; /* money */
} RosterStep;

/* A rule as the planner needs it: a small state that steps from day to day. */
struct RosterRuleInfo {
  const char *name;      /* of the labour rule, or of what the contract says */
  /* FALSE with `*why` (transfer full) when the parameters cannot be honoured. May be NULL. */
  gboolean (*prepare)(RosterRule *rule, char **why);
  /* The state after working `option` (NULL: nothing) on `day`; `state` comes in as before the day. */
  void (*step)(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out);
  /* Options of one day with equal marks step alike. NULL: all do. */
  guint64 (*mark)(const RosterRule *rule, const RosterOption *option);
  const char *blame;     /* what a planner is told when it stands in the way */
};
const RosterRuleInfo *roster_rule_find(const char *name);
extern const RosterRuleInfo roster_contract_hours, roster_contract_days, roster_one_at_a_time;

/* Earliest start of the kind's options after `day` that is at or after `slot`, plus 1; 0 when every later start is. Makes
 * states that differ in nothing one. */
int roster_kind_later_start(const RosterKind *kind, int day, int slot);

/* --- kinds ----------------------------------------------------------------------------------------------------------- */

/* Options of one day that all rules take for one. */
typedef struct {
  int day;
  int n, first; /* in kind->member */
} RosterBunch;

typedef struct {
  int from, to; /* nodes */
  int bunch;    /* −1: a day off */
  double penalty, wage_s, owed_s;
} RosterArc;

struct RosterKind {
  const RosterProblem *problem;
  int person;           /* one that stands for all */
  GArray *rules;        /* RosterRule */
  GArray *starts;       /* int: first slots of its options, ascending, with the day; see roster_kind_later_start() */
  int *earliest_after;  /* [n_days]: earliest start after that day; G_MAXINT: none */
  GArray *member;       /* int: option indexes, bunch by bunch */
  GArray *bunch;        /* RosterBunch, by day */
  int *day_bunch;       /* [n_days + 1] */
  GArray *arc;          /* RosterArc, by day of its start node */
  int n_nodes;          /* node 0 is the start, the last is the end */
  int *day_arc;         /* [n_days + 1] */
  double owed_s;        /* least hours that no lawful path works */
};
/* NULL with `*why` (transfer full) when a rule cannot be honoured or there are too many states. */
RosterKind *roster_kind_new(const RosterProblem *problem, int person, char **why);
gboolean roster_graph_build(RosterKind *kind, char **why);
/* Steps all rules from `state` ([rules * ROSTER_RULE_WORDS]), adding up; FALSE when a hard one forbids it. */
gboolean roster_kind_step(const RosterKind *kind, int day, const RosterOption *option, int *state, RosterStep *sum);
void roster_kind_free(RosterKind *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterKind, roster_kind_free)
gboolean roster_kind_may(const RosterKind *kind, const RosterOption *option); /* shift of the contract, no leave */

/* People who are interchangeable. */
typedef struct {
  int kind, crew;
  GArray *person; /* int */
} RosterClass;
typedef struct {
  GPtrArray *kind; /* RosterKind */
  GArray *class;   /* RosterClass */
  int *class_of;   /* [n_people] */
} RosterStaff;
RosterStaff *roster_staff_new(const RosterProblem *problem, int jobs, MusterFaults *faults);
void roster_staff_free(RosterStaff *staff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterStaff, roster_staff_free)

/* --- paths and prices ------------------------------------------------------------------------------------------------- */

typedef struct {
  int option;    /* −1: off */
  short order;   /* of problem->breaks[option->breaks] */
  short at[ROSTER_MAX_BREAKS]; /* slots after the start */
} RosterDay;

/* One person's period. day[n_days]. */
typedef struct {
  double cost;   /* wages above the fixed pay, premiums, prices of soft rules */
  RosterDay day[];
} RosterPath;
RosterPath *roster_path_new(const RosterProblem *problem); /* all off, cost 0 */
static inline gsize
roster_path_size(const RosterProblem *problem)
{
  return sizeof(RosterPath) + (gsize) problem->n_days * sizeof(RosterDay);
}
/* Adds `sign` × slots on queue per interval to slots[n_intervals]. */
void roster_path_cover(const RosterProblem *problem, const RosterPath *path, int sign, int *slots);
/* Seconds × (factor − 1) of the day's paid time. */
double roster_day_premium_s(const RosterProblem *problem, const RosterDay *day);

/* Scratch of one thread for pricing. */
typedef struct RosterPricer RosterPricer;
RosterPricer *roster_pricer_new(const RosterProblem *problem, const RosterStaff *staff);
void roster_pricer_free(RosterPricer *pricer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterPricer, roster_pricer_free)
/* What it is worth that one more agent is on queue for m of the slots of interval i: gain[i * (per_interval + 1) + m]. */
double *roster_pricer_gain(RosterPricer *pricer);
/* Prices the options of a crew by `gain`; before roster_pricer_best(). */
void roster_pricer_options(RosterPricer *pricer, int crew);
/* The path of least cost − gain for a person of the class's kind and the crew priced last; returns that value. */
double roster_pricer_best(RosterPricer *pricer, const RosterKind *kind, RosterPath *path);
/* The same value; adds to `out` (RosterPath, transfer full) the best path through each bunch of options and each day off whose value
 * is less than `below`. */
double roster_pricer_many(RosterPricer *pricer, const RosterKind *kind, double below, GPtrArray *out);

/* --- cover ------------------------------------------------------------------------------------------------------------- */

/* Price of pool `pool` in an interval, given the slots on queue of its types: on[type], over all types of the problem. */
double roster_cover_price(const RosterProblem *problem, int pool, int interval, const int *on);
/* Agents given to each post: given[n_posts], in order of posts, as many in all as can be. */
void roster_cover_given(const RosterProblem *problem, int interval, const int *on, double *given);

/* --- whole rosters ------------------------------------------------------------------------------------------------------ */

/* A whole roster while it is made. */
typedef struct {
  const RosterProblem *problem;
  const RosterStaff *staff;
  RosterPath **path; /* [n_people] */
  gboolean *planned; /* [n_people]: has a lawful period; before, nothing is owed to what stands in `path` */
  int *on;           /* [n_intervals * n_types]: slots on queue */
  double objective;  /* paths' cost + price of the cover; without fixed pay */
} RosterState;
RosterState *roster_state_new(const RosterProblem *problem, const RosterStaff *staff);
void roster_state_free(RosterState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterState, roster_state_free)
void roster_state_copy(RosterState *to, const RosterState *from);
void roster_state_put(RosterState *state, int person, const RosterPath *path); /* replaces; objective is not kept */
double roster_state_price(const RosterState *state); /* recomputes the objective */
double roster_state_pool_price(const RosterState *state, int pool); /* of the cover of one pool */
int roster_person_type(const RosterState *state, int person);
/* Gains of one more agent of `type`, into the pricer. */
void roster_state_gain(const RosterState *state, int type, double *gain);

/* How much may still be done. Units: one is a person's period planned anew; the linear programme counts by its size. */
typedef struct {
  gint64 work, used; /* work 0: no limit */
  guint64 seed;
  int jobs;
  const MusterRosterOptions *options;
  gboolean cut;      /* a limit or the caller ended the search early */
} RosterEffort;
/* Counts; FALSE: stop. */
gboolean roster_effort_go(RosterEffort *effort, gint64 units);
/* Tells the caller how far it is, 0..1; FALSE: it wants the best so far. */
gboolean roster_effort_tell(RosterEffort *effort, double share);

/* Everybody once, one after the other, whatever the effort; then again until nobody's period can be bettered alone. */
void roster_search_alone(RosterState *state, RosterPricer *pricer, RosterEffort *effort, int max_rounds);
/* Takes several people out and plans them anew, again and again, for `units`; told to the caller as the tenth from `share` on. */
void roster_search_together(RosterState *state, RosterPricer *pricer, RosterEffort *effort, gint64 units, double share);
/* Column generation: the bound on the objective without fixed pay, and a first roster rounded from it into `state`. */
double roster_master(RosterState *state, RosterEffort *effort);

/* The answer: duties, figures, what is uncovered. */
MusterRoster *roster_result(const RosterState *state, double bound);
/* Says of each uncovered interval what prevents it; post[k] is that of entry k. */
void roster_blame(const RosterState *state, MusterRoster *roster, const int *post);
/* Prices of soft rules that the person's period breaks: the part of its cost that is no money. */
double roster_path_penalty(const RosterState *state, int person);
