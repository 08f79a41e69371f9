/* Backwards: from counted contacts to new ones. What reached a queue is known, so what it led to is known; only how many of
 * a queue's contacts were at their first, second, … attempt has to be found, going forward in time. */
#include "model/flows/flows_private.h"
#include <string.h>

#define MOST_PASSES 200
#define SAME 1e-12
#define NEGLIGIBLE 1e-9 /* of a count: rounding, no contradiction */

/* --- the attempts of one queue ------------------------------------------------------------------------------------- */

typedef struct {
  const struct MusterFlowNet *net;
  const double *reached, *abandonment; /* [n] */
  int queue, n_classes;
  double *at;   /* [n_classes * n] contacts by attempt */
  double *back; /* [n_classes * n] redials that land, at the queue */
  double *fixed, *slope; /* [n_classes] scratch */
} Attempts;

/* Splits what reached the queue in interval i. Of a redial a share `own` lands in i itself, so that
 * at(k) = back(k) + own × chance(k − 1) × at(k − 1), and the last class feeds itself; all are linear in at(0). */
static void
split(Attempts *a, int i, double own)
{
  const MusterQueue *queue = &a->net->centre->queue[a->queue];
  int n = a->net->n, last = a->n_classes - 1;
  double *fixed = a->fixed, *slope = a->slope, sum_fixed = 0, sum_slope = 0;
  for (int k = 0; k <= last; k++) {
    double feed = k > 0 ? own * a->abandonment[i] * flow_redial_chance(queue, k - 1, FALSE) : 0;
    double keep = k == last ? 1 - own * a->abandonment[i] * flow_redial_chance(queue, k, FALSE) : 1;
    fixed[k] = k > 0 ? (a->back[k * n + i] + feed * fixed[k - 1]) / keep : 0;
    slope[k] = k > 0 ? feed * slope[k - 1] / keep : 1;
    sum_fixed += fixed[k];
    sum_slope += slope[k];
  }
  double first = MAX(0, (a->reached[i] - sum_fixed) / sum_slope), sum = 0;
  for (int k = 0; k <= last; k++)
    sum += a->at[k * n + i] = fixed[k] + slope[k] * first;
  for (int k = 0; k <= last && sum > a->reached[i] && sum > 0; k++)
    a->at[k * n + i] *= a->reached[i] / sum; /* more come back than were counted: all of them are redials */
}

/* Sends the redials of interval i on to later intervals. */
static void
send_on(Attempts *a, int i)
{
  const struct MusterFlowNet *net = a->net;
  const FlowLaw *law = &net->redial[a->queue].law;
  const int *lands = net->lands + flow_at(net, a->queue, 0);
  for (int k = 0; k < a->n_classes; k++) {
    double redials = net->door_then[a->queue] * a->abandonment[i] * a->at[k * net->n + i] *
                     flow_redial_chance(&net->centre->queue[a->queue], k, FALSE);
    double *to = a->back + MIN(k + 1, a->n_classes - 1) * net->n;
    for (int m = 0; m < law->n && i + m < net->n && redials > 0; m++)
      if (lands[i + m] > i && lands[i + m] < net->n)
        to[lands[i + m]] += redials * law->share[m];
  }
}

/* Adds what the redials of the days before bring to the queue. */
static void
add_past(const struct MusterFlowNet *net, int q, const double *from, double *out)
{
  int first = -net->closed_before[q];
  g_autofree double *buffer = g_new0(double, net->n + net->period);
  double *raw = buffer + net->period;
  flow_send_past(net, &net->redial[q].law, from, 0, first, raw);
  for (int l = first; l < net->n; l++) {
    int at = net->lands[flow_at(net, q, MAX(l, 0))];
    if (at < net->n)
      out[at] += raw[l];
  }
}

/* Redials of the days before, at the queue, by the class in which they arrive. */
static void
begin_with_past(Attempts *a)
{
  const struct MusterFlowNet *net = a->net;
  g_autofree double *from = g_new(double, net->n);
  memset(a->back, 0, (gsize) (a->n_classes * net->n) * sizeof *a->back);
  for (int k = 0; k < a->n_classes; k++) {
    double chance = net->door_then[a->queue] * flow_redial_chance(&net->centre->queue[a->queue], k, FALSE);
    for (int i = 0; i < net->n; i++)
      from[i] = chance * a->abandonment[i] * a->at[k * net->n + i];
    add_past(net, a->queue, from, a->back + MIN(k + 1, a->n_classes - 1) * net->n);
  }
}

