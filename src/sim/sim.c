/* Compiles a centre, a demand and staff into a problem. */
#include "sim/bursts_private.h"
#include "sim/persons_private.h"
#include "sim/replay_private.h"
#include "sim/room_private.h"
#include "sim/conference_private.h"
#include "sim/lists_private.h"
#include "sim/routing_private.h"
#include "sim/shapes_private.h"
#include "sim/warm_private.h"
#include <string.h>

#define LONGEST_HORIZON_S (366 * 86400.0)
#define MOST_CONTACTS 1e7 /* expected in one interval, all queues */

SimTick
sim_tick_of_utc(const MusterSim *sim, gint64 utc)
{
  return (utc - sim->origin_s) * (SimTick) SIM_TICKS_PER_S;
}

/* Factors by which the demand's own handle times, or those by the clock, stretch a queue's, by cell row; NULL when there are
 * none. */
static double *
handle_scale(const MusterSim *sim, int q)
{
  const MusterQueue *queue = &sim->centre->queue[q];
  if (sim->demand->queue[q].handle_mean_s == NULL && !queue->has_handle_by_hour)
    return NULL;
  double own = queue->handle.mean_s + (queue->after_call.info != NULL ? queue->after_call.mean_s : 0);
  double *scale = g_new(double, sim->n_intervals + 2);
  for (int i = 0; i < sim->n_intervals; i++) {
    double given = muster_demand_handle_mean_s(sim->demand, sim->centre, q, i);
    scale[i] = given > 0 ? given / own : 1;
  }
  scale[sim->n_intervals] = scale[sim->period[0].source]; /* the warm-up is like the first interval */
  scale[sim->n_intervals + 1] = 1;
  return scale;
}

/* Who goes where when, of the contacts of a queue. */
static void
build_flows(const MusterSim *sim, int q, SimQueue *out)
{
  const MusterQueue *queue = &sim->centre->queue[q];
  gboolean lined = sim->centre->lines.count >= 1 && (sim->centre->lines.queues >> q & 1);
  out->balk = queue->balk.n > 0 ? &queue->balk : NULL;
  if (queue->redial_delay.info != NULL) {
    out->n_redials = out->patience != NULL || out->balk != NULL ? queue->n_redial_abandon : 0;
    out->redial = queue->redial_abandon;
    out->n_block_redials = lined ? queue->n_redial_block : 0;
    out->block_redial = queue->redial_block;
    out->redial_delay = &queue->redial_delay;
  }
  out->repeat = queue->repeat_chance;
  out->quiet = queue->after_call_quiet.info != NULL ? &queue->after_call_quiet : NULL;
  out->repeat_delay = queue->repeat_delay.info != NULL ? &queue->repeat_delay : NULL;
  out->leads_on = queue->n_transfers > 0 || queue->repeat_chance > 0 ||
                  queue->follow_up_chance > 0 || queue->reopen_chance > 0 || out->quiet != NULL || lined || sim->centre->same_agent_queues != 0;
  for (int s = 0; s < sim->centre->n_selfservice; s++) {
    const MusterSelfservice *self = &sim->centre->selfservice[s];
    if (self->queue != q)
      continue;
    out->contains = self->contains;
    out->takes = self->takes_s > 0 ? sim_ticks(self->takes_s) : 0;
    out->fresh_takes = self->counts_before ? out->takes : 0;
  }
  out->gated = out->contains > 0 || lined || queue->channel == MUSTER_CHANNEL_OUTBOUND;
  out->transfer = g_new0(SimTransfer, MAX(queue->n_transfers, 1));
  double sum = 0;
  for (int i = 0; i < queue->n_transfers; i++) {
    sum += queue->transfer[i].share;
    const MusterDist *outside = NULL;
    if (queue->transfer[i].queue < 0)
      outside = &sim->centre->outside[queue->transfer[i].outside].answers_in;
    out->transfer[out->n_transfers++] =
        (SimTransfer){sum, queue->transfer[i].queue, outside != NULL && outside->info != NULL ? outside : NULL};
  }
  out->promise = -1;
  for (int i = 0; i < sim->centre->n_callbacks; i++) {
    const MusterCallback *callback = &sim->centre->callback[i];
    if (callback->queue != q)
      continue;
    out->callback = callback;
    out->n_remembered = callback->predict == MUSTER_PREDICT_MEAN_OF_LAST ? MAX(callback->last_n, 1) : 0;
    if (!isnan(callback->call_back_within_s))
      out->promise = sim_ticks(callback->call_back_within_s);
  }
  if (out->balk != NULL && !out->balk->by_length && out->balk->announce == MUSTER_PREDICT_MEAN_OF_LAST)
    out->n_remembered = MAX(out->balk->last_n, 1);
}

