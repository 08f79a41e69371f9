/* What the files that read a contact log share. */
#pragma once
#include "forecast/history_private.h"
#include <muster/forecast/contacts.h>

/* Where the log keeps what; HISTORY_NO_COLUMN: nowhere. */
typedef struct {
  int start, date, time, queue, outcome, wait, talk, handle, after_call, customer, agent;
  char *format; /* of stamps, owned; NULL: ISO and its likes */
} ContactColumns;

/* Finds the columns: those that `given` names (KEY=TITLE,…), the others by the titles that ACDs use. FALSE with errors. */
gboolean contact_columns_find(const MusterCsv *csv, const char *given, ContactColumns *columns, MusterFaults *faults);
/* Splits `KEY=VALUE,…`; calls `take` for each pair. FALSE with an error when a pair is none. `what` names the list. */
gboolean contact_pairs(const char *text, const char *what,
                       void (*take)(const char *key, const char *value, gpointer data), gpointer data,
                       MusterFaults *faults);
