/* The smallest number of agents: public tables, published answers, and what must hold for any numbers. */
#include "table.h"
#include <muster/base/random.h>
#include <muster/erlang.h>

static void
servers_of_the_table(void)
{
  g_auto(Table) t = {0};
  if (!table_open(&t, "erlang", "erlang_b_dim_public.csv", TRUE))
    return;
  for (guint i = 0; i < t.row->len; i++) {
    int servers = -1;
    CU_ASSERT(muster_erlang_b_servers(table_number(&t, i, "load_erl"), table_number(&t, i, "target_block"),
                                      &servers, NULL));
    CU_ASSERT_EQUAL(servers, (int) table_number(&t, i, "min_servers"));
  }
}

static void
agents_of_the_table_without_patience(void)
{
  g_auto(Table) t = {0};
  if (!table_open(&t, "erlang", "erlang_c_min_public.csv", TRUE))
    return;
  for (guint i = 0; i < t.row->len; i++) {
    MusterErlangTraffic traffic = {table_number(&t, i, "load_erl"), table_number(&t, i, "aht_s"), INFINITY};
    MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
    targets.within_s = table_number(&t, i, "threshold_s");
    targets.service_level = table_number(&t, i, "target_sl");
    targets.occupancy = table_number(&t, i, "max_occupancy");
    targets.asa_s = table_number(&t, i, "max_asa_s");
    MusterErlangNeed need;
    CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
    CU_ASSERT_EQUAL(need.agents, (int) table_number(&t, i, "min_agents"));
    ASSERT_CLOSE(need.service.service_level, table_number(&t, i, "service_level"), 1e-10, 0.0);
  }
}

static MusterServiceLevel
definition_of(const char *name)
{
  static const char *const NAMES[] = {"offered", "answered", "ab_as_good", "excl_short_ab", "", "virtual"};
  for (guint d = 0; d < G_N_ELEMENTS(NAMES); d++)
    if (strcmp(NAMES[d], name) == 0)
      return (MusterServiceLevel) d;
  g_error("no definition '%s'", name);
}

static void
agents_of_the_table_with_patience(void)
{
  g_auto(Table) t = {0};
  if (!table_open(&t, "erlang", "erlang_a_min_public.csv", TRUE))
    return;
  for (guint i = 0; i < t.row->len; i++) {
    MusterErlangTraffic traffic = {table_number(&t, i, "load_erl"), table_number(&t, i, "aht_s"),
                                   table_number(&t, i, "patience_s")};
    MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
    targets.within_s = table_number(&t, i, "threshold_s");
    targets.service_level = table_number(&t, i, "target_sl");
    targets.definition = definition_of(table_text(&t, i, "sl_definition"));
    targets.abandon = table_number(&t, i, "max_p_abandon");
    MusterErlangNeed need;
    CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
    CU_ASSERT_EQUAL(need.agents, (int) table_number(&t, i, "min_agents"));
    ASSERT_CLOSE(need.service.service_level, table_number(&t, i, "service_level"), 1e-10, 0.0);
    ASSERT_CLOSE(need.service.abandon, table_number(&t, i, "p_abandon"), 1e-10, 0.0);
  }
}

/* 1 000 erlangs, 3 min, 80 % of offered in 20 s: with 2 min of patience 892 agents are enough, without
 * abandonment 1 011. */
static void
patience_saves_agents(void)
{
  MusterErlangTraffic traffic = {1000.0, 180.0, 120.0};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.service_level = 0.8;
  targets.within_s = 20.0;
  MusterErlangNeed need;
  CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT_EQUAL(need.agents, 892);
  CU_ASSERT_EQUAL(need.binding, MUSTER_ERLANG_BINDS_SERVICE_LEVEL);
  traffic.patience_s = INFINITY;
  CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT_EQUAL(need.agents, 1011);
}

