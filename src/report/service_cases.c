/* Work that can wait, in the section of the service: how many cases are open over time. Whether their deadlines are kept stands
 * among the promises. */
#include "report/days_private.h"
#include "report/service_private.h"
#include "report/table_private.h"
#include <math.h>

static const MusterMeasure *
backlog(const View *view, int queue, int interval)
{
  return &view->in->outcome->queue_interval[queue * view->grid->n + interval].m[MUSTER_MEASURE_BACKLOG];
}

static MusterMeasure
shortened(const MusterMeasure *measure)
{
  return (MusterMeasure) {rounded(measure->mean, 2), rounded(measure->lower, 2), rounded(measure->upper, 2)};
}

static MusterTable *
backlog_table(const View *view, int queue, const char *name)
{
  static const MusterColumn columns[] = {
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "arrived", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "backlog", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1, .measure = TRUE},
  };
  MusterTable *table = muster_table_new(name, NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  for (int d = 0; d < view->n_days; d++)
    for (int i = view->day[d].first; i < view->day[d].first + view->day[d].n; i++) {
      const MusterQueueCell *cell = &view->in->outcome->queue_interval[queue * view->grid->n + i];
      MusterMeasure open = shortened(backlog(view, queue, i));
      muster_table_begin_row(table);
      muster_table_number(table, (double) view->grid->start[i]);
      muster_table_number(table, rounded(cell->m[MUSTER_MEASURE_OFFERED].mean, 2));
      muster_table_measure(table, &open);
    }
  return table;
}

static void
marks(const Plot *plot, gpointer data)
{
  (void) data;
  plot_band(plot, "levelband", "backlog_lower", "backlog_upper");
  plot_steps(plot, "level", "backlog");
}

static char *
describe(const MusterTable *table, int row, int n, gpointer data)
{
  (void) data;
  int most = row;
  for (int r = row; r < row + n; r++)
    if (muster_table_value(table, r, 2) > muster_table_value(table, most, 2))
      most = r;
  g_autofree char *open = shown_number(muster_table_value(table, most, 2), 1), *when = muster_table_shown(table, most, 0);
  g_autofree char *last = shown_number(muster_table_value(table, row + n - 1, 2), 1);
  return g_strdup_printf("At most %s cases are open, at the end of the interval from %s; %s at the end of the day.", open,
                         when, last);
}

static void
write_queue(const View *view, Html *html, int queue)
{
  static const char *const drawn[] = {"backlog", "backlog_upper", NULL};
  g_autofree char *name = g_strdup_printf("backlog_%d", queue + 1);
  g_autofree char *title = g_strdup_printf("Open cases, %s", view->queue_name[queue]);
  g_autoptr(MusterTable) table = backlog_table(view, queue, name);
  html_put(html,
           "<figure class=\"chart\"><figcaption><h3><bdi>%s</bdi>: open cases</h3><p>Waiting or in hand at the end of each "
           "interval; the <span class=\"key level\">line</span> is the mean over replications, the <span class=\"key "
           "levelband\">band</span> its 95 %% confidence interval.</p></figcaption>\n",
           view->queue_name[queue]);
  Days days = {.view = view, .html = html, .table = table, .id = name, .title = title, .height = 96,
               .scale = scale_nice(0, fmax(1, table_most(table, drawn)), 4), .marks = marks, .describe = describe};
  days_write(&days);
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

void
service_cases_put(const View *view, Html *html)
{
  for (int q = 0; q < view->centre->n_queues; q++)
    if (view->centre->queue[q].channel == MUSTER_CHANNEL_CASE && days_n_intervals(view) > 0 &&
        isfinite(backlog(view, q, 0)->mean))
      write_queue(view, html, q);
}
