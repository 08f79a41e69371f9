/* Labour rules: `labour: {use: china, rules: [{rest_between_shifts: 12 h}, {weekends_off: 2 / 4 weeks, price:
 * 40}]}`. A rule of the file takes the place of the preset's rules of that name. */
#include "model/centre/centre_private.h"
#include <string.h>

static void
clear_rule(gpointer data)
{
  g_free(((MusterLabourRule *) data)->text);
}

static const char **
rule_names(void)
{
  const MusterLabourInfo *const *all = muster_labour_all();
  gsize n = 0;
  while (all[n] != NULL)
    n++;
  const char **names = g_new0(const char *, n + 1);
  for (gsize i = 0; i < n; i++)
    names[i] = all[i]->name;
  return names;
}

static gboolean
is_text(const MusterLabourParam *param)
{
  return strcmp(param->unit, "text") == 0;
}

static const MusterYamlType *
type_of(const MusterLabourParam *param)
{
  return is_text(param)                      ? &muster_yaml_text
         : strcmp(param->unit, "time") == 0  ? &muster_yaml_duration
         : strcmp(param->unit, "share") == 0 ? &muster_yaml_share
                                             : &muster_yaml_number;
}

/* A time of day is a duration after midnight, and is most often written by the clock. */
static gboolean
read_clock(const MusterLabourParam *param, const MusterYamlNode *node, double *value)
{
  int clock_s;
  if (strcmp(param->unit, "time") != 0 || node->kind != MUSTER_YAML_SCALAR ||
      !muster_clock_parse(node->text, &clock_s))
    return FALSE;
  *value = clock_s;
  return TRUE;
}

static gboolean
read_param(MusterYamlReader *reader, MusterLabourRule *rule, int i, const MusterYamlNode *node)
{
  const MusterLabourParam *param = &rule->info->params[i];
  MusterYamlKey key = {.name = param->name, .type = type_of(param), .min = 0, .max = 1e9};
  if (read_clock(param, node, &rule->p[i]))
    return TRUE;
  if (!is_text(param))
    return key.type->read(reader, &key, node, &rule->p[i]);
  g_clear_pointer(&rule->text, g_free);
  return key.type->read(reader, &key, node, &rule->text);
}

static int
find_param(const MusterLabourInfo *info, const char *name)
{
  for (int i = 0; info->params[i].name != NULL; i++)
    if (strcmp(info->params[i].name, name) == 0)
      return i;
  return -1;
}

static gboolean
read_params(MusterYamlReader *reader, MusterLabourRule *rule, const MusterYamlNode *node)
{
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    int i = find_param(rule->info, entry->key);
    if (i < 0) {
      const char *names[7] = {NULL};
      for (int j = 0; rule->info->params[j].name != NULL; j++)
        names[j] = rule->info->params[j].name;
      muster_yaml_unknown_key(reader, entry, names);
      ok = FALSE;
    } else if (!muster_yaml_is_null(entry)) {
      ok = read_param(reader, rule, i, entry) && ok;
    }
  }
  return ok;
}

/* `2 / 4 weeks`: the first two parameters. FALSE without a fault when it is none. */
static gboolean
read_of_weeks(MusterLabourRule *rule, const MusterYamlNode *node)
{
  g_autofree char *why = NULL;
  MusterPerSpan span;
  const MusterLabourParam *params = rule->info->params;
  if (strchr(node->text, '/') == NULL || params[0].name == NULL || params[1].name == NULL ||
      strcmp(params[1].name, "weeks") != 0)
    return FALSE;
  if (!muster_parse_per_span(node->text, &span, &why) || span.per_unit != 'w' || span.lo != span.hi ||
      span.is_time != (strcmp(params[0].unit, "time") == 0))
    return FALSE;
  rule->p[0] = span.lo;
  rule->p[1] = span.per_n;
  return TRUE;
}

/* A value alone: the first parameter; `yes` for a rule without any. */
static gboolean
read_alone(MusterYamlReader *reader, MusterLabourRule *rule, const MusterYamlNode *node)
{
  gboolean yes = FALSE;
  if (muster_yaml_is_null(node) || read_of_weeks(rule, node))
    return TRUE;
  if (rule->info->params[0].name != NULL)
    return read_param(reader, rule, 0, node);
  if (muster_yaml_is_boolean_word(node->text, &yes) && yes)
    return TRUE;
  muster_faults_error(reader->faults, muster_yaml_mark(node), "write `yes`", "the rule '%s' takes no value",
                      rule->info->name);
  return FALSE;
}

