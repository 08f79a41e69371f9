/* muster calc day --batch FILE: days of intervals, one row each; days are solved side by side, the output
 * keeps the order. */
#include "cli/calc_private.h"
#include <math.h>
#include <string.h>

/* Columns that go in; all but the first two must be there. */
enum { DAY, DROP, INTERVAL, LENGTH, RATE, AGENTS, HANDLE, PATIENCE, WITHIN, N_INPUTS };
static const char *const names[N_INPUTS] = {"day",
                                            "staff_drop_discipline",
                                            "interval",
                                            "interval_s",
                                            "arrival_rate_per_s",
                                            "agents",
                                            "aht_s",
                                            "patience_s",
                                            "threshold_s"};

typedef struct {
  MusterCsv *csv;
  int column[N_INPUTS];
  double *value[N_INPUTS]; /* [rows]; DAY has none */
  int *agents;             /* [rows] */
  GArray *first;           /* int: first row of each day, and the number of rows at the end */
  MusterDayInterval *out;  /* [rows] */
  char **refusal;          /* [days]: why a day has no answer, or NULL */
} DayBatch;

static const char *
day_of(const DayBatch *b, int row)
{
  return b->column[DAY] < 0 ? "" : muster_csv_text(b->csv, row, b->column[DAY]);
}

static gboolean
read_cell(const DayBatch *b, int row, int i, MusterFaults *faults)
{
  double *value = &b->value[i][row];
  const char *text = muster_csv_text(b->csv, row, b->column[i]);
  MusterMark mark = muster_csv_mark(b->csv, row, b->column[i]);
  if (i == DROP) {
    MusterDayDrop drop;
    if (!calc_parse_drop(text, &drop)) {
      muster_faults_error(faults, mark, calc_drop_names, "unknown discipline '%s'", text);
      return FALSE;
    }
    *value = drop;
    return TRUE;
  }
  if (i == PATIENCE && strcmp(text, "inf") == 0) {
    *value = INFINITY;
    return TRUE;
  }
  if (!muster_csv_double(b->csv, row, b->column[i], value, faults))
    return FALSE;
  gboolean whole = i != AGENTS && i != INTERVAL ? TRUE : *value == floor(*value) && *value <= 1e9;
  if (*value >= 0.0 && whole)
    return TRUE;
  muster_faults_error(faults, mark, NULL,
                      whole ? "'%s' is negative" : "'%s' is no whole number from 0 to 1e9", text);
  return FALSE;
}

/* Rows of a day follow each other, interval by interval, and agree on what is the day's. What could not be
 * read is NaN, and no second fault. */
static void
check_order(const DayBatch *b, int row, MusterFaults *faults)
{
  static const int of_the_day[] = {DROP, LENGTH, PATIENCE, WITHIN};
  double step = b->value[INTERVAL][row] - b->value[INTERVAL][row - 1];
  if (!isnan(step) && step != 1.0)
    muster_faults_error(faults, muster_csv_mark(b->csv, row, b->column[INTERVAL]),
                        "rows of a day stand in order, none left out", "interval %g after %g",
                        b->value[INTERVAL][row], b->value[INTERVAL][row - 1]);
  for (gsize k = 0; k < G_N_ELEMENTS(of_the_day); k++) {
    int i = of_the_day[k];
    double here = b->value[i][row], before = b->value[i][row - 1];
    if (b->column[i] >= 0 && !isnan(here) && !isnan(before) && here != before)
      muster_faults_error(faults, muster_csv_mark(b->csv, row, b->column[i]),
                          "it is the same for all intervals of a day", "'%s' changes within day '%s'",
                          names[i], day_of(b, row));
  }
}

static void
find_days(DayBatch *b, MusterFaults *faults)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  int n = muster_csv_n_rows(b->csv);
  for (int row = 0; row < n; row++) {
    if (row > 0 && strcmp(day_of(b, row), day_of(b, row - 1)) == 0) {
      check_order(b, row, faults);
      continue;
    }
    g_array_append_val(b->first, row);
    if (!g_hash_table_add(seen, (gpointer) day_of(b, row)))
      muster_faults_error(faults, muster_csv_mark(b->csv, row, b->column[DAY]),
                          "rows of a day stand together", "day '%s' was there before", day_of(b, row));
  }
  g_array_append_val(b->first, n);
}

