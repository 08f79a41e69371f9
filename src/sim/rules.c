/* Tables by wait and conditions: who may take a contact, at which rank and in which order, where that depends on more than
 * the queue and the group.
 *
 * A team's table for a queue is a list of lines; of those whose wait the contact has reached and whose condition holds the
 * last one counts, and where there is none the team may not take it. Conditions are looked at when a contact of the queue
 * comes, when a wait reaches a delay and when an agent comes free, and at no other moment; so when one holds on an arrival,
 * those who have waited are offered first.
 */
#include "sim/choose_private.h"
#include "sim/moments_private.h"

/* --- conditions --------------------------------------------------------------------------------------------------- */

/* Who looks: what is not counted yet but is there. */
typedef struct {
  int arriving; /* a contact of this queue comes; −1 */
  int freed;    /* an agent of this group is about to be idle; −1 */
  SimTick now;
} Look;

static double
longest_wait_s(SimEngine *e, int queue, SimTick now)
{
  const SimNode *head = sim_line_head(e, queue, now, SIM_NEVER);
  return head == NULL ? 0 : sim_seconds((double) (now - head->arrived));
}

/* Of the contacts that have come on the present local day; NaN when none has been counted yet. */
static double
service_level(const SimEngine *e, int queue)
{
  const MusterSim *sim = e->sim;
  const MusterGrid *grid = sim->centre->grid;
  if (e->row == (guint32) sim->n_intervals || sim->queue[queue].within < 0)
    return NAN; /* in the warm-up nothing is counted */
  int last = MIN((int) e->row, sim->n_intervals - 1);
  SimQueueCell sum = {0};
  for (int i = grid->day_first[grid->day_of[last]]; i <= last; i++)
    for (int k = 0; k < SIM_Q_WAIT_MAX; k++)
      sum.x[k] += e->cell[(gsize) i * (gsize) sim->n_queues + (gsize) queue].x[k];
  sim_queue_cell_close(&sum, TRUE);
  SimQueueValues values = {0};
  sim_queue_values(sim, queue, sum.x, &values);
  return values.x[SIM_V_SERVICE_OF] == 0 ? NAN
                                         : (double) values.x[SIM_V_SERVICE] / (double) values.x[SIM_V_SERVICE_OF];
}

static gboolean
holds(SimEngine *e, const MusterCondition *condition, const Look *look)
{
  double value = NAN;
  int of = condition->of;
  switch (condition->measure) {
  case MUSTER_CONDITION_NONE:
    return TRUE;
  case MUSTER_CONDITION_QUEUE_LENGTH:
    sim_settle(e, look->now);
    value = (double) (e->line[of].n_live + (look->arriving == of));
    break;
  case MUSTER_CONDITION_LONGEST_WAIT:
    value = longest_wait_s(e, of, look->now);
    break;
  case MUSTER_CONDITION_EXPECTED_DELAY:
    value = sim_expected_delay_s(e, of, look->now);
    break;
  case MUSTER_CONDITION_SERVICE_LEVEL:
    value = service_level(e, of);
    break;
  case MUSTER_CONDITION_IDLE_AGENTS:
    value = (double) (e->group[of].n_present - e->group[of].n_busy + (look->freed == of));
    break;
  }
  return condition->below ? value < condition->bound : value > condition->bound;
}

/* The line of the table that counts, or NULL. */
static const SimStep *
line_for(SimEngine *e, const SimTable *table, SimTick wait, const Look *look)
{
  for (int i = table->n; i-- > 0;)
    if (table->step[i].after <= wait && holds(e, &table->step[i].when, look))
      return &table->step[i];
  return NULL;
}

/* --- an agent for a contact --------------------------------------------------------------------------------------- */

/* The rank at which the team may take a contact of the queue that has waited so long; −1: it may not. */
static int
rank_of(SimEngine *e, const SimTeam *team, int queue, SimTick wait, const Look *look)
{
  if (!(team->ruled >> queue & 1))
    return team->serve[queue].after <= wait ? team->rank[queue] : -1;
  const SimStep *step = line_for(e, &team->table[queue], wait, look);
  return step != NULL ? step->rank : -1;
}

