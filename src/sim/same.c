/* The same agent again: repeats, transfers back, callbacks and reopened cases of some queues wait for the agent who had the contact
 * last, up to a limit, and then for anybody (docs/simulation/agents.md has the law).
 *
 * What a contact remembers is the last agent who serves the queue it comes to. While it waits for him alone it is counted in its
 * line but not chained there, so that nobody else sees it; when the limit is over, it is put where its place is.
 */
#include "sim/same_private.h"
#include "sim/hands_private.h"
#include "sim/later_private.h"
#include "sim/lines_private.h"

typedef struct {
  guint32 node, agent;
  guint32 later; /* the end of the limit, or of its patience */
  int queue;
} Wait;

struct SimSame {
  guint32 memory;  /* of the contact at hand: who had it before; or SIM_NOBODY */
  guint32 agent;   /* who has it now; or SIM_NOBODY */
  GArray *of_node; /* guint32: the memory of a node */
  GArray *of_leg;  /* and of what comes later */
  GArray *wait;    /* Wait, in order of arrival */
  GArray *n_waits; /* guint16: for an agent */
};

static void
remember(GArray *memory, guint32 id, guint32 agent)
{
  if (id >= memory->len)
    g_array_set_size(memory, MAX(2 * memory->len, id + 64));
  g_array_index(memory, guint32, id) = agent;
}

SimSame *
sim_same_new(G_GNUC_UNUSED const MusterSim *sim)
{
  SimSame *same = g_new0(SimSame, 1);
  same->of_node = g_array_new(FALSE, TRUE, sizeof(guint32));
  same->of_leg = g_array_new(FALSE, TRUE, sizeof(guint32));
  same->wait = g_array_new(FALSE, FALSE, sizeof(Wait));
  same->n_waits = g_array_new(FALSE, TRUE, sizeof(guint16));
  return same;
}

void
sim_same_free(SimSame *same)
{
  if (same == NULL)
    return;
  g_array_unref(same->of_node);
  g_array_unref(same->of_leg);
  g_array_unref(same->wait);
  g_array_unref(same->n_waits);
  g_free(same);
}

