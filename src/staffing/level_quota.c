/* Quotas: every customer so often in a month or week. The contacts come up evenly over the open hours of the
 * period and are due at its end, with as many attempts as they are expected to take. Where the horizon holds
 * a part of a period, it gets the part of the quota that its open days are of the period's, due with its own
 * last opening. */
#include "staffing/level_private.h"
#include <math.h>

/* Spreads contacts over the open time of the intervals from `first` on, before `end`. */
static void
spread(LevelQueue *q, const LevelHours *h, int first, int end, double contacts)
{
  double open_s = h->open_before_s[end] - h->open_before_s[first];
  int due = end;
  while (due > first && !(h->open_s[due - 1] > 0.0))
    due--;
  for (int i = first; i < end && open_s > 0.0; i++) {
    q->quota[i] = contacts * h->open_s[i] / open_s;
    q->quota_due[i] = due;
  }
}

void
level_queue_quota(LevelQueue *q, const MusterCentre *centre, const LevelHours *h)
{
  const MusterQueue *queue = &centre->queue[q->queue];
  const MusterGrid *grid = h->grid;
  if (!(queue->quota_customers > 0.0))
    return;
  q->quota = g_new0(double, grid->n);
  q->quota_due = g_new0(int, grid->n);
  g_autoptr(GArray) parts = muster_quota_parts(centre, q->queue);
  for (guint k = 0; k < parts->len; k++) {
    const MusterQuotaPart *part = &g_array_index(parts, MusterQuotaPart, k);
    spread(q, h, grid->day_first[part->from - grid->first_day], grid->day_first[part->to - grid->first_day],
           part->contacts * muster_flows_attempts(queue));
  }
}
