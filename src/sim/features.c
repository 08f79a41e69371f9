/* Which features a centre uses: measures that name one in their table appear only then. A feature is one row here. */
#include "sim/lists_private.h"
#include "sim/moments_private.h"
#include "sim/opinions_private.h"
#include <string.h>

static gboolean
redials(const SimQueue *queue)
{
  return queue->n_redials > 0 || queue->n_block_redials > 0;
}

static gboolean
repeats(const SimQueue *queue)
{
  return queue->repeat > 0;
}

static gboolean
is_contained(const SimQueue *queue)
{
  return queue->contains > 0;
}

static gboolean
transfers(const SimQueue *queue)
{
  return queue->n_transfers > 0;
}

static gboolean
has_value(const SimQueue *queue)
{
  return queue->value_answered != 0 || queue->value_lost != 0;
}

static gboolean
asks_satisfaction(const SimQueue *queue)
{
  return sim_opinions_ask(queue->opinions, FALSE);
}

static gboolean
asks_complaints(const SimQueue *queue)
{
  return sim_opinions_ask(queue->opinions, TRUE);
}

static gboolean
calls_back(const SimQueue *queue)
{
  return queue->callback != NULL;
}

static gboolean
promises(const SimQueue *queue)
{
  return queue->promise >= 0;
}

static gboolean
balks(const SimQueue *queue)
{
  return queue->balk != NULL;
}

static gboolean
escalates(const SimQueue *queue)
{
  return queue->rules.escalate_after >= 0;
}

static gboolean
has_deadlines(const SimQueue *queue)
{
  return queue->is_case && queue->rules.within >= 0;
}

static gboolean
is_case(const SimQueue *queue)
{
  return queue->is_case;
}

static gboolean
leads_to_others(const SimQueue *queue)
{
  return queue->rules.follow_up > 0 || queue->rules.reopen > 0;
}

static gboolean
dials(const SimQueue *queue)
{
  return queue->outbound != NULL;
}

static gboolean
has_quota(const SimQueue *queue)
{
  return dials(queue) && queue->outbound->quota != NULL;
}

static gboolean
asks(const SimQueue *queue)
{
  return queue->asks;
}

/* Contacts that are not fresh, or are settled before they come. */
static gboolean
flows(const SimQueue *queue)
{
  return redials(queue) || repeats(queue) || is_contained(queue) || transfers(queue) || calls_back(queue) ||
         escalates(queue) || leads_to_others(queue) || dials(queue) || asks(queue);
}

static gboolean
has_targets(const MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++)
    if (sim->centre->queue[q].has_target)
      return TRUE;
  return FALSE;
}

static gboolean
asks_for_the_same(const MusterSim *sim)
{
  return sim->centre->same_agent_queues != 0;
}

static gboolean
has_reserve(const MusterSim *sim)
{
  return sim->n_reserves > 0;
}

static gboolean
has_several(const MusterSim *sim)
{
  return sim->several;
}

/* In use when a queue uses it, or the centre as a whole does; one of the two is given. */
static const struct {
  const char *name;
  gboolean (*queue_uses)(const SimQueue *queue);
  gboolean (*centre_uses)(const MusterSim *sim);
} features[] = {
    {"fresh", flows, NULL},
    {"redial", redials, NULL},
    {"repeat", repeats, NULL},
    {"selfservice", is_contained, NULL},
    {"transfer", transfers, NULL},
    {"callback", calls_back, NULL},
    {"promise", promises, NULL},
    {"value", has_value, NULL},
    {"satisfaction", asks_satisfaction, NULL},
    {"complaint", asks_complaints, NULL},
    {"target", NULL, has_targets},
    {"balk", balks, NULL},
    {"same_agent", NULL, asks_for_the_same},
    {"call_in", NULL, has_reserve},
    {"escalate", escalates, NULL},
    {"deadline", has_deadlines, NULL},
    {"case", is_case, NULL},
    {"concurrency", NULL, has_several},
    {"outbound", dials, NULL},
    {"quota", has_quota, NULL},
    {"conference", asks, NULL},
};

static gboolean
a_queue(const MusterSim *sim, gboolean (*uses)(const SimQueue *queue))
{
  for (int q = 0; q < sim->n_queues; q++)
    if (uses(&sim->queue[q]))
      return TRUE;
  return FALSE;
}

gboolean
sim_uses(const MusterSim *sim, const char *feature)
{
  if (feature == NULL)
    return TRUE;
  for (gsize k = 0; k < G_N_ELEMENTS(features); k++)
    if (strcmp(features[k].name, feature) == 0)
      return features[k].centre_uses != NULL ? features[k].centre_uses(sim)
                                             : a_queue(sim, features[k].queue_uses);
  return FALSE;
}
