/* Histograms: hand-computed, agreeing with the measures beside them, the same for any number of threads. */
#include "sim_case.h"

#define OPEN (8 * H)

static double
value(const MusterOutcome *out, MusterHistogramId id, int place, double to)
{
  const MusterHistogram *h = muster_outcome_histogram(out, id, place);
  for (int b = 0; h != NULL && b < h->n; b++)
    if (h->to[b] == to)
      return h->value[b];
  return 0;
}
#define VALUE(id, place, to) value(out, MUSTER_HISTOGRAM_##id, place, to)

/* One agent, 60 s each, patience 45 s, open for ten hours: at 0 at once; at 10 gives up at 55; at 20 is taken at 60 after 40 s, to
 * 120; at 115 taken at 120 after 5 s, to 180. */
static void
by_hand(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_dist(&k.queue[0].patience, "fixed", 45, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 0);
  case_arrive(&k, OPEN + 115, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(VALUE(WAIT_ANSWERED, 0, 0), 1, 0, 0);
  ASSERT_CLOSE(VALUE(WAIT_ANSWERED, 0, 5), 1, 0, 0); /* the upper edge belongs to it */
  ASSERT_CLOSE(VALUE(WAIT_ANSWERED, 0, 45), 1, 0, 0);
  ASSERT_CLOSE(VALUE(WAIT_ABANDONED, 0, 45), 1, 0, 0);
  ASSERT_CLOSE(VALUE(HANDLE, 0, 60), 3, 0, 0);
  ASSERT_CLOSE(VALUE(QUEUE_LENGTH, 0, 1), (10 + 5 + 5) / (10 * H), 1e-9, 0); /* 10 to 20, 55 to 60, 115 to 120 */
  ASSERT_CLOSE(VALUE(QUEUE_LENGTH, 0, 2), 35 / (10 * H), 1e-9, 0);
  ASSERT_CLOSE(VALUE(QUEUE_LENGTH, 0, 0), 1 - 55 / (10 * H), 1e-9, 0);
  ASSERT_CLOSE(VALUE(BUSY, 0, 1), 180 / (10 * H), 1e-9, 0);
  ASSERT_CLOSE(VALUE(BUSY, 0, 0), 1 - 180 / (10 * H), 1e-9, 0);
  case_clear(&k);
}

/* A line over half an hour's end; who leaves busy is no more on queue. */
static void
over_an_edge(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 9);
  case_serve(&k, 0, 0, 1, 1);
  case_step(&k, 0, 8, 2);
  case_step(&k, 0, 8.5, 1);
  case_dist(&k.queue[0].handle, "fixed", 1800, NAN);
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN + 900, 0); /* two are taken to 8:45, the third at 8:45, to 9:15 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(VALUE(QUEUE_LENGTH, 0, 1), 0.5, 1e-9, 0);
  ASSERT_CLOSE(VALUE(BUSY, 0, 0), 0.25, 1e-9, 0);
  ASSERT_CLOSE(VALUE(BUSY, 0, 2), 0.5, 1e-9, 0);
  ASSERT_CLOSE(VALUE(BUSY, 0, 1), 0.25, 1e-9, 0);
  case_clear(&k);
}

static double
sum(const MusterHistogram *h)
{
  double all = 0;
  for (int b = 0; h != NULL && b < h->n; b++)
    all += h->value[b];
  return all;
}

static void
random_day(SimCase *k)
{
  case_init(k, 2, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 6);
  for (int q = 0; q < 2; q++) {
    case_dist(&k->queue[q].handle, "exponential", 120, NAN);
    case_dist(&k->queue[q].patience, "exponential", 60, NAN);
    for (int i = 16; i < 36; i++)
      k->demand->queue[q].contacts[i] = 45;
  }
  k->c.simulate.replications = 9;
}

static void
agree_with_the_measures(void)
{
  SimCase k;
  random_day(&k);
  g_autoptr(MusterOutcome) out = case_run(&k);
  for (int q = 0; q < 2; q++) {
    const MusterHistogram *length = muster_outcome_histogram(out, MUSTER_HISTOGRAM_QUEUE_LENGTH, q);
    double mean = 0;
    ASSERT_CLOSE(sum(muster_outcome_histogram(out, MUSTER_HISTOGRAM_WAIT_ANSWERED, q)), Q_MEAN(out, q, ANSWERED), 1e-9, 0);
    ASSERT_CLOSE(sum(muster_outcome_histogram(out, MUSTER_HISTOGRAM_WAIT_ABANDONED, q)), Q_MEAN(out, q, ABANDONED), 1e-9, 0);
    ASSERT_CLOSE(sum(muster_outcome_histogram(out, MUSTER_HISTOGRAM_HANDLE, q)), Q_MEAN(out, q, ANSWERED), 1e-9, 0);
    ASSERT_CLOSE(sum(length), 1, 1e-9, 0);
    for (int b = 0; b < MIN(length->n, 11); b++) /* beyond 10 bins hold several numbers */
      mean += length->to[b] * length->value[b];
    if (length->n <= 11)
      ASSERT_CLOSE(mean, Q_MEAN(out, q, QUEUE_LENGTH_MEAN), 1e-6, 0);
  }
  const MusterHistogram *busy = muster_outcome_histogram(out, MUSTER_HISTOGRAM_BUSY, 0);
  double mean = 0;
  for (int b = 0; b < busy->n; b++)
    mean += busy->to[b] * busy->value[b];
  ASSERT_CLOSE(mean / 6, G_MEAN(out, 0, OCCUPANCY), 1e-6, 0);
  k.options.jobs = 3;
  g_autoptr(MusterOutcome) three = case_run(&k);
  CU_ASSERT(case_same(out, three));
  k.options.all_measures = FALSE;
  g_autoptr(MusterOutcome) basic = case_run(&k);
  CU_ASSERT_EQUAL(basic->n_histograms, 0);
  case_clear(&k);
}

static void
bins_of_numbers(void)
{
  static const struct {
    int most;
    gboolean even;
    int n;
    double last;
  } cases[] = {{0, FALSE, 1, 0},    {3, FALSE, 4, 3},    {10, FALSE, 11, 10},   {11, FALSE, 12, 12},  {101, FALSE, 22, 150},
               {0, TRUE, 1, 0},     {50, TRUE, 51, 50},  {51, TRUE, 27, 52},    {208, TRUE, 43, 210}, {2700, TRUE, 28, 2700},
               {100000, TRUE, 51, 100000}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    int n = 0;
    g_autofree double *to = muster_histogram_numbers(cases[i].most, cases[i].even, &n);
    CU_ASSERT_EQUAL(n, cases[i].n);
    ASSERT_CLOSE(to[n - 1], cases[i].last, 0, 0);
    for (int b = 1; b < n; b++)
      CU_ASSERT(to[b] > to[b - 1]);
  }
}

void test_tally(void);
void
test_tally(void)
{
  CU_pSuite suite = CU_add_suite("tally", NULL, NULL);
  ADD_TEST(suite, by_hand);
  ADD_TEST(suite, over_an_edge);
  ADD_TEST(suite, agree_with_the_measures);
  ADD_TEST(suite, bins_of_numbers);
}
