/* Flows: where the contacts of a queue come from, and what a count of them holds.
 *
 * An ACD counts every leg that reaches a queue: fresh contacts, redials of those who gave up, repeats of answered ones,
 * transfers in, follow-ups, reopened and escalated cases, further attempts of callbacks. The traffic equations
 *
 *     offered = fresh + redials + repeats + transfers in + follow-ups + reopened + escalated + callbacks + attempts again
 *
 * are solved twice: backwards, from counted contacts to fresh ones, at the service of the history; forwards, from fresh
 * contacts to those that a plan will be offered, at the plan's own service. Nothing is counted twice, and what was divided
 * out can be told (muster_flows_account()).
 *
 * A contact of interval j comes back in interval i with the chance that its delay, begun at a moment spread evenly over j,
 * ends in i; what falls into closed hours comes at the next opening; what falls after the last interval does not arrive.
 * Before the horizon there was the same flow: its first week (or as many whole days as it has, up to seven) went on before it.
 *
 * Self-service stands in front of a queue: fresh contacts, redials and repeats come to it and `contains` of them go no
 * further; transfers, follow-ups and the like go past it. The history's own share is `observed.contained`, else `contains`.
 *
 * Cost: per source interval the intervals that its delay reaches; a fortnight of quarter hours with a delay of a day a few
 * hundredths of a second per queue.
 */
#pragma once
#include <muster/model/demand.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_FLOW_REDIALS,
  MUSTER_FLOW_REPEATS,
  MUSTER_FLOW_TRANSFERS,  /* in, from other queues */
  MUSTER_FLOW_FOLLOW_UPS, /* due here, from other queues */
  MUSTER_FLOW_REOPENED,
  MUSTER_FLOW_ESCALATED,  /* from lower tiers */
  MUSTER_FLOW_CALLBACKS,  /* returning, of those who accepted one: `observed.callbacks` of the queue that promised */
  MUSTER_FLOW_ATTEMPTS,   /* outbound: second and later attempts */
  MUSTER_N_FLOWS,
} MusterFlowKind;
/* "redials", "repeats", "transfers in", … */
MUSTER_API const char *muster_flow_name(MusterFlowKind kind);

/* The service that decides who comes back. Every array may be NULL and every value NaN: then what is assumed holds (see
 * MusterFlows). */
typedef struct {
  const double *abandonment; /* [n_queues * grid->n], q * grid->n + i: share of those who reach the queue */
  const double *blocking;    /* [n_queues] share of attempts that find no line; assumed 0 */
  const double *escalated;   /* [n_queues] share of a queue's cases that its tier does not finish in time; assumed: what
                                the target leaves unfinished when it is as strict as `escalate.after`, else 0 */
} MusterFlowService;

/* One direction of the equations. Rows are [n_queues * grid->n], q * grid->n + i, counted at the queue, behind its
 * self-service. offered = fresh + Σ part. */
typedef struct {
  double *offered;
  double *fresh;                /* new contacts that reach the queue */
  double *part[MUSTER_N_FLOWS]; /* NULL: no such flow in this centre */
  double *contained;            /* settled in front of the queue, counted in none of the others */
  double *abandonment;          /* at which it was solved */
  double *after_end;            /* [n_queues] what falls behind the last interval (or never finds an opening) */
} MusterFlowSide;

typedef struct {
  MusterGrid *grid;          /* owned reference */
  int n_queues;
  MusterCounts counts;       /* of the demand */
  gboolean any;              /* FALSE: nothing flows, nothing is contained; offered is the demand's to the last bit */
  gboolean *flows;           /* [n_queues]: contacts of the queue come back to it or to others, or come from others */
  double *issues;            /* [n_queues * grid->n] new contacts in front of self-service: what a simulator starts from */
  MusterFlowSide history;    /* counts: offered, as they were counted; with counts: fresh all zero */
  MusterFlowSide plan;       /* what will be offered */
  GPtrArray *notes;          /* of char *: a sentence each on what was divided out, and where the counts contradict the chances */
  struct MusterFlowNet *net; /* private */
} MusterFlows;

/* Solves both ways. The history's service is `observed.abandonment`, else (as for the plan) the abandonment that the
 * smallest staff that keeps the target has, by Erlang A, interval by interval. NULL with faults when contacts never come to
 * an end or the keys contradict one another. `centre` must outlive it. (transfer full) */
MUSTER_API MusterFlows *muster_flows_new(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults);
MUSTER_API void muster_flows_free(MusterFlows *flows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterFlows, muster_flows_free)

/* Solves `plan` again at another service. FALSE with faults when contacts then never come to an end. */
MUSTER_API gboolean muster_flows_plan(MusterFlows *flows, const MusterFlowService *service, MusterFaults *faults);

/* The demand with what the plan will be offered in its place; bands in proportion. (transfer full) */
MUSTER_API MusterDemand *muster_flows_offered(const MusterFlows *flows, const MusterDemand *demand);
/* The demand of new contacts, in front of self-service; counts: fresh. (transfer full) */
MUSTER_API MusterDemand *muster_flows_issues(const MusterFlows *flows, const MusterDemand *demand);
/* What of one kind the days before the horizon send into it, in front of the queue's self-service, at the service that was
 * observed, else the plan's:
 * (*spread)[q * grid->n + i] over the interval, (*at_opening)[…] at its first open moment, having waited for it. The last
 * `skip` intervals before the horizon are left out. FALSE when there is no such flow; else both are (transfer full). */
MUSTER_API gboolean muster_flows_past(const MusterFlows *flows, MusterFlowKind kind, int skip, double **spread,
                                      double **at_opening);

/* Expected attempts at an outbound contact; 1 for other channels. */
MUSTER_API double muster_flows_attempts(const MusterQueue *queue);
/* Share of the attempts that reach the person who is meant. */
MUSTER_API double muster_flows_reach(const MusterQueue *queue);
/* An agent's time per attempt at an outbound contact, on average: who dials by hand looks and lets it ring, a machine's calls
 * take an agent only when somebody answers. */
MUSTER_API double muster_flows_attempt_s(const MusterQueue *queue, double handle_s);

/* "offered 12000 = fresh 10430 + redials 820 + transfers in 750", totals over the horizon in whole contacts (they add up).
 * (transfer full) */
MUSTER_API char *muster_flows_account(const MusterFlows *flows, const MusterFlowSide *side, int queue);
/* What the counts of the queue were taken for, as a sentence: "queue 'sales': counted were offered … = fresh …, at 4.0 %
 * abandoned (observed)". NULL for a queue without flows, or one in which offered counts hold nobody. (transfer full) */
MUSTER_API char *muster_flows_tell(const MusterFlows *flows, int queue);
/* Abandonment over the horizon at which the side was solved. */
MUSTER_API double muster_flows_abandonment(const MusterFlows *flows, const MusterFlowSide *side, int queue);
/* The same of one interval, to one decimal. (transfer full) */
MUSTER_API char *muster_flows_account_at(const MusterFlows *flows, const MusterFlowSide *side, int queue, int interval);

G_END_DECLS
