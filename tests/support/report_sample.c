#include "report_sample.h"
#include <math.h>
#include <muster/base/random.h>
#include <string.h>

const char *const report_sample_names[7] = {"small", "bank", "large", "ugly", "bare", "pools", NULL};

typedef struct {
  const char *name, *centre, *zone, *currency;
  int year, month, day, n_days, interval_min, open_h, close_h;
  guint open_days;
  int n_queues, n_groups, n_people;
  const char *queue[4], *group[4];
  double peak;        /* contacts of the busiest interval of a queue */
  gboolean own_group; /* each group serves its own queue only */
  guint64 seed;       /* of a random one */
} Shape;

static const Shape shapes[] = {
  {"small", "Corner Office", "UTC", "EUR", 2026, 3, 2, 2, 60, 8, 16, 0x1f, 1, 1, 3, {"calls"}, {"desk"}, 20, FALSE},
  {"bank", "First Prairie Bank", "America/New_York", "USD", 2003, 9, 29, 12, 30, 7, 21, 0x1f, 2, 2, 64,
   {"service", "mortgages"}, {"floor", "evening"}, 150, FALSE},
  {"large", "First Prairie Bank", "America/New_York", "USD", 2003, 9, 29, 12, 30, 7, 21, 0x1f, 2, 2, 350,
   {"service", "mortgages"}, {"floor", "evening"}, 900, FALSE},
  {"ugly", "客服中心 <b>&\"'", "Asia/Shanghai", "CNY", 2026, 11, 11, 1, 15, 0, 24, 0x7f, 2, 2, 400,
   {"售前咨询 <script>alert(1)</script>", "שירות לקוחות"}, {"夜班组", "组 \"B\" & co"}, 0, FALSE},
  {"bare", "Nothing Yet", "Europe/Berlin", "EUR", 2026, 10, 19, 14, 15, 8, 20, 0x1f, 1, 1, 0, {"calls"}, {"desk"}, 0, FALSE},
  {"pools", "三家商店 Three Shops", "Asia/Shanghai", "CNY", 2026, 11, 9, 14, 15, 8, 24, 0x7f, 3, 3, 60,
   {"售前 presales", "aftersales", "投诉 complaints"}, {"一店", "二店", "三店"}, 60, TRUE},
};

static gpointer
own(ReportSample *sample, gpointer memory)
{
  g_ptr_array_add(sample->owned, memory);
  return memory;
}

#define NEW(sample, type, n) ((type *) own((sample), g_malloc0(sizeof(type) * (gsize) MAX(1, (n)))))

static double
uniform(guint64 a, guint64 b)
{
  return muster_draw_uniform(muster_key(muster_key(7, a), b), MUSTER_DRAW_OTHER);
}

/* ---- the centre ---- */

static void
fill_queue(ReportSample *sample, const Shape *shape, int q)
{
  MusterQueue *queue = &sample->centre->queue[q];
  queue->name = own(sample, g_strdup(shape->queue[q]));
  queue->channel = MUSTER_CHANNEL_VOICE;
  queue->has_target = TRUE;
  queue->target = (MusterTarget) {.answer = q == 1 && shape->own_group ? 0.9 : 0.8, .within_s = 20, .abandon = 0.05, .asa_s = NAN,
                                  .occupancy = NAN, .finish = NAN, .finish_within_s = NAN, .on_days = NAN};
}

static void
fill_group(ReportSample *sample, const Shape *shape, int g)
{
  MusterGroup *group = &sample->centre->group[g];
  group->name = own(sample, g_strdup(shape->group[g]));
  group->cost_per_h = 20 + 3 * g;
  group->n_serves = shape->own_group ? 1 : shape->n_queues;
  group->serves = NEW(sample, MusterServes, group->n_serves);
  for (int s = 0; s < group->n_serves; s++)
    group->serves[s] = (MusterServes) {.queue = shape->own_group ? g : s, .rank = 1, .take = 1, .pace = 1};
}

