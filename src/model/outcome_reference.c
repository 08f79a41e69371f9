/* docs/reference/outcome.md, written from the tables of the measures. */
#include <muster/model/outcome.h>

static const char head[] =
  "# The outcome\n"
  "\n"
  "What `muster simulate --format json` writes and `muster run` keeps as `outcome.json`: one object. This page is written by\n"
  "`muster list outcome` from the program's own tables.\n"
  "\n"
  "A measure is `{\"mean\": …, \"lower\": …, \"upper\": …}`, a 95 % interval, or null where nothing is known of it. Shares are 0 to 1, times\n"
  "seconds or hours as their names say, money in the centre's currency. A row in which nothing is known is left out. Members may be added\n"
  "in later versions; `schema_version` counts up when one changes its meaning.\n"
  "\n"
  "| member | what |\n"
  "|---|---|\n"
  "| `schema_version`, `command` | 1, `simulate` |\n"
  "| `seed`, `replications`, `staff` | what was run: `on_duty`, `requirement`, `plan` or `roster` |\n"
  "| `service_level` | which of the six definitions |\n"
  "| `measures` | `basic` or `all` |\n"
  "| `controls`, `control_gains[]` | with `--controls`: `fresh`; half-widths without and with (`queue`, absent for totals, `measure`, `plain_half`, `half`) |\n"
  "| `precision[]` | with `--precision`: `queue` or `group`, `measure`, `asked` or `asked_relative`, `allowed`, `reached`, `held` |\n"
  "| `totals` | measures of queues and of groups; each contact against its own queue's promise |\n"
  "| `classes` | where a centre has several: measures of queues for `live`, `cases`, `lists` |\n"
  "| `queues`, `groups` | by name |\n"
  "| `intervals[]` | `start` (UTC) and `queue` or `group` |\n"
  "| `interval_totals[]` | `start`: all queues together |\n"
  "| `days[]` | `day` (local) and `queue` or `group` |\n"
  "| `worst[]` | of each queue the interval of lowest service level: `start`, `queue`, `service_level`, `below` its target |\n"
  "| `flows[]` | all measures: `queue`, `group`, `answered`, `handle_s` (time that the group worked for the queue) |\n"
  "| `histograms[]` | all measures: `of`, `queue` or `group`, `to`, and `contacts` or `share_of_time` |\n"
  "| `grades`, `agents[]` | all measures and a roster: measures of groups, by grade; with `agent`, `group`, `grade` |\n"
  "\n"
  "Counts belong to the interval in which a contact reached the queue, times to that in which they pass.\n";

static void
add_row(GString *out, const MusterMeasureInfo *info)
{
  g_string_append_printf(out, "| `%s` | %s | %s | %s | %s |\n", info->name, info->unit, info->basic ? "basic" : "all",
                         info->feature != NULL ? info->feature : "always", info->help);
}

char *
muster_outcome_reference(void)
{
  static const char columns[] = "\n| name | unit | with | where in use | what |\n|---|---|---|---|---|\n";
  GString *out = g_string_new(head);
  g_string_append_printf(out, "\n## Measures of queues\n%s", columns);
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    add_row(out, muster_queue_measure_info((MusterQueueMeasureId) id));
  g_string_append_printf(out, "\n## Measures of groups, grades and agents\n%s", columns);
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    add_row(out, muster_group_measure_info((MusterGroupMeasureId) id));
  g_string_append(out, "\n## Histograms\n\nBin i holds what is above `to[i − 1]` and at most `to[i]`; the first what is at most 0; null: without end.\n\n"
                       "| `of` | of each | values | what |\n|---|---|---|---|\n");
  for (int id = 0; id < MUSTER_N_HISTOGRAMS; id++) {
    const MusterHistogramInfo *info = muster_histogram_info((MusterHistogramId) id);
    g_string_append_printf(out, "| `%s` | %s | %s | %s |\n", info->name, info->of_group ? "group" : "queue",
                           g_str_equal(info->unit, "s") ? "`contacts` of a replication, in the mean" : "`share_of_time`", info->help);
  }
  g_string_append(out, "\nEdges of times, in seconds:");
  int n = 0;
  const double *to = muster_histogram_times_s(&n);
  for (int b = 0; b + 1 < n; b++)
    g_string_append_printf(out, "%s %.0f", b > 0 ? "," : "", to[b]);
  g_string_append(out, ".\n");
  return g_string_free(out, FALSE);
}
