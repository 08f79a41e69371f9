#include "sim_made.h"

static MusterCondition
a_condition(Made *m)
{
  MusterCondition c = {.measure = (MusterConditionMeasure) (int) made_uniform(m, 0, MUSTER_CONDITION_IDLE_AGENTS + 1),
                       .below = made_chance(m, 0.5)};
  gboolean agents = c.measure == MUSTER_CONDITION_IDLE_AGENTS;
  c.of = (int) made_uniform(m, 0, agents ? m->k.c.n_groups : m->k.c.n_queues);
  c.bound = agents || c.measure == MUSTER_CONDITION_QUEUE_LENGTH ? floor(made_uniform(m, 0, 6))
            : c.measure == MUSTER_CONDITION_SERVICE_LEVEL        ? made_uniform(m, 0, 1)
                                                                 : made_uniform(m, 0, 100);
  return c;
}

/* More lines for a queue of a group, some under a condition. */
static void
make_table(Made *m, int g, int q, MusterServes *s)
{
  if (made_chance(m, 0.5))
    s->when = a_condition(m);
  s->steps = m->step[g][q];
  s->n_steps = (int) made_uniform(m, 0, 3);
  for (int i = 0; i < s->n_steps; i++) {
    s->steps[i] = (MusterServesStep) {.after_s = made_uniform(m, 0, 90), .rank = (int) made_uniform(m, 0, 4), .take = (int) made_uniform(m, 0, 4)};
    if (made_chance(m, 0.5))
      s->steps[i].when = a_condition(m);
  }
}

void
made_group(Made *m, int g)
{
  SimCase *k = &m->k;
  for (int q = 0; q < k->c.n_queues; q++) {
    if (!made_chance(m, 0.6))
      continue;
    MusterServes *s = case_serve(k, g, q, (int) made_uniform(m, 1, 4), (int) made_uniform(m, 1, 4));
    s->pace = made_uniform(m, 0.5, 1.5);
    if (made_chance(m, 0.3))
      s->after_s = made_uniform(m, 0, 60);
    s->overflow = s->after_s > 0 && made_chance(m, 0.5);
    if (made_chance(m, 0.2))
      make_table(m, g, q, s);
  }
  k->group[g].blend_idle = made_chance(m, 0.3) ? (int) made_uniform(m, 0, 4) : 0;
  if (made_chance(m, 0.3))
    case_on_duty(k, g, floor(made_uniform(m, 0, 12)));
  else
    for (double clock_h = 8; clock_h < 18; clock_h += 2.5)
      case_step(k, g, clock_h, floor(made_uniform(m, 0, 12)));
}

/* A line per group knows nothing of waits and conditions. */
void
made_join(Made *m)
{
  SimCase *k = &m->k;
  const char *const *all = muster_sim_names()->join;
  k->c.join.name = (char *) (gpointer) all[(int) made_uniform(m, 0, g_strv_length((char **) (gpointer) all))];
  for (int g = 0; g < k->c.n_groups; g++)
    for (int i = 0; i < k->group[g].n_serves; i++) {
      MusterServes *s = &k->serves[g][i];
      s->after_s = s->n_steps = 0;
      s->when.measure = MUSTER_CONDITION_NONE;
    }
  for (int i = 0; i < k->c.n_callbacks; i++)
    m->callback[i].in_turn = FALSE;
  m->target[0] = made_uniform(m, 0, 5);
  m->group_name[0] = k->group[0].name;
  k->c.join.n = 1;
  k->c.join.key = m->group_name;
  k->c.join.value = m->target;
}

/* --- people ------------------------------------------------------------------------------------------------------- */

