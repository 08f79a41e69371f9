/* Centres made by hand for the forecast's tests: a zone, an interval, a horizon, queues' names, and closed
 * days. */
#pragma once
#include "muster_test.h"
#include <muster/forecast.h>
#include <string.h>

typedef struct {
  MusterCentre centre;
  MusterZone *zone;
  MusterSpecialDay special[32];
  MusterQueue queue[4];
  char *key[8], *column[8];
} ForecastCentre;

static inline MusterDay
test_day(const char *text)
{
  MusterDay day = 0;
  CU_ASSERT_FATAL(muster_day_parse(text, &day));
  return day;
}

static inline void
test_centre_init(ForecastCentre *c, const char *zone, int interval_s, const char *from, const char *to,
                 const char *queues)
{
  memset(c, 0, sizeof *c);
  c->zone = muster_zone_new(zone, NULL);
  c->centre.zone = c->zone;
  c->centre.interval_s = interval_s;
  c->centre.from = test_day(from);
  c->centre.to = test_day(to);
  c->centre.grid =
      muster_grid_new(c->zone, c->centre.from, c->centre.to - c->centre.from + 1, interval_s, NULL);
  c->centre.special_day = c->special;
  c->centre.queue = c->queue;
  c->centre.history.column_key = c->key;
  c->centre.history.column_name = c->column;
  g_auto(GStrv) names = g_strsplit(queues, ",", -1);
  for (int q = 0; names[q] != NULL; q++) {
    char *why = NULL;
    c->queue[q].name = g_strdup(names[q]);
    CU_ASSERT_FATAL(muster_dist_make(&c->queue[q].handle, NULL, 180, NAN, TRUE, &why));
    c->centre.n_queues++;
  }
}

static inline void
test_centre_close_day(ForecastCentre *c, const char *day)
{
  c->special[c->centre.n_special_days++] = (MusterSpecialDay){.day = test_day(day), .closed = TRUE};
}

static inline void
test_centre_map(ForecastCentre *c, const char *key, const char *column)
{
  c->key[c->centre.history.n_columns] = g_strdup(key);
  c->column[c->centre.history.n_columns++] = g_strdup(column);
}

static inline void
test_centre_clear(ForecastCentre *c)
{
  for (int q = 0; q < c->centre.n_queues; q++)
    g_free(c->queue[q].name);
  for (int i = 0; i < c->centre.history.n_columns; i++) {
    g_free(c->key[i]);
    g_free(c->column[i]);
  }
  muster_grid_unref(c->centre.grid);
  muster_zone_unref(c->zone);
}

static inline MusterHistory *
test_read(const ForecastCentre *c, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("acd.csv", text, strlen(text));
  return muster_history_read_source(&c->centre, source, faults);
}
