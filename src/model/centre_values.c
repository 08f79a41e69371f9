/* Small questions to a centre that several rooms ask. */
#include <muster/model/centre.h>
#include <math.h>
#include <string.h>

/* The last step of that weekday which has begun; nobody before the first one. */
double
muster_steps_at(const MusterSteps *steps, const MusterGrid *grid, int interval)
{
  if (steps->n == 0)
    return steps->constant;
  guint weekday = (guint) muster_day_weekday(grid->first_day + grid->day_of[interval]);
  double value = 0;
  int begun_s = -1;
  for (int s = 0; s < steps->n; s++) {
    const MusterStep *step = &steps->step[s];
    if ((step->days >> weekday & 1) != 0 && step->clock_s <= grid->clock_s[interval] && step->clock_s > begun_s) {
      value = step->value;
      begun_s = step->clock_s;
    }
  }
  return value;
}

double
muster_queue_handle_factor(const MusterQueue *queue, const MusterGrid *grid, int interval)
{
  double factor = queue->has_handle_by_hour ? muster_steps_at(&queue->handle_by_hour, grid, interval) : 1;
  return factor > 0 ? factor : 1; /* before the first step of the day */
}

double
muster_queue_reach(const MusterQueue *queue, const MusterGrid *grid, int interval)
{
  double by_hour = queue->has_reach_by_hour ? muster_steps_at(&queue->reach_by_hour, grid, interval) : 0;
  if (by_hour > 0)
    return by_hour;
  return isnan(queue->reach) ? 1 : queue->reach; /* before the first step of the day */
}

const MusterGrade *
muster_person_grade(const MusterCentre *centre, const MusterPerson *person)
{
  for (int i = 0; person->grade != NULL && i < centre->n_grades; i++)
    if (strcmp(centre->grade[i].name, person->grade) == 0)
      return &centre->grade[i];
  return NULL;
}

const MusterLearning *
muster_person_learning(const MusterCentre *centre, const MusterPerson *person)
{
  const MusterGrade *grade = muster_person_grade(centre, person);
  if (grade != NULL && grade->learning.given)
    return &grade->learning;
  const MusterLearning *learning = &centre->group[person->group].learning;
  return learning->given ? learning : NULL;
}

double
muster_person_proficiency(const MusterCentre *centre, const MusterPerson *person, MusterDay day)
{
  const MusterLearning *learning = muster_person_learning(centre, person);
  if (learning == NULL || person->since == G_MININT32)
    return 1;
  double worked_s = MAX(0, (double) day - person->since) * 86400;
  return worked_s >= learning->over_s ? 1 : learning->from + (1 - learning->from) * worked_s / learning->over_s;
}
