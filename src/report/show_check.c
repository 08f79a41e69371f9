#include "report/show_private.h"
#include <math.h>

static void
add_violation(MusterTable *table, const MusterViolation *violation, const MusterCentre *centre)
{
  const char *person = violation->person >= 0 ? centre->person[violation->person].id : NULL;
  const char *name = violation->person >= 0 ? centre->person[violation->person].name : NULL;
  muster_table_begin_row(table);
  muster_table_text(table, violation->rule);
  muster_table_tone(table, violation->hard ? MUSTER_TONE_UNDER : MUSTER_TONE_OVER);
  muster_table_text(table, person);
  muster_table_text(table, name);
  muster_table_number(table, violation->day);
  muster_table_text(table, violation->found);
  muster_table_text(table, violation->allowed);
  muster_table_text(table, violation->hard ? "hard" : "priced");
  muster_table_number(table, violation->hard ? (double) NAN : violation->price);
}

static MusterTable *
violations(const MusterCheck *check, const MusterCentre *centre)
{
  MusterColumn columns[] = {
    {.key = "rule"},
    {.key = "person"},
    {.key = "name"},
    {.key = "day", .kind = MUSTER_COLUMN_DAY},
    {.key = "found"},
    {.key = "allowed"},
    {.key = "kind"},
    {.key = "price", .unit = centre->currency, .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
  };
  MusterTable *table = muster_table_new("violations", "Rules", columns, G_N_ELEMENTS(columns), centre->zone);
  for (guint v = 0; v < check->violations->len; v++)
    add_violation(table, &g_array_index(check->violations, MusterViolation, v), centre);
  if (check->violations->len == 0)
    muster_table_note(table, "no rule is broken");
  else
    muster_table_note(table, "%d breaches of hard rules, %d of rules that have a price", check->n_hard,
                      (int) check->violations->len - check->n_hard);
  return table;
}

static MusterTable *
differences(const MusterCheck *check, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {{.key = "difference", .title = "the file says otherwise"}};
  MusterTable *table = muster_table_new("differences", "Figures", columns, 1, centre->zone);
  for (guint d = 0; check->differences != NULL && d < check->differences->len; d++) {
    muster_table_begin_row(table);
    muster_table_text(table, g_ptr_array_index(check->differences, d));
  }
  if (muster_table_n_rows(table) == 0)
    muster_table_note(table, "the figures written in the file agree with its shifts");
  return table;
}

GPtrArray *
muster_check_tables(const MusterCheck *check, const MusterCentre *centre)
{
  GPtrArray *tables = show_list();
  MusterTable *figures = show_facts("figures", "Worked out from the shifts alone", centre->zone);
  const char *currency = centre->currency != NULL ? centre->currency : "";
  show_fact(figures, "cost", check->cost, 2, currency);
  show_fact(figures, "penalty", check->penalty, 2, currency);
  show_hours(figures, check->paid_h, check->understaffed_h, check->overstaffed_h);
  g_ptr_array_add(tables, violations(check, centre));
  g_ptr_array_add(tables, differences(check, centre));
  g_ptr_array_add(tables, figures);
  return tables;
}
