/* The table of methods. */
#include "staffing/method_private.h"
#include <string.h>

static const StaffingMethod *const methods[] = {
#define METHOD(name) &staffing_method_##name,
#include "staffing/methods.h"
#undef METHOD
};

static const MusterStaffingMethodInfo *const infos[] = {
#define METHOD(name) &staffing_method_##name.info,
#include "staffing/methods.h"
#undef METHOD
    NULL,
};

/* Places in the list, to hold it against MusterStaffingMethod. */
enum {
#define METHOD(name) PLACE_##name,
#include "staffing/methods.h"
#undef METHOD
};
G_STATIC_ASSERT((int) PLACE_stationary == (int) MUSTER_STAFFING_STATIONARY);
G_STATIC_ASSERT((int) PLACE_lagged == (int) MUSTER_STAFFING_LAGGED);
G_STATIC_ASSERT((int) PLACE_exact_day == (int) MUSTER_STAFFING_EXACT_DAY);

const StaffingMethod *
staffing_method(MusterStaffingMethod method)
{
  g_assert((guint) method < G_N_ELEMENTS(methods));
  return methods[method];
}

const MusterStaffingMethodInfo *const *
muster_staffing_methods(void)
{
  return infos;
}

const char *
muster_staffing_method_name(MusterStaffingMethod method)
{
  return staffing_method(method)->info.name;
}

gboolean
muster_staffing_method_parse(const char *name, MusterStaffingMethod *method)
{
  for (int m = 0; infos[m] != NULL; m++)
    if (strcmp(infos[m]->name, name) == 0) {
      *method = (MusterStaffingMethod) m;
      return TRUE;
    }
  return FALSE;
}

const char *
muster_staffing_method_nearest(const char *name)
{
  const char *names[G_N_ELEMENTS(infos)] = {NULL};
  for (int m = 0; infos[m] != NULL; m++)
    names[m] = infos[m]->name;
  return muster_nearest(name, names);
}
