#include "report/svg_private.h"
#include "report/table_private.h"
#include <math.h>
#include <string.h>

void
svg_percent(Html *html, double share)
{
  int hundredths = (int) lround(CLAMP(share, -1, 2) * 10000);
  const char *sign = hundredths < 0 ? "-" : "";
  hundredths = ABS(hundredths);
  if (hundredths % 100 == 0)
    html_put(html, "%s%d%%", sign, hundredths / 100);
  else
    html_put(html, "%s%d.%02d%%", sign, hundredths / 100, hundredths % 100);
}

double
table_by_key(const MusterTable *table, int row, const char *key)
{
  for (int c = 0; c < table->n_columns; c++) {
    const char *own = table->column[c].key;
    gsize length = strlen(own);
    if (strncmp(key, own, length) != 0)
      continue;
    if (key[length] == '\0')
      return muster_table_value(table, row, c);
    if (strcmp(key + length, "_lower") == 0)
      return muster_table_interval(table, row, c)->lower;
    if (strcmp(key + length, "_upper") == 0)
      return muster_table_interval(table, row, c)->upper;
  }
  g_error("the chart's data has no column '%s'", key);
}

/* ---- the frame ---- */

static int
y_px(const Plot *plot, double value)
{
  return plot->head + (int) lround(plot->height * (1 - scale_share(&plot->scale, value)));
}

static void
grid_lines(const Plot *plot)
{
  for (int i = 0; i < plot->scale.n; i++) {
    int y = y_px(plot, scale_tick(&plot->scale, i));
    html_put(plot->html, "<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>",
             i == 0 ? "base" : "grid", y, y);
  }
  html_raw(plot->html, "\n");
}

/* Over the marks, with a halo; the bottom line has a label only when it is not zero. */
static void
grid_labels(const Plot *plot)
{
  for (int i = plot->scale.lo == 0 ? 1 : 0; i < plot->scale.n; i++) {
    double value = scale_tick(&plot->scale, i);
    g_autofree char *text =
      plot->scale.percent ? shown_share(value, MAX(plot->scale.decimals - 2, 0)) : shown_number(value, plot->scale.decimals);
    html_put(plot->html, "<text class=\"y\" x=\"0\" y=\"%d\">%s%s</text>", y_px(plot, value) - 3, text,
             plot->scale.percent ? " %" : "");
  }
  html_raw(plot->html, "\n");
}

void
svg_open(Html *html, const char *id, int height, const char *title, const char *description)
{
  g_autofree char *clean_title = html_clean(title), *clean_description = html_clean(description);
  html_put(html,
           "<svg class=\"plot\" width=\"100%%\" height=\"%d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">\n",
           height, id, id);
  html_put(html, "<title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s</desc>\n", id, clean_title, id,
           clean_description);
}

void
plot_begin(const Plot *plot, const char *title, const char *description)
{
  svg_open(plot->html, plot->id, plot->head + plot->height + plot->foot, title, description);
  grid_lines(plot);
}

void
plot_end(const Plot *plot)
{
  grid_labels(plot);
  html_raw(plot->html, "</svg>\n");
}

static void
put_double(Html *html, const char *name, double value)
{
  g_autofree char *text = muster_format_number(value);
  html_put(html, " data-%s=\"%s\"", name, text);
}

void
plot_marks_begin(const Plot *plot)
{
  html_put(plot->html,
           "<svg class=\"marks\" y=\"%d\" width=\"100%%\" height=\"%d\" viewBox=\"0 0 %d %d\" "
           "preserveAspectRatio=\"none\"",
           plot->head, plot->height, 2 * plot->n, SVG_HEIGHT);
  html_put(plot->html, " data-table=\"%s\" data-row=\"%d\"", muster_table_name(plot->table), plot->row);
  put_double(plot->html, "lo", plot->scale.lo);
  put_double(plot->html, "hi", plot->scale.hi);
  html_raw(plot->html, ">\n");
}

void
plot_marks_end(const Plot *plot)
{
  html_raw(plot->html, "</svg>\n");
}

/* ---- marks ---- */

static double
value_at(const Plot *plot, const char *key, int i)
{
  return table_by_key(plot->table, plot->row + i, key);
}

static int
y_unit(const Plot *plot, double value)
{
  return (int) lround(SVG_HEIGHT * (1 - scale_share(&plot->scale, value)));
}

/* The first row from `i` on whose cells are both known; n when there is none. */
static int
next_known(const Plot *plot, const char *a, const char *b, int i, gboolean known)
{
  while (i < plot->n && (isfinite(value_at(plot, a, i)) && isfinite(value_at(plot, b, i))) != known)
    i++;
  return i;
}

