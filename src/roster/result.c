/* From the state to a MusterRoster: duties with segments, and the figures counted from them. */
#include "roster/roster_private.h"

static void
add_segment(GArray *segments, MusterActivityKind kind, const char *name, gint64 start, gint64 end, gboolean paid)
{
  if (end <= start)
    return;
  MusterSegment s = {kind, g_strdup(name), start, end, paid, 0};
  g_array_append_val(segments, s);
}

static void
add_duty(MusterRoster *roster, const RosterState *s, int person, const RosterDay *day)
{
  const RosterProblem *p = s->problem;
  const RosterOption *o = roster_option(p, day->option);
  const MusterShift *form = &p->centre->shift[o->shift];
  const RosterBreaks *breaks = p->breaks->pdata[o->breaks];
  const RosterOrder *order = &g_array_index(breaks->orders, RosterOrder, day->order);
  GArray *segments = g_array_new(FALSE, FALSE, sizeof(MusterSegment));
  gint64 at = o->start;
  for (int b = 0; b < order->n; b++) {
    const MusterBreak *brk = &form->breaks[order->b[b].brk];
    gint64 from = o->start + (gint64) day->at[b] * p->slot_s, to = from + (gint64) order->b[b].length * p->slot_s;
    add_segment(segments, MUSTER_ACTIVITY_WORK, NULL, at, from, TRUE);
    add_segment(segments, MUSTER_ACTIVITY_BREAK, brk->name, from, to, brk->paid);
    at = to;
  }
  add_segment(segments, MUSTER_ACTIVITY_WORK, NULL, at, o->end, TRUE);
  MusterDuty duty = {.person = person, .group = p->centre->person[person].group, .shift = o->shift,
                     .day = p->centre->from + o->day, .start = o->start, .end = o->end, .n_segments = (int) segments->len};
  duty.segment = (MusterSegment *) (gpointer) g_array_free(segments, FALSE);
  muster_roster_add(roster, &duty);
}

/* Wages of the fixed pay, and of what each person's rules add to it; soft rules apart. */
static void
count_cost(const RosterState *s, MusterRoster *roster, double *fixed)
{
  const RosterProblem *p = s->problem;
  MusterSum cost = {0, 0}, soft = {0, 0}, paid_s = {0, 0}, sure = {0, 0};
  for (int i = 0; i < p->centre->n_people; i++) {
    double penalty = roster_path_penalty(s, i);
    double pay = roster_fixed_pay(p->centre, i);
    muster_sum_add(&sure, pay);
    muster_sum_add(&cost, pay);
    muster_sum_add(&cost, s->path[i]->cost - penalty);
    muster_sum_add(&soft, penalty);
    for (int d = 0; d < p->n_days; d++)
      if (s->path[i]->day[d].option >= 0)
        muster_sum_add(&paid_s, roster_option(p, s->path[i]->day[d].option)->paid_s);
  }
  roster->cost = muster_sum_value(&cost);
  roster->penalty = muster_sum_value(&soft);
  roster->paid_h = muster_sum_value(&paid_s) / 3600;
  *fixed = muster_sum_value(&sure);
}

/* Appends the post of each uncovered entry to `uncovered_post`. */
static void
count_cover(const RosterState *s, MusterRoster *roster, GArray *uncovered_post)
{
  const RosterProblem *p = s->problem;
  int n = (int) p->type->len;
  g_autofree double *given = g_new0(double, p->n_posts + 1);
  MusterSum missing = {0, 0}, surplus = {0, 0};
  for (int i = 0; i < p->n_intervals; i++) {
    double sum = 0;
    roster_cover_given(p, i, s->on + i * n, given);
    for (int t = 0; t < n; t++)
      sum += (double) s->on[i * n + t] / p->per_interval;
    for (int q = 0; q < p->n_posts; q++) {
      double missing_here = MAX(0, p->need[q * p->n_intervals + i] - given[q]);
      sum -= given[q];
      muster_sum_add(&missing, missing_here * p->interval_h);
      if (missing_here > 1e-6) {
        MusterUncovered u = {i, p->by_group ? -1 : roster_post_queue(p, q), p->by_group ? q : -1, missing_here, NULL};
        g_array_append_val(roster->uncovered, u);
        g_array_append_val(uncovered_post, q);
      }
    }
    muster_sum_add(&surplus, MAX(0, sum) * p->interval_h);
  }
  roster->understaffed_h = muster_sum_value(&missing);
  roster->overstaffed_h = muster_sum_value(&surplus);
  roster->penalty += roster->understaffed_h * p->short_price / p->interval_h +
                     roster->overstaffed_h * p->over_price / p->interval_h;
}

static double
share(double part, double whole)
{
  return whole > 1e-9 ? CLAMP(part / whole, 0, 1) : 0;
}

MusterRoster *
roster_result(const RosterState *s, double bound)
{
  MusterRoster *roster = muster_roster_new(s->problem->centre);
  g_autoptr(GArray) uncovered_post = g_array_new(FALSE, FALSE, sizeof(int));
  double fixed;
  for (int i = 0; i < s->problem->centre->n_people; i++)
    for (int d = 0; d < s->problem->n_days; d++)
      if (s->path[i]->day[d].option >= 0)
        add_duty(roster, s, i, &s->path[i]->day[d]);
  count_cost(s, roster, &fixed);
  count_cover(s, roster, uncovered_post);
  roster->objective = roster->cost + roster->penalty;
  roster->bound = MIN(fixed + bound, roster->objective);
  roster->gap = share(roster->objective - roster->bound, roster->objective);
  roster->gap_avoidable = share(roster->objective - roster->bound, roster->objective - fixed);
  roster_blame(s, roster, (const int *) (gpointer) uncovered_post->data);
  return roster;
}
