/* Fields as values: numbers in the table's decimal sign, yes and no, dates and times. */
#include "csv/table_private.h"
#include <math.h>
#include <string.h>

#define MOST_NUMBER_BYTES 64
#define LARGEST_INTEGER 9007199254740992.0 /* 2^53 */

typedef enum { NUMBER_GOOD, NUMBER_BAD, NUMBER_AMBIGUOUS } NumberReading;

/* Bytes of a sign that groups thousands at p, when `decimal` is the decimal sign; 0: there is none. */
static gsize
group_sign(const char *p, char decimal)
{
  if ((*p == '.' || *p == ',') && *p != decimal)
    return 1;
  if (*p == ' ' || *p == '\'')
    return 1;
  if (strncmp(p, "\xc2\xa0", 2) == 0) /* no-break space */
    return 2;
  return strncmp(p, "\xe2\x80\x89", 3) == 0 || strncmp(p, "\xe2\x80\xaf", 3) == 0 ? 3 : 0; /* thin spaces */
}

static gboolean
three_digits(const char *p)
{
  return g_ascii_isdigit(p[0]) && g_ascii_isdigit(p[1]) && g_ascii_isdigit(p[2]) && !g_ascii_isdigit(p[3]);
}

/* Rewrites a number with grouped thousands or a decimal comma in plain form. FALSE when it is no such number.
 */
static gboolean
plain_number(const char *text, char decimal, char *plain)
{
  char *out = plain, *end = plain + MOST_NUMBER_BYTES - 1;
  const char *p = text;
  if (*p == '-' || *p == '+')
    *out++ = *p++;
  const char *digits = p;
  gsize group = 0; /* the sign that groups: the same throughout */
  for (;;) {
    while (g_ascii_isdigit(*p) && out < end)
      *out++ = *p++;
    gsize sign = group_sign(p, decimal);
    if (sign == 0 || !three_digits(p + sign))
      break;
    if (group == 0 ? p - digits > 3 || p == digits : strncmp(p, p - 3 - sign, sign) != 0)
      return FALSE;
    group = sign;
    p += sign;
  }
  if (*p == decimal) {
    *out++ = '.';
    p++;
  }
  while ((g_ascii_isalnum(*p) || *p == '-' || *p == '+') && out < end)
    *out++ = *p++;
  *out = 0;
  return *p == 0 && out < end;
}

static NumberReading
read_number(const char *text, char decimal, double *value)
{
  const char *end;
  if (decimal != ',' && muster_decimal_scan(text, &end, value) && *end == 0)
    return NUMBER_GOOD;
  char plain[MOST_NUMBER_BYTES + 4];
  if (!plain_number(text, decimal == 0 ? '.' : decimal, plain) || !muster_decimal_scan(plain, &end, value) ||
      *end != 0)
    return NUMBER_BAD;
  return decimal == 0 && strchr(text, ',') != NULL ? NUMBER_AMBIGUOUS : NUMBER_GOOD;
}

/* Adds a fault at the field, quoting it. */
static gboolean
refuse(const MusterCsv *csv, int row, int column, MusterFaults *faults, const char *hint, const char *what)
{
  if (faults == NULL)
    return FALSE;
  const char *text = muster_csv_text(csv, row, column), *name = muster_csv_name(csv, column);
  MusterMark mark = muster_csv_mark(csv, row, column);
  if (text[0] == 0 && name[0] != 0)
    muster_faults_error(faults, mark, NULL, "the field '%s' is empty", name);
  else if (text[0] == 0)
    muster_faults_error(faults, mark, NULL, "an empty field");
  else
    muster_faults_error(faults, mark, hint, "'%s' is %s", text, what);
  return FALSE;
}

