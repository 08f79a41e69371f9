/* Days and nights: random horizons around the clock, recounted by code of its own, under every limit. */
#include <muster/base/random.h>
#include "by_hand.h"

#define SEED 20260314
#define TICK_S 300

static int
draw(MusterKey key, guint64 what, int lo, int hi)
{
  return lo + (int) (muster_draw_bits(muster_key(key, what), MUSTER_DRAW_OTHER) % (guint64) (hi - lo + 1));
}

/* Three days over a night of change, two groups of which the second serves both queues, shifts at all hours. */
static Hand *
random_nights(MusterKey key)
{
  Hand *hand = hand_new("America/New_York", draw(key, 0, 0, 1) ? "2027-03-13" : "2026-10-31", 3, 3600);
  hand_queue(hand);
  hand_queue(hand);
  hand_group(hand, 20 + draw(key, 1, 0, 3), 1);
  hand_group(hand, 21 + draw(key, 2, 0, 3), 3);
  MusterShift *day = hand_shift(hand, H(5), H(12), H(1), H(6), H(8), 0);
  hand_break(day, "lunch", 1, 1800, FALSE, H(2), H(4), 0);
  MusterShift *night = hand_shift(hand, H(20), H(23), H(1), H(8), 0);
  hand_break(night, "meal", 1, 1800, FALSE, H(3), H(5), 0);
  hand_break(night, "rest", 1, 900, TRUE, NAN, NAN, H(1));
  hand_night_pay(hand, 1.25);
  for (int d = 0; d < 3; d++)
    for (int h = 0; h < 24; h++)
      for (int q = 0; q < 2; q++) {
        guint64 what = (guint64) (100 + 48 * d + 2 * h + q);
        hand_need(hand, q, d, H(h), H(h + 1), h < 6 ? draw(key, what, 1, 2) : draw(key, what, 3, 7));
      }
  hand->centre->price_over_per_h = draw(key, 3, 0, 1);
  return hand;
}

/* People of group g on queue in interval i by ticks. */
static double
on_queue(const MusterPlan *plan, const MusterGrid *grid, int g, int i)
{
  double sum = 0;
  int ticks = 0;
  for (gint64 t = grid->start[i]; t < grid->start[i + 1]; t += TICK_S, ticks++)
    for (guint k = 0; k < plan->shifts->len; k++) {
      const MusterPlanShift *s = &SHIFT_OF(plan, k);
      gboolean on = s->group == g && t >= s->start && t < s->end;
      for (int p = 0; p < s->n_pauses; p++)
        on = on && !(t >= s->pause[p].start && t < s->pause[p].end);
      sum += on ? s->count : 0;
    }
  return sum / ticks;
}

/* The first group can only help the first queue; the second fills what is left of both. */
static void
recount(const Hand *hand, const MusterPlan *plan)
{
  const MusterGrid *grid = hand->centre->grid;
  double missing = 0, idle = 0;
  for (int i = 0; i < grid->n; i++) {
    double a = on_queue(plan, grid, 0, i), b = on_queue(plan, grid, 1, i);
    double need_a = hand->need->need[i].scheduled, need_b = hand->need->need[grid->n + i].scheduled;
    double left = MAX(need_a - a, 0) + need_b;
    missing += MAX(left - b, 0);
    idle += MAX(b - left, 0) + MAX(a - need_a, 0);
  }
  ASSERT_CLOSE(plan->understaffed_h, missing, 1e-9, 1e-7);
  ASSERT_CLOSE(plan->overstaffed_h, idle, 1e-9, 1e-7);
  ASSERT_CLOSE(plan->penalty, missing * muster_centre_short_per_h(hand->centre) + idle * hand->centre->price_over_per_h, 1e-9, 1e-7);
}

/* Money minute by minute: night is 22:00 to 06:00 by the wall clock. */
static double
wages(const Hand *hand, const MusterPlan *plan)
{
  double sum = 0;
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *s = &SHIFT_OF(plan, k);
    for (gint64 t = s->start; t < s->end; t += TICK_S) {
      MusterDay day;
      int clock_s, offset_s;
      gboolean paid = TRUE;
      for (int p = 0; p < s->n_pauses; p++)
        paid = paid && (s->pause[p].paid || t < s->pause[p].start || t >= s->pause[p].end);
      muster_zone_to_local(hand->centre->zone, t, &day, &clock_s, &offset_s);
      double factor = clock_s >= H(22) || clock_s < H(6) ? 1.25 : 1;
      sum += paid ? s->count * factor * TICK_S / 3600.0 * hand->centre->group[s->group].cost_per_h : 0;
    }
  }
  return sum;
}

