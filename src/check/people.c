/* Structure: what a duty says of its person, its day and its segments. */
#include "check/check_private.h"

void
check_day(const CheckCase *c, const MusterDuty *duty)
{
  const MusterCentre *centre = c->centre;
  if (duty->day < centre->from || duty->day > centre->to)
    check_add(c, "horizon", duty->day, duty->start, NAN, muster_day_format(duty->day),
              g_strdup("a shift starts on a day of the horizon"));
  MusterDay day;
  int clock_s, offset_s;
  muster_zone_to_local(centre->zone, duty->start, &day, &clock_s, &offset_s);
  if (day != duty->day) {
    g_autofree char *start = muster_zone_format(centre->zone, duty->start);
    check_add(c, "day", duty->day, duty->start, NAN, g_strdup_printf("starts at %s", start),
              g_strdup("a shift belongs to the day on which it starts"));
  }
}

static gboolean
holes(const MusterDuty *duty)
{
  gint64 at = duty->start;
  for (int i = 0; i < duty->n_segments; i++) {
    if (duty->segment[i].start != at || duty->segment[i].end <= at)
      return TRUE;
    at = duty->segment[i].end;
  }
  return at != duty->end || duty->end <= duty->start;
}

void
check_segments(const CheckCase *c, const MusterDuty *duty)
{
  if (holes(duty))
    check_add(c, "segments", duty->day, duty->start, NAN, g_strdup("segments leave a hole, overlap or stand outside"),
              g_strdup("segments follow one another from the shift's start to its end"));
}

static void
check_skill(const CheckCase *c, const MusterDuty *duty)
{
  guint64 may = check_skills(c->centre, c->person);
  for (int i = 0; i < duty->n_segments; i++) {
    guint64 beyond = duty->segment[i].kind == MUSTER_ACTIVITY_WORK ? duty->segment[i].queues & ~may : 0;
    if (beyond == 0)
      continue;
    int q = g_bit_nth_lsf((gulong) beyond, -1);
    const char *name = q < c->centre->n_queues ? c->centre->queue[q].name : "?";
    check_add(c, "skill", duty->day, duty->segment[i].start, NAN, g_strdup_printf("works for queue '%s'", name),
              g_strdup("queues that the person serves"));
    return;
  }
}

static void
check_leave(const CheckCase *c, const MusterDuty *duty)
{
  const MusterPerson *p = &c->centre->person[c->person];
  for (int i = 0; i < p->n_leave; i++) {
    gint64 from = check_midnight(c->centre, p->leave[i].from), to = check_midnight(c->centre, p->leave[i].to + 1);
    if (duty->start < to && duty->end > from) {
      check_add(c, "leave", duty->day, duty->start, NAN, g_strdup("works"), g_strdup("is on leave"));
      return;
    }
  }
}

static void
check_overlaps(const CheckCase *c)
{
  gint64 end = G_MININT64;
  for (int i = 0; i < c->n; i++) {
    if (c->duty[i]->start < end) {
      g_autofree char *until = muster_zone_format(c->centre->zone, end);
      check_add(c, "overlap", c->duty[i]->day, c->duty[i]->start, NAN,
                g_strdup_printf("starts while another duty runs until %s", until), g_strdup("one duty at a time"));
    }
    end = MAX(end, c->duty[i]->end);
  }
}

void
check_people(const CheckCase *c)
{
  const MusterPerson *p = &c->centre->person[c->person];
  for (int i = 0; i < c->n; i++) {
    const MusterDuty *duty = c->duty[i];
    check_day(c, duty);
    if (duty->group != p->group)
      check_add(c, "group", duty->day, duty->start, NAN,
                g_strdup_printf("works for '%s'", duty->group >= 0 && duty->group < c->centre->n_groups
                                                    ? c->centre->group[duty->group].name : "?"),
                g_strdup_printf("belongs to '%s'", c->centre->group[p->group].name));
    check_segments(c, duty);
    check_skill(c, duty);
    check_leave(c, duty);
  }
  check_overlaps(c);
}
