/* Lists: entries come onto them, wait in order, and are left over at the end. Dialling is in the files named dial. */
#include "sim/lists_private.h"
#include "sim/lines_private.h"
#include "sim/same_private.h"
#include <string.h>

#define QUOTA_STREAM (G_GUINT64_CONSTANT(1) << 34) /* apart from queues and from other streams of a replication */
#define FIRST_CAPACITY 64

static const SimDialer *const dialers[] = {
#define DIALER(name) &sim_dialer_##name,
#include "sim/dialers.h"
#undef DIALER
};

const SimDialer *
sim_dialer_find(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(dialers); i++)
    if (strcmp(dialers[i]->info.name, name) == 0)
      return dialers[i];
  return NULL;
}

const MusterDialerInfo *const *
muster_dialer_all(void)
{
  static const MusterDialerInfo *all[G_N_ELEMENTS(dialers) + 1];
  static gsize ready = 0;
  if (g_once_init_enter(&ready)) {
    for (gsize i = 0; i < G_N_ELEMENTS(dialers); i++)
      all[i] = &dialers[i]->info;
    g_once_init_leave(&ready, 1);
  }
  return all;
}

/* --- compiling ---------------------------------------------------------------------------------------------------- */

static SimTick
ticks(double seconds)
{
  return seconds > 0 ? sim_ticks(seconds) : 0;
}

/* The warm-up is like the interval that it repeats, what comes after the end like the last one. */
static double *
reach_by_row(const MusterSim *sim, const MusterQueue *queue)
{
  const MusterGrid *grid = sim->centre->grid;
  double *reach = g_new(double, sim->n_intervals + 2);
  for (int i = 0; i < sim->n_intervals; i++)
    reach[i] = muster_queue_reach(queue, grid, i);
  reach[sim->n_intervals] = muster_queue_reach(queue, grid, sim->period[0].source);
  reach[sim->n_intervals + 1] = reach[sim->n_intervals - 1];
  return reach;
}

static SimOutbound *
build(const MusterSim *sim, int q)
{
  const MusterQueue *queue = &sim->centre->queue[q];
  SimOutbound *out = g_new0(SimOutbound, 1);
  out->queue = q;
  out->centre = queue;
  out->dialer = sim_dialer_find(queue->dialer.name != NULL ? queue->dialer.name : "preview");
  out->reach = reach_by_row(sim, queue);
  out->attempts = MAX(queue->attempts, 1);
  out->look = queue->dialer.name != NULL ? ticks(queue->dialer.look_s) : 0;
  out->ring = ticks(queue->ring_s);
  out->no_answer = ticks(queue->no_answer_s);
  out->wrong_takes = ticks(queue->wrong_party_takes_s);
  out->group = g_new0(gboolean, MAX(sim->n_groups, 1));
  for (int t = 0; t < sim->n_teams; t++)
    if (sim->team[t].queues >> q & 1)
      out->group[sim->team[t].group] = TRUE;
  if (queue->quota_customers > 0)
    out->quota = sim_quota_build(sim, q);
  return out;
}

void
sim_outbound_build(MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++) {
    if (sim->centre->queue[q].channel != MUSTER_CHANNEL_OUTBOUND)
      continue;
    sim->queue[q].outbound = build(sim, q);
    sim->queue[q].ring = 0; /* it rings at the other end */
    sim->has_lists = TRUE;
  }
}

void
sim_outbound_free(MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++) {
    SimOutbound *out = sim->queue[q].outbound;
    if (out == NULL)
      continue;
    g_free(out->group);
    g_free(out->reach);
    g_clear_pointer(&out->quota, g_array_unref);
    g_free(out);
  }
}

struct SimLists *
sim_lists_new(const MusterSim *sim)
{
  struct SimLists *lists = g_new0(struct SimLists, 1);
  lists->list = g_new0(SimList, sim->n_queues);
  return lists;
}

void
sim_lists_free(struct SimLists *lists, const MusterSim *sim)
{
  if (lists == NULL)
    return;
  for (int q = 0; q < sim->n_queues; q++)
    g_free(lists->list[q].entry);
  g_free(lists->list);
  g_free(lists);
}

