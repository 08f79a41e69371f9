/* The outcome as JSON (include/muster/model/outcome.h describes it). */
#include <muster/model/outcome.h>
#include <math.h>

#define SCHEMA_VERSION 1

typedef struct {
  MusterJson *json;
  const MusterOutcome *outcome;
  const MusterCentre *centre;
} Writer;

gboolean
muster_outcome_shows(const MusterOutcome *outcome, MusterQueueMeasureId id)
{
  const MusterMeasureInfo *info = muster_queue_measure_info(id);
  return (outcome->all_measures || info->basic) && (info->feature == NULL || outcome->shown[id]);
}

gboolean
muster_outcome_shows_group(const MusterOutcome *outcome, MusterGroupMeasureId id)
{
  const MusterMeasureInfo *info = muster_group_measure_info(id);
  return (outcome->all_measures || info->basic) && (info->feature == NULL || outcome->group_shown[id]);
}

static void
write_queue_cell(const Writer *w, const MusterQueueCell *cell)
{
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++) {
    if (!muster_outcome_shows(w->outcome, (MusterQueueMeasureId) id))
      continue;
    muster_json_key(w->json, muster_queue_measure_info((MusterQueueMeasureId) id)->name);
    muster_json_measure(w->json, &cell->m[id]);
  }
}

static void
write_group_cell(const Writer *w, const MusterGroupCell *cell)
{
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++) {
    if (!muster_outcome_shows_group(w->outcome, (MusterGroupMeasureId) id))
      continue;
    muster_json_key(w->json, muster_group_measure_info((MusterGroupMeasureId) id)->name);
    muster_json_measure(w->json, &cell->m[id]);
  }
}

/* Cells in which nothing was measured are no rows. */
static gboolean
queue_cell_is_known(const Writer *w, const MusterQueueCell *cell)
{
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    if (muster_outcome_shows(w->outcome, (MusterQueueMeasureId) id) && isfinite(cell->m[id].mean))
      return TRUE;
  return FALSE;
}

static gboolean
group_cell_is_known(const Writer *w, const MusterGroupCell *cell)
{
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    if (muster_outcome_shows_group(w->outcome, (MusterGroupMeasureId) id) && isfinite(cell->m[id].mean))
      return TRUE;
  return FALSE;
}

/* Opens a row of a list: {"start": …, "queue": …, */
static void
begin_row(const Writer *w, const char *when_key, const char *when, const char *what_key, const char *what)
{
  muster_json_begin_object(w->json, MUSTER_JSON_FLAT);
  muster_json_key(w->json, when_key);
  muster_json_string(w->json, when);
  if (what_key == NULL)
    return;
  muster_json_key(w->json, what_key);
  muster_json_string(w->json, what);
}

static void
write_intervals(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  gsize n = (gsize) o->grid->n;
  muster_json_key(w->json, "intervals");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (gsize i = 0; i < n; i++) {
    g_autofree char *start = muster_utc_format(o->grid->start[i]);
    for (int q = 0; q < o->n_queues; q++) {
      const MusterQueueCell *cell = &o->queue_interval[(gsize) q * n + i];
      if (!queue_cell_is_known(w, cell))
        continue;
      begin_row(w, "start", start, "queue", w->centre->queue[q].name);
      write_queue_cell(w, cell);
      muster_json_end(w->json);
    }
    for (int g = 0; g < o->n_groups; g++) {
      const MusterGroupCell *cell = &o->group_interval[(gsize) g * n + i];
      if (!group_cell_is_known(w, cell))
        continue;
      begin_row(w, "start", start, "group", w->centre->group[g].name);
      write_group_cell(w, cell);
      muster_json_end(w->json);
    }
  }
  muster_json_end(w->json);
}

static void
write_interval_totals(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  muster_json_key(w->json, "interval_totals");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int i = 0; i < o->grid->n; i++) {
    if (!queue_cell_is_known(w, &o->total_interval[i]))
      continue;
    g_autofree char *start = muster_utc_format(o->grid->start[i]);
    begin_row(w, "start", start, NULL, NULL);
    write_queue_cell(w, &o->total_interval[i]);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

static void
write_days(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  muster_json_key(w->json, "days");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int day = 0; day < o->grid->n_days; day++) {
    g_autofree char *date = muster_day_format(o->grid->first_day + day);
    for (int q = 0; q < o->n_queues; q++) {
      const MusterQueueCell *cell = &o->queue_day[(gsize) q * (gsize) o->grid->n_days + (gsize) day];
      if (!queue_cell_is_known(w, cell))
        continue;
      begin_row(w, "day", date, "queue", w->centre->queue[q].name);
      write_queue_cell(w, cell);
      muster_json_end(w->json);
    }
    for (int g = 0; g < o->n_groups; g++) {
      const MusterGroupCell *cell = &o->group_day[(gsize) g * (gsize) o->grid->n_days + (gsize) day];
      if (!group_cell_is_known(w, cell))
        continue;
      begin_row(w, "day", date, "group", w->centre->group[g].name);
      write_group_cell(w, cell);
      muster_json_end(w->json);
    }
  }
  muster_json_end(w->json);
}

