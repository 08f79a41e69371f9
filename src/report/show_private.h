/* What the tables of several values share. */
#pragma once
#include <muster/report/fit.h>
#include <muster/report/values.h>

/* Two columns, a term and its figure, for the head of a value. */
MusterTable *show_facts(const char *name, const char *title, MusterZone *zone);
void show_fact(MusterTable *facts, const char *term, double value, int decimals, const char *unit);
/* cost, penalty, objective, bound, gap and hours of a plan or roster; gap_avoidable NaN: not known. */
void
show_money(MusterTable *facts, const MusterCentre *centre, double cost, double penalty, double objective,
           double bound, double gap, double gap_avoidable);
void show_hours(MusterTable *facts, double paid_h, double understaffed_h, double overstaffed_h);
/* show_callbacks.c: of a centre that offers some. */
MusterTable *show_callbacks(const MusterOutcome *outcome, const MusterCentre *centre);
/* show_measures.c: tables of the measures of features in use, so many to a table; and each queue's worst interval. */
void show_features(GPtrArray *tables, const MusterOutcome *outcome, const MusterCentre *centre);
/* These measures of each queue and of all; title NULL: none. */
MusterTable *show_some(const MusterOutcome *outcome, const MusterCentre *centre, const MusterQueueMeasureId *id, int n, const char *name,
                       const char *title);
/* Work that can wait, of a centre that has any. */
MusterTable *show_cases(const MusterOutcome *outcome, const MusterCentre *centre);
MusterTable *show_worst(const MusterOutcome *outcome, const MusterCentre *centre);
/* show_run.c: of a run that was to be precise, or had control variates. */
MusterTable *show_precision(const MusterOutcome *outcome, const MusterCentre *centre);
MusterTable *show_gains(const MusterOutcome *outcome, const MusterCentre *centre);
GPtrArray *show_list(void); /* empty; frees its tables */

/* What the log holds; the laws that were fitted, of one queue or of all (−1), each one or only the chosen. (transfer full) */
MusterTable *show_fit_counts(const MusterFit *fit);
MusterTable *show_fit_laws(const MusterFit *fit, int only, gboolean chosen);
/* Giving up by time waited, and the hours of the day; of one queue, or of all (−1). (transfer full) */
MusterTable *show_fit_hazard(const MusterFit *fit, int only);
MusterTable *show_fit_hours(const MusterFit *fit, int only);
