#include "roster/master_private.h"

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
  g_free(m->row_of);
  g_array_unref(m->column);
  g_free(m->pi);
  g_free(m->mu);
  g_free(m);
}

/* One set of skills alone in its pool: agents + short − over = need. */
static void
add_single(RosterMaster *m, const RosterPool *pool, int interval)
{
  const RosterProblem *p = m->problem;
  double need = pool->need[interval * 2 + 1];
  int row = muster_lp_add_row(m->lp, need, need, 0, NULL, NULL);
  m->row_of[pool->type[0] * p->n_intervals + interval] = row;
  muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, p->short_price, 1, &row, (double[1]) {1});
  muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, p->over_price, 1, &row, (double[1]) {-1});
}

/* Several: agents of a type − work given at posts − over = 0; work given at a post + short = need. */
static void
add_shared(RosterMaster *m, const RosterPool *pool, int interval)
{
  const RosterProblem *p = m->problem;
  g_autofree int *post_row = g_new0(int, p->n_posts);
  for (int q = 0; q < p->n_posts; q++) {
    if ((pool->posts >> q & 1) == 0)
      continue;
    double need = p->need[q * p->n_intervals + interval];
    post_row[q] = muster_lp_add_row(m->lp, need, need, 0, NULL, NULL);
    muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, p->short_price, 1, &post_row[q], (double[1]) {1});
  }
  for (int t = 0; t < pool->n_types; t++) {
    int row = muster_lp_add_row(m->lp, 0, 0, 0, NULL, NULL);
    m->row_of[pool->type[t] * p->n_intervals + interval] = row;
    muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, p->over_price, 1, &row, (double[1]) {-1});
    for (int q = 0; q < p->n_posts; q++)
      if (g_array_index(p->type, RosterType, pool->type[t]).posts >> q & 1)
        muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, 0, 2, (int[2]) {row, post_row[q]}, (double[2]) {-1, 1});
  }
}

RosterMaster *
roster_master_new(const RosterProblem *p, const RosterStaff *staff)
{
  RosterMaster *m = g_new0(RosterMaster, 1);
  m->problem = p;
  m->staff = staff;
  m->lp = muster_lp_new();
  m->row_of = g_new0(int, MAX(1, (int) p->type->len * p->n_intervals));
  m->pi = g_new0(double, MAX(1, (int) p->type->len * p->n_intervals));
  m->mu = g_new0(double, staff->class->len + 1);
  m->column = g_array_new(FALSE, TRUE, sizeof(RosterColumn));
  g_array_set_clear_func(m->column, clear_column);
  for (guint k = 0; k < p->pool->len; k++) {
    const RosterPool *pool = &g_array_index(p->pool, RosterPool, k);
    for (int i = 0; i < p->n_intervals; i++)
      if (pool->n_types == 1)
        add_single(m, pool, i);
      else
        add_shared(m, pool, i);
  }
  m->first_class_row = muster_lp_n_rows(m->lp);
  for (guint c = 0; c < staff->class->len; c++) {
    double people = g_array_index(staff->class, RosterClass, c).person->len;
    muster_lp_add_row(m->lp, people, people, 0, NULL, NULL);
  }
  m->first_column = muster_lp_n_columns(m->lp);
  return m;
}

void
roster_master_add(RosterMaster *m, int class, RosterPath *path)
{
  const RosterProblem *p = m->problem;
  int type = g_array_index(p->crew, RosterCrew, g_array_index(m->staff->class, RosterClass, class).crew).type;
  g_autofree int *slots = g_new0(int, p->n_intervals + 1);
  g_autofree int *row = g_new(int, p->n_intervals + 1);
  g_autofree double *value = g_new(double, p->n_intervals + 1);
  RosterColumn column = {path, class, g_new0(double, p->n_intervals + 1)};
  int n = 0;
  roster_path_cover(p, path, 1, slots);
  for (int i = 0; i < p->n_intervals; i++) {
    if (slots[i] == 0)
      continue;
    column.on[i] = (double) slots[i] / p->per_interval;
    row[n] = m->row_of[type * p->n_intervals + i];
    value[n++] = column.on[i];
  }
  row[n] = m->first_class_row + class;
  value[n++] = 1;
  muster_lp_add_column(m->lp, 0, MUSTER_MIP_INFINITY, path->cost, n, row, value);
  g_array_append_val(m->column, column);
}

gboolean
roster_master_solve(RosterMaster *m)
{
  const RosterProblem *p = m->problem;
  if (muster_lp_solve(m->lp, MUSTER_LP_PRIMAL, 0) != MUSTER_MIP_OPTIMAL)
    return FALSE;
  const double *dual = muster_lp_duals(m->lp);
  for (int k = 0; k < (int) p->type->len * p->n_intervals; k++)
    m->pi[k] = MAX(dual[m->row_of[k]], -p->over_price);
  for (guint c = 0; c < m->staff->class->len; c++)
    m->mu[c] = dual[m->first_class_row + (int) c];
  return TRUE;
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
