/* Who stands where: the shares of groups in queues, and the posts that follow from needs and shares. */
#include <muster/model/requirement.h>

static gboolean
waits_first(const MusterServes *serves)
{
  return serves->overflow || serves->after_s > 0;
}

gboolean
muster_serves_counts(const MusterCentre *centre, const MusterServes *serves)
{
  if (!waits_first(serves))
    return TRUE;
  for (int g = 0; g < centre->n_groups; g++)
    for (int k = 0; k < centre->group[g].n_serves; k++)
      if (centre->group[g].serves[k].queue == serves->queue && !waits_first(&centre->group[g].serves[k]))
        return FALSE;
  return TRUE;
}

static int
by_place(gconstpointer va, gconstpointer vb)
{
  const MusterShare *a = va, *b = vb;
  if (a->interval != b->interval)
    return a->interval - b->interval;
  return a->queue != b->queue ? a->queue - b->queue : a->group - b->group;
}

static const MusterShare *
share_at(const MusterRequirement *requirement, guint k)
{
  return &g_array_index(requirement->shares, MusterShare, k);
}

/* The queue's row is the sum of its `n` shares. */
static void
sum_up(MusterRequirement *requirement, const MusterShare *share, guint n)
{
  MusterNeed *need = &requirement->need[(gsize) share->queue * (gsize) requirement->grid->n + (gsize) share->interval];
  double work_s = 0.0;
  need->contacts = need->load_erl = need->agents = need->scheduled = 0.0;
  for (guint k = 0; k < n; k++) {
    need->contacts += share[k].contacts;
    need->load_erl += share[k].load_erl;
    need->agents += share[k].agents;
    need->scheduled += share[k].scheduled;
    work_s += share[k].contacts * share[k].handle_mean_s;
  }
  need->handle_mean_s = need->contacts > 0.0 ? work_s / need->contacts : share->handle_mean_s;
}

void
muster_requirement_set_shares(MusterRequirement *requirement, GArray *shares)
{
  g_array_unref(requirement->shares);
  requirement->shares = shares;
  g_array_sort(shares, by_place);
  for (guint k = 0; k < shares->len;) {
    guint n = 1;
    while (k + n < shares->len && share_at(requirement, k + n)->interval == share_at(requirement, k)->interval &&
           share_at(requirement, k + n)->queue == share_at(requirement, k)->queue)
      n++;
    sum_up(requirement, share_at(requirement, k), n);
    k += n;
  }
}

const MusterShare *
muster_requirement_shares(const MusterRequirement *requirement, int interval, int *n)
{
  guint lo = 0, hi = requirement->shares->len;
  *n = 0;
  while (lo < hi) { /* the first share of the interval or later */
    guint mid = lo + (hi - lo) / 2;
    if (share_at(requirement, mid)->interval < interval)
      lo = mid + 1;
    else
      hi = mid;
  }
  while (lo + (guint) *n < requirement->shares->len && share_at(requirement, lo + (guint) *n)->interval == interval)
    (*n)++;
  return *n > 0 ? share_at(requirement, lo) : NULL;
}

gboolean
muster_requirement_is_shared(const MusterRequirement *requirement, int queue, int interval)
{
  int n;
  const MusterShare *share = muster_requirement_shares(requirement, interval, &n);
  for (int k = 0; k < n; k++)
    if (share[k].queue == queue)
      return TRUE;
  return FALSE;
}

/* The group's post, made when it is first met; the first `n_alone` posts are of queues. */
static MusterPost *
post_of_group(GArray *posts, guint n_alone, int group)
{
  for (guint k = n_alone; k < posts->len; k++)
    if (g_array_index(posts, MusterPost, k).group == group)
      return &g_array_index(posts, MusterPost, k);
  MusterPost post = {.group = group};
  g_array_append_val(posts, post);
  return &g_array_index(posts, MusterPost, posts->len - 1);
}

GArray *
muster_requirement_posts(const MusterRequirement *requirement, int interval)
{
  GArray *posts = g_array_new(FALSE, TRUE, sizeof(MusterPost));
  guint64 shared = 0;
  int n;
  const MusterShare *share = muster_requirement_shares(requirement, interval, &n);
  for (int k = 0; k < n; k++)
    shared |= G_GUINT64_CONSTANT(1) << share[k].queue;
  for (int q = 0; q < requirement->n_queues; q++) {
    const MusterNeed *need = &requirement->need[(gsize) q * (gsize) requirement->grid->n + (gsize) interval];
    MusterPost post = {G_GUINT64_CONSTANT(1) << q, requirement->group[q], need->agents, need->scheduled};
    if ((shared >> q & 1) == 0)
      g_array_append_val(posts, post);
  }
  guint n_alone = posts->len;
  for (int k = 0; k < n; k++) {
    MusterPost *post = post_of_group(posts, n_alone, share[k].group);
    post->queues |= G_GUINT64_CONSTANT(1) << share[k].queue;
    post->agents += share[k].agents;
    post->scheduled += share[k].scheduled;
  }
  return posts;
}

GArray *
muster_requirement_post_kinds(const MusterRequirement *requirement)
{
  GArray *kinds = g_array_new(FALSE, FALSE, sizeof(guint64));
  for (int q = 0; q < requirement->n_queues; q++) {
    guint64 queue = G_GUINT64_CONSTANT(1) << q;
    g_array_append_val(kinds, queue);
  }
  int last = -1;
  for (guint k = 0; k < requirement->shares->len; k++) {
    int interval = share_at(requirement, k)->interval;
    if (interval == last)
      continue;
    last = interval;
    g_autoptr(GArray) posts = muster_requirement_posts(requirement, interval);
    for (guint p = 0; p < posts->len; p++) {
      guint64 queues = g_array_index(posts, MusterPost, p).queues;
      gboolean known = FALSE;
      for (guint t = 0; t < kinds->len && !known; t++)
        known = g_array_index(kinds, guint64, t) == queues;
      if (!known)
        g_array_append_val(kinds, queues);
    }
  }
  return kinds;
}
