/* The traffic equations: small cases by hand, and that the two directions undo one another. */
#include "made_centre.h"
#include "muster_test.h"

enum { QUARTERS = 96 };

typedef struct {
  MadeCentre *made;
  MusterDemand *demand;
  MusterWindow window;
  MusterTransfer transfer[MADE_QUEUES];
  MusterSelfservice selfservice[MADE_QUEUES];
  double redial[MADE_QUEUES][3];
  double *abandonment;
} Scene;

static MusterDist
dist(const char *name, double mean_s)
{
  MusterDist made = {0};
  char *why = NULL;
  if (!muster_dist_make(&made, name, mean_s, NAN, FALSE, &why))
    g_error("%s", why);
  return made;
}

/* Quarter hours, always open; voice queues of 4 min (fixed) and 3 min of patience, without flows. */
static void
scene_init(Scene *s, int n_queues, int n_days)
{
  static const char *const NAMES[] = {"sales", "support", "billing", "orders"};
  memset(s, 0, sizeof *s);
  s->made = made_centre_new("UTC", muster_day_from_ymd(2026, 11, 9), n_days, 900);
  for (int q = 0; q < n_queues; q++) {
    MusterQueue *queue = &s->made->queue[made_queue(s->made, NAMES[q])];
    queue->handle = dist("fixed", 240);
    queue->patience = dist("exponential", 180);
    queue->observed_abandonment = queue->observed_contained = NAN;
    queue->escalate_queue = queue->escalate_outside = queue->follow_up_queue = -1;
    queue->escalate_after_s = NAN;
  }
  s->demand = muster_demand_new(&s->made->centre);
  s->demand->counts = MUSTER_COUNTS_FRESH;
  s->abandonment = g_new0(double, n_queues *s->made->centre.grid->n);
}

static void
scene_clear(Scene *s)
{
  for (int q = 0; q < s->made->centre.n_queues; q++) {
    muster_dist_clear(&s->made->queue[q].handle);
    muster_dist_clear(&s->made->queue[q].redial_delay);
    muster_dist_clear(&s->made->queue[q].repeat_delay);
  }
  muster_demand_free(s->demand);
  g_free(s->abandonment);
  made_centre_free(s->made);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static void
redials(Scene *s, int q, int n, const char *kind, double mean_s)
{
  MusterQueue *queue = &s->made->queue[q];
  queue->n_redial_abandon = n;
  queue->redial_abandon = s->redial[q];
  queue->redial_delay = dist(kind, mean_s);
}

static void
abandon(Scene *s, int q, double share)
{
  for (int i = 0; i < s->made->centre.grid->n; i++)
    s->abandonment[q * s->made->centre.grid->n + i] = share;
}

static double *
contacts(Scene *s, int q)
{
  return s->demand->queue[q].contacts;
}

/* Solved at the scene's abandonment. */
static MusterFlows *
solve(Scene *s)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterFlows *flows = muster_flows_new(&s->made->centre, s->demand, faults);
  MusterFlowService service = {.abandonment = s->abandonment};
  if (flows == NULL || !muster_flows_plan(flows, &service, faults)) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_printerr("%s", text);
    CU_FAIL_FATAL("no flows");
  }
  return flows;
}

static double
offered(const MusterFlows *flows, int q, int i)
{
  return flows->plan.offered[q * flows->grid->n + i];
}

/* --- by hand --------------------------------------------------------------------------------------------------------- */

static void
redials_come_after_their_delay(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 0.5;
  redials(&s, 0, 1, "fixed", 1800);
  abandon(&s, 0, 0.1);
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  ASSERT_CLOSE(offered(flows, 0, 10), 100, 1e-12, 0);
  ASSERT_CLOSE(offered(flows, 0, 11), 0, 0, 1e-12);
  ASSERT_CLOSE(offered(flows, 0, 12), 5, 1e-12, 0);
  ASSERT_CLOSE(offered(flows, 0, 14), 0.25, 1e-12, 0);
  ASSERT_CLOSE(flows->plan.part[MUSTER_FLOW_REDIALS][12], 5, 1e-12, 0);
}

