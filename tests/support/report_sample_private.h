/* What the files of the hand-made samples share. */
#pragma once
#include "report_sample.h"
#include <math.h>
#include <muster/base/random.h>
#include <string.h>

/* What a sample is like. */
typedef struct {
  const char *name, *centre, *zone, *currency;
  int year, month, day, n_days, interval_min, open_h, close_h;
  guint open_days;
  int n_queues, n_groups, n_people;
  const char *queue[4], *group[4];
  double peak;        /* contacts of the busiest interval of a queue */
  gboolean own_group; /* each group serves its own queue only */
  guint64 seed;       /* of a random one */
} Shape;

/* Memory that lives as long as the sample. */
gpointer own(ReportSample *sample, gpointer memory);
#define NEW(sample, type, n) ((type *) own((sample), g_malloc0(sizeof(type) * (gsize) MAX(1, (n)))))

double uniform(guint64 a, guint64 b); /* on [0, 1), a function of both */

void make_demand(ReportSample *sample, const Shape *shape);
void make_requirement(ReportSample *sample, const Shape *shape);
void make_roster(ReportSample *sample, const Shape *shape);
void make_uncovered(ReportSample *sample, const Shape *shape);
void price_roster(ReportSample *sample);
void make_plan(ReportSample *sample);
void make_outcome(ReportSample *sample, const Shape *shape);

/* A random shape, and then names that hurt and numbers that no room should ever make. */
const Shape *random_shape(Shape *shape, guint64 seed);
void spoil(ReportSample *sample, guint64 seed);
