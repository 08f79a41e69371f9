/* What contacts are worth, and what those who made them think of it. */
#include "report/show_private.h"
#include "report/svg_private.h"
#include "report/table_private.h"
#include "report/view_private.h"
#include <math.h>

static const MusterQueueMeasureId money[] = {MUSTER_MEASURE_REVENUE, MUSTER_MEASURE_VALUE_LOST, MUSTER_MEASURE_STAFF_COST,
                                             MUSTER_MEASURE_MARGIN};
static const MusterQueueMeasureId opinions[] = {MUSTER_MEASURE_SATISFACTION, MUSTER_MEASURE_COMPLAINTS};

/* Those of the measures that the outcome has. */
static int
shown(const View *view, const MusterQueueMeasureId *all, int n, MusterQueueMeasureId *out)
{
  int k = 0;
  for (int i = 0; view->in->outcome != NULL && i < n; i++)
    if (muster_outcome_shows(view->in->outcome, all[i]))
      out[k++] = all[i];
  return k;
}

static const char *
missing(const View *view)
{
  MusterQueueMeasureId any[G_N_ELEMENTS(money)];
  if (view->in->outcome == NULL)
    return "Nothing was simulated, so nobody knows what the service is worth.";
  if (shown(view, money, G_N_ELEMENTS(money), any) > 0 || shown(view, opinions, G_N_ELEMENTS(opinions), any) > 0)
    return NULL;
  return "The centre gives its contacts no value and asks for no opinions.";
}

/* A bar for each queue whose lost contacts cost anything. */
static void
bars(const View *view, Html *html)
{
  static const MusterColumn columns[] = {{.key = "queue"}, {.key = "value_lost", .kind = MUSTER_COLUMN_NUMBER, .measure = TRUE}};
  g_autoptr(MusterTable) table = muster_table_new("value_lost_by_queue", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  for (int q = 0; q < view->centre->n_queues; q++) {
    const MusterMeasure *m = &view->in->outcome->queue[q].m[MUSTER_MEASURE_VALUE_LOST];
    if (!(m->mean > 0))
      continue;
    muster_table_begin_row(table);
    muster_table_text(table, view->queue_name[q]);
    muster_table_measure(table, m);
  }
  if (muster_table_n_rows(table) == 0)
    return;
  html_raw(html, "<figure class=\"chart\"><figcaption><h3>What lost contacts cost</h3></figcaption>\n");
  Bars drawn = {.html = html, .table = table, .id = "value-lost", .label = "queue", .key = "value_lost", .lower = "value_lost_lower",
                .upper = "value_lost_upper"};
  bars_write(&drawn, "What lost contacts cost", "A bar for each queue with its 95 percent interval; the figures are in the table below.");
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

static void
table(const View *view, Html *html, const MusterQueueMeasureId *id, int n, const char *name, const char *title, const char *sentence)
{
  g_autoptr(MusterTable) values = show_some(view->in->outcome, view->centre, id, n, name, NULL);
  html_second(html, values, title, sentence);
}

static void
put(const View *view, Html *html)
{
  MusterQueueMeasureId id[G_N_ELEMENTS(money)];
  int n = shown(view, money, G_N_ELEMENTS(money), id);
  if (n > 0) {
    table(view, html, id, n, "money", "Money",
          "What the answered bring and the lost cost, and what the staff costs that worked for each queue.");
    bars(view, html);
  }
  n = shown(view, opinions, G_N_ELEMENTS(opinions), id);
  if (n > 0)
    table(view, html, id, n, "opinions", "Opinions",
          "The share of the answered and the lost who are content, and the complaints to be expected, by the curves that the centre gives.");
}

const MusterReportSection muster_report_section_value = {
  .id = "value", .title = "Money and opinions", .missing = missing, .put = put};
