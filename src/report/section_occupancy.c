/* How busy each group is: a thin chart over the whole horizon for each. */
#include "report/days_private.h"
#include "report/table_private.h"
#include <math.h>

#define GROUPS_AT_ONCE 12

static const MusterMeasure *
occupancy(const View *view, int group, int interval)
{
  return &view->in->outcome->group_interval[group * view->grid->n + interval].m[MUSTER_GROUP_OCCUPANCY];
}

static gboolean
has_occupancy(const View *view, int group)
{
  for (int i = 0; i < view->grid->n; i++)
    if (isfinite(occupancy(view, group, i)->mean))
      return TRUE;
  return FALSE;
}

static const char *
missing(const View *view)
{
  if (view->in->outcome == NULL)
    return "Nothing was simulated, so occupancy is not known.";
  for (int g = 0; g < view->centre->n_groups; g++)
    if (has_occupancy(view, g))
      return NULL;
  return "No group was on queue in any interval.";
}

static MusterTable *
occupancy_table(const View *view, int group, const char *name)
{
  static const MusterColumn columns[] = {
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "occupancy", .kind = MUSTER_COLUMN_SHARE},
  };
  MusterTable *table = muster_table_new(name, NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  for (int d = 0; d < view->n_days; d++)
    for (int i = view->day[d].first; i < view->day[d].first + view->day[d].n; i++) {
      muster_table_begin_row(table);
      muster_table_number(table, (double) view->grid->start[i]);
      muster_table_number(table, rounded(occupancy(view, group, i)->mean, 4));
    }
  return table;
}

static void
day_marks(const View *view, const Plot *plot)
{
  int at = 0;
  for (int d = 0; d < view->n_days; d++) {
    if (d > 0)
      html_put(plot->html, "<path class=\"grid\" d=\"M%d 0V%d\"/>", 2 * at, SVG_HEIGHT);
    at += view->day[d].n;
  }
}

/* At most about seven names below, in the middle of their days. */
static void
day_names(const View *view, const Plot *plot)
{
  int at = 0, every = (view->n_days + 6) / 7;
  for (int d = 0; d < view->n_days; d++) {
    if (d % every == 0) {
      char short_name[16];
      g_strlcpy(short_name, view->day[d].label, sizeof short_name);
      plot_label(plot, at + view->day[d].n / 2.0, short_name);
    }
    at += view->day[d].n;
  }
}

static void
write_group(const View *view, Html *html, int g)
{
  const MusterMeasure *whole = &view->in->outcome->group[g].m[MUSTER_GROUP_OCCUPANCY];
  g_autofree char *name = g_strdup_printf("occupancy_%d", g + 1);
  g_autoptr(MusterTable) table = occupancy_table(view, g, name);
  g_autofree char *mean = shown_share(whole->mean, 1);
  g_autofree char *title = g_strdup_printf("Occupancy of %s over the horizon", view->group_name[g]);
  g_autofree char *description =
    g_strdup_printf("%s %% over all intervals; each interval is in the table below.", mean);
  html_put(html,
           "<figure class=\"chart strip\"><figcaption><h3><bdi>%s</bdi> <span class=\"figure\">%s "
           "%%</span></h3></figcaption>\n",
           view->group_name[g], mean);
  Plot plot = {.html = html,
               .table = table,
               .n = MAX(1, muster_table_n_rows(table)),
               .scale = scale_fixed(0, 1, 0.5),
               .head = 14,
               .height = 64,
               .foot = 20,
               .id = name};
  plot.scale.percent = TRUE;
  plot_begin(&plot, title, description);
  plot_marks_begin(&plot);
  day_marks(view, &plot);
  plot_area(&plot, "busy", "occupancy");
  plot_steps(&plot, "busyline", "occupancy");
  plot_marks_end(&plot);
  day_names(view, &plot);
  plot_end(&plot);
  html_data(html, table);
  html_raw(html, "</figure>\n");
}

static void
put(const View *view, Html *html)
{
  int shown = 0;
  html_raw(
    html,
    "<p>Busy time over busy and available time on queue; breaks, meetings and absence are in neither.</p>\n");
  for (int g = 0; g < view->centre->n_groups; g++) {
    if (!has_occupancy(view, g))
      continue;
    if (shown++ == GROUPS_AT_ONCE)
      html_raw(html, "<details class=\"more\"><summary>More groups</summary>\n");
    write_group(view, html, g);
  }
  if (shown > GROUPS_AT_ONCE)
    html_raw(html, "</details>\n");
}

const MusterReportSection muster_report_section_occupancy = {
  .id = "occupancy", .title = "Occupancy", .missing = missing, .put = put};
