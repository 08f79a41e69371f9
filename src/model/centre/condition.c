/* Conditions: `presales.queue_length > 5`, `flex.idle_agents > 2`. */
#include "model/centre/group_private.h"
#include <string.h>

/* The last of `<` and `>`: a name may hold them, a bound cannot. */
static const char *
find_sign(const char *text)
{
  const char *less = strrchr(text, '<'), *more = strrchr(text, '>');
  return less == NULL ? more : more == NULL ? less : MAX(less, more);
}

static int
find_measure(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
             const CentreMeasure *table, const char *name)
{
  const char *names[16] = {NULL};
  for (int i = 0; table[i].name != NULL; i++) {
    g_assert(i + 1 < (int) G_N_ELEMENTS(names));
    names[i] = table[i].name;
  }
  int found = centre_index_of(names, name);
  if (found >= 0)
    return found;
  g_autofree char *hint = muster_yaml_hint(name, names);
  muster_yaml_refuse(reader, key, node, hint, g_strdup_printf("unknown measure '%s'", name));
  return -1;
}

/* A name may hold dots, so the last one counts. */
gboolean
centre_parse_condition(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                       const CentreMeasure *table, const char *example, CentreCondition *out)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  const char *sign = find_sign(node->text);
  g_autofree char *left =
      sign != NULL ? g_strchomp(g_strndup(node->text, (gsize) (sign - node->text))) : NULL;
  char *dot = left != NULL ? strrchr(left, '.') : NULL;
  if (dot == NULL) {
    g_autofree char *hint = g_strdup_printf("write it like `%s`", example);
    return muster_yaml_refuse(reader, key, node, hint, g_strdup_printf("'%s' is no condition", node->text));
  }
  *dot = '\0';
  out->measure = find_measure(reader, key, node, table, dot + 1);
  out->of = muster_yaml_find_name(reader, out->measure < 0 ? "queue" : table[out->measure].scope, left,
                                  muster_yaml_mark(node));
  if (out->measure < 0 || out->of < 0)
    return FALSE;
  g_autofree char *bound = g_strstrip(g_strdup(sign + 1));
  MusterYamlNode value = *node;
  value.text = bound;
  out->below = *sign == '<';
  return table[out->measure].type->read(reader, key, &value, &out->bound);
}

void
centre_write_condition(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                       const CentreMeasure *measure, const CentreCondition *condition)
{
  g_autoptr(MusterYaml) scratch = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlWriter inner = {.tree = scratch};
  measure->type->write(&inner, key, muster_yaml_root(scratch), &condition->bound);
  g_autofree char *text =
      g_strdup_printf("%s.%s %c %s", writer->names(writer->user, measure->scope)[condition->of],
                      measure->name, condition->below ? '<' : '>', muster_yaml_root(scratch)->first->text);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

/* ---- of routing ---- */

/* In the order of MusterConditionMeasure, from the second on. */
static const CentreMeasure measures[] = {
    {"queue_length", "queue", &muster_yaml_number},
    {"longest_wait", "queue", &muster_yaml_duration},
    {"expected_delay", "queue", &muster_yaml_duration},
    {"service_level", "queue", &muster_yaml_share},
    {"idle_agents", "group", &muster_yaml_number},
    {NULL},
};

static void
init_condition(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterCondition *) field = (MusterCondition){.measure = MUSTER_CONDITION_NONE};
}

static gboolean
read_condition(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  CentreCondition condition = {0};
  if (!centre_parse_condition(reader, key, node, measures, "sales.queue_length > 5", &condition))
    return FALSE;
  *(MusterCondition *) field = (MusterCondition){(MusterConditionMeasure) (condition.measure + 1), condition.of,
                                                 condition.below, condition.bound};
  return TRUE;
}

static void
write_condition(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                gconstpointer field)
{
  const MusterCondition *condition = field;
  if (condition->measure == MUSTER_CONDITION_NONE)
    return;
  CentreCondition plain = {.of = condition->of, .below = condition->below, .bound = condition->bound};
  centre_write_condition(writer, key, parent, &measures[condition->measure - 1], &plain);
}

static gboolean
equal_condition(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCondition *x = a, *y = b;
  return x->measure == y->measure &&
         (x->measure == MUSTER_CONDITION_NONE ||
          (x->of == y->of && x->below == y->below && x->bound == y->bound));
}

const MusterYamlType centre_condition = {
    .name = "condition",
    .fits = "a condition like `sales.queue_length > 5` (of a queue: queue_length, longest_wait, expected_delay, "
            "service_level; of a group: idle_agents)",
    .init = init_condition,
    .read = read_condition,
    .write = write_condition,
    .equal = equal_condition,
};
