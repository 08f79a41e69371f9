/* Repeats, self-service, and what the days before bring: by hand, and beside the traffic equations. */
#include "sim_case.h"

#define OPEN (8 * H)

static void
one_agent(SimCase *k, int n_days)
{
  case_init(k, 1, 1, n_days, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 1);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->queue[0].observed_abandonment = k->queue[0].observed_contained = NAN;
}

static void
clear(SimCase *k)
{
  muster_dist_clear(&k->queue[0].redial_delay);
  muster_dist_clear(&k->queue[0].repeat_delay);
  case_clear(k);
}

/* Every answered contact comes again an hour after its end, day after day in the mornings too, until the end. */
static void
repeats_repeat(void)
{
  SimCase k;
  one_agent(&k, 2);
  k.queue[0].repeat_chance = 0.98; /* 1 would never end; the draws of this seed all come below */
  case_dist(&k.queue[0].repeat_delay, "fixed", H, NAN);
  case_arrive(&k, 15 * H, 0); /* and 16:01, 17:02; 18:03 is 08:00 of the next day, then 09:01, … 17:09 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 13);
  ASSERT_Q(out, 0, REPEATS, 12);
  ASSERT_Q(out, 0, FRESH, 1);
  ASSERT_CLOSE(out->queue_interval[48 + 16].m[MUSTER_MEASURE_REPEATS].mean, 1, 0, 0); /* at the opening */
  clear(&k);
}

/* A self-service that settles all leaves nobody; one that settles none takes its time. */
static void
self_service_settles_or_lets_through(void)
{
  for (int settles = 0; settles < 2; settles++) {
    SimCase k;
    one_agent(&k, 1);
    MusterSelfservice self = {.queue = 0, .contains = settles ? 1 : 1e-12, .takes_s = 2700, .counts_before = TRUE};
    k.c.n_selfservice = 1;
    k.c.selfservice = &self;
    case_arrive(&k, OPEN, 0);
    case_arrive(&k, OPEN + 10, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, CONTAINED, settles ? 2 : 0);
    ASSERT_Q(out, 0, OFFERED, settles ? 0 : 2);
    ASSERT_Q(out, 0, FRESH, settles ? 0 : 2);
    if (!settles)
      ASSERT_CLOSE(out->queue_interval[17].m[MUSTER_MEASURE_OFFERED].mean, 2, 0, 0); /* 45 minutes later */
    clear(&k);
  }
}

/* --- beside the traffic equations ------------------------------------------------------------------------------------- */

typedef struct {
  SimCase k;
  MusterTransfer on[2];
  double redial[2];
  MusterSelfservice self;
} Busy;

/* Two queues with everything, and days on which not all are answered. With nights that are closed the delays are short: the
 * equations spread over its interval what in truth stands at the door when it opens. */
static void
busy_init(Busy *b, gboolean night)
{
  SimCase *k = &b->k;
  case_init(k, 2, 2, 2, night ? 0 : 8, night ? 24 : 18);
  b->on[0] = (MusterTransfer){.queue = 1, .outside = -1, .share = 0.15};
  b->redial[0] = 0.7;
  b->redial[1] = 0.4;
  b->self = (MusterSelfservice){.queue = 1, .contains = 0.3, .takes_s = 30, .counts_before = TRUE};
  k->c.n_selfservice = 1;
  k->c.selfservice = &b->self;
  k->queue[0].n_transfers = 1;
  k->queue[0].transfer = b->on;
  for (int q = 0; q < 2; q++) {
    MusterQueue *queue = &k->queue[q];
    queue->target = (MusterTarget){.answer = 0.8, .within_s = 20, .abandon = NAN, .asa_s = NAN, .occupancy = NAN};
    queue->observed_abandonment = queue->observed_contained = NAN;
    queue->n_redial_abandon = 2;
    queue->redial_abandon = b->redial;
    case_dist(&queue->handle, "exponential", 240, NAN);
    case_dist(&queue->patience, "exponential", 90, NAN);
    case_dist(&queue->redial_delay, "exponential", 1500, NAN);
    queue->repeat_chance = 0.2;
    case_dist(&queue->repeat_delay, "exponential", night ? 20 * H : H, NAN);
    case_serve(k, q, q, 1, 1);
    case_on_duty(k, q, q == 0 ? 15 : 13);
    for (int i = 0; i < k->c.grid->n; i++)
      if (muster_centre_open_s(&k->c, q, i) > 0)
        k->demand->queue[q].contacts[i] = 80 + 4 * sin(i * 0.4 + q);
  }
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->c.simulate.replications = 100;
  k->options.all_measures = FALSE;
}

static void
busy_clear(Busy *b)
{
  for (int q = 0; q < 2; q++) {
    b->k.queue[q].transfer = NULL;
    muster_dist_clear(&b->k.queue[q].redial_delay);
    muster_dist_clear(&b->k.queue[q].repeat_delay);
  }
  case_clear(&b->k);
}

/* Abandonment by interval, as simulated. */
static double *
seen(const MusterOutcome *out)
{
  gsize n = (gsize) out->n_queues * (gsize) out->grid->n;
  double *share = g_new(double, n);
  for (gsize x = 0; x < n; x++)
    share[x] = out->queue_interval[x].m[MUSTER_MEASURE_ABANDONMENT].mean;
  return share;
}

