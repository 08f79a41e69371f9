/* The table of the planner's rules, and what of a centre rosters cannot honour. */
#include "roster/roster_private.h"

#define X(name) extern const RosterRuleInfo roster_rule_##name;
#include "roster/roster_rules.h"
#undef X

static const RosterRuleInfo *const rules[] = {
#define X(name) &roster_rule_##name,
#include "roster/roster_rules.h"
#undef X
};

const RosterRuleInfo *
roster_rule_find(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
    if (g_str_equal(rules[i]->name, name))
      return rules[i];
  return NULL;
}

gboolean
muster_roster_has_rule(const char *labour_rule)
{
  return roster_rule_find(labour_rule) != NULL;
}

static void
refuse_people(const MusterCentre *centre, MusterFaults *faults)
{
  for (int p = 0; p < centre->n_people; p++)
    if (centre->person[p].balances != NULL && centre->person[p].balances[0] != '\0') {
      muster_faults_error(faults, centre->person[p].mark, "leave the column empty",
                          "'balances' of people cannot be honoured by rosters yet");
      return;
    }
}

gboolean
muster_roster_refuse(const MusterCentre *centre, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  MusterMark nowhere = {0};
  for (int i = 0; i < centre->n_labour; i++)
    if (roster_rule_find(centre->labour[i].info->name) == NULL)
      muster_faults_error(faults, centre->labour[i].mark, "take it out of `labour`",
                          "labour rule '%s' cannot be honoured by rosters yet", centre->labour[i].info->name);
  for (int s = 0; s < centre->n_shifts; s++)
    if (centre->shift[s].handover_s > 0)
      muster_faults_error(faults, centre->shift[s].mark, NULL, "'handover' of shift '%s' cannot be honoured by rosters yet",
                          centre->shift[s].name);
  if (centre->n_activities > 0)
    muster_faults_error(faults, nowhere, NULL, "'activities' cannot be honoured by rosters yet");
  if (isfinite(centre->seats))
    muster_faults_error(faults, nowhere, NULL, "'seats' cannot be honoured by rosters yet");
  if (centre->previous != NULL)
    muster_faults_error(faults, nowhere, NULL, "'previous' cannot be honoured by rosters yet");
  if (centre->n_people == 0)
    muster_faults_error(faults, nowhere, "give `people`", "a roster needs people, and the centre has none");
  refuse_people(centre, faults);
  return muster_faults_n_errors(faults) == before;
}
