/* Random small days against a programme of another kind: one column per shift with its breaks written out (Dantzig 1954),
 * its coefficients counted tick by tick. Both must reach the same optimum. And every plan's cover and money, recounted. */
#include "by_hand.h"
#include "plan/plan_private.h"
#include <muster/base/random.h>
#include <muster/mip.h>

#define TICK_S 300
#define SEED 20261109

static int
draw(MusterKey key, guint64 what, int lo, int hi)
{
  return lo + (int) (muster_draw_bits(muster_key(key, what), MUSTER_DRAW_OTHER) % (guint64) (hi - lo + 1));
}

/* Lunch, and in half of the cases a rest that must come after it; two lengths, a few starts, one or two groups and queues. */
static Hand *
random_day(MusterKey key)
{
  Hand *hand = hand_new("UTC", "2026-11-09", 1, draw(key, 0, 0, 1) ? 1800 : 3600);
  int n_queues = draw(key, 1, 1, 2), n_groups = draw(key, 2, 1, 2);
  for (int q = 0; q < n_queues; q++)
    hand_queue(hand);
  for (int g = 0; g < n_groups; g++) {
    hand_group(hand, 10 + 3 * draw(key, 3 + (guint64) g, 0, 4), g == 0 ? (1u << n_queues) - 1 : 1u << draw(key, 5, 0, n_queues - 1));
    for (int k = 0; k < hand->centre->group[g].n_serves; k++)
      hand->centre->group[g].serves[k].pace = 0.8 + 0.1 * draw(key, 6 + (guint64) (2 * g + k), 0, 3);
  }
  MusterShift *shift = hand_shift(hand, H(8), H(8) + draw(key, 11, 1, 3) * 1800, 1800, H(4), H(4) + draw(key, 12, 1, 4) * 1800, 0);
  hand_break(shift, "lunch", 1, 1800, FALSE, MIN_S(60), MIN_S(135), 0);
  if (draw(key, 13, 0, 1))
    hand_break(shift, "rest", 1, 900, TRUE, MIN_S(120), MIN_S(240), MIN_S(30));
  int base = draw(key, 14, 1, 3);
  for (int q = 0; q < n_queues; q++)
    for (int h = 8; h < 15; h++)
      hand_need(hand, q, 0, H(h), H(h + 1), base + draw(key, (guint64) (20 + 10 * q + h), 0, 2));
  hand->centre->price_over_per_h = draw(key, 15, 0, 2);
  hand->centre->price_short_per_h = draw(key, 16, 12, 60);
  return hand;
}

/* People on queue of one written-out shift in interval i, tick by tick. */
static double
ticks_on_queue(const MusterGrid *grid, int i, gint64 start, gint64 end, int n, const gint64 *from, const gint64 *to)
{
  int there = 0, all = 0;
  for (gint64 t = grid->start[i]; t < grid->start[i + 1]; t += TICK_S, all++) {
    gboolean on = t >= start && t < end;
    for (int p = 0; p < n; p++)
      on = on && !(t >= from[p] && t < to[p]);
    there += on;
  }
  return (double) there / all;
}

typedef struct {
  Hand *hand;
  MusterMip *mip;
  GArray **row_column, **row_value; /* int, double: entries per group and interval */
} Explicit;

static void
add_written_out(Explicit *e, int g, gint64 start, gint64 end, const gint64 *from, const gint64 *to)
{
  const MusterCentre *c = e->hand->centre;
  const MusterShift *shift = &c->shift[0];
  double paid_s = (double) (end - start) - shift->breaks[0].length_s;
  int x = muster_mip_add_column(e->mip, 0, MUSTER_MIP_INFINITY, paid_s / 3600 * c->group[g].cost_per_h, TRUE);
  for (int i = 0; i < c->grid->n; i++) {
    double on = ticks_on_queue(c->grid, i, start, end, shift->n_breaks, from, to);
    if (on == 0)
      continue;
    g_array_append_val(e->row_column[g * c->grid->n + i], x);
    g_array_append_val(e->row_value[g * c->grid->n + i], on);
  }
}

static void
write_out_breaks(Explicit *e, int g, gint64 start, gint64 end)
{
  const MusterShift *shift = &e->hand->centre->shift[0];
  const MusterBreak *lunch = &shift->breaks[0], *rest = &shift->breaks[1];
  gint64 from[2], to[2];
  for (int a = (int) lunch->from_s; a + lunch->length_s <= lunch->to_s; a += 900) {
    from[0] = start + a;
    to[0] = from[0] + (gint64) lunch->length_s;
    if (shift->n_breaks == 1) {
      add_written_out(e, g, start, end, from, to);
      continue;
    }
    for (int b = (int) rest->from_s; b + rest->length_s <= rest->to_s; b += 900) {
      from[1] = start + b;
      to[1] = from[1] + (gint64) rest->length_s;
      if (from[1] >= to[0] + (gint64) rest->apart_s)
        add_written_out(e, g, start, end, from, to);
    }
  }
}

