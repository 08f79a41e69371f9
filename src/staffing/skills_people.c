/* People are few: what a pool asks of each group against the hours that its contracts give. */
#include "staffing/skills_private.h"
#include <math.h>

#define ON_QUEUE 0.85        /* of paid hours, besides shrinkage: breaks, and shifts that do not follow the need */
#define LEAST_SAVING 0.005   /* of the money: what scarce people may not cost */
#define MOST_SCARCITY 4.0
#define EVENLY 1.02          /* a group asked for so much more of its hours than all are is scarce */
#define SCARCITY_STEP 1.12

/* Hours on queue that the group's contracts give over the horizon; INFINITY: not known. */
static double
hours_of(const Skills *s, int group)
{
  double hours = 0.0, days = s->centre->to - s->centre->from + 1, scheduled_share = 1.0;
  g_autofree double *share = g_new(double, s->centre->n_shrinkage + 1);
  int n = muster_centre_shrinkage_shares(s->centre, share), people = 0;
  for (int k = 0; k < n; k++)
    scheduled_share *= 1.0 - share[k];
  for (int p = 0; p < s->centre->n_people; p++) {
    const MusterPerson *person = &s->centre->person[p];
    if (person->group != group)
      continue;
    const MusterPerSpan *span = person->contract >= 0 ? &s->centre->contract[person->contract].hours : NULL;
    double span_days = span == NULL            ? NAN
                       : span->per_unit == 'w' ? 7.0 * span->per_n
                       : span->per_unit == 'd' ? span->per_n
                       : span->per_unit == 'm' ? 30.4 * span->per_n
                       : span->per_unit == 'y' ? 365.25 * span->per_n
                                               : NAN;
    if (isnan(span_days) || isnan(span->hi))
      return INFINITY;
    hours += span->hi / 3600.0 * days / span_days;
    people++;
  }
  return people > 0 ? hours * ON_QUEUE * scheduled_share : INFINITY;
}

/* Hours that the pool asks of each group over the horizon, by the sample; returns the part of the money that it saves. */
static double
asked_hours(const Skills *s, const SkillsPool *pool, double *asked_h)
{
  double alone = 0.0, together = 0.0;
  double hours = s->centre->interval_s / 3600.0 * s->n_busy / MAX(s->sample->len, 1);
  g_autofree int *agents = g_new0(int, pool->n_groups + 1);
  for (int g = 0; g < pool->n_groups; g++)
    asked_h[g] = 0.0;
  for (guint i = 0; i < s->sample->len; i++) {
    SkillsWork work = skills_work_at(s, pool, g_array_index(s->sample, int, i));
    guint active = skills_active(pool, &work);
    if ((active & (active - 1)) == 0 || !skills_cover(pool, &work, NULL, agents))
      continue;
    alone += skills_alone_cost(s, pool, &work);
    together += skills_cost_of(pool, agents);
    for (int g = 0; g < pool->n_groups; g++)
      asked_h[g] += agents[g] * hours;
  }
  return alone > 0.0 ? 1.0 - together / alone : 0.0;
}

/* Makes the group dearer in the choice whose people are asked for more hours than they have, and for a larger part than
 * the others', until none is. FALSE: then nothing is saved any more. */
gboolean
skills_price_scarce_groups(const Skills *s, SkillsPool *pool)
{
  g_autofree double *asked_h = g_new0(double, pool->n_groups + 1);
  g_autofree double *have_h = g_new0(double, pool->n_groups + 1);
  for (int g = 0; g < pool->n_groups; g++)
    have_h[g] = hours_of(s, pool->group[g]);
  for (gboolean scarce = s->centre->n_people > 0; scarce;) {
    double all_asked_h = 0.0, all_have_h = 0.0;
    if (asked_hours(s, pool, asked_h) < LEAST_SAVING)
      return FALSE;
    for (int g = 0; g < pool->n_groups; g++) {
      all_asked_h += asked_h[g];
      all_have_h += have_h[g];
    }
    double even = MAX(1.0, all_asked_h / all_have_h);
    scarce = FALSE;
    for (int g = 0; g < pool->n_groups; g++)
      if (asked_h[g] > EVENLY * even * have_h[g] && pool->scarcity[g] < MOST_SCARCITY) {
        pool->scarcity[g] *= SCARCITY_STEP;
        scarce = TRUE;
      }
  }
  return TRUE;
}
