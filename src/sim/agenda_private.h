/* The agenda: when the next event of each agent and timer is. Each id has at most one; setting it anew moves it.
 *
 * A timing wheel (wheel_private.h), since ends of work come in no order that a heap could use: putting in, moving and taking out cost
 * the same whatever the number of agents. At equal times the least id comes first. The first event is known at any moment without
 * looking.
 */
#pragma once
#include "sim/wheel_private.h"

#define SIM_AGENDA_NONE (G_MAXUINT32 - 1) /* as `next` of an id that is not in the wheel: it has no event, or one far ahead */

typedef struct {
  SimWheel wheel;
  guint64 top; /* time and id of the first event; SIM_HEAP_EMPTY: there is none */
  guint32 n_ids;
} SimAgenda;

/* For ids 0 … n_ids − 1, of whom about n_busy have an event at once, `mean` ticks ahead. */
void sim_agenda_init(SimAgenda *agenda, guint32 n_ids, int n_busy, SimTick mean);
void sim_agenda_clear(SimAgenda *agenda);
void sim_agenda_empty(SimAgenda *agenda);                /* forgets all; time begins anew */
void sim_agenda_grow(SimAgenda *agenda, guint32 n_ids);  /* room for more ids */
guint64 sim_agenda_far(SimAgenda *agenda, guint64 near); /* the lesser of `near` and the first of the far events */

static inline guint64
sim_agenda_top(const SimAgenda *agenda)
{
  return agenda->top;
}

/* Finds the first event again. */
static inline void
sim_agenda_look(SimAgenda *a)
{
  SimWheel *w = &a->wheel;
  guint64 top = SIM_HEAP_EMPTY;
  if (G_LIKELY(w->n > 0)) {
    guint64 at = (guint64) w->now & w->mask, word = at / 64, bits = w->any[word] & (G_MAXUINT64 << (at % 64));
    while (bits == 0) {
      word = (word + 1) & (w->mask / 64);
      bits = w->any[word];
    }
    guint32 id = w->head[word * 64 + (guint64) __builtin_ctzll(bits)];
    do {
      guint64 key = sim_heap_key(w->end[id], id);
      top = MIN(top, key);
      id = w->next[id];
    } while (G_UNLIKELY(id != SIM_WHEEL_NOBODY));
  }
  a->top = G_LIKELY(sim_heap_top(&w->far) > top) ? top : sim_agenda_far(a, top);
}

/* Out of its bucket. */
static inline void
sim_agenda_unlink(SimWheel *w, guint32 id)
{
  guint64 b = (guint64) (w->end[id] >> w->shift) & w->mask;
  guint32 *link = &w->head[b];
  while (G_UNLIKELY(*link != id))
    link = &w->next[*link];
  *link = w->next[id];
  w->next[id] = SIM_AGENDA_NONE;
  guint64 empty = w->head[b] == SIM_WHEEL_NOBODY; /* without a branch: a coin toss */
  w->any[b / 64] &= ~(empty << (b % 64));
  w->n--;
}

/* The id's event is at t from now on, not before the first of the agenda was due when it was last taken out. */
static inline void
sim_agenda_set(SimAgenda *a, guint32 id, SimTick t)
{
  guint64 key = sim_heap_key(t, id);
  gboolean look = G_UNLIKELY(sim_heap_id(a->top) == id) && a->top != SIM_HEAP_EMPTY;
  if (G_UNLIKELY(a->wheel.next[id] != SIM_AGENDA_NONE))
    sim_agenda_unlink(&a->wheel, id);
  sim_wheel_put(&a->wheel, id, t);
  if (G_UNLIKELY(look))
    sim_agenda_look(a);
  else
    a->top = MIN(a->top, key);
}

/* The first event, which is the id's, happens now: time goes on to it. It has none from now on. */
static inline void
sim_agenda_done(SimAgenda *a, guint32 id)
{
  SimWheel *w = &a->wheel;
  w->now = w->end[id] >> w->shift;
  if (G_LIKELY(w->next[id] != SIM_AGENDA_NONE))
    sim_agenda_unlink(w, id);
  w->end[id] = SIM_NEVER;
  sim_agenda_look(a);
}

/* The same, and its next one is at t. */
static inline void
sim_agenda_again(SimAgenda *a, guint32 id, SimTick t)
{
  SimWheel *w = &a->wheel;
  w->now = w->end[id] >> w->shift;
  if (G_LIKELY(w->next[id] != SIM_AGENDA_NONE))
    sim_agenda_unlink(w, id);
  sim_wheel_put(w, id, t);
  sim_agenda_look(a);
}
