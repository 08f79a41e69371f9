/* The chats' chain as the formulas and the search see it. */
#pragma once
#include "erlang/patience_private.h"
#include <muster/erlang.h>

/* What the states with a free slot amount to. */
typedef struct {
  double most;               /* chats that end per second with every slot taken */
  double ln_weight;          /* ln of their weight, the state with every slot just taken having 1 */
  double chats, busy_agents; /* means over them */
} ChatStates;

gboolean erlang_check_chat(const MusterErlangChatTraffic *traffic, GError **error);
/* Chats that end per second with every slot taken. */
double erlang_chat_most(const MusterErlangChatTraffic *traffic, int agents);
/* arrival_per_s > 0, agents ≥ 1. */
ChatStates erlang_chat_states(const MusterErlangChatTraffic *traffic, int agents);
/* Finite patience. */
WaitLaw erlang_chat_law(const MusterErlangChatTraffic *traffic, const ChatStates *states, double within_s,
                        gboolean full);
/* Agents with at least one chat; `idle`: P(a slot is free). */
double erlang_chat_utilisation(const ChatStates *states, double idle, int agents);
