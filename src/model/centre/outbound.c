/* An outbound queue: who dials, what becomes of an attempt; and a second agent who is called in to a talk. */
#include "model/centre/queue_private.h"
#include <string.h>

#define AT(field) .offset = offsetof(MusterQueue, field)

/* ---- the dialer: `power`, `{power: {lines: 1.5}}` ---- */

static const MusterYamlKey dialer_keys[] = {
    {.name = "look",
     .type = &muster_yaml_duration,
     .offset = offsetof(MusterDialer, look_s),
     .standard = "0 s",
     .min = 0,
     .max = 86400,
     .help = "preview: the agent reads so long before dialling"},
    {.name = "lines",
     .type = &muster_yaml_number,
     .offset = offsetof(MusterDialer, lines),
     .standard = "1",
     .min = 0.01,
     .max = 100,
     .help = "power: calls that ring for each idle agent"},
    {.name = "when_idle",
     .type = &muster_yaml_integer,
     .offset = offsetof(MusterDialer, when_idle),
     .standard = "1",
     .min = 1,
     .max = 100000,
     .help = "power: calls are placed only when so many agents are idle"},
    {.name = "abandonment",
     .type = &muster_yaml_share,
     .offset = offsetof(MusterDialer, abandonment),
     .standard = "3 %",
     .help = "predictive: at most this share of the persons reached find no agent and hang up"},
    {NULL},
};

static void
init_dialer(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterDialer *dialer = field;
  *dialer = (MusterDialer){0};
  muster_yaml_table_init(dialer_keys, dialer);
}

static void
clear_dialer(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterDialer *dialer = field;
  g_clear_pointer(&dialer->name, g_free);
}

/* Every parameter must be one of that dialer's. */
static gboolean
check_parameters(MusterYamlReader *reader, const char *name, int index, const MusterYamlNode *map)
{
  const MusterNames *names = centre_reading(reader)->routers;
  if (names == NULL || names->dialer_keys == NULL || index < 0)
    return TRUE;
  g_auto(GStrv) known = g_strsplit(names->dialer_keys[index], " ", -1);
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = map->first; entry != NULL; entry = entry->next) {
    if (g_strv_contains((const char *const *) known, entry->key))
      continue;
    g_autofree char *hint = **known != '\0' ? g_strdup_printf("it has: %s", names->dialer_keys[index]) : NULL;
    muster_faults_error(reader->faults, muster_yaml_key_mark(entry), hint, "the dialer '%s' has no '%s'", name, entry->key);
    ok = FALSE;
  }
  return ok;
}

static gboolean
read_dialer(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterDialer *dialer = field;
  const MusterNames *names = centre_reading(reader)->routers;
  const MusterYamlNode *parameters = node->kind == MUSTER_YAML_MAP && node->n == 1 ? node->first : NULL;
  if (parameters == NULL && node->kind != MUSTER_YAML_SCALAR)
    return muster_yaml_refuse(reader, key, node,
                              node->kind == MUSTER_YAML_MAP ? "one dialer only; `like` has taken over that of the other queue" : NULL, g_strdup_printf("takes %s", key->type->fits));
  const char *name = parameters != NULL ? parameters->key : node->text;
  MusterMark mark = parameters != NULL ? muster_yaml_key_mark(parameters) : muster_yaml_mark(node);
  if (!muster_yaml_check_name(reader, name, parameters != NULL ? parameters->key_quoted : node->quoted, mark))
    return FALSE;
  int index = names != NULL && names->dialer != NULL ? centre_index_of(names->dialer, name) : -1;
  if (names != NULL && names->dialer != NULL && index < 0) {
    g_autofree char *hint = muster_yaml_hint(name, names->dialer);
    muster_faults_error(reader->faults, mark, hint, "unknown dialer '%s'", name);
    return FALSE;
  }
  gboolean ok = TRUE;
  if (parameters != NULL && !muster_yaml_is_null(parameters))
    ok = muster_yaml_need_kind(reader, key, parameters, MUSTER_YAML_MAP) &&
         muster_yaml_table_read(reader, dialer_keys, parameters, dialer) &&
         check_parameters(reader, name, index, parameters);
  g_free(dialer->name);
  dialer->name = g_strdup(name);
  dialer->mark = mark;
  return ok;
}

static void
write_dialer(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterDialer *dialer = field;
  if (dialer->name == NULL)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  muster_yaml_table_write(writer, dialer_keys, muster_yaml_add_map(writer->tree, map, dialer->name), dialer);
}

static gboolean
equal_dialer(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterDialer *x = a, *y = b;
  return g_strcmp0(x->name, y->name) == 0 &&
         (x->name == NULL || (x->look_s == y->look_s && x->lines == y->lines && x->when_idle == y->when_idle &&
                              x->abandonment == y->abandonment));
}

const MusterYamlType centre_dialer = {
    .name = "dialer",
    .fits = "a dialer's name, or a map of one name to its parameters like `{power: {lines: 1.5}}`",
    .init = init_dialer,
    .read = read_dialer,
    .write = write_dialer,
    .clear = clear_dialer,
    .equal = equal_dialer,
};

/* ---- wrong parties, a second agent ---- */

const MusterYamlKey centre_wrong_party_keys[] = {
    {.name = "chance", .type = &muster_yaml_share, AT(wrong_party_chance), .standard = "0 %", .help = "of the persons reached"},
    {.name = "takes",
     .type = &muster_yaml_duration,
     AT(wrong_party_takes_s),
     .standard = "0 s",
     .min = 0,
     .max = 86400,
     .help = "the agent's time to find out"},
    {NULL},
};

const MusterYamlKey centre_second_agent_keys[] = {
    {.name = "queue",
     .type = &muster_yaml_reference,
     AT(second_queue),
     .scope = "queue",
     .help = "where the second agent is asked for; its handle time is how long both stay"},
    {.name = "chance", .type = &muster_yaml_share, AT(second_chance), .standard = "0 %", .help = "per answered contact"},
    {.name = "after",
     .type = &centre_delay,
     AT(second_after),
     .help = "talk before the second is asked for; not given, or longer than the talk: at its end"},
    {.name = "wait_up_to",
     .type = &muster_yaml_duration,
     AT(second_wait_up_to_s),
     .standard = "10 min",
     .min = 0,
     .max = 86400,
     .help = "when nobody has come by then, the talk ends"},
    {NULL},
};

void
centre_check_second_agent(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterQueue *queue = object;
  if (queue->second_chance > 0 && queue->second_queue < 0 && muster_yaml_get(node, "queue") == NULL)
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), "add `queue: NAME`", "'chance' without 'queue'");
}
