/* What a planner should know of the levelling: what is carried in and out, how near deadlines come, what was
 * assumed. */
#include "staffing/level_private.h"
#include <math.h>

static void
note_promise(MusterStaffing *staffing, const MusterCentre *centre, const LevelQueue *q)
{
  const MusterQueue *queue = &centre->queue[q->queue];
  if (isinf(q->within_s) && q->quota == NULL) {
    staffing_note(
        staffing,
        "queue '%s': nothing is promised; what has come before the last open day is done by the end of the "
        "horizon",
        queue->name);
    return;
  }
  if (isinf(q->within_s))
    return;
  g_autofree char *within = muster_format_duration(round(q->within_s));
  if (queue->target.finish_within_s > q->within_s && !(queue->escalate_after_s <= q->within_s))
    staffing_note(staffing, "queue '%s': handled within %s, which leaves time for the answers from outside",
                  queue->name, within);
  if (q->outside >= 0) {
    const MusterOutside *outside = &centre->outside[q->outside];
    g_autofree char *answer = muster_format_duration(outside->answers_in.mean_s);
    staffing_note(
        staffing,
        "queue '%s': what is not done after %s waits for '%s', reckoned with its mean of %s, and is then "
        "finished here",
        queue->name, within, outside->name, answer);
  } else if (q->in_time < 1.0 && !q->hands_on) {
    staffing_note(
        staffing,
        "queue '%s': %.1f %% are planned to be late: the target allows it; they are done within as much open "
        "time again",
        queue->name, 100.0 * (1.0 - q->in_time));
  }
}

static void
note_carried(MusterStaffing *staffing, const MusterCentre *centre, const LevelQueue *q)
{
  const char *name = centre->queue[q->queue].name;
  if (q->n_backlog > 0.0)
    staffing_note(staffing, "queue '%s': %.1f are carried in, %.1f of them too late already", name,
                  q->n_backlog, q->n_overdue);
  if (q->n_left_late > 0.05)
    staffing_note(staffing, "queue '%s': %.1f are carried out; for %.1f of them the promised time is over",
                  name, q->n_left, q->n_left_late);
  else if (q->n_left > 0.05)
    staffing_note(staffing, "queue '%s': %.1f are carried out, not yet due when the horizon ends", name,
                  q->n_left);
  if (isnan(q->slack_s))
    return;
  g_autofree char *slack = muster_format_duration(q->slack_s),
                  *start = muster_zone_format(centre->zone, centre->grid->start[q->tightest]);
  staffing_note(
      staffing,
      "queue '%s': the least time to spare have those that come at %s: done %s before their deadline", name,
      start, slack);
}

/* Agent-hours of levelled work: in idle time, under the day's most live agents, above it. */
static void
note_sums(MusterStaffing *staffing, const MusterCentre *centre)
{
  const LevelProblem *p = staffing->levelled->problem;
  const LevelPlan *plan = staffing->levelled->plan;
  double idle = 0.0, people = 0.0, above = 0.0, hours = p->interval_s / 3600.0;
  for (int g = 0; g < p->n_groups; g++)
    for (int i = 0; i < p->n; i++) {
      double here = 0.0, live = p->live[(gsize) g * (gsize) p->n + (gsize) i];
      for (int s = 0; s < p->n_streams; s++) {
        here += plan->agents[level_at(p, s, g, i)];
        idle += plan->idle[level_at(p, s, g, i)];
      }
      double top = p->top[g * p->n_days + centre->grid->day_of[i]];
      people += here;
      above += MAX(live + here - MAX(top, live), 0.0);
    }
  staffing_note(
      staffing,
      "levelled work: %.1f agent-hours in the idle time of live agents, %.1f in intervals that need fewer "
      "live "
      "agents than their day's most, %.1f above that",
      idle * hours, (people - above) * hours, above * hours);
}

void
level_notes(MusterStaffing *staffing, const MusterCentre *centre)
{
  gboolean outbound = FALSE;
  for (int k = 0; k < staffing->levelled->n_queues; k++) {
    const LevelQueue *q = &staffing->levelled->queue[k];
    note_promise(staffing, centre, q);
    note_carried(staffing, centre, q);
    outbound = outbound || (centre->queue[q->queue].channel == MUSTER_CHANNEL_OUTBOUND &&
                            centre->queue[q->queue].reach < 1.0);
  }
  note_sums(staffing, centre);
  if (outbound)
    staffing_note(staffing, "an attempt that reaches nobody takes no agent's time");
}
