/* The roster: both its forms, what comes from elsewhere, and faults. */
#include "muster_test.h"
#include "random_roster.h"

static MusterRoster *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("roster", text, strlen(text));
  return muster_roster_read(centre, source, faults);
}

static gboolean
same_segment(const MusterSegment *a, const MusterSegment *b)
{
  return a->kind == b->kind && g_strcmp0(a->name, b->name) == 0 && a->start == b->start && a->end == b->end &&
         a->paid == b->paid && a->queues == b->queues;
}

static gboolean
same_duties(const MusterRoster *a, const MusterRoster *b)
{
  gboolean same = a->duties->len == b->duties->len;
  for (guint i = 0; same && i < a->duties->len; i++) {
    const MusterDuty *x = &g_array_index(a->duties, MusterDuty, i),
                     *y = &g_array_index(b->duties, MusterDuty, i);
    same = x->person == y->person && x->group == y->group && x->shift == y->shift && x->day == y->day &&
           x->start == y->start && x->end == y->end && x->locked == y->locked &&
           x->n_segments == y->n_segments;
    for (int k = 0; same && k < x->n_segments; k++)
      same = same_segment(&x->segment[k], &y->segment[k]);
  }
  return same;
}

static gboolean
same_uncovered(const MusterRoster *a, const MusterRoster *b)
{
  gboolean same = a->uncovered->len == b->uncovered->len;
  for (guint i = 0; same && i < a->uncovered->len; i++) {
    const MusterUncovered *x = &g_array_index(a->uncovered, MusterUncovered, i),
                          *y = &g_array_index(b->uncovered, MusterUncovered, i);
    same = x->interval == y->interval && x->queue == y->queue && x->group == y->group &&
           x->agents == y->agents && g_str_equal(x->blame, y->blame);
  }
  return same;
}

static MusterRoster *
random_roster(GRand *rand, const MusterCentre *centre)
{
  MusterRoster *roster = muster_roster_new(centre);
  roster->cost = g_rand_double(rand);
  roster->gap_avoidable = 0.25;
  for (int person = centre->n_people - 1; person >= 0; person--)
    for (int day = g_rand_int_range(rand, 0, 3); day < 13; day += g_rand_int_range(rand, 2, 5)) {
      MusterDuty duty;
      random_duty(rand, centre, person, centre->from + day, &duty);
      muster_roster_add(roster, &duty);
    }
  for (int n = g_rand_int_range(rand, 0, 4); n > 0; n--) {
    MusterUncovered uncovered = {g_rand_int_range(rand, 0, centre->grid->n), g_rand_int_range(rand, -1, 3),
                                 g_rand_int_range(rand, -1, 2), g_rand_int_range(rand, 1, 9) / 2.0,
                                 random_name(rand)};
    g_array_append_val(roster->uncovered, uncovered);
  }
  return roster;
}

static void
what_is_written_reads_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(SmallCentre) small = small_centre_new();
  const MusterCentre *centre = &small->centre;
  for (int round = 0; round < 100; round++) {
    g_autoptr(MusterRoster) roster = random_roster(rand, centre);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autofree char *yaml = muster_roster_write(roster, centre),
                    *csv = muster_roster_write_csv(roster, centre);
    g_autoptr(MusterRoster) again = read_text(centre, yaml, faults);
    g_autoptr(MusterRoster) table = read_text(centre, csv, faults);
    gboolean same = again != NULL && same_duties(roster, again) && same_uncovered(roster, again) &&
                    again->cost == roster->cost && again->gap_avoidable == 0.25 && table != NULL &&
                    same_duties(roster, table);
    if (!same) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u: differs\n%s%s%s", seed, yaml, csv, rendered);
    }
    CU_ASSERT(same);
  }
  g_print("seed %u ", seed);
}

static void
from_elsewhere(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  const MusterCentre *centre = &small->centre;
  static int starts[] = {8 * 3600};
  static double lengths[] = {8 * 3600};
  small->shift[0].n_starts = small->shift[0].n_lengths = 1;
  small->shift[0].start_s = starts;
  small->shift[0].length_s = lengths;
  small->contract[0].shifts = small->contract[1].shifts = 3;
  g_autoptr(MusterRoster) roster = read_text(centre,
                                             "Agent;Start;End;Activity\n"
                                             "b1;2026-10-26 22:00;2026-10-27 06:00;\n"
                                             "a1;2026-10-26 12:00;2026-10-26 12:30;Lunch\n"
                                             "a1;2026-10-26 08:00;2026-10-26 12:00;work\n"
                                             "a1;2026-10-26 12:30;2026-10-26 15:45;work\n"
                                             "a1;2026-10-26 15:45;2026-10-26 16:00;Team talk\n",
                                             faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(roster);
  CU_ASSERT_EQUAL_FATAL(roster->duties->len, 2);
  const MusterDuty *a1 = &g_array_index(roster->duties, MusterDuty, 0),
                   *b1 = &g_array_index(roster->duties, MusterDuty, 1);
  CU_ASSERT(a1->person == 0 && a1->group == 0 && a1->shift == 0 && a1->n_segments == 4);
  CU_ASSERT(a1->segment[1].kind == MUSTER_ACTIVITY_BREAK && !a1->segment[1].paid);
  CU_ASSERT_STRING_EQUAL(a1->segment[1].name, "lunch");
  CU_ASSERT(a1->segment[3].kind == MUSTER_ACTIVITY_MEETING && a1->segment[3].paid);
  CU_ASSERT(b1->person == 2 && b1->group == 1 && b1->shift == -1 && b1->n_segments == 1);
  g_autofree double *out = g_new(double, 2 * centre->grid->n);
  muster_roster_on_queue(roster, centre, out);
  CU_ASSERT(out[16] == 1 && out[24] == 0 && out[31] == 0.5 && out[32] == 0 && out[centre->grid->n + 44] == 1);
  g_autoptr(MusterRoster) dated =
      read_text(centre, "person,date,start,end\na2,2026-10-28,22:00,06:00\n", faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(dated);
  a1 = &g_array_index(dated->duties, MusterDuty, 0);
  CU_ASSERT(a1->end - a1->start == 8 * 3600 && a1->day == centre->from + 2);
}

#define ASSERT_FAULTS(text, ...)                                                                             \
  do {                                                                                                       \
    static const char *const wanted_[] = {__VA_ARGS__};                                                      \
    check_faults((text), wanted_, G_N_ELEMENTS(wanted_));                                                    \
  } while (0)

static void
check_faults(const char *text, const char *const *wanted, gsize n)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(read_text(&small->centre, text, faults));
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  for (gsize i = 0; i < n; i++) {
    gboolean there = strstr(rendered, wanted[i]) != NULL;
    if (!there)
      g_printerr("'%s' is not in:\n%s", wanted[i], rendered);
    CU_ASSERT(there);
  }
  if (muster_faults_n_errors(faults) != n)
    g_printerr("%s", rendered);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), n);
}

