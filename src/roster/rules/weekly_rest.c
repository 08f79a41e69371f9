/* A long rest in every calendar week. One that begins in the week counts in full, another with its part in the week; before the
 * horizon and after it there is rest. */
#include "roster/rules/rest.h"

enum { REST, KEPT, WAITS, ENDED }; /* words of the state */
/* REST: see rest.h; KEPT: 1 when this week has its rest; WAITS: 1 when the week before relies on the rest that runs; ENDED: 1 when
 * the last shift ended in this week, 2 when in the next. */

static gboolean
prepare(RosterRule *rule, char **why G_GNUC_UNUSED)
{
  roster_rest_prepare(rule, rule->labour->p[0]);
  return TRUE;
}

/* Slot of Monday's midnight of the day's week, `weeks` later; may lie before the grid. */
static int
monday_slot(const RosterRule *rule, int day, int weeks)
{
  const RosterProblem *p = rule->kind->problem;
  MusterDay local = p->centre->from + day;
  gint64 at;
  muster_zone_to_utc(p->centre->zone, local - muster_day_weekday(local) + 7 * weeks, 0, &at);
  gint64 elapsed_s = at - p->centre->grid->start[0];
  return (int) (elapsed_s >= 0 ? elapsed_s / p->slot_s : -((-elapsed_s + p->slot_s - 1) / p->slot_s));
}

static gboolean
rested_since_monday(const RosterRule *rule, const RosterOption *option)
{
  return option->first - monday_slot(rule, option->day, 0) >= rule->limit_slots;
}

static int
ends_in(const RosterRule *rule, const RosterOption *option)
{
  return option->first + option->n_slots >= monday_slot(rule, option->day, 1) ? 2 : 1;
}

static void
work(const RosterRule *rule, const RosterOption *option, int *state, RosterStep *out)
{
  gboolean rested = roster_rest_kept(state[REST], option);
  out->breaches += state[WAITS] && !rested;
  if ((state[ENDED] == 1 && rested) || (state[ENDED] == 0 && rested_since_monday(rule, option)))
    state[KEPT] = 1;
  state[WAITS] = 0;
  state[ENDED] = ends_in(rule, option);
}

static void
end_week(const RosterRule *rule, int *state, RosterStep *out)
{
  gboolean whole_week_free = state[ENDED] == 0 && rule->labour->p[0] <= 7 * 86400.0;
  if (!state[KEPT] && !whole_week_free) {
    if (state[ENDED] == 1)
      state[WAITS] = 1;
    else
      out->breaches++;
  }
  state[KEPT] = 0;
  state[ENDED] = state[ENDED] == 2 ? 1 : 0;
}

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out)
{
  if (option != NULL)
    work(rule, option, state, out);
  state[REST] = roster_rest_after(rule, day, option, state[REST]);
  if (muster_day_weekday(rule->kind->problem->centre->from + day) == 6)
    end_week(rule, state, out);
  if (state[REST] == 0) {
    /* Whatever comes next comes after a full rest. */
    if (state[ENDED] == 1)
      state[KEPT] = 1, state[ENDED] = 0;
    state[WAITS] = 0;
  }
}

static guint64
mark(const RosterRule *rule, const RosterOption *option)
{
  return roster_rest_mark(rule, option) | (guint64) rested_since_monday(rule, option) << 63 |
         (guint64) (ends_in(rule, option) == 2) << 31;
}

const RosterRuleInfo roster_rule_weekly_rest = {"weekly_rest", prepare, step, mark, "the weekly rest"};
