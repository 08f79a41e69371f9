/* What is in the hands of agents who may have several contacts: for hands.c and the files named hands_ alone. */
#pragma once
#include "sim/hands_private.h"
#include "sim/room_private.h"
#include "sim/work_private.h"

#define SIM_NOTHING_LEFT 1e-3 /* ticks: pace makes fractions of them */

/* What goes on in a slot. A contact goes from ringing to the talk and the wrap-up; those that stand before the talk go at full
 * speed. */
typedef enum {
  SIM_IN_VAIN,  /* nothing comes of it: it rings until patience ends, or a call out reaches nobody */
  SIM_RINGS,
  SIM_HELD,     /* waits for a second agent, or talks with him; or for whoever takes what was passed on */
  SIM_TALKS,
  SIM_WRAPS_UP, /* after-call work that is apart */
  SIM_AT_CASE,  /* which is in SimCases */
} SimPhase;

typedef struct {
  double left; /* of the phase, in ticks at full speed; INFINITY while another agent is waited for */
  SimContact contact;
  SimWork work;
  double share;          /* of the talk that is to be done: below 1, of a chat that was handed back */
  SimTick wait, begun, talked; /* begun and talked: when the talk did, and when it ended */
  SimTick spent;         /* talked before it was handed back */
  guint32 agent;         /* who answered it: himself, unless it was handed back */
  guint32 memory;        /* who had the contact before (same_private.h) */
  SimPhase phase;
  gboolean asks, stays;  /* when the talk ends, a second agent is asked for; he stays with what he passes on */
} SimSlot;

typedef struct {
  SimTick as_of; /* of the slots' `left` */
  SimTick next;  /* the next end of a phase */
  SimTick case_since;
  SimInHand in;
  guint16 base;   /* his team */
  guint8 n;       /* slots in use */
  guint8 n_held;  /* of these, SIM_HELD */
  guint8 pending; /* he has an event, at the agent's `end` */
  guint8 offers;  /* stands in the chain of a team with room */
  guint8 goes;    /* leaves when his hands are empty, though whoever finishes first would (first_to_finish) */
} SimHand;

/* A chat that waits again, by node: what its slot knew. */
typedef struct {
  double share;
  SimTick wait, spent;
  guint32 agent;
} SimChatNote;

struct SimHands {
  SimHand *hand;  /* by agent */
  SimSlot *slot;  /* [agent * n_slots] */
  int n_slots;    /* of an agent */
  gint64 *n_going; /* [n_groups] agents of whom `goes` holds */
  gint64 *n_more;  /* [n_groups] agents with more than one contact in hand */
  GArray *gives_way; /* guint32: agents whose case does, in order of beginning it */
  SimChatNote *note; /* [n_notes] by node; grows as chats are handed back */
  guint32 n_notes;
};

static inline SimSlot *
sim_slots_of(const SimEngine *e, guint32 id)
{
  return &e->hands->slot[(gsize) id * (gsize) e->hands->n_slots];
}

/* hands.c: brings the slots up to date; finds the next end and sees that the heap has an entry that is not later. */
void sim_hand_advance(SimEngine *engine, guint32 id, SimTick now);
void sim_hand_time(SimEngine *engine, guint32 id);

/* hands_contacts.c */
/* Puts the contact into a free slot of hands that are up to date, and counts it; it rings for so long. Or, with `vain_until` before
 * SIM_NEVER, it is nothing but time until then. */
void sim_hand_put(SimEngine *engine, guint32 id, const SimContact *contact, SimTick ring, SimTick vain_until, SimTick now);
/* The same of a chat that was handed back and waited in `node`. */
void sim_hand_resume(SimEngine *engine, guint32 id, const SimContact *contact, guint32 node, SimTick now);
/* Takes slot i out of the agent's hands. */
void sim_hand_drop(SimEngine *engine, guint32 id, int i, SimTick now);
/* Goes on with all whose phase has ended. */
void sim_hand_phases(SimEngine *engine, guint32 id, SimTick now);
/* A contact is over that was with the agents for so long; `agent` answered it. */
void sim_hand_tell(SimEngine *engine, const SimContact *contact, guint32 agent, SimTick wait, SimTick talk, SimTick after_call,
                   SimTick work, SimTick now);

/* hands_cases.c: the slot of the case; −1: none. */
int sim_hand_case_slot(const SimEngine *engine, guint32 id);

/* hands_room.c: who has hands free for more. */
gboolean sim_hand_may_take_more(const SimEngine *engine, guint32 id);
void sim_hand_offer_room(SimEngine *engine, guint32 id, SimTick now);
void sim_hand_take_room_back(SimEngine *engine, guint32 id);
/* Of a group that has too many agents, whoever has a contact end first takes no more and leaves when his last one ends. */
void sim_hand_decide_who_goes(SimEngine *engine, guint32 id);
