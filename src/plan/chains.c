/* Chains: forms ordered so that the windows of each break move forward along the order.
 *
 * Within such a chain Bechtold & Jacobs (1990) count breaks apart from shifts: windows that do not nest can be dealt out
 * first to first. The same holds for the distance between a break and the next, since sorting two lists of instants keeps
 * every "at least so much later" between partners. So all breaks of a chain need one variable per break and instant, and
 * conditions on cumulative counts only, exact in both directions. Forms of one shift and length are always a chain; more
 * are joined while the order holds. */
#include "plan/plan_private.h"

#define FORM(array, k) g_array_index((array), MusterPlanForm, (k))

static int
compare_forms(const void *va, const void *vb)
{
  const MusterPlanForm *a = va, *b = vb;
  for (int p = 0; p < MIN(a->n_slots, b->n_slots); p++) {
    if (a->earliest[p] != b->earliest[p])
      return a->earliest[p] < b->earliest[p] ? -1 : 1;
    if (a->latest[p] != b->latest[p])
      return a->latest[p] < b->latest[p] ? -1 : 1;
  }
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end < b->end ? -1 : 1;
  return a->shift - b->shift;
}

static gboolean
same_slots(const MusterPlanForm *a, const MusterPlanForm *b)
{
  if (a->n_slots != b->n_slots)
    return FALSE;
  for (int p = 0; p < a->n_slots; p++)
    if (a->slot[p].length_s != b->slot[p].length_s || a->slot[p].paid != b->slot[p].paid || a->slot[p].gap_s != b->slot[p].gap_s)
      return FALSE;
  return TRUE;
}

/* Are the windows of sorted forms in order, every break's both ends? */
static gboolean
moves_forward(const GArray *forms)
{
  for (guint k = 1; k < forms->len; k++)
    for (int p = 0; p < FORM(forms, k).n_slots; p++)
      if (FORM(forms, k).earliest[p] < FORM(forms, k - 1).earliest[p] || FORM(forms, k).latest[p] < FORM(forms, k - 1).latest[p])
        return FALSE;
  return TRUE;
}

/* Joins `block` to the chain when the order holds. */
static gboolean
join(MusterPlanChain *chain, const GArray *block)
{
  if (!same_slots(&FORM(chain->form, 0), &FORM(block, 0)))
    return FALSE;
  g_autoptr(GArray) both = g_array_copy(chain->form);
  g_array_append_vals(both, block->data, block->len);
  g_array_sort(both, compare_forms);
  if (!moves_forward(both))
    return FALSE;
  g_array_unref(chain->form);
  chain->form = g_steal_pointer(&both);
  return TRUE;
}

static int
compare_instants(const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return (x > y) - (x < y);
}

/* Instants at which slot p may start: from each form's earliest on in steps. */
static GArray *
points_of(const GArray *forms, int p, int step_s)
{
  GArray *all = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint k = 0; k < forms->len; k++)
    for (gint64 t = FORM(forms, k).earliest[p]; t <= FORM(forms, k).latest[p]; t += step_s)
      g_array_append_val(all, t);
  g_array_sort(all, compare_instants);
  guint kept = 0;
  for (guint i = 0; i < all->len; i++) {
    gint64 t = g_array_index(all, gint64, i);
    if (kept == 0 || g_array_index(all, gint64, kept - 1) != t)
      g_array_index(all, gint64, kept++) = t;
  }
  g_array_set_size(all, kept);
  return all;
}

static void
add_block(GPtrArray *chains, const GArray *block, int crew)
{
  for (guint c = 0; c < chains->len; c++)
    if (join(g_ptr_array_index(chains, c), block))
      return;
  MusterPlanChain *chain = g_new0(MusterPlanChain, 1);
  chain->crew = crew;
  chain->form = g_array_copy((GArray *) block);
  g_array_sort(chain->form, compare_forms);
  chain->n_slots = FORM(block, 0).n_slots;
  g_ptr_array_add(chains, chain);
}

GPtrArray *
muster_plan_chains(GArray *forms, int crew, int step_s)
{
  GPtrArray *chains = g_ptr_array_new_with_free_func((GDestroyNotify) muster_plan_chain_free);
  g_autoptr(GArray) block = g_array_new(FALSE, FALSE, sizeof(MusterPlanForm));
  /* muster_plan_forms() lists starts within lengths within shifts: a block ends where shift, span or breaks change. */
  for (guint k = 0; k < forms->len; k++) {
    const MusterPlanForm *f = &FORM(forms, k), *last = block->len > 0 ? &FORM(block, block->len - 1) : NULL;
    if (last != NULL && (f->shift != last->shift || f->end - f->start != last->end - last->start || !same_slots(f, last))) {
      add_block(chains, block, crew);
      g_array_set_size(block, 0);
    }
    g_array_append_val(block, *f);
  }
  if (block->len > 0)
    add_block(chains, block, crew);
  for (guint c = 0; c < chains->len; c++) {
    MusterPlanChain *chain = g_ptr_array_index(chains, c);
    for (int p = 0; p < chain->n_slots; p++)
      chain->point[p] = points_of(chain->form, p, step_s);
  }
  return chains;
}

void
muster_plan_chain_free(MusterPlanChain *chain)
{
  g_array_unref(chain->form);
  for (int p = 0; p < chain->n_slots; p++) {
    g_clear_pointer(&chain->point[p], g_array_unref);
    g_free(chain->b[p]);
  }
  g_free(chain->x);
  g_free(chain);
}

int
muster_plan_last_point(const GArray *points, gint64 t)
{
  int lo = 0, hi = (int) points->len; /* points[lo − 1] ≤ t < points[hi] */
  while (lo < hi) {
    int mid = lo + (hi - lo) / 2;
    if (g_array_index(points, gint64, mid) <= t)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo - 1;
}