/* Half a quarter: half of them come in the same quarter, half in the next. */
static void
delay_shorter_than_an_interval(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 1;
  redials(&s, 0, 1, "fixed", 450);
  abandon(&s, 0, 0.2);
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  /* x = 100 + 0.2 · ½ x; the next: y = ½ · 0.2 · x + ½ · 0.2 · y */
  double x = 100 / 0.9, y = 0.1 * x / 0.9;
  ASSERT_CLOSE(offered(flows, 0, 10), x, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 11), y, 1e-9, 0);
}

static void
exponential_delay(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 1;
  redials(&s, 0, 1, "exponential", 900);
  abandon(&s, 0, 0.1);
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  /* the delay in quarters is exponential of mean 1: share(0) = 1 − (1 − 1/e), then (1 − 1/e)² e^{−(m − 1)} */
  double w0 = exp(-1), x = 100 / (1 - 0.1 * w0), w1 = pow(1 - exp(-1), 2);
  ASSERT_CLOSE(offered(flows, 0, 10), x, 1e-6, 0);
  ASSERT_CLOSE(offered(flows, 0, 11), 0.1 * w1 * x / (1 - 0.1 * w0), 1e-5, 0);
}

/* From 20:00 on nobody is there; a redial of the evening comes at 08:00, and one of before the horizon too. */
static void
closed_hours_wait_for_the_opening(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 2);
  s.window = (MusterWindow){.days = 127, .from_s = 8 * 3600, .to_s = 20 * 3600};
  s.made->centre.open = (MusterHours){.n = 1, .window = &s.window};
  s.redial[0][0] = 0.5;
  redials(&s, 0, 1, "fixed", 1800);
  abandon(&s, 0, 0.1);
  contacts(&s, 0)[79] = 100;            /* 19:45 on the first day */
  contacts(&s, 0)[QUARTERS + 79] = 200; /* and the second */
  g_autoptr(MusterFlows) flows = solve(&s);
  ASSERT_CLOSE(offered(flows, 0, 79), 100, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 80), 0, 0, 1e-9);
  ASSERT_CLOSE(offered(flows, 0, QUARTERS + 32), 5, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 32), 10, 1e-9, 0); /* the two days went on before them */
  ASSERT_CLOSE(flows->plan.after_end[0], 10, 1e-9, 0);
}

static void
repeats_repeat(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.made->queue[0].repeat_chance = 0.2;
  s.made->queue[0].repeat_delay = dist("fixed", 3600 - 240); /* and the handle time: an hour */
  abandon(&s, 0, 0.25);
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  ASSERT_CLOSE(offered(flows, 0, 14), 15, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 18), 2.25, 1e-9, 0);
  ASSERT_CLOSE(flows->plan.part[MUSTER_FLOW_REPEATS][14], 15, 1e-9, 0);
}

/* Transfers in a circle: a → b 50 %, b → a 20 %; taken over the day a = 100 + 0.2 b, b = 0.5 a. */
static void
transfers_in_a_circle(void)
{
  g_auto(Scene) s;
  scene_init(&s, 2, 1);
  s.transfer[0] = (MusterTransfer){1, -1, 0.5};
  s.transfer[1] = (MusterTransfer){0, -1, 0.2};
  for (int q = 0; q < 2; q++) {
    s.made->queue[q].n_transfers = 1;
    s.made->queue[q].transfer = &s.transfer[q];
  }
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  double a = 0, b = 0;
  for (int i = 0; i < QUARTERS; i++) {
    a += offered(flows, 0, i);
    b += offered(flows, 1, i);
  }
  ASSERT_CLOSE(a, 100 / 0.9, 1e-9, 0);
  ASSERT_CLOSE(b, 50 / 0.9, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 1, 10), 50 * (1 - 240.0 / 900) / (1 - 0.1 * pow(1 - 240.0 / 900, 2)), 1e-9, 0);
}

/* 60 % the first time, 30 % after that. */
static void
chance_by_attempt(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 0.6;
  s.redial[0][1] = 0.3;
  redials(&s, 0, 2, "fixed", 900);
  abandon(&s, 0, 0.5);
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  ASSERT_CLOSE(offered(flows, 0, 11), 30, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 12), 4.5, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 13), 0.675, 1e-9, 0);
}

