/* Reading an outcome's JSON. Keys that are not known are passed over: a newer program may say more. */
#include <muster/model/outcome.h>
#include "model/outcome_read_private.h"
#include <math.h>
#include <string.h>

#define SCHEMA_VERSION 1
#define MOST_REPLICATIONS 1000000000

static gboolean
read_measure(OutcomeReader *r, MusterMeasure *measure)
{
  muster_measure_unknown(measure);
  if (muster_json_reader_peek(r->json) == MUSTER_JSON_NULL)
    return muster_json_reader_null(r->json);
  if (!muster_json_reader_object(r->json))
    return FALSE;
  const char *key;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    double *field = strcmp(key, "mean") == 0    ? &measure->mean
                    : strcmp(key, "lower") == 0 ? &measure->lower
                    : strcmp(key, "upper") == 0 ? &measure->upper
                                                : NULL;
    if (field == NULL)
      muster_json_reader_skip(r->json);
    else
      muster_json_reader_number_or_null(r->json, field);
  }
  return !muster_json_reader_failed(r->json);
}

/* One entry of a cell; either cell may be NULL. */
static void
read_entry(OutcomeReader *r, const char *key, MusterQueueCell *queue, MusterGroupCell *group)
{
  int id = queue != NULL ? GPOINTER_TO_INT(g_hash_table_lookup(r->queue_measures, key)) - 1 : -1;
  if (id >= 0) {
    r->outcome->shown[id] = TRUE;
    read_measure(r, &queue->m[id]);
    return;
  }
  id = group != NULL ? GPOINTER_TO_INT(g_hash_table_lookup(r->group_measures, key)) - 1 : -1;
  if (id >= 0) {
    r->outcome->group_shown[id] = TRUE;
    read_measure(r, &group->m[id]);
  } else {
    muster_json_reader_skip(r->json);
  }
}

static void
read_cell(OutcomeReader *r, MusterQueueCell *queue, MusterGroupCell *group)
{
  const char *key;
  if (muster_json_reader_object(r->json))
    while ((key = muster_json_reader_key(r->json)) != NULL)
      read_entry(r, key, queue, group);
}

/* A name of the centre; -1 ends the walk. */
static int
find_name(OutcomeReader *r, const ModelNames *names, const char *name)
{
  int found = model_names_find(names, name);
  if (found < 0) {
    g_autofree char *message = g_strdup_printf("unknown %s '%s'", names->what, name);
    muster_json_reader_refuse(r->json, "the outcome belongs to another centre, or a name was changed",
                              message);
  }
  return found;
}

static void
read_queues(OutcomeReader *r)
{
  const char *key;
  if (muster_json_reader_object(r->json))
    while ((key = muster_json_reader_key(r->json)) != NULL) {
      int q = find_name(r, &r->queues, key);
      if (q >= 0)
        read_cell(r, &r->outcome->queue[q], NULL);
    }
}

static void
read_classes(OutcomeReader *r)
{
  const char *key;
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    int c = 0;
    while (c < MUSTER_N_CLASSES && strcmp(muster_class_names[c], key) != 0)
      c++;
    if (c < MUSTER_N_CLASSES)
      read_cell(r, &r->outcome->class_total[c], NULL);
    else
      muster_json_reader_skip(r->json);
  }
}

static void
read_groups(OutcomeReader *r)
{
  const char *key;
  if (muster_json_reader_object(r->json))
    while ((key = muster_json_reader_key(r->json)) != NULL) {
      int g = find_name(r, &r->groups, key);
      if (g >= 0)
        read_cell(r, NULL, &r->outcome->group[g]);
    }
}

/* --- lists --- */

static gboolean
read_name(OutcomeReader *r, const ModelNames *names, int *index)
{
  g_autofree char *name = NULL;
  if (!muster_json_reader_string(r->json, &name))
    return FALSE;
  *index = find_name(r, names, name);
  return *index >= 0;
}

