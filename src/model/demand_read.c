/* Reading a demand (include/muster/model/demand.h describes its file); its pieces are in demand_piece.c. */
#include "model/demand_private.h"
#include <math.h>
#include <stddef.h>

/* --- queues and days --- */

/* The index of the day that a key names. -1 with an error. */
static int
read_date(MusterYamlReader *yaml, const MusterYamlNode *node)
{
  DemandReader *r = yaml->user;
  MusterDay day;
  if (!muster_day_parse(node->key, &day)) {
    muster_faults_error(yaml->faults, muster_yaml_key_mark(node), "write 2026-11-09", "'%s' is no date",
                        node->key);
    return -1;
  }
  if (day >= r->centre->from && day <= r->centre->to)
    return day - r->centre->from;
  g_autofree char *from = muster_day_format(r->centre->from), *to = muster_day_format(r->centre->to);
  g_autofree char *hint = g_strdup_printf("the horizon is %s to %s", from, to);
  muster_faults_error(yaml->faults, muster_yaml_key_mark(node), hint, "'%s' is outside the horizon",
                      node->key);
  return -1;
}

static void
read_day(MusterYamlReader *yaml, const MusterYamlNode *node, int queue)
{
  int day = read_date(yaml, node);
  if (day < 0)
    return;
  if (node->kind != MUSTER_YAML_LIST) {
    demand_read_piece(yaml, node, queue, day);
    return;
  }
  for (const MusterYamlNode *child = node->first; child != NULL; child = child->next)
    demand_read_piece(yaml, child, queue, day);
}

/* Open days of a queue that has others, but not these: that may be meant, so it is said. */
static void
warn_of_gaps(MusterYamlReader *yaml, const MusterYamlNode *node, int queue)
{
  DemandReader *r = yaml->user;
  int n_days = r->centre->grid->n_days, missing = 0;
  MusterDay first = 0;
  for (int day = 0; day < n_days; day++)
    if (!r->seen_day[(gsize) queue * (gsize) n_days + (gsize) day] &&
        muster_centre_open_on(r->centre, queue, r->centre->from + day) && missing++ == 0)
      first = r->centre->from + day;
  if (missing == 0)
    return;
  g_autofree char *date = muster_day_format(first);
  muster_faults_add(yaml->faults, MUSTER_FAULT_WARNING, muster_yaml_key_mark(node), "no contacts come then",
                    "'%s' has no demand on %d open day%s, the first is %s", r->centre->queue[queue].name,
                    missing, missing == 1 ? "" : "s", date);
}

static gboolean
read_queues(MusterYamlReader *yaml, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  (void) field;
  DemandReader *r = yaml->user;
  guint before = muster_faults_n_errors(yaml->faults);
  if (!muster_yaml_need_kind(yaml, key, node, MUSTER_YAML_MAP))
    return FALSE;
  for (const MusterYamlNode *child = node->first; child != NULL; child = child->next) {
    int queue = model_names_need(&r->queues, child->key, muster_yaml_key_mark(child), yaml->faults);
    if (queue < 0)
      continue;
    MusterYamlKey of_queue = {.name = child->key, .type = key->type};
    if (!muster_yaml_need_kind(yaml, &of_queue, child, MUSTER_YAML_MAP))
      continue;
    for (const MusterYamlNode *day = child->first; day != NULL; day = day->next)
      read_day(yaml, day, queue);
    if (muster_faults_n_errors(yaml->faults) == before)
      warn_of_gaps(yaml, child, queue);
  }
  return muster_faults_n_errors(yaml->faults) == before;
}

/* --- the whole --- */

static void
init_nothing(const MusterYamlKey *key, gpointer field)
{
  (void) key;
  (void) field;
}

static const MusterYamlType queues_type = {
    .name = "days", .fits = "a map of days by queue", .init = init_nothing, .read = read_queues};

static const char *const counts_words[] = {"offered", "fresh", NULL};

