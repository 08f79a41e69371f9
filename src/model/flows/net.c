/* Which queue's contacts lead to which others: the centre's keys as links. */
#include "model/flows/flows_private.h"
#include <string.h>

static FlowLink *
add_link(struct MusterFlowNet *net, int from, int to, MusterFlowKind kind, double share)
{
  net->link = g_renew(FlowLink, net->link, net->n_links + 1);
  net->link[net->n_links] = (FlowLink){.from = from, .to = to, .kind = kind, .share = share, .waits = TRUE};
  return &net->link[net->n_links++];
}

/* A contact takes its handle time before it leads to anything; what a transfer waits for is that alone. */
static void
add_links(struct MusterFlowNet *net, int q)
{
  const MusterQueue *queue = &net->centre->queue[q];
  double lag_s = queue->handle.info != NULL ? queue->handle.mean_s : 0;
  for (int i = 0; i < queue->n_transfers; i++)
    if (queue->transfer[i].queue >= 0 && queue->transfer[i].share > 0) {
      FlowLink *link = add_link(net, q, queue->transfer[i].queue, MUSTER_FLOW_TRANSFERS, queue->transfer[i].share);
      link->waits = FALSE; /* whoever is put through stands in the line, open or not */
      flow_law_init(&link->law, net, &queue->handle, 0);
    }
  if (queue->repeat_chance > 0) {
    FlowLink *link = add_link(net, q, q, MUSTER_FLOW_REPEATS, queue->repeat_chance);
    link->door = TRUE;
    flow_law_init(&link->law, net, &queue->repeat_delay, lag_s);
  }
  if (queue->follow_up_chance > 0 && queue->follow_up_queue >= 0)
    flow_law_init(&add_link(net, q, queue->follow_up_queue, MUSTER_FLOW_FOLLOW_UPS, queue->follow_up_chance)->law, net,
                  &queue->follow_up_delay, lag_s);
  if (queue->reopen_chance > 0)
    flow_law_init(&add_link(net, q, q, MUSTER_FLOW_REOPENED, queue->reopen_chance)->law, net, &queue->reopen_delay, lag_s);
  if (queue->channel == MUSTER_CHANNEL_CASE && queue->escalate_queue >= 0 && queue->escalate_queue != q &&
      queue->escalate_after_s >= 0) {
    FlowLink *link = add_link(net, q, queue->escalate_queue, MUSTER_FLOW_ESCALATED, 1);
    link->of = FLOW_OF_ESCALATED;
    flow_law_init(&link->law, net, NULL, queue->escalate_after_s);
  }
}

static void
add_redial(struct MusterFlowNet *net, int q)
{
  const MusterQueue *queue = &net->centre->queue[q];
  FlowRedial *redial = &net->redial[q];
  redial->n_classes = MAX(1, MAX(queue->n_redial_abandon, queue->n_redial_block));
  redial->any = (queue->n_redial_abandon > 0 || queue->n_redial_block > 0) && queue->redial_delay.info != NULL;
  if (redial->any)
    flow_law_init(&redial->law, net, &queue->redial_delay, 0);
  else
    redial->n_classes = 1;
}

double
flow_called(const MusterQueue *queue)
{
  return queue->observed_callbacks > 0 ? MIN(queue->observed_callbacks, 1) : 0;
}

/* Who accepts is called soon, by the day's own measure: at once. */
static void
add_callbacks(struct MusterFlowNet *net)
{
  for (int i = 0; i < net->centre->n_callbacks; i++) {
    const MusterCallback *callback = &net->centre->callback[i];
    double share = flow_called(&net->centre->queue[callback->queue]);
    if (share <= 0)
      continue;
    FlowLink *link = add_link(net, callback->queue, callback->into, MUSTER_FLOW_CALLBACKS, share);
    link->of = FLOW_OF_CALLED;
    link->waits = FALSE;
    flow_law_init(&link->law, net, NULL, 0);
  }
}

double
flow_redial_chance(const MusterQueue *queue, int redial_class, gboolean blocked)
{
  int n = blocked ? queue->n_redial_block : queue->n_redial_abandon;
  const double *chance = blocked ? queue->redial_block : queue->redial_abandon;
  double stays = blocked ? 1 : 1 - flow_called(queue);
  return n > 0 ? stays * chance[MIN(redial_class, n - 1)] : 0;
}

/* Something that falls into a closed interval comes in the next open one; one that is open for a part takes it. */
static void
find_openings(struct MusterFlowNet *net, int q)
{
  int *lands = net->lands + flow_at(net, q, 0), next = net->n;
  for (int i = net->n; i-- > 0;) {
    if (muster_centre_open_s(net->centre, q, i) > 0)
      next = i;
    lands[i] = next;
  }
  int k = 0;
  while (k < net->period && lands[net->period - 1 - k] != net->period - 1 - k)
    k++;
  net->closed_before[q] = next == net->n ? 0 : k;
}

double
muster_flows_reach(const MusterQueue *queue)
{
  return (isnan(queue->reach) ? 1 : queue->reach) * (1 - queue->wrong_party_chance);
}