/* A shift with a break somewhere in it, and meetings now and then. */
static void
make_duty(Made *m, int p, MusterDay day, int d)
{
  const SimCase *k = &m->k;
  gint64 start = k->c.grid->start[0] + d * 86400 + 60 * (gint64) made_uniform(m, 7 * 60, 14 * 60);
  MusterDuty duty = {.person = p, .group = m->person[p].group, .shift = -1, .day = day, .start = start, .end = start + 60 * (gint64) made_uniform(m, 120, 540)};
  gint64 pause = start + (gint64) ((double) (duty.end - start) * made_uniform(m, 0.2, 0.7));
  duty.n_segments = 3;
  duty.segment = g_new0(MusterSegment, 3);
  duty.segment[0] = (MusterSegment) {.kind = MUSTER_ACTIVITY_WORK, .start = start, .end = pause, .paid = TRUE};
  duty.segment[1] = (MusterSegment) {.kind = made_chance(m, 0.7) ? MUSTER_ACTIVITY_BREAK : MUSTER_ACTIVITY_MEETING,
                                     .name = g_strdup("pause"),
                                     .start = pause,
                                     .end = pause + 900,
                                     .paid = made_chance(m, 0.5)};
  duty.segment[2] = (MusterSegment) {.kind = MUSTER_ACTIVITY_WORK, .start = pause + 900, .end = MAX(duty.end, pause + 960), .paid = TRUE};
  duty.end = duty.segment[2].end;
  muster_roster_add(m->roster, &duty);
}

void
made_people(Made *m)
{
  SimCase *k = &m->k;
  static const char *const names[] = {"slow", "fast"};
  for (int g = 0; g < 2; g++)
    m->grade[g] = (MusterGrade) {.name = (char *) (gpointer) names[g],
                                 .pace = made_uniform(m, 0.3, 2),
                                 .learning = {made_chance(m, 0.5), made_uniform(m, 0.3, 1), 86400 * made_uniform(m, 1, 100)}};
  k->c.grade = m->grade;
  k->c.n_grades = 2;
  k->c.n_people = 1 + (int) made_uniform(m, 0, MADE_PEOPLE);
  k->c.person = m->person;
  m->roster = muster_roster_new(&k->c);
  for (int p = 0; p < k->c.n_people; p++) {
    m->person[p] = (MusterPerson) {.id = (char *) (gpointer) names[0],
                                   .group = (int) made_uniform(m, 0, k->c.n_groups),
                                   .contract = -1,
                                   .grade = made_chance(m, 0.7) ? m->grade[made_chance(m, 0.5)].name : NULL,
                                   .since = k->c.from - (MusterDay) made_uniform(m, 0, 120)};
    m->skill[p] = (MusterSkill) {.queue = (int) made_uniform(m, 0, k->c.n_queues), .rank = (int) made_uniform(m, 0, 4) - 1, .pace = made_uniform(m, 0.5, 2)};
    if (made_chance(m, 0.3)) {
      m->person[p].n_skills = 1;
      m->person[p].skill = &m->skill[p];
    }
    for (int d = 0; d < k->c.grid->n_days; d++)
      if (made_chance(m, 0.8))
        make_duty(m, p, k->c.from + d, d);
  }
  k->staff.roster = m->roster;
  if (made_chance(m, 0.5))
    k->c.simulate.shift_end = MUSTER_SHIFT_END_UNTIL_RELIEVED;
  if (made_chance(m, 0.4)) {
    m->late = (MusterShrinkage) {.name = (char *) (gpointer) "late", .share = NAN, .late_chance = made_uniform(m, 0, 1)};
    case_dist(&m->late.late_by, "exponential", 1200, NAN);
    k->c.n_shrinkage = 1;
    k->c.shrinkage = &m->late;
  }
}

void
made_reserve(Made *m, int g)
{
  static const char *const measures[] = {"service_level",           "abandonment",  "occupancy",
                                         "average_speed_of_answer", "longest_wait", "queue_length"};
  MusterGroup *group = &m->k.group[g];
  int k = (int) made_uniform(m, 0, 6);
  double when = k < 3 ? made_uniform(m, 0.2, 0.9) : made_uniform(m, 0, 60);
  if (group->n_serves > 0)
    group->call_in = (MusterCallIn) {.given = TRUE,
                                     .queue = m->k.serves[g][0].queue,
                                     .measure = (char *) (gpointer) measures[k],
                                     .below = k == 0,
                                     .when = when,
                                     .until = made_chance(m, 0.7) ? when : NAN,
                                     .over_s = made_uniform(m, 1, 3600),
                                     .notice_s = made_uniform(m, 0, 3600),
                                     .max = 1 + floor(made_uniform(m, 0, 6)),
                                     .cost_per_h = made_uniform(m, 0, 60)};
}
