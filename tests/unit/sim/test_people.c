/* People who stay until relieved, reserves that are called in, the same agent again. Contacts of 60 seconds, open 08:00 to 12:00. */
#include "sim_crew.h"

/* --- until relieved ----------------------------------------------------------------------------------------------- */

static void
relief_init(Crew *crew)
{
  crew_init(crew);
  crew->k.c.simulate.shift_end = MUSTER_SHIFT_END_UNTIL_RELIEVED;
}

/* The first goes at 10:00, the next comes at 10:30: who calls in between is served, and half an hour is overrun. */
static void
stays_until_the_next_comes(void)
{
  Crew crew;
  relief_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 10, 0, 0);
  crew_works(&crew, 1, 10.5, 12, 0, 0);
  case_arrive(k, 10 * H + 600, 0);
  g_autoptr(MusterOutcome) stays = case_run(k);
  ASSERT_Q(stays, 0, ASA, 0);
  ASSERT_G(stays, 0, OVERRUN, 0.5);
  ASSERT_G(stays, 0, PAID, 4);
  ASSERT_G(stays, 0, OCCUPANCY, 60 / (4 * H));
  k->n = 0;
  case_arrive(k, 10.5 * H - 30, 0); /* in hand when the next comes: it is finished */
  g_autoptr(MusterOutcome) finishes = case_run(k);
  ASSERT_G(finishes, 0, OVERRUN, 0.5 + 30 / H);
  k->c.simulate.shift_end = MUSTER_SHIFT_END_FINISH;
  k->n = 0;
  case_arrive(k, 10 * H + 600, 0);
  g_autoptr(MusterOutcome) goes = case_run(k);
  ASSERT_Q(goes, 0, ASA, 1200);
  crew_clear(&crew);
}

/* Nobody comes: until the post closes. A minimum of nobody keeps nobody. */
static void
stays_until_the_post_closes(void)
{
  Crew crew;
  relief_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 11, 0, 0);
  case_arrive(k, 11.5 * H, 0);
  g_autoptr(MusterOutcome) stays = case_run(k);
  ASSERT_G(stays, 0, OVERRUN, 1);
  ASSERT_Q(stays, 0, ANSWERED, 1);
  k->group[0].has_minimum = TRUE;
  k->group[0].minimum.constant = 0;
  g_autoptr(MusterOutcome) goes = case_run(k);
  ASSERT_G(goes, 0, OVERRUN, 0);
  ASSERT_Q(goes, 0, ANSWERED, 0);
  crew_clear(&crew);
}

/* Who keeps the post takes cases too, and finishes the one of 10:29:30 when the next has come. A group that serves nothing else has no
 * post: the case in hand at 10:00 is done at 10:03, and the later one waits. */
static void
nobody_stays_for_cases(void)
{
  Crew crew;
  relief_init(&crew);
  SimCase *k = &crew.k;
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->queue[1].channel = MUSTER_CHANNEL_CASE;
  case_dist(&k->queue[1].handle, "fixed", 300, NAN);
  crew_works(&crew, 0, 8, 10, 0, 0);
  crew_works(&crew, 1, 10.5, 12, 0, 0);
  case_arrive(k, 10 * H - 120, 1);
  case_arrive(k, 10.5 * H - 30, 1);
  g_autoptr(MusterOutcome) stays = case_run(k);
  ASSERT_G(stays, 0, OVERRUN, 0.5 + 270 / H);
  ASSERT_Q(stays, 1, ASA, 0);
  k->serves[0][0] = k->serves[0][1];
  k->group[0].n_serves = 1;
  g_autoptr(MusterOutcome) goes = case_run(k);
  ASSERT_G(goes, 0, OVERRUN, 180 / H);
  ASSERT_Q(goes, 1, ASA, 30 / 2.0);
  crew_clear(&crew);
}

/* Two end at 10:00 and one is needed: one goes. With a minimum of two both stay, and one goes when the third comes at 11:00. */
static void
keeps_as_many_as_the_post_needs(void)
{
  Crew crew;
  relief_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 10, 0, 0);
  crew_works(&crew, 1, 8, 10, 0, 0);
  crew_works(&crew, 2, 11, 12, 0, 0);
  case_arrive(k, 8 * H, 0);
  g_autoptr(MusterOutcome) one = case_run(k);
  ASSERT_G(one, 0, OVERRUN, 1);
  k->group[0].has_minimum = TRUE;
  k->group[0].minimum.constant = 2;
  g_autoptr(MusterOutcome) two = case_run(k);
  ASSERT_G(two, 0, OVERRUN, 1 + 2);
  crew_clear(&crew);
}

