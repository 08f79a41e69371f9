/* Plans small enough to be worked out by hand. */
#include "by_hand.h"

/* Two agents from 08:00 to 16:00, 8-hour shifts at 07:00, 08:00 and 09:00 without breaks, 20 an hour: two at 08:00. */
static void
one_shift_fits(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 1800);
  hand_queue(hand);
  hand_group(hand, 20, 1);
  hand_shift(hand, H(7), H(9), H(1), H(8), 0);
  hand_need(hand, 0, 0, H(8), H(16), 2);
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
  CU_ASSERT_EQUAL_FATAL(plan->shifts->len, 1);
  CU_ASSERT_EQUAL(SHIFT_OF(plan, 0).count, 2);
  CU_ASSERT_EQUAL(SHIFT_OF(plan, 0).start, hand->centre->grid->start[16]);
  ASSERT_CLOSE(plan->cost, 320, 1e-12, 0);
  ASSERT_CLOSE(plan->penalty, 0, 0, 1e-9);
  ASSERT_CLOSE(plan->bound, 320, 1e-9, 0);
  ASSERT_CLOSE(plan->paid_h, 16, 1e-12, 0);
  CU_ASSERT_FALSE(plan->cut);
}

/* Six agents over 8 hours, each with an unpaid 30-minute lunch between 3 h and 5 h: only four half hours hold a lunch, so
 * at least ⌈n/4⌉ are away in one of them. Seven shifts leave 5.5 short agent-hours × … = 1 short per lunch beyond one. */
static void
lunches_spread_over_their_window(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 1800);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  MusterShift *day = hand_shift(hand, H(8), H(8), H(1), H(8), 0);
  hand_break(day, "lunch", 1, MIN_S(30), FALSE, H(3), H(5), 0);
  hand_need(hand, 0, 0, H(8), H(16), 6);
  hand->centre->price_short_per_h = 1000; /* an eighth person costs 75, half an hour short 500 */
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
  CU_ASSERT_EQUAL(hand_heads(plan), 8); /* two away at a time, six there */
  ASSERT_CLOSE(plan->cost, 8 * 7.5 * 10, 1e-12, 0);
  ASSERT_CLOSE(plan->understaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(plan->overstaffed_h, 8 * 7.5 - 6 * 8, 1e-9, 0);
  int at[16] = { 0 };
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *s = &SHIFT_OF(plan, k);
    CU_ASSERT_EQUAL_FATAL(s->n_pauses, 1);
    gint64 slot = (s->pause[0].start - s->start) / 1800;
    CU_ASSERT_EQUAL((s->pause[0].start - s->start) % 900, 0);
    CU_ASSERT(slot >= 6 && s->pause[0].end - s->start <= H(5));
    CU_ASSERT_STRING_EQUAL(s->pause[0].name, "lunch");
    at[slot] += s->count;
  }
}

/* Short people are priced: covering one hour with an 8-hour shift at 20 costs 160, missing it 100. */
static void
shortage_is_priced(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 1800);
  hand_queue(hand);
  hand_group(hand, 20, 1);
  hand_shift(hand, H(8), H(8), H(1), H(8), 0);
  hand_need(hand, 0, 0, H(9), H(10), 1);
  hand->centre->price_short_per_h = 100;
  g_autoptr(MusterPlan) none = hand_plan(hand, 0);
  CU_ASSERT_EQUAL(none->shifts->len, 0);
  ASSERT_CLOSE(none->penalty, 100, 1e-9, 0);
  ASSERT_CLOSE(none->understaffed_h, 1, 1e-9, 0);
  ASSERT_CLOSE(none->bound, 100, 1e-9, 0);
  hand->centre->price_short_per_h = 200;
  hand->centre->price_over_per_h = 1;
  g_autoptr(MusterPlan) one = hand_plan(hand, 0);
  CU_ASSERT_EQUAL(hand_heads(one), 1);
  ASSERT_CLOSE(one->objective, 160 + 7, 1e-9, 0);
}

/* Sales only by north (10), service by both, south costs 30 and is half as fast at service. Need 2 sales and 3 service:
 * north does it all with 5. With at most 4 people in north, south brings the missing one as two. */
