/* An answer → shifts with their breaks. Within a chain, the k-th shift takes the k-th break of every slot (earliest deadline
 * first: in a chain deadlines come in order), and shifts that come out alike are counted together. */
#include "plan/plan_private.h"
#include <math.h>
#include <string.h>

#define FORM(chain, k) g_array_index((chain)->form, MusterPlanForm, (k))

static int
count_of(const double *value, int column)
{
  return (int) llround(value[column]);
}

static gboolean
fits(const MusterPlanChain *chain, const MusterPlanUnit *unit)
{
  const MusterPlanForm *form = &FORM(chain, unit->form);
  for (int p = 0; p < chain->n_slots; p++) {
    if (unit->at[p] < form->earliest[p] || unit->at[p] > form->latest[p])
      return FALSE;
    if (p > 0 && unit->at[p] < unit->at[p - 1] + form->slot[p - 1].length_s + form->slot[p - 1].gap_s)
      return FALSE;
  }
  return TRUE;
}

GArray *
muster_plan_deal_out(const MusterPlanChain *chain, const double *value)
{
  g_autoptr(GArray) units = g_array_new(FALSE, TRUE, sizeof(MusterPlanUnit));
  for (guint k = 0; k < chain->form->len; k++)
    for (int u = 0; u < count_of(value, chain->x[k]); u++) {
      MusterPlanUnit unit = { .form = (int) k };
      g_array_append_val(units, unit);
    }
  for (int p = 0; p < chain->n_slots; p++) {
    guint next = 0;
    for (guint m = 0; m < chain->point[p]->len; m++)
      for (int u = 0; u < count_of(value, chain->b[p][m]); u++, next++) {
        if (next >= units->len)
          return NULL;
        g_array_index(units, MusterPlanUnit, next).at[p] = g_array_index(chain->point[p], gint64, m);
      }
    if (next != units->len)
      return NULL;
  }
  for (guint u = 0; u < units->len; u++)
    if (!fits(chain, &g_array_index(units, MusterPlanUnit, u)))
      return NULL;
  return g_steal_pointer(&units);
}

static int
compare_units(const void *a, const void *b)
{
  const MusterPlanUnit *x = a, *y = b;
  if (x->form != y->form)
    return x->form - y->form;
  for (int p = 0; p < MUSTER_PLAN_MAX_BREAKS; p++)
    if (x->at[p] != y->at[p])
      return x->at[p] < y->at[p] ? -1 : 1;
  return 0;
}

/* Activities at the start, then the breaks. */
static MusterPause *
pauses_of(const MusterCentre *centre, const MusterPlanForm *form, const MusterPlanUnit *unit, int *n)
{
  MusterPause *pause = g_new0(MusterPause, centre->n_activities + form->n_slots + 1);
  gint64 t = form->start;
  *n = 0;
  for (int k = 0; k < centre->n_activities; k++) {
    const MusterActivity *activity = &centre->activity[k];
    gint64 length_s = llround(activity->length_s);
    if (!activity->at_shift_start || length_s <= 0)
      continue;
    pause[(*n)++] = (MusterPause){ g_strdup(activity->name), t, t + length_s, TRUE };
    t += length_s;
  }
  for (int p = 0; p < form->n_slots; p++)
    pause[(*n)++] = (MusterPause){ g_strdup(form->slot[p].rest->name), unit->at[p], unit->at[p] + form->slot[p].length_s, form->slot[p].paid };
  return pause;
}

/* Which group of the crew works the next shift: the one furthest behind its share, while it has people left. */
static int
next_group(const MusterPlanSetup *setup, const MusterPlanCrew *crew, int day, const int *given)
{
  double total_weight = 0;
  int total = 1, best = -1;
  double best_lag = 0;
  for (int k = 0; k < crew->n_groups; k++) {
    total_weight += crew->weight[k];
    total += given[k];
  }
  for (int k = 0; k < crew->n_groups; k++) {
    double lag = crew->weight[k] / total_weight * total - given[k];
    if (given[k] < setup->heads[crew->group[k] * setup->centre->grid->n_days + day] && (best < 0 || lag > best_lag)) {
      best = k;
      best_lag = lag;
    }
  }
  return MAX(best, 0);
}

