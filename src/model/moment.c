#include "model/moment_private.h"

#define DAYS_AHEAD 2 /* an end by the clock lies at most so many days behind its shift's */

gboolean
moment_parse(const MusterZone *zone, const char *text, MusterDay day, gint64 earliest, gint64 *utc,
             const char **why)
{
  int clock_s;
  if (!muster_clock_parse(text, &clock_s)) {
    MusterLocal local;
    if (!muster_instant_parse(text, zone, utc, &local)) {
      *why = "no time; write 08:00, or 2026-11-09 08:00";
      return FALSE;
    }
    *why = "a local time that does not exist: the clocks go forward over it";
    return local != MUSTER_LOCAL_NEVER;
  }
  for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    MusterLocal local = muster_zone_to_utc(zone, day + ahead, clock_s, utc);
    if (*utc < earliest)
      continue;
    *why = "a local time that does not exist: the clocks go forward over it";
    return local != MUSTER_LOCAL_NEVER;
  }
  *why = "a time that cannot be meant here";
  return FALSE;
}

char *
moment_format(const MusterZone *zone, gint64 utc, MusterDay day, gint64 earliest)
{
  MusterDay local_day;
  int clock_s, offset_s;
  muster_zone_to_local(zone, utc, &local_day, &clock_s, &offset_s);
  g_autofree char *clock = muster_clock_format(clock_s);
  const char *why;
  gint64 back;
  if (moment_parse(zone, clock, day, earliest, &back, &why) && back == utc)
    return g_steal_pointer(&clock);
  return muster_zone_format(zone, utc);
}

/* Reads one key. FALSE when it is missing, which the key table reports, or wrong. */
static gboolean
read_moment(MusterYamlReader *reader, const MusterCentre *centre, const MusterYamlNode *node, const char *key,
            MusterDay day, gint64 earliest, gint64 *utc)
{
  const MusterYamlNode *child = muster_yaml_get(node, key);
  if (child == NULL || child->kind != MUSTER_YAML_SCALAR || child->text[0] == 0)
    return FALSE;
  const char *why;
  if (moment_parse(centre->zone, child->text, day, earliest, utc, &why))
    return TRUE;
  muster_faults_error(reader->faults, muster_yaml_mark(child), NULL, "%s: '%s' is %s", key, child->text, why);
  return FALSE;
}

static gboolean
read_day(MusterYamlReader *reader, const MusterYamlNode *node, MusterDay first_day, MusterDay last_day,
         MusterDay *day)
{
  const MusterYamlNode *child = muster_yaml_get(node, "day");
  if (child == NULL || child->kind != MUSTER_YAML_SCALAR || !muster_day_parse(child->text, day))
    return FALSE; /* reported by the key table */
  if (*day >= first_day && *day <= last_day)
    return TRUE;
  g_autofree char *from = muster_day_format(first_day), *to = muster_day_format(last_day);
  g_autofree char *hint = g_strdup_printf("days from %s to %s fit", from, to);
  muster_faults_error(reader->faults, muster_yaml_mark(child), hint, "day: '%s' is outside the horizon",
                      child->text);
  return FALSE;
}

gboolean
moment_read_span(MusterYamlReader *reader, const MusterCentre *centre, const MusterYamlNode *node,
                 MusterDay first_day, MusterDay last_day, MomentSpan *span)
{
  gint64 midnight;
  if (!read_day(reader, node, first_day, last_day, &span->day))
    return FALSE;
  muster_zone_to_utc(centre->zone, span->day, 0, &midnight);
  if (!read_moment(reader, centre, node, "start", span->day, midnight, &span->start))
    return FALSE;
  MusterDay local_day;
  int clock_s, offset_s;
  muster_zone_to_local(centre->zone, span->start, &local_day, &clock_s, &offset_s);
  if (local_day != span->day) {
    muster_faults_error(reader->faults, muster_yaml_mark(muster_yaml_get(node, "start")),
                        "a shift belongs to the day on which it starts",
                        "start: this is not on the shift's day");
    return FALSE;
  }
  if (!read_moment(reader, centre, node, "end", span->day, span->start + 1, &span->end))
    return FALSE;
  gint64 length_s = span->end - span->start;
  if (length_s > 0 && length_s <= MOMENT_LONGEST_SHIFT_S)
    return TRUE;
  muster_faults_error(reader->faults, muster_yaml_mark(muster_yaml_get(node, "end")), NULL,
                      length_s <= 0 ? "end: the shift ends before it starts"
                                    : "end: the shift is longer than a day");
  return FALSE;
}

gboolean
moment_read_inside(MusterYamlReader *reader, const MusterCentre *centre, const MusterYamlNode *node,
                   const MomentSpan *shift, gint64 *start, gint64 *end)
{
  if (!read_moment(reader, centre, node, "start", shift->day, shift->start, start) ||
      !read_moment(reader, centre, node, "end", shift->day, *start + 1, end))
    return FALSE;
  if (*start >= shift->start && *start < *end && *end <= shift->end)
    return TRUE;
  muster_faults_error(reader->faults, muster_yaml_mark(node), NULL,
                      *end <= *start ? "this ends before it starts" : "this is not inside its shift");
  return FALSE;
}

void
moment_write(MusterYaml *tree, MusterYamlNode *node, const char *key, const MusterCentre *centre, gint64 utc,
             MusterDay day, gint64 earliest)
{
  g_autofree char *text = moment_format(centre->zone, utc, day, earliest);
  muster_yaml_add_plain(tree, node, key, text);
}

void
moment_write_day(MusterYaml *tree, MusterYamlNode *node, MusterDay day)
{
  g_autofree char *text = muster_day_format(day);
  muster_yaml_add_plain(tree, node, "day", text);
}