static void
build_keep(MusterSim *sim)
{
  const MusterCentre *centre = sim->centre;
  if (centre->n_keep_idle == 0 && sim->cases == 0)
    return;
  sim->keep = g_new0(int, sim->n_groups *MAX(sim->n_queues, 1));
  sim->kept = sim->cases;
  for (int g = 0; g < sim->n_groups; g++) { /* of cases the group keeps blend_idle for all others */
    for (guint64 m = sim->cases; m != 0; m &= m - 1)
      sim->keep[g * sim->n_queues + __builtin_ctzll(m)] = centre->group[g].blend_idle;
    sim->blends = sim->blends || (sim->cases != 0 && centre->group[g].blend_idle > 0);
  }
  for (int i = 0; i < centre->n_keep_idle; i++) {
    const MusterKeepIdle *rule = &centre->keep_idle[i];
    sim->kept |= ~rule->queues;
    for (int q = 0; q < sim->n_queues; q++)
      if (!(rule->queues >> q & 1))
        sim->keep[rule->group * sim->n_queues + q] =
            MAX(sim->keep[rule->group * sim->n_queues + q], rule->agents);
  }
}

static void
build_queues(MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++) {
    const MusterQueue *queue = &sim->centre->queue[q];
    SimQueue *out = &sim->queue[q];
    out->patience = queue->patience.info != NULL ? &queue->patience : NULL;
    out->ring = queue->ring_s > 0 ? sim_ticks(queue->ring_s) : 0;
    gboolean timed = queue->has_target && queue->target.within_s >= 0;
    out->within = timed ? sim_ticks(queue->target.within_s) : -1;
    out->handle_scale = handle_scale(sim, q);
    out->value_answered = llround(queue->value_answered * SIM_VALUE);
    out->value_lost = llround(queue->value_lost * SIM_VALUE);
    out->opinions = sim_opinions_new(queue);
    if (queue->channel == MUSTER_CHANNEL_CHAT) {
      out->chats = queue->concurrency_max;
      out->pace = queue->pace;
      out->mix = queue->mix;
    }
    build_flows(sim, q, out);
    sim_case_rules_build(sim, q);
    const SimPeriod *first = &sim->period[0];
    const MusterGrid *grid = sim->centre->grid;
    SimTick from = sim_tick_of_utc(sim, grid->start[first->source]),
            to = sim_tick_of_utc(sim, grid->start[first->source + 1]);
    out->first_open = sim_spans_overlap(&out->open, from, to);
    if (out->first_open == 0)
      out->first_open = to - from;
  }
}

static int
by_closing(gconstpointer a, gconstpointer b)
{
  const SimClosing *x = a, *y = b;
  if (x->t != y->t)
    return x->t < y->t ? -1 : 1;
  return x->queue - y->queue;
}