/* What each grade and each person has done. */
static void
write_persons(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  if (o->n_people == 0)
    return;
  muster_json_key(w->json, "grades");
  muster_json_begin_object(w->json, MUSTER_JSON_LINES);
  for (int g = 0; g < o->n_grades; g++) {
    muster_json_key(w->json, o->grade_name[g]);
    muster_json_begin_object(w->json, MUSTER_JSON_LINES);
    write_group_cell(w, &o->grade[g]);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
  muster_json_key(w->json, "agents");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int p = 0; p < o->n_people; p++) {
    const MusterPerson *person = &w->centre->person[p];
    if (!muster_outcome_has_person(o, p))
      continue;
    begin_row(w, "agent", person->id, "group", w->centre->group[person->group].name);
    if (person->grade != NULL) {
      muster_json_key(w->json, "grade");
      muster_json_string(w->json, person->grade);
    }
    write_group_cell(w, &o->person[p]);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

static void
write_flows(const Writer *w)
{
  if (w->outcome->n_flows == 0)
    return;
  muster_json_key(w->json, "flows");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int f = 0; f < w->outcome->n_flows; f++) {
    const MusterFlow *flow = &w->outcome->flow[f];
    begin_row(w, "queue", w->centre->queue[flow->queue].name, "group", w->centre->group[flow->group].name);
    muster_json_key(w->json, "answered");
    muster_json_measure(w->json, &flow->answered);
    muster_json_key(w->json, "handle_s");
    muster_json_measure(w->json, &flow->handle_s);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

static void
write_numbers(const Writer *w, const char *key, const double *number, int n)
{
  muster_json_key(w->json, key);
  muster_json_begin_array(w->json, MUSTER_JSON_FLAT);
  for (int i = 0; i < n; i++)
    muster_json_number(w->json, number[i]);
  muster_json_end(w->json);
}

static void
write_histograms(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  if (o->n_histograms == 0)
    return;
  muster_json_key(w->json, "histograms");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int i = 0; i < o->n_histograms; i++) {
    const MusterHistogram *h = &o->histogram[i];
    const MusterHistogramInfo *info = muster_histogram_info(h->id);
    begin_row(w, "of", info->name, info->of_group ? "group" : "queue",
              info->of_group ? w->centre->group[h->place].name : w->centre->queue[h->place].name);
    write_numbers(w, "to", h->to, h->n);
    write_numbers(w, g_str_equal(info->unit, "s") ? "contacts" : "share_of_time", h->value, h->n);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

static void
write_worst(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  muster_json_key(w->json, "worst");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int q = 0; q < o->n_queues; q++) {
    int i = muster_outcome_worst(o, q);
    if (i < 0)
      continue;
    g_autofree char *start = muster_utc_format(o->grid->start[i]);
    const MusterMeasure *level =
        &o->queue_interval[(gsize) q * (gsize) o->grid->n + (gsize) i].m[MUSTER_MEASURE_SERVICE_LEVEL];
    const MusterQueue *queue = &w->centre->queue[q];
    begin_row(w, "start", start, "queue", queue->name);
    muster_json_key(w->json, "service_level");
    muster_json_measure(w->json, level);
    muster_json_key(w->json, "below");
    if (queue->has_target && isfinite(queue->target.answer))
      muster_json_number(w->json, MAX(0, queue->target.answer - level->mean));
    else
      muster_json_null(w->json);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

static void
write_wholes(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  muster_json_key(w->json, "totals");
  muster_json_begin_object(w->json, MUSTER_JSON_LINES);
  write_queue_cell(w, &o->total);
  write_group_cell(w, &o->total_group);
  muster_json_end(w->json);
  if (o->mixed) {
    muster_json_key(w->json, "classes");
    muster_json_begin_object(w->json, MUSTER_JSON_LINES);
    for (int c = 0; c < MUSTER_N_CLASSES; c++) {
      if (!(o->class_total[c].m[MUSTER_MEASURE_OFFERED].mean >= 0))
        continue;
      muster_json_key(w->json, muster_class_names[c]);
      muster_json_begin_object(w->json, MUSTER_JSON_LINES);
      write_queue_cell(w, &o->class_total[c]);
      muster_json_end(w->json);
    }
    muster_json_end(w->json);
  }
  muster_json_key(w->json, "queues");
  muster_json_begin_object(w->json, MUSTER_JSON_LINES);
  for (int q = 0; q < o->n_queues; q++) {
    muster_json_key(w->json, w->centre->queue[q].name);
    muster_json_begin_object(w->json, MUSTER_JSON_LINES);
    write_queue_cell(w, &o->queue[q]);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
  muster_json_key(w->json, "groups");
  muster_json_begin_object(w->json, MUSTER_JSON_LINES);
  for (int g = 0; g < o->n_groups; g++) {
    muster_json_key(w->json, w->centre->group[g].name);
    muster_json_begin_object(w->json, MUSTER_JSON_LINES);
    write_group_cell(w, &o->group[g]);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

/* What was asked of the run, if it was to stop by itself. */
static void
write_precision(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  if (o->n_precisions == 0)
    return;
  muster_json_key(w->json, "precision");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int k = 0; k < o->n_precisions; k++) {
    const MusterPrecision *p = &o->precision[k];
    muster_json_begin_object(w->json, MUSTER_JSON_FLAT);
    if (p->place >= 0) {
      muster_json_key(w->json, p->of_group ? "group" : "queue");
      muster_json_string(w->json, p->of_group ? w->centre->group[p->place].name : w->centre->queue[p->place].name);
    }
    muster_json_key(w->json, "measure");
    muster_json_string(w->json, p->of_group ? muster_group_measure_info((MusterGroupMeasureId) p->measure)->name
                                            : muster_queue_measure_info((MusterQueueMeasureId) p->measure)->name);
    muster_json_key(w->json, p->relative ? "asked_relative" : "asked");
    muster_json_number(w->json, p->half);
    muster_json_key(w->json, "allowed");
    muster_json_number(w->json, p->allowed);
    muster_json_key(w->json, "reached");
    muster_json_number(w->json, p->reached);
    muster_json_key(w->json, "held");
    muster_json_boolean(w->json, p->held);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

/* How much narrower control variates made intervals. */
static void
write_gains(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  if (o->n_gains == 0)
    return;
  muster_json_key(w->json, "control_gains");
  muster_json_begin_array(w->json, MUSTER_JSON_LINES);
  for (int k = 0; k < o->n_gains; k++) {
    const MusterControlGain *g = &o->gain[k];
    muster_json_begin_object(w->json, MUSTER_JSON_FLAT);
    if (g->place >= 0) {
      muster_json_key(w->json, "queue");
      muster_json_string(w->json, w->centre->queue[g->place].name);
    }
    muster_json_key(w->json, "measure");
    muster_json_string(w->json, muster_queue_measure_info(g->measure)->name);
    muster_json_key(w->json, "plain_half");
    muster_json_number(w->json, g->plain);
    muster_json_key(w->json, "half");
    muster_json_number(w->json, g->half);
    muster_json_end(w->json);
  }
  muster_json_end(w->json);
}

static void
write_head(const Writer *w)
{
  const MusterOutcome *o = w->outcome;
  muster_json_key(w->json, "schema_version");
  muster_json_integer(w->json, SCHEMA_VERSION);
  muster_json_key(w->json, "command");
  muster_json_string(w->json, "simulate");
  muster_json_key(w->json, "seed");
  muster_json_unsigned(w->json, o->seed);
  muster_json_key(w->json, "replications");
  muster_json_integer(w->json, o->replications);
  muster_json_key(w->json, "service_level");
  muster_json_string(w->json, muster_service_level_text(o->service_level));
  muster_json_key(w->json, "measures");
  muster_json_string(w->json, o->all_measures ? "all" : "basic");
  if (o->controls) {
    muster_json_key(w->json, "controls");
    muster_json_string(w->json, "fresh");
  }
  muster_json_key(w->json, "staff");
  muster_json_string(w->json, o->staff_source);
}

char *
muster_outcome_write_json(const MusterOutcome *outcome, const MusterCentre *centre)
{
  g_autoptr(MusterJson) json = muster_json_new();
  Writer writer = {json, outcome, centre};
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  write_head(&writer);
  write_precision(&writer);
  write_gains(&writer);
  write_wholes(&writer);
  write_worst(&writer);
  write_intervals(&writer);
  write_interval_totals(&writer);
  write_days(&writer);
  write_persons(&writer);
  write_flows(&writer);
  write_histograms(&writer);
  muster_json_end(json);
  return muster_json_finish(json);
}
