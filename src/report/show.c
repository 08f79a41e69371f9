#include "report/show_private.h"
#include "report/table_private.h"
#include <math.h>

GPtrArray *
show_list(void)
{
  return g_ptr_array_new_with_free_func((GDestroyNotify) muster_table_free);
}

MusterTable *
show_facts(const char *name, const char *title, MusterZone *zone)
{
  static const MusterColumn columns[] = {
    {.key = "figure", .title = ""},
    {.key = "value", .title = "", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "unit", .title = ""},
  };
  return muster_table_new(name, title, columns, G_N_ELEMENTS(columns), zone);
}

void
show_fact(MusterTable *facts, const char *term, double value, int decimals, const char *unit)
{
  if (!isfinite(value))
    return;
  muster_table_begin_row(facts);
  muster_table_text(facts, term);
  muster_table_number(facts, value);
  muster_table_decimals(facts, decimals);
  muster_table_text(facts, unit);
}

void
show_money(MusterTable *facts, const MusterCentre *centre, double cost, double penalty, double objective,
           double bound, double gap, double gap_avoidable) {
  const char *currency = centre->currency != NULL ? centre->currency : "";
  show_fact(facts, "cost", cost, 2, currency);
  show_fact(facts, "penalty", penalty, 2, currency);
  show_fact(facts, "objective", objective, 2, currency);
  show_fact(facts, "bound", bound, 2, currency);
  show_fact(facts, "gap", 100 * gap, 2, "%");
  show_fact(facts, "avoidable gap", 100 * gap_avoidable, 2, "%");
}

void
show_hours(MusterTable *facts, double paid_h, double understaffed_h, double overstaffed_h)
{
  show_fact(facts, "paid", paid_h, 2, "h");
  show_fact(facts, "understaffed", understaffed_h, 2, "agent-h");
  show_fact(facts, "overstaffed", overstaffed_h, 2, "agent-h");
}

char *
muster_tables_show(GPtrArray *tables, MusterFormat format, const MusterTableStyle *style)
{
  char *text =
    muster_tables_write((const MusterTable *const *) tables->pdata, (int) tables->len, format, style);
  g_ptr_array_unref(tables);
  return text;
}
