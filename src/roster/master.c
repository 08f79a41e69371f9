/* Column generation for the bound (Dantzig & Wolfe 1960), with duals smoothed towards the best ones so far (Wentges 1997). */
#include "roster/master_private.h"

#define MOST_ROUNDS 400
#define SMOOTH 0.7          /* weight of the best duals */
#define CLOSE 2e-4          /* stop when programme and bound differ by this share of what can be avoided */
#define STEPS_A_UNIT 42500  /* simplex steps × entries of the columns that take as long as one person's period */
#define COLUMNS_A_ROUND 60       /* or an eighth of the rows, if that is more */
#define COLUMNS_A_CLASS 2   /* at least */
#define MOST_COLUMNS 1000u       /* or half as many again as there are rows */
#define MOST_UNITS 300000        /* of effort, for the bound */

static void
price_class(int class_index, int thread, gpointer data)
{
  RosterRound *r = data;
  const RosterProblem *p = r->master->problem;
  const RosterClass *class = &g_array_index(r->master->staff->class, RosterClass, class_index);
  RosterPricer *pricer = r->pricer[thread];
  if (r->primed[thread] != class->crew) {
    int type = g_array_index(p->crew, RosterCrew, class->crew).type, k = p->per_interval;
    double *gain = roster_pricer_gain(pricer);
    for (int i = 0; i < p->n_intervals; i++)
      for (int m = 0; m <= k; m++)
        gain[i * (k + 1) + m] = r->pi[type * p->n_intervals + i] * m / k;
    roster_pricer_options(pricer, class->crew);
    r->primed[thread] = class->crew;
  }
  r->value[class_index] =
    roster_pricer_many(pricer, r->master->staff->kind->pdata[class->kind], INFINITY, r->found[class_index]);
}

/* Duals that a cover row may have: none below 0, and those of an interval no more in all than a missing agent costs. */
static void
make_allowed(const RosterMaster *m, GArray *worth)
{
  const RosterProblem *p = m->problem;
  double most = p->short_price + p->over_price;
  for (guint k = 0; k < worth->len; k++)
    g_array_index(worth, double, k) = MAX(0, g_array_index(worth, double, k));
  for (int place = 0; place < (int) p->pool->len * p->n_intervals; place++) {
    double sum = 0;
    for (int k = m->first_cover[place]; k >= 0; k = g_array_index(m->cover, RosterCover, k).next)
      sum += g_array_index(worth, double, k);
    for (int k = sum > most ? m->first_cover[place] : -1; k >= 0; k = g_array_index(m->cover, RosterCover, k).next)
      g_array_index(worth, double, k) *= most / sum;
  }
}

/* The bound that the round's duals give: what the cover rows ask for, and everybody's best period. */
static double
lagrangian(const RosterRound *r)
{
  const RosterMaster *m = r->master;
  MusterSum sum = {m->constant, 0};
  for (guint k = 0; k < r->worth->len; k++)
    muster_sum_add(&sum, g_array_index(r->worth, double, k) * g_array_index(m->cover, RosterCover, k).least);
  for (guint c = 0; c < m->staff->class->len; c++)
    muster_sum_add(&sum, r->value[c] * g_array_index(m->staff->class, RosterClass, c).person->len);
  return muster_sum_value(&sum);
}

static gboolean
same_path(const RosterProblem *p, const RosterPath *a, const RosterPath *b)
{
  return memcmp(a->day, b->day, sizeof(RosterDay) * (gsize) p->n_days) == 0;
}

/* Reduced cost under the programme's own duals. */
static double
reduced_cost(const RosterMaster *m, int class, const RosterPath *path, int *slots)
{
  const RosterProblem *p = m->problem;
  int type = g_array_index(p->crew, RosterCrew, g_array_index(m->staff->class, RosterClass, class).crew).type;
  double sum = path->cost - m->mu[class];
  memset(slots, 0, sizeof(int) * (gsize) p->n_intervals);
  roster_path_cover(p, path, 1, slots);
  for (int i = 0; i < p->n_intervals; i++)
    sum -= m->pi[type * p->n_intervals + i] * slots[i] / p->per_interval;
  return sum;
}

typedef struct {
  double reduced;
  RosterPath *path;
} Candidate;

static int
by_reduced(gconstpointer a, gconstpointer b)
{
  double x = ((const Candidate *) a)->reduced, y = ((const Candidate *) b)->reduced;
  return (x > y) - (x < y);
}

/* Adds the best of what a class's pricing found; returns how many. */
static int
add_found(RosterMaster *m, int class, GPtrArray *found, int most)
{
  g_autofree int *slots = g_new0(int, m->problem->n_intervals + 1);
  g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  for (guint k = 0; k < found->len; k++) {
    Candidate c = {reduced_cost(m, class, found->pdata[k], slots), found->pdata[k]};
    if (c.reduced < -1e-6)
      g_array_append_val(candidates, c);
    else
      g_free(found->pdata[k]);
  }
  g_ptr_array_set_size(found, 0);
  g_array_sort(candidates, by_reduced);
  int added = 0;
  for (guint k = 0; k < candidates->len; k++) {
    RosterPath *path = g_array_index(candidates, Candidate, k).path;
    gboolean known = added >= most;
    for (int j = 1; j <= added && !known; j++)
      known = same_path(m->problem, path, g_array_index(m->column, RosterColumn, m->column->len - (guint) j).path);
    if (known) {
      g_free(path);
      continue;
    }
    roster_master_add(m, class, path);
    added++;
  }
  return added;
}

