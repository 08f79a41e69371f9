/* Writing a demand (include/muster/model/demand.h describes its file). */
#include "model/demand_private.h"
#include <math.h>
#include <muster/yaml.h>

typedef struct {
  MusterYaml *tree;
  const MusterCentre *centre;
  const MusterDemand *demand;
} Writer;

static gboolean
is_known(const double *series, int i)
{
  return series != NULL && !isnan(series[i]);
}

/* Does any series but the contacts know something of interval i? */
static gboolean
has_more(const MusterDemandQueue *queue, int i)
{
  for (const DemandSeries *series = demand_series; series->key != NULL; series++)
    if (is_known(demand_const_series_of(queue, series->offset), i))
      return TRUE;
  return FALSE;
}

static gboolean
has_day_bands(const MusterDemandQueue *queue, int day)
{
  for (const DemandSeries *series = demand_series; series->key != NULL; series++)
    if (series->day_offset != 0 && is_known(demand_const_series_of(queue, series->day_offset), day))
      return TRUE;
  return FALSE;
}

/* What a reader takes an interval for that is not written: no contacts, bands of 0 where the queue has any. */
static gboolean
is_silent(const MusterDemandQueue *queue, int i)
{
  if (queue->contacts[i] != 0)
    return FALSE;
  for (const DemandSeries *series = demand_series; series->key != NULL; series++) {
    const double *value = demand_const_series_of(queue, series->offset);
    gboolean silent = value == NULL || (series->day_offset != 0 ? value[i] == 0 : isnan(value[i]));
    if (!silent)
      return FALSE;
  }
  return TRUE;
}

static gboolean
says_something(const MusterDemandQueue *queue, int first, int end)
{
  for (int i = first; i < end; i++)
    if (!is_silent(queue, i))
      return TRUE;
  return FALSE;
}

static void
write_list(const Writer *w, MusterYamlNode *map, const char *key, const double *value, int first, int end)
{
  MusterYamlNode *list = muster_yaml_add_list(w->tree, map, key);
  for (int i = first; i < end; i++)
    if (isnan(value[i]))
      muster_yaml_add_null(w->tree, list, NULL);
    else
      muster_yaml_add_number(w->tree, list, NULL, value[i]);
}

static void
write_clock(const Writer *w, MusterYamlNode *map, const char *key, int day, int interval)
{
  const MusterGrid *grid = w->demand->grid;
  g_autofree char *text =
      muster_clock_format(interval == grid->day_first[day + 1] ? 86400 : grid->clock_s[interval]);
  muster_yaml_add_plain(w->tree, map, key, text);
}

/* One number for all when they are the same and there is nothing more to say. */
static gboolean
is_level(const MusterDemandQueue *queue, int first, int end)
{
  for (int i = first; i < end; i++)
    if (queue->contacts[i] != queue->contacts[first] || has_more(queue, i))
      return FALSE;
  return TRUE;
}

static void
write_series(const Writer *w, MusterYamlNode *map, const MusterDemandQueue *queue, int first, int end)
{
  write_list(w, map, "contacts", queue->contacts, first, end);
  for (const DemandSeries *series = demand_series; series->key != NULL; series++) {
    const double *value = demand_const_series_of(queue, series->offset);
    gboolean any = FALSE;
    for (int i = first; i < end; i++)
      any = any || is_known(value, i);
    if (any)
      write_list(w, map, series->key, value, first, end);
  }
}

static void
write_day_bands(const Writer *w, MusterYamlNode *map, const MusterDemandQueue *queue, int day)
{
  if (!has_day_bands(queue, day))
    return;
  MusterYamlNode *bands = muster_yaml_add_map(w->tree, map, "day");
  for (const DemandSeries *series = demand_series; series->key != NULL; series++)
    if (series->day_offset != 0 && is_known(demand_const_series_of(queue, series->day_offset), day))
      muster_yaml_add_number(w->tree, bands, series->key,
                             demand_const_series_of(queue, series->day_offset)[day]);
}

/* [*first, *end) cut to where something is said, unless its first clock shows twice that day. */
static void
trim(const Writer *w, const MusterDemandQueue *queue, int day, int *first, int *end)
{
  int start = *first, stop = *end;
  while (start < stop && !says_something(queue, start, start + 1))
    start++;
  while (stop > start && !says_something(queue, stop - 1, stop))
    stop--;
  if (start == stop)
    return; /* the whole day, of zeros */
  const MusterGrid *grid = w->demand->grid;
  if (demand_find_clock(grid, day, grid->clock_s[start]) == start)
    *first = start;
  if (stop == *end || demand_find_clock(grid, day, grid->clock_s[stop]) == stop)
    *end = stop;
}

static void
write_day(const Writer *w, MusterYamlNode *days, int q, int day)
{
  const MusterDemandQueue *queue = &w->demand->queue[q];
  int first = w->demand->grid->day_first[day], end = w->demand->grid->day_first[day + 1];
  MusterDay date = w->demand->grid->first_day + day;
  if (!says_something(queue, first, end) && !has_day_bands(queue, day) &&
      !muster_centre_open_on(w->centre, q, date))
    return;
  g_autofree char *key = muster_day_format(date);
  MusterYamlNode *map = muster_yaml_add_map(w->tree, days, key);
  muster_yaml_set_flow(map);
  trim(w, queue, day, &first, &end);
  write_clock(w, map, "from", day, first);
  if (is_level(queue, first, end)) {
    write_clock(w, map, "to", day, end);
    muster_yaml_add_number(w->tree, map, "each", queue->contacts[first]);
  } else {
    write_series(w, map, queue, first, end);
  }
  write_day_bands(w, map, queue, day);
}

static gboolean
queue_says_something(const MusterDemand *demand, int q)
{
  const MusterDemandQueue *queue = &demand->queue[q];
  for (int day = 0; day < demand->grid->n_days; day++)
    if (has_day_bands(queue, day))
      return TRUE;
  return says_something(queue, 0, demand->grid->n);
}

static void
write_cv(MusterYaml *tree, MusterYamlNode *variation, const char *key, double cv)
{
  if (cv == 0)
    return;
  g_autofree char *text = muster_format_share(cv);
  MusterYamlNode *map = muster_yaml_add_map(tree, variation, key);
  muster_yaml_add_plain(tree, map, "cv", text);
}

char *
muster_demand_write(const MusterDemand *demand, const MusterCentre *centre)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *root = muster_yaml_root(tree);
  Writer writer = {tree, centre, demand};
  muster_yaml_add_plain(tree, root, "counts", demand->counts == MUSTER_COUNTS_FRESH ? "fresh" : "offered");
  if (demand->day_cv != 0 || demand->interval_cv != 0 || demand->between_queues != 0 || demand->split != 0) {
    MusterYamlNode *variation = muster_yaml_add_map(tree, root, "variation");
    muster_yaml_set_flow(variation);
    write_cv(tree, variation, "day", demand->day_cv);
    write_cv(tree, variation, "interval", demand->interval_cv);
    if (demand->between_queues != 0)
      muster_yaml_add_number(tree, variation, "between_queues", demand->between_queues);
    if (demand->split != 0)
      muster_yaml_add_number(tree, variation, "split", demand->split);
  }
  MusterYamlNode *queues = muster_yaml_add_map(tree, root, "queues");
  for (int q = 0; q < demand->n_queues; q++) {
    if (!queue_says_something(demand, q))
      continue;
    MusterYamlNode *days = muster_yaml_add_map(tree, queues, centre->queue[q].name);
    for (int day = 0; day < demand->grid->n_days; day++)
      write_day(&writer, days, q, day);
  }
  return muster_yaml_emit(root);
}
