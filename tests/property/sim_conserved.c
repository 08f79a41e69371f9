/* Random centres with every feature that the simulator knows: contacts are conserved by fate in each replication (the engine
 * checks it), and any number of threads gives the same bytes.
 */
#include "sim_case.h"
#include <stdio.h>
#include <stdlib.h>

#define MADE_PEOPLE 16

static guint64 seed = 1;

typedef struct {
  SimCase k;
  MusterTransfer transfer[CASE_QUEUES];
  MusterCallback callback[CASE_QUEUES];
  MusterKeepIdle keep;
  double target[1];
  char *group_name[1];
  MusterServesStep step[CASE_GROUPS][CASE_QUEUES][2];
  MusterSelfservice selfservice[CASE_QUEUES];
  double redial[CASE_QUEUES][2];
  MusterPerson person[MADE_PEOPLE];
  MusterSkill skill[MADE_PEOPLE];
  MusterGrade grade[2];
  MusterShrinkage late;
  MusterRoster *roster;
  MusterBalkStep balk_step[CASE_QUEUES][2];
  MusterEvent event;
  MusterOutside outside;
  MusterBacklog backlog[CASE_QUEUES];
  double pace[CASE_QUEUES][4];
  gboolean has_lists;
  guint64 number, draw;
} Made;

static double
uniform(Made *m, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(seed, m->number), m->draw++), MUSTER_DRAW_OTHER);
}

static gboolean
chance(Made *m, double p)
{
  return uniform(m, 0, 1) < p;
}

/* Work that can wait, in about a third of the queues; tiers lead to later queues, so that they end. */
static void
make_case(Made *m, int q)
{
  SimCase *k = &m->k;
  MusterQueue *queue = &k->queue[q];
  queue->channel = MUSTER_CHANNEL_CASE;
  queue->interruptible = chance(m, 0.6);
  queue->clock_open_hours = chance(m, 0.5);
  if (chance(m, 0.7))
    muster_dist_clear(&queue->patience);
  if (chance(m, 0.7)) {
    queue->has_target = TRUE;
    queue->target.within_s = NAN;
    queue->target.finish = 0.9;
    queue->target.finish_within_s = uniform(m, 60, 100000);
  }
  if (chance(m, 0.4)) {
    queue->follow_up_chance = uniform(m, 0, 0.2);
    queue->follow_up_queue = (int) uniform(m, 0, k->c.n_queues);
    case_dist(&queue->follow_up_delay, "exponential", uniform(m, 1, 50000), NAN);
  }
  if (chance(m, 0.4)) {
    queue->reopen_chance = uniform(m, 0, 0.2);
    case_dist(&queue->reopen_delay, "exponential", uniform(m, 1, 50000), NAN);
  }
  if (chance(m, 0.5)) {
    m->backlog[k->c.n_backlog] = (MusterBacklog) {.queue = q, .count = uniform(m, 0, 40)};
    case_dist(&m->backlog[k->c.n_backlog++].age, "exponential", uniform(m, 1, 50000), NAN);
    k->c.backlog = m->backlog;
  }
}

static void
make_tier(Made *m, int q)
{
  MusterQueue *queue = &m->k.queue[q];
  queue->escalate_after_s = uniform(m, 1, 20000);
  if (q + 1 < m->k.c.n_queues && chance(m, 0.6))
    queue->escalate_queue = (int) uniform(m, q + 1, m->k.c.n_queues);
  else
    queue->escalate_outside = 0;
}

/* Voice, chats with several at a time, calls beside them or not, customers at a counter. */
static void
make_channel(Made *m, int q)
{
  MusterQueue *queue = &m->k.queue[q];
  if (chance(m, 0.5))
    return;
  if (chance(m, 0.3)) {
    queue->channel = MUSTER_CHANNEL_COUNTER;
    return;
  }
  queue->channel = MUSTER_CHANNEL_CHAT;
  queue->concurrency_max = (int) uniform(m, 1, 5);
  queue->pace = m->pace[q];
  for (int i = 0; i < queue->concurrency_max; i++)
    m->pace[q][i] = uniform(m, 0.2, 1);
  queue->mix = chance(m, 0.4);
}

