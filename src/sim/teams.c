/* Teams: who may take what, in which order, how fast, and after which wait. */
#include "sim/problem_private.h"
#include <string.h>

static const MusterServes *
find_serves(const MusterGroup *group, int queue)
{
  for (int i = 0; i < group->n_serves; i++)
    if (group->serves[i].queue == queue)
      return &group->serves[i];
  return NULL;
}

/* The table of a team that serves the queue by more than one line, or under a condition. */
static void
set_table(MusterSim *sim, SimTeam *team, int queue, const MusterServes *own, int rank)
{
  if (own == NULL || (own->n_steps == 0 && own->when.measure == MUSTER_CONDITION_NONE))
    return;
  if (team->table == NULL)
    team->table = g_new0(SimTable, sim->n_queues);
  SimTable *table = &team->table[queue];
  SimServe *serve = &team->serve[queue];
  table->step = g_new(SimStep, own->n_steps + 1);
  table->step[table->n++] = (SimStep){serve->after, rank, own->take, own->when};
  for (int i = 0; i < own->n_steps; i++) {
    const MusterServesStep *step = &own->steps[i];
    const SimStep *before = &table->step[i];
    table->step[table->n++] = (SimStep){sim_ticks(step->after_s), step->rank > 0 ? step->rank : before->rank,
                                        step->take > 0 ? step->take : before->take, step->when};
  }
  for (int i = 0; i < table->n; i++) {
    serve->after = MIN(serve->after, table->step[i].after);
    if (table->step[i].when.measure != MUSTER_CONDITION_NONE)
      sim->queue[queue].conditional = TRUE;
  }
  team->ruled |= G_GUINT64_CONSTANT(1) << queue;
}

static void
set_serve(MusterSim *sim, SimTeam *team, int queue, const MusterServes *own, int rank)
{
  const MusterQueue *q = &sim->centre->queue[queue];
  gboolean own_handle = own != NULL && own->handle.info != NULL;
  SimServe *serve = &team->serve[queue];
  serve->handle = own_handle ? &own->handle : &q->handle;
  serve->after_call = q->after_call.info != NULL ? &q->after_call : NULL;
  serve->ticks_per_s = SIM_TICKS_PER_S / (own != NULL ? own->pace : 1);
  serve->after = own != NULL ? sim_ticks(own->after_s) : 0;
  serve->scaled = !own_handle || q->has_handle_by_hour;
  serve->overflow = own != NULL && (own->overflow || own->after_s > 0);
  team->rank[queue] = rank;
  set_table(sim, team, queue, own, rank);
  team->queues |= G_GUINT64_CONSTANT(1) << queue;
  if (serve->after > 0)
    team->delayed |= G_GUINT64_CONSTANT(1) << queue;
}

static int
take_of(const MusterSim *sim, const SimTeam *team, int queue)
{
  const MusterServes *own = find_serves(&sim->centre->group[team->group], queue);
  return own != NULL ? own->take : sim->centre->queue[queue].priority;
}

/* Orders the team's queues into levels of equal `take`. */
static void
build_levels(const MusterSim *sim, SimTeam *team)
{
  team->level = g_new0(guint64, MAX(sim->n_queues, 1));
  gboolean any = FALSE;
  int last = 0;
  for (;;) {
    gboolean found = FALSE;
    int next = 0;
    for (int q = 0; q < sim->n_queues; q++) {
      int take = take_of(sim, team, q);
      if ((team->queues >> q & 1) && (!any || take > last) && (!found || take < next)) {
        next = take;
        found = TRUE;
      }
    }
    if (!found)
      return;
    for (int q = 0; q < sim->n_queues; q++)
      if ((team->queues >> q & 1) && take_of(sim, team, q) == next)
        team->level[team->n_levels] |= G_GUINT64_CONSTANT(1) << q;
    team->n_levels++;
    last = next;
    any = TRUE;
  }
}

