/* Requirements put to the test: days are staffed for 80 % of offered contacts answered in time, and simulated until the
 * service level of each interval is known to a given half-width. Of `exact-day`, no interval may lie below target by more
 * than 3.5 standard errors, with exponential handle times and with log-normal ones (cv 1.2); `stationary` is shown beside it.
 *
 *     staff_days HALF_WIDTH MOST_REPLICATIONS [rows|- [HANDLE_CV [PATIENCE_CV]]]
 *
 * Days of its own: closed hours at noon, and a promotion; with $MUSTER_DATA the days of transient_day_public.csv too.
 * `rows` prints each interval as CSV, for pictures. Other coefficients of variation (0: fixed times) take the place of
 * the log-normal handle times' 1.2 and of exponential patience. */
#include "sim_case.h"
#include "table.h"
#include <muster/erlang.h>
#include <muster/staffing.h>
#include <stdio.h>
#include <stdlib.h>

enum { INTERVALS = 96, QUARTER_S = 900, PILOT = 400 };
static const double TARGET = 0.8, MOST_BELOW = 3.5, NORMAL_95 = 1.959964;
static const guint64 SEED = 11;

typedef struct {
  char name[64];
  double contacts[INTERVALS]; /* by quarter of the day */
  int n_windows;
  double from_h[2], to_h[2];
  double handle_s, patience_s, within_s;
} Day;

typedef struct {
  const char *label;
  gboolean is_exponential; /* else as the command line says */
  MusterStaffingMethod method;
} Way;
static const Way WAYS[] = {
  {"stationary with exponential times", TRUE, MUSTER_STAFFING_STATIONARY},
  {"exact-day with exponential times", TRUE, MUSTER_STAFFING_EXACT_DAY},
  {"stationary with log-normal times", FALSE, MUSTER_STAFFING_STATIONARY},
  {"exact-day with log-normal times", FALSE, MUSTER_STAFFING_EXACT_DAY},
};

typedef struct {
  double half_width;
  int most_replications;
  gboolean rows;
  double handle_cv, patience_cv; /* where times are not exponential; NaN: patience is */
} Given;

/* Sums over the days of one way. */
typedef struct {
  int intervals, below;
  double worst, widest, agent_hours, lowest;
  double error, most_error, least_error; /* of what staffing expects */
} Result;

static void
set_time(MusterDist *dist, double mean_s, gboolean is_exponential, double cv)
{
  case_dist(dist, is_exponential ? "exponential" : cv > 0.0 ? "lognormal" : "fixed", mean_s, is_exponential || cv == 0.0 ? NAN : cv);
}

static void
case_of(SimCase *k, const Day *day, const Way *way, const Given *given)
{
  case_init(k, 1, 1, 1, day->from_h[0], day->to_h[0]);
  muster_demand_free(k->demand);
  muster_grid_unref(k->c.grid);
  k->c.interval_s = QUARTER_S;
  k->c.grid = muster_grid_new(k->c.zone, k->c.from, 1, QUARTER_S, NULL);
  k->demand = muster_demand_new(&k->c);
  for (int w = 0; w < day->n_windows; w++)
    k->window[w] = (MusterWindow) {127, (int) (day->from_h[w] * H), (int) (day->to_h[w] * H)};
  k->c.open = (MusterHours) {day->n_windows, k->window};
  case_serve(k, 0, 0, 1, 1);
  MusterQueue *q = &k->queue[0];
  set_time(&q->handle, day->handle_s, way->is_exponential, given->handle_cv);
  if (isfinite(day->patience_s))
    set_time(&q->patience, day->patience_s, way->is_exponential || isnan(given->patience_cv), given->patience_cv);
  q->observed_abandonment = q->observed_contained = NAN;
  q->escalate_queue = q->escalate_outside = -1;
  q->target = (MusterTarget) {.answer = TARGET, .within_s = day->within_s, .abandon = NAN, .asa_s = NAN, .occupancy = NAN,
                              .finish = NAN, .finish_within_s = NAN, .per = MUSTER_PER_INTERVAL, .on_days = NAN};
  for (int i = 0; i < INTERVALS; i++)
    k->demand->queue[0].contacts[i] = day->contacts[i];
}

