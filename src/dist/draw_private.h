/* Draws for hot loops: the common kinds in place, the others through their record. */
#pragma once
#include "base/ziggurat_private.h"
#include <math.h>
#include <muster/dist.h>

/* Exactly what muster_dist_draw() gives; `dist` must be given. */
static inline double
muster_dist_draw_inline(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  switch (dist->kind) {
  case MUSTER_DIST_FIXED:
    return dist->a;
  case MUSTER_DIST_EXPONENTIAL:
    return dist->a * muster_exponential_inline(key, purpose);
  case MUSTER_DIST_LOGNORMAL:
    return exp(dist->a + dist->b * muster_normal_inline(key, purpose));
  default:
    return dist->info->draw(dist, key, purpose);
  }
}
