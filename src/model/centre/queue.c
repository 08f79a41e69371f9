/* A queue: its keys. What was promised is in queue_target.c, what flows out of it (transfers, redials, …) in
 * queue_flows.c. */
#include "model/centre/queue_private.h"
#include <string.h>

#define AT(field) .offset = offsetof(MusterQueue, field)

static const char *const channels[] = {"voice", "chat", "case", "counter", "outbound", NULL};
static const char *const clocks[] = {"elapsed", "open_hours", NULL};

/* ---- chats ---- */

typedef struct {
  int max, n_pace;
  double *pace;
} Concurrency;

static const MusterYamlKey concurrency_keys[] = {
    {.name = "max",
     .type = &muster_yaml_integer,
     .offset = offsetof(Concurrency, max),
     .required = TRUE,
     .min = 1,
     .max = 32,
     .help = "most chats of one agent at a time"},
    {.name = "pace",
     .type = &muster_yaml_shares,
     .offset = offsetof(Concurrency, pace),
     .count = offsetof(Concurrency, n_pace),
     .min = 0.001,
     .max = 1,
     .help = "speed of each chat when 1, 2, … are open, `max` of them; 100 % each when not given"},
    {NULL},
};

static void
init_concurrency(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterQueue *queue = field;
  queue->concurrency_max = 1;
  queue->pace = NULL;
}

static gboolean
read_concurrency(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                 gpointer field)
{
  MusterQueue *queue = field;
  Concurrency given;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  muster_yaml_table_init(concurrency_keys, &given);
  gboolean ok = muster_yaml_table_read(reader, concurrency_keys, node, &given);
  if (ok && given.n_pace > 0 && given.n_pace != given.max)
    ok = muster_yaml_refuse(reader, key, muster_yaml_get(node, "pace"), "give one for 1, 2, … open chats",
                            g_strdup_printf("%d paces for at most %d chats", given.n_pace, given.max));
  if (ok) {
    queue->concurrency_max = given.max;
    queue->pace = g_steal_pointer(&given.pace);
  }
  g_free(given.pace);
  return ok;
}

static void
write_concurrency(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                  gconstpointer field)
{
  const MusterQueue *queue = field;
  Concurrency given = {queue->concurrency_max, queue->concurrency_max, queue->pace};
  if (queue->concurrency_max <= 1)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  muster_yaml_table_write(writer, concurrency_keys, map, &given);
}

static void
clear_concurrency(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterQueue *) field)->pace);
  init_concurrency(key, field);
}

static gboolean
equal_concurrency(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterQueue *x = a, *y = b;
  if (x->concurrency_max != y->concurrency_max)
    return FALSE;
  for (int k = 0; k < x->concurrency_max; k++)
    if ((x->pace != NULL ? x->pace[k] : 1) != (y->pace != NULL ? y->pace[k] : 1))
      return FALSE;
  return TRUE;
}

static const MusterYamlType concurrency = {
    .name = "map",
    .fits = "a map of keys",
    .init = init_concurrency,
    .read = read_concurrency,
    .write = write_concurrency,
    .clear = clear_concurrency,
    .equal = equal_concurrency,
};

/* ---- the queue ---- */

static const MusterYamlKey observed_keys[] = {
    {.name = "abandonment",
     .type = &muster_yaml_share,
     AT(observed_abandonment),
     .help = "share of offered contacts that abandoned in the history"},
    {.name = "contained",
     .type = &muster_yaml_share,
     AT(observed_contained),
     .help = "share that self-service already kept away in the history"},
    {.name = "callbacks",
     .type = &muster_yaml_share,
     AT(observed_callbacks),
     .help = "share of offered contacts that left for a callback in the history"},
    {NULL},
};

static const MusterYamlKey value_keys[] = {
    {.name = "answered",
     .type = &muster_yaml_number,
     AT(value_answered),
     .standard = "0",
     .min = -1e8,
     .max = 1e8,
     .help = "money that an answered contact brings"},
    {.name = "lost",
     .type = &muster_yaml_number,
     AT(value_lost),
     .standard = "0",
     .min = -1e8,
     .max = 1e8,
     .help = "money that a lost contact costs"},
    {NULL},
};

static const MusterYamlKey quota_keys[] = {
    {.name = "customers",
     .type = &muster_yaml_number,
     AT(quota_customers),
     .required = TRUE,
     .min = 0,
     .max = 1e9,
     .help = "how many are to be contacted"},
    {.name = "each",
     .type = &muster_yaml_per_span,
     AT(quota_each),
     .required = TRUE,
     .help = "how often each of them, like `2 / month`"},
    {NULL},
};

