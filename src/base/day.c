/* Calendar days, weekdays and wall-clock times. */
#include <muster/base/clock.h>
#include <stdio.h>
#include <string.h>

const char *const muster_weekday_names[8] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
static const char *const long_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};

/* Proleptic Gregorian calendar counted in eras of 400 years from 1 March 0000 (Hinnant, "chrono-compatible
 * low-level date algorithms", 2013). */
MusterDay
muster_day_from_ymd(int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int of_era = y - era * 400;
  int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void
muster_day_to_ymd(MusterDay day, int *year, int *month, int *mday)
{
  gint64 z = (gint64) day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  int day_of_era = (int) (z - era * 146097);
  int of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
  int shifted = (5 * of_year + 2) / 153;
  *mday = of_year - (153 * shifted + 2) / 5 + 1;
  *month = shifted < 10 ? shifted + 3 : shifted - 9;
  *year = (int) (of_era + era * 400) + (*month <= 2);
}

/* `n` digits at *p, moved behind; −1 if they are not there. */
static int
take_digits(const char **p, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++, (*p)++) {
    if (!g_ascii_isdigit(**p))
      return -1;
    value = value * 10 + (**p - '0');
  }
  return value;
}

gboolean
muster_day_parse(const char *text, MusterDay *day)
{
  const char *p = text;
  int y = take_digits(&p, 4);
  if (y < 1 || *p++ != '-')
    return FALSE;
  int m = take_digits(&p, 2);
  if (m < 1 || m > 12 || *p++ != '-')
    return FALSE;
  int d = take_digits(&p, 2);
  if (d < 1 || *p != '\0')
    return FALSE;
  MusterDay made = muster_day_from_ymd(y, m, d);
  int y2, m2, d2;
  muster_day_to_ymd(made, &y2, &m2, &d2);
  if (m2 != m || d2 != d) /* 30 February is another day */
    return FALSE;
  *day = made;
  return TRUE;
}

char *
muster_day_format(MusterDay day)
{
  int y, m, d;
  muster_day_to_ymd(day, &y, &m, &d);
  return g_strdup_printf("%04d-%02d-%02d", y, m, d);
}

int
muster_day_weekday(MusterDay day)
{
  gint64 from_monday = (gint64) day + 3; /* 1970-01-01 was a Thursday */
  return (int) ((from_monday % 7 + 7) % 7);
}

/* The weekday named by word[0..length), short or long, any case; −1 if none. */
static int
find_weekday(const char *word, gsize length)
{
  for (int i = 0; i < 7; i++) {
    if (length == 3 && g_ascii_strncasecmp(word, muster_weekday_names[i], 3) == 0)
      return i;
    if (length == strlen(long_names[i]) && g_ascii_strncasecmp(word, long_names[i], length) == 0)
      return i;
  }
  return -1;
}

static const char *
skip_blanks(const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;
  return p;
}

/* A weekday's name at *p, moved behind it and the blanks after it; −1 if there is none. */
static int
take_weekday(const char **p)
{
  const char *start = skip_blanks(*p), *end = start;
  while (g_ascii_isalpha(*end))
    end++;
  *p = skip_blanks(end);
  return find_weekday(start, (gsize) (end - start));
}

gboolean
muster_weekdays_parse(const char *text, guint *mask)
{
  guint found = 0;
  const char *p = text;
  for (;;) {
    int from = take_weekday(&p), to = from;
    if (*p == '-') {
      p++;
      to = take_weekday(&p);
    }
    if (from < 0 || to < 0)
      return FALSE;
    for (int i = from;; i = (i + 1) % 7) { /* sat-mon goes round */
      found |= 1u << i;
      if (i == to)
        break;
    }
    if (*p == '\0')
      break;
    if (*p++ != ',')
      return FALSE;
  }
  *mask = found;
  return TRUE;
}

char *
muster_weekdays_format(guint mask)
{
  GString *out = g_string_new(NULL);
  for (int i = 0; i < 7;) {
    int to = i;
    while (to < 7 && (mask >> to & 1))
      to++;
    int n = to - i;
    if (n > 0)
      g_string_append_printf(out, "%s%s", out->len > 0 ? "," : "", muster_weekday_names[i]);
    if (n > 1)
      g_string_append_printf(out, "%s%s", n > 2 ? "-" : ",", muster_weekday_names[to - 1]);
    i = MAX(to, i + 1);
  }
  return g_string_free(out, FALSE);
}

gboolean
muster_clock_parse(const char *text, int *seconds)
{
  const char *p = text;
  int h = take_digits(&p, g_ascii_isdigit(text[0]) && text[1] == ':' ? 1 : 2);
  if (h < 0 || *p++ != ':')
    return FALSE;
  int m = take_digits(&p, 2), s = 0;
  if (*p == ':') {
    p++;
    s = take_digits(&p, 2);
  }
  if (m < 0 || m > 59 || s < 0 || s > 59 || *p != '\0')
    return FALSE;
  int total = h * 3600 + m * 60 + s;
  if (total > 86400)
    return FALSE;
  *seconds = total;
  return TRUE;
}

char *
muster_clock_format(int seconds)
{
  int h = seconds / 3600, m = seconds / 60 % 60, s = seconds % 60;
  return s != 0 ? g_strdup_printf("%02d:%02d:%02d", h, m, s) : g_strdup_printf("%02d:%02d", h, m);
}
