/* Several skills in long steady runs against exact values.
 *
 * With Poisson arrivals, exponential handle times and patience, groups in strict order of rank for each queue and queues in strict
 * order of take for each group, the numbers of agents of each group with a contact of each queue and the numbers that wait are a Markov
 * chain. Its steady state is found by Gauss–Seidel, and the simulator is held against it: who waits, who abandons, how many wait,
 * how busy each group is, how many it takes. The designs are the classic ones (V, N, W, M, X) and others by chance.
 *
 * sim_designs RANDOM DAYS: so many designs by chance, so many replications of a day each. |z| < 4 is asked of every value.
 */
#include "sim_case.h"
#include <muster/base/random.h>
#include <muster/base/stats.h>
#include <stdio.h>
#include <stdlib.h>

#define SEED 20261122
#define QUEUES 3
#define GROUPS 3
#define RARE 1e-7     /* share of time at the edge of the chain that is left out */

typedef struct {
  const char *name;
  int n_queues, n_groups;
  double per_h[QUEUES], patience_s[QUEUES]; /* of the queues */
  int agents[GROUPS];
  int rank[GROUPS][QUEUES], take[GROUPS][QUEUES]; /* rank 0: the group does not serve the queue */
  double handle_s[GROUPS][QUEUES];
  int most_waiting; /* of each queue in the chain */
} Design;

/* --- the chain ------------------------------------------------------------------------------------------------------ */

typedef struct {
  guint8 busy[GROUPS][QUEUES], waiting[QUEUES];
} State;

typedef struct {
  const Design *d;
  GArray *state;     /* State */
  GHashTable *index; /* state → its number + 1 */
  GArray *move;      /* Move, by the state they lead from */
} Chain;

typedef struct {
  guint32 from, to;
  double rate;
} Move;

static guint
hash(gconstpointer p)
{
  const State *s = p;
  guint64 h = 0;
  for (gsize i = 0; i < sizeof *s; i++)
    h = muster_key(h, ((const guint8 *) s)[i]);
  return (guint) h;
}

static gboolean
equal(gconstpointer a, gconstpointer b)
{
  return memcmp(a, b, sizeof(State)) == 0;
}

static int
hands(const State *s, int group)
{
  int n = 0;
  for (int q = 0; q < QUEUES; q++)
    n += s->busy[group][q];
  return n;
}

/* The idle group of the lowest rank for the queue; −1: none. */
static int
who_takes(const Design *d, const State *s, int queue)
{
  int best = -1;
  for (int g = 0; g < d->n_groups; g++)
    if (d->rank[g][queue] > 0 && hands(s, g) < d->agents[g] && (best < 0 || d->rank[g][queue] < d->rank[best][queue]))
      best = g;
  return best;
}

/* The waiting queue that the group takes first; −1: none. */
static int
what_next(const Design *d, const State *s, int group)
{
  int best = -1;
  for (int q = 0; q < d->n_queues; q++)
    if (d->rank[group][q] > 0 && s->waiting[q] > 0 && (best < 0 || d->take[group][q] < d->take[group][best]))
      best = q;
  return best;
}

static guint32
number_of(Chain *c, const State *s)
{
  gpointer found = g_hash_table_lookup(c->index, s);
  if (found != NULL)
    return GPOINTER_TO_UINT(found) - 1;
  g_array_append_vals(c->state, s, 1);
  g_hash_table_insert(c->index, g_memdup2(s, sizeof *s), GUINT_TO_POINTER(c->state->len));
  return c->state->len - 1;
}

static void
move(Chain *c, guint32 from, const State *to, double rate)
{
  Move m = {from, number_of(c, to), rate};
  g_array_append_val(c->move, m);
}

