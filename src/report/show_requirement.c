#include "report/show_private.h"
#include <math.h>
#include <string.h>

#define DAYS_ACROSS 7 /* of one table */

static const MusterNeed *
need_at(const MusterRequirement *requirement, int queue, int interval)
{
  return &requirement->need[queue * requirement->grid->n + interval];
}

/* ---- summary ---- */

static MusterBinding
commonest(const MusterRequirement *requirement, int queue)
{
  int count[MUSTER_N_BINDINGS] = {0};
  for (int i = 0; i < requirement->grid->n; i++)
    count[need_at(requirement, queue, i)->binding]++;
  count[MUSTER_BINDING_NONE] = 0;
  MusterBinding best = MUSTER_BINDING_NONE;
  for (int b = 0; b < MUSTER_N_BINDINGS; b++)
    if (count[b] > count[best])
      best = (MusterBinding) b;
  return best;
}

static void
add_queue(MusterTable *table, const MusterRequirement *requirement, const MusterCentre *centre, int q)
{
  double contacts = 0, load_h = 0, agent_h = 0, scheduled_h = 0, peak = 0,
         hours = requirement->grid->interval_s / 3600.0;
  for (int i = 0; i < requirement->grid->n; i++) {
    const MusterNeed *need = need_at(requirement, q, i);
    contacts += need->contacts;
    load_h += need->load_erl * hours;
    agent_h += need->agents * hours;
    scheduled_h += need->scheduled * hours;
    peak = fmax(peak, need->agents);
  }
  muster_table_begin_row(table);
  muster_table_text(table, centre->queue[q].name);
  muster_table_number(table, contacts);
  muster_table_number(table, load_h);
  muster_table_number(table, agent_h);
  muster_table_number(table, scheduled_h);
  muster_table_number(table, peak);
  muster_table_text(table, muster_binding_name(commonest(requirement, q)));
}

static MusterTable *
summary(const MusterRequirement *requirement, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "load_h", .title = "work", .unit = "h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "agent_h", .title = "on queue", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "scheduled_h",
     .title = "to schedule",
     .unit = "agent-h",
     .kind = MUSTER_COLUMN_NUMBER,
     .decimals = 1},
    {.key = "peak_agents", .title = "peak", .unit = "agents", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "binding", .title = "binds most often"},
  };
  MusterTable *table =
    muster_table_new("requirement", "Requirement", columns, G_N_ELEMENTS(columns), requirement->grid->zone);
  for (int q = 0; q < requirement->n_queues; q++)
    add_queue(table, requirement, centre, q);
  if (requirement->method != NULL)
    muster_table_note(table, "method: %s; service level: %s", requirement->method,
                      muster_service_level_text(centre->service_level));
  return table;
}

/* ---- clock times down, days across ---- */

/* Agents on that day at that time of the clock; NaN when nothing is needed. The first of two when the clocks
 * go back. */
static double
agents_at(const MusterRequirement *requirement, int queue, int day, int clock_s)
{
  const MusterGrid *grid = requirement->grid;
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++)
    if (grid->clock_s[i] == clock_s)
      return need_at(requirement, queue, i)->agents > 0 ? need_at(requirement, queue, i)->agents : NAN;
  return NAN;
}

static void
add_clock(MusterTable *table, const MusterRequirement *requirement, int queue, int from, int n_days,
          int clock_s) {
  double agents[DAYS_ACROSS];
  gboolean any = FALSE;
  for (int d = 0; d < n_days; d++) {
    agents[d] = agents_at(requirement, queue, from + d, clock_s);
    any = any || isfinite(agents[d]);
  }
  if (!any)
    return;
  g_autofree char *clock = muster_clock_format(clock_s);
  muster_table_begin_row(table);
  muster_table_text(table, clock);
  for (int d = 0; d < n_days; d++)
    muster_table_number(table, agents[d]);
}

static gboolean
has_fractions(const MusterRequirement *requirement, int queue)
{
  for (int i = 0; i < requirement->grid->n; i++)
    if (need_at(requirement, queue, i)->agents != floor(need_at(requirement, queue, i)->agents))
      return TRUE;
  return FALSE;
}

static MusterTable *
week(const MusterRequirement *requirement, const MusterCentre *centre, int queue, int from)
{
  const MusterGrid *grid = requirement->grid;
  int n_days = MIN(DAYS_ACROSS, grid->n_days - from);
  MusterColumn columns[1 + DAYS_ACROSS] = {{.key = "time"}};
  char *day[DAYS_ACROSS], *title[DAYS_ACROSS];
  for (int d = 0; d < n_days; d++) {
    day[d] = muster_day_format(grid->first_day + from + d);
    title[d] = g_strdup_printf("%s %s", muster_weekday_names[muster_day_weekday(grid->first_day + from + d)],
                               day[d] + 5);
    columns[1 + d] = (MusterColumn) {.key = day[d], .title = title[d], .kind = MUSTER_COLUMN_NUMBER,
                                     .decimals = has_fractions(requirement, queue) ? 1 : 0};
  }
  g_autofree char *name = g_strdup_printf("agents_%d_%s", queue + 1, day[0]);
  g_autofree char *head = g_strdup_printf("%s: agents on queue", centre->queue[queue].name);
  MusterTable *table = muster_table_new(name, head, columns, 1 + n_days, grid->zone);
  for (int clock_s = 0; clock_s < 86400; clock_s += grid->interval_s)
    add_clock(table, requirement, queue, from, n_days, clock_s);
  for (int d = 0; d < n_days; d++) {
    g_free(day[d]);
    g_free(title[d]);
  }
  return table;
}

GPtrArray *
muster_requirement_tables(const MusterRequirement *requirement, const MusterCentre *centre)
{
  GPtrArray *tables = show_list();
  g_ptr_array_add(tables, summary(requirement, centre));
  for (int q = 0; q < requirement->n_queues; q++)
    for (int from = 0; from < requirement->grid->n_days; from += DAYS_ACROSS) {
      MusterTable *table = week(requirement, centre, q, from);
      if (muster_table_n_rows(table) > 0)
        g_ptr_array_add(tables, table);
      else
        muster_table_free(table);
    }
  return tables;
}