static void
selfservice_stands_in_front(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.selfservice[0] = (MusterSelfservice){.queue = 0, .contains = 0.25, .counts_before = TRUE};
  s.made->centre.selfservice = s.selfservice;
  s.made->centre.n_selfservice = 1;
  s.redial[0][0] = 0.5;
  redials(&s, 0, 1, "fixed", 900);
  abandon(&s, 0, 0.2);
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFlows) flows = solve(&s);
  ASSERT_CLOSE(offered(flows, 0, 10), 75, 1e-12, 0);
  ASSERT_CLOSE(offered(flows, 0, 11), 75 * 0.1 * 0.75, 1e-12, 0); /* a redial meets it again */
  ASSERT_CLOSE(flows->plan.contained[10], 25, 1e-12, 0);
  ASSERT_CLOSE(flows->plan.contained[11], 7.5 * 0.25, 1e-12, 0);
}

/* The history's service kept 30 % away; now 45 % will be. */
static void
selfservice_as_a_change(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.selfservice[0] = (MusterSelfservice){.queue = 0, .contains = 0.45};
  s.made->centre.selfservice = s.selfservice;
  s.made->centre.n_selfservice = 1;
  s.made->queue[0].observed_contained = 0.3;
  s.demand->counts = MUSTER_COUNTS_OFFERED;
  contacts(&s, 0)[10] = 70;
  g_autoptr(MusterFlows) flows = solve(&s);
  ASSERT_CLOSE(offered(flows, 0, 10), 55, 1e-12, 0);
  ASSERT_CLOSE(flows->issues[10], 100, 1e-12, 0);
}

static void
cases_and_callbacks(void)
{
  g_auto(Scene) s;
  scene_init(&s, 3, 1);
  MusterQueue *cases = &s.made->queue[0], *hard = &s.made->queue[1], *out = &s.made->queue[2];
  for (int q = 0; q < 3; q++)
    s.made->queue[q].patience.info = NULL;
  cases->channel = hard->channel = MUSTER_CHANNEL_CASE;
  out->channel = MUSTER_CHANNEL_OUTBOUND;
  out->reach = 0.5;
  out->attempts = 3;
  cases->follow_up_chance = 1;
  cases->follow_up_queue = 2;
  cases->reopen_chance = 0.1;
  cases->escalate_queue = 1;
  cases->escalate_after_s = 3600;
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterFlows) flows = muster_flows_new(&s.made->centre, s.demand, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(flows);
  double escalated[] = {0.2, NAN, NAN}, sum[3] = {0};
  MusterFlowService service = {.escalated = escalated};
  CU_ASSERT_TRUE(muster_flows_plan(flows, &service, faults));
  for (int q = 0; q < 3; q++)
    for (int i = 0; i < QUARTERS; i++)
      sum[q] += offered(flows, q, i);
  double all = 100 / (1 - 0.8 * 0.1); /* reopened ones are finished or escalated again */
  ASSERT_CLOSE(sum[0], all, 1e-9, 0);
  ASSERT_CLOSE(sum[1], 0.2 * all, 1e-9, 0);
  ASSERT_CLOSE(sum[2], 0.8 * all * 1.75, 1e-9, 0); /* 1 + ½ + ¼ attempts */
  ASSERT_CLOSE(flows->plan.part[MUSTER_FLOW_ESCALATED][flows->grid->n + 14], 20, 0.2, 0);
}

/* --- there and back ------------------------------------------------------------------------------------------------- */

static double
draw(guint64 seed, int n, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(seed, (guint64) n), MUSTER_DRAW_OTHER);
}

