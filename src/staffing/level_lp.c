/* The levelling programme. For each stream s, group g and interval i with the stream's queue open:
 *
 *     done[s, i + 1] = done[s, i] + Σ_g speed[s, g] · open_s[s, i] · (people[s, g, i] + idle[s, g, i])
 *     due[s, j] ≤ done[s, i + 1] ≤ come[s, i]    where j is the next interval in which s is open
 *     Σ_s people[s, g, i] ≤ Σ_b band[g, i, b]    bands of agents, one above the other, from the live need up
 *     Σ_b band[g, i, b] ≤ peak[g, day]           over the bands above the day's most live agents
 *     Σ_s idle[s, g, i] ≤ idle time of g in i    over interruptible streams; the others have none
 *
 * What comes first costs so much more than what comes next that it is never traded against it: first the
 * days' peaks (people come for whole shifts, so what lies under the day's peak is mostly there anyway), then
 * agent-time beyond the live need, of which idle time is free; then smoothness: a band costs the more the
 * higher it lies, so that the valleys are filled from their ground; last, waiting: what costs nothing is done
 * early. Size: about three rows and eight columns per interval and group, and per stream and interval one row
 * and a column more than it has groups. */
#include "staffing/level_private.h"
#include <muster/mip.h>
#include <math.h>

enum { BANDS_BELOW = 5, BANDS_ABOVE = 5 };
static const double COST_IDLE = 0.1, COST_GROUND = 1.0, COST_TOP = 1.5,
                    COST_ABOVE = 2.0;    /* an agent's interval */
static const double COST_WAITING = 1e-5; /* of an agent-interval of work, per interval that it waits */

typedef struct {
  const LevelProblem *p;
  MusterLp *lp;
  double scale;                          /* price of a group's agent over the mean price */
  double fair;                           /* agents if all work were spread evenly over all open time */
  int *work_row;                         /* [n_streams * n]; −1 (here and below): none */
  int *people_row, *peak_row, *idle_row; /* [n_groups * n] */
  int *done_column;                      /* [n_streams * n] */
  int *people_column, *idle_column;      /* as level_at() */
  int *peak_column;                      /* [n_groups * n_days] */
} Programme;

static int *
none(gsize n)
{
  int *index = g_new(int, MAX(n, 1));
  for (gsize i = 0; i < n; i++)
    index[i] = -1;
  return index;
}

static void
programme_init(Programme *m, const LevelProblem *p)
{
  gsize cells = (gsize) p->n_groups * (gsize) p->n, steps = (gsize) p->n_streams * (gsize) p->n;
  *m = (Programme){
      .p = p,
      .lp = muster_lp_new(),
      .work_row = none(steps),
      .people_row = none(cells),
      .peak_row = none(cells),
      .idle_row = none(cells),
      .done_column = none(steps),
      .people_column = none(steps * (gsize) p->n_groups),
      .idle_column = none(steps * (gsize) p->n_groups),
      .peak_column = none((gsize) p->n_groups * (gsize) p->n_days),
  };
}

static void
programme_clear(Programme *m)
{
  muster_lp_free(m->lp);
  g_free(m->work_row);
  g_free(m->people_row);
  g_free(m->peak_row);
  g_free(m->idle_row);
  g_free(m->done_column);
  g_free(m->people_column);
  g_free(m->idle_column);
  g_free(m->peak_column);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Programme, programme_clear)

static gboolean
serves(const LevelProblem *p, int stream, int group, int interval)
{
  return p->speed[stream * p->n_groups + group] > 0.0 &&
         p->open_s[(gsize) stream * (gsize) p->n + (gsize) interval] > 0.0;
}

static gboolean
is_workable(const LevelProblem *p, int stream, int interval)
{
  for (int g = 0; g < p->n_groups; g++)
    if (serves(p, stream, g, interval))
      return TRUE;
  return FALSE;
}

/* --- rows --- */

