/* Instants as ISO 8601 text. */
#include <muster/base/clock.h>
#include <stdlib.h>
#include <string.h>

#define DATE_LENGTH 10 /* YYYY-MM-DD */

char *
muster_zone_format(const MusterZone *zone, gint64 utc)
{
  MusterDay day;
  int clock_s, offset_s;
  muster_zone_to_local(zone, utc, &day, &clock_s, &offset_s);
  g_autofree char *date = muster_day_format(day);
  int minutes = abs(offset_s) / 60;
  return g_strdup_printf("%sT%02d:%02d:%02d%c%02d:%02d", date, clock_s / 3600, clock_s / 60 % 60,
                         clock_s % 60, offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

char *
muster_utc_format(gint64 utc)
{
  gint64 days = utc / 86400 - (utc % 86400 < 0);
  int clock_s = (int) (utc - days * 86400);
  g_autofree char *date = muster_day_format((MusterDay) days);
  return g_strdup_printf("%sT%02d:%02d:%02dZ", date, clock_s / 3600, clock_s / 60 % 60, clock_s % 60);
}

/* Z, +HH, +HHMM or +HH:MM, the whole of p, to seconds east of UTC. */
static gboolean
parse_offset(const char *p, int *offset_s)
{
  if ((*p == 'Z' || *p == 'z') && p[1] == '\0') {
    *offset_s = 0;
    return TRUE;
  }
  int sign = *p == '-' ? -1 : 1;
  gsize n = strspn(p + 1, "0123456789:");
  gboolean colon = n == 5 && p[3] == ':';
  if ((*p != '+' && *p != '-') || p[1 + n] != '\0' || !(n == 2 || n == 4 || colon))
    return FALSE;
  const char *digits[] = {p + 1, p + 2, colon ? p + 4 : p + 3, colon ? p + 5 : p + 4};
  int value[4] = {0};
  for (int i = 0; i < (n == 2 ? 2 : 4); i++) {
    if (!g_ascii_isdigit(*digits[i]))
      return FALSE;
    value[i] = *digits[i] - '0';
  }
  int hours = value[0] * 10 + value[1], minutes = value[2] * 10 + value[3];
  *offset_s = sign * (hours * 3600 + minutes * 60);
  return hours <= 15 && minutes <= 59;
}

gboolean
muster_instant_parse(const char *text, const MusterZone *zone, gint64 *utc, MusterLocal *local)
{
  char date[DATE_LENGTH + 1], clock[9];
  if (strlen(text) < DATE_LENGTH + 6 || (text[DATE_LENGTH] != 'T' && text[DATE_LENGTH] != ' '))
    return FALSE;
  g_strlcpy(date, text, sizeof date);
  const char *p = text + DATE_LENGTH + 1;
  gsize n = strspn(p, "0123456789:");
  if (n >= sizeof clock)
    return FALSE;
  g_strlcpy(clock, p, n + 1);
  p += n;
  if (*p == '.' && n == 8) { /* instants are whole seconds: .000 only */
    gsize zeros = strspn(p + 1, "0");
    if (zeros == 0 || g_ascii_isdigit(p[1 + zeros]))
      return FALSE;
    p += 1 + zeros;
  }
  MusterDay day;
  int clock_s, offset_s;
  if (!muster_day_parse(date, &day) || !muster_clock_parse(clock, &clock_s))
    return FALSE;
  MusterLocal fell = MUSTER_LOCAL_ONCE;
  if (*p == '\0') {
    if (zone == NULL)
      return FALSE;
    fell = muster_zone_to_utc(zone, day, clock_s, utc);
  } else {
    while (*p == ' ')
      p++;
    if (!parse_offset(p, &offset_s))
      return FALSE;
    *utc = (gint64) day * 86400 + clock_s - offset_s;
  }
  if (local != NULL)
    *local = fell;
  return TRUE;
}