static void
build_closings(MusterSim *sim)
{
  sim->closings = g_array_new(FALSE, FALSE, sizeof(SimClosing));
  if (sim->centre->simulate.after_end != MUSTER_AFTER_END_DISMISS)
    return;
  for (int q = 0; q < sim->n_queues; q++)
    for (int i = 0; i < sim->queue[q].open.n && !sim->queue[q].is_case; i++) { /* cases wait over night */
      SimClosing closing = {sim->queue[q].open.span[i].to, q};
      g_array_append_val(sim->closings, closing);
    }
  g_array_sort(sim->closings, by_closing);
}

static gboolean
build_staff(MusterSim *sim, const MusterSimStaff *staff, MusterFaults *faults)
{
  static const MusterSimStaff on_duty = {0};
  MusterMark nowhere = {0};
  if (staff == NULL)
    staff = &on_duty;
  guint before = muster_faults_n_errors(faults);
  sim->paid = g_new0(SimTick, (gsize) MAX(sim->n_groups, 1) * (gsize) sim->n_intervals);
  sim->cost = g_new0(double, (gsize) MAX(sim->n_groups, 1) * (gsize) sim->n_intervals);
  if (staff->plan != NULL || staff->roster != NULL) {
    sim->staff_source = staff->plan != NULL ? "plan" : "roster";
    if (staff->roster != NULL && sim->options.all_measures)
      sim_persons_build(sim);
    if (!sim_duties_build(sim, staff, faults))
      return FALSE;
  } else {
    sim->staff_source = staff->requirement != NULL ? "requirement" : "on_duty";
    sim_levels_build(sim, staff->requirement, faults);
  }
  sim_reserves_build(sim);
  sim->same_wait = sim_ticks(MAX(0, sim->centre->same_agent_wait_s));
  sim_room_build(sim);
  sim_offers_build(sim);
  sim_outbound_build(sim);
  sim_warm_build(sim);
  if (sim->n_words > SIM_MAX_WORDS || (gint64) sim->n_agents + sim->n_reserve_agents + sim->n_timers >= SIM_MAX_IDS)
    muster_faults_error(faults, nowhere, NULL,
                        "%d shifts of %d kinds of agents are more than can be simulated at once",
                        sim->n_agents, sim->n_teams);
  return muster_faults_n_errors(faults) == before;
}