static void
add_group_rows(Programme *m, int group, int interval)
{
  const LevelProblem *p = m->p;
  gsize cell = (gsize) group * (gsize) p->n + (gsize) interval;
  gboolean any = FALSE, idle = FALSE;
  for (int s = 0; s < p->n_streams; s++) {
    any = any || serves(p, s, group, interval);
    idle = idle || (p->interruptible[s] && serves(p, s, group, interval));
  }
  if (!any)
    return;
  m->people_row[cell] = muster_lp_add_row(m->lp, -MUSTER_MIP_INFINITY, 0.0, 0, NULL, NULL);
  m->peak_row[cell] = muster_lp_add_row(m->lp, -MUSTER_MIP_INFINITY, 0.0, 0, NULL, NULL);
  if (idle && p->idle[cell] > 0.0)
    m->idle_row[cell] = muster_lp_add_row(m->lp, -MUSTER_MIP_INFINITY, p->idle[cell], 0, NULL, NULL);
}

static void
add_rows(Programme *m)
{
  const LevelProblem *p = m->p;
  for (int g = 0; g < p->n_groups; g++)
    for (int i = 0; i < p->n; i++)
      add_group_rows(m, g, i);
  for (int s = 0; s < p->n_streams; s++)
    for (int i = 0; i < p->n; i++)
      if (is_workable(p, s, i))
        m->work_row[(gsize) s * (gsize) p->n + (gsize) i] = muster_lp_add_row(m->lp, 0.0, 0.0, 0, NULL, NULL);
}

/* --- columns of the groups --- */

/* Agents between the levels `from` and `to` of the total. */
static void
add_band(Programme *m, gsize cell, double from, double to, double cost, gboolean is_above)
{
  double room = to - MAX(from, m->p->live[cell]);
  int row[2] = {m->people_row[cell], m->peak_row[cell]};
  const double value[2] = {-1.0, 1.0};
  if (room > 0.0)
    muster_lp_add_column(m->lp, 0.0, MIN(room, MUSTER_MIP_INFINITY), cost, is_above ? 2 : 1, row, value);
}

static void
add_bands(Programme *m, gsize cell, double ground, double top)
{
  const LevelProblem *p = m->p;
  double there = MAX(p->live[cell], p->least[cell]), step = (top - ground) / BANDS_BELOW;
  add_band(m, cell, p->live[cell], there, COST_IDLE * m->scale, FALSE);
  for (int b = 0; b < BANDS_BELOW; b++) {
    double cost = COST_GROUND + (COST_TOP - COST_GROUND) * b / BANDS_BELOW;
    add_band(m, cell, MAX(there, ground + b * step), b + 1 < BANDS_BELOW ? ground + (b + 1) * step : top,
             cost * m->scale, FALSE);
  }
  step = MAX(2.0 * m->fair / BANDS_ABOVE, 1e-3);
  for (int b = 0; b < BANDS_ABOVE; b++)
    add_band(m, cell, top + b * step, b + 1 < BANDS_ABOVE ? top + (b + 1) * step : INFINITY,
             (COST_TOP + (COST_ABOVE - COST_TOP) * b / BANDS_ABOVE) * m->scale, TRUE);
}

/* A group's day: its bands, and the column of its peak. */
static void
add_day(Programme *m, int group, int day)
{
  const LevelProblem *p = m->p;
  int first = p->day_first[day], end = p->day_first[day + 1], n = 0;
  double top = p->top[group * p->n_days + day], ground = INFINITY;
  g_autofree int *row = g_new(int, end - first);
  g_autofree double *value = g_new(double, end - first);
  for (int i = first; i < end; i++) {
    gsize cell = (gsize) group * (gsize) p->n + (gsize) i;
    if (m->people_row[cell] < 0)
      continue;
    ground = MIN(ground, MAX(p->live[cell], p->least[cell]));
    row[n] = m->peak_row[cell];
    value[n++] = -1.0;
  }
  for (int i = first; i < end; i++)
    if (m->people_row[(gsize) group * (gsize) p->n + (gsize) i] >= 0)
      add_bands(m, (gsize) group * (gsize) p->n + (gsize) i, ground, top);
  if (n > 0) /* one more agent at the peak saves at most the dearest band in every interval of the day */
    m->peak_column[group * p->n_days + day] =
        muster_lp_add_column(m->lp, 0.0, MUSTER_MIP_INFINITY, 2.0 * COST_ABOVE * n * m->scale, n, row, value);
}

/* --- columns of the streams --- */

