/* Flows between queues must come to an end, and each channel has its own keys. */
#include "model/centre/centre_private.h"
#include <string.h>

/* ---- keys that only some channels know ---- */

#define ON(channel) (1u << MUSTER_CHANNEL_##channel)
#define LIVE (ON(VOICE) | ON(CHAT) | ON(COUNTER))

typedef struct {
  const char *key;
  guint channels;
  const char *whose; /* for the hint */
} ChannelKey;

static const ChannelKey channel_keys[] = {
    {"concurrency", ON(CHAT), "chats"},
    {"mix", ON(CHAT), "chats"},
    {"interruptible", ON(CASE), "cases"},
    {"clock", ON(CASE) | ON(OUTBOUND), "cases"},
    {"reopen", ON(CASE), "cases"},
    {"balk", LIVE, "voice, chat and counter"},
    {"patience", LIVE | ON(OUTBOUND), "voice, chat, counter and outbound"},
    {"ring", ON(VOICE) | ON(CHAT) | ON(OUTBOUND), "voice, chat and outbound"},
    {"redial", ON(VOICE) | ON(CHAT), "voice and chat"},
    {"after_call_quiet", LIVE, "voice, chat and counter"},
    {"reach", ON(OUTBOUND), "outbound"},
    {"reach_by_hour", ON(OUTBOUND), "outbound"},
    {"attempts", ON(OUTBOUND), "outbound"},
    {"quota", ON(OUTBOUND), "outbound"},
    {"retry", ON(OUTBOUND), "outbound"},
    {"no_answer", ON(OUTBOUND), "outbound"},
    {"wrong_party", ON(OUTBOUND), "outbound"},
    {"dialer", ON(OUTBOUND), "outbound"},
    {"second_agent", ON(VOICE) | ON(CHAT), "voice and chat"},
};

static const char *const channel_names[] = {"voice", "chat", "case", "counter", "outbound"};

static gboolean
is_given(const MusterCentre *centre, const char *queue, const char *key)
{
  const MusterYamlNode *node =
      muster_yaml_get(muster_yaml_get(muster_yaml_get(centre->tree->root, "queues"), queue), key);
  return node != NULL && !muster_yaml_is_null(node);
}

static void
check_target_channel(const MusterCentre *centre, const MusterQueue *queue, MusterFaults *faults)
{
  gboolean live = (LIVE >> queue->channel & 1) != 0;
  if (!queue->has_target)
    return;
  if (live && !isnan(queue->target.finish))
    muster_faults_error(faults, centre_mark(centre, "queues", queue->name, "target", "finish", NULL),
                        "write `answer: 80 %, within: 20 s`",
                        "'finish' is a target of cases, and '%s' is a %s queue", queue->name,
                        channel_names[queue->channel]);
  if (!live && !isnan(queue->target.abandon))
    muster_faults_error(faults, centre_mark(centre, "queues", queue->name, "target", "abandon", NULL),
                        "write `finish: 95 %, within: 24 h`", "nobody abandons the %s queue '%s'",
                        channel_names[queue->channel], queue->name);
}

void
centre_check_channels(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if ((int) queue->channel < 0)
      continue; /* said already */
    for (gsize i = 0; i < G_N_ELEMENTS(channel_keys); i++) {
      const ChannelKey *key = &channel_keys[i];
      if ((key->channels >> queue->channel & 1) != 0 || !is_given(centre, queue->name, key->key))
        continue;
      g_autofree char *hint =
          g_strdup_printf("it belongs to %s; write ~ to take it out of what `like` copies", key->whose);
      muster_faults_error(faults, centre_mark(centre, "queues", queue->name, key->key, NULL), hint,
                          "'%s' has no meaning for the %s queue '%s'", key->key,
                          channel_names[queue->channel], queue->name);
    }
    check_target_channel(centre, queue, faults);
  }
}

/* ---- flows ---- */

