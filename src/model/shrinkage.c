/* Shrinkage that is not put into the shifts: what multiplies (semantics.md). */
#include <muster/model/centre.h>
#include <math.h>

int
muster_centre_shrinkage_shares(const MusterCentre *centre, double *out)
{
  int n = 0;
  for (int i = 0; i < centre->n_shrinkage; i++)
    if (!centre->shrinkage[i].placed && !isnan(centre->shrinkage[i].share))
      out[n++] = centre->shrinkage[i].share;
  return n;
}