static gboolean
read_start(OutcomeReader *r, int *interval)
{
  g_autofree char *text = NULL;
  MusterLocal local;
  gint64 utc = 0;
  const MusterGrid *grid = r->centre->grid;
  if (!muster_json_reader_string(r->json, &text))
    return FALSE;
  *interval = muster_instant_parse(text, r->centre->zone, &utc, &local) ? muster_grid_find(grid, utc) : -1;
  if (*interval >= 0 && grid->start[*interval] == utc)
    return TRUE;
  g_autofree char *message = g_strdup_printf("'%s' is not the start of an interval of the horizon", text);
  muster_json_reader_refuse(r->json, NULL, message);
  return FALSE;
}

static gboolean
read_day(OutcomeReader *r, int *day)
{
  g_autofree char *text = NULL;
  MusterDay date = 0;
  if (!muster_json_reader_string(r->json, &text))
    return FALSE;
  if (muster_day_parse(text, &date) && date >= r->centre->from && date <= r->centre->to) {
    *day = date - r->centre->from;
    return TRUE;
  }
  g_autofree char *message = g_strdup_printf("'%s' is no day of the horizon", text);
  muster_json_reader_refuse(r->json, NULL, message);
  return FALSE;
}

/* Reads `key` if it says what the row is about. */
gboolean
outcome_read_place(OutcomeReader *r, const char *key, OutcomePlace *place)
{
  if (strcmp(key, "start") == 0)
    read_start(r, &place->interval);
  else if (strcmp(key, "day") == 0)
    read_day(r, &place->day);
  else if (strcmp(key, "queue") == 0)
    read_name(r, &r->queues, &place->queue);
  else if (strcmp(key, "group") == 0)
    read_name(r, &r->groups, &place->group);
  else
    return FALSE;
  return TRUE;
}

/* The cells that a place means; both NULL until it is complete. */
static void
cells_at(OutcomeReader *r, const OutcomePlace *place, MusterQueueCell **queue, MusterGroupCell **group)
{
  MusterOutcome *o = r->outcome;
  gsize n = (gsize) o->grid->n, n_days = (gsize) o->grid->n_days;
  *queue = NULL;
  *group = NULL;
  if (place->interval >= 0 && place->queue >= 0)
    *queue = &o->queue_interval[(gsize) place->queue * n + (gsize) place->interval];
  else if (place->interval >= 0 && place->group >= 0)
    *group = &o->group_interval[(gsize) place->group * n + (gsize) place->interval];
  else if (place->interval >= 0)
    *queue = &o->total_interval[place->interval];
  else if (place->day >= 0 && place->queue >= 0)
    *queue = &o->queue_day[(gsize) place->queue * n_days + (gsize) place->day];
  else if (place->day >= 0 && place->group >= 0)
    *group = &o->group_day[(gsize) place->group * n_days + (gsize) place->day];
}

/* Rows of one list; what a row is about stands before its measures. */
static void
read_rows(OutcomeReader *r)
{
  if (!muster_json_reader_array(r->json))
    return;
  while (muster_json_reader_item(r->json)) {
    OutcomePlace place = {-1, -1, -1, -1};
    const char *key;
    if (!muster_json_reader_object(r->json))
      return;
    while ((key = muster_json_reader_key(r->json)) != NULL) {
      MusterQueueCell *queue;
      MusterGroupCell *group;
      if (outcome_read_place(r, key, &place))
        continue;
      cells_at(r, &place, &queue, &group);
      if (queue == NULL && group == NULL)
        muster_json_reader_refuse(r->json, NULL, "a row begins with start or day, and queue or group");
      else
        read_entry(r, key, queue, group);
    }
  }
}

