/* Why this number: the reckoning of one row in a planner's words. */
#include "staffing/explain_private.h"
#include "staffing/method_private.h"
#include "staffing/period_private.h"
#include <math.h>
#include <string.h>

/* Where the contacts come from, where some come back. */
static void
add_flows(GString *out, const MusterStaffing *staffing, int queue, int interval)
{
  if (!staffing->flows->any)
    return;
  g_autofree char *account = muster_flows_account_at(staffing->flows, &staffing->flows->plan, queue, interval);
  if (strchr(account, '+') != NULL || strchr(account, ';') != NULL)
    g_string_append_printf(out, "  these are     %s\n", account);
}

static void
add_load(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, const MusterNeed *need,
         int queue, int interval)
{
  g_autofree char *contacts = explain_number(need->contacts),
                  *handle = muster_format_duration(round(need->handle_mean_s * 1000.0) / 1000.0);
  double open_s = muster_centre_open_s(centre, queue, interval);
  g_autofree char *handle_s = explain_number(need->handle_mean_s), *open = explain_number(open_s),
                  *load = explain_number(need->load_erl);
  g_string_append_printf(out, "  contacts      %s\n", contacts);
  add_flows(out, staffing, queue, interval);
  g_string_append_printf(out, "  handle time   %s\n", handle);
  const char *load_text = staffing_way(staffing, queue)->load_text;
  if (load_text == NULL)
    g_string_append_printf(out, "  load          %s × %s s / %s s = %s erlangs\n", contacts, handle_s, open,
                           load);
  else
    g_string_append_printf(out, "  load          %s erlangs, %s\n", load, load_text);
}

/* How several chats at a time enter: what an agent gets done with 2, 3, … open. */
static void
add_concurrency(GString *out, const MusterQueue *queue)
{
  if (queue->channel != MUSTER_CHANNEL_CHAT)
    return;
  g_string_append(out, "  concurrency   1 chat ends 1 ×");
  for (int k = 2; k <= queue->concurrency_max; k++) {
    double pace = queue->pace != NULL ? queue->pace[k - 1] : 1.0;
    g_autofree char *share = muster_format_share(pace), *speed = explain_number(k * pace);
    g_string_append_printf(out, ", %d at %s each %s ×", k, share, speed);
  }
  g_string_append(out, " what an agent with one chat at a time would\n");
}

static void
add_formula(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, const MusterNeed *need,
            int queue)
{
  g_autofree char *load = explain_number(need->load_erl);
  const MusterDist *patience = &centre->queue[queue].patience;
  if (centre->queue[queue].channel == MUSTER_CHANNEL_CHAT)
    g_string_append_printf(out, "  formula       birth–death chain of chats, up to %d at a time",
                           centre->queue[queue].concurrency_max);
  else if (staffing_is_exact(staffing, centre, queue))
    g_string_append_printf(out, "  formula       the exact day, M(t)/M/s(t)%s", patience->info != NULL ? "+M" : "");
  else
    g_string_append_printf(out, "  formula       Erlang %s, M/M/%.0f%s at %s erlangs", patience->info != NULL ? "A" : "C",
                           need->agents, patience->info != NULL ? "+M" : "", load);
  if (patience->info != NULL) {
    g_autofree char *mean = muster_format_duration(patience->mean_s);
    g_string_append_printf(out, ", mean patience %s", mean);
  } else {
    g_string_append(out, ", nobody abandons");
  }
  g_string_append_printf(out, "; method %s\n", staffing->requirement->queue_method[queue]);
}

static void
add_targets(GString *out, const MusterCentre *centre, int queue)
{
  const MusterTarget *t = &centre->queue[queue].target;
  const char *comma = "";
  g_string_append(out, "  targets       ");
  if (!centre->queue[queue].has_target)
    g_string_append(out, "none");
  if (centre->queue[queue].has_target && !isnan(t->answer)) {
    g_autofree char *answer = muster_format_share(t->answer), *within = muster_format_duration(t->within_s);
    g_string_append_printf(out, "%s within %s (%s)", answer, within,
                           muster_service_level_text(centre->service_level));
    comma = ", ";
  }
  if (centre->queue[queue].has_target && !isnan(t->abandon)) {
    g_autofree char *abandon = muster_format_share(t->abandon);
    g_string_append_printf(out, "%sat most %s abandoned", comma, abandon);
    comma = ", ";
  }
  if (centre->queue[queue].has_target && !isnan(t->asa_s)) {
    g_autofree char *asa = muster_format_duration(t->asa_s);
    g_string_append_printf(out, "%sanswered after %s on average at most", comma, asa);
    comma = ", ";
  }
  if (centre->queue[queue].has_target && !isnan(t->occupancy)) {
    g_autofree char *occupancy = muster_format_share(t->occupancy);
    g_string_append_printf(out, "%soccupancy at most %s", comma, occupancy);
  }
  g_string_append_c(out, '\n');
}

