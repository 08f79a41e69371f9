/* What stays uncovered after all, and which rule is to blame: neighbouring intervals told as one stretch. */
#include "report/svg_private.h"
#include "report/days_private.h"
#include "report/table_private.h"
#include <string.h>

#define STRETCHES_SHOWN 20 /* in the table for readers; the data hold all */

static const char *
missing(const View *view)
{
  if (view->in->roster == NULL)
    return "No roster was made, so it is not known what would stay uncovered.";
  return view->in->roster->uncovered->len == 0 ? "Nothing: every requirement is covered." : NULL;
}

static const MusterUncovered *
item(const View *view, guint u)
{
  return &g_array_index(view->in->roster->uncovered, MusterUncovered, u);
}

/* May `next` be told in one breath with `item`? */
static gboolean
continues(const View *view, const MusterUncovered *last, const MusterUncovered *next)
{
  return next->interval == last->interval + 1 && next->queue == last->queue && next->group == last->group &&
         next->agents == last->agents && g_strcmp0(next->blame, last->blame) == 0 &&
         view->grid->day_of[next->interval] == view->grid->day_of[last->interval];
}

static const char *
who(const View *view, const MusterUncovered *uncovered)
{
  if (uncovered->queue >= 0)
    return view->queue_name[uncovered->queue];
  return uncovered->group >= 0 ? view->group_name[uncovered->group] : "all";
}

static MusterTable *
stretches(const View *view)
{
  static const MusterColumn columns[] = {
    {.key = "start", .title = "From", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "end", .title = "To", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "who", .title = "Queue or group"},
    {.key = "agents", .title = "Short by", .unit = "agents", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "agent_h", .title = "In all", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "blame", .title = "Because of"},
  };
  MusterTable *table = muster_table_new("uncovered", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  g_autofree gboolean *told = g_new0(gboolean, view->in->roster->uncovered->len);
  for (guint u = 0; u < view->in->roster->uncovered->len; u++) {
    if (told[u])
      continue;
    const MusterUncovered *first = item(view, u), *last = first;
    for (guint v = u + 1; v < view->in->roster->uncovered->len && item(view, v)->interval <= last->interval + 1; v++)
      if (!told[v] && continues(view, last, item(view, v))) {
        told[v] = TRUE;
        last = item(view, v);
      }
    int n = last->interval - first->interval + 1;
    muster_table_begin_row(table);
    muster_table_number(table, (double) view->grid->start[first->interval]);
    muster_table_number(table, (double) view->grid->start[last->interval + 1]);
    muster_table_text(table, who(view, first));
    muster_table_number(table, rounded(first->agents, 2));
    muster_table_number(table, rounded(first->agents * n * view_interval_h(view), 3));
    muster_table_text(table, first->blame);
  }
  return table;
}

/* ---- by reason ---- */

static int
by_hours(gconstpointer a, gconstpointer b, gpointer hours)
{
  double x = *(double *) g_hash_table_lookup(hours, *(char *const *) a), y = *(double *) g_hash_table_lookup(hours, *(char *const *) b);
  return x != y ? (x < y ? 1 : -1) : strcmp(*(char *const *) a, *(char *const *) b);
}

static MusterTable *
reasons(const View *view)
{
  static const MusterColumn columns[] = {
    {.key = "blame", .title = "Because of"},
    {.key = "agent_h", .title = "Uncovered", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
  };
  MusterTable *table = muster_table_new("uncovered_by_reason", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  g_autoptr(GHashTable) hours = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new(); /* sorted below: no order of the hash table shows */
  for (guint u = 0; u < view->in->roster->uncovered->len; u++) {
    char *blame = item(view, u)->blame != NULL ? item(view, u)->blame : (char *) (gsize) "unknown";
    double *sum = g_hash_table_lookup(hours, blame);
    if (sum == NULL) {
      sum = g_new0(double, 1);
      g_hash_table_insert(hours, blame, sum);
      g_ptr_array_add(names, blame);
    }
    *sum += item(view, u)->agents * view_interval_h(view);
  }
  g_ptr_array_sort_with_data(names, by_hours, hours);
  for (guint i = 0; i < names->len; i++) {
    muster_table_begin_row(table);
    muster_table_text(table, g_ptr_array_index(names, i));
    muster_table_number(table, rounded(*(double *) g_hash_table_lookup(hours, g_ptr_array_index(names, i)), 3));
  }
  return table;
}

/* ---- the largest ---- */

static int
by_size(gconstpointer a, gconstpointer b, gpointer table)
{
  int x = *(const int *) a, y = *(const int *) b;
  double size_x = muster_table_value(table, x, 4), size_y = muster_table_value(table, y, 4);
  return size_x != size_y ? (size_x < size_y ? 1 : -1) : (x > y) - (x < y);
}

static char *
stretch_text(const MusterTable *table, int row)
{
  MusterDay day;
  int from_s, to_s, offset_s;
  muster_zone_to_local(table->zone, (gint64) muster_table_value(table, row, 1), &day, &to_s, &offset_s);
  muster_zone_to_local(table->zone, (gint64) muster_table_value(table, row, 0), &day, &from_s, &offset_s);
  g_autofree char *label = view_day_label(day), *from = muster_clock_format(from_s), *to = muster_clock_format(to_s);
  return g_strdup_printf("%s %s–%s", label, from, to);
}

static MusterTable *
largest(const MusterTable *all)
{
  static const MusterColumn columns[] = {
    {.key = "when", .title = "When"},
    {.key = "who", .title = "Queue or group"},
    {.key = "agents", .title = "Short by", .unit = "agents", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "agent_h", .title = "In all", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "blame", .title = "Because of"},
  };
  MusterTable *table = muster_table_new("uncovered_largest", NULL, columns, G_N_ELEMENTS(columns), all->zone);
  int n = muster_table_n_rows(all), shown = MIN(n, STRETCHES_SHOWN);
  g_autofree int *order = g_new(int, MAX(1, n));
  for (int r = 0; r < n; r++)
    order[r] = r;
  g_qsort_with_data(order, n, sizeof *order, by_size, (gpointer) (gsize) all);
  for (int i = 0; i < shown; i++) {
    g_autofree char *when = stretch_text(all, order[i]);
    muster_table_begin_row(table);
    muster_table_text(table, when);
    muster_table_text(table, muster_table_string(all, order[i], 2));
    muster_table_number(table, muster_table_value(all, order[i], 3));
    muster_table_number(table, muster_table_value(all, order[i], 4));
    muster_table_text(table, muster_table_string(all, order[i], 5));
  }
  if (shown < n)
    muster_table_note(table, "The largest %d of %d stretches; all are in the data.", shown, n);
  return table;
}

static void
put(const View *view, Html *html)
{
  g_autoptr(MusterTable) by_reason = reasons(view), all = stretches(view);
  html_raw(html, "<figure class=\"chart\"><figcaption><h3>By reason</h3><p>Agent-hours that nobody covers.</p></figcaption>\n");
  Bars bars = {.html = html, .table = by_reason, .id = "uncovered-by-reason", .label = "blame", .key = "agent_h",
               .decimals = 1, .wide_labels = TRUE};
  bars_write(&bars, "Uncovered agent-hours by reason", "A bar for each reason; the figures are in the table below.");
  html_data(html, by_reason);
  html_raw(html, "</figure>\n<h3>Where and when</h3>\n");
  g_autoptr(MusterTable) first = largest(all);
  html_table(html, first);
  html_data(html, all);
}

const MusterReportSection muster_report_section_uncovered = {
  .id = "uncovered", .title = "Uncovered", .missing = missing, .put = put};
