/* The simulator: demand + staff + routing → outcome.
 *
 * A MusterSim is a centre compiled for simulation: immutable once made, so one may be run from several threads. It borrows
 * the centre, the demand and the staff, which must outlive it.
 *
 *   MusterSimStaff staff = {.roster = roster};
 *   MusterSimOptions options = {.seed = 1, .replications = 200};
 *   g_autoptr(MusterSim) sim = muster_sim_new(centre, demand, &staff, &options, faults);
 *   g_autoptr(MusterOutcome) outcome = sim == NULL ? NULL : muster_sim_run(sim, &error);
 *
 * Features that cannot be honoured together are faults of muster_sim_new(), by name and place.
 */
#pragma once
#include <muster/model.h>

G_BEGIN_DECLS

typedef struct MusterSim MusterSim;

#define MUSTER_SIM_MOST 10000 /* replications that a precision may take, if nothing else is said */

/* Who works. At most one is given; all NULL: the groups' `on_duty`. */
typedef struct {
  const MusterRequirement *requirement; /* the `agents` of each queue stand in the group its row names */
  const MusterPlan *plan;
  const MusterRoster *roster;
} MusterSimStaff;

/* Called now and then, from one thread at a time, and at the end. */
typedef void (*MusterSimProgress)(int done, int total, gpointer data);

/* What runs a replication. Both make the same draws and count the same, contact by contact. */
typedef enum {
  MUSTER_SIM_KERNEL_AUTO,   /* the recursion where it fits: one queue, one group by number, basic measures, no flows */
  MUSTER_SIM_KERNEL_EVENTS, /* always the event engine */
} MusterSimKernel;

typedef struct {
  guint64 seed;
  int replications;      /* 0: the centre's; with a precision, at most so many, 0: MUSTER_SIM_MOST */
  int jobs;              /* 0: as many as processors; the outcome does not depend on it */
  MusterSimKernel kernel;
  gboolean all_measures; /* FALSE: counts, shares and means only */
  gboolean no_histograms; /* with all measures: these apart */
  gboolean controls;     /* the number of new contacts is a control variate of queues' and totals' shares and mean waits */
  int n_precisions;      /* 0: exactly so many replications; else more, until all of these hold or the cap is met */
  const MusterPrecision *precision; /* [n_precisions]; must outlive the sim */
  const MusterTrace *trace; /* replayed instead of the demand, needed until muster_sim_new() returns; NULL: the centre's, if it names one */
  MusterSimProgress progress;
  gpointer progress_data;
} MusterSimOptions;

/* What the run cost: contacts are the legs that reached a queue, warm-up included. */
typedef struct {
  guint64 contacts;
  double cpu_s, wall_s;
} MusterSimTiming;

/* NULL when something is refused or missing, with its faults. Options are copied. `demand` may be NULL where there is a trace.
 * (transfer full) */
MUSTER_API MusterSim *muster_sim_new(const MusterCentre *centre, const MusterDemand *demand, const MusterSimStaff *staff,
                                     const MusterSimOptions *options, MusterFaults *faults);
MUSTER_API void muster_sim_free(MusterSim *sim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterSim, muster_sim_free)

/* The demand as the simulation has it: what was divided out of its counts. (transfer none) */
MUSTER_API const MusterFlows *muster_sim_flows(const MusterSim *sim);

/* Runs all replications. `timing` may be NULL. Fails only when a check of conservation does. (transfer full) */
MUSTER_API MusterOutcome *muster_sim_run(const MusterSim *sim, MusterSimTiming *timing, GError **error);

/* One replication (0 is the first of a run) as an ACD would export it, one row per interval and queue:
 * start,queue,channel,offered,answered,abandoned,handle_time_mean_s. (transfer full) */
MUSTER_API char *muster_sim_write_history(const MusterSim *sim, int replication, GError **error);
/* One replication contact by contact, in order of arrival. (transfer full) */
MUSTER_API char *muster_sim_write_contacts(const MusterSim *sim, int replication, GError **error);

/* --- routers ---------------------------------------------------------------------------------------------------- */

typedef enum { MUSTER_ROUTER_CHOOSE_AGENT, MUSTER_ROUTER_CHOOSE_CONTACT, MUSTER_ROUTER_JOIN } MusterRouterRole;

/* A way to choose; one file each in src/sim/routers, listed in src/sim/meson.build. Parameters are given by queue
 * (choose_contact) or by group (choose_agent, join): `{weighted_wait: {sales: 1, vip: 4}}`. */
typedef struct {
  const char *name;
  MusterRouterRole role;
  const char *summary;   /* one line */
  const char *parameter; /* what the number is called in texts; NULL: it takes none */
  gboolean pairs;        /* `base` and `per_s` of each instead of a number */
  double standard;       /* of a queue or group that is not named */
  const char *help;      /* of the parameter */
} MusterRouterInfo;

MUSTER_API const MusterRouterInfo *const *muster_router_all(void); /* NULL-terminated */
/* A way to place the calls of an outbound queue; one file each in src/sim/dialers, listed in src/sim/meson.build. */
typedef struct {
  const char *name, *summary; /* one line */
  const char *keys;           /* of its parameters in the centre file, between blanks */
} MusterDialerInfo;

MUSTER_API const MusterDialerInfo *const *muster_dialer_all(void); /* NULL-terminated */
/* The names by role, for muster_centre_read(). */
MUSTER_API const MusterNames *muster_sim_names(void);

G_END_DECLS
