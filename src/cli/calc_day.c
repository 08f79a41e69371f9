/* muster calc day: a day of intervals from the command line, and what its batch shares. */
#include "cli/calc_private.h"
#include <math.h>
#include <muster/report.h>
#include <string.h>

const char *const calc_day_columns[CALC_DAY_OUTPUTS] = {"exp_arrivals",
                                                        "p_wait_time_avg",
                                                        "mean_queue",
                                                        "mean_busy",
                                                        "exp_abandons",
                                                        "sl_virtual_wait",
                                                        "sl_answered_in_T_of_offered",
                                                        "end_mean_in_system",
                                                        "end_sd_in_system",
                                                        "end_mean_queue"};

void
calc_day_values(const MusterDayInterval *interval, double out[CALC_DAY_OUTPUTS])
{
  const double values[CALC_DAY_OUTPUTS] = {interval->arrivals,    interval->p_wait,   interval->mean_queue,
                                           interval->mean_busy,   interval->abandons, interval->sl_virtual,
                                           interval->sl_answered, interval->end_mean, interval->end_sd,
                                           interval->end_queue};
  memcpy(out, values, sizeof values);
}

static const struct {
  const char *name;
  MusterDayDrop drop;
} drops[] = {{"preempt", MUSTER_DAY_PREEMPT},
             {"exh-idle", MUSTER_DAY_EXH_IDLE},
             {"exh-random", MUSTER_DAY_EXH_RANDOM}};
const char *const calc_drop_names = "preempt, exh-idle or exh-random";

gboolean
calc_parse_drop(const char *text, MusterDayDrop *drop)
{
  for (gsize i = 0; i < G_N_ELEMENTS(drops); i++)
    if (strcmp(text, drops[i].name) == 0) {
      *drop = drops[i].drop;
      return TRUE;
    }
  return FALSE;
}

const char *
calc_drop_name(MusterDayDrop drop)
{
  for (gsize i = 0; i < G_N_ELEMENTS(drops); i++)
    if (drops[i].drop == drop)
      return drops[i].name;
  return "?";
}

enum { MAX_LISTED = 10000 };

/* 'a, b, c' into value[n]: 0 after a sentence. */
static int
parse_list(const CommandShared *shared, const char *option, CalcKind kind, double *value)
{
  const char *text = calc_given(option);
  if (text == NULL) {
    command_usage(shared, "day needs --%s", option);
    return 0;
  }
  g_auto(GStrv) part = g_strsplit(text, ",", MAX_LISTED + 1);
  int n = 0;
  for (; part[n] != NULL && n < MAX_LISTED; n++) {
    g_autofree char *why = NULL;
    double one[CALC_MAX_VALUES];
    if (!calc_parse(kind, g_strstrip(part[n]), one, 0, &why)) {
      command_usage(shared, "--%s '%s': %s", option, part[n], why);
      return 0;
    }
    value[n] = one[0];
  }
  if (n == 0 || part[n] != NULL) {
    command_usage(shared, "--%s takes 1 to %d values with commas between", option, MAX_LISTED);
    return 0;
  }
  return n;
}

/* A list as long as the day, or one value for all of it. */
static gboolean
parse_along(const CommandShared *shared, const char *option, CalcKind kind, double *value, int n)
{
  int given = parse_list(shared, option, kind, value);
  if (given == 0)
    return FALSE;
  if (given != 1 && given != n) {
    command_usage(shared, "--%s has %d values for %d intervals of --contacts", option, given, n);
    return FALSE;
  }
  for (int i = given; i < n; i++)
    value[i] = value[0];
  return TRUE;
}

/* A day as given; arrays are [MAX_LISTED]. */
typedef struct {
  double *contacts, *rate, *handle_s, *agents;
  int *staff;
  MusterDayInput input;
} Day;

static gboolean
parse_one(const CommandShared *shared, const char *option, double standard, double *value)
{
  g_autofree char *why = NULL;
  double in[CALC_MAX_VALUES] = {standard};
  const char *text = calc_given(option);
  if (text == NULL ? isnan(standard) : !calc_parse(CALC_TIME, text, in, 0, &why)) {
    command_usage(shared, text == NULL ? "day needs --%s" : "--%s '%s': %s", option, text, why);
    return FALSE;
  }
  *value = in[0];
  return TRUE;
}

static gboolean
collect(const CommandShared *shared, Day *day)
{
  MusterDayInput *in = &day->input;
  const char *drop = calc_given("staff-drop");
  in->drop = MUSTER_DAY_EXH_IDLE;
  in->n = parse_list(shared, "contacts", CALC_NUMBER, day->contacts);
  if (in->n == 0 || !parse_along(shared, "agents", CALC_COUNT, day->agents, in->n) ||
      !parse_along(shared, "handle-time", CALC_TIME, day->handle_s, in->n) ||
      !parse_one(shared, "per", NAN, &in->interval_s) ||
      !parse_one(shared, "patience", INFINITY, &in->patience_s) ||
      !parse_one(shared, "within", 20.0, &in->within_s))
    return FALSE;
  if (drop != NULL && !calc_parse_drop(drop, &in->drop)) {
    command_usage(shared, "--staff-drop '%s': it is one of %s", drop, calc_drop_names);
    return FALSE;
  }
  for (int i = 0; i < in->n; i++) {
    day->rate[i] = day->contacts[i] / in->interval_s;
    day->staff[i] = (int) day->agents[i];
  }
  in->arrival_per_s = day->rate;
  in->handle_s = day->handle_s;
  in->agents = day->staff;
  return TRUE;
}