const MusterYamlKey centre_queue_keys[] = {
    {.name = "like",
     .type = &centre_like,
     .help = "takes over every key of another queue; what is given here replaces it, `~` removes it"},
    {.name = "channel",
     .type = &muster_yaml_word,
     AT(channel),
     .standard = "voice",
     .words = channels,
     .help =
         "voice; chat; case: can wait (e-mail, ticket, repair); counter: walk-in, balks; outbound: we call"},
    {.name = "handle",
     .type = &centre_handle_time,
     AT(handle),
     .required = TRUE,
     .help = "handle time: talk and after-call work, or talk alone when `after_call` is given; a chat's work "
             "at one chat at a time"},
    {.name = "after_call",
     .type = &centre_handle_time,
     AT(after_call),
     .help = "after-call work, when it is apart from `handle`"},
    {.name = "after_call_quiet",
     .type = &centre_handle_time,
     AT(after_call_quiet),
     .help = "instead of `after_call` when the talk ends and nobody waits whom the agent could take: agents are in no hurry then"},
    {.name = "handle_by_hour",
     .type = &centre_factors,
     AT(handle_by_hour),
     .given = offsetof(MusterQueue, has_handle_by_hour),
     .min = 0.01,
     .max = 100,
     .help = "factors of the handle time by the clock, like `{09:00: 95 %, 18:00: 110 %}`; where the demand gives "
             "an interval's own handle time, that one holds"},
    {.name = "patience",
     .type = &centre_delay,
     AT(patience),
     .help = "how long a contact waits before it abandons; not given: for ever"},
    {.name = "balk",
     .type = &centre_balk,
     AT(balk),
     .help = "who must wait and leaves at once: shares by announced wait or by contacts in line; `announce` is last_wait (not given), "
             "mean_of_last (of `last`, 10), head_of_queue or expected_delay"},
    {.name = "priority",
     .type = &muster_yaml_integer,
     AT(priority),
     .standard = "1",
     .min = 1,
     .max = 1000000,
     .help = "1 is taken first"},
    {.name = "ring",
     .type = &muster_yaml_duration,
     AT(ring_s),
     .standard = "0 s",
     .min = 0,
     .max = 3600,
     .help = "before an agent can answer; outbound: before the person called does"},
    {.name = "target",
     .type = &muster_yaml_map,
     AT(target),
     .given = offsetof(MusterQueue, has_target),
     .mark = offsetof(MusterTarget, mark),
     .table = centre_target_keys,
     .check = centre_check_target,
     .help = "what was promised"},
    {.name = "redial",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_redial_keys,
     .check = centre_check_redial,
     .help = "who abandoned or was blocked calls again"},
    {.name = "repeat",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_repeat_keys,
     .check = centre_check_repeat,
     .help = "an answered contact leads to another one"},
    {.name = "observed",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = observed_keys,
     .help = "the service in the history, to divide the flows out"},
    {.name = "transfer",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_transfer_keys,
     .help = "an answered contact is passed on"},
    {.name = "value",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = value_keys,
     .help = "money, for reports and what-if"},
    {.name = "satisfaction",
     .type = &muster_yaml_map,
     AT(satisfaction),
     .given = offsetof(MusterQueue, satisfaction.given),
     .table = centre_opinion_keys,
     .help = "share of the contacts that are content"},
    {.name = "complaint",
     .type = &muster_yaml_map,
     AT(complaint),
     .given = offsetof(MusterQueue, complaint.given),
     .table = centre_opinion_keys,
     .help = "share of the contacts that lead to a complaint"},
    {.name = "concurrency",
     .type = &concurrency,
     .offset = 0,
     .table = concurrency_keys,
     .help = "chats at a time"},
    {.name = "mix",
     .type = &muster_yaml_boolean,
     AT(mix),
     .standard = "no",
     .help = "calls and cases may be taken while chats are open"},
    {.name = "interruptible",
     .type = &muster_yaml_boolean,
     AT(interruptible),
     .standard = "no",
     .help = "cases: a live contact may take the agent away"},
    {.name = "escalate",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_escalate_keys,
     .check = centre_check_escalate,
     .help = "handed on when it takes too long"},
    {.name = "follow_up",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_follow_up_keys,
     .check = centre_check_follow_up,
     .help = "leads to a contact in another queue"},
    {.name = "reopen",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_reopen_keys,
     .check = centre_check_reopen,
     .help = "comes back to the same queue"},
    {.name = "clock",
     .type = &muster_yaml_word,
     AT(clock_open_hours),
     .standard = "elapsed",
     .words = clocks,
     .help = "whether deadlines run on while closed"},
    {.name = "reach",
     .type = &muster_yaml_share,
     AT(reach),
     .help = "outbound: share of attempts that reach somebody"},
    {.name = "reach_by_hour",
     .type = &centre_factors,
     AT(reach_by_hour),
     .given = offsetof(MusterQueue, has_reach_by_hour),
     .min = 0.001,
     .max = 1,
     .help = "outbound: the same by the clock, like `{09:00: 20 %, 18:00: 45 %}`; `reach` holds before the first step of a day"},
    {.name = "attempts",
     .type = &muster_yaml_integer,
     AT(attempts),
     .standard = "1",
     .min = 1,
     .max = 100,
     .help = "outbound: attempts to a customer, at most"},
    {.name = "quota",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = quota_keys,
     .help = "outbound: contacts due by the end of the month or week"},
    {.name = "retry",
     .type = &centre_delay,
     AT(retry),
     .help = "outbound: from an attempt that failed to the next; not given: at once"},
    {.name = "no_answer",
     .type = &muster_yaml_duration,
     AT(no_answer_s),
     .standard = "0 s",
     .min = 0,
     .max = 3600,
     .help = "outbound: it rings so long before a call is given up that nobody answers"},
    {.name = "wrong_party",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_wrong_party_keys,
     .help = "outbound: somebody else is reached than who was meant, and the attempt has failed"},
    {.name = "dialer",
     .type = &centre_dialer,
     AT(dialer),
     .help = "outbound: who dials when: preview, power, predictive (`muster list dialers`); not given: preview, without time "
             "to look"},
    {.name = "second_agent",
     .type = &muster_yaml_map,
     .offset = 0,
     .table = centre_second_agent_keys,
     .check = centre_check_second_agent,
     .help = "conference: a second agent is called in to the talk, and both stay to its end"},
    {.name = "open",
     .type = &centre_hours,
     AT(open),
     .given = offsetof(MusterQueue, own_hours),
     .help = "its own opening hours instead of the centre's"},
    {NULL},
};
