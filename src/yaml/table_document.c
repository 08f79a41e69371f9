/* A table's own reference page. */
#include "yaml/table_private.h"
#include <string.h>

typedef struct {
  GString *out;
  GPtrArray *types; /* those used, in order of first use */
} Page;

static const char *
child_path(const MusterYamlKey *key)
{
  return key->type == &muster_yaml_named ? ".NAME" : key->type == &muster_yaml_list ? "[]" : "";
}

static void
walk(const MusterYamlKey *table, const char *prefix, const char *const *marks,
     void (*visit)(const char *path, const MusterYamlKey *key, gpointer data), gpointer data)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    g_autofree char *path =
        prefix[0] != '\0' ? g_strdup_printf("%s.%s", prefix, key->name) : g_strdup(key->name);
    visit(path, key, data);
    if (key->table == NULL)
      continue;
    const char *below = key->type == &muster_yaml_named || key->type == &muster_yaml_keyed ? marks[0]
                        : key->type == &muster_yaml_list                                   ? marks[1]
                                                                                           : "";
    g_autofree char *inner = g_strconcat(path, below, NULL);
    walk(key->table, inner, marks, visit, data);
  }
}

void
muster_yaml_table_walk(const MusterYamlKey *table,
                       void (*visit)(const char *path, const MusterYamlKey *key, gpointer data),
                       gpointer data)
{
  static const char *const marks[] = {".*", "[]"};
  walk(table, "", marks, visit, data);
}

/* `|` would end a cell. */
static void
append_cell(GString *out, const char *text)
{
  g_string_append(out, " ");
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '|')
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p);
  }
  g_string_append(out, " |");
}

static char *
takes(const MusterYamlKey *key)
{
  GString *text = g_string_new(key->type->name);
  if (key->type == &muster_yaml_word) {
    g_string_truncate(text, 0);
    for (int i = 0; key->words[i] != NULL; i++)
      g_string_append_printf(text, "%s`%s`", i > 0 ? " \u00b7 " : "", key->words[i]);
  } else if (key->scope != NULL) {
    g_string_append_printf(text, " of a %s", key->scope);
  }
  return g_string_free(text, FALSE);
}

static char *
standard(const MusterYamlKey *key)
{
  if (key->required)
    return g_strdup("required");
  return key->standard != NULL ? g_strdup_printf("`%s`", key->standard) : g_strdup("\u2013");
}

static void
document_table(Page *page, const MusterYamlKey *table, const char *path)
{
  GString *out = page->out;
  if (path[0] != '\0')
    g_string_append_printf(out, "\n## %s\n", path);
  g_string_append(out, "\n| key | takes | default | meaning |\n|---|---|---|---|\n");
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    g_autofree char *name = g_strdup_printf("`%s`", key->name), *kind = takes(key), *normal = standard(key);
    g_string_append_c(out, '|');
    append_cell(out, name);
    append_cell(out, kind);
    append_cell(out, normal);
    append_cell(out, key->help);
    g_string_append_c(out, '\n');
    if (key->type != &muster_yaml_word && !g_ptr_array_find(page->types, key->type, NULL))
      g_ptr_array_add(page->types, (gpointer) (guintptr) key->type);
  }
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    if (key->table == NULL)
      continue;
    g_autofree char *inner =
        g_strdup_printf("%s%s%s%s", path, path[0] != '\0' ? "." : "", key->name, child_path(key));
    document_table(page, key->table, inner);
  }
}

char *
muster_yaml_table_document(const MusterYamlKey *table, const char *title)
{
  g_autoptr(GPtrArray) types = g_ptr_array_new();
  Page page = {.out = g_string_new(NULL), .types = types};
  g_string_append_printf(page.out, "# %s\n", title);
  document_table(&page, table, "");
  g_string_append(page.out, "\n## What the values look like\n\n| kind | takes |\n|---|---|\n");
  for (guint i = 0; i < types->len; i++) {
    const MusterYamlType *type = g_ptr_array_index(types, i);
    g_string_append_c(page.out, '|');
    append_cell(page.out, type->name);
    append_cell(page.out, type->fits);
    g_string_append_c(page.out, '\n');
  }
  return g_string_free(page.out, FALSE);
}