/* --- a reserve ---------------------------------------------------------------------------------------------------- */

static void
reserve_init(SimCase *k)
{
  case_init(k, 1, 2, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 0, 1, 1);
  case_on_duty(k, 0, 1);
  k->group[1].call_in = (MusterCallIn){.given = TRUE,
                                       .queue = 0,
                                       .measure = (char *) (gpointer) "service_level",
                                       .below = TRUE,
                                       .when = 0.5,
                                       .until = 0.8,
                                       .over_s = 120,
                                       .notice_s = 60,
                                       .max = 2,
                                       .cost_per_h = 36};
}

/* Six call at 08:00. At 08:03 none of the two answered since 08:01 was in time: two are called, and come at 08:04. The next call, at
 * 08:10, is answered at once: at 08:11 they go, after seven minutes each. */
static void
reserve_comes_and_goes(void)
{
  SimCase k;
  reserve_init(&k);
  for (int i = 0; i < 6; i++)
    case_arrive(&k, 8 * H, 0);
  case_arrive(&k, 8 * H + 600, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 60 + 120 + 180 + 240 + 240 + 0) / 7.0);
  ASSERT_G(out, 1, CALLED_IN, 14 / 60.0);
  ASSERT_G(out, 1, PAID, 14 / 60.0);
  ASSERT_G(out, 1, COST, 14 / 60.0 * 36);
  ASSERT_G(out, 1, OCCUPANCY, 2 / 14.0);
  ASSERT_G(out, 1, HANDLED, 2);
  ASSERT_G(out, 0, CALLED_IN, 0);
  k.group[1].call_in.until = NAN; /* until closing time */
  g_autoptr(MusterOutcome) stays = case_run(&k);
  ASSERT_G(stays, 1, CALLED_IN, 2 * (4 - 4 / 60.0));
  case_clear(&k);
}

/* Each measure is what its name says: lines just on either side of its value at 08:03 call the reserve or leave it at home. At 08:03
 * two have been answered since 08:01, after 60 s and 120 s, and three of six still wait, the fourth going to be taken just then. */
static void
reserve_watches(const char *measure, double value)
{
  SimCase k;
  reserve_init(&k);
  MusterCallIn *call_in = &k.group[1].call_in;
  call_in->measure = (char *) (gpointer) measure;
  call_in->below = FALSE;
  call_in->until = NAN;
  call_in->notice_s = 0;
  for (int i = 0; i < 6; i++)
    case_arrive(&k, 8 * H, 0);
  call_in->when = value - 0.01;
  g_autoptr(MusterOutcome) called = case_run(&k);
  ASSERT_G(called, 1, CALLED_IN, 2 * (4 - 3 / 60.0));
  call_in->when = value + 0.01; /* by a later look, or never */
  g_autoptr(MusterOutcome) later = case_run(&k);
  CU_ASSERT(G_MEAN(later, 1, CALLED_IN) < 2 * (4 - 3 / 60.0) - 1e-6);
  case_clear(&k);
}

static void
reserve_watches_each_measure(void)
{
  reserve_watches("average_speed_of_answer", 90);
  reserve_watches("longest_wait", 180);
}

/* With people the reserve comes beside them; who is sent back with a contact in hand finishes it. */
static void
reserve_beside_people(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 12, 0, 0);
  k->group[0].call_in = (MusterCallIn){.given = TRUE,
                                       .queue = 0,
                                       .measure = (char *) (gpointer) "queue_length",
                                       .when = 0.7,
                                       .until = 0.6,
                                       .over_s = 60,
                                       .max = 1};
  case_dist(&k->queue[0].handle, "fixed", 150, NAN);
  for (int i = 0; i < 3; i++)
    case_arrive(k, 8 * H, 0); /* 0 s; at 08:01 two wait and one comes: 60 s; 150 s */
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, (60 + 150) / 3.0);
  ASSERT_G(out, 0, CALLED_IN, 150 / H); /* sent back at 08:03, after a minute with half a contact on average; goes at 08:03:30 */
  crew_clear(&crew);
}

