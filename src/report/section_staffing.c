/* Who is needed against who is there, interval by interval. */
#include "report/days_private.h"
#include "report/net_private.h"
#include "report/table_private.h"
#include <math.h>
#include <string.h>

static const char *
missing(const View *view)
{
  return view->in->requirement == NULL ? "No requirement was given: what the demand asks for is not known."
                                       : NULL;
}

/* The data of both charts; without any staffing only what is required. */
static MusterTable *
staffing_table(const View *view, const Pool *pool, const char *name)
{
  static const MusterColumn columns[] = {
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "required", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "scheduled", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "net", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "state"},
  };
  MusterTable *table =
    muster_table_new(name, NULL, columns, view->staffing != NULL ? 5 : 2, view->grid->zone);
  for (int d = 0; d < view->n_days; d++)
    for (int i = view->day[d].first; i < view->day[d].first + view->day[d].n; i++) {
      double need = rounded(pool->need[i], 2), have = rounded(pool->have[i], 2);
      muster_table_begin_row(table);
      muster_table_number(table, (double) view->grid->start[i]);
      muster_table_number(table, need);
      if (view->staffing == NULL)
        continue;
      muster_table_number(table, have);
      muster_table_number(table, rounded(have - need, 2));
      muster_table_text(table, net_state(need, have));
    }
  return table;
}

static void
marks(const Plot *plot, gpointer data)
{
  (void) data;
  if (muster_table_find(plot->table, "scheduled") >= 0) {
    plot_area(plot, "plan", "scheduled");
    plot_shortfall(plot, "short", "scheduled", "required");
  }
  plot_steps(plot, "need", "required");
}

static double
column_sum(const MusterTable *table, int row, int n, int column)
{
  double sum = 0;
  for (int r = row; r < row + n; r++)
    sum += muster_table_value(table, r, column);
  return sum;
}

static char *
describe(const MusterTable *table, int row, int n, gpointer interval_h)
{
  double hours = *(double *) interval_h;
  double peak = 0;
  for (int r = row; r < row + n; r++)
    peak = fmax(peak, muster_table_value(table, r, 1));
  g_autofree char *needed = shown_number(column_sum(table, row, n, 1) * hours, 0),
                  *most = shown_number(peak, 0);
  if (muster_table_n_columns(table) < 3)
    return g_strdup_printf("%s agent-hours required, at most %s agents at once.", needed, most);
  double short_h = 0;
  for (int r = row; r < row + n; r++)
    short_h += fmax(0, muster_table_value(table, r, 1) - muster_table_value(table, r, 2)) * hours;
  g_autofree char *there = shown_number(column_sum(table, row, n, 2) * hours, 0),
                  *lacking = shown_number(short_h, 1);
  return g_strdup_printf(
    "%s agent-hours required, at most %s agents at once; %s scheduled; %s agent-hours short.", needed, most,
    there, lacking);
}

static void
explain(const View *view, Html *html)
{
  html_raw(html, "<p>The <span class=\"key need\">line</span> is who is required");
  if (view->staffing == NULL)
    html_raw(html, ". Nobody is scheduled yet.");
  else if (strcmp(view->staffing, "on duty") == 0)
    html_raw(html, " on queue, the <span class=\"key plan\">area</span> who is on duty, <span class=\"key "
                   "short\">red</span> what lacks.");
  else
    html_put(html,
             ", shrinkage included; the <span class=\"key plan\">area</span> is who is on queue by the %s, "
             "breaks taken out; "
             "<span class=\"key short\">red</span> is what lacks.",
             view->staffing);
  html_raw(html, "</p>");
}

static void
write_pool(const View *view, Html *html, int p)
{
  const Pool *pool = &view->pool[p];
  g_autofree char *name = p == 0 ? g_strdup("staffing") : g_strdup_printf("staffing_%d", p);
  g_autofree char *title = g_strdup_printf("Required and scheduled agents, %s", pool->name);
  g_autoptr(MusterTable) table = staffing_table(view, pool, name);
  double hours = view_interval_h(view);
  static const char *const both[] = {"required", "scheduled", NULL}, *const need_only[] = {"required", NULL};
  html_raw(html, "<figure class=\"chart\"><figcaption><h3>Required and scheduled</h3>");
  explain(view, html);
  html_raw(html, "</figcaption>\n");
  Days days = {.view = view, .html = html, .table = table, .id = name, .title = title, .height = 110,
               .scale = scale_nice(0, table_most(table, view->staffing != NULL ? both : need_only), 3),
               .marks = marks, .describe = describe, .data = &hours};
  days_write(&days);
  if (view->staffing != NULL)
    net_write(view, html, table, pool->name);
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

static void
put(const View *view, Html *html)
{
  write_pool(view, html, 0);
  for (int p = 1; p < view->n_pools; p++) {
    html_put(html, "<details class=\"more\"><summary>Staffing of <bdi>%s</bdi></summary>\n",
             view->pool[p].name);
    write_pool(view, html, p);
    html_raw(html, "</details>\n");
  }
}

const MusterReportSection muster_report_section_staffing = {
  .id = "staffing", .title = "Staffing", .missing = missing, .put = put};
