/* Routers in long steady runs against exact values.
 *
 * - One line for two queues (`longest_wait`) is M/M/c, and so is any choice among agents who are all alike: mean waits by the
 *   formulas of the erlang room.
 * - `weighted_wait` at one agent is Kleinrock's delay-dependent priority (1964, "A delay dependent queue discipline", Naval
 *   Research Logistics Quarterly 11): with weights b_1 ≤ … ≤ b_P and W_0 = Σ λ_i E[S_i²] / 2,
 *     W_p = (W_0 / (1 − ρ) − Σ_{i < p} ρ_i W_i (1 − b_i / b_p)) / (1 − Σ_{i > p} ρ_i (1 − b_p / b_i)).
 * - `longest_wait` and `priority` are its ends: equal weights, and a weight beyond all others.
 *
 * Replications begin after a long warm-up and are independent: their spread gives the standard errors. |z| < 4 is asked of
 * every mean wait.
 */
#include "sim_case.h"
#include <muster/erlang.h>
#include <stdio.h>
#include <stdlib.h>

#define DAYS 400 /* replications of a day each */

static int bad = 0, n_checked = 0;
static double sum_z2 = 0;

static void
check(const char *what, const MusterMeasure *got, double want)
{
  double half = (got->upper - got->lower) / 2, error = half / 1.966; /* Student's 97.5 % point, 399 degrees of freedom */
  double z = (got->mean - want) / error;
  n_checked++;
  sum_z2 += z * z;
  printf("%-44s %9.3f s, exact %9.3f s, z %5.2f\n", what, got->mean, want, z);
  if (!(fabs(z) < 4)) {
    printf("  z is too large\n");
    bad++;
  }
}

/* Queues with so many contacts an hour and mean handle times, exponential; one group serves them all. */
static void
set_up(SimCase *k, int n_queues, const double *per_h, const double *handle_s, int agents)
{
  case_init(k, n_queues, 1, 1, 0, 24);
  for (int q = 0; q < n_queues; q++) {
    case_serve(k, 0, q, 1, 1 + q);
    case_dist(&k->queue[q].handle, "exponential", handle_s[q], NAN);
    for (int i = 0; i < k->c.grid->n; i++)
      k->demand->queue[q].contacts[i] = per_h[q] / 2;
  }
  case_on_duty(k, 0, agents);
  k->c.simulate.replications = DAYS;
  k->c.simulate.warm_up_s = 6 * H;
  k->options.all_measures = FALSE;
  k->options.jobs = 2;
}

/* --- M/M/c --------------------------------------------------------------------------------------------------------- */

static double
mean_wait_s(double load_erl, double handle_s, int agents)
{
  MusterErlangTraffic traffic = {load_erl, handle_s, INFINITY};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  MusterErlangService service;
  g_autoptr(GError) error = NULL;
  if (!muster_erlang_service(&traffic, &targets, agents, &service, &error))
    g_error("%s", error->message);
  return service.asa_s;
}

static void
one_line(void)
{
  SimCase k;
  double per_h[2] = {100, 60}, handle_s[2] = {180, 180};
  set_up(&k, 2, per_h, handle_s, 9);
  k.c.choose_contact.name = (char *) (gpointer) "longest_wait";
  g_autoptr(MusterOutcome) out = case_run(&k);
  double want = mean_wait_s(8, 180, 9);
  check("longest_wait, 9 agents, queue of 100 / h", &out->queue[0].m[MUSTER_MEASURE_ASA], want);
  check("longest_wait, 9 agents, queue of 60 / h", &out->queue[1].m[MUSTER_MEASURE_ASA], want);
  case_clear(&k);
}

/* Two groups alike: who takes it matters to nobody who waits. */
static void
any_agent(void)
{
  const char *const *names = muster_sim_names()->choose_agent;
  for (int i = 0; names[i] != NULL; i++) {
    SimCase k;
    double per_h = 160, handle_s = 180;
    set_up(&k, 1, &per_h, &handle_s, 5);
    k.c.n_groups = 2;
    k.group[1] = (MusterGroup) {.name = (char *) (gpointer) "other", .serves = k.serves[1], .has_on_duty = TRUE};
    case_serve(&k, 1, 0, 1, 1);
    case_on_duty(&k, 1, 4);
    k.options.seed = 2 + (guint64) i;
    k.c.choose_agent.name = (char *) (gpointer) names[i];
    g_autoptr(MusterOutcome) out = case_run(&k);
    g_autofree char *what = g_strdup_printf("%s, 5 + 4 agents", names[i]);
    check(what, &out->queue[0].m[MUSTER_MEASURE_ASA], mean_wait_s(8, 180, 9));
    case_clear(&k);
  }
}

/* --- Kleinrock's priorities ------------------------------------------------------------------------------------------ */

/* Mean waits by queue; weights ascending. */
static void
kleinrock(int n, const double *per_h, const double *handle_s, const double *weight, double *wait_s)
{
  double rho[CASE_QUEUES], load = 0, residual = 0;
  for (int i = 0; i < n; i++) {
    rho[i] = per_h[i] / 3600 * handle_s[i];
    load += rho[i];
    residual += rho[i] * handle_s[i]; /* λ E[S²] / 2 with E[S²] = 2 E[S]² */
  }
  for (int p = 0; p < n; p++) {
    double above = residual / (1 - load), below = 1;
    for (int i = 0; i < p; i++)
      above -= rho[i] * wait_s[i] * (1 - weight[i] / weight[p]);
    for (int i = p + 1; i < n; i++)
      below -= rho[i] * (1 - weight[p] / weight[i]);
    wait_s[p] = above / below;
  }
}

static void
weights(double second, double third)
{
  SimCase k;
  double per_h[3] = {30, 20, 12}, handle_s[3] = {40, 60, 30}, weight[3] = {1, second, third}, none[3] = {0}, wait_s[3];
  char *key[3];
  set_up(&k, 3, per_h, handle_s, 1);
  for (int q = 0; q < 3; q++)
    key[q] = k.queue[q].name;
  k.c.choose_contact = (MusterRouter) {.name = (char *) (gpointer) "weighted_wait", .n = 3, .key = key, .value = weight, .value2 = none};
  k.options.seed = (guint64) (100 * second + third);
  g_autoptr(MusterOutcome) out = case_run(&k);
  kleinrock(3, per_h, handle_s, weight, wait_s);
  for (int q = 0; q < 3; q++) {
    g_autofree char *what = g_strdup_printf("weighted_wait 1 : %g : %g, queue %d", second, third, q + 1);
    check(what, &out->queue[q].m[MUSTER_MEASURE_ASA], wait_s[q]);
  }
  case_clear(&k);
}

int
main(void)
{
  one_line();
  any_agent();
  weights(1, 1);
  weights(2, 5);
  weights(4, 1e6);
  printf("%d mean waits, mean of z² %.2f, %d bad\n", n_checked, sum_z2 / n_checked, bad);
  return bad == 0 ? 0 : 1;
}