static void
add_worker(Programme *m, int stream, int group, int interval)
{
  const LevelProblem *p = m->p;
  gsize cell = (gsize) group * (gsize) p->n + (gsize) interval,
        step = (gsize) stream * (gsize) p->n + (gsize) interval, at = level_at(p, stream, group, interval);
  int row[2] = {m->work_row[step], m->people_row[cell]};
  double value[2] = {-p->speed[stream * p->n_groups + group] * p->open_s[step] / p->interval_s, 1.0};
  m->people_column[at] = muster_lp_add_column(m->lp, 0.0, MUSTER_MIP_INFINITY, 0.0, 2, row, value);
  row[1] = m->idle_row[cell];
  if (p->interruptible[stream] && row[1] >= 0)
    m->idle_column[at] = muster_lp_add_column(m->lp, 0.0, MUSTER_MIP_INFINITY, 0.0, 2, row, value);
}

/* The curve of a stream in agent-intervals, and who works at it. */
static void
add_stream(Programme *m, int stream)
{
  const LevelProblem *p = m->p;
  const LevelStream *s = &p->stream[stream];
  for (int i = 0, next; i < p->n; i = next) {
    for (next = i + 1; next < p->n && m->work_row[(gsize) stream * (gsize) p->n + (gsize) next] < 0;)
      next++;
    gsize step = (gsize) stream * (gsize) p->n + (gsize) i;
    if (m->work_row[step] < 0)
      continue;
    double most = s->come[i] / p->interval_s, least = MIN(s->due[next] / p->interval_s, most);
    int row[2] = {m->work_row[step], next < p->n ? m->work_row[step + (gsize) (next - i)] : -1};
    const double value[2] = {1.0, -1.0};
    m->done_column[step] =
        muster_lp_add_column(m->lp, least, most, -COST_WAITING, row[1] >= 0 ? 2 : 1, row, value);
    for (int g = 0; g < p->n_groups; g++)
      if (serves(p, stream, g, i))
        add_worker(m, stream, g, i);
  }
}

static void
build(Programme *m)
{
  const LevelProblem *p = m->p;
  double work = 0.0, open_s = 0.0, price = 0.0;
  for (int s = 0; s < p->n_streams; s++) {
    double stream_open_s = 0.0;
    work += p->stream[s].come[p->n];
    for (int i = 0; i < p->n; i++)
      stream_open_s += p->open_s[(gsize) s * (gsize) p->n + (gsize) i];
    open_s = MAX(open_s, stream_open_s);
  }
  m->fair = open_s > 0.0 ? work / open_s : 0.0;
  for (int g = 0; g < p->n_groups; g++)
    price += p->price[g] / p->n_groups;
  add_rows(m);
  for (int g = 0; g < p->n_groups; g++) {
    m->scale = p->price[g] / price;
    for (int d = 0; d < p->n_days; d++)
      add_day(m, g, d);
  }
  for (int s = 0; s < p->n_streams; s++)
    add_stream(m, s);
}

/* --- the answer --- */

/* What the solver leaves of a value within its tolerance of 0 is 0. */
static double
value_of(const double *value, int column)
{
  return column >= 0 && value[column] > 1e-7 ? value[column] : 0.0;
}

static LevelPlan *
read_plan(const Programme *m)
{
  const LevelProblem *p = m->p;
  const double *value = muster_lp_values(m->lp);
  LevelPlan *plan = level_plan_new(p);
  gsize n = level_at(p, p->n_streams, 0, 0);
  for (gsize at = 0; at < n; at++) {
    plan->agents[at] = value_of(value, m->people_column[at]);
    plan->idle[at] = value_of(value, m->idle_column[at]);
  }
  for (int s = 0; s < p->n_streams; s++) {
    double *done = plan->done + (gsize) s * (gsize) (p->n + 1);
    for (int i = 0; i < p->n; i++) {
      int column = m->done_column[(gsize) s * (gsize) p->n + (gsize) i];
      done[i + 1] = column >= 0 ? MAX(done[i], value[column] * p->interval_s) : done[i];
    }
  }
  for (int k = 0; k < p->n_groups * p->n_days; k++)
    plan->peak[k] = value_of(value, m->peak_column[k]);
  return plan;
}

LevelPlan *
level_solve_whole(const LevelProblem *p, GError **error)
{
  g_auto(Programme) m = {0};
  programme_init(&m, p);
  build(&m);
  MusterMipStatus status = muster_lp_solve(m.lp, MUSTER_LP_FRESH, 0);
  if (status != MUSTER_MIP_OPTIMAL) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_FAILED, "levelling: the linear programme is %s",
                muster_mip_status_name(status));
    return NULL;
  }
  return read_plan(&m);
}
