/* The outcome's JSON: what is written reads back, and what is not an outcome is refused. */
#include "muster_test.h"
#include "small_centre.h"

static MusterOutcome *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("outcome.json", text, strlen(text));
  return muster_outcome_read_json(centre, source, faults);
}

static void
random_measures(GRand *rand, MusterMeasure *measure, int n)
{
  if (g_rand_int_range(rand, 0, 4) == 0)
    return; /* nothing known of this cell */
  for (int i = 0; i < n; i++) {
    muster_measure_unknown(&measure[i]);
    if (g_rand_int_range(rand, 0, 5) == 0)
      continue;
    measure[i].mean = g_rand_double(rand) * 100;
    if (g_rand_boolean(rand))
      measure[i] = (MusterMeasure){measure[i].mean, measure[i].mean - 1, measure[i].mean + 1};
  }
}

static gboolean
same(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

static gboolean
same_measures(const MusterMeasure *a, const MusterMeasure *b, int n)
{
  for (int i = 0; i < n; i++)
    if (!same(a[i].mean, b[i].mean) || !same(a[i].lower, b[i].lower) || !same(a[i].upper, b[i].upper))
      return FALSE;
  return TRUE;
}

/* Unknown are the measures that the output does not show. */
static void
hide(const MusterOutcome *outcome, MusterQueueCell *cell, int n)
{
  for (int i = 0; i < n; i++)
    for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
      if (!muster_outcome_shows(outcome, (MusterQueueMeasureId) id))
        muster_measure_unknown(&cell[i].m[id]);
}

static void
hide_groups(const MusterOutcome *outcome, MusterGroupCell *cell, int n)
{
  for (int i = 0; i < n; i++)
    for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
      if (!muster_outcome_shows_group(outcome, (MusterGroupMeasureId) id))
        muster_measure_unknown(&cell[i].m[id]);
}

static MusterOutcome *
random_outcome(GRand *rand, const MusterCentre *centre)
{
  MusterOutcome *o = muster_outcome_new(centre);
  int n = o->grid->n, n_days = o->grid->n_days;
  o->seed = (guint64) g_rand_int(rand) << 32 | g_rand_int(rand);
  o->replications = g_rand_int_range(rand, 1, 1000);
  o->service_level = (MusterServiceLevel) g_rand_int_range(rand, 0, 6);
  o->all_measures = g_rand_boolean(rand);
  g_free(o->staff_source);
  o->staff_source = g_strdup("roster");
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    o->shown[id] =
        muster_queue_measure_info((MusterQueueMeasureId) id)->feature == NULL || g_rand_boolean(rand);
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    o->group_shown[id] =
        muster_group_measure_info((MusterGroupMeasureId) id)->feature == NULL || g_rand_boolean(rand);
  random_measures(rand, o->total.m, MUSTER_N_QUEUE_MEASURES);
  random_measures(rand, o->total_group.m, MUSTER_N_GROUP_MEASURES);
  for (int k = 0; k < o->n_queues; k++)
    random_measures(rand, o->queue[k].m, MUSTER_N_QUEUE_MEASURES);
  for (int k = 0; k < o->n_groups * n; k++)
    random_measures(rand, o->group_interval[k].m, MUSTER_N_GROUP_MEASURES);
  for (int k = 0; k < o->n_groups * n_days; k++)
    random_measures(rand, o->group_day[k].m, MUSTER_N_GROUP_MEASURES);
  for (int k = 0; k < o->n_queues * n; k++)
    random_measures(rand, o->queue_interval[k].m, MUSTER_N_QUEUE_MEASURES);
  for (int k = 0; k < n; k++)
    random_measures(rand, o->total_interval[k].m, MUSTER_N_QUEUE_MEASURES);
  for (int k = 0; k < o->n_queues * n_days; k++)
    random_measures(rand, o->queue_day[k].m, MUSTER_N_QUEUE_MEASURES);
  hide(o, &o->total, 1);
  hide(o, o->queue, o->n_queues);
  hide(o, o->queue_interval, o->n_queues * n);
  hide(o, o->total_interval, n);
  hide(o, o->queue_day, o->n_queues * n_days);
  hide_groups(o, &o->total_group, 1);
  hide_groups(o, o->group_interval, o->n_groups * n);
  hide_groups(o, o->group_day, o->n_groups * n_days);
  if (o->all_measures)
    for (int id = 0; id < MUSTER_N_HISTOGRAMS; id++) {
      MusterHistogram h = {.id = (MusterHistogramId) id, .place = id % 2, .n = 3};
      h.to = g_memdup2((double[]){0, 5, id == 0 ? INFINITY : 10}, 3 * sizeof(double));
      h.value = g_memdup2((double[]){0.5, g_rand_double(rand), 1}, 3 * sizeof(double));
      muster_outcome_add_histogram(o, h);
    }
  o->controls = TRUE;
  o->n_precisions = 2;
  o->precision = g_new(MusterPrecision, 2);
  o->precision[0] = (MusterPrecision){FALSE, -1, MUSTER_MEASURE_SERVICE_LEVEL, FALSE, 0.005, 0.005, 0.004, TRUE};
  o->precision[1] = (MusterPrecision){TRUE, 1, MUSTER_GROUP_OCCUPANCY, TRUE, 0.02, NAN, NAN, FALSE};
  o->n_gains = 2;
  o->gain = g_new(MusterControlGain, 2);
  o->gain[0] = (MusterControlGain){-1, MUSTER_MEASURE_SERVICE_LEVEL, 0.02, g_rand_double(rand)};
  o->gain[1] = (MusterControlGain){2, MUSTER_MEASURE_ASA, 3, 0};
  o->n_flows = 2;
  o->flow = g_new(MusterFlow, 2);
  o->flow[0] = (MusterFlow){0, 1, {5, 4, 6}, {300, NAN, NAN}};
  o->flow[1] = (MusterFlow){2, 0, {NAN, NAN, NAN}, {1, 1, 1}};
  return o;
}

#define QUEUES(field, n) same_measures(a->field->m, b->field->m, (n) *MUSTER_N_QUEUE_MEASURES)
#define GROUPS(field, n) same_measures(a->field->m, b->field->m, (n) *MUSTER_N_GROUP_MEASURES)

static gboolean
same_outcome(const MusterOutcome *a, const MusterOutcome *b)
{
  int n = a->grid->n, n_days = a->grid->n_days;
  gboolean head = a->seed == b->seed && a->replications == b->replications &&
                  a->service_level == b->service_level && a->all_measures == b->all_measures &&
                  g_str_equal(a->staff_source, b->staff_source) && a->n_flows == b->n_flows;
  for (int f = 0; head && f < a->n_flows; f++)
    head = a->flow[f].queue == b->flow[f].queue && a->flow[f].group == b->flow[f].group &&
           same_measures(&a->flow[f].answered, &b->flow[f].answered, 1) &&
           same_measures(&a->flow[f].handle_s, &b->flow[f].handle_s, 1);
  head = head && a->controls == b->controls && a->n_precisions == b->n_precisions && a->n_gains == b->n_gains;
  for (int i = 0; head && i < a->n_precisions; i++) {
    const MusterPrecision *x = &a->precision[i], *y = &b->precision[i];
    head = x->of_group == y->of_group && x->place == y->place && x->measure == y->measure && x->relative == y->relative &&
           same(x->half, y->half) && same(x->allowed, y->allowed) && same(x->reached, y->reached) && x->held == y->held;
  }
  for (int i = 0; head && i < a->n_gains; i++)
    head = a->gain[i].place == b->gain[i].place && a->gain[i].measure == b->gain[i].measure && same(a->gain[i].plain, b->gain[i].plain) &&
           same(a->gain[i].half, b->gain[i].half);
  head = head && a->n_histograms == b->n_histograms;
  for (int i = 0; head && i < a->n_histograms; i++) {
    const MusterHistogram *x = &a->histogram[i], *y = &b->histogram[i];
    head = x->id == y->id && x->place == y->place && x->n == y->n && memcmp(x->to, y->to, (gsize) x->n * sizeof *x->to) == 0 &&
           memcmp(x->value, y->value, (gsize) x->n * sizeof *x->value) == 0;
  }
  return head && same_measures(a->total.m, b->total.m, MUSTER_N_QUEUE_MEASURES) &&
         same_measures(a->total_group.m, b->total_group.m, MUSTER_N_GROUP_MEASURES) &&
         QUEUES(queue, a->n_queues) && GROUPS(group, a->n_groups) &&
         QUEUES(queue_interval, a->n_queues * n) && GROUPS(group_interval, a->n_groups * n) &&
         QUEUES(total_interval, n) && QUEUES(queue_day, a->n_queues * n_days) &&
         GROUPS(group_day, a->n_groups * n_days);
}

/* A reader knows only what it has seen. */
static gboolean
shows_no_more(const MusterOutcome *read, const MusterOutcome *written)
{
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    if (read->shown[id] && !written->shown[id])
      return FALSE;
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    if (read->group_shown[id] && !written->group_shown[id])
      return FALSE;
  return TRUE;
}

static void
what_is_written_reads_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(SmallCentre) small = small_centre_new();
  for (int round = 0; round < 4; round++) {
    g_autoptr(MusterOutcome) outcome = random_outcome(rand, &small->centre);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autofree char *text = muster_outcome_write_json(outcome, &small->centre);
    g_autoptr(MusterOutcome) again = read_text(&small->centre, text, faults);
    gboolean good = again != NULL && same_outcome(outcome, again) && shows_no_more(again, outcome);
    if (!good) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u: differs\n%.3000s\n%s", seed, text, rendered);
    }
    CU_ASSERT(good);
    CU_ASSERT_PTR_NULL(strstr(text, "nan"));
  }
  g_print("seed %u ", seed);
}

