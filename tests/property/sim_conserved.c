/* Random centres with every feature that the simulator knows: contacts are conserved by fate in each replication (the engine
 * checks it), and any number of threads gives the same bytes.
 */
#include "sim_made.h"
#include <stdio.h>
#include <stdlib.h>

static guint64 seed = 1;

/* Each histogram counts what its measure counts, or all of the time. */
static gboolean
spread_sanely(const MusterOutcome *out)
{
  gboolean ok = TRUE;
  for (int i = 0; i < out->n_histograms; i++) {
    const MusterHistogram *h = &out->histogram[i];
    double sum = 0, all = 1;
    for (int b = 0; b < h->n; b++) {
      ok = ok && h->value[b] >= 0;
      sum += h->value[b];
    }
    if (h->id == MUSTER_HISTOGRAM_WAIT_ABANDONED)
      all = Q_MEAN(out, h->place, ABANDONED);
    else if (h->id == MUSTER_HISTOGRAM_WAIT_ANSWERED || h->id == MUSTER_HISTOGRAM_HANDLE)
      all = Q_MEAN(out, h->place, ANSWERED);
    ok = ok && fabs(sum - all) < 1e-9 * (1 + all);
    const MusterMeasure *mean = &out->queue[h->place < out->n_queues ? h->place : 0].m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN];
    if (h->id == MUSTER_HISTOGRAM_QUEUE_LENGTH && h->n <= 11 && h->value[0] > 0) {
      for (int b = 0; b < h->n; b++)
        sum += h->to[b] * h->value[b];
      ok = ok && fabs(sum - 1 - mean->mean) < 1e-5 * (1 + mean->mean);
    }
  }
  return ok;
}

/* Every interval holds its mean, and nothing that cannot be. */
static gboolean
possible(const MusterMeasure *m, const char *unit)
{
  gboolean share = strcmp(unit, "share") == 0, money = strcmp(unit, "money") == 0;
  return !(m->lower > m->mean) && !(m->upper < m->mean) && !(!money && m->lower < 0) && !(share && m->upper > 1);
}

static gboolean
all_possible(const MusterOutcome *out)
{
  gboolean ok = TRUE;
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++) {
    const char *unit = muster_queue_measure_info((MusterQueueMeasureId) id)->unit;
    ok = ok && possible(&out->total.m[id], unit);
    for (int i = 0; i < out->n_queues * out->grid->n; i++)
      ok = ok && possible(&out->queue_interval[i].m[id], unit);
  }
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    for (int i = 0; i < out->n_groups * out->grid->n; i++)
      ok = ok && possible(&out->group_interval[i].m[id], muster_group_measure_info((MusterGroupMeasureId) id)->unit);
  return ok;
}

/* Shares lie in [0, 1], waits are not negative, and what is offered is accounted for. */
static gboolean
sane(const MusterOutcome *out, gboolean blocked_is_offered)
{
  const MusterMeasure *m = out->total.m;
  double fates = m[MUSTER_MEASURE_ANSWERED].mean + m[MUSTER_MEASURE_ABANDONED].mean + m[MUSTER_MEASURE_DISMISSED].mean +
                 m[MUSTER_MEASURE_UNDECIDED].mean + m[MUSTER_MEASURE_CALLBACKS].mean + m[MUSTER_MEASURE_ESCALATED].mean +
                 m[MUSTER_MEASURE_UNREACHED].mean;
  fates += blocked_is_offered ? m[MUSTER_MEASURE_BLOCKED].mean : 0;
  gboolean ok = fabs(fates - m[MUSTER_MEASURE_OFFERED].mean) < 1e-9 * (1 + fates);
  static const MusterQueueMeasureId shares[] = {MUSTER_MEASURE_SERVICE_LEVEL, MUSTER_MEASURE_ABANDONMENT, MUSTER_MEASURE_DEADLINES_KEPT};
  double known = m[MUSTER_MEASURE_FRESH].mean + m[MUSTER_MEASURE_REDIALS].mean + m[MUSTER_MEASURE_REPEATS].mean;
  ok = ok && !(known > m[MUSTER_MEASURE_OFFERED].mean * (1 + 1e-9)) && !(m[MUSTER_MEASURE_CONTAINED].mean < 0);
  for (int i = 0; i < 3; i++)
    ok = ok && !(m[shares[i]].mean < 0) && !(m[shares[i]].mean > 1);
  ok = ok && spread_sanely(out) && all_possible(out);
  ok = ok && !(m[MUSTER_MEASURE_WAIT_MEAN].mean < 0) && !(m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN].mean < 0);
  ok = ok && !(m[MUSTER_MEASURE_PROMISES_KEPT].mean < 0) && !(m[MUSTER_MEASURE_PROMISES_BROKEN].mean < 0);
  for (int g = 0; g < out->n_groups; g++)
    ok = ok && !(out->group[g].m[MUSTER_GROUP_CHAT_LOAD].mean > 1 + 1e-12);
  for (int g = 0; g < out->n_groups; g++)
    ok = ok && !(out->group[g].m[MUSTER_GROUP_OCCUPANCY].mean > 1 + 1e-12) && !(out->group[g].m[MUSTER_GROUP_IDLE].mean < 0);
  double of_people = 0, of_groups = 0;
  for (int p = 0; p < out->n_people; p++) {
    of_people += out->person[p].m[MUSTER_GROUP_IDLE].mean;
    ok = ok && !(out->person[p].m[MUSTER_GROUP_OCCUPANCY].mean > 1 + 1e-12) && !(out->person[p].m[MUSTER_GROUP_IDLE].mean < 0) &&
         !(out->person[p].m[MUSTER_GROUP_OVERRUN].mean < 0);
  }
  for (int g = 0; g < out->n_groups; g++)
    of_groups += out->group[g].m[MUSTER_GROUP_IDLE].mean;
  return ok && (out->n_people == 0 || of_people <= of_groups * (1 + 1e-9) + 1e-6); /* a reserve is in its group only */
}

static gboolean
check_centre(guint64 number)
{
  g_autofree Made *m = g_new(Made, 1);
  made_make(m, seed, number);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSim) sim = muster_sim_new(&m->k.c, m->k.demand, &m->k.staff, &m->k.options, faults);
  m->k.options.jobs = 2;
  g_autoptr(MusterSim) by_two = muster_sim_new(&m->k.c, m->k.demand, &m->k.staff, &m->k.options, faults);
  if (sim == NULL || by_two == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    printf("centre %d of seed %" G_GUINT64_FORMAT " is refused: %s\n", (int) number, seed, text);
    made_unmake(m);
    return FALSE;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterOutcome) one = muster_sim_run(sim, NULL, &error);
  g_autoptr(MusterOutcome) two = one == NULL ? NULL : muster_sim_run(by_two, NULL, &error);
  gboolean ok = two != NULL && sane(one, m->k.c.blocked_is_offered) && case_same(one, two);
  if (!ok)
    printf("centre %d of seed %" G_GUINT64_FORMAT ": %s\n", (int) number, seed,
           two == NULL ? error->message : sane(one, m->k.c.blocked_is_offered) ? "threads differ" : "measures make no sense");
  made_unmake(m);
  return ok;
}

int
main(int argc, char **argv)
{
  int n = argc > 1 ? atoi(argv[1]) : 100, failed = 0;
  seed = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : seed;
  for (int i = 0; i < n; i++)
    failed += !check_centre((guint64) i);
  printf("seed %" G_GUINT64_FORMAT ": %d random centres, %d failed\n", seed, n, failed);
  return failed == 0 ? 0 : 1;
}
