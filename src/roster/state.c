/* A whole roster while it is made: everybody's path and what is on queue. */
#include "roster/roster_private.h"

static int
n_types(const RosterProblem *p)
{
  return (int) p->type->len;
}

RosterState *
roster_state_new(const RosterProblem *problem, const RosterStaff *staff)
{
  RosterState *s = g_new0(RosterState, 1);
  s->problem = problem;
  s->staff = staff;
  s->path = g_new0(RosterPath *, problem->centre->n_people + 1);
  for (int p = 0; p < problem->centre->n_people; p++)
    s->path[p] = roster_path_new(problem);
  s->planned = g_new0(gboolean, problem->centre->n_people + 1);
  s->on = g_new0(int, MAX(1, problem->n_intervals * n_types(problem)));
  return s;
}

void
roster_state_free(RosterState *s)
{
  if (s == NULL)
    return;
  for (int p = 0; p < s->problem->centre->n_people; p++)
    g_free(s->path[p]);
  g_free(s->path);
  g_free(s->planned);
  g_free(s->on);
  g_free(s);
}

void
roster_state_copy(RosterState *to, const RosterState *from)
{
  const RosterProblem *p = from->problem;
  for (int i = 0; i < p->centre->n_people; i++)
    memcpy(to->path[i], from->path[i], roster_path_size(p));
  memcpy(to->planned, from->planned, sizeof(gboolean) * (gsize) p->centre->n_people);
  memcpy(to->on, from->on, sizeof(int) * (gsize) (p->n_intervals * n_types(p)));
  to->objective = from->objective;
}

int
roster_person_type(const RosterState *s, int person)
{
  const RosterClass *class = &g_array_index(s->staff->class, RosterClass, s->staff->class_of[person]);
  return g_array_index(s->problem->crew, RosterCrew, class->crew).type;
}

static void
cover(RosterState *s, int person, const RosterPath *path, int sign)
{
  const RosterProblem *p = s->problem;
  g_autofree int *slots = g_new0(int, p->n_intervals + 1);
  int type = roster_person_type(s, person), n = n_types(p);
  roster_path_cover(p, path, sign, slots);
  for (int i = 0; i < p->n_intervals; i++)
    s->on[i * n + type] += slots[i];
}

void
roster_state_put(RosterState *s, int person, const RosterPath *path)
{
  cover(s, person, s->path[person], -1);
  memcpy(s->path[person], path, roster_path_size(s->problem));
  cover(s, person, s->path[person], 1);
}

double
roster_state_price(const RosterState *s)
{
  const RosterProblem *p = s->problem;
  MusterSum sum = {p->uncoverable, 0};
  for (int i = 0; i < p->centre->n_people; i++)
    muster_sum_add(&sum, s->path[i]->cost);
  for (guint k = 0; k < p->pool->len; k++)
    for (int i = 0; i < p->n_intervals; i++)
      muster_sum_add(&sum, roster_cover_price(p, (int) k, i, s->on + i * n_types(p)));
  return muster_sum_value(&sum);
}

/* Price of the cover of one pool over the whole horizon. */
double
roster_state_pool_price(const RosterState *s, int pool)
{
  const RosterProblem *p = s->problem;
  double sum = 0;
  for (int i = 0; i < p->n_intervals; i++)
    sum += roster_cover_price(p, pool, i, s->on + i * n_types(p));
  return sum;
}

void
roster_state_gain(const RosterState *s, int type, double *gain)
{
  const RosterProblem *p = s->problem;
  int n = n_types(p), k = p->per_interval, pool = g_array_index(p->type, RosterType, type).pool;
  for (int i = 0; i < p->n_intervals; i++) {
    int *on = s->on + i * n;
    double before = roster_cover_price(p, pool, i, on);
    for (int m = 0; m <= k; m++) {
      on[type] += m;
      gain[i * (k + 1) + m] = before - roster_cover_price(p, pool, i, on);
      on[type] -= m;
    }
  }
}

double
roster_path_penalty(const RosterState *s, int person)
{
  const RosterClass *class = &g_array_index(s->staff->class, RosterClass, s->staff->class_of[person]);
  const RosterKind *kind = s->staff->kind->pdata[class->kind];
  g_autofree int *words = g_new0(int, kind->rules->len * ROSTER_RULE_WORDS);
  RosterStep sum = {0, 0, 0, 0};
  for (int d = 0; d < s->problem->n_days; d++) {
    int option = s->path[person]->day[d].option;
    gboolean lawful = roster_kind_step(kind, d, option >= 0 ? roster_option(s->problem, option) : NULL, words, &sum);
    g_assert(lawful);
  }
  return sum.penalty;
}
