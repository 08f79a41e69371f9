/* A long horizon in two steps. First a programme over blocks of an hour, with the curves held at the blocks'
 * ends only, says how far each stream is to be by each midnight; then the days are levelled one after another
 * between those points, interval by interval. Every deadline is kept all the same: between two points that
 * lie on or above what is due, and on or below what has come, there is always a way, for people are not
 * limited. What is given up is that a day's peak is foreseen from the hours' mean. */
#include "staffing/level_private.h"
#include <string.h>

enum { MOST_STEPS = 4000, BLOCK_S = 3600 }; /* of one programme: streams × their open intervals */

/* --- the first step --- */

/* First intervals of the blocks, [*n_blocks + 1], and of the days in blocks, [n_days + 1]. */
static int *
make_blocks(const LevelProblem *p, int *day_block, int *n_blocks)
{
  int *first = g_new(int, p->n + 1), length = MAX(1, (int) (BLOCK_S / p->interval_s)), n = 0;
  for (int d = 0; d < p->n_days; d++) {
    day_block[d] = n;
    for (int i = p->day_first[d]; i < p->day_first[d + 1]; i += length)
      first[n++] = i;
  }
  day_block[p->n_days] = n;
  first[n] = p->n;
  *n_blocks = n;
  return first;
}

static double
mean(const double *value, int from, int to)
{
  double sum = 0.0;
  for (int i = from; i < to; i++)
    sum += value[i];
  return sum / (to - from);
}

/* In a block can be done what has come when its last open interval begins; what is due before the first open
 * interval after it must be done by its end. */
static void
fill_stream(const LevelProblem *p, LevelProblem *coarse, int s, const int *first)
{
  gsize n = (gsize) p->n;
  const LevelStream *from = &p->stream[s];
  level_problem_add(coarse, from->queue);
  LevelStream *to = &coarse->stream[s];
  coarse->interruptible[s] = p->interruptible[s];
  memcpy(coarse->speed + s * p->n_groups, p->speed + s * p->n_groups, sizeof(double) * (gsize) p->n_groups);
  int next = p->n; /* the first open interval from the block's start on */
  to->come[coarse->n] = from->come[p->n];
  to->due[coarse->n] = from->due[p->n];
  for (int b = coarse->n - 1; b >= 0; b--) {
    int last = -1;
    double open_s = 0.0;
    for (int i = first[b + 1] - 1; i >= first[b]; i--) {
      double here_s = p->open_s[(gsize) s * n + (gsize) i];
      open_s += here_s;
      last = here_s > 0.0 && last < 0 ? i : last;
      next = here_s > 0.0 ? i : next;
    }
    coarse->open_s[(gsize) s * (gsize) coarse->n + (gsize) b] = open_s;
    to->come[b] = last >= 0 ? from->come[last] : from->come[first[b]];
    to->due[b] = from->due[next];
  }
}

static LevelProblem *
make_coarse(const LevelProblem *p, const int *first, const int *day_block, int n_blocks)
{
  LevelProblem *coarse = level_problem_new(n_blocks, p->n_days, day_block, p->interval_s, p->n_groups);
  for (int g = 0; g < p->n_groups; g++) {
    coarse->price[g] = p->price[g];
    memcpy(coarse->top + g * p->n_days, p->top + g * p->n_days, sizeof(double) * (gsize) p->n_days);
    for (int b = 0; b < n_blocks; b++) {
      gsize cell = (gsize) g * (gsize) n_blocks + (gsize) b, row = (gsize) g * (gsize) p->n;
      coarse->live[cell] = mean(p->live + row, first[b], first[b + 1]);
      coarse->least[cell] = mean(p->least + row, first[b], first[b + 1]);
      coarse->idle[cell] = mean(p->idle + row, first[b], first[b + 1]);
    }
  }
  for (int s = 0; s < p->n_streams; s++)
    fill_stream(p, coarse, s, first);
  return coarse;
}

/* How far each stream is to be at each midnight: [n_streams * (n_days + 1)]. NULL with an error. */
static double *
find_midnights(const LevelProblem *p, GError **error)
{
  int n_blocks;
  g_autofree int *day_block = g_new(int, p->n_days + 1), *first = make_blocks(p, day_block, &n_blocks);
  g_autoptr(LevelProblem) coarse = make_coarse(p, first, day_block, n_blocks);
  g_autoptr(LevelPlan) plan = level_solve_whole(coarse, error);
  if (plan == NULL)
    return NULL;
  double *done = g_new(double, p->n_streams *(p->n_days + 1));
  for (int s = 0; s < p->n_streams; s++)
    for (int d = 0; d <= p->n_days; d++)
      done[s * (p->n_days + 1) + d] = plan->done[(gsize) s * (gsize) (n_blocks + 1) + (gsize) day_block[d]];
  return done;
}

/* --- the second step --- */

