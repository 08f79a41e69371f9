/* The inside of a table, shared by the files that fill, show and write it. */
#pragma once
#include <muster/report/table.h>

typedef enum { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_MEASURE } CellKind;

typedef struct {
  CellKind kind;
  MusterTone tone;
  char *text;            /* CELL_TEXT; owned */
  MusterMeasure measure; /* CELL_NUMBER keeps its value in .mean */
  int decimals;          /* places shown; -1: the column's */
} Cell;

typedef struct {
  gboolean is_total;
  Cell *cell; /* [n_columns] */
} Row;

struct MusterTable {
  char *name, *title;
  MusterZone *zone;     /* owned reference, or NULL */
  int n_columns;
  MusterColumn *column; /* [n_columns], strings owned */
  GArray *rows;         /* Row */
  int filled;           /* cells filled in the last row */
  GPtrArray *notes;     /* char* */
};

const Cell *table_cell(const MusterTable *table, int row, int column);

/* A number as people see it: `decimals` places, thousands parted by a narrow no-break space. (transfer full)
 */
char *shown_number(double value, int decimals);
char *shown_share(double share, int decimals); /* `82.4` of 0.824 */
char *shown_duration(double seconds);          /* 45 s, 3:20 min, 7:30 h */
/* The value of a column of that kind. (transfer full) */
char *shown_value(const MusterColumn *column, const MusterZone *zone, int decimals, double value);

/* A name made safe for a terminal: no control character, no change of direction. (transfer full) */
char *text_for_terminal(const char *text);
/* Cut to `width` columns with … at its end; the text itself when it fits. (transfer full) */
char *text_cut(const char *text, int width);

/* The cell as machines get it in CSV: a measure has three parts, everything else one. (transfer full; "" when
 * empty) */
int machine_parts(const MusterTable *table, int column);
char *machine_key(const MusterTable *table, int column, int part);
char *machine_text(const MusterTable *table, int row, int column, int part);

/* Lays the table out for a terminal (table_text.c). `style` may be NULL. */
void table_append_text(const MusterTable *table, const MusterTableStyle *style, GString *out);
