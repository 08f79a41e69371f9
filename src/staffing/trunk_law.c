/* Laws of numbers in system, laid out. (Kelly 1979, *Reversibility and Stochastic Networks*, sections 1.6
 * and 3.2: reversible processes that are independent but for a common limit keep their product form.) */
#include "staffing/trunks_private.h"
#include <math.h>
#include <string.h>

#define SMALLEST 1e-18 /* of the greatest */
enum { MOST_STATES = 4000000 };

void
trunk_law_clear(TrunkLaw *law)
{
  g_clear_pointer(&law->p, g_free);
  *law = (TrunkLaw){0};
}

/* Calls leave state k at this rate, in units of 1 / handle time. */
static double
departures(double k, int agents, double theta)
{
  return fmin(k, agents) + fmax(0.0, k - agents) * theta;
}

/* The state with the greatest weight: arrivals outrun departures below it. */
static int
mode_of(double load_erl, double theta, int agents)
{
  if (load_erl <= agents)
    return (int) floor(load_erl);
  return theta > 0.0 ? (int) fmin(agents + floor((load_erl - agents) / theta), MOST_STATES) : -1;
}

gboolean
trunk_law_of_queue(TrunkLaw *law, double load_erl, double handle_s, double patience_s, int agents)
{
  double theta = isfinite(patience_s) ? handle_s / patience_s : 0.0, sum = 1.0, weight = 1.0;
  int mode = mode_of(load_erl, theta, agents), low = mode;
  *law = (TrunkLaw){0};
  if (mode < 0 || mode >= MOST_STATES || (theta == 0.0 && load_erl >= agents))
    return FALSE;
  g_autoptr(GArray) up = g_array_new(FALSE, FALSE, sizeof(double));
  for (int k = mode; weight > SMALLEST; k++) {
    if (up->len >= MOST_STATES)
      return FALSE;
    g_array_append_val(up, weight);
    weight *= load_erl / departures(k + 1.0, agents, theta);
  }
  g_autoptr(GArray) down = g_array_new(FALSE, FALSE, sizeof(double));
  for (weight = 1.0; low > 0; low--) {
    weight *= departures(low, agents, theta) / load_erl;
    if (weight < SMALLEST)
      break;
    g_array_append_val(down, weight);
  }
  law->first = mode - (int) down->len;
  law->n = (int) (down->len + up->len);
  law->p = g_new(double, law->n);
  for (guint k = 0; k < down->len; k++)
    law->p[down->len - 1 - k] = g_array_index(down, double, k);
  memcpy(law->p + down->len, up->data, sizeof(double) * up->len);
  sum = 0.0;
  for (int k = 0; k < law->n; k++)
    sum += law->p[k];
  for (int k = 0; k < law->n; k++)
    law->p[k] /= sum;
  return TRUE;
}

void
trunk_law_add(TrunkLaw *law, const TrunkLaw *other)
{
  int n = law->n + other->n - 1;
  double *sum = g_new0(double, n);
  for (int i = 0; i < law->n; i++)
    for (int j = 0; j < other->n; j++)
      sum[i + j] += law->p[i] * other->p[j];
  g_free(law->p);
  law->p = sum;
  law->n = n;
  law->first += other->first;
}

double
trunk_law_blocked(const TrunkLaw *law, int lines)
{
  double below = 0.0;
  int at = lines - law->first;
  if (at >= law->n)
    return 0.0;
  if (at < 0)
    return 1.0; /* fewer lines than are always taken */
  for (int k = 0; k <= at; k++)
    below += law->p[k];
  return below > 0.0 ? law->p[at] / below : 1.0;
}

int
trunk_law_lines(const TrunkLaw *law, double target_block)
{
  double below = 0.0;
  for (int k = 0; k < law->n; k++) {
    below += law->p[k];
    if (law->p[k] <= target_block * below)
      return law->first + k;
  }
  return law->first + law->n;
}
