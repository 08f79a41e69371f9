/* The shifts that may start on a day, and where their breaks may lie. */
#include "plan/plan_private.h"
#include <math.h>
#include <string.h>

/* Breaks of one shift in an order being tried; times in seconds after the shift's start. */
typedef struct {
  const MusterShift *shift;
  double span_s, lead_s, edge_s;
  int n;
  int order[MUSTER_PLAN_MAX_BREAKS];    /* index in shift->breaks */
  int left[MUSTER_PLAN_MAX_BREAKS];     /* of each of shift->breaks, still to be placed */
  double earliest[MUSTER_PLAN_MAX_BREAKS], latest[MUSTER_PLAN_MAX_BREAKS];
  double best_room;                     /* < 0: no order fits yet */
  int best_order[MUSTER_PLAN_MAX_BREAKS];
  double best_earliest[MUSTER_PLAN_MAX_BREAKS], best_latest[MUSTER_PLAN_MAX_BREAKS];
} Layout;

static double
gap_s(const MusterBreak *a, const MusterBreak *b)
{
  double gap = MAX(isfinite(a->apart_s) ? a->apart_s : 0, isfinite(b->apart_s) ? b->apart_s : 0);
  return MAX(gap, 0);
}

/* Pushes each break behind the one before it and before the one after it, and keeps the order with most room. */
static void
weigh_order(Layout *l)
{
  const MusterBreak *rest = l->shift->breaks;
  double room = 0;
  for (int p = 0; p < l->n; p++) {
    const MusterBreak *b = &rest[l->order[p]];
    double lo = isfinite(b->from_s) ? MAX(b->from_s, l->lead_s) : l->lead_s + l->edge_s;
    if (p > 0)
      lo = MAX(lo, l->earliest[p - 1] + rest[l->order[p - 1]].length_s + gap_s(&rest[l->order[p - 1]], b));
    l->earliest[p] = lo;
  }
  for (int p = l->n - 1; p >= 0; p--) {
    const MusterBreak *b = &rest[l->order[p]];
    double hi = isfinite(b->to_s) ? MIN(b->to_s, l->span_s) : l->span_s - l->edge_s;
    if (p < l->n - 1)
      hi = MIN(hi, l->latest[p + 1] - gap_s(b, &rest[l->order[p + 1]]));
    l->latest[p] = hi - b->length_s;
    if (l->latest[p] < l->earliest[p])
      return;
    room += l->latest[p] - l->earliest[p];
  }
  if (room <= l->best_room)
    return;
  l->best_room = room;
  memcpy(l->best_order, l->order, sizeof l->order);
  memcpy(l->best_earliest, l->earliest, sizeof l->earliest);
  memcpy(l->best_latest, l->latest, sizeof l->latest);
}

/* Tries every order of the breaks; like ones are not told apart. */
static void
try_orders(Layout *l, int placed)
{
  if (placed == l->n) {
    weigh_order(l);
    return;
  }
  for (int k = 0; k < l->shift->n_breaks; k++) {
    if (l->left[k] == 0)
      continue;
    l->left[k]--;
    l->order[placed] = k;
    try_orders(l, placed + 1);
    l->left[k]++;
  }
}

static int
count_breaks(const MusterShift *shift)
{
  int n = 0;
  for (int k = 0; k < shift->n_breaks; k++)
    n += CLAMP(shift->breaks[k].count, 0, MUSTER_PLAN_MAX_BREAKS + 1);
  return n;
}

/* Finds the order and the windows; FALSE when the breaks do not fit. The edges are kept where that is possible. */
static gboolean
lay_out(Layout *l, const MusterShift *shift, double span_s, double lead_s)
{
  *l = (Layout){ .shift = shift, .span_s = span_s, .lead_s = lead_s, .n = count_breaks(shift), .best_room = -1 };
  if (l->n > MUSTER_PLAN_MAX_BREAKS || lead_s > span_s)
    return FALSE;
  for (int k = 0; k < shift->n_breaks && k < MUSTER_PLAN_MAX_BREAKS; k++)
    l->left[k] = shift->breaks[k].count;
  l->edge_s = MUSTER_PLAN_EDGE_S;
  try_orders(l, 0);
  if (l->best_room < 0) {
    l->edge_s = 0;
    try_orders(l, 0);
  }
  return l->best_room >= 0;
}

