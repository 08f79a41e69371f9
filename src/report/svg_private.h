/* Drawing: a small toolkit for SVG that flows with the page.
 *
 * An outer <svg> has no viewBox: widths are percents and heights are pixels, so texts keep their size from a
 * phone to a wide screen. Marks stand in an inner <svg> whose viewBox is stretched over the plot: two units
 * an interval across, SVG_HEIGHT units up; strokes do not stretch. Everything drawn is taken from a table's
 * cells, and says from which (data-table, data-row, data-column, data-lo, data-hi), so that a test can read
 * the drawing back and compare it with the data beside it. / */
#pragma once
#include "report/html_private.h"
#include "report/scale_private.h"
#include <muster/base/units.h>

#define SVG_HEIGHT 1000 /* units of a plot's height: a drawn value is exact to a thousandth of the scale */

typedef struct {
  Html *html;
  const MusterTable *table; /* what is drawn */
  int row;                  /* its first row in the drawing */
  int n;                    /* rows, one interval each */
  Scale scale;
  int head, height, foot;   /* pixels above the plot, of the plot, below it */
  const char *id;           /* unique on the page */
} Plot;

/* Opens the drawing: title and description for those who cannot see it, grid lines. */
void plot_begin(const Plot *plot, const char *title, const char *description);
void plot_end(const Plot *plot); /* with the labels of the grid lines */
/* The stretched inner drawing for the marks. */
void plot_marks_begin(const Plot *plot);
void plot_marks_end(const Plot *plot);

/* Marks of a column, a step over each interval. `key` as in CSV: a measure's bound is KEY_lower, KEY_upper.
 * Empty cells leave a gap. */
void plot_steps(const Plot *plot, const char *class, const char *key);
void
plot_area(const Plot *plot, const char *class, const char *key); /* from the bottom, in steps */
void
plot_band(const Plot *plot, const char *class, const char *lower,
          const char *upper); /* between two columns */
/* What lies between two columns where the first is below the second. */
void plot_shortfall(const Plot *plot, const char *class, const char *have, const char *need);
void
plot_level(const Plot *plot, const char *class, double value); /* a line across, no data */

/* Below the plot: labels at `position` (in intervals from the left). */
void plot_label(const Plot *plot, double position, const char *text);
/* The hours of the clock under a plot of intervals with these starts, about `about` of them; n + 1 is the
 * end. */
void plot_clock(const Plot *plot, const int *clock_s, int interval_s, int about);

/* Horizontal bars, one a row of the table, with bands, names and values. */
typedef struct {
  Html *html;
  const MusterTable *table;
  const char *id;
  const char *label;            /* key of the column that names the bar */
  char *const *names;           /* names instead of that column's, one a row, or NULL */
  const char *key;              /* of its length */
  const char *lower, *upper;    /* keys of a whisker, or NULL */
  const char *inner_lower, *inner_upper; /* of a narrower one, or NULL */
  gboolean wide_labels;         /* names are sentences: they stand above their bars */
  int decimals;
} Bars;
void bars_write(const Bars *bars, const char *title, const char *description);

/* The outer <svg> with its text alternatives; the caller closes it. */
void svg_open(Html *html, const char *id, int height, const char *title, const char *description);
/* A percent of the drawing's width with two places. */
void svg_percent(Html *html, double share);
/* Value of a column named as in CSV; NaN: empty. */
double table_by_key(const MusterTable *table, int row, const char *key);
