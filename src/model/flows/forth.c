/* Forwards: from new contacts to all that will be offered. Flows go forward in time, so one pass through the intervals finds
 * them, but for what the days before sent into the horizon: those had the flows that the pass finds, so it is repeated until
 * it finds what it began with. Within an interval queues may feed one another at once; that is iterated there. */
#include "model/flows/flows_private.h"
#include <string.h>

#define MOST_PASSES 500
#define MOST_TURNS 3000 /* within an interval: enough where 99 % come back */
#define SAME 1e-11      /* of the largest */

/* One way for contacts: along a link, or from one attempt to the next. Rows hold what comes to the line of a queue, by
 * attempt. */
typedef struct {
  const FlowLaw *law;
  int from, to;         /* queues */
  int row, n_rows;      /* of `from` that go this way, [row, row + n_rows) */
  int into;             /* row of `to` */
  MusterFlowKind kind;
  gboolean waits;       /* for the opening */
  double pass;          /* of what lands, goes on to the line behind the self-service */
  double ended, abandoned, any; /* of the contacts: answered, given up, all (blocked ones) that go */
  double *buffer, *raw; /* raw[−period … n − 1]: what lands */
  double waiting;       /* landed in closed hours */
  double here;          /* comes in this interval, in front of the self-service */
} Way;

typedef struct {
  const struct MusterFlowNet *net;
  MusterFlowSide *side;
  int n_rows, n_ways;
  int *first;         /* [n_queues + 1]: first row of each queue */
  Way *way;
  double *now, *was;  /* [n_rows * n] */
  double *value, *fixed; /* [n_rows]: in this interval; without what comes of the interval itself */
} Pass;

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

/* --- the ways -------------------------------------------------------------------------------------------------------- */

static void
add_way(Pass *p, Way way)
{
  const struct MusterFlowNet *net = p->net;
  way.buffer = g_new0(double, net->n + net->period);
  way.raw = way.buffer + net->period;
  p->way = g_renew(Way, p->way, p->n_ways + 1);
  p->way[p->n_ways++] = way;
}

