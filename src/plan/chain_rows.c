/* The rows that tie the breaks of a chain to its shifts.
 *
 * S_k = shifts among the first k + 1 forms, B_p(m) = breaks of slot p at its first m + 1 instants; both are columns, so that
 * every row stays short (Aykin 1996 has one variable per shift and break, Bechtold & Jacobs 1990 write whole sums):
 *   not before the window opens    B_p(t) ≤ S_k   for instants t before form k + 1 may begin slot p
 *   not after it closes            B_p(t) ≥ S_k   for the last instant t of form k
 *   each shift has its break       B_p(all) = S_all
 *   distance to the break before   B_p(t) ≤ B_{p−1}(t − length − gap)
 * These are orders between cumulative counts. */
#include "plan/plan_private.h"

#define FORM(chain, k) g_array_index((chain)->form, MusterPlanForm, (k))
#define POINT(chain, p, m) g_array_index((chain)->point[p], gint64, (m))

/* A column that counts: row by row sum[k] = sum[k − 1] + part[k]. */
static int *
add_sums(MusterMip *mip, const int *part, int n)
{
  int *sum = g_new(int, n);
  for (int k = 0; k < n; k++) {
    sum[k] = muster_mip_add_column(mip, 0, MUSTER_MIP_INFINITY, 0, FALSE);
    if (k == 0)
      muster_mip_add_row(mip, 0, 0, 2, (int[]){ sum[0], part[0] }, (double[]){ 1, -1 });
    else
      muster_mip_add_row(mip, 0, 0, 3, (int[]){ sum[k], sum[k - 1], part[k] }, (double[]){ 1, -1, -1 });
  }
  return sum;
}

/* low ≤ high, or equal. */
static void
add_order(MusterMip *mip, int low, int high, gboolean equal)
{
  muster_mip_add_row(mip, 0, equal ? 0 : MUSTER_MIP_INFINITY, 2, (int[]){ high, low }, (double[]){ 1, -1 });
}

static void
add_windows(MusterMip *mip, const MusterPlanChain *chain, int p, const int *s, const int *b)
{
  int n = (int) chain->form->len;
  for (int k = 0; k + 1 < n; k++) {
    gint64 opens = FORM(chain, k + 1).earliest[p], closes = FORM(chain, k).latest[p];
    int before = muster_plan_last_point(chain->point[p], opens - 1);
    int last = muster_plan_last_point(chain->point[p], closes);
    if (opens > FORM(chain, k).earliest[p] && before >= 0)
      add_order(mip, b[before], s[k], FALSE);
    if (muster_plan_last_point(chain->point[p], FORM(chain, k + 1).latest[p]) > last)
      add_order(mip, s[k], b[last], FALSE);
  }
  add_order(mip, s[n - 1], b[chain->point[p]->len - 1], TRUE);
}

static void
add_distances(MusterMip *mip, const MusterPlanChain *chain, int p, const int *before, const int *b)
{
  const MusterPlanSlot *slot = &FORM(chain, 0).slot[p - 1];
  int n = (int) chain->point[p]->len, n_before = (int) chain->point[p - 1]->len;
  for (int m = 0; m < n; m++) {
    int partner = muster_plan_last_point(chain->point[p - 1], POINT(chain, p, m) - slot->length_s - slot->gap_s);
    int next = m + 1 < n ? muster_plan_last_point(chain->point[p - 1], POINT(chain, p, m + 1) - slot->length_s - slot->gap_s) : n_before;
    g_assert(partner >= 0); /* the earliest instants of each form keep the distance */
    if (partner < n_before - 1 && next > partner)
      add_order(mip, b[m], before[partner], FALSE);
  }
}

void
muster_plan_add_chain(MusterPlanProgramme *programme, MusterPlanChain *chain)
{
  if (chain->n_slots == 0)
    return;
  g_autofree int *s = add_sums(programme->mip, chain->x, (int) chain->form->len);
  g_autofree int *before = NULL;
  for (int p = 0; p < chain->n_slots; p++) {
    int *b = add_sums(programme->mip, chain->b[p], (int) chain->point[p]->len);
    add_windows(programme->mip, chain, p, s, b);
    if (p > 0)
      add_distances(programme->mip, chain, p, before, b);
    g_free(before);
    before = b;
  }
}
