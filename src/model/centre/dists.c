/* Distributions: `{mean: 4 min, cv: 1.1}`, or `{distribution: NAME, …}` with mean and cv or the kind's own
 * parameters. */
#include "model/centre/centre_private.h"
#include <muster/model/dist_text.h>
#include <string.h>

static gboolean
is_handle(const MusterYamlKey *key)
{
  return key->type == &centre_handle_time;
}

static const char **
kind_names(void)
{
  const MusterDistInfo *const *all = muster_dist_all();
  gsize n = 0;
  while (all[n] != NULL)
    n++;
  const char **names = g_new0(const char *, n + 1);
  for (gsize i = 0; i < n; i++)
    names[i] = all[i]->name;
  return names;
}

/* The record that `distribution:` names; NULL without a fault when it is not given. */
static const MusterDistInfo *
read_kind(MusterYamlReader *reader, const MusterYamlNode *node, gboolean *ok)
{
  const MusterYamlNode *entry = muster_yaml_get(node, "distribution");
  if (entry == NULL || muster_yaml_is_null(entry))
    return NULL;
  const MusterDistInfo *info = entry->kind == MUSTER_YAML_SCALAR ? muster_dist_find(entry->text) : NULL;
  if (info == NULL) {
    g_autofree const char **names = kind_names();
    g_autofree char *hint = muster_yaml_hint(entry->text, names);
    muster_faults_error(reader->faults, muster_yaml_mark(entry), hint, "unknown distribution '%s'",
                        entry->text);
    *ok = FALSE;
  }
  return info;
}

/* One value in the unit that a parameter names. */
static gboolean
read_value(MusterYamlReader *reader, const char *name, const char *unit, const MusterYamlNode *node,
           double *value)
{
  MusterYamlKey key = {.name = name, .type = &muster_yaml_number};
  if (strcmp(unit, "time") == 0)
    key.type = &muster_yaml_duration;
  else if (strcmp(unit, "share") == 0)
    key.type = &muster_yaml_share;
  return key.type->read(reader, &key, node, value);
}

static gboolean
is_moment(const char *name)
{
  return strcmp(name, "mean") == 0 || strcmp(name, "cv") == 0;
}

static int
find_param(const MusterDistInfo *info, const char *name)
{
  for (int i = 0; info != NULL && info->params[i].name != NULL; i++)
    if (strcmp(info->params[i].name, name) == 0)
      return i;
  return -1;
}

static gboolean
unknown_key(MusterYamlReader *reader, const MusterDistInfo *info, const MusterYamlNode *entry)
{
  const char *names[MUSTER_DIST_MAX_PARAMS + 4] = {"distribution", "mean", "cv"};
  for (int i = 0, n = 3; info != NULL && info->params[i].name != NULL; i++)
    if (!is_moment(info->params[i].name))
      names[n++] = info->params[i].name;
  muster_yaml_unknown_key(reader, entry, names);
  return FALSE;
}

typedef struct {
  double mean_s, cv;
  double p[MUSTER_DIST_MAX_PARAMS];
  gboolean by_params; /* a key was given that is neither mean nor cv */
  const MusterYamlNode *list, *parts;
} Given;

static gboolean
read_entry(MusterYamlReader *reader, const MusterDistInfo *info, const MusterYamlNode *entry, Given *given)
{
  int param = find_param(info, entry->key);
  if (muster_yaml_is_null(entry) || strcmp(entry->key, "distribution") == 0)
    return TRUE;
  if (param < 0 && !is_moment(entry->key))
    return unknown_key(reader, info, entry);
  given->by_params = given->by_params || !is_moment(entry->key);
  if (param >= 0 && strcmp(info->params[param].unit, "list") == 0) {
    given->list = entry;
    return TRUE;
  }
  if (param >= 0 && strcmp(info->params[param].unit, "parts") == 0) {
    given->parts = entry;
    return TRUE;
  }
  double value = NAN;
  const char *unit = param >= 0                        ? info->params[param].unit
                     : strcmp(entry->key, "mean") == 0 ? "time"
                                                       : "number";
  if (!read_value(reader, entry->key, unit, entry, &value))
    return FALSE;
  if (param >= 0)
    given->p[param] = value;
  if (strcmp(entry->key, "mean") == 0)
    given->mean_s = value;
  else if (strcmp(entry->key, "cv") == 0)
    given->cv = value;
  return TRUE;
}

