/* How a run ended that was to be precise, and what control variates gained. */
#include "report/show_private.h"
#include <math.h>

/* In points of a share, else in the measure's unit. */
static double
shown_half(const MusterMeasureInfo *info, double half)
{
  return g_str_equal(info->unit, "share") ? 100 * half : half;
}

static const char *
unit_of(const MusterMeasureInfo *info)
{
  return g_str_equal(info->unit, "share") ? "points" : g_str_equal(info->unit, "n") ? "" : info->unit;
}

MusterTable *
show_precision(const MusterOutcome *outcome, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "of"},
    {.key = "measure"},
    {.key = "unit"},
    {.key = "allowed", .title = "half-width allowed", .kind = MUSTER_COLUMN_NUMBER, .decimals = 3},
    {.key = "reached", .kind = MUSTER_COLUMN_NUMBER, .decimals = 3},
    {.key = "held"},
  };
  MusterTable *table = muster_table_new("precision", "Precision asked for", columns, G_N_ELEMENTS(columns), outcome->grid->zone);
  for (int k = 0; k < outcome->n_precisions; k++) {
    const MusterPrecision *p = &outcome->precision[k];
    const MusterMeasureInfo *info = p->of_group ? muster_group_measure_info((MusterGroupMeasureId) p->measure)
                                                : muster_queue_measure_info((MusterQueueMeasureId) p->measure);
    muster_table_begin_row(table);
    muster_table_text(table, p->place < 0 ? "all" : p->of_group ? centre->group[p->place].name : centre->queue[p->place].name);
    muster_table_text(table, info->name);
    muster_table_text(table, unit_of(info));
    muster_table_number(table, shown_half(info, p->allowed));
    muster_table_number(table, shown_half(info, p->reached));
    muster_table_text(table, p->held ? "yes" : "no");
    muster_table_tone(table, p->held ? MUSTER_TONE_RIGHT : MUSTER_TONE_UNDER);
  }
  muster_table_note(table, "half-widths of 95 %% intervals after %d replications", outcome->replications);
  return table;
}

MusterTable *
show_gains(const MusterOutcome *outcome, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "of"},
    {.key = "measure"},
    {.key = "unit"},
    {.key = "plain_half", .title = "half-width plain", .kind = MUSTER_COLUMN_NUMBER, .decimals = 3},
    {.key = "half", .title = "with control", .kind = MUSTER_COLUMN_NUMBER, .decimals = 3},
    {.key = "replications_worth", .title = "worth replications", .kind = MUSTER_COLUMN_NUMBER, .decimals = 0},
  };
  MusterTable *table =
    muster_table_new("control_gains", "What control variates gained", columns, G_N_ELEMENTS(columns), outcome->grid->zone);
  for (int k = 0; k < outcome->n_gains; k++) {
    const MusterControlGain *g = &outcome->gain[k];
    const MusterMeasureInfo *info = muster_queue_measure_info(g->measure);
    double ratio = g->half > 0 ? g->plain / g->half : NAN;
    if (info->feature != NULL && !outcome->shown[g->measure])
      continue;
    muster_table_begin_row(table);
    muster_table_text(table, g->place < 0 ? "all" : centre->queue[g->place].name);
    muster_table_text(table, info->name);
    muster_table_text(table, unit_of(info));
    muster_table_number(table, shown_half(info, g->plain));
    muster_table_number(table, shown_half(info, g->half));
    muster_table_number(table, ratio * ratio * outcome->replications);
  }
  muster_table_note(table, "worth: so many replications would make the plain interval as narrow; %d were run", outcome->replications);
  return table;
}
