/* What comes later: redials, transfers and callbacks on their way, and the offers of callbacks that wait.
 *
 * They are a few in a hundred contacts, so they live in a pool with a binary heap beside the event loop, and are handled like
 * moments of the calendar. One that is called off stays in the heap and is dropped when its time comes.
 */
#pragma once
#include "sim/engine_private.h"

/* ESCALATE: a waiting contact reaches its limit; FINISHED: another department has done the case, counted in row `node` and due
 * at `place`. */
typedef enum {
  SIM_LATER_ARRIVAL,
  SIM_LATER_RESERVE,
  SIM_LATER_RELEASE,
  SIM_LATER_OFFER,
  SIM_LATER_ESCALATE,
  SIM_LATER_FINISHED,
  SIM_LATER_OFF,
  SIM_LATER_LIST, /* of outbound lists: an entry comes again, a call ends ringing, a person hangs up, … (lists_private.h) */
  SIM_LATER_RANG,
  SIM_LATER_HUNG_UP,
  SIM_LATER_OPENS,
  SIM_LATER_QUOTA,
  SIM_LATER_LOOK,
  SIM_LATER_SECOND, /* a second agent is asked for, or no longer */
  SIM_LATER_ALONE,
  SIM_LATER_BESIDE, /* a contact is passed on and its agent stays, or no longer (warm_private.h) */
  SIM_LATER_LEAVES,
} SimLaterKind;

struct SimLater {
  SimArrival arrival; /* its time is the event's */
  SimTick place;      /* in the line, of a callback */
  SimLaterKind kind;
  guint32 node, step; /* of an offer: who waits, and the delay it reaches; of a reserve: which, and what; of a release: who waits */
  guint32 next_free;
};

/* Numbers of derived keys, apart from purposes (small) and from contacts (below 2^32 in their interval). */
#define SIM_NEXT_ATTEMPT (G_GUINT64_CONSTANT(1) << 32)
#define SIM_NEXT_LEG (G_GUINT64_CONSTANT(1) << 33)
#define SIM_CALLED_BACK (G_GUINT64_CONSTANT(1) << 34)
#define SIM_REPEATED (G_GUINT64_CONSTANT(1) << 35)
#define SIM_FOLLOWED_UP (G_GUINT64_CONSTANT(1) << 36)
#define SIM_OPENED_AGAIN (G_GUINT64_CONSTANT(1) << 37)
#define SIM_NEXT_TIER (G_GUINT64_CONSTANT(1) << 38)
#define SIM_BACK_FROM_OUTSIDE (G_GUINT64_CONSTANT(1) << 39)
#define SIM_ATTEMPT (G_GUINT64_CONSTANT(1) << 40) /* and the number of the attempt, of a list's entry */
#define SIM_SECOND_KEY (G_GUINT64_CONSTANT(1) << 41)

guint32 sim_later_push(SimEngine *engine, SimLater later);
void sim_later_call_off(SimEngine *engine, guint32 id);
SimTick sim_later_time(const SimEngine *engine); /* of the first; SIM_NEVER */
void sim_later_fire(SimEngine *engine);          /* the first */
void sim_later_clear(SimEngine *engine);         /* forgets all */

/* flows.c: draws whether the contact calls again if it abandons at `when`, and sends the redial on its way. Returns what
 * `later` of a node holds; *redials says whether it would, be it after the end. */
guint32 sim_flow_redial(SimEngine *engine, int queue, MusterKey key, guint attempt, SimTick when,
                        guint8 *redials);
/* The same for a contact that was blocked, by the chances after so many attempts. */
guint32 sim_flow_again(SimEngine *engine, const SimArrival *blocked, const double *chance, int n_chances, guint8 *redials);
/* callbacks.c: the wait that is told to a contact that arrives at `now`. */
SimTick sim_predicted(SimEngine *engine, MusterPredict predict, int queue, SimTick now);
/* balk.c: TRUE when the contact, which finds no agent, leaves at once. */
gboolean sim_flow_balk(SimEngine *engine, const SimArrival *arrival);
/* How many delays of the queue a wait has reached: the index of who may take the contact by then. */
static inline guint32
sim_delays_reached(const SimQueue *q, SimTick wait)
{
  guint32 n = 0;
  while (n < (guint32) q->n_delays && q->delay[n] <= wait)
    n++;
  return n;
}

/* Sends the offer of a waiting callback on its way, for the delay `step` of its queue, if there is one. */
void sim_flow_offer_later(SimEngine *engine, guint32 node, const SimArrival *arrival, guint32 step);
/* Where the answered contact goes on to; NULL: nowhere. */
const SimTransfer *sim_flow_transfer(const SimEngine *engine, int queue, MusterKey key);
/* The answered contact, counted in `row`, may go on to another queue, or outside, when its talk ends at `talk_end`, and lead to
 * others some time after its end: a repeat, a follow-up, the same case again. */
void sim_flow_answered(SimEngine *engine, int queue, MusterKey key, guint32 row, SimTick talk_end, SimTick end);
/* The two apart, at the talk's end and at the end. */
void sim_flow_pass_on(SimEngine *engine, int queue, MusterKey key, guint32 row, SimTick when);
void sim_flow_ended(SimEngine *engine, int queue, MusterKey key, SimTick end);
/* The contact comes to the self-service in front of its queue; TRUE when that settles it, or has it for a while. */
gboolean sim_flow_door(SimEngine *engine, const SimArrival *arrival, SimTick place);
/* callbacks.c: offers a callback to an arrival that finds no agent; TRUE when it accepts and leaves. */
gboolean sim_flow_callback(SimEngine *engine, const SimArrival *arrival);
/* The place that stands at the head of the line has its turn: the contact is called and waits there, or goes `into` its queue. */
void sim_callback_turn(SimEngine *engine, int queue, SimTick now);
/* A returned callback is taken at `when`: is the promise of that queue kept? */
void sim_callback_answered(SimEngine *engine, int promised_by, SimTick accepted, SimTick when);
/* A contact of the queue was answered after so long a wait. */
void sim_callback_remember(SimEngine *engine, int queue, SimTick wait);
void sim_callbacks_init(SimEngine *engine);
void sim_callbacks_begin(SimEngine *engine);
void sim_callbacks_clear(SimEngine *engine);

/* delay.c: mean time that a contact of the queue takes an agent of the group. */
double sim_handle_s(const SimEngine *engine, int group, int queue);
/* The wait that a contact may expect which joins the queue now, seconds; a day at most. Settles the lines. */
double sim_expected_delay_s(SimEngine *engine, int queue, SimTick now);