static void
groups_share_queues(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 3600);
  hand_queue(hand);
  hand_queue(hand);
  hand_group(hand, 10, 3);
  hand_group(hand, 30, 2);
  hand->centre->group[1].serves[0].pace = 0.5;
  hand_shift(hand, H(8), H(8), H(1), H(4), 0);
  hand_need(hand, 0, 0, H(8), H(12), 2);
  hand_need(hand, 1, 0, H(8), H(12), 3);
  g_autoptr(MusterPlan) free_plan = hand_plan(hand, 0);
  ASSERT_CLOSE(free_plan->objective, 5 * 4 * 10, 1e-9, 0);
  hand->centre->price_short_per_h = 100;
  for (int p = 0; p < 12; p++)
    hand->centre->person[p] = (MusterPerson){ .group = p >= 5, .contract = -1 };
  hand->centre->n_people = 12;
  MusterDays leave = { hand->centre->from - 3, hand->centre->from };
  hand->centre->person[0].leave = &leave;
  hand->centre->person[0].n_leave = 1; /* five in north, one on leave */
  MusterPlanOptions options;
  muster_plan_options_init(&options);
  options.gap = 0;
  options.cap_heads = TRUE;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterPlan) capped = muster_plan_make(hand->centre, hand->need, &options, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(capped);
  ASSERT_CLOSE(capped->objective, 4 * 4 * 10 + 2 * 4 * 30, 1e-9, 0);
  ASSERT_CLOSE(capped->understaffed_h, 0, 0, 1e-9);
}

/* Twin groups are planned as one and share the shifts by their people. */
static void
twins_share_by_heads(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 3600);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  hand_group(hand, 10, 1);
  hand_shift(hand, H(8), H(8), H(1), H(4), 0);
  hand_need(hand, 0, 0, H(8), H(12), 9);
  for (int p = 0; p < 30; p++)
    hand->centre->person[p] = (MusterPerson){ .group = p >= 20, .contract = -1 };
  hand->centre->n_people = 30;
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_EQUAL_FATAL(plan->shifts->len, 2);
  CU_ASSERT_EQUAL(SHIFT_OF(plan, 0).count, 6);
  CU_ASSERT_EQUAL(SHIFT_OF(plan, 1).count, 3);
}

/* One agent day and night for two days, shifts of 12 hours at 06:00 and 18:00: the first six hours can't be had, then
 * day, night, day, night. Night pay 150 % from 22:00 to 06:00. */
static void
across_midnight(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 2, 3600);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  hand_shift(hand, H(6), H(6), H(1), H(12), 0);
  hand_shift(hand, H(18), H(18), H(1), H(12), 0);
  hand_need(hand, 0, 0, 0, H(24), 1);
  hand_need(hand, 0, 1, 0, H(24), 1);
  hand_night_pay(hand, 1.5);
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_EQUAL(hand_heads(plan), 4);
  ASSERT_CLOSE(plan->understaffed_h, 6, 1e-9, 0);
  ASSERT_CLOSE(plan->cost, 2 * 120 + 2 * (4 * 10 + 8 * 15), 1e-12, 0);
  ASSERT_CLOSE(plan->penalty, 6 * 40, 1e-9, 0); /* 4 × the dearest wage */
  CU_ASSERT(plan->bound <= plan->objective + 1e-9);
  ASSERT_CLOSE(plan->gap, 0, 0, 1e-9);
}

/* The nights of change in New York: 22:00 to 06:00 lasts 7 hours on 2027-03-14 and 9 on 2026-11-01. */
static void
nights_of_change(void)
{
  const struct { const char *day; double hours; } night[] = { { "2027-03-13", 7 }, { "2026-10-31", 9 } };
  for (int k = 0; k < 2; k++) {
    g_autoptr(Hand) hand = hand_new("America/New_York", night[k].day, 2, 1800);
    hand_queue(hand);
    hand_group(hand, 10, 1);
    MusterShift *shift = hand_shift(hand, H(22), H(22), H(1), H(8), 0);
    hand_break(shift, "meal", 1, MIN_S(30), FALSE, H(3), H(5), 0);
    hand_need(hand, 0, 0, H(22), H(30), 2);
    g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
    CU_ASSERT_EQUAL(hand_heads(plan), 2);
    ASSERT_CLOSE(plan->paid_h, 2 * (night[k].hours - 0.5), 1e-12, 0);
    ASSERT_CLOSE(plan->understaffed_h, 1, 1e-9, 0); /* the meals */
    for (guint s = 0; s < plan->shifts->len; s++) {
      gint64 after = SHIFT_OF(plan, s).pause[0].start - SHIFT_OF(plan, s).start;
      CU_ASSERT(after >= H(3) && after <= H(4) + 1800);
    }
  }
}

