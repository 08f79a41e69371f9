/* Each interval as if it had always been so ("SIPP"). */
#include "staffing/method_private.h"

void
staffing_plain_loads(const MusterCentre *centre, const MusterDemand *demand, int queue,
                     G_GNUC_UNUSED int group, const double *handle_s, double *load_erl)
{
  for (int i = 0; i < centre->grid->n; i++)
    load_erl[i] = staffing_rate(centre, demand, queue, i) * handle_s[i];
}

const StaffingMethod staffing_method_stationary = {
    .info = {.name = "stationary",
             .summary =
                 "each interval in its steady state, Erlang A or C: quick, wrong where demand moves fast"},
    .loads = staffing_plain_loads,
    .varies = TRUE,
};