/* Fills a->at. The days before were split as the horizon's are, so it is repeated until that holds. */
static void
split_all(Attempts *a)
{
  const struct MusterFlowNet *net = a->net;
  const FlowLaw *law = &net->redial[a->queue].law;
  gsize size = (gsize) (a->n_classes * net->n);
  g_autofree double *was = g_new(double, size);
  memcpy(a->at, a->reached, (gsize) net->n * sizeof *a->at);
  for (int pass = 0; a->n_classes > 1 && pass < MOST_PASSES; pass++) {
    double change = 0, all = 0;
    memcpy(was, a->at, size * sizeof *was);
    begin_with_past(a);
    for (int i = 0; i < net->n; i++) {
      gboolean open = net->lands[flow_at(net, a->queue, i)] == i;
      split(a, i, open ? net->door_then[a->queue] * law->share[0] : 0);
      send_on(a, i);
    }
    for (gsize x = 0; x < size; x++) {
      change = MAX(change, fabs(a->at[x] - was[x]));
      all = MAX(all, a->at[x]);
    }
    if (change <= SAME * all)
      return;
  }
}

/* Redials that come to the queue's door; `after_end` as ever. */
static void
land_redials(const struct MusterFlowNet *net, int q, const MusterFlowSide *side, double *out, double *after_end)
{
  const MusterQueue *queue = &net->centre->queue[q];
  int n_classes = net->redial[q].n_classes;
  g_autofree double *at = g_new0(double, (gsize) n_classes * (gsize) net->n), *back = g_new(double, (gsize) n_classes * (gsize) net->n),
                    *from = g_new0(double, net->n), *scratch = g_new(double, 2 * (gsize) n_classes);
  Attempts a = {net,       side->offered + flow_at(net, q, 0), side->abandonment + flow_at(net, q, 0),
                q,         n_classes,                          at,
                back,      scratch,                            scratch + n_classes};
  split_all(&a);
  for (int k = 0; k < n_classes; k++)
    for (int i = 0; i < net->n; i++)
      from[i] += flow_redial_chance(queue, k, FALSE) * a.abandonment[i] * at[k * net->n + i];
  flow_land(net, &net->redial[q].law, q, from, out, after_end);
}

/* --- links --------------------------------------------------------------------------------------------------------- */

static void
land_link(const struct MusterFlowNet *net, const FlowLink *link, const MusterFlowSide *side, double *out, double *after_end)
{
  g_autofree double *from = g_new(double, net->n);
  double escalated = flow_escalated(net, NULL, link->from);
  for (int i = 0; i < net->n; i++) {
    double reached = side->offered[flow_at(net, link->from, i)] / net->attempts[link->from];
    double stays = 1 - flow_called(&net->centre->queue[link->from]);
    double ended = reached * stays * (1 - side->abandonment[flow_at(net, link->from, i)]);
    from[i] = link->of == FLOW_OF_CALLED ? link->share * reached
                                         : link->share * ended * (link->of == FLOW_OF_ESCALATED ? escalated : 1 - escalated);
  }
  flow_land(net, &link->law, link->waits ? link->to : -1, from, out, after_end);
}

/* What reached the queues: where counts are of contacts before the self-service, only those that came to it passed it in
 * part, while transfers and the like, counted too, went past it. That needs what the others' contacts led to. */
void
flow_reached(const struct MusterFlowNet *net, const MusterDemand *demand, MusterFlowSide *side)
{
  g_autofree double *past_door = g_new(double, (gsize) net->n_queues * (gsize) net->n + 1);
  for (int pass = 0; pass < MOST_PASSES; pass++) {
    double change = 0, all = 0, ignored = 0;
    memset(past_door, 0, (gsize) net->n_queues * (gsize) net->n * sizeof *past_door);
    for (int x = 0; pass > 0 && x < net->n_links; x++)
      if (!net->link[x].door && net->counts_before[net->link[x].to])
        land_link(net, &net->link[x], side, past_door + flow_at(net, net->link[x].to, 0), &ignored);
    for (int q = 0; q < net->n_queues; q++)
      for (int i = 0; i < net->n; i++) {
        double counted = demand->queue[q].contacts[i], here = counted, beside = past_door[flow_at(net, q, i)];
        if (net->counts_before[q])
          here = MAX(0, counted - beside) * net->door_then[q] + MIN(counted, beside);
        change = MAX(change, fabs(here - side->offered[flow_at(net, q, i)]));
        all = MAX(all, here);
        side->offered[flow_at(net, q, i)] = here;
      }
    if (change <= SAME * all)
      return;
  }
}