/* Mean within its interval of confidence, and half of that again: one in 300 would be outside by chance. */
static gboolean
agrees(const MusterMeasure *m, double want, double slack)
{
  gboolean ok = fabs(m->mean - want) <= 1.5 * (m->upper - m->mean) + slack * want;
  if (!ok)
    g_printerr("simulated %g [%g, %g], computed %g\n", m->mean, m->lower, m->upper, want);
  return ok;
}

static double
sum(const double *row, int q, int n)
{
  double s = 0;
  for (int i = 0; i < n; i++)
    s += row[q * n + i];
  return s;
}

/* Gives the days before the service that the horizon has. */
static void
observe(Busy *b)
{
  g_autoptr(MusterOutcome) out = case_run(&b->k);
  for (int q = 0; q < 2; q++)
    b->k.queue[q].observed_abandonment = out->queue[q].m[MUSTER_MEASURE_ABANDONMENT].mean;
}

/* What is offered, and of what kind, at the service that the simulation gives. */
static void
offered_is_what_the_equations_say(void)
{
  for (int night = 0; night < 2; night++) {
    Busy b;
    busy_init(&b, night == 1);
    observe(&b);
    g_autoptr(MusterOutcome) out = case_run(&b.k);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterFlows) flows = muster_flows_new(&b.k.c, b.k.demand, faults);
    g_autofree double *share = seen(out);
    MusterFlowService service = {.abandonment = share};
    CU_ASSERT_TRUE_FATAL(muster_flows_plan(flows, &service, faults));
    int n = out->grid->n;
    for (int q = 0; q < 2; q++) {
      CU_ASSERT(agrees(&out->queue[q].m[MUSTER_MEASURE_FRESH], sum(flows->plan.fresh, q, n), 0));
      CU_ASSERT(agrees(&out->queue[q].m[MUSTER_MEASURE_OFFERED], sum(flows->plan.offered, q, n), 0.004));
      CU_ASSERT(agrees(&out->queue[q].m[MUSTER_MEASURE_REPEATS], sum(flows->plan.part[MUSTER_FLOW_REPEATS], q, n), 0.01));
      CU_ASSERT(agrees(&out->queue[q].m[MUSTER_MEASURE_REDIALS], sum(flows->plan.part[MUSTER_FLOW_REDIALS], q, n), 0.01));
    }
    CU_ASSERT(agrees(&out->queue[1].m[MUSTER_MEASURE_CONTAINED], sum(flows->plan.contained, 1, n), 0.004));
    busy_clear(&b);
  }
}

/* Offered counts at the service that they were counted at: the simulation is offered what was counted. */
static void
counts_come_again(void)
{
  Busy b;
  busy_init(&b, TRUE);
  observe(&b);
  g_autoptr(MusterOutcome) before = case_run(&b.k);
  int n = before->grid->n;
  b.k.demand->counts = MUSTER_COUNTS_OFFERED;
  for (int q = 0; q < 2; q++) {
    b.k.queue[q].observed_abandonment = before->queue[q].m[MUSTER_MEASURE_ABANDONMENT].mean;
    for (int i = 0; i < n; i++) {
      const MusterMeasure *m = before->queue_interval[q * n + i].m;
      b.k.demand->queue[q].contacts[i] = m[MUSTER_MEASURE_OFFERED].mean + (q == 1 ? m[MUSTER_MEASURE_CONTAINED].mean : 0);
    }
  }
  b.k.options.seed = 2;
  g_autoptr(MusterOutcome) again = case_run(&b.k);
  for (int q = 0; q < 2; q++) {
    CU_ASSERT(agrees(&again->queue[q].m[MUSTER_MEASURE_OFFERED], before->queue[q].m[MUSTER_MEASURE_OFFERED].mean, 0.02));
    CU_ASSERT(agrees(&again->queue[q].m[MUSTER_MEASURE_FRESH], before->queue[q].m[MUSTER_MEASURE_FRESH].mean, 0.02));
  }
  busy_clear(&b);
}

/* Repeats of 30 h: without the days before, the first day would have next to none. */
static void
the_first_day_is_as_the_others(void)
{
  Busy b;
  busy_init(&b, TRUE);
  for (int q = 0; q < 2; q++)
    for (int i = 0; i < b.k.c.grid->n; i++)
      b.k.demand->queue[q].contacts[i] = 60;
  observe(&b);
  g_autoptr(MusterOutcome) out = case_run(&b.k);
  for (int q = 0; q < 2; q++) {
    const MusterMeasure *first = out->queue_day[2 * q].m, *second = out->queue_day[2 * q + 1].m;
    CU_ASSERT(agrees(&first[MUSTER_MEASURE_REPEATS], second[MUSTER_MEASURE_REPEATS].mean, 0.03));
    CU_ASSERT(agrees(&first[MUSTER_MEASURE_OFFERED], second[MUSTER_MEASURE_OFFERED].mean, 0.01));
  }
  busy_clear(&b);
}

void test_returns(void);
void
test_returns(void)
{
  CU_pSuite suite = CU_add_suite("returns", NULL, NULL);
  ADD_TEST(suite, repeats_repeat);
  ADD_TEST(suite, self_service_settles_or_lets_through);
  ADD_TEST(suite, offered_is_what_the_equations_say);
  ADD_TEST(suite, counts_come_again);
  ADD_TEST(suite, the_first_day_is_as_the_others);
}
