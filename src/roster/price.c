/* Pricing: the best period of one person by dynamic programming, given what an agent on queue is worth in each interval. Breaks
 * are placed by value inside each shift, so that a shift's worth is exact as long as gains are even within an interval. */
#include "roster/roster_private.h"

struct RosterPricer {
  const RosterProblem *problem;
  double *gain;        /* [n_intervals * (per_interval + 1)] */
  double *whole;       /* [n_intervals + 1]: sums of the gains of whole intervals before */
  double *loss;        /* [n cuts * n_loss]: what an interruption that starts at a slot takes away */
  int n_loss;
  double rate_per_s;
  guint stamp;         /* of the prices in `worth` */
  guint *worth_stamp;  /* [n options] */
  double *worth;       /* [n options] */
  double *bunch_worth; /* [most bunches of a kind] */
  int *bunch_option;
  double *best;        /* [most nodes]: forward */
  double *after;       /* [most nodes]: backward */
  int *arc_in;         /* [most nodes] */
  int *arc_out;
  double *step;        /* [ROSTER_MAX_BREAKS * longest shift] */
  short *step_at;
  int longest;
};

RosterPricer *
roster_pricer_new(const RosterProblem *p, const RosterStaff *staff)
{
  RosterPricer *pr = g_new0(RosterPricer, 1);
  int bunches = 1, nodes = 1;
  pr->problem = p;
  pr->n_loss = p->n_slots + 1;
  for (guint i = 0; i < p->option->len; i++) {
    const RosterOption *o = roster_option(p, (int) i);
    pr->n_loss = MAX(pr->n_loss, o->first + o->n_slots + 1);
    pr->longest = MAX(pr->longest, o->n_slots + 1);
  }
  for (guint k = 0; k < staff->kind->len; k++) {
    const RosterKind *kind = staff->kind->pdata[k];
    bunches = MAX(bunches, (int) kind->bunch->len);
    nodes = MAX(nodes, kind->n_nodes);
  }
  pr->gain = g_new0(double, p->n_intervals * (p->per_interval + 1));
  pr->whole = g_new0(double, p->n_intervals + 1);
  pr->loss = g_new0(double, (gsize) MAX(1u, p->cut->len) * (gsize) pr->n_loss);
  pr->worth_stamp = g_new0(guint, p->option->len + 1);
  pr->worth = g_new0(double, p->option->len + 1);
  pr->bunch_worth = g_new0(double, bunches);
  pr->bunch_option = g_new0(int, bunches);
  pr->best = g_new0(double, nodes);
  pr->after = g_new0(double, nodes);
  pr->arc_in = g_new0(int, nodes);
  pr->arc_out = g_new0(int, nodes);
  pr->step = g_new0(double, ROSTER_MAX_BREAKS * pr->longest);
  pr->step_at = g_new0(short, ROSTER_MAX_BREAKS * pr->longest);
  return pr;
}

void
roster_pricer_free(RosterPricer *pr)
{
  if (pr == NULL)
    return;
  g_free(pr->gain);
  g_free(pr->whole);
  g_free(pr->loss);
  g_free(pr->worth_stamp);
  g_free(pr->worth);
  g_free(pr->bunch_worth);
  g_free(pr->bunch_option);
  g_free(pr->best);
  g_free(pr->after);
  g_free(pr->arc_in);
  g_free(pr->arc_out);
  g_free(pr->step);
  g_free(pr->step_at);
  g_free(pr);
}

double *
roster_pricer_gain(RosterPricer *pr)
{
  return pr->gain;
}

/* --- what options are worth ---------------------------------------------------------------------------------------- */

/* Loss of `length` slots off queue from `slot` on, in intervals that are otherwise worked whole. */
static double
loss_at(const RosterPricer *pr, int slot, int length)
{
  const RosterProblem *p = pr->problem;
  int k = p->per_interval, end = MIN(slot + length, p->n_slots);
  double sum = 0;
  for (int i = slot / k; i * k < end; i++) {
    int off = MIN(end, (i + 1) * k) - MAX(slot, i * k);
    const double *gain = pr->gain + i * (k + 1);
    sum += gain[k] - gain[k - off];
  }
  return sum;
}

/* Premium not paid while the break is taken. */
static double
saving_at(const RosterPricer *pr, const RosterCut *cut, int slot)
{
  const RosterProblem *p = pr->problem;
  double sum_s = 0;
  if (p->premium == NULL || cut->paid)
    return 0;
  for (int k = slot; k < MIN(slot + cut->length, p->n_premium); k++)
    sum_s += p->premium[k] * p->slot_s;
  return sum_s * pr->rate_per_s;
}

