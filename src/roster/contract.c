/* What a contract says of the horizon: its spans with leave and holidays credited, and the pay that is fixed. */
#include "roster/roster_private.h"

#define DAYS_PER_MONTH (365.2425 / 12)
#define USUAL_DAYS 5 /* working days of a week when the contract names none */

static double
span_days(const MusterPerSpan *per)
{
  return per->per_n * (per->per_unit == 'w' ? 7 : per->per_unit == 'm' ? DAYS_PER_MONTH : 1);
}

static gboolean
opens_ordinarily(const MusterCentre *centre, MusterDay day)
{
  gboolean open = centre->open.n == 0;
  for (int i = 0; i < centre->open.n && !open; i++)
    open = centre->open.window[i].days >> muster_day_weekday(day) & 1;
  return open;
}

static gboolean
absent(const MusterCentre *centre, const MusterPerson *person, MusterDay day)
{
  for (int i = 0; i < person->n_leave; i++)
    if (day >= person->leave[i].from && day <= person->leave[i].to)
      return TRUE;
  return !muster_centre_open_on(centre, -1, day);
}

/* The day after the span that holds `day`, and its first day. */
static MusterDay
span_bounds(const MusterCentre *centre, const MusterPerSpan *per, MusterDay day, MusterDay *first)
{
  int length = per->per_unit == 'w' ? 7 * per->per_n : per->per_n;
  MusterDay origin = per->per_unit == 'w' ? centre->from - muster_day_weekday(centre->from) : centre->from;
  if (per->per_unit != 'm') {
    *first = origin + (day - origin) / length * length;
    return *first + length;
  }
  int y0, m0, y, m, unused;
  muster_day_to_ymd(centre->from, &y0, &m0, &unused);
  muster_day_to_ymd(day, &y, &m, &unused);
  int month0 = y0 * 12 + m0 - 1, month = y * 12 + m - 1;
  month = month0 + (month - month0) / per->per_n * per->per_n;
  *first = muster_day_from_ymd(month / 12, month % 12 + 1, 1);
  month += per->per_n;
  return muster_day_from_ymd(month / 12, month % 12 + 1, 1);
}

/* Hours that a day of absence stands for. */
static double
day_credit_s(const MusterCentre *centre, const MusterContract *contract)
{
  int open = 0;
  for (int d = 0; d < 7; d++)
    open += opens_ordinarily(centre, d);
  double days = CLAMP(open, 1, USUAL_DAYS);
  if (!isnan(contract->days.lo))
    days = MAX(1e-9, contract->days.hi / span_days(&contract->days) * 7);
  return contract->hours.lo / span_days(&contract->hours) * 7 / days;
}

static RosterSpan
make_span(const MusterCentre *centre, const MusterPerson *person, MusterDay first, MusterDay end)
{
  const MusterContract *contract = &centre->contract[person->contract];
  int all = 0, mine = 0, away = 0;
  for (MusterDay day = first; day < end; day++) {
    if (!opens_ordinarily(centre, day))
      continue;
    gboolean inside = day >= centre->from && day <= centre->to;
    all++;
    mine += inside;
    away += inside && absent(centre, person, day);
  }
  double share = all == 0 ? 0 : (double) mine / all;
  RosterSpan s = {MAX(first, centre->from) - centre->from, MIN(end - 1, centre->to) - centre->from, 0, INFINITY, 0, 0, G_MAXINT};
  if (!isnan(contract->hours.lo)) {
    s.guaranteed_s = share * contract->hours.lo;
    double credit_s = MIN(s.guaranteed_s, away * day_credit_s(centre, contract));
    s.least_s = s.guaranteed_s - credit_s;
    s.most_s = MAX(0, share * contract->hours.hi - credit_s);
  }
  if (!isnan(contract->days.lo)) {
    s.most_days = MAX(0, (int) ceil(share * contract->days.hi - 1e-9) - away);
    if (contract->days.lo < contract->days.hi)
      s.least_days = MAX(0, (int) floor(share * contract->days.lo + 1e-9) - away);
  }
  return s;
}

GArray *
roster_spans(const MusterCentre *centre, int person, gboolean days)
{
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(RosterSpan));
  const MusterPerson *p = &centre->person[person];
  if (p->contract < 0)
    return spans;
  const MusterPerSpan *per = days ? &centre->contract[p->contract].days : &centre->contract[p->contract].hours;
  for (MusterDay day = centre->from, first; !isnan(per->lo) && per->per_n > 0 && day <= centre->to;) {
    MusterDay end = span_bounds(centre, per, day, &first);
    RosterSpan s = make_span(centre, p, first, end);
    g_array_append_val(spans, s);
    day = end;
  }
  return spans;
}

double
roster_fixed_pay(const MusterCentre *centre, int person)
{
  g_autoptr(GArray) spans = roster_spans(centre, person, FALSE);
  double cost = centre->group[centre->person[person].group].cost_per_h, sum_s = 0;
  for (guint i = 0; i < spans->len; i++)
    sum_s += g_array_index(spans, RosterSpan, i).guaranteed_s;
  return isfinite(cost) ? sum_s / 3600 * cost : 0;
}
