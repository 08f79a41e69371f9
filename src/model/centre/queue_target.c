/* What was promised for a queue. */
#include "model/centre/queue_private.h"
#include <string.h>

#define LONGEST_S (400 * 86400.0)

static const char *const pers[] = {"interval", "day", "week", NULL};

/* `on: average`, or `on: 90 % of days`. */
static gboolean
read_on(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
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
write_on(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  g_autofree char *share = muster_format_share(*(const double *) field);
  g_autofree char *text = g_strdup_printf("%s of days", share);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static void
init_nan(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(double *) field = NAN;
}

static gboolean
equal_double(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
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
init_within(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterTarget *target = field;
  target->within_s = target->finish_within_s = NAN;
}

static gboolean
read_within(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterYamlKey duration = *key;
  duration.type = &muster_yaml_duration;
  return duration.type->read(reader, &duration, node, &((MusterTarget *) field)->within_s);
}

static void
write_within(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterTarget *target = field;
  double within_s = isnan(target->within_s) ? target->finish_within_s : target->within_s;
  if (!isnan(within_s))
    muster_yaml_duration.write(writer, key, parent, &within_s);
}

static gboolean
equal_within(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
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
const MusterYamlKey centre_target_keys[] = {
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
is_broken(const MusterYamlNode *node, const char *key, double value)
{
  const MusterYamlNode *entry = muster_yaml_get(node, key);
  return entry != NULL && !muster_yaml_is_null(entry) && isnan(value);
}

static void
check_within(MusterYamlReader *reader, const MusterYamlNode *node, const MusterTarget *target)
{
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

void
centre_check_target(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
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
