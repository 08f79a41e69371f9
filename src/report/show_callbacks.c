/* The callbacks that were promised, and what became of the promises. */
#include "report/show_private.h"
#include <math.h>

static const MusterColumn columns[] = {
  {.key = "queue"},
  {.key = "callbacks", .title = "accepted", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE},
  {.key = "promises_kept", .title = "promise kept", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE},
  {.key = "promises_broken", .title = "broken", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE},
  {.key = "call_back_within_s", .title = "promised within", .kind = MUSTER_COLUMN_DURATION},
};

MusterTable *
show_callbacks(const MusterOutcome *outcome, const MusterCentre *centre)
{
  static const MusterQueueMeasureId measures[] = {
    MUSTER_MEASURE_CALLBACKS, MUSTER_MEASURE_PROMISES_KEPT, MUSTER_MEASURE_PROMISES_BROKEN
  };
  MusterTable *table =
    muster_table_new("callbacks", "Callbacks", columns, G_N_ELEMENTS(columns), outcome->grid->zone);
  for (int i = 0; i < centre->n_callbacks; i++) {
    const MusterCallback *callback = &centre->callback[i];
    gboolean promised = !isnan(callback->call_back_within_s);
    muster_table_begin_row(table);
    muster_table_text(table, centre->queue[callback->queue].name);
    for (gsize m = 0; m < G_N_ELEMENTS(measures); m++) {
      MusterMeasure none;
      muster_measure_unknown(&none);
      gboolean known = promised || measures[m] == MUSTER_MEASURE_CALLBACKS;
      muster_table_measure(table, known ? &outcome->queue[callback->queue].m[measures[m]] : &none);
    }
    muster_table_number(table, callback->call_back_within_s);
  }
  return table;
}
