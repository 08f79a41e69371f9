#include "report/show_private.h"

static void
row_begin(MusterTable *table, const char *queue)
{
  muster_table_begin_row(table);
  muster_table_text(table, queue);
}

MusterTable *
show_fit_counts(const MusterFit *fit)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "answered", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "abandoned", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "abandonment", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "left_at_once", .title = "left without waiting", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "other", .title = "other end", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "median_patience_s", .title = "half would wait", .kind = MUSTER_COLUMN_DURATION},
  };
  MusterTable *table = muster_table_new("counts", "Contacts in the log", columns, G_N_ELEMENTS(columns), NULL);
  for (int q = 0; q < fit->n_queues; q++) {
    const MusterFitQueue *queue = &fit->queue[q];
    row_begin(table, queue->name);
    muster_table_number(table, queue->contacts);
    muster_table_number(table, queue->answered);
    muster_table_number(table, queue->abandoned);
    muster_table_measure(table, &queue->abandonment);
    muster_table_number(table, queue->unwaited);
    muster_table_number(table, queue->other);
    muster_table_number(table, muster_survival_time(queue->waiting, 0.5));
  }
  muster_table_note(table, "brackets hold 95 %% intervals; who left without waiting was never in the queue and is in no share");
  if (fit->n_set_aside > 0)
    muster_table_note(table, "%d contacts that cannot be are set aside", fit->n_set_aside);
  return table;
}

static void
add_law(MusterTable *table, const char *queue, const char *what, const MusterDistFit *law, double best_aic, gboolean chosen)
{
  row_begin(table, queue);
  muster_table_text(table, what);
  muster_table_text(table, law->dist.info->name);
  muster_table_text(table, chosen ? "chosen" : "");
  muster_table_measure(table, &law->mean_s);
  muster_table_measure(table, &law->cv);
  if (law->chance.mean < 1)
    muster_table_measure(table, &law->chance);
  else
    muster_table_empty(table);
  muster_table_number(table, law->aic - best_aic);
  muster_table_number(table, law->distance);
}

static void
add_times(MusterTable *table, const char *queue, const char *what, const MusterFitTimes *times, gboolean chosen)
{
  for (int i = 0; i < (chosen ? MIN(times->n_fits, 1) : times->n_fits); i++)
    add_law(table, queue, what, &times->fit[i], times->fit[0].aic, i == 0);
}

static void
add_queue_laws(MusterTable *table, const MusterFit *fit, const MusterFitQueue *queue, gboolean chosen)
{
  if (queue->brief.found)
    add_law(table, queue->name, "handle, without the very short", &queue->brief.rest, queue->brief.rest.aic, FALSE);
  add_times(table, queue->name, fit->has_after_call ? "talk" : "handle", &queue->handle, chosen);
  add_times(table, queue->name, "after-call work", &queue->after_call, chosen);
  add_times(table, queue->name, "away between contacts", &queue->away, chosen);
  add_times(table, queue->name, "patience", &queue->patience, chosen);
  if (queue->redial.fitted)
    add_law(table, queue->name, "redial", &queue->redial.fit, queue->redial.fit.aic, TRUE);
  if (queue->repeat.fitted)
    add_law(table, queue->name, "repeat", &queue->repeat.fit, queue->repeat.fit.aic, TRUE);
}

MusterTable *
show_fit_laws(const MusterFit *fit, int only, gboolean chosen)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "what"},
    {.key = "distribution"},
    {.key = "chosen", .title = ""},
    {.key = "mean_s", .title = "mean", .unit = "s", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE},
    {.key = "cv", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2, .measure = TRUE},
    {.key = "chance", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "aic_behind", .title = "AIC behind", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "distance", .title = "largest gap", .kind = MUSTER_COLUMN_NUMBER, .decimals = 3},
  };
  g_autofree char *name = only < 0 ? g_strdup("laws") : g_strdup_printf("laws_%d", only + 1);
  MusterTable *table = muster_table_new(name, chosen ? "Laws that are chosen" : "Laws, the likeliest first", columns,
                                        G_N_ELEMENTS(columns), NULL);
  for (int q = MAX(only, 0); q < (only < 0 ? fit->n_queues : only + 1); q++)
    add_queue_laws(table, fit, &fit->queue[q], chosen);
  return table;
}

MusterTable *
show_fit_hazard(const MusterFit *fit, int only)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "from_s", .title = "waited from", .unit = "s", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "to_s", .title = "to", .unit = "s", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "waited_h", .title = "time waited", .unit = "h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "gave_up", .title = "gave up", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "per_min", .title = "give up a minute", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
  };
  g_autofree char *name = only < 0 ? g_strdup("hazard") : g_strdup_printf("hazard_%d", only + 1);
  MusterTable *table =
    muster_table_new(name, "Who gives up, by time waited", columns, G_N_ELEMENTS(columns), NULL);
  for (int q = MAX(only, 0); q < (only < 0 ? fit->n_queues : only + 1); q++)
    for (guint i = 0; i < fit->queue[q].hazard->len; i++) {
      const MusterHazard *hazard = &g_array_index(fit->queue[q].hazard, MusterHazard, i);
      MusterMeasure per_min = {60 * hazard->per_s.mean, 60 * hazard->per_s.lower, 60 * hazard->per_s.upper};
      row_begin(table, fit->queue[q].name);
      muster_table_number(table, hazard->from_s);
      muster_table_number(table, hazard->to_s);
      muster_table_number(table, hazard->exposed_s / 3600);
      muster_table_number(table, hazard->ended);
      muster_table_measure(table, &per_min);
    }
  return table;
}

MusterTable *
show_fit_hours(const MusterFit *fit, int only)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "hour"},
    {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "abandonment", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "handle_time_mean_s", .title = "mean handle time", .unit = "s", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "patience_mean_s", .title = "mean patience", .unit = "s", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE},
    {.key = "redial", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .measure = TRUE},
  };
  g_autofree char *name = only < 0 ? g_strdup("hours") : g_strdup_printf("hours_%d", only + 1);
  MusterTable *table = muster_table_new(name, "By the hour of the day", columns, G_N_ELEMENTS(columns), NULL);
  for (int q = MAX(only, 0); q < (only < 0 ? fit->n_queues : only + 1); q++)
    for (int h = 0; h < MUSTER_FIT_HOURS; h++) {
      const MusterFitHour *hour = &fit->queue[q].hour[h];
      if (hour->contacts == 0)
        continue;
      row_begin(table, fit->queue[q].name);
      muster_table_printf(table, "%02d:00", h);
      muster_table_number(table, hour->contacts);
      muster_table_measure(table, &hour->abandonment);
      muster_table_measure(table, &hour->handle_s);
      muster_table_measure(table, &hour->patience_s);
      muster_table_measure(table, &hour->redial);
    }
  muster_table_note(table, "patience: all time waited over those who gave up; redial: chance, with the delays of the whole day");
  return table;
}

GPtrArray *
muster_fit_tables(const MusterFit *fit)
{
  GPtrArray *tables = show_list();
  g_ptr_array_add(tables, show_fit_counts(fit));
  g_ptr_array_add(tables, show_fit_laws(fit, -1, FALSE));
  g_ptr_array_add(tables, show_fit_hazard(fit, -1));
  g_ptr_array_add(tables, show_fit_hours(fit, -1));
  return tables;
}