/* --- the same agent ----------------------------------------------------------------------------------------------- */

/* Two agents. The contact of 08:00 has the first, and comes again at 10:01, when he is busy until 10:10 and the other is idle. */
static void
same_init(SimCase *k, double wait_up_to_s)
{
  case_init(k, 2, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 2);
  case_dist(&k->queue[1].handle, "fixed", 600, NAN);
  k->queue[0].repeat_chance = 0.98; /* as good as always: the draws of these contacts say so */
  case_dist(&k->queue[0].repeat_delay, "fixed", 2 * H, NAN);
  k->c.same_agent_queues = 1;
  k->c.same_agent_wait_s = wait_up_to_s;
  case_arrive(k, 8 * H, 0);
  case_arrive(k, 9 * H, 1);
  case_arrive(k, 10 * H, 1);
}

static void
same_clear(SimCase *k)
{
  muster_dist_clear(&k->queue[0].repeat_delay);
  case_clear(k);
}

static void
waits_for_the_same_agent(void)
{
  SimCase k;
  same_init(&k, 600);
  g_autoptr(MusterOutcome) waits = case_run(&k);
  ASSERT_Q(waits, 0, ANSWERED, 2);
  ASSERT_Q(waits, 0, ASA, 540 / 2.0);
  ASSERT_Q(waits, 0, SAME_AGENT, 1);
  ASSERT_CLOSE(waits->queue_interval[20].m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN].mean, 540 / 1800.0, 1e-6, 1e-6);
  k.c.same_agent_wait_s = 300; /* then anybody: the other one */
  g_autoptr(MusterOutcome) limit = case_run(&k);
  ASSERT_Q(limit, 0, ASA, 300 / 2.0);
  ASSERT_Q(limit, 0, SAME_AGENT, 0);
  k.c.same_agent_queues = 2; /* not asked for in this queue */
  g_autoptr(MusterOutcome) other = case_run(&k);
  ASSERT_Q(other, 0, ASA, 0);
  same_clear(&k);
}

/* Who waits for one loses patience as in the line, and has its place by its arrival when the limit is over. */
static void
keeps_patience_and_place(void)
{
  SimCase k;
  same_init(&k, 600);
  case_dist(&k.queue[0].patience, "fixed", 120, NAN);
  g_autoptr(MusterOutcome) gives_up = case_run(&k);
  ASSERT_Q(gives_up, 0, ABANDONED, 1);
  ASSERT_Q(gives_up, 0, WAIT_ABANDONED, 120);
  muster_dist_clear(&k.queue[0].patience);
  k.c.same_agent_wait_s = 300;
  case_arrive(&k, 10 * H + 120, 1); /* the other agent is busy from here */
  case_arrive(&k, 10 * H + 180, 0);
  g_autoptr(MusterOutcome) place = case_run(&k);
  ASSERT_Q(place, 0, ASA, (0 + 540 + 480) / 3.0);
  ASSERT_Q(place, 0, SAME_AGENT, 1);
  same_clear(&k);
}

/* Whose shift is over is not waited for; whose ends meanwhile is not waited for any longer. */
static void
nobody_waits_for_who_is_gone(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  crew_works(&crew, 0, 8, 9.6, 0, 0);
  crew_works(&crew, 1, 8.5, 12, 0, 0);
  k->queue[0].repeat_chance = 0.98; /* as good as always: the draws of these contacts say so */
  case_dist(&k->queue[0].repeat_delay, "fixed", 2 * H, NAN);
  k->c.same_agent_queues = 1;
  k->c.same_agent_wait_s = H;
  case_arrive(k, 8 * H, 0);
  g_autoptr(MusterOutcome) gone = case_run(k);
  ASSERT_Q(gone, 0, ANSWERED, 2);
  ASSERT_Q(gone, 0, ASA, 0);
  muster_dist_clear(&k->queue[0].repeat_delay);
  /* The repeat comes at 09:31. He is busy until 09:44, past his shift's end at 09:36, the other one until 09:50. */
  case_dist(&k->queue[0].repeat_delay, "fixed", 1.5 * H, NAN);
  case_dist(&k->queue[1].handle, "fixed", 1200, NAN);
  case_arrive(k, 9.4 * H, 1);
  case_arrive(k, 9.5 * H, 1);
  g_autoptr(MusterOutcome) goes = case_run(k);
  ASSERT_Q(goes, 0, ASA, 19 * 60 / 3.0);
  CU_ASSERT_EQUAL(Q_MEAN(goes, 0, SAME_AGENT), 1);
  muster_dist_clear(&k->queue[0].repeat_delay);
  crew_clear(&crew);
}

