/* Which keys the file gave, and refusing those that a command cannot honour. */
#include "model/centre/centre_private.h"
#include <muster/yaml/patch.h>
#include <stdarg.h>
#include <string.h>

typedef void (*Visit)(const MusterYamlNode *node, gpointer data);

/* Calls `visit` for every node that the rest of the pattern meets. The last part may be `key=text`. */
static void
match(const MusterYamlNode *node, char *const *parts, Visit visit, gpointer data)
{
  if (muster_yaml_is_null(node))
    return;
  if (*parts == NULL) {
    visit(node, data);
    return;
  }
  if (node->kind == MUSTER_YAML_SCALAR)
    return;
  const char *equals = parts[1] == NULL ? strchr(*parts, '=') : NULL;
  g_autofree char *key = equals != NULL ? g_strndup(*parts, (gsize) (equals - *parts)) : g_strdup(*parts);
  gboolean any = strcmp(key, "*") == 0;
  for (const MusterYamlNode *c = node->first; c != NULL; c = c->next) {
    if (!any && g_strcmp0(c->key, key) != 0)
      continue;
    if (equals == NULL)
      match(c, parts + 1, visit, data);
    else if (c->kind == MUSTER_YAML_SCALAR && strcmp(c->text, equals + 1) == 0)
      visit(c, data);
  }
}

static void
match_pattern(const MusterCentre *centre, const char *pattern, Visit visit, gpointer data)
{
  g_autofree char *why = NULL;
  g_auto(GStrv) parts = muster_yaml_path_split(pattern, &why);
  g_return_if_fail(parts != NULL); /* patterns are a program's */
  if (centre->tree != NULL)
    match(centre->tree->root, parts, visit, data);
}

static void
note(G_GNUC_UNUSED const MusterYamlNode *node, gpointer data)
{
  *(gboolean *) data = TRUE;
}

gboolean
muster_centre_given(const MusterCentre *centre, const char *pattern)
{
  gboolean met = FALSE;
  match_pattern(centre, pattern, note, &met);
  return met;
}

/* ---- a pattern that no key of the tables can meet is a slip of the program ---- */

typedef struct {
  char **parts; /* of the pattern, without a value */
  gboolean met;
} Search;

static void
compare_key(const char *path, const MusterYamlKey *key, gpointer data)
{
  Search *search = data;
  g_auto(GStrv) lists = g_strsplit(path, "[]", -1);
  g_autofree char *plain = g_strjoinv(".*", lists);
  g_auto(GStrv) table = g_strsplit(plain, ".", -1);
  char **t = table, **p = search->parts;
  while (*t != NULL && *p != NULL && (strcmp(*t, "*") == 0 || strcmp(*t, *p) == 0)) {
    t++;
    p++;
  }
  /* Below a type of its own (`serves`) the table does not say what stands. */
  if (*p == NULL || (*t == NULL && key->type->size == 0))
    search->met = TRUE;
}

static gboolean
is_known(const char *pattern)
{
  g_autofree char *why = NULL;
  g_autofree char *path = g_strndup(pattern, strcspn(pattern, "="));
  g_auto(GStrv) parts = muster_yaml_path_split(path, &why);
  Search search = {.parts = parts};
  if (parts != NULL)
    muster_yaml_table_walk(centre_keys, compare_key, &search);
  return search.met;
}

typedef struct {
  const char *command;
  gboolean with_value;
  MusterFaults *faults;
  gboolean met;
} Refusal;

static void
refuse(const MusterYamlNode *node, gpointer data)
{
  Refusal *refusal = data;
  g_autofree char *path = muster_yaml_path(node);
  refusal->met = TRUE;
  if (refusal->with_value)
    muster_faults_error(refusal->faults, muster_yaml_key_mark(node),
                        "take the key out, or use a command that honours it",
                        "muster %s cannot honour '%s: %s'", refusal->command, path, node->text);
  else
    muster_faults_error(refusal->faults, muster_yaml_key_mark(node),
                        "take the key out, or use a command that honours it", "muster %s cannot honour '%s'",
                        refusal->command, path);
}

gboolean
muster_centre_refuse(const MusterCentre *centre, const char *const *patterns, const char *command,
                     MusterFaults *faults)
{
  Refusal refusal = {.command = command, .faults = faults};
  for (int i = 0; patterns[i] != NULL; i++) {
    if (!is_known(patterns[i]))
      g_error("muster %s refuses '%s', which is no key of a centre file", command, patterns[i]);
    refusal.with_value = strchr(patterns[i], '=') != NULL;
    match_pattern(centre, patterns[i], refuse, &refusal);
  }
  return !refusal.met;
}

/* ---- places ---- */

static MusterMark
nearest_mark(const MusterYamlNode *root, char *const *parts)
{
  const MusterYamlNode *node = root;
  for (; *parts != NULL; parts++) {
    const MusterYamlNode *next = muster_yaml_get(node, *parts);
    if (next == NULL)
      break;
    node = next;
  }
  return muster_yaml_key_mark(node);
}

MusterMark
muster_centre_mark(const MusterCentre *centre, const char *path)
{
  g_autofree char *why = NULL;
  g_auto(GStrv) parts = muster_yaml_path_split(path, &why);
  MusterMark nowhere = {0};
  return centre->tree != NULL && parts != NULL ? nearest_mark(centre->tree->root, parts) : nowhere;
}

MusterMark
centre_mark(const MusterCentre *centre, ...)
{
  char *parts[9] = {NULL};
  va_list args;
  va_start(args, centre);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS(parts); i++)
    if ((parts[i] = va_arg(args, char *)) == NULL)
      break;
  va_end(args);
  return nearest_mark(centre->tree->root, parts);
}
