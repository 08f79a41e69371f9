/* A router: its name, or a map of one name to its parameters by queue or group: `weighted_wait`,
 * `{weighted_wait: {presales: 1, vip: 4}}`, `{score: {presales: {base: 60, per_s: 1}}}`. */
#include "model/centre/centre_private.h"
#include <string.h>

static void
init_router(const MusterYamlKey *key, gpointer field)
{
  *(MusterRouter *) field = (MusterRouter){.name = g_strdup(key->standard)};
}

static void
clear_router(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterRouter *router = field;
  g_free(router->name);
  for (int i = 0; i < router->n; i++)
    g_free(router->key[i]);
  g_free(router->key);
  g_free(router->value);
  g_free(router->value2);
  *router = (MusterRouter){0};
}

/* The router's name against the registry of its place (key->name is choose_agent, …). */
static gboolean
check_router(MusterYamlReader *reader, const MusterYamlKey *key, const char *name, MusterMark mark)
{
  const MusterNames *routers = centre_reading(reader)->routers;
  const char *const *names = routers == NULL                            ? NULL
                             : strcmp(key->name, "choose_agent") == 0   ? routers->choose_agent
                             : strcmp(key->name, "choose_contact") == 0 ? routers->choose_contact
                                                                        : routers->join;
  if (names == NULL || centre_index_of(names, name) >= 0)
    return TRUE;
  g_autofree char *hint = muster_yaml_hint(name, names);
  muster_faults_error(reader->faults, mark, hint, "%s: unknown router '%s'", key->name, name);
  return FALSE;
}

static const MusterYamlKey score_keys[] = {
    {.name = "base",
     .type = &muster_yaml_number,
     .offset = 0,
     .standard = "0",
     .help = "score of a contact that has just come"},
    {.name = "per_s",
     .type = &muster_yaml_number,
     .offset = sizeof(double),
     .standard = "0",
     .help = "added per second waited"},
    {NULL},
};

static gboolean
read_number(MusterYamlReader *reader, const char *name, const MusterYamlNode *node, double *value)
{
  MusterYamlKey key = {.name = name, .type = &muster_yaml_number};
  return key.type->read(reader, &key, node, value);
}

static gboolean
read_parameter(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *entry,
               MusterRouter *router)
{
  if (!muster_yaml_check_name(reader, entry->key, entry->key_quoted, muster_yaml_key_mark(entry)) ||
      muster_yaml_find_name(reader, key->scope, entry->key, muster_yaml_key_mark(entry)) < 0)
    return FALSE;
  double pair[2] = {0, 0};
  gboolean ok;
  if (entry->kind == MUSTER_YAML_MAP) {
    muster_yaml_table_init(score_keys, pair);
    ok = muster_yaml_table_read(reader, score_keys, entry, pair);
  } else {
    ok = read_number(reader, entry->key, entry, &pair[0]);
  }
  router->key[router->n] = g_strdup(entry->key);
  router->value[router->n] = pair[0];
  router->value2[router->n++] = pair[1];
  return ok;
}

/* Numbers are weights and ratios; only a score may be negative. */
static gboolean
check_parameters(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                 const MusterRouter *router)
{
  const MusterNames *routers = centre_reading(reader)->routers;
  if (routers == NULL || routers->with_numbers == NULL || routers->with_pairs == NULL ||
      centre_index_of(routers->with_pairs, router->name) >= 0)
    return TRUE;
  if (centre_index_of(routers->with_numbers, router->name) < 0)
    return muster_yaml_refuse(reader, key, node, NULL,
                              g_strdup_printf("the router '%s' takes no parameters", router->name));
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    if (entry->kind == MUSTER_YAML_MAP)
      return muster_yaml_refuse(reader, key, entry, "write a number like `4`",
                                g_strdup_printf("'%s' takes a number for each %s", router->name, key->scope));
  for (int i = 0; i < router->n; i++)
    if (router->value[i] < 0)
      return muster_yaml_refuse(reader, key, node, NULL,
                                g_strdup_printf("the number of '%s' is below 0", router->key[i]));
  return TRUE;
}

static gboolean
read_parameters(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                MusterRouter *router)
{
  if (node->kind != MUSTER_YAML_MAP)
    return muster_yaml_refuse(reader, key, node, NULL,
                              g_strdup_printf("the router's parameters are a map by %s, not %s", key->scope,
                                              muster_yaml_describe(node)));
  gboolean ok = TRUE;
  router->key = g_new0(char *, node->n + 1);
  router->value = g_new0(double, node->n + 1);
  router->value2 = g_new0(double, node->n + 1);
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    ok = read_parameter(reader, key, entry, router) && ok;
  return check_parameters(reader, key, node, router) && ok;
}

static gboolean
read_router(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterRouter *router = field;
  const MusterYamlNode *named = node;
  const char *name = node->text;
  if (node->kind == MUSTER_YAML_MAP && node->n == 1) {
    named = node->first;
    name = named->key;
  } else if (node->kind != MUSTER_YAML_SCALAR) {
    return muster_yaml_refuse(reader, key, node, NULL, g_strdup_printf("takes %s", key->type->fits));
  }
  gboolean in_map = named != node;
  MusterMark mark = in_map ? muster_yaml_key_mark(named) : muster_yaml_mark(node);
  if (!muster_yaml_check_name(reader, name, in_map ? named->key_quoted : node->quoted, mark))
    return FALSE;
  g_free(router->name);
  router->name = g_strdup(name);
  router->mark = mark;
  gboolean ok = check_router(reader, key, name, mark);
  if (in_map && !muster_yaml_is_null(named))
    ok = read_parameters(reader, key, named, router) && ok;
  return ok;
}

static gboolean
has_pairs(const MusterRouter *router)
{
  for (int i = 0; i < router->n; i++)
    if (router->value2[i] != 0)
      return TRUE;
  return strcmp(router->name, "score") == 0;
}

static void
write_parameters(MusterYamlWriter *writer, MusterYamlNode *map, const MusterRouter *router)
{
  for (int i = 0; i < router->n; i++) {
    if (!has_pairs(router)) {
      muster_yaml_add_number(writer->tree, map, router->key[i], router->value[i]);
      continue;
    }
    MusterYamlNode *pair = muster_yaml_add_map(writer->tree, map, router->key[i]);
    muster_yaml_add_number(writer->tree, pair, "base", router->value[i]);
    muster_yaml_add_number(writer->tree, pair, "per_s", router->value2[i]);
  }
}

static void
write_router(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterRouter *router = field;
  if (router->name == NULL || (router->n == 0 && g_strcmp0(router->name, key->standard) == 0))
    return;
  if (router->n == 0) {
    muster_yaml_add_text(writer->tree, parent, key->name, router->name);
    return;
  }
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  write_parameters(writer, muster_yaml_add_map(writer->tree, map, router->name), router);
}

static gboolean
equal_router(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterRouter *x = a, *y = b;
  if (g_strcmp0(x->name, y->name) != 0 || x->n != y->n)
    return FALSE;
  for (int i = 0; i < x->n; i++)
    if (strcmp(x->key[i], y->key[i]) != 0 || x->value[i] != y->value[i] || x->value2[i] != y->value2[i])
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_router = {
    .name = "router",
    .fits = "a router's name, or a map of one name to its parameters like `{weighted_wait: {presales: 1, "
            "vip: 4}}`",
    .init = init_router,
    .read = read_router,
    .write = write_router,
    .clear = clear_router,
    .equal = equal_router,
};
