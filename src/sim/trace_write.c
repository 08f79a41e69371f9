/* One replication looked at from near: contact by contact, or as an ACD's interval history. */
#include "sim/extras_private.h"
#include "sim/recursion_private.h"
#include <muster/csv.h>
#include <string.h>

static const char *const fates[] = {
  [SIM_ABANDONED] = "abandoned", [SIM_DISMISSED] = "dismissed", [SIM_CALLED] = "callback",     [SIM_BLOCKED] = "blocked",
  [SIM_PASSED_ON] = "escalated", [SIM_LEFT] = "undecided",      [SIM_NOT_FOUND] = "unreached", [SIM_ANSWERED] = "answered",
};
static const char *const causes[] = {
  [SIM_FRESH] = "fresh",         [SIM_REDIAL] = "redial",       [SIM_TRANSFERRED] = "transfer",  [SIM_CALLBACK] = "callback",
  [SIM_REPEAT] = "repeat",       [SIM_FOLLOW_UP] = "follow-up", [SIM_REOPENED] = "reopened",     [SIM_ESCALATED] = "escalated",
  [SIM_TRIED_AGAIN] = "attempt", [SIM_DIALLED] = "attempt",     [SIM_SECOND] = "second agent",   [SIM_FROM_OUTSIDE] = "outside",
};
static const MusterCsvDialect plain = {.separator = ','};
static const char *const channels[] = {"voice", "chat", "case", "counter", "outbound"};

/* The rows of a replication in order of arrival, warm-up left out. */
static GArray *
trace(const MusterSim *sim, int replication, GError **error)
{
  SimEngine *engine = sim_engine_new(sim);
  g_clear_pointer(&engine->recursion, sim_recursion_free); /* it sees no contacts one by one */
  engine->extras = sim_extras_new(sim, TRUE);
  GArray *rows = NULL;
  if (sim_engine_run(engine, replication, error))
    rows = sim_trace_finish(engine->extras->trace, (guint32) sim->n_intervals);
  sim_engine_free(engine);
  return rows;
}

static double
milli(SimTick ticks)
{
  return round(sim_seconds((double) ticks) * 1000) / 1000;
}

/* Arrival to the millisecond, in the centre's zone: 2026-01-05T08:00:12.345+08:00. */
static void
add_moment(MusterCsvWriter *csv, const MusterSim *sim, SimTick t)
{
  gint64 ms = (gint64) floor(sim_seconds((double) t) * 1000);
  g_autofree char *whole = muster_zone_format(sim->centre->zone, sim->origin_s + ms / 1000);
  g_autofree char *text = g_strdup_printf("%.19s.%03d%s", whole, (int) (ms % 1000), whole + 19);
  muster_csv_add_text(csv, text);
}

/* Who took it: the id and the name of a person of the roster, else a number. */
static void
add_agent(MusterCsvWriter *csv, const MusterSim *sim, guint32 agent, gboolean name)
{
  gboolean person = strcmp(sim->staff_source, "roster") == 0 && agent < (guint32) sim->centre->n_people;
  if (person)
    muster_csv_add_text(csv, name ? sim->centre->person[agent].name : sim->centre->person[agent].id);
  else if (name)
    muster_csv_add_text(csv, NULL);
  else
    muster_csv_add_int(csv, (gint64) agent + 1);
}

/* What the agent did; empty for who had none. */
static void
add_service(MusterCsvWriter *csv, const MusterSim *sim, const SimTraceRow *row)
{
  if (row->agent == SIM_NOBODY) {
    for (int k = 0; k < 6; k++)
      muster_csv_add_text(csv, NULL);
    return;
  }
  muster_csv_add_text(csv, sim->centre->group[row->group].name);
  add_agent(csv, sim, row->agent, FALSE);
  muster_csv_add_double(csv, milli(row->talk));
  muster_csv_add_double(csv, milli(row->after_call));
  muster_csv_add_double(csv, milli(sim->queue[row->queue].ring));
  add_agent(csv, sim, row->agent, TRUE);
}

