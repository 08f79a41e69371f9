/* A kind of people: which options they may work, which of them are one to every rule, and their rules. The graph of
 * their periods is built in graph.c. */
#include "roster/roster_private.h"

gboolean
roster_kind_may(const RosterKind *kind, const RosterOption *o)
{
  const MusterCentre *centre = kind->problem->centre;
  const MusterPerson *p = &centre->person[kind->person];
  if (p->contract >= 0 && o->shift < 64 && (centre->contract[p->contract].shifts >> o->shift & 1) == 0)
    return FALSE;
  for (int i = 0; i < p->n_leave; i++) {
    gint64 from, to;
    muster_zone_to_utc(centre->zone, p->leave[i].from, 0, &from);
    muster_zone_to_utc(centre->zone, p->leave[i].to + 1, 0, &to);
    if (o->start < to && o->end > from)
      return FALSE;
  }
  return TRUE;
}

int
roster_kind_later_start(const RosterKind *kind, int day, int slot)
{
  if (slot <= kind->earliest_after[day])
    return 0;
  guint low = 0, high = kind->starts->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index(kind->starts, int, middle) < slot)
      low = middle + 1;
    else
      high = middle;
  }
  return low < kind->starts->len ? g_array_index(kind->starts, int, low) + 1 : G_MAXINT;
}

static void
list_starts(RosterKind *kind)
{
  const RosterProblem *p = kind->problem;
  for (guint i = 0; i < p->option->len; i++) {
    int first = roster_option(p, (int) i)->first;
    if (roster_kind_may(kind, roster_option(p, (int) i)))
      g_array_append_val(kind->starts, first);
  }
  int next = G_MAXINT;
  for (int day = p->n_days - 1; day >= 0; day--) {
    kind->earliest_after[day] = next;
    for (int i = p->day_option[day]; i < p->day_option[day + 1]; i++)
      if (roster_kind_may(kind, roster_option(p, i)))
        next = MIN(next, roster_option(p, i)->first);
  }
}