static void
the_schema(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterOutcome) outcome = muster_outcome_new(&small->centre);
  outcome->seed = 7;
  outcome->replications = 3;
  outcome->queue_interval[16].m[MUSTER_MEASURE_OFFERED] = (MusterMeasure){12.5, 12, 13};
  g_autofree char *text = muster_outcome_write_json(outcome, &small->centre);
  static const char *const head =
      "{\n  \"schema_version\": 1,\n  \"command\": \"simulate\",\n  \"seed\": 7,\n  \"replications\": 3,\n"
      "  \"service_level\": \"answered_within / offered\",\n  \"measures\": \"basic\",\n  \"staff\": \"\",\n"
      "  \"totals\": {\n    \"offered\": null,";
  CU_ASSERT_EQUAL(strncmp(text, head, strlen(head)), 0);
  CU_ASSERT_PTR_NOT_NULL(
      strstr(text, "{\"start\": \"2026-10-26T12:00:00Z\", \"queue\": \"sales\", "
                   "\"offered\": {\"mean\": 12.5, \"lower\": 12, \"upper\": 13}, \"answered\": null"));
  CU_ASSERT_PTR_NULL(strstr(text, "wait_p50_s"));
  CU_ASSERT_PTR_NULL(strstr(text, "redials"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"undecided\": null"));
}