static SimTeam
make(MusterSim *sim, int group, guint64 queues, const MusterSkill *skill, int n_skills)
{
  const MusterGroup *g = &sim->centre->group[group];
  SimTeam team = {.group = group};
  team.serve = g_new0(SimServe, MAX(sim->n_queues, 1));
  team.rank = g_new0(int, MAX(sim->n_queues, 1));
  team.take = g_new0(int, MAX(sim->n_queues, 1));
  for (int i = 0; n_skills == 0 && i < g->n_serves; i++)
    if (queues == 0 || (queues >> g->serves[i].queue & 1))
      set_serve(sim, &team, g->serves[i].queue, &g->serves[i], g->serves[i].rank);
  for (int i = 0; i < n_skills; i++) {
    const MusterServes *own = find_serves(g, skill[i].queue);
    int rank = skill[i].rank >= 0 ? skill[i].rank : own != NULL ? own->rank : 1;
    if (queues == 0 || (queues >> skill[i].queue & 1))
      set_serve(sim, &team, skill[i].queue, own, rank);
  }
  for (int i = 0; n_skills > 0 && i < g->n_serves;
       i++) { /* what overflow grants to the group holds for all of it */
    const MusterServes *granted = &g->serves[i];
    if (granted->overflow && !(team.queues >> granted->queue & 1) &&
        (queues == 0 || (queues >> granted->queue & 1)))
      set_serve(sim, &team, granted->queue, granted, granted->rank);
  }
  if (sim->join >= 0)
    team.delayed = team.queues; /* the first of a line need not be one of the group's */
  build_levels(sim, &team);
  for (int q = 0; q < sim->n_queues; q++)
    team.take[q] = take_of(sim, &team, q);
  return team;
}

static void
clear(SimTeam *team, int n_queues)
{
  g_free(team->level);
  g_free(team->serve);
  g_free(team->rank);
  g_free(team->take);
  for (int q = 0; team->table != NULL && q < n_queues; q++)
    g_free(team->table[q].step);
  g_free(team->table);
  g_free(team->room);
}

static gboolean
alike(const MusterSim *sim, const SimTeam *a, const SimTeam *b)
{
  if (a->group != b->group || a->queues != b->queues || a->delayed != b->delayed ||
      a->n_levels != b->n_levels || memcmp(a->level, b->level, (gsize) a->n_levels * sizeof *a->level) != 0)
    return FALSE;
  for (int q = 0; q < sim->n_queues; q++) /* the rest follows from group and queue; paces are the agents' own */
    if ((a->queues >> q & 1) && a->rank[q] != b->rank[q])
      return FALSE;
  return TRUE;
}

static int
add(MusterSim *sim, SimTeam team)
{
  sim->team = g_renew(SimTeam, sim->team, sim->n_teams + 1);
  sim->team[sim->n_teams] = team;
  return sim->n_teams++;
}

int
sim_team_find(MusterSim *sim, int group, guint64 queues, const MusterSkill *skill, int n_skills)
{
  if (queues == 0 && n_skills == 0)
    return group;
  SimTeam team = make(sim, group, queues, skill, n_skills);
  if (alike(sim, &team, &sim->team[group])) {
    clear(&team, sim->n_queues);
    return group;
  }
  for (int i = sim->n_groups; i < sim->n_teams; i++)
    if (alike(sim, &team, &sim->team[i])) {
      clear(&team, sim->n_queues);
      return i;
    }
  return add(sim, team);
}

void
sim_teams_build(MusterSim *sim)
{
  for (int g = 0; g < sim->n_groups; g++)
    add(sim, make(sim, g, 0, NULL, 0));
}

/* --- offers: which teams a contact is offered to, by its wait ----------------------------------------------------- */

static int
by_tick(gconstpointer a, gconstpointer b)
{
  SimTick x = *(const SimTick *) a, y = *(const SimTick *) b;
  return (x > y) - (x < y);
}

