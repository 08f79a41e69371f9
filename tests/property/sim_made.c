#include "sim_made.h"

/* The first, which a centre has that says nothing, half of the time. */
static const char *
a_router(Made *m, MusterRouterRole role)
{
  const MusterNames *names = muster_sim_names();
  const char *const *all = role == MUSTER_ROUTER_CHOOSE_AGENT ? names->choose_agent : names->choose_contact;
  int n = (int) g_strv_length((char **) (gpointer) all);
  return all[made_chance(m, 0.5) ? 0 : (int) made_uniform(m, 0, n)];
}

/* Lines are of calls only. */
static void
leave_out_what_it_refuses(Made *m, int q)
{
  if (m->k.queue[q].channel != MUSTER_CHANNEL_VOICE && m->k.queue[q].channel != MUSTER_CHANNEL_OUTBOUND)
    m->k.c.lines.queues &= ~((guint64) 1 << q);
}

/* What leads from one queue to another, and who else is called in. */
static void
make_flows(Made *m)
{
  SimCase *k = &m->k;
  for (int q = 0; q < k->c.n_queues; q++)
    k->queue[q].observed_callbacks = 0;
  for (int i = 0; i < k->c.n_callbacks; i++)
    k->queue[m->callback[i].queue].observed_callbacks = made_uniform(m, 0, 0.2);
  gboolean live_tiers = FALSE;
  for (int q = 0; q < k->c.n_queues; q++)
    live_tiers = live_tiers || (k->queue[q].channel != MUSTER_CHANNEL_CASE && k->queue[q].escalate_after_s > 0);
  if (live_tiers)
    k->demand->counts = MUSTER_COUNTS_FRESH;
  for (int q = 0; q < k->c.n_queues; q++) {
    int second = (int) made_uniform(m, 0, k->c.n_queues);
    if (k->queue[q].channel == MUSTER_CHANNEL_CASE)
      continue;
    if (m->has_lists && !(k->queue[q].escalate_after_s > 0) && made_chance(m, 0.5)) {
      made_outbound(m, q);
    } else if (made_chance(m, 0.15) && k->queue[second].channel != MUSTER_CHANNEL_CASE) { /* calls a second agent in */
      k->queue[q].second_queue = second;
      k->queue[q].second_chance = made_uniform(m, 0, 1);
      k->queue[q].second_wait_up_to_s = made_uniform(m, 0, 900);
    }
  }
  for (int q = 0; q < k->c.n_queues; q++) {
    k->queue[q].transfer_waits = made_chance(m, 0.5);
    k->queue[q].transfer_wait_up_to_s = made_uniform(m, 0, 900);
  }
  for (int q = 0; q < k->c.n_queues; q++)
    if (k->queue[q].channel != MUSTER_CHANNEL_CASE && k->queue[q].channel != MUSTER_CHANNEL_OUTBOUND && made_chance(m, 0.3))
      case_dist(&k->queue[q].after_call_quiet, "exponential", made_uniform(m, 1, 600), NAN);
}

/* What holds for the whole centre. */
static void
make_rules(Made *m)
{
  SimCase *k = &m->k;
  k->c.service_level = (MusterServiceLevel) (int) made_uniform(m, 0, 6);
  k->c.simulate.after_end = made_chance(m, 0.5) ? MUSTER_AFTER_END_DISMISS : MUSTER_AFTER_END_SERVE;
  k->c.simulate.staff_drop = made_chance(m, 0.5) ? MUSTER_STAFF_DROP_MARKED : MUSTER_STAFF_DROP_FIRST_TO_FINISH;
  k->c.simulate.shift_end = made_chance(m, 0.4) ? MUSTER_SHIFT_END_HAND_BACK : MUSTER_SHIFT_END_FINISH;
  k->c.simulate.leavers_stay = made_chance(m, 0.3);
  k->c.simulate.warm_up_s = made_chance(m, 0.3) ? made_uniform(m, 0, 5000) : 0;
  k->c.choose_agent.name = (char *) (gpointer) a_router(m, MUSTER_ROUTER_CHOOSE_AGENT);
  k->c.choose_contact.name = (char *) (gpointer) a_router(m, MUSTER_ROUTER_CHOOSE_CONTACT);
  if (made_chance(m, 0.3)) {
    m->keep = (MusterKeepIdle) {.group = 0, .agents = (int) made_uniform(m, 1, 4), .queues = (guint64) made_uniform(m, 0, 16)};
    k->c.n_keep_idle = 1;
    k->c.keep_idle = &m->keep;
  }
  if (made_chance(m, 0.4)) {
    k->demand->day_cv = made_uniform(m, 0, 1);
    k->demand->split = made_chance(m, 0.3) ? made_uniform(m, 1, 1000) : 0;
    k->demand->interval_cv = made_uniform(m, 0, 1);
    k->demand->between_queues = made_uniform(m, 0, 1);
  }
}

void
made_make(Made *m, guint64 seed, guint64 number)
{
  memset(m, 0, sizeof *m);
  m->seed = seed;
  m->number = number;
  SimCase *k = &m->k;
  case_init(k, 1 + (int) made_uniform(m, 0, CASE_QUEUES), 1 + (int) made_uniform(m, 0, CASE_GROUPS), 1 + (int) made_uniform(m, 0, 3), 8, 18);
  m->outside = (MusterOutside) {.name = (char *) (gpointer) "outside"};
  case_dist(&m->outside.answers_in, "exponential", made_uniform(m, 1, 30000), NAN);
  k->c.n_outside = 1;
  k->c.outside = &m->outside;
  k->demand->counts = made_chance(m, 0.5) ? MUSTER_COUNTS_FRESH : MUSTER_COUNTS_OFFERED;
  m->has_lists = made_chance(m, 0.3);
  for (int q = 0; q < k->c.n_queues; q++)
    made_queue(m, q);
  for (int g = 0; g < k->c.n_groups; g++)
    made_group(m, g);
  make_flows(m);
  make_rules(m);
  if (made_chance(m, 0.15))
    made_join(m);
  made_arrivals(m);
  k->c.simulate.replications = 6;
  for (int g = 0; g < k->c.n_groups; g++)
    if (made_chance(m, 0.25))
      made_reserve(m, g);
  if (made_chance(m, 0.4)) {
    k->c.same_agent_queues = (guint64) made_uniform(m, 1, 16);
    k->c.same_agent_wait_s = made_uniform(m, 0, 900);
  }
  if (made_chance(m, 0.4))
    made_people(m);
  for (int q = 0; q < k->c.n_queues; q++)
    leave_out_what_it_refuses(m, q);
}

void
made_unmake(Made *m)
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
