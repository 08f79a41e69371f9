/* Prices of missing and surplus cover, and what holds when the centre gives none. */
#include <math.h>
#include <muster/model/centre.h>

#define SHORT_PER_COST 4.0 /* see muster_centre_short_per_h() */

static double
dearest_per_h(const MusterCentre *centre)
{
  double dearest = 0;
  for (int g = 0; g < centre->n_groups; g++)
    if (isfinite(centre->group[g].cost_per_h))
      dearest = MAX(dearest, centre->group[g].cost_per_h);
  return dearest;
}

double
muster_centre_short_per_h(const MusterCentre *centre)
{
  double dearest = dearest_per_h(centre);
  return isfinite(centre->price_short_per_h) ? centre->price_short_per_h : SHORT_PER_COST * (dearest > 0 ? dearest : 1);
}

double
muster_centre_over_per_h(const MusterCentre *centre)
{
  return isfinite(centre->price_over_per_h) ? centre->price_over_per_h : dearest_per_h(centre) > 0 ? 0 : 1;
}
