/* Time zones: instants to wall-clock times and back, over GLib's reading of the system's database. */
#include <muster/base/clock.h>
#include <string.h>

#define FARTHEST_OFFSET_S (26 * 3600) /* no zone was ever further from UTC */
#define MOST_NAME 64

struct MusterZone {
  gint ref_count;
  char *name;
  GTimeZone *zone;
};

/* Names of the database only: GLib would also take offsets, POSIX rules and paths. */
static gboolean
is_name(const char *iana)
{
  gsize n = strlen(iana);
  if (n == 0 || n > MOST_NAME || !g_ascii_isalpha(iana[0]) || strstr(iana, "..") != NULL ||
      strchr(iana, ',') != NULL)
    return FALSE;
  for (const char *p = iana; *p != '\0'; p++)
    if (!g_ascii_isalnum(*p) && strchr("/_+-", *p) == NULL)
      return FALSE;
  return TRUE;
}

MusterZone *
muster_zone_new(const char *iana, GError **error)
{
  GTimeZone *zone = is_name(iana) ? g_time_zone_new_identifier(iana) : NULL;
  if (zone == NULL) {
    g_set_error(error, MUSTER_INPUT_ERROR, MUSTER_INPUT_ERROR_FAULTS,
                "unknown time zone '%s'; a zone is named like 'Europe/Berlin'", iana);
    return NULL;
  }
  MusterZone *made = g_new0(MusterZone, 1);
  made->ref_count = 1;
  made->name = g_strdup(iana);
  made->zone = zone;
  return made;
}

MusterZone *
muster_zone_ref(MusterZone *zone)
{
  g_atomic_int_inc(&zone->ref_count);
  return zone;
}

void
muster_zone_unref(MusterZone *zone)
{
  if (zone == NULL || !g_atomic_int_dec_and_test(&zone->ref_count))
    return;
  g_time_zone_unref(zone->zone);
  g_free(zone->name);
  g_free(zone);
}

const char *
muster_zone_name(const MusterZone *zone)
{
  return zone->name;
}

/* Index of the stretch of constant offset that holds `utc`; stretches are numbered in order of time. */
static int
stretch_at(const MusterZone *zone, gint64 utc)
{
  return g_time_zone_find_interval(zone->zone, G_TIME_TYPE_UNIVERSAL, utc);
}

static int
stretch_offset(const MusterZone *zone, int stretch)
{
  return g_time_zone_get_offset(zone->zone, stretch);
}

/* The first instant in (lo, hi] of a stretch later than `before`; hi is one, lo is not. */
static gint64
end_of_stretch(const MusterZone *zone, int before, gint64 lo, gint64 hi)
{
  while (hi - lo > 1) {
    gint64 middle = lo + (hi - lo) / 2;
    if (stretch_at(zone, middle) > before)
      hi = middle;
    else
      lo = middle;
  }
  return hi;
}

MusterLocal
muster_zone_to_utc(const MusterZone *zone, MusterDay day, int clock_s, gint64 *utc)
{
  gint64 wall = (gint64) day * 86400 + clock_s;
  gint64 lo = wall - FARTHEST_OFFSET_S, hi = wall + FARTHEST_OFFSET_S;
  int first = stretch_at(zone, lo), last = stretch_at(zone, hi), n = 0, before_gap = first;
  gint64 found = 0;
  for (int i = first; i <= last; i++) {
    gint64 t = wall - stretch_offset(zone, i);
    int holder = stretch_at(zone, t);
    if (holder == i && n++ == 0)
      found = t;
    if (holder > i) /* it ends before its clock shows the time */
      before_gap = i;
  }
  if (n == 0) {
    *utc = end_of_stretch(zone, before_gap, lo, hi);
    return MUSTER_LOCAL_NEVER;
  }
  *utc = found;
  return n > 1 ? MUSTER_LOCAL_TWICE : MUSTER_LOCAL_ONCE;
}

void
muster_zone_to_local(const MusterZone *zone, gint64 utc, MusterDay *day, int *clock_s, int *offset_s)
{
  int offset = stretch_offset(zone, stretch_at(zone, utc));
  gint64 wall = utc + offset;
  gint64 days = wall / 86400 - (wall % 86400 < 0);
  *day = (MusterDay) days;
  *clock_s = (int) (wall - days * 86400);
  if (offset_s != NULL)
    *offset_s = offset;
}
