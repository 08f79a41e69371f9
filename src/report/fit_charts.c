#include "report/fit_private.h"
#include "report/table_private.h"
#include <math.h>
#include <string.h>

#define STEPS 90      /* of a chart, across */
#define LEAST_RISK 20 /* contacts; where fewer are left a curve is noise and ends */
#define HEIGHT 220

/* A number with few digits, so that the data beside the chart are short. */
static double
brief(double x)
{
  return isfinite(x) ? round(x * 1e4) / 1e4 : NAN;
}

static MusterMeasure
brief_measure(double mean, double lower, double upper)
{
  return (MusterMeasure){brief(mean), brief(lower), brief(upper)};
}

/* A round length of a step, so that STEPS of them hold `longest_s`. */
static double
step_length(double longest_s)
{
  static const double lengths_s[] = {0.5, 1, 2, 4, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200};
  for (gsize i = 0; i < G_N_ELEMENTS(lengths_s); i++)
    if (lengths_s[i] * STEPS >= longest_s)
      return lengths_s[i];
  return ceil(longest_s / STEPS / 3600) * 3600;
}

/* A label at every round number of minutes or seconds, about eight of them. */
static void
label_times(const Plot *plot, double step_s)
{
  double every_s = step_length(plot->n * step_s / 8 * STEPS);
  for (double t = 0; t <= plot->n * step_s * (1 + 1e-9); t += every_s) {
    g_autofree char *text = t == 0 ? g_strdup("0") : shown_duration(t);
    plot_label(plot, t / step_s, text);
  }
}

static void
caption(Html *html, const char *title, const char *sentence)
{
  html_put(html, "<figure class=\"chart\"><figcaption><h3>%s</h3><p>", title);
  html_raw(html, sentence);
  html_raw(html, "</p></figcaption>\n");
}

/* The chart's begin, up to its marks; `alt` is its text for who cannot see it. */
static void
begin_chart(Plot *plot, Html *html, const MusterTable *table, const char *title, const char *words, const char *alt, Scale scale)
{
  *plot = (Plot){.html = html, .table = table, .n = muster_table_n_rows(table), .scale = scale, .head = 14,
                 .height = HEIGHT, .foot = 20, .id = muster_table_name(table)};
  plot->scale.percent = TRUE;
  caption(html, title, words);
  plot_begin(plot, title, alt);
  plot_marks_begin(plot);
}

static void
end_chart(Plot *plot, double step_s)
{
  plot_marks_end(plot);
  label_times(plot, step_s);
  plot_end(plot);
  html_data(plot->html, plot->table);
  html_raw(plot->html, "</figure>\n");
}

static double
law_left(const MusterDistFit *fit, double t_s)
{
  return 1 - fit->chance.mean * muster_dist_cdf(&fit->dist, t_s);
}

static const MusterDistFit *
find(const MusterFitTimes *times, const char *name)
{
  for (int i = 0; i < times->n_fits; i++)
    if (strcmp(times->fit[i].dist.info->name, name) == 0)
      return &times->fit[i];
  return NULL;
}

/* The last step of the curve at or before t_s, or NULL. */
static const MusterSurvivalStep *
step_at(const MusterSurvival *curve, double t_s)
{
  const MusterSurvivalStep *found = NULL;
  for (int i = 0; i < curve->n && curve->step[i].time_s <= t_s; i++)
    found = &curve->step[i];
  return found;
}

/* The time until which enough are at risk. */
static double
known_until(const MusterSurvival *curve)
{
  double known_s = 0;
  for (int i = 0; i < curve->n; i++)
    if (curve->step[i].at_risk >= LEAST_RISK)
      known_s = curve->step[i].time_s;
  return known_s > 0 ? known_s : curve->last_s;
}

/* ---- patience ---- */

