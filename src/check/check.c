/* The checker: every person's duties through every rule, then cover, cost and the file's own figures. */
#include "check/check_private.h"

#define X(name) extern const CheckRule check_rule_##name;
#include "check/check_rules.h"
#undef X

static const CheckRule *const rules[] = {
#define X(name) &check_rule_##name,
#include "check/check_rules.h"
#undef X
};

static const CheckRule *
find_rule(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
    if (g_str_equal(rules[i]->name, name))
      return rules[i];
  return NULL;
}

gboolean
muster_check_has_rule(const char *labour_rule)
{
  return find_rule(labour_rule) != NULL;
}

gboolean
muster_check_refuse(const MusterCentre *centre, MusterFaults *faults)
{
  gboolean known = TRUE;
  for (int i = 0; i < centre->n_labour; i++)
    if (find_rule(centre->labour[i].info->name) == NULL) {
      muster_faults_error(faults, centre->labour[i].mark, NULL, "labour rule '%s' cannot be checked yet",
                          centre->labour[i].info->name);
      known = FALSE;
    }
  return known;
}

static void
clear_violation(gpointer data)
{
  MusterViolation *v = data;
  g_free(v->rule);
  g_free(v->found);
  g_free(v->allowed);
}

void
muster_check_free(MusterCheck *check)
{
  if (check == NULL)
    return;
  g_array_unref(check->violations);
  g_ptr_array_unref(check->differences);
  g_free(check);
}

static MusterCheck *
check_new(void)
{
  MusterCheck *check = g_new0(MusterCheck, 1);
  check->violations = g_array_new(FALSE, FALSE, sizeof(MusterViolation));
  g_array_set_clear_func(check->violations, clear_violation);
  check->differences = g_ptr_array_new_with_free_func(g_free);
  return check;
}

static int
by_place(gconstpointer a, gconstpointer b)
{
  const MusterViolation *x = a, *y = b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  int rule = strcmp(x->rule, y->rule);
  return rule != 0 ? rule : strcmp(x->found, y->found);
}

static void
check_labour(const CheckCase *c)
{
  CheckCase one = *c;
  for (gsize r = 0; r < G_N_ELEMENTS(rules); r++) {
    gboolean named = FALSE;
    for (int i = 0; i < c->centre->n_labour; i++) {
      if (!g_str_equal(c->centre->labour[i].info->name, rules[r]->name))
        continue;
      one.rule = &c->centre->labour[i];
      rules[r]->check(&one);
      named = TRUE;
    }
    one.rule = NULL;
    if (!named && rules[r]->always)
      rules[r]->check(&one);
  }
}

static void
check_person(const CheckCase *c)
{
  check_people(c);
  for (int i = 0; i < c->n; i++) {
    check_form(c, c->duty[i]);
    check_breaks(c, c->duty[i]);
  }
  check_contract(c);
  check_labour(c);
}

static int
by_person_and_start(gconstpointer a, gconstpointer b)
{
  const MusterDuty *x = *(const MusterDuty *const *) a, *y = *(const MusterDuty *const *) b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (x->end > y->end) - (x->end < y->end);
}

static GPtrArray *
sorted_duties(const MusterRoster *roster)
{
  GPtrArray *duties = g_ptr_array_new();
  for (guint i = 0; i < roster->duties->len; i++)
    g_ptr_array_add(duties, &g_array_index(roster->duties, MusterDuty, i));
  g_ptr_array_sort(duties, by_person_and_start);
  return duties;
}

/* Duties of persons that do not exist: reported, and left out of everything else. */
static guint
check_strangers(const MusterCentre *centre, GPtrArray *duties, GArray *out)
{
  guint kept = 0;
  for (guint i = 0; i < duties->len; i++) {
    const MusterDuty *d = duties->pdata[i];
    if (d->person >= 0 && d->person < centre->n_people) {
      duties->pdata[kept++] = duties->pdata[i];
      continue;
    }
    CheckCase nobody = {.centre = centre, .person = -1, .out = out};
    check_add(&nobody, "person", d->day, d->start, NAN, g_strdup("nobody of the centre's people"), g_strdup("a person"));
  }
  return kept;
}

static void
finish(MusterCheck *check, const MusterCentre *centre, const CheckSupply *supply, const MusterRequirement *requirement)
{
  MusterSum penalty = {0, 0};
  g_array_sort(check->violations, by_place);
  for (guint i = 0; i < check->violations->len; i++) {
    const MusterViolation *v = &g_array_index(check->violations, MusterViolation, i);
    check->n_hard += v->hard;
    muster_sum_add(&penalty, v->price);
  }
  if (requirement != NULL) {
    check_cover(supply, requirement, &check->understaffed_h, &check->overstaffed_h);
    muster_sum_add(&penalty, check->understaffed_h * muster_centre_short_per_h(centre));
    muster_sum_add(&penalty, check->overstaffed_h * muster_centre_over_per_h(centre));
  }
  check->penalty = muster_sum_value(&penalty);
  check->objective = check->cost + check->penalty;
}

MusterCheck *
muster_check_roster(const MusterCentre *centre, const MusterRoster *roster, const MusterRequirement *requirement)
{
  MusterCheck *check = check_new();
  g_autoptr(CheckSupply) supply = check_supply_new(centre);
  g_autoptr(GPtrArray) duties = sorted_duties(roster);
  guint n = check_strangers(centre, duties, check->violations), next = 0;
  MusterSum cost = {0, 0}, paid_s = {0, 0};
  for (int p = 0; p < centre->n_people; p++) {
    guint first = next;
    while (next < n && ((const MusterDuty *) duties->pdata[next])->person == p)
      next++;
    CheckCase c = {.centre = centre, .person = p, .n = (int) (next - first), .out = check->violations,
                   .duty = (const MusterDuty *const *) duties->pdata + first};
    check_person(&c);
    muster_sum_add(&cost, check_pay(&c));
    for (int i = 0; i < c.n; i++) {
      muster_sum_add(&paid_s, check_paid_s(c.duty[i]));
      check_supply_add(supply, c.duty[i], check_skills(centre, p), 1);
    }
  }
  check->cost = muster_sum_value(&cost);
  check->paid_h = muster_sum_value(&paid_s) / 3600;
  finish(check, centre, supply, requirement);
  CheckFigures written = {roster->cost, roster->penalty, roster->objective, roster->paid_h,
                          requirement != NULL ? roster->understaffed_h : NAN,
                          requirement != NULL ? roster->overstaffed_h : NAN};
  if (requirement == NULL)
    written.penalty = written.objective = NAN;
  check_figures_compare(check, &written);
  return check;
}

/* Plans: see plan.c for how a planned shift becomes a duty. */
MusterCheck *
muster_check_plan(const MusterCentre *centre, const MusterPlan *plan, const MusterRequirement *requirement)
{
  MusterCheck *check = check_new();
  g_autoptr(CheckSupply) supply = check_supply_new(centre);
  check_plan_shifts(check, centre, plan, supply);
  finish(check, centre, supply, requirement);
  CheckFigures written = {plan->cost, plan->penalty, plan->objective, plan->paid_h,
                          requirement != NULL ? plan->understaffed_h : NAN,
                          requirement != NULL ? plan->overstaffed_h : NAN};
  if (requirement == NULL)
    written.penalty = written.objective = NAN;
  check_figures_compare(check, &written);
  return check;
}