static int
by_value(gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* --- rules ------------------------------------------------------------------------------------------------------- */

static void
clear_rule(gpointer data)
{
  RosterRule *rule = data;
  if (rule->spans != NULL)
    g_array_unref(rule->spans);
  if (rule->edges != NULL)
    g_array_unref(rule->edges);
}

static gboolean
add_rule(RosterKind *kind, const RosterRuleInfo *info, const MusterLabourRule *labour, char **why)
{
  RosterRule rule = {.info = info, .kind = kind, .labour = labour, .price = labour != NULL ? labour->price : NAN};
  gboolean ok = info->prepare == NULL || info->prepare(&rule, why);
  g_array_append_val(kind->rules, rule);
  return ok;
}

static gboolean
add_rules(RosterKind *kind, char **why)
{
  const MusterCentre *centre = kind->problem->centre;
  gboolean wishes_named = FALSE;
  gboolean ok = add_rule(kind, &roster_one_at_a_time, NULL, why) && add_rule(kind, &roster_contract_hours, NULL, why) &&
                add_rule(kind, &roster_contract_days, NULL, why);
  for (int i = 0; ok && i < centre->n_labour; i++) {
    const RosterRuleInfo *info = roster_rule_find(centre->labour[i].info->name);
    wishes_named |= g_str_equal(info->name, "requests");
    ok = add_rule(kind, info, &centre->labour[i], why);
  }
  if (ok && !wishes_named && centre->person[kind->person].n_requests > 0)
    ok = add_rule(kind, roster_rule_find("requests"), NULL, why);
  return ok;
}

/* --- bunches ------------------------------------------------------------------------------------------------------- */

typedef struct {
  guint64 mark; /* all rules' marks, mixed */
  int option;
} Marked;

static int
by_mark(gconstpointer a, gconstpointer b)
{
  const Marked *x = a, *y = b;
  if (x->mark != y->mark)
    return x->mark < y->mark ? -1 : 1;
  return x->option - y->option;
}

static gboolean
same_marks(const RosterKind *kind, int a, int b)
{
  for (guint r = 0; r < kind->rules->len; r++) {
    const RosterRule *rule = &g_array_index(kind->rules, RosterRule, r);
    if (rule->info->mark != NULL && rule->info->mark(rule, roster_option(kind->problem, a)) !=
                                      rule->info->mark(rule, roster_option(kind->problem, b)))
      return FALSE;
  }
  return TRUE;
}

static guint64
mixed_mark(const RosterKind *kind, int option)
{
  guint64 mark = 0;
  for (guint r = 0; r < kind->rules->len; r++) {
    const RosterRule *rule = &g_array_index(kind->rules, RosterRule, r);
    if (rule->info->mark != NULL)
      mark = muster_key(mark, rule->info->mark(rule, roster_option(kind->problem, option)));
  }
  return mark;
}

static void
bunch_day(RosterKind *kind, int day)
{
  const RosterProblem *p = kind->problem;
  g_autoptr(GArray) marked = g_array_new(FALSE, FALSE, sizeof(Marked));
  for (int i = p->day_option[day]; i < p->day_option[day + 1]; i++)
    if (roster_kind_may(kind, roster_option(p, i))) {
      Marked m = {mixed_mark(kind, i), i};
      g_array_append_val(marked, m);
    }
  g_array_sort(marked, by_mark);
  for (guint i = 0; i < marked->len; i++) {
    int option = g_array_index(marked, Marked, i).option;
    if (i == 0 || !same_marks(kind, option, g_array_index(marked, Marked, i - 1).option)) {
      RosterBunch bunch = {.day = day, .n = 0, .first = (int) kind->member->len};
      g_array_append_val(kind->bunch, bunch);
    }
    g_array_append_val(kind->member, option);
    g_array_index(kind->bunch, RosterBunch, kind->bunch->len - 1).n++;
  }
}

/* --- steps ----------------------------------------------------------------------------------------------------------- */

gboolean
roster_kind_step(const RosterKind *kind, int day, const RosterOption *option, int *state, RosterStep *sum)
{
  for (guint r = 0; r < kind->rules->len; r++) {
    const RosterRule *rule = &g_array_index(kind->rules, RosterRule, r);
    RosterStep out = {0, 0, 0, 0};
    rule->info->step(rule, day, option, state + r * ROSTER_RULE_WORDS, &out);
    if (out.breaches > 0 && isnan(rule->price))
      return FALSE;
    sum->penalty += out.penalty + (out.breaches > 0 ? out.breaches * rule->price : 0);
    sum->wage_s += out.wage_s;
    sum->owed_s += out.owed_s;
  }
  return TRUE;
}

/* --- lifecycle ------------------------------------------------------------------------------------------------------ */

void
roster_kind_free(RosterKind *kind)
{
  if (kind == NULL)
    return;
  g_array_unref(kind->rules);
  g_array_unref(kind->starts);
  g_free(kind->earliest_after);
  g_array_unref(kind->member);
  g_array_unref(kind->bunch);
  g_free(kind->day_bunch);
  g_array_unref(kind->arc);
  g_free(kind->day_arc);
  g_free(kind);
}

RosterKind *
roster_kind_new(const RosterProblem *problem, int person, char **why)
{
  g_autoptr(RosterKind) kind = g_new0(RosterKind, 1);
  kind->problem = problem;
  kind->person = person;
  kind->rules = g_array_new(FALSE, TRUE, sizeof(RosterRule));
  g_array_set_clear_func(kind->rules, clear_rule);
  kind->starts = g_array_new(FALSE, FALSE, sizeof(int));
  kind->earliest_after = g_new0(int, problem->n_days);
  kind->member = g_array_new(FALSE, FALSE, sizeof(int));
  kind->bunch = g_array_new(FALSE, FALSE, sizeof(RosterBunch));
  kind->day_bunch = g_new0(int, problem->n_days + 1);
  kind->arc = g_array_new(FALSE, FALSE, sizeof(RosterArc));
  kind->day_arc = g_new0(int, problem->n_days + 1);
  list_starts(kind);
  g_array_sort(kind->starts, by_value);
  if (!add_rules(kind, why))
    return NULL;
  for (int day = 0; day < problem->n_days; day++) {
    bunch_day(kind, day);
    kind->day_bunch[day + 1] = (int) kind->bunch->len;
  }
  if (!roster_graph_build(kind, why))
    return NULL;
  return g_steal_pointer(&kind);
}
