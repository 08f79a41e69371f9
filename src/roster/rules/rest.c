#include "roster/rules/rest.h"

static int
by_value(gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* All states that a shift may leave behind, ascending: they are what starts are held against. */
void
roster_rest_prepare(RosterRule *rule, double rest_s)
{
  const RosterKind *kind = rule->kind;
  const RosterProblem *p = kind->problem;
  rule->limit_slots = (int) ceil(rest_s / p->slot_s - 1e-9);
  rule->edges = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint i = 0; i < p->option->len; i++) {
    const RosterOption *o = roster_option(p, (int) i);
    if (!roster_kind_may(kind, o))
      continue;
    int state = roster_rest_after(rule, o->day, o, 0);
    g_array_append_val(rule->edges, state);
  }
  g_array_sort(rule->edges, by_value);
  guint kept = 0;
  for (guint i = 0; i < rule->edges->len; i++) {
    int edge = g_array_index(rule->edges, int, i);
    if (kept == 0 || edge != g_array_index(rule->edges, int, kept - 1))
      g_array_index(rule->edges, int, kept++) = edge;
  }
  g_array_set_size(rule->edges, kept);
}

gboolean
roster_rest_kept(int state, const RosterOption *option)
{
  return option->first + 1 >= state;
}

int
roster_rest_after(const RosterRule *rule, int day, const RosterOption *option, int state)
{
  if (option == NULL)
    return state == 0 ? 0 : roster_kind_later_start(rule->kind, day, state - 1);
  return roster_kind_later_start(rule->kind, day, option->first + option->n_slots + rule->limit_slots);
}

guint64
roster_rest_mark(const RosterRule *rule, const RosterOption *option)
{
  guint low = 0, high = rule->edges->len; /* edges at or below the start */
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index(rule->edges, int, middle) <= option->first + 1)
      low = middle + 1;
    else
      high = middle;
  }
  return (guint64) low << 32 | (guint64) roster_rest_after(rule, option->day, option, 0);
}
