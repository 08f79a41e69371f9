#include "report_sample_private.h"

const char *const report_sample_names[7] = {"small", "bank", "large", "ugly", "bare", "pools", NULL};

#define BANK                                                                                                 \
  .centre = "First Prairie Bank", .zone = "America/New_York", .currency = "USD", .year = 2003, .month = 9,   \
  .day = 29, .n_days = 12, .interval_min = 30, .open_h = 7, .close_h = 21, .open_days = 0x1f, .n_queues = 2, \
  .n_groups = 2,                                                                                             \
  .queue = {"service", "mortgages"}, .group = {"floor", "evening"}

static const Shape shapes[] = {
  {.name = "small", .centre = "Corner Office", .zone = "UTC", .currency = "EUR",
   .year = 2026, .month = 3, .day = 2, .n_days = 2, .interval_min = 60, .open_h = 8, .close_h = 16,
   .open_days = 0x1f, .n_queues = 1, .n_groups = 1, .n_people = 3, .queue = {"calls"}, .group = {"desk"}, .peak = 20},
  {.name = "bank", BANK, .n_people = 64, .peak = 150},
  {.name = "large", BANK, .n_people = 350, .peak = 900},
  {.name = "ugly", .centre = "客服中心 <b>&\"'", .zone = "Asia/Shanghai", .currency = "CNY",
   .year = 2026, .month = 11, .day = 11, .n_days = 1, .interval_min = 15, .close_h = 24, .open_days = 0x7f,
   .n_queues = 2, .n_groups = 2, .n_people = 400,
   .queue = {"售前咨询 <script>alert(1)</script>", "שירות לקוחות"}, .group = {"夜班组", "组 \"B\" & co"}},
  {.name = "bare", .centre = "Nothing Yet", .zone = "Europe/Berlin", .currency = "EUR",
   .year = 2026, .month = 10, .day = 19, .n_days = 14, .interval_min = 15, .open_h = 8, .close_h = 20,
   .open_days = 0x1f, .n_queues = 1, .n_groups = 1, .queue = {"calls"}, .group = {"desk"}},
  {.name = "pools", .centre = "三家商店 Three Shops", .zone = "Asia/Shanghai", .currency = "CNY",
   .year = 2026, .month = 11, .day = 9, .n_days = 14, .interval_min = 15, .open_h = 8, .close_h = 24,
   .open_days = 0x7f, .n_queues = 3, .n_groups = 3, .n_people = 60, .peak = 60, .own_group = TRUE,
   .queue = {"售前 presales", "aftersales", "投诉 complaints"}, .group = {"一店", "二店", "三店"}},
};

gpointer
own(ReportSample *sample, gpointer memory)
{
  g_ptr_array_add(sample->owned, memory);
  return memory;
}

double
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
  queue->target = (MusterTarget){.answer = q == 1 && shape->own_group ? 0.9 : 0.8,
                                 .within_s = 20,
                                 .abandon = 0.05,
                                 .asa_s = NAN,
                                 .occupancy = NAN,
                                 .finish = NAN,
                                 .finish_within_s = NAN,
                                 .on_days = NAN};
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
  static const char *const plain[] = {"Ada",   "Ben",   "Chloé", "Dmitri", "Esra",
                                      "Femke", "Goran", "Hana",  "Ivo",    "Jun"};
  static const char *const plain_last[] = {"Abbott", "Baker",   "Castillo", "Dahl",
                                           "Engel",  "Fischer", "Grant",    "Huang"};
  static const char *const odd[] = {"张伟",
                                    "王秀英",
                                    "李<script>alert('x')</script>",
                                    "שרה כהן",
                                    "مريم",
                                    "😀 Emoji & \"Quote\"",
                                    "欧阳娜娜欧阳娜娜欧阳娜娜欧阳娜娜欧阳娜娜",
                                    "e\u0301\u0302 marks",
                                    "tab\tnew\nline\x01",
                                    "turn\u202earound"};
  MusterCentre *centre = sample->centre;
  centre->n_people = shape->n_people;
  centre->person = NEW(sample, MusterPerson, shape->n_people);
  for (int p = 0; p < shape->n_people; p++) {
    char *name = strcmp(shape->name, "ugly") == 0
                   ? g_strdup_printf("%s %d", odd[p % (int) G_N_ELEMENTS(odd)], p)
                   : g_strdup_printf("%s %s", plain[p % 10], plain_last[(p / 10 + p) % 8]);
    centre->person[p] = (MusterPerson){.id = own(sample, g_strdup_printf("p%03d", p + 1)),
                                       .name = own(sample, name),
                                       .group = p % MAX(1, shape->n_groups),
                                       .contract = -1,
                                       .since = G_MININT32};
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

/* ---- the whole ---- */

ReportSample *
report_sample_new(const char *name)
{
  static const char *const commands[] = {"muster run centre.yaml -o out --seed 20261109",
                                         "muster report out -o report.html", NULL};
  static const char *const inputs[] = {"centre.yaml", "acd <2003> & more.csv", NULL};
  static const char *const warnings[] = {
    "3 days of the history were closed and left out: 2003-07-04, 2003-09-01, 2003-10-13 <check>", NULL};
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
  sample->in = (MusterReportInput){.centre = sample->centre,
                                   .demand = sample->demand,
                                   .requirement = sample->requirement,
                                   .roster = sample->roster,
                                   .outcome = sample->outcome,
                                   .check = &sample->check,
                                   .commands = commands,
                                   .inputs = inputs,
                                   .warnings = warnings,
                                   .has_seed = TRUE,
                                   .seed = 20261109};
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