static void
make_balk(Made *m, int q)
{
  MusterQueue *queue = &m->k.queue[q];
  if (!chance(m, 0.3))
    return;
  static const MusterPredict announced[] = {MUSTER_PREDICT_LAST_WAIT, MUSTER_PREDICT_HEAD_OF_QUEUE, MUSTER_PREDICT_EXPECTED_DELAY};
  gboolean by_length = chance(m, 0.5);
  m->balk_step[q][0] = (MusterBalkStep) {floor(uniform(m, 0, 5)), uniform(m, 0, 1)};
  m->balk_step[q][1] = (MusterBalkStep) {by_length ? 10 : 120, uniform(m, 0, 1)};
  queue->balk = (MusterBalk) {.by_length = by_length, .n = 2, .step = m->balk_step[q],
                              .announce = announced[(int) uniform(m, 0, G_N_ELEMENTS(announced))]};
}

/* Lines, rates, numbers, an outage on a day or drawn. */
static void
make_arrivals(Made *m)
{
  SimCase *k = &m->k;
  if (chance(m, 0.4)) {
    k->c.lines = (MusterLines) {floor(uniform(m, 1, 30)), (guint64) uniform(m, 1, 1 << k->c.n_queues)};
    k->c.blocked_is_offered = chance(m, 0.5);
    for (int q = 0; q < k->c.n_queues; q++) {
      k->queue[q].n_redial_block = k->queue[q].n_redial_abandon;
      k->queue[q].redial_block = k->queue[q].redial_abandon;
    }
  }
  k->c.simulate.rates = (MusterRates) (int) uniform(m, 0, 3);
  k->c.simulate.arrivals = chance(m, 0.7) ? MUSTER_ARRIVALS_POISSON : MUSTER_ARRIVALS_FIXED;
  if (!chance(m, 0.3))
    return;
  gboolean drawn = chance(m, 0.5);
  m->event = (MusterEvent) {.name = (char *) (gpointer) "outage", .kind = (char *) (gpointer) "burst", .start = G_MININT64,
                            .end = G_MININT64, .queues = (guint64) uniform(m, 1, 1 << k->c.n_queues), .contacts = uniform(m, 0, 300),
                            .over_s = uniform(m, 1, 80000), .chance_per_day = drawn ? uniform(m, 0, 1) : (double) NAN};
  if (!drawn)
    m->event.start = k->c.grid->start[0] + (gint64) uniform(m, 0, 86400);
  k->c.n_events = 1;
  k->c.event = &m->event;
}

