/* Tables of what a centre's features count, and of the worst intervals. */
#include "report/show_private.h"
#include <math.h>
#include <string.h>

enum { AT_ONCE = 6 }; /* measures in a table: it fits a terminal */

/* A measure of queues that belongs to a feature, as a column; *title is its name in words. */
static MusterColumn
column_of(const MusterMeasureInfo *info, const char *currency, char **title)
{
  *title = g_strdelimit(g_strdup(info->name), "_", ' ');
  MusterColumn column = {
    .key = info->name, .title = *title, .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE, .decimals = 1};
  if (g_str_equal(info->unit, "share")) {
    column.kind = MUSTER_COLUMN_SHARE;
    column.unit = "%";
  } else if (g_str_equal(info->unit, "s")) {
    column.kind = MUSTER_COLUMN_DURATION;
    (*title)[MAX(2, strlen(*title)) - 2] = '\0'; /* without " s" */
  } else if (g_str_equal(info->unit, "money")) {
    column.decimals = 0;
    column.unit = currency;
  } else if (g_str_equal(info->unit, "h")) {
    column.unit = "h";
  }
  return column;
}

MusterTable *
show_some(const MusterOutcome *outcome, const MusterCentre *centre, const MusterQueueMeasureId *id, int n, const char *name,
          const char *title)
{
  n = MIN(n, AT_ONCE);
  MusterColumn columns[1 + AT_ONCE] = {{.key = "queue"}};
  char *titles[AT_ONCE];
  for (int k = 0; k < n; k++)
    columns[1 + k] = column_of(muster_queue_measure_info(id[k]), centre->currency, &titles[k]);
  MusterTable *table = muster_table_new(name, title, columns, 1 + n, outcome->grid->zone);
  for (int k = 0; k < n; k++)
    g_free(titles[k]);
  for (int q = 0; q <= outcome->n_queues; q++) {
    gboolean total = q == outcome->n_queues;
    const MusterQueueCell *cell = total ? &outcome->total : &outcome->queue[q];
    if (total)
      muster_table_begin_total(table);
    else
      muster_table_begin_row(table);
    muster_table_text(table, total ? "all" : centre->queue[q].name);
    for (int k = 0; k < n; k++)
      muster_table_measure(table, &cell->m[id[k]]);
  }
  return table;
}

/* What belongs to a feature; and contacts that were turned away or left over, where there are any. */
static gboolean
is_told(const MusterOutcome *outcome, MusterQueueMeasureId id)
{
  gboolean turned_away = id == MUSTER_MEASURE_BLOCKED || id == MUSTER_MEASURE_DISMISSED || id == MUSTER_MEASURE_UNDECIDED;
  return muster_queue_measure_info(id)->feature != NULL || (turned_away && outcome->total.m[id].mean > 0);
}

void
show_features(GPtrArray *tables, const MusterOutcome *outcome, const MusterCentre *centre)
{
  MusterQueueMeasureId id[MUSTER_N_QUEUE_MEASURES];
  int n = 0, part = 0;
  for (int k = 0; k < MUSTER_N_QUEUE_MEASURES; k++)
    if (is_told(outcome, (MusterQueueMeasureId) k) && muster_outcome_shows(outcome, (MusterQueueMeasureId) k))
      id[n++] = (MusterQueueMeasureId) k;
  for (int from = 0; from < n; from += AT_ONCE) {
    gboolean first = part++ == 0;
    g_autofree char *name = first ? g_strdup("features") : g_strdup_printf("features-%d", part);
    g_autofree char *title = first ? g_strdup("What else was counted") : g_strdup_printf("What else was counted, %d", part);
    g_ptr_array_add(tables, show_some(outcome, centre, id + from, n - from, name, title));
  }
}

MusterTable *
show_worst(const MusterOutcome *outcome, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "offered", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE},
    {.key = "service_level", .title = "service level", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "target", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "below", .unit = "points", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "missed_target", .title = "missed", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
  };
  MusterTable *table =
    muster_table_new("worst", "Worst intervals", columns, G_N_ELEMENTS(columns), outcome->grid->zone);
  for (int q = 0; q < outcome->n_queues; q++) {
    int i = muster_outcome_worst(outcome, q);
    if (i < 0)
      continue;
    const MusterQueueCell *cell = &outcome->queue_interval[(gsize) q * (gsize) outcome->grid->n + (gsize) i];
    double target = centre->queue[q].has_target ? centre->queue[q].target.answer : NAN;
    double level = cell->m[MUSTER_MEASURE_SERVICE_LEVEL].mean;
    muster_table_begin_row(table);
    muster_table_text(table, centre->queue[q].name);
    muster_table_number(table, (double) outcome->grid->start[i]);
    muster_table_measure(table, &cell->m[MUSTER_MEASURE_OFFERED]);
    muster_table_measure(table, &cell->m[MUSTER_MEASURE_SERVICE_LEVEL]);
    if (isfinite(target))
      muster_table_tone(table, level < target ? MUSTER_TONE_UNDER : MUSTER_TONE_RIGHT);
    muster_table_number(table, target);
    muster_table_number(table, MAX(0, target - level));
    muster_table_measure(table, &cell->m[MUSTER_MEASURE_MISSED_TARGET]);
  }
  if (muster_table_n_rows(table) == 0)
    muster_table_note(table, "no interval has a service level");
  else
    muster_table_note(table, "missed: share of the replications in which that interval is below target");
  return table;
}
