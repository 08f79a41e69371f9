/* Cross checks: what each key alone could not say. Every check holds its own against a centre that is only
 * half read. */
#include "model/centre/centre_private.h"
#include <string.h>

static gboolean
serves(const MusterGroup *group, int queue)
{
  for (int i = 0; i < group->n_serves; i++)
    if (group->serves[i].queue == queue)
      return TRUE;
  return FALSE;
}

/* A centre without groups is one for forecasting; with groups, every queue needs one. */
static void
check_served(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues && centre->n_groups > 0; q++) {
    gboolean served = FALSE;
    for (int g = 0; g < centre->n_groups && !served; g++)
      served = serves(&centre->group[g], q);
    if (!served)
      muster_faults_error(faults, centre->queue[q].mark, "add it to `serves` of a group",
                          "nobody serves the queue '%s'", centre->queue[q].name);
  }
}

static void
check_call_in(const MusterCentre *centre, const MusterGroup *group, MusterFaults *faults)
{
  const MusterCallIn *call_in = &group->call_in;
  if (!call_in->given || call_in->queue < 0 || call_in->queue >= centre->n_queues ||
      serves(group, call_in->queue))
    return;
  g_autofree char *hint =
      g_strdup_printf("add '%s' to what the group serves, or watch a queue that it serves",
                      centre->queue[call_in->queue].name);
  muster_faults_error(faults, centre_mark(centre, "groups", group->name, "call_in", "when", NULL), hint,
                      "the reserve '%s' is called in for the queue '%s', which it does not serve",
                      group->name, centre->queue[call_in->queue].name);
}

/* A reserve that watches the service level needs a promised time. */
static void
check_watch(const MusterCentre *centre, const MusterGroup *group, MusterFaults *faults)
{
  const MusterCallIn *call_in = &group->call_in;
  if (!call_in->given || call_in->queue < 0 || call_in->queue >= centre->n_queues ||
      g_strcmp0(call_in->measure, "service_level") != 0)
    return;
  const MusterQueue *queue = &centre->queue[call_in->queue];
  if (!queue->has_target || !(queue->target.within_s >= 0))
    muster_faults_error(faults, centre_mark(centre, "groups", group->name, "call_in", "when", NULL),
                        "give the queue a `target` with `within`, or watch another measure",
                        "the reserve '%s' watches the service level of '%s', which promises no time", group->name,
                        queue->name);
}

static void
check_groups(const MusterCentre *centre, MusterFaults *faults)
{
  for (int g = 0; g < centre->n_groups; g++) {
    check_call_in(centre, &centre->group[g], faults);
    check_watch(centre, &centre->group[g], faults);
  }
}

/* Targets that no number of people can keep. */
static void
check_targets(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterTarget *target = &centre->queue[q].target;
    if (!centre->queue[q].has_target)
      continue;
    if (target->answer >= 1)
      muster_faults_error(faults,
                          centre_mark(centre, "queues", centre->queue[q].name, "target", "answer", NULL),
                          "99.9 % can be kept", "no number of agents answers 100 %% in time");
    if (target->abandon <= 0)
      muster_faults_error(faults,
                          centre_mark(centre, "queues", centre->queue[q].name, "target", "abandon", NULL),
                          "0.1 % can be kept", "no number of agents keeps abandonment at 0 %%");
    if (target->asa_s <= 0)
      muster_faults_error(faults, centre_mark(centre, "queues", centre->queue[q].name, "target", "asa", NULL),
                          "1 s can be kept", "no number of agents answers everybody at once");
  }
}

/* A contact stays in its group's line, so nothing may depend on how long it waits there. */
static void
check_join(const MusterCentre *centre, MusterFaults *faults)
{
  MusterMark mark = centre_mark(centre, "routing", "join", NULL);
  for (int g = 0; g < centre->n_groups && centre->join.name != NULL; g++)
    for (int i = 0; i < centre->group[g].n_serves; i++) {
      const MusterServes *serves = &centre->group[g].serves[i];
      if (serves->after_s > 0 || serves->n_steps > 0 || serves->when.measure != MUSTER_CONDITION_NONE)
        muster_faults_error(faults, mark, "take out the one or the other",
                            "join: the group '%s' serves '%s' by wait or condition, which a line of its own knows not",
                            centre->group[g].name, centre->queue[serves->queue].name);
    }
  for (int i = 0; i < centre->n_callbacks && centre->join.name != NULL; i++)
    if (centre->callback[i].in_turn)
      muster_faults_error(faults, mark, "write `call: after_predicted_wait`",
                          "join: no place can be kept for a callback in a line per group");
}

