#include "report_sample_private.h"

/* ---- demand and requirement ---- */

/* Two humps over the opening hours, 0 outside. */
static double
profile(const Shape *shape, const MusterGrid *grid, int i)
{
  guint weekday = (guint) muster_day_weekday(grid->first_day + grid->day_of[i]);
  double hour = grid->clock_s[i] / 3600.0;
  if ((shape->open_days >> weekday & 1) == 0 || hour < shape->open_h || hour >= shape->close_h)
    return 0;
  double share = (hour - shape->open_h) / (shape->close_h - shape->open_h);
  double humps = exp(-pow((share - 0.28) / 0.14, 2)) + 0.8 * exp(-pow((share - 0.62) / 0.2, 2));
  return (0.08 + 0.92 * humps) * (1 + 0.12 * cos(weekday * 1.3));
}

void
make_demand(ReportSample *sample, const Shape *shape)
{
  const MusterGrid *grid = sample->centre->grid;
  MusterDemand *demand = sample->demand = muster_demand_new(sample->centre);
  for (int q = 0; q < shape->n_queues; q++) {
    MusterDemandQueue *queue = &demand->queue[q];
    muster_demand_add_bands(demand, q);
    g_autofree double *sum = g_new0(double, grid->n_days);
    for (int i = 0; i < grid->n; i++) {
      double mean = shape->peak * profile(shape, grid, i) / (q + 1), spread = 1.28 * sqrt(mean) + 0.06 * mean;
      queue->contacts[i] = mean;
      queue->lo80[i] = MAX(0, mean - spread), queue->hi80[i] = mean + spread;
      queue->lo95[i] = MAX(0, mean - 1.53 * spread), queue->hi95[i] = mean + 1.53 * spread;
      sum[grid->day_of[i]] += mean;
    }
    for (int d = 0; d < grid->n_days; d++) {
      queue->day_lo80[d] = 0.93 * sum[d], queue->day_hi80[d] = 1.08 * sum[d];
      queue->day_lo95[d] = 0.88 * sum[d], queue->day_hi95[d] = 1.13 * sum[d];
    }
  }
}

void
make_requirement(ReportSample *sample, const Shape *shape)
{
  MusterRequirement *requirement = sample->requirement = muster_requirement_new(sample->centre);
  const MusterGrid *grid = sample->centre->grid;
  gboolean ugly = shape->peak == 0;
  g_free(requirement->method);
  requirement->method = g_strdup("stationary");
  for (int q = 0; q < shape->n_queues; q++)
    for (int i = 0; i < grid->n; i++) {
      MusterNeed *need = &requirement->need[q * grid->n + i];
      double mean = sample->demand->queue[q].contacts[i];
      need->contacts = mean;
      need->handle_mean_s = 190;
      need->load_erl = mean * 190 / grid->interval_s;
      need->agents = ugly ? 900 : mean > 0 ? ceil(need->load_erl + 0.9 * sqrt(need->load_erl)) : 0;
      need->scheduled = ceil(need->agents / 0.9);
      need->binding = MUSTER_BINDING_SERVICE_LEVEL;
    }
}

/* ---- roster ---- */

static void
add_segment(GArray *segments, MusterActivityKind kind, const char *name, gint64 start, gint64 end,
            gboolean paid) {
  MusterSegment segment = {.kind = kind, .name = g_strdup(name), .start = start, .end = end, .paid = paid};
  g_array_append_val(segments, segment);
}

/* Eight and a half hours with a rest, a lunch and a rest. */
static MusterDuty
duty_at(int person, int group, MusterDay day, gint64 start, int lunch_after_min)
{
  GArray *segments = g_array_new(FALSE, FALSE, sizeof(MusterSegment));
  gint64 lunch = start + lunch_after_min * 60, end = start + 510 * 60;
  add_segment(segments, MUSTER_ACTIVITY_WORK, NULL, start, start + 7200, TRUE);
  add_segment(segments, MUSTER_ACTIVITY_BREAK, "rest", start + 7200, start + 8100, TRUE);
  add_segment(segments, MUSTER_ACTIVITY_WORK, NULL, start + 8100, lunch, TRUE);
  add_segment(segments, MUSTER_ACTIVITY_BREAK, "lunch", lunch, lunch + 1800, FALSE);
  add_segment(segments, MUSTER_ACTIVITY_WORK, NULL, lunch + 1800, lunch + 9000, TRUE);
  add_segment(segments, MUSTER_ACTIVITY_BREAK, "rest", lunch + 9000, lunch + 9900, TRUE);
  add_segment(segments, MUSTER_ACTIVITY_WORK, NULL, lunch + 9900, end, TRUE);
  MusterDuty duty = {.person = person,
                     .group = group,
                     .day = day,
                     .start = start,
                     .end = end,
                     .n_segments = (int) segments->len};
  duty.segment = (MusterSegment *) (gpointer) g_array_free(segments, FALSE);
  return duty;
}

