/* A table laid out for a terminal: titles wrapped over their columns, units below, numbers to the right. */
#include "report/table_private.h"
#include <string.h>

#define COLUMN_GAP 2
#define NARROWEST_TEXT 8 /* a text column is not cut below this */

typedef struct {
  const MusterTable *table;
  gboolean colour;
  int *width;     /* [n_columns] */
  char ***title;  /* [n_columns], the wrapped lines of each title, NULL-terminated */
  int title_lines;
  char **shown;   /* [n_rows * n_columns] */
  GString *out;
} Layout;

static const char *const tone_colour[] = {
  [MUSTER_TONE_UNDER] = "31", [MUSTER_TONE_OVER] = "33", [MUSTER_TONE_RIGHT] = "32", [MUSTER_TONE_DIM] = "2",
};

static void
put_coloured(Layout *l, const char *sgr, const char *text)
{
  if (l->colour && sgr != NULL && *text != '\0')
    g_string_append_printf(l->out, "\033[%sm%s\033[0m", sgr, text);
  else
    g_string_append(l->out, text);
}

static void
put_spaces(Layout *l, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c(l->out, ' ');
}

static void
end_line(Layout *l)
{
  while (l->out->len > 0 && l->out->str[l->out->len - 1] == ' ')
    g_string_truncate(l->out, l->out->len - 1);
  g_string_append_c(l->out, '\n');
}

static void
put_cell(Layout *l, int column, const char *text, const char *sgr)
{
  g_autofree char *cut = text_cut(text, l->width[column]);
  int room = MAX(0, l->width[column] - muster_text_width(cut));
  gboolean to_right = l->table->column[column].kind != MUSTER_COLUMN_TEXT;
  if (column > 0)
    put_spaces(l, COLUMN_GAP);
  if (to_right)
    put_spaces(l, room);
  put_coloured(l, sgr, cut);
  if (!to_right)
    put_spaces(l, room);
}

/* ---- measuring ---- */

static int
longest_word(const char *title)
{
  g_auto(GStrv) words = g_strsplit(title, " ", -1);
  int longest = 0;
  for (int i = 0; words[i] != NULL; i++)
    longest = MAX(longest, muster_text_width(words[i]));
  return longest;
}

/* Breaks a title at its blanks into lines of at most `width`. */
static char **
wrap(const char *title, int width)
{
  g_auto(GStrv) words = g_strsplit(title, " ", -1);
  GPtrArray *lines = g_ptr_array_new();
  GString *line = g_string_new(NULL);
  for (int i = 0; words[i] != NULL; i++) {
    if (line->len > 0 && muster_text_width(line->str) + 1 + muster_text_width(words[i]) > width) {
      g_ptr_array_add(lines, g_strdup(line->str));
      g_string_truncate(line, 0);
    }
    if (line->len > 0)
      g_string_append_c(line, ' ');
    g_string_append(line, words[i]);
  }
  g_ptr_array_add(lines, g_string_free(line, FALSE));
  g_ptr_array_add(lines, NULL);
  return (char **) g_ptr_array_free(lines, FALSE);
}

static int
total_width(const Layout *l)
{
  int total = COLUMN_GAP * (l->table->n_columns - 1);
  for (int c = 0; c < l->table->n_columns; c++)
    total += l->width[c];
  return total;
}

/* Takes room from the widest text columns until the table fits, or none can give any. */
static void
shrink_to(Layout *l, int width)
{
  while (total_width(l) > width) {
    int widest = -1;
    for (int c = 0; c < l->table->n_columns; c++)
      if (l->table->column[c].kind == MUSTER_COLUMN_TEXT && l->width[c] > NARROWEST_TEXT &&
          (widest < 0 || l->width[c] > l->width[widest]))
        widest = c;
    if (widest < 0)
      return;
    l->width[widest]--;
  }
}

