/* CSV: tables as other tools write them.
 *
 * Reading takes any dialect that ACDs and spreadsheets are known to write: separated by `,` `;` tab or `|`;
 * with or without a header; RFC 4180 quotes with embedded line ends; LF, CRLF or CR; a byte-order mark;
 * decimal point or comma, grouped thousands; UTF-8, UTF-16, GB18030, Windows-1252. What is not told is found
 * out from the text, and can be asked for afterwards so that a program can say what it did.
 *
 * How to read a table:
 *
 *     g_autoptr(MusterCsv) csv = muster_csv_read(source, NULL, faults);
 *     if (csv == NULL)
 *       return NULL;                                       // the fault is in `faults`
 *     int start = muster_csv_need(csv, "start|timestamp", faults);
 *     int offered = muster_csv_need(csv, "offered", faults);
 *     if (start < 0 || offered < 0)
 *       return NULL;                                       // did-you-mean is in `faults`
 *     for (int row = 0; row < muster_csv_n_rows(csv); row++) {
 *       double n;
 *       if (muster_csv_double(csv, row, offered, &n, faults) && n < 0)
 *         muster_faults_error(faults, muster_csv_mark(csv, row, offered), NULL, "negative count '%s'", …);
 *     }
 *     if (muster_faults_n_errors(faults) > before) …       // the caller refuses the file at its own end
 *
 * So every fault of a file is found in one run: muster_csv_read() itself returns NULL only when there is no
 * table to go on with (binary, undecodable, no row at all); a ragged row is a fault and is left out of the
 * table.
 *
 * Rules of the text: blanks around an unquoted field do not count, inside quotes everything counts; a quote
 * within an unquoted field is an ordinary character; an empty line, and a line of nothing but separators, is
 * no row; empty fields beyond the last column (a separator at the line's end) are forgiven; a first line
 * `sep=;` names the separator.
 *
 * Rows and columns are counted from 0 and the header is no row. Fields are NUL-terminated, owned by the
 * table, and live as long as it does; a row or column outside the table is a programmer's fault. Reading
 * costs one pass; the table is immutable afterwards and may be read by several threads at once (each with its
 * own MusterFaults).
 */
#pragma once
#include <muster/base/clock.h>
#include <muster/base/error.h>
#include <muster/base/decimal.h>

G_BEGIN_DECLS

typedef enum { MUSTER_CSV_HEADER_SNIFF, MUSTER_CSV_HEADER_YES, MUSTER_CSV_HEADER_NO } MusterCsvHeader;

/* How a table is written. All zero: find out (reading); our own form (writing). */
typedef struct {
  char separator;         /* ',' ';' '\t' '|'; 0: the one that cuts the first lines most evenly | ',' */
  char decimal;           /* '.' or ','; 0: from the numbers | '.' */
  MusterCsvHeader header; /* sniffed: a first row without a number or date is a header */
  const char *encoding;   /* as iconv names it; NULL: byte-order mark, else UTF-8 or GB18030 | UTF-8 */
  gboolean bom;           /* writing only: begin with a byte-order mark (spreadsheets want one) */
  const char *newline;    /* writing only: "\n" (NULL) or "\r\n" */
} MusterCsvDialect;

/* Larger things are refused with a fault. */
#define MUSTER_CSV_MAX_COLUMNS 4096
#define MUSTER_CSV_MAX_FIELD (1 << 20) /* bytes */

typedef struct MusterCsv MusterCsv;

/* Reads a table; `dialect` NULL means find everything out. (transfer full), or NULL with an error added. */
MUSTER_API MusterCsv *muster_csv_read(MusterSource *source, const MusterCsvDialect *dialect,
                                      MusterFaults *faults);
MUSTER_API void muster_csv_free(MusterCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterCsv, muster_csv_free)

/* What was found out; strings are owned by the table. */
MUSTER_API const MusterCsvDialect *muster_csv_dialect(const MusterCsv *csv);
/* The text that marks refer to: the source given, or its decoded copy, owned by the table. Keep a reference
 * to keep marks. */
MUSTER_API MusterSource *muster_csv_source(const MusterCsv *csv);
MUSTER_API int muster_csv_n_rows(const MusterCsv *csv);
MUSTER_API int muster_csv_n_columns(const MusterCsv *csv);
MUSTER_API const char *muster_csv_name(const MusterCsv *csv, int column); /* "" without a header */

/* The column called one of `names`, alternatives parted by `|` (`start|timestamp|开始时间`), compared
 * without regard to case, blanks, `_` and `-`; or -1. The first alternative that is there wins. */
MUSTER_API int muster_csv_find(const MusterCsv *csv, const char *names);
/* The same, but a missing column, or one that is there twice, is a fault at the header. */
MUSTER_API int muster_csv_need(const MusterCsv *csv, const char *names, MusterFaults *faults);
/* A fault (with did-you-mean) for every column that is called none of `known` (NULL-terminated, each like
 * `names` above). */
