/* A team's days as an integer programme: columns of the shifts, then breaks (chain_rows.c), then cover (cover_rows.c). */
#include "plan/plan_private.h"
#include <math.h>

#define MOST_STEP_S 900 /* breaks start on a grid of the interval, or of a quarter of an hour where that is finer */

static int
greatest_common_divisor(int a, int b)
{
  while (b != 0) {
    int rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static void
add_entry(GArray *list, int column, double value)
{
  MusterPlanEntry entry = { column, value };
  if (value != 0)
    g_array_append_val(list, entry);
}

/* Enters a stretch of people on queue (sign 1) or in a break (sign −1), by its share of each interval. */
static void
enter_stretch(MusterPlanProgramme *programme, int crew, int column, gint64 from, gint64 to, double sign)
{
  const MusterGrid *grid = programme->setup->centre->grid;
  int n = programme->i1 - programme->i0;
  gint64 begin = MAX(from, grid->start[programme->i0]);
  if (begin >= to || begin >= grid->start[programme->i1])
    return;
  for (int i = muster_grid_find(grid, begin); i >= 0 && i < programme->i1 && grid->start[i] < to; i++) {
    double share = (double) muster_plan_overlap(from, to, grid->start[i], grid->start[i + 1]) / grid->interval_s;
    add_entry(programme->on_queue[crew * n + i - programme->i0], column, sign * share);
  }
}

static void
enter_presence(MusterPlanProgramme *programme, int column, const MusterPlanForm *form)
{
  const MusterGrid *grid = programme->setup->centre->grid;
  for (int i = programme->i0; i < programme->i1; i++)
    if (muster_plan_overlap(form->start, form->end, grid->start[i], grid->start[i + 1]) > 0)
      add_entry(programme->present[i - programme->i0], column, 1);
}

/* Money for people on queue after the programme's end, where it is for the bound: sold at their worth. */
static double
sold(const MusterPlanProgramme *programme, int crew, gint64 from, gint64 to)
{
  const MusterGrid *grid = programme->setup->centre->grid;
  double money = 0;
  for (int i = programme->i1; programme->worth != NULL && i < grid->n && grid->start[i] < to; i++) {
    double price = programme->worth->price[crew * grid->n + i];
    if (!isnan(price))
      money += price * (double) muster_plan_overlap(from, to, grid->start[i], grid->start[i + 1]) / grid->interval_s;
  }
  return money;
}

/* Columns of one chain: how many of each form, how many breaks at each instant. A break that is not paid gives its pay
 * back. */
static void
add_columns(MusterPlanProgramme *programme, MusterPlanChain *chain)
{
  const MusterPlanSetup *setup = programme->setup;
  double per_s = setup->crew[chain->crew].cost_per_h / 3600;
  gboolean seats = isfinite(setup->centre->seats);
  chain->x = g_new(int, chain->form->len);
  for (guint k = 0; k < chain->form->len; k++) {
    const MusterPlanForm *form = &g_array_index(chain->form, MusterPlanForm, k);
    double cost = per_s * form->weighted_s - sold(programme, chain->crew, form->start + form->lead_s, form->end);
    chain->x[k] = muster_mip_add_column(programme->mip, 0, MUSTER_MIP_INFINITY, cost, chain->whole);
    enter_stretch(programme, chain->crew, chain->x[k], form->start + form->lead_s, form->end, 1);
    if (seats)
      enter_presence(programme, chain->x[k], form);
  }
  const MusterPlanForm *first = &g_array_index(chain->form, MusterPlanForm, 0);
  for (int p = 0; p < chain->n_slots; p++) {
    chain->b[p] = g_new(int, chain->point[p]->len);
    for (guint m = 0; m < chain->point[p]->len; m++) {
      gint64 from = g_array_index(chain->point[p], gint64, m), to = from + first->slot[p].length_s;
      double back = first->slot[p].paid ? 0 : per_s * muster_plan_weighted_s(setup->centre, from, to);
      double cost = sold(programme, chain->crew, from, to) - back;
      chain->b[p][m] = muster_mip_add_column(programme->mip, 0, MUSTER_MIP_INFINITY, cost, chain->whole);
      enter_stretch(programme, chain->crew, chain->b[p][m], from, to, -1);
    }
  }
}

static int
break_step_s(const MusterCentre *centre)
{
  return greatest_common_divisor(centre->interval_s, MOST_STEP_S);
}

static void
add_crew(MusterPlanProgramme *programme, int crew, gboolean whole)
{
  g_autoptr(GArray) forms = g_array_new(FALSE, TRUE, sizeof(MusterPlanForm));
  muster_plan_forms(programme->setup, crew, programme->day, forms);
  g_autoptr(GPtrArray) chains = muster_plan_chains(forms, crew, break_step_s(programme->setup->centre));
  while (chains->len > 0) {
    MusterPlanChain *chain = g_ptr_array_steal_index(chains, 0);
    chain->whole = whole;
    g_ptr_array_add(programme->chains, chain);
    add_columns(programme, chain);
    muster_plan_add_chain(programme, chain);
  }
}

static GArray **
new_lists(int n)
{
  GArray **list = g_new0(GArray *, n + 1);
  for (int k = 0; k < n; k++)
    list[k] = g_array_new(FALSE, FALSE, sizeof(MusterPlanEntry));
  return list;
}

static void
free_lists(GArray **list, int n)
{
  for (int k = 0; k < n; k++)
    g_array_unref(list[k]);
  g_free(list);
}

static int *
new_rows(int n)
{
  int *row = g_new(int, n + 1);
  for (int k = 0; k < n; k++)
    row[k] = -1;
  return row;
}

static MusterPlanProgramme *
programme_new(const MusterPlanSetup *setup, int team, int day, int i1)
{
  MusterPlanProgramme *programme = g_new0(MusterPlanProgramme, 1);
  programme->setup = setup;
  programme->team = team;
  programme->day = day;
  programme->i0 = setup->centre->grid->day_first[day];
  programme->i1 = i1;
  programme->mip = muster_mip_new();
  programme->chains = g_ptr_array_new_with_free_func((GDestroyNotify) muster_plan_chain_free);
  int n = i1 - programme->i0;
  programme->on_queue = new_lists(setup->n_crews * n);
  programme->present = new_lists(n);
  programme->cover_row = new_rows(setup->n_crews * n);
  programme->minimum_row = new_rows(setup->n_crews * n);
  return programme;
}

/* A column for each of the next day's shifts that starts before the programme ends. */
static void
look_ahead(MusterPlanProgramme *programme, int crew, int day)
{
  const MusterPlanSetup *setup = programme->setup;
  gint64 until = setup->centre->grid->start[programme->i1];
  g_autoptr(GArray) forms = g_array_new(FALSE, TRUE, sizeof(MusterPlanForm));
  muster_plan_forms(setup, crew, day, forms);
  for (guint k = 0; k < forms->len; k++) {
    const MusterPlanForm *form = &g_array_index(forms, MusterPlanForm, k);
    if (form->start >= until)
      continue;
    double span_s = (double) (form->end - form->start), off_s = 0, unpaid_s = 0;
    for (int p = 0; p < form->n_slots; p++) {
      off_s += form->slot[p].length_s;
      unpaid_s += form->slot[p].paid ? 0 : form->slot[p].length_s;
    }
    double share = (double) muster_plan_overlap(form->start, form->end, form->start, until) / span_s;
    double cost = setup->crew[crew].cost_per_h / 3600 * form->weighted_s * (1 - unpaid_s / span_s) * share;
    int x = muster_mip_add_column(programme->mip, 0, MUSTER_MIP_INFINITY, cost, FALSE);
    enter_stretch(programme, crew, x, form->start + form->lead_s, form->end, 1 - off_s / MAX(span_s - form->lead_s, 1));
    if (isfinite(setup->centre->seats))
      enter_presence(programme, x, form);
  }
}

/* People from the day before, bought at their worth. */
static void
add_bought(MusterPlanProgramme *programme, int crew)
{
  int n = programme->setup->centre->grid->n;
  for (int i = programme->i0; i < programme->i1; i++) {
    double price = programme->worth->price[crew * n + i];
    if (!isnan(price))
      add_entry(programme->on_queue[crew * (programme->i1 - programme->i0) + i - programme->i0],
                muster_mip_add_column(programme->mip, 0, MUSTER_MIP_INFINITY, price, FALSE), 1);
  }
}

MusterPlanProgramme *
muster_plan_day_new(const MusterPlanSetup *setup, int team, int day, int reach, const MusterPlanCarry *carry)
{
  int next = setup->centre->grid->day_first[day + 1];
  MusterPlanProgramme *programme = programme_new(setup, team, day, MAX(next, reach));
  programme->carry = carry;
  for (int c = 0; c < setup->n_crews; c++) {
    if (setup->crew[c].team != team)
      continue;
    add_crew(programme, c, TRUE);
    if (reach > next)
      look_ahead(programme, c, day + 1);
  }
  muster_plan_add_cover(programme);
  return programme;
}

MusterPlanProgramme *
muster_plan_part_new(const MusterPlanSetup *setup, int team, int day, const MusterPlanWorth *worth)
{
  MusterPlanProgramme *programme = programme_new(setup, team, day, setup->centre->grid->day_first[day + 1]);
  programme->worth = worth;
  for (int c = 0; c < setup->n_crews; c++) {
    if (setup->crew[c].team != team)
      continue;
    add_crew(programme, c, FALSE);
    if (worth != NULL)
      add_bought(programme, c);
  }
  muster_plan_add_cover(programme);
  return programme;
}

void
muster_plan_programme_free(MusterPlanProgramme *programme)
{
  if (programme == NULL)
    return;
  int n = programme->i1 - programme->i0;
  free_lists(programme->on_queue, programme->setup->n_crews * n);
  free_lists(programme->present, n);
  g_ptr_array_unref(programme->chains);
  muster_mip_free(programme->mip);
  g_free(programme->cover_row);
  g_free(programme->minimum_row);
  g_free(programme);
}
