/* Precision: how it is written, that a run stops by itself, at the same place for any number of threads, or at its cap. */
#include "sim_case.h"

static gboolean
parses(const SimCase *k, const char *text, MusterPrecision *p)
{
  g_autofree char *why = NULL;
  gboolean ok = muster_precision_parse(&k->c, text, p, &why);
  CU_ASSERT(ok == (why == NULL));
  return ok;
}

static void
how_it_is_written(void)
{
  SimCase k;
  case_init(&k, 2, 1, 1, 8, 18);
  MusterPrecision p;
  CU_ASSERT(parses(&k, "service_level: 0.5 points", &p));
  CU_ASSERT(p.place == -1 && !p.of_group && !p.relative && p.measure == MUSTER_MEASURE_SERVICE_LEVEL);
  ASSERT_CLOSE(p.half, 0.005, 1e-15, 0);
  CU_ASSERT(parses(&k, "second.abandonment: 2 %", &p));
  CU_ASSERT(p.place == 1 && p.relative && p.measure == MUSTER_MEASURE_ABANDONMENT);
  CU_ASSERT(parses(&k, "average_speed_of_answer_s: 0.5 s", &p) && p.half == 0.5);
  CU_ASSERT(parses(&k, "alpha.occupancy: 1 points", &p) && p.of_group && p.place == 0);
  CU_ASSERT(parses(&k, "offered: 12", &p) && p.half == 12);
  static const char *const bad[] = {"service_level",         "service_level: 5",  "service_level: -1 points",
                                    "sevice_level: 1 points", "third.offered: 5 %", "offered: 0",
                                    "occupancy: fine",        ": 1 %",              "offered: inf"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    CU_ASSERT_FALSE(parses(&k, bad[i], &p));
  case_clear(&k);
}

static MusterOutcome *
day(int cap, int jobs, gboolean all, double half, guint64 seed)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 3);
  case_dist(&k.queue[0].handle, "exponential", 60, NAN);
  case_dist(&k.queue[0].patience, "exponential", 60, NAN);
  for (int i = 16; i < 36; i++)
    k.demand->queue[0].contacts[i] = 70;
  MusterPrecision p = {.place = -1, .measure = MUSTER_MEASURE_SERVICE_LEVEL, .half = half};
  k.options.precision = &p;
  k.options.n_precisions = 1;
  k.options.replications = cap;
  k.options.jobs = jobs;
  k.options.all_measures = all;
  k.options.seed = seed;
  MusterOutcome *out = case_run(&k);
  case_clear(&k);
  return out;
}

static void
stops_when_it_holds(void)
{
  g_autoptr(MusterOutcome) out = day(5000, 1, TRUE, 0.004, 1);
  const MusterMeasure *m = &out->total.m[MUSTER_MEASURE_SERVICE_LEVEL];
  CU_ASSERT(out->n_precisions == 1 && out->precision[0].held);
  CU_ASSERT(out->replications >= 64 && out->replications < 5000);
  ASSERT_CLOSE(out->precision[0].reached, MAX(m->upper - m->mean, m->mean - m->lower), 0, 0);
  CU_ASSERT(out->precision[0].reached <= 0.004);
  /* The same replications, asked for by their number. */
  g_autoptr(MusterOutcome) other = day(out->replications, 1, TRUE, 1e-9, 1);
  CU_ASSERT_EQUAL(other->replications, out->replications);
  ASSERT_CLOSE(other->total.m[MUSTER_MEASURE_SERVICE_LEVEL].mean, m->mean, 0, 0);
}

static void
same_bytes_for_any_threads(void)
{
  g_autoptr(MusterOutcome) one = day(5000, 1, TRUE, 0.004, 1), three = day(5000, 3, TRUE, 0.004, 1);
  CU_ASSERT_EQUAL(one->replications, three->replications);
  CU_ASSERT(case_same(one, three));
  ASSERT_CLOSE(one->total.m[MUSTER_MEASURE_WAIT_P90].upper, three->total.m[MUSTER_MEASURE_WAIT_P90].upper, 0, 0);
}

