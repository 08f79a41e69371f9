/* Random centres with calls and two queues of cases: the levelled requirement, replayed case by case with
 * nothing but its rows, keeps every deadline that can be kept, loses no work, never needs more people at the
 * days' peaks than doing cases as they come, nor more when there is more time.
 *
 * usage: staffing_level [CASES [SEED]]
 */
#include "written_centre.h"
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 2 }; /* queues of cases */

typedef struct {
  guint64 seed, number, draw;
  int interval_min, n_days, open_h, close_h;
  double handle_min[CASES], within_h[CASES];
  gboolean open_clock[CASES], two_groups;
} Made;

static int failures;

static double
uniform(Made *m, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(m->seed, m->number), m->draw++),
                                              MUSTER_DRAW_OTHER);
}

static void
add_demand(GString *out, Made *m, const char *name, double most, double empty)
{
  g_string_append_printf(out, "    %s:\n", name);
  for (int d = 0; d < m->n_days; d++) {
    g_string_append_printf(out, "      2026-03-%02d: {from: %02d:00, contacts: [", 2 + d, m->open_h);
    for (int i = 0; i < (m->close_h - m->open_h) * 60 / m->interval_min; i++)
      g_string_append_printf(out, "%s%.3f", i > 0 ? ", " : "",
                             uniform(m, 0, 1) < empty ? 0 : uniform(m, 0, most) * m->interval_min / 60);
    g_string_append(out, "]}\n");
  }
}

static void
draw(Made *m)
{
  const int INTERVALS[] = {15, 30, 60};
  m->draw = 0;
  m->interval_min = INTERVALS[(int) uniform(m, 0, 3)];
  m->n_days = (int) uniform(m, 1, 5);
  m->open_h = (int) uniform(m, 0, 12);
  m->close_h = m->open_h + (int) uniform(m, 3, 13);
  m->two_groups = uniform(m, 0, 1) < 0.4;
  for (int k = 0; k < CASES; k++) {
    m->handle_min[k] = floor(uniform(m, 2, 90));
    m->within_h[k] = MAX(2 * m->interval_min / 60.0, floor(uniform(m, 1, 40)));
    m->open_clock[k] = uniform(m, 0, 1) < 0.5;
  }
}

/* The centre with `more_h` hours more for every case. The demand is drawn from the same numbers each time. */
static char *
written_text(Made *m, double more_h)
{
  GString *out = g_string_new(NULL);
  m->draw = 1000;
  g_string_append_printf(
      out,
      "centre: made\ntimezone: UTC\ninterval: %d min\ncurrency: EUR\n"
      "horizon: {from: 2026-03-02, to: 2026-03-%02d}\nopen: {mon-sun: %02d:00-%02d:00}\n"
      "service_level: answered_within / offered\nqueues:\n"
      "  calls: {handle: {mean: 4 min}, patience: {mean: 3 min}, target: {answer: 80 %%, within: 20 s}}\n",
      m->interval_min, 1 + m->n_days, m->open_h, m->close_h);
  for (int k = 0; k < CASES; k++)
    g_string_append_printf(
        out, "  cases%d: {channel: case, handle: {mean: %g min}, target: {finish: 100 %%, within: %g h}%s}\n",
        k, m->handle_min[k], m->within_h[k] + more_h, m->open_clock[k] ? ", clock: open_hours" : "");
  g_string_append(out, m->two_groups
                           ? "groups: {all: {serves: [calls, cases0, cases1]}, back: {serves: [cases1]}}\n"
                           : "groups: {all: {serves: [calls, cases0, cases1]}}\n");
  g_string_append(out, "demand:\n  queues:\n");
  add_demand(out, m, "calls", uniform(m, 0, 200), 0.1);
  add_demand(out, m, "cases0", uniform(m, 0, 30), 0.5);
  add_demand(out, m, "cases1", uniform(m, 0, 10), 0.3);
  return g_string_free(out, FALSE);
}

static void G_GNUC_PRINTF(2, 3) fail(const Made *m, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  fprintf(stderr, "seed %" G_GUINT64_FORMAT " case %" G_GUINT64_FORMAT ": ", m->seed, m->number);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  failures++;
}

/* Is `boundary` within `within_s` of the start of interval `from`, on the queue's clock? */
static gboolean
in_time(const Written *w, const Made *m, int k, int from, int boundary, double within_s)
{
  const MusterGrid *grid = w->centre->grid;
  double gone_s = 0;
  if (!m->open_clock[k])
    return (double) (grid->start[boundary] - grid->start[from]) <= within_s;
  for (int i = from; i < boundary; i++)
    gone_s += muster_centre_open_s(w->centre, 1 + k, i);
  return gone_s <= within_s;
}

/* Can anything be done at all between the end of interval `from` and the deadline of what came in it? */
static gboolean
possible(const Written *w, const Made *m, int k, int from)
{
  for (int i = from + 1; i < w->centre->grid->n; i++)
    if (muster_centre_open_s(w->centre, 1 + k, i) > 0)
      return in_time(w, m, k, from, i + 1, m->within_h[k] * 3600);
  return FALSE;
}

