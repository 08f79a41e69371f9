/* Forwards: from new contacts to all that will be offered, generation by generation: what the new ones lead to, what those
 * lead to, until nothing is left that matters. */
#include "model/flows/flows_private.h"
#include <string.h>

#define MOST_GENERATIONS 3000 /* enough where 99 % come back */
#define NOTHING 1e-12         /* of the new contacts */

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

/* --- one generation ------------------------------------------------------------------------------------------------- */

/* Contacts of one generation that come to the lines of each queue, by attempt: row first[q] + class, [n] each. */
typedef struct {
  const struct MusterFlowNet *net;
  const MusterFlowService *service;
  MusterFlowSide *side;
  int n_rows;
  int *first; /* [n_queues] */
  double *now, *next; /* [n_rows * n] */
  double *from, *landed; /* [n] scratch */
  FlowPast *past;        /* or NULL */
} Wave;

static double *
row(const Wave *w, double *wave, int queue, int redial_class)
{
  return wave + (gsize) (w->first[queue] + redial_class) * (gsize) w->net->n;
}

/* Lands w->from at the queue and counts it as a part; `door`: through the self-service. */
static void
land(Wave *w, const FlowLaw *law, int wait_for, int to, int redial_class, MusterFlowKind kind, gboolean door)
{
  const struct MusterFlowNet *net = w->net;
  double *next = row(w, w->next, to, redial_class), pass = door ? net->door_now[to] : 1;
  memset(w->landed, 0, (gsize) net->n * sizeof *w->landed);
  if (w->past != NULL && w->past->kind == kind)
    flow_land_past(net, law, wait_for, w->from, w->past->skip, w->past->landed + flow_at(net, to, 0));
  flow_land(net, law, wait_for, w->from, w->landed, &w->side->after_end[to]);
  flow_land_past(net, law, wait_for, w->from, 0, w->landed);
  for (int i = 0; i < net->n; i++) {
    next[i] += pass * w->landed[i];
    w->side->part[kind][flow_at(net, to, i)] += pass * w->landed[i];
    w->side->contained[flow_at(net, to, i)] += (1 - pass) * w->landed[i];
  }
}

static void
send_link(Wave *w, const FlowLink *link)
{
  const struct MusterFlowNet *net = w->net;
  double reach = 1 - flow_blocking(w->service, link->from), escalated = flow_escalated(net, w->service, link->from);
  double share = link->share * reach * (link->of == FLOW_OF_ESCALATED ? escalated : 1 - escalated);
  const double *abandonment = w->side->abandonment + flow_at(net, link->from, 0);
  memset(w->from, 0, (gsize) net->n * sizeof *w->from);
  for (int k = 0; k < net->redial[link->from].n_classes; k++)
    for (int i = 0; i < net->n; i++)
      w->from[i] += share * (1 - abandonment[i]) * row(w, w->now, link->from, k)[i];
  land(w, &link->law, link->waits ? link->to : -1, link->to, 0, link->kind, link->door);
}

static void
send_redials(Wave *w, int q)
{
  const struct MusterFlowNet *net = w->net;
  const MusterQueue *queue = &net->centre->queue[q];
  double blocked = flow_blocking(w->service, q);
  const double *abandonment = w->side->abandonment + flow_at(net, q, 0);
  for (int k = 0; k < net->redial[q].n_classes; k++) {
    double after_abandon = flow_redial_chance(queue, k, FALSE) * (1 - blocked),
           after_block = flow_redial_chance(queue, k, TRUE) * blocked;
    for (int i = 0; i < net->n; i++)
      w->from[i] = (after_abandon * abandonment[i] + after_block) * row(w, w->now, q, k)[i];
    land(w, &net->redial[q].law, q, q, MIN(k + 1, net->redial[q].n_classes - 1), MUSTER_FLOW_REDIALS, TRUE);
  }
}

/* Sends what `now` leads to into `next`, which becomes `now`. Returns its size. */
static double
generation(Wave *w)
{
  const struct MusterFlowNet *net = w->net;
  gsize size = (gsize) w->n_rows * (gsize) net->n;
  memset(w->next, 0, size * sizeof *w->next);
  for (int x = 0; x < net->n_links; x++)
    send_link(w, &net->link[x]);
  for (int q = 0; q < net->n_queues; q++)
    if (net->redial[q].any)
      send_redials(w, q);
  double *now = w->next, sum = 0;
  w->next = w->now;
  w->now = now;
  for (gsize x = 0; x < size; x++)
    sum += now[x];
  return sum;
}

