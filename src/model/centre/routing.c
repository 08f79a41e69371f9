/* Routing: who takes a contact, which contact is taken, and what happens when a wait gets long. */
#include "model/centre/group_private.h"

/* ---- overflow: read as entries of its own, then handed to the groups ---- */

typedef struct {
  int queue, group;
  MusterServes serves;
  MusterMark mark;
} Overflow;

#define AT(field) .offset = offsetof(Overflow, field)
static const MusterYamlKey overflow_keys[] = {
    {.name = "queue",
     .type = &muster_yaml_reference,
     AT(queue),
     .scope = "queue",
     .required = TRUE,
     .help = "the queue that overflows"},
    {.name = "to",
     .type = &muster_yaml_reference,
     AT(group),
     .scope = "group",
     .required = TRUE,
     .help = "a group that does not list it"},
    {.name = "after",
     .type = &muster_yaml_duration,
     AT(serves.after_s),
     .standard = "0 s",
     .min = 0,
     .max = 400 * 86400.0,
     .help = "once a contact has waited so long"},
    {.name = "rank",
     .type = &muster_yaml_integer,
     AT(serves.rank),
     .min = 1,
     .max = 1000000,
     .help = "not given: behind all groups that list the queue"},
    {.name = "take",
     .type = &muster_yaml_integer,
     AT(serves.take),
     .min = 1,
     .max = 1000000,
     .help = "not given: the queue's priority"},
    {.name = "pace",
     .type = &muster_yaml_share,
     AT(serves.pace),
     .standard = "100 %",
     .min = 0.01,
     .max = 10,
     .help = "speed of that group at this queue"},
    {.name = "handle",
     .type = &centre_handle_time,
     AT(serves.handle),
     .help = "handle time of that group instead of the queue's"},
    {.name = "when",
     .type = &centre_condition,
     AT(serves.when),
     .help = "and only while this holds"},
    {.name = "steps",
     .type = &muster_yaml_list,
     AT(serves.steps),
     .count = offsetof(Overflow, serves.n_steps),
     .size = sizeof(MusterServesStep),
     .table = centre_serves_step_keys,
     .help = "other ranks by wait and condition: the last line that holds counts"},
    {NULL},
};
#undef AT

typedef struct {
  int n;
  Overflow *entry;
} Overflows;

static const MusterYamlKey overflow_list = {.name = "overflow",
                                            .type = &muster_yaml_list,
                                            .offset = offsetof(Overflows, entry),
                                            .count = offsetof(Overflows, n),
                                            .size = sizeof(Overflow),
                                            .mark = offsetof(Overflow, mark),
                                            .table = overflow_keys};

/* The entries wait in the tree until all groups are read (centre_grant_overflow); here they are only looked
 * at. */
static gboolean
read_overflow(MusterYamlReader *reader, G_GNUC_UNUSED const MusterYamlKey *key, const MusterYamlNode *node,
              G_GNUC_UNUSED gpointer field)
{
  Overflows all = {0};
  gboolean ok = muster_yaml_list.read(reader, &overflow_list, node, &all.entry);
  muster_yaml_list.clear(&overflow_list, &all.entry);
  return ok;
}

static MusterServes *
find_serves(MusterGroup *group, int queue)
{
  for (int i = 0; i < group->n_serves; i++)
    if (group->serves[i].queue == queue)
      return &group->serves[i];
  return NULL;
}

/* One behind the last group that lists each queue. */
static void
find_ranks_behind(const MusterCentre *centre, int behind[MUSTER_MAX_QUEUES])
{
  for (int q = 0; q < MUSTER_MAX_QUEUES; q++)
    behind[q] = 1;
  for (int g = 0; g < centre->n_groups; g++)
    for (int i = 0; i < centre->group[g].n_serves; i++) {
      const MusterServes *serves = &centre->group[g].serves[i];
      behind[serves->queue] = MAX(behind[serves->queue], serves->rank + 1);
    }
}

