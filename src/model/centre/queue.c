/* A queue: its keys. What flows out of it (transfers, redials, …) is in queue_flows.c. */
#include "model/centre/queue_private.h"
#include <string.h>

#define AT(field) .offset = offsetof(MusterQueue, field)
#define LONGEST_S (400 * 86400.0)

static const char *const channels[] = {"voice", "chat", "case", "counter", "outbound", NULL};
static const char *const clocks[] = {"elapsed", "open_hours", NULL};
static const char *const pers[] = {"interval", "day", "week", NULL};

/* ---- target ---- */

/* `on: average`, or `on: 90 % of days`. */
static gboolean
read_on(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field) {
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (strcmp(node->text, "average") == 0)
    return TRUE;
  g_autofree char *share = g_strdup(node->text), *why = NULL;
  char *of_days = strstr(share, "of days");
  if (of_days != NULL && of_days[strlen("of days")] == '\0') {
    *of_days = '\0';
    if (muster_parse_share(share, field, &why) && *(double *) field > 0 && *(double *) field < 1)
      return TRUE;
  }
  *(double *) field = NAN;
  return muster_yaml_refuse(reader, key, node, "write `average` or `90 % of days`",
                            g_strdup_printf("'%s' says not on what the target is to hold", node->text));
}

static void
write_on(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field) {
  g_autofree char *share = muster_format_share(*(const double *) field);
  g_autofree char *text = g_strdup_printf("%s of days", share);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static void
init_nan(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field) {
  *(double *) field = NAN;
}

static gboolean
equal_double(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b) {
  double x = *(const double *) a, y = *(const double *) b;
  return x == y || (isnan(x) && isnan(y));
}

static const MusterYamlType on_days = {
    .name = "on",
    .fits = "`average`, or a share of days like `90 % of days`",
    .size = sizeof(double),
    .init = init_nan,
    .read = read_on,
    .write = write_on,
    .equal = equal_double,
};

/* `within` goes with `answer` or with `finish`, whichever is given; the field is the whole target. */
static void
init_within(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field) {
  MusterTarget *target = field;
  target->within_s = target->finish_within_s = NAN;
}

static gboolean
read_within(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field) {
  MusterYamlKey duration = *key;
  duration.type = &muster_yaml_duration;
  return duration.type->read(reader, &duration, node, &((MusterTarget *) field)->within_s);
}

static void
write_within(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
             gconstpointer field) {
  const MusterTarget *target = field;
  double within_s = isnan(target->within_s) ? target->finish_within_s : target->within_s;
  if (!isnan(within_s))
    muster_yaml_duration.write(writer, key, parent, &within_s);
}

static gboolean
equal_within(const MusterYamlKey *key, gconstpointer a, gconstpointer b) {
  const MusterTarget *x = a, *y = b;
  return equal_double(key, &x->within_s, &y->within_s) &&
         equal_double(key, &x->finish_within_s, &y->finish_within_s);
}

static const MusterYamlType within = {
    .name = "duration",
    .fits = "a duration like `20 s`",
    .init = init_within,
    .read = read_within,
    .write = write_within,
    .equal = equal_within,
};

#define TARGET(field) .offset = offsetof(MusterTarget, field)
static const MusterYamlKey target_keys[] = {
    {.name = "answer",
     .type = &muster_yaml_share,
     TARGET(answer),
     .help = "service level: this share, by the centre's definition, within `within`"},
    {.name = "finish",
     .type = &muster_yaml_share,
     TARGET(finish),
     .help = "cases: this share finished within `within` of their arrival"},
    {.name = "within",
     .type = &within,
     .offset = 0,
     .min = 0,
     .max = LONGEST_S,
     .help = "the threshold of `answer` or of `finish`"},
    {.name = "abandon", .type = &muster_yaml_share, TARGET(abandon), .help = "at most this share abandons"},
    {.name = "asa",
     .type = &muster_yaml_duration,
     TARGET(asa_s),
     .min = 0,
     .max = LONGEST_S,
     .help = "average speed of answer, at most"},
    {.name = "occupancy",
     .type = &muster_yaml_share,
     TARGET(occupancy),
     .help = "share of on-queue time spent handling, at most"},
    {.name = "per",
     .type = &muster_yaml_word,
     TARGET(per),
     .standard = "interval",
     .words = pers,
     .help = "what the target must hold for: each interval, or the day or week as a whole"},
    {.name = "on",
     .type = &on_days,
     TARGET(on_days),
     .help = "on average over uncertain demand (the default), or on a share of days"},
    {NULL},
};

/* Given, but not read: that was said already. */
static gboolean
is_broken(const MusterYamlNode *node, const char *key, double value) {
  const MusterYamlNode *entry = muster_yaml_get(node, key);
  return entry != NULL && !muster_yaml_is_null(entry) && isnan(value);
}

static void
check_within(MusterYamlReader *reader, const MusterYamlNode *node, const MusterTarget *target) {
  MusterMark mark = muster_yaml_key_mark(node);
  gboolean answer = !isnan(target->answer), finish = !isnan(target->finish), limit = !isnan(target->within_s);
  if (answer && finish)
    muster_faults_error(reader->faults, mark, "a target has one `within`; give `answer` or `finish`",
                        "a target asks for 'answer' and 'finish' together");
  else if ((answer || finish) && !limit)
    muster_faults_error(reader->faults, mark, "add a duration like `within: 20 s`", "'%s' without 'within'",
                        answer ? "answer" : "finish");
  else if (limit && !answer && !finish)
    muster_faults_error(reader->faults, mark, "add a share like `answer: 80 %`",
                        "'within' without 'answer' or 'finish'");
  else if (!answer && !finish && isnan(target->abandon) && isnan(target->asa_s) && isnan(target->occupancy))
    muster_faults_error(reader->faults, mark,
                        "add `answer:` and `within:`, `abandon:`, `asa:`, `occupancy:` or `finish:`",
                        "a target that asks for nothing");
}

static void
check_target(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object) {
  MusterTarget *target = object;
  if (is_broken(node, "answer", target->answer) || is_broken(node, "finish", target->finish) ||
      is_broken(node, "within", target->within_s) || is_broken(node, "abandon", target->abandon) ||
      is_broken(node, "asa", target->asa_s) || is_broken(node, "occupancy", target->occupancy))
    return;
  check_within(reader, node, target);
  if (target->answer <= 0 || target->finish <= 0 || target->occupancy <= 0)
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), NULL,
                        "a target of 0 %% asks for nothing");
  if (!isnan(target->finish)) {
    target->finish_within_s = target->within_s;
    target->within_s = NAN;
  }
}

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
init_concurrency(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field) {
  MusterQueue *queue = field;
  queue->concurrency_max = 1;
  queue->pace = NULL;
}