static const MusterColumn columns[] = {
    {.key = "interval", .title = "interval", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "contacts", .title = "contacts", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "load_erl", .title = "load", .unit = "erl", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "agents", .title = "agents", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "sl_answered_in_T_of_offered",
     .title = "in time",
     .unit = "% of offered",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "sl_virtual_wait",
     .title = "virtual wait",
     .unit = "% in time",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "p_wait_time_avg",
     .title = "have to wait",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "exp_abandons", .title = "abandon", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "mean_queue", .title = "waiting", .unit = "mean", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "mean_busy", .title = "busy", .unit = "mean", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "end_mean_in_system",
     .title = "there at end",
     .unit = "mean",
     .kind = MUSTER_COLUMN_NUMBER,
     .decimals = 1},
    {.key = "end_mean_queue",
     .title = "waiting at end",
     .unit = "mean",
     .kind = MUSTER_COLUMN_NUMBER,
     .decimals = 1},
};

static void
add_row(MusterTable *table, const Day *day, int i, const MusterDayInterval *r)
{
  const double cells[] = {i,
                          day->contacts[i],
                          day->rate[i] * day->handle_s[i],
                          day->agents[i],
                          r->sl_answered,
                          r->sl_virtual,
                          r->p_wait,
                          r->abandons,
                          r->mean_queue,
                          r->mean_busy,
                          r->end_mean,
                          r->end_queue};
  muster_table_begin_row(table);
  for (gsize c = 0; c < G_N_ELEMENTS(cells); c++)
    muster_table_number(table, cells[c]);
}

/* All contacts of the day, each against its own interval's service. */
static void
add_total(MusterTable *table, const Day *day, const MusterDayInterval *r)
{
  double contacts = 0.0, in_time = 0.0, virtual_in_time = 0.0, abandons = 0.0;
  for (int i = 0; i < day->input.n; i++) {
    contacts += day->contacts[i];
    in_time += day->contacts[i] * r[i].sl_answered;
    virtual_in_time += day->contacts[i] * r[i].sl_virtual;
    abandons += r[i].abandons;
  }
  muster_table_begin_total(table);
  muster_table_empty(table);
  muster_table_number(table, contacts);
  muster_table_empty(table);
  muster_table_empty(table);
  muster_table_number(table, in_time / contacts);
  muster_table_number(table, virtual_in_time / contacts);
  muster_table_empty(table);
  muster_table_number(table, abandons);
}

static char *
show(const CommandShared *shared, const Day *day, const MusterDayInterval *result)
{
  const MusterDayInput *in = &day->input;
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func((GDestroyNotify) muster_table_free);
  MusterTable *table = muster_table_new("day", "Exact day", columns, G_N_ELEMENTS(columns), NULL);
  for (int i = 0; i < in->n; i++)
    add_row(table, day, i, &result[i]);
  add_total(table, day, result);
  const double times[] = {in->interval_s, in->patience_s, in->within_s};
  g_autofree char *length = calc_show(CALC_TIME, times, 0), *patience = calc_show(CALC_TIME, times, 1),
                  *within = calc_show(CALC_TIME, times, 2);
  muster_table_note(table,
                    "Intervals of %s; mean patience %s; in time: answered within %s; when staff drops: %s.",
                    length, patience, within, calc_drop_name(in->drop));
  muster_table_note(
      table,
      "M(t)/M/s(t)+M from empty by uniformisation: what waits at the end of an interval is served in the "
      "next; contacts are counted where they arrive.");
  g_ptr_array_add(tables, table);
  return command_show(shared, g_steal_pointer(&tables));
}

int
calc_day_answer(const CommandShared *shared)
{
  g_autofree double *contacts = g_new(double, MAX_LISTED), *rate = g_new(double, MAX_LISTED),
                    *handle_s = g_new(double, MAX_LISTED), *agents = g_new(double, MAX_LISTED);
  g_autofree int *staff = g_new(int, MAX_LISTED);
  Day day = {contacts, rate, handle_s, agents, staff, {0}};
  if (!collect(shared, &day))
    return MUSTER_EXIT_USAGE;
  g_autofree MusterDayInterval *result = g_new(MusterDayInterval, day.input.n);
  GError *error = NULL;
  if (!muster_day_solve(&day.input, result, &error)) {
    g_printerr("muster calc: %s\n", error->message);
    g_error_free(error);
    return MUSTER_EXIT_INPUT;
  }
  g_autofree char *text = show(shared, &day, result);
  return command_emit(shared, text);
}
