/* Requirements of several skills, simulated: random queues and groups, staffed together, then every contact routed by ranks and
 * longest idle, as it comes. Hardly any queue may be below its target, for fewer agents than the queues' own numbers, which are simulated beside.
 *
 * usage: skills_sim CASES REPLICATIONS [SEED]
 */
#include "written_centre.h"
#include <muster/sim.h>
#include <stdio.h>
#include <stdlib.h>

enum { HOURS = 12 };
#define MOST_BELOW 0.05 /* of all queues: more than a point below the target */

static const char *const NAMES[] = {"a", "b", "c", "d"};

typedef struct {
  double worst, sum;
  int queues, below; /* below: by more than a point */
  double agent_h;
} Tally;

static void
add_queues(GString *text, GRand *rand, int n)
{
  double handle_s = g_rand_int_range(rand, 120, 480), patience_s = g_rand_int_range(rand, 60, 400);
  gboolean alike = g_rand_boolean(rand);
  g_string_append(text, "queues:\n");
  for (int q = 0; q < n; q++) {
    double own = alike ? 1.0 : g_rand_double_range(rand, 0.8, 1.25);
    g_string_append_printf(text,
                           "  %s: {handle: {mean: %.0f s, distribution: exponential}, patience: {mean: %.0f s}, target: "
                           "{answer: 80 %%, within: 20 s}}\n",
                           NAMES[q], handle_s * own, patience_s);
  }
}

/* Groups for most of the queues alone, and some that serve two or more, with the first as their own and the rest at rank 1
 * or 2. */
static void
add_groups(GString *text, GRand *rand, int n)
{
  g_string_append(text, "groups:\n");
  for (int q = 0; q < n; q++)
    if (g_rand_int_range(rand, 0, 4) > 0)
      g_string_append_printf(text, "  only_%s: {serves: [%s], cost: 20 / h}\n", NAMES[q], NAMES[q]);
  for (int q = 0; q < n; q++) {
    int other = (q + g_rand_int_range(rand, 1, n)) % n;
    g_string_append_printf(text, "  %s_first: {serves: {%s: {}, %s: {rank: %d}}, cost: %.1f / h}\n", NAMES[q], NAMES[q],
                           NAMES[other], g_rand_int_range(rand, 1, 3), g_rand_double_range(rand, 20, 22));
  }
}

static char *
random_text(GRand *rand)
{
  GString *text = g_string_new("centre: C\ntimezone: UTC\ninterval: 30 min\ncurrency: EUR\n"
                               "horizon: {from: 2026-03-02, to: 2026-03-02}\nopen: {mon: 08:00-20:00}\n"
                               "service_level: answered_within / offered\n");
  int n = g_rand_int_range(rand, 2, 5);
  double size = exp(g_rand_double_range(rand, log(20), log(200)));
  add_queues(text, rand, n);
  add_groups(text, rand, n);
  g_string_append(text, "demand:\n  queues:\n");
  for (int q = 0; q < n; q++)
    g_string_append_printf(text, "    %s: {2026-03-02: {from: 08:00, to: 20:00, each: %.1f}}\n", NAMES[q],
                           size * g_rand_double_range(rand, 0.3, 1.0));
  g_string_append(text, "simulate: {warm_up: 120 min, demand: mean}\n");
  return g_string_free(text, FALSE);
}

static void
simulate(const Written *w, const MusterRequirement *requirement, int replications, guint64 seed, Tally *tally)
{
  MusterSimOptions options = {.seed = seed, .replications = replications, .jobs = 1};
  MusterSimStaff staff = {.requirement = requirement};
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSim) sim = muster_sim_new(w->centre, w->demand, &staff, &options, faults);
  g_autoptr(MusterOutcome) outcome = sim != NULL ? muster_sim_run(sim, NULL, NULL) : NULL;
  if (outcome == NULL)
    g_error("the case cannot be simulated");
  for (int q = 0; q < w->centre->n_queues; q++) {
    double above = outcome->queue[q].m[MUSTER_MEASURE_SERVICE_LEVEL].mean - 0.8;
    tally->worst = MIN(tally->worst, above);
    tally->sum += above;
    tally->below += above < -0.01;
    tally->queues++;
    for (int i = 0; i < w->centre->grid->n; i++)
      tally->agent_h += requirement->need[q * w->centre->grid->n + i].agents / 2;
  }
}

/* Simulates a case that pools anything, and the same with every queue for itself. */
static gboolean
run_case(GRand *rand, int replications, guint64 seed, Tally *together, Tally *alone)
{
  g_autofree char *text = random_text(rand);
  g_auto(Written) w = {0};
  written_staff(&w, text, MUSTER_STAFFING_STATIONARY);
  if (w.staffing == NULL)
    written_stop(&w);
  if (w.staffing->n_pools != 1 ||
      __builtin_popcountll(w.staffing->pool[0].queues) < w.centre->n_queues)
    return FALSE;
  g_autoptr(MusterRequirement) apart = muster_requirement_new(w.centre);
  memcpy(apart->need, w.staffing->alone, sizeof(MusterNeed) * (gsize) (w.centre->n_queues * w.centre->grid->n));
  double before = together->worst;
  simulate(&w, w.staffing->requirement, replications, seed, together);
  simulate(&w, apart, replications, seed, alone);
  if (together->worst < before && together->worst < -0.02)
    printf("%.1f points below:\n%s\n", -100 * together->worst, text);
  return TRUE;
}

static void
tell(const char *name, const Tally *t)
{
  printf("  %-9s %8.0f agent-hours; service level %+.1f points from the target on average, %+.1f at worst; %d of %d queues "
         "more than a point below\n",
         name, t->agent_h, 100 * t->sum / t->queues, 100 * t->worst, t->below, t->queues);
}

int
main(int argc, char **argv)
{
  int cases = argc > 1 ? atoi(argv[1]) : 20, replications = argc > 2 ? atoi(argv[2]) : 50, pooled = 0;
  guint32 seed = argc > 3 ? (guint32) g_ascii_strtoull(argv[3], NULL, 10) : g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Tally together = {0}, alone = {0};
  for (int k = 0; k < cases; k++)
    pooled += run_case(rand, replications, (guint64) k, &together, &alone);
  printf("seed %u, %d centres, %d of them pooled, %d replications\n", seed, cases, pooled, replications);
  if (pooled == 0)
    return 1;
  tell("together", &together);
  tell("alone", &alone);
  return together.below > MOST_BELOW * together.queues || together.agent_h > alone.agent_h ? 1 : 0;
}
