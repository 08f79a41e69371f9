#include "sim_made.h"

/* Work that can wait, in about a third of the queues; tiers lead to later queues, so that they end. */
static void
make_case(Made *m, int q)
{
  SimCase *k = &m->k;
  MusterQueue *queue = &k->queue[q];
  queue->channel = MUSTER_CHANNEL_CASE;
  queue->interruptible = made_chance(m, 0.6);
  queue->clock_open_hours = made_chance(m, 0.5);
  if (made_chance(m, 0.7))
    muster_dist_clear(&queue->patience);
  if (made_chance(m, 0.7)) {
    queue->has_target = TRUE;
    queue->target.within_s = NAN;
    queue->target.finish = 0.9;
    queue->target.finish_within_s = made_uniform(m, 60, 100000);
  }
  if (made_chance(m, 0.4)) {
    queue->follow_up_chance = made_uniform(m, 0, 0.2);
    queue->follow_up_queue = (int) made_uniform(m, 0, k->c.n_queues);
    case_dist(&queue->follow_up_delay, "exponential", made_uniform(m, 1, 50000), NAN);
  }
  if (made_chance(m, 0.4)) {
    queue->reopen_chance = made_uniform(m, 0, 0.2);
    case_dist(&queue->reopen_delay, "exponential", made_uniform(m, 1, 50000), NAN);
  }
  if (made_chance(m, 0.5)) {
    m->backlog[k->c.n_backlog] = (MusterBacklog) {.queue = q, .count = made_uniform(m, 0, 40)};
    case_dist(&m->backlog[k->c.n_backlog++].age, "exponential", made_uniform(m, 1, 50000), NAN);
    k->c.backlog = m->backlog;
  }
}

static void
make_tier(Made *m, int q)
{
  MusterQueue *queue = &m->k.queue[q];
  queue->escalate_after_s = made_uniform(m, 1, 20000);
  if (q + 1 < m->k.c.n_queues && made_chance(m, 0.6))
    queue->escalate_queue = (int) made_uniform(m, q + 1, m->k.c.n_queues);
  else
    queue->escalate_outside = 0;
}

/* Voice, chats with several at a time, calls beside them or not, customers at a counter. */
static void
make_channel(Made *m, int q)
{
  MusterQueue *queue = &m->k.queue[q];
  if (made_chance(m, 0.5))
    return;
  if (made_chance(m, 0.3)) {
    queue->channel = MUSTER_CHANNEL_COUNTER;
    return;
  }
  queue->channel = MUSTER_CHANNEL_CHAT;
  queue->concurrency_max = (int) made_uniform(m, 1, 5);
  queue->pace = m->pace[q];
  for (int i = 0; i < queue->concurrency_max; i++)
    m->pace[q][i] = made_uniform(m, 0.2, 1);
  queue->mix = made_chance(m, 0.4);
}

static void
make_balk(Made *m, int q)
{
  MusterQueue *queue = &m->k.queue[q];
  if (!made_chance(m, 0.3))
    return;
  static const MusterPredict announced[] = {MUSTER_PREDICT_LAST_WAIT, MUSTER_PREDICT_HEAD_OF_QUEUE, MUSTER_PREDICT_EXPECTED_DELAY};
  gboolean by_length = made_chance(m, 0.5);
  m->balk_step[q][0] = (MusterBalkStep) {floor(made_uniform(m, 0, 5)), made_uniform(m, 0, 1)};
  m->balk_step[q][1] = (MusterBalkStep) {by_length ? 10 : 120, made_uniform(m, 0, 1)};
  queue->balk = (MusterBalk) {.by_length = by_length, .n = 2, .step = m->balk_step[q],
                              .announce = announced[(int) made_uniform(m, 0, G_N_ELEMENTS(announced))]};
}

/* Lines, rates, numbers, an outage on a day or drawn. */
void
made_arrivals(Made *m)
{
  SimCase *k = &m->k;
  if (made_chance(m, 0.4)) {
    k->c.lines = (MusterLines) {floor(made_uniform(m, 1, 30)), (guint64) made_uniform(m, 1, 1 << k->c.n_queues)};
    k->c.blocked_is_offered = made_chance(m, 0.5);
    for (int q = 0; q < k->c.n_queues; q++) {
      k->queue[q].n_redial_block = k->queue[q].n_redial_abandon;
      k->queue[q].redial_block = k->queue[q].redial_abandon;
    }
  }
  k->c.simulate.rates = (MusterRates) (int) made_uniform(m, 0, 3);
  k->c.simulate.arrivals = made_chance(m, 0.7) ? MUSTER_ARRIVALS_POISSON : MUSTER_ARRIVALS_FIXED;
  if (!made_chance(m, 0.3))
    return;
  gboolean drawn = made_chance(m, 0.5);
  m->event = (MusterEvent) {.name = (char *) (gpointer) "outage", .kind = (char *) (gpointer) "burst", .start = G_MININT64,
                            .end = G_MININT64, .queues = (guint64) made_uniform(m, 1, 1 << k->c.n_queues), .contacts = made_uniform(m, 0, 300),
                            .over_s = made_uniform(m, 1, 80000), .chance_per_day = drawn ? made_uniform(m, 0, 1) : (double) NAN};
  if (!drawn)
    m->event.start = k->c.grid->start[0] + (gint64) made_uniform(m, 0, 86400);
  k->c.n_events = 1;
  k->c.event = &m->event;
}

