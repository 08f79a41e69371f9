/* Forwards: from new contacts to all that will be offered. Flows go forward in time, so one pass through the intervals finds
 * them, but for what the days before sent into the horizon: those had the flows that the pass finds, so it is repeated until
 * it finds what it began with. Within an interval queues may feed one another at once; that is iterated there. */
#include "model/flows/pass_private.h"
#include <string.h>

#define MOST_PASSES 500
#define MOST_TURNS 3000 /* within an interval: enough where 99 % come back */
#define SAME 1e-11      /* of the largest */

/* --- one pass -------------------------------------------------------------------------------------------------------- */

/* What the days before send along the way; raw otherwise empty. */
static void
send_past(FlowPass *p, FlowWay *w, int skip)
{
  const struct MusterFlowNet *net = p->net;
  g_autofree double *from = g_new0(double, net->n);
  int first = w->waits ? -net->closed_before[w->to] : 0;
  memset(w->buffer, 0, (gsize) (net->n + net->period) * sizeof *w->buffer);
  for (int k = 0; k < w->n_rows; k++)
    for (int i = 0; i < net->n; i++)
      from[i] += flow_outflow(p, w, i, p->was[(gsize) (w->row + k) * (gsize) net->n + (gsize) i]);
  flow_send_past(net, w->law, from, skip, first, w->raw);
  w->waiting = 0;
  for (int l = first; l < 0; l++)
    w->waiting += w->raw[l];
}

/* Takes in what came so far: p->fixed, and w->here of each way. */
static void
receive(FlowPass *p, const double *issues, int i)
{
  const struct MusterFlowNet *net = p->net;
  memset(p->fixed, 0, (gsize) p->n_rows * sizeof *p->fixed);
  for (int q = 0; q < net->n_queues; q++) {
    gsize at = flow_at(net, q, i);
    p->fixed[p->first[q]] = p->side->fresh[at] = issues[at] * net->door_now[q];
    p->side->contained[at] = issues[at] * (1 - net->door_now[q]);
  }
  for (int k = 0; k < p->n_ways; k++) {
    FlowWay *w = &p->way[k];
    w->waiting += w->raw[i];
    w->here = flow_takes(p, w, i) ? w->waiting : 0;
    w->waiting -= w->here;
    p->fixed[w->into] += w->pass * w->here;
  }
}

static double
of_rows(const FlowPass *p, const FlowWay *w)
{
  double sum = 0;
  for (int k = 0; k < w->n_rows; k++)
    sum += p->value[w->row + k];
  return sum;
}

/* p->value: fixed and what comes back within the interval. FALSE when that has no end. */
static gboolean
settle(FlowPass *p, int i)
{
  memcpy(p->value, p->fixed, (gsize) p->n_rows * sizeof *p->value);
  for (int turn = 0; turn < MOST_TURNS; turn++) {
    double change = 0, all = 0;
    for (int row = 0; row < p->n_rows; row++) {
      double value = p->fixed[row];
      for (int k = 0; k < p->n_ways; k++) {
        const FlowWay *w = &p->way[k];
        if (w->into == row && flow_takes(p, w, i) && w->law->n > 0 && w->law->share[0] > 0)
          value += w->pass * w->law->share[0] * flow_outflow(p, w, i, of_rows(p, w));
      }
      change = MAX(change, fabs(value - p->value[row]));
      all = MAX(all, value);
      p->value[row] = value;
    }
    if (change <= SAME * all)
      return TRUE;
  }
  return FALSE;
}

/* Sends the interval's contacts on, and counts what came. */
static void
send(FlowPass *p, int i)
{
  const struct MusterFlowNet *net = p->net;
  for (int row = 0; row < p->n_rows; row++)
    p->now[(gsize) row * (gsize) net->n + (gsize) i] = p->value[row];
  for (int k = 0; k < p->n_ways; k++) {
    FlowWay *w = &p->way[k];
    gsize at = flow_at(net, w->to, i);
    double out = flow_outflow(p, w, i, of_rows(p, w)), own = w->law->n > 0 ? out * w->law->share[0] : 0;
    flow_send(w->law, out, 1, net->n - i, w->raw + i);
    if (flow_takes(p, w, i))
      w->here += own;
    else
      w->waiting += own;
    p->side->part[w->kind][at] += w->pass * w->here;
    p->side->contained[at] += (1 - w->pass) * w->here;
    p->side->after_end[w->to] += out * MAX(0, 1 - flow_law_upto(w->law, net->n - i));
  }
}