static MusterRequirement *
staff(SimCase *k, MusterStaffingMethod method)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterStaffing) staffing = muster_staffing_new(&k->c, k->demand, method, faults);
  if (staffing == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_error("%s", text);
  }
  return g_steal_pointer(&staffing->requirement);
}

static double
half_width(const MusterOutcome *out, int interval)
{
  const MusterMeasure *m = &out->queue_interval[interval].m[MUSTER_MEASURE_SERVICE_LEVEL];
  return 0.5 * (m->upper - m->lower);
}

/* As many replications as the widest interval asks for. */
static MusterOutcome *
simulate(SimCase *k, const Given *given)
{
  double widest = 0.0;
  k->options.replications = PILOT;
  k->options.seed = SEED;
  k->options.jobs = 2;
  k->options.all_measures = FALSE;
  g_autoptr(MusterOutcome) pilot = case_run(k);
  for (int i = 0; i < INTERVALS; i++)
    if (k->demand->queue[0].contacts[i] > 0)
      widest = fmax(widest, half_width(pilot, i));
  double needed = 1.1 * PILOT * pow(widest / given->half_width, 2);
  k->options.replications = (int) CLAMP(needed, PILOT, given->most_replications);
  k->options.seed = SEED + 1;
  return case_run(k);
}

static void
judge(const Day *day, const Way *way, const Given *given, Result *result)
{
  SimCase k;
  MusterStep steps[INTERVALS];
  case_of(&k, day, way, given);
  g_autoptr(MusterRequirement) need = staff(&k, way->method);
  for (int i = 0; i < INTERVALS; i++)
    steps[i] = (MusterStep) {127, i * QUARTER_S, need->need[i].agents};
  k.group[0].on_duty = (MusterSteps) {.n = INTERVALS, .step = steps};
  g_autoptr(MusterOutcome) out = simulate(&k, given);
  for (int i = 0; i < INTERVALS; i++) {
    if (!(day->contacts[i] > 0))
      continue;
    double level = out->queue_interval[i].m[MUSTER_MEASURE_SERVICE_LEVEL].mean, half = half_width(out, i);
    double z = half > 0.0 ? (level - TARGET) / (half / NORMAL_95) : 0.0;
    result->intervals++;
    result->below += z < -MOST_BELOW;
    result->worst = fmin(result->worst, z);
    result->lowest = fmin(result->lowest, level);
    double error = need->need[i].service_level - level;
    result->error += error;
    result->most_error = fmax(result->most_error, error);
    result->least_error = fmin(result->least_error, error);
    result->widest = fmax(result->widest, half);
    result->agent_hours += need->need[i].agents * QUARTER_S / H;
    if (given->rows)
      printf("%s,%s,%02d:%02d,%.3f,%.0f,%.5f,%.5f,%.5f,%.2f\n", day->name, way->label, i / 4, i % 4 * 15,
             day->contacts[i] * day->handle_s / QUARTER_S, need->need[i].agents, need->need[i].service_level, level, half, z);
  }
  case_clear(&k);
}

/* 08:00 to 18:00 with a break at noon, after which everybody calls who wanted to. */
static void
make_closed_noon(Day *day)
{
  *day = (Day) {.name = "closed noon", .n_windows = 2, .from_h = {8, 13.5}, .to_h = {12, 18},
                .handle_s = 240, .patience_s = 180, .within_s = 20};
  for (int i = 32; i < 72; i++) {
    double clock = i / 4.0, load = 14 + 10 * sin((clock - 8) * G_PI / 10) + (clock >= 13.5 && clock < 14 ? 14 : 0);
    day->contacts[i] = clock >= 12 && clock < 13.5 ? 0 : load * QUARTER_S / 240;
  }
}