static MusterTable *
patience_table(const MusterFitQueue *queue, const char *name, double step_s, const MusterDistFit *exponential)
{
  static const MusterColumn columns[] = {
    {.key = "waited_s", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "still_there", .kind = MUSTER_COLUMN_SHARE, .measure = TRUE},
    {.key = "chosen", .kind = MUSTER_COLUMN_SHARE},
    {.key = "exponential", .kind = MUSTER_COLUMN_SHARE},
  };
  MusterTable *table = muster_table_new(name, NULL, columns, G_N_ELEMENTS(columns), NULL);
  double known_s = known_until(queue->waiting);
  for (int i = 0; i < STEPS && i * step_s <= known_s; i++) {
    double t = (i + 0.5) * step_s;
    const MusterSurvivalStep *step = step_at(queue->waiting, t);
    MusterMeasure left = step != NULL ? brief_measure(step->left, step->lower, step->upper) : brief_measure(1, 1, 1);
    muster_table_begin_row(table);
    muster_table_number(table, t);
    muster_table_measure(table, &left);
    muster_table_number(table, brief(law_left(&queue->patience.fit[0], t)));
    muster_table_number(table, exponential != NULL ? brief(law_left(exponential, t)) : NAN);
  }
  return table;
}

void
fit_chart_patience(Html *html, const MusterFitQueue *queue, int index)
{
  if (queue->patience.n_fits == 0) {
    html_note(html, "Too few gave up while they waited to say how long callers would wait.");
    return;
  }
  const MusterDistFit *exponential = find(&queue->patience, "exponential");
  double step_s = step_length(known_until(queue->waiting));
  g_autofree char *id = g_strdup_printf("patience_%d", index + 1);
  g_autoptr(MusterTable) table = patience_table(queue, id, step_s, exponential);
  g_autofree char *words = g_strdup_printf(
    "The share that would still be waiting: <span class=\"key level\">Kaplan and Meier's curve</span> with its "
    "<span class=\"key levelband\">95 %% band</span>, the <span class=\"key need\">%s</span> law that is chosen, and the "
    "<span class=\"key target\">exponential</span> one.",
    queue->patience.fit[0].dist.info->name);
  Plot plot;
  begin_chart(&plot, html, table, "Patience", words, "The share of callers who would still be waiting, falling with the time waited.",
              scale_fixed(0, 1, 0.25));
  plot_band(&plot, "levelband", "still_there_lower", "still_there_upper");
  plot_steps(&plot, "level", "still_there");
  plot_steps(&plot, "target", "exponential");
  plot_steps(&plot, "need", "chosen");
  end_chart(&plot, step_s);
}

/* ---- handle times ---- */

/* The law of handle times that is drawn: with the very short ones where they are a kind of their own. */
static double
handle_cdf(const MusterFitQueue *queue, double t_s)
{
  const MusterFitShort *brief_ones = &queue->brief;
  if (!brief_ones->found)
    return muster_dist_cdf(&queue->handle.fit[0].dist, t_s);
  double share = brief_ones->share.mean;
  return share * fmin(t_s / brief_ones->below_s, 1) + (1 - share) * muster_dist_cdf(&brief_ones->rest.dist, t_s);
}

static MusterTable *
handle_table(const MusterFitQueue *queue, const char *name, double step_s, const MusterSurvival *curve, double *most)
{
  static const MusterColumn columns[] = {
    {.key = "from_s", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "share", .kind = MUSTER_COLUMN_SHARE},
    {.key = "law", .kind = MUSTER_COLUMN_SHARE},
  };
  MusterTable *table = muster_table_new(name, NULL, columns, G_N_ELEMENTS(columns), NULL);
  double half_s = muster_sample_grain_s(queue->handle.sample) / 2, before = 1;
  for (int i = 0; i < STEPS; i++) {
    double edge_s = (i + 1) * step_s - half_s, last_s = fmax(i * step_s - half_s, 0);
    double left = muster_survival_at(curve, edge_s), share = brief(before - left);
    double law = brief(handle_cdf(queue, edge_s) - handle_cdf(queue, last_s));
    muster_table_begin_row(table);
    muster_table_number(table, i * step_s);
    muster_table_number(table, share);
    muster_table_number(table, law);
    *most = fmax(*most, fmax(share, law));
    before = left;
  }
  return table;
}

