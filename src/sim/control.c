/* Control variates: a replication in which more new contacts than expected arrive has worse service, and how many were to be
 * expected is known. What the service owes to that chance is taken out (Lavenberg & Welch 1981, A perspective on the use of
 * control variables; L'Ecuyer & Buist 2006 for contact centres): with z = numerator − R × denominator of a replication and c its
 * new contacts, R − β (mean c − E c) / mean denominator, β = cov(z, c) / var(c), with n − 2 degrees of freedom. */
#include "sim/moments_private.h"

#define FEWEST 10  /* replications */
#define STRANGE 5. /* standard errors: so far off, the expectation is not what was simulated */

typedef struct {
  SimQueueValue num, of;
  SimQueuePair pair;
  MusterQueueMeasureId measure;
} Ratio;

static const Ratio ratios[] = {
#define X(measure, value, of) {SIM_V_##value, SIM_V_##of, SIM_PAIR_##measure, MUSTER_MEASURE_##measure},
    SIM_QUEUE_RATIOS(X)
#undef X
};

/* New contacts of the demand, busyness at its mean of 1. */
static double
expected(const MusterSim *sim, int queue)
{
  double n = 0;
  for (int i = 0; i < sim->n_intervals; i++)
    n += MAX(0, sim->demand->queue[queue].contacts[i]);
  return n;
}

void
sim_control_fold(__int128 *products, const SimQueueValues *values)
{
  for (int v = 0; v < SIM_N_V; v++)
    products[v] += (__int128) sim_coarse(values->x[v], v < SIM_V_FIRST_COUNT) * values->x[SIM_V_FRESH];
}

/* The control of a cell: its mean less what is expected, and its squares. */
typedef struct {
  double n, student, off, squares;
} Control;

static double
units(const SimQueueMoments *m, SimQueueValue v)
{
  return (double) m->sum[v] / (v < SIM_V_FIRST_COUNT ? 1 << SIM_COARSE_BITS : 1);
}

static void
control_ratio(const Control *c, const Ratio *ratio, const SimQueueMoments *m, const __int128 *products,
              MusterMeasure *out)
{
  double num = units(m, ratio->num), of = units(m, ratio->of);
  if (!(of > 0))
    return;
  double r = num / of, of_mean = of / c->n;
  double zz = (double) m->square[ratio->num] - 2 * r * (double) m->product[ratio->pair] +
              r * r * (double) m->square[ratio->of];
  double zc = (double) products[ratio->num] - r * (double) products[ratio->of];
  double beta = zc / c->squares, rest = MAX(0, zz - beta * zc);
  double half = c->student * sqrt(rest / (c->n - 2) * (1 / c->n + c->off * c->off / c->squares)) / of_mean;
  gboolean seconds = ratio->num < SIM_V_FIRST_COUNT && ratio->of >= SIM_V_FIRST_COUNT;
  double mean = r - beta * c->off / of_mean, per = seconds ? (1 << SIM_COARSE_BITS) / SIM_TICKS_PER_S : 1;
  *out = (MusterMeasure){mean * per, (mean - half) * per, (mean + half) * per};
}

static void
add_gain(MusterOutcome *out, int place, MusterQueueMeasureId measure, double plain, double half)
{
  out->gain = g_renew(MusterControlGain, out->gain, out->n_gains + 1);
  out->gain[out->n_gains++] = (MusterControlGain){place, measure, plain, half};
}

static void
control_cell(const SimQueueMoments *m, const __int128 *products, int n, double expects, MusterOutcome *out, int place)
{
  MusterQueueCell *cell = place < 0 ? &out->total : &out->queue[place];
  double sum = (double) m->sum[SIM_V_FRESH];
  Control c = {.n = n, .student = muster_interval_student(n - 1), .off = sum / n - expects};
  c.squares = (double) m->square[SIM_V_FRESH] - sum * sum / n;
  gboolean varies = c.squares > 1e-9 * sum, known = c.off * c.off <= STRANGE * STRANGE * c.squares / n / (n - 1);
  for (gsize k = 0; varies && known && k < G_N_ELEMENTS(ratios); k++) {
    MusterMeasure *measure = &cell->m[ratios[k].measure], plain = *measure;
    control_ratio(&c, &ratios[k], m, products, measure);
    if (measure->upper != plain.upper && plain.upper > plain.mean)
      add_gain(out, place, ratios[k].measure, plain.upper - plain.mean, measure->upper - measure->mean);
  }
}

void
sim_control(const MusterSim *sim, const SimMoments *moments, int n, MusterOutcome *out)
{
  double all = 0;
  if (n < FEWEST)
    return;
  for (int q = 0; q < sim->n_queues; q++) {
    double expects = expected(sim, q) * (1 - sim->queue[q].contains);
    control_cell(&moments->queue[sim_at_queue(sim, q)], moments->control + (gsize) q * SIM_N_V, n, expects,
                 out, q);
    all += expects;
  }
  control_cell(&moments->queue[sim_at_total(sim)], moments->control + (gsize) sim->n_queues * SIM_N_V, n, all,
               out, -1);
}