static void
random_scene(Scene *s, guint64 seed)
{
  int x = 0;
  scene_init(s, 3, 1 + (int) draw(seed, x++, 0, 9));
  s->window = (MusterWindow){.days = 31, .from_s = 8 * 3600, .to_s = 18 * 3600};
  if (draw(seed, x++, 0, 1) < 0.6)
    s->made->centre.open = (MusterHours){.n = 1, .window = &s->window};
  s->selfservice[0] = (MusterSelfservice){.queue = 1, .contains = draw(seed, x++, 0, 0.8)};
  s->selfservice[0].counts_before = draw(seed, x++, 0, 1) < 0.5;
  s->made->centre.selfservice = s->selfservice;
  s->made->centre.n_selfservice = draw(seed, x++, 0, 1) < 0.5;
  for (int q = 0; q < 3; q++) {
    MusterQueue *queue = &s->made->queue[q];
    for (int k = 0; k < 3; k++)
      s->redial[q][k] = draw(seed, x++, 0, 1);
    int n_chances = (int) draw(seed, x++, 0, 4);
    redials(s, q, n_chances, "exponential", exp(draw(seed, x++, 3, 12)));
    queue->repeat_chance = draw(seed, x++, -0.2, 0.3);
    queue->repeat_delay = dist("exponential", exp(draw(seed, x++, 3, 13)));
    s->transfer[q] = (MusterTransfer){(q + 1) % 3, -1, draw(seed, x++, 0, 0.3)};
    queue->n_transfers = draw(seed, x++, 0, 1) < 0.6;
    queue->transfer = &s->transfer[q];
    queue->observed_abandonment = draw(seed, x++, 0, 0.6);
    abandon(s, q, queue->observed_abandonment);
    for (int i = 0; i < s->made->centre.grid->n; i++)
      if (muster_centre_open_s(&s->made->centre, q, i) > 0)
        contacts(s, q)[i] = draw(seed, x++, 0, 50);
      else /* who is put through to a closed queue finds nobody */
        s->abandonment[q * s->made->centre.grid->n + i] = 1;
  }
}

/* Fresh contacts forward, what is offered taken as counts, and back again. */
static void
back_undoes_forth(void)
{
  for (guint64 seed = 1; seed <= 15; seed++) {
    g_auto(Scene) s;
    random_scene(&s, seed);
    g_autoptr(MusterFlows) forth = solve(&s);
    int n = forth->grid->n;
    double most = 0, off = 0;
    g_autofree double *want = g_memdup2(forth->issues, (gsize) (3 * n) * sizeof(double));
    s.demand->counts = MUSTER_COUNTS_OFFERED;
    for (int q = 0; q < 3; q++)
      for (int i = 0; i < n; i++) {
        gboolean before = s.made->centre.n_selfservice == 1 && q == 1 && s.selfservice[0].counts_before;
        contacts(&s, q)[i] = offered(forth, q, i) + (before ? forth->plan.contained[q * n + i] : 0);
      }
    g_autoptr(MusterFlows) back = solve(&s);
    for (int x = 0; x < 3 * n; x++) {
      off = MAX(off, fabs(back->issues[x] - want[x]));
      off = MAX(off, fabs(back->plan.offered[x] - forth->plan.offered[x]));
      most = MAX(most, forth->plan.offered[x]);
    }
    if (!(off <= 1e-7 * most))
      g_printerr("seed %d: off by %g of %g\n", (int) seed, off, most);
    CU_ASSERT_TRUE(off <= 1e-7 * most);
  }
}

/* Whoever leaves a queue's contacts comes somewhere, or after the end: totals of what goes out and comes in agree when the
 * horizon repeats itself. */
static void
parts_add_up(void)
{
  for (guint64 seed = 100; seed < 108; seed++) {
    g_auto(Scene) s;
    random_scene(&s, seed);
    g_autoptr(MusterFlows) flows = solve(&s);
    for (int x = 0; x < 3 * flows->grid->n; x++) {
      double sum = flows->plan.fresh[x];
      for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
        sum += flows->plan.part[kind] != NULL ? flows->plan.part[kind][x] : 0;
      ASSERT_CLOSE(sum, flows->plan.offered[x], 1e-9, 1e-9);
    }
  }
}

