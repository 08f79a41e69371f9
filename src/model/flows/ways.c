/* The centre's redials and links as ways of a pass, and the side that it fills. */
#include "model/flows/pass_private.h"

void
flow_side_init(MusterFlowSide *side, const struct MusterFlowNet *net)
{
  gsize size = (gsize) net->n_queues * (gsize) net->n + 1;
  *side = (MusterFlowSide){.offered = g_new0(double, size),
                           .fresh = g_new0(double, size),
                           .contained = g_new0(double, size),
                           .abandonment = g_new0(double, size),
                           .after_end = g_new0(double, net->n_queues + 1)};
  for (int x = 0; x < net->n_links; x++)
    if (side->part[net->link[x].kind] == NULL)
      side->part[net->link[x].kind] = g_new0(double, size);
  for (int q = 0; q < net->n_queues; q++) {
    if (net->redial[q].any && side->part[MUSTER_FLOW_REDIALS] == NULL)
      side->part[MUSTER_FLOW_REDIALS] = g_new0(double, size);
    if (net->attempts[q] != 1 && side->part[MUSTER_FLOW_ATTEMPTS] == NULL)
      side->part[MUSTER_FLOW_ATTEMPTS] = g_new0(double, size);
  }
}

void
flow_side_clear(MusterFlowSide *side)
{
  g_clear_pointer(&side->offered, g_free);
  g_clear_pointer(&side->fresh, g_free);
  g_clear_pointer(&side->contained, g_free);
  g_clear_pointer(&side->abandonment, g_free);
  g_clear_pointer(&side->after_end, g_free);
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
    g_clear_pointer(&side->part[kind], g_free);
}

static void
add_way(FlowPass *p, FlowWay way)
{
  const struct MusterFlowNet *net = p->net;
  way.buffer = g_new0(double, net->n + net->period);
  way.raw = way.buffer + net->period;
  p->way = g_renew(FlowWay, p->way, p->n_ways + 1);
  p->way[p->n_ways++] = way;
}

static void
add_redials(FlowPass *p, const MusterFlowService *service, int q)
{
  const struct MusterFlowNet *net = p->net;
  const MusterQueue *queue = &net->centre->queue[q];
  double blocked = flow_blocking(service, q);
  for (int k = 0; k < net->redial[q].n_classes; k++)
    add_way(p, (FlowWay){.law = &net->redial[q].law,
                     .from = q,
                     .to = q,
                     .row = p->first[q] + k,
                     .n_rows = 1,
                     .into = p->first[q] + MIN(k + 1, net->redial[q].n_classes - 1),
                     .kind = MUSTER_FLOW_REDIALS,
                     .waits = TRUE,
                     .pass = net->door_now[q],
                     .abandoned = flow_redial_chance(queue, k, FALSE) * (1 - blocked),
                     .any = flow_redial_chance(queue, k, TRUE) * blocked});
}

static void
add_link_way(FlowPass *p, const MusterFlowService *service, const FlowLink *link)
{
  const struct MusterFlowNet *net = p->net;
  double escalated = flow_escalated(net, service, link->from);
  double share = link->share * (1 - flow_blocking(service, link->from));
  gboolean called = link->of == FLOW_OF_CALLED;
  double stays = 1 - flow_called(&net->centre->queue[link->from]);
  add_way(p, (FlowWay){.law = &link->law,
                   .from = link->from,
                   .to = link->to,
                   .row = p->first[link->from],
                   .n_rows = net->redial[link->from].n_classes,
                   .into = p->first[link->to],
                   .kind = link->kind,
                   .waits = link->waits,
                   .pass = link->door ? net->door_now[link->to] : 1,
                   .any = called ? share : 0,
                   .ended = called ? 0 : share * stays * (link->of == FLOW_OF_ESCALATED ? escalated : 1 - escalated)});
}

void
flow_pass_init(FlowPass *p, const struct MusterFlowNet *net, const MusterFlowService *service, MusterFlowSide *side)
{
  *p = (FlowPass){.net = net, .side = side, .first = g_new0(int, net->n_queues + 1)};
  for (int q = 0; q < net->n_queues; q++)
    p->first[q + 1] = p->first[q] + net->redial[q].n_classes;
  p->n_rows = p->first[net->n_queues];
  for (int q = 0; q < net->n_queues; q++)
    if (net->redial[q].any)
      add_redials(p, service, q);
  for (int x = 0; x < net->n_links; x++)
    add_link_way(p, service, &net->link[x]);
  gsize size = (gsize) p->n_rows * (gsize) net->n + 1;
  p->now = g_new0(double, size);
  p->was = g_new0(double, size);
  p->value = g_new(double, p->n_rows + 1);
  p->fixed = g_new(double, p->n_rows + 1);
  for (int q = 0; q < net->n_queues; q++) /* to begin with: what was offered last, all at their first attempt */
    for (int i = 0; i < net->n; i++)
      p->now[(gsize) p->first[q] * (gsize) net->n + (gsize) i] = side->offered[flow_at(net, q, i)] / net->attempts[q];
}

void
flow_pass_clear(FlowPass *p)
{
  for (int w = 0; w < p->n_ways; w++)
    g_free(p->way[w].buffer);
  g_free(p->way);
  g_free(p->first);
  g_free(p->now);
  g_free(p->was);
  g_free(p->value);
  g_free(p->fixed);
}
