/* One table for every command: filled once, shown aligned on a terminal or written as CSV, JSON or YAML.
 *
 * A table has columns (a key for machines, a title and a unit for people) and rows of cells, filled from left
 * to right:
 *
 *     static const MusterColumn columns[] = {
 *       {.key = "queue", .title = "queue"},
 *       {.key = "level", .title = "service level", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
 *     };
 *     MusterTable *table = muster_table_new("queues", "Queues", columns, G_N_ELEMENTS(columns), zone);
 *     muster_table_begin_row(table);
 *     muster_table_text(table, queue->name);
 *     muster_table_number(table, 0.824);
 *     g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_TABLE, NULL);
 *
 * People see percents, rounded numbers and local times; machines get shares 0..1, the shortest digits that
 * read back the same double, and ISO 8601 with offset. Totals and notes are for people only: a machine that
 * adds a column up must not count anything twice. NaN and infinities are empty (`–`, an empty field, null),
 * never printed. / */
#pragma once
#include <muster/base/clock.h>
#include <muster/base/stats.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_COLUMN_TEXT,     /* to the left */
  MUSTER_COLUMN_NUMBER,   /* to the right, `decimals` places, thousands grouped */
  MUSTER_COLUMN_SHARE,    /* 0..1, shown in percent with `decimals` places */
  MUSTER_COLUMN_DURATION, /* seconds, shown as 45 s, 3:20 min, 7:30 h */
  MUSTER_COLUMN_DAY,      /* a MusterDay: Mon 2026-11-09 */
  MUSTER_COLUMN_INSTANT,  /* Unix seconds: local time of the table's zone */
} MusterColumnKind;

/* Zero-initialised fields are the defaults. Strings are copied by muster_table_new(). */
typedef struct {
  const char *key;     /* for machines, the unit in the name where there is one: handle_time_mean_s */
  const char *title;   /* for people; NULL: the key */
  const char *unit;    /* for people, below the title, or NULL */
  MusterColumnKind kind;
  int decimals;        /* places shown to people */
  gboolean measure;    /* cells are estimates with an interval: muster_table_measure() */
} MusterColumn;

/* What a cell means, shown as colour where colour is wanted; never the only sign of anything. */
typedef enum {
  MUSTER_TONE_PLAIN,
  MUSTER_TONE_UNDER,
  MUSTER_TONE_OVER,
  MUSTER_TONE_RIGHT,
  MUSTER_TONE_DIM
} MusterTone;

typedef enum { MUSTER_FORMAT_TABLE, MUSTER_FORMAT_CSV, MUSTER_FORMAT_JSON, MUSTER_FORMAT_YAML } MusterFormat;
/* `table`, `csv`, `json`, `yaml`; FALSE for any other word. */
MUSTER_API gboolean muster_format_parse(const char *word, MusterFormat *format);
extern MUSTER_API const char *const muster_format_names[5]; /* NULL-terminated */

/* For MUSTER_FORMAT_TABLE only; whether colour is right (terminal, NO_COLOR) the caller decides. */
typedef struct {
  gboolean colour;
  int width; /* of the terminal in columns; texts are cut to fit; 0: as wide as needed */
} MusterTableStyle;

typedef struct MusterTable MusterTable;
/* `name` is for machines (a file name without extension), `title` for people. `zone` may be NULL when no
 * column is an instant. (transfer full) */
MUSTER_API MusterTable *muster_table_new(const char *name, const char *title, const MusterColumn *columns,
                                         int n_columns, MusterZone *zone);
MUSTER_API void muster_table_free(MusterTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterTable, muster_table_free)

/* Filling. A row that is left early is empty to its end. */
MUSTER_API void muster_table_begin_row(MusterTable *table);
MUSTER_API void muster_table_begin_total(MusterTable *table); /* below a rule; not for machines */
MUSTER_API void muster_table_text(MusterTable *table, const char *text); /* copied; NULL: empty */
MUSTER_API void muster_table_printf(MusterTable *table, const char *format, ...) G_GNUC_PRINTF(2, 3);
MUSTER_API void muster_table_number(MusterTable *table, double value); /* every kind but text; NaN: empty */
MUSTER_API void muster_table_measure(MusterTable *table, const MusterMeasure *measure);
MUSTER_API void muster_table_empty(MusterTable *table);
MUSTER_API void muster_table_tone(MusterTable *table, MusterTone tone); /* of the cell filled last */
/* Places shown of that cell alone. */
MUSTER_API void muster_table_decimals(MusterTable *table, int decimals);
/* A sentence below the table, for people only. */
MUSTER_API void muster_table_note(MusterTable *table, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Looking. Strings live as long as the table. */
MUSTER_API const char *muster_table_name(const MusterTable *table);
MUSTER_API const char *muster_table_title(const MusterTable *table);
MUSTER_API int muster_table_n_columns(const MusterTable *table);
MUSTER_API const MusterColumn *muster_table_column(const MusterTable *table, int column);
MUSTER_API int muster_table_find(const MusterTable *table, const char *key); /* -1: no such column */
MUSTER_API int muster_table_n_rows(const MusterTable *table);                /* totals included */
MUSTER_API gboolean muster_table_is_total(const MusterTable *table, int row);
/* NaN: empty or a text. */
MUSTER_API double muster_table_value(const MusterTable *table, int row, int column);
MUSTER_API const MusterMeasure *muster_table_interval(const MusterTable *table, int row, int column);
MUSTER_API const char *muster_table_string(const MusterTable *table, int row, int column); /* NULL: no text */
/* The cell as people see it, without colour and padding. (transfer full) */
MUSTER_API char *muster_table_shown(const MusterTable *table, int row, int column);

/* The whole table as text. `style` may be NULL: no colour, no limit. CSV: a header, then the rows; a measure
 * makes three columns KEY, KEY_lower, KEY_upper. JSON and YAML: a list of objects. (transfer full) */
MUSTER_API char *muster_table_write(const MusterTable *table, MusterFormat format,
                                    const MusterTableStyle *style);
/* Several tables one after the other; as JSON or YAML an object of their names. (transfer full) */
MUSTER_API char *muster_tables_write(const MusterTable *const *tables, int n, MusterFormat format,
                                     const MusterTableStyle *style);

/* Columns that `text` takes on a terminal: wide characters take two, marks none, control characters one (they
 * are shown as U+FFFD). */
MUSTER_API int muster_text_width(const char *text);

G_END_DECLS