/* Starts are spread over the day: two thirds early, the rest so that they end at closing. */
static int
start_min(const Shape *shape, int person, int day)
{
  double u = uniform((guint64) person, (guint64) day + 1);
  int latest = MAX(shape->open_h * 60, shape->close_h * 60 - 510);
  int span = latest - shape->open_h * 60;
  int at = u < 0.65 ? (int) (u / 0.65 * span * 0.45) : (int) (span * (0.6 + 0.4 * (u - 0.65) / 0.35));
  return shape->open_h * 60 + at / 30 * 30 + (shape->close_h == 24 && person % 7 == 0 ? 14 * 60 : 0);
}

void
make_roster(ReportSample *sample, const Shape *shape)
{
  MusterRoster *roster = sample->roster = muster_roster_new(sample->centre);
  const MusterGrid *grid = sample->centre->grid;
  for (int p = 0; p < shape->n_people; p++)
    for (int d = 0; d < grid->n_days; d++) {
      MusterDay day = grid->first_day + d;
      gboolean open = (shape->open_days >> (guint) muster_day_weekday(day) & 1) != 0;
      if (!open || uniform(1000 + (guint64) p, (guint64) d) < 0.12)
        continue;
      gint64 start;
      muster_zone_to_utc(grid->zone, day, start_min(shape, p, d) * 60, &start);
      MusterDuty duty = duty_at(p, sample->centre->person[p].group, day, start, 210 + 30 * (p % 4));
      roster->paid_h += 8;
      muster_roster_add(roster, &duty);
    }
}

/* The plan that the roster would come from: equal shifts of a group counted together. */
void
make_plan(ReportSample *sample)
{
  MusterPlan *plan = sample->plan = muster_plan_new(sample->centre);
  const GArray *duties = sample->roster->duties;
  for (guint d = 0; d < duties->len; d++) {
    const MusterDuty *duty = &g_array_index(duties, MusterDuty, d);
    MusterPlanShift shift = {.group = duty->group,
                             .shift = -1,
                             .day = duty->day,
                             .start = duty->start,
                             .end = duty->end,
                             .count = 1};
    shift.pause = g_new0(MusterPause, duty->n_segments);
    for (int s = 0; s < duty->n_segments; s++)
      if (duty->segment[s].kind != MUSTER_ACTIVITY_WORK)
        shift.pause[shift.n_pauses++] = (MusterPause){g_strdup(duty->segment[s].name), duty->segment[s].start,
                                                      duty->segment[s].end, duty->segment[s].paid};
    muster_plan_add(plan, &shift);
  }
  plan->cost = sample->roster->cost, plan->objective = plan->bound = plan->cost;
  plan->paid_h = sample->roster->paid_h;
}

void
make_uncovered(ReportSample *sample, const Shape *shape)
{
  static const char *const reasons[] = {"hours of contract full: 40 h / week", "nobody free: leave",
                                        "rest_between_shifts: 11 h <&> \"more\""};
  const MusterGrid *grid = sample->centre->grid;
  MusterRoster *roster = sample->roster;
  g_autofree double *have = g_new0(double, sample->centre->n_groups * grid->n);
  muster_roster_on_queue(roster, sample->centre, have);
  for (int i = 0; i < grid->n; i++)
    for (int q = 0; q < shape->n_queues; q++) {
      double need = sample->requirement->need[q * grid->n + i].scheduled, there = 0;
      for (int g = 0; g < shape->n_groups; g++)
        there += have[g * grid->n + i] /
                 (shape->own_group ? (g == q ? 1.0 : (double) INFINITY) : (double) shape->n_queues);
      if (need - there < 1)
        continue;
      MusterUncovered uncovered = {i, q, -1, floor(need - there),
                                   g_strdup(reasons[(grid->clock_s[i] / 7200 + q) % 3])};
      g_array_append_val(roster->uncovered, uncovered);
      roster->understaffed_h += uncovered.agents * grid->interval_s / 3600.0;
    }
}

void
price_roster(ReportSample *sample)
{
  MusterRoster *roster = sample->roster;
  for (guint d = 0; d < roster->duties->len; d++)
    roster->cost += 8 * sample->centre->group[g_array_index(roster->duties, MusterDuty, d).group].cost_per_h;
  roster->cost *= 1.02;
  roster->penalty = 60 * roster->understaffed_h;
  roster->objective = roster->cost + roster->penalty;
  roster->bound = 0.987 * roster->objective;
  roster->gap = roster->objective > 0 ? 0.013 : 0;
  roster->gap_avoidable = roster->objective > 0 ? 0.041 : 0;
  roster->overstaffed_h = 0.06 * roster->paid_h;
}

