/* A staffing method: how the load of each interval comes about, and what is done with the steady state's
 * answer to it. One file and one word in meson.build. */
#pragma once
#include "staffing/staffing_private.h"

struct StaffingMethod {
  MusterStaffingMethodInfo info;
  /* Offered load of each interval of the grid, erlangs; handle_s[grid->n] are the mean handle times, 0 where
   * the queue is closed. */
  void (*loads)(const MusterCentre *centre, const MusterDemand *demand, int queue, int group,
                const double *handle_s, double *load_erl);
  /* Turns the steady state's numbers into the method's own; NULL: they are. FALSE: `faults` has an error. */
  gboolean (*refine)(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults);
  /* Fills the service of the requirement as it is in the end, minima included; NULL: the steady state's. */
  gboolean (*report)(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults);
  gboolean varies; /* honours the variation of demand */
  /* For --explain: where the load comes from when it is not contacts × handle time / open time. */
  const char *load_text;
};
typedef struct StaffingMethod StaffingMethod;

/* The record of a method, in its file. */
#define METHOD(name) extern const StaffingMethod staffing_method_##name;
#include "staffing/methods.h"
#undef METHOD

const StaffingMethod *staffing_method(MusterStaffingMethod method);
#define STAFFING_LEVELLED "levelled" /* the name of what is done with work that can wait */
/* ways.c: names each queue's method in the requirement, before it is used; and the record of that method. */
void staffing_choose_ways(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand);
const StaffingMethod *staffing_way(const MusterStaffing *staffing, int queue);
/* loads() of the stationary method: contacts × handle time / open time. */
void staffing_plain_loads(const MusterCentre *centre, const MusterDemand *demand, int queue, int group,
                          const double *handle_s, double *load_erl);