static void
holidays_and_nights_multiply(void)
{
  g_autoptr(Hand) hand = hand_new("Europe/Berlin", "2026-12-24", 3, 3600);
  MusterCentre *c = hand->centre;
  c->pay_holiday = 2;
  hand_night_pay(hand, 1.25);
  c->special_day[0] = (MusterSpecialDay){ .day = c->from + 1, .name = (char *) "Christmas" };
  c->special_day[1] = (MusterSpecialDay){ .day = c->from + 2, .name = NULL }; /* other hours only */
  c->n_special_days = 2;
  gint64 eve, morning, late;
  muster_zone_to_utc(c->zone, c->from, H(20), &eve);
  muster_zone_to_utc(c->zone, c->from + 1, H(8), &morning);
  ASSERT_CLOSE(muster_plan_weighted_s(c, eve, morning), H(2 + 2 * 1.25 + 6 * 2.5 + 2 * 2), 1e-12, 0);
  muster_zone_to_utc(c->zone, c->from + 1, H(23), &eve);
  muster_zone_to_utc(c->zone, c->from + 2, H(7), &late);
  ASSERT_CLOSE(muster_plan_weighted_s(c, eve, late), H(2.5 + 6 * 1.25 + 1), 1e-12, 0);
}

/* Rests 90 minutes from lunch and from one another, and not in the first or last half hour. */
static void
breaks_keep_their_distance(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 1800);
  hand_queue(hand);
  hand_group(hand, 20, 1);
  MusterShift *day = hand_shift(hand, H(7), H(11), MIN_S(30), H(6), MIN_S(510), 0);
  hand_break(day, "lunch", 1, MIN_S(30), FALSE, H(3), H(5), 0);
  hand_break(day, "rest", 2, MIN_S(15), TRUE, NAN, NAN, MIN_S(90));
  for (int h = 7; h < 19; h++)
    hand_need(hand, 0, 0, H(h), H(h + 1), 10 + (h * 7) % 9);
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0.01);
  CU_ASSERT(plan->shifts->len > 3);
  CU_ASSERT(plan->gap <= 0.01 + 1e-9);
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *s = &SHIFT_OF(plan, k);
    int rests = 0, lunches = 0;
    CU_ASSERT_EQUAL_FATAL(s->n_pauses, 3);
    for (int p = 0; p < 3; p++) {
      const MusterPause *a = &s->pause[p];
      gboolean lunch = g_str_equal(a->name, "lunch");
      lunches += lunch;
      rests += !lunch;
      CU_ASSERT_EQUAL(a->end - a->start, lunch ? 1800 : 900);
      CU_ASSERT_EQUAL(a->paid, !lunch);
      if (lunch)
        CU_ASSERT(a->start >= s->start + H(3) && a->end <= s->start + H(5));
      CU_ASSERT(a->start >= s->start + 1800 && a->end <= s->end - 1800);
      if (p > 0)
        CU_ASSERT(a->start >= s->pause[p - 1].end + MIN_S(90));
    }
    CU_ASSERT_EQUAL(rests, 2);
    CU_ASSERT_EQUAL(lunches, 1);
  }
}

static void
briefing_is_paid_and_off_queue(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 1800);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  hand_shift(hand, H(8), H(8), H(1), H(4), 0);
  hand_need(hand, 0, 0, H(8), H(12), 1);
  hand->centre->activity[0] = (MusterActivity){ .name = (char *) "briefing", .length_s = MIN_S(15), .at_shift_start = TRUE };
  hand->centre->n_activities = 1;
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_EQUAL_FATAL(plan->shifts->len, 1);
  CU_ASSERT_EQUAL(SHIFT_OF(plan, 0).n_pauses, 1);
  ASSERT_CLOSE(plan->paid_h, 4, 1e-12, 0);
  ASSERT_CLOSE(plan->understaffed_h, 0.25, 1e-9, 0);
}