static MusterErlangTargets
draw_targets(MusterKey key, gboolean patient)
{
  MusterErlangTargets t = MUSTER_ERLANG_NO_TARGETS;
  guint which =
      (guint) (muster_draw_bits(muster_key(key, 1), MUSTER_DRAW_OTHER) % 15) + 1; /* at least one of four */
  double u = muster_draw_uniform(muster_key(key, 2), MUSTER_DRAW_OTHER),
         v = muster_draw_uniform(muster_key(key, 3), MUSTER_DRAW_OTHER);
  t.within_s = 5.0 * floor(13.0 * v);
  t.short_s = 5.0;
  t.definition = (MusterServiceLevel) (muster_draw_bits(muster_key(key, 4), MUSTER_DRAW_OTHER) % 6);
  if (which & 1)
    t.service_level = 0.3 + 0.69 * u;
  if (which & 2)
    t.abandon = patient ? NAN : 0.005 + 0.3 * v;
  if (which & 4)
    t.asa_s = 0.5 + 60.0 * u * v;
  if (which & 8)
    t.occupancy = 0.5 + 0.49 * v;
  return t;
}

/* The answer keeps every target, one less breaks just those that are said to bind, and two more break none. */
static void
answer_is_smallest(void)
{
  const guint64 seed = 20261109;
  g_print("  seed %" G_GUINT64_FORMAT "\n", seed);
  for (guint64 i = 0; i < 600; i++) {
    MusterKey key = muster_key(seed, i);
    gboolean patient = i % 3 == 0;
    double load = pow(10.0, -2.0 + 6.0 * muster_draw_uniform(muster_key(key, 5), MUSTER_DRAW_OTHER));
    double patience =
        200.0 * pow(10.0, -2.0 + 4.0 * muster_draw_uniform(muster_key(key, 6), MUSTER_DRAW_OTHER));
    MusterErlangTraffic traffic = {load, 200.0, patient ? INFINITY : patience};
    MusterErlangTargets targets = draw_targets(key, patient);
    MusterErlangNeed need;
    CU_ASSERT_FATAL(muster_erlang_agents(&traffic, &targets, &need, NULL));
    CU_ASSERT_EQUAL(need.status, MUSTER_ERLANG_MET);
    for (int extra = 0; extra < 3; extra++) {
      MusterErlangService s;
      CU_ASSERT(muster_erlang_service(&traffic, &targets, need.agents + extra, &s, NULL));
      CU_ASSERT_FALSE(s.service_level < targets.service_level || s.abandon > targets.abandon ||
                      s.asa_s > targets.asa_s || s.occupancy > targets.occupancy);
    }
    MusterErlangService less;
    CU_ASSERT(muster_erlang_service(&traffic, &targets, need.agents - 1, &less, NULL));
    CU_ASSERT_EQUAL(less.service_level < targets.service_level,
                    (need.binding & MUSTER_ERLANG_BINDS_SERVICE_LEVEL) != 0 ||
                        (need.binding == MUSTER_ERLANG_BINDS_LOAD && !isnan(targets.service_level)));
    CU_ASSERT(need.binding != MUSTER_ERLANG_BINDS_NOTHING || need.agents == 1);
  }
}

/* One agent more never worsens a measure; a little more load never betters one. */
static void
more_agents_more_service(void)
{
  const double ratios[] = {0.01, 0.5, 3.0, 100.0};
  for (guint r = 0; r < G_N_ELEMENTS(ratios); r++)
    for (int d = 0; d < 6; d++) {
      MusterErlangTargets t = MUSTER_ERLANG_NO_TARGETS;
      t.definition = (MusterServiceLevel) d;
      t.within_s = 20.0;
      t.short_s = 5.0;
      MusterErlangTraffic traffic = {37.0, 180.0, 180.0 * ratios[r]}, busier = traffic;
      busier.load_erl *= 1.001;
      MusterErlangService before, now, loaded;
      CU_ASSERT(muster_erlang_service(&traffic, &t, 1, &before, NULL));
      for (int n = 2; n < 80; n++, before = now) {
        CU_ASSERT(muster_erlang_service(&traffic, &t, n, &now, NULL) &&
                  muster_erlang_service(&busier, &t, n, &loaded, NULL));
        CU_ASSERT(now.service_level >= before.service_level * (1 - 1e-14) &&
                  now.abandon <= before.abandon * (1 + 1e-13));
        CU_ASSERT(now.asa_s <= before.asa_s * (1 + 1e-13) && now.occupancy <= before.occupancy * (1 + 1e-14));
        CU_ASSERT(loaded.service_level <= now.service_level * (1 + 1e-14) && loaded.abandon >= now.abandon);
        CU_ASSERT(loaded.asa_s >= now.asa_s && loaded.occupancy >= now.occupancy * (1 - 1e-14));
      }
    }
}

