#include "cli/value_private.h"
#include <muster/csv.h>
#include <muster/yaml.h>
#include <string.h>

void
value_clear(Value *value)
{
  g_clear_pointer(&value->demand, muster_demand_free);
  g_clear_pointer(&value->requirement, muster_requirement_free);
  g_clear_pointer(&value->plan, muster_plan_free);
  g_clear_pointer(&value->roster, muster_roster_free);
  g_clear_pointer(&value->outcome, muster_outcome_free);
  value->kind = VALUE_UNKNOWN;
}

const char *
value_kind_name(ValueKind kind)
{
  static const char *const names[] = { "something else", "a centre", "a demand", "a requirement", "a plan", "a roster", "an outcome" };
  return names[kind];
}

/* A top-level key that only one kind of file has. */
static const struct {
  const char *key;
  ValueKind kind;
} marks[] = {
  { "centre", VALUE_CENTRE }, { "duties", VALUE_ROSTER }, { "shifts", VALUE_PLAN }, { "queues", VALUE_DEMAND },
};

static ValueKind
kind_of_yaml(MusterSource *source)
{
  g_autoptr(MusterFaults) ignored = muster_faults_new();
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, ignored);
  if (tree == NULL)
    return VALUE_UNKNOWN;
  const MusterYamlNode *root = muster_yaml_root(tree);
  if (muster_yaml_get(root, "schema_version") != NULL && muster_yaml_get(root, "totals") != NULL)
    return VALUE_OUTCOME;
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (muster_yaml_get(root, marks[i].key) != NULL)
      return marks[i].kind;
  return VALUE_UNKNOWN;
}

/* A first line of several columns is a table; whose, its columns say. */
static ValueKind
kind_of_table(const char *text)
{
  g_autofree char *line = g_strndup(text, strcspn(text, "\r\n"));
  if (strpbrk(line, ",;\t|") == NULL || strchr(line, ':') != NULL || strchr(line, '{') != NULL)
    return VALUE_UNKNOWN;
  return strstr(line, "scheduled") != NULL && strstr(line, "load_erl") != NULL ? VALUE_REQUIREMENT : VALUE_ROSTER;
}

ValueKind
value_kind_of(MusterSource *source)
{
  ValueKind kind = kind_of_table(muster_source_text(source, NULL));
  return kind != VALUE_UNKNOWN ? kind : kind_of_yaml(source);
}

static MusterSource *
open_source(const char *path, MusterFaults *faults)
{
  GError *error = NULL;
  MusterSource *source = muster_source_read(path, 0, &error);
  if (source == NULL)
    muster_faults_take(faults, (MusterMark){ 0 }, error);
  return source;
}

gboolean
value_read(Value *value, const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = open_source(path, faults);
  if (source == NULL)
    return FALSE;
  value->kind = value_kind_of(source);
  switch (value->kind) {
  case VALUE_DEMAND:
    return (value->demand = muster_demand_read(centre, source, faults)) != NULL;
  case VALUE_REQUIREMENT:
    return (value->requirement = muster_requirement_read(centre, source, faults)) != NULL;
  case VALUE_PLAN:
    return (value->plan = muster_plan_read(centre, source, faults)) != NULL;
  case VALUE_ROSTER:
    return (value->roster = muster_roster_read(centre, source, faults)) != NULL;
  case VALUE_OUTCOME:
    return (value->outcome = muster_outcome_read_json(centre, source, faults)) != NULL;
  case VALUE_CENTRE:
  case VALUE_UNKNOWN:
  default: {
    g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, faults); /* says why, if it is no YAML at all */
    if (tree != NULL)
      muster_faults_error(faults, ((MusterMark){ source, 1, 1 }), "a demand, requirement, plan, roster or outcome is read here",
                          "this file holds %s", value_kind_name(value->kind));
    return FALSE;
  }
  }
}

MusterDemand *
value_demand(const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  if (path == NULL)
    return muster_demand_of_centre(centre, faults);
  g_autoptr(MusterSource) source = open_source(path, faults);
  return source != NULL ? muster_demand_read(centre, source, faults) : NULL;
}

MusterRequirement *
value_requirement(const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = open_source(path, faults);
  return source != NULL ? muster_requirement_read(centre, source, faults) : NULL;
}
