/* One replication as files: contact by contact, and as an ACD's intervals. */
#include "sim_case.h"

static void
three(SimCase *k)
{
  case_init(k, 1, 1, 1, 8, 9);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 1);
  case_dist(&k->queue[0].patience, "fixed", 40, NAN);
  case_dist(&k->queue[0].after_call, "fixed", 5, NAN);
  k->queue[0].name = (char *) (gpointer) "售前, 1";
  case_arrive(k, 8 * H, 0);
  case_arrive(k, 8 * H + 10.25, 0);
  case_arrive(k, 8 * H + 30, 0);
}

static void
contacts(void)
{
  SimCase k;
  three(&k);
  k.options.all_measures = FALSE; /* where the recursion would run */
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autofree char *csv = muster_sim_write_contacts(sim, 0, NULL);
  CU_ASSERT_STRING_EQUAL(csv, 
                         "start,queue,channel,outcome,wait_s,group,agent,talk_s,after_call_s,ring_s,agent_name,end,cause,attempt,customer,leg,"
                         "day,interval\n"
                         "2026-01-05T08:00:00.000+00:00,\"售前, 1\",voice,answered,0,alpha,1,60,5,0,,"
                         "2026-01-05T08:01:05.000+00:00,fresh,1,1,1,2026-01-05,08:00\n"
                         "2026-01-05T08:00:10.250+00:00,\"售前, 1\",voice,abandoned,40,,,,,,,"
                         "2026-01-05T08:00:50.250+00:00,fresh,1,2,1,2026-01-05,08:00\n"
                         "2026-01-05T08:00:30.000+00:00,\"售前, 1\",voice,answered,35,alpha,1,60,5,0,,"
                         "2026-01-05T08:02:10.000+00:00,fresh,1,3,1,2026-01-05,08:00\n");
  case_clear(&k);
}

static void
history(void)
{
  SimCase k;
  three(&k);
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autofree char *csv = muster_sim_write_history(sim, 0, NULL);
  CU_ASSERT_STRING_EQUAL(csv, "start,queue,channel,offered,answered,abandoned,handle_time_mean_s\n"
                              "2026-01-05T08:00:00+00:00,\"售前, 1\",voice,3,2,1,65\n"
                              "2026-01-05T08:30:00+00:00,\"售前, 1\",voice,0,0,0,\n");
  case_clear(&k);
}

/* A replication of a run is the one that is written: its counts add up to the run's. */
static void
replication_of_a_run(void)
{
  SimCase k;
  three(&k);
  k.n = 0;
  case_dist(&k.queue[0].handle, "exponential", 60, NAN);
  k.demand->queue[0].contacts[16] = 30;
  k.c.simulate.replications = 2;
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autoptr(MusterOutcome) out = muster_sim_run(sim, NULL, NULL);
  int rows = 0;
  for (int r = 0; r < 2; r++) {
    g_autofree char *csv = muster_sim_write_contacts(sim, r, NULL);
    g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
    rows += (int) g_strv_length(lines) - 2;
  }
  CU_ASSERT_EQUAL(rows, (int) (2 * Q_MEAN(out, 0, OFFERED)));
  case_clear(&k);
}

void test_trace(void);
void
test_trace(void)
{
  CU_pSuite suite = CU_add_suite("trace", NULL, NULL);
  ADD_TEST(suite, contacts);
  ADD_TEST(suite, history);
  ADD_TEST(suite, replication_of_a_run);
}
