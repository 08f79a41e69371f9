/* What becomes of a queue's contacts: redials, repeats, transfers, escalations, follow-ups, reopened cases.
 */
#include "model/centre/queue_private.h"
#include <string.h>

#define AT(field) .offset = offsetof(MusterQueue, field)
#define LONGEST_S (400 * 86400.0)

/* ---- places: a queue, or somebody outside ---- */

G_STATIC_ASSERT(offsetof(MusterQueue, escalate_outside) ==
                offsetof(MusterQueue, escalate_queue) + sizeof(int));
G_STATIC_ASSERT(offsetof(MusterTransfer, outside) == offsetof(MusterTransfer, queue) + sizeof(int));

static void
init_place(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  int *place = field;
  place[0] = place[1] = -1;
}

/* Fills place[0] with a queue or place[1] with an outside; FALSE with a fault when there is none of that
 * name. */
static gboolean
find_place(MusterYamlReader *reader, const char *name, MusterMark mark, int *place)
{
  static const char prefix[] = "outside.";
  CentreReading *reading = centre_reading(reader);
  place[0] = place[1] = -1;
  if (g_str_has_prefix(name, prefix) && centre_index_of(reading->queues, name) < 0)
    place[1] = muster_yaml_find_name(reader, "department", name + strlen(prefix), mark);
  else
    place[0] = muster_yaml_find_name(reader, "queue", name, mark);
  return place[0] >= 0 || place[1] >= 0;
}

static char *
place_name(const MusterYamlWriter *writer, const int *place)
{
  if (place[1] >= 0)
    return g_strconcat("outside.", writer->names(writer->user, "department")[place[1]], NULL);
  return g_strdup(writer->names(writer->user, "queue")[place[0]]);
}

static gboolean
read_place(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node) ||
      !muster_yaml_check_name(reader, node->text, node->quoted, muster_yaml_mark(node)))
    return FALSE;
  return find_place(reader, node->text, muster_yaml_mark(node), field);
}

static void
write_place(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const int *place = field;
  if (place[0] < 0 && place[1] < 0)
    return;
  g_autofree char *name = place_name(writer, place);
  muster_yaml_add_text(writer->tree, parent, key->name, name);
}

static gboolean
equal_place(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return memcmp(a, b, 2 * sizeof(int)) == 0;
}

const MusterYamlType centre_place = {
    .name = "place",
    .fits = "a queue, or `outside.NAME`",
    .init = init_place,
    .read = read_place,
    .write = write_place,
    .equal = equal_place,
};

/* ---- transfers: `{to: {aftersales: 8 %, outside.engineering: 2 %}}` ---- */

static void
init_transfers(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterQueue *queue = field;
  queue->transfer = NULL;
  queue->n_transfers = 0;
}

static gboolean
read_transfers(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterQueue *queue = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  double sum = 0;
  queue->transfer = g_new0(MusterTransfer, node->n);
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    MusterTransfer *transfer = &queue->transfer[queue->n_transfers];
    MusterYamlKey share = {.name = entry->key, .type = &muster_yaml_share};
    if (muster_yaml_is_null(entry))
      continue;
    gboolean good =
        muster_yaml_check_name(reader, entry->key, entry->key_quoted, muster_yaml_key_mark(entry)) &&
        find_place(reader, entry->key, muster_yaml_key_mark(entry), &transfer->queue);
    good = share.type->read(reader, &share, entry, &transfer->share) && good;
    ok = ok && good;
    if (!good)
      continue;
    sum += transfer->share;
    queue->n_transfers++;
  }
  if (sum > 1 + 1e-9)
    return muster_yaml_refuse(reader, key, node, "all transfers of a queue come to 100 % at most",
                              g_strdup_printf("the shares come to %.4g %%", 100 * sum));
  return ok;
}

static void
write_transfers(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                gconstpointer field)
{
  const MusterQueue *queue = field;
  if (queue->n_transfers == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  for (int i = 0; i < queue->n_transfers; i++) {
    g_autofree char *name = place_name(writer, &queue->transfer[i].queue);
    MusterYamlKey share = {.name = name, .type = &muster_yaml_share};
    share.type->write(writer, &share, map, &queue->transfer[i].share);
  }
}

static void
clear_transfers(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterQueue *) field)->transfer);
  init_transfers(key, field);
}

static gboolean
equal_transfers(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterQueue *x = a, *y = b;
  if (x->n_transfers != y->n_transfers)
    return FALSE;
  for (int i = 0; i < x->n_transfers; i++)
    if (x->transfer[i].queue != y->transfer[i].queue || x->transfer[i].outside != y->transfer[i].outside ||
        x->transfer[i].share != y->transfer[i].share)
      return FALSE;
  return TRUE;
}

static const MusterYamlType transfers = {
    .name = "shares by place",
    .fits = "a map of queues (or `outside.NAME`) to shares like `{aftersales: 8 %}`",
    .init = init_transfers,
    .read = read_transfers,
    .write = write_transfers,
    .clear = clear_transfers,
    .equal = equal_transfers,
};