static void
make_queue(Made *m, int q)
{
  SimCase *k = &m->k;
  MusterQueue *queue = &k->queue[q];
  static const char *const kinds[] = {"lognormal", "exponential", "gamma", "fixed"};
  int kind = (int) uniform(m, 0, 4);
  case_dist(&queue->handle, kinds[kind], uniform(m, 5, 900), kind == 1 || kind == 3 ? NAN : uniform(m, 0.3, 2));
  if (chance(m, 0.8))
    case_dist(&queue->patience, chance(m, 0.8) ? "exponential" : "fixed", uniform(m, 1, 600), NAN);
  if (chance(m, 0.3))
    case_dist(&queue->after_call, "exponential", uniform(m, 1, 60), NAN);
  if (chance(m, 0.3))
    queue->ring_s = uniform(m, 0, 10);
  make_channel(m, q);
  queue->priority = (int) uniform(m, 1, 4);
  queue->has_target = chance(m, 0.8);
  if (chance(m, 0.5)) {
    m->redial[q][0] = uniform(m, 0, 1);
    m->redial[q][1] = uniform(m, 0, 0.5);
    queue->n_redial_abandon = 2;
    queue->redial_abandon = m->redial[q];
    case_dist(&queue->redial_delay, "exponential", uniform(m, 0.001, 20000), NAN);
  }
  if (chance(m, 0.3)) {
    queue->repeat_chance = uniform(m, 0, 0.4);
    case_dist(&queue->repeat_delay, "exponential", uniform(m, 0.001, 80000), NAN);
  }
  if (chance(m, 0.3)) {
    m->selfservice[k->c.n_selfservice++] =
        (MusterSelfservice) {.queue = q, .contains = uniform(m, 0, 1), .takes_s = uniform(m, 0, 300), .counts_before = chance(m, 0.5)};
    k->c.selfservice = m->selfservice;
  }
  make_balk(m, q);
  queue->observed_abandonment = chance(m, 0.5) ? uniform(m, 0, 0.5) : NAN;
  queue->observed_contained = chance(m, 0.5) ? uniform(m, 0, 0.9) : NAN;
  if (chance(m, 0.4)) {
    m->transfer[q] = (MusterTransfer) {.queue = (int) uniform(m, 0, k->c.n_queues), .outside = -1, .share = uniform(m, 0, 0.5)};
    if (chance(m, 0.3))
      m->transfer[q] = (MusterTransfer) {.queue = -1, .outside = 0, .share = m->transfer[q].share};
    queue->n_transfers = 1;
    queue->transfer = &m->transfer[q];
  }
  if (chance(m, 0.4)) {
    m->callback[k->c.n_callbacks++] =
        (MusterCallback) {.queue = q,
                          .into = (int) uniform(m, 0, k->c.n_queues),
                          .predict = (MusterPredict) (int) uniform(m, 0, 4),
                          .last_n = (int) uniform(m, 1, 20),
                          .in_turn = chance(m, 0.4),
                          .call_back_within_s = chance(m, 0.7) ? uniform(m, 0, 3000) : NAN,
                          .offer_when_wait_over_s = uniform(m, 0, 30),
                          .accept = uniform(m, 0, 1),
                          .times = uniform(m, 0, 2)};
    k->c.callback = m->callback;
  }
  if (chance(m, 0.35))
    make_case(m, q);
  if (chance(m, queue->channel == MUSTER_CHANNEL_CASE ? 0.5 : 0.1))
    make_tier(m, q);
  for (int i = 0; i < k->c.grid->n; i++)
    k->demand->queue[q].contacts[i] = i % 48 >= 16 && i % 48 < 36 && chance(m, 0.9) ? uniform(m, 0, 60) : 0;
}

static MusterCondition
a_condition(Made *m)
{
  MusterCondition c = {.measure = (MusterConditionMeasure) (int) uniform(m, 0, MUSTER_CONDITION_IDLE_AGENTS + 1),
                       .below = chance(m, 0.5)};
  gboolean agents = c.measure == MUSTER_CONDITION_IDLE_AGENTS;
  c.of = (int) uniform(m, 0, agents ? m->k.c.n_groups : m->k.c.n_queues);
  c.bound = agents || c.measure == MUSTER_CONDITION_QUEUE_LENGTH ? floor(uniform(m, 0, 6))
            : c.measure == MUSTER_CONDITION_SERVICE_LEVEL        ? uniform(m, 0, 1)
                                                                 : uniform(m, 0, 100);
  return c;
}

/* More lines for a queue of a group, some under a condition. */
static void
make_table(Made *m, int g, int q, MusterServes *s)
{
  if (chance(m, 0.5))
    s->when = a_condition(m);
  s->steps = m->step[g][q];
  s->n_steps = (int) uniform(m, 0, 3);
  for (int i = 0; i < s->n_steps; i++) {
    s->steps[i] = (MusterServesStep) {.after_s = uniform(m, 0, 90), .rank = (int) uniform(m, 0, 4), .take = (int) uniform(m, 0, 4)};
    if (chance(m, 0.5))
      s->steps[i].when = a_condition(m);
  }
}

/* The queue becomes a list that is dialled. */
static void
make_outbound(Made *m, int q)
{
  static const char *const dialers[] = {NULL, "preview", "power", "predictive"};
  MusterQueue *queue = &m->k.queue[q];
  queue->channel = MUSTER_CHANNEL_OUTBOUND;
  queue->n_redial_abandon = 0;
  queue->reach = chance(m, 0.8) ? uniform(m, 0, 1) : NAN;
  queue->attempts = (int) uniform(m, 1, 5);
  queue->no_answer_s = chance(m, 0.5) ? uniform(m, 0, 40) : 0;
  queue->wrong_party_chance = chance(m, 0.3) ? uniform(m, 0, 1) : 0;
  queue->wrong_party_takes_s = uniform(m, 0, 60);
  if (chance(m, 0.7))
    case_dist(&queue->retry, "exponential", uniform(m, 0.001, 20000), NAN);
  queue->dialer = (MusterDialer) {.name = (char *) (gpointer) dialers[(int) uniform(m, 0, 4)],
                                  .look_s = uniform(m, 0, 60),
                                  .lines = uniform(m, 0.5, 3),
                                  .when_idle = (int) uniform(m, 1, 4),
                                  .abandonment = uniform(m, 0, 0.1)};
  if (chance(m, 0.3)) {
    queue->quota_customers = uniform(m, 0, 4000);
    queue->quota_each = (MusterPerSpan) {.lo = 1, .hi = 2, .per_n = 1, .per_unit = chance(m, 0.5) ? 'w' : 'm'};
  }
}