static void
moves_from(Chain *c, guint32 from)
{
  const Design *d = c->d;
  const State s = g_array_index(c->state, State, from);
  for (int q = 0; q < d->n_queues; q++) {
    State arrives = s, gives_up = s;
    int g = who_takes(d, &s, q);
    if (g >= 0)
      arrives.busy[g][q]++;
    else
      arrives.waiting[q]++;
    if (arrives.waiting[q] <= d->most_waiting)
      move(c, from, &arrives, d->per_h[q] / H);
    if (s.waiting[q] > 0) {
      gives_up.waiting[q]--;
      move(c, from, &gives_up, s.waiting[q] / d->patience_s[q]);
    }
  }
  for (int g = 0; g < d->n_groups; g++)
    for (int q = 0; q < d->n_queues; q++) {
      if (s.busy[g][q] == 0)
        continue;
      State ends = s;
      ends.busy[g][q]--;
      int next = what_next(d, &s, g);
      if (next >= 0) {
        ends.waiting[next]--;
        ends.busy[g][next]++;
      }
      move(c, from, &ends, s.busy[g][q] / d->handle_s[g][q]);
    }
}

static int
by_target(gconstpointer a, gconstpointer b)
{
  const Move *x = a, *y = b;
  return (x->to > y->to) - (x->to < y->to);
}

/* Weights of the states that solve the balance equations. (transfer full) */
static double *
solve(Chain *c)
{
  guint32 n = c->state->len;
  double *p = g_new(double, n);
  double *out = g_new0(double, n);
  const Move *moves = (const Move *) (gpointer) c->move->data;
  for (guint i = 0; i < c->move->len; i++)
    out[moves[i].from] += moves[i].rate;
  g_array_sort(c->move, by_target);
  moves = (const Move *) (gpointer) c->move->data;
  for (guint32 i = 0; i < n; i++)
    p[i] = 1.0 / n;
  for (double change = 1; change > 1e-12;) {
    double sum = 0;
    change = 0;
    for (guint i = 0, state = 0; state < n; state++) {
      double in = 0;
      for (; i < c->move->len && moves[i].to == state; i++)
        in += p[moves[i].from] * moves[i].rate;
      change = MAX(change, fabs(in / out[state] - p[state]));
      p[state] = in / out[state];
      sum += p[state];
    }
    for (guint32 i = 0; i < n; i++)
      p[i] /= sum;
  }
  g_free(out);
  return p;
}

typedef struct {
  double waits[QUEUES], length[QUEUES], busy[GROUPS], taken_per_s[GROUPS];
  double at_the_edge;
  guint n_states;
} Exact;

static Exact
exact(const Design *d)
{
  Chain c = {d, g_array_new(FALSE, FALSE, sizeof(State)), g_hash_table_new_full(hash, equal, g_free, NULL),
             g_array_new(FALSE, FALSE, sizeof(Move))};
  State empty = {0};
  number_of(&c, &empty);
  for (guint32 i = 0; i < c.state->len; i++)
    moves_from(&c, i);
  g_autofree double *p = solve(&c);
  Exact x = {.n_states = c.state->len};
  for (guint32 i = 0; i < c.state->len; i++) {
    const State *s = &g_array_index(c.state, State, i);
    for (int q = 0; q < d->n_queues; q++) {
      x.waits[q] += who_takes(d, s, q) < 0 ? p[i] : 0;
      x.length[q] += p[i] * s->waiting[q];
      x.at_the_edge += s->waiting[q] == d->most_waiting ? p[i] : 0;
    }
    for (int g = 0; g < d->n_groups; g++) {
      x.busy[g] += p[i] * hands(s, g);
      for (int q = 0; q < d->n_queues; q++)
        if (s->busy[g][q] > 0)
          x.taken_per_s[g] += p[i] * s->busy[g][q] / d->handle_s[g][q];
    }
  }
  g_array_unref(c.state);
  g_array_unref(c.move);
  g_hash_table_unref(c.index);
  return x;
}

/* --- the simulator -------------------------------------------------------------------------------------------------- */

