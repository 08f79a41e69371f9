/* How waits, handle times, queue lengths and busy agents are spread over bins: what a mean hides. */
#include "report/days_private.h"
#include "report/table_private.h"
#include <math.h>
#include <string.h>

#define ABOUT_LABELS 5
#define MANY 0.95

/* What is told: bins from the first that holds anything on. */
typedef struct {
  const MusterHistogram *h;
  int first;
  int apart;      /* 1: of the first the sentence tells, and the drawing begins behind it */
  gboolean times; /* of contacts; else of whole numbers, shares of time */
  double all;     /* contacts, or 1 */
} Spread;

static gboolean
is_empty(const View *view)
{
  return view->in->outcome == NULL || view->in->outcome->n_histograms == 0;
}

static const char *
missing(const View *view)
{
  if (view->in->outcome == NULL)
    return "Nothing was simulated, so nobody knows how waits are spread.";
  return is_empty(view) ? "Only basic measures were simulated, so how waits are spread is not known." : NULL;
}

static Spread
spread_of(const MusterHistogram *h)
{
  Spread s = {.h = h, .times = g_str_equal(muster_histogram_info(h->id)->unit, "s")};
  gboolean from_zero = h->id != MUSTER_HISTOGRAM_HANDLE && h->id != MUSTER_HISTOGRAM_BUSY;
  while (!from_zero && s.first < h->n - 1 && !(h->value[s.first] > 0))
    s.first++;
  s.apart = from_zero && h->n > 1; /* nobody waits most of the time: the rest would not be seen beside that */
  for (int b = 0; b < h->n; b++)
    s.all += h->value[b];
  return s;
}

static double
from_of(const MusterHistogram *h, int bin)
{
  return bin == 0 ? 0 : h->to[bin - 1];
}