static void
path_begin(const Plot *plot, const char *class, const char *shape, const char *key)
{
  html_put(plot->html, "<path class=\"%s\" data-shape=\"%s\" data-column=\"%s\" d=\"", class, shape, key);
}

/* H and V of rows [from, end), forwards or backwards; the pen is at the first row's outer edge. */
static void
step_run(const Plot *plot, const char *key, int from, int end, gboolean forwards)
{
  for (int k = 0; k < end - from; k++) {
    int i = forwards ? from + k : end - 1 - k;
    html_put(plot->html, "V%dH%d", y_unit(plot, value_at(plot, key, i)), 2 * (forwards ? i + 1 : i));
  }
}

void
plot_steps(const Plot *plot, const char *class, const char *key)
{
  path_begin(plot, class, "steps", key);
  for (int i = next_known(plot, key, key, 0, TRUE); i < plot->n; i = next_known(plot, key, key, i, TRUE)) {
    int end = next_known(plot, key, key, i, FALSE);
    html_put(plot->html, "M%d %d", 2 * i, y_unit(plot, value_at(plot, key, i)));
    step_run(plot, key, i, end, TRUE);
    i = end;
  }
  html_raw(plot->html, "\"/>\n");
}

void
plot_area(const Plot *plot, const char *class, const char *key)
{
  path_begin(plot, class, "area", key);
  for (int i = next_known(plot, key, key, 0, TRUE); i < plot->n; i = next_known(plot, key, key, i, TRUE)) {
    int end = next_known(plot, key, key, i, FALSE);
    html_put(plot->html, "M%d %d", 2 * i, SVG_HEIGHT);
    step_run(plot, key, i, end, TRUE);
    html_put(plot->html, "V%dZ", SVG_HEIGHT);
    i = end;
  }
  html_raw(plot->html, "\"/>\n");
}

void
plot_band(const Plot *plot, const char *class, const char *lower, const char *upper)
{
  html_put(plot->html, "<path class=\"%s\" data-shape=\"band\" data-lower=\"%s\" data-upper=\"%s\" d=\"",
           class, lower, upper);
  for (int i = next_known(plot, lower, upper, 0, TRUE); i < plot->n;
       i = next_known(plot, lower, upper, i, TRUE)) {
    int end = next_known(plot, lower, upper, i, FALSE);
    html_put(plot->html, "M%d %d", 2 * i, y_unit(plot, value_at(plot, upper, i)));
    step_run(plot, upper, i, end, TRUE);
    step_run(plot, lower, i, end, FALSE);
    html_raw(plot->html, "Z");
    i = end;
  }
  html_raw(plot->html, "\"/>\n");
}

void
plot_shortfall(const Plot *plot, const char *class, const char *have, const char *need)
{
  html_put(plot->html, "<path class=\"%s\" data-shape=\"shortfall\" data-lower=\"%s\" data-upper=\"%s\" d=\"",
           class, have, need);
  for (int i = 0; i < plot->n; i++) {
    int top = y_unit(plot, value_at(plot, need, i)), bottom = y_unit(plot, value_at(plot, have, i));
    if (value_at(plot, have, i) < value_at(plot, need, i) && bottom > top) /* never with NaN */
      html_put(plot->html, "M%d %dh2V%dh-2Z", 2 * i, top, bottom);
  }
  html_raw(plot->html, "\"/>\n");
}

void
plot_level(const Plot *plot, const char *class, double value)
{
  int y = y_unit(plot, value);
  html_put(plot->html, "<path class=\"%s\" d=\"M0 %dH%d\"/>\n", class, y, 2 * plot->n);
}

/* ---- labels below ---- */

void
plot_label(const Plot *plot, double position, const char *text)
{
  double share = position / plot->n;
  const char *anchor = share < 0.03 ? "start" : share > 0.97 ? "end" : "middle";
  html_raw(plot->html, "<text class=\"x\" x=\"");
  svg_percent(plot->html, share);
  html_put(plot->html, "\" y=\"%d\" text-anchor=\"%s\">%s</text>", plot->head + plot->height + 14, anchor,
           text);
}

void
plot_clock(const Plot *plot, const int *clock_s, int interval_s, int about)
{
  static const int hours[] = {1, 2, 3, 4, 6, 8, 12};
  double span_h = (double) plot->n * interval_s / 3600;
  int every_h = 12;
  for (int i = (int) G_N_ELEMENTS(hours) - 1; i >= 0 && span_h / hours[i] < about + 1; i--)
    every_h = hours[i];
  for (int i = 0; i < plot->n; i++)
    if (clock_s[i] % (every_h * 3600) == 0) {
      g_autofree char *text = muster_clock_format(clock_s[i]);
      plot_label(plot, i, text);
    }
  html_raw(plot->html, "\n");
}