/* One attempt in 1 / reach gets through, and after `attempts` of them nobody tries again: Σ_{k < attempts} (1 − reach)^k. */
double
muster_flows_attempts(const MusterQueue *queue)
{
  double reach = muster_flows_reach(queue);
  if (queue->channel != MUSTER_CHANNEL_OUTBOUND || queue->attempts <= 1 || !(reach < 1))
    return 1;
  if (reach <= 0)
    return queue->attempts;
  return -expm1(queue->attempts * log1p(-reach)) / reach;
}

double
muster_flows_attempt_s(const MusterQueue *queue, double handle_s)
{
  double picked_up = isnan(queue->reach) ? 1 : queue->reach;
  double talk_s = muster_flows_reach(queue) * handle_s + picked_up * queue->wrong_party_chance * queue->wrong_party_takes_s;
  gboolean preview = queue->dialer.name == NULL || strcmp(queue->dialer.name, "preview") == 0;
  return preview ? queue->dialer.look_s + picked_up * queue->ring_s + (1 - picked_up) * queue->no_answer_s + talk_s : talk_s;
}

static gboolean
read_doors(struct MusterFlowNet *net, const MusterDemand *demand, MusterFaults *faults)
{
  const MusterCentre *centre = net->centre;
  gboolean ok = TRUE;
  for (int s = 0; s < centre->n_selfservice; s++) {
    const MusterSelfservice *self = &centre->selfservice[s];
    const MusterQueue *queue = &centre->queue[self->queue];
    double then = isnan(queue->observed_contained) ? self->contains : queue->observed_contained;
    net->counts_before[self->queue] = self->counts_before;
    net->door_now[self->queue] = 1.0 - self->contains;
    net->door_then[self->queue] = 1.0 - then;
    if (self->counts_before || then < 1 || demand == NULL)
      continue;
    g_autofree char *path = g_strdup_printf("selfservice.\"%s\"", queue->name);
    MusterMark mark = centre->tree != NULL ? muster_centre_mark(centre, path) : queue->mark;
    muster_faults_error(faults, mark, "count before it: `demand_counts: before`",
                        "queue '%s': a self-service that contained 100 %% left no contacts behind it to count", queue->name);
    ok = FALSE;
  }
  return ok;
}

struct MusterFlowNet *
flow_net_new(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  struct MusterFlowNet *net = g_new0(struct MusterFlowNet, 1);
  const MusterGrid *grid = centre->grid;
  gsize n_queues = (gsize) centre->n_queues, n = (gsize) grid->n;
  net->centre = centre;
  net->n = grid->n;
  net->n_queues = centre->n_queues;
  net->period = grid->day_first[MIN(7, grid->n_days)];
  net->redial = g_new0(FlowRedial, n_queues + 1);
  net->lands = g_new(int, n_queues *n + 1);
  net->closed_before = g_new0(int, n_queues + 1);
  net->door_then = g_new(double, n_queues + 1);
  net->door_now = g_new(double, n_queues + 1);
  net->attempts = g_new(double, n_queues + 1);
  net->counts_before = g_new0(gboolean, n_queues + 1);
  net->assumed = g_new0(double, n_queues *n + 1);
  for (int q = 0; q < centre->n_queues; q++) {
    net->door_then[q] = net->door_now[q] = 1;
    net->attempts[q] = muster_flows_attempts(&centre->queue[q]);
    add_links(net, q);
    add_redial(net, q);
  }
  add_callbacks(net);
  if (!read_doors(net, demand, faults)) {
    flow_net_free(net);
    return NULL;
  }
  for (int q = 0; q < centre->n_queues && !flow_net_is_still(net); q++)
    find_openings(net, q);
  return net;
}

void
flow_net_free(struct MusterFlowNet *net)
{
  if (net == NULL)
    return;
  for (int i = 0; i < net->n_links; i++)
    flow_law_clear(&net->link[i].law);
  for (int q = 0; q < net->n_queues; q++)
    flow_law_clear(&net->redial[q].law);
  g_free(net->link);
  g_free(net->redial);
  g_free(net->lands);
  g_free(net->closed_before);
  g_free(net->door_then);
  g_free(net->door_now);
  g_free(net->counts_before);
  g_free(net->attempts);
  g_free(net->assumed);
  g_free(net);
}

gboolean
flow_net_is_still(const struct MusterFlowNet *net)
{
  gboolean still = net->n_links == 0;
  for (int q = 0; q < net->n_queues; q++)
    still = still && !net->redial[q].any && net->attempts[q] == 1 && net->door_now[q] == 1 && net->door_then[q] == 1;
  return still;
}

double
flow_escalated(const struct MusterFlowNet *net, const MusterFlowService *service, int q)
{
  const MusterQueue *queue = &net->centre->queue[q];
  const MusterTarget *target = &queue->target;
  if (queue->channel != MUSTER_CHANNEL_CASE || !(queue->escalate_after_s >= 0) ||
      (queue->escalate_queue < 0 && queue->escalate_outside < 0))
    return 0;
  if (service != NULL && service->escalated != NULL && !isnan(service->escalated[q]))
    return CLAMP(service->escalated[q], 0, 1);
  gboolean strict = queue->has_target && target->finish_within_s <= queue->escalate_after_s;
  return strict && !isnan(target->finish) ? 1 - target->finish : 0;
}

double
flow_blocking(const MusterFlowService *service, int q)
{
  if (service == NULL || service->blocking == NULL || isnan(service->blocking[q]))
    return 0;
  return CLAMP(service->blocking[q], 0, 1);
}
