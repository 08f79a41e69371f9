/* What a pass forward through the intervals works on: the ways that contacts go, and how many there are. */
#pragma once
#include "model/flows/flows_private.h"

/* One way for contacts: along a link, or from one attempt to the next. Rows hold what comes to the line of a queue, by
 * attempt. */
typedef struct {
  const FlowLaw *law;
  int from, to;         /* queues */
  int row, n_rows;      /* of `from` that go this way, [row, row + n_rows) */
  int into;             /* row of `to` */
  MusterFlowKind kind;
  gboolean waits;       /* for the opening */
  double pass;          /* of what lands, goes on to the line behind the self-service */
  double ended, abandoned, any; /* of the contacts: answered, given up, all (blocked ones) that go */
  double *buffer, *raw; /* raw[−period … n − 1]: what lands */
  double waiting;       /* landed in closed hours */
  double here;          /* comes in this interval, in front of the self-service */
} FlowWay;

typedef struct {
  const struct MusterFlowNet *net;
  MusterFlowSide *side;
  int n_rows, n_ways;
  int *first;         /* [n_queues + 1]: first row of each queue */
  FlowWay *way;
  double *now, *was;  /* [n_rows * n] */
  double *value, *fixed; /* [n_rows]: in this interval; without what comes of the interval itself */
} FlowPass;

/* The ways of a net at that service; `now` is what side->offered says, all at their first attempt. */
void flow_pass_init(FlowPass *pass, const struct MusterFlowNet *net, const MusterFlowService *service, MusterFlowSide *side);
void flow_pass_clear(FlowPass *pass);

/* What goes the way, of the contacts of its rows. */
static inline double
flow_outflow(const FlowPass *p, const FlowWay *w, int i, double contacts)
{
  double abandonment = p->side->abandonment[flow_at(p->net, w->from, i)];
  return contacts * (w->ended * (1 - abandonment) + w->abandoned * abandonment + w->any);
}

/* Does what lands in interval i come in it? Else it waits for the opening. */
static inline gboolean
flow_takes(const FlowPass *p, const FlowWay *w, int i)
{
  return !w->waits || p->net->lands[flow_at(p->net, w->to, i)] == i;
}