static void
fill_people(ReportSample *sample, const Shape *shape)
{
  static const char *const plain[] = {"Ada", "Ben", "Chloé", "Dmitri", "Esra", "Femke", "Goran", "Hana", "Ivo", "Jun"};
  static const char *const plain_last[] = {"Abbott", "Baker", "Castillo", "Dahl", "Engel", "Fischer", "Grant", "Huang"};
  static const char *const odd[] = {"张伟", "王秀英", "李<script>alert('x')</script>", "שרה כהן", "مريم", "😀 Emoji & \"Quote\"",
                                    "欧阳娜娜欧阳娜娜欧阳娜娜欧阳娜娜欧阳娜娜", "e\u0301\u0302 marks", "tab\tnew\nline\x01", "turn\u202earound"};
  MusterCentre *centre = sample->centre;
  centre->n_people = shape->n_people;
  centre->person = NEW(sample, MusterPerson, shape->n_people);
  for (int p = 0; p < shape->n_people; p++) {
    char *name = strcmp(shape->name, "ugly") == 0
                   ? g_strdup_printf("%s %d", odd[p % (int) G_N_ELEMENTS(odd)], p)
                   : g_strdup_printf("%s %s", plain[p % 10], plain_last[(p / 10 + p) % 8]);
    centre->person[p] = (MusterPerson) {.id = own(sample, g_strdup_printf("p%03d", p + 1)), .name = own(sample, name),
                                        .group = p % MAX(1, shape->n_groups), .contract = -1, .since = G_MININT32};
  }
}

static void
make_centre(ReportSample *sample, const Shape *shape)
{
  MusterCentre *centre = sample->centre = NEW(sample, MusterCentre, 1);
  centre->name = own(sample, g_strdup(shape->centre));
  centre->zone = muster_zone_new(shape->zone, NULL);
  centre->interval_s = shape->interval_min * 60;
  centre->currency = own(sample, g_strdup(shape->currency));
  centre->from = muster_day_from_ymd(shape->year, shape->month, shape->day);
  centre->to = centre->from + shape->n_days - 1;
  centre->grid = muster_grid_new(centre->zone, centre->from, shape->n_days, centre->interval_s, NULL);
  centre->open.n = 1;
  centre->open.window = NEW(sample, MusterWindow, 1);
  centre->open.window[0] = (MusterWindow) {shape->open_days, shape->open_h * 3600, shape->close_h * 3600};
  centre->n_queues = shape->n_queues;
  centre->queue = NEW(sample, MusterQueue, (double) shape->n_queues);
  centre->n_groups = shape->n_groups;
  centre->group = NEW(sample, MusterGroup, shape->n_groups);
  for (int q = 0; q < shape->n_queues; q++)
    fill_queue(sample, shape, q);
  for (int g = 0; g < shape->n_groups; g++)
    fill_group(sample, shape, g);
  fill_people(sample, shape);
}

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

static void
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