/* --- measures ----------------------------------------------------------------------------------------------------- */

/* Two juniors and a senior. The first has a contact at 08:00, the second one at 09:59:30, of which half is overrun and is finished at
 * 10:00:30. What people have adds up to what their group has. */
static void
agents_and_grades_are_measured(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  k->group[0].cost_per_h = 36;
  for (int p = 0; p < 3; p++) {
    crew.person[p].grade = (char *) (gpointer) (p < 2 ? "junior" : "senior");
    crew_works(&crew, p, 8 + p / 8.0, 10, p == 0 ? 9 : 0, 0);
  }
  case_arrive(k, 8 * H, 0);
  case_arrive(k, 10 * H - 30, 0); /* the second has been idle longest: since 08:07:30 */
  g_autoptr(MusterOutcome) out = case_run(k);
  CU_ASSERT_EQUAL_FATAL(out->n_people, 3);
  CU_ASSERT_EQUAL_FATAL(out->n_grades, 2);
  const MusterMeasure *first = out->person[0].m, *second = out->person[1].m, *third = out->person[2].m;
  ASSERT_CLOSE(first[MUSTER_GROUP_OCCUPANCY].mean, 60 / (1.75 * H), 1e-6, 1e-6);
  ASSERT_CLOSE(first[MUSTER_GROUP_UTILISATION].mean, 60 / (2 * H), 1e-6, 1e-6);
  ASSERT_CLOSE(first[MUSTER_GROUP_IDLE].mean, 1.75 * H - 60, 1e-6, 1e-6);
  ASSERT_CLOSE(second[MUSTER_GROUP_HANDLED].mean, 1, 1e-6, 1e-6);
  ASSERT_CLOSE(second[MUSTER_GROUP_OVERRUN].mean, 30 / H, 1e-6, 1e-6);
  ASSERT_CLOSE(second[MUSTER_GROUP_COST].mean, 36 * (1.875 + 30 / H), 1e-4, 1e-6);
  ASSERT_CLOSE(third[MUSTER_GROUP_OCCUPANCY].mean, 0, 1e-6, 1e-6);
  CU_ASSERT_STRING_EQUAL(out->grade_name[0], "junior");
  ASSERT_CLOSE(out->grade[0].m[MUSTER_GROUP_OCCUPANCY].mean, 120 / (3.625 * H + 30), 1e-6, 1e-6);
  ASSERT_CLOSE(out->grade[1].m[MUSTER_GROUP_PAID].mean, 1.75, 1e-6, 1e-6);
  static const MusterGroupMeasureId sums[] = {MUSTER_GROUP_HANDLED, MUSTER_GROUP_IDLE, MUSTER_GROUP_OVERRUN, MUSTER_GROUP_PAID,
                                              MUSTER_GROUP_COST};
  for (gsize i = 0; i < G_N_ELEMENTS(sums); i++)
    ASSERT_CLOSE(first[sums[i]].mean + second[sums[i]].mean + third[sums[i]].mean, out->group[0].m[sums[i]].mean, 1e-4, 1e-6);
  k->options.all_measures = FALSE;
  g_autoptr(MusterOutcome) basic = case_run(k);
  CU_ASSERT_EQUAL(basic->n_people, 0);
  crew_clear(&crew);
}

void test_people(void);
void
test_people(void)
{
  CU_pSuite suite = CU_add_suite("people", NULL, NULL);
  ADD_TEST(suite, stays_until_the_next_comes);
  ADD_TEST(suite, stays_until_the_post_closes);
  ADD_TEST(suite, nobody_stays_for_cases);
  ADD_TEST(suite, keeps_as_many_as_the_post_needs);
  ADD_TEST(suite, reserve_comes_and_goes);
  ADD_TEST(suite, reserve_watches_each_measure);
  ADD_TEST(suite, reserve_beside_people);
  ADD_TEST(suite, waits_for_the_same_agent);
  ADD_TEST(suite, keeps_patience_and_place);
  ADD_TEST(suite, nobody_waits_for_who_is_gone);
  ADD_TEST(suite, agents_and_grades_are_measured);
}