static void
add_sharing_rows(Explicit *e)
{
  const MusterCentre *c = e->hand->centre;
  double hours = c->interval_s / 3600.0, one = 1, minus = -1;
  for (int i = 0; i < c->grid->n; i++) {
    GArray *queue_column[4], *queue_value[4];
    for (int q = 0; q < c->n_queues; q++) {
      queue_column[q] = g_array_new(FALSE, FALSE, sizeof(int));
      queue_value[q] = g_array_new(FALSE, FALSE, sizeof(double));
      int missing = muster_mip_add_column(e->mip, 0, MUSTER_MIP_INFINITY, c->price_short_per_h * hours, FALSE);
      g_array_append_val(queue_column[q], missing);
      g_array_append_val(queue_value[q], one);
    }
    for (int g = 0; g < c->n_groups; g++) {
      GArray *column = e->row_column[g * c->grid->n + i], *value = e->row_value[g * c->grid->n + i];
      int idle = muster_mip_add_column(e->mip, 0, MUSTER_MIP_INFINITY, c->price_over_per_h * hours, FALSE);
      g_array_append_val(column, idle);
      g_array_append_val(value, minus);
      for (int k = 0; k < c->group[g].n_serves; k++) {
        int y = muster_mip_add_column(e->mip, 0, MUSTER_MIP_INFINITY, 0, FALSE);
        g_array_append_val(column, y);
        g_array_append_val(value, minus);
        g_array_append_val(queue_column[c->group[g].serves[k].queue], y);
        g_array_append_val(queue_value[c->group[g].serves[k].queue], c->group[g].serves[k].pace);
      }
      muster_mip_add_row(e->mip, 0, 0, (int) column->len, (int *) (void *) column->data, (double *) (void *) value->data);
    }
    for (int q = 0; q < c->n_queues; q++) {
      double need = e->hand->need->need[q * c->grid->n + i].scheduled;
      muster_mip_add_row(e->mip, need, need, (int) queue_column[q]->len, (int *) (void *) queue_column[q]->data,
                         (double *) (void *) queue_value[q]->data);
      g_array_unref(queue_column[q]);
      g_array_unref(queue_value[q]);
    }
  }
}

/* The programme of written-out shifts. (transfer full) */
static MusterMip *
written_out(Hand *hand)
{
  const MusterCentre *c = hand->centre;
  int n_rows = c->n_groups * c->grid->n;
  Explicit e = { .hand = hand, .mip = muster_mip_new(), .row_column = g_new0(GArray *, n_rows), .row_value = g_new0(GArray *, n_rows) };
  for (int k = 0; k < n_rows; k++) {
    e.row_column[k] = g_array_new(FALSE, FALSE, sizeof(int));
    e.row_value[k] = g_array_new(FALSE, FALSE, sizeof(double));
  }
  for (int g = 0; g < c->n_groups; g++)
    for (int j = 0; j < c->shift[0].n_lengths; j++)
      for (int k = 0; k < c->shift[0].n_starts; k++) {
        gint64 start = c->grid->start[0] + c->shift[0].start_s[k];
        write_out_breaks(&e, g, start, start + (gint64) c->shift[0].length_s[j]);
      }
  add_sharing_rows(&e);
  for (int k = 0; k < n_rows; k++) {
    g_array_unref(e.row_column[k]);
    g_array_unref(e.row_value[k]);
  }
  g_free(e.row_column);
  g_free(e.row_value);
  return e.mip;
}

/* Money and shortage of a plan with one queue and one group, counted from its shifts alone. */
static void
recount_alone(const Hand *hand, const MusterPlan *plan)
{
  const MusterCentre *c = hand->centre;
  double hours = c->interval_s / 3600.0, missing = 0, idle = 0, cost = 0;
  for (int i = 0; i < c->grid->n; i++) {
    double there = 0;
    for (guint k = 0; k < plan->shifts->len; k++) {
      const MusterPlanShift *s = &SHIFT_OF(plan, k);
      gint64 from[8], to[8];
      for (int p = 0; p < s->n_pauses; p++)
        from[p] = s->pause[p].start, to[p] = s->pause[p].end;
      there += s->count * ticks_on_queue(c->grid, i, s->start, s->end, s->n_pauses, from, to);
    }
    double need = hand->need->need[i].scheduled, given = MIN(there, need / c->group[0].serves[0].pace);
    missing += (need - given * c->group[0].serves[0].pace) * hours;
    idle += (there - given) * hours;
  }
  for (guint k = 0; k < plan->shifts->len; k++)
    cost += SHIFT_OF(plan, k).count * (double) (SHIFT_OF(plan, k).end - SHIFT_OF(plan, k).start - 1800) / 3600 * c->group[0].cost_per_h;
  ASSERT_CLOSE(plan->understaffed_h, missing, 1e-9, 1e-9);
  ASSERT_CLOSE(plan->overstaffed_h, idle, 1e-9, 1e-9);
  ASSERT_CLOSE(plan->cost, cost, 1e-9, 1e-9);
}

