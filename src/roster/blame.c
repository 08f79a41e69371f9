/* Why cover is missing: for every uncovered interval, what keeps those who have the skill from it. Somebody who is off that
 * day is tried with each shift that would cover it: the rules that break then are what a planner could relax. */
#include "roster/roster_private.h"

#define MOST_RULES 32

typedef struct {
  const RosterState *state;
  guint32 **broken; /* [n_people][bunches of the kind]: bit r when rule r breaks; NULL: not looked at yet */
  gboolean **done;  /* [n_people][n_days] */
} Blame;

/* What keeps people from one interval, counted. */
typedef struct {
  int skilled, away, busy, elsewhere, willing;
  int by_rule[MOST_RULES];
} Reasons;

static const RosterKind *
kind_of(const RosterState *s, int person)
{
  return s->staff->kind->pdata[g_array_index(s->staff->class, RosterClass, s->staff->class_of[person]).kind];
}

static const RosterOption *
works(const RosterState *s, int person, int day)
{
  int option = s->path[person]->day[day].option;
  return option >= 0 ? roster_option(s->problem, option) : NULL;
}

/* Does the rule break when the person works `option` on `day`, the other days as they are? */
static gboolean
breaks(const RosterState *s, int person, const RosterRule *rule, int day, const RosterOption *option)
{
  int words[ROSTER_RULE_WORDS] = {0};
  RosterStep sum = {0, 0, 0, 0};
  for (int d = 0; d < s->problem->n_days; d++)
    rule->info->step(rule, d, d == day ? option : works(s, person, d), words, &sum);
  return sum.breaches > 0 && isnan(rule->price);
}

static const guint32 *
broken_on(Blame *b, int person, int day)
{
  const RosterState *s = b->state;
  const RosterKind *kind = kind_of(s, person);
  if (b->broken[person] == NULL) {
    b->broken[person] = g_new0(guint32, kind->bunch->len + 1);
    b->done[person] = g_new0(gboolean, s->problem->n_days);
  }
  if (!b->done[person][day])
    for (int k = kind->day_bunch[day]; k < kind->day_bunch[day + 1]; k++) {
      int first = g_array_index(kind->bunch, RosterBunch, k).first;
      const RosterOption *option = roster_option(s->problem, g_array_index(kind->member, int, first));
      for (guint r = 0; r < MIN(kind->rules->len, MOST_RULES); r++)
        if (breaks(s, person, &g_array_index(kind->rules, RosterRule, r), day, option))
          b->broken[person][k] |= 1u << r;
    }
  b->done[person][day] = TRUE;
  return b->broken[person];
}

static gboolean
covers(const RosterProblem *p, const RosterOption *o, int interval)
{
  return o->first < (interval + 1) * p->per_interval && o->first + o->n_slots > interval * p->per_interval;
}

static gboolean
bunch_covers(const RosterKind *kind, const RosterBunch *bunch, int interval)
{
  for (int m = bunch->first; m < bunch->first + bunch->n; m++)
    if (covers(kind->problem, roster_option(kind->problem, g_array_index(kind->member, int, m)), interval))
      return TRUE;
  return FALSE;
}

/* The day's part of one person's reasons: fewest rules in the way decide. */
static void
look_at_day(Blame *b, int person, int day, int interval, guint32 *least, gboolean *found, gboolean *elsewhere)
{
  const RosterKind *kind = kind_of(b->state, person);
  for (int k = kind->day_bunch[day]; k < kind->day_bunch[day + 1]; k++) {
    if (!bunch_covers(kind, &g_array_index(kind->bunch, RosterBunch, k), interval))
      continue;
    *found = TRUE;
    if (works(b->state, person, day) != NULL) {
      *elsewhere = TRUE;
      return;
    }
    guint32 broken = broken_on(b, person, day)[k];
    if (__builtin_popcount(broken) < __builtin_popcount(*least))
      *least = broken;
  }
}

