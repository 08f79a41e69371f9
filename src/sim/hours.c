/* Open stretches in ticks. */
#include "sim/problem_private.h"

SimSpans
sim_hours_open(const MusterSim *sim, int queue)
{
  g_autoptr(GArray) open = muster_centre_open_spans(sim->centre, queue);
  SimSpans spans = {.n = (int) open->len};
  spans.span = g_new0(SimSpan, MAX(open->len, 1));
  for (guint i = 0; i < open->len; i++) {
    const MusterSpan *span = &g_array_index(open, MusterSpan, i);
    spans.span[i] = (SimSpan){sim_tick_of_utc(sim, span->from), sim_tick_of_utc(sim, span->to)};
  }
  return spans;
}

void
sim_spans_clear(SimSpans *spans)
{
  g_clear_pointer(&spans->span, g_free);
  spans->n = 0;
}

gboolean
sim_spans_meet(const SimSpans *spans, SimTick from, SimTick to)
{
  return sim_spans_overlap(spans, from, to) > 0;
}

SimTick
sim_spans_overlap(const SimSpans *spans, SimTick from, SimTick to)
{
  SimTick sum = 0;
  for (int i = 0; i < spans->n; i++)
    sum += MAX(0, MIN(spans->span[i].to, to) - MAX(spans->span[i].from, from));
  return sum;
}

SimTick
sim_spans_next(const SimSpans *spans, SimTick t)
{
  for (int i = 0; i < spans->n; i++)
    if (t < spans->span[i].to)
      return MAX(t, spans->span[i].from);
  return SIM_NEVER;
}