static void
breaks_in_their_windows(const Hand *hand, const MusterPlan *plan)
{
  const MusterShift *shift = &hand->centre->shift[0];
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *s = &SHIFT_OF(plan, k);
    CU_ASSERT_EQUAL_FATAL(s->n_pauses, shift->n_breaks);
    for (int p = 0; p < s->n_pauses; p++) {
      CU_ASSERT((double) (s->pause[p].start - s->start) >= shift->breaks[p].from_s);
      CU_ASSERT((double) (s->pause[p].end - s->start) <= shift->breaks[p].to_s);
      if (p > 0)
        CU_ASSERT((double) (s->pause[p].start - s->pause[p - 1].end) >= shift->breaks[p].apart_s);
    }
  }
}

static void
same_relaxation_as_written_out(void)
{
  for (guint64 n = 0; n < 60; n++) {
    g_autoptr(Hand) hand = random_day(muster_key(SEED, n));
    MusterPlanOptions options;
    muster_plan_options_init(&options);
    g_autoptr(MusterPlanSetup) setup = muster_plan_setup_new(hand->centre, hand->need, &options);
    double got = 0;
    for (int team = 0; team < setup->n_teams; team++)
      got += muster_plan_part_bound(setup, team, 0, NULL);
    g_autoptr(MusterMip) mip = written_out(hand);
    g_autoptr(MusterLp) lp = muster_mip_relax(mip);
    CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_DUAL, 0), MUSTER_MIP_OPTIMAL);
    if (fabs(got - muster_lp_objective(lp)) > 1e-6 * got)
      g_printerr("seed %d case %" G_GUINT64_FORMAT "\n", SEED, n);
    ASSERT_CLOSE(got, muster_lp_objective(lp), 1e-6, 1e-6);
  }
}

static void
same_optimum_as_written_out(void)
{
  int proven = 0;
  for (guint64 n = 0; n < 30; n++) {
    g_autoptr(Hand) hand = random_day(muster_key(SEED, n));
    g_autoptr(MusterPlan) plan = hand_plan(hand, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    g_autoptr(MusterMip) mip = written_out(hand);
    g_autoptr(MusterMipResult) want = muster_mip_solve(mip, &(MusterMipLimits){ .max_nodes = 300 });
    gboolean both = want->status == MUSTER_MIP_OPTIMAL && plan->gap < 1e-7;
    if (plan->objective < want->bound - 1e-5 || want->objective < plan->bound - 1e-5 ||
        (both && fabs(plan->objective - want->objective) > 1e-5))
      g_printerr("seed %d case %" G_GUINT64_FORMAT ": plan %.9g (bound %.9g), written out %.9g (bound %.9g)\n", SEED, n,
                 plan->objective, plan->bound, want->objective, want->bound);
    CU_ASSERT(plan->objective >= want->bound - 1e-5);
    CU_ASSERT(want->objective >= plan->bound - 1e-5);
    CU_ASSERT(plan->bound <= plan->objective);
    if (both)
      ASSERT_CLOSE(plan->objective, want->objective, 0, 1e-5);
    proven += both;
    breaks_in_their_windows(hand, plan);
    if (hand->centre->n_groups == 1 && hand->centre->n_queues == 1)
      recount_alone(hand, plan);
  }
  CU_ASSERT(proven >= 15);
}

static void
same_plan_again(void)
{
  g_autoptr(Hand) hand = random_day(muster_key(SEED, 3));
  g_autoptr(MusterPlan) a = hand_plan(hand, 0.001);
  g_autoptr(MusterPlan) b = hand_plan(hand, 0.001);
  CU_ASSERT_EQUAL_FATAL(a->shifts->len, b->shifts->len);
  CU_ASSERT_EQUAL(a->objective, b->objective);
  CU_ASSERT_EQUAL(a->bound, b->bound);
  for (guint k = 0; k < a->shifts->len; k++) {
    CU_ASSERT_EQUAL(SHIFT_OF(a, k).start, SHIFT_OF(b, k).start);
    CU_ASSERT_EQUAL(SHIFT_OF(a, k).count, SHIFT_OF(b, k).count);
    CU_ASSERT_EQUAL(SHIFT_OF(a, k).pause[0].start, SHIFT_OF(b, k).pause[0].start);
  }
}

void test_explicit(void);
void
test_explicit(void)
{
  CU_pSuite suite = CU_add_suite("explicit", NULL, NULL);
  ADD_TEST(suite, same_relaxation_as_written_out);
  ADD_TEST(suite, same_optimum_as_written_out);
  ADD_TEST(suite, same_plan_again);
}