static void
impossible_is_a_result(void)
{
  MusterErlangTraffic traffic = {10.0, 180.0, 120.0};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.service_level = 1.0;
  targets.within_s = 20.0;
  targets.occupancy = 0.8;
  MusterErlangNeed need;
  CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT_EQUAL(need.status, MUSTER_ERLANG_IMPOSSIBLE);
  CU_ASSERT_EQUAL(need.unmet, MUSTER_ERLANG_BINDS_SERVICE_LEVEL);
  CU_ASSERT_EQUAL(need.binding, MUSTER_ERLANG_BINDS_OCCUPANCY);
  CU_ASSERT(need.service.occupancy <= 0.8 && need.agents == 12);
  targets = MUSTER_ERLANG_NO_TARGETS;
  targets.occupancy = 1e-12;
  CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT_EQUAL(need.unmet, MUSTER_ERLANG_BINDS_OCCUPANCY);
  traffic.patience_s = INFINITY;
  CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT_EQUAL(need.unmet, MUSTER_ERLANG_BINDS_OCCUPANCY);
  CU_ASSERT_EQUAL(need.agents, 11);
  CU_ASSERT_EQUAL(need.binding, MUSTER_ERLANG_BINDS_LOAD);
  traffic.load_erl = 0.0;
  CU_ASSERT(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT(need.agents == 0 && need.binding == MUSTER_ERLANG_BINDS_NOTHING &&
            need.status == MUSTER_ERLANG_MET);
}

static void
refuse(double load, double handle, double patience, double level, double within)
{
  MusterErlangTraffic traffic = {load, handle, patience};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.service_level = level;
  targets.within_s = within;
  MusterErlangNeed need;
  g_autoptr(GError) error = NULL;
  CU_ASSERT_FALSE(muster_erlang_agents(&traffic, &targets, &need, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN));
}

static void
nonsense_is_refused(void)
{
  refuse(-1.0, 180.0, 60.0, 0.8, 20.0);
  refuse(NAN, 180.0, 60.0, 0.8, 20.0);
  refuse(INFINITY, 180.0, 60.0, 0.8, 20.0);
  refuse(1e12, 180.0, 60.0, 0.8, 20.0);
  refuse(10.0, 0.0, 60.0, 0.8, 20.0);
  refuse(10.0, 180.0, 0.0, 0.8, 20.0);
  refuse(10.0, 180.0, NAN, 0.8, 20.0);
  refuse(10.0, 180.0, 1e15, 0.8, 20.0);
  refuse(10.0, 180.0, 60.0, 1.2, 20.0);
  refuse(10.0, 180.0, 60.0, 0.8, -1.0);
  refuse(10.0, 180.0, 60.0, 0.8, NAN);
  MusterErlangC c;
  CU_ASSERT_FALSE(muster_erlang_c(10.0, 180.0, 10, 20.0, &c, NULL));
  int servers;
  CU_ASSERT_FALSE(muster_erlang_b_servers(10.0, 0.0, &servers, NULL));
  CU_ASSERT_FALSE(muster_erlang_b_servers(10.0, NAN, &servers, NULL));
}

void test_need(void);
void
test_need(void)
{
  CU_pSuite suite = CU_add_suite("need", NULL, NULL);
  ADD_TEST(suite, servers_of_the_table);
  ADD_TEST(suite, agents_of_the_table_without_patience);
  ADD_TEST(suite, agents_of_the_table_with_patience);
  ADD_TEST(suite, patience_saves_agents);
  ADD_TEST(suite, answer_is_smallest);
  ADD_TEST(suite, more_agents_more_service);
  ADD_TEST(suite, impossible_is_a_result);
  ADD_TEST(suite, nonsense_is_refused);
}