static void
stops_at_its_cap(void)
{
  g_autoptr(MusterOutcome) out = day(100, 2, FALSE, 1e-6, 1);
  CU_ASSERT_EQUAL(out->replications, 100);
  CU_ASSERT_FALSE(out->precision[0].held);
  CU_ASSERT(out->precision[0].reached > 1e-6);
}

/* 95 % intervals of runs that stop by themselves hold the truth nearly as often: 100 runs against a long one; 88 of them are
 * 3.2 standard errors below 95. */
static void
intervals_still_cover(void)
{
  g_autoptr(MusterOutcome) longest = day(9000, 0, FALSE, 1e-9, 1000);
  double truth = longest->total.m[MUSTER_MEASURE_SERVICE_LEVEL].mean;
  int held = 0, most = 0;
  for (guint64 seed = 1; seed <= 100; seed++) {
    g_autoptr(MusterOutcome) out = day(5000, 0, FALSE, 0.006, seed);
    const MusterMeasure *m = &out->total.m[MUSTER_MEASURE_SERVICE_LEVEL];
    held += m->lower <= truth && truth <= m->upper;
    most = MAX(most, out->replications);
  }
  g_print("%d of 100 intervals hold, at most %d replications ", held, most);
  CU_ASSERT(held >= 88);
  CU_ASSERT(most > 64);
}

/* The same run with the number of new contacts as control: nearer together from seed to seed, around the same value, and its
 * interval says so. */
static void
controls_pay(void)
{
  double mean[2] = {0, 0}, square[2] = {0, 0}, half[2] = {0, 0};
  for (guint64 seed = 1; seed <= 60; seed++)
    for (int controlled = 0; controlled < 2; controlled++) {
      SimCase k;
      case_init(&k, 2, 1, 1, 8, 18);
      case_serve(&k, 0, 0, 1, 1);
      case_serve(&k, 0, 1, 1, 1);
      case_on_duty(&k, 0, 4);
      for (int q = 0; q < 2; q++) {
        case_dist(&k.queue[q].patience, "exponential", 60, NAN);
        for (int i = 16; i < 36; i++)
          k.demand->queue[q].contacts[i] = 50;
      }
      k.demand->day_cv = 0.2;
      k.options.seed = seed;
      k.options.replications = 40;
      k.options.all_measures = FALSE;
      k.options.controls = controlled;
      g_autoptr(MusterOutcome) out = case_run(&k);
      const MusterMeasure *m = &out->total.m[MUSTER_MEASURE_SERVICE_LEVEL];
      mean[controlled] += m->mean / 60;
      square[controlled] += m->mean * m->mean / 60;
      half[controlled] += (m->upper - m->lower) / 2 / 60;
      case_clear(&k);
    }
  double sd[2] = {sqrt(square[0] - mean[0] * mean[0]), sqrt(square[1] - mean[1] * mean[1])};
  g_print("sd %.5f, with control %.5f; half-width %.5f, %.5f ", sd[0], sd[1], half[0], half[1]);
  CU_ASSERT(fabs(mean[0] - mean[1]) < 4 * sd[0] / sqrt(60));
  CU_ASSERT(sd[1] < 0.7 * sd[0]);
  CU_ASSERT(half[1] < 0.7 * half[0]);
  CU_ASSERT(half[1] > 1.4 * sd[1] && half[1] < 2.8 * sd[1]); /* 2.02 of normal ones */
}

void test_precision(void);
void
test_precision(void)
{
  CU_pSuite suite = CU_add_suite("precision", NULL, NULL);
  ADD_TEST(suite, how_it_is_written);
  ADD_TEST(suite, stops_when_it_holds);
  ADD_TEST(suite, same_bytes_for_any_threads);
  ADD_TEST(suite, stops_at_its_cap);
  ADD_TEST(suite, intervals_still_cover);
  ADD_TEST(suite, controls_pay);
}
