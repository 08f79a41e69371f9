/* What the files of this room share: the table, and the steps that make one. */
#pragma once
#include <muster/csv.h>

/* A decoded text: valid UTF-8 without NUL, from `start` (behind a byte-order mark) on. */
typedef struct {
  MusterSource *source; /* owned reference */
  gsize start;
  char *encoding; /* what it was found to be; owned */
} CsvDecoded;

/* The fields of a table lie in one copy of its text in which each is ended by a NUL. As that copy has the
 * text's length, a field's offset is also its place in the text, and lines and columns are counted only when
 * asked for. */
struct MusterCsv {
  CsvDecoded decoded;
  MusterCsvDialect dialect;
  char *buffer;
  int n_rows, n_columns;
  guint32 *field; /* [(1 + n_rows) * n_columns] offsets; row 0 is the header, or unused */
  guint32 *line;  /* [1 + n_rows], 1-based line of each row's start */
  char **key;     /* [n_columns] header names, normalised for comparison; NULL without a header */
  char *decimal;  /* [n_columns] '.' or ','; 0: nothing shows it */
};

gboolean csv_decode(MusterSource *source, const char *encoding, CsvDecoded *decoded, MusterFaults *faults);
void csv_decoded_clear(CsvDecoded *decoded);

/* The separator that cuts the first lines of `text` most evenly. */
char csv_sniff_separator(const char *text, gsize length);
/* Does a field look like a number, date or time? */
gboolean csv_looks_like_value(const char *field);
/* Fills csv->decimal and the dialect's. */
void csv_sniff_decimal(MusterCsv *csv);

/* Cuts the text into rows and fields. FALSE, with a fault, when there is none. */
gboolean csv_split(MusterCsv *csv, MusterFaults *faults);

/* The place of byte `offset` of the decoded text, which lies in a row that begins at row_offset on line
 * row_line. */
MusterMark csv_mark_at(const MusterCsv *csv, gsize offset, gsize row_offset, int row_line);

static inline guint32
csv_offset(const MusterCsv *csv, int row, int column)
{
  return csv->field[(gsize) (row + 1) * (gsize) csv->n_columns + (gsize) column];
}

/* Date and time as they stand in a field. */
typedef struct {
  MusterDay day;
  int clock_s;
  gboolean has_offset;
  int offset_s;
} CsvTime;
gboolean csv_scan_time(const char *text, CsvTime *time);
gboolean csv_scan_time_as(const char *text, const char *format, CsvTime *time);