static void
make_group(Made *m, int g)
{
  SimCase *k = &m->k;
  for (int q = 0; q < k->c.n_queues; q++) {
    if (!chance(m, 0.6))
      continue;
    MusterServes *s = case_serve(k, g, q, (int) uniform(m, 1, 4), (int) uniform(m, 1, 4));
    s->pace = uniform(m, 0.5, 1.5);
    if (chance(m, 0.3))
      s->after_s = uniform(m, 0, 60);
    s->overflow = s->after_s > 0 && chance(m, 0.5);
    if (chance(m, 0.2))
      make_table(m, g, q, s);
  }
  k->group[g].blend_idle = chance(m, 0.3) ? (int) uniform(m, 0, 4) : 0;
  if (chance(m, 0.3))
    case_on_duty(k, g, floor(uniform(m, 0, 12)));
  else
    for (double clock_h = 8; clock_h < 18; clock_h += 2.5)
      case_step(k, g, clock_h, floor(uniform(m, 0, 12)));
}

/* A line per group knows nothing of waits and conditions. */
static void
make_join(Made *m)
{
  SimCase *k = &m->k;
  const char *const *all = muster_sim_names()->join;
  k->c.join.name = (char *) (gpointer) all[(int) uniform(m, 0, g_strv_length((char **) (gpointer) all))];
  for (int g = 0; g < k->c.n_groups; g++)
    for (int i = 0; i < k->group[g].n_serves; i++) {
      MusterServes *s = &k->serves[g][i];
      s->after_s = s->n_steps = 0;
      s->when.measure = MUSTER_CONDITION_NONE;
    }
  for (int i = 0; i < k->c.n_callbacks; i++)
    m->callback[i].in_turn = FALSE;
  m->target[0] = uniform(m, 0, 5);
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
  gint64 start = k->c.grid->start[0] + d * 86400 + 60 * (gint64) uniform(m, 7 * 60, 14 * 60);
  MusterDuty duty = {.person = p, .group = m->person[p].group, .shift = -1, .day = day, .start = start, .end = start + 60 * (gint64) uniform(m, 120, 540)};
  gint64 pause = start + (gint64) ((double) (duty.end - start) * uniform(m, 0.2, 0.7));
  duty.n_segments = 3;
  duty.segment = g_new0(MusterSegment, 3);
  duty.segment[0] = (MusterSegment) {.kind = MUSTER_ACTIVITY_WORK, .start = start, .end = pause, .paid = TRUE};
  duty.segment[1] = (MusterSegment) {.kind = chance(m, 0.7) ? MUSTER_ACTIVITY_BREAK : MUSTER_ACTIVITY_MEETING,
                                     .name = g_strdup("pause"),
                                     .start = pause,
                                     .end = pause + 900,
                                     .paid = chance(m, 0.5)};
  duty.segment[2] = (MusterSegment) {.kind = MUSTER_ACTIVITY_WORK, .start = pause + 900, .end = MAX(duty.end, pause + 960), .paid = TRUE};
  duty.end = duty.segment[2].end;
  muster_roster_add(m->roster, &duty);
}