static double *
part_of(MusterFlowSide *side, const struct MusterFlowNet *net, MusterFlowKind kind, int queue)
{
  return side->part[kind] + flow_at(net, queue, 0);
}

/* Where a count holds fewer than what comes back alone, that is all that came back: parts in proportion. Returns the share. */
static double
fit_parts(MusterFlowSide *side, gsize at, double items)
{
  double sum = 0;
  for (int kind = 0; kind < MUSTER_FLOW_ATTEMPTS; kind++)
    sum += side->part[kind] != NULL ? side->part[kind][at] : 0;
  if (!(sum > items))
    return 1;
  for (int kind = 0; kind < MUSTER_FLOW_ATTEMPTS; kind++)
    if (side->part[kind] != NULL)
      side->part[kind][at] *= items / sum;
  return items / sum;
}

/* What of the queue's count is left when all that came back is taken off. Returns what is missing in open intervals; to closed
 * ones some are put through whom nobody counts. */
static double
leave_new(const struct MusterFlowNet *net, const double *counted, MusterFlowSide *side, const double *came_back,
          const double *past_door, int q, double *issues, int *n_missing)
{
  double missing = 0;
  for (int i = 0; i < net->n; i++) {
    gsize at = flow_at(net, q, i);
    double items = side->offered[at] / net->attempts[q];
    double front = net->counts_before[q] ? counted[i] - past_door[i] : (items - past_door[i]) / net->door_then[q];
    double fresh = front - came_back[i];
    if (fresh < -NEGLIGIBLE * (came_back[i] + past_door[i]) && net->lands[at] == i) {
      missing -= fresh;
      ++*n_missing;
    }
    issues[at] = MAX(0, fresh);
    side->fresh[at] = net->door_then[q] * issues[at];
    side->contained[at] = (1 - net->door_then[q]) * (issues[at] + fit_parts(side, at, items) * came_back[i]);
    if (side->part[MUSTER_FLOW_ATTEMPTS] != NULL)
      side->part[MUSTER_FLOW_ATTEMPTS][at] = side->offered[at] - items;
  }
  return missing;
}

void
flow_back(const struct MusterFlowNet *net, const MusterDemand *demand, MusterFlowSide *side, double *issues, double *missing,
          int *n_missing)
{
  g_autofree double *came_back = g_new(double, net->n), *past_door = g_new(double, net->n);
  for (int x = 0; x < net->n_links; x++)
    land_link(net, &net->link[x], side, part_of(side, net, net->link[x].kind, net->link[x].to),
              &side->after_end[net->link[x].to]);
  for (int q = 0; q < net->n_queues; q++) {
    if (net->redial[q].any)
      land_redials(net, q, side, part_of(side, net, MUSTER_FLOW_REDIALS, q), &side->after_end[q]);
    for (int i = 0; i < net->n; i++) {
      came_back[i] = past_door[i] = 0;
      for (int kind = 0; kind < MUSTER_N_FLOWS; kind++) {
        gboolean door = kind == MUSTER_FLOW_REDIALS || kind == MUSTER_FLOW_REPEATS;
        if (side->part[kind] != NULL && kind != MUSTER_FLOW_ATTEMPTS)
          *(door ? &came_back[i] : &past_door[i]) += side->part[kind][flow_at(net, q, i)];
      }
      for (int kind = MUSTER_FLOW_REDIALS; kind <= MUSTER_FLOW_REPEATS; kind++)
        if (side->part[kind] != NULL)
          side->part[kind][flow_at(net, q, i)] *= net->door_then[q]; /* at the queue from here on */
    }
    n_missing[q] = 0;
    missing[q] = leave_new(net, demand->queue[q].contacts, side, came_back, past_door, q, issues, &n_missing[q]);
  }
}
