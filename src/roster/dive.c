/* From the linear programme to whole people: columns are fixed a few at a time, the most certain first, and new ones are priced
 * for what is left (Joncour, Michel, Sadykov, Sverdlov & Vanderbeck 2010). */
#include "roster/master_private.h"

#define SHARE_A_STEP 0.1 /* of the people are fixed between two solves, at least */
#define PRICINGS_A_STEP 1

typedef struct {
  double part;
  guint column;
} Part;

static int
by_part(gconstpointer a, gconstpointer b)
{
  const Part *x = a, *y = b;
  if (x->part != y->part)
    return x->part > y->part ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

typedef struct {
  RosterRound *round;
  GArray *fixed; /* int by column: people fixed to it */
  int *left;     /* [n classes]: people not yet fixed */
  int n_left;
} Dive;

static void
fix(Dive *d, guint column, int people)
{
  RosterMaster *m = d->round->master;
  const RosterColumn *c = &g_array_index(m->column, RosterColumn, column);
  people = MIN(people, d->left[c->class]);
  if (people <= 0)
    return;
  int *fixed = &g_array_index(d->fixed, int, column);
  *fixed += people;
  d->left[c->class] -= people;
  d->n_left -= people;
  muster_lp_set_column_bounds(m->lp, m->first_column + (int) column, *fixed, MUSTER_MIP_INFINITY);
}

/* Fixes whole numbers first, then the largest parts until enough people are. */
static void
fix_some(Dive *d, int wanted)
{
  RosterMaster *m = d->round->master;
  g_autofree double *value = g_memdup2(muster_lp_values(m->lp) + m->first_column, sizeof(double) * MAX(1u, m->column->len));
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  int goal = MAX(0, d->n_left - wanted);
  g_array_set_size(d->fixed, m->column->len);
  for (guint k = 0; k < m->column->len; k++) {
    double above = value[k] - g_array_index(d->fixed, int, k);
    int whole = (int) floor(above + 1e-6);
    fix(d, k, whole);
    Part part = {above - whole, k};
    if (part.part > 1e-6)
      g_array_append_val(parts, part);
  }
  g_array_sort(parts, by_part);
  for (guint k = 0; k < parts->len && (k == 0 || d->n_left > goal); k++)
    fix(d, g_array_index(parts, Part, k).column, 1);
}

static gboolean
solve_left(Dive *d, RosterEffort *effort)
{
  RosterMaster *m = d->round->master;
  for (int pricing = 0; pricing <= PRICINGS_A_STEP; pricing++) {
    if (!roster_master_solve(m, pricing == 0 ? MUSTER_LP_DUAL : MUSTER_LP_PRIMAL))
      return FALSE;
    if (pricing == PRICINGS_A_STEP)
      break;
    g_array_set_size(d->round->worth, m->worth->len);
    memcpy(d->round->worth->data, m->worth->data, sizeof(double) * m->worth->len);
    if (!roster_effort_go(effort, (gint64) m->staff->class->len + roster_master_units(m)))
      return FALSE;
    if (roster_round_price(d->round) == 0)
      break;
  }
  return TRUE;
}

/* Gives the people of each class their columns, in order. */
static void
assign(const Dive *d, RosterState *state)
{
  const RosterMaster *m = d->round->master;
  g_autofree guint *next = g_new0(guint, m->staff->class->len + 1);
  for (guint k = 0; k < d->fixed->len; k++) {
    const RosterColumn *c = &g_array_index(m->column, RosterColumn, k);
    const GArray *people = g_array_index(m->staff->class, RosterClass, c->class).person;
    for (int n = g_array_index(d->fixed, int, k); n > 0; n--) {
      int person = g_array_index(people, int, next[c->class]++);
      roster_state_put(state, person, c->path);
      state->planned[person] = TRUE;
    }
  }
  state->objective = roster_state_price(state);
}

gboolean
roster_dive(RosterRound *round, RosterState *state, RosterEffort *effort)
{
  const RosterMaster *m = round->master;
  int n_classes = (int) m->staff->class->len;
  g_autoptr(GArray) fixed = g_array_new(FALSE, TRUE, sizeof(int));
  g_autofree int *left = g_new0(int, n_classes + 1);
  Dive d = {round, fixed, left, 0};
  for (int c = 0; c < n_classes; c++) {
    left[c] = (int) g_array_index(m->staff->class, RosterClass, c).person->len;
    d.n_left += left[c];
  }
  int step = MAX(1, (int) (SHARE_A_STEP * d.n_left));
  for (int all = d.n_left; d.n_left > 0;) {
    if (!solve_left(&d, effort) || !roster_effort_tell(effort, 0.7 + 0.2 * (all - d.n_left) / all))
      return FALSE;
    fix_some(&d, step);
  }
  assign(&d, state);
  return TRUE;
}
