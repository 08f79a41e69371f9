/* Conducts the traffic equations: the history backwards, the plan forwards. */
#include "model/flows/flows_private.h"
#include <string.h>

#define ROUNDS 5        /* of the abandonment at target and the contacts that it leads to */
#define SETTLED 1e-3    /* of the most in an interval */
#define ROUNDING 1e-9
#define WORTH_A_WORD 0.5 /* contacts */

static gsize
size_of(const MusterFlows *flows)
{
  return (gsize) flows->n_queues * (gsize) flows->grid->n;
}

/* Does anything come back to the queue, or go from it to others? The others' abandonment does not matter. */
static gboolean *
find_flows(const struct MusterFlowNet *net)
{
  gboolean *flows = g_new0(gboolean, net->n_queues + 1);
  for (int q = 0; q < net->n_queues; q++)
    flows[q] = net->redial[q].any || net->attempts[q] != 1;
  for (int x = 0; x < net->n_links; x++)
    flows[net->link[x].from] = flows[net->link[x].to] = TRUE;
  return flows;
}

/* At the target, with what side->offered says; `observed` comes before that. */
static void
set_abandonment(MusterFlows *flows, const MusterDemand *demand, MusterFlowSide *side, gboolean observed)
{
  const struct MusterFlowNet *net = flows->net;
  for (int q = 0; q < net->n_queues; q++) {
    double seen = observed ? net->centre->queue[q].observed_abandonment : NAN;
    for (int i = 0; i < net->n && flows->flows[q]; i++) {
      gboolean given = !isnan(seen) && muster_centre_open_s(net->centre, q, i) > 0;
      gsize at = flow_at(net, q, i);
      side->abandonment[at] = given ? seen : flow_target_abandonment(net, demand, q, i, side->offered[at]);
    }
  }
}

static void
note_missing(MusterFlows *flows, int q, double missing, int n)
{
  if (missing >= WORTH_A_WORD && flow_counted(flows, q) > 0) /* else nobody has counted there: it is not held against the chances */
    g_ptr_array_add(flows->notes,
                    g_strdup_printf("queue '%s': in %d interval%s the counts hold fewer contacts than the chances alone bring back "
                                    "(by %.1f in all): none of them are taken as new there",
                                    flows->net->centre->queue[q].name, n, n == 1 ? "" : "s", missing));
}

static gboolean
solve_back(MusterFlows *flows, const MusterDemand *demand, MusterFaults *faults)
{
  MusterFlowSide *side = &flows->history;
  g_autofree double *missing = g_new0(double, flows->n_queues + 1);
  g_autofree int *n_missing = g_new0(int, flows->n_queues + 1);
  flow_reached(flows->net, demand, side);
  set_abandonment(flows, demand, side, TRUE);
  flow_reached(flows->net, demand, side); /* again: what went past a self-service depends on who gave up */
  if (!flow_ends(flows->net, side, NULL, flows->net->door_then, faults))
    return FALSE;
  flow_back(flows->net, demand, side, flows->issues, missing, n_missing);
  for (int q = 0; q < flows->n_queues; q++)
    note_missing(flows, q, missing[q], n_missing[q]);
  return TRUE;
}

/* counts: fresh — of new contacts, before the self-service or behind the history's. */
static void
take_fresh(MusterFlows *flows, const MusterDemand *demand)
{
  const struct MusterFlowNet *net = flows->net;
  for (int q = 0; q < net->n_queues; q++)
    for (int i = 0; i < net->n; i++) {
      double fresh = demand->queue[q].contacts[i];
      flows->issues[flow_at(net, q, i)] = net->counts_before[q] ? fresh : fresh / net->door_then[q];
    }
}

/* The history had the service of the target, and the self-service that there is: what was counted is what will come. */
static gboolean
is_as_before(const MusterFlows *flows)
{
  gboolean same = flows->counts == MUSTER_COUNTS_OFFERED;
  for (int q = 0; q < flows->n_queues; q++)
    same = same && flows->net->door_now[q] == flows->net->door_then[q] &&
           (!flows->flows[q] || isnan(flows->net->centre->queue[q].observed_abandonment));
  return same;
}

