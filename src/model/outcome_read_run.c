/* Reading an outcome: histograms, how the run ended, and what control variates gained. */
#include "model/outcome_read_private.h"
#include <math.h>
#include <string.h>

static void
read_numbers(OutcomeReader *r, GArray *numbers)
{
  g_array_set_size(numbers, 0);
  if (!muster_json_reader_array(r->json))
    return;
  while (muster_json_reader_item(r->json)) {
    double number = NAN;
    if (!muster_json_reader_number_or_null(r->json, &number))
      return;
    g_array_append_val(numbers, number);
  }
}

/* Edges that rise from 0, the last perhaps without end (null); beside them values that are not negative. */
static gboolean
is_histogram(const GArray *to, const GArray *value)
{
  if (to->len == 0 || to->len != value->len)
    return FALSE;
  for (guint i = 0; i < to->len; i++) {
    double *edge = &g_array_index(to, double, i), here = g_array_index(value, double, i);
    if (isnan(*edge) && i > 0 && i + 1 == to->len)
      *edge = INFINITY;
    if (!(here >= 0) || !(i == 0 ? *edge == 0 : *edge > g_array_index(to, double, i - 1)))
      return FALSE;
  }
  return TRUE;
}

static void
add_histogram(OutcomeReader *r, const char *of, const OutcomePlace *place, const GArray *to, const GArray *value)
{
  for (int id = 0; id < MUSTER_N_HISTOGRAMS; id++) {
    const MusterHistogramInfo *info = muster_histogram_info((MusterHistogramId) id);
    int at = info->of_group ? place->group : place->queue;
    if (strcmp(info->name, of) != 0)
      continue;
    if (at < 0 || muster_outcome_histogram(r->outcome, (MusterHistogramId) id, at) != NULL || !is_histogram(to, value)) {
      muster_json_reader_refuse(r->json, "edges rise from 0, and each has a value; one of each kind for a queue or group",
                                "the histogram before cannot be");
      return;
    }
    MusterHistogram h = {.id = (MusterHistogramId) id, .place = at, .n = (int) to->len};
    h.to = g_memdup2(to->data, to->len * sizeof(double));
    h.value = g_memdup2(value->data, value->len * sizeof(double));
    muster_outcome_add_histogram(r->outcome, h);
    return;
  }
}

static void
read_histogram(OutcomeReader *r, GArray *to, GArray *value)
{
  g_autofree char *of = NULL;
  OutcomePlace place = {-1, -1, -1, -1};
  const char *key;
  g_array_set_size(to, 0);
  g_array_set_size(value, 0);
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    if (strcmp(key, "of") == 0) {
      g_clear_pointer(&of, g_free);
      muster_json_reader_string(r->json, &of);
    } else if (strcmp(key, "to") == 0) {
      read_numbers(r, to);
    } else if (strcmp(key, "contacts") == 0 || strcmp(key, "share_of_time") == 0) {
      read_numbers(r, value);
    } else if (!outcome_read_place(r, key, &place)) {
      muster_json_reader_skip(r->json);
    }
  }
  if (of != NULL && !muster_json_reader_failed(r->json))
    add_histogram(r, of, &place, to, value);
}

void
outcome_read_histograms(OutcomeReader *r)
{
  g_autoptr(GArray) to = g_array_new(FALSE, FALSE, sizeof(double)), value = g_array_new(FALSE, FALSE, sizeof(double));
  if (muster_json_reader_array(r->json))
    while (muster_json_reader_item(r->json))
      read_histogram(r, to, value);
}

/* --- how the run ended --- */

/* Reads the name of a measure into its id, of queues or of groups; -1 with a fault when there is none. */
static int
read_measure_name(OutcomeReader *r, gboolean *of_group)
{
  g_autofree char *name = NULL;
  if (!muster_json_reader_string(r->json, &name))
    return -1;
  int id = GPOINTER_TO_INT(g_hash_table_lookup(r->queue_measures, name)) - 1;
  *of_group = id < 0;
  if (id < 0)
    id = GPOINTER_TO_INT(g_hash_table_lookup(r->group_measures, name)) - 1;
  if (id < 0)
    muster_json_reader_refuse(r->json, NULL, "no measure has that name");
  return id;
}

static void
read_precision(OutcomeReader *r)
{
  MusterPrecision p = {.measure = -1, .half = NAN, .allowed = NAN, .reached = NAN};
  OutcomePlace place = {-1, -1, -1, -1};
  const char *key;
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    p.relative = p.relative || strcmp(key, "asked_relative") == 0;
    if (strcmp(key, "measure") == 0)
      p.measure = read_measure_name(r, &p.of_group);
    else if (strcmp(key, "asked") == 0 || strcmp(key, "asked_relative") == 0)
      muster_json_reader_number_or_null(r->json, &p.half);
    else if (strcmp(key, "allowed") == 0)
      muster_json_reader_number_or_null(r->json, &p.allowed);
    else if (strcmp(key, "reached") == 0)
      muster_json_reader_number_or_null(r->json, &p.reached);
    else if (strcmp(key, "held") == 0)
      muster_json_reader_boolean(r->json, &p.held);
    else if (!outcome_read_place(r, key, &place))
      muster_json_reader_skip(r->json);
  }
  if (muster_json_reader_failed(r->json))
    return;
  if (p.measure < 0 || !(p.half > 0)) {
    muster_json_reader_refuse(r->json, NULL, "the precision before names no measure or asks for nothing");
    return;
  }
  p.place = p.of_group ? place.group : place.queue;
  MusterOutcome *o = r->outcome;
  o->precision = g_renew(MusterPrecision, o->precision, o->n_precisions + 1);
  o->precision[o->n_precisions++] = p;
}

void
outcome_read_precisions(OutcomeReader *r)
{
  if (muster_json_reader_array(r->json))
    while (muster_json_reader_item(r->json))
      read_precision(r);
}

void
outcome_read_controls(OutcomeReader *r)
{
  g_autofree char *text = NULL;
  if (muster_json_reader_string(r->json, &text))
    r->outcome->controls = strcmp(text, "fresh") == 0;
}

static void
read_gain(OutcomeReader *r)
{
  OutcomePlace place = {-1, -1, -1, -1};
  gboolean of_group = FALSE;
  double plain = NAN, half = NAN;
  int measure = -1;
  const char *key;
  if (!muster_json_reader_object(r->json))
    return;
  while ((key = muster_json_reader_key(r->json)) != NULL) {
    if (strcmp(key, "measure") == 0)
      measure = read_measure_name(r, &of_group);
    else if (strcmp(key, "plain_half") == 0)
      muster_json_reader_number_or_null(r->json, &plain);
    else if (strcmp(key, "half") == 0)
      muster_json_reader_number_or_null(r->json, &half);
    else if (!outcome_read_place(r, key, &place))
      muster_json_reader_skip(r->json);
  }
  if (muster_json_reader_failed(r->json))
    return;
  if (measure < 0 || of_group || !(plain > 0) || !(half >= 0)) {
    muster_json_reader_refuse(r->json, NULL, "the gain before names no measure of queues, or has no half-widths");
    return;
  }
  MusterOutcome *o = r->outcome;
  o->gain = g_renew(MusterControlGain, o->gain, o->n_gains + 1);
  o->gain[o->n_gains++] = (MusterControlGain){place.queue, (MusterQueueMeasureId) measure, plain, half};
}

void
outcome_read_gains(OutcomeReader *r)
{
  if (muster_json_reader_array(r->json))
    while (muster_json_reader_item(r->json))
      read_gain(r);
}
