/* What was divided out, in words. */
#include "model/flows/flows_private.h"

static const char *const NAMES[MUSTER_N_FLOWS] = {"redials",  "repeats",   "transfers in",  "follow-ups",
                                                  "reopened", "escalated", "callbacks", "attempts again"};

const char *
muster_flow_name(MusterFlowKind kind)
{
  g_return_val_if_fail((guint) kind < MUSTER_N_FLOWS, NULL);
  return NAMES[kind];
}

/* `decimals` as asked; what is rounded differently is put on the new contacts, so that the line adds up. */
static char *
line(const double *part, double offered, double contained, int decimals)
{
  double unit = pow(10, decimals), total = round(offered * unit) / unit, fresh = total;
  GString *parts = g_string_new(NULL);
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++) {
    double shown = round(part[kind] * unit) / unit;
    if (shown <= 0)
      continue;
    fresh -= shown;
    g_string_append_printf(parts, " + %s %.*f", NAMES[kind], decimals, shown);
  }
  char *text = g_strdup_printf("offered %.*f = fresh %.*f%s", decimals, total, decimals, MAX(0, fresh), parts->str);
  g_string_free(parts, TRUE);
  if (round(contained * unit) <= 0)
    return text;
  char *longer = g_strdup_printf("%s; self-service settled %.*f", text, decimals, contained);
  g_free(text);
  return longer;
}

static double
sum_of(const MusterFlows *flows, const double *row, int queue, int first, int end)
{
  double sum = 0;
  for (int i = first; row != NULL && i < end; i++)
    sum += row[flow_at(flows->net, queue, i)];
  return sum;
}

static char *
account(const MusterFlows *flows, const MusterFlowSide *side, int queue, int first, int end, gboolean fine)
{
  double part[MUSTER_N_FLOWS], offered = sum_of(flows, side->offered, queue, first, end);
  for (int kind = 0; kind < MUSTER_N_FLOWS; kind++)
    part[kind] = sum_of(flows, side->part[kind], queue, first, end);
  return line(part, offered, sum_of(flows, side->contained, queue, first, end), fine || offered < 100 ? 1 : 0);
}

double
flow_counted(const MusterFlows *flows, int queue)
{
  double counted = 0;
  for (int i = 0; i < flows->grid->n; i++)
    counted += flows->history.offered[flow_at(flows->net, queue, i)];
  return counted;
}

char *
muster_flows_account(const MusterFlows *flows, const MusterFlowSide *side, int queue)
{
  return account(flows, side, queue, 0, flows->grid->n, FALSE);
}

double
muster_flows_abandonment(const MusterFlows *flows, const MusterFlowSide *side, int queue)
{
  double abandoned = 0, offered = 0;
  for (int i = 0; i < flows->grid->n; i++) {
    gsize at = flow_at(flows->net, queue, i);
    abandoned += side->abandonment[at] * side->offered[at];
    offered += side->offered[at];
  }
  return offered > 0 ? abandoned / offered : 0;
}

char *
muster_flows_tell(const MusterFlows *flows, int queue)
{
  const MusterQueue *q = &flows->net->centre->queue[queue];
  if (!flows->flows[queue])
    return NULL;
  if (flows->counts == MUSTER_COUNTS_OFFERED && flow_counted(flows, queue) == 0)
    return NULL; /* nobody counts there */
  if (flows->counts == MUSTER_COUNTS_FRESH)
    return g_strdup_printf("queue '%s': counts are of new contacts", q->name);
  g_autofree char *account = muster_flows_account(flows, &flows->history, queue);
  return g_strdup_printf("queue '%s': counted were %s, at %.1f %% abandoned (%s)", q->name, account,
                         100 * muster_flows_abandonment(flows, &flows->history, queue),
                         isnan(q->observed_abandonment) ? "as of staff at target" : "observed");
}

char *
muster_flows_account_at(const MusterFlows *flows, const MusterFlowSide *side, int queue, int interval)
{
  return account(flows, side, queue, interval, interval + 1, TRUE);
}
