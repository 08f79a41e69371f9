/* The slow paths of the ziggurat: wedges, tails and rejections (Marsaglia & Tsang 2000; tail of the normal:
 * Marsaglia 1964). */
#include "base/ziggurat_private.h"
#include <math.h>

/* The n-th further 64 bits of a draw, and as a uniform on (0,1). */
static guint64
further(guint64 bits, guint64 n)
{
  return muster_key(bits, n);
}

static double
further_uniform(guint64 bits, guint64 n)
{
  return ((double) (further(bits, n) >> 11) + 0.5) * 0x1p-53;
}

/* Whether place x in the wedge of layer i > 0 lies under the density, given a uniform. */
static gboolean
under(const MusterZiggurat *z, guint i, double uniform, double density)
{
  return z->height[i] + uniform * (z->height[i + 1] - z->height[i]) < density;
}

double
muster_exponential_slow(guint64 bits)
{
  const MusterZiggurat *z = &muster_ziggurat_exponential;
  double shift = 0; /* of the tail: it is the same density again, further right */
  guint64 now = bits;
  for (guint64 n = 0;; n += 2) {
    guint i = now & 255;
    guint64 place = now >> 11;
    double x = (double) place * z->layer[i].width;
    if (place < z->layer[i].core)
      return shift + x;
    if (i == 0)
      shift += z->tail;
    else if (under(z, i, further_uniform(bits, n), exp(-x)))
      return shift + x;
    now = further(bits, n + 1);
  }
}

/* A normal beyond `tail`; draws from the number n on. */
static double
normal_tail(double tail, guint64 bits, guint64 n)
{
  double x, y;
  do {
    x = -log(further_uniform(bits, n)) / tail;
    y = -log(further_uniform(bits, n + 1));
    n += 2;
  } while (2 * y < x * x);
  return tail + x;
}

double
muster_normal_slow(guint64 bits)
{
  const MusterZiggurat *z = &muster_ziggurat_normal;
  guint64 now = bits;
  for (guint64 n = 0;; n += 2) {
    guint i = now & 255;
    guint64 place = now >> 11;
    double x = (double) place * z->layer[i].width, sign = now & 256 ? -1 : 1;
    if (place < z->layer[i].core)
      return sign * x;
    if (i == 0)
      return sign * normal_tail(z->tail, bits, n);
    if (under(z, i, further_uniform(bits, n), exp(-0.5 * x * x)))
      return sign * x;
    now = further(bits, n + 1);
  }
}
