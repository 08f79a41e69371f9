/* How many contacts are expected, per day and per interval, with the bands of the forecast if it has any. */
#include "report/days_private.h"
#include "report/table_private.h"
#include <math.h>

#define PLACES 2 /* of the contacts in the data */

static const char *
missing(const View *view)
{
  return view->in->demand == NULL ? "No demand was given." : NULL;
}

/* Queue -1 is the sum of all, which has no band: queues vary together in a way that their own bands do not
 * tell. */
static const MusterDemandQueue *
banded(const View *view, int queue)
{
  if (queue < 0)
    return NULL;
  const MusterDemandQueue *of = &view->in->demand->queue[queue];
  return of->lo80 != NULL && of->hi80 != NULL && of->lo95 != NULL && of->hi95 != NULL ? of : NULL;
}

static gboolean
has_day_band(const MusterDemandQueue *of)
{
  return of->day_lo80 != NULL && of->day_hi80 != NULL && of->day_lo95 != NULL && of->day_hi95 != NULL;
}

static double
contacts(const View *view, int queue, int interval)
{
  double sum = 0;
  for (int q = 0; q < view->centre->n_queues; q++)
    if (queue < 0 || q == queue)
      sum += view->in->demand->queue[q].contacts[interval];
  return sum;
}

/* ---- per day ---- */

static void
day_row(MusterTable *table, const View *view, int queue, const ViewDay *day, gboolean bands)
{
  double sum = 0;
  for (int i = view->grid->day_first[day->day]; i < view->grid->day_first[day->day + 1]; i++)
    sum += contacts(view, queue, i);
  muster_table_begin_row(table);
  muster_table_number(table, view->grid->first_day + day->day);
  muster_table_number(table, rounded(sum, PLACES));
  if (!bands)
    return;
  const MusterDemandQueue *of = &view->in->demand->queue[queue];
  const double *const band[] = {of->day_lo80, of->day_hi80, of->day_lo95, of->day_hi95};
  for (gsize b = 0; b < G_N_ELEMENTS(band); b++)
    muster_table_number(table, rounded(band[b][day->day], PLACES));
}

static MusterTable *
day_table(const View *view, int queue, const char *name, gboolean bands)
{
  static const MusterColumn columns[] = {
    {.key = "day", .kind = MUSTER_COLUMN_DAY}, {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "lo80", .kind = MUSTER_COLUMN_NUMBER}, {.key = "hi80", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "lo95", .kind = MUSTER_COLUMN_NUMBER}, {.key = "hi95", .kind = MUSTER_COLUMN_NUMBER},
  };
  MusterTable *table = muster_table_new(name, NULL, columns, bands ? 6 : 2, view->grid->zone);
  for (int d = 0; d < view->n_days; d++)
    day_row(table, view, queue, &view->day[d], bands);
  return table;
}

static char *
describe_days(const View *view, const MusterTable *table)
{
  if (view->n_days == 0)
    return g_strdup("No day is open.");
  int busiest = 0;
  double sum = 0;
  for (int d = 0; d < view->n_days; d++) {
    sum += muster_table_value(table, d, 1);
    if (muster_table_value(table, d, 1) > muster_table_value(table, busiest, 1))
      busiest = d;
  }
  g_autofree char *most = shown_number(muster_table_value(table, busiest, 1), 0), *all = shown_number(sum, 0);
  g_autofree char *days = html_count(view->n_days, "day");
  if (sum <= 0)
    return g_strdup_printf("No contact is expected on %s.", days);
  return g_strdup_printf("%s contacts over %s; the busiest day is %s with %s.", all, days,
                         view->day[busiest].label, most);
}

static void
write_days(const View *view, Html *html, int queue, const char *who)
{
  const MusterDemandQueue *of = banded(view, queue);
  gboolean bands = of != NULL && has_day_band(of);
  g_autofree char *name =
    queue < 0 ? g_strdup("demand_by_day") : g_strdup_printf("demand_by_day_%d", queue + 1);
  g_autofree char *title = g_strdup_printf("Expected contacts per day, %s", who);
  g_autoptr(MusterTable) table = day_table(view, queue, name, bands);
  g_autofree char *description = describe_days(view, table);
  html_put(html, "<figure class=\"chart\"><figcaption><h3>Per day</h3><p>%s", description);
  if (bands)
    html_raw(html, " The <span class=\"key mean\">mark</span> is the mean; the <span class=\"key "
                   "demand80\">dark</span> stretch holds the day with 80 %, the "
                   "<span class=\"key demand95\">light</span> one with 95 %.");
  html_raw(html, "</p></figcaption>\n");
  Bars bars = {.html = html, .table = table, .id = name, .label = "day", .key = "contacts", .decimals = 0};
  g_autofree char **names = g_new(char *, MAX(1, view->n_days));
  for (int d = 0; d < view->n_days; d++)
    names[d] = view->day[d].label;
  bars.names = names;
  if (bands) {
    bars.lower = "lo95", bars.upper = "hi95";
    bars.inner_lower = "lo80", bars.inner_upper = "hi80";
  }
  bars_write(&bars, title, description);
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

/* ---- per interval ---- */

static MusterTable *
interval_table(const View *view, int queue, const char *name)
{
  static const MusterColumn columns[] = {
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT}, {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "lo80", .kind = MUSTER_COLUMN_NUMBER}, {.key = "hi80", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "lo95", .kind = MUSTER_COLUMN_NUMBER}, {.key = "hi95", .kind = MUSTER_COLUMN_NUMBER},
  };
  const MusterDemandQueue *of = banded(view, queue);
  MusterTable *table = muster_table_new(name, NULL, columns, of != NULL ? 6 : 2, view->grid->zone);
  for (int d = 0; d < view->n_days; d++)
    for (int i = view->day[d].first; i < view->day[d].first + view->day[d].n; i++) {
      muster_table_begin_row(table);
      muster_table_number(table, (double) view->grid->start[i]);
      muster_table_number(table, rounded(contacts(view, queue, i), PLACES));
      const double *const band[] = {of ? of->lo80 : NULL, of ? of->hi80 : NULL, of ? of->lo95 : NULL,
                                    of ? of->hi95 : NULL};
      for (gsize b = 0; b < G_N_ELEMENTS(band) && of != NULL; b++)
        muster_table_number(table, rounded(band[b][i], PLACES));
    }
  return table;
}

