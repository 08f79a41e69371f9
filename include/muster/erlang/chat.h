/* Chats: an agent has several contacts open at once, each of them slower for it.
 *
 * A birth–death chain. With k chats open, spread so that agents differ by one at most, an agent with i of
 * them ends chats at rate i / handle_s[i − 1]; a new chat goes to the agent with the fewest. When every slot
 * of every agent is taken, a queue with patience forms; above that point the chain is the one of Erlang A (C
 * without abandonment), so the same integrals give waits and service levels by every definition. A chat
 * counts as answered when an agent takes it up. handle_s[i − 1] is the mean time that a chat would take with
 * i open all along: the mean work over the pace.
 *
 * The conventions of muster/erlang.h hold: what is out of range is FALSE with MUSTER_SOLVE_ERROR_DOMAIN.
 * Relative accuracy about 1e-11. Cost: about 2 ns per slot of all agents together, and one Erlang A. */
#pragma once
#include <muster/erlang/need.h>

G_BEGIN_DECLS

#define MUSTER_ERLANG_MAX_SLOTS 64
#define MUSTER_ERLANG_MAX_PLACES 10000000 /* agents × slots */

typedef struct {
  double p_wait; /* share that finds every slot taken */
  double p_abandon;
  double wait_all_s;
  double sl_virtual; /* P(virtual wait ≤ T) */
  double queue_length;
  double mean_chats;          /* in service */
  double utilisation;         /* agents with at least one chat */
  double not_sl_virtual;      /* 1 − sl_virtual, without cancellation */
  double p_served_within;     /* answered within T / offered */
  double p_abandon_within;    /* abandoned within T / offered */
  double sl_answered;         /* answered within T / answered */
  double sl_abandons_good;    /* (answered within T + abandoned within T) / offered */
  double sl_without_abandons; /* answered within T / (offered − abandoned within T) */
  double wait_served_s;       /* mean wait of the answered (average speed of answer) */
  double wait_abandoned_s;    /* … of those who abandon; 0 when nobody does */
} MusterErlangChat;
/* agents ≥ 1, handle_s[slots], patience_s INFINITY: nobody abandons; then all slots together must keep up. */
MUSTER_API gboolean muster_erlang_chat(int agents, int slots, const double *handle_s, double arrival_per_s,
                                       double patience_s, double within_s, MusterErlangChat *out,
                                       GError **error);

/* Chats of one queue in steady state. */
typedef struct {
  double arrival_per_s;
  int slots;              /* chats that one agent may have open, 1 .. MUSTER_ERLANG_MAX_SLOTS */
  const double *handle_s; /* [slots] mean handle time with 1, 2, … open */
  double patience_s;      /* mean; INFINITY: nobody abandons */
} MusterErlangChatTraffic;

/* Service of `agents` by the definition of the targets; its `occupancy` is the share of agents with a chat.
 * Too few agents for chats that never abandon: as of an endless queue (0, INFINITY, 1). */
MUSTER_API gboolean muster_erlang_chat_service(const MusterErlangChatTraffic *traffic,
                                               const MusterErlangTargets *targets, int agents,
                                               MusterErlangService *out, GError **error);
/* Smallest number of agents that keeps every target. MUSTER_ERLANG_BINDS_LOAD: fewer never catch up. Cost: a
 * dozen times that of one muster_erlang_chat(). */
MUSTER_API gboolean muster_erlang_chat_agents(const MusterErlangChatTraffic *traffic,
                                              const MusterErlangTargets *targets, MusterErlangNeed *out,
                                              GError **error);

G_END_DECLS
