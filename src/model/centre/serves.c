/* `serves`: a list of queues, or a map of queues with how they are served. Overflow entries, which routing
 * grants, stand behind the group's own and are written under routing. */
#include "model/centre/group_private.h"
#include <string.h>

#define AT(field) .offset = offsetof(MusterServesStep, field)
const MusterYamlKey centre_serves_step_keys[] = {
    {.name = "after",
     .type = &muster_yaml_duration,
     AT(after_s),
     .standard = "0 s",
     .min = 0,
     .max = 400 * 86400.0,
     .help = "from this wait on"},
    {.name = "rank",
     .type = &muster_yaml_integer,
     AT(rank),
     .min = 1,
     .max = 1000000,
     .help = "the group's rank from then on; not given: as before"},
    {.name = "take",
     .type = &muster_yaml_integer,
     AT(take),
     .min = 1,
     .max = 1000000,
     .help = "the queue's place in the agents' order from then on; not given: as before"},
    {.name = "when", .type = &centre_condition, AT(when), .help = "counts only while this holds"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterServes, field)

const MusterYamlKey centre_serves_keys[] = {
    {.name = "rank",
     .type = &muster_yaml_integer,
     AT(rank),
     .standard = "1",
     .min = 1,
     .max = 1000000,
     .help = "order of groups for a contact: the lowest rank with an idle agent takes it"},
    {.name = "take",
     .type = &muster_yaml_integer,
     AT(take),
     .min = 1,
     .max = 1000000,
     .help = "order of queues for an agent, lowest first; not given: the queue's priority"},
    {.name = "pace",
     .type = &muster_yaml_share,
     AT(pace),
     .standard = "100 %",
     .min = 0.01,
     .max = 10,
     .help = "speed: handle time is mean / pace, so 90 % is slower"},
    {.name = "handle",
     .type = &centre_handle_time,
     AT(handle),
     .help = "handle time of this group instead of the queue's"},
    {.name = "after",
     .type = &muster_yaml_duration,
     AT(after_s),
     .standard = "0 s",
     .min = 0,
     .max = 400 * 86400.0,
     .help = "may take a contact only once it has waited so long"},
    {.name = "when",
     .type = &centre_condition,
     AT(when),
     .help = "may take a contact only while this holds"},
    {.name = "steps",
     .type = &muster_yaml_list,
     AT(steps),
     .count = offsetof(MusterServes, n_steps),
     .size = sizeof(MusterServesStep),
     .table = centre_serves_step_keys,
     .help = "other ranks by wait and condition: the last line that holds counts"},
    {NULL},
};

static void
init_serves(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterGroup *group = field;
  group->serves = NULL;
  group->n_serves = 0;
}

static gboolean
is_there(const MusterGroup *group, int queue)
{
  for (int i = 0; i < group->n_serves; i++)
    if (group->serves[i].queue == queue)
      return TRUE;
  return FALSE;
}

/* Appends the entry of one queue; NULL with a fault for a name that is none or is there twice. */
static MusterServes *
add_queue(MusterYamlReader *reader, MusterGroup *group, const char *name, gboolean quoted, MusterMark mark)
{
  if (!muster_yaml_check_name(reader, name, quoted, mark))
    return NULL;
  int queue = muster_yaml_find_name(reader, "queue", name, mark);
  if (queue < 0)
    return NULL;
  if (is_there(group, queue)) {
    muster_faults_error(reader->faults, mark, NULL, "the queue '%s' is there twice", name);
    return NULL;
  }
  MusterServes *serves = &group->serves[group->n_serves++];
  muster_yaml_table_init(centre_serves_keys, serves);
  serves->queue = queue;
  serves->overflow = FALSE;
  return serves;
}

static gboolean
read_item(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *item, MusterGroup *group)
{
  if (item->kind != MUSTER_YAML_SCALAR)
    return muster_yaml_refuse(
        reader, key, item, "with ranks or paces write a map: {presales: {pace: 95 %}}",
        g_strdup_printf("a queue's name is meant here, not %s", muster_yaml_describe(item)));
  return add_queue(reader, group, item->text, item->quoted, muster_yaml_mark(item)) != NULL;
}

static gboolean
read_entry(MusterYamlReader *reader, const MusterYamlNode *entry, MusterGroup *group)
{
  if (muster_yaml_is_null(entry) && entry->text[0] != '\0')
    return TRUE; /* `~`: removed */
  MusterServes *serves = add_queue(reader, group, entry->key, entry->key_quoted, muster_yaml_key_mark(entry));
  if (serves == NULL || muster_yaml_is_null(entry))
    return serves != NULL;
  return muster_yaml_table_read(reader, centre_serves_keys, entry, serves);
}

static gboolean
read_queues(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterGroup *group = field;
  if (node->kind == MUSTER_YAML_SCALAR)
    return muster_yaml_need_kind(reader, key, node, MUSTER_YAML_LIST);
  gboolean ok = TRUE;
  group->serves = g_new0(MusterServes, node->n + 1);
  for (const MusterYamlNode *item = node->first; item != NULL; item = item->next)
    ok = (node->kind == MUSTER_YAML_LIST ? read_item(reader, key, item, group)
                                         : read_entry(reader, item, group)) &&
         ok;
  if (ok && group->n_serves == 0)
    return muster_yaml_refuse(reader, key, node, "name at least one queue",
                              g_strdup("the group serves no queue"));
  return ok;
}

static gboolean
read_serves(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  gboolean ok = read_queues(reader, key, node, field);
  if (!ok)
    centre_reading(reader)->serves_broken = TRUE;
  return ok;
}

/* `take` equal to the queue's priority is what it would be anyway. */
static void
write_entry(MusterYamlWriter *writer, const MusterCentre *centre, MusterYamlNode *map,
            const MusterServes *serves)
{
  MusterServes plain = *serves;
  if (plain.take == centre->queue[plain.queue].priority)
    plain.take = -1;
  MusterYamlNode *entry = muster_yaml_add_map(writer->tree, map, centre->queue[serves->queue].name);
  muster_yaml_set_flow(entry);
  muster_yaml_table_write(writer, centre_serves_keys, entry, &plain);
}

static void
write_serves(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterGroup *group = field;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  for (int i = 0; i < group->n_serves; i++)
    if (!group->serves[i].overflow)
      write_entry(writer, centre_written(writer), map, &group->serves[i]);
}

static void
clear_serves(const MusterYamlKey *key, gpointer field)
{
  MusterGroup *group = field;
  for (int i = 0; i < group->n_serves; i++)
    muster_yaml_table_clear(centre_serves_keys, &group->serves[i]);
  g_free(group->serves);
  init_serves(key, field);
}

static gboolean
equal_serves(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterGroup *x = a, *y = b;
  if (x->n_serves != y->n_serves)
    return FALSE;
  for (int i = 0; i < x->n_serves; i++)
    if (x->serves[i].queue != y->serves[i].queue || x->serves[i].overflow != y->serves[i].overflow ||
        !muster_yaml_table_equal(centre_serves_keys, &x->serves[i], &y->serves[i]))
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_serves = {
    .name = "queues",
    .fits = "a list of queues like `[presales, aftersales]`, or a map like `{presales: {pace: 95 %}, "
            "complaints: {rank: 2}}`",
    .init = init_serves,
    .read = read_serves,
    .write = write_serves,
    .clear = clear_serves,
    .equal = equal_serves,
};