static void
make_people(Made *m)
{
  SimCase *k = &m->k;
  static const char *const names[] = {"slow", "fast"};
  for (int g = 0; g < 2; g++)
    m->grade[g] = (MusterGrade) {.name = (char *) (gpointer) names[g],
                                 .pace = uniform(m, 0.3, 2),
                                 .learning = {chance(m, 0.5), uniform(m, 0.3, 1), 86400 * uniform(m, 1, 100)}};
  k->c.grade = m->grade;
  k->c.n_grades = 2;
  k->c.n_people = 1 + (int) uniform(m, 0, MADE_PEOPLE);
  k->c.person = m->person;
  m->roster = muster_roster_new(&k->c);
  for (int p = 0; p < k->c.n_people; p++) {
    m->person[p] = (MusterPerson) {.id = (char *) (gpointer) names[0],
                                   .group = (int) uniform(m, 0, k->c.n_groups),
                                   .contract = -1,
                                   .grade = chance(m, 0.7) ? m->grade[chance(m, 0.5)].name : NULL,
                                   .since = k->c.from - (MusterDay) uniform(m, 0, 120)};
    m->skill[p] = (MusterSkill) {.queue = (int) uniform(m, 0, k->c.n_queues), .rank = (int) uniform(m, 0, 4) - 1, .pace = uniform(m, 0.5, 2)};
    if (chance(m, 0.3)) {
      m->person[p].n_skills = 1;
      m->person[p].skill = &m->skill[p];
    }
    for (int d = 0; d < k->c.grid->n_days; d++)
      if (chance(m, 0.8))
        make_duty(m, p, k->c.from + d, d);
  }
  k->staff.roster = m->roster;
  if (chance(m, 0.5))
    k->c.simulate.shift_end = MUSTER_SHIFT_END_UNTIL_RELIEVED;
  if (chance(m, 0.4)) {
    m->late = (MusterShrinkage) {.name = (char *) (gpointer) "late", .share = NAN, .late_chance = uniform(m, 0, 1)};
    case_dist(&m->late.late_by, "exponential", 1200, NAN);
    k->c.n_shrinkage = 1;
    k->c.shrinkage = &m->late;
  }
}

static void
make_reserve(Made *m, int g)
{
  static const char *const measures[] = {"service_level",           "abandonment",  "occupancy",
                                         "average_speed_of_answer", "longest_wait", "queue_length"};
  MusterGroup *group = &m->k.group[g];
  int k = (int) uniform(m, 0, 6);
  double when = k < 3 ? uniform(m, 0.2, 0.9) : uniform(m, 0, 60);
  if (group->n_serves > 0)
    group->call_in = (MusterCallIn) {.given = TRUE,
                                     .queue = m->k.serves[g][0].queue,
                                     .measure = (char *) (gpointer) measures[k],
                                     .below = k == 0,
                                     .when = when,
                                     .until = chance(m, 0.7) ? when : NAN,
                                     .over_s = uniform(m, 1, 3600),
                                     .notice_s = uniform(m, 0, 3600),
                                     .max = 1 + floor(uniform(m, 0, 6)),
                                     .cost_per_h = uniform(m, 0, 60)};
}

/* The first, which a centre has that says nothing, half of the time. */
static const char *
a_router(Made *m, MusterRouterRole role)
{
  const MusterNames *names = muster_sim_names();
  const char *const *all = role == MUSTER_ROUTER_CHOOSE_AGENT ? names->choose_agent : names->choose_contact;
  int n = (int) g_strv_length((char **) (gpointer) all);
  return all[chance(m, 0.5) ? 0 : (int) uniform(m, 0, n)];
}

/* Lines are of calls only. */
static void
leave_out_what_it_refuses(Made *m, int q)
{
  if (m->k.queue[q].channel != MUSTER_CHANNEL_VOICE && m->k.queue[q].channel != MUSTER_CHANNEL_OUTBOUND)
    m->k.c.lines.queues &= ~((guint64) 1 << q);
}

