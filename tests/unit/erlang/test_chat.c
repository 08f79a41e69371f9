/* Chats: tables, the models that they become at the edges, and the smallest number of agents by trying them
 * all. */
#include "table_compare.h"
#include <muster/base/random.h>
#include <muster/erlang.h>

static void
compare_chat(const Table *t, guint i, double *worst)
{
  double handle_s[MUSTER_ERLANG_MAX_SLOTS];
  int slots = 0;
  g_auto(GStrv) parts = g_strsplit(table_text(t, i, "aht_by_concurrency_s"), " ", -1);
  for (; parts[slots] != NULL; slots++)
    handle_s[slots] = g_ascii_strtod(parts[slots], NULL);
  MusterErlangChat c;
  CU_ASSERT_FATAL(muster_erlang_chat(
      (int) table_number(t, i, "agents"), slots, handle_s, table_number(t, i, "arrival_rate_per_s"),
      table_number(t, i, "patience_s"), table_number(t, i, "threshold_s"), &c, NULL));
  compare(t, i, "p_wait", c.p_wait, worst);
  compare(t, i, "p_abandon", c.p_abandon, worst);
  compare(t, i, "wait_all_s", c.wait_all_s, worst);
  compare(t, i, "sl_virtual_wait", c.sl_virtual, worst);
  compare(t, i, "queue_len", c.queue_length, worst);
  compare(t, i, "mean_chats_in_service", c.mean_chats, worst);
  compare(t, i, "agent_utilisation", c.utilisation, worst);
}

static void
run(const char *name, gboolean is_public)
{
  g_auto(Table) table = {0};
  if (!table_open(&table, "erlang", name, is_public))
    return;
  double worst = 0.0;
  for (guint i = 0; i < table.row->len; i++)
    compare_chat(&table, i, &worst);
  g_print("  %s: %u rows, worst difference %.3f of what is allowed\n", name, table.row->len, worst);
}

static void
rows_of_high_precision(void)
{
  run("chat.csv", FALSE);
  run("erlang_chat_public.csv", TRUE);
}

/* One slot each: calls. Several that do not slow one another: as many agents more. */
static void
chats_at_their_edges(void)
{
  const double one[] = {240.0}, three[] = {240.0, 240.0, 240.0};
  MusterErlangChat c;
  MusterErlangA a;
  CU_ASSERT(muster_erlang_chat(30, 1, one, 0.14, 90.0, 20.0, &c, NULL) &&
            muster_erlang_a(0.14 * 240.0, 240.0, 90.0, 30, 20.0, &a, NULL));
  ASSERT_CLOSE(c.p_wait, a.p_wait, 1e-12, 0.0);
  ASSERT_CLOSE(c.sl_virtual, a.sl_virtual, 1e-12, 0.0);
  ASSERT_CLOSE(c.utilisation, a.occupancy, 1e-12, 0.0);
  CU_ASSERT(muster_erlang_chat(10, 3, three, 0.14, 90.0, 20.0, &c, NULL));
  ASSERT_CLOSE(c.p_abandon, a.p_abandon, 1e-12, 0.0);
  ASSERT_CLOSE(c.mean_chats, 30.0 * a.occupancy, 1e-12, 0.0);
  MusterErlangC e;
  CU_ASSERT(muster_erlang_chat(10, 3, three, 0.1, INFINITY, 20.0, &c, NULL) &&
            muster_erlang_c(24.0, 240.0, 30, 20.0, &e, NULL));
  ASSERT_CLOSE(c.p_wait, e.p_wait, 1e-12, 0.0);
  ASSERT_CLOSE(c.sl_virtual, e.service_level, 1e-12, 0.0);
  CU_ASSERT_FALSE(muster_erlang_chat(10, 3, three, 0.2, INFINITY, 20.0, &c, NULL));
  CU_ASSERT_FALSE(muster_erlang_chat(0, 3, three, 0.2, 90.0, 20.0, &c, NULL));
  CU_ASSERT(muster_erlang_chat(100000, 3, three, 1000.0, 90.0, 20.0, &c, NULL));
  CU_ASSERT(isfinite(c.p_wait) && isfinite(c.mean_chats));
}

static double
draw(MusterKey key, guint64 which)
{
  return muster_draw_uniform(muster_key(key, which), MUSTER_DRAW_OTHER);
}

/* Chats of any pace, also one that falls so fast that a further chat makes the agent slower. */
static MusterErlangChatTraffic
draw_traffic(MusterKey key, double *handle_s)
{
  MusterErlangChatTraffic t = {.arrival_per_s = pow(10.0, -3.0 + 2.3 * draw(key, 1)),
                               .slots = 1 + (int) (5.0 * draw(key, 2)),
                               .handle_s = handle_s,
                               .patience_s = draw(key, 3) < 0.3 ? INFINITY : pow(10.0, 3.5 * draw(key, 4))};
  double pace = 1.0;
  for (int i = 0; i < t.slots; i++, pace *= 0.4 + 0.6 * draw(key, 5 + (guint64) i))
    handle_s[i] = 300.0 / pace;
  return t;
}

