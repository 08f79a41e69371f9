/* Paths: `queues."a.b".transfer`, `routing.overflow[0].after`. */
#include "yaml/tree_private.h"
#include <muster/yaml/patch.h>
#include <string.h>

/* Behind the closing quote, or NULL; the text goes to `part`. */
static const char *
take_quoted(const char *p, GString *part)
{
  for (p++; *p != '\0' && *p != '"'; p++) {
    if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
      p++;
    g_string_append_c(part, *p);
  }
  return *p == '"' ? p + 1 : NULL;
}

/* One part and what parts it from the next; NULL when it is none. */
static const char *
take_part(const char *p, GPtrArray *parts)
{
  g_autoptr(GString) part = g_string_new(NULL);
  if (*p == '[') {
    gsize digits = strspn(p + 1, "0123456789");
    if (digits == 0 || digits > 8 || p[digits + 1] != ']')
      return NULL;
    g_string_append_len(part, p, (gssize) digits + 2);
    p += digits + 2;
  } else if (*p == '"') {
    p = take_quoted(p, part);
    if (p == NULL)
      return NULL;
  } else {
    gsize length = strcspn(p, ".[\"");
    if (length == 0)
      return NULL;
    g_string_append_len(part, p, (gssize) length);
    p += length;
  }
  g_ptr_array_add(parts, g_strdup(part->str));
  if (*p == '.')
    return p[1] != '\0' && p[1] != '[' ? p + 1 : NULL;
  return *p == '\0' || *p == '[' ? p : NULL;
}

char **
muster_yaml_path_split(const char *path, char **why)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  const char *p = path;
  do {
    p = take_part(p, parts);
  } while (p != NULL && *p != '\0');
  if (p == NULL) {
    *why =
        g_strdup_printf("'%s' is no path; write groups.shop_a.serves, and names with dots in quotes", path);
    return NULL;
  }
  g_ptr_array_add(parts, NULL);
  return (char **) g_ptr_array_steal(parts, NULL);
}

/* `[2]` names an item where there is a list, and is a key like others where there is a map. */
MusterYamlNode *
muster_yaml_child(const MusterYamlNode *node, const char *part)
{
  if (node->kind == MUSTER_YAML_LIST && part[0] == '[')
    return muster_yaml_at(node, (guint) g_ascii_strtoull(part + 1, NULL, 10));
  return muster_yaml_get(node, part);
}

MusterYamlNode *
muster_yaml_path_find(MusterYamlNode *node, const char *path)
{
  g_autofree char *why = NULL;
  g_auto(GStrv) parts = muster_yaml_path_split(path, &why);
  for (int i = 0; parts != NULL && parts[i] != NULL && node != NULL; i++)
    node = muster_yaml_child(node, parts[i]);
  return parts != NULL ? node : NULL;
}

static void
write_path(GString *out, const MusterYamlNode *node)
{
  if (node->parent == NULL)
    return;
  write_path(out, node->parent);
  if (node->key == NULL) {
    guint i = 0;
    for (const MusterYamlNode *c = node->parent->first; c != node; c = c->next)
      i++;
    g_string_append_printf(out, "[%u]", i);
    return;
  }
  if (out->len > 0)
    g_string_append_c(out, '.');
  if (node->key[0] != '\0' && strpbrk(node->key, ".[\"\\") == NULL) {
    g_string_append(out, node->key);
    return;
  }
  g_string_append_c(out, '"');
  for (const char *p = node->key; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}

char *
muster_yaml_path(const MusterYamlNode *node)
{
  GString *out = g_string_new(NULL);
  write_path(out, node);
  return g_string_free(out, FALSE);
}
