/* The fast paths of exponential and normal draws, for inlining into hot loops.
 *
 * A draw takes 64 random bits: 8 choose the layer, 1 the sign, 53 the place in it. In about 99 of 100 draws
 * the place lies inside the layer's core and one comparison and one product are all; else the slow functions
 * decide, re-keying from the same bits, so that a draw stays a function of its key alone.
 */
#pragma once
#include <muster/base/random.h>
#include <string.h>

typedef struct {
  double tail; /* where the tail begins */
  struct {
    guint64 core; /* a place below it is inside, of 2^53 */
    double width; /* of the layer, per place */
  } layer[256];
  double height[257]; /* density at the layers' right ends, height[256] = 1; height[0] is not used */
} MusterZiggurat;

extern const MusterZiggurat muster_ziggurat_exponential;
extern const MusterZiggurat muster_ziggurat_normal;

double muster_exponential_slow(guint64 bits);
double muster_normal_slow(guint64 bits);

/* Standard exponential from 64 random bits. */
static inline double
muster_exponential_from_bits(guint64 bits)
{
  guint64 place = bits >> 11;
  guint i = bits & 255;
  if (G_LIKELY(place < muster_ziggurat_exponential.layer[i].core))
    return (double) (gint64) place * muster_ziggurat_exponential.layer[i].width;
  return muster_exponential_slow(bits);
}

/* Standard normal from 64 random bits. */
static inline double
muster_normal_from_bits(guint64 bits)
{
  guint64 place = bits >> 11;
  guint i = bits & 255;
  if (G_LIKELY(place < muster_ziggurat_normal.layer[i].core)) {
    /* The sign goes in as a bit: a branch on it would be mispredicted half the time. */
    double x = (double) (gint64) place * muster_ziggurat_normal.layer[i].width;
    guint64 word;
    memcpy(&word, &x, sizeof word);
    word |= (bits & 256) << 55;
    memcpy(&x, &word, sizeof x);
    return x;
  }
  return muster_normal_slow(bits);
}

/* Exactly what muster_draw_exponential() and muster_draw_normal() give. */
static inline double
muster_exponential_inline(MusterKey key, MusterPurpose purpose)
{
  return muster_exponential_from_bits(muster_draw_bits(key, purpose));
}
static inline double
muster_normal_inline(MusterKey key, MusterPurpose purpose)
{
  return muster_normal_from_bits(muster_draw_bits(key, purpose));
}
