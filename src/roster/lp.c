#include "roster/master_private.h"

#define BROKEN 1e-4       /* agents by which a cover row must be broken to come in */
#define MOST_PASSES 20

static void
clear_column(gpointer data)
{
  RosterColumn *c = data;
  g_free(c->path);
  g_free(c->on);
}

void
roster_master_free(RosterMaster *m)
{
  if (m == NULL)
    return;
  muster_lp_free(m->lp);
  g_array_unref(m->cover);
  g_free(m->first_cover);
  g_free(m->short_column);
  g_array_unref(m->column);
  g_array_unref(m->worth);
  g_free(m->pi);
  g_free(m->mu);
  g_free(m);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static const RosterPool *
pool_at(const RosterMaster *m, int pool)
{
  return &g_array_index(m->problem->pool, RosterPool, pool);
}

static double
needed(const RosterMaster *m, int pool, int interval, guint subset)
{
  return pool_at(m, pool)->need[((gsize) interval << pool_at(m, pool)->n_types) + subset];
}

static guint
all_types(const RosterMaster *m, int pool)
{
  return (1u << pool_at(m, pool)->n_types) - 1;
}

static gboolean
counts(const RosterMaster *m, const RosterCover *cover, int type)
{
  const RosterType *t = &g_array_index(m->problem->type, RosterType, type);
  return t->pool == cover->pool && (cover->subset >> t->place & 1) == 0;
}

static void
add_cover(RosterMaster *m, int pool, int interval, guint subset)
{
  int place = pool * m->problem->n_intervals + interval;
  double least = needed(m, pool, interval, all_types(m, pool)) - needed(m, pool, interval, subset);
  RosterCover cover = {pool, interval, subset, 0, least, m->first_cover[place]};
  g_autofree int *column = g_new(int, m->column->len + 1);
  g_autofree double *value = g_new(double, m->column->len + 1);
  int n = 0;
  column[n] = m->short_column[place];
  value[n++] = 1;
  for (guint k = 0; k < m->column->len; k++) {
    const RosterColumn *c = &g_array_index(m->column, RosterColumn, k);
    if (c->on[interval] > 0 && counts(m, &cover, c->type)) {
      column[n] = m->first_column + (int) k;
      value[n++] = c->on[interval];
    }
  }
  cover.row = muster_lp_add_row(m->lp, least, MUSTER_MIP_INFINITY, n, column, value);
  m->first_cover[place] = (int) m->cover->len;
  g_array_append_val(m->cover, cover);
}

static gboolean *
reachable(const RosterProblem *p)
{
  gboolean *reached = g_new0(gboolean, p->n_intervals + 1);
  for (guint k = 0; k < p->option->len; k++) {
    const RosterOption *o = roster_option(p, (int) k);
    for (int i = o->first / p->per_interval; i < p->n_intervals && i * p->per_interval < o->first + o->n_slots; i++)
      reached[i] = TRUE;
  }
  return reached;
}

/* What is short where no shift reaches is short in every roster. */
static void
add_covers(RosterMaster *m)
{
  const RosterProblem *p = m->problem;
  g_autofree gboolean *reached = reachable(p);
  m->constant = p->uncoverable;
  for (int pool = 0; pool < (int) p->pool->len; pool++)
    for (int i = 0; i < p->n_intervals; i++) {
      double all = needed(m, pool, i, all_types(m, pool));
      m->first_cover[pool * p->n_intervals + i] = -1;
      m->constant += all * (reached[i] ? -p->over_price : p->short_price);
      if (all <= 0 || !reached[i])
        continue;
      m->short_column[pool * p->n_intervals + i] =
        muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, p->short_price + p->over_price, 0, NULL, NULL);
      add_cover(m, pool, i, 0);
    }
}