static void
add_contact(MusterCsvWriter *csv, const MusterSim *sim, const SimTraceRow *row)
{
  const MusterQueue *queue = &sim->centre->queue[row->queue];
  const MusterGrid *grid = sim->centre->grid;
  g_autofree char *day = muster_day_format(grid->first_day + grid->day_of[row->row]);
  g_autofree char *clock = muster_clock_format(grid->clock_s[row->row]);
  add_moment(csv, sim, row->arrived);
  muster_csv_add_text(csv, queue->name);
  muster_csv_add_text(csv, channels[queue->channel]);
  muster_csv_add_text(csv, fates[row->loss]);
  muster_csv_add_double(csv, milli(row->wait));
  add_service(csv, sim, row);
  add_moment(csv, sim, row->end);
  muster_csv_add_text(csv, causes[row->cause]);
  muster_csv_add_int(csv, row->attempt + 1);
  muster_csv_add_int(csv, row->customer);
  muster_csv_add_int(csv, row->leg);
  muster_csv_add_text(csv, day);
  muster_csv_add_text(csv, clock);
  muster_csv_end_row(csv);
}

char *
muster_sim_write_contacts(const MusterSim *sim, int replication, GError **error)
{
  g_autoptr(GArray) rows = trace(sim, replication, error);
  if (rows == NULL)
    return NULL;
  g_autoptr(MusterCsvWriter) csv = muster_csv_writer_new(&plain);
  muster_csv_add_row(csv, "start", "queue", "channel", "outcome", "wait_s", "group", "agent", "talk_s", "after_call_s", "ring_s",
                     "agent_name", "end", "cause", "attempt", "customer", "leg", "day", "interval", NULL);
  for (guint i = 0; i < rows->len; i++)
    add_contact(csv, sim, &g_array_index(rows, SimTraceRow, i));
  return muster_csv_finish(csv, NULL, error);
}

/* --- history ------------------------------------------------------------------------------------------------------ */

typedef struct {
  gint64 offered, answered, abandoned;
  SimTick handle;
} Counts;

static Counts *
count(const MusterSim *sim, const GArray *rows)
{
  Counts *counts = g_new0(Counts, (gsize) sim->n_intervals * (gsize) MAX(sim->n_queues, 1));
  for (guint i = 0; i < rows->len; i++) {
    const SimTraceRow *row = &g_array_index(rows, SimTraceRow, i);
    Counts *c = &counts[(gsize) row->row * (gsize) sim->n_queues + row->queue];
    c->offered += row->loss != SIM_BLOCKED || sim->centre->blocked_is_offered;
    c->answered += row->loss == SIM_ANSWERED;
    c->abandoned += row->loss == SIM_ABANDONED;
    c->handle += row->loss == SIM_ANSWERED ? row->work : 0;
  }
  return counts;
}

/* Rows stand for the intervals in which the queue is open or was reached. */
char *
muster_sim_write_history(const MusterSim *sim, int replication, GError **error)
{
  g_autoptr(GArray) rows = trace(sim, replication, error);
  if (rows == NULL)
    return NULL;
  const MusterGrid *grid = sim->centre->grid;
  g_autofree Counts *counts = count(sim, rows);
  g_autoptr(MusterCsvWriter) csv = muster_csv_writer_new(&plain);
  muster_csv_add_row(csv, "start", "queue", "channel", "offered", "answered", "abandoned",
                     "handle_time_mean_s", NULL);
  for (int i = 0; i < grid->n; i++) {
    SimTick from = sim_tick_of_utc(sim, grid->start[i]), to = sim_tick_of_utc(sim, grid->start[i + 1]);
    g_autofree char *start = muster_zone_format(grid->zone, grid->start[i]);
    for (int q = 0; q < sim->n_queues; q++) {
      const Counts *c = &counts[(gsize) i * (gsize) sim->n_queues + (gsize) q];
      if (c->offered == 0 && !sim_spans_meet(&sim->queue[q].open, from, to))
        continue;
      muster_csv_add_text(csv, start);
      muster_csv_add_text(csv, sim->centre->queue[q].name);
      muster_csv_add_text(csv, channels[sim->centre->queue[q].channel]);
      muster_csv_add_int(csv, c->offered);
      muster_csv_add_int(csv, c->answered);
      muster_csv_add_int(csv, c->abandoned);
      muster_csv_add_double(csv, c->answered > 0 ? milli(c->handle / c->answered) : NAN);
      muster_csv_end_row(csv);
    }
  }
  return muster_csv_finish(csv, NULL, error);
}
