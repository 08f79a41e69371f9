/* A plan's shifts as duties of nobody, so that forms, days and breaks are read by the same pieces. */
#include "check/check_private.h"

static void
add_work(GArray *segments, gint64 start, gint64 end)
{
  if (start == end)
    return;
  MusterSegment work = {MUSTER_ACTIVITY_WORK, NULL, start, end, TRUE, 0};
  g_array_append_val(segments, work);
}

/* A pause named like a break of the form is a break; others are meetings. Names are borrowed. */
static GArray *
segments_of(const MusterCentre *centre, const MusterPlanShift *s)
{
  GArray *segments = g_array_new(FALSE, FALSE, sizeof(MusterSegment));
  gint64 at = s->start;
  for (int i = 0; i < s->n_pauses; i++) {
    const MusterPause *pause = &s->pause[i];
    MusterActivityKind kind = MUSTER_ACTIVITY_BREAK;
    for (int a = 0; a < centre->n_activities; a++)
      if (g_strcmp0(centre->activity[a].name, pause->name) == 0)
        kind = MUSTER_ACTIVITY_MEETING;
    add_work(segments, at, pause->start);
    MusterSegment seg = {kind, pause->name, pause->start, pause->end, pause->paid, 0};
    g_array_append_val(segments, seg);
    at = pause->end;
  }
  add_work(segments, at, s->end);
  return segments;
}

static void
check_shift(const CheckCase *c, const MusterDuty *duty)
{
  const MusterCentre *centre = c->centre;
  check_day(c, duty);
  check_segments(c, duty);
  check_form(c, duty);
  check_breaks(c, duty);
  if (duty->group < 0 || duty->group >= centre->n_groups)
    check_add(c, "group", duty->day, duty->start, NAN, g_strdup("no group"), g_strdup("a group of the centre"));
}

void
check_plan_shifts(MusterCheck *check, const MusterCentre *centre, const MusterPlan *plan, CheckSupply *supply)
{
  MusterSum cost = {0, 0}, paid_s = {0, 0};
  for (guint i = 0; i < plan->shifts->len; i++) {
    const MusterPlanShift *s = &g_array_index(plan->shifts, MusterPlanShift, i);
    g_autoptr(GArray) segments = segments_of(centre, s);
    MusterDuty duty = {.person = -1, .group = s->group, .shift = s->shift, .day = s->day, .start = s->start,
                       .end = s->end, .n_segments = (int) segments->len,
                       .segment = (MusterSegment *) (gpointer) segments->data};
    CheckCase c = {.centre = centre, .person = -1, .out = check->violations};
    check_shift(&c, &duty);
    if (s->group < 0 || s->group >= centre->n_groups)
      continue;
    muster_sum_add(&cost, s->count * check_pay_plain(centre, &duty));
    muster_sum_add(&paid_s, s->count * check_paid_s(&duty));
    check_supply_add(supply, &duty, check_group_queues(centre, s->group), s->count);
  }
  check->cost = muster_sum_value(&cost);
  check->paid_h = muster_sum_value(&paid_s) / 3600;
}
