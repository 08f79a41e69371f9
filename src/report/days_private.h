/* Small multiples: the same little chart once a day, on one scale, flowing into as many columns as there is
 * room for. */
#pragma once
#include "report/svg_private.h"
#include "report/view_private.h"

/* A table whose rows are the shown intervals, day after day, is drawn with a Plot per day. */
typedef struct {
  const View *view;
  Html *html;
  const MusterTable *table;
  const char *id, *title; /* of the chart; a day's own title is `title`, Mon 29 Sep */
  int first_row;          /* of the table: where the first shown day begins */
  Scale scale;
  int height;             /* pixels of a plot */
  void (*marks)(const Plot *plot, gpointer data);
  /* A figure for the day's heading, and a sentence for those who cannot see the chart; rows [row, row + n).
   * (transfer full) */
  char *(*figure)(const MusterTable *table, int row, int n, gpointer data);
  char *(*describe)(const MusterTable *table, int row, int n, gpointer data);
  gpointer data;
} Days;
void days_write(const Days *days);

/* Number of intervals shown, over all days. */
int days_n_intervals(const View *view);
/* Largest known value of the columns `keys` (NULL-terminated), at least 0. */
double table_most(const MusterTable *table, const char *const *keys);
/* `value` to so many places: what the data beside a chart hold, and what is drawn. */
double rounded(double value, int decimals);
