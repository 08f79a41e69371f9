/* Improvement of whole rosters: one person's period at a time, exactly; then several people taken out and planned anew. */
#include "roster/roster_private.h"

#define TOGETHER_LEAST 2
#define TOGETHER_MOST 8

static void
plan_anew(RosterState *s, RosterPricer *pricer, int person, RosterPath *path)
{
  const RosterClass *class = &g_array_index(s->staff->class, RosterClass, s->staff->class_of[person]);
  roster_state_gain(s, roster_person_type(s, person), roster_pricer_gain(pricer));
  roster_pricer_options(pricer, class->crew);
  roster_pricer_best(pricer, s->staff->kind->pdata[class->kind], path);
}

static int
pool_of(const RosterState *s, int person)
{
  return g_array_index(s->problem->type, RosterType, roster_person_type(s, person)).pool;
}

/* The person's best answer to all others. TRUE if it is better than what there was. */
static gboolean
improve_one(RosterState *s, RosterPricer *pricer, int person, RosterPath *none, RosterPath *path, RosterPath *old)
{
  int pool = pool_of(s, person);
  double before = roster_state_pool_price(s, pool) + s->path[person]->cost;
  memcpy(old, s->path[person], roster_path_size(s->problem));
  roster_state_put(s, person, none);
  plan_anew(s, pricer, person, path);
  roster_state_put(s, person, path);
  double after = roster_state_pool_price(s, pool) + path->cost;
  if (after < before - 1e-7 || !s->planned[person]) {
    s->planned[person] = TRUE;
    s->objective += after - before;
    return TRUE;
  }
  roster_state_put(s, person, old);
  return FALSE;
}

void
roster_search_alone(RosterState *s, RosterPricer *pricer, RosterEffort *effort, int max_rounds)
{
  int n = s->problem->centre->n_people;
  g_autofree RosterPath *none = roster_path_new(s->problem);
  g_autofree RosterPath *path = roster_path_new(s->problem);
  g_autofree RosterPath *old = roster_path_new(s->problem);
  int idle = 0; /* people in a row who could not be bettered */
  s->objective = roster_state_price(s);
  for (int round = 0; round < max_rounds && idle < n; round++)
    for (int p = 0; p < n && idle < n; p++) {
      if (!roster_effort_go(effort, 1) && round > 0)
        return;
      idle = improve_one(s, pricer, p, none, path, old) ? 0 : idle + 1;
    }
}

/* --- together --------------------------------------------------------------------------------------------------------- */

/* People drawn for one attempt: without repetition, of one pool. */
static int
draw_people(const RosterState *s, MusterKey key, int *person)
{
  int n = s->problem->centre->n_people;
  int wanted = TOGETHER_LEAST + (int) (muster_draw_uniform(key, MUSTER_DRAW_COUNT) * (TOGETHER_MOST - TOGETHER_LEAST + 1));
  int got = 0;
  for (int k = 0; k < 4 * wanted && got < MIN(wanted, n); k++) {
    int p = (int) (muster_draw_uniform(muster_key(key, (guint64) k), MUSTER_DRAW_OTHER) * n);
    gboolean fresh = got == 0 || pool_of(s, p) == pool_of(s, person[0]);
    for (int j = 0; j < got; j++)
      fresh &= person[j] != p;
    if (fresh)
      person[got++] = p;
  }
  return got;
}

static double
price_of(const RosterState *s, const int *person, int n)
{
  double sum = roster_state_pool_price(s, pool_of(s, person[0]));
  for (int k = 0; k < n; k++)
    sum += s->path[person[k]]->cost;
  return sum;
}

static void
attempt(RosterState *s, RosterPricer *pricer, const int *person, int n, RosterPath *path, RosterPath **old, const RosterPath *none)
{
  double before = price_of(s, person, n);
  for (int k = 0; k < n; k++) {
    memcpy(old[k], s->path[person[k]], roster_path_size(s->problem));
    roster_state_put(s, person[k], none);
  }
  for (int k = 0; k < n; k++) {
    plan_anew(s, pricer, person[k], path);
    roster_state_put(s, person[k], path);
  }
  double after = price_of(s, person, n);
  if (after <= before + 1e-9) {
    s->objective += after - before;
    return;
  }
  for (int k = 0; k < n; k++)
    roster_state_put(s, person[k], old[k]);
}

void
roster_search_together(RosterState *s, RosterPricer *pricer, RosterEffort *effort, gint64 units, double share)
{
  int person[TOGETHER_MOST];
  RosterPath *old[TOGETHER_MOST];
  g_autofree RosterPath *none = roster_path_new(s->problem);
  g_autofree RosterPath *path = roster_path_new(s->problem);
  MusterKey key = muster_key(effort->seed, 0x526f73);
  for (int k = 0; k < TOGETHER_MOST; k++)
    old[k] = roster_path_new(s->problem);
  gint64 done = 0;
  for (guint64 round = 0; done < units; round++) {
    int n = draw_people(s, muster_key(key, round), person);
    attempt(s, pricer, person, n, path, old, none);
    done += n;
    if (!roster_effort_go(effort, n) || (round % 64 == 0 && !roster_effort_tell(effort, share + 0.1 * (double) done / (double) units)))
      break;
  }
  for (int k = 0; k < TOGETHER_MOST; k++)
    g_free(old[k]);
}
