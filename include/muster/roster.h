/* The roster room: requirement, people, contracts and labour rules → who works when.
 *
 * Covers the requirement's `scheduled` with on-queue segments of named people (or, when asked, the shifts of a plan).
 * One person's whole period is a path through days and states of the rules; paths are priced by dynamic programming
 * for column generation, whose linear programme gives the bound. Whole rosters are then rounded from it and
 * improved person by person and several at once. What comes out is always lawful; what stays short is listed with the
 * rule to blame. A contract's least hours are worked wherever the rules let them be.
 *
 * Nothing is counted in seconds of the clock: `work` limits the search, and the same input, seed and work give the same roster
 * for any number of jobs.
 */
#pragma once
#include <muster/model/roster.h>

G_BEGIN_DECLS

typedef struct {
  gint64 work;           /* units of search (one: one person's period planned anew); 0: the standard for the size */
  int jobs;              /* threads; 0: as many as processors */
  guint64 seed;
  const MusterPlan *plan; /* cover these shifts instead of the requirement; NULL: the requirement */
  /* Called now and then with the share done, from 0 to 1, from the calling thread; FALSE stops the search (the best so far is
   * returned, cut). May be NULL. */
  gboolean (*progress)(double share, gpointer data);
  gpointer progress_data;
} MusterRosterOptions;

/* Makes a roster. Keys that cannot be honoured and faults of the people's data are errors in `faults` (then NULL); what a planner
 * should know (a contract that cannot be met) is a note or a warning there. `options` may be NULL. (transfer full) */
MUSTER_API MusterRoster *muster_roster_make(const MusterCentre *centre, const MusterRequirement *requirement,
                                            const MusterRosterOptions *options, MusterFaults *faults);
/* Adds an error for everything of the centre that rosters cannot honour, by name. FALSE if there was any. */
MUSTER_API gboolean muster_roster_refuse(const MusterCentre *centre, MusterFaults *faults);
MUSTER_API gboolean muster_roster_has_rule(const char *labour_rule);

G_END_DECLS
