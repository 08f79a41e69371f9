/* Any bytes as a contact log: read, render what is said, fit what is accepted, write its keys and its page; nothing but
 * finite numbers may come out. */
#include "fuzz.h"
#include <muster/report/fit.h>
#include <muster/yaml.h>
#include <string.h>

/* Names of queues stand less deep, and may be anything. */
static gboolean
is_finite(const char *keys)
{
  g_auto(GStrv) lines = g_strsplit(keys, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix(lines[i], "    ") &&
        (strstr(lines[i], "nan") != NULL || strstr(lines[i], " inf") != NULL || strstr(lines[i], "(inf") != NULL))
      return FALSE;
  return TRUE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("calls.csv", (const char *) data, size);
  g_autoptr(MusterContactLog) log = muster_contact_log_read(source, NULL, faults);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  if (log == NULL) {
    if (muster_faults_n_errors(faults) == 0)
      g_error("no log and no fault");
    return 0;
  }
  g_autoptr(MusterFit) fit = muster_fit(log, NULL);
  for (int form = 0; form < 3; form++) {
    MusterFitOptions options = {.patience = (MusterFitPatience) form, .by_hour = form == 1};
    g_autofree char *keys = muster_fit_keys(fit, &options, "muster fit calls.csv");
    g_autoptr(MusterSource) text = muster_source_new("keys.yaml", keys, strlen(keys));
    g_autoptr(MusterFaults) wrong = muster_faults_new();
    g_autoptr(MusterYaml) tree = muster_yaml_parse(text, NULL, wrong);
    if (tree == NULL || muster_faults_n_errors(wrong) > 0 || !is_finite(keys))
      g_error("bad keys:\n%s", keys);
  }
  g_autofree char *page = muster_fit_page(fit, "muster fit calls.csv");
  return 0;
}