/* ---- outcome ---- */

static MusterMeasure
around(double mean, double half)
{
  return (MusterMeasure) {mean, mean - half, mean + half};
}

static void
fill_cell(MusterQueueCell *cell, double offered, double level)
{
  cell->m[MUSTER_MEASURE_OFFERED] = around(offered, 0.02 * offered);
  if (offered <= 0)
    return;
  cell->m[MUSTER_MEASURE_SERVICE_LEVEL] = around(level, 0.35 * sqrt(level * (1 - level) / (offered + 1)));
  cell->m[MUSTER_MEASURE_ABANDONMENT] = around(0.22 * (1 - level), 0.003);
  cell->m[MUSTER_MEASURE_ASA] = around(90 * (1 - level), 1.2);
  cell->m[MUSTER_MEASURE_ANSWERED] = around(offered * (1 - 0.22 * (1 - level)), 1);
  cell->m[MUSTER_MEASURE_ABANDONED] = around(offered * 0.22 * (1 - level), 1);
}

/* Falls off from `first`, over so many bins of times or numbers. */
static void
add_histogram(MusterOutcome *outcome, MusterHistogramId id, int place, double first, double all)
{
  MusterHistogram h = {.id = id, .place = place, .n = 9};
  gboolean times = strcmp(muster_histogram_info(id)->unit, "s") == 0;
  int n = 0;
  const double *to_s = muster_histogram_times_s(&n);
  h.to = g_new(double, h.n);
  h.value = g_new(double, h.n);
  for (int b = 0; b < h.n; b++) {
    h.to[b] = times ? to_s[b] : b;
    h.value[b] = all * first;
    all -= h.value[b];
  }
  if (times)
    h.to[h.n - 1] = INFINITY;
  muster_outcome_add_histogram(outcome, h);
}

static void
make_histograms(MusterOutcome *outcome)
{
  for (int q = 0; q < outcome->n_queues; q++) {
    double answered = outcome->queue[q].m[MUSTER_MEASURE_ANSWERED].mean;
    if (!(answered > 0))
      continue;
    add_histogram(outcome, MUSTER_HISTOGRAM_WAIT_ANSWERED, q, 0.7, answered);
    add_histogram(outcome, MUSTER_HISTOGRAM_WAIT_ABANDONED, q, 0.2, outcome->queue[q].m[MUSTER_MEASURE_ABANDONED].mean);
    add_histogram(outcome, MUSTER_HISTOGRAM_HANDLE, q, 0.3, answered);
    add_histogram(outcome, MUSTER_HISTOGRAM_QUEUE_LENGTH, q, 0.8, 1);
  }
  for (int g = 0; g < outcome->n_groups; g++)
    add_histogram(outcome, MUSTER_HISTOGRAM_BUSY, g, 0.25, 1);
}

void
make_outcome(ReportSample *sample, const Shape *shape)
{
  const MusterGrid *grid = sample->centre->grid;
  MusterOutcome *outcome = sample->outcome = muster_outcome_new(sample->centre);
  outcome->seed = 20261109;
  outcome->replications = 200;
  g_free(outcome->staff_source);
  outcome->staff_source = g_strdup("roster");
  double all = 0, all_within = 0;
  for (int q = 0; q < shape->n_queues; q++) {
    double sum = 0, within = 0;
    for (int i = 0; i < grid->n; i++) {
      double offered = sample->demand->queue[q].contacts[i];
      double level = CLAMP(0.84 + 0.22 * (uniform(77 + (guint64) q, (guint64) i) - 0.62), 0.02, 0.995);
      fill_cell(&outcome->queue_interval[q * grid->n + i], offered, level);
      sum += offered;
      within += offered * level;
    }
    fill_cell(&outcome->queue[q], sum, sum > 0 ? within / sum : 0);
    all += sum, all_within += within;
  }
  fill_cell(&outcome->total, all, all > 0 ? all_within / all : 0);
  for (int g = 0; g < shape->n_groups; g++) {
    outcome->group[g].m[MUSTER_GROUP_OCCUPANCY] = around(0.78 + 0.05 * g, 0.004);
    for (int i = 0; i < grid->n; i++)
      if (profile(shape, grid, i) > 0 && shape->peak > 0)
        outcome->group_interval[g * grid->n + i].m[MUSTER_GROUP_OCCUPANCY] =
          around(0.62 + 0.3 * fmin(1, profile(shape, grid, i)) - 0.05 * g, 0.01);
  }
  make_histograms(outcome);
}
