/* manifest.json: written last; a folder that has one is whole. */
#include "study/walk_private.h"
#include <string.h>

static void
add_text(MusterJson *json, const char *key, const char *text)
{
  muster_json_key(json, key);
  muster_json_string(json, text);
}

static void
add_number(MusterJson *json, const char *key, double value)
{
  muster_json_key(json, key);
  muster_json_number(json, value);
}

static void
add_files(MusterJson *json, const Walk *walk)
{
  muster_json_key(json, "files");
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  for (int s = 0; s < MUSTER_N_STAGES; s++) {
    if (!walk->present[s])
      continue;
    muster_json_begin_object(json, MUSTER_JSON_FLAT);
    add_text(json, "stage", muster_stage_name((MusterStage) s));
    add_text(json, "file", muster_stage_file((MusterStage) s));
    add_text(json, "sha256", walk->digest[s]);
    muster_json_end(json);
  }
  muster_json_end(json);
}

char *
walk_manifest(const Walk *walk, const MusterLineResult *result)
{
  g_autoptr(MusterJson) json = muster_json_new();
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  muster_json_key(json, "schema_version");
  muster_json_integer(json, 1);
  add_text(json, "command", "run");
  add_text(json, "version", MUSTER_VERSION);
  add_text(json, "centre", walk->centre->name);
  add_text(json, "centre_sha256", walk->centre_digest);
  muster_json_key(json, "seed");
  muster_json_unsigned(json, walk->options->seed);
  muster_json_key(json, "work");
  muster_json_integer(json, walk->options->work);
  muster_json_key(json, "status");
  muster_json_integer(json, result->status);
  add_files(json, walk);
  muster_json_key(json, "people");
  muster_json_integer(json, result->n_people);
  add_number(json, "paid_h", result->paid_h);
  add_number(json, "cost", result->cost);
  add_number(json, "gap", result->gap);
  add_number(json, "understaffed_h", result->uncovered_h);
  muster_json_key(json, "violations");
  muster_json_integer(json, result->n_violations);
  add_text(json, "service_level_definition", muster_service_level_text(walk->centre->service_level));
  muster_json_key(json, "service_level");
  muster_json_measure(json, &result->service_level);
  muster_json_key(json, "abandonment");
  muster_json_measure(json, &result->abandonment);
  muster_json_end(json);
  return muster_json_finish(json);
}
