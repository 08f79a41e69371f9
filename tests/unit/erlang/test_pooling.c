/* Statements about any numbers: pooling never needs more than the silos, and units do not matter. */
#include "muster_test.h"
#include <math.h>
#include <muster/base/random.h>
#include <muster/erlang.h>

static const guint64 SEED = 20261123;

static double
draw(MusterKey key, guint64 which)
{
  return muster_draw_uniform(muster_key(key, which), MUSTER_DRAW_OTHER);
}

static MusterErlangTargets
draw_targets(MusterKey key, gboolean patient)
{
  MusterErlangTargets t = MUSTER_ERLANG_NO_TARGETS;
  guint which = (guint) (15.0 * draw(key, 1)) + 1;
  t.within_s = floor(60.0 * draw(key, 2));
  t.short_s = 5.0;
  t.definition = (MusterServiceLevel) (6.0 * draw(key, 3));
  t.service_level = which & 1 ? 0.5 + 0.49 * draw(key, 4) : NAN;
  t.abandon = which & 2 && !patient ? 0.01 + 0.2 * draw(key, 5) : NAN;
  t.asa_s = which & 4 ? 1.0 + 60.0 * draw(key, 6) : NAN;
  t.occupancy = which & 8 ? 0.5 + 0.49 * draw(key, 7) : NAN;
  return t;
}

static MusterErlangTraffic
draw_traffic(MusterKey key)
{
  double handle_s = 30.0 + 600.0 * draw(key, 11);
  return (MusterErlangTraffic){
      .load_erl = pow(10.0, -2.0 + 5.0 * draw(key, 12)),
      .handle_s = handle_s,
      .patience_s = draw(key, 13) < 0.3 ? INFINITY : handle_s * pow(10.0, -2.0 + 4.0 * draw(key, 14))};
}

/* Two to five queues of equal handle time, patience and targets: one queue for all needs no more agents, for
 * promises as they are made: 80 % and more, within 5 s and more, patience from a tenth of a handle time, at
 * most 15 % abandoned where the target counts the answered only. It is no law beyond. An occupancy is no
 * promise to contacts: a pool loses fewer, so that its agents are busier. And a target so low that the load
 * may exceed the agents is sometimes better kept by silos, whose waits vary more about a mean that misses it
 * (load 773, 513 s, patience 6 s, 84 % at once: 751 agents in silos, 756 pooled). */
static MusterErlangTargets
draw_promises(MusterKey key, gboolean patient)
{
  MusterErlangTargets t = draw_targets(key, patient);
  if (patient)
    return t;
  t.service_level = isnan(t.service_level) ? NAN : fmax(t.service_level, 0.8);
  t.within_s = fmax(t.within_s, 5.0);
  t.occupancy = NAN;
  if (t.definition == MUSTER_SL_ANSWERED_OF_ANSWERED || !isnan(t.asa_s) || isnan(t.service_level))
    t.abandon = 0.01 + 0.14 * draw(key, 5);
  return t;
}

static void
pooling_never_needs_more(void)
{
  g_print("  seed %" G_GUINT64_FORMAT "\n", SEED);
  for (guint64 i = 0; i < 2000; i++) {
    MusterKey key = muster_key(SEED, i);
    MusterErlangTraffic one = draw_traffic(key), pooled;
    one.patience_s = fmax(one.patience_s, 0.1 * one.handle_s);
    pooled = one;
    MusterErlangTargets targets = draw_promises(key, isinf(one.patience_s));
    int silos = 0, n = 2 + (int) (4.0 * draw(key, 21));
    pooled.load_erl = 0.0;
    MusterErlangNeed need;
    for (int q = 0; q < n; q++) {
      MusterErlangTraffic silo = one;
      silo.load_erl *= 0.1 + 1.9 * draw(key, 22 + (guint64) q);
      pooled.load_erl += silo.load_erl;
      CU_ASSERT_FATAL(muster_erlang_agents(&silo, &targets, &need, NULL));
      CU_ASSERT_EQUAL(need.status, MUSTER_ERLANG_MET);
      silos += need.agents;
    }
    CU_ASSERT_FATAL(muster_erlang_agents(&pooled, &targets, &need, NULL));
    CU_ASSERT(need.agents <= silos);
    if (need.agents > silos)
      g_printerr("case %" G_GUINT64_FORMAT ": %d pooled, %d in silos\n", i, need.agents, silos);
  }
}

/* Twice as many chats at once never needs more agents, if the pace is the same for as many. */
static void
more_slots_never_need_more(void)
{
  const double handle_s[] = {300.0, 400.0, 540.0, 700.0};
  for (guint64 i = 0; i < 100; i++) {
    MusterKey key = muster_key(SEED, i);
    MusterErlangTargets targets = draw_targets(key, FALSE);
    targets.occupancy = NAN; /* fewer agents are busier */
    if (isnan(targets.service_level) && isnan(targets.abandon) && isnan(targets.asa_s))
      continue;
    int before = G_MAXINT;
    for (int slots = 1; slots <= 4; slots++) {
      MusterErlangChatTraffic traffic = {pow(10.0, -3.0 + 3.0 * draw(key, 31)), slots, handle_s, 120.0};
      MusterErlangNeed need;
      CU_ASSERT_FATAL(muster_erlang_chat_agents(&traffic, &targets, &need, NULL));
      CU_ASSERT(need.agents <= before);
      before = need.agents;
    }
  }
}

/* All times in minutes instead of seconds: the same number of agents. */
static void
units_do_not_matter(void)
{
  for (guint64 i = 0; i < 600; i++) {
    MusterKey key = muster_key(SEED, 1000 + i);
    MusterErlangTraffic s = draw_traffic(key), min = s;
    MusterErlangTargets targets = draw_targets(key, isinf(s.patience_s)), in_min = targets;
    min.handle_s /= 60.0;
    min.patience_s /= 60.0;
    in_min.within_s /= 60.0;
    in_min.asa_s /= 60.0;
    in_min.short_s /= 60.0;
    MusterErlangNeed a, b;
    CU_ASSERT_FATAL(muster_erlang_agents(&s, &targets, &a, NULL) &&
                    muster_erlang_agents(&min, &in_min, &b, NULL));
    CU_ASSERT_EQUAL(a.agents, b.agents);
    CU_ASSERT_EQUAL(a.binding, b.binding);
  }
}

void test_pooling(void);
void
test_pooling(void)
{
  CU_pSuite suite = CU_add_suite("pooling", NULL, NULL);
  ADD_TEST(suite, pooling_never_needs_more);
  ADD_TEST(suite, more_slots_never_need_more);
  ADD_TEST(suite, units_do_not_matter);
}
