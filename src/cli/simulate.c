/* muster simulate CENTRE: what service will this demand get from this staff? */
#include "cli/value_private.h"
#include <muster/report.h>
#include <muster/sim.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_PRECISIONS 32

static struct {
  char **precision;
  char *demand, *trace, *staff, *measures, *kernel, *history, *contacts;
  int replications, replication;
  gboolean timing, require, controls, no_histograms;
} given;

static const GOptionEntry options[] = {
  { "demand", 0, 0, G_OPTION_ARG_FILENAME, &given.demand, "Demand instead of the centre's own", "FILE" },
  { "trace", 0, 0, G_OPTION_ARG_FILENAME, &given.trace, "Contacts to replay instead of the demand: start,queue and perhaps handle_s,patience_s", "FILE" },
  { "staff", 0, 0, G_OPTION_ARG_FILENAME, &given.staff, "Requirement, plan or roster that works (default: the groups' on_duty)", "FILE" },
  { "precision", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.precision, "Replicate until a 95 % half-width holds: 'service_level: 0.5 points', 'presales.abandonment: 2 %' (may be repeated; --replications caps it, default 10000)", "MEASURE" },
  { "replications", 0, 0, G_OPTION_ARG_INT, &given.replications, "How often the horizon is simulated (default: the centre's, else 200)", "N" },
  { "controls", 0, 0, G_OPTION_ARG_NONE, &given.controls, "Narrower intervals of queues and totals: the number of new contacts is a control variate", NULL },
  { "kernel", 0, 0, G_OPTION_ARG_STRING, &given.kernel, "auto: a recursion where one queue and group allow it (default); events: never; the same outcome", "NAME" },
  { "measures", 0, 0, G_OPTION_ARG_STRING, &given.measures, "basic: counts, shares and means; all: quantiles, maxima, histograms, flows too (default)", "SET" },
  { "no-histograms", 0, 0, G_OPTION_ARG_NONE, &given.no_histograms, "All measures but histograms, which cost the most of them", NULL },
  { "require", 0, 0, G_OPTION_ARG_NONE, &given.require, "Exit with 4 when a queue's mean service misses its target", NULL },
  { "timing", 0, 0, G_OPTION_ARG_NONE, &given.timing, "Print contacts, processor and wall time on standard error", NULL },
  { "write-history", 0, 0, G_OPTION_ARG_FILENAME, &given.history, "Write one replication as an ACD exports it", "FILE" },
  { "write-contacts", 0, 0, G_OPTION_ARG_FILENAME, &given.contacts, "Write one replication contact by contact, a row for each leg: why it came, what became of it, who had it", "FILE" },
  { "replication", 0, 0, G_OPTION_ARG_INT, &given.replication, "Which replication is written (default 1, the first)", "N" },
  { NULL },
};

static gboolean
somebody_on_duty(const MusterCentre *centre, MusterFaults *faults)
{
  for (int g = 0; g < centre->n_groups; g++)
    if (centre->group[g].has_on_duty)
      return TRUE;
  MusterMark mark = centre->n_groups > 0 ? centre->group[0].mark : (MusterMark){ centre->source, 1, 1 };
  muster_faults_error(faults, mark, "give `on_duty:`, or a requirement, plan or roster with --staff",
                      "no group has anybody on duty");
  return FALSE;
}

static gboolean
read_staff(const MusterCentre *centre, Value *value, MusterSimStaff *staff, MusterFaults *faults)
{
  if (given.staff == NULL)
    return somebody_on_duty(centre, faults);
  if (!value_read(value, centre, given.staff, faults))
    return FALSE;
  *staff = (MusterSimStaff){ value->requirement, value->plan, value->roster };
  if (value->requirement != NULL || value->plan != NULL || value->roster != NULL)
    return TRUE;
  muster_faults_error(faults, (MusterMark){ 0 }, "--staff takes a requirement, a plan or a roster", "'%s' holds %s", given.staff,
                      muster_file_kind_name(value->kind));
  return FALSE;
}

/* The contacts of --trace; NULL without one, or with faults. */
static MusterTrace *
read_trace(const MusterCentre *centre, MusterFaults *faults)
{
  if (given.trace == NULL)
    return NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSource) source = muster_source_read(given.trace, 0, &error);
  if (source == NULL)
    muster_faults_error(faults, (MusterMark){ 0 }, NULL, "%s", error->message);
  return source != NULL ? muster_trace_read(centre, source, faults) : NULL;
}

