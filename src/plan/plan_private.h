/* What the files of the plan room share. How they follow one another:
 *
 *   crews.c      groups that are alike → crews; queues and crews that touch → teams, planned apart
 *   forms.c      the shifts that may start on a day, and the windows of their breaks
 *   chains.c     forms that can share break variables
 *   programme.c  a team's days as an integer programme (chain_rows.c: breaks; cover_rows.c: cover)
 *   solve.c      the programme's answer (round.c: whole numbers from a relaxed one)
 *   decode.c     its answer → shifts with breaks
 *   make.c       the days in order; bound.c: a bound on days that hang together
 *   evaluate.c   the totals, from the shifts alone
 */
#pragma once
#include <muster/mip.h>
#include <muster/plan.h>

/* --- crews and teams (crews.c) ---------------------------------------------------------------------------------- */

typedef struct {
  int queue;
  double pace;
} MusterPlanServes;

/* Groups that the programme cannot tell apart: same queues, paces, pay and shifts, and no minimum of their own. */
typedef struct {
  int n_groups;
  int *group;                 /* [n_groups] */
  double *weight;             /* [n_groups], how shifts are shared out: people, or 1 */
  double cost_per_h;
  guint64 shifts;             /* bit s: may work centre->shift[s] */
  int n_serves;
  MusterPlanServes *serves;   /* [n_serves], by queue */
  const MusterSteps *minimum; /* or NULL */
  int team;
} MusterPlanCrew;

typedef struct {
  const MusterCentre *centre;
  const MusterRequirement *requirement;
  MusterPlanOptions options;
  MusterPlanPrices prices;
  int n_crews;
  MusterPlanCrew *crew;
  int n_teams;                /* some numbers below may have no crew */
  int *queue_team;            /* [n_queues], -1: nobody serves it */
  int *heads;                 /* [n_groups * n_days], people there on the day; G_MAXINT without cap_heads */
  GArray **posts;             /* [grid->n], MusterPost: what the requirement asks for in an interval */
} MusterPlanSetup;

MusterPlanSetup *muster_plan_setup_new(const MusterCentre *centre, const MusterRequirement *requirement,
                                       const MusterPlanOptions *options);
void muster_plan_setup_free(MusterPlanSetup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterPlanSetup, muster_plan_setup_free)
/* People of the crew on a day; G_MAXINT and more: no limit. */
double muster_plan_heads(const MusterPlanSetup *setup, int crew, int day);
/* How many of the post's people one of the crew stands for: its pace where the post is a queue; where it is shared, the
 * least of its paces in the post's queues beside those of the post's own group. 0: it does not cover the post. */
double muster_plan_worth_at(const MusterPlanSetup *setup, const MusterPlanCrew *crew, const MusterPost *post);
/* The team that plans for the post; -1: nobody serves it. */
static inline int
muster_plan_team_of(const MusterPlanSetup *setup, const MusterPost *post)
{
  return setup->queue_team[__builtin_ctzll(post->queues)];
}
/* The people that a crew wants on queue at least in interval i; 0 without minimum or where closed. */
double muster_plan_minimum(const MusterCentre *centre, const MusterSteps *minimum, const MusterPlanCrew *crew, int interval);

/* --- forms (forms.c) ---------------------------------------------------------------------------------------------- */

typedef struct {
  const MusterBreak *rest;
  int length_s;
  gboolean paid;
  int gap_s;                  /* least time from its end to the start of the next one in the shift */
} MusterPlanSlot;

/* One shift that may be worked. Slots are its breaks in order. */
typedef struct {
  int shift, day;             /* day counts from the grid's first */
  gint64 start, end;
  int lead_s;                 /* activities at the start */
  double weighted_s;          /* of the whole span */
  int n_slots;
  MusterPlanSlot slot[MUSTER_PLAN_MAX_BREAKS];
  gint64 earliest[MUSTER_PLAN_MAX_BREAKS], latest[MUSTER_PLAN_MAX_BREAKS]; /* start of the slot */
} MusterPlanForm;

/* Appends the forms that a crew may start on a day and that reach an interval where its team is wanted. */
void muster_plan_forms(const MusterPlanSetup *setup, int crew, int day, GArray *forms);
/* Faults for shifts that cannot hold their breaks, on any day of the horizon. */
void muster_plan_check_shifts(const MusterCentre *centre, MusterFaults *faults);

/* --- chains (chains.c) ---------------------------------------------------------------------------------------------- */

/* Forms in an order in which every break window moves forward: breaks dealt out first to first keep every window and
 * distance whenever that can be done at all. */
typedef struct {
  int crew;
  gboolean whole;             /* numbers are integers; FALSE: relaxed, for a bound */
  GArray *form;               /* MusterPlanForm */
  int n_slots;
  GArray *point[MUSTER_PLAN_MAX_BREAKS]; /* gint64, instants at which the slot may start, ascending */
  int *x;                     /* columns: shifts per form, [form->len] */
  int *b[MUSTER_PLAN_MAX_BREAKS]; /* columns: breaks per point */
} MusterPlanChain;

void muster_plan_chain_free(MusterPlanChain *chain);
/* (transfer full), free func set */
GPtrArray *muster_plan_chains(GArray *forms, int crew, int step_s);
/* Index of the last point ≤ t, or -1. */
int muster_plan_last_point(const GArray *points, gint64 t);

/* --- the programme ------------------------------------------------------------------------------------------------- */

