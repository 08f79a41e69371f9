/* Phases for a handle time.
 *
 * What a queue feels of its handle times beyond their mean is the stationary excess, G_e(t) = ∫_0^t P(X > x) dx
 * / E X: by it the load follows arrivals (Eick, Massey & Whitt 1993), and by it the number in system forgets. So
 * three phases in a line are laid along G_e of the given distribution, by least squares at 34 times from 1/512
 * to 180 mean times, with a little weight on the distribution itself; by the downhill simplex (Nelder & Mead
 * 1965) from three starts. Of steady times (cv² < 1/3), which three phases are too irregular for: the mixture of
 * k − 1 and k equal phases (Tijms 1986), of eight at most. */
#include <math.h>
#include <muster/erlang/day.h>
#include <string.h>

enum {
  PHASES = 3,
  SIDE = PHASES + 1,    /* of the generator with a place that counts time */
  UNKNOWN = 2 * PHASES - 1,
  DOUBLINGS = 17,
  TIMES = 2 * DOUBLINGS,
  FIRST_STEPS = 250, LAST_STEPS = 400,
};
static const double FIRST_TIME = 1.0 / 512.0;
static const double WEIGHT_OF_ITSELF = 0.1;
static const double MOST_RATE = 40.0, LEAST_RATE = 0.004;
static const double STEADY = 1.0 / 3.0;

typedef struct {
  double excess[TIMES], itself[TIMES]; /* at FIRST_TIME 2^(i/2) */
} Aim;

typedef double Upper[SIDE][SIDE]; /* upper triangular */

static void
multiply(Upper out, const Upper a, const Upper b)
{
  for (int i = 0; i < SIDE; i++)
    for (int j = i; j < SIDE; j++) {
      double sum = 0.0;
      for (int k = i; k <= j; k++)
        sum += a[i][k] * b[k][j];
      out[i][j] = sum;
    }
}

/* Rates as logarithms, chances as logits; scaled to mean 1. */
static MusterDayPhases
phases_of(const double *x)
{
  MusterDayPhases out = {.n = PHASES};
  double mean = 0.0, reached = 1.0;
  for (int j = 0; j < PHASES; j++) {
    out.rate[j] = exp(x[j]);
    out.go_on[j] = j + 1 < PHASES ? 1.0 / (1.0 + exp(-x[PHASES + j])) : 0.0;
    mean += reached / out.rate[j];
    reached *= out.go_on[j];
  }
  for (int j = 0; j < PHASES; j++)
    out.rate[j] *= mean;
  return out;
}

/* e^(A dt) by its series; dt is small against all phases. */
static void
small_step(const MusterDayPhases *p, double dt, Upper step)
{
  Upper a = {{0}}, term = {{0}}, next;
  for (int j = 0; j < PHASES; j++) {
    a[j][j] = -p->rate[j] * dt;
    if (j + 1 < PHASES)
      a[j][j + 1] = p->rate[j] * p->go_on[j] * dt;
    a[j][PHASES] += dt;
  }
  memset(step, 0, sizeof(Upper));
  for (int i = 0; i < SIDE; i++)
    term[i][i] = step[i][i] = 1.0;
  for (int k = 1; k <= 6; k++) {
    multiply(next, term, a);
    for (int i = 0; i < SIDE; i++)
      for (int j = i; j < SIDE; j++)
        step[i][j] += term[i][j] = next[i][j] / k;
  }
}

static double
misfit(const Aim *aim, const double *x)
{
  MusterDayPhases p = phases_of(x);
  double sum = 0.0;
  for (int j = 0; j < PHASES; j++)
    if (!(p.rate[j] < MOST_RATE && p.rate[j] > LEAST_RATE))
      return 1e3;
  for (int half = 0; half < 2; half++) {
    Upper step, twice;
    small_step(&p, FIRST_TIME * (half == 0 ? 1.0 : G_SQRT2), step);
    for (int i = half; i < TIMES; i += 2) {
      double alive = step[0][0] + step[0][1] + step[0][2];
      double excess = step[0][PHASES] - aim->excess[i], itself = 1.0 - alive - aim->itself[i];
      sum += excess * excess + WEIGHT_OF_ITSELF * itself * itself;
      multiply(twice, (const double(*)[SIDE]) step, (const double(*)[SIDE]) step);
      memcpy(step, twice, sizeof step);
    }
  }
  return sum;
}

typedef struct {
  double x[UNKNOWN], misfit;
} Corner;

