/* How a reader says that a value does not fit. */
#include "yaml/table_private.h"
#include <string.h>

enum { MOST_NAMES_IN_HINT = 12, MOST_HINTS = 200 };

/* Nearness costs time, and faults beyond these are only counted. */
static gboolean
are_many(const MusterYamlReader *reader)
{
  return muster_faults_n_errors(reader->faults) > MOST_HINTS;
}

gboolean
muster_yaml_refuse(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                   const char *hint, char *why)
{
  if (key->name != NULL && key->name[0] != '\0')
    muster_faults_error(reader->faults, muster_yaml_mark(node), hint, "%s: %s", key->name, why);
  else
    muster_faults_error(reader->faults, muster_yaml_mark(node), hint, "%s", why);
  g_free(why);
  return FALSE;
}

gboolean
muster_yaml_need_scalar(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node)
{
  if (node->kind == MUSTER_YAML_SCALAR && node->text[0] != '\0' && !muster_yaml_is_null(node))
    return TRUE;
  const char *what = node->kind == MUSTER_YAML_SCALAR ? "nothing" : muster_yaml_describe(node);
  return muster_yaml_refuse(reader, key, node, NULL,
                            g_strdup_printf("takes %s, not %s", key->type->fits, what));
}

gboolean
muster_yaml_need_kind(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                      MusterYamlKind kind)
{
  if (node->kind == kind)
    return TRUE;
  return muster_yaml_refuse(reader, key, node, NULL,
                            g_strdup_printf("takes %s, not %s", key->type->fits, muster_yaml_describe(node)));
}

/* A bound as the planner would write it. */
static char *
format_bound(const MusterYamlKey *key, double value)
{
  if (key->type == &muster_yaml_duration || key->type == &muster_yaml_durations)
    return muster_format_duration(value);
  if (key->type == &muster_yaml_share || key->type == &muster_yaml_shares)
    return muster_format_share(value);
  g_autofree char *number = muster_format_number(value);
  return key->type == &muster_yaml_rate ? g_strdup_printf("%s / h", number) : g_steal_pointer(&number);
}

gboolean
muster_yaml_need_bounds(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                        double value)
{
  if (!(key->min < key->max) || (value >= key->min && value <= key->max))
    return TRUE;
  g_autofree char *lo = format_bound(key, key->min), *hi = format_bound(key, key->max);
  g_autofree char *hint = g_strdup_printf("from %s to %s fits", lo, hi);
  return muster_yaml_refuse(reader, key, node, hint, g_strdup_printf("'%s' is out of range", node->text));
}

char *
muster_yaml_hint(const char *word, const char *const *names)
{
  if (names == NULL || names[0] == NULL)
    return NULL;
  const char *near = muster_nearest(word, names);
  if (near != NULL)
    return g_strdup_printf("did you mean '%s'?", near);
  GString *list = g_string_new(names[1] == NULL ? "only " : "one of ");
  for (int i = 0; names[i] != NULL; i++) {
    if (i == MOST_NAMES_IN_HINT) {
      g_string_append(list, ", …");
      break;
    }
    g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", names[i]);
  }
  return g_string_free(g_string_append(list, " fits"), FALSE);
}

void
muster_yaml_unknown_key(MusterYamlReader *reader, const MusterYamlNode *entry, const char *const *names)
{
  g_autofree char *hint = are_many(reader) ? NULL : muster_yaml_hint(entry->key, names);
  muster_faults_error(reader->faults, muster_yaml_key_mark(entry), hint, "unknown key '%s'", entry->key);
}

int
muster_yaml_find_name(MusterYamlReader *reader, const char *scope, const char *name, MusterMark mark)
{
  const char *const *names = reader->names != NULL ? reader->names(reader->user, scope) : NULL;
  for (int i = 0; names != NULL && names[i] != NULL; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  g_autofree char *hint = are_many(reader) ? NULL : muster_yaml_hint(name, names);
  muster_faults_error(reader->faults, mark, hint, "unknown %s '%s'", scope, name);
  return -1;
}

gboolean
muster_yaml_check_name(MusterYamlReader *reader, const char *text, gboolean quoted, MusterMark mark)
{
  if (text[0] != '\0' && muster_yaml_is_trap(text, quoted)) {
    g_autofree char *hint = g_strdup_printf("write \"%s\" in quotes if it is meant", text);
    const char *what = muster_yaml_is_boolean_word(text, NULL) ? "a YAML boolean" : "nothing in YAML";
    muster_faults_error(reader->faults, mark, hint, "'%s' is %s, and a name is meant", text, what);
    return FALSE;
  }
  if (text[0] == '\0') {
    muster_faults_error(reader->faults, mark, NULL, "an empty name");
    return FALSE;
  }
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f) {
      muster_faults_error(reader->faults, mark, NULL, "a name cannot hold control characters");
      return FALSE;
    }
  return TRUE;
}
