#include "report/show_private.h"
#include "report/uncovered_private.h"
#include "report/view_private.h"
#include <math.h>

typedef struct {
  int shifts, nights, weekends; /* weekends: Saturdays and Sundays worked */
  double paid_h;
} Work;

static gboolean
is_night(const MusterRoster *roster, const MusterDuty *duty)
{
  gint64 midnight;
  muster_zone_to_utc(roster->grid->zone, duty->day + 1, 0, &midnight);
  return duty->end > midnight;
}

static void
add_work(Work *work, const MusterRoster *roster, const MusterDuty *duty)
{
  work->shifts++;
  work->nights += is_night(roster, duty);
  work->weekends += muster_day_weekday(duty->day) >= 5;
  work->paid_h += view_paid_h(duty);
}

static MusterTable *
facts(const MusterRoster *roster, const MusterCentre *centre)
{
  MusterTable *table = show_facts("roster", "Roster", roster->grid->zone);
  show_fact(table, "people at work", view_people(roster), 0, "");
  show_fact(table, "shifts", roster->duties->len, 0, "");
  show_money(table, centre, roster->cost, roster->penalty, roster->objective, roster->bound, roster->gap,
             roster->gap_avoidable);
  show_hours(table, roster->paid_h, roster->understaffed_h, roster->overstaffed_h);
  if (roster->cut)
    muster_table_note(table, "a limit cut the search: this is the best that was found");
  return table;
}

static MusterTable *
people(const MusterRoster *roster, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "person"},
    {.key = "name"},
    {.key = "group"},
    {.key = "contract"},
    {.key = "shifts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "paid_h", .title = "paid", .unit = "h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "nights", .title = "past midnight", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "weekend_days", .title = "weekend days", .kind = MUSTER_COLUMN_NUMBER},
  };
  MusterTable *table =
    muster_table_new("people", "People", columns, G_N_ELEMENTS(columns), roster->grid->zone);
  g_autofree Work *work = g_new0(Work, MAX(1, centre->n_people));
  for (guint d = 0; d < roster->duties->len; d++) {
    const MusterDuty *duty = &g_array_index(roster->duties, MusterDuty, d);
    if (duty->person >= 0)
      add_work(&work[duty->person], roster, duty);
  }
  for (int p = 0; p < centre->n_people; p++) {
    const MusterPerson *person = &centre->person[p];
    muster_table_begin_row(table);
    muster_table_text(table, person->id);
    muster_table_text(table, person->name);
    muster_table_text(table, person->group >= 0 ? centre->group[person->group].name : NULL);
    muster_table_text(table, person->contract >= 0 ? centre->contract[person->contract].name : NULL);
    muster_table_number(table, work[p].shifts);
    muster_table_number(table, work[p].paid_h);
    muster_table_number(table, work[p].nights);
    muster_table_number(table, work[p].weekends);
  }
  return table;
}

GPtrArray *
muster_roster_tables(const MusterRoster *roster, const MusterCentre *centre)
{
  GPtrArray *tables = show_list();
  g_ptr_array_add(tables, facts(roster, centre));
  g_ptr_array_add(tables, people(roster, centre));
  if (roster->uncovered->len > 0) {
    g_ptr_array_add(tables, uncovered_by_reason(roster));
    g_ptr_array_add(tables, uncovered_largest(roster, centre));
  }
  return tables;
}
