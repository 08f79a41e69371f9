/* The check room: is a roster or a plan lawful, and are its figures right?
 *
 * Written apart from the rooms that make rosters and plans: it shares no code with them, so that a fault there
 * cannot hide itself here. It takes any MusterRoster or MusterPlan, whoever made it, and reports every broken rule;
 * it changes nothing. A rule with a price is reported with what the breach costs; it is no reason to refuse.
 *
 * How the rules are read:
 *  - A duty belongs to the local day on which it starts, with all its hours. Weeks run from Monday to Sunday.
 *  - Hours are elapsed paid hours: a shift over a night of clock change counts what it lasts.
 *  - A contract's span (`/ week`, `/ 4 weeks`, `/ month`) that lies partly outside the horizon holds in proportion to
 *    the days on which the centre ordinarily opens; days of leave and closed holidays are credited with the
 *    contract's least hours a day and count as days worked.
 *  - Hours above the contract's most are a breach. Hours below its least are paid whether worked or not (they are in
 *    the cost): reported, never hard.
 */
#pragma once
#include <muster/model/roster.h>

G_BEGIN_DECLS

typedef struct {
  char *rule;        /* "rest_between_shifts", "breaks", …: a labour rule or one of muster_check_structure_rules() */
  int person;        /* index in centre->person; -1: nobody's (a plan), or unknown */
  MusterDay day;     /* local day it is about; of a stretch, the first day in breach */
  gint64 at;         /* instant, UTC */
  char *found;       /* what the roster has, in words */
  char *allowed;     /* what the rule allows */
  gboolean hard;     /* FALSE: allowed at a price */
  double price;      /* money in the penalty; 0 when hard */
} MusterViolation;

typedef struct {
  GArray *violations; /* MusterViolation, ordered by person, instant, rule; clear func set */
  int n_hard;
  /* Recomputed from the duties alone. Without a requirement: understaffed and overstaffed are 0. */
  double cost, penalty, objective, paid_h, understaffed_h, overstaffed_h;
  GPtrArray *differences; /* char *: where the figures written in the file differ from these */
} MusterCheck;

MUSTER_API void muster_check_free(MusterCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterCheck, muster_check_free)

/* Checks `roster` against the centre; `requirement` (or NULL) for the cover. (transfer full) */
MUSTER_API MusterCheck *muster_check_roster(const MusterCentre *centre, const MusterRoster *roster,
                                            const MusterRequirement *requirement);
/* The same for a plan: forms, days and breaks of its shifts, cover and cost. (transfer full) */
MUSTER_API MusterCheck *muster_check_plan(const MusterCentre *centre, const MusterPlan *plan,
                                          const MusterRequirement *requirement);
/* Adds an error for each labour rule of the centre that the checker has no piece for. FALSE if there was one. */
MUSTER_API gboolean muster_check_refuse(const MusterCentre *centre, MusterFaults *faults);

/* `ann (Ann Li), 2026-11-09: rest_between_shifts: 8 h; allowed: at least 11 h`. (transfer full) */
MUSTER_API char *muster_violation_text(const MusterViolation *violation, const MusterCentre *centre);
MUSTER_API const char *const *muster_check_structure_rules(void); /* NULL-terminated names */
MUSTER_API gboolean muster_check_has_rule(const char *labour_rule);

G_END_DECLS
