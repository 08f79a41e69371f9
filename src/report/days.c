#include "report/days_private.h"
#include <math.h>

#define DAYS_AT_ONCE 28 /* more are folded away, four weeks at a time */

double
rounded(double value, int decimals)
{
  double power = pow(10, decimals);
  return isfinite(value) ? round(value * power) / power : NAN;
}

int
days_n_intervals(const View *view)
{
  int n = 0;
  for (int d = 0; d < view->n_days; d++)
    n += view->day[d].n;
  return n;
}

double
table_most(const MusterTable *table, const char *const *keys)
{
  double most = 0;
  for (int k = 0; keys[k] != NULL; k++)
    for (int r = 0; r < muster_table_n_rows(table); r++)
      most = fmax(most, table_by_key(table, r, keys[k])); /* fmax passes over NaN */
  return most;
}

/* The most days shown of one calendar week: a week then fills a line of the page. */
static int
days_a_week(const View *view)
{
  int most = 1, now = 0;
  MusterDay week = G_MININT32;
  for (int d = 0; d < view->n_days; d++) {
    MusterDay day = view->grid->first_day + view->day[d].day;
    MusterDay monday = day - muster_day_weekday(day);
    now = monday == week ? now + 1 : 1;
    week = monday;
    most = MAX(most, now);
  }
  return MAX(most, MIN(view->n_days, 3));
}

static void
one_day(const Days *days, int d, int row)
{
  const ViewDay *day = &days->view->day[d];
  g_autofree char *figure = days->figure != NULL ? days->figure(days->table, row, day->n, days->data) : NULL;
  html_put(days->html, "<div class=\"day\"><h4>%s", day->label);
  if (figure != NULL)
    html_put(days->html, " <span class=\"figure\">%s</span>", figure);
  html_raw(days->html, "</h4>\n");
  g_autofree char *id = g_strdup_printf("%s-%d", days->id, d + 1);
  g_autofree char *title = g_strdup_printf("%s, %s", days->title, day->label);
  g_autofree char *description = days->describe(days->table, row, day->n, days->data);
  Plot plot = {.html = days->html, .table = days->table, .row = row, .n = day->n, .scale = days->scale,
               .head = 14, .height = days->height, .foot = 20, .id = id};
  plot_begin(&plot, title, description);
  plot_marks_begin(&plot);
  days->marks(&plot, days->data);
  plot_marks_end(&plot);
  plot_clock(&plot, days->view->grid->clock_s + day->first, days->view->grid->interval_s, 3);
  plot_end(&plot);
  html_raw(days->html, "</div>\n");
}

static void
open_grid(const Days *days, int from, int end)
{
  const View *view = days->view;
  if (from > 0)
    html_put(days->html, "<details class=\"more\"><summary>%s – %s</summary>\n", view->day[from].label,
             view->day[end - 1].label);
  html_put(days->html, "<div class=\"days\" style=\"--cols:%d\">\n", days_a_week(view));
}

void
days_write(const Days *days)
{
  const View *view = days->view;
  int row = days->first_row;
  for (int from = 0; from < view->n_days; from += DAYS_AT_ONCE) {
    int end = MIN(view->n_days, from + DAYS_AT_ONCE);
    open_grid(days, from, end);
    for (int d = from; d < end; d++) {
      one_day(days, d, row);
      row += view->day[d].n;
    }
    html_raw(days->html, from > 0 ? "</div></details>\n" : "</div>\n");
  }
}