static void
measure(Layout *l, int limit)
{
  const MusterTable *table = l->table;
  int n_rows = muster_table_n_rows(table);
  for (int c = 0; c < table->n_columns; c++) {
    const MusterColumn *column = &table->column[c];
    l->width[c] =
      MAX(longest_word(column->title), column->unit != NULL ? muster_text_width(column->unit) : 0);
    for (int r = 0; r < n_rows; r++) {
      char *shown = muster_table_shown(table, r, c);
      l->shown[r * table->n_columns + c] = shown;
      l->width[c] = MAX(l->width[c], muster_text_width(shown));
    }
  }
  if (limit > 0)
    shrink_to(l, limit);
  for (int c = 0; c < table->n_columns; c++) {
    l->title[c] = wrap(table->column[c].title, l->width[c]);
    l->title_lines = MAX(l->title_lines, (int) g_strv_length(l->title[c]));
  }
}

/* ---- putting ---- */

/* Titles stand on the line above the units, whatever their number of lines. */
static void
put_header(Layout *l)
{
  gboolean has_units = FALSE, has_titles = FALSE;
  for (int c = 0; c < l->table->n_columns; c++)
    has_titles = has_titles || l->table->column[c].title[0] != '\0';
  if (!has_titles)
    return;
  for (int line = 0; line < l->title_lines; line++) {
    for (int c = 0; c < l->table->n_columns; c++) {
      int own = line - (l->title_lines - (int) g_strv_length(l->title[c]));
      put_cell(l, c, own >= 0 ? l->title[c][own] : "", "1");
      has_units |= l->table->column[c].unit != NULL;
    }
    end_line(l);
  }
  if (has_units) {
    for (int c = 0; c < l->table->n_columns; c++)
      put_cell(l, c, l->table->column[c].unit != NULL ? l->table->column[c].unit : "", "2");
    end_line(l);
  }
}

static void
put_rule(Layout *l)
{
  GString *rule = g_string_new(NULL);
  for (int i = 0; i < total_width(l); i++)
    g_string_append(rule, "─");
  put_coloured(l, "2", rule->str);
  g_string_free(rule, TRUE);
  end_line(l);
}

static void
put_rows(Layout *l)
{
  const MusterTable *table = l->table;
  int n_rows = muster_table_n_rows(table);
  for (int r = 0; r < n_rows; r++) {
    gboolean is_total = muster_table_is_total(table, r);
    if (r == 0 || (is_total && !muster_table_is_total(table, r - 1)))
      put_rule(l);
    for (int c = 0; c < table->n_columns; c++) {
      MusterTone tone = table_cell(table, r, c)->tone;
      put_cell(l, c, l->shown[r * table->n_columns + c],
               tone != MUSTER_TONE_PLAIN ? tone_colour[tone]
               : is_total                ? "1"
                                         : NULL);
    }
    end_line(l);
  }
}

static void
put_notes(Layout *l)
{
  for (guint i = 0; i < l->table->notes->len; i++) {
    g_autofree char *note = text_for_terminal(g_ptr_array_index(l->table->notes, i));
    put_coloured(l, "2", note);
    g_string_append_c(l->out, '\n');
  }
}

static void
clear_layout(Layout *l)
{
  int n_cells = muster_table_n_rows(l->table) * l->table->n_columns;
  for (int i = 0; i < n_cells; i++)
    g_free(l->shown[i]);
  for (int c = 0; c < l->table->n_columns; c++)
    g_strfreev(l->title[c]);
  g_free(l->shown);
  g_free(l->title);
  g_free(l->width);
}

void
table_append_text(const MusterTable *table, const MusterTableStyle *style, GString *out)
{
  int n_cells = muster_table_n_rows(table) * table->n_columns;
  Layout l = {.table = table, .colour = style != NULL && style->colour, .out = out};
  l.width = g_new0(int, table->n_columns);
  l.title = g_new0(char **, table->n_columns);
  l.shown = g_new0(char *, n_cells > 0 ? n_cells : 1);
  measure(&l, style != NULL ? style->width : 0);
  if (table->title != NULL) {
    g_autofree char *title = text_for_terminal(table->title);
    put_coloured(&l, "1", title);
    g_string_append(out, "\n\n");
  }
  if (n_cells > 0) {
    put_header(&l);
    put_rows(&l);
  }
  put_notes(&l);
  clear_layout(&l);
}
