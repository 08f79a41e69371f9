/* Small centres with a requirement, for planning. */
#pragma once
#include <stdarg.h>
#include <muster/plan.h>
#include "made_centre.h"
#include "muster_test.h"

#define H(hours) ((hours) * 3600)
#define MIN_S(minutes) ((minutes) * 60)

typedef struct {
  MadeCentre *made;
  MusterCentre *centre; /* &made->centre */
  MusterActivity activity[2];
  MusterRequirement *need;
} Hand;

static inline Hand *
hand_new(const char *zone, const char *first_day, int n_days, int interval_s)
{
  MusterDay day = 0;
  gboolean ok = muster_day_parse(first_day, &day);
  g_assert(ok);
  Hand *hand = g_new0(Hand, 1);
  hand->made = made_centre_new(zone, day, n_days, interval_s);
  hand->centre = &hand->made->centre;
  hand->centre->activity = hand->activity;
  return hand;
}

static inline void
hand_free(Hand *hand)
{
  muster_requirement_free(hand->need);
  made_centre_free(hand->made);
  g_free(hand);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hand, hand_free)

/* Queues first, then groups, shifts, needs. */
static inline int
hand_queue(Hand *hand)
{
  static const char *const names[MADE_QUEUES] = {"sales", "service", "help", "more"};
  return made_queue(hand->made, names[hand->centre->n_queues]);
}

/* A group at `cost_per_h` that serves the queues of the bits. */
static inline int
hand_group(Hand *hand, double cost_per_h, guint queues)
{
  static const char *const names[MADE_GROUPS] = {"north", "south", "west", "east"};
  return made_group(hand->made, names[hand->centre->n_groups], queues, cost_per_h);
}

/* Shifts that start from `first_s` to `last_s` in steps, of the lengths given, shortest first; 0 ends the list. */
static inline MusterShift *
hand_shift(Hand *hand, int first_s, int last_s, int step_s, ...)
{
  static const char *const names[MADE_SHIFTS] = {"day", "late", "night", "short"};
  va_list lengths;
  va_start(lengths, step_s);
  int s = made_shift(hand->made, names[hand->centre->n_shifts], first_s, last_s, step_s, va_arg(lengths, int));
  MusterShift *shift = &hand->centre->shift[s];
  for (int length_s; (length_s = va_arg(lengths, int)) > 0;)
    shift->length_s[shift->n_lengths++] = length_s;
  va_end(lengths);
  return shift;
}

static inline void
hand_break(MusterShift *shift, const char *name, int count, int length_s, gboolean paid, double from_s, double to_s, double apart_s)
{
  shift->breaks[shift->n_breaks++] = (MusterBreak) {(char *) name, count, length_s, paid, from_s, to_s, apart_s};
}

static inline void
hand_night_pay(Hand *hand, double factor)
{
  hand->made->night = (MusterWindow) {127, H(22), H(30)};
  hand->centre->pay_night = (MusterNightPay) {{1, &hand->made->night}, factor};
}

/* `scheduled` of queue q on day d from clock to clock (both may pass midnight). */
static inline void
hand_need(Hand *hand, int q, int d, int from_s, int to_s, double scheduled)
{
  const MusterGrid *grid = hand->centre->grid;
  gint64 from, to;
  if (hand->need == NULL)
    hand->need = muster_requirement_new(hand->centre);
  muster_zone_to_utc(hand->centre->zone, hand->centre->from + d, from_s, &from);
  muster_zone_to_utc(hand->centre->zone, hand->centre->from + d, to_s, &to);
  for (int i = 0; i < grid->n; i++)
    if (grid->start[i] >= from && grid->start[i] < to)
      made_need(hand->need, q, i, scheduled);
}

static inline MusterPlan *
hand_plan_with(Hand *hand, const MusterPlanOptions *options)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterPlan *plan = muster_plan_make(hand->centre, hand->need, options, faults);
  if (plan == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_printerr("%s\n", text);
  }
  return plan;
}

static inline MusterPlan *
hand_plan(Hand *hand, double gap)
{
  MusterPlanOptions options;
  muster_plan_options_init(&options);
  options.gap = gap;
  return hand_plan_with(hand, &options);
}

#define SHIFT_OF(plan, k) g_array_index((plan)->shifts, MusterPlanShift, (k))

static inline int
hand_heads(const MusterPlan *plan)
{
  int n = 0;
  for (guint k = 0; k < plan->shifts->len; k++)
    n += SHIFT_OF(plan, k).count;
  return n;
}
