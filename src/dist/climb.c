/* The top of a smooth hill of one to three dimensions, and how round it is. */
#include "dist/sample_private.h"
#include <math.h>
#include <string.h>

#define MOST_ROUNDS 400
#define CLOSE 1e-9 /* heights of the simplex's corners, relative; and twice, so that a false stop goes on */

typedef struct {
  double x[CLIMB_MOST], height;
} Corner;

typedef struct {
  ClimbFunction f;
  gpointer data;
  int n;
  Corner corner[CLIMB_MOST + 1]; /* highest first */
} Simplex;

static void
sort_corners(Simplex *s)
{
  for (int i = 1; i <= s->n; i++)
    for (int j = i; j > 0 && s->corner[j].height > s->corner[j - 1].height; j--) {
      Corner other = s->corner[j];
      s->corner[j] = s->corner[j - 1];
      s->corner[j - 1] = other;
    }
}

/* A point on the line from the lowest corner through the middle of the others: 1 is its mirror image. */
static Corner
try_point(const Simplex *s, double along)
{
  Corner point = {{0}, 0};
  for (int d = 0; d < s->n; d++) {
    double middle = 0;
    for (int i = 0; i < s->n; i++)
      middle += s->corner[i].x[d] / s->n;
    point.x[d] = middle + along * (middle - s->corner[s->n].x[d]);
  }
  point.height = s->f(point.x, s->data);
  return point;
}

static void
shrink(Simplex *s)
{
  for (int i = 1; i <= s->n; i++) {
    for (int d = 0; d < s->n; d++)
      s->corner[i].x[d] = (s->corner[i].x[d] + s->corner[0].x[d]) / 2;
    s->corner[i].height = s->f(s->corner[i].x, s->data);
  }
}

static void
move(Simplex *s)
{
  Corner *lowest = &s->corner[s->n];
  Corner mirror = try_point(s, 1);
  if (mirror.height > s->corner[0].height) {
    Corner further = try_point(s, 2);
    *lowest = further.height > mirror.height ? further : mirror;
  } else if (mirror.height > s->corner[s->n - 1].height) {
    *lowest = mirror;
  } else {
    Corner nearer = try_point(s, mirror.height > lowest->height ? 0.5 : -0.5);
    if (nearer.height > lowest->height)
      *lowest = nearer;
    else
      shrink(s);
  }
  sort_corners(s);
}

double
dist_climb(ClimbFunction f, gpointer data, int n, double *x, double step)
{
  Simplex s = {f, data, n, {{{0}, 0}}};
  for (int start = 0; start < 2; start++) {
    for (int i = 0; i <= n; i++) {
      memcpy(s.corner[i].x, start == 0 ? x : s.corner[0].x, (gsize) n * sizeof(double));
      if (i > 0)
        s.corner[i].x[i - 1] += start == 0 ? step : step / 10;
      s.corner[i].height = f(s.corner[i].x, data);
    }
    sort_corners(&s);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double high = s.corner[0].height, low = s.corner[n].height;
      if (isfinite(low) && high - low <= CLOSE * (1 + fabs(high) * 1e-3))
        break;
      move(&s);
    }
  }
  memcpy(x, s.corner[0].x, (gsize) n * sizeof(double));
  return s.corner[0].height;
}

static double
height_at(ClimbFunction f, gpointer data, int n, const double *x, int i, double di, int j, double dj)
{
  double y[CLIMB_MOST];
  memcpy(y, x, (gsize) n * sizeof(double));
  y[i] += di;
  y[j] += dj;
  return f(y, data);
}

/* The inverse's diagonal by elimination with the unit matrix beside; FALSE unless positive definite. */
static gboolean
invert(double a[CLIMB_MOST][2 * CLIMB_MOST], int n)
{
  for (int k = 0; k < n; k++) {
    if (!(a[k][k] > 0) || !isfinite(a[k][k]))
      return FALSE;
    double pivot = a[k][k];
    for (int j = 0; j < 2 * n; j++)
      a[k][j] /= pivot;
    for (int i = 0; i < n; i++) {
      double factor = i == k ? 0 : a[i][k];
      for (int j = 0; j < 2 * n; j++)
        a[i][j] -= factor * a[k][j];
    }
  }
  return TRUE;
}

gboolean
dist_climb_errors(ClimbFunction f, gpointer data, int n, const double *x, double step, double *error)
{
  double a[CLIMB_MOST][2 * CLIMB_MOST] = {{0}}, top = f(x, data);
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++) {
      double second = i == j
                        ? (height_at(f, data, n, x, i, step, i, 0) - 2 * top + height_at(f, data, n, x, i, -step, i, 0))
                        : (height_at(f, data, n, x, i, step, j, step) - height_at(f, data, n, x, i, step, j, -step) -
                           height_at(f, data, n, x, i, -step, j, step) + height_at(f, data, n, x, i, -step, j, -step)) /
                            4;
      a[i][j] = a[j][i] = -second / (step * step);
    }
  for (int i = 0; i < n; i++)
    a[i][n + i] = 1;
  if (!invert(a, n))
    return FALSE;
  for (int i = 0; i < n; i++) {
    if (!(a[i][n + i] > 0))
      return FALSE;
    error[i] = sqrt(a[i][n + i]);
  }
  return TRUE;
}