/* Works off what came before interval i, the oldest first: what can be kept, or the rest. Returns what is
 * left of `can`. */
static double
work_off(double *left, const gboolean *kept, gboolean which, int i, double can)
{
  for (int j = 0; j < i && can > 0; j++) {
    double part = kept[j] == which ? MIN(can, left[j]) : 0;
    can -= part;
    left[j] -= part;
  }
  return can;
}

/* First come, first served (whoever is late anyway last), with the agents of the rows and what has come by
 * the start of each interval. */
static void
replay(const Written *w, const Made *m, int k)
{
  const MusterGrid *grid = w->centre->grid;
  double handle_s = m->handle_min[k] * 60, worked = 0, came = 0, backlog = 0;
  g_autofree double *left = g_new0(double, grid->n);
  g_autofree gboolean *kept = g_new0(gboolean, grid->n);
  int last_day = grid->day_first[grid->n_days - 1];
  for (int i = 0; i < grid->n; i++) {
    double can = w->staffing->requirement->need[(1 + k) * grid->n + i].agents * grid->interval_s;
    worked += can;
    double over = work_off(left, kept, FALSE, i, work_off(left, kept, TRUE, i, can));
    if (over > 0.1 + 1e-5 * can)
      fail(m, "cases%d: interval %d has %.3f s of people and nothing to do", k, i, over);
    for (int j = 0; j < i; j++) /* whose deadline is the end of this interval? */
      if (kept[j] && left[j] > 0.1 + 1e-4 * handle_s && in_time(w, m, k, j, i + 1, m->within_h[k] * 3600) &&
          (i + 1 == grid->n ? j + 1 < last_day : !in_time(w, m, k, j, i + 2, m->within_h[k] * 3600)))
        fail(m, "cases%d: %.3f s of interval %d are late after interval %d", k, left[j], j, i);
    kept[i] = possible(w, m, k, i);
    left[i] = w->demand->queue[1 + k].contacts[i] * handle_s;
    came += left[i];
  }
  for (int i = 0; i < grid->n; i++)
    backlog += left[i];
  if (fabs(worked + backlog - came) > 1 + 1e-5 * came)
    fail(m, "cases%d: %.3f s came, %.3f s were worked, %.3f s are left", k, came, worked, backlog);
}

/* Σ over days of the most agents at once; `as_it_comes`: cases done in the first open interval after they
 * came. */
static double
peaks(const Written *w, const Made *m, gboolean as_it_comes)
{
  const MusterGrid *grid = w->centre->grid;
  double sum = 0;
  g_autofree double *total = g_new0(double, grid->n);
  for (int i = 0; i < grid->n; i++) {
    total[i] += w->staffing->requirement->need[i].agents;
    for (int k = 0; k < CASES; k++) {
      double work = w->demand->queue[1 + k].contacts[i] * m->handle_min[k] * 60 / grid->interval_s;
      int at = i + 1;
      while (at < grid->n && muster_centre_open_s(w->centre, 1 + k, at) <= 0)
        at++;
      if (!as_it_comes)
        total[i] += w->staffing->requirement->need[(1 + k) * grid->n + i].agents;
      else if (at < grid->n)
        total[at] += work;
    }
  }
  for (int d = 0; d < grid->n_days; d++) {
    double most = 0;
    for (int i = grid->day_first[d]; i < grid->day_first[d + 1]; i++)
      most = MAX(most, total[i]);
    sum += most;
  }
  return sum;
}

static void
try(Made *m)
{
  g_auto(Written) w = {0}, longer = {0};
  draw(m);
  g_autofree char *text = written_text(m, 0), *longer_text = written_text(m, 5);
  written_staff(&w, text, MUSTER_STAFFING_STATIONARY);
  written_staff(&longer, longer_text, MUSTER_STAFFING_STATIONARY);
  if (w.staffing == NULL || longer.staffing == NULL)
    written_stop(w.staffing == NULL ? &w : &longer);
  for (int k = 0; k < CASES; k++)
    replay(&w, m, k);
  double levelled = peaks(&w, m, FALSE), plain = peaks(&w, m, TRUE), relaxed = peaks(&longer, m, FALSE);
  if (!m->two_groups && levelled > plain + 1e-3)
    fail(m, "peaks %.4f levelled, %.4f as it comes", levelled, plain);
  if (!m->two_groups && relaxed > levelled + 1e-3)
    fail(m, "peaks %.4f with 5 h more, %.4f without", relaxed, levelled);
}

int
main(int n, char **argument)
{
  Made m = {.seed = n > 2 ? g_ascii_strtoull(argument[2], NULL, 10) : 1};
  guint64 cases = n > 1 ? g_ascii_strtoull(argument[1], NULL, 10) : 100;
  for (m.number = 0; m.number < cases; m.number++)
    try(&m);
  printf("seed %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT " centres levelled and replayed, %d failures\n",
         m.seed, cases, failures);
  return failures > 0;
}
