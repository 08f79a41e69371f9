/* Which group serves what: the work of each queue dealt out so that no group is busier than it must be, agents split whole
 * over it, and the service that follows. */
#include "staffing/skills_private.h"
#include <math.h>

/* The deal as a linear problem: the load of queue k that group g serves, and the largest load per agent, which is least. */
typedef struct {
  MusterLp *lp;
  int column[SKILLS_MOST_GROUPS][SKILLS_MOST_QUEUES]; /* −1: not served */
} Deal;

static void
deal_init(Deal *deal, const SkillsPool *pool, guint active, const double *load_erl, const int *agents)
{
  int busiest, group_row[SKILLS_MOST_GROUPS];
  deal->lp = muster_lp_new();
  busiest = muster_lp_add_column(deal->lp, 0.0, MUSTER_MIP_INFINITY, 1.0, 0, NULL, NULL);
  for (int g = 0; g < pool->n_groups; g++) {
    double people = agents[g];
    group_row[g] = muster_lp_add_row(deal->lp, 0.0, MUSTER_MIP_INFINITY, 1, &busiest, &people);
  }
  for (int k = 0; k < pool->n; k++) {
    int row = muster_lp_add_row(deal->lp, load_erl[k], load_erl[k], 0, NULL, NULL);
    for (int g = 0; g < pool->n_groups; g++) {
      gboolean serves = agents[g] > 0 && (pool->skills[g] & active & 1u << k) != 0;
      deal->column[g][k] = serves ? muster_lp_add_column(deal->lp, 0.0, MUSTER_MIP_INFINITY, 0.0, 2,
                                                         (int[]){group_row[g], row}, (double[]){-1.0, 1.0})
                                  : -1;
    }
  }
}

/* `whole` people over queues in proportion to load[n]; what does not come out even goes to the largest parts left over. */
static void
split(int whole, int n, const gboolean *served, const double *load, double *out)
{
  double sum = 0.0, part[SKILLS_MOST_QUEUES];
  int left = whole, n_served = 0;
  for (int k = 0; k < n; k++) {
    sum += served[k] ? load[k] : 0.0;
    n_served += served[k];
  }
  for (int k = 0; k < n; k++) {
    double exact = !served[k] ? 0.0 : sum > 0.0 ? whole * load[k] / sum : (double) whole / n_served;
    out[k] = floor(exact + 1e-9);
    part[k] = served[k] ? exact - out[k] : -1.0;
    left -= (int) out[k];
  }
  for (; left > 0; left--) {
    int most = 0;
    for (int k = 1; k < n; k++)
      if (part[k] > part[most] + 1e-9)
        most = k;
    out[most] += 1.0;
    part[most] -= 1.0;
  }
}

static void
add_group(MusterStaffing *staffing, const SkillsPool *pool, const Deal *deal, int g, int interval, const int *agents,
          GArray *shares)
{
  double load[SKILLS_MOST_QUEUES] = {0.0}, people[SKILLS_MOST_QUEUES], scheduled[SKILLS_MOST_QUEUES];
  gboolean served[SKILLS_MOST_QUEUES] = {FALSE};
  g_autofree double *shrinkage = g_new(double, pool->centre->n_shrinkage + 1);
  int n_shrinkage = muster_centre_shrinkage_shares(pool->centre, shrinkage);
  for (int k = 0; k < pool->n; k++) {
    served[k] = deal->column[g][k] >= 0;
    load[k] = served[k] ? MAX(muster_lp_values(deal->lp)[deal->column[g][k]], 0.0) : 0.0;
  }
  split(agents[g], pool->n, served, load, people);
  split((int) muster_scheduled(agents[g], shrinkage, n_shrinkage), pool->n, served, load, scheduled);
  for (int k = 0; k < pool->n; k++) {
    const MusterNeed *need = staffing_need(staffing, pool->queue[k], interval);
    double part = need->load_erl > 0.0 ? load[k] / need->load_erl : 0.0;
    MusterShare share = {interval,  pool->queue[k], pool->group[g], need->contacts * part, need->handle_mean_s,
                         load[k], people[k],      scheduled[k]};
    if (served[k])
      g_array_append_val(shares, share);
  }
}

/* Of all sets with the queue, the one that serves it worst. */
static void
set_service(MusterStaffing *staffing, const SkillsPool *pool, const SkillsWork *work, int k, int interval, const int *agents)
{
  MusterNeed *need = staffing_need(staffing, pool->queue[k], interval);
  guint active = skills_active(pool, work);
  gboolean first = TRUE;
  for (guint set = active; set != 0; set = (set - 1) & active) {
    SkillsLoad load = skills_load(pool, work, set), over = skills_overflow(pool, work, set, agents);
    MusterErlangTraffic traffic = {load.load_erl + over.load_erl, 0.0, pool->plain[k].patience_s};
    MusterErlangService service;
    MusterErlangNeed asked;
    int people = skills_agents_of(pool, set, agents);
    traffic.handle_s = traffic.load_erl / (load.rate + over.rate);
    if ((set >> k & 1) == 0 || !muster_erlang_service(&traffic, &pool->plain[k].targets, people, &service, NULL))
      continue;
    if (!first && !(service.service_level < need->service_level) && !(service.abandon > need->abandonment))
      continue;
    first = FALSE;
    need->service_level = service.service_level;
    need->abandonment = service.abandon;
    need->asa_s = service.asa_s;
    need->occupancy = service.occupancy;
    if (muster_erlang_agents(&traffic, &pool->plain[k].targets, &asked, NULL))
      need->binding = staffing_binding(asked.binding);
  }
}

void
skills_share_out(MusterStaffing *staffing, const SkillsPool *pool, const SkillsWork *work, int interval, const int *agents,
                 GArray *shares)
{
  guint active = skills_active(pool, work);
  double load_erl[SKILLS_MOST_QUEUES] = {0.0};
  Deal deal;
  for (int k = 0; k < pool->n; k++)
    if (active >> k & 1)
      load_erl[k] = staffing_need(staffing, pool->queue[k], interval)->load_erl;
  deal_init(&deal, pool, active, load_erl, agents);
  if (muster_lp_solve(deal.lp, MUSTER_LP_FRESH, 0) == MUSTER_MIP_OPTIMAL) {
    for (int g = 0; g < pool->n_groups; g++)
      if (agents[g] > 0)
        add_group(staffing, pool, &deal, g, interval, agents, shares);
    for (int k = 0; k < pool->n; k++)
      if (active >> k & 1)
        set_service(staffing, pool, work, k, interval, agents);
  }
  muster_lp_free(deal.lp);
}