static void
make(Made *m, guint64 number)
{
  memset(m, 0, sizeof *m);
  m->number = number;
  SimCase *k = &m->k;
  case_init(k, 1 + (int) uniform(m, 0, CASE_QUEUES), 1 + (int) uniform(m, 0, CASE_GROUPS), 1 + (int) uniform(m, 0, 3), 8, 18);
  m->outside = (MusterOutside) {.name = (char *) (gpointer) "outside"};
  case_dist(&m->outside.answers_in, "exponential", uniform(m, 1, 30000), NAN);
  k->c.n_outside = 1;
  k->c.outside = &m->outside;
  k->demand->counts = chance(m, 0.5) ? MUSTER_COUNTS_FRESH : MUSTER_COUNTS_OFFERED;
  m->has_lists = chance(m, 0.3);
  for (int q = 0; q < k->c.n_queues; q++)
    make_queue(m, q);
  for (int g = 0; g < k->c.n_groups; g++)
    make_group(m, g);
  for (int q = 0; q < k->c.n_queues; q++)
    k->queue[q].observed_callbacks = 0;
  for (int i = 0; i < k->c.n_callbacks; i++)
    k->queue[m->callback[i].queue].observed_callbacks = uniform(m, 0, 0.2);
  gboolean live_tiers = FALSE;
  for (int q = 0; q < k->c.n_queues; q++)
    live_tiers = live_tiers || (k->queue[q].channel != MUSTER_CHANNEL_CASE && k->queue[q].escalate_after_s > 0);
  if (live_tiers)
    k->demand->counts = MUSTER_COUNTS_FRESH;
  for (int q = 0; q < k->c.n_queues; q++) {
    int second = (int) uniform(m, 0, k->c.n_queues);
    if (k->queue[q].channel == MUSTER_CHANNEL_CASE)
      continue;
    if (m->has_lists && !(k->queue[q].escalate_after_s > 0) && chance(m, 0.5)) {
      make_outbound(m, q);
    } else if (chance(m, 0.15) && k->queue[second].channel != MUSTER_CHANNEL_CASE) { /* calls a second agent in */
      k->queue[q].second_queue = second;
      k->queue[q].second_chance = uniform(m, 0, 1);
      k->queue[q].second_wait_up_to_s = uniform(m, 0, 900);
    }
  }
  for (int q = 0; q < k->c.n_queues; q++) {
    k->queue[q].transfer_waits = chance(m, 0.5);
    k->queue[q].transfer_wait_up_to_s = uniform(m, 0, 900);
  }
  for (int q = 0; q < k->c.n_queues; q++)
    if (k->queue[q].channel != MUSTER_CHANNEL_CASE && k->queue[q].channel != MUSTER_CHANNEL_OUTBOUND && chance(m, 0.3))
      case_dist(&k->queue[q].after_call_quiet, "exponential", uniform(m, 1, 600), NAN);
  k->c.service_level = (MusterServiceLevel) (int) uniform(m, 0, 6);
  k->c.simulate.after_end = chance(m, 0.5) ? MUSTER_AFTER_END_DISMISS : MUSTER_AFTER_END_SERVE;
  k->c.simulate.staff_drop = chance(m, 0.5) ? MUSTER_STAFF_DROP_MARKED : MUSTER_STAFF_DROP_FIRST_TO_FINISH;
  k->c.simulate.shift_end = chance(m, 0.4) ? MUSTER_SHIFT_END_HAND_BACK : MUSTER_SHIFT_END_FINISH;
  k->c.simulate.leavers_stay = chance(m, 0.3);
  k->c.simulate.warm_up_s = chance(m, 0.3) ? uniform(m, 0, 5000) : 0;
  k->c.choose_agent.name = (char *) (gpointer) a_router(m, MUSTER_ROUTER_CHOOSE_AGENT);
  k->c.choose_contact.name = (char *) (gpointer) a_router(m, MUSTER_ROUTER_CHOOSE_CONTACT);
  if (chance(m, 0.3)) {
    m->keep = (MusterKeepIdle) {.group = 0, .agents = (int) uniform(m, 1, 4), .queues = (guint64) uniform(m, 0, 16)};
    k->c.n_keep_idle = 1;
    k->c.keep_idle = &m->keep;
  }
  if (chance(m, 0.4)) {
    k->demand->day_cv = uniform(m, 0, 1);
    k->demand->split = chance(m, 0.3) ? uniform(m, 1, 1000) : 0;
    k->demand->interval_cv = uniform(m, 0, 1);
    k->demand->between_queues = uniform(m, 0, 1);
  }
  if (chance(m, 0.15))
    make_join(m);
  make_arrivals(m);
  k->c.simulate.replications = 6;
  for (int g = 0; g < k->c.n_groups; g++)
    if (chance(m, 0.25))
      make_reserve(m, g);
  if (chance(m, 0.4)) {
    k->c.same_agent_queues = (guint64) uniform(m, 1, 16);
    k->c.same_agent_wait_s = uniform(m, 0, 900);
  }
  if (chance(m, 0.4))
    make_people(m);
  for (int q = 0; q < k->c.n_queues; q++)
    leave_out_what_it_refuses(m, q);
}

