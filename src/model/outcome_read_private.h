/* Reading an outcome: what its files share. */
#pragma once
#include <muster/model/outcome.h>
#include "model/names_private.h"

typedef struct {
  MusterJsonReader *json;
  const MusterCentre *centre;
  MusterOutcome *outcome;
  GHashTable *queue_measures, *group_measures; /* name → id + 1 */
  ModelNames queues, groups;
  GArray *flows; /* of MusterFlow */
  gboolean versioned;
} OutcomeReader;

/* What a row of a list is about; its measures follow those keys. */
typedef struct {
  int interval, day, queue, group; /* -1: not named */
} OutcomePlace;

/* Reads `key` if it says what the row is about: start, day, queue, group. */
gboolean outcome_read_place(OutcomeReader *reader, const char *key, OutcomePlace *place);
/* outcome_read_run.c: members beside the cells. */
void outcome_read_histograms(OutcomeReader *reader);
void outcome_read_precisions(OutcomeReader *reader);
void outcome_read_controls(OutcomeReader *reader);
void outcome_read_gains(OutcomeReader *reader);
