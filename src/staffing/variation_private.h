/* Demand that varies: gamma factors of mean 1, one for the day and one for each interval. What is promised on
 * average is weighed by contacts, so that a busy day counts for more: shares are ratios of expectations. */
#pragma once
#include <muster/staffing.h>

#define VARIATION_NODES 16
#define VARIATION_TABLE 512

/* The law of the product of both factors: the wider one's gamma law, spread by Gauss nodes of the narrower.
 */
struct StaffingVariation {
  double day_cv, interval_cv;
  double wide_cv;
  int n;
  double scale[VARIATION_NODES], weight[VARIATION_NODES];
  double low, high; /* next to nothing lies outside */
  gboolean has_table;
  double ln_density[VARIATION_TABLE + 1]; /* evenly from low to high, where it is smooth enough for that */
};
typedef struct StaffingVariation StaffingVariation;

void staffing_variation_init(StaffingVariation *variation, double day_cv, double interval_cv);
static inline gboolean
staffing_varies(const StaffingVariation *variation)
{
  return variation->wide_cv > 0.0;
}
/* P(factor ≤ x); the factor that a share of days keeps below. */
double staffing_variation_cdf(const StaffingVariation *variation, double x);
double staffing_variation_quantile(const StaffingVariation *variation, double share);

/* What becomes of contacts: sums whose ratios are the service. Sums of intervals add up to those of a day. */
typedef struct {
  double offered;
  double good, base; /* of the service level, by its definition; NaN without a threshold */
  double abandoned, answered;
  double waited_s; /* of the answered, together */
  double busy_s, agents_s;
} StaffingSums;
void staffing_sums_add(StaffingSums *sums, const StaffingSums *more, double times);
MusterErlangService staffing_sums_service(const StaffingSums *sums);

/* Sums of one mean contact and one agent-second of `agents`, over the variation. */
gboolean staffing_varied_sums(const StaffingVariation *variation, const MusterCentre *centre, int queue,
                              const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                              int agents, StaffingSums *sums, GError **error);
/* Smallest number of agents with which the targets hold on average, or (share not NaN) on that share of days.
 * As muster_erlang_agents(); the service is the average one either way. */
gboolean staffing_varied_agents(const StaffingVariation *variation, const MusterCentre *centre, int queue,
                                const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                                double share, MusterErlangNeed *need, GError **error);
/* "on 90 % of days: up to 1.26 times the mean demand". (transfer full) */
char *staffing_share_of_days_text(const MusterStaffing *staffing, double share);