static void
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
add_segment(GArray *segments, MusterActivityKind kind, const char *name, gint64 start, gint64 end, gboolean paid)
{
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
  MusterDuty duty = {.person = person, .group = group, .day = day, .start = start, .end = end, .n_segments = (int) segments->len};
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

static void
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
static void
make_plan(ReportSample *sample)
{
  MusterPlan *plan = sample->plan = muster_plan_new(sample->centre);
  const GArray *duties = sample->roster->duties;
  for (guint d = 0; d < duties->len; d++) {
    const MusterDuty *duty = &g_array_index(duties, MusterDuty, d);
    MusterPlanShift shift = {.group = duty->group, .shift = -1, .day = duty->day, .start = duty->start, .end = duty->end, .count = 1};
    shift.pause = g_new0(MusterPause, duty->n_segments);
    for (int s = 0; s < duty->n_segments; s++)
      if (duty->segment[s].kind != MUSTER_ACTIVITY_WORK)
        shift.pause[shift.n_pauses++] =
          (MusterPause) {g_strdup(duty->segment[s].name), duty->segment[s].start, duty->segment[s].end, duty->segment[s].paid};
    muster_plan_add(plan, &shift);
  }
  plan->cost = sample->roster->cost, plan->objective = plan->bound = plan->cost;
  plan->paid_h = sample->roster->paid_h;
}

static void
make_uncovered(ReportSample *sample, const Shape *shape)
{
  static const char *const reasons[] = {"hours of contract full: 40 h / week", "nobody free: leave", "rest_between_shifts: 11 h <&> \"more\""};
  const MusterGrid *grid = sample->centre->grid;
  MusterRoster *roster = sample->roster;
  g_autofree double *have = g_new0(double, sample->centre->n_groups * grid->n);
  muster_roster_on_queue(roster, sample->centre, have);
  for (int i = 0; i < grid->n; i++)
    for (int q = 0; q < shape->n_queues; q++) {
      double need = sample->requirement->need[q * grid->n + i].scheduled, there = 0;
      for (int g = 0; g < shape->n_groups; g++)
        there += have[g * grid->n + i] / (shape->own_group ? (g == q ? 1.0 : (double) INFINITY) : (double) shape->n_queues);
      if (need - there < 1)
        continue;
      MusterUncovered uncovered = {i, q, -1, floor(need - there), g_strdup(reasons[(grid->clock_s[i] / 7200 + q) % 3])};
      g_array_append_val(roster->uncovered, uncovered);
      roster->understaffed_h += uncovered.agents * grid->interval_s / 3600.0;
    }
}

static void
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

static void
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
}

/* ---- random ---- */

/* Up to twelve pieces of what has broken pages before. */
static char *
random_text(ReportSample *sample, guint64 seed, guint64 which)
{
  static const char *const pieces[] = {"<", ">", "&", "\"", "'", "</svg>", "<!--", "]]>", "&amp;", "张", "伟", "שלום", "مر", "😀", "e\u0301",
                                       "\u202e", "\u2066", "\x01", "\n", "\t", "\xff", "\xe5\xbc", "%s", "%", ",", ";", "\u2028", "\ufeff",
                                       "=1+1", " ", "a", "javascript:", "\\", "{", "\ufffe", "\x7f"};
  GString *text = g_string_new(NULL);
  int n = 1 + (int) (12 * uniform(seed, which));
  for (int i = 0; i < n; i++)
    g_string_append(text, pieces[(gsize) (uniform(seed + 1, which * 100 + (guint64) i) * G_N_ELEMENTS(pieces))]);
  return own(sample, g_string_free(text, FALSE));
}

static const Shape *
random_shape(Shape *shape, guint64 seed)
{
  static const int intervals[] = {5, 10, 15, 30, 60};
  static const char *const zones[] = {"UTC", "Asia/Kathmandu", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"};
  int open = (int) (12 * uniform(seed, 3));
  *shape = (Shape) {"random", "random", zones[(int) (5 * uniform(seed, 5))], "EUR", 2026, 10, 20 + (int) (10 * uniform(seed, 1)),
                    1 + (int) (9 * uniform(seed, 2)), intervals[(int) (5 * uniform(seed, 4))], open, open + 1 + (int) ((24 - open) * uniform(seed, 6)),
                    (guint) (128 * uniform(seed, 7)), 1 + (int) (4 * uniform(seed, 8)), 1 + (int) (4 * uniform(seed, 9)),
                    (int) (30 * uniform(seed, 10)), {"a", "b", "c", "d"}, {"e", "f", "g", "h"}, 50 * uniform(seed, 11), FALSE, seed};
  shape->n_groups = shape->own_group ? shape->n_queues : shape->n_groups;
  return shape;
}

static double
odd_number(guint64 seed, guint64 which)
{
  static const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e-300, -0.0, 0, 0.5, 1, 1e15, 123456.789, -3};
  return odd[(gsize) (uniform(seed + 2, which) * G_N_ELEMENTS(odd))];
}