static void
nights_add_up(void)
{
  for (guint64 n = 0; n < 6; n++) {
    g_autoptr(Hand) hand = random_nights(muster_key(SEED, n));
    MusterPlanOptions options = {.gap = 0.01, .max_nodes = 5};
    g_autoptr(MusterPlan) plan = hand_plan_with(hand, &options);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    recount(hand, plan);
    ASSERT_CLOSE(plan->cost, wages(hand, plan), 1e-9, 1e-7);
    ASSERT_CLOSE(plan->objective, plan->cost + plan->penalty, 1e-12, 0);
    CU_ASSERT(plan->bound > 0 && plan->bound <= plan->objective);
    if (plan->gap > 0.08)
      g_printerr("seed %d case %" G_GUINT64_FORMAT ": gap %g\n", SEED, n, plan->gap);
    CU_ASSERT(plan->gap <= 0.08); /* with five nodes; small numbers have large gaps */
  }
}

/* The bound of linked days holds against the best of many searches of the same days. */
static void
bound_holds_for_every_plan(void)
{
  g_autoptr(Hand) hand = random_nights(muster_key(SEED, 1));
  double best = INFINITY, bound = 0;
  const double gaps[] = {0.1, 0.03, 0.005};
  for (int k = 0; k < 3; k++) {
    MusterPlanOptions options = {.gap = gaps[k], .max_nodes = k == 2 ? 100 : 5};
    g_autoptr(MusterPlan) plan = hand_plan_with(hand, &options);
    best = MIN(best, plan->objective);
    bound = MAX(bound, plan->bound);
  }
  CU_ASSERT(bound <= best + 1e-6);
}

static void
heads_and_seats_are_kept(void)
{
  g_autoptr(Hand) hand = random_nights(muster_key(SEED, 2));
  const MusterGrid *grid = hand->centre->grid;
  for (int p = 0; p < 12; p++)
    made_person(hand->made, p >= 7, -1);
  hand->centre->seats = 6;
  MusterPlanOptions options = {.gap = 0.02, .max_nodes = 5, .cap_heads = TRUE};
  g_autoptr(MusterPlan) plan = hand_plan_with(hand, &options);
  CU_ASSERT(plan->bound > 0 && plan->bound <= plan->objective);
  for (int d = 0; d < grid->n_days; d++) {
    int heads[2] = {0};
    for (guint k = 0; k < plan->shifts->len; k++)
      if (SHIFT_OF(plan, k).day == grid->first_day + d)
        heads[SHIFT_OF(plan, k).group] += SHIFT_OF(plan, k).count;
    CU_ASSERT(heads[0] <= 7 && heads[1] <= 5);
  }
  int most = 0;
  for (int i = 0; i < grid->n; i++) {
    int present = 0;
    for (guint k = 0; k < plan->shifts->len; k++)
      if (SHIFT_OF(plan, k).start < grid->start[i + 1] && SHIFT_OF(plan, k).end > grid->start[i])
        present += SHIFT_OF(plan, k).count;
    most = MAX(most, present);
  }
  CU_ASSERT_EQUAL(most, 6);
}

/* A limit that was given and met is told; the standard one is not. */
static void
cut_is_told_when_a_limit_was_given(void)
{
  g_autoptr(Hand) hand = random_nights(muster_key(SEED, 3));
  MusterPlanOptions options = {.gap = 1e-6, .max_nodes = 1};
  g_autoptr(MusterPlan) limited = hand_plan_with(hand, &options);
  CU_ASSERT_TRUE(limited->cut);
  options = (MusterPlanOptions) {.gap = 0.5, .max_nodes = 1};
  g_autoptr(MusterPlan) easy = hand_plan_with(hand, &options);
  CU_ASSERT_FALSE(easy->cut);
}

void test_linked(void);
void
test_linked(void)
{
  CU_pSuite suite = CU_add_suite("linked", NULL, NULL);
  ADD_TEST(suite, nights_add_up);
  ADD_TEST(suite, bound_holds_for_every_plan);
  ADD_TEST(suite, heads_and_seats_are_kept);
  ADD_TEST(suite, cut_is_told_when_a_limit_was_given);
}
