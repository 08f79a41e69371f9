/* Do the contacts come to an end? One leads to others, they to more: that dies out or it does not. */
#include "model/flows/flows_private.h"
#include <string.h>

#define STEPS 3000 /* enough where 99 % come back */
#define NOTHING 1e-12

/* Abandonment of the queue's contacts over the horizon. */
static double
mean_abandonment(const struct MusterFlowNet *net, const MusterFlowSide *side, int q)
{
  double offered = 0, abandoned = 0;
  for (int i = 0; i < net->n; i++) {
    double weight = side->offered[flow_at(net, q, i)];
    offered += weight;
    abandoned += weight * side->abandonment[flow_at(net, q, i)];
  }
  return offered > 0 ? abandoned / offered : 0;
}

gboolean
flow_never_ends(const struct MusterFlowNet *net, const MusterFlowSide *side, int q, MusterFaults *faults)
{
  const MusterQueue *queue = &net->centre->queue[q];
  g_autofree char *path = g_strdup_printf("queues.\"%s\".redial", queue->name),
                  *abandonment = muster_format_share(round(mean_abandonment(net, side, q) * 1e4) / 1e4);
  muster_faults_error(faults, net->centre->tree != NULL ? muster_centre_mark(net->centre, path) : queue->mark,
                      "lower a chance of redials, repeats, transfers, follow-ups or reopened cases",
                      "contacts of queue '%s' never come to an end: with %s abandoned, each leads to another", queue->name,
                      abandonment);
  return FALSE;
}

/* share[from * n_queues + to]: contacts of `to` that one of `from` leads to, at its last redial chance. */
static double *
shares(const struct MusterFlowNet *net, const MusterFlowSide *side, const MusterFlowService *service, const double *door)
{
  int n = net->n_queues;
  double *share = g_new0(double, n *n + 1);
  for (int q = 0; q < n; q++) {
    const MusterQueue *queue = &net->centre->queue[q];
    double blocked = flow_blocking(service, q), last = net->redial[q].n_classes - 1;
    if (net->redial[q].any)
      share[q * n + q] += door[q] * (mean_abandonment(net, side, q) * (1 - blocked) * flow_redial_chance(queue, (int) last, FALSE) +
                                              blocked * flow_redial_chance(queue, (int) last, TRUE));
  }
  for (int x = 0; x < net->n_links; x++) {
    const FlowLink *link = &net->link[x];
    double escalated = flow_escalated(net, service, link->from);
    double goes = link->share * (1 - flow_blocking(service, link->from));
    if (link->of != FLOW_OF_CALLED)
      goes *= (1 - flow_called(&net->centre->queue[link->from])) * (1 - mean_abandonment(net, side, link->from)) *
              (link->of == FLOW_OF_ESCALATED ? escalated : 1 - escalated);
    share[link->from * n + link->to] += goes *
                                        (link->door ? door[link->to] : 1);
  }
  return share;
}

gboolean
flow_ends(const struct MusterFlowNet *net, const MusterFlowSide *side, const MusterFlowService *service,
          const double *door, MusterFaults *faults)
{
  int n = net->n_queues, worst = 0;
  g_autofree double *share = shares(net, side, service, door), *now = g_new(double, n + 1), *next = g_new(double, n + 1);
  double size = n;
  for (int q = 0; q < n; q++)
    now[q] = 1;
  for (int step = 0; step < STEPS && size > NOTHING * n && size < 1 / NOTHING; step++) {
    size = 0;
    for (int to = 0; to < n; to++) {
      next[to] = 0;
      for (int from = 0; from < n; from++)
        next[to] += now[from] * share[from * n + to];
      size += next[to];
    }
    memcpy(now, next, (gsize) n * sizeof *now);
  }
  if (size <= NOTHING * n)
    return TRUE;
  for (int q = 1; q < n; q++)
    if (now[q] > now[worst])
      worst = q;
  return flow_never_ends(net, side, worst, faults);
}
