/* Tables of the section of the service: the worst intervals, days below target, callbacks that were promised, work by its deadline. */
#include "report/service_private.h"
#include "report/show_private.h"
#include "report/table_private.h"
#include <math.h>

/* The day on which the queue misses its target most often, the first of equals; -1: none is judged. */
static int
worst_day(const MusterOutcome *outcome, int queue)
{
  const MusterQueueCell *day = &outcome->queue_day[queue * outcome->grid->n_days];
  int worst = -1;
  for (int d = 0; d < outcome->grid->n_days; d++) {
    double missed = day[d].m[MUSTER_MEASURE_MISSED_TARGET].mean;
    if (isfinite(missed) && (worst < 0 || missed > day[worst].m[MUSTER_MEASURE_MISSED_TARGET].mean))
      worst = d;
  }
  return worst;
}

static MusterTable *
missed_table(const View *view)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "missed_target", .title = "days below target", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "day", .title = "most often", .kind = MUSTER_COLUMN_DAY},
    {.key = "missed_that_day", .title = "misses on it", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "service_level", .title = "its service", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "target", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
  };
  const MusterOutcome *outcome = view->in->outcome;
  MusterTable *table = muster_table_new("days_below_target", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  for (int q = 0; q < view->centre->n_queues; q++) {
    int d = worst_day(outcome, q);
    if (d < 0)
      continue;
    const MusterQueueCell *day = &outcome->queue_day[q * view->grid->n_days + d];
    muster_table_begin_row(table);
    muster_table_text(table, view->queue_name[q]);
    muster_table_measure(table, &outcome->queue[q].m[MUSTER_MEASURE_MISSED_TARGET]);
    muster_table_number(table, day->m[MUSTER_MEASURE_MISSED_TARGET].mean > 0 ? (double) (view->grid->first_day + d) : (double) NAN);
    muster_table_measure(table, &day->m[MUSTER_MEASURE_MISSED_TARGET]);
    gboolean finish = isfinite(view->centre->queue[q].target.finish);
    muster_table_measure(table, &day->m[finish ? MUSTER_MEASURE_DEADLINES_KEPT : MUSTER_MEASURE_SERVICE_LEVEL]);
    muster_table_number(table, finish ? view->centre->queue[q].target.finish : view->centre->queue[q].target.answer);
  }
  return table;
}

void
service_tables_put(const View *view, Html *html)
{
  const MusterOutcome *outcome = view->in->outcome;
  g_autoptr(MusterTable) worst = show_worst(outcome, view->centre), missed = missed_table(view);
  if (muster_table_n_rows(worst) > 0)
    html_second(html, worst, "Worst intervals",
              "Of each queue the interval of lowest service level; it is the lowest of many estimates, so with few replications it looks "
              "a little worse than it is.");
  if (muster_table_n_rows(missed) > 0)
    html_second(html, missed, "Days below target",
              "The chance that a day misses its target, which a good mean can hide: over all days, and on the day that misses most often.");
  if (outcome->shown[MUSTER_MEASURE_CALLBACKS] && view->centre->n_callbacks > 0) {
    g_autoptr(MusterTable) callbacks = show_callbacks(outcome, view->centre);
    html_second(html, callbacks, "Callbacks", "How many accept to be called back, and whether that happens within what they were promised.");
  }
  if (muster_outcome_shows(outcome, MUSTER_MEASURE_BACKLOG)) {
    g_autoptr(MusterTable) cases = show_cases(outcome, view->centre);
    html_second(html, cases, "Cases", "What is finished by its deadline, and what is open at the end.");
  }
}