RosterMaster *
roster_master_new(const RosterProblem *p, const RosterStaff *staff)
{
  RosterMaster *m = g_new0(RosterMaster, 1);
  gsize places = MAX(1, (gsize) p->pool->len * (gsize) p->n_intervals);
  m->problem = p;
  m->staff = staff;
  m->lp = muster_lp_new();
  m->cover = g_array_new(FALSE, TRUE, sizeof(RosterCover));
  m->first_cover = g_new0(int, places);
  m->short_column = g_new0(int, places);
  m->pi = g_new0(double, MAX(1, (int) p->type->len * p->n_intervals));
  m->mu = g_new0(double, staff->class->len + 1);
  m->worth = g_array_new(FALSE, TRUE, sizeof(double));
  m->column = g_array_new(FALSE, TRUE, sizeof(RosterColumn));
  g_array_set_clear_func(m->column, clear_column);
  m->first_class_row = 0;
  for (guint c = 0; c < staff->class->len; c++) {
    double people = g_array_index(staff->class, RosterClass, c).person->len;
    muster_lp_add_row(m->lp, people, people, 0, NULL, NULL);
  }
  add_covers(m);
  m->first_column = muster_lp_n_columns(m->lp);
  return m;
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

void
roster_master_add(RosterMaster *m, int class, RosterPath *path)
{
  const RosterProblem *p = m->problem;
  int type = g_array_index(p->crew, RosterCrew, g_array_index(m->staff->class, RosterClass, class).crew).type;
  int pool = g_array_index(p->type, RosterType, type).pool;
  g_autofree int *slots = g_new0(int, p->n_intervals + 1);
  g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(int));
  g_autoptr(GArray) value = g_array_new(FALSE, FALSE, sizeof(double));
  RosterColumn column = {path, class, type, 0, g_new0(float, p->n_intervals + 1)};
  double one = 1, cost = path->cost;
  int class_row = m->first_class_row + class;
  roster_path_cover(p, path, 1, slots);
  g_array_append_val(row, class_row);
  g_array_append_val(value, one);
  for (int i = 0; i < p->n_intervals; i++) {
    double on = (double) slots[i] / p->per_interval;
    column.on[i] = (float) on;
    cost += on * p->over_price;
    for (int k = slots[i] > 0 ? m->first_cover[pool * p->n_intervals + i] : -1; k >= 0;) {
      const RosterCover *cover = &g_array_index(m->cover, RosterCover, k);
      if (counts(m, cover, type)) {
        g_array_append_val(row, cover->row);
        g_array_append_val(value, on);
      }
      k = cover->next;
    }
  }
  muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, cost, (int) row->len, (const int *) (gpointer) row->data,
                       (const double *) (gpointer) value->data);
  column.entries = (int) row->len;
  m->entries += column.entries;
  g_array_append_val(m->column, column);
}

void
roster_master_purge(RosterMaster *m, double above)
{
  const double *reduced = muster_lp_reduced_costs(m->lp), *value = muster_lp_values(m->lp);
  g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(int));
  GArray *kept = g_array_new(FALSE, TRUE, sizeof(RosterColumn));
  g_array_set_clear_func(kept, clear_column);
  for (guint k = 0; k < m->column->len; k++) {
    RosterColumn *column = &g_array_index(m->column, RosterColumn, k);
    int index = m->first_column + (int) k;
    if (value[index] <= 1e-9 && reduced[index] > above) {
      g_array_append_val(gone, index);
      m->entries -= column->entries;
      clear_column(column);
    } else {
      g_array_append_val(kept, *column);
    }
  }
  muster_lp_delete_columns(m->lp, (int) gone->len, (const int *) (gpointer) gone->data);
  g_array_set_clear_func(m->column, NULL);
  g_array_unref(m->column);
  m->column = kept;
}

/* --- solving --------------------------------------------------------------------------------------------------------- */