void
roster_pricer_options(RosterPricer *pr, int crew)
{
  const RosterProblem *p = pr->problem;
  pr->rate_per_s = g_array_index(p->crew, RosterCrew, crew).rate_per_s;
  for (int i = 0; i < p->n_intervals; i++)
    pr->whole[i + 1] = pr->whole[i] + pr->gain[i * (p->per_interval + 1) + p->per_interval];
  for (guint c = 0; c < p->cut->len; c++) {
    const RosterCut *cut = &g_array_index(p->cut, RosterCut, c);
    double *loss = pr->loss + (gsize) c * (gsize) pr->n_loss;
    for (int slot = 0; slot < pr->n_loss; slot++)
      loss[slot] = (slot < p->n_slots ? loss_at(pr, slot, cut->length) : 0) - saving_at(pr, cut, slot);
  }
  pr->stamp++;
}

/* Gain of being on queue in slots [first, end) without breaks. */
static double
gain_between(const RosterPricer *pr, int first, int end)
{
  int k = pr->problem->per_interval;
  end = MIN(end, pr->problem->n_slots);
  if (first >= end)
    return 0;
  int a = (first + k - 1) / k, b = end / k; /* whole intervals [a, b) */
  if (a > b)
    return pr->gain[b * (k + 1) + end - first];
  double sum = pr->whole[b] - pr->whole[a];
  if (first < a * k)
    sum += pr->gain[(a - 1) * (k + 1) + a * k - first];
  if (end > b * k)
    sum += pr->gain[b * (k + 1) + end - b * k];
  return sum;
}

/* Least loss of the order's breaks in a shift that starts at `first`: break by break, the best start up to each slot. With
 * `at`, where they then lie. */
static double
place_breaks(RosterPricer *pr, const RosterOrder *order, int first, short *at)
{
  for (int j = 0; j < order->n; j++) {
    const RosterOrderBreak *b = &order->b[j];
    const double *loss = pr->loss + (gsize) b->cut * (gsize) pr->n_loss + first;
    double *step = pr->step + j * pr->longest, least = INFINITY;
    short *step_at = pr->step_at + j * pr->longest, least_at = 0;
    int back = j > 0 ? order->b[j - 1].length + b->gap : 0;
    int before_last = j > 0 ? order->b[j - 1].last : 0;
    for (int s = b->first; s <= b->last; s++) {
      double sum = loss[s] + (j > 0 ? (step - pr->longest)[MIN(s - back, before_last)] : 0);
      if (sum < least) {
        least = sum;
        least_at = (short) s;
      }
      step[s] = least;
      step_at[s] = least_at;
    }
  }
  if (order->n == 0)
    return 0;
  for (int j = order->n - 1, s = order->b[j].last; at != NULL && j >= 0; j--) {
    at[j] = pr->step_at[j * pr->longest + s];
    if (j > 0)
      s = MIN(at[j] - order->b[j - 1].length - order->b[j].gap, order->b[j - 1].last);
  }
  return pr->step[(order->n - 1) * pr->longest + order->b[order->n - 1].last];
}

static double
option_worth(RosterPricer *pr, int option, RosterDay *day)
{
  const RosterOption *o = roster_option(pr->problem, option);
  const RosterBreaks *breaks = pr->problem->breaks->pdata[o->breaks];
  double least = INFINITY;
  int which = 0;
  for (guint k = 0; k < breaks->orders->len; k++) {
    double loss = place_breaks(pr, &g_array_index(breaks->orders, RosterOrder, k), o->first, NULL);
    if (loss < least) {
      least = loss;
      which = (int) k;
    }
  }
  if (day != NULL) {
    day->option = option;
    day->order = (short) which;
    place_breaks(pr, &g_array_index(breaks->orders, RosterOrder, which), o->first, day->at);
  }
  return gain_between(pr, o->first, o->first + o->n_slots) - least - o->premium_s * pr->rate_per_s;
}

static void
price_bunches(RosterPricer *pr, const RosterKind *kind)
{
  for (guint b = 0; b < kind->bunch->len; b++) {
    const RosterBunch *bunch = &g_array_index(kind->bunch, RosterBunch, b);
    double most = -INFINITY;
    for (int m = bunch->first; m < bunch->first + bunch->n; m++) {
      int option = g_array_index(kind->member, int, m);
      if (pr->worth_stamp[option] != pr->stamp) {
        pr->worth[option] = option_worth(pr, option, NULL);
        pr->worth_stamp[option] = pr->stamp;
      }
      if (pr->worth[option] > most) {
        most = pr->worth[option];
        pr->bunch_option[b] = option;
      }
    }
    pr->bunch_worth[b] = most;
  }
}

/* --- paths ------------------------------------------------------------------------------------------------------------ */

static inline double
arc_cost(const RosterPricer *pr, const RosterArc *arc)
{
  double cost = arc->penalty + arc->wage_s * pr->rate_per_s;
  return arc->bunch >= 0 ? cost - pr->bunch_worth[arc->bunch] : cost;
}

