/* Requirement: agents needed on queue per interval and queue; what `muster staff` makes, plan and sim read. */
#pragma once
#include <muster/model/demand.h>

G_BEGIN_DECLS

/* Which target made the number what it is. */
typedef enum {
  MUSTER_BINDING_NONE,          /* closed or nothing asked */
  MUSTER_BINDING_SERVICE_LEVEL,
  MUSTER_BINDING_ABANDON,
  MUSTER_BINDING_ASA,
  MUSTER_BINDING_OCCUPANCY,
  MUSTER_BINDING_MINIMUM,       /* a group's `minimum` */
  MUSTER_BINDING_LOAD,          /* only stability */
} MusterBinding;
MUSTER_API const char *muster_binding_name(MusterBinding binding); /* as in the CSV: "service_level", … */
MUSTER_API gboolean muster_binding_parse(const char *name, MusterBinding *binding);

typedef struct {
  double contacts;        /* offered in the interval, after what was divided out */
  double handle_mean_s;
  double load_erl;        /* contacts × handle time / interval */
  double agents;          /* need on queue: whole for live channels */
  double scheduled;       /* agents / Π(1 − s), rounded up once */
  double service_level, abandonment, asa_s, occupancy; /* expected with `agents`; NaN when nothing is offered */
  MusterBinding binding;
} MusterNeed;

typedef struct {
  MusterGrid *grid;
  int n_queues;           /* the centre's, same order */
  MusterNeed *need;       /* [n_queues * grid->n], need[q * grid->n + i] */
  int *group;             /* [n_queues], the group that the row names (its first group of rank 1), or -1 */
  char *method;           /* "stationary", …: what was used */
} MusterRequirement;

MUSTER_API MusterRequirement *muster_requirement_new(const MusterCentre *centre); /* zeros; (transfer full) */
MUSTER_API void muster_requirement_free(MusterRequirement *requirement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterRequirement, muster_requirement_free)
/* CSV with the columns of `muster staff --format csv`, and back. */
MUSTER_API char *muster_requirement_write(const MusterRequirement *requirement, const MusterCentre *centre);
MUSTER_API MusterRequirement *muster_requirement_read(const MusterCentre *centre, MusterSource *source,
                                                      MusterFaults *faults);

G_END_DECLS