static void
without_flows_nothing_changes(void)
{
  g_auto(Scene) s;
  scene_init(&s, 2, 1);
  s.demand->counts = MUSTER_COUNTS_OFFERED;
  for (int q = 0; q < 2; q++)
    for (int i = 0; i < QUARTERS; i++)
      contacts(&s, q)[i] = draw(7, q * QUARTERS + i, 0, 100);
  g_autoptr(MusterFlows) flows = solve(&s);
  CU_ASSERT_FALSE(flows->any);
  g_autoptr(MusterDemand) out = muster_flows_offered(flows, s.demand), new = muster_flows_issues(flows, s.demand);
  for (int q = 0; q < 2; q++) {
    CU_ASSERT_EQUAL(memcmp(out->queue[q].contacts, contacts(&s, q), QUARTERS * sizeof(double)), 0);
    CU_ASSERT_EQUAL(memcmp(new->queue[q].contacts, contacts(&s, q), QUARTERS * sizeof(double)), 0);
  }
}

/* --- what cannot be ------------------------------------------------------------------------------------------------- */

static void
counts_that_contradict_the_chances(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 1;
  redials(&s, 0, 1, "fixed", 900);
  s.made->queue[0].observed_abandonment = 0.5;
  s.demand->counts = MUSTER_COUNTS_OFFERED;
  contacts(&s, 0)[10] = 100;
  contacts(&s, 0)[11] = 20; /* 50 come back alone */
  g_autoptr(MusterFlows) flows = solve(&s);
  CU_ASSERT_EQUAL(flows->issues[11], 0);
  CU_ASSERT_EQUAL_FATAL(flows->notes->len, 1);
  CU_ASSERT_PTR_NOT_NULL(strstr(flows->notes->pdata[0], "by 40.0 in all")); /* 30, and of 20 another 10 */
}

static void
endless_returns_are_refused(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 1;
  redials(&s, 0, 1, "fixed", 900);
  s.made->queue[0].observed_abandonment = 1;
  s.demand->counts = MUSTER_COUNTS_OFFERED;
  contacts(&s, 0)[10] = 100;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterFlows) flows = muster_flows_new(&s.made->centre, s.demand, faults);
  CU_ASSERT_PTR_NULL(flows);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "contacts of queue 'sales' never come to an end: with 100 % abandoned"));
}

/* Certain returns, no time at all, years: numbers come out, or a fault; never anything that is no number. */
static void
extremes_stay_numbers(void)
{
  static const double CHANCES[] = {0, 1e-12, 0.5, 1}, DELAYS_S[] = {1e-3, 1, 900, 1e5, 3e7}, COUNTS[] = {0, 1e-9, 100, 1e9};
  for (guint64 seed = 1; seed <= 30; seed++) {
    g_auto(Scene) s;
    int x = 0;
    scene_init(&s, 2, 1 + (int) draw(seed, x++, 0, 3));
    s.window = (MusterWindow){.days = draw(seed, x++, 0, 1) < 0.2 ? 0 : 127, .from_s = 8 * 3600, .to_s = 8 * 3600 + 600};
    if (draw(seed, x++, 0, 1) < 0.5)
      s.made->centre.open = (MusterHours){.n = 1, .window = &s.window};
    s.demand->counts = draw(seed, x++, 0, 1) < 0.5 ? MUSTER_COUNTS_FRESH : MUSTER_COUNTS_OFFERED;
    for (int q = 0; q < 2; q++) {
      MusterQueue *queue = &s.made->queue[q];
      for (int k = 0; k < 3; k++)
        s.redial[q][k] = CHANCES[(int) draw(seed, x++, 0, 4)];
      double delay_s = DELAYS_S[(int) draw(seed, x++, 0, 5)];
      redials(&s, q, 3, draw(seed, x, 0, 1) < 0.5 ? "fixed" : "lognormal", delay_s);
      queue->repeat_chance = CHANCES[(int) draw(seed, x++, 0, 3)];
      queue->repeat_delay = dist("exponential", DELAYS_S[(int) draw(seed, x, 0, 5)]);
      s.transfer[q] = (MusterTransfer){1 - q, -1, CHANCES[(int) draw(seed, x++, 0, 3)]};
      queue->n_transfers = 1;
      queue->transfer = &s.transfer[q];
      queue->observed_abandonment = CHANCES[(int) draw(seed, x++, 0, 4)];
      for (int i = 0; i < s.made->centre.grid->n; i++)
        contacts(&s, q)[i] = COUNTS[(int) draw(seed, x++, 0, 4)];
    }
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterFlows) flows = muster_flows_new(&s.made->centre, s.demand, faults);
    CU_ASSERT_EQUAL(flows == NULL, muster_faults_n_errors(faults) > 0);
    for (int i = 0; flows != NULL && i < 2 * flows->grid->n; i++)
      CU_ASSERT(isfinite(flows->plan.offered[i]) && flows->plan.offered[i] >= 0 && isfinite(flows->issues[i]) &&
                flows->issues[i] >= 0);
  }
}

