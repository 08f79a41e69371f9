/* Quantities back to text, so that reading it gives the same double. */
#include "base/number_private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS 17 /* enough to tell any two doubles apart */

/* Digits "1234" with the point behind the first, times 10^exponent, as plain decimal text. */
static char *
plain_decimal(const char *digits, int exponent, gboolean negative)
{
  GString *out = g_string_new(negative ? "-" : NULL);
  int n = (int) strlen(digits);
  while (n > 1 && digits[n - 1] == '0')
    n--;
  if (exponent < 0)
    g_string_append(out, "0.");
  for (int i = exponent; i < -1; i++)
    g_string_append_c(out, '0');
  for (int i = 0; i < MAX(n, exponent + 1); i++) {
    if (i == exponent + 1 && exponent >= 0)
      g_string_append_c(out, '.');
    g_string_append_c(out, i < n ? digits[i] : '0');
  }
  return g_string_free(out, FALSE);
}

char *
muster_format_share(double share)
{
  /* The digits of the share itself with the point moved by two: 100 · share would round. */
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];
  if (share == 0)
    return g_strdup("0 %");
  for (int n = 0; n < MOST_DIGITS; n++) {
    g_snprintf(format, sizeof format, "%%.%de", n);
    g_ascii_formatd(text, sizeof text, format, share);
    if (g_ascii_strtod(text, NULL) == share)
      break;
  }
  g_auto(GStrv) parts = g_strsplit(text, "e", 2);
  g_autoptr(GString) digits = g_string_new(NULL);
  for (const char *p = parts[0]; *p != '\0'; p++)
    if (g_ascii_isdigit(*p))
      g_string_append_c(digits, *p);
  g_autofree char *number = plain_decimal(digits->str, atoi(parts[1]) + 2, share < 0);
  return g_strdup_printf("%s %%", number);
}

char *
muster_format_rate_per_h(double per_s)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];
  for (int n = 1; n <= MOST_DIGITS; n++) {
    g_snprintf(format, sizeof format, "%%.%dg", n);
    g_ascii_formatd(text, sizeof text, format, per_s * 3600);
    double per_h = g_ascii_strtod(text, NULL);
    if (per_h / 3600 == per_s) {
      g_autofree char *number = muster_format_number(per_h);
      return g_strdup_printf("%s / h", number);
    }
  }
  /* Not every double is a 3600th of one. */
  g_autofree char *number = muster_format_number(per_s);
  return g_strdup_printf("%s / s", number);
}

/* `1 h 30 min`: days from two on, then hours, minutes, seconds; zero parts are left out. */
static char *
decomposed(double seconds)
{
  GString *out = g_string_new(seconds < 0 ? "-" : NULL);
  double rest = fabs(seconds);
  const struct {
    double size;
    const char *name;
  } parts[] = {{86400, "days"}, {3600, "h"}, {60, "min"}};
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    double n = floor(rest / parts[i].size);
    if (n == 0 || (i == 0 && (n < 2 || n * parts[i].size != rest)))
      continue;
    rest -= n * parts[i].size;
    g_autofree char *number = muster_format_number(n);
    g_string_append_printf(out, "%s %s ", number, parts[i].name);
  }
  if (rest > 0 || seconds == 0) {
    g_autofree char *number = muster_format_number(rest);
    g_string_append_printf(out, "%s s ", number);
  }
  g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}

static gsize
decimals(const char *text)
{
  const char *point = strchr(text, '.');
  return point != NULL ? strspn(point + 1, "0123456789") : 0;
}

/* Minutes and seconds, unless taking the minutes off costs digits: 186.43 s, not 3 min 6.430000000000007 s. */
char *
muster_format_duration(double seconds)
{
  g_autofree char *text = decomposed(seconds);
  g_autofree char *number = muster_format_number(seconds);
  g_autofree char *why = NULL;
  double back = NAN;
  if (muster_parse_duration(text, &back, &why) && back == seconds && decimals(text) <= decimals(number))
    return g_steal_pointer(&text);
  return g_strdup_printf("%s s", number);
}

/* Seconds as one amount in the unit that both ends of a range can share. */
static char *
in_unit(double seconds, double unit_s)
{
  return muster_format_number(seconds / unit_s);
}

char *
muster_format_per_span(const MusterPerSpan *span)
{
  GString *out = g_string_new(NULL);
  double unit_s = fmod(span->lo, 1800) == 0 && fmod(span->hi, 1800) == 0 ? 3600 : 1;
  const char *unit = !span->is_time ? "" : unit_s > 1 ? " h" : " s";
  double divisor = span->is_time ? unit_s : 1;
  g_autofree char *lo = in_unit(span->lo, divisor);
  g_autofree char *hi = in_unit(span->hi, divisor);
  if (span->is_time && span->lo == span->hi) {
    g_autofree char *whole = unit_s > 1 ? g_strdup_printf("%s h", lo) : muster_format_duration(span->lo);
    g_string_append(out, whole);
  } else if (span->lo == span->hi)
    g_string_append(out, lo);
  else
    g_string_append_printf(out, "%s-%s%s", lo, hi, unit);
  const char *name = span->per_unit == 'd'   ? "day"
                     : span->per_unit == 'w' ? "week"
                     : span->per_unit == 'm' ? "month"
                     : span->per_unit == 'y' ? "year"
                                             : NULL;
  if (name != NULL && span->per_n == 1)
    g_string_append_printf(out, " / %s", name);
  else if (name != NULL)
    g_string_append_printf(out, " / %d %ss", span->per_n, name);
  return g_string_free(out, FALSE);
}

/* The share kept, in ten-thousandths, when `share` is a whole number of them; else −1. */
static gint64
kept_in_ten_thousandths(double share)
{
  double lost = share * 10000;
  return fabs(lost - round(lost)) < 1e-9 ? 10000 - (gint64) round(lost) : -1;
}

double
muster_scheduled(double need, const double *shares, int n)
{
  /* need · 10000^m / Π kept with common factors taken out at once: exact as long as both stay below 2^53. */
  double numerator = need, denominator = 1;
  for (int i = 0; i < n; i++) {
    if (!(shares[i] < 1))
      return INFINITY;
    gint64 kept = kept_in_ten_thousandths(shares[i]), whole = 10000;
    if (kept < 0) {
      denominator *= 1 - shares[i];
      continue;
    }
    for (gint64 a = kept, b = whole; b != 0;) { /* Euclid; ends with the divisor in a */
      gint64 r = a % b;
      a = b;
      b = r;
      if (b == 0) {
        kept /= a;
        whole /= a;
      }
    }
    numerator *= (double) whole;
    denominator *= (double) kept;
  }
  double scheduled = numerator / denominator, nearest = round(scheduled);
  /* A quotient of rounded doubles this near to a whole number is that number. */
  return fabs(scheduled - nearest) <= 1e-12 * fabs(scheduled) ? nearest : ceil(scheduled);
}