static void
read_flow(OutcomeReader *r)
{
  MusterFlow flow = {.queue = -1, .group = -1};
  OutcomePlace place = {-1, -1, -1, -1};
  const char *key;
  muster_measure_unknown(&flow.answered);
  muster_measure_unknown(&flow.handle_s);
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    if (strcmp(key, "answered") == 0)
      read_measure(r, &flow.answered);
    else if (strcmp(key, "handle_s") == 0)
      read_measure(r, &flow.handle_s);
    else if (!outcome_read_place(r, key, &place))
      muster_json_reader_skip(r->json);
  }
  flow.queue = place.queue;
  flow.group = place.group;
  if (flow.queue >= 0 && flow.group >= 0)
    g_array_append_val(r->flows, flow);
  else
    muster_json_reader_refuse(r->json, NULL, "the flow before names no queue or no group");
}

static void
read_flows(OutcomeReader *r)
{
  if (muster_json_reader_array(r->json))
    while (muster_json_reader_item(r->json))
      read_flow(r);
}

/* --- grades and people --- */

static void
read_grades(OutcomeReader *r)
{
  MusterOutcome *o = r->outcome;
  const char *key;
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    o->grade = g_renew(MusterGroupCell, o->grade, o->n_grades + 1);
    o->grade_name = g_renew(char *, o->grade_name, o->n_grades + 2);
    o->grade_name[o->n_grades] = g_strdup(key);
    o->grade_name[o->n_grades + 1] = NULL;
    MusterGroupCell *cell = &o->grade[o->n_grades++];
    for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
      muster_measure_unknown(&cell->m[id]);
    read_cell(r, NULL, cell);
  }
}

/* One row; who it is about stands before the measures. */
static void
read_agent(OutcomeReader *r, const ModelNames *people)
{
  const char *key;
  int person = -1;
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    if (strcmp(key, "agent") == 0)
      read_name(r, people, &person);
    else if (person < 0 || strcmp(key, "group") == 0 || strcmp(key, "grade") == 0)
      muster_json_reader_skip(r->json);
    else
      read_entry(r, key, NULL, &r->outcome->person[person]);
  }
}

static void
read_agents(OutcomeReader *r)
{
  MusterOutcome *o = r->outcome;
  ModelNames people;
  if (o->person != NULL) /* the list is there twice */
    g_clear_pointer(&o->person, g_free);
  o->n_people = r->centre->n_people;
  o->person = g_new(MusterGroupCell, MAX(o->n_people, 1));
  for (int p = 0; p < o->n_people; p++)
    for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
      muster_measure_unknown(&o->person[p].m[id]);
  model_names_of_people(&people, r->centre);
  if (muster_json_reader_array(r->json))
    while (muster_json_reader_item(r->json))
      read_agent(r, &people);
  model_names_clear(&people);
}

/* --- the head --- */

static void
read_version(OutcomeReader *r)
{
  guint64 version = 0;
  if (muster_json_reader_unsigned(r->json, &version) && version != SCHEMA_VERSION)
    muster_json_reader_refuse(r->json, "this program reads version 1",
                              "an outcome of another schema_version");
  r->versioned = TRUE;
}

static void
read_service_level(OutcomeReader *r)
{
  g_autofree char *text = NULL;
  if (!muster_json_reader_string(r->json, &text))
    return;
  for (int definition = MUSTER_SL_ANSWERED_OF_OFFERED; definition <= MUSTER_SL_VIRTUAL_WAIT; definition++)
    if (strcmp(text, muster_service_level_text((MusterServiceLevel) definition)) == 0) {
      r->outcome->service_level = (MusterServiceLevel) definition;
      return;
    }
  muster_json_reader_refuse(r->json, NULL, "no definition of service level that is known");
}

static void
read_replications(OutcomeReader *r)
{
  guint64 n = 0;
  if (!muster_json_reader_unsigned(r->json, &n))
    return;
  if (n > MOST_REPLICATIONS)
    muster_json_reader_refuse(r->json, NULL, "too many replications");
  else
    r->outcome->replications = (int) n;
}

static void
read_command(OutcomeReader *r)
{
  g_autofree char *text = NULL;
  if (muster_json_reader_string(r->json, &text) && strcmp(text, "simulate") != 0)
    muster_json_reader_refuse(r->json, NULL, "this is the output of another command than simulate");
}