/* --- does it end? --------------------------------------------------------------------------------------------------- */

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

static gboolean
never_ends(const struct MusterFlowNet *net, const MusterFlowSide *side, int q, MusterFaults *faults)
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
shares(const struct MusterFlowNet *net, const MusterFlowSide *side, const MusterFlowService *service)
{
  int n = net->n_queues;
  double *share = g_new0(double, n *n + 1);
  for (int q = 0; q < n; q++) {
    const MusterQueue *queue = &net->centre->queue[q];
    double blocked = flow_blocking(service, q), last = net->redial[q].n_classes - 1;
    if (net->redial[q].any)
      share[q * n + q] += net->door_now[q] * (mean_abandonment(net, side, q) * (1 - blocked) * flow_redial_chance(queue, (int) last, FALSE) +
                                              blocked * flow_redial_chance(queue, (int) last, TRUE));
  }
  for (int x = 0; x < net->n_links; x++) {
    const FlowLink *link = &net->link[x];
    double escalated = flow_escalated(net, service, link->from);
    double goes = link->share * (1 - flow_blocking(service, link->from)) * (1 - mean_abandonment(net, side, link->from));
    share[link->from * n + link->to] += goes * (link->of == FLOW_OF_ESCALATED ? escalated : 1 - escalated) *
                                        (link->door ? net->door_now[link->to] : 1);
  }
  return share;
}

gboolean
flow_ends(const struct MusterFlowNet *net, const MusterFlowSide *side, const MusterFlowService *service,
          MusterFaults *faults)
{
  int n = net->n_queues, worst = 0;
  g_autofree double *share = shares(net, side, service), *now = g_new(double, n + 1), *next = g_new(double, n + 1);
  double size = n;
  for (int q = 0; q < n; q++)
    now[q] = 1;
  for (int step = 0; step < MOST_GENERATIONS && size > NOTHING * n && size < 1 / NOTHING; step++) {
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
  return never_ends(net, side, worst, faults);
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

static void
begin(Wave *w, const double *issues)
{
  const struct MusterFlowNet *net = w->net;
  for (int q = 0; q < net->n_queues; q++) {
    w->first[q] = w->n_rows;
    w->n_rows += net->redial[q].n_classes;
  }
  w->now = g_new0(double, (gsize) w->n_rows * (gsize) net->n + 1);
  w->next = g_new0(double, (gsize) w->n_rows * (gsize) net->n + 1);
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
    if (w->side->part[kind] != NULL)
      memset(w->side->part[kind], 0, (gsize) net->n_queues * (gsize) net->n * sizeof(double));
  for (int q = 0; q < net->n_queues; q++) {
    w->side->after_end[q] = 0;
    for (int i = 0; i < net->n; i++) {
      gsize at = flow_at(net, q, i);
      row(w, w->now, q, 0)[i] = w->side->fresh[at] = issues[at] * net->door_now[q];
      w->side->contained[at] = issues[at] * (1 - net->door_now[q]);
    }
  }
}

/* The queue to which most of the generation comes. */
static int
largest(const Wave *w)
{
  int worst = 0;
  double most = -1;
  for (int q = 0; q < w->net->n_queues; q++) {
    double sum = 0;
    for (gsize x = 0; x < (gsize) w->net->redial[q].n_classes * (gsize) w->net->n; x++)
      sum += row(w, w->now, q, 0)[x];
    if (sum > most) {
      most = sum;
      worst = q;
    }
  }
  return worst;
}

gboolean
flow_forth(const struct MusterFlowNet *net, const double *issues, const MusterFlowService *service, FlowPast *past,
           MusterFlowSide *side, MusterFaults *faults)
{
  g_autofree int *first = g_new0(int, net->n_queues + 1);
  g_autofree double *from = g_new(double, net->n), *landed = g_new(double, net->n);
  Wave w = {.net = net, .service = service, .side = side, .first = first, .from = from, .landed = landed, .past = past};
  double new = 0;
  begin(&w, issues);
  for (gsize x = 0; x < (gsize) w.n_rows * (gsize) net->n; x++)
    new += w.now[x];
  gboolean ended = FALSE;
  for (int left = MOST_GENERATIONS; left > 0 && !ended; left--)
    ended = generation(&w) <= NOTHING * new;
  int worst = largest(&w);
  g_free(w.now);
  g_free(w.next);
  add_up(net, service, side);
  return ended || never_ends(net, side, worst, faults);
}
