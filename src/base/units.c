/* Durations, shares, rates and amounts per span of days, as text. */
#include "base/number_private.h"
#include <math.h>
#include <string.h>

#define TIME_UNITS "s, min, h, days or weeks"

typedef struct {
  const char *name;
  double seconds;
} TimeUnit;

static const TimeUnit time_units[] = {
    {"s", 1},       {"sec", 1},      {"second", 1}, {"seconds", 1},   {"min", 60},       {"mins", 60},
    {"minute", 60}, {"minutes", 60}, {"h", 3600},   {"hour", 3600},   {"hours", 3600},   {"d", 86400},
    {"day", 86400}, {"days", 86400}, {"w", 604800}, {"week", 604800}, {"weeks", 604800},
};

static const struct {
  const char *name;
  char unit;
} span_units[] = {
    {"d", 'd'},     {"day", 'd'},   {"days", 'd'},   {"w", 'w'},    {"week", 'w'},
    {"weeks", 'w'}, {"month", 'm'}, {"months", 'm'}, {"year", 'y'}, {"years", 'y'},
};

/* Letters at *p, moved behind; (transfer full). */
static char *
take_word(const char **p)
{
  const char *start = *p;
  while (g_ascii_isalpha(**p))
    (*p)++;
  return g_strndup(start, (gsize) (*p - start));
}

/* Seconds of the unit, or 0 when there is none of that name. */
static double
unit_seconds(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(time_units); i++)
    if (strcmp(time_units[i].name, name) == 0)
      return time_units[i].seconds;
  return 0;
}

/* One amount: a bare number (*unit_s = 0), or a duration of units that descend (*unit_s = the last one's
 * seconds). */
static gboolean
scan_amount(const char **text, double *value, double *unit_s, char **why)
{
  const char *p = *text;
  gboolean negative = *p == '-';
  double sum = 0, last = 0;
  if (negative)
    p++;
  do {
    double number;
    if (!muster_scan_number(&p, 0, &number, why))
      return FALSE;
    p = muster_skip_spaces(p);
    g_autofree char *name = take_word(&p);
    if (*name == '\0' && last == 0) {
      sum = number;
      break;
    }
    double seconds = unit_seconds(name);
    if (seconds == 0 || (last > 0 && seconds >= last)) {
      *why = *name == '\0' ? g_strdup("the last number has no unit; " TIME_UNITS " fit")
             : seconds == 0
                 ? g_strdup_printf("'%s' is no unit of time; " TIME_UNITS " fit", name)
                 : g_strdup_printf("'%s' stands out of order; longer units come first, each once", name);
      return FALSE;
    }
    sum += number * seconds;
    last = seconds;
    p = muster_skip_spaces(p);
  } while (g_ascii_isdigit(*p));
  *value = negative ? -sum : sum;
  *unit_s = last;
  *text = p;
  return TRUE;
}

gboolean
muster_parse_duration(const char *text, double *seconds, char **why)
{
  const char *p = muster_skip_spaces(text);
  double value, unit_s;
  if (!scan_amount(&p, &value, &unit_s, why))
    return FALSE;
  if (*muster_skip_spaces(p) != '\0')
    *why = g_strdup_printf("'%s' follows the duration; write it like '4 min 20 s'", p);
  else if (unit_s == 0)
    *why = g_strdup_printf("'%s' has no unit; " TIME_UNITS " fit", text);
  else if (fabs(value) > MUSTER_LARGEST_NUMBER)
    *why = g_strdup_printf("'%s' is too long", text);
  else {
    *seconds = value;
    return TRUE;
  }
  return FALSE;
}

gboolean
muster_parse_share(const char *text, double *share, char **why)
{
  const char *p = muster_skip_spaces(text);
  double value;
  if (!muster_scan_number(&p, -2, &value, why))
    return FALSE;
  p = muster_skip_spaces(p);
  if (*p == '\0') {
    *why = g_strdup_printf("'%s' has no unit; a share is written with %%, like '80 %%'", text);
    return FALSE;
  }
  gsize sign = *p == '%' ? 1 : strncmp(p, "\xef\xbc\x85", 3) == 0 ? 3 : 0; /* and the full-width sign */
  if (sign == 0 || *muster_skip_spaces(p + sign) != '\0') {
    *why = g_strdup_printf("'%s' follows the number; a share is written with %%, like '80 %%'", p);
    return FALSE;
  }
  *share = value;
  return TRUE;
}

