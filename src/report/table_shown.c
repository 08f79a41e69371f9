/* Values as people read them: rounded, grouped, local. */
#include "report/table_private.h"
#include <math.h>
#include <string.h>

#define NARROW_SPACE                                                                                         \
  "\u202f" /* narrow no-break space: parts thousands without being a decimal sign anywhere */

char *
shown_number(double value, int decimals)
{
  if (!isfinite(value))
    return g_strdup("–");
  char format[16], digits[G_ASCII_DTOSTR_BUF_SIZE * 10];
  g_snprintf(format, sizeof format, "%%.%df", CLAMP(decimals, 0, 9));
  if (fabs(value) >= 1e15) {
    g_ascii_formatd(digits, sizeof digits, "%.6g", value);
    return g_strdup(digits);
  }
  g_ascii_formatd(digits, sizeof digits, format, value);
  gboolean all_zero = strspn(digits, "-0.") == strlen(digits);
  const char *p = digits;
  GString *out = g_string_new(NULL);
  if (*p == '-') {
    if (!all_zero)
      g_string_append(out, "−");
    p++;
  }
  gsize whole = strcspn(p, ".");
  for (gsize i = 0; i < whole; i++) {
    if (i > 0 && whole > 4 && (whole - i) % 3 == 0)
      g_string_append(out, NARROW_SPACE);
    g_string_append_c(out, p[i]);
  }
  g_string_append(out, p + whole);
  return g_string_free(out, FALSE);
}

char *
shown_share(double share, int decimals)
{
  return shown_number(share * 100, decimals);
}

char *
shown_duration(double seconds)
{
  if (!isfinite(seconds))
    return g_strdup("–");
  double s = round(fabs(seconds));
  const char *sign = seconds < 0 && s > 0 ? "−" : "";
  if (fabs(seconds) < 10 && seconds != s) {
    g_autofree char *number = shown_number(seconds, 1);
    return g_strdup_printf("%s s", number);
  }
  if (s < 60)
    return g_strdup_printf("%s%.0f s", sign, s);
  if (s < 3600)
    return g_strdup_printf("%s%.0f:%02.0f min", sign, floor(s / 60), fmod(s, 60));
  double minutes = round(s / 60);
  g_autofree char *hours = shown_number(floor(minutes / 60), 0);
  return g_strdup_printf("%s%s:%02.0f h", sign, hours, fmod(minutes, 60));
}

static char *
shown_day(MusterDay day)
{
  g_autofree char *date = muster_day_format(day);
  const char *name = muster_weekday_names[muster_day_weekday(day)];
  return g_strdup_printf("%c%s %s", g_ascii_toupper(name[0]), name + 1, date);
}

static char *
shown_instant(const MusterZone *zone, gint64 utc)
{
  if (zone == NULL)
    return muster_utc_format(utc);
  MusterDay day;
  int clock_s, offset_s;
  muster_zone_to_local(zone, utc, &day, &clock_s, &offset_s);
  g_autofree char *date = shown_day(day), *clock = muster_clock_format(clock_s);
  return g_strdup_printf("%s %s", date, clock);
}

char *
shown_value(const MusterColumn *column, const MusterZone *zone, int decimals, double value)
{
  switch (column->kind) {
  case MUSTER_COLUMN_SHARE:
    return shown_share(value, decimals);
  case MUSTER_COLUMN_DURATION:
    return shown_duration(value);
  case MUSTER_COLUMN_DAY:
    return shown_day((MusterDay) value);
  case MUSTER_COLUMN_INSTANT:
    return shown_instant(zone, (gint64) value);
  case MUSTER_COLUMN_TEXT:
  case MUSTER_COLUMN_NUMBER:
    return shown_number(value, decimals);
  }
  return g_strdup("");
}

char *
muster_table_shown(const MusterTable *table, int row, int column)
{
  const Cell *cell = table_cell(table, row, column);
  const MusterColumn *of = &table->column[column];
  if (cell->kind == CELL_TEXT)
    return text_for_terminal(cell->text);
  if (cell->kind == CELL_EMPTY)
    return g_strdup(of->kind == MUSTER_COLUMN_TEXT || muster_table_is_total(table, row) ? "" : "–");
  int decimals = cell->decimals >= 0 ? cell->decimals : of->decimals;
  g_autofree char *mean = shown_value(of, table->zone, decimals, cell->measure.mean);
  if (cell->kind == CELL_NUMBER || !isfinite(cell->measure.lower) || !isfinite(cell->measure.upper))
    return g_steal_pointer(&mean);
  g_autofree char *lower = shown_value(of, table->zone, decimals, cell->measure.lower);
  g_autofree char *upper = shown_value(of, table->zone, decimals, cell->measure.upper);
  return g_strdup_printf("%s (%s … %s)", mean, lower, upper);
}
