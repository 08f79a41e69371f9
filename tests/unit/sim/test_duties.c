/* Staff by name: segments, breaks that slide, absence, spells. Contacts of fixed length; the day is open from 08:00 to 12:00. */
#include "sim_crew.h"

/* The break is due at 09:00, the contact ends at 09:05: the break is from 09:05 to 09:20. */
static void
break_slides(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 12, 9, 0);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  case_arrive(k, 9 * H - 300, 0);
  case_arrive(k, 9 * H + 60, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, (20 * 60 - 60) / 2.0);
  ASSERT_G(out, 0, PAID, 4);
  ASSERT_G(out, 0, OVERRUN, 0);
  ASSERT_G(out, 0, OCCUPANCY, 1200 / (3.75 * H));
  crew_clear(&crew);
}

/* The same with a window that ends at 09:18: the break is cut to 13 minutes. */
static void
break_is_cut_at_its_window(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew.pause.from_s = 0.5 * H;
  crew.pause.to_s = 1.3 * H;
  crew_works(&crew, 0, 8, 12, 9, 0);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  case_arrive(k, 9 * H - 300, 0);
  case_arrive(k, 9 * H + 60, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, (18 * 60 - 60) / 2.0);
  crew_clear(&crew);
}

/* An idle agent goes on time and is back on time. */
static void
break_on_time(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 12, 9, 0);
  case_arrive(k, 9 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, 900);
  crew_clear(&crew);
}

/* At the shift's end the contact in hand is finished: paid, busy, overrun. Nothing new is taken: the next one has to wait for the
 * other agent, who starts at 11:00. */
static void
shift_end_finishes(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 10, 0, 0);
  crew_works(&crew, 1, 11, 12, 0, 0);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  case_arrive(k, 10 * H - 300, 0);
  case_arrive(k, 10 * H - 200, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, 3800 / 2.0);
  ASSERT_G(out, 0, OVERRUN, 300 / H);
  ASSERT_G(out, 0, PAID, 3 + 300 / H);
  ASSERT_G(out, 0, OCCUPANCY, 1200 / (3 * H + 300));
  crew_clear(&crew);
}

/* A contact that lasts over the break's end and the whole next segment: nothing is entered twice. */
static void
contact_over_segments(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 9.5, 9, 0);
  case_dist(&k->queue[0].handle, "fixed", 7200, NAN);
  case_arrive(k, 8.9 * H, 0);
  case_arrive(k, 9 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ANSWERED, 1);
  ASSERT_Q(out, 0, UNDECIDED, 1);
  crew_clear(&crew);
}

/* After the break only the second queue. */
static void
segment_names_queues(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 12, 9, 2);
  crew_works(&crew, 1, 11, 12, 0, 0);
  case_arrive(k, 10 * H, 0);
  case_arrive(k, 10 * H, 1);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, 3600);
  ASSERT_Q(out, 1, ASA, 0);
  crew_clear(&crew);
}

/* A person's own skills replace the group's; paces multiply. */
static void
own_skills(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  MusterSkill skill = {.queue = 1, .rank = -1, .pace = 0.5};
  crew.person[0].n_skills = 1;
  crew.person[0].skill = &skill;
  k->serves[0][1].pace = 0.5;
  crew_works(&crew, 0, 8, 12, 0, 0);
  case_arrive(k, 10 * H, 1);
  case_arrive(k, 10 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 0, UNDECIDED, 1);
  ASSERT_G(out, 0, OCCUPANCY, 240 / (4 * H));
  crew_clear(&crew);
}

