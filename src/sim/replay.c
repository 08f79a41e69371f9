/* Replaying contacts that came at known moments: a trace, or a script of hand-computed cases. */
#include "sim/replay_private.h"
#include <string.h>

/* --- compiling ---------------------------------------------------------------------------------------------------- */

/* Live contacts cannot come while their queue is closed; the warm-up lies before all opening. */
static gboolean
can_come(const MusterSim *sim, SimTick t, int queue)
{
  MusterChannel channel = sim->centre->queue[queue].channel;
  if (channel == MUSTER_CHANNEL_CASE || channel == MUSTER_CHANNEL_OUTBOUND)
    return t >= sim->period[0].start;
  gboolean in_warm_up = t >= sim->period[0].start && t < sim->period[0].end && sim->period[0].warm_up;
  return in_warm_up || sim_spans_next(&sim->queue[queue].open, t) == t;
}

static void
tell_left_out(const MusterSim *sim, int n, double second, MusterFaults *faults)
{
  if (n == 0)
    return;
  MusterMark nowhere = {0};
  g_autofree char *when = muster_zone_format(sim->centre->zone, sim->centre->grid->start[0] + (gint64) floor(second));
  muster_faults_add(faults, MUSTER_FAULT_WARNING, nowhere, "contacts come in open hours only",
                    "%d contacts of the trace come while their queue is closed, the first at %s; they are left out", n, when);
}

void
sim_script_of_trace(MusterSim *sim, const MusterTrace *trace, MusterFaults *faults)
{
  SimTick begin = sim_tick_of_utc(sim, trace->origin);
  int n_closed = 0;
  double first = 0;
  sim->script = g_array_sized_new(FALSE, FALSE, sizeof(SimScripted), (guint) trace->n);
  for (int i = 0; i < trace->n; i++) {
    const MusterTraceContact *c = &trace->contact[i];
    SimScripted scripted = {begin + (SimTick) llround(c->second * SIM_TICKS_PER_S), c->queue, c->handle_s, c->patience_s};
    if (can_come(sim, scripted.t, c->queue))
      g_array_append_val(sim->script, scripted);
    else if (n_closed++ == 0)
      first = c->second;
  }
  sim->script_knows = trace->has_handle || trace->has_patience;
  tell_left_out(sim, n_closed, first, faults);
}

void
sim_set_script(MusterSim *sim, int n, const double *second, const int *queue)
{
  SimTick begin = sim_tick_of_utc(sim, sim->centre->grid->start[0]);
  sim->script = g_array_sized_new(FALSE, FALSE, sizeof(SimScripted), (guint) n);
  for (int i = 0; i < n; i++) {
    SimScripted scripted = {begin + sim_ticks(second[i]), queue[i], NAN, NAN};
    g_array_append_val(sim->script, scripted);
  }
}

/* --- what a contact of the trace knows of itself ------------------------------------------------------------------ */

/* The script's contacts by their keys: open addressing, linear probing; 0: an empty place. */
struct SimGiven {
  guint mask;
  guint32 *number; /* [mask + 1] index in the script, plus 1 */
  MusterKey *key;
};

SimGiven *
sim_given_new(const MusterSim *sim)
{
  SimGiven *given = g_new0(SimGiven, 1);
  guint capacity = 16;
  while (capacity < 2 * sim->script->len)
    capacity *= 2;
  given->mask = capacity - 1;
  given->number = g_new0(guint32, capacity);
  given->key = g_new0(MusterKey, capacity);
  return given;
}

void
sim_given_free(SimGiven *given)
{
  if (given == NULL)
    return;
  g_free(given->number);
  g_free(given->key);
  g_free(given);
}

void
sim_given_clear(SimGiven *given)
{
  memset(given->number, 0, ((gsize) given->mask + 1) * sizeof *given->number);
}

static void
remember(SimGiven *given, MusterKey key, guint number)
{
  guint at = (guint) key & given->mask;
  while (given->number[at] != 0)
    at = (at + 1) & given->mask;
  given->number[at] = number + 1;
  given->key[at] = key;
}

static const SimScripted *
find(const SimEngine *e, MusterKey key)
{
  const SimGiven *given = e->given;
  for (guint at = (guint) key & given->mask; given->number[at] != 0; at = (at + 1) & given->mask)
    if (given->key[at] == key)
      return &g_array_index(e->sim->script, SimScripted, given->number[at] - 1);
  return NULL;
}

void
sim_given_work(const SimEngine *e, MusterKey key, double ticks_per_s, SimTick *talk, SimTick *after_call)
{
  const SimScripted *contact = find(e, key);
  if (contact == NULL || isnan(contact->handle_s))
    return;
  SimTick work = (SimTick) MIN((double) contact->handle_s * ticks_per_s, (double) SIM_LONGEST);
  *after_call = MIN(*after_call, work);
  *talk = work - *after_call;
}

gboolean
sim_given_has_work(const SimEngine *e, MusterKey key)
{
  const SimScripted *contact = find(e, key);
  return contact != NULL && !isnan(contact->handle_s);
}

SimTick
sim_given_patience(const SimEngine *e, MusterKey key, SimTick drawn)
{
  const SimScripted *contact = find(e, key);
  return contact == NULL || isnan(contact->patience_s) ? drawn : sim_ticks((double) contact->patience_s);
}

/* --- replaying ---------------------------------------------------------------------------------------------------- */

/* The first contact at or after t. */
static guint
first_from(const GArray *script, SimTick t)
{
  guint low = 0, high = script->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(script, SimScripted, middle).t < t)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Draws hang on the queue, the moment, and how many came to the queue at the same one before: other contacts may be added or
 * taken out. */
static MusterKey
key_of(const SimEngine *e, guint i)
{
  const GArray *script = e->sim->script;
  const SimScripted *s = &g_array_index(script, SimScripted, i);
  guint64 before = 0;
  for (guint k = i; k-- > 0 && g_array_index(script, SimScripted, k).t == s->t;)
    before += g_array_index(script, SimScripted, k).queue == s->queue;
  return muster_key(muster_key(muster_key(e->key, (guint64) s->queue), (guint64) s->t), before);
}

void
sim_replay(SimEngine *e, const SimPeriod *period)
{
  const GArray *script = e->sim->script;
  guint first = first_from(script, period->start), end = first_from(script, period->end), n = 0;
  sim_arrivals_reserve(e, (gsize) (end - first) + 1);
  for (guint i = first; i < end; i++) {
    const SimScripted *s = &g_array_index(script, SimScripted, i);
    MusterKey key = key_of(e, i);
    e->sorted[n++] = (SimArrival){s->t, key, (guint32) s->queue, 0, SIM_FRESH};
    e->cell[(gsize) period->row * (gsize) e->sim->n_queues + (gsize) s->queue].x[SIM_Q_ARRIVED]++;
    if (e->given != NULL)
      remember(e->given, key, i);
  }
  e->sorted[n].t = SIM_NEVER;
  e->arrival = e->sorted;
  e->n_contacts += n;
}
