/* Small questions to a centre that several rooms ask. */
#include <muster/model/centre.h>

/* The last step of that weekday which has begun; nobody before the first one. */
double
muster_steps_at(const MusterSteps *steps, const MusterGrid *grid, int interval)
{
  if (steps->n == 0)
    return steps->constant;
  guint weekday = (guint) muster_day_weekday(grid->first_day + grid->day_of[interval]);
  double value = 0;
  int begun_s = -1;
  for (int s = 0; s < steps->n; s++) {
    const MusterStep *step = &steps->step[s];
    if ((step->days >> weekday & 1) != 0 && step->clock_s <= grid->clock_s[interval] && step->clock_s > begun_s) {
      value = step->value;
      begun_s = step->clock_s;
    }
  }
  return value;
}
