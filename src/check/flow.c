/* Largest flow from supplies to needs by shortest augmenting paths (Edmonds & Karp 1972), capacities real. */
#include "check/check_private.h"

#define EPSILON 1e-9

typedef struct {
  int n_from, n_to;
  const guint64 *mask;
  double *flow;      /* [n_from * n_to] */
  double *left_from; /* [n_from] */
  double *left_to;   /* [n_to] */
  int *parent;       /* [n_from + n_to]; −1 root, −2 unseen */
  int *queue;        /* [n_from + n_to] */
} Flow;

/* Breadth first over supplies (0…) and needs (n_from…); the need that a path reaches, or −1. */
static int
find_path(Flow *f)
{
  int head = 0, tail = 0;
  for (int v = 0; v < f->n_from + f->n_to; v++)
    f->parent[v] = -2;
  for (int i = 0; i < f->n_from; i++)
    if (f->left_from[i] > EPSILON) {
      f->parent[i] = -1;
      f->queue[tail++] = i;
    }
  while (head < tail) {
    int v = f->queue[head++];
    if (v >= f->n_from) {
      int j = v - f->n_from;
      if (f->left_to[j] > EPSILON)
        return v;
      for (int i = 0; i < f->n_from; i++)
        if (f->parent[i] == -2 && f->flow[i * f->n_to + j] > EPSILON) {
          f->parent[i] = v;
          f->queue[tail++] = i;
        }
      continue;
    }
    for (int j = 0; j < f->n_to; j++)
      if (f->parent[f->n_from + j] == -2 && (f->mask[v] >> j & 1)) {
        f->parent[f->n_from + j] = v;
        f->queue[tail++] = f->n_from + j;
      }
  }
  return -1;
}

static double
push_path(Flow *f, int end)
{
  double amount = f->left_to[end - f->n_from];
  int v = end;
  while (f->parent[v] >= 0) {
    int u = f->parent[v];
    if (v < f->n_from) /* u is a need whose flow from v is taken back */
      amount = MIN(amount, f->flow[v * f->n_to + u - f->n_from]);
    v = u;
  }
  amount = MIN(amount, f->left_from[v]);
  f->left_from[v] -= amount;
  f->left_to[end - f->n_from] -= amount;
  for (v = end; f->parent[v] >= 0; v = f->parent[v]) {
    int u = f->parent[v];
    if (v < f->n_from)
      f->flow[v * f->n_to + u - f->n_from] -= amount;
    else
      f->flow[u * f->n_to + v - f->n_from] += amount;
  }
  return amount;
}

double
check_flow(int n_from, const double *supply, const guint64 *mask, int n_to, const double *need)
{
  int n = n_from + n_to;
  g_autofree double *flow = g_new0(double, MAX(1, n_from * n_to));
  g_autofree double *left_from = g_new(double, n + 1);
  g_autofree double *left_to = g_new(double, n + 1);
  g_autofree int *parent = g_new(int, n + 1);
  g_autofree int *queue = g_new(int, n + 1);
  for (int i = 0; i < n_from; i++)
    left_from[i] = supply[i];
  for (int j = 0; j < n_to; j++)
    left_to[j] = need[j];
  Flow f = {n_from, n_to, mask, flow, left_from, left_to, parent, queue};
  double sum = 0;
  for (int end = find_path(&f); end >= 0; end = find_path(&f))
    sum += push_path(&f, end);
  return sum;
}
