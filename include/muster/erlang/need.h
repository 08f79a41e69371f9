/* How many agents: the smallest number that keeps every target at once, and which target made it so. */
#pragma once
#include <math.h>
#include <muster/base.h>

G_BEGIN_DECLS

/* The contacts of one queue in steady state. */
typedef struct {
  double load_erl;
  double handle_s;   /* mean handle time */
  double patience_s; /* mean patience; INFINITY: nobody abandons (Erlang C), else Erlang A */
} MusterErlangTraffic;

/* What is promised. NaN: not asked. With several, all hold. */
typedef struct {
  double service_level, within_s;
  MusterServiceLevel definition;
  double short_s;   /* for MUSTER_SL_SHORT_ABANDONS_AS_GOOD */
  double asa_s;     /* mean wait of the answered at most so long */
  double abandon;   /* share abandoned at most */
  double occupancy; /* at most */
} MusterErlangTargets;
#define MUSTER_ERLANG_NO_TARGETS                                                                             \
  ((MusterErlangTargets){NAN, NAN, MUSTER_SL_ANSWERED_OF_OFFERED, 0.0, NAN, NAN, NAN})

typedef enum {
  MUSTER_ERLANG_BINDS_NOTHING = 0, /* no load, or one agent keeps everything */
  MUSTER_ERLANG_BINDS_SERVICE_LEVEL = 1 << 0,
  MUSTER_ERLANG_BINDS_ABANDON = 1 << 1,
  MUSTER_ERLANG_BINDS_ASA = 1 << 2,
  MUSTER_ERLANG_BINDS_OCCUPANCY = 1 << 3,
  MUSTER_ERLANG_BINDS_LOAD = 1 << 4, /* endless patience: fewer agents than load + never catch up */
} MusterErlangBinding;

/* What a queue gives with so many agents; the shares are by the definition of the targets. */
typedef struct {
  double service_level; /* NaN without within_s */
  double abandon;
  double asa_s; /* of the answered */
  double occupancy;
} MusterErlangService;

typedef enum {
  MUSTER_ERLANG_MET,
  MUSTER_ERLANG_IMPOSSIBLE, /* no number of agents keeps `unmet`: it asks for all, or for more than MUSTER_ERLANG_MAX_AGENTS */
} MusterErlangStatus;

typedef struct {
  MusterErlangStatus status;
  int agents;                  /* smallest; 0 without load. Impossible: what the other targets need */
  MusterErlangBinding binding; /* every target that one agent less would break */
  MusterErlangBinding unmet;   /* targets that cannot be kept */
  MusterErlangService service; /* with `agents` */
} MusterErlangNeed;

/* Service of `agents`. Endless patience with agents ≤ load: service level and answered waits as of an
 * endless queue (0, INFINITY), occupancy 1. */
MUSTER_API gboolean muster_erlang_service(const MusterErlangTraffic *traffic,
                                          const MusterErlangTargets *targets, int agents,
                                          MusterErlangService *out, GError **error);
/* Smallest number of agents. FALSE with MUSTER_SOLVE_ERROR_DOMAIN for numbers out of range; targets that
 * cannot be kept are a result with a status. Load 0 needs nobody. */
MUSTER_API gboolean muster_erlang_agents(const MusterErlangTraffic *traffic,
                                         const MusterErlangTargets *targets, MusterErlangNeed *out,
                                         GError **error);

/* The targets that a service breaks. */
MUSTER_API MusterErlangBinding muster_erlang_broken(const MusterErlangTargets *targets,
                                                    const MusterErlangService *service);
/* The targets without `some` (bits of MusterErlangBinding): these are not asked any more. */
MUSTER_API MusterErlangTargets muster_erlang_without(const MusterErlangTargets *targets, guint some);

G_END_DECLS
