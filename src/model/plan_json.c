/* The plan as JSON, for other programs (design of `muster plan --format json`). */
#include <muster/model/plan.h>

static void
add_number(MusterJson *json, const char *key, double value)
{
  muster_json_key(json, key);
  muster_json_number(json, value);
}

static void
add_instant(MusterJson *json, const char *key, const MusterZone *zone, gint64 utc)
{
  g_autofree char *text = muster_zone_format(zone, utc);
  muster_json_key(json, key);
  muster_json_string(json, text);
}

static void
add_pauses(MusterJson *json, const MusterPlanShift *shift, const MusterZone *zone)
{
  muster_json_key(json, "pauses");
  muster_json_begin_array(json, MUSTER_JSON_FLAT);
  for (int p = 0; p < shift->n_pauses; p++) {
    muster_json_begin_object(json, MUSTER_JSON_FLAT);
    muster_json_key(json, "name");
    muster_json_string(json, shift->pause[p].name);
    add_instant(json, "start", zone, shift->pause[p].start);
    add_instant(json, "end", zone, shift->pause[p].end);
    muster_json_key(json, "paid");
    muster_json_boolean(json, shift->pause[p].paid);
    muster_json_end(json);
  }
  muster_json_end(json);
}

static void
add_shift(MusterJson *json, const MusterPlanShift *shift, const MusterCentre *centre)
{
  g_autofree char *day = muster_day_format(shift->day);
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  muster_json_key(json, "day");
  muster_json_string(json, day);
  muster_json_key(json, "group");
  muster_json_string(json, centre->group[shift->group].name);
  muster_json_key(json, "shift");
  muster_json_string(json, centre->shift[shift->shift].name);
  add_instant(json, "start", centre->zone, shift->start);
  add_instant(json, "end", centre->zone, shift->end);
  muster_json_key(json, "count");
  muster_json_integer(json, shift->count);
  add_pauses(json, shift, centre->zone);
  muster_json_end(json);
}

char *
muster_plan_write_json(const MusterPlan *plan, const MusterCentre *centre)
{
  g_autoptr(MusterJson) json = muster_json_new();
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  muster_json_key(json, "schema_version");
  muster_json_integer(json, 1);
  muster_json_key(json, "command");
  muster_json_string(json, "plan");
  add_number(json, "cost", plan->cost);
  add_number(json, "penalty", plan->penalty);
  add_number(json, "objective", plan->objective);
  add_number(json, "bound", plan->bound);
  add_number(json, "gap", plan->gap);
  add_number(json, "paid_h", plan->paid_h);
  add_number(json, "understaffed_h", plan->understaffed_h);
  add_number(json, "overstaffed_h", plan->overstaffed_h);
  muster_json_key(json, "shifts");
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  for (guint i = 0; i < plan->shifts->len; i++)
    add_shift(json, &g_array_index(plan->shifts, MusterPlanShift, i), centre);
  muster_json_end(json);
  muster_json_end(json);
  return muster_json_finish(json);
}