static gboolean
check_complete(MusterYamlReader *reader, const MusterLabourRule *rule)
{
  gboolean ok = TRUE;
  for (int i = 0; rule->info->params[i].name != NULL; i++) {
    const MusterLabourParam *param = &rule->info->params[i];
    if (!is_text(param) || rule->text != NULL)
      continue;
    muster_faults_error(reader->faults, rule->mark, param->help, "the rule '%s' needs '%s'", rule->info->name,
                        param->name);
    ok = FALSE;
  }
  return ok;
}

static gboolean
read_rule(MusterYamlReader *reader, const char *name, const MusterYamlNode *value, MusterMark mark,
          MusterLabourRule *rule)
{
  *rule = (MusterLabourRule){.info = muster_labour_find(name), .price = NAN, .mark = mark};
  if (rule->info == NULL) {
    g_autofree const char **names = rule_names();
    g_autofree char *hint = muster_yaml_hint(name, names);
    muster_faults_error(reader->faults, mark, hint, "unknown labour rule '%s'", name);
    return FALSE;
  }
  for (int i = 0; rule->info->params[i].name != NULL; i++)
    rule->p[i] = rule->info->params[i].standard;
  gboolean ok = TRUE;
  if (value != NULL && value->kind == MUSTER_YAML_MAP)
    ok = read_params(reader, rule, value);
  else if (value != NULL && value->kind == MUSTER_YAML_SCALAR)
    ok = read_alone(reader, rule, value);
  else if (value != NULL) {
    muster_faults_error(reader->faults, muster_yaml_mark(value), NULL,
                        "the rule '%s' takes a value or a map, not a list", name);
    ok = FALSE;
  }
  return ok && check_complete(reader, rule);
}

/* `{NAME: value, price: 40}`, or a name alone. */
static gboolean
read_item(MusterYamlReader *reader, const MusterYamlNode *item, MusterLabourRule *rule)
{
  if (item->kind == MUSTER_YAML_SCALAR && !muster_yaml_is_null(item))
    return read_rule(reader, item->text, NULL, muster_yaml_mark(item), rule);
  const MusterYamlNode *named = NULL, *price = muster_yaml_get(item, "price");
  guint n = 0;
  for (const MusterYamlNode *entry = item->first; item->kind == MUSTER_YAML_MAP && entry != NULL;
       entry = entry->next)
    if (entry != price) {
      named = entry;
      n++;
    }
  if (n != 1) {
    muster_faults_error(reader->faults, muster_yaml_mark(item),
                        "write {NAME: value} or {NAME: value, price: 40}",
                        n == 0 ? "a rule without a name" : "more than one rule in one item");
    return FALSE;
  }
  gboolean ok = read_rule(reader, named->key, named, muster_yaml_key_mark(named), rule);
  MusterYamlKey key = {.name = "price", .type = &muster_yaml_number, .min = 0, .max = 1e12};
  return (price == NULL || muster_yaml_is_null(price) || key.type->read(reader, &key, price, &rule->price)) &&
         ok;
}

static gboolean
read_rule_list(MusterYamlReader *reader, const MusterYamlNode *node, GArray *rules)
{
  if (node->kind != MUSTER_YAML_LIST) {
    muster_faults_error(reader->faults, muster_yaml_mark(node), "write [{NAME: value}, …]",
                        "rules are a list, not %s", muster_yaml_describe(node));
    return FALSE;
  }
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = node->first; item != NULL; item = item->next) {
    MusterLabourRule rule = {0};
    if (read_item(reader, item, &rule))
      g_array_append_val(rules, rule);
    else {
      clear_rule(&rule);
      ok = FALSE;
    }
  }
  return ok;
}

static gboolean
is_replaced(const GArray *own, const MusterLabourInfo *info)
{
  for (guint i = 0; i < own->len; i++)
    if (g_array_index(own, MusterLabourRule, i).info == info)
      return TRUE;
  return FALSE;
}

/* The preset's rules that the file does not replace go in front of its own. */
static gboolean
add_preset(MusterYamlReader *reader, const MusterYamlNode *use, GArray *own)
{
  CentreReading *reading = centre_reading(reader);
  g_autoptr(MusterYaml) preset = centre_read_preset(reader, "labour", use);
  if (preset == NULL)
    return FALSE;
  g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(MusterLabourRule));
  MusterYamlNode *list = muster_yaml_get(muster_yaml_root(preset), "rules");
  gboolean ok = list != NULL && read_rule_list(reader, list, rules);
  if (list == NULL)
    muster_faults_error(reader->faults, muster_yaml_mark(muster_yaml_root(preset)), NULL,
                        "the preset has no rules");
  muster_yaml_keep(reading->tree->tree, preset);
  guint at = 0;
  for (guint i = 0; i < rules->len; i++) {
    MusterLabourRule *rule = &g_array_index(rules, MusterLabourRule, i);
    if (is_replaced(own, rule->info))
      clear_rule(rule);
    else {
      g_array_insert_val(own, at, *rule);
      at++;
    }
  }
  return ok;
}

