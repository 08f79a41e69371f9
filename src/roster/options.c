/* The ways to work each day, in slots of elapsed time, and the premiums of the clock. */
#include "roster/roster_private.h"

#define LEAST_SLOT_S 60
#define OPEN_SHARE 0.5 /* a shift must lie in open hours for at least so much of its time */

/* --- the slot -------------------------------------------------------------------------------------------------- */

static gint64
gcd(gint64 a, gint64 b)
{
  a = ABS(a);
  b = ABS(b);
  while (b != 0) {
    gint64 r = a % b;
    a = b;
    b = r;
  }
  return a;
}

static gint64
gcd_s(gint64 a, double seconds)
{
  return isfinite(seconds) ? gcd(a, (gint64) llround(seconds)) : a;
}

static gboolean
choose_slot(RosterProblem *p, MusterFaults *faults)
{
  const MusterCentre *centre = p->centre;
  gint64 step = centre->interval_s;
  for (guint i = 0; i < p->option->len; i++) {
    step = gcd(step, roster_option(p, (int) i)->start - centre->grid->start[0]);
    step = gcd(step, roster_option(p, (int) i)->end - centre->grid->start[0]);
  }
  for (int s = 0; s < centre->n_shifts; s++)
    for (int b = 0; b < centre->shift[s].n_breaks; b++) {
      const MusterBreak *brk = &centre->shift[s].breaks[b];
      step = gcd_s(gcd_s(gcd_s(gcd_s(step, brk->length_s), brk->from_s), brk->to_s), brk->apart_s);
    }
  p->slot_s = (int) step;
  p->per_interval = centre->interval_s / p->slot_s;
  p->n_slots = p->n_intervals * p->per_interval;
  if (step >= LEAST_SLOT_S)
    return TRUE;
  muster_faults_error(faults, (MusterMark) {0}, "use whole minutes",
                      "times of shifts and breaks are finer than a minute");
  return FALSE;
}

/* --- which shifts -------------------------------------------------------------------------------------------------- */

/* Open seconds of each interval, of the centre or of a queue that has its own hours. */
static double *
open_seconds(const MusterCentre *centre)
{
  double *open_s = g_new0(double, centre->grid->n + 1);
  for (int i = 0; i < centre->grid->n; i++) {
    open_s[i] = muster_centre_open_s(centre, -1, i);
    for (int q = 0; q < centre->n_queues; q++)
      if (centre->queue[q].own_hours)
        open_s[i] = MAX(open_s[i], muster_centre_open_s(centre, q, i));
  }
  return open_s;
}

static gboolean
open_enough(const MusterCentre *centre, const double *open_s, gint64 start, gint64 end)
{
  const MusterGrid *grid = centre->grid;
  double sum_s = (double) MAX(0, end - grid->start[grid->n]);
  for (int i = MAX(0, muster_grid_find(grid, start)); i < grid->n && grid->start[i] < end; i++)
    sum_s += MIN(open_s[i], (double) (MIN(end, grid->start[i + 1]) - MAX(start, grid->start[i])));
  return sum_s >= OPEN_SHARE * (double) (end - start);
}

static void
add_day(RosterProblem *p, int day, int shift, const double *open_s)
{
  const MusterCentre *centre = p->centre;
  const MusterShift *form = &centre->shift[shift];
  MusterDay local = centre->from + day;
  if ((form->days >> muster_day_weekday(local) & 1) == 0)
    return;
  for (int s = 0; s < form->n_starts; s++)
    for (int l = 0; l < form->n_lengths; l++) {
      RosterOption o = {.day = day, .shift = shift};
      muster_zone_to_utc(centre->zone, local, form->start_s[s], &o.start);
      muster_zone_to_utc(centre->zone, local, form->start_s[s] + (int) llround(form->length_s[l]), &o.end);
      if (o.end > o.start && open_enough(centre, open_s, o.start, o.end))
        g_array_append_val(p->option, o);
    }
}

static void
list_options(RosterProblem *p)
{
  g_autofree double *open_s = open_seconds(p->centre);
  for (int day = 0; day < p->n_days; day++)
    for (int s = 0; s < p->centre->n_shifts; s++)
      add_day(p, day, s, open_s);
}

/* --- premiums ------------------------------------------------------------------------------------------------------- */

static gboolean
night_at(const MusterCentre *centre, MusterDay day, gint64 at)
{
  const MusterHours *night = &centre->pay_night.hours;
  for (int back = 0; back <= 1; back++)
    for (int i = 0; i < night->n; i++) {
      gint64 from, to;
      if ((night->window[i].days >> muster_day_weekday(day - back) & 1) == 0)
        continue;
      muster_zone_to_utc(centre->zone, day - back, night->window[i].from_s, &from);
      muster_zone_to_utc(centre->zone, day - back, night->window[i].to_s, &to);
      if (from <= at && at < to)
        return TRUE;
    }
  return FALSE;
}

static double
holiday_factor(const MusterCentre *centre, MusterDay day)
{
  for (int i = 0; i < centre->n_special_days; i++)
    if (centre->special_day[i].day == day && centre->special_day[i].name != NULL)
      return isfinite(centre->pay_holiday) ? centre->pay_holiday : 1;
  return 1;
}

