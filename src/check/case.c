/* What the pieces of the checker share: reporting, paid time, days, skills. */
#include "check/check_private.h"

void
check_add(const CheckCase *c, const char *rule, MusterDay day, gint64 at, double price, char *found, char *allowed)
{
  MusterViolation v = {
    .rule = g_strdup(rule),
    .person = c->person,
    .day = day,
    .at = at,
    .found = found,
    .allowed = allowed,
    .hard = isnan(price),
    .price = isnan(price) ? 0 : price,
  };
  g_array_append_val(c->out, v);
}

void
check_add_rule(const CheckCase *c, const MusterDuty *at, char *found, char *allowed)
{
  check_add(c, c->rule->info->name, at->day, at->start, c->rule->price, found, allowed);
}

double
check_paid_s(const MusterDuty *duty)
{
  double paid_s = 0;
  for (int i = 0; i < duty->n_segments; i++)
    if (duty->segment[i].paid)
      paid_s += (double) (duty->segment[i].end - duty->segment[i].start);
  return paid_s;
}

gint64
check_midnight(const MusterCentre *centre, MusterDay day)
{
  gint64 at;
  muster_zone_to_utc(centre->zone, day, 0, &at);
  return at;
}

MusterDay
check_monday(MusterDay day)
{
  return day - muster_day_weekday(day);
}

gboolean
check_on_leave(const MusterPerson *person, MusterDay day)
{
  for (int i = 0; i < person->n_leave; i++)
    if (person->leave[i].from <= day && day <= person->leave[i].to)
      return TRUE;
  return FALSE;
}

guint64
check_group_queues(const MusterCentre *centre, int group)
{
  guint64 queues = 0;
  for (int i = 0; i < centre->group[group].n_serves; i++)
    queues |= G_GUINT64_CONSTANT(1) << centre->group[group].serves[i].queue;
  return queues;
}

guint64
check_skills(const MusterCentre *centre, int person)
{
  const MusterPerson *p = &centre->person[person];
  if (p->n_skills == 0)
    return check_group_queues(centre, p->group);
  guint64 queues = 0;
  for (int i = 0; i < p->n_skills; i++)
    queues |= G_GUINT64_CONSTANT(1) << p->skill[i].queue;
  return queues;
}
