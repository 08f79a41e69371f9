/* Lines: against M/M/n/K+M, against the states of two queues laid out, and in a centre. */
#include "staffing/trunks_private.h"
#include "staffing_scene.h"

static void
one_queue_is_the_formula(void)
{
  static const struct {
    double load_erl, patience_s;
    int agents;
  } ROWS[] = {{5.0, 180.0, 6}, {40.0, 180.0, 38}, {40.0, INFINITY, 44}, {0.3, 60.0, 1}, {400.0, 120.0, 390}};
  for (gsize r = 0; r < G_N_ELEMENTS(ROWS); r++) {
    g_auto(TrunkLaw) law = {0};
    MusterErlangLines out;
    int needed;
    CU_ASSERT_FATAL(trunk_law_of_queue(&law, ROWS[r].load_erl, 250.0, ROWS[r].patience_s, ROWS[r].agents));
    for (int lines = ROWS[r].agents; lines < ROWS[r].agents + 30; lines += 3) {
      CU_ASSERT_FATAL(muster_erlang_lines(ROWS[r].load_erl, 250.0, ROWS[r].patience_s, ROWS[r].agents, lines,
                                          20.0, &out, NULL));
      ASSERT_CLOSE(trunk_law_blocked(&law, lines), out.p_block, 1e-9, 1e-15);
    }
    CU_ASSERT_FATAL(muster_erlang_lines_needed(ROWS[r].load_erl, 250.0, ROWS[r].patience_s, ROWS[r].agents,
                                               0.01, &needed, NULL));
    CU_ASSERT_EQUAL(trunk_law_lines(&law, 0.01), needed);
  }
}

/* Two queues on K lines: the global balance of all states (a, b), a + b ≤ K, by iteration. */
static void
two_queues_share_their_lines(void)
{
  enum { K = 9 };
  const double load[2] = {3.0, 1.5}, theta[2] = {0.8, 2.0};
  const int agents[2] = {3, 2};
  double p[K + 1][K + 1] = {{0.0}};
  for (int a = 0; a <= K; a++)
    for (int b = 0; a + b <= K; b++)
      p[a][b] = 1.0;
  for (int sweep = 0; sweep < 20000; sweep++)
    for (int a = 0; a <= K; a++)
      for (int b = 0; a + b <= K; b++) {
        double out = 0.0, in = 0.0;
        for (int q = 0; q < 2; q++) {
          int n = q == 0 ? a : b;
          double leave = MIN(n, agents[q]) + MAX(0, n - agents[q]) * theta[q];
          double leave_more = MIN(n + 1, agents[q]) + MAX(0, n + 1 - agents[q]) * theta[q];
          out += leave + (a + b < K ? load[q] : 0.0);
          if (a + b < K)
            in += leave_more * (q == 0 ? p[a + 1][b] : p[a][b + 1]);
          if (n > 0)
            in += load[q] * (q == 0 ? p[a - 1][b] : p[a][b - 1]);
        }
        p[a][b] = in / out;
      }
  double full = 0.0, all = 0.0;
  for (int a = 0; a <= K; a++)
    for (int b = 0; a + b <= K; b++) {
      all += p[a][b];
      full += a + b == K ? p[a][b] : 0.0;
    }
  g_auto(TrunkLaw) one = {0}, two = {0};
  CU_ASSERT_FATAL(trunk_law_of_queue(&one, load[0], 100.0, 100.0 / theta[0], agents[0]) &&
                  trunk_law_of_queue(&two, load[1], 100.0, 100.0 / theta[1], agents[1]));
  trunk_law_add(&one, &two);
  ASSERT_CLOSE(trunk_law_blocked(&one, K), full / all, 1e-8, 0.0);
}

static void
a_queue_that_grows_has_no_number(void)
{
  g_auto(TrunkLaw) law = {0};
  CU_ASSERT_FALSE(trunk_law_of_queue(&law, 10.0, 250.0, INFINITY, 10));
  CU_ASSERT_FALSE(trunk_law_of_queue(&law, 10.0, 250.0, INFINITY, 3));
}

/* Sharing lines never needs more of them than each queue for itself; fewer lines block more. */
static void
lines_of_a_centre(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 2);
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  g_autoptr(MusterTrunks) both = muster_trunks_new(staffing, &s.made->centre, 0.01);
  s.made->centre.lines.queues = 1;
  g_autoptr(MusterTrunks) first = muster_trunks_new(staffing, &s.made->centre, 0.01);
  s.made->centre.lines.queues = 2;
  g_autoptr(MusterTrunks) second = muster_trunks_new(staffing, &s.made->centre, 0.01);
  CU_ASSERT(both->peak > first->peak && both->peak < first->peak + second->peak);
  CU_ASSERT(both->lines[10] == 0 && both->lines[both->peak_at] == both->peak && isnan(both->blocked[50]));
  for (int i = 32; i < 80; i++)
    CU_ASSERT(both->lines[i] <= first->lines[i] + second->lines[i]);
  s.made->centre.lines = (MusterLines){.count = both->peak, .queues = 3};
  g_autoptr(MusterTrunks) enough = muster_trunks_new(staffing, &s.made->centre, 0.01);
  s.made->centre.lines.count = both->peak - 10;
  g_autoptr(MusterTrunks) few = muster_trunks_new(staffing, &s.made->centre, 0.01);
  CU_ASSERT(enough->blocked_share < 0.01 && few->blocked_share > enough->blocked_share &&
            few->blocked[56] > 0.01);
}

/* Too few lines, and blocked calls count as offered: the rows show it and it is a target that agents cannot
 * keep. */
static void
too_few_lines_are_told(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  s.made->centre.lines = (MusterLines){.count = 26, .queues = 1};
  g_autoptr(MusterStaffing) aside = staff(&s, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT(aside->n_unmet == 0 && aside->requirement->need[56].service_level >= 0.8);
  s.made->centre.blocked_is_offered = TRUE;
  g_autoptr(MusterStaffing) counted = staff(&s, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_FATAL(counted->n_unmet == 1);
  CU_ASSERT(counted->unmet[0].target == MUSTER_BINDING_SERVICE_LEVEL &&
            strstr(counted->unmet[0].why, "lines") != NULL);
  CU_ASSERT(counted->requirement->need[56].service_level < 0.8 &&
            counted->requirement->need[56].agents == aside->requirement->need[56].agents);
}

void test_trunks(void);
void
test_trunks(void)
{
  CU_pSuite suite = CU_add_suite("trunks", NULL, NULL);
  ADD_TEST(suite, one_queue_is_the_formula);
  ADD_TEST(suite, two_queues_share_their_lines);
  ADD_TEST(suite, a_queue_that_grows_has_no_number);
  ADD_TEST(suite, lines_of_a_centre);
  ADD_TEST(suite, too_few_lines_are_told);
}