static void
add_delay(SimQueue *queue, SimTick delay)
{
  if (delay <= 0)
    return;
  queue->delay = g_renew(SimTick, queue->delay, queue->n_delays + 1);
  queue->delay[queue->n_delays++] = delay;
}

/* The waits at which somebody more may take a contact, or at another rank. */
static void
collect_delays(const MusterSim *sim, int q, SimQueue *queue)
{
  for (int t = 0; t < sim->n_teams; t++) {
    const SimTeam *team = &sim->team[t];
    if (team->queues >> q & 1)
      add_delay(queue, team->serve[q].after);
    for (int i = 0; (team->ruled >> q & 1) && i < team->table[q].n; i++)
      add_delay(queue, team->table[q].step[i].after);
  }
  if (queue->n_delays == 0)
    return;
  qsort(queue->delay, (gsize) queue->n_delays, sizeof *queue->delay, by_tick);
  int n = 1;
  for (int i = 1; i < queue->n_delays; i++)
    if (queue->delay[i] != queue->delay[n - 1])
      queue->delay[n++] = queue->delay[i];
  queue->n_delays = n;
}

/* The team's rank for a contact that has waited so long, conditions apart; −1: none. */
static int
rank_at(const SimTeam *team, int q, SimTick wait)
{
  if (!(team->queues >> q & 1) || team->serve[q].after > wait)
    return -1;
  int rank = team->rank[q];
  for (int i = 0; (team->ruled >> q & 1) && i < team->table[q].n; i++)
    if (team->table[q].step[i].after <= wait)
      rank = team->table[q].step[i].rank;
  return rank;
}

/* The teams that may take a contact of q which has waited `wait`, ranks in ascending order. */
static SimOffer
offer_at(const MusterSim *sim, int q, SimTick wait)
{
  SimOffer offer = {0};
  gint64 last = G_MININT64;
  for (;;) {
    gint64 next = G_MAXINT64;
    for (int t = 0; t < sim->n_teams; t++) {
      int rank = rank_at(&sim->team[t], q, wait);
      if (rank >= 0 && rank > last)
        next = MIN(next, rank);
    }
    if (next == G_MAXINT64)
      return offer;
    offer.teams = g_renew(guint64, offer.teams, (offer.n_ranks + 1) * sim->n_words);
    guint64 *words = offer.teams + (gsize) offer.n_ranks * (gsize) sim->n_words;
    memset(words, 0, (gsize) sim->n_words * sizeof *words);
    for (int t = 0; t < sim->n_teams; t++)
      if (rank_at(&sim->team[t], q, wait) == next)
        words[t / 64] |= G_GUINT64_CONSTANT(1) << (t % 64);
    offer.n_ranks++;
    last = next;
  }
}

void
sim_offers_build(MusterSim *sim)
{
  sim->n_words = (sim->n_teams + 63) / 64;
  for (int q = 0; q < sim->n_queues; q++) {
    SimQueue *queue = &sim->queue[q];
    collect_delays(sim, q, queue);
    queue->first_timer = (guint32) sim->n_timers;
    sim->n_timers += queue->n_delays;
    queue->offer = g_new0(SimOffer, queue->n_delays + 1);
    for (int d = 0; d <= queue->n_delays; d++)
      queue->offer[d] = offer_at(sim, q, d == 0 ? 0 : queue->delay[d - 1]);
  }
}

void
sim_teams_free(MusterSim *sim)
{
  for (int t = 0; t < sim->n_teams; t++)
    if (sim->team[t].in_hand == 0) /* else it borrows from its base */
      clear(&sim->team[t], sim->n_queues);
  g_free(sim->team);
  for (int q = 0; q < sim->n_queues; q++) {
    SimQueue *queue = &sim->queue[q];
    for (int d = 0; queue->offer != NULL && d <= queue->n_delays; d++)
      g_free(queue->offer[d].teams);
    g_free(queue->offer);
    g_free(queue->delay);
  }
}
