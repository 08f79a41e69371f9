/* A trace: contacts come when it says, work and wait as it says, and leave the draws of the others alone. */
#include "sim/extras_private.h"
#include "sim_case.h"

/* One agent from eight to twelve; contacts with their own work and patience, at seconds after eight. */
static void
one_agent(SimCase *k)
{
  case_init(k, 2, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 1);
}

static MusterOutcome *
run(SimCase *k, int n, MusterTraceContact *contact, MusterFaults *faults)
{
  MusterTrace trace = {.origin = k->c.grid->start[0], .n = n, .contact = contact, .has_handle = TRUE, .has_patience = TRUE};
  for (int i = 0; i < n; i++)
    contact[i].second += 8 * H;
  k->options.trace = &trace;
  g_autoptr(MusterSim) sim = muster_sim_new(&k->c, NULL, &k->staff, &k->options, faults);
  g_assert(sim != NULL);
  return muster_sim_run(sim, NULL, NULL);
}

/* At 0 s one of 100 s work; at 10.5 s one who waits 30 s at most; at 20 s one of the usual 60 s: answered at 100 s. At 200 s one of
 * the other queue, whose work of 30 s is that of pace 100 %: at 50 % it takes a minute, so the one at 230 s waits 30 s. */
static void
works_and_waits_as_it_says(void)
{
  SimCase k;
  one_agent(&k);
  k.serves[0][1].pace = 0.5;
  MusterTraceContact contact[] = {{0, 0, 100, NAN}, {10.5, 0, NAN, 30}, {20, 0, NAN, NAN}, {200, 1, 30, NAN}, {230, 0, 10, 5000}};
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterOutcome) out = run(&k, 5, contact, faults);
  ASSERT_Q(out, 0, OFFERED, 4);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_Q(out, 0, WAIT_ABANDONED, 30);
  ASSERT_Q(out, 0, ASA, (0 + 80 + 30) / 3.0);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_G(out, 0, HANDLED, 4);
  ASSERT_CLOSE(out->group[0].m[MUSTER_GROUP_OCCUPANCY].mean, (100 + 60 + 60 + 10) / (4 * H), 1e-6, 0);
  CU_ASSERT(muster_faults_n_errors(faults) == 0);
  case_clear(&k);
}

/* Outside its hours nobody can come. */
static void
leaves_out_closed_hours(void)
{
  SimCase k;
  one_agent(&k);
  MusterTraceContact contact[] = {{-1, 0, NAN, NAN}, {0, 0, NAN, NAN}, {4 * H, 0, NAN, NAN}};
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterOutcome) out = run(&k, 3, contact, faults);
  g_autofree char *told = muster_faults_render(faults, FALSE);
  ASSERT_Q(out, 0, OFFERED, 1);
  CU_ASSERT(strstr(told, "2 contacts of the trace come while their queue is closed") != NULL);
  case_clear(&k);
}

/* The answered contacts of the first queue: start → talk. (transfer full) */
static GHashTable *
talks(const MusterSim *sim)
{
  g_autofree char *text = muster_sim_write_contacts(sim, 0, NULL);
  g_auto(GStrv) line = g_strsplit(text, "\n", -1);
  GHashTable *talk = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 1; line[i] != NULL && *line[i] != '\0'; i++) {
    g_auto(GStrv) field = g_strsplit(line[i], ",", -1);
    if (strcmp(field[1], "first") == 0)
      g_hash_table_insert(talk, g_strdup(field[0]), g_strdup(field[7]));
  }
  return talk;
}

static GHashTable *
talks_without(int missing)
{
  SimCase k;
  one_agent(&k);
  case_on_duty(&k, 0, 50);
  case_dist(&k.queue[0].handle, "lognormal", 60, 1);
  for (int i = 0; i < 12; i++)
    if (i != missing)
      case_arrive(&k, 8 * H + 7 * i, i % 3 == 2);
  g_autoptr(MusterSim) sim = case_sim(&k);
  GHashTable *talk = talks(sim);
  case_clear(&k);
  return talk;
}

/* Taking a contact out changes nothing about the others, whichever queue it was of. */
static void
others_keep_their_draws(void)
{
  g_autoptr(GHashTable) all = talks_without(-1);
  CU_ASSERT(g_hash_table_size(all) == 8);
  for (int missing = 0; missing < 6; missing++) {
    g_autoptr(GHashTable) rest = talks_without(missing);
    CU_ASSERT(g_hash_table_size(rest) == (missing % 3 == 2 ? 8u : 7u));
    GHashTableIter iter;
    gpointer start, talk;
    g_hash_table_iter_init(&iter, rest);
    while (g_hash_table_iter_next(&iter, &start, &talk))
      CU_ASSERT_STRING_EQUAL(g_hash_table_lookup(all, start), talk);
  }
}

void test_replay(void);
void
test_replay(void)
{
  CU_pSuite suite = CU_add_suite("sim/replay", NULL, NULL);
  ADD_TEST(suite, works_and_waits_as_it_says);
  ADD_TEST(suite, leaves_out_closed_hours);
  ADD_TEST(suite, others_keep_their_draws);
}
