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

static void
add_span(GArray *spans, gint64 from, gint64 to, gint64 first, gint64 end)
{
  MusterSpan span = {MAX(from, first), MIN(to, end)};
  if (span.from < span.to)
    g_array_append_val(spans, span);
}

/* The stretches that begin on `day`, cut to [first, end). */
static void
add_day(const MusterCentre *centre, int queue, MusterDay day, gint64 first, gint64 end, GArray *spans)
{
  guint weekday;
  const MusterHours *hours = hours_on(centre, queue, day, &weekday);
  gint64 from, to;
  if (hours != NULL && hours->n == 0) {
    muster_zone_to_utc(centre->zone, day, 0, &from);
    muster_zone_to_utc(centre->zone, day + 1, 0, &to);
    add_span(spans, from, to, first, end);
  }
  for (int i = 0; hours != NULL && i < hours->n; i++) {
    const MusterWindow *w = &hours->window[i];
    if ((w->days & weekday) != weekday)
      continue;
    muster_zone_to_utc(centre->zone, day, w->from_s, &from);
    muster_zone_to_utc(centre->zone, day, w->to_s, &to);
    add_span(spans, from, to, first, end);
  }
}

static int
by_start(gconstpointer a, gconstpointer b)
{
  const MusterSpan *x = a, *y = b;
  return (x->from > y->from) - (x->from < y->from);
}

GArray *
muster_centre_open_spans(const MusterCentre *centre, int queue)
{
  gint64 first = centre->grid->start[0], end = centre->grid->start[centre->grid->n];
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(MusterSpan));
  for (MusterDay day = centre->from - 1; day <= centre->to; day++) /* the day before may run past midnight */
    add_day(centre, queue, day, first, end, spans);
  g_array_sort(spans, by_start);
  guint n = 0;
  for (guint i = 0; i < spans->len; i++) {
    MusterSpan next = g_array_index(spans, MusterSpan, i), *last = n > 0 ? &g_array_index(spans, MusterSpan, n - 1) : NULL;
    if (last != NULL && next.from <= last->to)
      last->to = MAX(last->to, next.to);
    else
      g_array_index(spans, MusterSpan, n++) = next;
  }
  g_array_set_size(spans, n);
  return spans;
}

gint64
muster_centre_next_opening(const MusterCentre *centre, int queue, gint64 from)
{
  enum { DAYS = 400 };
  MusterDay day;
  int clock_s, offset_s;
  muster_zone_to_local(centre->zone, from, &day, &clock_s, &offset_s);
  for (MusterDay at = day - 1; at <= day + DAYS; at++) { /* the day before may run past midnight */
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(MusterSpan));
    add_day(centre, queue, at, from, G_MAXINT64, spans);
    g_array_sort(spans, by_start);
    if (spans->len > 0)
      return g_array_index(spans, MusterSpan, 0).from;
  }
  return G_MAXINT64;
}