void
made_queue(Made *m, int q)
{
  SimCase *k = &m->k;
  MusterQueue *queue = &k->queue[q];
  static const char *const kinds[] = {"lognormal", "exponential", "gamma", "fixed"};
  int kind = (int) made_uniform(m, 0, 4);
  case_dist(&queue->handle, kinds[kind], made_uniform(m, 5, 900), kind == 1 || kind == 3 ? NAN : made_uniform(m, 0.3, 2));
  if (made_chance(m, 0.8))
    case_dist(&queue->patience, made_chance(m, 0.8) ? "exponential" : "fixed", made_uniform(m, 1, 600), NAN);
  if (made_chance(m, 0.3))
    case_dist(&queue->after_call, "exponential", made_uniform(m, 1, 60), NAN);
  if (made_chance(m, 0.3))
    queue->ring_s = made_uniform(m, 0, 10);
  make_channel(m, q);
  queue->priority = (int) made_uniform(m, 1, 4);
  queue->has_target = made_chance(m, 0.8);
  if (made_chance(m, 0.5)) {
    m->redial[q][0] = made_uniform(m, 0, 1);
    m->redial[q][1] = made_uniform(m, 0, 0.5);
    queue->n_redial_abandon = 2;
    queue->redial_abandon = m->redial[q];
    case_dist(&queue->redial_delay, "exponential", made_uniform(m, 0.001, 20000), NAN);
  }
  if (made_chance(m, 0.3)) {
    queue->repeat_chance = made_uniform(m, 0, 0.4);
    case_dist(&queue->repeat_delay, "exponential", made_uniform(m, 0.001, 80000), NAN);
  }
  if (made_chance(m, 0.3)) {
    m->selfservice[k->c.n_selfservice++] =
        (MusterSelfservice) {.queue = q, .contains = made_uniform(m, 0, 1), .takes_s = made_uniform(m, 0, 300), .counts_before = made_chance(m, 0.5)};
    k->c.selfservice = m->selfservice;
  }
  make_balk(m, q);
  queue->observed_abandonment = made_chance(m, 0.5) ? made_uniform(m, 0, 0.5) : NAN;
  queue->observed_contained = made_chance(m, 0.5) ? made_uniform(m, 0, 0.9) : NAN;
  if (made_chance(m, 0.4)) {
    m->transfer[q] = (MusterTransfer) {.queue = (int) made_uniform(m, 0, k->c.n_queues), .outside = -1, .share = made_uniform(m, 0, 0.5)};
    if (made_chance(m, 0.3))
      m->transfer[q] = (MusterTransfer) {.queue = -1, .outside = 0, .share = m->transfer[q].share};
    queue->n_transfers = 1;
    queue->transfer = &m->transfer[q];
  }
  if (made_chance(m, 0.4)) {
    m->callback[k->c.n_callbacks++] =
        (MusterCallback) {.queue = q,
                          .into = (int) made_uniform(m, 0, k->c.n_queues),
                          .predict = (MusterPredict) (int) made_uniform(m, 0, 4),
                          .last_n = (int) made_uniform(m, 1, 20),
                          .in_turn = made_chance(m, 0.4),
                          .call_back_within_s = made_chance(m, 0.7) ? made_uniform(m, 0, 3000) : NAN,
                          .offer_when_wait_over_s = made_uniform(m, 0, 30),
                          .accept = made_uniform(m, 0, 1),
                          .times = made_uniform(m, 0, 2)};
    k->c.callback = m->callback;
  }
  if (made_chance(m, 0.35))
    make_case(m, q);
  if (made_chance(m, queue->channel == MUSTER_CHANNEL_CASE ? 0.5 : 0.1))
    make_tier(m, q);
  for (int i = 0; i < k->c.grid->n; i++)
    k->demand->queue[q].contacts[i] = i % 48 >= 16 && i % 48 < 36 && made_chance(m, 0.9) ? made_uniform(m, 0, 60) : 0;
}

/* The queue becomes a list that is dialled. */
void
made_outbound(Made *m, int q)
{
  static const char *const dialers[] = {NULL, "preview", "power", "predictive"};
  MusterQueue *queue = &m->k.queue[q];
  queue->channel = MUSTER_CHANNEL_OUTBOUND;
  queue->n_redial_abandon = 0;
  queue->reach = made_chance(m, 0.8) ? made_uniform(m, 0, 1) : NAN;
  queue->attempts = (int) made_uniform(m, 1, 5);
  queue->no_answer_s = made_chance(m, 0.5) ? made_uniform(m, 0, 40) : 0;
  queue->wrong_party_chance = made_chance(m, 0.3) ? made_uniform(m, 0, 1) : 0;
  queue->wrong_party_takes_s = made_uniform(m, 0, 60);
  if (made_chance(m, 0.7))
    case_dist(&queue->retry, "exponential", made_uniform(m, 0.001, 20000), NAN);
  queue->dialer = (MusterDialer) {.name = (char *) (gpointer) dialers[(int) made_uniform(m, 0, 4)],
                                  .look_s = made_uniform(m, 0, 60),
                                  .lines = made_uniform(m, 0.5, 3),
                                  .when_idle = (int) made_uniform(m, 1, 4),
                                  .abandonment = made_uniform(m, 0, 0.1)};
  if (made_chance(m, 0.3)) {
    queue->quota_customers = made_uniform(m, 0, 4000);
    queue->quota_each = (MusterPerSpan) {.lo = 1, .hi = 2, .per_n = 1, .per_unit = made_chance(m, 0.5) ? 'w' : 'm'};
  }
}