gboolean
muster_parse_rate(const char *text, double *per_s, char **why)
{
  const char *p = muster_skip_spaces(text);
  double value;
  if (!muster_scan_number(&p, 0, &value, why))
    return FALSE;
  p = muster_skip_spaces(p);
  if (*p != '/') {
    *why = g_strdup_printf("'%s' has no unit of time; a rate is written like '25 / h'", text);
    return FALSE;
  }
  p = muster_skip_spaces(p + 1);
  g_autofree char *name = take_word(&p);
  double seconds = unit_seconds(name);
  if (seconds == 0 || *muster_skip_spaces(p) != '\0') {
    *why =
        g_strdup_printf("'%s%s' is no unit of time; '/ s', '/ min', '/ h', '/ day' or '/ week' fit", name, p);
    return FALSE;
  }
  *per_s = value / seconds;
  return TRUE;
}

/* The sign of a range at p: hyphen, or en dash; its bytes, or 0. */
static gsize
range_sign(const char *p)
{
  return *p == '-' ? 1 : strncmp(p, "\xe2\x80\x93", 3) == 0 ? 3 : 0;
}

/* `40 h`, `5`, `16-24 h`, `16 h - 24 h` into lo, hi and is_time. */
static gboolean
scan_range(const char **text, MusterPerSpan *out, char **why)
{
  double lo_unit, hi_unit;
  const char *p = *text;
  if (!scan_amount(&p, &out->lo, &lo_unit, why))
    return FALSE;
  out->hi = out->lo;
  hi_unit = lo_unit;
  p = muster_skip_spaces(p);
  if (range_sign(p) > 0) {
    p = muster_skip_spaces(p + range_sign(p));
    if (!scan_amount(&p, &out->hi, &hi_unit, why))
      return FALSE;
  }
  if (lo_unit == 0 && hi_unit > 0) { /* the unit behind stands for both: 16-24 h */
    out->lo *= hi_unit;
    lo_unit = hi_unit;
  }
  if ((lo_unit == 0) != (hi_unit == 0)) {
    *why = g_strdup_printf("'%s' gives a unit for its first amount only", *text);
    return FALSE;
  }
  if (out->lo < 0 || out->lo > out->hi || out->hi > MUSTER_LARGEST_NUMBER) {
    *why = g_strdup_printf("'%s' is no range from a smaller to a larger amount", *text);
    return FALSE;
  }
  out->is_time = hi_unit > 0;
  *text = p;
  return TRUE;
}

/* What follows the `/`: `week`, `4 weeks`. */
static gboolean
scan_span(const char **text, MusterPerSpan *out, char **why)
{
  const char *p = muster_skip_spaces(*text);
  double n = 1;
  if (g_ascii_isdigit(*p) && !muster_scan_number(&p, 0, &n, why))
    return FALSE;
  p = muster_skip_spaces(p);
  g_autofree char *name = take_word(&p);
  for (gsize i = 0; i < G_N_ELEMENTS(span_units) && out->per_unit == 0; i++)
    if (strcmp(span_units[i].name, name) == 0)
      out->per_unit = span_units[i].unit;
  if (out->per_unit == 0 || n != floor(n) || n < 1 || n > 1000) {
    *why =
        g_strdup_printf("'%s' is no span; '/ day', '/ week', '/ 4 weeks', '/ month' or '/ year' fit", *text);
    return FALSE;
  }
  out->per_n = (int) n;
  *text = p;
  return TRUE;
}

gboolean
muster_parse_per_span(const char *text, MusterPerSpan *out, char **why)
{
  MusterPerSpan span = {.per_n = 1};
  const char *p = muster_skip_spaces(text);
  if (!scan_range(&p, &span, why))
    return FALSE;
  p = muster_skip_spaces(p);
  if (*p == '/') {
    p++;
    if (!scan_span(&p, &span, why))
      return FALSE;
  }
  if (*muster_skip_spaces(p) != '\0') {
    *why = g_strdup_printf("'%s' follows the amount; write it like '40 h / week' or '2 / 4 weeks'", p);
    return FALSE;
  }
  *out = span;
  return TRUE;
}
