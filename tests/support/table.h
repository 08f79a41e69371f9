/* Tables of exact values for tests: comma-separated, no quotes, one header line. */
#pragma once
#include "muster_test.h"
#include <string.h>

typedef struct {
  char **name;    /* columns, NULL-terminated */
  GPtrArray *row; /* of char ** */
} Table;

static inline void
table_clear(Table *table)
{
  g_strfreev(table->name);
  if (table->row != NULL)
    g_ptr_array_unref(table->row);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

/* FALSE when the file is not there. */
static inline gboolean
table_read(Table *table, const char *path)
{
  g_autofree char *text = NULL;
  *table = (Table){0};
  if (!g_file_get_contents(path, &text, NULL, NULL))
    return FALSE;
  g_strdelimit(text, "\r", ' ');
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  table->name = g_strsplit(g_strchomp(lines[0]), ",", -1);
  table->row = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);
  for (int i = 1; lines[i] != NULL; i++)
    g_ptr_array_add(table->row, g_strsplit(g_strchomp(lines[i]), ",", -1));
  return TRUE;
}

/* tests/data/FOLDER/NAME of the source tree; or, when `is_public`, $MUSTER_DATA/FOLDER/NAME: FALSE and a
 * word when it is not there. */
static inline gboolean
table_open(Table *table, const char *folder, const char *name, gboolean is_public)
{
  const char *root = is_public ? TEST_DATA_FOLDER() : g_getenv("MUSTER_SOURCE_ROOT");
  g_autofree char *path = root == NULL ? NULL
                          : is_public  ? g_build_filename(root, folder, name, NULL)
                                       : g_build_filename(root, "tests", "data", folder, name, NULL);
  if (path != NULL && table_read(table, path))
    return TRUE;
  *table = (Table){0};
  g_print("  skipped: %s (no %s)\n", name, path != NULL ? path : "$MUSTER_DATA");
  CU_ASSERT(is_public);
  return FALSE;
}

static inline const char *
table_text(const Table *table, guint row, const char *column)
{
  for (int c = 0; table->name[c] != NULL; c++)
    if (strcmp(table->name[c], column) == 0)
      return ((char **) g_ptr_array_index(table->row, row))[c];
  g_error("no column '%s'", column);
}

/* NaN for an empty cell. */
static inline double
table_number(const Table *table, guint row, const char *column)
{
  const char *text = table_text(table, row, column);
  return *text == '\0' ? NAN : g_ascii_strtod(text, NULL);
}
