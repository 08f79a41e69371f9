/* The law of coming back.
 *
 * A contact of interval j arrives at a moment spread evenly over j, and comes back a delay X of distribution F later. It
 * lands m intervals on with the chance
 *
 *     share(m) = A(m) − A(m − 1),   A(m) = ∫₀¹ F((m + s) Δ) ds,   A(−1) = 0,
 *
 * Δ the interval: of the uniform moment 1 − s, F is taken to the end of interval j + m and to its beginning.
 *
 * The days before the horizon repeat its first `period` intervals. Source r of the period stood at r − period, r − 2 period,
 * …, so of what it sends in each of them, steady(d) = Σ_{k ≥ 1} share(d + k period) lands d = l − r intervals on.
 */
#include "model/flows/flows_private.h"

#define FAR_S (60 * 86400.0) /* later than that is later than any horizon's redials, repeats and reopened cases */
#define REST 1e-10           /* of the law: what still lands beyond is lost from sight */
#define PANELS 16

/* Mean of F over interval m, by Gauss's two points in each panel; exactly where F is a step. */
static double
mean_cdf(const MusterDist *delay, double lag_s, int m, double step_s)
{
  if (delay == NULL || delay->info == NULL || delay->cv == 0) {
    double at = ((delay != NULL && delay->info != NULL ? delay->mean_s : 0) + lag_s) / step_s;
    return CLAMP(m + 1 - at, 0, 1);
  }
  static const double HALF_GAP = 0.28867513459481287; /* √3 / 6 */
  double sum = 0;
  for (int p = 0; p < PANELS; p++)
    for (int side = -1; side <= 1; side += 2) {
      double x_s = (m + (p + 0.5 + side * HALF_GAP) / PANELS) * step_s - lag_s;
      sum += x_s > 0 ? muster_dist_cdf(delay, x_s) : 0;
    }
  return sum / (2 * PANELS);
}

static void
init_steady(FlowLaw *law, int period, int n)
{
  int size = n + 3 * period;
  law->steady = g_new0(double, size);
  for (int at = size; at-- > 0;) { /* distance d = at − 2 period */
    double far = 0;                /* what stood two periods ago or longer */
    int next = at - period;        /* d + period */
    if (at + period < size)
      far = law->steady[at + period];
    else
      for (int m = next + period; m < law->n; m += period)
        far += law->share[m];
    law->steady[at] = far + (next >= 0 && next < law->n ? law->share[next] : 0);
  }
}

void
flow_law_init(FlowLaw *law, const struct MusterFlowNet *net, const MusterDist *delay, double lag_s)
{
  double step_s = net->centre->grid->interval_s, before = 0;
  int most = MAX(net->n, (int) (FAR_S / step_s)) + 1;
  GArray *share = g_array_new(FALSE, FALSE, sizeof(double));
  for (int m = 0; m < most && before < 1 - REST; m++) {
    double now = MAX(before, mean_cdf(delay, lag_s, m, step_s)), part = now - before;
    g_array_append_val(share, part);
    before = now;
  }
  law->n = (int) share->len;
  law->share = (double *) (gpointer) g_array_free(share, FALSE);
  law->sum = g_new(double, MAX(law->n, 1));
  for (int m = 0; m < law->n; m++)
    law->sum[m] = law->share[m] + (m > 0 ? law->sum[m - 1] : 0);
  init_steady(law, net->period, net->n);
}

void
flow_law_clear(FlowLaw *law)
{
  g_clear_pointer(&law->share, g_free);
  g_clear_pointer(&law->sum, g_free);
  g_clear_pointer(&law->steady, g_free);
}

double
flow_law_upto(const FlowLaw *law, int m)
{
  return m <= 0 || law->n == 0 ? 0 : law->sum[MIN(m, law->n) - 1];
}

void
flow_send(const FlowLaw *law, double amount, int first, int n, double *raw)
{
  int end = MIN(law->n, n);
  for (int m = first; m < end; m++)
    raw[m] += amount * law->share[m];
}

void
flow_send_past(const struct MusterFlowNet *net, const FlowLaw *law, const double *from, int skip, int first, double *raw)
{
  int period = net->period, left_out = period - MIN(skip, period);
  for (int r = 0; r < period; r++) {
    /* what lands at l came from d = l − r on; of the last day before, if that is left out, from d + period on */
    int back = r >= left_out ? 2 * period : period;
    int end = MIN(net->n, law->n - back + r);
    const double *steady = law->steady + back + period - r;
    for (int l = first; from[r] != 0 && l < end; l++)
      raw[l] += from[r] * steady[l];
  }
}

void
flow_land(const struct MusterFlowNet *net, const FlowLaw *law, int to, const double *from, double *out, double *after_end)
{
  int first = to >= 0 ? -net->closed_before[to] : 0;
  g_autofree double *buffer = g_new0(double, net->n + net->period);
  double *raw = buffer + net->period, waiting = 0, lost = 0;
  flow_send_past(net, law, from, 0, first, raw);
  for (int j = 0; j < net->n; j++)
    if (from[j] != 0) {
      flow_send(law, from[j], 0, net->n - j, raw + j);
      lost += from[j] * (1 - flow_law_upto(law, net->n - j));
    }
  for (int l = first; l < net->n; l++) {
    waiting += raw[l];
    if (l < 0 || (to >= 0 && net->lands[flow_at(net, to, l)] != l))
      continue;
    out[l] += waiting;
    waiting = 0;
  }
  *after_end += MAX(0, lost) + waiting;
}