/* --- running ------------------------------------------------------------------------------------------------------ */

/* The queue opens for the k-th time. */
static void
push_opening(SimEngine *e, int q, guint32 k)
{
  const SimSpans *open = &e->sim->queue[q].open;
  if (k >= (guint32) open->n || open->span[k].from >= e->sim->end)
    return;
  SimArrival at = {.t = open->span[k].from, .queue = (guint32) q};
  sim_later_push(e, (SimLater){.arrival = at, .kind = SIM_LATER_OPENS, .step = k});
}

static void
push_quota(SimEngine *e, int q, guint32 k)
{
  const GArray *quota = e->sim->queue[q].outbound->quota;
  if (quota == NULL || k >= quota->len)
    return;
  SimArrival at = {.t = g_array_index(quota, SimQuotaPoint, k).t, .queue = (guint32) q};
  sim_later_push(e, (SimLater){.arrival = at, .kind = SIM_LATER_QUOTA, .step = k});
}

void
sim_lists_begin(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  e->lists->next_look = SIM_NEVER;
  e->lists->lacks_line = FALSE;
  for (int q = 0; q < sim->n_queues; q++) {
    SimList *list = &e->lists->list[q];
    list->first = list->n = 0;
    list->ringing = list->reached = list->abandoned = 0;
    if (sim->queue[q].outbound == NULL)
      continue;
    push_opening(e, q, 0);
    if (sim->script == NULL)
      push_quota(e, q, 0);
  }
}

void
sim_lists_end(SimEngine *e)
{
  for (int q = 0; q < e->sim->n_queues; q++) {
    SimList *list = &e->lists->list[q];
    for (; list->n > 0; list->n--) {
      const SimEntry *entry = &list->entry[list->first];
      sim_cell(e, entry->row, q)->x[SIM_Q_UNDECIDED]++;
      if (e->extras != NULL)
        sim_extras_entry(e, q, entry->row, sim_attempt_key(entry), -1, SIM_LEFT);
      list->first = (list->first + 1) % list->capacity;
    }
  }
}

static void
grow(SimList *list)
{
  guint32 capacity = MAX(FIRST_CAPACITY, 2 * list->capacity);
  SimEntry *entry = g_new(SimEntry, capacity);
  for (guint32 i = 0; i < list->n; i++)
    entry[i] = list->entry[(list->first + i) % list->capacity];
  g_free(list->entry);
  list->entry = entry;
  list->capacity = capacity;
  list->first = 0;
}

void
sim_lists_add(SimEngine *e, const SimArrival *a, guint32 row, SimTick due)
{
  SimList *list = &e->lists->list[a->queue];
  if (list->n == list->capacity)
    grow(list);
  SimEntry entry = {due, a->key, row, a->attempt, a->t, e->same != NULL ? sim_same_memory(e) : SIM_NOBODY};
  list->entry[(list->first + list->n++) % list->capacity] = entry;
  sim_trace_arrives(e, sim_attempt_key(&entry), a->key, a->t, a->cause, a->attempt);
  sim_lists_look(e, a->t);
}

/* Lists are dialled in open hours, and in a warm-up, which stands for them. */
static gboolean
is_open(const MusterSim *sim, int q, SimTick now)
{
  const SimPeriod *first = &sim->period[0];
  return now < sim->end && ((first->warm_up && now < sim_tick_of_utc(sim, sim->centre->grid->start[first->source])) ||
                            sim_spans_next(&sim->queue[q].open, now) == now);
}

void
sim_lists_look_at(SimEngine *e, SimTick t)
{
  if (t >= e->lists->next_look)
    return;
  e->lists->next_look = t;
  SimArrival at = {.t = t};
  sim_later_push(e, (SimLater){.arrival = at, .kind = SIM_LATER_LOOK});
}

void
sim_lists_line_held(SimEngine *e, SimTick until)
{
  if (e->lists->lacks_line)
    sim_lists_look_at(e, until);
}