/* An interval's arrivals are made at once, so their number has a bound. */
static gboolean
few_enough(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  MusterMark nowhere = {0};
  for (int i = 0; i < centre->grid->n; i++) {
    double contacts = 0;
    for (int q = 0; q < centre->n_queues; q++)
      contacts += MAX(0, demand->queue[q].contacts[i]);
    if (!(contacts <= MOST_CONTACTS)) {
      g_autofree char *start = muster_zone_format(centre->zone, centre->grid->start[i]);
      muster_faults_error(faults, nowhere, NULL,
                          "%.3g contacts in the interval of %s; at most %.0f can be simulated", contacts,
                          start, MOST_CONTACTS);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
sound(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  const MusterGrid *grid = centre->grid;
  MusterMark nowhere = {0};
  double length_s = (double) (grid->start[grid->n] - grid->start[0]) + MAX(0, centre->simulate.warm_up_s);
  if (!(length_s <= LONGEST_HORIZON_S)) {
    muster_faults_error(faults, nowhere, "simulate a part of it",
                        "horizon and warm-up last %.0f days; at most 366 can be simulated", length_s / 86400);
    return FALSE;
  }
  return few_enough(centre, demand, faults) && !sim_refuse(centre, demand, faults);
}

/* The simulation starts from new contacts and brings about the others itself. */
static gboolean
take_demand(MusterSim *sim, const MusterDemand *demand, MusterFaults *faults)
{
  sim->flows = muster_flows_new(sim->centre, demand, faults);
  if (sim->flows == NULL)
    return FALSE;
  if (sim->flows->any)
    sim->own_demand = muster_flows_issues(sim->flows, demand);
  sim->demand = sim->flows->any ? sim->own_demand : demand;
  return TRUE;
}

const MusterFlows *
muster_sim_flows(const MusterSim *sim)
{
  return sim->flows;
}

MusterSim *
muster_sim_new(const MusterCentre *centre, const MusterDemand *demand, const MusterSimStaff *staff,
               const MusterSimOptions *options, MusterFaults *faults)
{
  g_autoptr(MusterSim) sim = g_new0(MusterSim, 1);
  sim->centre = centre;
  guint before = muster_faults_n_errors(faults);
  g_autoptr(MusterTrace) own_trace = options->trace == NULL ? muster_trace_of_centre(centre, faults) : NULL;
  const MusterTrace *trace = options->trace != NULL ? options->trace : own_trace;
  if (trace != NULL)
    demand = sim->trace_demand = muster_trace_demand(trace, centre);
  if (muster_faults_n_errors(faults) > before || !sound(centre, demand, faults) || !take_demand(sim, demand, faults))
    return NULL;
  sim->options = *options;
  sim->options.trace = NULL; /* it is in the script */
  if (sim->options.replications <= 0)
    sim->options.replications = options->n_precisions > 0 ? MUSTER_SIM_MOST : centre->simulate.replications;
  sim->n_queues = centre->n_queues;
  sim->n_groups = centre->n_groups;
  sim->n_intervals = centre->grid->n;
  sim->queue = g_new0(SimQueue, MAX(sim->n_queues, 1));
  sim->short_abandon = sim_ticks(MAX(0, centre->short_abandon_s));
  sim->virtual_wait = centre->service_level == MUSTER_SL_VIRTUAL_WAIT;
  sim->varies = centre->simulate.demand_drawn && (demand->day_cv > 0 || demand->interval_cv > 0 || demand->split > 0);
  sim_periods_build(sim);
  build_queues(sim);
  sim_conferences_build(sim);
  sim_past_build(sim);
  build_keep(sim);
  build_closings(sim);
  if (!sim_routers_build(sim, faults))
    return NULL;
  sim_teams_build(sim);
  if (trace != NULL)
    sim_script_of_trace(sim, trace, faults);
  guint sound_so_far = muster_faults_n_errors(faults);
  sim_shapes_build(sim);
  sim_bursts_build(sim, faults);
  if (muster_faults_n_errors(faults) > sound_so_far)
    return NULL;
  if (!build_staff(sim, staff, faults))
    return NULL;
  return g_steal_pointer(&sim);
}

void
muster_sim_free(MusterSim *sim)
{
  if (sim == NULL)
    return;
  sim_outbound_free(sim);
  sim_teams_free(sim);
  sim_routers_free(sim);
  sim_duties_free(sim);
  sim_paces_free(sim);
  g_free(sim->reserve);
  sim_persons_free(sim);
  for (int q = 0; q < sim->n_queues; q++) {
    g_free(sim->queue[q].handle_scale);
    g_free(sim->queue[q].transfer);
    sim_opinions_free(sim->queue[q].opinions);
    g_free(sim->queue[q].shape);
    sim_past_clear(&sim->queue[q].redials_before);
    sim_past_clear(&sim->queue[q].repeats_before);
    sim_past_clear(&sim->queue[q].follow_ups_before);
    sim_past_clear(&sim->queue[q].reopened_before);
    sim_spans_clear(&sim->queue[q].open);
  }
  sim_spans_clear(&sim->open);
  g_clear_pointer(&sim->closings, g_array_unref);
  sim_bursts_free(sim);
  g_clear_pointer(&sim->script, g_array_unref);
  muster_demand_free(sim->own_demand);
  muster_demand_free(sim->trace_demand);
  muster_flows_free(sim->flows);
  g_free(sim->queue);
  g_free(sim->period);
  g_free(sim->keep);
  g_free(sim->places);
  g_free(sim->level);
  g_free(sim->staffed);
  g_free(sim->paid);
  g_free(sim->cost);
  g_free(sim);
}