static void
unmake(Made *m)
{
  for (int q = 0; q < m->k.c.n_queues; q++) {
    muster_dist_clear(&m->k.queue[q].redial_delay);
    muster_dist_clear(&m->k.queue[q].repeat_delay);
    muster_dist_clear(&m->k.queue[q].follow_up_delay);
    muster_dist_clear(&m->k.queue[q].reopen_delay);
    muster_dist_clear(&m->k.queue[q].retry);
    m->k.queue[q].transfer = NULL;
    m->k.queue[q].redial_abandon = NULL;
  }
  muster_dist_clear(&m->late.late_by);
  muster_roster_free(m->roster);
  for (int b = 0; b < m->k.c.n_backlog; b++)
    muster_dist_clear(&m->backlog[b].age);
  muster_dist_clear(&m->outside.answers_in);
  case_clear(&m->k);
}

/* Each histogram counts what its measure counts, or all of the time. */
static gboolean
spread_sanely(const MusterOutcome *out)
{
  gboolean ok = TRUE;
  for (int i = 0; i < out->n_histograms; i++) {
    const MusterHistogram *h = &out->histogram[i];
    double sum = 0, all = 1;
    for (int b = 0; b < h->n; b++) {
      ok = ok && h->value[b] >= 0;
      sum += h->value[b];
    }
    if (h->id == MUSTER_HISTOGRAM_WAIT_ABANDONED)
      all = Q_MEAN(out, h->place, ABANDONED);
    else if (h->id == MUSTER_HISTOGRAM_WAIT_ANSWERED || h->id == MUSTER_HISTOGRAM_HANDLE)
      all = Q_MEAN(out, h->place, ANSWERED);
    ok = ok && fabs(sum - all) < 1e-9 * (1 + all);
    const MusterMeasure *mean = &out->queue[h->place < out->n_queues ? h->place : 0].m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN];
    if (h->id == MUSTER_HISTOGRAM_QUEUE_LENGTH && h->n <= 11 && h->value[0] > 0) {
      for (int b = 0; b < h->n; b++)
        sum += h->to[b] * h->value[b];
      ok = ok && fabs(sum - 1 - mean->mean) < 1e-5 * (1 + mean->mean);
    }
  }
  return ok;
}

/* Every interval holds its mean, and nothing that cannot be. */
static gboolean
possible(const MusterMeasure *m, const char *unit)
{
  gboolean share = strcmp(unit, "share") == 0, money = strcmp(unit, "money") == 0;
  return !(m->lower > m->mean) && !(m->upper < m->mean) && !(!money && m->lower < 0) && !(share && m->upper > 1);
}

static gboolean
all_possible(const MusterOutcome *out)
{
  gboolean ok = TRUE;
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++) {
    const char *unit = muster_queue_measure_info((MusterQueueMeasureId) id)->unit;
    ok = ok && possible(&out->total.m[id], unit);
    for (int i = 0; i < out->n_queues * out->grid->n; i++)
      ok = ok && possible(&out->queue_interval[i].m[id], unit);
  }
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    for (int i = 0; i < out->n_groups * out->grid->n; i++)
      ok = ok && possible(&out->group_interval[i].m[id], muster_group_measure_info((MusterGroupMeasureId) id)->unit);
  return ok;
}

