/* Centres built by hand, for planning: queues, groups, shifts and a requirement, nothing else. */
#pragma once
#include "muster_test.h"
#include <muster/plan.h>
#include <stdarg.h>

#define H(hours) ((hours) * 3600)
#define MIN_S(minutes) ((minutes) * 60)

typedef struct {
  MusterCentre centre;
  MusterRequirement *need;
} Hand;

static inline Hand *
hand_new(const char *zone, const char *first_day, int n_days, int interval_s)
{
  Hand *hand = g_new0(Hand, 1);
  MusterCentre *c = &hand->centre;
  c->zone = muster_zone_new(zone, NULL);
  gboolean ok = muster_day_parse(first_day, &c->from);
  g_assert(ok && c->zone != NULL);
  c->to = c->from + n_days - 1;
  c->interval_s = interval_s;
  c->grid = muster_grid_new(c->zone, c->from, n_days, interval_s, NULL);
  g_assert(c->grid != NULL);
  c->seats = c->price_short_per_h = c->price_over_per_h = NAN;
  c->pay_holiday = c->pay_night.factor = 1;
  c->open = (MusterHours){ 1, g_new0(MusterWindow, 1) };
  c->open.window[0] = (MusterWindow){ 127, 0, 86400 };
  c->queue = g_new0(MusterQueue, 8);
  c->group = g_new0(MusterGroup, 8);
  c->shift = g_new0(MusterShift, 8);
  c->activity = g_new0(MusterActivity, 8);
  c->person = g_new0(MusterPerson, 64);
  c->special_day = g_new0(MusterSpecialDay, 4);
  return hand;
}

static inline void
hand_free(Hand *hand)
{
  MusterCentre *c = &hand->centre;
  for (int s = 0; s < c->n_shifts; s++) {
    g_free(c->shift[s].start_s);
    g_free(c->shift[s].length_s);
    g_free(c->shift[s].breaks);
  }
  for (int g = 0; g < c->n_groups; g++) {
    g_free(c->group[g].serves);
    g_free(c->group[g].minimum.step);
  }
  g_free(c->open.window);
  g_free(c->pay_night.hours.window);
  g_free(c->queue);
  g_free(c->group);
  g_free(c->shift);
  g_free(c->activity);
  g_free(c->person);
  g_free(c->special_day);
  muster_requirement_free(hand->need);
  muster_grid_unref(c->grid);
  muster_zone_unref(c->zone);
  g_free(hand);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hand, hand_free)

/* Queues first, then groups, shifts, needs. */
static inline int
hand_queue(Hand *hand)
{
  static char *const names[] = { "sales", "service", "help", "more" };
  hand->centre.queue[hand->centre.n_queues].name = names[hand->centre.n_queues];
  return hand->centre.n_queues++;
}

/* A group at `cost_per_h` that serves the queues of the bits. */
static inline int
hand_group(Hand *hand, double cost_per_h, guint queues)
{
  static char *const names[] = { "north", "south", "west", "east" };
  MusterGroup *g = &hand->centre.group[hand->centre.n_groups];
  g->name = names[hand->centre.n_groups];
  g->cost_per_h = cost_per_h;
  g->serves = g_new0(MusterServes, 8);
  for (int q = 0; q < 8; q++)
    if (queues >> q & 1)
      g->serves[g->n_serves++] = (MusterServes){ .queue = q, .rank = 1, .pace = 1 };
  return hand->centre.n_groups++;
}

/* Shifts that start from `first_s` to `last_s` in steps, of the lengths given (up to 0). */
static inline MusterShift *
hand_shift(Hand *hand, int first_s, int last_s, int step_s, ...)
{
  static char *const names[] = { "day", "late", "night", "short" };
  MusterShift *s = &hand->centre.shift[hand->centre.n_shifts];
  s->name = names[hand->centre.n_shifts++];
  s->days = 127;
  s->start_s = g_new0(int, (last_s - first_s) / step_s + 1);
  for (int t = first_s; t <= last_s; t += step_s)
    s->start_s[s->n_starts++] = t;
  s->length_s = g_new0(double, 8);
  s->breaks = g_new0(MusterBreak, 8);
  va_list list;
  va_start(list, step_s);
  for (int length; (length = va_arg(list, int)) > 0;)
    s->length_s[s->n_lengths++] = length;
  va_end(list);
  return s;
}

static inline MusterBreak *
hand_break(MusterShift *shift, const char *name, int count, int length_s, gboolean paid, double from_s, double to_s, double apart_s)
{
  MusterBreak *b = &shift->breaks[shift->n_breaks++];
  *b = (MusterBreak){ .name = (char *) name, .count = count, .length_s = length_s, .paid = paid, .from_s = from_s, .to_s = to_s, .apart_s = apart_s };
  return b;
}

/* `scheduled` of queue q on day d from clock to clock (both may pass midnight). */
static inline void
hand_need(Hand *hand, int q, int d, int from_s, int to_s, double scheduled)
{
  const MusterGrid *grid = hand->centre.grid;
  gint64 from, to;
  if (hand->need == NULL)
    hand->need = muster_requirement_new(&hand->centre);
  muster_zone_to_utc(hand->centre.zone, hand->centre.from + d, from_s, &from);
  muster_zone_to_utc(hand->centre.zone, hand->centre.from + d, to_s, &to);
  for (int i = 0; i < grid->n; i++)
    if (grid->start[i] >= from && grid->start[i] < to) {
      hand->need->need[q * grid->n + i].agents = scheduled;
      hand->need->need[q * grid->n + i].scheduled = scheduled;
    }
}

static inline MusterPlan *
hand_plan(Hand *hand, double gap)
{
  MusterPlanOptions options;
  muster_plan_options_init(&options);
  options.gap = gap;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterPlan *plan = muster_plan_make(&hand->centre, hand->need, &options, faults);
  if (plan == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_printerr("%s\n", text);
  }
  return plan;
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
