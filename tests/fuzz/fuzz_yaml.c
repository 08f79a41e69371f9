/* Any bytes: parse, render the faults, write the tree and read it again: it must be the same. */
#include "fuzz.h"
#include <muster/yaml.h>
#include <string.h>

static void
write_and_read(const MusterYaml *tree)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *text = muster_yaml_emit(muster_yaml_root(tree));
  g_autoptr(MusterSource) source = muster_source_new("again.yaml", text, strlen(text));
  g_autoptr(MusterYaml) again = muster_yaml_parse(source, NULL, faults);
  if (again == NULL || !muster_yaml_equal(muster_yaml_root(tree), muster_yaml_root(again)))
    g_error("does not read back:\n%s", text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  MusterYamlLimits limits = {.max_nodes = 20000, .max_depth = 50};
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("input.yaml", (const char *) data, size);
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, &limits, faults);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  if (tree == NULL && muster_faults_n_errors(faults) == 0)
    g_error("no tree and no fault:\n%s", said);
  if (tree != NULL && muster_faults_n_errors(faults) == 0)
    write_and_read(tree);
  return 0;
}
