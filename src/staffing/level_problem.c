/* The levelling problem and its answer as values. */
#include "staffing/level_private.h"

LevelProblem *
level_problem_new(int n, int n_days, const int *day_first, double interval_s, int n_groups)
{
  LevelProblem *p = g_new0(LevelProblem, 1);
  gsize cells = (gsize) n_groups * (gsize) n;
  p->n = n;
  p->n_days = n_days;
  p->day_first = day_first;
  p->interval_s = interval_s;
  p->n_groups = n_groups;
  p->live = g_new0(double, cells);
  p->least = g_new0(double, cells);
  p->idle = g_new0(double, cells);
  p->top = g_new0(double, n_groups *n_days);
  p->price = g_new0(double, n_groups);
  for (int g = 0; g < n_groups; g++)
    p->price[g] = 1.0;
  return p;
}

LevelStream *
level_problem_add(LevelProblem *p, int queue)
{
  int s = p->n_streams++;
  gsize n = (gsize) p->n;
  p->stream = g_renew(LevelStream, p->stream, p->n_streams);
  p->speed = g_renew(double, p->speed, p->n_streams * p->n_groups);
  p->open_s = g_renew(double, p->open_s, (gsize) p->n_streams *n);
  p->interruptible = g_renew(gboolean, p->interruptible, p->n_streams);
  for (int g = 0; g < p->n_groups; g++)
    p->speed[s * p->n_groups + g] = 0.0;
  for (gsize i = 0; i < n; i++)
    p->open_s[(gsize) s * n + i] = 0.0;
  p->interruptible[s] = FALSE;
  p->stream[s] = (LevelStream){
      .queue = queue, .promised = TRUE, .come = g_new0(double, n + 1), .due = g_new0(double, n + 1)};
  return &p->stream[s];
}

void
level_problem_find_tops(LevelProblem *p)
{
  for (int g = 0; g < p->n_groups; g++)
    for (int d = 0; d < p->n_days; d++)
      for (int i = p->day_first[d]; i < p->day_first[d + 1]; i++) {
        gsize cell = (gsize) g * (gsize) p->n + (gsize) i;
        double *top = &p->top[g * p->n_days + d];
        *top = MAX(*top, MAX(p->live[cell], p->least[cell]));
      }
}

void
level_problem_drop(LevelProblem *p)
{
  LevelStream *last = &p->stream[--p->n_streams];
  g_free(last->come);
  g_free(last->due);
}

void
level_problem_free(LevelProblem *p)
{
  if (p == NULL)
    return;
  for (int s = 0; s < p->n_streams; s++) {
    g_free(p->stream[s].come);
    g_free(p->stream[s].due);
  }
  g_free(p->stream);
  g_free(p->speed);
  g_free(p->open_s);
  g_free(p->interruptible);
  g_free(p->live);
  g_free(p->least);
  g_free(p->idle);
  g_free(p->top);
  g_free(p->price);
  g_free(p);
}

LevelPlan *
level_plan_new(const LevelProblem *p)
{
  LevelPlan *plan = g_new0(LevelPlan, 1);
  gsize n = level_at(p, p->n_streams, 0, 0);
  plan->agents = g_new0(double, n);
  plan->idle = g_new0(double, n);
  plan->done = g_new0(double, (gsize) p->n_streams *(gsize) (p->n + 1));
  plan->peak = g_new0(double, p->n_groups * p->n_days);
  return plan;
}

void
level_plan_free(LevelPlan *plan)
{
  if (plan == NULL)
    return;
  g_free(plan->agents);
  g_free(plan->idle);
  g_free(plan->done);
  g_free(plan->peak);
  g_free(plan);
}