static void
look_once(SimEngine *e, SimTick now)
{
  for (int q = 0; q < e->sim->n_queues; q++) {
    const SimOutbound *out = e->sim->queue[q].outbound;
    if (out == NULL || e->lists->list[q].n == 0 || !is_open(e->sim, q, now))
      continue;
    if (out->dialer->lines == NULL)
      sim_dial_by_hand(e, out, now);
    else
      sim_dial_ahead(e, out, now);
  }
}

/* Dialling may free or fill somebody's hands, who would have the lists looked at again: that is done here, not within. */
void
sim_lists_look(SimEngine *e, SimTick now)
{
  struct SimLists *lists = e->lists;
  lists->again = TRUE;
  if (lists->looking)
    return;
  guint32 remembered = e->same != NULL ? sim_same_memory(e) : SIM_NOBODY;
  lists->looking = TRUE;
  lists->lacks_line = FALSE;
  while (lists->again) {
    lists->again = FALSE;
    look_once(e, now);
  }
  lists->looking = FALSE;
  if (e->same != NULL) /* that of the contact at hand, if any, not of who was dialled */
    sim_same_done(e, remembered, SIM_NOBODY);
}

/* An entry comes by itself: again after an attempt that failed, or of a quota. */
static void
entry_comes(SimEngine *e, const SimArrival *a, SimTick due)
{
  SimQueueCell *cell = sim_cell(e, e->row, (int) a->queue);
  cell->x[SIM_Q_ARRIVED]++;
  cell->x[SIM_Q_RETURNED] += a->cause == SIM_TRIED_AGAIN;
  cell->x[SIM_Q_TRIED_AGAIN] += a->cause == SIM_TRIED_AGAIN;
  e->n_contacts++;
  sim_lists_add(e, a, e->row, due);
}

static void
quota_comes(SimEngine *e, const SimLater *later)
{
  int q = (int) later->arrival.queue;
  SimQuotaPoint point = g_array_index(e->sim->queue[q].outbound->quota, SimQuotaPoint, later->step);
  SimArrival a = {point.t, muster_key(muster_key(e->key, QUOTA_STREAM + (guint64) q), later->step), (guint32) q, 0, SIM_FRESH};
  push_quota(e, q, later->step + 1);
  sim_cell(e, e->row, q)->x[SIM_Q_QUOTA]++;
  entry_comes(e, &a, point.due);
}

SimEntry
sim_entry_of(const SimEngine *e, const SimLater *later)
{
  return (SimEntry){later->place, later->arrival.key, later->node, later->arrival.attempt, later->arrival.t,
                    e->same != NULL ? sim_same_memory(e) : SIM_NOBODY};
}

static void
hung_up(SimEngine *e, const SimLater *later)
{
  const SimOutbound *out = e->sim->queue[later->arrival.queue].outbound;
  SimEntry entry = sim_entry_of(e, later);
  e->lists->list[out->queue].abandoned++;
  sim_cell(e, entry.row, out->queue)->x[SIM_Q_QUOTA_KEPT] -= later->step; /* it was, when the person picked up */
  sim_dial_failed(e, out, &entry, later->arrival.t);
}

void
sim_lists_later(SimEngine *e, const SimLater *later)
{
  switch ((int) later->kind) { /* of all kinds, those of the lists */
  case SIM_LATER_LIST:
    entry_comes(e, &later->arrival, later->place);
    break;
  case SIM_LATER_RANG:
    sim_dial_rang(e, later);
    break;
  case SIM_LATER_HUNG_UP:
    hung_up(e, later);
    break;
  case SIM_LATER_OPENS:
    push_opening(e, (int) later->arrival.queue, later->step + 1);
    break;
  case SIM_LATER_QUOTA:
    quota_comes(e, later);
    break;
  case SIM_LATER_LOOK:
    if (e->lists->next_look <= later->arrival.t)
      e->lists->next_look = SIM_NEVER;
    break;
  default:
    g_assert_not_reached();
  }
  sim_lists_look(e, later->arrival.t);
}