/* The plan's service at target depends on what is offered, and that on the service: a few rounds. */
static gboolean
solve_forth(MusterFlows *flows, const MusterDemand *demand, MusterFaults *faults)
{
  const struct MusterFlowNet *net = flows->net;
  MusterFlowSide *side = &flows->plan;
  gsize size = size_of(flows);
  g_autofree double *was = g_new(double, size + 1);
  for (gsize x = 0; x < size; x++)
    side->offered[x] = is_as_before(flows) ? flows->history.offered[x] : flows->issues[x];
  for (int round = 0; round < ROUNDS; round++) {
    double change = 0, most = 0;
    memcpy(was, side->offered, size * sizeof *was);
    set_abandonment(flows, demand, side, FALSE);
    if (!flow_ends(net, side, NULL, net->door_now, faults) || !flow_forth(net, flows->issues, NULL, side, faults))
      return FALSE;
    for (gsize x = 0; x < size; x++) {
      change = MAX(change, fabs(side->offered[x] - was[x]));
      most = MAX(most, was[x]);
    }
    if (change <= SETTLED * most)
      break;
  }
  memcpy(flows->net->assumed, side->abandonment, size * sizeof *side->abandonment);
  return TRUE;
}

/* Where the service is the history's, what is offered is what was counted, to the last bit. */
static void
take_counts(MusterFlows *flows)
{
  gsize size = size_of(flows);
  for (gsize x = 0; x < size && flows->counts == MUSTER_COUNTS_OFFERED; x++)
    if (fabs(flows->plan.offered[x] - flows->history.offered[x]) <= ROUNDING * flows->history.offered[x])
      flows->plan.offered[x] = flows->history.offered[x];
}

static void
take_as_is(MusterFlows *flows, const MusterDemand *demand)
{
  for (int q = 0; q < flows->n_queues; q++)
    for (int i = 0; i < flows->grid->n; i++) {
      gsize at = flow_at(flows->net, q, i);
      double contacts = demand->queue[q].contacts[i];
      flows->issues[at] = flows->plan.offered[at] = flows->plan.fresh[at] = contacts;
      if (flows->counts == MUSTER_COUNTS_OFFERED)
        flows->history.offered[at] = flows->history.fresh[at] = contacts;
    }
}

MusterFlows *
muster_flows_new(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  g_autoptr(MusterFlows) flows = g_new0(MusterFlows, 1);
  flows->grid = muster_grid_ref(centre->grid);
  flows->n_queues = centre->n_queues;
  flows->counts = demand->counts;
  flows->notes = g_ptr_array_new_with_free_func(g_free);
  flows->net = flow_net_new(centre, demand, faults);
  if (flows->net == NULL)
    return NULL;
  flows->any = !flow_net_is_still(flows->net);
  flows->flows = find_flows(flows->net);
  flows->issues = g_new0(double, size_of(flows) + 1);
  flow_side_init(&flows->history, flows->net);
  flow_side_init(&flows->plan, flows->net);
  if (!flows->any) {
    take_as_is(flows, demand);
    return g_steal_pointer(&flows);
  }
  if (demand->counts == MUSTER_COUNTS_FRESH)
    take_fresh(flows, demand);
  else if (!solve_back(flows, demand, faults))
    return NULL;
  if (!solve_forth(flows, demand, faults))
    return NULL;
  take_counts(flows);
  return g_steal_pointer(&flows);
}

void
muster_flows_free(MusterFlows *flows)
{
  if (flows == NULL)
    return;
  flow_side_clear(&flows->history);
  flow_side_clear(&flows->plan);
  flow_net_free(flows->net);
  muster_grid_unref(flows->grid);
  g_ptr_array_unref(flows->notes);
  g_free(flows->flows);
  g_free(flows->issues);
  g_free(flows);
}

gboolean
muster_flows_plan(MusterFlows *flows, const MusterFlowService *service, MusterFaults *faults)
{
  if (!flows->any)
    return TRUE;
  gsize size = size_of(flows);
  for (gsize x = 0; x < size; x++) {
    gboolean given = service->abandonment != NULL && !isnan(service->abandonment[x]);
    flows->plan.abandonment[x] = given ? CLAMP(service->abandonment[x], 0, 1) : flows->net->assumed[x];
  }
  if (!flow_ends(flows->net, &flows->plan, service, flows->net->door_now, faults) ||
      !flow_forth(flows->net, flows->issues, service, &flows->plan, faults))
    return FALSE;
  take_counts(flows);
  return TRUE;
}

