/* Writing the roster's YAML. */
#include <muster/model/roster.h>
#include "model/figures_private.h"
#include "model/moment_private.h"

static gboolean
is_plain_work(const MusterSegment *segment)
{
  return segment->kind == MUSTER_ACTIVITY_WORK && segment->paid && segment->queues == 0 &&
         segment->name == NULL;
}

static void
write_segment(MusterYaml *tree, MusterYamlNode *list, const MusterSegment *segment, const MusterDuty *duty,
              const MusterCentre *centre)
{
  MusterYamlNode *map = muster_yaml_add_map(tree, list, NULL);
  muster_yaml_add_plain(tree, map, "activity", muster_activity_name(segment->kind));
  if (segment->name != NULL)
    muster_yaml_add_text(tree, map, "name", segment->name);
  moment_write(tree, map, "start", centre, segment->start, duty->day, duty->start);
  moment_write(tree, map, "end", centre, segment->end, duty->day, segment->start + 1);
  muster_yaml_add_plain(tree, map, "paid", segment->paid ? "yes" : "no");
  if (segment->queues == 0)
    return;
  MusterYamlNode *queues = muster_yaml_add_list(tree, map, "queues");
  for (int q = 0; q < centre->n_queues; q++)
    if (segment->queues >> q & 1)
      muster_yaml_add_text(tree, queues, NULL, centre->queue[q].name);
}

static void
write_segments(MusterYaml *tree, MusterYamlNode *map, const MusterDuty *duty, const MusterCentre *centre)
{
  MusterYamlNode *list = NULL;
  gboolean left_out = FALSE; /* the segment before: two plain ones in a row must not melt into one */
  for (int i = 0; i < duty->n_segments; i++) {
    const MusterSegment *segment = &duty->segment[i];
    left_out = is_plain_work(segment) && !left_out;
    if (left_out)
      continue;
    if (list == NULL)
      list = muster_yaml_add_list(tree, map, "segments");
    write_segment(tree, list, segment, duty, centre);
  }
}

static void
write_duty(MusterYaml *tree, MusterYamlNode *list, const MusterDuty *duty, const MusterCentre *centre)
{
  MusterYamlNode *map = muster_yaml_add_map(tree, list, NULL);
  muster_yaml_set_flow(map);
  muster_yaml_add_text(tree, map, "person", centre->person[duty->person].id);
  moment_write_day(tree, map, duty->day);
  muster_yaml_add_text(tree, map, "group", centre->group[duty->group].name);
  if (duty->shift >= 0)
    muster_yaml_add_text(tree, map, "shift", centre->shift[duty->shift].name);
  gint64 midnight;
  muster_zone_to_utc(centre->zone, duty->day, 0, &midnight);
  moment_write(tree, map, "start", centre, duty->start, duty->day, midnight);
  moment_write(tree, map, "end", centre, duty->end, duty->day, duty->start + 1);
  if (duty->locked)
    muster_yaml_add_plain(tree, map, "locked", "yes");
  write_segments(tree, map, duty, centre);
}

static void
write_uncovered(MusterYaml *tree, MusterYamlNode *list, const MusterUncovered *uncovered,
                const MusterCentre *centre)
{
  MusterYamlNode *map = muster_yaml_add_map(tree, list, NULL);
  muster_yaml_set_flow(map);
  g_autofree char *start = muster_zone_format(centre->zone, centre->grid->start[uncovered->interval]);
  muster_yaml_add_plain(tree, map, "start", start);
  if (uncovered->queue >= 0)
    muster_yaml_add_text(tree, map, "queue", centre->queue[uncovered->queue].name);
  if (uncovered->group >= 0)
    muster_yaml_add_text(tree, map, "group", centre->group[uncovered->group].name);
  muster_yaml_add_number(tree, map, "agents", uncovered->agents);
  if (uncovered->blame != NULL && uncovered->blame[0] != 0)
    muster_yaml_add_text(tree, map, "blame", uncovered->blame);
}

char *
muster_roster_write(const MusterRoster *roster, const MusterCentre *centre)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *root = muster_yaml_root(tree);
  ModelFigures figures = {.cost = roster->cost,
                          .penalty = roster->penalty,
                          .objective = roster->objective,
                          .bound = roster->bound,
                          .gap = roster->gap,
                          .gap_avoidable = roster->gap_avoidable,
                          .paid_h = roster->paid_h,
                          .understaffed_h = roster->understaffed_h,
                          .overstaffed_h = roster->overstaffed_h,
                          .cut = roster->cut};
  model_figures_write(tree, muster_yaml_add_map(tree, root, "roster"), &figures);
  MusterYamlNode *duties = muster_yaml_add_list(tree, root, "duties");
  for (guint i = 0; i < roster->duties->len; i++)
    write_duty(tree, duties, &g_array_index(roster->duties, MusterDuty, i), centre);
  if (roster->uncovered->len == 0)
    return muster_yaml_emit(root);
  MusterYamlNode *uncovered = muster_yaml_add_list(tree, root, "uncovered");
  for (guint i = 0; i < roster->uncovered->len; i++)
    write_uncovered(tree, uncovered, &g_array_index(roster->uncovered, MusterUncovered, i), centre);
  return muster_yaml_emit(root);
}