/* A mailing at 11:00: three times the demand at once, gone within two hours. Long talks, so that the load lags. */
static void
make_promotion(Day *day)
{
  *day = (Day) {.name = "promotion", .n_windows = 1, .from_h = {8}, .to_h = {18}, .handle_s = 480, .patience_s = 240, .within_s = 30};
  for (int i = 32; i < 72; i++) {
    double since = i / 4.0 - 11, load = 12 * (1 + (since >= 0 ? 2 * exp(-since / 0.6) : 0));
    day->contacts[i] = load * QUARTER_S / 480;
  }
}

/* Day `from` .. `to` − 1 of the table's rows, begun at 08:00. */
static void
make_public(const Table *t, guint from, guint to, Day *day)
{
  *day = (Day) {.n_windows = 1, .from_h = {8}, .to_h = {8 + (to - from) / 4.0},
                .handle_s = table_number(t, from, "aht_s"), .patience_s = table_number(t, from, "patience_s"),
                .within_s = table_number(t, from, "threshold_s")};
  g_snprintf(day->name, sizeof day->name, "public %s (%s)", table_text(t, from, "day"), table_text(t, from, "kind"));
  for (guint i = from; i < to; i++)
    day->contacts[32 + i - from] = table_number(t, i, "arrival_rate_per_s") * QUARTER_S;
}

static int
read_days(Day *day, int room)
{
  g_auto(Table) t = {0};
  int n = 2;
  make_closed_noon(&day[0]);
  make_promotion(&day[1]);
  g_autofree char *path = TEST_DATA_FOLDER() == NULL
                              ? NULL
                              : g_build_filename(TEST_DATA_FOLDER(), "erlang", "transient_day_public.csv", NULL);
  if (path == NULL || !table_read(&t, path)) {
    g_printerr("the public days are left out (no $MUSTER_DATA)\n");
    return n;
  }
  for (guint from = 0, to; from < t.row->len && n < room; from = to) {
    for (to = from + 1; to < t.row->len && strcmp(table_text(&t, from, "day"), table_text(&t, to, "day")) == 0; to++)
      ;
    make_public(&t, from, to, &day[n++]);
  }
  return n;
}

int
main(int argc, char **argv)
{
  Given given = {argc > 1 ? atof(argv[1]) / 100 : 0.01, argc > 2 ? atoi(argv[2]) : 20000, argc > 3 && strcmp(argv[3], "rows") == 0,
                 argc > 4 ? atof(argv[4]) : 1.2, argc > 5 ? atof(argv[5]) : NAN};
  Day day[16];
  Result result[G_N_ELEMENTS(WAYS)] = {0};
  int n = read_days(day, G_N_ELEMENTS(day));
  if (given.rows)
    printf("day,way,start,load_erl,agents,expected,simulated,half_width,z\n");
  for (guint w = 0; w < G_N_ELEMENTS(WAYS); w++) {
    result[w].lowest = 1.0;
    for (int d = 0; d < n; d++)
      judge(&day[d], &WAYS[w], &given, &result[w]);
  }
  for (guint w = 0; w < G_N_ELEMENTS(WAYS); w++)
    fprintf(stderr, "seed %" G_GUINT64_FORMAT ", %d days: %s: %d of %d intervals below target by more than 3.5 standard errors, "
            "worst z %.1f, lowest %.1f %%, half-widths to %.2f points, %.0f agent hours; expected − simulated %.2f points, %.2f to %.2f\n",
            SEED, n, WAYS[w].label,
            result[w].below, result[w].intervals, result[w].worst, 100 * result[w].lowest, 100 * result[w].widest,
            result[w].agent_hours, 100 * result[w].error / result[w].intervals, 100 * result[w].least_error,
            100 * result[w].most_error);
  return result[0].below > 0 && result[1].below == 0 && result[3].below == 0 ? 0 : 1;
}