static const char *
binding_text(MusterBinding binding)
{
  switch (binding) {
  case MUSTER_BINDING_SERVICE_LEVEL:
    return "the service level binds";
  case MUSTER_BINDING_ABANDON:
    return "the abandonment binds";
  case MUSTER_BINDING_ASA:
    return "the mean wait of the answered binds";
  case MUSTER_BINDING_OCCUPANCY:
    return "the occupancy binds";
  case MUSTER_BINDING_MINIMUM:
    return "the group's minimum binds";
  case MUSTER_BINDING_LOAD:
    return "the load binds: with fewer the queue would grow on and on";
  case MUSTER_BINDING_FINISH: /* of work that can wait, which has its own explanation */
  case MUSTER_BINDING_QUOTA:
  case MUSTER_N_BINDINGS:
  case MUSTER_BINDING_NONE:
  default:
    return "nothing binds: one agent is enough";
  }
}

char *
muster_staffing_explain(const MusterStaffing *staffing, const MusterCentre *centre,
                        const MusterDemand *demand, int queue, int interval)
{
  const MusterNeed *need = &staffing->requirement->need[queue * staffing->requirement->grid->n + interval];
  if (staffing_can_wait(&centre->queue[queue]))
    return staffing_level_explain(staffing, centre, queue, interval);
  g_autoptr(MusterDemand) with_bursts = staffing_with_bursts(centre, demand);
  if (with_bursts != NULL)
    demand = with_bursts;
  g_autofree char *start = muster_zone_format(centre->zone, centre->grid->start[interval]);
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%s, %s: %.0f agents\n", centre->queue[queue].name, start, need->agents);
  if (muster_centre_open_s(centre, queue, interval) <= 0.0) {
    double contacts = demand->queue[queue].contacts[interval];
    g_string_append(out, contacts > 0.0 ? "  closed: its contacts find nobody\n" : "  closed\n");
    return g_string_free(out, FALSE);
  }
  if (need->contacts <= 0.0 && need->binding != MUSTER_BINDING_MINIMUM) {
    g_string_append(out, "  open, but no contacts are expected\n");
    return g_string_free(out, FALSE);
  }
  add_load(out, staffing, centre, need, queue, interval);
  add_concurrency(out, &centre->queue[queue]);
  if (muster_requirement_is_shared(staffing->requirement, queue, interval))
    g_string_append_printf(out, "  formula       sets of queues by Erlang A or C, what runs over by Erlang B; method %s\n",
                           staffing->requirement->method);
  else
    add_formula(out, staffing, centre, need, queue);
  add_targets(out, centre, queue);
  explain_variation(out, staffing, centre, queue, interval);
  MusterErlangService service = {need->service_level, need->abandonment, need->asa_s, need->occupancy};
  explain_service(out, (int) need->agents, "", &service);
  if (staffing_explain_skills(out, staffing, centre, queue, interval))
    return g_string_free(out, FALSE);
  explain_neighbours(out, staffing, centre, queue, interval);
  explain_period(out, staffing, centre, queue, interval);
  gboolean whole = staffing_has_period(centre, queue) && need->binding != MUSTER_BINDING_NONE &&
                   need->binding != MUSTER_BINDING_MINIMUM && need->binding != MUSTER_BINDING_LOAD;
  g_string_append_printf(out, "  binding       %s%s%s\n", binding_text(need->binding), whole ? ", over the whole " : "",
                         whole ? staffing_period_word(centre->queue[queue].target.per) : "");
  explain_shrinkage(out, centre, need);
  return g_string_free(out, FALSE);
}
