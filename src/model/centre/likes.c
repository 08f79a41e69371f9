/* `like`: takes over every key of a sibling, before the tables read. */
#include "model/centre/centre_private.h"
#include <string.h>

typedef struct {
  MusterYaml *tree;
  MusterYamlNode *section;
  MusterFaults *faults;
  GHashTable *state; /* node → 1 while being worked on, 2 when done */
} Likes;

static char *
sibling_hint(const MusterYamlNode *section, const char *word)
{
  g_autofree const char **names = g_new0(const char *, section->n + 1);
  gsize n = 0;
  for (const MusterYamlNode *c = section->first; c != NULL; c = c->next)
    if (strcmp(c->key, word) != 0)
      names[n++] = c->key;
  return muster_yaml_hint(word, names);
}

static void carry_out(Likes *likes, MusterYamlNode *node);

/* The sibling that `like` names, itself done; NULL with a fault. */
static MusterYamlNode *
find_base(Likes *likes, const MusterYamlNode *like)
{
  MusterMark mark = muster_yaml_mark(like);
  if (like->kind != MUSTER_YAML_SCALAR) {
    muster_faults_error(likes->faults, mark, NULL, "like: a name is meant here, not %s",
                        muster_yaml_describe(like));
    return NULL;
  }
  MusterYamlNode *base = muster_yaml_get(likes->section, like->text);
  if (base == NULL || base->kind != MUSTER_YAML_MAP) {
    g_autofree char *hint = sibling_hint(likes->section, like->text);
    muster_faults_error(likes->faults, mark, hint, "like: there is no '%s' beside this one", like->text);
    return NULL;
  }
  if (GPOINTER_TO_INT(g_hash_table_lookup(likes->state, base)) == 1) {
    muster_faults_error(likes->faults, mark, NULL, "like: '%s' leads back to itself", like->text);
    return NULL;
  }
  carry_out(likes, base);
  return base;
}

static void
carry_out(Likes *likes, MusterYamlNode *node)
{
  MusterYamlNode *like = muster_yaml_get(node, "like");
  if (like == NULL || g_hash_table_contains(likes->state, node))
    return;
  g_hash_table_insert(likes->state, node, GINT_TO_POINTER(1));
  MusterYamlNode *base = muster_yaml_is_null(like) ? NULL : find_base(likes, like);
  muster_yaml_remove(like);
  if (base != NULL && !muster_yaml_overlay(likes->tree, node, base, 0))
    muster_faults_error(likes->faults, muster_yaml_key_mark(node), NULL,
                        "like: copies more than a file may hold");
  g_hash_table_insert(likes->state, node, GINT_TO_POINTER(2));
}

void
centre_expand_likes(MusterYaml *tree, MusterYamlNode *root, MusterFaults *faults)
{
  static const char *const sections[] = {"queues", "groups", "shifts", "contracts"};
  for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
    g_autoptr(GHashTable) state = g_hash_table_new(NULL, NULL);
    Likes likes = {
        .tree = tree, .section = muster_yaml_get(root, sections[i]), .faults = faults, .state = state};
    if (likes.section == NULL || likes.section->kind != MUSTER_YAML_MAP ||
        likes.section->n > MUSTER_MAX_GROUPS)
      continue; /* too many are refused by the reader */
    for (MusterYamlNode *node = likes.section->first; node != NULL; node = node->next)
      if (node->kind == MUSTER_YAML_MAP)
        carry_out(&likes, node);
  }
}

/* ---- the key itself: it is gone by the time the tables read ---- */

static void
init_like(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gpointer field)
{
}

static gboolean
read_like(G_GNUC_UNUSED MusterYamlReader *reader, G_GNUC_UNUSED const MusterYamlKey *key,
          G_GNUC_UNUSED const MusterYamlNode *node, G_GNUC_UNUSED gpointer field)
{
  return TRUE;
}

static void
write_like(G_GNUC_UNUSED MusterYamlWriter *writer, G_GNUC_UNUSED const MusterYamlKey *key,
           G_GNUC_UNUSED MusterYamlNode *parent, G_GNUC_UNUSED gconstpointer field)
{
}

static gboolean
equal_like(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gconstpointer a,
           G_GNUC_UNUSED gconstpointer b)
{
  return TRUE;
}

const MusterYamlType centre_like = {
    .name = "sibling",
    .fits = "the name of another one beside it",
    .init = init_like,
    .read = read_like,
    .write = write_like,
    .equal = equal_like,
};