/* Somebody is called by telephone, at once or as work that can wait; who can be offered that waits on the line or at the screen. */
static void
check_called(const MusterCentre *centre, const MusterCallback *callback, MusterMark mark, MusterFaults *faults)
{
  const MusterQueue *queue = &centre->queue[callback->queue];
  if (queue->channel != MUSTER_CHANNEL_VOICE && queue->channel != MUSTER_CHANNEL_CHAT)
    muster_faults_error(faults, mark, "calls and chats are offered callbacks",
                        "callback: nobody waits for an answer in the queue '%s'", queue->name);
  if (callback->into >= 0 && callback->into < centre->n_queues &&
      centre->queue[callback->into].channel != MUSTER_CHANNEL_VOICE && centre->queue[callback->into].channel != MUSTER_CHANNEL_CASE)
    muster_faults_error(faults, mark, "name a queue of calls or cases in `into`",
                        "callback: the queue '%s' that it comes back to is not of calls, nor of cases",
                        centre->queue[callback->into].name);
}

/* A service level needs a time within which to be answered. */
static void
check_condition(const MusterCentre *centre, const MusterCondition *when, MusterMark mark, MusterFaults *faults)
{
  if (when->measure != MUSTER_CONDITION_SERVICE_LEVEL || when->of < 0 || when->of >= centre->n_queues)
    return;
  const MusterQueue *queue = &centre->queue[when->of];
  if (!queue->has_target || isnan(queue->target.within_s))
    muster_faults_error(faults, mark, "give its target a `within`, or look at another measure",
                        "when: the queue '%s' has no service level", queue->name);
}

static void
check_conditions(const MusterCentre *centre, MusterFaults *faults)
{
  for (int g = 0; g < centre->n_groups; g++)
    for (int i = 0; i < centre->group[g].n_serves; i++) {
      const MusterServes *serves = &centre->group[g].serves[i];
      if (serves->queue < 0 || serves->queue >= centre->n_queues)
        continue; /* said already */
      MusterMark mark = serves->overflow ? centre_mark(centre, "routing", "overflow", NULL)
                                         : centre_mark(centre, "groups", centre->group[g].name, "serves",
                                                       centre->queue[serves->queue].name, NULL);
      check_condition(centre, &serves->when, mark, faults);
      for (int s = 0; s < serves->n_steps; s++)
        check_condition(centre, &serves->steps[s].when, mark, faults);
    }
}

/* What the history saw says nothing of a queue that is offered no callbacks now: where they went is in the rule. */
static void
check_observed_callbacks(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    gboolean offered = FALSE;
    for (int i = 0; i < centre->n_callbacks; i++)
      offered = offered || centre->callback[i].queue == q;
    if (!offered && centre->queue[q].observed_callbacks > 0)
      muster_faults_error(faults, centre_mark(centre, "queues", centre->queue[q].name, "observed", "callbacks", NULL),
                          "say in routing.callback where they come back to",
                          "observed: the queue '%s' offers no callbacks", centre->queue[q].name);
  }
}