static void
grant(MusterYamlReader *reader, MusterCentre *centre, Overflow *entry, const int *behind)
{
  MusterGroup *group = &centre->group[entry->group];
  if (find_serves(group, entry->queue) != NULL) {
    muster_faults_error(reader->faults, entry->mark,
                        "overflow grants a queue to a group that does not list it, once; use `after` or `steps`",
                        "the group '%s' serves '%s' already", group->name, centre->queue[entry->queue].name);
    return;
  }
  entry->serves.queue = entry->queue;
  entry->serves.overflow = TRUE;
  if (entry->serves.rank < 0)
    entry->serves.rank = behind[entry->queue];
  group->serves = g_renew(MusterServes, group->serves, group->n_serves + 1);
  group->serves[group->n_serves++] = entry->serves;
  entry->serves.handle = (MusterDist){0}; /* handed over */
  entry->serves.steps = NULL;
  entry->serves.n_steps = 0;
}

void
centre_grant_overflow(MusterYamlReader *reader, MusterCentre *centre, const MusterYamlNode *node)
{
  if (node == NULL || node->kind != MUSTER_YAML_LIST)
    return;
  g_autoptr(MusterFaults) said_before = muster_faults_new();
  MusterYamlReader silent = {.faults = said_before, .user = reader->user, .names = reader->names};
  Overflows all = {0};
  int behind[MUSTER_MAX_QUEUES];
  find_ranks_behind(centre, behind);
  muster_yaml_list.read(&silent, &overflow_list, node, &all.entry);
  for (int i = 0; i < all.n; i++)
    if (all.entry[i].queue >= 0 && all.entry[i].queue < centre->n_queues && all.entry[i].group >= 0 &&
        all.entry[i].group < centre->n_groups)
      grant(reader, centre, &all.entry[i], behind);
  muster_yaml_list.clear(&overflow_list, &all.entry);
}

static void
write_overflow(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
               gconstpointer field)
{
  const MusterCentre *centre = field;
  MusterYamlNode *list = NULL;
  for (int g = 0; g < centre->n_groups; g++)
    for (int i = 0; i < centre->group[g].n_serves; i++) {
      Overflow entry = {.group = g, .serves = centre->group[g].serves[i]};
      entry.queue = entry.serves.queue;
      if (!entry.serves.overflow)
        continue;
      if (entry.serves.take == centre->queue[entry.queue].priority)
        entry.serves.take = -1;
      if (list == NULL)
        list = muster_yaml_add_list(writer->tree, parent, key->name);
      MusterYamlNode *map = muster_yaml_add_map(writer->tree, list, NULL);
      muster_yaml_set_flow(map);
      muster_yaml_table_write(writer, overflow_keys, map, &entry);
    }
}

static void
init_nothing(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gpointer field)
{
}

/* What overflow grants is compared with the groups that have it. */
static gboolean
equal_anyway(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gconstpointer a,
             G_GNUC_UNUSED gconstpointer b)
{
  return TRUE;
}

static const MusterYamlType overflow = {
    .name = "list of maps",
    .fits = "a list of maps",
    .init = init_nothing,
    .read = read_overflow,
    .write = write_overflow,
    .equal = equal_anyway,
};

/* ---- the other lists ---- */

#define AT(field) .offset = offsetof(MusterKeepIdle, field)
static const MusterYamlKey keep_idle_keys[] = {
    {.name = "group",
     .type = &muster_yaml_reference,
     AT(group),
     .scope = "group",
     .required = TRUE,
     .help = "the group that keeps agents back"},
    {.name = "agents",
     .type = &muster_yaml_integer,
     AT(agents),
     .required = TRUE,
     .min = 1,
     .max = 1000000,
     .help = "so many stay idle …"},
    {.name = "for",
     .type = &muster_yaml_set,
     AT(queues),
     .scope = "queue",
     .required = TRUE,
     .help = "… except for contacts of these queues"},
    {NULL},
};
#undef AT

const char *const centre_predictions[] = {"last_wait", "mean_of_last", "head_of_queue", "expected_delay", NULL};
static const char *const calls[] = {"after_predicted_wait", "in_turn", NULL};