static void
what_is_refused(void)
{
  static const struct {
    const char *text, *fault;
  } cases[] = {
      {"", "outcome.json:1:1: error: the text ends here"},
      {"{}", "no schema_version"},
      {"{\"schema_version\": 2}", "another schema_version"},
      {"{\"schema_version\": 1, \"command\": \"plan\"}", "another command"},
      {"{\"schema_version\": 1, \"queues\": {\"salse\": {}}}",
       "outcome.json:1:34: error: unknown queue 'salse'"},
      {"{\"schema_version\": 1, \"intervals\": [{\"start\": \"2026-10-26T12:10:00Z\"}]}",
       "is not the start of an interval"},
      {"{\"schema_version\": 1, \"intervals\": [{\"offered\": null}]}", "a row begins with start"},
      {"{\"schema_version\": 1, \"days\": [{\"day\": \"2025-01-01\"}]}", "is no day of the horizon"},
      {"{\"schema_version\": 1, \"flows\": [{\"queue\": \"sales\"}]}", "names no queue or no group"},
      {"{\"schema_version\": 1, \"histograms\": [{\"of\": \"handle_s\", \"queue\": \"sales\", \"to\": [0, 5, 5], \"contacts\": [1, 1, 1]}]}",
       "the histogram before cannot be"},
      {"{\"schema_version\": 1, \"histograms\": [{\"of\": \"handle_s\", \"queue\": \"sales\", \"to\": [0], \"contacts\": [1, 1]}]}",
       "the histogram before cannot be"},
      {"{\"schema_version\": 1, \"precision\": [{\"measure\": \"offerd\"}]}", "no measure has that name"},
      {"{\"schema_version\": 1, \"precision\": [{\"measure\": \"offered\"}]}", "names no measure or asks for nothing"},
      {"{\"schema_version\": 1, \"control_gains\": [{\"measure\": \"occupancy\", \"plain_half\": 1, \"half\": 1}]}", "names no measure of queues"},
      {"{\"schema_version\": 1, \"totals\": {\"offered\": 5}}", "an object is expected here"},
      {"{\"schema_version\": 1, \"seed\": -1}", "a whole number from 0"},
      {"{\"schema_version\": 1} x", "nothing may follow"},
  };
  g_autoptr(SmallCentre) small = small_centre_new();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(MusterFaults) faults = muster_faults_new();
    CU_ASSERT_PTR_NULL(read_text(&small->centre, cases[i].text, faults));
    g_autofree char *rendered = muster_faults_render(faults, FALSE);
    gboolean there = strstr(rendered, cases[i].fault) != NULL;
    if (!there)
      g_printerr("'%s' is not in:\n%s", cases[i].fault, rendered);
    CU_ASSERT(there);
  }
}

static void
the_reference_page(void)
{
  g_autofree char *page = muster_outcome_reference(), *there = NULL;
  g_autofree char *path = g_build_filename(g_getenv("MUSTER_SOURCE_ROOT"), "docs", "reference", "outcome.md", NULL);
  if (g_getenv("MUSTER_UPDATE") != NULL)
    g_file_set_contents(path, page, -1, NULL);
  CU_ASSERT(g_file_get_contents(path, &there, NULL, NULL));
  if (g_strcmp0(there, page) != 0)
    g_printerr("docs/reference/outcome.md is not what the tables say; MUSTER_UPDATE=1 renews it\n");
  CU_ASSERT_STRING_EQUAL(there, page);
}

void test_outcome(void);
void
test_outcome(void)
{
  CU_pSuite suite = CU_add_suite("outcome", NULL, NULL);
  ADD_TEST(suite, what_is_written_reads_back);
  ADD_TEST(suite, the_schema);
  ADD_TEST(suite, the_reference_page);
  ADD_TEST(suite, what_is_refused);
}