static int bad = 0, n_checked = 0;
static double sum_z2 = 0;

static void
check(const Design *d, const char *what, int place, const MusterMeasure *got, double want, double student)
{
  double z = (got->mean - want) / ((got->upper - got->lower) / 2 / student);
  n_checked++;
  sum_z2 += z * z;
  if (fabs(z) < 4)
    return;
  printf("  %s: %s of %d is %g, exactly %g, z %.2f\n", d->name, what, place + 1, got->mean, want, z);
  bad++;
}

static MusterOutcome *
simulate(const Design *d, int days, guint64 seed)
{
  SimCase k;
  case_init(&k, d->n_queues, d->n_groups, 1, 0, 24);
  for (int q = 0; q < d->n_queues; q++) {
    case_dist(&k.queue[q].patience, "exponential", d->patience_s[q], NAN);
    for (int i = 0; i < k.c.grid->n; i++)
      k.demand->queue[q].contacts[i] = d->per_h[q] / 2;
  }
  for (int g = 0; g < d->n_groups; g++) {
    for (int q = 0; q < d->n_queues; q++)
      if (d->rank[g][q] > 0) {
        MusterServes *serves = case_serve(&k, g, q, d->rank[g][q], d->take[g][q]);
        case_dist(&serves->handle, "exponential", d->handle_s[g][q], NAN);
      }
    case_on_duty(&k, g, d->agents[g]);
  }
  k.c.simulate.replications = days;
  k.c.simulate.warm_up_s = 6 * H;
  k.options.all_measures = FALSE;
  k.options.jobs = 2;
  k.options.seed = seed;
  MusterOutcome *out = case_run(&k);
  for (int g = 0; g < d->n_groups; g++)
    for (int i = 0; i < k.group[g].n_serves; i++)
      muster_dist_clear(&k.serves[g][i].handle);
  case_clear(&k);
  return out;
}

static void
compare(const Design *d, int days, guint64 seed)
{
  Exact x = exact(d);
  g_autoptr(MusterOutcome) out = simulate(d, days, seed);
  double student = muster_student_quantile(0.975, days - 1), day_s = 24 * H;
  printf("%-22s %6u states, waits %.3f %.3f, abandons %.3f %.3f, busy %.2f %.2f %.2f\n", d->name, x.n_states, x.waits[0], x.waits[1],
         x.length[0] / d->patience_s[0] / (d->per_h[0] / H), x.length[1] / d->patience_s[1] / (d->per_h[1] / H), x.busy[0], x.busy[1],
         x.busy[2]);
  if (x.at_the_edge > RARE)
    g_error("%s: %g of the time at the edge of the chain", d->name, x.at_the_edge);
  for (int q = 0; q < d->n_queues; q++) {
    double per_day = d->per_h[q] * 24;
    check(d, "waited", q, &out->queue[q].m[MUSTER_MEASURE_WAITED], x.waits[q] * per_day, student);
    check(d, "abandonment", q, &out->queue[q].m[MUSTER_MEASURE_ABANDONMENT], x.length[q] / d->patience_s[q] / (d->per_h[q] / H), student);
    check(d, "queue length", q, &out->queue[q].m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN], x.length[q], student);
  }
  for (int g = 0; g < d->n_groups; g++) {
    check(d, "occupancy", g, &out->group[g].m[MUSTER_GROUP_OCCUPANCY], x.busy[g] / d->agents[g], student);
    check(d, "handled", g, &out->group[g].m[MUSTER_GROUP_HANDLED], x.taken_per_s[g] * day_s, student);
  }
}

/* --- designs -------------------------------------------------------------------------------------------------------- */