gboolean
muster_flows_past(const MusterFlows *flows, MusterFlowKind kind, int skip, double **spread, double **at_opening)
{
  if (flows->plan.part[kind] == NULL)
    return FALSE;
  gsize size = size_of(flows);
  *spread = g_new0(double, size + 1);
  *at_opening = g_new0(double, size + 1);
  MusterFlowSide side;
  flow_side_init(&side, flows->net);
  for (gsize x = 0; x < size; x++) {
    double observed = flows->net->centre->queue[x / (gsize) flows->grid->n].observed_abandonment;
    gboolean open = flows->net->lands[x] == (int) (x % (gsize) flows->grid->n);
    side.abandonment[x] = open && flows->flows[x / (gsize) flows->grid->n] && !isnan(observed) ? observed : flows->plan.abandonment[x];
  }
  memcpy(side.offered, flows->plan.offered, size * sizeof *side.offered);
  flow_past(flows->net, flows->issues, &side, kind, skip, *spread, *at_opening);
  flow_side_clear(&side);
  return TRUE;
}

/* --- demands -------------------------------------------------------------------------------------------------------- */

static double *
scaled(const double *band, const double *from, const double *to, int n)
{
  if (band == NULL)
    return NULL;
  double *out = g_new(double, (guint) n);
  for (int i = 0; i < n; i++)
    out[i] = from[i] > 0 && to[i] != from[i] ? band[i] * (to[i] / from[i]) : band[i];
  return out;
}

/* Contacts of each day. (transfer full) */
static double *
day_sums(const MusterGrid *grid, const double *contacts)
{
  double *sum = g_new0(double, grid->n_days);
  for (int i = 0; i < grid->n; i++)
    sum[grid->day_of[i]] += contacts[i];
  return sum;
}

/* The demand with other contacts, its bands in proportion. */
static MusterDemand *
with_contacts(const MusterFlows *flows, const MusterDemand *demand, const double *contacts, MusterCounts counts)
{
  MusterDemand *out = muster_demand_new(flows->net->centre);
  const MusterGrid *grid = flows->grid;
  out->counts = counts;
  out->day_cv = demand->day_cv;
  out->interval_cv = demand->interval_cv;
  out->between_queues = demand->between_queues;
  out->split = demand->split;
  for (int q = 0; q < flows->n_queues; q++) {
    const MusterDemandQueue *is = &demand->queue[q];
    MusterDemandQueue *to = &out->queue[q];
    memcpy(to->contacts, contacts + flow_at(flows->net, q, 0), (gsize) grid->n * sizeof *contacts);
    g_autofree double *was = day_sums(grid, is->contacts), *now = day_sums(grid, to->contacts);
    to->lo80 = scaled(is->lo80, is->contacts, to->contacts, grid->n);
    to->hi80 = scaled(is->hi80, is->contacts, to->contacts, grid->n);
    to->lo95 = scaled(is->lo95, is->contacts, to->contacts, grid->n);
    to->hi95 = scaled(is->hi95, is->contacts, to->contacts, grid->n);
    to->day_lo80 = scaled(is->day_lo80, was, now, grid->n_days);
    to->day_hi80 = scaled(is->day_hi80, was, now, grid->n_days);
    to->day_lo95 = scaled(is->day_lo95, was, now, grid->n_days);
    to->day_hi95 = scaled(is->day_hi95, was, now, grid->n_days);
    to->handle_mean_s = is->handle_mean_s != NULL ? g_memdup2(is->handle_mean_s, (gsize) grid->n * sizeof(double)) : NULL;
  }
  return out;
}

MusterDemand *
muster_flows_offered(const MusterFlows *flows, const MusterDemand *demand)
{
  return with_contacts(flows, demand, flows->plan.offered, MUSTER_COUNTS_OFFERED);
}

MusterDemand *
muster_flows_issues(const MusterFlows *flows, const MusterDemand *demand)
{
  return with_contacts(flows, demand, flows->issues, MUSTER_COUNTS_FRESH);
}
