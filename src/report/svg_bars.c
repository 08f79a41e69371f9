/* Horizontal bars with the names on the left and the values on the right as ordinary text. */
#include "report/svg_private.h"
#include "report/table_private.h"
#include <math.h>

#define ROW_PX 26   /* the style sheet gives the labels the same height */
#define BAR_PX 12

static double
longest(const Bars *bars, int n_rows)
{
  double most = 0;
  for (int r = 0; r < n_rows; r++) {
    double value = table_by_key(bars->table, r, bars->key);
    double upper = bars->upper != NULL ? table_by_key(bars->table, r, bars->upper) : NAN;
    most = fmax(most, fmax(value, upper)); /* fmax passes over NaN */
  }
  return most > 0 ? most : 1;
}

static void
bar_rect(const Bars *bars, const char *class, int y, int height, double from, double to, double most)
{
  html_put(bars->html, "<rect class=\"%s\" x=\"", class);
  svg_percent(bars->html, from / most);
  html_raw(bars->html, "\" width=\"");
  svg_percent(bars->html, (to - from) / most);
  html_put(bars->html, "\" y=\"%d\" height=\"%d\"", y, height);
}

static void
whisker(const Bars *bars, int row, const char *class, const char *lower, const char *upper, int inset,
        double most) {
  if (lower == NULL)
    return;
  double lo = table_by_key(bars->table, row, lower), hi = table_by_key(bars->table, row, upper);
  if (!isfinite(lo) || !isfinite(hi) || hi < lo)
    return;
  bar_rect(bars, class, row * ROW_PX + (ROW_PX - BAR_PX) / 2 + inset, BAR_PX - 2 * inset, MAX(0, lo),
           MAX(0, hi), most);
  html_put(bars->html, " data-row=\"%d\" data-lower=\"%s\" data-upper=\"%s\"/>\n", row, lower, upper);
}

/* Where the bar ends, visible on top of its bands. */
static void
mean_mark(const Bars *bars, int row, double share)
{
  int top = row * ROW_PX + (ROW_PX - BAR_PX) / 2;
  html_raw(bars->html, "<line class=\"mean\" x1=\"");
  svg_percent(bars->html, MAX(0, share));
  html_raw(bars->html, "\" x2=\"");
  svg_percent(bars->html, MAX(0, share));
  html_put(bars->html, "\" y1=\"%d\" y2=\"%d\"/>\n", top - 3, top + BAR_PX + 3);
}

static void
one_bar(const Bars *bars, int row, double most)
{
  double value = table_by_key(bars->table, row, bars->key);
  if (!isfinite(value))
    return;
  bar_rect(bars, "bar", row * ROW_PX + (ROW_PX - BAR_PX) / 2, BAR_PX, 0, MAX(0, value), most);
  html_put(bars->html, " data-row=\"%d\" data-column=\"%s\"/>\n", row, bars->key);
  whisker(bars, row, "band95", bars->lower, bars->upper, 0, most);
  whisker(bars, row, "band80", bars->inner_lower, bars->inner_upper, 0, most);
  if (bars->lower != NULL)
    mean_mark(bars, row, value / most);
}

static void
labels(const Bars *bars, int n_rows)
{
  html_raw(bars->html, "<ol class=\"labels\" aria-hidden=\"true\">\n");
  for (int r = 0; r < n_rows; r++) {
    g_autofree char *shown =
      bars->names != NULL ? g_strdup(bars->names[r])
                          : muster_table_shown(bars->table, r, muster_table_find(bars->table, bars->label));
    g_autofree char *clean = html_clean(shown);
    html_put(bars->html, "<li><bdi>%s</bdi></li>\n", clean);
  }
  html_raw(bars->html, "</ol>\n");
}

/* Real text in a column of its own: it is never cut, however narrow the page. */
static void
values(const Bars *bars, int n_rows)
{
  html_raw(bars->html, "<ol class=\"values\">\n");
  for (int r = 0; r < n_rows; r++) {
    g_autofree char *text = shown_number(table_by_key(bars->table, r, bars->key), bars->decimals);
    html_put(bars->html, "<li>%s</li>\n", text);
  }
  html_raw(bars->html, "</ol>\n");
}

void
bars_write(const Bars *bars, const char *title, const char *description)
{
  int n_rows = 0;
  while (n_rows < muster_table_n_rows(bars->table) && !muster_table_is_total(bars->table, n_rows))
    n_rows++;
  double most = longest(bars, n_rows);
  g_autofree char *full_scale = muster_format_number(most);
  html_put(bars->html, "<div class=\"bars%s\">\n", bars->wide_labels ? " wide" : "");
  labels(bars, n_rows);
  svg_open(bars->html, bars->id, n_rows * ROW_PX, title, description);
  html_put(bars->html, "<g data-table=\"%s\" data-hi=\"%s\">\n", muster_table_name(bars->table), full_scale);
  for (int r = 0; r < n_rows; r++)
    one_bar(bars, r, most);
  html_raw(bars->html, "</g>\n</svg>\n");
  values(bars, n_rows);
  html_raw(bars->html, "</div>\n");
}