static void
add_redials(Pass *p, const MusterFlowService *service, int q)
{
  const struct MusterFlowNet *net = p->net;
  const MusterQueue *queue = &net->centre->queue[q];
  double blocked = flow_blocking(service, q);
  for (int k = 0; k < net->redial[q].n_classes; k++)
    add_way(p, (Way){.law = &net->redial[q].law,
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
add_link_way(Pass *p, const MusterFlowService *service, const FlowLink *link)
{
  const struct MusterFlowNet *net = p->net;
  double escalated = flow_escalated(net, service, link->from);
  double share = link->share * (1 - flow_blocking(service, link->from));
  add_way(p, (Way){.law = &link->law,
                   .from = link->from,
                   .to = link->to,
                   .row = p->first[link->from],
                   .n_rows = net->redial[link->from].n_classes,
                   .into = p->first[link->to],
                   .kind = link->kind,
                   .waits = link->waits,
                   .pass = link->door ? net->door_now[link->to] : 1,
                   .ended = share * (link->of == FLOW_OF_ESCALATED ? escalated : 1 - escalated)});
}

static void
pass_init(Pass *p, const struct MusterFlowNet *net, const MusterFlowService *service, MusterFlowSide *side)
{
  *p = (Pass){.net = net, .side = side, .first = g_new0(int, net->n_queues + 1)};
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

static void
pass_clear(Pass *p)
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

/* What goes the way, of the contacts of its rows. */
static double
outflow(const Pass *p, const Way *w, int i, double contacts)
{
  double abandonment = p->side->abandonment[flow_at(p->net, w->from, i)];
  return contacts * (w->ended * (1 - abandonment) + w->abandoned * abandonment + w->any);
}

/* --- one pass -------------------------------------------------------------------------------------------------------- */

/* What the days before send along the way; raw otherwise empty. */
static void
send_past(Pass *p, Way *w, int skip)
{
  const struct MusterFlowNet *net = p->net;
  g_autofree double *from = g_new0(double, net->n);
  int first = w->waits ? -net->closed_before[w->to] : 0;
  memset(w->buffer, 0, (gsize) (net->n + net->period) * sizeof *w->buffer);
  for (int k = 0; k < w->n_rows; k++)
    for (int i = 0; i < net->n; i++)
      from[i] += outflow(p, w, i, p->was[(gsize) (w->row + k) * (gsize) net->n + (gsize) i]);
  flow_send_past(net, w->law, from, skip, first, w->raw);
  w->waiting = 0;
  for (int l = first; l < 0; l++)
    w->waiting += w->raw[l];
}

static gboolean
takes(const Pass *p, const Way *w, int i)
{
  return !w->waits || p->net->lands[flow_at(p->net, w->to, i)] == i;
}

/* Takes in what came so far: p->fixed, and w->here of each way. */
static void
receive(Pass *p, const double *issues, int i)
{
  const struct MusterFlowNet *net = p->net;
  memset(p->fixed, 0, (gsize) p->n_rows * sizeof *p->fixed);
  for (int q = 0; q < net->n_queues; q++) {
    gsize at = flow_at(net, q, i);
    p->fixed[p->first[q]] = p->side->fresh[at] = issues[at] * net->door_now[q];
    p->side->contained[at] = issues[at] * (1 - net->door_now[q]);
  }
  for (int k = 0; k < p->n_ways; k++) {
    Way *w = &p->way[k];
    w->waiting += w->raw[i];
    w->here = takes(p, w, i) ? w->waiting : 0;
    w->waiting -= w->here;
    p->fixed[w->into] += w->pass * w->here;
  }
}

static double
of_rows(const Pass *p, const Way *w)
{
  double sum = 0;
  for (int k = 0; k < w->n_rows; k++)
    sum += p->value[w->row + k];
  return sum;
}

/* p->value: fixed and what comes back within the interval. FALSE when that has no end. */
static gboolean
settle(Pass *p, int i)
{
  memcpy(p->value, p->fixed, (gsize) p->n_rows * sizeof *p->value);
  for (int turn = 0; turn < MOST_TURNS; turn++) {
    double change = 0, all = 0;
    for (int row = 0; row < p->n_rows; row++) {
      double value = p->fixed[row];
      for (int k = 0; k < p->n_ways; k++) {
        const Way *w = &p->way[k];
        if (w->into == row && takes(p, w, i) && w->law->n > 0 && w->law->share[0] > 0)
          value += w->pass * w->law->share[0] * outflow(p, w, i, of_rows(p, w));
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
send(Pass *p, int i)
{
  const struct MusterFlowNet *net = p->net;
  for (int row = 0; row < p->n_rows; row++)
    p->now[(gsize) row * (gsize) net->n + (gsize) i] = p->value[row];
  for (int k = 0; k < p->n_ways; k++) {
    Way *w = &p->way[k];
    gsize at = flow_at(net, w->to, i);
    double out = outflow(p, w, i, of_rows(p, w)), own = w->law->n > 0 ? out * w->law->share[0] : 0;
    flow_send(w->law, out, 1, net->n - i, w->raw + i);
    if (takes(p, w, i))
      w->here += own;
    else
      w->waiting += own;
    p->side->part[w->kind][at] += w->pass * w->here;
    p->side->contained[at] += (1 - w->pass) * w->here;
    p->side->after_end[w->to] += out * MAX(0, 1 - flow_law_upto(w->law, net->n - i));
  }
}

static gboolean
run_pass(Pass *p, const double *issues)
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
same(const Pass *p)
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
largest(const Pass *p)
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
  Pass p;
  gboolean ended = FALSE;
  pass_init(&p, net, service, side);
  for (int left = MOST_PASSES; left > 0 && !ended; left--) {
    if (!run_pass(&p, issues))
      break;
    ended = same(&p);
  }
  int worst = largest(&p);
  pass_clear(&p);
  add_up(net, service, side);
  return ended || flow_never_ends(net, side, worst, faults);
}

void
flow_past(const struct MusterFlowNet *net, const double *issues, MusterFlowSide *side, MusterFlowKind kind, int skip,
          double *spread, double *at_opening)
{
  Pass p;
  pass_init(&p, net, NULL, side);
  for (int left = MOST_PASSES; left > 0; left--)
    if (!run_pass(&p, issues) || same(&p))
      break;
  memcpy(p.was, p.now, (gsize) p.n_rows * (gsize) net->n * sizeof *p.was);
  for (int k = 0; k < p.n_ways; k++) {
    Way *w = &p.way[k];
    if (w->kind != kind)
      continue;
    send_past(&p, w, skip);
    for (int i = 0; i < net->n; i++) {
      if (!takes(&p, w, i)) {
        w->waiting += w->raw[i];
        continue;
      }
      spread[flow_at(net, w->to, i)] += w->raw[i];
      at_opening[flow_at(net, w->to, i)] += w->waiting;
      w->waiting = 0;
    }
  }
  pass_clear(&p);
}