static gboolean
run_pass(FlowPass *p, const double *issues)
{
  const struct MusterFlowNet *net = p->net;
  double *was = p->now;
  p->now = p->was;
  p->was = was;
  memset(p->side->after_end, 0, (gsize) net->n_queues * sizeof(double));
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
    if (p->side->part[kind] != NULL)
      memset(p->side->part[kind], 0, (gsize) net->n_queues * (gsize) net->n * sizeof(double));
  for (int k = 0; k < p->n_ways; k++)
    send_past(p, &p->way[k], 0);
  for (int i = 0; i < net->n; i++) {
    receive(p, issues, i);
    if (!settle(p, i))
      return FALSE;
    send(p, i);
  }
  for (int k = 0; k < p->n_ways; k++)
    p->side->after_end[p->way[k].to] += p->way[k].waiting;
  return TRUE;
}

static gboolean
same(const FlowPass *p)
{
  double change = 0, all = 0;
  for (gsize x = 0; x < (gsize) p->n_rows * (gsize) p->net->n; x++) {
    change = MAX(change, fabs(p->now[x] - p->was[x]));
    all = MAX(all, p->now[x]);
  }
  return change <= SAME * all;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/* Adds up fresh and parts; a blocked attempt is offered only where the centre says so. */
static void
add_up(const struct MusterFlowNet *net, const MusterFlowService *service, MusterFlowSide *side)
{
  for (int q = 0; q < net->n_queues; q++) {
    double counted = net->centre->blocked_is_offered ? 1 : 1 - flow_blocking(service, q);
    for (int i = 0; i < net->n; i++) {
      gsize at = flow_at(net, q, i);
      double sum = side->fresh[at] *= counted;
      for (int kind = 0; kind < MUSTER_FLOW_ATTEMPTS; kind++)
        if (side->part[kind] != NULL)
          sum += side->part[kind][at] *= counted;
      if (side->part[MUSTER_FLOW_ATTEMPTS] != NULL)
        side->part[MUSTER_FLOW_ATTEMPTS][at] = (net->attempts[q] - 1) * sum;
      side->offered[at] = net->attempts[q] * sum;
    }
  }
}

/* The queue that most of the last pass's contacts came to. */
static int
largest(const FlowPass *p)
{
  int worst = 0;
  double most = -1;
  for (int q = 0; q < p->net->n_queues; q++) {
    double sum = 0;
    for (int x = p->first[q] * p->net->n; x < p->first[q + 1] * p->net->n; x++)
      sum += p->now[x];
    if (sum > most)
      worst = q;
    most = MAX(most, sum);
  }
  return worst;
}

gboolean
flow_forth(const struct MusterFlowNet *net, const double *issues, const MusterFlowService *service, MusterFlowSide *side,
           MusterFaults *faults)
{
  FlowPass p;
  gboolean ended = FALSE;
  flow_pass_init(&p, net, service, side);
  for (int left = MOST_PASSES; left > 0 && !ended; left--) {
    if (!run_pass(&p, issues))
      break;
    ended = same(&p);
  }
  int worst = largest(&p);
  flow_pass_clear(&p);
  add_up(net, service, side);
  return ended || flow_never_ends(net, side, worst, faults);
}

void
flow_past(const struct MusterFlowNet *net, const double *issues, MusterFlowSide *side, MusterFlowKind kind, int skip,
          double *spread, double *at_opening)
{
  FlowPass p;
  flow_pass_init(&p, net, NULL, side);
  for (int left = MOST_PASSES; left > 0; left--)
    if (!run_pass(&p, issues) || same(&p))
      break;
  memcpy(p.was, p.now, (gsize) p.n_rows * (gsize) net->n * sizeof *p.was);
  for (int k = 0; k < p.n_ways; k++) {
    FlowWay *w = &p.way[k];
    if (w->kind != kind)
      continue;
    send_past(&p, w, skip);
    for (int i = 0; i < net->n; i++) {
      if (!flow_takes(&p, w, i)) {
        w->waiting += w->raw[i];
        continue;
      }
      spread[flow_at(net, w->to, i)] += w->raw[i];
      at_opening[flow_at(net, w->to, i)] += w->waiting;
      w->waiting = 0;
    }
  }
  flow_pass_clear(&p);
}