gboolean
muster_csv_double(const MusterCsv *csv, int row, int column, double *value, MusterFaults *faults)
{
  NumberReading reading = read_number(muster_csv_text(csv, row, column), csv->decimal[column], value);
  if (G_LIKELY(reading == NUMBER_GOOD))
    return TRUE;
  if (reading == NUMBER_AMBIGUOUS)
    return refuse(csv, row, column, faults, "say which sign is the decimal sign",
                  "ambiguous: a decimal comma, or grouped thousands?");
  const char *hint = csv->decimal[column] == ',' ? "the decimal sign of this column is the comma" : NULL;
  return refuse(csv, row, column, faults, hint, "no number");
}

gboolean
muster_csv_int(const MusterCsv *csv, int row, int column, gint64 *value, MusterFaults *faults)
{
  double number;
  if (!muster_csv_double(csv, row, column, &number, faults))
    return FALSE;
  if (number != floor(number) || fabs(number) > LARGEST_INTEGER)
    return refuse(csv, row, column, faults, NULL, "no whole number");
  *value = (gint64) number;
  return TRUE;
}

gboolean
muster_csv_bool(const MusterCsv *csv, int row, int column, gboolean *value, MusterFaults *faults)
{
  static const char *const words[2][3] = {{"no", "false", "0"}, {"yes", "true", "1"}};
  const char *text = muster_csv_text(csv, row, column);
  for (int truth = 0; truth < 2; truth++)
    for (int i = 0; i < 3; i++)
      if (g_ascii_strcasecmp(text, words[truth][i]) == 0) {
        *value = truth;
        return TRUE;
      }
  return refuse(csv, row, column, faults, "yes or no", "neither yes nor no");
}

/* What is wanted, in messages. */
typedef struct {
  const char *what, *form;
} TimeWanted;
static const TimeWanted wanted_time = {
    "no date and time that exists",
    "write 2026-11-09 08:00, with an offset or not; other forms need `format`"};
static const TimeWanted wanted_day = {"no date that exists", "write 2026-11-09"};

/* The field as a date and time, in the order told or in a form that has only one reading. */
static gboolean
scan_field(const MusterCsv *csv, int row, int column, const char *format, const TimeWanted *wanted,
           CsvTime *time, MusterFaults *faults)
{
  const char *text = muster_csv_text(csv, row, column);
  if (format != NULL ? csv_scan_time_as(text, format, time) : csv_scan_time(text, time))
    return TRUE;
  g_autofree char *told = format != NULL ? g_strdup_printf("the format is %s", format) : NULL;
  return refuse(csv, row, column, faults, told != NULL ? told : wanted->form, wanted->what);
}

gboolean
muster_csv_local(const MusterCsv *csv, int row, int column, const char *format, MusterDay *day, int *clock_s,
                 MusterFaults *faults)
{
  CsvTime time = {0};
  if (!scan_field(csv, row, column, format, &wanted_time, &time, faults))
    return FALSE;
  *day = time.day;
  *clock_s = time.clock_s;
  return TRUE;
}

gboolean
muster_csv_day(const MusterCsv *csv, int row, int column, const char *format, MusterDay *day,
               MusterFaults *faults)
{
  CsvTime time = {0};
  if (!scan_field(csv, row, column, format, &wanted_day, &time, faults))
    return FALSE;
  *day = time.day;
  return time.clock_s == 0 || refuse(csv, row, column, faults, NULL, "a time of day where a date is wanted");
}

gboolean
muster_csv_instant(const MusterCsv *csv, int row, int column, const char *format, const MusterZone *zone,
                   gint64 *utc, MusterLocal *local, MusterFaults *faults)
{
  CsvTime time = {0};
  if (!scan_field(csv, row, column, format, &wanted_time, &time, faults))
    return FALSE;
  MusterLocal fell = MUSTER_LOCAL_ONCE;
  if (time.has_offset)
    *utc = (gint64) time.day * 86400 + time.clock_s - time.offset_s;
  else
    fell = muster_zone_to_utc(zone, time.day, time.clock_s, utc);
  if (local != NULL)
    *local = fell;
  if (fell != MUSTER_LOCAL_NEVER)
    return TRUE;
  return refuse(csv, row, column, faults,
                "the clocks went forward over it; give the offset, or a time that exists",
                "a local time that did not exist");
}
