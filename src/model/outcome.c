/* Outcome: the value and the table of its measures. Its JSON is in outcome_write.c and outcome_read.c. */
#include <muster/model/outcome.h>
#include <math.h>

static const MusterMeasureInfo queue_measures[] = {
#define X(id, ...) {__VA_ARGS__},
    MUSTER_QUEUE_MEASURES(X)
};

static const MusterMeasureInfo group_measures[] = {
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

const char *const muster_class_names[MUSTER_N_CLASSES] = {"live", "cases", "lists"};

MusterClass
muster_class_of(MusterChannel channel)
{
  return channel == MUSTER_CHANNEL_CASE       ? MUSTER_CLASS_CASES
         : channel == MUSTER_CHANNEL_OUTBOUND ? MUSTER_CLASS_LISTS
                                              : MUSTER_CLASS_LIVE;
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
  for (int c = 0; c < MUSTER_N_CLASSES; c++)
    outcome->class_total[c] = outcome->total;
  for (int q = 1; q < centre->n_queues; q++)
    outcome->mixed = outcome->mixed || muster_class_of(centre->queue[q].channel) != muster_class_of(centre->queue[0].channel);
  outcome->queue = queue_cells(centre->n_queues);
  outcome->group = group_cells(centre->n_groups);
  outcome->queue_interval = queue_cells(centre->n_queues * n);
  outcome->group_interval = group_cells(centre->n_groups * n);
  outcome->total_interval = queue_cells(n);
  outcome->queue_day = queue_cells(centre->n_queues * centre->grid->n_days);
  outcome->group_day = group_cells(centre->n_groups * centre->grid->n_days);
  return outcome;
}

int
muster_outcome_worst(const MusterOutcome *outcome, int queue)
{
  const MusterQueueCell *cell = &outcome->queue_interval[(gsize) queue * (gsize) outcome->grid->n];
  int worst = -1;
  double lowest = INFINITY;
  for (int i = 0; i < outcome->grid->n; i++) {
    double level = cell[i].m[MUSTER_MEASURE_SERVICE_LEVEL].mean;
    if (level < lowest) {
      lowest = level;
      worst = i;
    }
  }
  return worst;
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
  g_free(outcome->group_day);
  g_free(outcome->flow);
  g_free(outcome->precision);
  g_free(outcome->gain);
  g_free(outcome->person);
  g_free(outcome->grade);
  g_strfreev(outcome->grade_name);
  for (int i = 0; i < outcome->n_histograms; i++) {
    g_free(outcome->histogram[i].to);
    g_free(outcome->histogram[i].value);
  }
  g_free(outcome->histogram);
  muster_grid_unref(outcome->grid);
  g_free(outcome);
}

gboolean
muster_outcome_has_person(const MusterOutcome *outcome, int person)
{
  return outcome->person[person].m[MUSTER_GROUP_PAID].mean > 0;
}

const MusterQueueCell *
muster_outcome_live(const MusterOutcome *outcome)
{
  const MusterQueueCell *live = &outcome->class_total[MUSTER_CLASS_LIVE];
  return outcome->mixed && live->m[MUSTER_MEASURE_OFFERED].mean >= 0 ? live : &outcome->total;
}