int
roster_round_price(RosterRound *r)
{
  RosterMaster *m = r->master;
  int n = (int) m->staff->class->len, added = 0, columns = MAX(COLUMNS_A_ROUND, (int) m->cover->len / 8);
  make_allowed(m, r->worth);
  roster_master_pi(m, r->worth, r->pi);
  for (int t = 0; t < r->jobs; t++)
    r->primed[t] = -1;
  muster_parallel_for(n, r->jobs, price_class, r);
  for (int c = 0; c < n; c++)
    added += add_found(m, c, r->found[c], MAX(COLUMNS_A_CLASS, columns / n));
  return added;
}

void
roster_round_init(RosterRound *r, RosterMaster *m, int jobs)
{
  int n = (int) m->staff->class->len;
  r->master = m;
  r->jobs = muster_parallel_jobs(jobs);
  r->pricer = g_new0(RosterPricer *, r->jobs);
  for (int t = 0; t < r->jobs; t++)
    r->pricer[t] = roster_pricer_new(m->problem, m->staff);
  r->primed = g_new0(int, r->jobs);
  r->pi = g_new0(double, MAX(1, (int) m->problem->type->len * m->problem->n_intervals));
  r->found = g_new0(GPtrArray *, n + 1);
  for (int c = 0; c < n; c++)
    r->found[c] = g_ptr_array_new();
  r->value = g_new0(double, n + 1);
  r->worth = g_array_new(FALSE, TRUE, sizeof(double));
}

void
roster_round_clear(RosterRound *r)
{
  for (int t = 0; t < r->jobs; t++)
    roster_pricer_free(r->pricer[t]);
  for (guint c = 0; c < r->master->staff->class->len; c++)
    g_ptr_array_unref(r->found[c]);
  g_free(r->pricer);
  g_free(r->primed);
  g_free(r->pi);
  g_free(r->found);
  g_free(r->value);
  g_array_unref(r->worth);
}

static void
start_columns(RosterMaster *m, const RosterState *state)
{
  const RosterProblem *p = m->problem;
  for (int i = 0; i < p->centre->n_people; i++) {
    RosterPath *path = g_memdup2(state->path[i], roster_path_size(p));
    roster_master_add(m, state->staff->class_of[i], path);
  }
}

static int
by_value(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static guint
most_columns(const RosterMaster *m)
{
  return MAX(MOST_COLUMNS, m->cover->len * 3 / 2);
}

/* The reduced cost above which columns go, so that about half of the room is left. */
static double
purge_above(const RosterMaster *m)
{
  const double *reduced = muster_lp_reduced_costs(m->lp);
  g_autofree double *sorted = g_memdup2(reduced + m->first_column, sizeof(double) * m->column->len);
  qsort(sorted, m->column->len, sizeof(double), by_value);
  return MAX(1e-6, sorted[most_columns(m) / 2]);
}

/* Prices at duals between the programme's and the best ones; when that finds nothing, at the programme's own. Returns how many
 * columns came in; `*best` grows to the best bound. */
static int
price_smoothed(RosterRound *r, GArray *best_worth, double *best)
{
  int added = 0;
  guint n = r->master->worth->len;
  g_array_set_size(best_worth, n);
  g_array_set_size(r->worth, n);
  for (int attempt = 0; attempt < 2 && added == 0; attempt++) {
    double smooth = attempt == 0 ? SMOOTH : 0;
    for (guint k = 0; k < n; k++)
      g_array_index(r->worth, double, k) =
        smooth * g_array_index(best_worth, double, k) + (1 - smooth) * g_array_index(r->master->worth, double, k);
    added = roster_round_price(r);
    double bound = lagrangian(r);
    if (bound > *best) {
      *best = bound;
      memcpy(best_worth->data, r->worth->data, sizeof(double) * n);
    }
  }
  return added;
}

gint64
roster_master_units(const RosterMaster *m)
{
  return 1 + m->steps * m->entries / STEPS_A_UNIT;
}

/* A bound that needs no programme: nobody is worth anything on queue. */
static double
plain_bound(RosterRound *r)
{
  g_array_set_size(r->worth, r->master->cover->len);
  memset(r->worth->data, 0, sizeof(double) * r->worth->len);
  roster_round_price(r);
  return lagrangian(r);
}

static double
generate(RosterRound *r, RosterEffort *effort)
{
  RosterMaster *m = r->master;
  g_autoptr(GArray) best_worth = g_array_new(FALSE, TRUE, sizeof(double));
  double best = plain_bound(r);
  gint64 before = effort->used;
  for (int round = 0; round < MOST_ROUNDS && effort->used - before < MOST_UNITS; round++) {
    if (!roster_master_solve(m, MUSTER_LP_PRIMAL))
      break;
    double programme = roster_master_objective(m);
    if (programme - best <= CLOSE * MAX(1, fabs(programme)))
      break;
    if (m->column->len > most_columns(m))
      roster_master_purge(m, purge_above(m));
    gboolean go = roster_effort_go(effort, (gint64) m->staff->class->len + roster_master_units(m)) &&
                  roster_effort_tell(effort, 0.1 + 0.6 * round / (round + 25.0));
    int added = price_smoothed(r, best_worth, &best);
    if (added == 0 || !go)
      break;
  }
  return best;
}

double
roster_master(RosterState *state, RosterEffort *effort)
{
  g_autoptr(RosterMaster) m = roster_master_new(state->problem, state->staff);
  RosterRound r;
  roster_round_init(&r, m, effort->jobs);
  start_columns(m, state);
  double bound = generate(&r, effort);
  if (!effort->cut)
    roster_dive(&r, state, effort);
  roster_round_clear(&r);
  return bound;
}
