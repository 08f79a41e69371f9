/* Outbound lists: who is to be called, and the calls that are placed.
 *
 * An entry of a list is one attempt to make: the contact's key, how many attempts came before, and where it is counted. It is
 * offered when it comes onto the list (fresh, of a quota, a follow-up, or again after an attempt that failed), and is settled
 * by the attempt: answered, abandoned by a person who found no agent, unreached; what is still on the list at the end is
 * undecided. Entries stand in the order in which they came.
 *
 * With the dialer `preview` an agent takes the entry, and its outcome is settled at that moment. All others place calls
 * without an agent: these ring, and whoever picks up comes to the queue as a live contact with patience.
 */
#pragma once
#include "sim/later_private.h"

typedef struct SimDialer SimDialer;

/* What a dialer knows when it decides. */
typedef struct {
  gint64 idle;    /* agents that the list may take now: above blend_idle, and nothing live waits for them */
  gint64 busy;    /* agents of the same groups that are busy */
  gint64 ringing; /* calls of this list that ring */
  gint64 waiting; /* persons reached who wait for an agent */
  gint64 reached, abandoned; /* in this replication so far: picked up; of these, found no agent and hung up */
  double reach;              /* share of the calls that somebody picks up */
  double ring_s, handle_s;   /* means: until somebody picks up; of a talk */
} SimDialState;

/* A dialer: one file in dialers/ that exports one record, listed in meson.build. */
struct SimDialer {
  MusterDialerInfo info;
  /* How many calls are to ring in all from now on; NULL: agents dial by hand. */
  gint64 (*lines)(const SimDialState *state, const MusterDialer *parameters);
};

#define DIALER(name) extern const SimDialer sim_dialer_##name;
#include "sim/dialers.h"
#undef DIALER
const SimDialer *sim_dialer_find(const char *name); /* NULL: none */

/* One contact of a quota. */
typedef struct {
  SimTick t, due;
} SimQuotaPoint;

/* An outbound queue, compiled. */
struct SimOutbound {
  int queue;
  const SimDialer *dialer;
  const MusterQueue *centre; /* reach, attempts, delays, parameters; borrowed */
  double *reach; /* [n_intervals + 2] by row of the moment of dialling */
  int attempts;
  SimTick look, ring, no_answer, wrong_takes;
  gboolean *group; /* [n_groups]: some team of it serves the queue */
  GArray *quota;   /* SimQuotaPoint by time, or NULL */
};

typedef struct {
  SimTick due; /* of a quota; SIM_NEVER */
  MusterKey key;
  guint32 row;
  guint16 attempt; /* how many came before */
  SimTick came;    /* onto the list */
  guint32 remembered; /* who had the contact before (same_private.h) */
} SimEntry;

typedef struct {
  SimEntry *entry; /* [capacity] a ring */
  guint32 first, n, capacity;
  gint64 ringing, reached, abandoned;
} SimList;

struct SimLists {
  SimList *list; /* [n_queues]; empty of others than outbound */
  SimTick next_look; /* that is on its way; SIM_NEVER: none */
  gboolean lacks_line; /* there was something to dial, and no line */
  gboolean looking, again; /* they are being looked at; and are to be once more */
};

/* What the draws of the entry's next attempt are keyed by. */
static inline MusterKey
sim_attempt_key(const SimEntry *entry)
{
  return muster_key(entry->key, SIM_ATTEMPT + entry->attempt);
}

/* The entry that a later event is about: its due, its row and who is remembered go with that. */
SimEntry sim_entry_of(const SimEngine *engine, const SimLater *later);

/* quota.c: the contacts of a queue's quota, SimQuotaPoint by time. (transfer full) */
GArray *sim_quota_build(const MusterSim *sim, int queue);

/* lists.c */
void sim_outbound_build(MusterSim *sim);
void sim_outbound_free(MusterSim *sim);
struct SimLists *sim_lists_new(const MusterSim *sim);
void sim_lists_free(struct SimLists *lists, const MusterSim *sim);
void sim_lists_begin(SimEngine *engine); /* a replication */
void sim_lists_end(SimEngine *engine);   /* what is left is undecided */
/* A contact comes onto the list of its queue; it has been counted as arrived in `row`. */
void sim_lists_add(SimEngine *engine, const SimArrival *arrival, guint32 row, SimTick due);
/* Agents or entries may have come: whatever may be dialled is. */
void sim_lists_look(SimEngine *engine, SimTick now);
/* The same at a moment to come. */
void sim_lists_look_at(SimEngine *engine, SimTick t);
/* A line is held until then (trunks.c). */
void sim_lists_line_held(SimEngine *engine, SimTick until);
/* A moment of the lists has come: a call ends ringing, a person hangs up, an entry comes again, a queue opens, a quota falls due. */
void sim_lists_later(SimEngine *engine, const SimLater *later);

/* dial.c, dial_hand.c and dial_ahead.c */
/* By hand: idle agents take entries of the list as long as there are both. */
void sim_dial_by_hand(SimEngine *engine, const SimOutbound *out, SimTick now);
/* Places the calls that the dialer wants. */
void sim_dial_ahead(SimEngine *engine, const SimOutbound *out, SimTick now);
/* A call has ended ringing. */
void sim_dial_rang(SimEngine *engine, const SimLater *later);
/* The attempt has failed: the contact comes again later, or is given up. */
void sim_dial_failed(SimEngine *engine, const SimOutbound *out, const SimEntry *entry, SimTick now);