static void
run_forward(RosterPricer *pr, const RosterKind *kind)
{
  const RosterArc *arcs = (const RosterArc *) (gpointer) kind->arc->data;
  for (int v = 1; v < kind->n_nodes; v++)
    pr->best[v] = INFINITY;
  pr->best[0] = 0;
  for (guint k = 0; k < kind->arc->len; k++) {
    double sum = pr->best[arcs[k].from] + arc_cost(pr, &arcs[k]);
    if (sum < pr->best[arcs[k].to]) {
      pr->best[arcs[k].to] = sum;
      pr->arc_in[arcs[k].to] = (int) k;
    }
  }
}

static void
run_backward(RosterPricer *pr, const RosterKind *kind)
{
  const RosterArc *arcs = (const RosterArc *) (gpointer) kind->arc->data;
  for (int v = 0; v < kind->n_nodes - 1; v++)
    pr->after[v] = INFINITY;
  pr->after[kind->n_nodes - 1] = 0;
  for (int k = (int) kind->arc->len - 1; k >= 0; k--) {
    double sum = pr->after[arcs[k].to] + arc_cost(pr, &arcs[k]);
    if (sum < pr->after[arcs[k].from]) {
      pr->after[arcs[k].from] = sum;
      pr->arc_out[arcs[k].from] = k;
    }
  }
}

static void
take_arc(RosterPricer *pr, const RosterKind *kind, int k, int day, RosterPath *path)
{
  const RosterArc *arc = &g_array_index(kind->arc, RosterArc, k);
  path->cost += arc->penalty + arc->wage_s * pr->rate_per_s;
  path->day[day].option = -1;
  if (arc->bunch < 0)
    return;
  option_worth(pr, pr->bunch_option[arc->bunch], &path->day[day]);
  path->cost += roster_day_premium_s(pr->problem, &path->day[day]) * pr->rate_per_s;
}

double
roster_pricer_best(RosterPricer *pr, const RosterKind *kind, RosterPath *path)
{
  price_bunches(pr, kind);
  run_forward(pr, kind);
  path->cost = 0;
  for (int day = pr->problem->n_days - 1, node = kind->n_nodes - 1; day >= 0; day--) {
    int k = pr->arc_in[node];
    take_arc(pr, kind, k, day, path);
    node = g_array_index(kind->arc, RosterArc, k).from;
  }
  return pr->best[kind->n_nodes - 1];
}

/* --- many paths ------------------------------------------------------------------------------------------------------------ */

static void
path_through(RosterPricer *pr, const RosterKind *kind, int k, int day, RosterPath *path)
{
  const RosterArc *arc = &g_array_index(kind->arc, RosterArc, k);
  path->cost = 0;
  take_arc(pr, kind, k, day, path);
  for (int d = day - 1, node = arc->from; d >= 0; d--) {
    take_arc(pr, kind, pr->arc_in[node], d, path);
    node = g_array_index(kind->arc, RosterArc, pr->arc_in[node]).from;
  }
  for (int d = day + 1, node = arc->to; d < pr->problem->n_days; d++) {
    take_arc(pr, kind, pr->arc_out[node], d, path);
    node = g_array_index(kind->arc, RosterArc, pr->arc_out[node]).to;
  }
}

double
roster_pricer_many(RosterPricer *pr, const RosterKind *kind, double below, GPtrArray *out)
{
  price_bunches(pr, kind);
  run_forward(pr, kind);
  run_backward(pr, kind);
  int n_bunches = (int) kind->bunch->len, n_days = pr->problem->n_days;
  g_autofree int *through = g_new(int, n_bunches + n_days); /* per bunch and per day off: the best arc */
  g_autofree double *value = g_new(double, n_bunches + n_days);
  for (int b = 0; b < n_bunches + n_days; b++)
    value[b] = INFINITY;
  for (int day = 0; day < n_days; day++)
    for (int k = kind->day_arc[day]; k < kind->day_arc[day + 1]; k++) {
      const RosterArc *arc = &g_array_index(kind->arc, RosterArc, k);
      double sum = pr->best[arc->from] + arc_cost(pr, arc) + pr->after[arc->to];
      int slot = arc->bunch >= 0 ? arc->bunch : n_bunches + day;
      if (sum < value[slot]) {
        value[slot] = sum;
        through[slot] = k;
      }
    }
  for (int b = 0; b < n_bunches + n_days; b++) {
    if (value[b] >= below)
      continue;
    RosterPath *path = roster_path_new(pr->problem);
    path_through(pr, kind, through[b], b >= n_bunches ? b - n_bunches : g_array_index(kind->bunch, RosterBunch, b).day, path);
    g_ptr_array_add(out, path);
  }
  return pr->best[kind->n_nodes - 1];
}