static void
check_routing(const MusterCentre *centre, MusterFaults *faults)
{
  MusterMark keep_mark = centre_mark(centre, "routing", "keep_idle", NULL);
  for (int i = 0; i < centre->n_keep_idle; i++) {
    const MusterKeepIdle *keep = &centre->keep_idle[i];
    for (int q = 0; q < centre->n_queues && keep->group >= 0 && keep->group < centre->n_groups; q++)
      if ((keep->queues >> q & 1) && !serves(&centre->group[keep->group], q))
        muster_faults_error(faults, keep_mark, NULL, "keep_idle: the group '%s' does not serve '%s'",
                            centre->group[keep->group].name, centre->queue[q].name);
  }
  MusterMark call_mark = centre_mark(centre, "routing", "callback", NULL);
  guint64 seen = 0;
  for (int i = 0; i < centre->n_callbacks; i++) {
    const MusterCallback *callback = &centre->callback[i];
    if (callback->in_turn && callback->times != 1)
      muster_faults_error(faults, call_mark, NULL,
                          "callback: 'times' belongs to `call: after_predicted_wait`");
    if (callback->queue < 0 || callback->queue >= centre->n_queues)
      continue; /* said already */
    check_called(centre, callback, call_mark, faults);
    if (seen >> callback->queue & 1)
      muster_faults_error(faults, call_mark, NULL, "callback: the queue '%s' has two of them",
                          centre->queue[callback->queue].name);
    seen |= (guint64) 1 << callback->queue;
  }
}

static void
check_lines(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++)
    if ((centre->lines.queues >> q & 1) && centre->queue[q].channel != MUSTER_CHANNEL_VOICE &&
        centre->queue[q].channel != MUSTER_CHANNEL_OUTBOUND)
      muster_faults_error(faults, centre_mark(centre, "lines", "queues", NULL), NULL,
                          "lines: the queue '%s' is not of calls", centre->queue[q].name);
}

static void
check_contracts(const MusterCentre *centre, MusterFaults *faults)
{
  for (int c = 0; c < centre->n_contracts; c++) {
    const MusterContract *contract = &centre->contract[c];
    MusterMark hours = centre_mark(centre, "contracts", contract->name, "hours", NULL);
    MusterMark days = centre_mark(centre, "contracts", contract->name, "days", NULL);
    double week_s = 7 * 86400.0, most_days = contract->days.per_unit == 'w'   ? 7
                                             : contract->days.per_unit == 'd' ? 1
                                             : contract->days.per_unit == 'm' ? 31
                                                                              : 366;
    if (!isnan(contract->hours.lo) && !contract->hours.is_time)
      muster_faults_error(faults, hours, "write `40 h / week`", "hours: the amount is no time");
    else if (contract->hours.per_unit == 'w' && contract->hours.lo > week_s * contract->hours.per_n)
      muster_faults_error(faults, hours, NULL, "hours: more than there are in the span");
    if (!isnan(contract->days.lo) && contract->days.is_time)
      muster_faults_error(faults, days, "write `5 / week`", "days: a count is meant, not a time");
    else if (contract->days.lo > most_days * contract->days.per_n)
      muster_faults_error(faults, days, NULL, "days: more than there are in the span");
  }
}

/* With `grades`, a grade that is not among them is a slip of the pen, and would be taken at 100 %. */
static void
check_grades(const MusterCentre *centre, MusterFaults *faults)
{
  g_autofree const char **names = g_new0(const char *, centre->n_grades + 1);
  for (int i = 0; i < centre->n_grades; i++)
    names[i] = centre->grade[i].name;
  for (int i = 0; i < centre->n_people && centre->n_grades > 0; i++) {
    const MusterPerson *person = &centre->person[i];
    if (person->grade == NULL || muster_person_grade(centre, person) != NULL)
      continue;
    g_autofree char *hint = muster_yaml_hint(person->grade, names);
    muster_faults_error(faults, person->mark, hint, "'%s' has the grade '%s', which is not among `grades`",
                        person->id, person->grade);
  }
}

void
centre_check(const CentreReading *reading, MusterFaults *faults)
{
  const MusterCentre *centre = reading->centre;
  if (!reading->serves_broken)
    check_served(centre, faults);
  check_groups(centre, faults);
  check_targets(centre, faults);
  check_routing(centre, faults);
  check_join(centre, faults);
  check_observed_callbacks(centre, faults);
  check_conditions(centre, faults);
  check_lines(centre, faults);
  check_contracts(centre, faults);
  check_grades(centre, faults);
  centre_check_channels(centre, faults);
  centre_check_flows(centre, faults);
  centre_check_shifts(centre, faults);
}
