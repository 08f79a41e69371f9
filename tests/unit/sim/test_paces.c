/* How fast somebody is: paces of skill and grade, learning, handle times by the clock. Contacts of 60 seconds at full pace. */
#include "sim_crew.h"

/* Occupancy tells the handle time: the only agent is on queue for two hours and has one contact in each. */
static double
handled_s(Crew *crew, int queue)
{
  SimCase *k = &crew->k;
  k->n = 0;
  case_arrive(k, 8 * H, queue);
  g_autoptr(MusterOutcome) out = case_run(k);
  return G_MEAN(out, 0, OCCUPANCY) * 2 * H;
}

/* Skill 80 %, grade 50 %, group 75 %: 60 s / 0.3 = 200 s; the other queue has the person's grade and the group's pace alone. */
static void
paces_multiply(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  MusterGrade grade = {.name = (char *) (gpointer) "junior", .pace = 0.5};
  MusterSkill skill[2] = {{.queue = 0, .rank = -1, .pace = 0.8}, {.queue = 1, .rank = -1, .pace = 1}};
  k->c.grade = &grade;
  k->c.n_grades = 1;
  k->serves[0][0].pace = k->serves[0][1].pace = 0.75;
  crew.person[0].grade = grade.name;
  crew.person[0].skill = skill;
  crew.person[0].n_skills = 2;
  crew_works(&crew, 0, 8, 10, 0, 0);
  ASSERT_CLOSE(handled_s(&crew, 0), 200, 1e-6, 1e-5);
  ASSERT_CLOSE(handled_s(&crew, 1), 160, 1e-6, 1e-5);
  crew.person[0].grade = NULL;
  ASSERT_CLOSE(handled_s(&crew, 0), 100, 1e-6, 1e-5);
  crew_clear(&crew);
}

/* People who differ in pace only are one team; the fast one takes 30 s, the slow one 120 s. */
static void
paces_make_no_teams(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  MusterGrade grade[2] = {{.name = (char *) (gpointer) "slow", .pace = 0.5}, {.name = (char *) (gpointer) "fast", .pace = 2}};
  k->c.grade = grade;
  k->c.n_grades = 2;
  for (int p = 0; p < 2; p++) {
    crew.person[p].grade = grade[p].name;
    crew_works(&crew, p, 8, 10, 0, 0);
  }
  g_autoptr(MusterSim) sim = case_sim(k);
  CU_ASSERT_EQUAL(sim->n_teams, 1);
  CU_ASSERT_EQUAL(sim->n_paces, 3);
  case_arrive(k, 8 * H, 0); /* to the slow one, who is named first, until 08:02:00 */
  case_arrive(k, 8 * H, 0); /* to the fast one, until 08:00:30 */
  case_arrive(k, 8 * H, 0); /* waits 30 s, until 08:01:00 */
  case_arrive(k, 8 * H, 0); /* waits 60 s */
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, 90 / 4.0);
  ASSERT_G(out, 0, OCCUPANCY, (120 + 3 * 30) / (4 * H));
  crew_clear(&crew);
}

/* From 60 % on the first day to full pace after ten: 80 % on the sixth, and the grade's curve goes before the group's. */
static void
people_learn(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  MusterGrade grade = {.name = (char *) (gpointer) "junior", .pace = 1, .learning = {TRUE, 0.5, 10 * 86400.0}};
  k->c.grade = &grade;
  k->c.n_grades = 1;
  k->group[0].learning = (MusterLearning){TRUE, 0.6, 10 * 86400.0};
  crew_works(&crew, 0, 8, 10, 0, 0);
  crew.person[0].since = k->c.from;
  ASSERT_CLOSE(handled_s(&crew, 0), 100, 1e-6, 1e-5);
  crew.person[0].since = k->c.from - 5;
  ASSERT_CLOSE(handled_s(&crew, 0), 75, 1e-6, 1e-5);
  crew.person[0].since = k->c.from - 10;
  ASSERT_CLOSE(handled_s(&crew, 0), 60, 1e-6, 1e-5);
  crew.person[0].since = G_MININT32; /* nobody knows: proficient */
  ASSERT_CLOSE(handled_s(&crew, 0), 60, 1e-6, 1e-5);
  crew.person[0].grade = grade.name;
  crew.person[0].since = k->c.from;
  ASSERT_CLOSE(handled_s(&crew, 0), 120, 1e-6, 1e-5);
  crew_clear(&crew);
}

/* From 08:30 on contacts take half as long again, also those with a handle time of the group's own; before it as they are. Where the demand has a
 * handle time of its own, that one holds. */
static void
handle_times_go_by_the_clock(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  MusterStep step = {127, (int) (8.5 * H), 1.5};
  k->queue[0].has_handle_by_hour = TRUE;
  k->queue[0].handle_by_hour = (MusterSteps){.n = 1, .step = &step};
  crew_works(&crew, 0, 8, 10, 0, 0);
  ASSERT_CLOSE(handled_s(&crew, 0), 60, 1e-6, 1e-5);
  case_arrive(k, 8.5 * H, 0);
  g_autoptr(MusterOutcome) both = case_run(k);
  ASSERT_G(both, 0, OCCUPANCY, (60 + 90) / (2 * H));
  case_dist(&k->serves[0][0].handle, "fixed", 120, NAN);
  g_autoptr(MusterOutcome) own = case_run(k);
  ASSERT_G(own, 0, OCCUPANCY, (120 + 180) / (2 * H));
  muster_dist_clear(&k->serves[0][0].handle);
  k->demand->queue[0].handle_mean_s = g_new(double, k->c.grid->n);
  for (int i = 0; i < k->c.grid->n; i++)
    k->demand->queue[0].handle_mean_s[i] = i == 17 ? 30 : NAN;
  g_autoptr(MusterOutcome) given = case_run(k);
  ASSERT_G(given, 0, OCCUPANCY, (60 + 30) / (2 * H));
  crew_clear(&crew);
}

void test_paces(void);
void
test_paces(void)
{
  CU_pSuite suite = CU_add_suite("paces", NULL, NULL);
  ADD_TEST(suite, paces_multiply);
  ADD_TEST(suite, paces_make_no_teams);
  ADD_TEST(suite, people_learn);
  ADD_TEST(suite, handle_times_go_by_the_clock);
}