static void
read_all(DayBatch *b, MusterFaults *faults)
{
  int n = muster_csv_n_rows(b->csv);
  for (int i = 0; i < N_INPUTS; i++) {
    b->column[i] =
        i == DAY || i == DROP ? muster_csv_find(b->csv, names[i]) : muster_csv_need(b->csv, names[i], faults);
    b->value[i] = g_new0(double, n + 1);
  }
  if (muster_faults_n_errors(faults) > 0)
    return;
  for (int row = 0; row < n; row++) {
    b->value[DROP][row] = MUSTER_DAY_EXH_IDLE;
    for (int i = DROP; i < N_INPUTS; i++)
      if (b->column[i] >= 0 && !read_cell(b, row, i, faults))
        b->value[i][row] = NAN;
    b->agents[row] = isnan(b->value[AGENTS][row]) ? 0 : (int) b->value[AGENTS][row];
  }
  find_days(b, faults);
}

static void
solve_day(int day, G_GNUC_UNUSED int thread, gpointer data)
{
  DayBatch *b = data;
  int first = g_array_index(b->first, int, day), end = g_array_index(b->first, int, day + 1);
  MusterDayInput input = {.n = end - first,
                          .interval_s = b->value[LENGTH][first],
                          .arrival_per_s = b->value[RATE] + first,
                          .handle_s = b->value[HANDLE] + first,
                          .agents = b->agents + first,
                          .patience_s = b->value[PATIENCE][first],
                          .within_s = b->value[WITHIN][first],
                          .drop = (MusterDayDrop) b->value[DROP][first]};
  GError *error = NULL;
  if (muster_day_solve(&input, b->out + first, &error))
    return;
  b->refusal[day] = g_strdup(error->message);
  g_error_free(error);
}

static char *
write_all(const DayBatch *b)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  for (int i = 0; i < N_INPUTS; i++)
    if (b->column[i] >= 0)
      muster_csv_add_text(writer, names[i]);
  for (int i = 0; i < CALC_DAY_OUTPUTS; i++)
    muster_csv_add_text(writer, calc_day_columns[i]);
  muster_csv_end_row(writer);
  for (int row = 0; row < muster_csv_n_rows(b->csv); row++) {
    double out[CALC_DAY_OUTPUTS];
    calc_day_values(&b->out[row], out);
    for (int i = 0; i < N_INPUTS; i++) {
      if (b->column[i] < 0)
        continue;
      if (i == DAY)
        muster_csv_add_text(writer, day_of(b, row));
      else if (i == DROP)
        muster_csv_add_text(writer, calc_drop_name((MusterDayDrop) b->value[i][row]));
      else
        calc_write(writer, CALC_NUMBER, b->value[i], row);
    }
    for (int i = 0; i < CALC_DAY_OUTPUTS; i++)
      muster_csv_add_double(writer, out[i]);
    muster_csv_end_row(writer);
  }
  return muster_csv_finish(writer, NULL, NULL);
}

static void
day_batch_clear(DayBatch *b)
{
  for (int i = 0; i < N_INPUTS; i++)
    g_free(b->value[i]);
  g_free(b->agents);
  g_free(b->out);
  g_array_unref(b->first);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DayBatch, day_batch_clear)

static int
answer_all(const CommandShared *shared, DayBatch *b, MusterFaults *faults)
{
  int n_days = (int) b->first->len - 1;
  b->out = g_new0(MusterDayInterval, muster_csv_n_rows(b->csv) + 1);
  g_autofree char **refusal = g_new0(char *, n_days + 1);
  b->refusal = refusal;
  muster_parallel_for(n_days, shared->jobs, solve_day, b);
  b->refusal = NULL;
  for (int day = 0; day < n_days; day++)
    if (refusal[day] != NULL) {
      muster_faults_error(faults, muster_csv_row_mark(b->csv, g_array_index(b->first, int, day)), NULL, "%s",
                          refusal[day]);
      g_free(refusal[day]);
    }
  if (!command_print_faults(faults))
    return MUSTER_EXIT_INPUT;
  g_autofree char *text = write_all(b);
  return command_emit(shared, text);
}

int
calc_day_batch(const CommandShared *shared, const char *path)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv = calc_read_table(path, faults);
  g_auto(DayBatch) batch = {.csv = csv, .first = g_array_new(FALSE, FALSE, sizeof(int))};
  if (csv != NULL) {
    batch.agents = g_new0(int, muster_csv_n_rows(csv) + 1);
    read_all(&batch, faults);
  }
  if (muster_faults_n_errors(faults) > 0) {
    command_print_faults(faults);
    return MUSTER_EXIT_INPUT;
  }
  return answer_all(shared, &batch, faults);
}
