/* Keyed random draws: every number is a function of its key, never of what was drawn before.
 *
 * A key names what the draw is for: (seed, replication, queue or another stream, arrival number, attempt).
 * A draw from it names its purpose. So scaled demand keeps the contacts it had, scenarios stay in step, and
 * any number of threads gives the same bytes. Mixing: the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
 */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

typedef guint64 MusterKey;

static inline guint64
muster_mix64(guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* Derives a key from a parent and a number; different numbers give unrelated keys. */
static inline MusterKey
muster_key(MusterKey parent, guint64 number)
{
  return muster_mix64(parent + (number + 1) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15));
}

/* What a draw is for. New purposes go at the end: the numbers are part of what a seed means. */
typedef enum {
  MUSTER_DRAW_ARRIVAL, MUSTER_DRAW_HANDLE, MUSTER_DRAW_PATIENCE, MUSTER_DRAW_REDIAL, MUSTER_DRAW_REDIAL_DELAY,
  MUSTER_DRAW_TRANSFER, MUSTER_DRAW_CALLBACK, MUSTER_DRAW_REPEAT, MUSTER_DRAW_REPEAT_DELAY, MUSTER_DRAW_ROUTE,
  MUSTER_DRAW_ABSENCE, MUSTER_DRAW_LATE, MUSTER_DRAW_SPELL, MUSTER_DRAW_DAY_FACTOR, MUSTER_DRAW_INTERVAL_FACTOR,
  MUSTER_DRAW_COUNT, MUSTER_DRAW_AFTER_CALL, MUSTER_DRAW_SELFSERVICE, MUSTER_DRAW_ESCALATE, MUSTER_DRAW_FOLLOW_UP,
  MUSTER_DRAW_OTHER, MUSTER_DRAW_BALK, MUSTER_DRAW_FOLLOW_UP_DELAY, MUSTER_DRAW_REOPEN, MUSTER_DRAW_REOPEN_DELAY, MUSTER_DRAW_OUTSIDE,
  MUSTER_DRAW_AGE,
  MUSTER_DRAW_REACH, MUSTER_DRAW_PARTY, MUSTER_DRAW_RETRY, MUSTER_DRAW_SECOND, MUSTER_DRAW_SECOND_AFTER, MUSTER_DRAW_QUIET, MUSTER_DRAW_SPLIT,
} MusterPurpose;

/* 64 random bits, and uniforms: on [0,1) with 53 bits; on (0,1). */
static inline guint64
muster_draw_bits(MusterKey key, MusterPurpose purpose)
{
  return muster_key(key, (guint64) purpose);
}
static inline double
muster_draw_uniform(MusterKey key, MusterPurpose purpose)
{
  return (double) (muster_draw_bits(key, purpose) >> 11) * 0x1p-53;
}

/* Standard exponential and standard normal by ziggurat (Marsaglia & Tsang 2000, 256 layers, 53-bit x). One hash
 * in about 99 % of draws; rejections re-key. The fast path is inline in src/base/ziggurat_private.h. */
MUSTER_API double muster_draw_exponential(MusterKey key, MusterPurpose purpose);
MUSTER_API double muster_draw_normal(MusterKey key, MusterPurpose purpose);
MUSTER_API double muster_draw_gamma(MusterKey key, MusterPurpose purpose, double shape); /* mean `shape`; Marsaglia & Tsang 2000 */
MUSTER_API gint64 muster_draw_poisson(MusterKey key, MusterPurpose purpose, double mean); /* PTRS, Hörmann 1993; inversion below 10 */

G_END_DECLS
