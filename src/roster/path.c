/* One person's period: its cover and its premiums. */
#include "roster/roster_private.h"

RosterPath *
roster_path_new(const RosterProblem *problem)
{
  RosterPath *path = g_malloc0(roster_path_size(problem));
  for (int day = 0; day < problem->n_days; day++)
    path->day[day].option = -1;
  return path;
}

static void
add_slots(const RosterProblem *p, int first, int end, int sign, int *slots)
{
  int k = p->per_interval;
  end = MIN(end, p->n_slots);
  for (int i = first / k; i * k < end; i++)
    slots[i] += sign * (MIN(end, (i + 1) * k) - MAX(first, i * k));
}

void
roster_path_cover(const RosterProblem *p, const RosterPath *path, int sign, int *slots)
{
  for (int d = 0; d < p->n_days; d++) {
    const RosterDay *day = &path->day[d];
    if (day->option < 0)
      continue;
    const RosterOption *o = roster_option(p, day->option);
    const RosterBreaks *breaks = p->breaks->pdata[o->breaks];
    const RosterOrder *order = &g_array_index(breaks->orders, RosterOrder, day->order);
    add_slots(p, o->first, o->first + o->n_slots, sign, slots);
    for (int b = 0; b < order->n; b++) {
      int from = o->first + day->at[b];
      if (from < p->n_slots)
        add_slots(p, from, from + order->b[b].length, -sign, slots);
    }
  }
}

double
roster_day_premium_s(const RosterProblem *p, const RosterDay *day)
{
  const RosterOption *o = roster_option(p, day->option);
  double sum_s = o->premium_s;
  const RosterBreaks *breaks = p->breaks->pdata[o->breaks];
  const RosterOrder *order = &g_array_index(breaks->orders, RosterOrder, day->order);
  for (int b = 0; p->premium != NULL && b < order->n; b++) {
    if (g_array_index(p->cut, RosterCut, order->b[b].cut).paid)
      continue;
    int from = o->first + day->at[b];
    for (int k = from; k < MIN(from + order->b[b].length, p->n_premium); k++)
      sum_s -= p->premium[k] * p->slot_s;
  }
  return sum_s;
}
