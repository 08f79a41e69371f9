/* What the files that read a history share. */
#pragma once
#include <muster/csv.h>
#include <muster/forecast.h>

#define HISTORY_NO_COLUMN (-1)

/* Where the file keeps what; HISTORY_NO_COLUMN: nowhere. */
typedef struct {
  int start, date, time, queue, offered, handled, abandoned, handle_mean, handle_total;
  const char *format; /* of stamps, owned by the centre; NULL: ISO and its likes */
} HistoryColumns;

/* A row as it was read; NaN: an empty field or no such column. */
typedef struct {
  int row;        /* in the table */
  int queue;      /* in the centre */
  gint64 utc;     /* for a local time that occurs twice: the first */
  gint64 wall;    /* seconds since 1970 by the wall clock of the stamp's zone */
  gboolean twice; /* the local time occurs twice, and no offset told which */
  gboolean never; /* the clock jumped over the local time */
  double offered, abandoned, handled, handle_total_s;
} HistoryRow;

/* Oddities that are said and do not refuse the file. */
typedef enum {
  HISTORY_ODD_NO_CONTACT,
  HISTORY_ODD_IMPOSSIBLE,
  HISTORY_ODD_ABANDONED,
  HISTORY_ODD_NEVER,
  HISTORY_ODD_AGAIN,
  HISTORY_ODD_TWICE,
  HISTORY_N_ODDITIES
} HistoryOddity;

typedef struct {
  MusterFaults *faults;
  int n[HISTORY_N_ODDITIES];
} HistoryOddities;

/* Counts one; the first few of a kind become warnings. */
void history_odd(HistoryOddities *odd, HistoryOddity kind, MusterMark mark, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* A warning for each kind of which not all were shown. */
void history_odd_summary(const HistoryOddities *odd, MusterMark file);

/* Finds the columns; FALSE with errors. */
gboolean history_columns_find(const MusterCentre *centre, const MusterCsv *csv, HistoryColumns *columns,
                              MusterFaults *faults);
/* All rows of queues that the centre has, in the file's order: GArray of HistoryRow. Errors go to
 * odd->faults. (transfer full) */
GArray *history_rows_read(const MusterCentre *centre, const MusterCsv *csv, const HistoryColumns *columns,
                          const MusterZone *zone, HistoryOddities *odd);
/* Puts the rows on a new history's grid: step, repeated hours, duplicates. NULL with errors. Sorts `rows`. */
MusterHistory *history_place(const MusterCentre *centre, const MusterCsv *csv, GArray *rows,
                             const MusterZone *zone, HistoryOddities *odd);
/* Decides about intervals without a row: 0 or not measured. */
void history_fill_gaps(MusterHistory *history, const MusterCentre *centre, MusterFaults *faults);

/* log_words.c, which contact logs share. The words of a dialect; errors at `mark`. */
void history_read_dialect(const char *text, MusterMark mark, MusterCsvDialect *dialect, MusterFaults *faults);
/* Seconds, or h:mm:ss, or m:ss; `what` names it in the error. */
gboolean history_read_time(const MusterCsv *csv, int row, int column, const char *what, double *seconds,
                           MusterFaults *faults);
/* The column of that title, or of that number from 1 on; HISTORY_NO_COLUMN with an error at `mark`. */
int history_named_column(const MusterCsv *csv, const char *name, const char *file, MusterMark mark,
                         MusterFaults *faults);