/* One person in four is away: on average a quarter of the duties, whole, and paid all the same. */
static void
absence_is_drawn(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew.shrinkage =
      (MusterShrinkage){.name = (char *) (gpointer) "absence", .share = 0.25, .late_chance = NAN};
  k->c.n_shrinkage = 1;
  k->c.shrinkage = &crew.shrinkage;
  k->c.simulate.replications = 4000;
  crew_works(&crew, 0, 8, 12, 0, 0);
  case_arrive(k, 9 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  const MusterMeasure *m = &out->queue[0].m[MUSTER_MEASURE_ANSWERED];
  CU_ASSERT(fabs(m->mean - 0.75) < 3 * (m->upper - m->lower) / 2);
  ASSERT_G(out, 0, PAID, 4);
  k->c.simulate.absence_drawn = FALSE;
  g_autoptr(MusterOutcome) all = case_run(k);
  ASSERT_Q(all, 0, ANSWERED, 1);
  crew_clear(&crew);
}

/* A tenth of the time in quarter-hours off queue: presence is 9/10 on average. */
static void
shares_become_spells(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew.shrinkage =
      (MusterShrinkage){.name = (char *) (gpointer) "coaching", .share = 0.1, .late_chance = NAN};
  k->c.n_shrinkage = 1;
  k->c.shrinkage = &crew.shrinkage;
  k->c.simulate.replications = 4000;
  crew_works(&crew, 0, 8, 12, 0, 0);
  case_arrive(k, 9 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  double present_s = G_MEAN(out, 0, IDLE) + 60;
  CU_ASSERT(fabs(present_s - 0.9 * 4 * H) < 60);
  CU_ASSERT(fabs(Q_MEAN(out, 0, WAITED) - 0.1) < 0.02);
  crew_clear(&crew);
}

static void
late_starts(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew.shrinkage = (MusterShrinkage){.name = (char *) (gpointer) "late", .share = NAN, .late_chance = 0.5};
  case_dist(&crew.shrinkage.late_by, "fixed", 600, NAN);
  k->c.n_shrinkage = 1;
  k->c.shrinkage = &crew.shrinkage;
  k->c.simulate.replications = 2000;
  crew_works(&crew, 0, 8, 12, 0, 0);
  case_arrive(k, 8 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  CU_ASSERT(fabs(Q_MEAN(out, 0, ASA) - 300) < 30);
  muster_dist_clear(&crew.shrinkage.late_by);
  crew_clear(&crew);
}

/* A plan of two people with an unpaid lunch. */
static void
plan_with_lunch(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew.pause.name = (char *) (gpointer) "lunch";
  MusterPlanShift form = {.day = k->c.from, .start = crew_at(k, 8), .end = crew_at(k, 12), .count = 2, .n_pauses = 1};
  form.pause = g_new0(MusterPause, 1);
  form.pause[0] = (MusterPause){.name = g_strdup("lunch"), .start = crew_at(k, 10), .end = crew_at(k, 10.5)};
  MusterPlan *plan = muster_plan_new(&k->c);
  muster_plan_add(plan, &form);
  k->staff.roster = NULL;
  k->staff.plan = plan;
  case_arrive(k, 10 * H - 30, 0); /* one is busy: lunch from 10:00:30 */
  case_arrive(k, 10 * H + 10, 0); /* until the other is back at 10:30 */
  case_arrive(k, 10 * H + 20, 0); /* until 10:30:30 */
  g_autoptr(MusterOutcome) out = case_run(k);
  CU_ASSERT_STRING_EQUAL(out->staff_source, "plan");
  ASSERT_Q(out, 0, ASA, (1790 + 1810) / 3.0);
  ASSERT_G(out, 0, PAID, 7);
  muster_plan_free(plan);
  crew_clear(&crew);
}

/* The warm-up has the staff that begins the day. */
static void
warm_up_has_staff(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  k->c.simulate.warm_up_s = 1800;
  crew_works(&crew, 0, 8, 12, 0, 0);
  case_arrive(k, 8 * H - 30, 0);
  case_arrive(k, 8 * H + 10, 0);
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, OFFERED, 1);
  ASSERT_Q(out, 0, ASA, 20);
  crew_clear(&crew);
}

void test_duties(void);
void
test_duties(void)
{
  CU_pSuite suite = CU_add_suite("duties", NULL, NULL);
  ADD_TEST(suite, break_slides);
  ADD_TEST(suite, break_is_cut_at_its_window);
  ADD_TEST(suite, break_on_time);
  ADD_TEST(suite, shift_end_finishes);
  ADD_TEST(suite, contact_over_segments);
  ADD_TEST(suite, segment_names_queues);
  ADD_TEST(suite, own_skills);
  ADD_TEST(suite, absence_is_drawn);
  ADD_TEST(suite, shares_become_spells);
  ADD_TEST(suite, late_starts);
  ADD_TEST(suite, plan_with_lunch);
  ADD_TEST(suite, warm_up_has_staff);
}
