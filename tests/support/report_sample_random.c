#include "report_sample_private.h"

/* Up to twelve pieces of what has broken pages before. */
static char *
random_text(ReportSample *sample, guint64 seed, guint64 which)
{
  static const char *const pieces[] = {
    "<",      ">",    "&",    "\"",       "'",           "</svg>",  "<!--",   "]]>",    "&amp;",
    "张",     "伟",   "שלום", "مر",       "😀",           "e\u0301", "\u202e", "\u2066", "\x01",
    "\n",     "\t",   "\xff", "\xe5\xbc", "%s",          "%",       ",",      ";",      "\u2028",
    "\ufeff", "=1+1", " ",    "a",        "javascript:", "\\",      "{",      "\ufffe", "\x7f"};
  GString *text = g_string_new(NULL);
  int n = 1 + (int) (12 * uniform(seed, which));
  for (int i = 0; i < n; i++)
    g_string_append(text,
                    pieces[(gsize) (uniform(seed + 1, which * 100 + (guint64) i) * G_N_ELEMENTS(pieces))]);
  return own(sample, g_string_free(text, FALSE));
}

const Shape *
random_shape(Shape *shape, guint64 seed)
{
  static const int intervals[] = {5, 10, 15, 30, 60};
  static const char *const zones[] = {"UTC", "Asia/Kathmandu", "America/New_York", "Europe/Berlin",
                                      "Australia/Lord_Howe"};
  int open = (int) (12 * uniform(seed, 3));
  *shape = (Shape) {.name = "random", .centre = "random", .currency = "EUR", .year = 2026, .month = 10, .seed = seed,
                    .queue = {"a", "b", "c", "d"}, .group = {"e", "f", "g", "h"}};
  shape->zone = zones[(int) (5 * uniform(seed, 5))];
  shape->day = 20 + (int) (10 * uniform(seed, 1));
  shape->n_days = 1 + (int) (9 * uniform(seed, 2));
  shape->interval_min = intervals[(int) (5 * uniform(seed, 4))];
  shape->open_h = open;
  shape->close_h = open + 1 + (int) ((24 - open) * uniform(seed, 6));
  shape->open_days = (guint) (128 * uniform(seed, 7));
  shape->n_queues = 1 + (int) (4 * uniform(seed, 8));
  shape->n_groups = 1 + (int) (4 * uniform(seed, 9));
  shape->n_people = (int) (30 * uniform(seed, 10));
  shape->peak = 50 * uniform(seed, 11);
  return shape;
}

static double
odd_number(guint64 seed, guint64 which)
{
  static const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300,     1e-300, -0.0,
                               0,   0.5,      1,         1e15,  123456.789, -3};
  return odd[(gsize) (uniform(seed + 2, which) * G_N_ELEMENTS(odd))];
}

void
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
    sample->outcome->queue_interval[i].m[MUSTER_MEASURE_SERVICE_LEVEL] = (MusterMeasure){
      odd_number(seed, 4 * k + 3), odd_number(seed, 4 * k + 500), odd_number(seed, 4 * k + 501)};
  }
  sample->roster->cost = odd_number(seed, 1000), sample->roster->bound = odd_number(seed, 1001),
  sample->roster->gap = odd_number(seed, 1002);
  sample->outcome->total.m[MUSTER_MEASURE_SERVICE_LEVEL].upper = odd_number(seed, 1003);
  sample->outcome->queue[0].m[MUSTER_MEASURE_SERVICE_LEVEL].mean = odd_number(seed, 1004);
}
