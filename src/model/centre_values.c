/* Small questions to a centre that several rooms ask. */
#include <muster/model/centre.h>

const char *
muster_service_level_text(MusterServiceLevel definition)
{
  static const char *const texts[] = {
    [MUSTER_SL_ANSWERED_OF_OFFERED] = "answered_within / offered",
    [MUSTER_SL_ANSWERED_OF_ANSWERED] = "answered_within / answered",
    [MUSTER_SL_ABANDONED_AS_GOOD] = "(answered_within + abandoned_within) / offered",
    [MUSTER_SL_WITHOUT_QUICK_ABANDONS] = "answered_within / (offered - abandoned_within)",
    [MUSTER_SL_SHORT_ABANDONS_AS_GOOD] = "(answered_within + short_abandons) / offered",
    [MUSTER_SL_VIRTUAL_WAIT] = "virtual_wait",
  };
  g_return_val_if_fail((gsize) definition < G_N_ELEMENTS(texts), "");
  return texts[definition];
}

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