MUSTER_API void muster_csv_only(const MusterCsv *csv, const char *const *known, MusterFaults *faults);

/* One field. */
MUSTER_API const char *muster_csv_text(const MusterCsv *csv, int row, int column);
MUSTER_API MusterMark muster_csv_mark(const MusterCsv *csv, int row, int column);
MUSTER_API MusterMark muster_csv_row_mark(const MusterCsv *csv, int row);
/* Without a header: the first line. */
MUSTER_API MusterMark muster_csv_header_mark(const MusterCsv *csv, int column);
static inline gboolean
muster_csv_is_empty(const MusterCsv *csv, int row, int column)
{
  return muster_csv_text(csv, row, column)[0] == 0;
}

/* Values. Each returns FALSE and adds a located error (unless `faults` is NULL) when the field is empty or no
 * such value. A number: digits, optional sign, point and exponent, in the table's decimal sign; thousands may
 * be grouped in threes by the other sign, a blank, a thin or hard blank, or an apostrophe. `1,234` in a table
 * whose decimal sign nothing else shows, and whose separator is not the comma, is refused as ambiguous. */
MUSTER_API gboolean muster_csv_double(const MusterCsv *csv, int row, int column, double *value,
                                      MusterFaults *faults);
MUSTER_API gboolean muster_csv_int(const MusterCsv *csv, int row, int column, gint64 *value,
                                   MusterFaults *faults);
/* `yes` `no` `true` `false` `1` `0`. */
MUSTER_API gboolean muster_csv_bool(const MusterCsv *csv, int row, int column, gboolean *value,
                                    MusterFaults *faults);
/* A date and time. `format` NULL takes `2026-11-09 08:00[:30[.5]]` with `T` or a blank between, `/` or nothing
 * for `-` (`20261109 08:00`), and an offset or Z after it. Other orders must be told, since 03/04 has two
 * readings, as in strptime: %Y %y %m %d %H %I %M %S %p %z (offset or Z) and literal text; a blank takes any
 * number of blanks. Local times are in `zone`. `*local` (may be NULL) says whether a time without an offset
 * existed once, twice (the first is taken) or never (a fault). */
MUSTER_API gboolean muster_csv_instant(const MusterCsv *csv, int row, int column, const char *format,
                                       const MusterZone *zone, gint64 *utc, MusterLocal *local,
                                       MusterFaults *faults);
/* The same without a zone: the day and the clock as they stand, an offset ignored if there is one. */
MUSTER_API gboolean muster_csv_local(const MusterCsv *csv, int row, int column, const char *format,
                                     MusterDay *day, int *clock_s, MusterFaults *faults);
/* A date; a time after it must be midnight. */
MUSTER_API gboolean muster_csv_day(const MusterCsv *csv, int row, int column, const char *format,
                                   MusterDay *day, MusterFaults *faults);

/* Writing. Fields of a row from left to right, then muster_csv_end_row(); the text is built in memory. Quotes
 * are put where the reader needs them, so that what was written reads back equal. Text that a spreadsheet would
 * take for a formula (`=`, `+`, `-`, `@` first) is written as it is: a reader of data must get the data. */
typedef struct MusterCsvWriter MusterCsvWriter;
/* Strings of the dialect are copied; NULL is our own form. (transfer full) */
MUSTER_API MusterCsvWriter *muster_csv_writer_new(const MusterCsvDialect *dialect);
MUSTER_API void muster_csv_writer_free(MusterCsvWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterCsvWriter, muster_csv_writer_free)
/* UTF-8 without NUL; NULL: an empty field. */
MUSTER_API void muster_csv_add_text(MusterCsvWriter *writer, const char *text);
/* The shortest digits; NaN and infinities: an empty field. */
MUSTER_API void muster_csv_add_double(MusterCsvWriter *writer, double value);
MUSTER_API void muster_csv_add_int(MusterCsvWriter *writer, gint64 value);
/* A whole row of texts, ended by NULL. */
MUSTER_API void muster_csv_add_row(MusterCsvWriter *writer, const char *first, ...) G_GNUC_NULL_TERMINATED;
MUSTER_API void muster_csv_end_row(MusterCsvWriter *writer);
/* Appends all complete rows of `other`, written in the same dialect by another thread, and empties it. */
MUSTER_API void muster_csv_append(MusterCsvWriter *writer, MusterCsvWriter *other);
/* The text in the dialect's encoding, and empties the writer; NULL with error when the encoding has no such
 * character. (transfer full, g_free) */
MUSTER_API char *muster_csv_finish(MusterCsvWriter *writer, gsize *length, GError **error);

G_END_DECLS