static void
marks(const Plot *plot, gpointer has_bands)
{
  if (has_bands != NULL) {
    plot_band(plot, "band95", "lo95", "hi95");
    plot_band(plot, "band80", "lo80", "hi80");
  }
  plot_steps(plot, "demand", "contacts");
}

static char *
figure(const MusterTable *table, int row, int n, gpointer data)
{
  double sum = 0;
  for (int r = row; r < row + n; r++)
    sum += muster_table_value(table, r, 1);
  (void) data;
  return shown_number(sum, 0);
}

static char *
describe(const MusterTable *table, int row, int n, gpointer data)
{
  int peak = row;
  for (int r = row; r < row + n; r++)
    if (muster_table_value(table, r, 1) > muster_table_value(table, peak, 1))
      peak = r;
  if (n == 0)
    return g_strdup("Closed.");
  g_autofree char *sum = figure(table, row, n, data),
                  *most = shown_number(muster_table_value(table, peak, 1), 0);
  g_autofree char *when = muster_table_shown(table, peak, 0);
  return g_strdup_printf("%s contacts; most of them, %s, in the interval from %s.", sum, most, when);
}

static void
write_intervals(const View *view, Html *html, int queue, const char *who)
{
  gboolean bands = banded(view, queue) != NULL;
  g_autofree char *name =
    queue < 0 ? g_strdup("demand_by_interval") : g_strdup_printf("demand_by_interval_%d", queue + 1);
  g_autofree char *title = g_strdup_printf("Expected contacts per interval, %s", who);
  g_autoptr(MusterTable) table = interval_table(view, queue, name);
  html_put(html, "<figure class=\"chart\"><figcaption><h3>Per interval of %d min</h3>",
           view->grid->interval_s / 60);
  html_raw(html, "<p>The <span class=\"key demand\">line</span> is the mean");
  html_raw(html, bands       ? "; the <span class=\"key demand80\">dark</span> band holds 80 %, the <span "
                               "class=\"key demand95\">light</span> "
                               "one 95 % of what may come.</p>"
                 : queue < 0 ? "; bands are known for single queues only, see below.</p>"
                             : "; no band is known.</p>");
  html_raw(html, "</figcaption>\n");
  static const char *const keys[] = {"contacts", "hi95", NULL}, *const mean_only[] = {"contacts", NULL};
  Days days = {.view = view,
               .html = html,
               .table = table,
               .id = name,
               .title = title,
               .height = 96,
               .scale = scale_nice(0, table_most(table, bands ? keys : mean_only), 3),
               .marks = marks,
               .figure = figure,
               .describe = describe,
               .data = bands ? (gpointer) table : NULL};
  days_write(&days);
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

/* The queue with the most contacts. */
static int
largest_queue(const View *view)
{
  int largest = 0;
  double most = -1;
  for (int q = 0; q < view->centre->n_queues; q++) {
    double sum = 0;
    for (int i = 0; i < view->grid->n; i++)
      sum += contacts(view, q, i);
    if (sum > most) {
      most = sum;
      largest = q;
    }
  }
  return largest;
}

/* All queues together; then each, the largest one unfolded: that is where bands are seen. */
static void
put(const View *view, Html *html)
{
  int n_queues = view->centre->n_queues, whole = n_queues == 1 ? 0 : -1, largest = largest_queue(view);
  write_days(view, html, whole, n_queues == 1 ? view->queue_name[0] : "all queues");
  write_intervals(view, html, whole, n_queues == 1 ? view->queue_name[0] : "all queues");
  for (int q = 0; q < n_queues && n_queues > 1; q++) {
    html_raw(html, q == largest ? "<details class=\"more\" open=\"open\">" : "<details class=\"more\">");
    html_put(html, "<summary>Demand of <bdi>%s</bdi></summary>\n", view->queue_name[q]);
    write_days(view, html, q, view->queue_name[q]);
    write_intervals(view, html, q, view->queue_name[q]);
    html_raw(html, "</details>\n");
  }
}

const MusterReportSection muster_report_section_demand = {
  .id = "demand", .title = "Demand", .missing = missing, .put = put};