static void
init_rules(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  centre->labour_use = NULL;
  centre->labour = NULL;
  centre->n_labour = 0;
}

static const char *const labour_names[] = {"use", "rules", NULL};

static gboolean
read_labour(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterCentre *centre = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    if (centre_index_of(labour_names, entry->key) < 0) {
      muster_yaml_unknown_key(reader, entry, labour_names);
      ok = FALSE;
    }
  g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(MusterLabourRule));
  const MusterYamlNode *use = muster_yaml_get(node, "use"), *list = muster_yaml_get(node, "rules");
  MusterYamlKey name = {.name = "use", .type = &muster_yaml_text};
  if (list != NULL && !muster_yaml_is_null(list))
    ok = read_rule_list(reader, list, rules) && ok;
  if (use != NULL && !muster_yaml_is_null(use))
    ok = name.type->read(reader, &name, use, &centre->labour_use) && add_preset(reader, use, rules) && ok;
  centre->n_labour = (int) rules->len;
  centre->labour = rules->len > 0 ? g_memdup2(rules->data, rules->len * sizeof(MusterLabourRule)) : NULL;
  return ok;
}

static void
write_rule(MusterYamlWriter *writer, MusterYamlNode *list, const MusterLabourRule *rule)
{
  MusterYamlNode *item = muster_yaml_add_map(writer->tree, list, NULL);
  const MusterLabourParam *params = rule->info->params;
  muster_yaml_set_flow(item);
  if (params[0].name == NULL)
    muster_yaml_add_plain(writer->tree, item, rule->info->name, "yes");
  else {
    MusterYamlNode *map = muster_yaml_add_map(writer->tree, item, rule->info->name);
    for (int i = 0; params[i].name != NULL; i++) {
      MusterYamlKey key = {.name = params[i].name, .type = type_of(&params[i])};
      if (is_text(&params[i]))
        key.type->write(writer, &key, map, &rule->text);
      else if (!isnan(rule->p[i]))
        key.type->write(writer, &key, map, &rule->p[i]);
    }
  }
  if (!isnan(rule->price))
    muster_yaml_add_number(writer->tree, item, "price", rule->price);
}

/* All rules are written, so that the file says them even where the preset has changed since. */
static void
write_labour(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterCentre *centre = field;
  if (centre->labour_use == NULL && centre->n_labour == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  if (centre->labour_use != NULL)
    muster_yaml_add_text(writer->tree, map, "use", centre->labour_use);
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, map, "rules");
  for (int i = 0; i < centre->n_labour; i++)
    write_rule(writer, list, &centre->labour[i]);
}

static void
clear_labour(const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  for (int i = 0; i < centre->n_labour; i++)
    clear_rule(&centre->labour[i]);
  g_free(centre->labour);
  g_free(centre->labour_use);
  init_rules(key, field);
}

static gboolean
equal_number(double x, double y)
{
  return x == y || (isnan(x) && isnan(y));
}

static gboolean
equal_rule(const MusterLabourRule *x, const MusterLabourRule *y)
{
  if (x->info != y->info || g_strcmp0(x->text, y->text) != 0 || !equal_number(x->price, y->price))
    return FALSE;
  for (int i = 0; x->info->params[i].name != NULL; i++)
    if (!equal_number(x->p[i], y->p[i]))
      return FALSE;
  return TRUE;
}

static gboolean
equal_labour(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCentre *x = a, *y = b;
  if (g_strcmp0(x->labour_use, y->labour_use) != 0 || x->n_labour != y->n_labour)
    return FALSE;
  for (int i = 0; i < x->n_labour; i++)
    if (!equal_rule(&x->labour[i], &y->labour[i]))
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_labour = {
    .name = "labour rules",
    .fits = "a map like `{use: china, rules: [{rest_between_shifts: 12 h}, {weekends_off: 2 / 4 weeks, "
            "price: 40}]}`: `use` names a "
            "preset of config/labour, a rule without a price is hard, and a rule given here replaces the "
            "preset's of that name",
    .init = init_rules,
    .read = read_labour,
    .write = write_labour,
    .clear = clear_labour,
    .equal = equal_labour,
};
