/* Lines: how many the planned staff asks for, and what too few of them cost. */
#include "staffing/staffing_private.h"
#include "staffing/trunks_private.h"
#include <math.h>

#define USUAL_BLOCK 0.01

static gboolean
takes_lines(const MusterCentre *centre, int queue)
{
  if (centre->queue[queue].channel != MUSTER_CHANNEL_VOICE)
    return FALSE;
  return centre->lines.queues == 0 || (centre->lines.queues >> queue & 1) != 0;
}

/* Calls of all queues on lines in an interval. `*offered` is what they bring. FALSE: a queue grows without
 * end. */
static gboolean
fill_law(const MusterStaffing *staffing, const MusterCentre *centre, int interval, TrunkLaw *law,
         double *offered)
{
  *offered = 0.0;
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterNeed *need = staffing_need((MusterStaffing *) staffing, q, interval);
    const MusterDist *patience = &centre->queue[q].patience;
    g_auto(TrunkLaw) own = {0};
    if (!takes_lines(centre, q) || !(need->load_erl > 0.0))
      continue;
    int agents = (int) fmax(1.0, floor(need->agents));
    if (!trunk_law_of_queue(&own, need->load_erl, need->handle_mean_s,
                            patience->info != NULL ? patience->mean_s : INFINITY, agents))
      return FALSE;
    *offered += need->contacts;
    if (law->p == NULL) {
      *law = own;
      own = (TrunkLaw){0};
    } else {
      trunk_law_add(law, &own);
    }
  }
  return TRUE;
}

void
muster_trunks_free(MusterTrunks *trunks)
{
  if (trunks == NULL)
    return;
  g_free(trunks->lines);
  g_free(trunks->blocked);
  g_free(trunks);
}

/* One interval; adds to the sums of what is offered and what finds no line. */
static void
fill_interval(MusterTrunks *t, const MusterStaffing *staffing, const MusterCentre *centre, int i, double *all,
              double *lost)
{
  g_auto(TrunkLaw) law = {0};
  double offered;
  if (!fill_law(staffing, centre, i, &law, &offered)) {
    t->lines[i] = -1;
    t->n_endless++;
    return;
  }
  if (law.p == NULL)
    return;
  t->lines[i] = trunk_law_lines(&law, t->target);
  t->blocked[i] = isnan(centre->lines.count) ? NAN : trunk_law_blocked(&law, (int) centre->lines.count);
  if (t->lines[i] > t->peak) {
    t->peak = t->lines[i];
    t->peak_at = i;
  }
  *all += offered;
  *lost += isnan(t->blocked[i]) ? 0.0 : offered * t->blocked[i];
}

MusterTrunks *
muster_trunks_new(const MusterStaffing *staffing, const MusterCentre *centre, double target)
{
  MusterTrunks *t = g_new0(MusterTrunks, 1);
  double all = 0.0, lost = 0.0;
  int n = centre->grid->n;
  t->target = target;
  t->peak_at = -1;
  t->lines = g_new0(int, n);
  t->blocked = g_new(double, n);
  for (int i = 0; i < n; i++) {
    t->blocked[i] = NAN;
    fill_interval(t, staffing, centre, i, &all, &lost);
  }
  t->blocked_share = isnan(centre->lines.count) || !(all > 0.0) ? NAN : lost / all;
  return t;
}

/* --- the centre's own lines --- */

static void
note_peak(MusterStaffing *staffing, const MusterCentre *centre, const MusterTrunks *t)
{
  g_autofree char *share = muster_format_share(t->target);
  if (t->peak_at >= 0) {
    g_autofree char *when = muster_zone_format(centre->zone, centre->grid->start[t->peak_at]);
    staffing_note(staffing,
                  "lines: at most %s of calls find all taken with %d lines, at %s the most; there are %.0f",
                  share, t->peak, when, centre->lines.count);
  }
  if (t->n_endless > 0)
    staffing_note(staffing,
                  "lines: in %d intervals more comes in than the agents of that interval get done, and no "
                  "number of lines is "
                  "named for them",
                  t->n_endless);
}

/* What callers who find no line do to the service that is promised of all. */
static void
count_blocked(const MusterCentre *centre, MusterNeed *need, double blocked)
{
  if (!centre->blocked_is_offered || !(need->contacts > 0.0) || isnan(blocked))
    return;
  gboolean of_offered = centre->service_level == MUSTER_SL_ANSWERED_OF_OFFERED ||
                        centre->service_level == MUSTER_SL_ABANDONED_AS_GOOD ||
                        centre->service_level == MUSTER_SL_SHORT_ABANDONS_AS_GOOD;
  if (of_offered)
    need->service_level *= 1.0 - blocked;
  need->abandonment *= 1.0 - blocked;
}

/* Queues whose service level falls below target for want of lines: agents are no help. */
static void
tell_below(MusterStaffing *staffing, const MusterCentre *centre, int queue, const double *before)
{
  const MusterTarget *target = &centre->queue[queue].target;
  int n = 0, first = -1;
  for (int i = 0; i < centre->grid->n && centre->queue[queue].has_target && !isnan(target->answer); i++) {
    double level = staffing_need(staffing, queue, i)->service_level;
    if (!(before[i] >= target->answer) || level >= target->answer)
      continue;
    if (n++ == 0)
      first = i;
  }
  if (n > 0 && target->per == MUSTER_PER_INTERVAL)
    staffing_add_unmet(
        staffing, queue, MUSTER_BINDING_SERVICE_LEVEL, first, n,
        "calls that find no line count as offered, and more agents do not help them: more lines would");
}

void
staffing_honour_lines(MusterStaffing *staffing, const MusterCentre *centre)
{
  if (isnan(centre->lines.count))
    return;
  g_autoptr(MusterTrunks) t = muster_trunks_new(staffing, centre, USUAL_BLOCK);
  g_autofree double *before = g_new(double, centre->grid->n);
  note_peak(staffing, centre, t);
  if (t->peak <= (int) centre->lines.count)
    return;
  double worst = 0.0;
  for (int i = 0; i < centre->grid->n; i++)
    worst = fmax(worst, isnan(t->blocked[i]) ? 0.0 : t->blocked[i]);
  staffing_note(staffing, "lines: %.2f %% of all calls find none, at the most %.2f %% in an interval; %s",
                100.0 * t->blocked_share, 100.0 * worst,
                centre->blocked_is_offered
                    ? "they count as offered, and agents are not taken away for them"
                    : "they are not in the service level, and agents are not taken away for them");
  for (int q = 0; q < centre->n_queues; q++) {
    if (!takes_lines(centre, q))
      continue;
    for (int i = 0; i < centre->grid->n; i++) {
      before[i] = staffing_need(staffing, q, i)->service_level;
      count_blocked(centre, staffing_need(staffing, q, i), t->blocked[i]);
    }
    tell_below(staffing, centre, q, before);
  }
}