#define AT(field) .offset = offsetof(MusterCallback, field)
static const MusterYamlKey callback_keys[] = {
    {.name = "queue",
     .type = &muster_yaml_reference,
     AT(queue),
     .scope = "queue",
     .required = TRUE,
     .help = "whose contacts are offered a callback"},
    {.name = "predict",
     .type = &muster_yaml_word,
     AT(predict),
     .standard = "last_wait",
     .words = centre_predictions,
     .help = "how the wait is predicted"},
    {.name = "last",
     .type = &muster_yaml_integer,
     AT(last_n),
     .standard = "10",
     .min = 1,
     .max = 10000,
     .help = "for `mean_of_last`: of how many"},
    {.name = "offer_when_wait_over",
     .type = &muster_yaml_duration,
     AT(offer_when_wait_over_s),
     .standard = "0 s",
     .min = 0,
     .max = 86400,
     .help = "offered, on arrival, when the predicted wait is longer"},
    {.name = "accept",
     .type = &muster_yaml_share,
     AT(accept),
     .required = TRUE,
     .help = "share of the offered who accept and leave"},
    {.name = "call",
     .type = &muster_yaml_word,
     AT(in_turn),
     .standard = "after_predicted_wait",
     .words = calls,
     .help = "when the contact comes back"},
    {.name = "times",
     .type = &muster_yaml_number,
     AT(times),
     .standard = "1",
     .min = 0.01,
     .max = 1000,
     .help = "the predicted wait is multiplied by this"},
    {.name = "call_back_within",
     .type = &muster_yaml_duration,
     AT(call_back_within_s),
     .min = 0,
     .max = 400 * 86400.0,
     .help = "the promise, from acceptance"},
    {.name = "into",
     .type = &muster_yaml_reference,
     AT(into),
     .scope = "queue",
     .help = "the queue that the callback reaches; not given: the same"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterCentre, field)
static const MusterYamlKey same_agent_keys[] = {
    {.name = "queues",
     .type = &muster_yaml_set,
     AT(same_agent_queues),
     .scope = "queue",
     .required = TRUE,
     .help = "whose contacts go back to the agent that had them"},
    {.name = "wait_up_to",
     .type = &muster_yaml_duration,
     AT(same_agent_wait_s),
     .required = TRUE,
     .min = 0,
     .max = 400 * 86400.0,
     .help = "waits so long for that agent, then anybody"},
    {NULL},
};

const MusterYamlKey centre_routing_keys[] = {
    {.name = "choose_agent",
     .type = &centre_router,
     AT(choose_agent),
     .standard = "longest_idle",
     .scope = "group",
     .help = "which idle agent of the best rank takes the contact; with several chats at a time, not given: fewest_chats"},
    {.name = "choose_contact",
     .type = &centre_router,
     AT(choose_contact),
     .standard = "priority",
     .scope = "queue",
     .help = "which waiting contact an agent takes"},
    {.name = "join",
     .type = &centre_router,
     AT(join),
     .scope = "group",
     .help = "a waiting line per group, and how a contact picks one; not given: one line per queue"},
    {.name = "overflow",
     .type = &overflow,
     .offset = 0,
     .table = overflow_keys,
     .help = "grants a queue to a group that does not list it"},
    {.name = "keep_idle",
     .type = &muster_yaml_list,
     AT(keep_idle),
     .count = offsetof(MusterCentre, n_keep_idle),
     .size = sizeof(MusterKeepIdle),
     .table = keep_idle_keys,
     .help = "agents kept free for some queues"},
    {.name = "callback",
     .type = &muster_yaml_list,
     AT(callback),
     .count = offsetof(MusterCentre, n_callbacks),
     .size = sizeof(MusterCallback),
     .table = callback_keys,
     .help = "callbacks offered on arrival to a contact that finds no agent"},
    {.name = "same_agent",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = same_agent_keys,
     .help = "a contact that comes back to the agent it knows"},
    {NULL},
};