/* Names that hurt, and numbers that no room should ever make. */
static void
spoil(ReportSample *sample, guint64 seed)
{
  MusterCentre *centre = sample->centre;
  const MusterGrid *grid = centre->grid;
  centre->name = random_text(sample, seed, 1);
  for (int q = 0; q < centre->n_queues; q++)
    centre->queue[q].name = random_text(sample, seed, 10 + (guint64) q);
  for (int g = 0; g < centre->n_groups; g++)
    centre->group[g].name = random_text(sample, seed, 20 + (guint64) g);
  for (int p = 0; p < centre->n_people; p++)
    centre->person[p].name = random_text(sample, seed, 30 + (guint64) p);
  for (guint64 k = 0; k < 40; k++) {
    int i = (int) (uniform(seed + 3, k) * grid->n);
    sample->demand->queue[0].contacts[i] = odd_number(seed, 4 * k);
    sample->demand->queue[0].hi95[i] = odd_number(seed, 4 * k + 1);
    sample->requirement->need[i].scheduled = odd_number(seed, 4 * k + 2);
    sample->outcome->queue_interval[i].m[MUSTER_MEASURE_SERVICE_LEVEL] =
      (MusterMeasure) {odd_number(seed, 4 * k + 3), odd_number(seed, 4 * k + 500), odd_number(seed, 4 * k + 501)};
  }
  sample->roster->cost = odd_number(seed, 1000), sample->roster->bound = odd_number(seed, 1001), sample->roster->gap = odd_number(seed, 1002);
  sample->outcome->total.m[MUSTER_MEASURE_SERVICE_LEVEL].upper = odd_number(seed, 1003);
  sample->outcome->queue[0].m[MUSTER_MEASURE_SERVICE_LEVEL].mean = odd_number(seed, 1004);
}

/* ---- the whole ---- */

ReportSample *
report_sample_new(const char *name)
{
  static const char *const commands[] = {"muster run centre.yaml -o out --seed 20261109", "muster report out -o report.html", NULL};
  static const char *const inputs[] = {"centre.yaml", "acd <2003> & more.csv", NULL};
  static const char *const warnings[] = {"3 days of the history were closed and left out: 2003-07-04, 2003-09-01, 2003-10-13 <check>", NULL};
  const Shape *shape = NULL;
  Shape random;
  for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++)
    if (strcmp(shapes[i].name, name) == 0)
      shape = &shapes[i];
  if (shape == NULL && g_str_has_prefix(name, "random-"))
    shape = random_shape(&random, g_ascii_strtoull(name + strlen("random-"), NULL, 10));
  if (shape == NULL)
    return NULL;
  ReportSample *sample = g_new0(ReportSample, 1);
  sample->owned = g_ptr_array_new_with_free_func(g_free);
  make_centre(sample, shape);
  sample->in.centre = sample->centre;
  if (strcmp(name, "bare") == 0)
    return sample;
  make_demand(sample, shape);
  make_requirement(sample, shape);
  make_roster(sample, shape);
  make_uncovered(sample, shape);
  price_roster(sample);
  make_plan(sample);
  make_outcome(sample, shape);
  if (shape == &random)
    spoil(sample, random.seed);
  sample->check.violations = g_array_new(FALSE, TRUE, sizeof(MusterViolation));
  sample->in = (MusterReportInput) {.centre = sample->centre, .demand = sample->demand, .requirement = sample->requirement,
                                    .roster = sample->roster, .outcome = sample->outcome, .check = &sample->check,
                                    .commands = commands, .inputs = inputs, .warnings = warnings, .has_seed = TRUE, .seed = 20261109};
  return sample;
}

void
report_sample_free(ReportSample *sample)
{
  if (sample == NULL)
    return;
  g_clear_pointer(&sample->demand, muster_demand_free);
  g_clear_pointer(&sample->requirement, muster_requirement_free);
  g_clear_pointer(&sample->roster, muster_roster_free);
  g_clear_pointer(&sample->plan, muster_plan_free);
  g_clear_pointer(&sample->outcome, muster_outcome_free);
  g_clear_pointer(&sample->check.violations, g_array_unref);
  muster_grid_unref(sample->centre->grid);
  muster_zone_unref(sample->centre->zone);
  g_ptr_array_unref(sample->owned);
  g_free(sample);
}