static gboolean
write_extra(const CommandShared *shared, const MusterSim *sim, const char *path,
            char *(*make)(const MusterSim *, int, GError **), GError **error)
{
  if (path == NULL)
    return TRUE;
  g_autofree char *text = make(sim, MAX(given.replication, 1) - 1, error);
  return text != NULL && muster_output_write(path, text, -1, shared->force, error);
}

/* TRUE when the mean of every queue keeps its service-level and abandonment targets; says which does not. */
static gboolean
targets_kept(const MusterCentre *centre, const MusterOutcome *outcome)
{
  gboolean kept = TRUE;
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    double level = outcome->queue[q].m[MUSTER_MEASURE_SERVICE_LEVEL].mean;
    double gone = outcome->queue[q].m[MUSTER_MEASURE_ABANDONMENT].mean;
    if (queue->has_target && level < queue->target.answer) {
      fprintf(stderr, "%s: service level %.2f %% is below its target of %g %%\n", queue->name, 100 * level, 100 * queue->target.answer);
      kept = FALSE;
    }
    if (queue->has_target && gone > queue->target.abandon) {
      fprintf(stderr, "%s: %.2f %% abandon, more than the %g %% allowed\n", queue->name, 100 * gone, 100 * queue->target.abandon);
      kept = FALSE;
    }
  }
  return kept;
}

static char *
outcome_text(const CommandShared *shared, const MusterCentre *centre, const MusterOutcome *outcome)
{
  if (strcmp(shared->format, "json") == 0)
    return muster_outcome_write_json(outcome, centre);
  return command_show(shared, muster_outcome_tables(outcome, centre));
}

/* What was divided out of the demand's counts. */
static void
tell_flows(const CommandShared *shared, const MusterSim *sim, const MusterCentre *centre)
{
  const MusterFlows *flows = muster_sim_flows(sim);
  for (int q = 0; q < centre->n_queues; q++) {
    g_autofree char *told = muster_flows_tell(flows, q);
    if (told != NULL && flows->counts == MUSTER_COUNTS_OFFERED)
      command_say(shared, "note: %s; the fresh ones are simulated, and what they lead to", told);
  }
  for (guint i = 0; i < flows->notes->len; i++)
    command_say(shared, "note: %s", (const char *) flows->notes->pdata[i]);
}

/* What the run is to reach; FALSE when one of them cannot be read, with its reason told. */
static gboolean
read_precisions(const CommandShared *shared, const MusterCentre *centre, MusterPrecision precision[MOST_PRECISIONS], int *n)
{
  for (*n = 0; given.precision != NULL && given.precision[*n] != NULL; (*n)++) {
    g_autofree char *why = NULL;
    if (*n == MOST_PRECISIONS) {
      command_usage(shared, "--precision can be given %d times", MOST_PRECISIONS);
      return FALSE;
    }
    if (!muster_precision_parse(centre, given.precision[*n], &precision[*n], &why)) {
      command_usage(shared, "--precision: %s", why);
      return FALSE;
    }
  }
  return TRUE;
}

/* TRUE when all that was asked for is reached; says what is not. */
static gboolean
precise_enough(const CommandShared *shared, const MusterCentre *centre, const MusterOutcome *outcome)
{
  gboolean enough = TRUE;
  for (int k = 0; k < outcome->n_precisions; k++) {
    g_autofree char *told = muster_precision_tell(&outcome->precision[k], centre);
    command_say(shared, "%s after %d replications", told, outcome->replications);
    enough = enough && outcome->precision[k].held;
  }
  return enough;
}

