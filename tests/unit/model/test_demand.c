/* The demand: its file in every form, read back, and its faults. */
#include "muster_test.h"
#include "small_centre.h"

static MusterDemand *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("demand.yaml", text, strlen(text));
  return muster_demand_read(centre, source, faults);
}

static gboolean
same_series(const double *a, const double *b, int n)
{
  for (int i = 0; i < n; i++) {
    double x = a != NULL ? a[i] : NAN, y = b != NULL ? b[i] : NAN;
    if (x != y && !(isnan(x) && isnan(y)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
same_queue(const MusterDemandQueue *a, const MusterDemandQueue *b, int n, int n_days)
{
  return same_series(a->contacts, b->contacts, n) && same_series(a->lo80, b->lo80, n) &&
         same_series(a->hi80, b->hi80, n) && same_series(a->lo95, b->lo95, n) &&
         same_series(a->hi95, b->hi95, n) && same_series(a->handle_mean_s, b->handle_mean_s, n) &&
         same_series(a->day_lo80, b->day_lo80, n_days) && same_series(a->day_hi80, b->day_hi80, n_days) &&
         same_series(a->day_lo95, b->day_lo95, n_days) && same_series(a->day_hi95, b->day_hi95, n_days);
}

static void
random_bands(GRand *rand, double mean, double *lo95, double *lo80, double *hi80, double *hi95)
{
  double width = g_rand_double(rand) * mean;
  *lo80 = mean - width / 2;
  *lo95 = mean - width;
  *hi80 = mean + width;
  *hi95 = g_rand_boolean(rand) ? NAN : mean + 2 * width;
}

static void
random_queue(GRand *rand, MusterDemand *demand, int q)
{
  MusterDemandQueue *queue = &demand->queue[q];
  const MusterGrid *grid = demand->grid;
  gboolean bands = g_rand_boolean(rand), handles = g_rand_boolean(rand);
  if (bands)
    muster_demand_add_bands(demand, q);
  if (handles)
    queue->handle_mean_s = g_new(double, grid->n);
  for (int day = 0; day < grid->n_days; day++) {
    int kind = g_rand_int_range(rand, 0, 4);
    for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
      gboolean open = kind == 3 || (kind > 0 && g_rand_boolean(rand));
      queue->contacts[i] = !open ? 0 : kind == 3 ? 12.5 : g_rand_double(rand) * 100;
      if (bands && open && kind == 2)
        random_bands(rand, queue->contacts[i], &queue->lo95[i], &queue->lo80[i], &queue->hi80[i],
                     &queue->hi95[i]);
      if (handles)
        queue->handle_mean_s[i] = open && kind == 1 ? 200 + g_rand_double(rand) : NAN;
    }
    if (bands && kind == 2)
      random_bands(rand, 1000, &queue->day_lo95[day], &queue->day_lo80[day], &queue->day_hi80[day],
                   &queue->day_hi95[day]);
  }
}

static void
what_is_written_reads_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(SmallCentre) small = small_centre_new();
  const MusterCentre *centre = &small->centre;
  for (int round = 0; round < 40; round++) {
    g_autoptr(MusterDemand) demand = muster_demand_new(centre);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    demand->counts = g_rand_boolean(rand) ? MUSTER_COUNTS_FRESH : MUSTER_COUNTS_OFFERED;
    demand->day_cv = g_rand_boolean(rand) ? 0 : g_rand_int_range(rand, 0, 500) / 100.0;
    demand->between_queues = g_rand_boolean(rand) ? 0 : g_rand_double(rand);
    for (int q = 0; q < 2; q++)
      random_queue(rand, demand, q);
    g_autofree char *text = muster_demand_write(demand, centre);
    g_autoptr(MusterDemand) again = read_text(centre, text, faults);
    gboolean same = again != NULL && again->counts == demand->counts && again->day_cv == demand->day_cv &&
                    again->interval_cv == 0 && again->between_queues == demand->between_queues &&
                    muster_faults_n(faults) == 0;
    for (int q = 0; same && q < 3; q++)
      same = same_queue(&demand->queue[q], &again->queue[q], demand->grid->n, demand->grid->n_days);
    if (!same) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u: differs\n%.2000s\n%s", seed, text, rendered);
    }
    CU_ASSERT(same);
  }
  g_print("seed %u ", seed);
}

static void
forms(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  const MusterCentre *centre = &small->centre;
  g_autoptr(MusterDemand) demand = read_text(
      centre,
      "variation: {between_queues: 0.5}\n"
      "queues:\n"
      "  sales:\n"
      "    2026-10-26: {from: 08:00, to: 18:00, each: 1_500}\n"
      "    2026-11-01: [{from: 23:00, contacts: [1, 2.5]}, {from: 00:00, contacts: [3], handle_mean_s: "
      "[~]}]\n"
      "  cases: {2026-10-27: {from: 12:00, contacts: [7], handle_mean_s: [900], day: {lo80: 1, hi80: 9}}}\n",
      faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(demand);
  CU_ASSERT(demand->queue[0].contacts[15] == 0 && demand->queue[0].contacts[16] == 1500 &&
            demand->queue[0].contacts[35] == 1500 && demand->queue[0].contacts[36] == 0);
  int sunday = centre->grid->day_first[6];
  CU_ASSERT(demand->queue[0].contacts[sunday] == 3 && demand->queue[0].contacts[sunday + 48] == 1 &&
            demand->queue[0].contacts[sunday + 49] == 2.5);
  CU_ASSERT(demand->counts == MUSTER_COUNTS_OFFERED && demand->day_cv == 0 && demand->between_queues == 0.5);
  CU_ASSERT_EQUAL(muster_demand_handle_mean_s(demand, centre, 2, 48 + 24), 900);
  CU_ASSERT_EQUAL(muster_demand_handle_mean_s(demand, centre, 2, 0), 300);
  CU_ASSERT_EQUAL(demand->queue[2].day_hi80[1], 9);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
  CU_ASSERT_EQUAL(muster_faults_n(faults), 2); /* days that are not there, of two queues */
}

static void
faults_have_places(void)
{
  static const char *const text =
      "counts: offred\n"
      "variation: {day: {cv: -5 %}, between_queues: 2}\n"
      "queues:\n"
      "  sale: {}\n"
      "  sales:\n"
      "    2026-10-25: {from: 08:00, contacts: [1]}\n"
      "    2026-02-30: {from: 08:00, contacts: [1]}\n"
      "    2026-10-26: {from: 08:10, contacts: [1]}\n"
      "    2026-10-27: {from: 23:00, contacts: [1, 2, 3]}\n"
      "    2026-10-28: {from: 08:00, contacts: [1, -2, x, ~], lo80: [1, 2]}\n"
      "    2026-10-29: [{from: 08:00, contacts: [1, 2]}, {from: 08:30, contacts: [5]}]\n"
      "    2026-10-30: {from: 10:00, to: 09:00, each: 5}\n"
      "    2026-10-31: {from: 10:00, each: 5}\n"
      "    2026-11-01: {from: 10:00, contacts: 5}\n"
      "    2026-11-02: {from: 10:00, contacts: [5], lo80: [6], hi80: [4]}\n"
      "    2026-11-03: {form: 10:00, to: 11:00, contacts: [5], each: 5}\n"
      "    2026-11-04: {from: 07:30, contacts: [1, 2]}\n"
      "    2026-11-05: 12\n"
      "    2026-11-06: {from: 08:00, contacts: [1], handle_mean_s: [0], day: {lo80: 5, hi80: 4, hi99: 3}}\n";
  static const char *const wanted[] = {
      "demand.yaml:1:9: error: counts",
      "demand.yaml:2:23: error: cv",
      "demand.yaml:2:46: error: between_queues",
      "demand.yaml:4:3: error: unknown queue 'sale'; did you mean 'sales'?",
      "demand.yaml:6:5: error: '2026-10-25' is outside the horizon",
      "demand.yaml:7:5: error: '2026-02-30' is no date",
      "demand.yaml:8:24: error: from: no interval of this day starts at 08:10",
      "demand.yaml:9:41: error: contacts: 3 values where the day has 2 intervals left",
      "demand.yaml:10:45: error: contacts: '-2' is negative",
      "demand.yaml:10:49: error: contacts: 'x'",
      "demand.yaml:10:52: error: contacts",
      "demand.yaml:10:62: error: lo80: 2 values for 4 intervals",
      "demand.yaml:11:51: error: the interval at 08:30 is given twice",
      "demand.yaml:12:35: error: to: this is not behind from",
      "demand.yaml:13:17: error: the key 'to' is missing",
      "demand.yaml:14:41: error: contacts: takes a list of numbers, not a text",
      "demand.yaml:15:17: error: the bands at 10:00 are out of order",
      "demand.yaml:16:18: error: unknown key 'form'",
      "demand.yaml:16:17: error: contacts and each exclude one another",
      "demand.yaml:17:17: error: contacts at 07:30, when 'sales' is closed",
      "demand.yaml:18:17: error: expected a map of keys, not a text",
      "demand.yaml:19:62: error: handle_mean_s: '0' is not above 0",
      "demand.yaml:19:90: error: unknown key 'hi99'",
      "demand.yaml:19:17: error: the bands of the day are out of order"};
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  small->window[0].from_s = 8 * 3600;
  CU_ASSERT_PTR_NULL(read_text(&small->centre, text, faults));
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
    gboolean there = strstr(rendered, wanted[i]) != NULL;
    if (!there)
      g_printerr("'%s' is not in:\n%s", wanted[i], rendered);
    CU_ASSERT(there);
  }
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), G_N_ELEMENTS(wanted));
  g_autoptr(MusterFaults) empty = muster_faults_new();
  CU_ASSERT_PTR_NULL(read_text(&small->centre, "", empty));
  CU_ASSERT_PTR_NULL(read_text(&small->centre, "counts: fresh\n", empty));
  CU_ASSERT_EQUAL(muster_faults_n_errors(empty), 2);
}

void test_demand(void);
void
test_demand(void)
{
  CU_pSuite suite = CU_add_suite("demand", NULL, NULL);
  ADD_TEST(suite, what_is_written_reads_back);
  ADD_TEST(suite, forms);
  ADD_TEST(suite, faults_have_places);
}