/* The problem of some days: of each stream what lies between `from` and `to`. */
static LevelProblem *
make_part(const LevelProblem *p, const double *midnight, int first_day, int end_day, const int *day_first)
{
  int first = p->day_first[first_day], n = p->day_first[end_day] - first, n_days = end_day - first_day;
  LevelProblem *part = level_problem_new(n, n_days, day_first, p->interval_s, p->n_groups);
  for (int g = 0; g < p->n_groups; g++) {
    gsize from = (gsize) g * (gsize) p->n + (gsize) first, to = (gsize) g * (gsize) n;
    part->price[g] = p->price[g];
    memcpy(part->top + g * n_days, p->top + g * p->n_days + first_day, sizeof(double) * (gsize) n_days);
    memcpy(part->live + to, p->live + from, sizeof(double) * (gsize) n);
    memcpy(part->least + to, p->least + from, sizeof(double) * (gsize) n);
    memcpy(part->idle + to, p->idle + from, sizeof(double) * (gsize) n);
  }
  for (int s = 0; s < p->n_streams; s++) {
    const double *reached = midnight + s * (p->n_days + 1);
    double from = reached[first_day], to = reached[end_day];
    level_problem_add(part, p->stream[s].queue);
    part->interruptible[s] = p->interruptible[s];
    memcpy(part->speed + s * p->n_groups, p->speed + s * p->n_groups, sizeof(double) * (gsize) p->n_groups);
    memcpy(part->open_s + (gsize) s * (gsize) n, p->open_s + (gsize) s * (gsize) p->n + (gsize) first,
           sizeof(double) * (gsize) n);
    for (int i = 0; i <= n; i++) {
      part->stream[s].come[i] = MAX(MIN(p->stream[s].come[first + i], to) - from, 0.0);
      part->stream[s].due[i] = i == n ? to - from : CLAMP(p->stream[s].due[first + i] - from, 0.0, to - from);
    }
  }
  return part;
}

/* Puts the plan of some days into the whole. */
static void
take_part(const LevelProblem *p, LevelPlan *plan, const LevelPlan *part, const double *midnight,
          int first_day, int end_day)
{
  int first = p->day_first[first_day], n = p->day_first[end_day] - first;
  for (int s = 0; s < p->n_streams; s++) {
    for (int g = 0; g < p->n_groups; g++) {
      gsize from = ((gsize) s * (gsize) p->n_groups + (gsize) g) * (gsize) n, to = level_at(p, s, g, first);
      memcpy(plan->agents + to, part->agents + from, sizeof(double) * (gsize) n);
      memcpy(plan->idle + to, part->idle + from, sizeof(double) * (gsize) n);
    }
    for (int i = 1; i <= n; i++)
      plan->done[(gsize) s * (gsize) (p->n + 1) + (gsize) (first + i)] =
          midnight[s * (p->n_days + 1) + first_day] + part->done[(gsize) s * (gsize) (n + 1) + (gsize) i];
  }
  for (int g = 0; g < p->n_groups; g++)
    memcpy(plan->peak + g * p->n_days + first_day, part->peak + g * (end_day - first_day),
           sizeof(double) * (gsize) (end_day - first_day));
}

static gboolean
solve_days(const LevelProblem *p, LevelPlan *plan, const double *midnight, int first_day, int end_day,
           GError **error)
{
  g_autofree int *day_first = g_new(int, end_day - first_day + 1);
  for (int d = first_day; d <= end_day; d++)
    day_first[d - first_day] = p->day_first[d] - p->day_first[first_day];
  g_autoptr(LevelProblem) days = make_part(p, midnight, first_day, end_day, day_first);
  g_autoptr(LevelPlan) part = level_solve_whole(days, error);
  if (part == NULL)
    return FALSE;
  take_part(p, plan, part, midnight, first_day, end_day);
  return TRUE;
}

/* Steps of the programme over some days: intervals in which a stream can be worked at. */
static int
n_steps(const LevelProblem *p, int first_day, int end_day)
{
  int n = 0;
  for (int s = 0; s < p->n_streams; s++)
    for (int i = p->day_first[first_day]; i < p->day_first[end_day]; i++)
      n += p->open_s[(gsize) s * (gsize) p->n + (gsize) i] > 0.0;
  return n;
}

LevelPlan *
level_solve_split(const LevelProblem *p, int most_steps, GError **error)
{
  g_autofree double *midnight = find_midnights(p, error);
  if (midnight == NULL)
    return NULL;
  g_autoptr(LevelPlan) plan = level_plan_new(p);
  for (int d = 0, end; d < p->n_days; d = end) {
    for (end = d + 1; end < p->n_days && n_steps(p, d, end + 1) <= most_steps;)
      end++;
    if (!solve_days(p, plan, midnight, d, end, error))
      return NULL;
  }
  return g_steal_pointer(&plan);
}

LevelPlan *
level_solve(const LevelProblem *p, GError **error)
{
  if (n_steps(p, 0, p->n_days) <= MOST_STEPS || p->n_days < 2)
    return level_solve_whole(p, error);
  return level_solve_split(p, MOST_STEPS, error);
}
