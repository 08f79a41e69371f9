/* The service that the simulation gives: per queue against its promise, and per interval with its confidence
 * band. */
#include "report/days_private.h"
#include "report/service_private.h"
#include "report/table_private.h"
#include <math.h>

static const char *
missing(const View *view)
{
  return view->in->outcome == NULL ? "Nothing was simulated, so the service is not known." : NULL;
}

static const MusterMeasure *
of_queue(const View *view, int queue, MusterQueueMeasureId id)
{
  return &view->in->outcome->queue[queue].m[id];
}

/* NaN: none promised. */
static double
promised(const MusterQueue *queue)
{
  return queue->has_target ? queue->target.answer : NAN;
}

/* Work that can wait is promised to be finished within its time. */
static gboolean
has_deadline(const MusterQueue *queue)
{
  return queue->has_target && isfinite(queue->target.finish);
}

static MusterMeasure
rounded_measure(const MusterMeasure *measure)
{
  return (MusterMeasure) {rounded(measure->mean, 4), rounded(measure->lower, 4), rounded(measure->upper, 4)};
}

static double
interval_bound(double bound, double mean)
{
  return isfinite(bound) ? CLAMP(bound, 0, 1) : mean;
}

/* ---- promises, one bullet a queue ---- */

static MusterTable *
promise_table(const View *view)
{
  static const MusterColumn columns[] = {
    {.key = "queue"},
    {.key = "service_level", .kind = MUSTER_COLUMN_SHARE, .decimals = 1, .measure = TRUE},
    {.key = "target", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "within_s", .kind = MUSTER_COLUMN_DURATION},
  };
  MusterTable *table =
    muster_table_new("service_by_queue", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  for (int q = 0; q < view->centre->n_queues; q++) {
    const MusterQueue *queue = &view->centre->queue[q];
    gboolean finish = has_deadline(queue);
    MusterMeasure level =
      rounded_measure(of_queue(view, q, finish ? MUSTER_MEASURE_DEADLINES_KEPT : MUSTER_MEASURE_SERVICE_LEVEL));
    muster_table_begin_row(table);
    muster_table_text(table, view->queue_name[q]);
    muster_table_measure(table, &level);
    muster_table_number(table, finish ? queue->target.finish : promised(queue));
    muster_table_number(table, !queue->has_target ? NAN : finish ? queue->target.finish_within_s : queue->target.within_s);
  }
  return table;
}

static void
bullet_rect(Html *html, const char *class, double from, double to, int y, int height)
{
  html_put(html, "<rect class=\"%s\" x=\"", class);
  svg_percent(html, from);
  html_raw(html, "\" width=\"");
  svg_percent(html, fmax(to - from, 0.001));
  html_put(html, "\" y=\"%d\" height=\"%d\"", y, height);
}

static void
bullet(Html *html, const MusterTable *table, int row, int y)
{
  const MusterMeasure *level = muster_table_interval(table, row, 1);
  double target = muster_table_value(table, row, 2);
  bullet_rect(html, "track", 0, 1, y + 9, 12);
  html_raw(html, "/>");
  if (isfinite(level->mean)) {
    gboolean kept = !isfinite(target) || level->mean >= target;
    bullet_rect(html, kept ? "bar kept" : "bar broken", 0, level->mean, y + 9, 12);
    html_put(html, " data-row=\"%d\" data-column=\"service_level\"/>", row);
    double lower = interval_bound(level->lower, level->mean),
           upper = interval_bound(level->upper, level->mean);
    bullet_rect(html, "whisker", lower, upper, y + 14, 2);
    html_put(html, " data-row=\"%d\" data-lower=\"service_level_lower\" data-upper=\"service_level_upper\"/>",
             row);
  }
  if (isfinite(target)) {
    bullet_rect(html, "target", target - 0.001, target + 0.001, y + 5, 20);
    html_raw(html, "/>");
  }
  html_raw(html, "\n");
}

static void
bullet_label(Html *html, const MusterTable *table, int row)
{
  double level = muster_table_value(table, row, 1), target = muster_table_value(table, row, 2);
  g_autofree char *shown = shown_share(level, 1), *aim = shown_share(target, 0);
  g_autofree char *within = shown_duration(muster_table_value(table, row, 3));
  html_put(html, "<li><bdi>%s</bdi> <b>%s%s</b>", muster_table_string(table, row, 0), shown,
           isfinite(level) ? " %" : "");
  if (isfinite(target))
    html_put(html, " <small>target %s %% in %s</small>", aim, within);
  html_raw(html, "</li>\n");
}

static gboolean
any_deadline(const View *view)
{
  for (int q = 0; q < view->centre->n_queues; q++)
    if (has_deadline(&view->centre->queue[q]))
      return TRUE;
  return FALSE;
}

static void
write_promises(const View *view, Html *html)
{
  g_autoptr(MusterTable) table = promise_table(view);
  int n = muster_table_n_rows(table);
  html_raw(html,
           "<figure class=\"chart\"><figcaption><h3>Promises</h3><p>Mean of the simulated replications, "
           "<span class=\"key whisker\">95 % interval</span> and <span class=\"key "
           "target\">target</span>");
  html_raw(html, any_deadline(view) ? "; of work that can wait the share finished by its deadline.</p></figcaption>\n"
                                    : ".</p></figcaption>\n");
  html_raw(html, "<div class=\"bars bullets\"><ol class=\"labels\" aria-hidden=\"true\">\n");
  for (int r = 0; r < n; r++)
    bullet_label(html, table, r);
  html_raw(html, "</ol>\n");
  svg_open(html, "service-by-queue", n * 46, "Service level of each queue against its target",
           "A bar for each queue from 0 to 100 percent with a mark at the target; the figures are in the "
           "table below.");
  html_put(html, "<g data-table=\"%s\" data-full=\"1\" data-hi=\"1\">\n", muster_table_name(table));
  for (int r = 0; r < n; r++)
    bullet(html, table, r, r * 46 + 8);
  html_raw(html, "</g></svg>\n</div>\n");
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

/* ---- per interval ---- */

static MusterTable *
level_table(const View *view, int queue, const char *name)
{
  static const MusterColumn columns[] = {
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "offered", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "service_level", .kind = MUSTER_COLUMN_SHARE, .measure = TRUE},
    {.key = "target", .kind = MUSTER_COLUMN_SHARE},
  };
  double target = promised(&view->centre->queue[queue]);
  MusterTable *table = muster_table_new(name, NULL, columns, isfinite(target) ? 4 : 3, view->grid->zone);
  for (int d = 0; d < view->n_days; d++)
    for (int i = view->day[d].first; i < view->day[d].first + view->day[d].n; i++) {
      const MusterQueueCell *cell = &view->in->outcome->queue_interval[queue * view->grid->n + i];
      MusterMeasure level = rounded_measure(&cell->m[MUSTER_MEASURE_SERVICE_LEVEL]);
      muster_table_begin_row(table);
      muster_table_number(table, (double) view->grid->start[i]);
      muster_table_number(table, rounded(cell->m[MUSTER_MEASURE_OFFERED].mean, 2));
      muster_table_measure(table, &level);
      if (isfinite(target))
        muster_table_number(table, target);
    }
  return table;
}

static void
marks(const Plot *plot, gpointer target)
{
  plot_band(plot, "levelband", "service_level_lower", "service_level_upper");
  if (isfinite(*(double *) target)) {
    plot_shortfall(plot, "short", "service_level", "target");
    plot_level(plot, "target", *(double *) target);
  }
  plot_steps(plot, "level", "service_level");
}

/* From a round share below everything drawn up to 1; from 0 when anything lies under one half. */
static Scale
level_scale(const MusterTable *table)
{
  static const double from[] = {0.9, 0.8, 0.6, 0}, step[] = {0.05, 0.1, 0.2, 0.5};
  double least = 1;
  for (int r = 0; r < muster_table_n_rows(table); r++) {
    const MusterMeasure *level = muster_table_interval(table, r, 2);
    least = fmin(least, fmin(level->mean, level->lower)); /* fmin passes over NaN */
    least = muster_table_n_columns(table) > 3 ? fmin(least, muster_table_value(table, r, 3)) : least;
  }
  int i = 0;
  while (i < (int) G_N_ELEMENTS(from) - 1 && least < from[i])
    i++;
  Scale scale = scale_fixed(from[i], 1, step[i]);
  scale.percent = TRUE;
  return scale;
}


static char *
describe(const MusterTable *table, int row, int n, gpointer data)
{
  double target = *(double *) data, lowest = NAN;
  int below = 0, known = 0, at = row;
  for (int r = row; r < row + n; r++) {
    double level = muster_table_value(table, r, 2);
    if (!isfinite(level))
      continue;
    known++;
    below += level < target; /* never with NaN */
    if (!(level >= lowest)) {
      lowest = level;
      at = r;
    }
  }
  if (known == 0)
    return g_strdup("No contacts.");
  g_autofree char *least = shown_share(lowest, 1), *when = muster_table_shown(table, at, 0);
  if (!isfinite(target))
    return g_strdup_printf("Lowest service level %s %% in the interval from %s.", least, when);
  return g_strdup_printf("%d of %d intervals are below the target; the lowest has %s %%, from %s.", below,
                         known, least, when);
}

static gboolean
has_levels(const View *view, int queue)
{
  for (int i = 0; i < view->grid->n; i++)
    if (isfinite(
          view->in->outcome->queue_interval[queue * view->grid->n + i].m[MUSTER_MEASURE_SERVICE_LEVEL].mean))
      return TRUE;
  return FALSE;
}

static void
write_intervals(const View *view, Html *html, int queue)
{
  g_autofree char *name = g_strdup_printf("service_by_interval_%d", queue + 1);
  g_autofree char *title = g_strdup_printf("Service level per interval, %s", view->queue_name[queue]);
  g_autoptr(MusterTable) table = level_table(view, queue, name);
  double target = promised(&view->centre->queue[queue]);
  html_put(html,
           "<figure class=\"chart\"><figcaption><h3><bdi>%s</bdi> per interval</h3><p>The <span class=\"key "
           "level\">line</span> "
           "is the mean over replications, the <span class=\"key levelband\">band</span> its 95 %% "
           "confidence interval",
           view->queue_name[queue]);
  html_raw(
    html,
    isfinite(target)
      ? ", the <span class=\"key target\">dashes</span> the target; <span class=\"key short\">red</span> is "
        "what the service falls short of it.</p></figcaption>\n"
      : ".</p></figcaption>\n");
  Days days = {.view = view, .html = html, .table = table, .id = name, .title = title, .height = 96,
               .scale = level_scale(table), .marks = marks, .describe = describe, .data = &target};
  days_write(&days);
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

static void
put(const View *view, Html *html)
{
  gboolean folded = FALSE;
  write_promises(view, html);
  for (int q = 0; q < view->centre->n_queues; q++) {
    if (!has_levels(view, q))
      continue;
    if (folded)
      html_put(html, "<details class=\"more\"><summary>Service of <bdi>%s</bdi> per interval</summary>\n",
               view->queue_name[q]);
    write_intervals(view, html, q);
    if (folded)
      html_raw(html, "</details>\n");
    folded = TRUE;
  }
  service_tables_put(view, html);
  service_cases_put(view, html);
}

const MusterReportSection muster_report_section_service = {
  .id = "service", .title = "Service", .missing = missing, .put = put};