static void
account_adds_up(void)
{
  g_auto(Scene) s;
  scene_init(&s, 1, 1);
  s.redial[0][0] = 0.5;
  redials(&s, 0, 1, "fixed", 1800);
  abandon(&s, 0, 0.1);
  contacts(&s, 0)[10] = 1000;
  g_autoptr(MusterFlows) flows = solve(&s);
  g_autofree char *text = muster_flows_account(flows, &flows->plan, 0),
                  *at = muster_flows_account_at(flows, &flows->plan, 0, 12);
  CU_ASSERT_STRING_EQUAL(text, "offered 1053 = fresh 1000 + redials 53");
  CU_ASSERT_STRING_EQUAL(at, "offered 50.0 = fresh 0.0 + redials 50.0");
}

/* Of 100 counted 20 left for a callback into the other queue, of whose 50 they are 20. Of the 80 who stayed 8 gave up and half
 * of those called again. */
static void
callbacks_are_divided_out(void)
{
  g_auto(Scene) s;
  scene_init(&s, 2, 1);
  MusterCallback callback = {.queue = 0, .into = 1, .accept = 0.5, .times = 1};
  s.made->centre.n_callbacks = 1;
  s.made->centre.callback = &callback;
  s.made->queue[0].observed_callbacks = 0.2;
  s.made->queue[0].observed_abandonment = 0.1;
  s.redial[0][0] = 0.5;
  redials(&s, 0, 1, "fixed", 900);
  s.demand->counts = MUSTER_COUNTS_OFFERED;
  for (int i = 0; i < s.made->centre.grid->n; i++) {
    contacts(&s, 0)[i] = 100;
    contacts(&s, 1)[i] = 50;
  }
  abandon(&s, 0, 0.1);
  g_autoptr(MusterFlows) flows = solve(&s);
  int n = flows->grid->n;
  ASSERT_CLOSE(flows->issues[10], 96, 1e-9, 0);
  ASSERT_CLOSE(flows->issues[n + 10], 30, 1e-9, 0);
  ASSERT_CLOSE(flows->history.part[MUSTER_FLOW_CALLBACKS][n + 10], 20, 1e-9, 0);
  ASSERT_CLOSE(offered(flows, 0, 10), 100, 1e-6, 0);
  ASSERT_CLOSE(offered(flows, 1, 10), 50, 1e-6, 0);
}

void test_flows(void);
void
test_flows(void)
{
  CU_pSuite suite = CU_add_suite("flows", NULL, NULL);
  ADD_TEST(suite, redials_come_after_their_delay);
  ADD_TEST(suite, delay_shorter_than_an_interval);
  ADD_TEST(suite, exponential_delay);
  ADD_TEST(suite, closed_hours_wait_for_the_opening);
  ADD_TEST(suite, repeats_repeat);
  ADD_TEST(suite, transfers_in_a_circle);
  ADD_TEST(suite, chance_by_attempt);
  ADD_TEST(suite, selfservice_stands_in_front);
  ADD_TEST(suite, selfservice_as_a_change);
  ADD_TEST(suite, cases_and_callbacks);
  ADD_TEST(suite, back_undoes_forth);
  ADD_TEST(suite, parts_add_up);
  ADD_TEST(suite, without_flows_nothing_changes);
  ADD_TEST(suite, counts_that_contradict_the_chances);
  ADD_TEST(suite, endless_returns_are_refused);
  ADD_TEST(suite, extremes_stay_numbers);
  ADD_TEST(suite, account_adds_up);
  ADD_TEST(suite, callbacks_are_divided_out);
}