static void
add_to_plan(const MusterPlanSetup *setup, const MusterPlanChain *chain, const MusterPlanUnit *unit, int group, int count, MusterPlan *plan)
{
  const MusterPlanForm *form = &FORM(chain, unit->form);
  MusterPlanShift shift = { .group = group, .shift = form->shift, .day = setup->centre->grid->first_day + form->day,
                            .start = form->start, .end = form->end, .count = count };
  shift.pause = pauses_of(setup->centre, form, unit, &shift.n_pauses);
  muster_plan_add(plan, &shift);
}

static void
carry_stretch(const MusterGrid *grid, double *row, gint64 from, gint64 to, double people)
{
  gint64 begin = MAX(from, grid->start[0]);
  if (begin >= to)
    return;
  for (int i = muster_grid_find(grid, begin); i >= 0 && i < grid->n && grid->start[i] < to; i++)
    row[i] += people * (double) muster_plan_overlap(from, to, grid->start[i], grid->start[i + 1]) / grid->interval_s;
}

static void
carry_unit(const MusterPlanSetup *setup, const MusterPlanChain *chain, const MusterPlanUnit *unit, int count, MusterPlanCarry *carry)
{
  const MusterGrid *grid = setup->centre->grid;
  const MusterPlanForm *form = &FORM(chain, unit->form);
  double *row = carry->on_queue + chain->crew * grid->n;
  carry_stretch(grid, row, form->start + form->lead_s, form->end, count);
  for (int p = 0; p < chain->n_slots; p++)
    carry_stretch(grid, row, unit->at[p], unit->at[p] + form->slot[p].length_s, -count);
  for (int i = muster_grid_find(grid, form->start); i >= 0 && i < grid->n && grid->start[i] < form->end; i++)
    carry->present[i] += count;
}

/* Like units of a chain go to the plan together, shared out over the crew's groups. */
static void
add_alike(const MusterPlanProgramme *programme, const MusterPlanChain *chain, const MusterPlanUnit *unit, int count, int *given, MusterPlan *plan)
{
  const MusterPlanSetup *setup = programme->setup;
  const MusterPlanCrew *crew = &setup->crew[chain->crew];
  g_autofree int *share = g_new0(int, crew->n_groups);
  for (int u = 0; u < count; u++) {
    int k = next_group(setup, crew, programme->day, given);
    share[k]++;
    given[k]++;
  }
  for (int k = 0; k < crew->n_groups; k++)
    if (share[k] > 0)
      add_to_plan(setup, chain, unit, crew->group[k], share[k], plan);
}

void
muster_plan_decode(const MusterPlanProgramme *programme, const double *value, MusterPlan *plan, MusterPlanCarry *carry)
{
  const MusterPlanSetup *setup = programme->setup;
  int *given = NULL, crew = -1; /* shifts of the day per group of the crew; its chains come one after another */
  for (guint h = 0; h < programme->chains->len; h++) {
    const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
    if (chain->crew != crew) {
      crew = chain->crew;
      g_free(given);
      given = g_new0(int, setup->crew[crew].n_groups);
    }
    g_autoptr(GArray) units = muster_plan_deal_out(chain, value);
    g_assert(units != NULL);
    g_array_sort(units, compare_units);
    for (guint u = 0, next; u < units->len; u = next) {
      const MusterPlanUnit *unit = &g_array_index(units, MusterPlanUnit, u);
      for (next = u + 1; next < units->len && compare_units(unit, &g_array_index(units, MusterPlanUnit, next)) == 0;)
        next++;
      add_alike(programme, chain, unit, (int) (next - u), given, plan);
      carry_unit(setup, chain, unit, (int) (next - u), carry);
    }
  }
  g_free(given);
}
