/* The formulas of a live queue by its channel: calls and walk-ins are served one at a time, chats several at
 * once. */
#include "staffing/staffing_private.h"
#include <math.h>

/* Mean handle times of a chat with 1, 2, … open, by the pace of each. */
static void
fill_chat(const MusterQueue *queue, const MusterErlangTraffic *traffic, double *handle_s,
          MusterErlangChatTraffic *chat)
{
  for (int k = 0; k < queue->concurrency_max; k++)
    handle_s[k] = traffic->handle_s / (queue->pace != NULL ? queue->pace[k] : 1.0);
  *chat = (MusterErlangChatTraffic){
      .arrival_per_s = traffic->load_erl / traffic->handle_s,
      .slots = queue->concurrency_max,
      .handle_s = handle_s,
      .patience_s = traffic->patience_s,
  };
}

gboolean
staffing_live_agents(const MusterCentre *centre, int queue, const MusterErlangTraffic *traffic,
                     const MusterErlangTargets *targets, MusterErlangNeed *need, GError **error)
{
  const MusterQueue *q = &centre->queue[queue];
  double handle_s[MUSTER_ERLANG_MAX_SLOTS];
  MusterErlangChatTraffic chat;
  if (q->channel != MUSTER_CHANNEL_CHAT)
    return muster_erlang_agents(traffic, targets, need, error);
  fill_chat(q, traffic, handle_s, &chat);
  return muster_erlang_chat_agents(&chat, targets, need, error);
}

gboolean
staffing_live_service(const MusterCentre *centre, int queue, const MusterErlangTraffic *traffic,
                      const MusterErlangTargets *targets, int agents, MusterErlangService *service,
                      GError **error)
{
  const MusterQueue *q = &centre->queue[queue];
  double handle_s[MUSTER_ERLANG_MAX_SLOTS];
  MusterErlangChatTraffic chat;
  if (q->channel != MUSTER_CHANNEL_CHAT)
    return muster_erlang_service(traffic, targets, agents, service, error);
  fill_chat(q, traffic, handle_s, &chat);
  return muster_erlang_chat_service(&chat, targets, agents, service, error);
}

double
staffing_live_speed(const MusterQueue *queue)
{
  int full = queue->concurrency_max;
  return queue->channel == MUSTER_CHANNEL_CHAT && queue->pace != NULL ? full * queue->pace[full - 1]
         : queue->channel == MUSTER_CHANNEL_CHAT                      ? full
                                                                      : 1.0;
}