typedef struct {
  int n;
  double share[MUSTER_MAX_QUEUES][MUSTER_MAX_QUEUES + 1]; /* I − Mᵀ, and a right side of ones */
} Flows;

/* Contacts that one contact of queue q leads to. A case that escalates may do so each time, so that counts in
 * full. */
static void
add_flows(Flows *flows, const MusterQueue *queue, int q)
{
  for (int i = 0; i < queue->n_transfers; i++)
    if (queue->transfer[i].queue >= 0)
      flows->share[q][queue->transfer[i].queue] -= queue->transfer[i].share;
  flows->share[q][q] -= queue->repeat_chance + queue->reopen_chance;
  if (queue->follow_up_queue >= 0)
    flows->share[q][queue->follow_up_queue] -= queue->follow_up_chance;
}

/* Gaussian elimination with row pivots; FALSE when the system is singular. Row q then holds how many contacts
 * one of queue q comes to in all, in its last column. For a matrix of shares M, (I − M) x = 1 has a positive
 * solution exactly when the powers of M die out (Berman & Plemmons 1994, theorem 6.2.3). */
static gboolean
solve(Flows *flows)
{
  int n = flows->n;
  for (int k = 0; k < n; k++) {
    int pivot = k;
    for (int i = k + 1; i < n; i++)
      if (fabs(flows->share[i][k]) > fabs(flows->share[pivot][k]))
        pivot = i;
    if (fabs(flows->share[pivot][k]) < 1e-9)
      return FALSE;
    for (int j = 0; j <= n; j++) {
      double swap = flows->share[k][j];
      flows->share[k][j] = flows->share[pivot][j];
      flows->share[pivot][j] = swap;
    }
    for (int i = 0; i < n; i++) {
      double factor = i == k ? 0 : flows->share[i][k] / flows->share[k][k];
      for (int j = k; j <= n && factor != 0; j++)
        flows->share[i][j] -= factor * flows->share[k][j];
    }
  }
  for (int k = 0; k < n; k++)
    flows->share[k][n] /= flows->share[k][k];
  return TRUE;
}

static void
check_ends(const MusterCentre *centre, MusterFaults *faults)
{
  g_autofree Flows *flows = g_new0(Flows, 1);
  flows->n = centre->n_queues;
  for (int q = 0; q < flows->n; q++) {
    flows->share[q][q] += 1;
    flows->share[q][flows->n] = 1;
    add_flows(flows, &centre->queue[q], q);
  }
  gboolean ends = solve(flows);
  for (int q = 0; q < flows->n && ends; q++)
    ends = flows->share[q][flows->n] >= 1 - 1e-9;
  if (!ends)
    muster_faults_error(
        faults, centre_mark(centre, "queues", NULL), "lower one of these chances",
        "contacts never come to an end: transfers, repeats, follow-ups and reopened cases lead to ever more");
}

static void
check_loops(const MusterCentre *centre, const MusterQueue *queue, int q, MusterFaults *faults)
{
  for (int i = 0; i < queue->n_transfers; i++)
    if (queue->transfer[i].queue == q)
      muster_faults_error(faults, centre_mark(centre, "queues", queue->name, "transfer", NULL), NULL,
                          "the queue '%s' transfers to itself", queue->name);
  /* Tiers: 30 min, then 2 h, … must not come back to where they began. */
  int at = queue->escalate_queue;
  for (int steps = 0; at >= 0 && at != q && steps < centre->n_queues; steps++)
    at = centre->queue[at].escalate_queue;
  if (at == q)
    muster_faults_error(faults, centre_mark(centre, "queues", queue->name, "escalate", NULL), NULL,
                        "the escalation of '%s' leads back to itself", queue->name);
}

void
centre_check_flows(const MusterCentre *centre, MusterFaults *faults)
{
  check_ends(centre, faults);
  for (int q = 0; q < centre->n_queues; q++)
    check_loops(centre, &centre->queue[q], q, faults);
}
