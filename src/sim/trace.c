/* One replication looked at from near: contact by contact, or as an ACD's interval history. */
#include "sim/extras_private.h"
#include "sim/recursion_private.h"
#include <muster/csv.h>
#include <string.h>

static const char *const losses[] = {"abandoned", "dismissed", "callback", "blocked", "escalated"};
static const MusterCsvDialect plain = {.separator = ','};
static const char *const channels[] = {"voice", "chat", "case", "counter", "outbound"};

static int
by_arrival(gconstpointer a, gconstpointer b)
{
  const SimTraceRow *x = a, *y = b;
  if (x->arrived != y->arrived)
    return x->arrived < y->arrived ? -1 : 1;
  if (x->queue != y->queue)
    return x->queue < y->queue ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

/* The rows of a replication in order of arrival, warm-up left out. */
static GArray *
trace(const MusterSim *sim, int replication, GError **error)
{
  SimEngine *engine = sim_engine_new(sim);
  g_clear_pointer(&engine->recursion, sim_recursion_free); /* it sees no contacts one by one */
  engine->extras = sim_extras_new(sim, TRUE);
  GArray *rows = NULL;
  if (sim_engine_run(engine, replication, error)) {
    rows = g_array_new(FALSE, FALSE, sizeof(SimTraceRow));
    for (guint i = 0; i < engine->extras->trace->len; i++) {
      const SimTraceRow *row = &g_array_index(engine->extras->trace, SimTraceRow, i);
      if (row->row < (guint32) sim->n_intervals)
        g_array_append_vals(rows, row, 1);
    }
    g_array_sort(rows, by_arrival);
  }
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

static void
add_agent(MusterCsvWriter *csv, const MusterSim *sim, guint32 agent)
{
  if (strcmp(sim->staff_source, "roster") == 0)
    muster_csv_add_text(csv, sim->centre->person[agent].id);
  else
    muster_csv_add_int(csv, (gint64) agent + 1);
}

static void
add_contact(MusterCsvWriter *csv, const MusterSim *sim, const SimTraceRow *row)
{
  const MusterQueue *queue = &sim->centre->queue[row->queue];
  add_moment(csv, sim, row->arrived);
  muster_csv_add_text(csv, queue->name);
  muster_csv_add_text(csv, channels[queue->channel]);
  if (row->agent == SIM_NOBODY) {
    muster_csv_add_text(csv, losses[row->loss]);
    muster_csv_add_double(csv, milli(row->wait));
    for (int k = 0; k < 4; k++)
      muster_csv_add_text(csv, NULL);
  } else {
    muster_csv_add_text(csv, "answered");
    muster_csv_add_double(csv, milli(row->wait));
    muster_csv_add_text(csv, sim->centre->group[row->group].name);
    add_agent(csv, sim, row->agent);
    muster_csv_add_double(csv, milli(row->talk));
    muster_csv_add_double(csv, milli(row->after_call));
  }
  muster_csv_end_row(csv);
}

char *
muster_sim_write_contacts(const MusterSim *sim, int replication, GError **error)
{
  g_autoptr(GArray) rows = trace(sim, replication, error);
  if (rows == NULL)
    return NULL;
  g_autoptr(MusterCsvWriter) csv = muster_csv_writer_new(&plain);
  muster_csv_add_row(csv, "start", "queue", "channel", "outcome", "wait_s", "group", "agent", "talk_s",
                     "after_call_s", NULL);
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
    c->offered++;
    c->answered += row->agent != SIM_NOBODY;
    c->abandoned += row->agent == SIM_NOBODY && row->loss == SIM_ABANDONED;
    c->handle += row->work;
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
