#include "sim/opinions_private.h"
#include <math.h>

/* Satisfaction or complaints of the answered. */
typedef struct {
  gboolean asked;
  const MusterCurve *wait;
  double unresolved, repeat; /* share of the unresolved, where it is worse; chance to be one */
  gboolean complain;         /* more is worse */
  gint64 at_once, lost;      /* millionths */
} Opinion;

struct SimOpinions {
  Opinion satisfied, complain;
};

static double
at(const MusterCurve *curve, double wait_s)
{
  int k = 0;
  while (k < curve->n && curve->wait_s[k] <= wait_s)
    k++;
  if (k == 0)
    return curve->share[0];
  if (k == curve->n)
    return curve->share[k - 1];
  double part = (wait_s - curve->wait_s[k - 1]) / (curve->wait_s[k] - curve->wait_s[k - 1]);
  return curve->share[k - 1] + part * (curve->share[k] - curve->share[k - 1]);
}

/* Of an answered contact: a part of them, by the chance of a repeat, was not helped. */
static gint64
expected(const Opinion *o, double wait_s)
{
  double helped = at(o->wait, wait_s), not_helped = helped;
  if (!isnan(o->unresolved))
    not_helped = o->complain ? MAX(helped, o->unresolved) : MIN(helped, o->unresolved);
  return llround(((1 - o->repeat) * helped + o->repeat * not_helped) * SIM_MILLION);
}

static Opinion
compiled(const MusterOpinion *given, double repeat, gboolean complain)
{
  Opinion o = {.asked = given->given};
  if (!o.asked)
    return o;
  o = (Opinion){TRUE, &given->wait, given->unresolved, repeat, complain, 0, llround(given->lost * SIM_MILLION)};
  o.at_once = expected(&o, 0);
  return o;
}

SimOpinions *
sim_opinions_new(const MusterQueue *queue)
{
  if (!queue->satisfaction.given && !queue->complaint.given)
    return NULL;
  SimOpinions *opinions = g_new(SimOpinions, 1);
  opinions->satisfied = compiled(&queue->satisfaction, queue->repeat_chance, FALSE);
  opinions->complain = compiled(&queue->complaint, queue->repeat_chance, TRUE);
  return opinions;
}

void
sim_opinions_free(SimOpinions *opinions)
{
  g_free(opinions);
}

void
sim_opinions_answered(const SimOpinions *opinions, SimQueueCell *cell, SimTick wait)
{
  double wait_s = sim_seconds((double) wait);
  if (opinions->satisfied.asked)
    cell->x[SIM_Q_SATISFIED] += expected(&opinions->satisfied, wait_s);
  if (opinions->complain.asked)
    cell->x[SIM_Q_COMPLAINING] += expected(&opinions->complain, wait_s);
}

void
sim_opinions_close(const SimOpinions *opinions, SimQueueCell *cell)
{
  cell->x[SIM_Q_SATISFIED] += cell->x[SIM_Q_AT_ONCE] * opinions->satisfied.at_once;
  cell->x[SIM_Q_COMPLAINING] += cell->x[SIM_Q_AT_ONCE] * opinions->complain.at_once;
}

gint64
sim_opinions_lost(const SimOpinions *opinions, gboolean complain)
{
  return complain ? opinions->complain.lost : opinions->satisfied.lost;
}

gboolean
sim_opinions_ask(const SimOpinions *opinions, gboolean complain)
{
  return opinions != NULL && (complain ? opinions->complain.asked : opinions->satisfied.asked);
}