static MusterErlangTargets
draw_targets(MusterKey key)
{
  MusterErlangTargets t = MUSTER_ERLANG_NO_TARGETS;
  guint which = (guint) (15.0 * draw(key, 21)) + 1;
  t.within_s = floor(90.0 * draw(key, 22));
  t.short_s = 5.0;
  t.definition = (MusterServiceLevel) (6.0 * draw(key, 23));
  t.service_level = which & 1 ? 0.3 + 0.69 * draw(key, 24) : NAN;
  t.abandon = which & 2 ? 0.01 + 0.3 * draw(key, 25) : NAN;
  t.asa_s = which & 4 ? 0.5 + 60.0 * draw(key, 26) : NAN;
  t.occupancy = which & 8 ? 0.5 + 0.49 * draw(key, 27) : NAN;
  return t;
}

static gboolean
keeps(const MusterErlangTargets *t, const MusterErlangService *s)
{
  return !(s->service_level < t->service_level || s->abandon > t->abandon || s->asa_s > t->asa_s ||
           s->occupancy > t->occupancy);
}

static void
answer_is_the_first_that_keeps(void)
{
  const guint64 seed = 20261111;
  g_print("  seed %" G_GUINT64_FORMAT "\n", seed);
  for (guint64 i = 0; i < 400; i++) {
    double handle_s[8];
    MusterErlangChatTraffic traffic = draw_traffic(muster_key(seed, i), handle_s);
    MusterErlangTargets targets = draw_targets(muster_key(seed, i));
    MusterErlangNeed need;
    CU_ASSERT_FATAL(muster_erlang_chat_agents(&traffic, &targets, &need, NULL));
    CU_ASSERT_EQUAL(need.status, MUSTER_ERLANG_MET);
    int first = 1;
    MusterErlangService s;
    while (muster_erlang_chat_service(&traffic, &targets, first, &s, NULL) && first < 3000 &&
           !keeps(&targets, &s))
      first++;
    CU_ASSERT_EQUAL(need.agents, first);
    ASSERT_CLOSE(need.service.occupancy, s.occupancy, 1e-14, 0.0);
  }
}

/* The service of the search is that of the formula, by every definition. */
static void
service_agrees_with_the_formula(void)
{
  const double handle_s[] = {300.0, 380.0, 520.0};
  MusterErlangChatTraffic traffic = {0.11, 3, handle_s, 150.0};
  MusterErlangChat c;
  CU_ASSERT(muster_erlang_chat(18, 3, handle_s, 0.11, 150.0, 45.0, &c, NULL));
  const double levels[] = {c.p_served_within,     c.sl_answered, c.sl_abandons_good,
                           c.sl_without_abandons, NAN,           c.sl_virtual};
  for (int d = 0; d < 6; d++) {
    MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
    targets.definition = (MusterServiceLevel) d;
    targets.within_s = targets.short_s = 45.0;
    MusterErlangService s;
    CU_ASSERT(muster_erlang_chat_service(&traffic, &targets, 18, &s, NULL));
    ASSERT_CLOSE(s.service_level, d == MUSTER_SL_SHORT_ABANDONS_AS_GOOD ? c.sl_abandons_good : levels[d],
                 1e-13, 0.0);
    ASSERT_CLOSE(s.abandon, c.p_abandon, 1e-13, 0.0);
    ASSERT_CLOSE(s.asa_s, c.wait_served_s, 1e-12, 0.0);
    ASSERT_CLOSE(s.occupancy, c.utilisation, 1e-13, 0.0);
  }
  ASSERT_CLOSE(c.sl_virtual + c.not_sl_virtual, 1.0, 1e-14, 0.0);
  ASSERT_CLOSE((1.0 - c.p_abandon) * c.wait_served_s + c.p_abandon * c.wait_abandoned_s, c.wait_all_s, 1e-12,
               0.0);
}

static void
impossible_and_nonsense(void)
{
  const double handle_s[] = {300.0, 500.0};
  MusterErlangChatTraffic traffic = {0.1, 2, handle_s, 60.0};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.abandon = 0.0;
  targets.occupancy = 0.7;
  MusterErlangNeed need;
  CU_ASSERT(muster_erlang_chat_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT(need.status == MUSTER_ERLANG_IMPOSSIBLE && need.unmet == MUSTER_ERLANG_BINDS_ABANDON);
  CU_ASSERT(need.agents > 0 && need.service.occupancy <= 0.7);
  targets.occupancy = 1e-9;
  CU_ASSERT(muster_erlang_chat_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT(need.status == MUSTER_ERLANG_IMPOSSIBLE);
  traffic.arrival_per_s = 0.0;
  CU_ASSERT(muster_erlang_chat_agents(&traffic, &targets, &need, NULL) && need.agents == 0);
  const double refused[][2] = {{-1.0, 60.0}, {NAN, 60.0}, {INFINITY, 60.0},
                               {0.1, 0.0},   {0.1, NAN},  {1e9, INFINITY}};
  for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
    traffic.arrival_per_s = refused[i][0];
    traffic.patience_s = refused[i][1];
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(muster_erlang_chat_agents(&traffic, &targets, &need, &error));
    CU_ASSERT(g_error_matches(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN));
  }
}

void test_chat(void);
void
test_chat(void)
{
  CU_pSuite suite = CU_add_suite("chat", NULL, NULL);
  ADD_TEST(suite, rows_of_high_precision);
  ADD_TEST(suite, chats_at_their_edges);
  ADD_TEST(suite, answer_is_the_first_that_keeps);
  ADD_TEST(suite, service_agrees_with_the_formula);
  ADD_TEST(suite, impossible_and_nonsense);
}
