/* The graph of a kind's periods: nodes are states of all rules at a day's beginning, arcs are a day's work or a day off.
 * Only arcs that lie on a lawful period which owes as few of the contract's least hours as any can are kept. */
#include "roster/roster_private.h"

#define MOST_ARCS 6000000 /* memory: 40 bytes each */

typedef struct {
  RosterKind *kind;
  int words;          /* of a state */
  GArray *state;      /* int: states of all nodes, words each */
  GHashTable *known;  /* nodes of the day that is built, by state */
  GArray *raw;        /* RosterArc */
  int *day_raw;       /* [n_days + 1] */
} Builder;

typedef struct {
  const Builder *builder;
  int node;
} NodeKey;

static const int *
state_of(const Builder *b, int node)
{
  return &g_array_index(b->state, int, (gsize) node * (gsize) b->words);
}

static guint
key_hash(gconstpointer data)
{
  const NodeKey *key = data;
  const int *state = state_of(key->builder, key->node);
  guint64 h = 0;
  for (int w = 0; w < key->builder->words; w++)
    h = muster_key(h, (guint64) (guint) state[w]);
  return (guint) h;
}

static gboolean
key_equal(gconstpointer a, gconstpointer b)
{
  const NodeKey *x = a, *y = b;
  return memcmp(state_of(x->builder, x->node), state_of(y->builder, y->node), sizeof(int) * (gsize) x->builder->words) == 0;
}

static int
n_nodes(const Builder *b)
{
  return (int) (b->state->len / (guint) b->words);
}

/* The node whose state was appended last: itself, or the equal one that was there before (then it is taken off again). */
static int
settle_node(Builder *b)
{
  NodeKey *key = g_new(NodeKey, 1);
  *key = (NodeKey) {b, n_nodes(b) - 1};
  const NodeKey *found = g_hash_table_lookup(b->known, key);
  if (found == NULL) {
    g_hash_table_add(b->known, key);
    return key->node;
  }
  g_free(key);
  g_array_set_size(b->state, b->state->len - (guint) b->words);
  return found->node;
}

static void
add_arc(Builder *b, int day, int from, int bunch)
{
  const RosterKind *kind = b->kind;
  const RosterOption *option = NULL;
  if (bunch >= 0)
    option = roster_option(kind->problem,
                           g_array_index(kind->member, int, g_array_index(kind->bunch, RosterBunch, bunch).first));
  guint length = b->state->len;
  g_array_set_size(b->state, length + (guint) b->words);
  int *state = &g_array_index(b->state, int, length);
  memcpy(state, state_of(b, from), sizeof(int) * (gsize) b->words);
  RosterStep sum = {0, 0, 0, 0};
  if (!roster_kind_step(kind, day, option, state, &sum)) {
    g_array_set_size(b->state, length);
    return;
  }
  if (day == kind->problem->n_days - 1) /* what comes after does not matter: one end for all */
    memset(state, 0, sizeof(int) * (gsize) b->words);
  RosterArc arc = {from, settle_node(b), bunch, sum.penalty, sum.wage_s, sum.owed_s};
  g_array_append_val(b->raw, arc);
}

static gboolean
build_raw(Builder *b)
{
  RosterKind *kind = b->kind;
  g_array_set_size(b->state, (guint) b->words); /* node 0: all zero */
  for (int day = 0, first = 0, end = 1; day < kind->problem->n_days; day++) {
    g_hash_table_remove_all(b->known);
    for (int node = first; node < end; node++) {
      add_arc(b, day, node, -1);
      for (int bunch = kind->day_bunch[day]; bunch < kind->day_bunch[day + 1]; bunch++)
        add_arc(b, day, node, bunch);
      if (b->raw->len > MOST_ARCS)
        return FALSE;
    }
    b->day_raw[day + 1] = (int) b->raw->len;
    first = end;
    end = n_nodes(b);
  }
  return TRUE;
}

/* Least that is owed from the start to each node, or from each node to the end. */
static double *
least_owed(const Builder *b, gboolean backwards)
{
  int n = n_nodes(b), n_arcs = (int) b->raw->len;
  double *owed = g_new(double, n);
  for (int v = 0; v < n; v++)
    owed[v] = INFINITY;
  owed[backwards ? n - 1 : 0] = 0;
  for (int k = 0; k < n_arcs; k++) {
    const RosterArc *arc = &g_array_index(b->raw, RosterArc, backwards ? n_arcs - 1 - k : k);
    if (backwards)
      owed[arc->from] = MIN(owed[arc->from], owed[arc->to] + arc->owed_s);
    else
      owed[arc->to] = MIN(owed[arc->to], owed[arc->from] + arc->owed_s);
  }
  return owed;
}

static void
keep_arcs(Builder *b)
{
  RosterKind *kind = b->kind;
  g_autofree double *before = least_owed(b, FALSE);
  g_autofree double *after = least_owed(b, TRUE);
  g_autofree int *number = g_new(int, n_nodes(b));
  int n = n_nodes(b), used = 0;
  for (int v = 0; v < n; v++)
    number[v] = before[v] + after[v] <= after[0] + 0.5 ? used++ : -1;
  for (int day = 0; day < kind->problem->n_days; day++) {
    for (int k = b->day_raw[day]; k < b->day_raw[day + 1]; k++) {
      RosterArc arc = g_array_index(b->raw, RosterArc, k);
      if (before[arc.from] + arc.owed_s + after[arc.to] > after[0] + 0.5)
        continue;
      arc.from = number[arc.from];
      arc.to = number[arc.to];
      g_array_append_val(kind->arc, arc);
    }
    kind->day_arc[day + 1] = (int) kind->arc->len;
  }
  kind->n_nodes = used;
  kind->owed_s = after[0];
}

gboolean
roster_graph_build(RosterKind *kind, char **why)
{
  Builder b = {.kind = kind, .words = ROSTER_RULE_WORDS * (int) kind->rules->len};
  b.state = g_array_new(FALSE, TRUE, sizeof(int));
  b.known = g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
  b.raw = g_array_new(FALSE, FALSE, sizeof(RosterArc));
  b.day_raw = g_new0(int, kind->problem->n_days + 1);
  gboolean ok = build_raw(&b);
  if (ok)
    keep_arcs(&b);
  else
    *why = g_strdup("there are too many different ways to work the horizon; give fewer starts, lengths or rules");
  g_array_unref(b.state);
  g_hash_table_unref(b.known);
  g_array_unref(b.raw);
  g_free(b.day_raw);
  return ok;
}
