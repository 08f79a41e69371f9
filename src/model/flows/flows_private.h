/* The traffic equations' parts: laws of coming back, links between queues, and the two directions of solving. */
#pragma once
#include <muster/model/flows.h>
#include <math.h>

/* How long after interval j something of it lands: share[m] of it m intervals later. */
typedef struct {
  int n;
  double *share;  /* [n], together at most 1; what is missing lands later than anybody asks */
  double *sum;    /* [n] of the shares so far */
  double *steady; /* [3 * period + grid->n]: of the same flow in each of the days before, see law.c */
} FlowLaw;

/* What of a queue's contacts goes along a link. */
typedef enum { FLOW_OF_ENDED, FLOW_OF_ESCALATED, FLOW_OF_CALLED } FlowBase;

typedef struct {
  int from, to;
  MusterFlowKind kind;
  FlowBase of;
  double share;
  gboolean waits; /* what lands in closed hours comes at the next opening */
  gboolean door;  /* comes to the self-service in front of `to` */
  FlowLaw law;
} FlowLink;

/* Redials keep a queue's contacts by attempt: the chance depends on it, and the last one given holds on. */
typedef struct {
  int n_classes; /* 1: nobody redials, or all with the same chance */
  gboolean any;
  FlowLaw law;
} FlowRedial;

struct MusterFlowNet {
  const MusterCentre *centre;
  int n, n_queues, period; /* intervals; of the days before, how many */
  int n_links;
  FlowLink *link;
  FlowRedial *redial;         /* [n_queues] */
  int *lands;                 /* [n_queues * n]: in which interval it comes; n: never */
  int *closed_before;         /* [n_queues]: closed intervals right before the horizon */
  double *door_then, *door_now; /* [n_queues]: share that passes the self-service, in the history and now */
  gboolean *counts_before;    /* [n_queues] */
  double *attempts;           /* [n_queues]: expected of one outbound contact; 1 */
  double *assumed;            /* [n_queues * n]: the plan's abandonment where nobody says another */
};

static inline gsize
flow_at(const struct MusterFlowNet *net, int queue, int interval)
{
  return (gsize) queue * (gsize) net->n + (gsize) interval;
}

/* law.c. `delay` may be NULL or not given: at once. It begins `lag_s` after the arrival. */
void flow_law_init(FlowLaw *law, const struct MusterFlowNet *net, const MusterDist *delay, double lag_s);
void flow_law_clear(FlowLaw *law);
/* Share that lands within the first m intervals. */
double flow_law_upto(const FlowLaw *law, int m);
/* Adds what lands of `amount`, from interval `first` after its own on, to raw[n], whether the queue is open or not. */
void flow_send(const FlowLaw *law, double amount, int first, int n, double *raw);
/* The same of from[n] in the days before, whose last `skip` intervals are left out, to raw[first … n − 1], first ≤ 0. */
void flow_send_past(const struct MusterFlowNet *net, const FlowLaw *law, const double *from, int skip, int first, double *raw);
/* Adds what comes of from[n], of the horizon and of the days before it, to out[n]; `to` is the queue whose opening it waits
 * for, −1: none. What comes behind the last interval is added to *after_end. */
void flow_land(const struct MusterFlowNet *net, const FlowLaw *law, int to, const double *from, double *out,
               double *after_end);

/* net.c: the links of a centre. NULL with faults when keys contradict one another. */
struct MusterFlowNet *flow_net_new(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults);
void flow_net_free(struct MusterFlowNet *net);
gboolean flow_net_is_still(const struct MusterFlowNet *net); /* nothing flows and nothing is contained */
double flow_escalated(const struct MusterFlowNet *net, const MusterFlowService *service, int queue);
double flow_blocking(const MusterFlowService *service, int queue);
/* How many were counted in the queue, in all. */
double flow_counted(const MusterFlows *flows, int queue);
/* Share of those who reach the queue that leave it for a callback, as it was observed; nothing else becomes of them there. */
double flow_called(const MusterQueue *queue);
/* Chance of coming back after an attempt of that class; abandonment is of those who do not leave for a callback. */
double flow_redial_chance(const MusterQueue *queue, int redial_class, gboolean blocked);

/* service.c: abandonment of the smallest staff that keeps the target when so many contacts are offered in the interval. */
double flow_target_abandonment(const struct MusterFlowNet *net, const MusterDemand *demand, int queue, int interval,
                               double contacts);

/* back.c, forth.c */
void flow_side_init(MusterFlowSide *side, const struct MusterFlowNet *net);
void flow_side_clear(MusterFlowSide *side);
/* side->offered from the counts: what reached the queues; side->abandonment is given. */
void flow_reached(const struct MusterFlowNet *net, const MusterDemand *demand, MusterFlowSide *side);
/* From that to issues[n_queues * n]; side->abandonment is given. Where a count is smaller than what comes back alone,
 * missing[n_queues] has the contacts and n_missing[n_queues] the intervals. */
void flow_back(const struct MusterFlowNet *net, const MusterDemand *demand, MusterFlowSide *side, double *issues,
               double *missing, int *n_missing);
/* From issues to what is offered; side->abandonment is given. What stands in side->offered is where the search begins. */
gboolean flow_forth(const struct MusterFlowNet *net, const double *issues, const MusterFlowService *service,
                    MusterFlowSide *side, MusterFaults *faults);
/* What of one kind the days before send, in front of the self-service; `issues` and `side` as solved. As
 * muster_flows_past(). */
void flow_past(const struct MusterFlowNet *net, const double *issues, MusterFlowSide *side, MusterFlowKind kind, int skip,
               double *spread, double *at_opening);
/* ends.c: FALSE with a fault when contacts at this abandonment and behind such self-services
 * (net->door_then or door_now) lead to ever more. */
gboolean flow_ends(const struct MusterFlowNet *net, const MusterFlowSide *side, const MusterFlowService *service,
                   const double *door, MusterFaults *faults);
/* The fault itself, FALSE. */
gboolean flow_never_ends(const struct MusterFlowNet *net, const MusterFlowSide *side, int queue, MusterFaults *faults);
