/* The values of the line as tables for a terminal: what a command prints when no other format is asked for.
 *
 * Each function gives a list of tables, the overview first; muster_tables_show() turns the list into text of
 * any format. Names and keys are stable. All lists are (transfer full) and hold MusterTable *. / */
#pragma once
#include <muster/check.h>
#include <muster/forecast.h>
#include <muster/model.h>
#include <muster/report/table.h>

G_BEGIN_DECLS

/* Per day and queue: contacts with their band, the busiest interval. */
MUSTER_API GPtrArray *muster_demand_tables(const MusterDemand *demand, const MusterCentre *centre);
/* Per queue a summary, then the agents needed: clock times down, days across (a table for each week). */
MUSTER_API GPtrArray *muster_requirement_tables(const MusterRequirement *requirement,
                                                const MusterCentre *centre);
/* Per queue where its contacts come from: as they were counted, and as they are planned for. */
MUSTER_API GPtrArray *muster_flows_tables(const MusterFlows *flows, const MusterCentre *centre);
/* Cost, bound and hours; then the shifts, how many of each, with their breaks. */
MUSTER_API GPtrArray *muster_plan_tables(const MusterPlan *plan, const MusterCentre *centre);
/* Cost, bound and hours; groups; people; what stays uncovered. */
MUSTER_API GPtrArray *muster_roster_tables(const MusterRoster *roster, const MusterCentre *centre);
/* Queues with their targets; groups; days. */
MUSTER_API GPtrArray *muster_outcome_tables(const MusterOutcome *outcome, const MusterCentre *centre);
/* Rules broken, and figures that differ from those written. */
MUSTER_API GPtrArray *muster_check_tables(const MusterCheck *check, const MusterCentre *centre);

/* How good the forecast was on days that it had not seen: a row for each of `backtest[n]`, called `ahead[n]`
 * (`one week`). Also what the page takes as its accuracy. (transfer full) */
MUSTER_API MusterTable *muster_accuracy_table(const MusterBacktest *backtest, const char *const *ahead,
                                              int n);
/* The same from a history: one origin in each of its last `weeks` weeks before the plan, each with what was
 * known then. NULL when nothing could be compared. (transfer full) */
MUSTER_API MusterTable *muster_accuracy_of_history(const MusterHistory *history, const MusterCentre *centre,
                                                   int weeks);

/* The list as text, and frees it. (transfer full) */
MUSTER_API char *muster_tables_show(GPtrArray *tables, MusterFormat format, const MusterTableStyle *style);

G_END_DECLS