static double
lead_of(const MusterCentre *centre)
{
  double lead_s = 0;
  for (int k = 0; k < centre->n_activities; k++)
    if (centre->activity[k].at_shift_start)
      lead_s += centre->activity[k].length_s;
  return lead_s;
}

static void
set_slots(MusterPlanForm *form, const Layout *l)
{
  form->n_slots = l->n;
  for (int p = 0; p < l->n; p++) {
    const MusterBreak *b = &l->shift->breaks[l->best_order[p]];
    form->slot[p] = (MusterPlanSlot){ .rest = b, .length_s = (int) llround(b->length_s), .paid = b->paid };
    if (p < l->n - 1)
      form->slot[p].gap_s = (int) ceil(gap_s(b, &l->shift->breaks[l->best_order[p + 1]]));
    form->earliest[p] = form->start + (gint64) ceil(l->best_earliest[p]);
    form->latest[p] = form->start + (gint64) floor(l->best_latest[p]);
  }
}

/* Is somebody of the team wanted in interval i? */
static gboolean
wanted(const MusterPlanSetup *setup, int crew, int interval)
{
  const GArray *posts = setup->posts[interval];
  const MusterPlanCrew *c = &setup->crew[crew];
  for (guint p = 0; p < posts->len; p++) {
    const MusterPost *post = &g_array_index(posts, MusterPost, p);
    if (post->scheduled > 0 && muster_plan_worth_at(setup, c, post) > 0)
      return TRUE;
  }
  return muster_plan_minimum(setup->centre, c->minimum, c, interval) > 0;
}

static gboolean
reaches_need(const MusterPlanSetup *setup, int crew, const MusterPlanForm *form)
{
  const MusterGrid *grid = setup->centre->grid;
  int i = muster_grid_find(grid, form->start);
  for (; i >= 0 && i < grid->n && grid->start[i] < form->end; i++)
    if (wanted(setup, crew, i))
      return TRUE;
  return FALSE;
}

void
muster_plan_forms(const MusterPlanSetup *setup, int crew, int day, GArray *forms)
{
  const MusterCentre *centre = setup->centre;
  MusterDay date = centre->grid->first_day + day;
  double lead_s = lead_of(centre);
  for (int s = 0; s < centre->n_shifts; s++) {
    const MusterShift *shift = &centre->shift[s];
    if (!(shift->days >> muster_day_weekday(date) & 1) || !(setup->crew[crew].shifts >> (s & 63) & 1))
      continue;
    for (int j = 0; j < shift->n_lengths; j++)
      for (int k = 0; k < shift->n_starts; k++) {
        MusterPlanForm form = { .shift = s, .day = day, .lead_s = (int) llround(lead_s) };
        Layout layout;
        if (!muster_plan_span(centre, date, shift->start_s[k], shift->length_s[j], &form.start, &form.end) ||
            !reaches_need(setup, crew, &form) ||
            !lay_out(&layout, shift, (double) (form.end - form.start), lead_s))
          continue;
        set_slots(&form, &layout);
        form.weighted_s = muster_plan_weighted_s(centre, form.start, form.end);
        g_array_append_val(forms, form);
      }
  }
}

void
muster_plan_check_shifts(const MusterCentre *centre, MusterFaults *faults)
{
  Layout layout;
  for (int s = 0; s < centre->n_shifts; s++) {
    const MusterShift *shift = &centre->shift[s];
    if (count_breaks(shift) > MUSTER_PLAN_MAX_BREAKS) {
      muster_faults_error(faults, shift->mark, NULL, "shift '%s' has more than %d breaks", shift->name, MUSTER_PLAN_MAX_BREAKS);
      continue;
    }
    for (int j = 0; j < shift->n_lengths; j++) {
      if (lay_out(&layout, shift, shift->length_s[j], lead_of(centre)))
        continue;
      g_autofree char *length = muster_format_duration(shift->length_s[j]);
      muster_faults_error(faults, shift->mark, "widen 'between', lessen 'apart', or give that length a shift of its own",
                          "shift '%s' of %s cannot hold its breaks", shift->name, length);
    }
  }
}
