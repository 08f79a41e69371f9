/* What is offered depends on who gives up, and that on the staff: staffing and the traffic equations in turn.
 *
 * The first round staffs for what is offered at the targets. Where the staff so found loses another share of its contacts, so
 * that a queue would be offered another number of them over the horizon, the equations are solved at that share and the staff
 * is found again. Agents come whole, so the rounds may go to and fro between two answers: it is the horizon's number that has
 * to settle, and after a fixed number of rounds the larger of the last two stands, interval by interval. */
#include "staffing/staffing_private.h"
#include <math.h>
#include <string.h>

#define MOST_ROUNDS 3 /* after the first */
#define NEAR 0.01     /* of a queue's contacts over the horizon: a difference that is no reason for another round */

static gsize
n_cells(const MusterStaffing *staffing)
{
  return (gsize) staffing->requirement->n_queues * (gsize) staffing->requirement->grid->n;
}

static double
horizon_sum(const MusterFlows *flows, int queue)
{
  double sum = 0.0;
  for (int i = 0; i < flows->grid->n; i++)
    sum += flows->plan.offered[(gsize) queue * (gsize) flows->grid->n + (gsize) i];
  return sum;
}

/* Solves the plan's side at the service of the staff, where that makes a difference: TRUE. Else it stays as it was, solved at
 * used[], and used[] as well. */
static gboolean
moved(const MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand, MusterFlows *flows,
      double *used, MusterFaults *faults)
{
  gsize n = n_cells(staffing);
  g_autofree double *now = g_new(double, n + 1), *was = g_new(double, flows->n_queues + 1);
  for (gsize x = 0; x < n; x++)
    now[x] = staffing->requirement->need[x].abandonment;
  for (int q = 0; q < flows->n_queues; q++)
    was[q] = horizon_sum(flows, q);
  if (!staffing_solve_flows(flows, centre, demand, now, faults))
    return FALSE;
  for (int q = 0; q < flows->n_queues; q++)
    if (fabs(horizon_sum(flows, q) - was[q]) > NEAR * was[q]) {
      memcpy(used, now, n * sizeof *used);
      return TRUE;
    }
  staffing_solve_flows(flows, centre, demand, used, faults);
  return FALSE;
}

static void
keep_larger(MusterStaffing *staffing, const MusterStaffing *before)
{
  for (gsize x = 0; x < n_cells(staffing); x++)
    if (before->requirement->need[x].scheduled > staffing->requirement->need[x].scheduled)
      staffing->requirement->need[x] = before->requirement->need[x];
}

static gboolean
same_staff(const MusterStaffing *a, const MusterStaffing *b)
{
  for (gsize x = 0; x < n_cells(a); x++)
    if (a->requirement->need[x].agents != b->requirement->need[x].agents)
      return FALSE;
  return TRUE;
}

static MusterStaffing *
staff(const MusterCentre *centre, const MusterDemand *demand, const MusterFlows *flows, MusterStaffingMethod method,
      MusterFaults *faults)
{
  g_autoptr(MusterDemand) offered = muster_flows_offered(flows, demand);
  return staffing_once(centre, offered, method, faults);
}

/* Neither of the last two rounds has settled. */
static void
settle(MusterStaffing *staffing, const MusterStaffing *before)
{
  keep_larger(staffing, before);
  staffing_note(staffing,
                "staff and what it is offered had not settled after %d rounds: where the last two differ, the larger number "
                "of agents stands",
                MOST_ROUNDS + 1);
}