/* Shares lie in [0, 1], waits are not negative, and what is offered is accounted for. */
static gboolean
sane(const MusterOutcome *out, gboolean blocked_is_offered)
{
  const MusterMeasure *m = out->total.m;
  double fates = m[MUSTER_MEASURE_ANSWERED].mean + m[MUSTER_MEASURE_ABANDONED].mean + m[MUSTER_MEASURE_DISMISSED].mean +
                 m[MUSTER_MEASURE_UNDECIDED].mean + m[MUSTER_MEASURE_CALLBACKS].mean + m[MUSTER_MEASURE_ESCALATED].mean +
                 m[MUSTER_MEASURE_UNREACHED].mean;
  fates += blocked_is_offered ? m[MUSTER_MEASURE_BLOCKED].mean : 0;
  gboolean ok = fabs(fates - m[MUSTER_MEASURE_OFFERED].mean) < 1e-9 * (1 + fates);
  static const MusterQueueMeasureId shares[] = {MUSTER_MEASURE_SERVICE_LEVEL, MUSTER_MEASURE_ABANDONMENT, MUSTER_MEASURE_DEADLINES_KEPT};
  double known = m[MUSTER_MEASURE_FRESH].mean + m[MUSTER_MEASURE_REDIALS].mean + m[MUSTER_MEASURE_REPEATS].mean;
  ok = ok && !(known > m[MUSTER_MEASURE_OFFERED].mean * (1 + 1e-9)) && !(m[MUSTER_MEASURE_CONTAINED].mean < 0);
  for (int i = 0; i < 3; i++)
    ok = ok && !(m[shares[i]].mean < 0) && !(m[shares[i]].mean > 1);
  ok = ok && spread_sanely(out) && all_possible(out);
  ok = ok && !(m[MUSTER_MEASURE_WAIT_MEAN].mean < 0) && !(m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN].mean < 0);
  ok = ok && !(m[MUSTER_MEASURE_PROMISES_KEPT].mean < 0) && !(m[MUSTER_MEASURE_PROMISES_BROKEN].mean < 0);
  for (int g = 0; g < out->n_groups; g++)
    ok = ok && !(out->group[g].m[MUSTER_GROUP_CHAT_LOAD].mean > 1 + 1e-12);
  for (int g = 0; g < out->n_groups; g++)
    ok = ok && !(out->group[g].m[MUSTER_GROUP_OCCUPANCY].mean > 1 + 1e-12) && !(out->group[g].m[MUSTER_GROUP_IDLE].mean < 0);
  double of_people = 0, of_groups = 0;
  for (int p = 0; p < out->n_people; p++) {
    of_people += out->person[p].m[MUSTER_GROUP_IDLE].mean;
    ok = ok && !(out->person[p].m[MUSTER_GROUP_OCCUPANCY].mean > 1 + 1e-12) && !(out->person[p].m[MUSTER_GROUP_IDLE].mean < 0) &&
         !(out->person[p].m[MUSTER_GROUP_OVERRUN].mean < 0);
  }
  for (int g = 0; g < out->n_groups; g++)
    of_groups += out->group[g].m[MUSTER_GROUP_IDLE].mean;
  return ok && (out->n_people == 0 || of_people <= of_groups * (1 + 1e-9) + 1e-6); /* a reserve is in its group only */
}

static gboolean
check_centre(guint64 number)
{
  g_autofree Made *m = g_new(Made, 1);
  make(m, number);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSim) sim = muster_sim_new(&m->k.c, m->k.demand, &m->k.staff, &m->k.options, faults);
  m->k.options.jobs = 2;
  g_autoptr(MusterSim) by_two = muster_sim_new(&m->k.c, m->k.demand, &m->k.staff, &m->k.options, faults);
  if (sim == NULL || by_two == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    printf("centre %d of seed %" G_GUINT64_FORMAT " is refused: %s\n", (int) number, seed, text);
    unmake(m);
    return FALSE;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterOutcome) one = muster_sim_run(sim, NULL, &error);
  g_autoptr(MusterOutcome) two = one == NULL ? NULL : muster_sim_run(by_two, NULL, &error);
  gboolean ok = two != NULL && sane(one, m->k.c.blocked_is_offered) && case_same(one, two);
  if (!ok)
    printf("centre %d of seed %" G_GUINT64_FORMAT ": %s\n", (int) number, seed,
           two == NULL ? error->message : sane(one, m->k.c.blocked_is_offered) ? "threads differ" : "measures make no sense");
  unmake(m);
  return ok;
}

int
main(int argc, char **argv)
{
  int n = argc > 1 ? atoi(argv[1]) : 100, failed = 0;
  seed = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : seed;
  for (int i = 0; i < n; i++)
    failed += !check_centre((guint64) i);
  printf("seed %" G_GUINT64_FORMAT ": %d random centres, %d failed\n", seed, n, failed);
  return failed == 0 ? 0 : 1;
}
