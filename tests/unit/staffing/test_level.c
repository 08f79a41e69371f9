/* Work that can wait: deadlines of 4 h and 24 h, quotas, backlog in and out, outside departments, idle time,
 * rounding; all small enough to be reckoned by hand. */
#include "staffing/level_private.h"
#include "written_centre.h"

#define HEAD(from, to, open)                                                                                 \
  "centre: cases\ntimezone: UTC\ninterval: 30 min\ncurrency: EUR\n"                                          \
  "horizon: {from: " from ", to: " to "}\nopen: " open "\nservice_level: answered_within / offered\n"

enum { HALF_HOURS = 48 };

static double
sum_agents(const Written *w, const char *queue, int from, int to)
{
  double sum = 0;
  for (int i = from; i < to; i++)
    sum += written_need(w, queue, i)->agents;
  return sum;
}

static gboolean
says(const Written *w, const char *words)
{
  for (guint i = 0; i < w->staffing->notes->len; i++)
    if (strstr(w->staffing->notes->pdata[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* 10 bursts between 09:00 and 09:30, 42 min of work each: 7 h. They can be begun at 09:30 and are due at
 * 13:00: seven half hours, so two agents all along is the least peak. */
static void
a_pipe_bursts(void)
{
  g_auto(Written) w = {0};
  written_staff(&w,
                HEAD("2026-03-02", "2026-03-02",
                     "{mon-sun: 00:00-24:00}") "queues:\n  leaks: {channel: case, handle: {mean: 42 min}, "
                                               "target: {finish: 100 %, within: 4 h}}\n"
                                               "groups:\n  fitters: {serves: [leaks]}\n"
                                               "demand: {queues: {leaks: {2026-03-02: {from: 09:00, "
                                               "contacts: [10]}}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  for (int i = 0; i < HALF_HOURS; i++) {
    const MusterNeed *need = written_need(&w, "leaks", i);
    ASSERT_CLOSE(need->agents, i >= 19 && i < 26 ? 2 : 0, 0, 1e-5);
    ASSERT_CLOSE(need->scheduled, i >= 19 && i < 26 ? 2 : 0, 0, 0);
    CU_ASSERT_EQUAL(need->binding, i >= 19 && i < 26 ? MUSTER_BINDING_FINISH : MUSTER_BINDING_NONE);
  }
  CU_ASSERT_EQUAL(w.staffing->n_unmet, 0);
}

/* Calls need a varying number of agents in the morning; 6 h of complaints that come at 08:00 and have all day
 * do not raise the day's most. */
static void
valleys_before_people(void)
{
  g_auto(Written) w = {0};
  written_staff(
      &w,
      HEAD("2026-03-02", "2026-03-02",
           "{mon-fri: 08:00-16:00}") "queues:\n  calls: {handle: {mean: 3 min}, patience: {mean: 3 min}, "
                                     "target: {answer: 80 %, within: 20 s}}\n"
                                     "  complaints: {channel: case, handle: {mean: 20 min}, target: {finish: "
                                     "100 %, within: 8 h}}\n"
                                     "groups:\n  office: {serves: [calls, complaints]}\n"
                                     "demand:\n  queues:\n"
                                     "    calls: {2026-03-02: {from: 08:00, contacts: [20, 60, 60, 60, 20, "
                                     "10, 10, 10, 20, 20, 20, 20, 20, 20, 10, 10]}}\n"
                                     "    complaints: {2026-03-02: {from: 08:00, contacts: [18]}}\n",
      MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  double most = 0, most_live = 0;
  for (int i = 0; i < HALF_HOURS; i++) {
    double live = written_need(&w, "calls", i)->agents;
    most_live = fmax(most_live, live);
    most = fmax(most, live + written_need(&w, "complaints", i)->agents);
  }
  ASSERT_CLOSE(sum_agents(&w, "complaints", 17, 32), 12, 0, 1e-4);
  ASSERT_CLOSE(sum_agents(&w, "complaints", 18, 20), 0, 0, 1e-4); /* not on top of the rush */
  ASSERT_CLOSE(most, most_live, 0, 1e-5);
  g_autofree char *text = muster_staffing_explain(w.staffing, w.centre, w.demand, 1, 31);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "a valley"));
}

/* 24 h on the clock: what comes on Monday at noon is due on Tuesday at noon, and Tuesday has nothing else. On
 * the clock of open hours (8 h a day) it is due on Thursday at noon. */
static void
clocks(void)
{
  static const char TEXT[] =
      HEAD("2026-03-02", "2026-03-06",
           "{mon-fri: 08:00-16:00}") "queues:\n  complaints: {channel: case, handle: {mean: 30 min}, target: "
                                     "{finish: 100 %%, within: 24 h}%s}\n"
                                     "groups:\n  office: {serves: [complaints]}\n"
                                     "demand: {queues: {complaints: {2026-03-02: {from: 12:00, contacts: "
                                     "[30]}}}}\n";
  const int DUE[] = {HALF_HOURS + 24, 3 * HALF_HOURS + 24};
  for (int k = 0; k < 2; k++) {
    g_auto(Written) w = {0};
    g_autofree char *text = g_strdup_printf(TEXT, k == 0 ? "" : ", clock: open_hours");
    written_staff(&w, text, MUSTER_STAFFING_STATIONARY);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
    ASSERT_CLOSE(sum_agents(&w, "complaints", 25, DUE[k]), 30, 0, 1e-4);
    ASSERT_CLOSE(sum_agents(&w, "complaints", DUE[k], 5 * HALF_HOURS), 0, 0, 1e-9);
    CU_ASSERT(!says(&w, "carried out"));
  }
}

/* Friday afternoon's cases with 4 h on the clock: whoever comes in the last half hour finds nobody in time.
 */
static void
closed_hours_cannot_be_promised(void)
{
  g_auto(Written) w = {0};
  written_staff(&w,
                HEAD("2026-03-06", "2026-03-06",
                     "{mon-fri: 08:00-16:00}") "queues:\n  leaks: {channel: case, handle: {mean: 30 min}, "
                                               "target: {finish: 95 %, within: 4 h}}\n"
                                               "groups:\n  fitters: {serves: [leaks]}\n"
                                               "demand: {queues: {leaks: {2026-03-06: {from: 14:30, "
                                               "contacts: [8, 8, 4]}}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  CU_ASSERT_EQUAL_FATAL(w.staffing->n_unmet, 1);
  const MusterUnmet *unmet = &w.staffing->unmet[0];
  CU_ASSERT(unmet->first == 31 && unmet->n == 1 && unmet->target == MUSTER_BINDING_FINISH);
  CU_ASSERT_PTR_NOT_NULL(strstr(unmet->why, "80.0 % keep it"));
  ASSERT_CLOSE(written_need(&w, "leaks", 31)->service_level, 0, 0, 0);
  ASSERT_CLOSE(sum_agents(&w, "leaks", 30, 32), 16, 0, 1e-4);
  CU_ASSERT(says(&w, "4.0 are carried out"));
}

/* Of 100 cases 90 % are promised by noon, and the others may be done in the afternoon. */
static void
a_share_may_be_late(void)
{
  g_auto(Written) w = {0};
  written_staff(&w,
                HEAD("2026-03-02", "2026-03-02",
                     "{mon-sun: 08:00-18:00}") "queues:\n  mail: {channel: case, handle: {mean: 30 min}, "
                                               "target: {finish: 90 %, within: 4 h}}\n"
                                               "groups:\n  office: {serves: [mail]}\n"
                                               "demand: {queues: {mail: {2026-03-02: {from: 08:00, contacts: "
                                               "[100]}}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(sum_agents(&w, "mail", 17, 24), 90, 0, 0.01);
  ASSERT_CLOSE(sum_agents(&w, "mail", 24, 32), 10, 0, 0.01);
  ASSERT_CLOSE(written_need(&w, "mail", 16)->service_level, 0.9, 1e-9, 0);
}

/* 62 customers once in March, open every day: a fortnight has 28 of them; every third attempt reaches
 * somebody, two are made: 5 / 3 attempts, 5 / 9 conversations. */
static void
a_part_of_a_quota(void)
{
  g_auto(Written) w = {0};
  written_staff(&w,
                HEAD("2026-03-02", "2026-03-15",
                     "{mon-sun: 08:00-18:00}") "queues:\n  visits: {channel: outbound, handle: {mean: 30 "
                                               "min}, quota: {customers: 62, each: 1 / month}}\n"
                                               "  recalls: {channel: outbound, handle: {mean: 30 min}, "
                                               "reach: 33.3333333333 %, attempts: 2,\n"
                                               "            quota: {customers: 62, each: 1 / month}}\n"
                                               "groups:\n  office: {serves: [visits, recalls]}\n"
                                               "demand: {queues: {visits: {}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(sum_agents(&w, "visits", 0, 14 * HALF_HOURS), 28, 0, 1e-3);
  ASSERT_CLOSE(sum_agents(&w, "recalls", 0, 14 * HALF_HOURS), 28 * 5 / 9.0, 0, 1e-3);
  CU_ASSERT_EQUAL(written_need(&w, "visits", 20)->binding, MUSTER_BINDING_QUOTA);
}

/* E-mails come at night, and are done in the morning. */
static void
cases_come_at_night(void)
{
  g_auto(Written) w = {0};
  written_staff(
      &w,
      HEAD(
          "2026-03-02", "2026-03-03",
          "{mon-sun: 08:00-12:00}") "queues:\n  mail: {channel: case, handle: {mean: 30 min}, target: "
                                    "{finish: 100 %, within: 12 h}}\n"
                                    "groups:\n  office: {serves: [mail]}\n"
                                    "demand: {queues: {mail: {2026-03-02: {from: 22:00, contacts: [20]}}}}\n",
      MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(written_need(&w, "mail", 44)->contacts, 20, 0, 0);
  ASSERT_CLOSE(sum_agents(&w, "mail", HALF_HOURS + 16, HALF_HOURS + 20), 20, 0, 1e-4); /* by ten */
}

/* A first tier of an hour hands half of what comes at closing time, 20 of 40, to the second. */
static void
tiers_hand_on(void)
{
  g_auto(Written) w = {0};
  written_staff(
      &w,
      HEAD("2026-03-02", "2026-03-03",
           "{mon-sun: 08:00-16:00}") "queues:\n  first: {channel: case, handle: {mean: 30 min, cv: 0}, "
                                     "target: {finish: 100 %, within: 8 h},\n"
                                     "          escalate: {to: second, after: 1 h}}\n"
                                     "  second: {channel: case, handle: {mean: 60 min}, target: {finish: 100 "
                                     "%, within: 24 h}}\n"
                                     "groups:\n  office: {serves: [first]}\n  experts: {serves: [second]}\n"
                                     "demand: {counts: fresh, queues: {first: {2026-03-02: {from: 10:00, to: "
                                     "10:30, each: 20}, 2026-03-03: {from: 15:30, to: 16:00, each: 0}}}}\n",
      MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(sum_agents(&w, "first", 0, 2 * HALF_HOURS), 20, 0, 1e-4);
  ASSERT_CLOSE(sum_agents(&w, "second", 0, 2 * HALF_HOURS), 0, 0, 1e-9);
  g_auto(Written) late = {0};
  written_staff(
      &late,
      HEAD("2026-03-02", "2026-03-03",
           "{mon-sun: 08:00-16:00}") "queues:\n  first: {channel: case, handle: {mean: 30 min, cv: 0}, "
                                     "target: {finish: 100 %, within: 8 h},\n"
                                     "          escalate: {to: second, after: 1 h}}\n"
                                     "  second: {channel: case, handle: {mean: 60 min}, target: {finish: 100 "
                                     "%, within: 24 h}, open: {mon-sun: 00:00-24:00}}\n"
                                     "groups:\n  office: {serves: [first]}\n  experts: {serves: [second]}\n"
                                     "demand: {counts: fresh, queues: {first: {2026-03-02: [{from: 10:00, "
                                     "to: 10:30, each: 20}, {from: 15:30, to: 16:00, each: 20}]}}}\n",
      MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(late.staffing);
  CU_ASSERT_EQUAL(late.staffing->n_unmet, 0);
  ASSERT_CLOSE(sum_agents(&late, "first", 0, 2 * HALF_HOURS), 20, 0, 1e-4);
  double handed = 0;
  for (int i = 0; i < 2 * HALF_HOURS; i++)
    handed += written_need(&late, "second", i)->contacts;
  ASSERT_CLOSE(handed, 20, 1e-6, 0.5);
}

/* 20 cases are there at the start, 6 h old, with 10 h promised: by 12:00. */
static void
backlog_is_carried_in(void)
{
  g_auto(Written) w = {0};
  written_staff(
      &w,
      HEAD("2026-03-02", "2026-03-02",
           "{mon-sun: 00:00-24:00}") "queues:\n  mail: {channel: case, handle: {mean: 30 min}, target: "
                                     "{finish: 100 %, within: 10 h}}\n"
                                     "groups:\n  office: {serves: [mail]}\n"
                                     "initial: {backlog: {mail: {count: 20, age: {mean: 6 h, cv: 0}}}}\n"
                                     "demand: {queues: {mail: {2026-03-02: {from: 22:00, contacts: [3]}}}}\n",
      MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(sum_agents(&w, "mail", 0, 8), 20, 0, 1e-4);
  ASSERT_CLOSE(sum_agents(&w, "mail", 8, HALF_HOURS), 0, 0, 1e-9);
  CU_ASSERT(says(&w, "20.0 are carried in, 0.0 of them"));
  CU_ASSERT(says(&w, "3.0 are carried out"));
}

/* Half of the cases need an answer from outside, which takes exactly 6 h of the 24 h: all are handled within
 * 18 h. */
static void
time_is_left_for_outside(void)
{
  g_auto(Written) w = {0};
  written_staff(
      &w,
      HEAD(
          "2026-03-02", "2026-03-03",
          "{mon-sun: 00:00-24:00}") "queues:\n  hard: {channel: case, handle: {mean: 30 min}, target: "
                                    "{finish: 95 %, within: 24 h},\n"
                                    "         transfer: {to: {outside.engineering: 50 %}}}\n"
                                    "outside: {engineering: {answers_in: {mean: 6 h, cv: 0}}}\n"
                                    "groups:\n  office: {serves: [hard]}\n"
                                    "demand: {queues: {hard: {2026-03-02: {from: 00:00, contacts: [35]}}}}\n",
      MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(sum_agents(&w, "hard", 1, 36), 35, 0, 1e-4);
  CU_ASSERT(says(&w, "handled within 18 h"));
}

/* Interruptible cases take what calls leave idle; the others need people of their own. */
static void
idle_time_is_used(void)
{
  double agents[2];
  for (int k = 0; k < 2; k++) {
    g_auto(Written) w = {0};
    g_autofree char *text = g_strdup_printf(
        HEAD("2026-03-02", "2026-03-02",
             "{mon-fri: 08:00-16:00}") "queues:\n  calls: {handle: {mean: 3 min}, patience: {mean: 3 min}, "
                                       "target: {answer: 95 %%, within: 5 s}}\n"
                                       "  mail: {channel: case, interruptible: %s, handle: {mean: 6 min}, "
                                       "target: {finish: 100 %%, within: 4 h}}\n"
                                       "groups:\n  office: {serves: [calls, mail]}\n"
                                       "demand:\n  queues:\n"
                                       "    calls: {2026-03-02: {from: 08:00, to: 16:00, each: 20}}\n"
                                       "    mail: {2026-03-02: {from: 08:00, contacts: [10]}}\n",
        k == 0 ? "no" : "yes");
    written_staff(&w, text, MUSTER_STAFFING_STATIONARY);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
    agents[k] = sum_agents(&w, "mail", 0, HALF_HOURS);
  }
  ASSERT_CLOSE(agents[0], 2, 0, 1e-4);
  ASSERT_CLOSE(agents[1], 0, 0, 1e-9);
}

/* Two queues of half an agent each are one person, not two. */
static void
fractions_are_rounded_once(void)
{
  g_auto(Written) w = {0};
  written_staff(&w,
                HEAD("2026-03-02", "2026-03-02",
                     "{mon-fri: 08:00-16:00}") "queues:\n  a: {channel: case, handle: {mean: 15 min}, "
                                               "target: {finish: 100 %, within: 1 h}}\n"
                                               "  b: {like: a}\n"
                                               "groups:\n  office: {serves: [a, b]}\n"
                                               "demand: {queues: {a: {2026-03-02: {from: 08:00, contacts: "
                                               "[1]}}, b: {2026-03-02: {from: 08:00, contacts: [1]}}}}\n",
                MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  ASSERT_CLOSE(written_need(&w, "a", 17)->agents, 0.5, 0, 1e-5);
  ASSERT_CLOSE(written_need(&w, "b", 17)->agents, 0.5, 0, 1e-5);
  ASSERT_CLOSE(written_need(&w, "a", 17)->scheduled + written_need(&w, "b", 17)->scheduled, 1, 0, 0);
}

/* Six days of two streams with varying live need: made whole, and made day by day between midnights. */
static LevelProblem *
six_days(int *day_first)
{
  for (int d = 0; d <= 6; d++)
    day_first[d] = d * HALF_HOURS;
  LevelProblem *p = level_problem_new(6 * HALF_HOURS, 6, day_first, 1800, 1);
  for (int i = 0; i < p->n; i++)
    p->live[i] = i % HALF_HOURS < 16 || i % HALF_HOURS >= 40 ? 0 : 5 + (i * 7) % 5;
  for (int s = 0; s < 2; s++) {
    const int WAIT[] = {8, 100};
    level_problem_add(p, s);
    p->speed[s] = 1;
    for (int i = 0; i < p->n; i++)
      p->open_s[s * p->n + i] = i % HALF_HOURS < 16 || i % HALF_HOURS >= 40 ? 0 : 1800;
    for (int i = 0; i < p->n; i++)
      p->stream[s].come[i + 1] =
          p->stream[s].come[i] + (i % HALF_HOURS >= 16 && i % HALF_HOURS < 30 ? 4000 + i % 11 * 300 : 0);
    for (int i = 0; i <= p->n; i++)
      p->stream[s].due[i] = i > WAIT[s] ? p->stream[s].come[i - WAIT[s]] : 0;
  }
  level_problem_find_tops(p);
  return p;
}

static void
split_keeps_the_curves(void)
{
  int day_first[7];
  g_autoptr(LevelProblem) p = six_days(day_first);
  g_autoptr(LevelPlan) whole = level_solve_whole(p, NULL), split = level_solve_split(p, 1, NULL);
  CU_ASSERT_FATAL(whole != NULL && split != NULL);
  double peak_whole = 0, peak_split = 0;
  for (int d = 0; d < 6; d++) {
    peak_whole += whole->peak[d];
    peak_split += split->peak[d];
  }
  CU_ASSERT(peak_split >= peak_whole - 1e-6 && peak_split <= 1.1 * peak_whole + 0.1);
  for (int s = 0; s < 2; s++) {
    const double *done = split->done + s * (p->n + 1);
    double sum = 0;
    for (int i = 0; i < p->n; i++) {
      CU_ASSERT(done[i + 1] <= p->stream[s].come[i] + 0.01 || done[i + 1] <= done[i] + 0.01);
      CU_ASSERT(done[i + 1] >= p->stream[s].due[i + 1] - 0.01);
      sum += split->agents[level_at(p, s, 0, i)] * 1800;
      ASSERT_CLOSE(sum, done[i + 1], 1e-6, 1);
    }
  }
}

void test_level(void);
void
test_level(void)
{
  CU_pSuite suite = CU_add_suite("level", NULL, NULL);
  ADD_TEST(suite, a_pipe_bursts);
  ADD_TEST(suite, valleys_before_people);
  ADD_TEST(suite, clocks);
  ADD_TEST(suite, closed_hours_cannot_be_promised);
  ADD_TEST(suite, a_share_may_be_late);
  ADD_TEST(suite, a_part_of_a_quota);
  ADD_TEST(suite, cases_come_at_night);
  ADD_TEST(suite, tiers_hand_on);
  ADD_TEST(suite, backlog_is_carried_in);
  ADD_TEST(suite, time_is_left_for_outside);
  ADD_TEST(suite, idle_time_is_used);
  ADD_TEST(suite, fractions_are_rounded_once);
  ADD_TEST(suite, split_keeps_the_curves);
}