static void
faults_of_the_yaml(void)
{
  ASSERT_FAULTS("duties:\n"
                "- {person: a9, day: 2026-10-26, start: 08:00, end: 16:00}\n"
                "- {person: a1, day: 2026-10-26, start: 08:00, end: 16:00, segments: [{activity: brake, "
                "start: 12:00, end: 13:00}]}\n"
                "- {person: a1, day: 2026-10-26, start: 08:00, end: 16:00, segments: [{activity: break, "
                "start: 12:00, end: 13:00},\n"
                "    {activity: break, start: 12:30, end: 13:30}]}\n"
                "- {person: a2, day: 2026-10-26, start: 08:00, end: 16:00}\n"
                "- {person: a2, day: 2026-10-26, start: 15:00, end: 23:00}\n"
                "- {person: a2, day: 2026-10-27, start: 08:00, end: 16:00, segments: [{activity: break, "
                "start: 12:00, end: 13:00, queues: [sales]}]}\n"
                "- {person: a2, day: 2026-10-28, start: 08:00, end: 16:00, segments: [{start: 12:00, end: "
                "13:00, queues: [salse]}]}\n"
                "uncovered:\n"
                "- {start: 2026-10-26 08:05, agents: 1}\n"
                "- {start: 2026-10-26 08:00, agents: -1, queue: x, group: y}\n",
                "roster:2:12: error: unknown person 'a9'", "roster:3:81: error: activity",
                "roster:4:3: error: two segments of this duty overlap",
                "roster:7:3: error: two duties of 'a2' overlap; the other is on line 6",
                "queues: only work is limited to queues", "did you mean 'sales'?",
                "roster:11:11: error: start: '2026-10-26 08:05' is not the start of an interval",
                "roster:12:37: error: agents", "unknown queue 'x'", "unknown group 'y'");
}

static void
faults_of_the_table(void)
{
  ASSERT_FAULTS(
      "person,group,date,shift,start,end,activity,paid,queue,source\n"
      "a9,shop,2026-10-26,dai,08:00,16:00,wrk,perhaps,salse,publish\n"
      "a1,shop a,2026-10-26,day,08:00,2026-10-26 07:00,work,yes,,\n"
      "a1,shop a,2026-10-27,day,2026-10-28 08:00,2026-10-28 12:00,work,yes,,\n"
      "a2,,2026-11-09,,08:00,16:00,,,,\n"
      "b1,,2026-10-26,,08:00,16:00,break,,sales,\n"
      "b2,,2026-10-26,,08:00,16:00,,,,\n"
      "b2,,2026-10-26,,15:00,18:00,,,,\n",
      "roster:2:1: error: unknown person 'a9'", "roster:2:4: error: unknown group 'shop'",
      "roster:2:20: error: unknown shift 'dai'", "roster:2:36: error: unknown activity 'wrk'",
      "roster:2:40: error: 'perhaps' is neither yes nor no", "roster:2:48: error: unknown queue 'salse'",
      "roster:2:54: error: unknown source 'publish'", "roster:3:32: error: this ends before it starts",
      "roster:4:26: error: this duty does not start on its date",
      "roster:5:17: error: this duty is outside the horizon",
      "roster:6:36: error: only work is limited to queues", "roster:8:1: error: two duties of 'b2' overlap");
}

static void
the_period_before(void)
{
  static const char *const text = "duties:\n- {person: a1, day: 2026-10-25, start: 22:00, end: 06:00}\n"
                                  "- {person: left, day: 2026-10-25, start: 08:00, end: 16:00}\n";
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("roster", text, strlen(text));
  g_autoptr(MusterRoster) roster = muster_roster_read_previous(&small->centre, source, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(roster);
  CU_ASSERT_EQUAL(roster->duties->len, 1);
  CU_ASSERT(muster_faults_n_errors(faults) == 0 && muster_faults_n(faults) == 1);
  CU_ASSERT_PTR_NULL(muster_roster_read(&small->centre, source, faults));
}

void test_roster(void);
void
test_roster(void)
{
  CU_pSuite suite = CU_add_suite("roster", NULL, NULL);
  ADD_TEST(suite, what_is_written_reads_back);
  ADD_TEST(suite, from_elsewhere);
  ADD_TEST(suite, faults_of_the_yaml);
  ADD_TEST(suite, faults_of_the_table);
  ADD_TEST(suite, the_period_before);
}
