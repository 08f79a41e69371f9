/* Net staffing as a heat map: days down, intervals across. Each colour has a pattern or a number beside it. */
#include "report/net_private.h"
#include "report/svg_private.h"
#include "report/table_private.h"
#include <math.h>

#define ROW_PX 26         /* the style sheet gives the day labels the same height */
#define CELL_PX 24
#define AXIS_PX 20
#define MOST_NUMBERS 48   /* columns beyond which numbers do not fit into cells */

/* What a cell says; formats.md: red under, yellow over, green right, grey closed. */
typedef struct {
  const char *word;  /* in the data */
  const char *class; /* in the drawing */
  const char *key;   /* in the legend */
} Level;
typedef enum { CLOSED, WELL_SHORT, SHORT, RIGHT, OVER, WELL_OVER, N_LEVELS } LevelId;
static const Level levels[N_LEVELS] = {
  [CLOSED] = {"closed", "c0", "closed"},
  [WELL_SHORT] = {"well short", "u2", "short by over 10 %"},
  [SHORT] = {"short", "u1", "short"},
  [RIGHT] = {"right", "r0", "right, up to 5 % over"},
  [OVER] = {"over", "o1", "over"},
  [WELL_OVER] = {"well over", "o2", "over by over 20 %"},
};

/* Half an agent short is short: fractions come from breaks that cover part of an interval. */
static LevelId
level_of(double need, double have)
{
  double net = have - need;
  if (need <= 0 && have < 0.5)
    return CLOSED;
  if (need <= 0)
    return have <= 2 ? OVER : WELL_OVER; /* nobody is asked for: anybody is too many */
  if (net <= -0.5)
    return net < -fmax(1, 0.10 * need) ? WELL_SHORT : SHORT;
  if (net <= fmax(1, 0.05 * need))
    return RIGHT;
  return net <= fmax(2, 0.20 * need) ? OVER : WELL_OVER;
}

const char *
net_state(double need, double have)
{
  return levels[level_of(need, have)].word;
}

static LevelId
level_of_row(const MusterTable *table, int row)
{
  return level_of(muster_table_value(table, row, 1), muster_table_value(table, row, 2));
}

/* ---- drawing ---- */

static void
cell_numbers(Html *html, const MusterTable *table, int first_row, int n, int y)
{
  for (int k = 0; k < n; k++) {
    double net = muster_table_value(table, first_row + k, 3);
    LevelId level = level_of_row(table, first_row + k);
    if (level == CLOSED || fabs(net) < 0.5)
      continue;
    g_autofree char *text = shown_number(round(net), 0);
    html_put(html, "<text class=\"cell %s\" x=\"", levels[level].class);
    svg_percent(html, (k + 0.5) / n);
    html_put(html, "\" y=\"%d\">%s%s</text>", y + CELL_PX / 2 + 4, net > 0 ? "+" : "", text);
  }
  html_raw(html, "\n");
}

static void
heat_row(Html *html, const MusterTable *table, int first_row, int n, int y)
{
  html_put(html, "<g data-table=\"%s\" data-row=\"%d\">\n", muster_table_name(table), first_row);
  for (int k = 0; k < n; k++) {
    html_put(html, "<rect class=\"%s\" x=\"", levels[level_of_row(table, first_row + k)].class);
    svg_percent(html, (double) k / n);
    html_raw(html, "\" width=\"");
    svg_percent(html, 1.0 / n);
    html_put(html, "\" y=\"%d\" height=\"%d\"/>\n", y, CELL_PX);
  }
  html_raw(html, "</g>\n");
  if (n <= MOST_NUMBERS)
    cell_numbers(html, table, first_row, n, y);
}

/* Hours below the last row; its intervals stand for those of all rows. */
static void
heat_axis(const View *view, Html *html, const MusterTable *table, int y)
{
  const ViewDay *day = &view->day[view->n_days - 1];
  Plot plot = {.html = html, .table = table, .n = day->n, .head = y, .height = 0};
  plot_clock(&plot, view->grid->clock_s + day->first, view->grid->interval_s, 7);
}

static char *
describe(const View *view, const MusterTable *table)
{
  int count[N_LEVELS] = {0};
  double short_h = 0, over_h = 0;
  for (int r = 0; r < muster_table_n_rows(table); r++) {
    double net = muster_table_value(table, r, 3);
    count[level_of_row(table, r)]++;
    short_h += fmax(0, -net) * view_interval_h(view);
    over_h += fmax(0, net) * view_interval_h(view);
  }
  g_autofree char *lacking = shown_number(short_h, 1), *spare = shown_number(over_h, 1);
  return g_strdup_printf(
    "%d intervals short (%s agent-hours), %d right, %d over (%s agent-hours above the requirement).",
    count[SHORT] + count[WELL_SHORT], lacking, count[RIGHT], count[OVER] + count[WELL_OVER], spare);
}

static void
legend(Html *html)
{
  html_raw(html, "<ul class=\"legend\">");
  for (int l = WELL_SHORT; l < N_LEVELS; l++)
    html_put(html,
             "<li><svg width=\"22\" height=\"14\" aria-hidden=\"true\"><rect class=\"%s\" width=\"22\" "
             "height=\"14\"/></svg>%s</li>",
             levels[l].class, levels[l].key);
  html_put(html,
           "<li><svg width=\"22\" height=\"14\" aria-hidden=\"true\"><rect class=\"%s\" width=\"22\" "
           "height=\"14\"/></svg>%s</li>",
           levels[CLOSED].class, levels[CLOSED].key);
  html_raw(html, "</ul>\n");
}

static void
heat_map(const View *view, Html *html, const MusterTable *table, const char *title, const char *description)
{
  html_raw(html, "<div class=\"bars heat\"><ol class=\"labels\" aria-hidden=\"true\">\n");
  for (int d = 0; d < view->n_days; d++)
    html_put(html, "<li>%s</li>\n", view->day[d].label);
  html_raw(html, "</ol>\n");
  g_autofree char *id = g_strdup_printf("net-%s", muster_table_name(table));
  svg_open(html, id, view->n_days * ROW_PX + AXIS_PX, title, description);
  int row = 0;
  for (int d = 0; d < view->n_days; d++) {
    heat_row(html, table, row, view->day[d].n, d * ROW_PX + (ROW_PX - CELL_PX) / 2);
    row += view->day[d].n;
  }
  if (view->n_days > 0)
    heat_axis(view, html, table, view->n_days * ROW_PX);
  html_raw(html, "</svg>\n</div>\n");
}

void
net_write(const View *view, Html *html, const MusterTable *table, const char *who)
{
  g_autofree char *title = g_strdup_printf("Net staffing by day and interval, %s", who);
  g_autofree char *description = describe(view, table);
  html_put(
    html, "<div class=\"second\"><h3>Net staffing</h3><p>Scheduled minus required, in agents. %s</p></div>\n",
    description);
  legend(html);
  heat_map(view, html, table, title, description);
}