void
fit_chart_handle(Html *html, const MusterFitQueue *queue, int index)
{
  if (queue->handle.n_fits == 0) {
    html_note(html, "Too few were answered to say how long contacts take.");
    return;
  }
  g_autoptr(MusterSurvival) curve = muster_sample_survival(queue->handle.sample);
  double most = 0, step_s = step_length(muster_survival_time(curve, 0.02));
  g_autofree char *id = g_strdup_printf("handle_%d", index + 1);
  g_autoptr(MusterTable) table = handle_table(queue, id, step_s, curve, &most);
  const MusterDistFit *law = queue->brief.found ? &queue->brief.rest : &queue->handle.fit[0];
  g_autofree char *length = shown_duration(step_s);
  g_autofree char *words = g_strdup_printf(
    "The <span class=\"key plan\">share of contacts</span> that take so long, in steps of %s, and what the "
    "<span class=\"key need\">%s</span> law%s says.",
    length, law->dist.info->name, queue->brief.found ? ", beside a share of very short contacts," : "");
  Plot plot;
  begin_chart(&plot, html, table, "Handle time", words, "A histogram of handle times with the fitted law over it.",
              scale_nice(0, most, 4));
  plot_area(&plot, "plan", "share");
  plot_steps(&plot, "need", "law");
  end_chart(&plot, step_s);
}

/* ---- returns ---- */

static MusterTable *
returns_table(const MusterFitReturns *returns, const char *name, double step_s, double *most)
{
  static const MusterColumn columns[] = {
    {.key = "after_s", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "back", .kind = MUSTER_COLUMN_SHARE, .measure = TRUE},
    {.key = "law", .kind = MUSTER_COLUMN_SHARE},
  };
  MusterTable *table = muster_table_new(name, NULL, columns, G_N_ELEMENTS(columns), NULL);
  for (int i = 0; i < STEPS && i * step_s < returns->window_s; i++) {
    double t = (i + 0.5) * step_s;
    const MusterSurvivalStep *step = step_at(returns->curve, t);
    MusterMeasure back =
      step != NULL ? brief_measure(1 - step->left, 1 - step->upper, 1 - step->lower) : brief_measure(0, 0, 0);
    muster_table_begin_row(table);
    muster_table_number(table, t);
    muster_table_measure(table, &back);
    muster_table_number(table, brief(1 - law_left(&returns->fit, t)));
    *most = fmax(*most, back.upper);
  }
  return table;
}

void
fit_chart_returns(Html *html, const MusterFitQueue *queue, int index, gboolean redial)
{
  const MusterFitReturns *returns = redial ? &queue->redial : &queue->repeat;
  if (!returns->fitted)
    return;
  double most = 0.05, step_s = step_length(returns->window_s);
  g_autofree char *id = g_strdup_printf("%s_%d", redial ? "redial" : "repeat", index + 1);
  g_autoptr(MusterTable) table = returns_table(returns, id, step_s, &most);
  g_autofree char *words = g_strdup_printf(
    "The <span class=\"key level\">share that is back</span> so long after %s, with its <span class=\"key levelband\">95 %% "
    "band</span>, and the <span class=\"key need\">%s</span> delays with the chance that is fitted.",
    redial ? "giving up" : "being answered", returns->fit.dist.info->name);
  Plot plot;
  begin_chart(&plot, html, table, redial ? "Redials" : "Repeats", words, "The share of customers who are back, rising with time.",
              scale_nice(0, most, 4));
  plot_band(&plot, "levelband", "back_lower", "back_upper");
  plot_steps(&plot, "level", "back");
  plot_steps(&plot, "need", "law");
  end_chart(&plot, step_s);
}