static void
minimum_and_seats(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 3600);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  hand_group(hand, 15, 1);
  hand_shift(hand, H(8), H(8), H(1), H(4), 0);
  hand_need(hand, 0, 0, H(8), H(12), 5);
  hand->centre->group[1].has_minimum = TRUE;
  MusterStep steps[] = { { 127, H(8), 2 }, { 127, H(12), 0 } };
  hand->centre->group[1].minimum = (MusterSteps){ .n = 2, .step = steps };
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  ASSERT_CLOSE(plan->objective, 3 * 40 + 2 * 60, 1e-9, 0);
  hand->centre->seats = 4;
  g_autoptr(MusterPlan) tight = hand_plan(hand, 0);
  CU_ASSERT_EQUAL(hand_heads(tight), 4);
  ASSERT_CLOSE(tight->objective, 2 * 40 + 2 * 60 + 4 * 60, 1e-9, 0); /* short at 4 × 15 */
}

static void
nothing_wanted_nothing_planned(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 3, 900);
  hand_queue(hand);
  hand_queue(hand); /* nobody serves it */
  hand_group(hand, 10, 1);
  hand_shift(hand, H(8), H(8), H(1), H(4), 0);
  hand_need(hand, 1, 1, H(8), H(9), 2);
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_EQUAL(plan->shifts->len, 0);
  ASSERT_CLOSE(plan->understaffed_h, 2, 1e-9, 0);
  ASSERT_CLOSE(plan->gap, 0, 0, 1e-9);
}

static void
what_cannot_be_planned_is_refused(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 3600);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  MusterShift *day = hand_shift(hand, H(8), H(8), H(1), H(2), H(8), 0);
  hand_break(day, "lunch", 1, MIN_S(30), FALSE, H(3), H(5), 0);
  hand->centre->activity[0] = (MusterActivity){ .name = (char *) "meeting", .length_s = 900, .weekly = 1 };
  hand->centre->n_activities = 1;
  day->handover_s = 900;
  hand_need(hand, 0, 0, H(8), H(12), 1);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(muster_plan_make(hand->centre, hand->need, NULL, faults));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 3);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "shift 'day' of 2 h cannot hold its breaks"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "'meeting'"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "'handover'"));
}

/* A post of both queues is no place for the cheaper people of one of them; one queue's is a place for all. */
static void
shared_posts_keep_the_mix(void)
{
  g_autoptr(Hand) hand = hand_new("UTC", "2026-11-09", 1, 1800);
  hand_queue(hand);
  hand_queue(hand);
  hand_group(hand, 10, 1);
  hand_group(hand, 30, 3);
  hand_shift(hand, H(8), H(8), H(1), H(8), 0);
  hand->need = muster_requirement_new(hand->centre);
  for (int i = 16; i < 32; i++) {
    made_share(hand->need, 0, 0, i, 2);
    made_share(hand->need, 0, 1, i, 1);
    made_share(hand->need, 1, 1, i, 2);
  }
  g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
  CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
  ASSERT_CLOSE(plan->cost, 8 * (2 * 10 + 3 * 30), 1e-12, 0);
  ASSERT_CLOSE(plan->understaffed_h + plan->overstaffed_h, 0, 0, 1e-9);
  for (guint k = 0; k < plan->shifts->len; k++)
    SHIFT_OF(plan, k).group = 0; /* the right number of people, the wrong ones */
  muster_plan_evaluate(plan, hand->centre, hand->need);
  ASSERT_CLOSE(plan->understaffed_h, 24, 0, 1e-9);
  ASSERT_CLOSE(plan->overstaffed_h, 24, 0, 1e-9);
}

void test_make(void);
void
test_make(void)
{
  CU_pSuite suite = CU_add_suite("make", NULL, NULL);
  ADD_TEST(suite, one_shift_fits);
  ADD_TEST(suite, lunches_spread_over_their_window);
  ADD_TEST(suite, shortage_is_priced);
  ADD_TEST(suite, groups_share_queues);
  ADD_TEST(suite, twins_share_by_heads);
  ADD_TEST(suite, across_midnight);
  ADD_TEST(suite, nights_of_change);
  ADD_TEST(suite, holidays_and_nights_multiply);
  ADD_TEST(suite, breaks_keep_their_distance);
  ADD_TEST(suite, briefing_is_paid_and_off_queue);
  ADD_TEST(suite, minimum_and_seats);
  ADD_TEST(suite, nothing_wanted_nothing_planned);
  ADD_TEST(suite, what_cannot_be_planned_is_refused);
  ADD_TEST(suite, shared_posts_keep_the_mix);
}
