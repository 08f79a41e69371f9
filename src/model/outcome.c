/* Outcome: the value and the table of its measures. Its JSON is in outcome_write.c and outcome_read.c. */
#include <muster/model/outcome.h>
#include <math.h>

/* What the names in the header do not say: the feature in use that makes a measure appear (NULL: always
 * shown), and what it counts (semantics.md). */
#define NOTE_OFFERED NULL, "contacts that reached the queue"
#define NOTE_ANSWERED NULL, "contacts taken by an agent"
#define NOTE_ABANDONED NULL, "contacts that left while waiting"
#define NOTE_BLOCKED NULL, "contacts that found no line"
#define NOTE_DISMISSED NULL, "contacts sent away when the centre closed"
#define NOTE_UNDECIDED NULL, "cases whose deadline lies past the end"
#define NOTE_ANSWERED_WITHIN NULL, "answered within the target time, which is included"
#define NOTE_ABANDONED_WITHIN NULL, "abandoned within the target time"
#define NOTE_SERVICE_LEVEL NULL, "share served in time, by the centre's definition"
#define NOTE_ABANDONMENT NULL, "abandoned, of offered"
#define NOTE_ASA NULL, "mean wait of the answered"
#define NOTE_WAIT_MEAN NULL, "mean wait of the answered, abandoned and dismissed"
#define NOTE_WAIT_P50 NULL, "half of the waits are shorter"
#define NOTE_WAIT_P90 NULL, "nine in ten waits are shorter"
#define NOTE_WAIT_P95 NULL, "nineteen in twenty waits are shorter"
#define NOTE_WAIT_MAX NULL, "the longest wait of a replication"
#define NOTE_QUEUE_LENGTH_MEAN NULL, "mean number waiting over time"
#define NOTE_QUEUE_LENGTH_MAX NULL, "most that waited at once in a replication"
#define NOTE_WAITED NULL, "contacts with a wait above zero"
#define NOTE_WAIT_ABANDONED NULL, "mean wait of the abandoned"
#define NOTE_LOST NULL, "abandoned or blocked without a redial"
#define NOTE_OVERFLOWED NULL, "answered through overflow or after"
#define NOTE_FRESH "fresh", "new contacts: no redial, repeat, transfer or callback"
#define NOTE_REDIALS "redial", "arrivals that are redials"
#define NOTE_REPEATS "repeat", "arrivals that repeat an answered contact"
#define NOTE_CALLBACKS "callback", "contacts that accepted a callback"
#define NOTE_CONTAINED "selfservice", "contacts that self-service settled"
#define NOTE_TRANSFERRED "transfer", "contacts passed on to another queue"
#define NOTE_ESCALATED "escalate", "cases passed on to the next tier"
#define NOTE_FINISHED_IN_TIME "deadline", "cases finished before their deadline"
#define NOTE_BACKLOG "deadline", "cases open at the end"

static const MusterMeasureInfo queue_measures[] = {
#define X(id, name, unit, basic) {name, unit, basic, NOTE_##id},
    MUSTER_QUEUE_MEASURES(X)
#undef X
};

#define GROUP_NOTE_OCCUPANCY NULL, "busy, of the time on queue"
#define GROUP_NOTE_UTILISATION NULL, "busy, of the paid time"
#define GROUP_NOTE_HANDLED NULL, "contacts answered"
#define GROUP_NOTE_IDLE NULL, "time on queue without a contact"
#define GROUP_NOTE_OVERRUN NULL, "time worked past a shift's end"
#define GROUP_NOTE_PAID NULL, "paid time"
#define GROUP_NOTE_COST NULL, "money paid"

static const MusterMeasureInfo group_measures[] = {
#define X(id, name, unit, basic) {name, unit, basic, GROUP_NOTE_##id},
    MUSTER_GROUP_MEASURES(X)
#undef X
};

const MusterMeasureInfo *
muster_queue_measure_info(MusterQueueMeasureId id)
{
  g_return_val_if_fail((guint) id < MUSTER_N_QUEUE_MEASURES, NULL);
  return &queue_measures[id];
}

const MusterMeasureInfo *
muster_group_measure_info(MusterGroupMeasureId id)
{
  g_return_val_if_fail((guint) id < MUSTER_N_GROUP_MEASURES, NULL);
  return &group_measures[id];
}

void
muster_measure_unknown(MusterMeasure *measure)
{
  measure->mean = measure->lower = measure->upper = NAN;
}

/* [n] cells of which every measure is unknown. (transfer full) */
static MusterQueueCell *
queue_cells(int n)
{
  MusterQueueCell *cell = g_new(MusterQueueCell, n);
  for (int i = 0; i < n; i++)
    for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
      muster_measure_unknown(&cell[i].m[id]);
  return cell;
}

static MusterGroupCell *
group_cells(int n)
{
  MusterGroupCell *cell = g_new(MusterGroupCell, n);
  for (int i = 0; i < n; i++)
    for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
      muster_measure_unknown(&cell[i].m[id]);
  return cell;
}

MusterOutcome *
muster_outcome_new(const MusterCentre *centre)
{
  MusterOutcome *outcome = g_new0(MusterOutcome, 1);
  int n = centre->grid->n;
  outcome->grid = muster_grid_ref(centre->grid);
  outcome->n_queues = centre->n_queues;
  outcome->n_groups = centre->n_groups;
  outcome->service_level = centre->service_level;
  outcome->staff_source = g_strdup("");
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    muster_measure_unknown(&outcome->total.m[id]);
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    muster_measure_unknown(&outcome->total_group.m[id]);
  outcome->queue = queue_cells(centre->n_queues);
  outcome->group = group_cells(centre->n_groups);
  outcome->queue_interval = queue_cells(centre->n_queues * n);
  outcome->group_interval = group_cells(centre->n_groups * n);
  outcome->total_interval = queue_cells(n);
  outcome->queue_day = queue_cells(centre->n_queues * centre->grid->n_days);
  return outcome;
}

void
muster_outcome_free(MusterOutcome *outcome)
{
  if (outcome == NULL)
    return;
  g_free(outcome->staff_source);
  g_free(outcome->queue);
  g_free(outcome->group);
  g_free(outcome->queue_interval);
  g_free(outcome->group_interval);
  g_free(outcome->total_interval);
  g_free(outcome->queue_day);
  g_free(outcome->flow);
  muster_grid_unref(outcome->grid);
  g_free(outcome);
}