MusterStaffing *
staffing_in_rounds(const MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method, MusterFaults *faults)
{
  guint errors = muster_faults_n_errors(faults);
  g_autoptr(MusterFlows) flows = muster_flows_new(centre, demand, faults);
  gboolean solved = flows != NULL && staffing_solve_flows(flows, centre, demand, NULL, faults);
  g_autoptr(MusterStaffing) staffing = solved ? staff(centre, demand, flows, method, faults) : NULL;
  g_autofree double *used = staffing != NULL ? g_new(double, n_cells(staffing) + 1) : NULL;
  for (gsize x = 0; used != NULL && x < n_cells(staffing); x++)
    used[x] = NAN; /* what is assumed */
  for (int round = 1; staffing != NULL && flows->any && moved(staffing, centre, demand, flows, used, faults); round++) {
    g_autoptr(MusterStaffing) before = g_steal_pointer(&staffing);
    staffing = staff(centre, demand, flows, method, faults);
    if (staffing == NULL || same_staff(staffing, before))
      break;
    if (round == MOST_ROUNDS) {
      settle(staffing, before);
      break;
    }
  }
  if (staffing == NULL || muster_faults_n_errors(faults) > errors)
    return NULL;
  g_autoptr(MusterDemand) offered = muster_flows_offered(flows, demand);
  staffing_skills(staffing, centre, offered);
  staffing_note_skills(staffing, centre);
  if (staffing_any_waits(centre) && !staffing_level(staffing, centre, offered, faults))
    return NULL;
  staffing->flows = g_steal_pointer(&flows);
  staffing_note_flows(staffing, centre);
  return g_steal_pointer(&staffing);
}

/* --- what was divided out, and what is offered ------------------------------------------------------------------------ */

static void
note_selfservice(MusterStaffing *staffing, const MusterCentre *centre, const MusterSelfservice *self)
{
  const MusterQueue *queue = &centre->queue[self->queue];
  double seen = isnan(queue->observed_contained) ? self->contains : queue->observed_contained;
  g_autofree char *now = muster_format_share(self->contains), *then = muster_format_share(seen);
  if (self->counts_before)
    staffing_note(staffing, "queue '%s': self-service takes %s off the contacts", queue->name, now);
  else if (seen == self->contains)
    staffing_note(staffing, "queue '%s': counts are of contacts behind a self-service that keeps %s away, and stand as they are",
                  queue->name, now);
  else
    staffing_note(staffing, "queue '%s': counts are of contacts behind a self-service that kept %s away; it will be %s", queue->name,
                  then, now);
}

static void
note_queue(MusterStaffing *staffing, const MusterCentre *centre, int q)
{
  const MusterFlows *flows = staffing->flows;
  g_autofree char *plan = muster_flows_account(flows, &flows->plan, q), *history = muster_flows_account(flows, &flows->history, q);
  char *told = muster_flows_tell(flows, q);
  if (told != NULL)
    g_ptr_array_add(staffing->notes, told);
  if (flows->counts == MUSTER_COUNTS_FRESH || strcmp(history, plan) != 0)
    staffing_note(staffing, "queue '%s': staffed is for %s, at %.1f %% abandoned", centre->queue[q].name, plan,
                  100.0 * muster_flows_abandonment(flows, &flows->plan, q));
}

/* A quota has its contacts from elsewhere. */
static gboolean
has_contacts(const MusterFlows *flows, int queue)
{
  for (int i = 0; i < flows->grid->n; i++) {
    gsize at = (gsize) queue * (gsize) flows->grid->n + (gsize) i;
    if (flows->plan.offered[at] > 0.0 || flows->history.offered[at] > 0.0)
      return TRUE;
  }
  return FALSE;
}

void
staffing_note_flows(MusterStaffing *staffing, const MusterCentre *centre)
{
  const MusterFlows *flows = staffing->flows;
  for (int s = 0; s < centre->n_selfservice; s++)
    note_selfservice(staffing, centre, &centre->selfservice[s]);
  for (int q = 0; q < centre->n_queues; q++)
    if (flows->flows[q] && has_contacts(flows, q))
      note_queue(staffing, centre, q);
  for (guint i = 0; i < flows->notes->len; i++)
    g_ptr_array_add(staffing->notes, g_strdup(flows->notes->pdata[i]));
}