static int
simulate(const CommandShared *shared, const MusterSim *sim, const MusterCentre *centre)
{
  GError *error = NULL;
  MusterSimTiming timing = { 0 };
  if (!write_extra(shared, sim, given.history, muster_sim_write_history, &error) ||
      !write_extra(shared, sim, given.contacts, muster_sim_write_contacts, &error))
    return command_fail(shared, error);
  g_autoptr(MusterOutcome) outcome = muster_sim_run(sim, &timing, &error);
  if (outcome == NULL)
    return command_fail(shared, error);
  if (given.timing)
    fprintf(stderr, "contacts %" G_GUINT64_FORMAT " cpu_s %.4f wall_s %.4f\n", timing.contacts, timing.cpu_s, timing.wall_s);
  g_autofree char *text = outcome_text(shared, centre, outcome);
  int status = command_emit(shared, text);
  if (status == MUSTER_EXIT_OK && !precise_enough(shared, centre, outcome))
    return MUSTER_EXIT_LIMIT;
  return status == MUSTER_EXIT_OK && given.require && !targets_kept(centre, outcome) ? MUSTER_EXIT_TARGET : status;
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  gboolean basic = g_strcmp0(given.measures, "basic") == 0;
  gboolean events = g_strcmp0(given.kernel, "events") == 0;
  if (given.kernel != NULL && !events && strcmp(given.kernel, "auto") != 0)
    return command_usage(shared, "--kernel is auto or events, not '%s'", given.kernel);
  if (given.measures != NULL && !basic && strcmp(given.measures, "all") != 0)
    return command_usage(shared, "--measures is basic or all, not '%s'", given.measures);
  if (given.replications < 0)
    return command_usage(shared, "--replications takes a number from 1");
  if (given.replication < 0)
    return command_usage(shared, "--replication takes a number from 1");
  if (given.replication > 0 && given.history == NULL && given.contacts == NULL)
    return command_usage(shared, "--replication says what --write-contacts and --write-history write; give one of them");
  g_autoptr(MusterCentre) centre = command_read_centre(argument[0]);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  MusterPrecision precision[MOST_PRECISIONS];
  int n_precisions = 0;
  if (!read_precisions(shared, centre, precision, &n_precisions))
    return MUSTER_EXIT_USAGE;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_auto(Value) value = { 0 };
  MusterSimStaff staff = { 0 };
  g_autoptr(CommandProgress) progress = command_progress_new(shared, "simulate");
  MusterSimOptions sim_options = { .seed = (guint64) shared->seed, .replications = given.replications, .jobs = shared->jobs,
                                   .kernel = events ? MUSTER_SIM_KERNEL_EVENTS : MUSTER_SIM_KERNEL_AUTO,
                                   .all_measures = !basic, .no_histograms = given.no_histograms, .controls = given.controls, .n_precisions = n_precisions, .precision = precision, .progress = command_progress_update, .progress_data = progress };
  g_autoptr(MusterTrace) trace = read_trace(centre, faults);
  gboolean replays = given.trace != NULL || centre->simulate.trace.file != NULL;
  if (replays && given.demand != NULL)
    return command_usage(shared, "a trace is replayed instead of a demand: --demand has no meaning beside it");
  g_autoptr(MusterDemand) demand = replays ? NULL : value_demand(centre, given.demand, faults);
  g_autoptr(MusterSim) sim = NULL;
  sim_options.trace = trace;
  if (read_staff(centre, &value, &staff, faults) && (replays ? given.trace == NULL || trace != NULL : demand != NULL))
    sim = muster_sim_new(centre, demand, &staff, &sim_options, faults);
  if (!command_print_faults(faults) || sim == NULL)
    return MUSTER_EXIT_INPUT;
  tell_flows(shared, sim, centre);
  return simulate(shared, sim, centre);
}

const MusterCommand command_simulate = {
  .name = "simulate",
  .summary = "Simulate the service that a staffing or roster will give, with confidence intervals",
  .arguments = "CENTRE",
  .about = "Every contact of the demand arrives, waits, is answered or abandons, as often as there are replications. The staff is the\n"
           "groups' on_duty, or what --staff names: a requirement, a plan, or a roster with its breaks. The same seed gives the same\n"
           "bytes for any --jobs.",
  .examples = "# the staffing written in the centre file\n"
              "muster simulate examples/quick/on_duty.yaml\n"
              "# a roster, from here or elsewhere, under the demand that was forecast\n"
              "muster simulate examples/bank/centre.yaml --demand out/bank/demand.yaml --staff out/bank/roster.yaml\n"
              "# what happened in the third replication, contact by contact, for a spreadsheet or `muster fit`\n"
              "muster simulate examples/quick/on_duty.yaml --write-contacts contacts.csv --replication 3\n"
              "# for other programs\n"
              "muster simulate examples/quick/on_duty.yaml --format json --seed 7 -o outcome.json",
  .formats = "table|json",
  .takes = TAKES_OUTPUT | TAKES_FORMAT | TAKES_SEED | TAKES_JOBS,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
