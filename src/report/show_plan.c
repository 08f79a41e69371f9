#include "report/show_private.h"
#include "report/view_private.h"
#include <math.h>

static void
add_shift(MusterTable *table, const MusterPlan *plan, const MusterCentre *centre,
          const MusterPlanShift *shift) {
  g_autofree char *from = view_clock(plan->grid->zone, shift->start),
                  *to = view_clock(plan->grid->zone, shift->end);
  GString *pauses = g_string_new(NULL);
  for (int p = 0; p < shift->n_pauses; p++) {
    g_autofree char *at = view_clock(plan->grid->zone, shift->pause[p].start),
                    *end = view_clock(plan->grid->zone, shift->pause[p].end);
    g_string_append_printf(pauses, "%s%s %s–%s", p > 0 ? ", " : "", shift->pause[p].name, at, end);
  }
  muster_table_begin_row(table);
  muster_table_number(table, shift->day);
  muster_table_text(table, centre->group[shift->group].name);
  muster_table_text(table, shift->shift >= 0 ? centre->shift[shift->shift].name : NULL);
  muster_table_text(table, from);
  muster_table_text(table, to);
  muster_table_number(table, shift->count);
  muster_table_text(table, pauses->str);
  g_string_free(pauses, TRUE);
}

GPtrArray *
muster_plan_tables(const MusterPlan *plan, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "day", .kind = MUSTER_COLUMN_DAY},
    {.key = "group"},
    {.key = "shift"},
    {.key = "from"},
    {.key = "to"},
    {.key = "people", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "pauses", .title = "breaks and activities"},
  };
  GPtrArray *tables = show_list();
  MusterTable *facts = show_facts("plan", "Shifts planned", plan->grid->zone);
  show_money(facts, centre, plan->cost, plan->penalty, plan->objective, plan->bound, plan->gap, NAN);
  show_hours(facts, plan->paid_h, plan->understaffed_h, plan->overstaffed_h);
  if (plan->cut)
    muster_table_note(facts, "a limit cut the search: this is the best that was found");
  g_ptr_array_add(tables, facts);
  MusterTable *table = muster_table_new("shifts", "Shifts", columns, G_N_ELEMENTS(columns), plan->grid->zone);
  for (guint s = 0; s < plan->shifts->len; s++)
    add_shift(table, plan, centre, &g_array_index(plan->shifts, MusterPlanShift, s));
  if (plan->shifts->len == 0)
    muster_table_note(table, "none");
  g_ptr_array_add(tables, table);
  return tables;
}