static gboolean
read_concurrency(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                 gpointer field) {
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
                  gconstpointer field) {
  const MusterQueue *queue = field;
  Concurrency given = {queue->concurrency_max, queue->concurrency_max, queue->pace};
  if (queue->concurrency_max <= 1)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  muster_yaml_set_flow(map);
  muster_yaml_table_write(writer, concurrency_keys, map, &given);
}

static void
clear_concurrency(const MusterYamlKey *key, gpointer field) {
  g_free(((MusterQueue *) field)->pace);
  init_concurrency(key, field);
}

static gboolean
equal_concurrency(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b) {
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
    {NULL},
};

static const MusterYamlKey value_keys[] = {
    {.name = "answered",
     .type = &muster_yaml_number,
     AT(value_answered),
     .standard = "0",
     .help = "money that an answered contact brings"},
    {.name = "lost",
     .type = &muster_yaml_number,
     AT(value_lost),
     .standard = "0",
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
    {.name = "patience",
     .type = &centre_delay,
     AT(patience),
     .help = "how long a contact waits before it abandons; not given: for ever"},
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
     .help = "before an agent can answer"},
    {.name = "target",
     .type = &muster_yaml_map,
     AT(target),
     .given = offsetof(MusterQueue, has_target),
     .mark = offsetof(MusterTarget, mark),
     .table = target_keys,
     .check = check_target,
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
    {.name = "open",
     .type = &centre_hours,
     AT(open),
     .given = offsetof(MusterQueue, own_hours),
     .help = "its own opening hours instead of the centre's"},
    {NULL},
};
