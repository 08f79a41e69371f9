/* Numbers as text: locale-independent both ways, shortest digits that read back the same. */
#include "base/number_private.h"
#include <muster/base/decimal.h>
#include <math.h>
#include <string.h>

#define MOST_DIGITS 40 /* written digits of one number, beyond which it is no number of a planner */
#define THIN_SPACE "\xe2\x80\x89"
#define NARROW_SPACE "\xe2\x80\xaf"

/* Bytes of a grouping sign at p, 0 if there is none. */
static gsize
group_sign(const char *p)
{
  if (*p == '_')
    return 1;
  return strncmp(p, THIN_SPACE, 3) == 0 || strncmp(p, NARROW_SPACE, 3) == 0 ? 3 : 0;
}

/* Copies digits and drops grouping signs between them. FALSE when there are too many. */
static gboolean
take_digits(const char **p, GString *digits)
{
  while (g_ascii_isdigit(**p)) {
    g_string_append_c(digits, **p);
    (*p)++;
    gsize sign = group_sign(*p);
    if (sign > 0 && g_ascii_isdigit((*p)[sign]))
      *p += sign;
  }
  return digits->len <= MOST_DIGITS;
}

gboolean
muster_scan_number(const char **text, int shift, double *value, char **why)
{
  const char *p = *text;
  g_autoptr(GString) digits = g_string_new(NULL);
  if (*p == '+' || *p == '-')
    g_string_append_c(digits, *p++);
  gsize before = digits->len;
  gboolean few = take_digits(&p, digits);
  gboolean any = digits->len > before;
  if (few && any && *p == '.' && g_ascii_isdigit(p[1])) {
    g_string_append_c(digits, *p++);
    few = take_digits(&p, digits);
  }
  if (!any || !few) {
    *why = any ? g_strdup_printf("a number has at most %d digits", MOST_DIGITS)
               : g_strdup_printf("'%s' is no number", *text);
    return FALSE;
  }
  int exponent = 0;
  if ((*p == 'e' || *p == 'E') &&
      (g_ascii_isdigit(p[1]) || ((p[1] == '-' || p[1] == '+') && g_ascii_isdigit(p[2])))) {
    gboolean down = p[1] == '-';
    for (p += 1 + (p[1] == '-' || p[1] == '+'); g_ascii_isdigit(*p); p++)
      exponent = MIN(exponent * 10 + (*p - '0'), 10000);
    exponent = down ? -exponent : exponent;
  }
  if (*p == ',' && g_ascii_isdigit(p[1])) {
    *why = g_strdup_printf("'%s' has a comma; the decimal sign is '.', and '_' may group digits", *text);
    return FALSE;
  }
  g_string_append_printf(digits, "e%d", exponent + shift);
  double read;
  if (!muster_decimal_scan(digits->str, NULL, &read) || !(fabs(read) <= MUSTER_LARGEST_NUMBER)) {
    *why = g_strdup_printf("'%s' is too large a number", *text);
    return FALSE;
  }
  *value = read;
  *text = p;
  return TRUE;
}

const char *
muster_skip_spaces(const char *p)
{
  for (;;) {
    if (*p == ' ' || *p == '\t')
      p++;
    else if (strncmp(p, "\xc2\xa0", 2) == 0) /* no-break space */
      p += 2;
    else if (strncmp(p, THIN_SPACE, 3) == 0 || strncmp(p, NARROW_SPACE, 3) == 0)
      p += 3;
    else
      return p;
  }
}

gboolean
muster_parse_number(const char *text, double *value, char **why)
{
  const char *p = muster_skip_spaces(text);
  double read;
  if (!muster_scan_number(&p, 0, &read, why))
    return FALSE;
  p = muster_skip_spaces(p);
  if (*p != '\0') {
    *why = g_strdup_printf("'%s' follows the number; a bare number fits here", p);
    return FALSE;
  }
  *value = read;
  return TRUE;
}

char *
muster_format_number(double value)
{
  char text[MUSTER_DECIMAL_SIZE];
  muster_decimal_print(text, value);
  return g_strdup(text);
}
