#include "report/uncovered_private.h"
#include "report/days_private.h"
#include "report/table_private.h"
#include <string.h>

#define STRETCHES_SHOWN 20 /* of the largest */

static double
interval_h(const MusterRoster *roster)
{
  return roster->grid->interval_s / 3600.0;
}

static const MusterUncovered *
item(const MusterRoster *roster, guint u)
{
  return &g_array_index(roster->uncovered, MusterUncovered, u);
}

/* May `next` be told in one breath with `item`? */
static gboolean
continues(const MusterRoster *roster, const MusterUncovered *last, const MusterUncovered *next)
{
  return next->interval == last->interval + 1 && next->queue == last->queue && next->group == last->group &&
         next->agents == last->agents && g_strcmp0(next->blame, last->blame) == 0 &&
         roster->grid->day_of[next->interval] == roster->grid->day_of[last->interval];
}

static const char *
who(const MusterCentre *centre, const MusterUncovered *uncovered)
{
  if (uncovered->queue >= 0)
    return centre->queue[uncovered->queue].name;
  return uncovered->group >= 0 ? centre->group[uncovered->group].name : "all";
}

MusterTable *
uncovered_stretches(const MusterRoster *roster, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "start", .title = "From", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "end", .title = "To", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "who", .title = "Queue or group"},
    {.key = "agents", .title = "Short by", .unit = "agents", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "agent_h", .title = "In all", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 2},
    {.key = "blame", .title = "Because of"},
  };
  MusterTable *table =
    muster_table_new("uncovered", "Uncovered", columns, G_N_ELEMENTS(columns), roster->grid->zone);
  g_autofree gboolean *told = g_new0(gboolean, roster->uncovered->len);
  for (guint u = 0; u < roster->uncovered->len; u++) {
    if (told[u])
      continue;
    const MusterUncovered *first = item(roster, u), *last = first;
    for (guint v = u + 1; v < roster->uncovered->len && item(roster, v)->interval <= last->interval + 1; v++)
      if (!told[v] && continues(roster, last, item(roster, v))) {
        told[v] = TRUE;
        last = item(roster, v);
      }
    int n = last->interval - first->interval + 1;
    muster_table_begin_row(table);
    muster_table_number(table, (double) roster->grid->start[first->interval]);
    muster_table_number(table, (double) roster->grid->start[last->interval + 1]);
    muster_table_text(table, who(centre, first));
    muster_table_number(table, rounded(first->agents, 2));
    muster_table_number(table, rounded(first->agents * n * interval_h(roster), 3));
    muster_table_text(table, first->blame);
  }
  return table;
}

/* ---- by reason ---- */

static int
by_hours(gconstpointer a, gconstpointer b, gpointer hours)
{
  double x = *(double *) g_hash_table_lookup(hours, *(char *const *) a),
         y = *(double *) g_hash_table_lookup(hours, *(char *const *) b);
  return x != y ? (x < y ? 1 : -1) : strcmp(*(char *const *) a, *(char *const *) b);
}

MusterTable *
uncovered_by_reason(const MusterRoster *roster)
{
  static const MusterColumn columns[] = {
    {.key = "blame", .title = "Because of"},
    {.key = "agent_h", .title = "Uncovered", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
  };
  MusterTable *table = muster_table_new("uncovered_by_reason", "Uncovered, by reason", columns,
                                        G_N_ELEMENTS(columns), roster->grid->zone);
  g_autoptr(GHashTable) hours = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new(); /* sorted below: no order of the hash table shows */
  for (guint u = 0; u < roster->uncovered->len; u++) {
    char *blame = item(roster, u)->blame != NULL ? item(roster, u)->blame : (char *) (gsize) "unknown";
    double *sum = g_hash_table_lookup(hours, blame);
    if (sum == NULL) {
      sum = g_new0(double, 1);
      g_hash_table_insert(hours, blame, sum);
      g_ptr_array_add(names, blame);
    }
    *sum += item(roster, u)->agents * interval_h(roster);
  }
  g_ptr_array_sort_with_data(names, by_hours, hours);
  for (guint i = 0; i < names->len; i++) {
    muster_table_begin_row(table);
    muster_table_text(table, g_ptr_array_index(names, i));
    muster_table_number(table,
                        rounded(*(double *) g_hash_table_lookup(hours, g_ptr_array_index(names, i)), 3));
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
  g_autofree char *label = view_day_label(day), *from = muster_clock_format(from_s),
                  *to = muster_clock_format(to_s);
  return g_strdup_printf("%s %s–%s", label, from, to);
}

MusterTable *
uncovered_largest(const MusterRoster *roster, const MusterCentre *centre)
{
  g_autoptr(MusterTable) all = uncovered_stretches(roster, centre);
  static const MusterColumn columns[] = {
    {.key = "when", .title = "When"},
    {.key = "who", .title = "Queue or group"},
    {.key = "agents", .title = "Short by", .unit = "agents", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "agent_h", .title = "In all", .unit = "agent-h", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "blame", .title = "Because of"},
  };
  MusterTable *table = muster_table_new("uncovered_largest", "Uncovered, the largest first", columns,
                                        G_N_ELEMENTS(columns), all->zone);
  int n = muster_table_n_rows(all), shown = MIN(n, STRETCHES_SHOWN);
  g_autofree int *order = g_new(int, MAX(1, n));
  for (int r = 0; r < n; r++)
    order[r] = r;
  g_qsort_with_data(order, n, sizeof *order, by_size, all);
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
