/* Dates and times as tables write them. Fixed positions, no allocation: a history has millions. */
#include "csv/table_private.h"
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2200

/* What was read so far; month 0 etc. mean not given. */
typedef struct {
  int year, month, mday, hour, minute, second;
  gboolean twelve, afternoon;
  CsvTime *time;
} Pieces;

/* At least `least` and at most `most` digits. */
static gboolean
digits(const char **p, int least, int most, int *value)
{
  int n = 0, v = 0;
  for (; n < most && g_ascii_isdigit(**p); n++)
    v = v * 10 + (*(*p)++ - '0');
  *value = v;
  return n >= least;
}

static gboolean
finish(Pieces *x)
{
  static const int month_days[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (x->year < FIRST_YEAR || x->year > LAST_YEAR || x->month < 1 || x->month > 12 || x->mday < 1 ||
      x->mday > month_days[x->month - 1])
    return FALSE;
  gboolean leap = (x->year % 4 == 0 && x->year % 100 != 0) || x->year % 400 == 0;
  if (x->month == 2 && x->mday == 29 && !leap)
    return FALSE;
  if (x->twelve) {
    if (x->hour < 1 || x->hour > 12)
      return FALSE;
    x->hour = x->hour % 12 + (x->afternoon ? 12 : 0);
  }
  /* A leap second is the next minute's first; 24:00 ends a day. */
  if (x->minute > 59 || x->second > 60 || x->hour > 24 || (x->hour == 24 && x->minute + x->second > 0))
    return FALSE;
  x->time->day = muster_day_from_ymd(x->year, x->month, x->mday);
  x->time->clock_s = x->hour * 3600 + x->minute * 60 + x->second;
  return TRUE;
}

/* `Z`, `+08:00`, `+0800`, `+08`. */
static gboolean
scan_offset(const char **p, CsvTime *time)
{
  if (**p == 'Z' || **p == 'z') {
    (*p)++;
    time->has_offset = TRUE;
    return TRUE;
  }
  if (**p != '+' && **p != '-')
    return FALSE;
  int sign = *(*p)++ == '-' ? -1 : 1, hours, minutes = 0;
  if (!digits(p, 2, 2, &hours))
    return FALSE;
  gboolean colon = **p == ':';
  if (colon)
    (*p)++;
  if ((colon || g_ascii_isdigit(**p)) && !digits(p, 2, 2, &minutes))
    return FALSE;
  time->has_offset = TRUE;
  time->offset_s = sign * (hours * 3600 + minutes * 60);
  return hours <= 18 && minutes <= 59;
}

static gboolean
scan_date(const char **p, Pieces *x)
{
  if (!digits(p, 4, 4, &x->year))
    return FALSE;
  char sign = **p;
  if (sign != '-' && sign != '/')
    return digits(p, 2, 2, &x->month) && digits(p, 2, 2, &x->mday) && !g_ascii_isdigit(**p);
  (*p)++;
  if (!digits(p, 1, 2, &x->month) || **p != sign)
    return FALSE;
  (*p)++;
  return digits(p, 1, 2, &x->mday);
}

/* HH:MM[:SS[.5]]; a part of a second is dropped. */
static gboolean
scan_clock(const char **p, Pieces *x)
{
  if (!digits(p, 1, 2, &x->hour) || **p != ':')
    return FALSE;
  (*p)++;
  if (!digits(p, 2, 2, &x->minute))
    return FALSE;
  if (**p != ':')
    return TRUE;
  (*p)++;
  if (!digits(p, 2, 2, &x->second))
    return FALSE;
  if (**p == '.' || **p == ',')
    do
      (*p)++;
    while (g_ascii_isdigit(**p));
  return TRUE;
}

gboolean
csv_scan_time(const char *text, CsvTime *time)
{
  Pieces x = {.time = time};
  const char *p = text;
  *time = (CsvTime){0};
  if (!scan_date(&p, &x))
    return FALSE;
  if (*p == 'T' || *p == 't' || *p == ' ') {
    do
      p++;
    while (*p == ' ');
    if (!scan_clock(&p, &x))
      return FALSE;
    while (*p == ' ')
      p++;
    if (*p != 0 && !scan_offset(&p, time))
      return FALSE;
  }
  return *p == 0 && finish(&x);
}

/* AM, PM in either case, points allowed: a.m. */
static gboolean
scan_half(const char **p, Pieces *x)
{
  char half = g_ascii_tolower(**p);
  if (half != 'a' && half != 'p')
    return FALSE;
  (*p)++;
  if (**p == '.')
    (*p)++;
  if (g_ascii_tolower(**p) != 'm')
    return FALSE;
  (*p)++;
  if (**p == '.')
    (*p)++;
  x->afternoon = half == 'p';
  return TRUE;
}

static gboolean
scan_piece(char letter, const char **p, Pieces *x)
{
  switch (letter) {
  case 'Y':
    return digits(p, 4, 4, &x->year);
  case 'y':
    if (!digits(p, 2, 2, &x->year))
      return FALSE;
    x->year += x->year < 70 ? 2000 : 1900;
    return TRUE;
  case 'm':
    return digits(p, 1, 2, &x->month);
  case 'd':
    return digits(p, 1, 2, &x->mday);
  case 'I':
    x->twelve = TRUE;
    return digits(p, 1, 2, &x->hour);
  case 'H':
    return digits(p, 1, 2, &x->hour);
  case 'M':
    return digits(p, 1, 2, &x->minute);
  case 'S':
    return digits(p, 1, 2, &x->second);
  case 'p':
    return scan_half(p, x);
  case 'z':
    return scan_offset(p, x->time);
  default:
    return FALSE;
  }
}

gboolean
csv_scan_time_as(const char *text, const char *format, CsvTime *time)
{
  Pieces x = {.time = time};
  const char *p = text;
  *time = (CsvTime){0};
  for (const char *f = format; *f != 0; f++) {
    if (*f == ' ') {
      while (*p == ' ')
        p++;
    } else if (*f == '%' && f[1] != 0 && f[1] != '%') {
      if (!scan_piece(*++f, &p, &x))
        return FALSE;
    } else {
      f += *f == '%' && f[1] == '%';
      if (*p++ != *f)
        return FALSE;
    }
  }
  return *p == 0 && finish(&x);
}