static void
put(const Aim *aim, Corner *corner, const Corner *centre, const Corner *worst, double far)
{
  for (int j = 0; j < UNKNOWN; j++)
    corner->x[j] = centre->x[j] + far * (centre->x[j] - worst->x[j]);
  corner->misfit = misfit(aim, corner->x);
}

static void
order(Corner *corner)
{
  for (int i = 1; i <= UNKNOWN; i++)
    for (int k = i; k > 0 && corner[k].misfit < corner[k - 1].misfit; k--) {
      Corner swap = corner[k];
      corner[k] = corner[k - 1];
      corner[k - 1] = swap;
    }
}

static void
simplex(const Aim *aim, Corner *best, int steps)
{
  Corner corner[UNKNOWN + 1], centre, there, other;
  for (int i = 0; i <= UNKNOWN; i++) {
    corner[i] = *best;
    if (i > 0)
      corner[i].x[i - 1] += 0.5;
    corner[i].misfit = misfit(aim, corner[i].x);
  }
  for (int s = 0; s < steps; s++) {
    order(corner);
    Corner *worst = &corner[UNKNOWN];
    memset(&centre, 0, sizeof centre);
    for (int i = 0; i < UNKNOWN; i++)
      for (int j = 0; j < UNKNOWN; j++)
        centre.x[j] += corner[i].x[j] / UNKNOWN;
    put(aim, &there, &centre, worst, 1.0);
    if (there.misfit < corner[0].misfit) {
      put(aim, &other, &centre, worst, 2.0);
      *worst = other.misfit < there.misfit ? other : there;
    } else if (there.misfit < corner[UNKNOWN - 1].misfit) {
      *worst = there;
    } else {
      put(aim, &other, &centre, worst, -0.5);
      if (other.misfit < worst->misfit) {
        *worst = other;
        continue;
      }
      for (int i = 1; i <= UNKNOWN; i++) {
        for (int j = 0; j < UNKNOWN; j++)
          corner[i].x[j] = 0.5 * (corner[i].x[j] + corner[0].x[j]);
        corner[i].misfit = misfit(aim, corner[i].x);
      }
    }
  }
  order(corner);
  *best = corner[0];
}

static void
set_aim(Aim *aim, double (*cdf)(double, gconstpointer), gconstpointer data)
{
  enum { BETWEEN = 24 }; /* points of the midpoint rule */
  double excess = 0.0, from = 0.0;
  for (int i = 0; i < TIMES; i++) {
    double to = FIRST_TIME * (i % 2 == 0 ? 1.0 : G_SQRT2) * (double) (1 << (i / 2)), step = (to - from) / BETWEEN;
    for (int k = 0; k < BETWEEN; k++)
      excess += step * (1.0 - cdf(from + (k + 0.5) * step, data));
    aim->excess[i] = fmin(excess, 1.0);
    aim->itself[i] = cdf(to, data);
    from = to;
  }
}

static void
equal_phases(double cv2, MusterDayPhases *out)
{
  int k = 2;
  while (k < MUSTER_DAY_MAX_PHASES && 1.0 / k > cv2)
    k++;
  cv2 = fmax(cv2, 1.0 / k);
  double stop = (k * cv2 - sqrt(fmax(0.0, k * (1.0 + cv2) - k * k * cv2))) / (1.0 + cv2);
  *out = (MusterDayPhases){.n = k};
  for (int j = 0; j < k; j++) {
    out->rate[j] = k - stop;
    out->go_on[j] = j + 1 == k ? 0.0 : j + 2 == k ? 1.0 - stop : 1.0;
  }
}

void
muster_day_phases_fit(double cv, double (*cdf)(double x, gconstpointer data), gconstpointer data, MusterDayPhases *out)
{
  static const double START[][UNKNOWN] = {
      {1.0, 0.2, -0.6, 2.0, -1.0}, {1.1, 1.1, 1.1, 2.0, 2.0}, {1.5, 0.0, -1.5, -1.0, -1.0}};
  Corner best = {.misfit = INFINITY};
  Aim aim;
  if (cv * cv < STEADY) {
    equal_phases(cv * cv, out);
    return;
  }
  set_aim(&aim, cdf, data);
  for (guint s = 0; s < G_N_ELEMENTS(START); s++) {
    Corner corner;
    memcpy(corner.x, START[s], sizeof corner.x);
    simplex(&aim, &corner, FIRST_STEPS);
    if (corner.misfit < best.misfit)
      best = corner;
  }
  simplex(&aim, &best, LAST_STEPS);
  *out = phases_of(best.x);
}