static MusterTable *
table_of(const View *view, const Spread *s, const char *name)
{
  static const MusterColumn times[] = {
    {.key = "more_than", .kind = MUSTER_COLUMN_DURATION},
    {.key = "up_to", .kind = MUSTER_COLUMN_DURATION},
    {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "share", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "share_so_far", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
  };
  static const MusterColumn numbers[] = {
    {.key = "from", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "up_to", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "share", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "share_so_far", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
  };
  const MusterHistogram *h = s->h;
  MusterTable *table = muster_table_new(name, NULL, s->times ? times : numbers,
                                        s->times ? G_N_ELEMENTS(times) : G_N_ELEMENTS(numbers), view->grid->zone);
  double so_far = 0;
  for (int b = s->first; b < h->n; b++) {
    so_far += h->value[b];
    muster_table_begin_row(table);
    muster_table_number(table, s->times || b == 0 ? from_of(h, b) : from_of(h, b) + 1);
    muster_table_number(table, isinf(h->to[b]) ? NAN : h->to[b]);
    if (s->times)
      muster_table_number(table, rounded(h->value[b], 3));
    muster_table_number(table, rounded(h->value[b] / s->all, 5));
    muster_table_number(table, rounded(so_far / s->all, 5));
  }
  return table;
}

/* The upper edge of the bin by which so much of it all is reached. */
static double
reached(const Spread *s, double share)
{
  double so_far = 0;
  for (int b = 0; b < s->h->n; b++) {
    so_far += s->h->value[b];
    if (so_far >= share * s->all * (1 - 1e-12))
      return s->h->to[b];
  }
  return s->h->to[s->h->n - 1];
}

/* One sentence that says the same without the drawing. */
static char *
sentence(const Spread *s)
{
  g_autofree char *none = shown_share(s->h->value[0] / s->all, 1);
  double most = reached(s, MANY);
  g_autofree char *many = s->times ? shown_duration(most) : shown_number(most, 0);
  switch (s->h->id) {
  case MUSTER_HISTOGRAM_WAIT_ANSWERED:
    return g_strdup_printf("%s %% at once, 95 %% within %s; drawn are those who waited", none, many);
  case MUSTER_HISTOGRAM_QUEUE_LENGTH:
    return g_strdup_printf("%s %% of the time nobody, 95 %% of it at most %s; drawn is when somebody waits", none, many);
  case MUSTER_HISTOGRAM_BUSY:
    return g_strdup_printf("95 %% of the time at most %s", many);
  case MUSTER_HISTOGRAM_WAIT_ABANDONED:
  case MUSTER_HISTOGRAM_HANDLE:
  case MUSTER_N_HISTOGRAMS:
  default:
    return g_strdup_printf("95 %% within %s", many);
  }
}

/* Under the edges of bins of times, under the middle of bins of numbers. */
static void
labels(const Plot *plot, const Spread *s)
{
  int n = plot->n, every = MAX(1, (n + ABOUT_LABELS - 1) / ABOUT_LABELS);
  for (int i = s->times ? every - 1 : 0; i < n; i += every) {
    double to = s->h->to[s->first + s->apart + i];
    if (isinf(to))
      continue;
    g_autofree char *text = s->times ? shown_duration(to) : shown_number(to, 0);
    plot_label(plot, s->times ? i + 1 : i + 0.5, text);
  }
  html_raw(plot->html, "\n");
}

static void
draw(const View *view, Html *html, const Spread *s, const char *title, const char *of, const char *name)
{
  g_autoptr(MusterTable) table = table_of(view, s, name);
  g_autofree char *told = sentence(s), *whole = g_strdup_printf("%s, %s", title, of);
  html_put(html, "<div class=\"day\"><h4>%s</h4><p class=\"note\">%s</p>\n", title, told);
  double most = 0;
  for (int r = s->apart; r < muster_table_n_rows(table); r++)
    most = fmax(most, table_by_key(table, r, "share"));
  Plot plot = {.html = html, .table = table, .row = s->apart, .n = muster_table_n_rows(table) - s->apart,
               .scale = scale_nice(0, most, 3), .head = 14, .height = 110, .foot = 20,
               .id = name};
  plot.scale.percent = TRUE;
  plot_begin(&plot, whole, told);
  plot_marks_begin(&plot);
  plot_area(&plot, s->times ? "plan" : "busy", "share");
  plot_steps(&plot, s->times ? "spreadline" : "busyline", "share");
  plot_marks_end(&plot);
  labels(&plot, s);
  plot_end(&plot);
  html_data(html, table);
  html_raw(html, "</div>\n");
}

static void
put_queue(const View *view, Html *html, int q)
{
  static const char *const title[] = {"Wait of the answered", "Wait of those who gave up", "Handle time", "How many wait"};
  html_put(html, "<figure class=\"chart\"><figcaption><h3><bdi>%s</bdi></h3></figcaption>\n<div class=\"days spread\" style=\"--cols:2\">\n",
           view->queue_name[q]);
  for (int id = MUSTER_HISTOGRAM_WAIT_ANSWERED; id <= MUSTER_HISTOGRAM_QUEUE_LENGTH; id++) {
    const MusterHistogram *h = muster_outcome_histogram(view->in->outcome, (MusterHistogramId) id, q);
    if (h == NULL)
      continue;
    g_autofree char *name = g_strdup_printf("%s_%d", muster_histogram_info(h->id)->name, q + 1);
    Spread s = spread_of(h);
    draw(view, html, &s, title[id], view->queue_name[q], name);
  }
  html_raw(html, "</div></figure>\n");
}

static void
put_groups(const View *view, Html *html)
{
  gboolean any = FALSE;
  for (int g = 0; g < view->centre->n_groups; g++) {
    const MusterHistogram *h = muster_outcome_histogram(view->in->outcome, MUSTER_HISTOGRAM_BUSY, g);
    if (h == NULL)
      continue;
    if (!any)
      html_raw(html, "<figure class=\"chart\"><figcaption><h3>Busy agents</h3><p>Of the time that somebody of the group is on "
                     "queue.</p></figcaption>\n<div class=\"days spread\" style=\"--cols:2\">\n");
    any = TRUE;
    g_autofree char *name = g_strdup_printf("busy_agents_%d", g + 1);
    Spread s = spread_of(h);
    draw(view, html, &s, view->group_name[g], "busy agents", name);
  }
  if (any)
    html_raw(html, "</div></figure>\n");
}

static gboolean
has_queue(const View *view, int q)
{
  for (int i = 0; i < view->in->outcome->n_histograms; i++) {
    const MusterHistogram *h = &view->in->outcome->histogram[i];
    if (!muster_histogram_info(h->id)->of_group && h->place == q)
      return TRUE;
  }
  return FALSE;
}

static void
put(const View *view, Html *html)
{
  gboolean folded = FALSE;
  html_raw(html, "<p>Each step of a chart is a bin; the bins of times grow, so a step to the right may stand for much longer. "
                 "Over all replications.</p>\n");
  for (int q = 0; q < view->centre->n_queues; q++) {
    if (!has_queue(view, q))
      continue;
    if (folded)
      html_put(html, "<details class=\"more\"><summary>Waits, handle times and lengths of <bdi>%s</bdi></summary>\n", view->queue_name[q]);
    put_queue(view, html, q);
    if (folded)
      html_raw(html, "</details>\n");
    folded = TRUE;
  }
  put_groups(view, html);
}

const MusterReportSection muster_report_section_spread = {
  .id = "spread", .title = "Waits and lengths", .missing = missing, .put = put};