static void
read_measures(OutcomeReader *r)
{
  g_autofree char *text = NULL;
  if (muster_json_reader_string(r->json, &text))
    r->outcome->all_measures = strcmp(text, "all") == 0;
}

static void
read_staff(OutcomeReader *r)
{
  char *text = NULL;
  if (!muster_json_reader_string(r->json, &text))
    return;
  g_free(r->outcome->staff_source);
  r->outcome->staff_source = text;
}

static void
read_member(OutcomeReader *r, const char *key)
{
  static const char *const lists[] = {"intervals", "interval_totals", "days", NULL};
  if (strcmp(key, "schema_version") == 0)
    read_version(r);
  else if (strcmp(key, "seed") == 0)
    muster_json_reader_unsigned(r->json, &r->outcome->seed);
  else if (strcmp(key, "replications") == 0)
    read_replications(r);
  else if (strcmp(key, "service_level") == 0)
    read_service_level(r);
  else if (strcmp(key, "command") == 0)
    read_command(r);
  else if (strcmp(key, "measures") == 0)
    read_measures(r);
  else if (strcmp(key, "staff") == 0)
    read_staff(r);
  else if (strcmp(key, "totals") == 0)
    read_cell(r, &r->outcome->total, &r->outcome->total_group);
  else if (strcmp(key, "classes") == 0)
    read_classes(r);
  else if (strcmp(key, "queues") == 0)
    read_queues(r);
  else if (strcmp(key, "groups") == 0)
    read_groups(r);
  else if (g_strv_contains(lists, key))
    read_rows(r);
  else if (strcmp(key, "grades") == 0)
    read_grades(r);
  else if (strcmp(key, "agents") == 0)
    read_agents(r);
  else if (strcmp(key, "flows") == 0)
    read_flows(r);
  else if (strcmp(key, "controls") == 0)
    outcome_read_controls(r);
  else if (strcmp(key, "histograms") == 0)
    outcome_read_histograms(r);
  else if (strcmp(key, "precision") == 0)
    outcome_read_precisions(r);
  else if (strcmp(key, "control_gains") == 0)
    outcome_read_gains(r);
  else
    muster_json_reader_skip(r->json);
}

static void
index_measures(OutcomeReader *r)
{
  r->queue_measures = g_hash_table_new(g_str_hash, g_str_equal);
  r->group_measures = g_hash_table_new(g_str_hash, g_str_equal);
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    g_hash_table_insert(r->queue_measures,
                        (gpointer) muster_queue_measure_info((MusterQueueMeasureId) id)->name,
                        GINT_TO_POINTER(id + 1));
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    g_hash_table_insert(r->group_measures,
                        (gpointer) muster_group_measure_info((MusterGroupMeasureId) id)->name,
                        GINT_TO_POINTER(id + 1));
}

MusterOutcome *
muster_outcome_read_json(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, faults);
  g_autoptr(MusterOutcome) outcome = muster_outcome_new(centre);
  OutcomeReader reader = {.json = json,
                   .centre = centre,
                   .outcome = outcome,
                   .flows = g_array_new(FALSE, FALSE, sizeof(MusterFlow))};
  index_measures(&reader);
  model_names_of_queues(&reader.queues, centre);
  model_names_of_groups(&reader.groups, centre);
  const char *key;
  if (muster_json_reader_object(json))
    while ((key = muster_json_reader_key(json)) != NULL)
      read_member(&reader, key);
  if (muster_json_reader_finish(json) && !reader.versioned)
    muster_json_reader_refuse(json, NULL, "no schema_version: this is no outcome");
  outcome->n_flows = (int) reader.flows->len;
  outcome->flow = (MusterFlow *) (gpointer) g_array_free(reader.flows, outcome->n_flows == 0);
  g_hash_table_unref(reader.queue_measures);
  g_hash_table_unref(reader.group_measures);
  model_names_clear(&reader.queues);
  model_names_clear(&reader.groups);
  return muster_json_reader_failed(json) ? NULL : g_steal_pointer(&outcome);
}