#define DEMAND(key, member, kind, lowest, highest, text)                                                     \
  {                                                                                                          \
    .name = key, .type = &kind, .offset = offsetof(MusterDemand, member), .min = lowest, .max = highest,     \
    .help = text                                                                                             \
  }
static const MusterYamlKey day_keys[] = {DEMAND("cv", day_cv, muster_yaml_share, 0, 5, "of the day's factor"),
                                         {NULL}};
static const MusterYamlKey interval_keys[] = {
    DEMAND("cv", interval_cv, muster_yaml_share, 0, 5, "of each interval's factor"), {NULL}};
static const MusterYamlKey variation_keys[] = {
    {.name = "day",
     .type = &muster_yaml_map,
     .table = day_keys,
     .help = "a factor that a day's intervals share"},
    {.name = "interval",
     .type = &muster_yaml_map,
     .table = interval_keys,
     .help = "a factor of each interval"},
    DEMAND("between_queues", between_queues, muster_yaml_number, 0, 1,
           "correlation of the day factors of two queues"),
    DEMAND("split", split, muster_yaml_number, 1, 1e9,
           "the day's total falls upon its intervals by shares that are drawn (Dirichlet), as far from the expected ones as those of "
           "so many contacts"),
    {NULL},
};
static const MusterYamlKey demand_keys[] = {
    {.name = "counts",
     .type = &muster_yaml_word,
     .offset = offsetof(MusterDemand, counts),
     .words = counts_words,
     .help = "offered: every leg that reaches the queue; fresh: new issues only"},
    {.name = "variation",
     .type = &muster_yaml_map,
     .table = variation_keys,
     .help = "how far days and intervals stray from the mean"},
    {.name = "queues",
     .type = &queues_type,
     .required = TRUE,
     .help = "per queue and local day the expected contacts"},
    {NULL},
};

/* Where nothing is written nobody comes, and the bands know it. */
static void
fill_bands(const DemandReader *r)
{
  int n = r->centre->grid->n;
  for (int q = 0; q < r->centre->n_queues; q++)
    for (const DemandSeries *series = demand_series; series->key != NULL; series++) {
      double *band = series->day_offset != 0 ? *demand_series_of(&r->demand->queue[q], series->offset) : NULL;
      for (int i = 0; i < n && band != NULL; i++)
        if (!r->seen[(gsize) q * (gsize) n + (gsize) i])
          band[i] = 0;
    }
}

MusterDemand *
demand_read_node(const MusterCentre *centre, const MusterYamlNode *node, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  g_autoptr(MusterDemand) demand = muster_demand_new(centre);
  DemandReader reader = {.centre = centre, .demand = demand};
  reader.seen = g_new0(guint8, (gsize) centre->n_queues * (gsize) centre->grid->n);
  reader.seen_day = g_new0(guint8, (gsize) centre->n_queues * (gsize) centre->grid->n_days);
  model_names_of_queues(&reader.queues, centre);
  MusterYamlReader yaml = {.faults = faults, .user = &reader};
  muster_yaml_table_read(&yaml, demand_keys, node, demand);
  fill_bands(&reader);
  model_names_clear(&reader.queues);
  g_free(reader.seen);
  g_free(reader.seen_day);
  /* A `variation` that does not name them leaves them unset. */
  demand->day_cv = isnan(demand->day_cv) ? 0 : demand->day_cv;
  demand->interval_cv = isnan(demand->interval_cv) ? 0 : demand->interval_cv;
  demand->between_queues = isnan(demand->between_queues) ? 0 : demand->between_queues;
  demand->split = isnan(demand->split) ? 0 : demand->split;
  return muster_faults_n_errors(faults) == before ? g_steal_pointer(&demand) : NULL;
}

MusterDemand *
muster_demand_read(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, faults);
  if (tree == NULL)
    return NULL;
  guint before = muster_faults_n_errors(faults);
  g_autoptr(MusterDemand) demand = demand_read_node(centre, muster_yaml_root(tree), faults);
  return muster_faults_n_errors(faults) == before ? g_steal_pointer(&demand) : NULL;
}
