/* The columns of a requirement's CSV, for its writer and its reader. */
#pragma once

typedef enum {
  COLUMN_START,
  COLUMN_QUEUE,
  COLUMN_GROUP,
  COLUMN_CONTACTS,
  COLUMN_HANDLE,
  COLUMN_LOAD,
  COLUMN_AGENTS,
  COLUMN_SCHEDULED,
  COLUMN_SERVICE_LEVEL,
  COLUMN_ABANDONMENT,
  COLUMN_ASA,
  COLUMN_OCCUPANCY,
  COLUMN_METHOD,
  COLUMN_BINDING,
  COLUMN_POOLED,
  N_COLUMNS
} Column;

/* The names written, each with what else it may be called; NULL-terminated. */
extern const char *const requirement_columns[N_COLUMNS + 1];
#define REQUIREMENT_POOLED "yes" /* in the column `pooled`; empty where a queue is staffed for itself */
