/* What it costs: wages by group, premiums, priced shortage, and how far from the best possible it can be. */
#include "report/svg_private.h"
#include "report/days_private.h"
#include "report/table_private.h"
#include <math.h>

typedef struct {
  int people, shifts;
  double paid_h;
} GroupHours;

static const char *
missing(const View *view)
{
  return view->in->roster == NULL && view->in->plan == NULL ? "Nothing was scheduled, so nothing is paid."
                                                            : NULL;
}

static double
paid_h_of_shift(const MusterPlanShift *shift)
{
  gint64 paid_s = shift->end - shift->start;
  for (int p = 0; p < shift->n_pauses; p++)
    if (!shift->pause[p].paid)
      paid_s -= shift->pause[p].end - shift->pause[p].start;
  return (double) paid_s / 3600 * shift->count;
}

static void
add_roster(const View *view, GroupHours *hours)
{
  const MusterRoster *roster = view->in->roster;
  int last_person = -1;
  for (guint d = 0; d < roster->duties->len; d++) {
    const MusterDuty *duty = &g_array_index(roster->duties, MusterDuty, d);
    if (duty->group < 0)
      continue;
    hours[duty->group].shifts++;
    hours[duty->group].paid_h += view_paid_h(duty);
    hours[duty->group].people += duty->person != last_person; /* duties come person by person */
    last_person = duty->person;
  }
}

static void
add_plan(const View *view, GroupHours *hours)
{
  for (guint s = 0; s < view->in->plan->shifts->len; s++) {
    const MusterPlanShift *shift = &g_array_index(view->in->plan->shifts, MusterPlanShift, s);
    hours[shift->group].shifts += shift->count;
    hours[shift->group].paid_h += paid_h_of_shift(shift);
  }
}

/* ---- wages by group ---- */

static double
add_group_rows(const View *view, MusterTable *table, const GroupHours *hours)
{
  double wages = 0;
  for (int g = 0; g < view->centre->n_groups; g++) {
    double own = hours[g].paid_h * view->centre->group[g].cost_per_h;
    if (hours[g].shifts == 0)
      continue;
    muster_table_begin_row(table);
    muster_table_text(table, view->group_name[g]);
    muster_table_number(table, view->in->roster != NULL ? (double) hours[g].people : (double) NAN);
    muster_table_number(table, hours[g].shifts);
    muster_table_number(table, rounded(hours[g].paid_h, 2));
    muster_table_number(table, view->centre->group[g].cost_per_h);
    muster_table_number(table, rounded(own, 2));
    wages += own;
  }
  return wages;
}

static void
add_total(MusterTable *table, const char *what, double money)
{
  muster_table_begin_total(table);
  muster_table_text(table, what);
  for (int c = 1; c < 5; c++)
    muster_table_empty(table);
  muster_table_number(table, money);
}

static MusterTable *
cost_table(const View *view, double cost)
{
  const char *currency = view_currency(view);
  g_autofree char *per_h = g_strdup_printf("%s / h", currency);
  MusterColumn columns[] = {
    {.key = "group", .title = "Group"},
    {.key = "people", .title = "People", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "shifts", .title = "Shifts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "paid_h", .title = "Paid", .unit = "h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "rate_per_h", .title = "Rate", .unit = per_h, .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "wages", .title = "Wages", .unit = currency, .kind = MUSTER_COLUMN_NUMBER, .decimals = 0},
  };
  MusterTable *table =
    muster_table_new("cost_by_group", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  g_autofree GroupHours *hours = g_new0(GroupHours, MAX(1, view->centre->n_groups));
  if (view->in->roster != NULL)
    add_roster(view, hours);
  else
    add_plan(view, hours);
  double rest = cost - add_group_rows(view, table, hours);
  if (fabs(rest) >= 0.5)
    add_total(table, "Premiums, and hours paid but not worked", rest);
  add_total(table, "Cost", cost);
  return table;
}

/* ---- cost, penalty, bound ---- */

static void
objective_line(Html *html, const char *term, double value, const char *unit, int decimals,
               const char *meaning) {
  if (!isfinite(value))
    return;
  g_autofree char *text = shown_number(value, decimals);
  html_put(html, "<div><dt>%s</dt><dd><b>%s</b> %s<small>%s</small></dd></div>\n", term, text, unit, meaning);
}

static void
write_objective(const View *view, Html *html)
{
  const MusterRoster *roster = view->in->roster;
  const MusterPlan *plan = view->in->plan;
  const char *currency = view_currency(view);
  html_raw(html, "<dl class=\"terms\">\n");
  objective_line(html, "Cost", roster ? roster->cost : plan->cost, currency, 0, "money that is paid");
  objective_line(html, "Penalty", roster ? roster->penalty : plan->penalty, currency, 0,
                 "prices of shortage, surplus and soft rules; nobody pays them");
  objective_line(html, "Objective", roster ? roster->objective : plan->objective, currency, 0,
                 "cost + penalty, made least");
  objective_line(html, "Bound", roster ? roster->bound : plan->bound, currency, 0,
                 "no plan can have a smaller objective");
  objective_line(html, "Gap", 100 * (roster ? roster->gap : plan->gap), "%", 2,
                 "(objective − bound) / objective");
  objective_line(html, "Avoidable gap", roster ? 100 * roster->gap_avoidable : NAN, "%", 2,
                 "the same without the contract pay that no roster can change");
  html_raw(html, "</dl>\n");
}

static void
put(const View *view, Html *html)
{
  double cost = view->in->roster != NULL ? view->in->roster->cost : view->in->plan->cost;
  g_autoptr(MusterTable) table = cost_table(view, cost);
  html_put(html, "<figure class=\"chart\"><figcaption><h3>Wages by group</h3><p>In %s.</p></figcaption>\n",
           view_currency(view));
  Bars bars = {
    .html = html, .table = table, .id = "cost-by-group", .label = "group", .key = "wages", .decimals = 0};
  bars_write(&bars, "Wages by group", "A bar for each group; the figures are in the table below.");
  html_table(html, table);
  html_data(html, table);
  html_raw(html, "</figure>\n<h3>Objective and bound</h3>\n");
  write_objective(view, html);
}

const MusterReportSection muster_report_section_cost = {
  .id = "cost", .title = "Cost", .missing = missing, .put = put};