/* Agents of each type on queue in the last solution: [n_types * n_intervals]. */
static double *
agents(const RosterMaster *m)
{
  const RosterProblem *p = m->problem;
  double *x = g_new0(double, MAX(1, (int) p->type->len * p->n_intervals));
  const double *value = muster_lp_values(m->lp) + m->first_column;
  for (guint k = 0; k < m->column->len; k++) {
    const RosterColumn *c = &g_array_index(m->column, RosterColumn, k);
    for (int i = 0; value[k] > 1e-9 && i < p->n_intervals; i++)
      x[c->type * p->n_intervals + i] += value[k] * c->on[i];
  }
  return x;
}

/* The subset whose row is broken most, or 0 when none is (row 0 is always there). */
static guint
most_broken(const RosterMaster *m, int pool_index, int interval, const double *x, double short_agents)
{
  const RosterPool *pool = pool_at(m, pool_index);
  guint worst = 0;
  double most = BROKEN;
  for (guint a = 1; a < all_types(m, pool_index); a++) {
    double broken = needed(m, pool_index, interval, all_types(m, pool_index)) - needed(m, pool_index, interval, a) - short_agents;
    for (int t = 0; t < pool->n_types; t++)
      if ((a >> t & 1) == 0)
        broken -= x[pool->type[t] * m->problem->n_intervals + interval];
    if (broken > most) {
      most = broken;
      worst = a;
    }
  }
  return worst;
}

static int
add_broken(RosterMaster *m)
{
  const RosterProblem *p = m->problem;
  guint before = m->cover->len;
  g_autofree double *x = agents(m);
  g_autofree double *value = g_memdup2(muster_lp_values(m->lp), sizeof(double) * (gsize) muster_lp_n_columns(m->lp));
  for (int pool = 0; pool < (int) p->pool->len; pool++)
    for (int i = 0; i < p->n_intervals && pool_at(m, pool)->n_types > 1; i++) {
      int place = pool * p->n_intervals + i;
      guint subset = m->first_cover[place] >= 0 ? most_broken(m, pool, i, x, value[m->short_column[place]]) : 0;
      if (subset > 0)
        add_cover(m, pool, i, subset);
    }
  return (int) (m->cover->len - before);
}

void
roster_master_pi(const RosterMaster *m, const GArray *worth, double *pi)
{
  const RosterProblem *p = m->problem;
  for (int k = 0; k < (int) p->type->len * p->n_intervals; k++)
    pi[k] = -p->over_price;
  for (guint k = 0; k < worth->len; k++) {
    const RosterCover *cover = &g_array_index(m->cover, RosterCover, k);
    const RosterPool *pool = pool_at(m, cover->pool);
    for (int t = 0; t < pool->n_types; t++)
      if ((cover->subset >> t & 1) == 0)
        pi[pool->type[t] * p->n_intervals + cover->interval] += g_array_index(worth, double, k);
  }
}

gboolean
roster_master_solve(RosterMaster *m, MusterLpMethod method)
{
  MusterMipStatus status = muster_lp_solve(m->lp, method, 0);
  m->steps = muster_lp_iterations(m->lp);
  for (int pass = 0; pass < MOST_PASSES && status == MUSTER_MIP_OPTIMAL && add_broken(m) > 0; pass++) {
    status = muster_lp_solve(m->lp, MUSTER_LP_DUAL, 0);
    m->steps += muster_lp_iterations(m->lp);
  }
  if (status != MUSTER_MIP_OPTIMAL)
    return FALSE;
  const double *dual = muster_lp_duals(m->lp);
  g_array_set_size(m->worth, m->cover->len);
  for (guint k = 0; k < m->cover->len; k++)
    g_array_index(m->worth, double, k) = dual[g_array_index(m->cover, RosterCover, k).row];
  for (guint c = 0; c < m->staff->class->len; c++)
    m->mu[c] = dual[m->first_class_row + (int) c];
  roster_master_pi(m, m->worth, m->pi);
  return TRUE;
}

double
roster_master_objective(const RosterMaster *m)
{
  return muster_lp_objective(m->lp) + m->constant;
}