const MusterYamlKey centre_transfer_keys[] = {
    {.name = "to",
     .type = &transfers,
     .offset = 0,
     .help = "where to, and which share of the answered contacts; together at most 100 %"},
    {.name = "agent_waits",
     .type = &muster_yaml_boolean,
     AT(transfer_waits),
     .standard = "no",
     .help = "the agent stays with the contact until the next one takes it (a warm transfer); to cases and outside it is passed on at once"},
    {.name = "wait_up_to",
     .type = &muster_yaml_duration,
     AT(transfer_wait_up_to_s),
     .standard = "10 min",
     .min = 0,
     .max = 86400,
     .help = "with `agent_waits`: then the agent leaves the contact to wait alone"},
    {NULL},
};

/* ---- the rest are plain tables; a chance and its delay go together ---- */

const MusterYamlKey centre_redial_keys[] = {
    {.name = "after_abandon",
     .type = &muster_yaml_shares,
     AT(redial_abandon),
     .count = offsetof(MusterQueue, n_redial_abandon),
     .help = "chance after the first, second, … attempt; the last holds on"},
    {.name = "after_block",
     .type = &muster_yaml_shares,
     AT(redial_block),
     .count = offsetof(MusterQueue, n_redial_block),
     .help = "the same after a blocked attempt"},
    {.name = "delay", .type = &centre_delay, AT(redial_delay), .help = "until the next attempt"},
    {NULL},
};

const MusterYamlKey centre_repeat_keys[] = {
    {.name = "chance",
     .type = &muster_yaml_share,
     AT(repeat_chance),
     .standard = "0 %",
     .help = "per answered contact, repeats included"},
    {.name = "delay", .type = &centre_delay, AT(repeat_delay), .help = "until the repeat"},
    {NULL},
};

const MusterYamlKey centre_escalate_keys[] = {
    {.name = "to", .type = &centre_place, AT(escalate_queue), .help = "the next tier, or `outside.NAME`"},
    {.name = "after",
     .type = &muster_yaml_duration,
     AT(escalate_after_s),
     .min = 0,
     .max = LONGEST_S,
     .help = "the time limit of this tier"},
    {NULL},
};

const MusterYamlKey centre_follow_up_keys[] = {
    {.name = "chance",
     .type = &muster_yaml_share,
     AT(follow_up_chance),
     .standard = "0 %",
     .help = "per contact that ends here"},
    {.name = "queue",
     .type = &muster_yaml_reference,
     AT(follow_up_queue),
     .scope = "queue",
     .help = "where the follow-up arrives"},
    {.name = "delay", .type = &centre_delay, AT(follow_up_delay), .help = "until it is due"},
    {NULL},
};

const MusterYamlKey centre_reopen_keys[] = {
    {.name = "chance",
     .type = &muster_yaml_share,
     AT(reopen_chance),
     .standard = "0 %",
     .help = "per finished case"},
    {.name = "delay", .type = &centre_delay, AT(reopen_delay), .help = "until it comes back"},
    {NULL},
};

/* `needed` must be given when `chance` is above 0. */
static void
need(MusterYamlReader *reader, const MusterYamlNode *node, gboolean missing, const char *chance,
     const char *needed, const char *example)
{
  if (!missing || muster_yaml_get(node, needed) != NULL)
    return;
  g_autofree char *hint = g_strdup_printf("add `%s`", example);
  muster_faults_error(reader->faults, muster_yaml_key_mark(node), hint, "'%s' without '%s'", chance, needed);
}

void
centre_check_redial(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterQueue *queue = object;
  gboolean chance = queue->n_redial_abandon > 0 || queue->n_redial_block > 0;
  need(reader, node, chance && queue->redial_delay.info == NULL, "redial", "delay", "delay: {mean: 8 min}");
}

void
centre_check_repeat(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterQueue *queue = object;
  need(reader, node, queue->repeat_chance > 0 && queue->repeat_delay.info == NULL, "chance", "delay",
       "delay: {mean: 20 h}");
}

void
centre_check_escalate(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterQueue *queue = object;
  gboolean placed = queue->escalate_queue >= 0 || queue->escalate_outside >= 0;
  need(reader, node, placed && isnan(queue->escalate_after_s), "to", "after", "after: 2 h");
  need(reader, node, !placed && !isnan(queue->escalate_after_s), "after", "to", "to: QUEUE");
}

void
centre_check_follow_up(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterQueue *queue = object;
  need(reader, node, queue->follow_up_chance > 0 && queue->follow_up_queue < 0, "chance", "queue",
       "queue: NAME");
}

void
centre_check_reopen(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  /* A reopened case may come back at once, so `delay` may be missing (design: reopen: {chance: 6 %}). */
  const MusterQueue *queue = object;
  need(reader, node, queue->reopen_delay.info != NULL && queue->reopen_chance == 0, "delay", "chance",
       "chance: 6 %");
}