/* What shifts already planned bring: on queue per crew and interval, people present per interval. */
typedef struct {
  double *on_queue;           /* [n_crews * grid->n] */
  double *present;            /* [grid->n] */
} MusterPlanCarry;

/* What one more person on queue is worth in an interval that the shifts of the day before reach: [n_crews * grid->n]; NaN
 * where they do not. */
typedef struct {
  double *price;
} MusterPlanWorth;

typedef struct {
  int column;
  double value;
} MusterPlanEntry;

typedef struct {
  const MusterPlanSetup *setup;
  const MusterPlanCarry *carry;
  int team;
  int day;                    /* whose shifts are in it */
  int i0, i1;                 /* its intervals: the day's, and as far beyond as its shifts reach */
  const MusterPlanWorth *worth; /* when it is for the bound; or NULL */
  MusterMip *mip;
  GPtrArray *chains;          /* MusterPlanChain */
  GArray **on_queue;          /* MusterPlanEntry: [n_crews * (i1 − i0)] */
  GArray **present;           /* MusterPlanEntry: [i1 − i0] */
  int *cover_row, *minimum_row; /* rows in which people on queue count: [n_crews * (i1 − i0)], −1: none */
} MusterPlanProgramme;

/* The day in whole numbers, on top of what is there already. `reach` is the first interval that its shifts cannot reach, or
 * 0 where they do not touch the next day; shifts of the next day that help before it are looked ahead at: relaxed,
 * breaks spread evenly, their cost by the share of them that lies before it. */
MusterPlanProgramme *muster_plan_day_new(const MusterPlanSetup *setup, int team, int day, int reach, const MusterPlanCarry *carry);
/* The day alone and relaxed, what it takes from the day before and gives to the next bought and sold at `worth` (NULL: not
 * linked). The optima of all days add up to a bound on the plan (bound.c). */
MusterPlanProgramme *muster_plan_part_new(const MusterPlanSetup *setup, int team, int day, const MusterPlanWorth *worth);
void muster_plan_programme_free(MusterPlanProgramme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterPlanProgramme, muster_plan_programme_free)
void muster_plan_add_chain(MusterPlanProgramme *programme, MusterPlanChain *chain); /* chain_rows.c */
void muster_plan_add_cover(MusterPlanProgramme *programme);                         /* cover_rows.c */
/* Seconds that [from, to) and [a, b) share. */
static inline gint64
muster_plan_overlap(gint64 from, gint64 to, gint64 a, gint64 b)
{
  gint64 shared = MIN(to, b) - MAX(from, a);
  return MAX(shared, 0);
}

/* --- answers -------------------------------------------------------------------------------------------------------- */

/* One worked shift of a chain: its form and where its breaks start. */
typedef struct {
  int form;
  gint64 at[MUSTER_PLAN_MAX_BREAKS];
} MusterPlanUnit;

/* The shifts of a chain one by one, breaks dealt out first to first; NULL when value[] does not have a break for each
 * slot, within its window and at its distance. (transfer full) */
GArray *muster_plan_deal_out(const MusterPlanChain *chain, const double *value);
/* Can all chains of the programme be dealt out, within heads and seats? */
gboolean muster_plan_lawful(const MusterPlanProgramme *programme, const double *value);
/* Part `part` of `parts` of every list of a chain: of its shifts, or of each slot's breaks. */
typedef struct {
  gboolean breaks;
  int part, parts;
} MusterPlanPiece;
/* The columns [from, to) of a list (slot −1: shifts) that belong to the piece; FALSE when none do. */
gboolean muster_plan_piece(const MusterPlanChain *chain, int slot, MusterPlanPiece piece, const int **column, int *from, int *to);
/* Whole numbers from a relaxed answer (round.c) for one piece, the pieces before it being whole; `offset` in [0, 1) is the
 * rounding rule. */
void muster_plan_round(const MusterPlanProgramme *programme, const double *relaxed, MusterPlanPiece piece, double offset, double *value);
/* Adds the shifts to `plan` and what they bring to `carry`; value[] is lawful. */
void muster_plan_decode(const MusterPlanProgramme *programme, const double *value, MusterPlan *plan, MusterPlanCarry *carry);

/* --- solving (solve.c) ----------------------------------------------------------------------------------------------- */

typedef struct {
  double *value;      /* [columns], whole and lawful in the columns of shifts and breaks */
  double *dual;       /* [rows], of the relaxation; NULL when it could not be solved */
  double bound;       /* on the programme's objective */
  gboolean cut;       /* a limit stopped the search before the gap was reached */
} MusterPlanAnswer;

void muster_plan_solve(const MusterPlanProgramme *programme, MusterPlanAnswer *answer);

/* --- the bound of days that hang together (bound.c) ------------------------------------------------------------------- */

MusterPlanWorth *muster_plan_worth_new(const MusterPlanSetup *setup);
void muster_plan_worth_free(MusterPlanWorth *worth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterPlanWorth, muster_plan_worth_free)
/* Takes over from a day's answer what its shifts are worth after midnight. */
void muster_plan_worth_set(MusterPlanWorth *worth, const MusterPlanProgramme *programme, const MusterPlanAnswer *answer);
/* The optimum of muster_plan_part_new(); −infinity when it cannot be had. */
double muster_plan_part_bound(const MusterPlanSetup *setup, int team, int day, const MusterPlanWorth *worth);
/* A bound on all days of a team. alone[d] is a day's own bound, NaN where it hangs together with a neighbour. */
double muster_plan_bound(const MusterPlanSetup *setup, int team, MusterPlanWorth *worth, const double *alone);
