/* Exact decimal ↔ binary conversion for the ranges that tables hold; see the header for the method. */
#include "base/shortest_private.h"
#include <muster/base/decimal.h>
#include <math.h>
#include <string.h>

typedef unsigned __int128 uint128;

/* 5^27 is the largest power of five below 2^64. */
#define MAX_POWER 27

static const guint64 power_of_5[MAX_POWER + 1] = {
    1,
    5,
    25,
    125,
    625,
    3125,
    15625,
    78125,
    390625,
    1953125,
    9765625,
    48828125,
    244140625,
    1220703125,
    6103515625,
    30517578125,
    152587890625,
    762939453125,
    3814697265625,
    19073486328125,
    95367431640625,
    476837158203125,
    2384185791015625,
    11920928955078125,
    59604644775390625,
    298023223876953125,
    1490116119384765625,
    7450580596923828125,
};

/* Exact in a double: 10^22 = 5^22 · 2^22 and 5^22 < 2^53. */
static const double exact_power_of_10[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static inline int
bit_length(uint128 x)
{
  guint64 high = (guint64) (x >> 64);
  return high != 0 ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll((guint64) x);
}

/* x · 2^exp2 (x > 0; `sticky`: the true value is a little more) as the nearest normal double. */
static double
round_to_double(uint128 x, gboolean sticky, int exp2)
{
  int shift = bit_length(x) - 53;
  guint64 m;
  if (shift <= 0) {
    m = (guint64) x << -shift;
  } else {
    uint128 rest = x & (((uint128) 1 << shift) - 1), half = (uint128) 1 << (shift - 1);
    m = (guint64) (x >> shift);
    if (rest > half || (rest == half && (sticky || (m & 1) != 0)))
      m++; /* may become 2^53, still exact */
  }
  return ldexp((double) m, shift + exp2);
}

/* The double nearest to mantissa · 10^e10. FALSE outside the range of the integer method. */
static gboolean
scale_exactly(guint64 mantissa, int e10, double *value)
{
  if (mantissa == 0) {
    *value = 0;
    return TRUE;
  }
  if (mantissa <= (G_GUINT64_CONSTANT(1) << 53) && e10 >= -22 && e10 <= 22) {
    double m = (double) mantissa;
    *value = e10 < 0 ? m / exact_power_of_10[-e10] : m * exact_power_of_10[e10];
    return TRUE;
  }
  if (e10 < -MAX_POWER || e10 > MAX_POWER)
    return FALSE;
  if (e10 >= 0) {
    *value = round_to_double((uint128) mantissa * power_of_5[e10], FALSE, e10);
    return TRUE;
  }
  int up = __builtin_clzll(mantissa);
  guint64 divisor = power_of_5[-e10];
  uint128 numerator = (uint128) (mantissa << up) << 64, quotient = numerator / divisor;
  *value = round_to_double(quotient, quotient * divisor != numerator, e10 - 64 - up);
  return TRUE;
}

/* What the text of a number says: 0.ddd has a negative e10. More than 19 digits do not fit the mantissa. */
typedef struct {
  guint64 mantissa;
  int digits; /* significant */
  int e10;
  const char *end;
} Parts;

static const char *
scan_digits(const char *p, Parts *d, gboolean fraction)
{
  for (; g_ascii_isdigit(*p); p++) {
    if (d->digits > 0 || *p != '0')
      d->digits = MIN(d->digits + 1, 1000);
    if (d->digits <= 19)
      d->mantissa = d->mantissa * 10 + (guint64) (*p - '0');
    if (fraction)
      d->e10 = MAX(d->e10 - 1, -100000);
  }
  return p;
}

static gboolean
scan_parts(const char *text, Parts *d)
{
  const char *p = scan_digits(text, d, FALSE);
  gboolean any = p > text;
  if (*p == '.') {
    const char *fraction = p + 1;
    p = scan_digits(fraction, d, TRUE);
    any = any || p > fraction;
  }
  d->end = p;
  if (!any)
    return FALSE;
  if (*p != 'e' && *p != 'E')
    return TRUE;
  const char *q = p + 1;
  gboolean negative = *q == '-';
  if (*q == '-' || *q == '+')
    q++;
  if (!g_ascii_isdigit(*q))
    return TRUE; /* `5e` : the number is 5 and `e` follows it */
  int exponent = 0;
  for (; g_ascii_isdigit(*q); q++)
    exponent = MIN(exponent * 10 + (*q - '0'), 100000);
  d->e10 += negative ? -exponent : exponent;
  d->end = q;
  return TRUE;
}

gboolean
muster_decimal_scan(const char *text, const char **end, double *value)
{
  gboolean negative = *text == '-';
  const char *start = text + (*text == '-' || *text == '+');
  Parts d = {0};
  if (!scan_parts(start, &d))
    return FALSE;
  double v;
  if (d.digits > 19 || !scale_exactly(d.mantissa, d.e10, &v))
    v = g_ascii_strtod(start, NULL);
  if (!isfinite(v))
    return FALSE;
  *value = negative ? -v : v;
  if (end != NULL)
    *end = d.end;
  return TRUE;
}

static const char digit_pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                  "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                  "8081828384858687888990919293949596979899";

/* Writes the decimal digits of d, two by two from the end; returns how many. */
static int
put_digits(char *out, guint64 d)
{
  char text[24];
  int at = sizeof text;
  for (; d >= 100; d /= 100)
    memcpy(text + (at -= 2), digit_pairs + 2 * (d % 100), 2);
  if (d >= 10)
    memcpy(text + (at -= 2), digit_pairs + 2 * d, 2);
  else
    text[--at] = (char) ('0' + d);
  memcpy(out, text + at, sizeof text - (gsize) at);
  return (int) sizeof text - at;
}

static int
put_exponent(char *out, const char *digits, int n, int exponent)
{
  int at = 0;
  out[at++] = digits[0];
  if (n > 1) {
    out[at++] = '.';
    memcpy(out + at, digits + 1, (gsize) (n - 1));
    at += n - 1;
  }
  out[at++] = 'e';
  if (exponent < 0)
    out[at++] = '-';
  return at + put_digits(out + at, (guint64) ABS(exponent));
}

/* Puts the point: `digits` of length n mean 0.digits · 10^point. */
static int
put_plain(char *out, const char *digits, int n, int point)
{
  int at = 0;
  if (point <= 0) {
    out[at++] = '0';
    out[at++] = '.';
    for (int i = point; i < 0; i++)
      out[at++] = '0';
  }
  for (int i = 0; i < MAX(n, point); i++) {
    if (i == point && point > 0)
      out[at++] = '.';
    out[at++] = i < n ? digits[i] : '0';
  }
  return at;
}

int
muster_decimal_print(char buffer[MUSTER_DECIMAL_SIZE], double value)
{
  g_return_val_if_fail(isfinite(value), 0);
  int at = 0;
  guint64 d;
  int e10 = 0;
  if (value < 0) {
    buffer[at++] = '-';
    value = -value;
  }
  if (value < 1e15 && value == (double) (guint64) value) {
    at += put_digits(buffer + at, (guint64) value);
    buffer[at] = 0;
    return at;
  }
  for (d = base_shortest_digits(value, &e10); d % 10 == 0; d /= 10)
    e10++;
  char digits[24];
  int n = put_digits(digits, d), point = n + e10;
  if (point >= -4 && point <= 16)
    at += put_plain(buffer + at, digits, n, point);
  else
    at += put_exponent(buffer + at, digits, n, point - 1);
  buffer[at] = 0;
  return at;
}
