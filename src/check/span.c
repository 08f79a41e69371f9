/* The spans of a contract over the horizon: what is owed, allowed and credited in each. */
#include "check/check_private.h"

/* First day of the span after the one that begins on `first`. */
static MusterDay
next_span(MusterDay first, const MusterPerSpan *per)
{
  if (per->per_unit == 'd')
    return first + per->per_n;
  if (per->per_unit == 'w')
    return first + 7 * per->per_n;
  int year, month, day;
  muster_day_to_ymd(first, &year, &month, &day);
  int months = year * 12 + month - 1 + per->per_n;
  return muster_day_from_ymd(months / 12, months % 12 + 1, 1);
}

/* Spans are counted from the day, the Monday or the first of the month with which the horizon begins. */
static MusterDay
first_span(const MusterCentre *centre, const MusterPerSpan *per)
{
  if (per->per_unit == 'd')
    return centre->from;
  if (per->per_unit == 'w')
    return check_monday(centre->from);
  int year, month, day;
  muster_day_to_ymd(centre->from, &year, &month, &day);
  return muster_day_from_ymd(year, month, 1);
}

/* Does the centre open on such a weekday, holidays aside? */
static gboolean
ordinary(const MusterCentre *centre, MusterDay day)
{
  guint bit = 1u << muster_day_weekday(day);
  for (int i = 0; i < centre->open.n; i++)
    if (centre->open.window[i].days & bit)
      return TRUE;
  return centre->open.n == 0;
}

static double
days_per_week(const MusterCentre *centre, const MusterContract *contract)
{
  const MusterPerSpan *d = &contract->days;
  if (!isnan(d->lo)) {
    double days = d->per_unit == 'w' ? 7.0 * d->per_n : d->per_unit == 'm' ? 365.2425 / 12 * d->per_n : d->per_n;
    return MAX(1e-9, d->hi * 7 / days);
  }
  int open = 0;
  for (MusterDay day = 0; day < 7; day++)
    open += ordinary(centre, day);
  return CLAMP(open, 1, 5);
}

/* What a day of leave or a closed holiday counts for: the contract's least hours of an average working day. */
static double
credit_per_day_s(const MusterCentre *centre, const MusterContract *contract)
{
  const MusterPerSpan *h = &contract->hours;
  double days = h->per_unit == 'w' ? 7.0 * h->per_n : h->per_unit == 'm' ? 365.2425 / 12 * h->per_n : h->per_n;
  return h->lo * 7 / days / days_per_week(centre, contract);
}

typedef struct {
  int ordinary, inside, absent; /* ordinary days: in the span, of them in the horizon, of those on leave or closed */
} Days;

static Days
count_days(const MusterCentre *centre, const MusterPerson *person, MusterDay first, MusterDay last)
{
  Days n = {0, 0, 0};
  for (MusterDay day = first; day <= last; day++) {
    if (!ordinary(centre, day))
      continue;
    n.ordinary++;
    if (day < centre->from || day > centre->to)
      continue;
    n.inside++;
    if (check_on_leave(person, day) || !muster_centre_open_on(centre, -1, day))
      n.absent++;
  }
  return n;
}

static CheckSpan
span_of(const MusterCentre *centre, int person, MusterDay first, MusterDay last)
{
  const MusterPerson *p = &centre->person[person];
  const MusterContract *contract = &centre->contract[p->contract];
  Days n = count_days(centre, p, first, last);
  double share = n.ordinary > 0 ? (double) n.inside / n.ordinary : 0;
  CheckSpan s = {first, last, NAN, NAN, 0, 0, -1, -1};
  if (!isnan(contract->hours.lo)) {
    s.guaranteed_s = contract->hours.lo * share;
    s.credit_s = MIN(n.absent * credit_per_day_s(centre, contract), s.guaranteed_s);
    s.least_s = s.guaranteed_s - s.credit_s;
    s.most_s = MAX(0, contract->hours.hi * share - s.credit_s);
  }
  if (!isnan(contract->days.lo)) {
    s.most_days = MAX(0, (int) ceil(contract->days.hi * share - 1e-9) - n.absent);
    if (contract->days.lo < contract->days.hi)
      s.least_days = MAX(0, (int) floor(contract->days.lo * share + 1e-9) - n.absent);
  }
  return s;
}

GArray *
check_spans(const MusterCentre *centre, int person, gboolean days)
{
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(CheckSpan));
  int contract = centre->person[person].contract;
  if (contract < 0)
    return spans;
  const MusterPerSpan *per = days ? &centre->contract[contract].days : &centre->contract[contract].hours;
  if (isnan(per->lo))
    return spans;
  for (MusterDay first = first_span(centre, per); first <= centre->to;) {
    MusterDay next = next_span(first, per);
    CheckSpan s = span_of(centre, person, first, next - 1);
    g_array_append_val(spans, s);
    first = next;
  }
  return spans;
}