void
sim_same_begin(SimEngine *e)
{
  g_array_set_size(e->same->wait, 0);
  g_array_set_size(e->same->n_waits, 0);
  sim_same_forget(e);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static gboolean
serves(const SimEngine *e, guint32 agent, guint32 queue)
{
  return e->sim->team[e->agent[agent].team].queues >> queue & 1;
}

void
sim_same_sent(SimEngine *e, guint32 later)
{
  const SimSame *same = e->same;
  gboolean his = same->agent != SIM_NOBODY && serves(e, same->agent, e->later[later].arrival.queue);
  remember(same->of_leg, later, his ? same->agent : same->memory);
}

void
sim_same_fires(SimEngine *e, guint32 later)
{
  e->same->memory = g_array_index(e->same->of_leg, guint32, later);
}

void
sim_same_waits(SimEngine *e, guint32 node)
{
  remember(e->same->of_node, node, e->same->memory);
}

void
sim_same_taken(SimEngine *e, guint32 node)
{
  e->same->memory = g_array_index(e->same->of_node, guint32, node);
}

void
sim_same_answered(SimEngine *e, guint32 agent, int queue, guint32 row)
{
  e->same->agent = agent;
  sim_same_begun(e, e->same->memory, agent, queue, row);
}

guint32
sim_same_memory(const SimEngine *e)
{
  return e->same->memory;
}

void
sim_same_recall(SimEngine *e, guint32 remembered)
{
  e->same->memory = remembered;
}

guint32
sim_same_of_node(const SimEngine *e, guint32 node)
{
  return g_array_index(e->same->of_node, guint32, node);
}

void
sim_same_keep(SimEngine *e, guint32 node, guint32 remembered)
{
  remember(e->same->of_node, node, remembered);
}

void
sim_same_begun(SimEngine *e, guint32 remembered, guint32 agent, int queue, guint32 row)
{
  if (remembered == agent)
    sim_cell(e, row, queue)->x[SIM_Q_SAME_AGENT]++;
}

void
sim_same_done(SimEngine *e, guint32 remembered, guint32 agent)
{
  e->same->memory = remembered;
  e->same->agent = agent;
}

void
sim_same_forget(SimEngine *e)
{
  e->same->memory = e->same->agent = SIM_NOBODY;
}

/* --- waiting for one ---------------------------------------------------------------------------------------------- */

/* A case may not be begun by whoever is idle; and a live contact need not wait for the end of one. */
static gboolean
is_free_for(const SimEngine *e, guint32 agent, int queue)
{
  if (e->agent[agent].state == SIM_AGENT_IDLE)
    return !e->sim->queue[queue].is_case || (sim_cases_allowed(e, agent, TRUE) >> queue & 1);
  if (e->agent[agent].state == SIM_AGENT_CHATS)
    return sim_hands_take(e, agent, queue);
  return !e->sim->queue[queue].is_case && sim_case_gives_way(e, agent);
}

guint32
sim_same_agent(const SimEngine *e, const SimArrival *a, gboolean *waits)
{
  guint32 agent = e->same->memory;
  *waits = FALSE;
  if (agent == SIM_NOBODY || !(e->sim->centre->same_agent_queues >> a->queue & 1) || !serves(e, agent, a->queue))
    return SIM_NOBODY;
  if (is_free_for(e, agent, (int) a->queue))
    return agent;
  *waits = e->agent[agent].state != SIM_AGENT_OFF && e->sim->same_wait > 0;
  return SIM_NOBODY;
}

static guint16 *
n_waits(SimEngine *e, guint32 agent)
{
  GArray *n = e->same->n_waits;
  if (agent >= n->len)
    g_array_set_size(n, agent + 1);
  return &g_array_index(n, guint16, agent);
}

void
sim_same_join(SimEngine *e, const SimArrival *a, SimTick place)
{
  Wait wait = {.node = sim_node_of(e, &e->sim->queue[a->queue], a, place),
               .agent = e->same->memory,
               .queue = (int) a->queue};
  SimLater limit = {.kind = SIM_LATER_RELEASE, .node = wait.node, .arrival = *a};
  limit.arrival.t = MIN(e->node[wait.node].deadline, a->t + e->sim->same_wait);
  wait.later = sim_later_push(e, limit);
  g_array_append_val(e->same->wait, wait);
  (*n_waits(e, wait.agent))++;
  if (e->sim->queue[a->queue].is_noted)
    sim_case_joined(e, wait.node, a);
  e->line[a->queue].n_live++;
  e->line[a->queue].area += e->period_end - a->t;
  if (e->extras != NULL)
    sim_extras_joined(e, (int) a->queue, a->t);
}

static Wait
take(SimEngine *e, guint i)
{
  Wait wait = g_array_index(e->same->wait, Wait, i);
  g_array_remove_index(e->same->wait, i);
  (*n_waits(e, wait.agent))--;
  return wait;
}

/* The first that waits for the agent in one of the queues; −1: none. Who has given up by now has an event of its own for it. */
static int
first_for(SimEngine *e, guint32 agent, guint64 queues, SimTick now)
{
  if (agent >= e->same->n_waits->len || *n_waits(e, agent) == 0)
    return -1;
  for (guint i = 0; i < e->same->wait->len; i++) {
    const Wait *wait = &g_array_index(e->same->wait, Wait, i);
    if (wait->agent == agent && (queues >> wait->queue & 1) && e->node[wait->node].deadline >= now)
      return (int) i;
  }
  return -1;
}

gboolean
sim_same_has(SimEngine *e, guint32 agent, guint64 queues, SimTick now)
{
  return first_for(e, agent, queues, now) >= 0;
}

guint32
sim_same_next(SimEngine *e, guint32 agent, guint64 queues, int *queue, SimTick now)
{
  int i = first_for(e, agent, queues, now);
  if (i < 0)
    return SIM_NOBODY;
  Wait wait = take(e, (guint) i);
  *queue = wait.queue;
  sim_later_call_off(e, wait.later);
  return wait.node;
}

guint32
sim_same_node(const SimEngine *e, MusterKey key)
{
  for (guint i = 0; i < e->same->wait->len; i++) {
    guint32 node = g_array_index(e->same->wait, Wait, i).node;
    if (e->node[node].key == key)
      return node;
  }
  return SIM_NOBODY;
}

guint32
sim_same_waited_for(const SimEngine *e, guint i)
{
  return i < e->same->wait->len ? g_array_index(e->same->wait, Wait, i).agent : SIM_NOBODY;
}

gboolean
sim_same_holds(const SimEngine *e, guint32 node)
{
  for (guint i = 0; i < e->same->wait->len; i++)
    if (g_array_index(e->same->wait, Wait, i).node == node)
      return TRUE;
  return FALSE;
}

gboolean
sim_same_leaves(SimEngine *e, guint32 node)
{
  for (guint i = 0; i < e->same->wait->len; i++)
    if (g_array_index(e->same->wait, Wait, i).node == node) {
      sim_later_call_off(e, take(e, i).later);
      sim_node_free(e, node);
      return TRUE;
    }
  return FALSE;
}

gint64
sim_same_count(const SimEngine *e, guint64 queues, gboolean (*is_so)(const SimNode *node))
{
  gint64 n = 0;
  for (guint i = 0; i < e->same->wait->len; i++) {
    const Wait *wait = &g_array_index(e->same->wait, Wait, i);
    n += (queues >> wait->queue & 1) && is_so(&e->node[wait->node]);
  }
  return n;
}

/* --- for anybody -------------------------------------------------------------------------------------------------- */

/* Where groups have lines of their own: the one that it would join now; whoever is idle is asked after that. */
static guint16
line_to_join(SimEngine *e, int queue, const SimNode *node, SimTick now)
{
  if (e->sim->queue[queue].is_case)
    return SIM_ANY_GROUP;
  SimArrival a = {now, node->key, (guint32) queue, 0, node->cause};
  sim_join_arrive(e, &a);
  return e->joining;
}

/* Chains the node where its place is. The timers of the queue's delays go through the line in order of arrival: one that stands
 * behind the node, although its delay is still to come, goes back to it, and is set anew. */
static void
chain(SimEngine *e, int queue, guint32 id, SimTick now)
{
  SimNode *node = &e->node[id];
  SimLine *line = &e->line[queue];
  const SimQueue *q = &e->sim->queue[queue];
  if (e->joined != NULL)
    e->joined[id] = line_to_join(e, queue, node, now);
  guint64 passed = 0; /* timers that stand before it */
  guint32 *link = &line->head;
  for (; *link != SIM_NOBODY && e->node[*link].place <= node->place; link = &e->node[*link].next)
    for (int d = 0; d < MIN(q->n_delays, 64); d++)
      if (e->timer[q->first_timer + (guint32) d].node == *link)
        passed |= G_GUINT64_CONSTANT(1) << d;
  node->next = *link;
  *link = id;
  if (node->next == SIM_NOBODY)
    line->tail = id;
  line->earliest = MIN(line->earliest, node->deadline);
  e->waiting |= G_GUINT64_CONSTANT(1) << queue;
  for (int d = 0; d < q->n_delays && !sim_node_apart(node); d++) { /* those have offers of their own */
    guint32 timer = q->first_timer + (guint32) d;
    if ((passed >> MIN(d, 63) & 1) || node->arrived + q->delay[d] <= now)
      continue;
    e->timer[timer].node = id;
    e->timer[timer].runs = TRUE;
    sim_agenda_set(&e->agenda, timer, node->arrived + q->delay[d]);
  }
}

/* Out of those who wait for one: abandoned, or in the line. FALSE: it has abandoned. */
static gboolean
let_go(SimEngine *e, guint i, SimTick now)
{
  Wait wait = take(e, i);
  SimNode *node = &e->node[wait.node];
  if (node->deadline <= now) {
    sim_node_abandon(e, wait.queue, node);
    sim_node_free(e, wait.node);
    return FALSE;
  }
  chain(e, wait.queue, wait.node, now);
  if (sim_node_apart(node)) {
    SimArrival a = {node->arrived, node->key, (guint32) wait.queue, 0, node->cause};
    sim_flow_offer_later(e, wait.node, &a, sim_delays_reached(&e->sim->queue[wait.queue], now - node->arrived));
  }
  return TRUE;
}

static void
release(SimEngine *e, guint i, SimTick now)
{
  Wait wait = g_array_index(e->same->wait, Wait, i);
  SimTick waited = now - e->node[wait.node].arrived;
  if (let_go(e, i, now)) /* offered as a contact of that wait is: the step is one before that of the delays reached */
    sim_engine_offer(e, wait.queue, sim_delays_reached(&e->sim->queue[wait.queue], waited) - 1, wait.node, now);
}

void
sim_same_release(SimEngine *e, guint32 node, SimTick now)
{
  for (guint i = 0; i < e->same->wait->len; i++)
    if (g_array_index(e->same->wait, Wait, i).node == node) {
      release(e, i, now);
      return;
    }
}

void
sim_same_gone(SimEngine *e, guint32 agent, SimTick now)
{
  if (agent >= e->same->n_waits->len)
    return;
  for (guint i = 0; i < e->same->wait->len && *n_waits(e, agent) > 0;) {
    const Wait *wait = &g_array_index(e->same->wait, Wait, i);
    if (wait->agent != agent) {
      i++;
      continue;
    }
    sim_later_call_off(e, wait->later);
    release(e, i, now);
    i = 0; /* others may have gone by it */
  }
}

void
sim_same_close(SimEngine *e, int queue, SimTick now)
{
  for (guint i = 0; i < e->same->wait->len;) {
    const Wait *wait = &g_array_index(e->same->wait, Wait, i);
    if (wait->queue != queue) {
      i++;
      continue;
    }
    sim_later_call_off(e, wait->later);
    let_go(e, i, now);
  }
}
