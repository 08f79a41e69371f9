/* Values of `muster calc` from text and to text. */
#include "cli/calc_private.h"
#include <math.h>
#include <string.h>

static const struct {
  const char *name;
  MusterServiceLevel definition;
} definitions[] = {
    {"offered", MUSTER_SL_ANSWERED_OF_OFFERED},
    {"answered", MUSTER_SL_ANSWERED_OF_ANSWERED},
    {"ab_as_good", MUSTER_SL_ABANDONED_AS_GOOD},
    {"excl_short_ab", MUSTER_SL_WITHOUT_QUICK_ABANDONS},
    {"short_ab_as_good", MUSTER_SL_SHORT_ABANDONS_AS_GOOD},
    {"virtual", MUSTER_SL_VIRTUAL_WAIT},
};
const char *const calc_definition_names =
    "offered, answered, ab_as_good, excl_short_ab, short_ab_as_good or virtual";

gboolean
calc_parse_definition(const char *text, double *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS(definitions); i++)
    if (strcmp(text, definitions[i].name) == 0 ||
        strcmp(text, muster_service_level_text(definitions[i].definition)) == 0) {
      *value = definitions[i].definition;
      return TRUE;
    }
  return FALSE;
}

const char *
calc_definition_name(double value)
{
  for (gsize i = 0; i < G_N_ELEMENTS(definitions); i++)
    if ((double) definitions[i].definition == value)
      return definitions[i].name;
  return "?";
}

static gboolean
parse_time(const char *text, double *value, char **why)
{
  if (strcmp(text, "inf") == 0) {
    *value = INFINITY;
    return TRUE;
  }
  return muster_parse_duration(text, value, why);
}

static gboolean
parse_count(const char *text, double *value, char **why)
{
  if (!muster_parse_number(text, value, why))
    return FALSE;
  if (*value >= 0.0 && *value <= 1e9 && *value == floor(*value))
    return TRUE;
  *why = g_strdup("a whole number from 0 to 1e9 is needed");
  return FALSE;
}

/* '5 min, 6 min 30 s, 9 min' */
static gboolean
parse_times(const char *text, double *in, int i, char **why)
{
  g_auto(GStrv) part = g_strsplit(text, ",", -1);
  guint n = g_strv_length(part);
  if (n < 1 || n > CALC_MAX_LIST) {
    *why = g_strdup_printf("1 to %d times are needed, with commas between", CALC_MAX_LIST);
    return FALSE;
  }
  for (guint k = 0; k < n; k++)
    if (!muster_parse_duration(part[k], &in[CALC_LIST + k], why))
      return FALSE;
  in[i] = n;
  return TRUE;
}

gboolean
calc_parse(CalcKind kind, const char *text, double *in, int i, char **why)
{
  *why = NULL;
  switch (kind) {
  case CALC_TIME:
    return parse_time(text, &in[i], why);
  case CALC_TIMES:
    return parse_times(text, in, i, why);
  case CALC_SHARE:
    return muster_parse_share(text, &in[i], why);
  case CALC_DEFINITION:
    if (calc_parse_definition(text, &in[i]))
      return TRUE;
    *why = g_strdup_printf("it is one of %s", calc_definition_names);
    return FALSE;
  case CALC_COUNT:
  case CALC_SLOTS:
    return parse_count(text, &in[i], why);
  case CALC_NUMBER:
  case CALC_LOAD:
  case CALC_RATE:
  default:
    return muster_parse_number(text, &in[i], why);
  }
}

/* Two decimals where they say something; what they would round to nothing, in three digits. */
static char *
show_share(double share)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double percent = 100.0 * share;
  const char *format = percent == 0.0 || percent == 100.0 ? "%.0f"
                       : percent < 0.1                    ? "%.3g"
                       : percent > 99.99                  ? "%.6f"
                                                          : "%.2f";
  return g_strdup_printf("%s %%", g_ascii_formatd(digits, sizeof digits, format, percent));
}

/* Hundredths of a second, tenths from a minute on; very short times in three digits. */
static char *
show_time(double seconds)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (isinf(seconds))
    return g_strdup("endless");
  if (seconds > 0.0 && seconds < 0.1)
    return g_strdup_printf("%s s", g_ascii_formatd(digits, sizeof digits, "%.3g", seconds));
  if (seconds >= 1e9)
    return g_strdup_printf("%s days", g_ascii_formatd(digits, sizeof digits, "%.4g", seconds / 86400.0));
  if (seconds < 60.0 && seconds != floor(seconds))
    return g_strdup_printf("%s s", g_ascii_formatd(digits, sizeof digits, "%.2f", seconds));
  double tenths = round(seconds * 10.0), minutes = floor(tenths / 600.0),
         rest = (tenths - 600.0 * minutes) / 10.0;
  if (seconds < 3600.0 && rest != floor(rest))
    return g_strdup_printf("%.0f min %s s", minutes, g_ascii_formatd(digits, sizeof digits, "%.1f", rest));
  return muster_format_duration(round(seconds));
}

static char *
show_times(const double *time, int n)
{
  GString *text = g_string_new(NULL);
  for (int k = 0; k < n; k++) {
    g_autofree char *one = show_time(time[k]);
    g_string_append_printf(text, "%s%s", k > 0 ? ", " : "", one);
  }
  return g_string_free(text, FALSE);
}

char *
calc_show(CalcKind kind, const double *in, int i)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double value = in[i];
  if (isnan(value))
    return g_strdup("-");
  switch (kind) {
  case CALC_SHARE:
    return show_share(value);
  case CALC_TIME:
    return show_time(value);
  case CALC_TIMES:
    return show_times(in + CALC_LIST, (int) value);
  case CALC_COUNT:
  case CALC_SLOTS:
    return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.0f", value));
  case CALC_DEFINITION:
    return g_strdup(muster_service_level_text((MusterServiceLevel) value));
  case CALC_LOAD:
    return g_strdup_printf("%s erl", g_ascii_formatd(digits, sizeof digits, "%.6g", value));
  case CALC_RATE:
    return g_strdup_printf("%s / h", g_ascii_formatd(digits, sizeof digits, "%.6g", 3600.0 * value));
  case CALC_NUMBER:
  default:
    return g_strdup(isinf(value) ? "inf" : g_ascii_formatd(digits, sizeof digits, "%.4g", value));
  }
}

const char *
calc_unit(CalcKind kind)
{
  switch (kind) {
  case CALC_LOAD:
    return "erlang";
  case CALC_TIME:
  case CALC_TIMES:
    return "s";
  case CALC_RATE:
    return "1/s";
  case CALC_SHARE:
    return "share, 0..1";
  case CALC_COUNT:
  case CALC_SLOTS:
  case CALC_NUMBER:
  case CALC_DEFINITION:
  default:
    return NULL;
  }
}