typedef struct {
  double *value_s;
  int n;
} List;

static gboolean
make_empirical(MusterYamlReader *reader, const MusterYamlNode *node, MusterDist *dist, char **why)
{
  List list = {NULL, 0};
  MusterYamlKey key = {.name = "values", .type = &muster_yaml_durations, .count = offsetof(List, n)};
  gboolean ok = key.type->read(reader, &key, node, &list) &&
                muster_dist_make_empirical(dist, list.value_s, list.n, why);
  g_free(list.value_s);
  return ok;
}

static gboolean read_part(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, MusterDist *dist,
                          double *weight);

/* `of: [{weight: 30 %, mean: 40 s}, {weight: 70 %, distribution: gamma, mean: 5 min}]` */
static gboolean
make_mixture(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, MusterDist *dist, char **why)
{
  static const MusterYamlType parts = {.name = "parts", .fits = "a list of distributions, each with its `weight`"};
  static const MusterYamlKey of = {.name = "of", .type = &parts};
  if (!muster_yaml_need_kind(reader, &of, node, MUSTER_YAML_LIST))
    return FALSE;
  g_autofree MusterDist *part = g_new0(MusterDist, node->n + 1);
  g_autofree double *weight = g_new0(double, node->n + 1);
  gboolean ok = TRUE;
  int n = 0;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next, n++)
    ok = read_part(reader, key, entry, &part[n], &weight[n]) && ok;
  ok = ok && muster_dist_make_mixture(dist, part, weight, n, why);
  for (int i = 0; i < n; i++)
    muster_dist_clear(&part[i]);
  return ok;
}

static gboolean
make(MusterYamlReader *reader, const MusterYamlKey *key, const MusterDistInfo *info, const Given *given,
     MusterDist *dist, char **why)
{
  if (given->list != NULL)
    return make_empirical(reader, given->list, dist, why);
  if (given->parts != NULL)
    return make_mixture(reader, key, given->parts, dist, why);
  if (given->by_params)
    return muster_dist_make_params(dist, info, given->p, why);
  if (isnan(given->mean_s)) {
    *why = g_strdup("the mean is missing");
    return FALSE;
  }
  return muster_dist_make(dist, info != NULL ? info->name : NULL, given->mean_s, given->cv, is_handle(key),
                          why);
}

/* `weight` belongs to the mixture that the map is a part of; NULL: it is none. */
static gboolean
read_map(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, const MusterYamlNode *weight, MusterDist *field)
{
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  Given given = {.mean_s = NAN, .cv = NAN};
  for (int i = 0; i < MUSTER_DIST_MAX_PARAMS; i++)
    given.p[i] = NAN;
  const MusterDistInfo *info = read_kind(reader, node, &ok);
  if (!ok)
    return FALSE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    ok = (entry == weight || read_entry(reader, info, entry, &given)) && ok;
  if (!ok)
    return FALSE;
  char *why = NULL;
  MusterDist dist = {0};
  if (make(reader, key, info, &given, &dist, &why)) {
    *field = dist;
    return TRUE;
  }
  return why != NULL ? muster_yaml_refuse(reader, key, node, NULL, why) : FALSE;
}

static gboolean
read_part(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, MusterDist *dist, double *weight)
{
  const MusterYamlNode *entry = node->kind == MUSTER_YAML_MAP ? muster_yaml_get(node, "weight") : NULL;
  if (node->kind == MUSTER_YAML_MAP && entry == NULL)
    return muster_yaml_refuse(reader, key, node, "write {weight: 30 %, mean: 40 s}", g_strdup("a part of a mixture without 'weight'"));
  return read_map(reader, key, node, entry, dist) && read_value(reader, "weight", "share", entry, weight);
}

static gboolean
read_dist(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  return read_map(reader, key, node, NULL, field);
}

/* ---- writing ---- */

/* Do mean and cv alone, without a name, give the same? */
static gboolean
is_usual(const MusterDist *dist, gboolean handle, double cv)
{
  MusterDist other = {0};
  g_autofree char *why = NULL;
  gboolean same =
      muster_dist_make(&other, NULL, dist->mean_s, cv, handle, &why) && muster_dist_equal(dist, &other);
  muster_dist_clear(&other);
  return same;
}

