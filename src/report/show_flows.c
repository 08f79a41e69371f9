#include "report/show_private.h"
#include <math.h>

/* Key and title of each kind, in the order of MusterFlowKind. */
static const char *const KEYS[MUSTER_N_FLOWS] = {"redials",  "repeats",   "transfers_in",  "follow_ups",
                                                 "reopened", "escalated", "attempts_again"};

static double
sum_of(const MusterFlows *flows, const double *row, int queue) {
  double sum = 0;
  for (int i = 0; row != NULL && i < flows->grid->n; i++)
    sum += row[(gsize) queue * (gsize) flows->grid->n + (gsize) i];
  return sum;
}

static void
add_row(MusterTable *table, const MusterFlows *flows, const MusterFlowSide *side, const MusterCentre *centre,
        int queue, const char *what) {
  muster_table_begin_row(table);
  muster_table_text(table, centre->queue[queue].name);
  muster_table_text(table, what);
  muster_table_number(table, sum_of(flows, side->fresh, queue));
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
    if (flows->plan.part[kind] != NULL)
      muster_table_number(table, sum_of(flows, side->part[kind], queue));
  muster_table_number(table, sum_of(flows, side->offered, queue));
  muster_table_number(table, sum_of(flows, side->contained, queue));
  muster_table_number(table, flows->flows[queue] ? muster_flows_abandonment(flows, side, queue) : NAN);
}

GPtrArray *
muster_flows_tables(const MusterFlows *flows, const MusterCentre *centre) {
  MusterColumn columns[MUSTER_N_FLOWS + 6] = {{.key = "queue"}, {.key = "contacts"}, {.key = "fresh"}};
  int n = 3;
  for (int k = 2; k < MUSTER_N_FLOWS + 6; k++)
    columns[k].kind = MUSTER_COLUMN_NUMBER;
  columns[2].key = "fresh";
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
    if (flows->plan.part[kind] != NULL) {
      columns[n].key = KEYS[kind];
      columns[n++].title = muster_flow_name((MusterFlowKind) kind);
    }
  columns[n++].key = "offered";
  columns[n++].key = "contained";
  columns[n] = (MusterColumn){.key = "abandonment", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1};
  MusterTable *table =
      muster_table_new("flows", "Where the contacts come from", columns, n + 1, flows->grid->zone);
  for (int q = 0; q < centre->n_queues; q++) {
    if (flows->counts == MUSTER_COUNTS_OFFERED)
      add_row(table, flows, &flows->history, centre, q, "counted");
    add_row(table, flows, &flows->plan, centre, q, "planned");
  }
  muster_table_note(table, "offered is fresh and all that comes back; contained is what self-service settles in front of the queue");
  if (flows->counts == MUSTER_COUNTS_FRESH)
    muster_table_note(table, "the demand counts new contacts");
  for (guint i = 0; i < flows->notes->len; i++)
    muster_table_note(table, "%s", (const char *) flows->notes->pdata[i]);
  GPtrArray *tables = show_list();
  g_ptr_array_add(tables, table);
  return tables;
}