/* Of the teams in `having`, those of the best rank that may take the contact; FALSE: none. */
static gboolean
best_teams(SimEngine *e, int queue, SimTick wait, const Look *look, const guint64 *having, guint64 *found)
{
  const MusterSim *sim = e->sim;
  int best = -1;
  for (int t = 0; t < sim->n_teams; t++) {
    if (!(sim->team[t].queues >> queue & 1) || !(having[t / 64] >> (t % 64) & 1))
      continue;
    int rank = rank_of(e, &sim->team[t], queue, wait, look);
    if (rank < 0 || (best >= 0 && rank > best))
      continue;
    if (rank != best)
      for (int w = 0; w < sim->n_words; w++)
        found[w] = 0;
    best = rank;
    found[t / 64] |= G_GUINT64_CONSTANT(1) << (t % 64);
  }
  return best >= 0;
}

gboolean
sim_rules_best_teams(SimEngine *e, int queue, SimTick wait, gboolean arrives, SimTick now, const guint64 *having, guint64 *best)
{
  Look look = {arrives ? queue : -1, -1, now};
  return best_teams(e, queue, wait, &look, having, best);
}

static guint32
pick_by_rules(SimEngine *e, int queue, SimTick wait, MusterKey contact, const Look *look)
{
  const MusterSim *sim = e->sim;
  guint64 idle[SIM_MAX_WORDS], found[SIM_MAX_WORDS];
  for (int w = 0; w < sim->n_words; w++)
    idle[w] = sim->keep != NULL ? not_kept(e, e->idle_teams[w], w, queue) : e->idle_teams[w];
  return best_teams(e, queue, wait, look, idle, found) ? pick_of(e, found, sim->n_words, contact, look->now) : SIM_NOBODY;
}

guint32
sim_rules_pick_agent(SimEngine *e, int queue, SimTick wait, MusterKey contact, SimTick now)
{
  Look look = {-1, -1, now};
  return pick_by_rules(e, queue, wait, contact, &look);
}

guint32
sim_rules_arrive(SimEngine *e, const SimArrival *a)
{
  int queue = (int) a->queue;
  Look look = {queue, -1, a->t};
  if (e->sim->join >= 0)
    return sim_join_arrive(e, a);
  guint32 remembered = e->same != NULL ? sim_same_memory(e) : SIM_NOBODY;
  for (;;) {
    const SimNode *head = sim_line_head(e, queue, a->t, SIM_NEVER);
    if (head == NULL || head->state != SIM_NODE_WAITS)
      break;
    guint32 id = pick_by_rules(e, queue, a->t - head->arrived, head->key, &look), first = e->line[queue].head;
    if (id != SIM_NOBODY)
      sim_engine_give(e, id, queue, first, a->t);
    else if (!sim_engine_interrupt(e, queue, a->t - head->arrived, first, a->t))
      break;
    if (e->same != NULL)
      sim_same_recall(e, remembered);
  }
  return pick_by_rules(e, queue, 0, a->key, &look);
}

/* --- a contact for an agent --------------------------------------------------------------------------------------- */

/* The team with its queues in the order that holds for those who are first in them; queues that it may not take now are
 * left out of `queues`. `level` has room for as many as there are queues. */
static SimTeam
team_now(SimEngine *e, const SimTeam *team, guint64 *queues, guint64 *level, const Look *look)
{
  int take[MUSTER_MAX_QUEUES];
  SimTeam now = *team;
  for (guint64 m = *queues; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    take[q] = team->take[q];
    if (!(team->ruled >> q & 1))
      continue;
    const SimNode *first = sim_first_for(e, team, q, look->now);
    const SimStep *step =
        first == NULL ? NULL : line_for(e, &team->table[q], look->now - first->arrived, look);
    if (step == NULL)
      *queues &= ~(m & -m);
    else
      take[q] = step->take;
  }
  now.level = level;
  now.n_levels = 0;
  for (guint64 left = *queues; left != 0; left &= ~level[now.n_levels++]) {
    int least = G_MAXINT;
    level[now.n_levels] = 0;
    for (guint64 m = left; m != 0; m &= m - 1)
      least = MIN(least, take[__builtin_ctzll(m)]);
    for (guint64 m = left; m != 0; m &= m - 1)
      if (take[__builtin_ctzll(m)] == least)
        level[now.n_levels] |= m & -m;
  }
  return now;
}

int
sim_rules_pick_queue(SimEngine *e, const SimTeam *team, guint64 queues, gboolean counted_idle, SimTick now)
{
  Look look = {-1, counted_idle ? -1 : team->group, now};
  guint64 level[MUSTER_MAX_QUEUES];
  SimTeam ordered = team_now(e, team, &queues, level, &look);
  return queues == 0 ? -1 : sim_router_get(e->sim->choose_contact)->pick_queue(e, &ordered, queues, now);
}