static void
write_param(MusterYamlWriter *writer, MusterYamlNode *map, const MusterDistParam *param, double value)
{
  MusterYamlKey key = {.name = param->name, .type = &muster_yaml_number};
  if (strcmp(param->unit, "time") == 0)
    key.type = &muster_yaml_duration;
  else if (strcmp(param->unit, "share") == 0)
    key.type = &muster_yaml_share;
  key.type->write(writer, &key, map, &value);
}

static void write_map(MusterYamlWriter *writer, MusterYamlNode *map, const MusterDist *dist, gboolean handle);

static void
write_parts(MusterYamlWriter *writer, MusterYamlNode *map, const MusterDist *dist, gboolean handle)
{
  static const MusterYamlKey weight_key = {.name = "weight", .type = &muster_yaml_share};
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, map, "of");
  double weight;
  const MusterDist *part;
  for (int i = 0; (part = muster_dist_part(dist, i, &weight)) != NULL; i++) {
    MusterYamlNode *entry = muster_yaml_add_map(writer->tree, list, NULL);
    weight_key.type->write(writer, &weight_key, entry, &weight);
    write_map(writer, entry, part, handle);
  }
}

static void
write_params(MusterYamlWriter *writer, MusterYamlNode *map, const MusterDist *dist, gboolean handle)
{
  muster_yaml_add_plain(writer->tree, map, "distribution", dist->info->name);
  if (muster_dist_part(dist, 0, &(double){0}) != NULL) {
    write_parts(writer, map, dist, handle);
    return;
  }
  for (int i = 0; dist->info->params[i].name != NULL; i++) {
    const MusterDistParam *param = &dist->info->params[i];
    if (strcmp(param->unit, "list") != 0) {
      write_param(writer, map, param, dist->p[i]);
      continue;
    }
    int n = 0;
    const double *value_s = muster_dist_values(dist, &n);
    MusterYamlNode *list = muster_yaml_add_list(writer->tree, map, param->name);
    for (int j = 0; j < n; j++) {
      g_autofree char *text = muster_format_duration(value_s[j]);
      muster_yaml_add_plain(writer->tree, list, NULL, text);
    }
  }
}

static void
write_map(MusterYamlWriter *writer, MusterYamlNode *map, const MusterDist *dist, gboolean handle)
{
  gboolean alone = is_usual(dist, handle, NAN);
  if (!alone && !is_usual(dist, handle, dist->cv)) {
    write_params(writer, map, dist, handle);
    return;
  }
  static const MusterYamlKey mean = {.name = "mean", .type = &muster_yaml_duration};
  mean.type->write(writer, &mean, map, &dist->mean_s);
  if (!alone)
    muster_yaml_add_number(writer->tree, map, "cv", dist->cv);
}

static void
write_dist(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterDist *dist = field;
  if (dist->info == NULL)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  write_map(writer, map, dist, is_handle(key));
}

static void
init_dist(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterDist *) field = (MusterDist){0};
}

static void
clear_dist(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  muster_dist_clear(field);
}

static gboolean
equal_dist(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return muster_dist_equal(a, b);
}

const MusterYamlType centre_handle_time = {
    .name = "handle time",
    .fits = "a distribution like `{mean: 4 min, cv: 1.1}`, log-normal (cv 1) unless `distribution:` says "
            "otherwise",
    .init = init_dist,
    .read = read_dist,
    .write = write_dist,
    .clear = clear_dist,
    .equal = equal_dist,
};

const MusterYamlType centre_delay = {
    .name = "delay",
    .fits = "a distribution like `{mean: 3 min}`, exponential (log-normal with a `cv`) unless "
            "`distribution:` says otherwise",
    .init = init_dist,
    .read = read_dist,
    .write = write_dist,
    .clear = clear_dist,
    .equal = equal_dist,
};

char *
muster_dist_text(const MusterDist *dist, gboolean is_handle)
{
  MusterYamlWriter writer = {.tree = muster_yaml_new(MUSTER_YAML_MAP)};
  MusterYamlKey key = {.name = "dist", .type = is_handle ? &centre_handle_time : &centre_delay};
  write_dist(&writer, &key, muster_yaml_root(writer.tree), dist);
  const MusterYamlNode *node = muster_yaml_get(muster_yaml_root(writer.tree), "dist");
  char *text = node != NULL ? muster_yaml_emit(node) : g_strdup("~");
  muster_yaml_unref(writer.tree);
  return g_strchomp(text);
}
