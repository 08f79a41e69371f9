/* Opening hours: the weekday pattern, a queue's own, and the special days of the calendar on top. No pattern: always open. */
#include <muster/model/centre.h>

static const MusterSpecialDay *
special_on(const MusterCentre *centre, MusterDay day)
{
  for (int i = 0; i < centre->n_special_days; i++)
    if (centre->special_day[i].day == day)
      return &centre->special_day[i];
  return NULL;
}

static const MusterHours *
pattern_of(const MusterCentre *centre, int queue)
{
  return queue >= 0 && centre->queue[queue].own_hours ? &centre->queue[queue].open : &centre->open;
}

/* The windows that begin on `day`; *weekday is the bit that a window must carry, 0 when its mask does not count. NULL: closed. */
static const MusterHours *
hours_on(const MusterCentre *centre, int queue, MusterDay day, guint *weekday)
{
  const MusterSpecialDay *special = special_on(centre, day);
  *weekday = 1u << muster_day_weekday(day);
  if (special != NULL && special->closed)
    return NULL;
  if (special == NULL || special->hours.n == 0)
    return pattern_of(centre, queue);
  *weekday = 0;
  return &special->hours;
}

static double
overlap_s(const MusterCentre *centre, int queue, MusterDay day, gint64 from, gint64 to)
{
  guint weekday;
  const MusterHours *hours = hours_on(centre, queue, day, &weekday);
  double sum_s = 0;
  for (int i = 0; hours != NULL && i < hours->n; i++) {
    const MusterWindow *w = &hours->window[i];
    if ((w->days & weekday) != weekday)
      continue;
    gint64 start, end;
    muster_zone_to_utc(centre->zone, day, w->from_s, &start);
    muster_zone_to_utc(centre->zone, day, w->to_s, &end);
    sum_s += (double) MAX(0, MIN(to, end) - MAX(from, start));
  }
  return sum_s;
}

double
muster_centre_open_s(const MusterCentre *centre, int queue, int interval)
{
  const MusterGrid *grid = centre->grid;
  gint64 from = grid->start[interval], to = grid->start[interval + 1];
  if (pattern_of(centre, queue)->n == 0 && special_on(centre, grid->first_day + grid->day_of[interval]) == NULL)
    return (double) (to - from);
  MusterDay day = grid->first_day + grid->day_of[interval];
  double sum_s = overlap_s(centre, queue, day, from, to) + overlap_s(centre, queue, day - 1, from, to);
  return MIN(sum_s, (double) (to - from));
}

gboolean
muster_centre_open_on(const MusterCentre *centre, int queue, MusterDay day)
{
  const MusterSpecialDay *special = special_on(centre, day);
  if (special == NULL && pattern_of(centre, queue)->n == 0)
    return TRUE;
  gint64 from, to;
  muster_zone_to_utc(centre->zone, day, 0, &from);
  muster_zone_to_utc(centre->zone, day + 1, 0, &to);
  if (special != NULL && !special->closed && special->hours.n == 0 && pattern_of(centre, queue)->n == 0)
    return TRUE;
  return overlap_s(centre, queue, day, from, to) > 0;
}
