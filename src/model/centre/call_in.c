/* A reserve: `call_in: {when: presales.service_level < 70 %, until: presales.service_level > 85 %, over: 15
 * min, …}`. */
#include "model/centre/group_private.h"
#include <string.h>

#define AT(field) .offset = offsetof(MusterCallIn, field)

static const CentreMeasure measures[] = {
    {"service_level", "queue", &muster_yaml_share},
    {"abandonment", "queue", &muster_yaml_share},
    {"occupancy", "queue", &muster_yaml_share},
    {"average_speed_of_answer", "queue", &muster_yaml_duration},
    {"longest_wait", "queue", &muster_yaml_duration},
    {"queue_length", "queue", &muster_yaml_number},
    {NULL},
};

static int
find_measure(const char *name)
{
  int i = 0;
  while (strcmp(measures[i].name, name) != 0)
    i++;
  return i;
}

static gboolean
parse_condition(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                CentreCondition *out)
{
  return centre_parse_condition(reader, key, node, measures, "presales.service_level < 70 %", out);
}

/* The field is the whole call-in. */
static gboolean
read_when(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterCallIn *call_in = field;
  CentreCondition condition = {0};
  if (!parse_condition(reader, key, node, &condition))
    return FALSE;
  call_in->queue = condition.of;
  call_in->measure = g_strdup(measures[condition.measure].name);
  call_in->below = condition.below;
  call_in->when = condition.bound;
  return TRUE;
}

static void
write_condition(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                const MusterCallIn *call_in, gboolean below, double bound)
{
  if (call_in->measure == NULL || isnan(bound))
    return;
  CentreCondition condition = {.of = call_in->queue, .below = below, .bound = bound};
  centre_write_condition(writer, key, parent, &measures[find_measure(call_in->measure)], &condition);
}

static void
write_when(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterCallIn *call_in = field;
  write_condition(writer, key, parent, call_in, call_in->below, call_in->when);
}

static void
init_when(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterCallIn *call_in = field;
  call_in->queue = -1;
  call_in->measure = NULL;
  call_in->below = FALSE;
  call_in->when = NAN;
}

static void
clear_when(const MusterYamlKey *key, gpointer field)
{
  g_free(((MusterCallIn *) field)->measure);
  init_when(key, field);
}

static gboolean
equal_when(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCallIn *x = a, *y = b;
  return x->queue == y->queue && g_strcmp0(x->measure, y->measure) == 0 && x->below == y->below &&
         (x->when == y->when || (isnan(x->when) && isnan(y->when)));
}

static const MusterYamlType when = {
    .name = "condition",
    .fits = "a condition like `presales.service_level < 70 %` (service_level, abandonment, occupancy, "
            "average_speed_of_answer, longest_wait, queue_length)",
    .init = init_when,
    .read = read_when,
    .write = write_when,
    .clear = clear_when,
    .equal = equal_when,
};

/* `until` looks at what `when` looks at, from the other side; the check below holds them together. */
static gboolean
read_until(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  CentreCondition condition = {0};
  if (!parse_condition(reader, key, node, &condition))
    return FALSE;
  ((MusterCallIn *) field)->until = condition.bound;
  return TRUE;
}

static void
write_until(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterCallIn *call_in = field;
  write_condition(writer, key, parent, call_in, !call_in->below, call_in->until);
}

static void
init_until(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  ((MusterCallIn *) field)->until = NAN;
}

static gboolean
equal_until(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  double x = ((const MusterCallIn *) a)->until, y = ((const MusterCallIn *) b)->until;
  return x == y || (isnan(x) && isnan(y));
}

static const MusterYamlType until = {
    .name = "condition",
    .fits = "a condition like `presales.service_level > 85 %`",
    .init = init_until,
    .read = read_until,
    .write = write_until,
    .equal = equal_until,
};

const MusterYamlKey centre_call_in_keys[] = {
    {.name = "when",
     .type = &when,
     .offset = 0,
     .required = TRUE,
     .help = "the reserve is called when this holds"},
    {.name = "until",
     .type = &until,
     .offset = 0,
     .help = "and sent back when this holds: the same measure, the other way round"},
    {.name = "over",
     .type = &muster_yaml_duration,
     AT(over_s),
     .standard = "15 min",
     .min = 1,
     .max = 86400,
     .help = "measured over the last so much time"},
    {.name = "notice",
     .type = &muster_yaml_duration,
     AT(notice_s),
     .standard = "0 s",
     .min = 0,
     .max = 86400,
     .help = "from the call until they are there"},
    {.name = "max",
     .type = &muster_yaml_number,
     AT(max),
     .required = TRUE,
     .min = 1,
     .max = 1000000,
     .help = "agents, at most"},
    {.name = "cost",
     .type = &muster_yaml_rate,
     AT(cost_per_h),
     .standard = "0 / h",
     .min = 0,
     .max = 1e9,
     .help = "money per hour called in"},
    {NULL},
};

void
centre_check_call_in(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object)
{
  const MusterCallIn *call_in = object;
  const MusterYamlNode *until_node = muster_yaml_get(node, "until");
  g_autoptr(MusterFaults) quiet = muster_faults_new();
  MusterYamlReader silent = {.faults = quiet, .user = reader->user, .names = reader->names};
  MusterYamlKey key = {.name = "until"};
  CentreCondition condition = {0};
  if (call_in->measure == NULL || until_node == NULL ||
      !parse_condition(&silent, &key, until_node, &condition))
    return;
  if (condition.of != call_in->queue || strcmp(measures[condition.measure].name, call_in->measure) != 0)
    muster_faults_error(reader->faults, muster_yaml_mark(until_node),
                        "name the same queue and measure in both",
                        "'until' looks at something else than 'when'");
  else if (condition.below == call_in->below)
    muster_faults_error(reader->faults, muster_yaml_mark(until_node),
                        call_in->below ? "write > here" : "write < here",
                        "'until' points the same way as 'when'");
  else if (call_in->below ? condition.bound < call_in->when : condition.bound > call_in->when)
    muster_faults_error(reader->faults, muster_yaml_mark(until_node), NULL,
                        "the reserve would be sent back and called in at the same time");
}
