/* Intervals hold only what can be: shares lie between 0 and 1, counts and times are not negative; money may be. */
#include "sim/moments_private.h"

static void
keep_possible(MusterMeasure *m, const char *unit)
{
  if (g_str_equal(unit, "share"))
    *m = muster_share_interval(m);
  else if (!g_str_equal(unit, "money")) /* counts and times; what cuts off the impossible keeps its chance of being right */
    m->lower = isnan(m->lower) ? m->lower : MAX(0, m->lower);
}

static void
keep_queues(MusterQueueCell *cell, gsize n)
{
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    for (gsize i = 0; i < n; i++)
      keep_possible(&cell[i].m[id], muster_queue_measure_info((MusterQueueMeasureId) id)->unit);
}

static void
keep_groups(MusterGroupCell *cell, gsize n)
{
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    for (gsize i = 0; i < n; i++)
      keep_possible(&cell[i].m[id], muster_group_measure_info((MusterGroupMeasureId) id)->unit);
}

void
sim_keep_possible(MusterOutcome *out)
{
  gsize n = (gsize) out->grid->n, n_days = (gsize) out->grid->n_days, n_queues = (gsize) out->n_queues;
  keep_queues(&out->total, 1);
  keep_queues(out->class_total, MUSTER_N_CLASSES);
  keep_queues(out->queue, n_queues);
  keep_queues(out->queue_interval, n_queues * n);
  keep_queues(out->total_interval, n);
  keep_queues(out->queue_day, n_queues * n_days);
  keep_groups(&out->total_group, 1);
  keep_groups(out->group, (gsize) out->n_groups);
  keep_groups(out->group_interval, (gsize) out->n_groups * n);
  keep_groups(out->group_day, (gsize) out->n_groups * n_days);
  keep_groups(out->person, (gsize) out->n_people);
  keep_groups(out->grade, (gsize) out->n_grades);
}