/* Factor − 1 of each slot, to the end of the last shift. Slots are judged by their first instant. */
static void
fill_premium(RosterProblem *p)
{
  const MusterCentre *centre = p->centre;
  gboolean any = FALSE;
  p->n_premium = p->n_slots;
  for (guint i = 0; i < p->option->len; i++)
    p->n_premium = MAX(p->n_premium, roster_option(p, (int) i)->first + roster_option(p, (int) i)->n_slots);
  p->premium = g_new0(double, p->n_premium);
  for (int k = 0; k < p->n_premium; k++) {
    gint64 at = centre->grid->start[0] + (gint64) k * p->slot_s;
    MusterDay day;
    int clock_s, offset_s;
    muster_zone_to_local(centre->zone, at, &day, &clock_s, &offset_s);
    double night = night_at(centre, day, at) && isfinite(centre->pay_night.factor) ? centre->pay_night.factor : 1;
    p->premium[k] = night * MAX(1, holiday_factor(centre, day)) - 1;
    any |= p->premium[k] != 0;
  }
  if (!any)
    g_clear_pointer(&p->premium, g_free);
}

/* Paid seconds of a day after which overtime is paid; INFINITY: none. */
static double
overtime_after_s(const MusterCentre *centre)
{
  for (int i = 0; i < centre->n_labour; i++)
    if (g_str_equal(centre->labour[i].info->name, "hours_per_day") && isfinite(centre->labour[i].p[1]) &&
        isfinite(centre->pay_overtime))
      return centre->labour[i].p[1];
  return INFINITY;
}

/* Premium of the whole shift; the day's overtime lies at its end, breaks before it. */
static double
premium_of(const RosterProblem *p, const RosterOption *o)
{
  double sum_s = 0, left_s = o->paid_s - overtime_after_s(p->centre);
  for (int k = o->first + o->n_slots - 1; k >= o->first; k--) {
    double factor = 1 + (p->premium != NULL ? p->premium[k] : 0);
    sum_s += (factor - 1) * p->slot_s;
    double over_s = CLAMP(left_s, 0, p->slot_s);
    MusterDay day;
    int clock_s, offset_s;
    if (over_s > 0) {
      muster_zone_to_local(p->centre->zone, p->centre->grid->start[0] + (gint64) k * p->slot_s, &day, &clock_s, &offset_s);
      double other = MAX(1, holiday_factor(p->centre, day));
      sum_s += over_s * factor / other * (MAX(other, p->centre->pay_overtime) - other);
    }
    left_s -= p->slot_s;
  }
  return sum_s;
}

/* --- all of it --------------------------------------------------------------------------------------------------------- */

static int
paid_seconds(const RosterProblem *p, const RosterOption *o)
{
  const MusterShift *form = &p->centre->shift[o->shift];
  double paid_s = (double) (o->end - o->start);
  for (int b = 0; b < form->n_breaks; b++)
    if (!form->breaks[b].paid)
      paid_s -= form->breaks[b].count * form->breaks[b].length_s;
  return (int) llround(paid_s);
}

static void
note_breaks(const RosterProblem *p, const RosterOption *o, MusterFaults *faults, guint64 *noted)
{
  const MusterShift *form = &p->centre->shift[o->shift];
  if (*noted >> o->shift & 1)
    return;
  *noted |= G_GUINT64_CONSTANT(1) << o->shift;
  g_autofree char *length = muster_format_duration((double) (o->end - o->start));
  muster_faults_add(faults, MUSTER_FAULT_WARNING, form->mark, "widen their windows or lessen `apart`",
                    "the breaks of shift '%s' do not fit in %s; that length is not used", form->name, length);
}

/* Puts the options into slots; leaves out those whose breaks do not fit. */
static void
settle_options(RosterProblem *p, MusterFaults *faults)
{
  guint kept = 0;
  guint64 noted = 0;
  for (guint i = 0; i < p->option->len; i++) {
    RosterOption o = *roster_option(p, (int) i);
    o.first = (int) ((o.start - p->centre->grid->start[0]) / p->slot_s);
    o.n_slots = (int) ((o.end - o.start) / p->slot_s);
    o.paid_s = paid_seconds(p, &o);
    o.breaks = roster_breaks_of(p, o.shift, o.n_slots);
    if (o.breaks >= 0)
      g_array_index(p->option, RosterOption, kept++) = o;
    else
      note_breaks(p, &o, faults, &noted);
  }
  g_array_set_size(p->option, kept);
  guint next = 0;
  for (int day = 0; day <= p->n_days; day++) {
    while (next < kept && roster_option(p, (int) next)->day < day)
      next++;
    p->day_option[day] = (int) next;
  }
}

gboolean
roster_options_fill(RosterProblem *p, MusterFaults *faults)
{
  list_options(p);
  if (p->option->len == 0) {
    muster_faults_error(faults, (MusterMark) {0}, "look at `shifts` and `open`", "no shift of the centre falls into its horizon");
    return FALSE;
  }
  if (!choose_slot(p, faults))
    return FALSE;
  settle_options(p, faults);
  fill_premium(p);
  for (guint i = 0; i < p->option->len; i++) {
    RosterOption *o = &g_array_index(p->option, RosterOption, i);
    o->premium_s = premium_of(p, o);
  }
  return TRUE;
}
