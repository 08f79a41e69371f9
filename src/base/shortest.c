/* The shortest decimal digits of a double, after Giulietti 2020, *The Schubfach way to render doubles*.
 *
 * The doubles that read back as `value` = c 2^q fill an interval around it; scaled by a power of ten that
 * makes the interval between 1 and 10 wide (in units of a quarter), it holds one number that ends in a zero,
 * or else the value's two neighbours among the integers decide. The scaled ends are needed only up to their
 * order, for which 128 bits of the power are enough, when the last bit also says "and a little more". */
#include "base/shortest_private.h"
#include <string.h>

typedef unsigned __int128 uint128;

enum { FRACTION_BITS = 52, BIAS = 1075 };

/* ⌊q log10 2⌋, and of ¾ 2^q, where the interval is narrower below; ⌊k log2 10⌋. Exact for all doubles. */
static inline int
floor_log10_power_of_2(int q, gboolean narrow)
{
  return (q * 1262611 - (narrow ? 524031 : 0)) >> 22;
}
static inline int
floor_log2_power_of_10(int k)
{
  return (k * 1741647) >> 19;
}

/* The upper 64 bits of g · x, the last of them set when anything lies below. */
static inline guint64
scale(Power128 g, guint64 x)
{
  uint128 low = (uint128) g.low * x, high = (uint128) g.high * x + (guint64) (low >> 64);
  return (guint64) (high >> 64) | ((guint64) high > 1);
}

/* In quarters: the interval low .. high around `middle`. */
static guint64
choose(guint64 low, guint64 middle, guint64 high, int *e10)
{
  guint64 whole = middle / 4;
  if (whole >= 10) {
    guint64 tens = whole / 10;
    gboolean below = low <= 40 * tens, above = 40 * tens + 40 <= high;
    if (below != above) {
      (*e10)++;
      return tens + above;
    }
  }
  gboolean below = low <= 4 * whole, above = 4 * whole + 4 <= high;
  if (below != above)
    return whole + above;
  guint64 half = 4 * whole + 2;
  return whole + (middle > half || (middle == half && (whole & 1) != 0));
}

guint64
base_shortest_digits(double value, int *e10)
{
  guint64 bits;
  memcpy(&bits, &value, sizeof bits);
  guint64 fraction = bits & ((G_GUINT64_CONSTANT(1) << FRACTION_BITS) - 1);
  int exponent = (int) (bits >> FRACTION_BITS);
  guint64 c = exponent != 0 ? fraction | G_GUINT64_CONSTANT(1) << FRACTION_BITS : fraction;
  int q = (exponent != 0 ? exponent : 1) - BIAS;
  gboolean narrow = fraction == 0 && exponent > 1; /* a power of two: its lower neighbour is nearer */
  int k = floor_log10_power_of_2(q, narrow), shift = q + floor_log2_power_of_10(-k) + 1;
  Power128 g = base_power_of_10[-k - BASE_LEAST_POWER];
  guint64 low = scale(g, (4 * c - 2 + narrow) << shift), middle = scale(g, (4 * c) << shift),
          high = scale(g, (4 * c + 2) << shift), odd = c & 1; /* the ends belong to an even c */
  *e10 = k;
  return choose(low + odd, middle, high - odd, e10);
}
