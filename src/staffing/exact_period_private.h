/* The state of a search over a day or week by the exact day: exact_period_try.c keeps it, exact_period.c moves in it. */
#pragma once
#include "staffing/exact_day_private.h"
#include "staffing/period_private.h"

/* By how much each target is kept, summed over contacts or agents. */
typedef struct {
  double value[KNAPSACK_TARGETS];
} ExactSurplus;

typedef struct {
  StaffingPeriod *p;
  ExactQueue of;
  MusterErlangTargets targets; /* with the margin that approximate times ask for */
  MusterDayAsk ask;
  int n, n_targets; /* intervals of the period; targets asked */
  double price[KNAPSACK_TARGETS];
  GArray *stretches;   /* of ExactStretch */
  int *stretch;        /* [n] which, −1: closed */
  int *agents, *least; /* [n]; least −1: not to be changed */
  StaffingSums *sums;  /* [n] */
  StaffingSums *tried; /* [n] scratch of a try */
  ExactSurplus total;
  ExactSurplus bias;            /* by which these numbers are too good */
  ExactSurplus *up, *down; /* [n] what one agent more brings, and what one less takes; NaN: not known */
} ExactPeriod;

void exact_period_clear(ExactPeriod *period);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExactPeriod, exact_period_clear)
/* The state at the numbers of the period; `light`: by fewer nodes, to be corrected by `bias`. */
gboolean exact_period_init(ExactPeriod *period, StaffingPeriod *p, MusterDayAsk ask, gboolean light, GError **error);
/* Sets interval i to so many agents and solves what feels it into tried[from .. to − 1]; the change of the totals. */
gboolean exact_period_try(ExactPeriod *period, int i, int agents, int *from, int *to, ExactSurplus *change, GError **error);
/* Undoes a try. */
void exact_period_give_back(ExactPeriod *period, int i, int agents);
/* The try stands: what lies near it has other marginal numbers now. */
void exact_period_keep(ExactPeriod *period, int i, int from, int to, const ExactSurplus *change);
/* Finds the marginal numbers that are not known; an interval at its least has no `down`. */
gboolean exact_period_marginals(ExactPeriod *period, gboolean up, GError **error);