static const Design classic[] = {
  {.name = "V: one group, two queues", .n_queues = 2, .n_groups = 1, .per_h = {50, 40}, .patience_s = {120, 90}, .agents = {6},
   .rank = {{1, 1}}, .take = {{1, 2}}, .handle_s = {{200, 260}}, .most_waiting = 30},
  {.name = "N", .n_queues = 2, .n_groups = 2, .per_h = {60, 50}, .patience_s = {90, 120}, .agents = {3, 4},
   .rank = {{1, 0}, {2, 1}}, .take = {{1, 0}, {2, 1}}, .handle_s = {{180, 0}, {220, 240}}, .most_waiting = 30},
  {.name = "X", .n_queues = 2, .n_groups = 2, .per_h = {60, 45}, .patience_s = {60, 120}, .agents = {3, 3},
   .rank = {{1, 2}, {2, 1}}, .take = {{1, 2}, {2, 1}}, .handle_s = {{180, 300}, {240, 200}}, .most_waiting = 30},
  {.name = "M: one group between", .n_queues = 2, .n_groups = 3, .per_h = {55, 60}, .patience_s = {90, 90}, .agents = {2, 2, 3},
   .rank = {{1, 0}, {0, 1}, {2, 2}}, .take = {{1, 0}, {0, 1}, {2, 1}}, .handle_s = {{170, 0}, {0, 180}, {200, 220}}, .most_waiting = 30},
  {.name = "W: one queue between", .n_queues = 3, .n_groups = 2, .per_h = {25, 30, 25}, .patience_s = {40, 40, 40}, .agents = {2, 2},
   .rank = {{1, 1, 0}, {0, 2, 1}}, .take = {{1, 2, 0}, {0, 1, 2}}, .handle_s = {{180, 200, 0}, {0, 220, 160}}, .most_waiting = 14},
};

static double
between(guint64 seed, int *number, double low, double high)
{
  return low + (high - low) * muster_draw_uniform(muster_key(seed, (guint64) (*number)++), MUSTER_DRAW_OTHER);
}

/* Two queues and two or three groups, ranks and takes in any strict order. */
static Design
by_chance(guint64 seed, char *name, gsize size)
{
  int k = 0;
  Design d = {.n_queues = 2, .n_groups = 2 + (between(seed, &k, 0, 1) < 0.5), .most_waiting = 32};
  double agents = 0;
  for (int g = 0; g < d.n_groups; g++) {
    d.agents[g] = 1 + (int) between(seed, &k, 0, 3);
    agents += d.agents[g];
    gboolean swapped = between(seed, &k, 0, 1) < 0.5;
    for (int q = 0; q < 2; q++) {
      d.handle_s[g][q] = between(seed, &k, 60, 300);
      /* each queue has a group, and the third group a queue */
      gboolean serves = g == q || (g == 2 && q == 0) || between(seed, &k, 0, 1) < 0.7;
      d.rank[g][q] = serves ? 1 + (q == 0 ? g : d.n_groups - 1 - g) : 0;
      d.take[g][q] = 1 + (swapped ? 1 - q : q);
    }
  }
  for (int q = 0; q < 2; q++) {
    d.per_h[q] = between(seed, &k, 0.3, 0.6) * agents * H / 180;
    d.patience_s[q] = between(seed, &k, 20, 120);
  }
  g_snprintf(name, size, "by chance %" G_GUINT64_FORMAT, seed - SEED);
  d.name = name;
  return d;
}

int
main(int argc, char **argv)
{
  int n_random = argc > 1 ? atoi(argv[1]) : 3, days = argc > 2 ? atoi(argv[2]) : 200;
  for (gsize i = 0; i < G_N_ELEMENTS(classic); i++)
    compare(&classic[i], days, SEED + i);
  for (int i = 0; i < n_random; i++) {
    char name[64];
    Design d = by_chance(SEED + 100 + (guint64) i, name, sizeof name);
    compare(&d, days, SEED + 100 + (guint64) i);
  }
  printf("seed %d: %d values, mean of z² %.2f, %d bad\n", SEED, n_checked, sum_z2 / n_checked, bad);
  return bad == 0 ? 0 : 1;
}
