#include "sim/trace_private.h"
#include "sim/extras_private.h"
#include "sim/later_private.h"

/* What is known of a key: why its leg came, and its place among the rows. */
typedef struct {
  MusterKey from; /* of lists: the entry, which is the same for all attempts; else the key itself */
  SimTick arrived;
  guint row; /* + 1; 0: none yet */
  guint16 attempt;
  guint8 cause;
} Note;

struct SimTrace {
  GArray *rows;      /* SimTraceRow */
  GHashTable *notes; /* key → Note, of those that are not simply new, or of all */
  gboolean ends;     /* the engine tells ends apart: all have a note */
};

SimTrace *
sim_trace_new(gboolean ends)
{
  SimTrace *t = g_new0(SimTrace, 1);
  t->ends = ends;
  t->rows = g_array_new(FALSE, FALSE, sizeof(SimTraceRow));
  t->notes = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  return t;
}

void
sim_trace_free(SimTrace *t)
{
  if (t == NULL)
    return;
  g_array_unref(t->rows);
  g_hash_table_unref(t->notes);
  g_free(t);
}

void
sim_trace_clear(SimTrace *t)
{
  g_array_set_size(t->rows, 0);
  g_hash_table_remove_all(t->notes);
}

const GArray *
sim_trace_rows(const SimTrace *t)
{
  return t->rows;
}

/* --- while it runs ------------------------------------------------------------------------------------------------ */

static Note *
note_of(SimTrace *t, MusterKey key)
{
  Note *note = g_hash_table_lookup(t->notes, &key);
  if (note != NULL)
    return note;
  note = g_new0(Note, 1);
  note->from = key;
  note->cause = SIM_FRESH;
  g_hash_table_insert(t->notes, g_memdup2(&key, sizeof key), note);
  return note;
}

void
sim_trace_arrives(SimEngine *e, MusterKey key, MusterKey from, SimTick t, int cause, int attempt)
{
  if (e->extras == NULL || e->extras->trace == NULL)
    return;
  Note *note = note_of(e->extras->trace, key);
  note->from = from;
  note->arrived = t;
  note->cause = (guint8) cause;
  note->attempt = (guint16) attempt;
}

SimTick
sim_trace_arrived(SimEngine *e, MusterKey key)
{
  return note_of(e->extras->trace, key)->arrived;
}

void
sim_trace_add(SimTrace *t, const SimTraceRow *row)
{
  Note *note = t->ends ? note_of(t, row->key) : g_hash_table_lookup(t->notes, &row->key);
  SimTraceRow kept = *row;
  kept.cause = note != NULL ? note->cause : SIM_FRESH;
  kept.attempt = note != NULL ? note->attempt : 0;
  g_array_append_val(t->rows, kept);
  if (note != NULL)
    note->row = t->rows->len;
}

void
sim_trace_worked(SimTrace *t, SimTick work)
{
  g_array_index(t->rows, SimTraceRow, t->rows->len - 1).work = work;
}

void
sim_trace_ends(SimEngine *e, MusterKey key, SimTick talk_end, SimTick end)
{
  if (e->extras == NULL || e->extras->trace == NULL)
    return;
  SimTrace *t = e->extras->trace;
  const Note *note = g_hash_table_lookup(t->notes, &key);
  if (note == NULL || note->row == 0)
    return;
  SimTraceRow *row = &g_array_index(t->rows, SimTraceRow, note->row - 1);
  row->end = end;
  if (talk_end >= 0) {
    row->talk = talk_end - row->arrived - row->wait;
    row->after_call = end - talk_end;
    row->work = row->talk + row->after_call;
  }
}

/* --- afterwards --------------------------------------------------------------------------------------------------- */

static int
by_arrival(gconstpointer a, gconstpointer b)
{
  const SimTraceRow *x = a, *y = b;
  if (x->arrived != y->arrived)
    return x->arrived < y->arrived ? -1 : 1;
  if ((x->cause == SIM_FRESH) != (y->cause == SIM_FRESH))
    return x->cause == SIM_FRESH ? -1 : 1;
  if (x->attempt != y->attempt)
    return x->attempt < y->attempt ? -1 : 1;
  if (x->queue != y->queue)
    return x->queue < y->queue ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

static void
belongs(GHashTable *owner, MusterKey key, guint32 customer)
{
  g_hash_table_insert(owner, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(customer));
}

/* Whatever comes of the leg has a key that is made from its own. */
static void
link_row(SimTrace *t, GHashTable *owner, GArray *legs, SimTraceRow *row)
{
  static const guint64 next[] = {SIM_NEXT_ATTEMPT, SIM_NEXT_LEG,     SIM_CALLED_BACK, SIM_REPEATED, SIM_FOLLOWED_UP,
                                 SIM_OPENED_AGAIN, SIM_NEXT_TIER, SIM_BACK_FROM_OUTSIDE, SIM_SECOND_KEY};
  const Note *note = g_hash_table_lookup(t->notes, &row->key);
  MusterKey from = note != NULL ? note->from : row->key;
  row->customer = GPOINTER_TO_UINT(g_hash_table_lookup(owner, &row->key));
  if (row->customer == 0)
    row->customer = GPOINTER_TO_UINT(g_hash_table_lookup(owner, &from));
  if (row->customer == 0) {
    guint32 none = 0;
    g_array_append_val(legs, none);
    row->customer = legs->len;
  }
  row->leg = ++g_array_index(legs, guint32, row->customer - 1);
  belongs(owner, from, row->customer);
  for (gsize i = 0; i < G_N_ELEMENTS(next); i++)
    belongs(owner, muster_key(row->key, next[i]), row->customer);
}

GArray *
sim_trace_finish(SimTrace *t, guint32 before_row)
{
  g_autoptr(GHashTable) owner = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) legs = g_array_new(FALSE, FALSE, sizeof(guint32));
  GArray *kept = g_array_new(FALSE, FALSE, sizeof(SimTraceRow));
  g_array_sort(t->rows, by_arrival);
  for (guint i = 0; i < t->rows->len; i++) {
    SimTraceRow *row = &g_array_index(t->rows, SimTraceRow, i);
    link_row(t, owner, legs, row);
    if (row->row < before_row)
      g_array_append_vals(kept, row, 1);
  }
  return kept;
}
