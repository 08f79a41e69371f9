/* Why so many agents for work that can wait. */
#include "staffing/level_private.h"
#include <math.h>

static char *
when(const MusterCentre *centre, int boundary)
{
  return muster_zone_format(centre->zone, centre->grid->start[boundary]);
}

static void
add_arrivals(GString *out, const MusterCentre *centre, const LevelQueue *q, int interval)
{
  double contacts = q->contacts[interval] + (q->quota != NULL ? q->quota[interval] : 0.0);
  g_autofree char *handle = muster_format_duration(round(q->work_s[interval] * 1000.0) / 1000.0);
  g_string_append_printf(out, "  arrived       %.2f, %s of work each\n", contacts, handle);
  if (!(contacts > 0.0))
    return;
  if (q->quota != NULL && q->quota[interval] > 0.0) {
    g_autofree char *due = when(centre, q->quota_due[interval]);
    g_string_append_printf(out, "  due           %s, when its period ends\n", due);
  } else if (isinf(q->within_s)) {
    g_string_append(out, "  due           nothing is promised\n");
  } else if (q->due[interval] == LEVEL_BEYOND) {
    g_string_append(out, "  due           behind the horizon\n");
  } else if (q->due[interval] == LEVEL_LATE) {
    g_string_append(out, "  due           no opening lies between arrival and deadline: they are late\n");
  } else {
    g_autofree char *due = when(centre, q->due[interval]),
                    *share = muster_format_share(round(q->in_time * 1e4) / 1e4);
    g_string_append_printf(out, "  due           %s (%s of them)\n", due, share);
  }
}

/* Work of the queue between two boundaries, in agent-hours at pace 100 %. */
static double
between(const struct MusterLevelled *l, const LevelQueue *q, const double *curve, int boundary)
{
  double sum = 0.0;
  for (int s = q->first_stream; s < q->first_stream + q->n_streams; s++)
    sum += curve != NULL ? curve[(gsize) s * (gsize) (l->problem->n + 1) + (gsize) boundary]
                         : l->problem->stream[s].come[boundary];
  return sum / 3600.0;
}

static double
due_work(const struct MusterLevelled *l, const LevelQueue *q, int boundary)
{
  double sum = 0.0;
  for (int s = q->first_stream; s < q->first_stream + q->n_streams; s++)
    sum += l->problem->stream[s].due[boundary];
  return sum / 3600.0;
}

static void
add_curve(GString *out, const struct MusterLevelled *l, const LevelQueue *q, int interval)
{
  double before = between(l, q, l->plan->done, interval), after = between(l, q, l->plan->done, interval + 1),
         come = between(l, q, NULL, interval), due = due_work(l, q, interval + 1);
  g_string_append_printf(out,
                         "  on hand       %.2f h at its start, of which %.2f h must be done by its end\n"
                         "  done          %.2f h in it\n",
                         come - before, MAX(due - before, 0.0), after - before);
}

static void
add_group(GString *out, const struct MusterLevelled *l, const MusterCentre *centre, const LevelQueue *q,
          int group, int interval)
{
  const LevelProblem *p = l->problem;
  double agents = 0.0, idle = 0.0, all = 0.0, live = p->live[(gsize) group * (gsize) p->n + (gsize) interval],
         top = p->top[group * p->n_days + centre->grid->day_of[interval]];
  for (int s = 0; s < p->n_streams; s++) {
    gboolean own = s >= q->first_stream && s < q->first_stream + q->n_streams;
    all += l->plan->agents[level_at(p, s, group, interval)];
    agents += own ? l->plan->agents[level_at(p, s, group, interval)] : 0.0;
    idle += own ? l->plan->idle[level_at(p, s, group, interval)] : 0.0;
  }
  if (agents + idle <= 0.0)
    return;
  g_string_append_printf(out, "  by            %s: ", centre->group[group].name);
  if (idle > 0.0)
    g_string_append_printf(out, "%.2f agents in the idle time of its %g on live queues%s", idle, live,
                           agents > 0.0 ? ", " : "");
  if (agents > 0.0)
    g_string_append_printf(out, "%.2f agents beside %g on live queues", agents, live);
  g_string_append_c(out, '\n');
  if (agents > 0.0 && live + all <= top + 1e-6)
    g_string_append_printf(
        out, "  why here      a valley: %.2f in all, and the day's live queues need %g at their most\n",
        live + all, top);
  else if (agents > 0.0)
    g_string_append_printf(
        out,
        "  why here      the valleys do not hold it: %.2f in all, more than the %g that the "
        "day's live queues need at their most\n",
        live + all, top);
}

char *
staffing_level_explain(const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval)
{
  const struct MusterLevelled *l = staffing->levelled;
  const MusterNeed *need = &staffing->requirement->need[queue * staffing->requirement->grid->n + interval];
  const LevelQueue *q = l->queue;
  while (q->queue != queue)
    q++;
  g_autofree char *start = when(centre, interval);
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%s, %s: %.2f agents\n", centre->queue[queue].name, start, need->agents);
  add_arrivals(out, centre, q, interval);
  add_curve(out, l, q, interval);
  for (int g = 0; g < centre->n_groups; g++)
    add_group(out, l, centre, q, g, interval);
  g_string_append_printf(
      out, "  scheduled     %.0f: a group's people are rounded up once, all its queues together\n",
      need->scheduled);
  return g_string_free(out, FALSE);
}