static void
ask_person(Blame *b, int person, int interval, Reasons *reasons)
{
  const RosterProblem *p = b->state->problem;
  int day = p->centre->grid->day_of[interval];
  guint32 least = G_MAXUINT32;
  gboolean found = FALSE, elsewhere = FALSE;
  reasons->skilled++;
  for (int d = MAX(0, day - 1); d <= day; d++) {
    const RosterOption *o = works(b->state, person, d);
    if (o != NULL && covers(p, o, interval)) {
      reasons->busy++;
      return;
    }
  }
  for (int d = MAX(0, day - 1); d <= day; d++)
    look_at_day(b, person, d, interval, &least, &found, &elsewhere);
  if (!found)
    reasons->away++;
  else if (least == 0)
    reasons->willing++;
  else if (least == G_MAXUINT32)
    reasons->elsewhere += elsewhere;
  else
    reasons->by_rule[__builtin_ctz(least)]++;
}

static gboolean
some_option_covers(const RosterProblem *p, int interval)
{
  for (guint i = 0; i < p->option->len; i++)
    if (covers(p, roster_option(p, (int) i), interval))
      return TRUE;
  return FALSE;
}

/* Names of the rules are those of any kind: all kinds list theirs in the same order. */
static char *
reason_text(const RosterState *s, const Reasons *r, int interval)
{
  const RosterKind *kind = s->staff->kind->pdata[0];
  int most = -1;
  if (r->skilled == 0)
    return g_strdup("nobody has the skill");
  if (!some_option_covers(s->problem, interval))
    return g_strdup("no shift covers it");
  if (r->away == r->skilled)
    return g_strdup_printf("nobody free: leave, or no shift of their contract covers it (%d people)", r->away);
  if (r->willing > 0)
    return g_strdup("one shift more would cost more than it covers");
  for (int k = 0; k < MIN((int) kind->rules->len, MOST_RULES); k++)
    if (r->by_rule[k] > 0 && (most < 0 || r->by_rule[k] > r->by_rule[most]))
      most = k;
  g_autofree char *rest = g_strdup_printf("%d of %d at work that day, %d away", r->busy + r->elsewhere, r->skilled, r->away);
  if (most < 0)
    return g_strdup_printf("not enough people: %s", rest);
  return g_strdup_printf("%s: %d kept back by it, %s", g_array_index(kind->rules, RosterRule, most).info->blame,
                         r->by_rule[most], rest);
}

static gboolean
has_skill(const RosterState *s, int person, int post)
{
  return g_array_index(s->problem->type, RosterType, roster_person_type(s, person)).posts >> post & 1;
}

/* Where people must serve several queues, which. Takes over `reason`. */
static char *
at_post(const RosterProblem *p, int post, char *reason)
{
  if (p->by_group || (p->post[post] & (p->post[post] - 1)) == 0)
    return reason;
  g_autofree char *rest = reason;
  g_autoptr(GString) names = g_string_new(NULL);
  for (int q = 0; q < p->centre->n_queues; q++)
    if (p->post[post] >> q & 1)
      g_string_append_printf(names, "%s'%s'", names->len > 0 ? " and " : "", p->centre->queue[q].name);
  return g_strdup_printf("of those who serve %s, %s", names->str, rest);
}

void
roster_blame(const RosterState *s, MusterRoster *roster, const int *post)
{
  int n = s->problem->centre->n_people;
  Blame b = {s, g_new0(guint32 *, n + 1), g_new0(gboolean *, n + 1)};
  for (guint k = 0; k < roster->uncovered->len; k++) {
    MusterUncovered *u = &g_array_index(roster->uncovered, MusterUncovered, k);
    Reasons reasons = {0};
    for (int p = 0; p < n; p++)
      if (has_skill(s, p, post[k]))
        ask_person(&b, p, u->interval, &reasons);
    u->blame = at_post(s->problem, post[k], reason_text(s, &reasons, u->interval));
  }
  for (int p = 0; p < n; p++) {
    g_free(b.broken[p]);
    g_free(b.done[p]);
  }
  g_free(b.broken);
  g_free(b.done);
}
