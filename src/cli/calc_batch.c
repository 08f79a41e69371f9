/* muster calc MODEL --batch FILE: every row of a CSV file, in blocks that threads share; the output keeps the
 * order. */
#include "cli/calc_private.h"
#include <math.h>
#include <muster/csv.h>
#include <string.h>

enum { ROWS_PER_BLOCK = 4096 };

typedef struct {
  const CalcModel *model;
  MusterCsv *csv;
  int n_inputs;
  int slots;                       /* input that is the length of the list, or -1 */
  int column[CALC_MAX_INPUTS];     /* of each input in the file, or -1 */
  gboolean any_with, any_smallest; /* which results the output has columns for */
  int n_with, n_smallest;
  int smallest_place[CALC_MAX_OUTPUTS]; /* where each result of `smallest` stands among the output columns */
  int n_outputs;
  MusterFaults **faults;    /* [n_blocks]: each block has its own */
  MusterCsvWriter **writer; /* [n_blocks] */
  int *impossible;          /* [n_blocks]: rows whose targets no number keeps */
} Batch;

/* '300 380 520': the times into in[CALC_LIST …], their number into in[i]. */
static gboolean
read_times(const Batch *batch, int row, int i, double *in, MusterFaults *faults)
{
  const char *text = muster_csv_text(batch->csv, row, batch->column[i]);
  int n = 0;
  for (const char *p = text; *p != '\0';) {
    const char *end;
    if (*p == ' ') {
      p++;
      continue;
    }
    if (n == CALC_MAX_LIST || !muster_decimal_scan(p, &end, &in[CALC_LIST + n]) ||
        (*end != ' ' && *end != '\0')) {
      muster_faults_error(faults, muster_csv_mark(batch->csv, row, batch->column[i]), NULL,
                          "'%s' is no list of up to %d numbers with blanks between", text, CALC_MAX_LIST);
      return FALSE;
    }
    n++;
    p = end;
  }
  in[i] = n;
  return TRUE;
}

/* What no input may be. NaN and infinities are no numbers to begin with. */
static const char *
objection(CalcKind kind, double value)
{
  if (value < 0.0)
    return "is negative";
  if (kind == CALC_SHARE && value > 1.0)
    return "is no share: 0 to 1";
  if ((kind == CALC_COUNT || kind == CALC_SLOTS) && (value != floor(value) || value > 1e9))
    return "is no whole number up to 1e9";
  return NULL;
}

static gboolean
read_number(const Batch *batch, int row, int i, double *value, MusterFaults *faults)
{
  int column = batch->column[i];
  const char *text = muster_csv_text(batch->csv, row, column);
  if (text[0] == 'i' && strcmp(text, "inf") == 0 && batch->model->input[i].kind == CALC_TIME) {
    *value = INFINITY;
    return TRUE;
  }
  if (!muster_csv_double(batch->csv, row, column, value, faults))
    return FALSE;
  const char *why = objection(batch->model->input[i].kind, *value);
  if (why == NULL)
    return TRUE;
  muster_faults_error(faults, muster_csv_mark(batch->csv, row, column), NULL, "'%s' %s", text, why);
  return FALSE;
}

/* Input i of a row into in[i]; `with`: the row says how many. */
static gboolean
read_field(const Batch *batch, int row, int i, gboolean with, double *in, MusterFaults *faults)
{
  const CalcInput *input = &batch->model->input[i];
  int column = batch->column[i];
  if (column < 0 || muster_csv_is_empty(batch->csv, row, column)) {
    in[i] = input->standard;
    if (!input->must || i == batch->model->sought || (input->target && with))
      return TRUE;
    muster_faults_error(faults, muster_csv_mark(batch->csv, row, column), input->help, "'%s' is empty",
                        input->column);
    return FALSE;
  }
  if (input->kind == CALC_TIMES)
    return read_times(batch, row, i, in, faults);
  if (input->kind != CALC_DEFINITION)
    return read_number(batch, row, i, &in[i], faults);
  const char *text = muster_csv_text(batch->csv, row, column);
  if (calc_parse_definition(text, &in[i]))
    return TRUE;
  muster_faults_error(faults, muster_csv_mark(batch->csv, row, column), calc_definition_names,
                      "unknown definition '%s'", text);
  return FALSE;
}

/* A whole row: FALSE after faults. */
static gboolean
read_row(const Batch *batch, int row, gboolean with, double *in, MusterFaults *faults)
{
  gboolean good = TRUE, asked = with;
  for (int i = 0; i < batch->n_inputs; i++) {
    const CalcInput *input = &batch->model->input[i];
    good = read_field(batch, row, i, with, in, faults) && good;
    asked =
        asked || (input->target && input->kind != CALC_DEFINITION && isnan(input->standard) && !isnan(in[i]));
    if (good && input->kind == CALC_TIMES && batch->slots >= 0 && !isnan(in[batch->slots]) &&
        in[i] != in[batch->slots]) {
      muster_faults_error(faults, muster_csv_mark(batch->csv, row, batch->column[i]), NULL,
                          "%g times for %g chats", in[i], in[batch->slots]);
      good = FALSE;
    }
  }
  if (!good || asked)
    return good;
  muster_faults_error(faults, muster_csv_row_mark(batch->csv, row), "one of them is needed",
                      "neither '%s' nor a target", batch->model->input[batch->model->sought].column);
  return FALSE;
}

static gboolean
has_number(const Batch *batch, int row)
{
  int column = batch->column[batch->model->sought];
  return column >= 0 && !muster_csv_is_empty(batch->csv, row, column);
}

/* Results in the order of the output's columns: FALSE with a fault at the row when the model refuses the
 * numbers. */
static gboolean
answer_row(const Batch *batch, int row, gboolean with, const double *in, double *out, int *impossible,
           MusterFaults *faults)
{
  CalcWhy why;
  double result[CALC_MAX_OUTPUTS];
  g_autoptr(GError) error = NULL;
  for (int i = 0; i < batch->n_outputs; i++)
    out[i] = NAN;
  if (!(with ? batch->model->evaluate(in, result, &error) : batch->model->search(in, result, &why, &error))) {
    muster_faults_error(faults, muster_csv_row_mark(batch->csv, row), NULL, "%s", error->message);
    return FALSE;
  }
  if (with)
    memcpy(out, result, (gsize) batch->n_with * sizeof *out);
  else {
    for (int i = 0; i < batch->n_smallest; i++)
      out[batch->smallest_place[i]] = result[i];
    *impossible += isnan(result[0]);
  }
  return TRUE;
}

void
calc_write(MusterCsvWriter *writer, CalcKind kind, const double *in, int i)
{
  if (kind == CALC_DEFINITION)
    muster_csv_add_text(writer, calc_definition_name(in[i]));
  else if (kind == CALC_TIMES) {
    g_autoptr(GString) list = g_string_new(NULL);
    for (int k = 0; k < (int) in[i]; k++) {
      char digits[MUSTER_DECIMAL_SIZE];
      muster_decimal_print(digits, in[CALC_LIST + k]);
      g_string_append_printf(list, "%s%s", k > 0 ? " " : "", digits);
    }
    muster_csv_add_text(writer, list->str);
  } else if (isinf(in[i]))
    muster_csv_add_text(writer, "inf");
  else
    muster_csv_add_double(writer, in[i]);
}

static void
answer_block(int block, G_GNUC_UNUSED int thread, gpointer data)
{
  Batch *batch = data;
  MusterFaults *faults = batch->faults[block];
  int first = block * ROWS_PER_BLOCK;
  int last = MIN(first + ROWS_PER_BLOCK, muster_csv_n_rows(batch->csv));
  for (int row = first; row < last; row++) {
    double in[CALC_MAX_VALUES], out[CALC_MAX_OUTPUTS];
    gboolean with = has_number(batch, row);
    if (!read_row(batch, row, with, in, faults) ||
        !answer_row(batch, row, with, in, out, &batch->impossible[block], faults))
      continue;
    for (int i = 0; i < batch->n_inputs; i++)
      if (batch->column[i] >= 0)
        calc_write(batch->writer[block], batch->model->input[i].kind, in, i);
    for (int i = 0; i < batch->n_outputs; i++)
      muster_csv_add_double(batch->writer[block], out[i]);
    muster_csv_end_row(batch->writer[block]);
  }
}

/* Which columns are there, which must be: FALSE after faults. */
static gboolean
find_columns(Batch *batch, MusterFaults *faults)
{
  const CalcModel *model = batch->model;
  gboolean good = TRUE;
  batch->slots = -1;
  for (batch->n_inputs = 0; model->input[batch->n_inputs].column != NULL; batch->n_inputs++) {
    const CalcInput *input = &model->input[batch->n_inputs];
    batch->column[batch->n_inputs] = muster_csv_find(batch->csv, input->column);
    if (input->kind == CALC_SLOTS)
      batch->slots = batch->n_inputs;
  }
  for (int row = 0; row < muster_csv_n_rows(batch->csv); row++)
    *(has_number(batch, row) ? &batch->any_with : &batch->any_smallest) = TRUE;
  if (batch->any_smallest && model->smallest == NULL) {
    int column = muster_csv_need(batch->csv, model->input[model->sought].column, faults);
    for (int row = 0; column >= 0 && row < muster_csv_n_rows(batch->csv); row++)
      if (!has_number(batch, row))
        muster_faults_error(faults, muster_csv_row_mark(batch->csv, row), "this model has no smallest number",
                            "'%s' is missing", model->input[model->sought].column);
    return FALSE;
  }
  for (int i = 0; i < batch->n_inputs; i++) {
    const CalcInput *input = &model->input[i];
    if (batch->column[i] < 0 && input->must && i != model->sought && (!input->target || batch->any_smallest))
      good = muster_csv_need(batch->csv, input->column, faults) >= 0 && good;
  }
  return good;
}

/* The header, and where the results of the smallest number go: names shared by both forms stand once. */
static void
write_header(Batch *batch, MusterCsvWriter *writer)
{
  const CalcModel *model = batch->model;
  for (int i = 0; i < batch->n_inputs; i++)
    if (batch->column[i] >= 0)
      muster_csv_add_text(writer, model->input[i].column);
  for (int i = 0; batch->any_with && model->with[i].column != NULL; i++) {
    muster_csv_add_text(writer, model->with[i].column);
    batch->n_with = batch->n_outputs = i + 1;
  }
  for (int i = 0; batch->any_smallest && model->smallest[i].column != NULL; i++) {
    int place = 0;
    while (place < batch->n_with && strcmp(model->with[place].column, model->smallest[i].column) != 0)
      place++;
    if (place == batch->n_with) {
      place = batch->n_outputs++;
      muster_csv_add_text(writer, model->smallest[i].column);
    }
    batch->smallest_place[batch->n_smallest++] = place;
  }
  muster_csv_end_row(writer);
}

static void
gather_faults(MusterFaults *all, MusterFaults *block)
{
  for (guint i = 0; i < muster_faults_n(block); i++) {
    const MusterFault *f = muster_faults_get(block, i);
    MusterMark mark = {f->source, f->line, f->column};
    muster_faults_add(all, f->level, mark, f->hint, "%s", f->message);
  }
}

static int
answer_all(const CommandShared *shared, Batch *batch, MusterFaults *faults)
{
  int n_blocks = (muster_csv_n_rows(batch->csv) + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  write_header(batch, writer);
  g_autofree MusterFaults **block_faults = batch->faults = g_new(MusterFaults *, n_blocks + 1);
  g_autofree MusterCsvWriter **writers = batch->writer = g_new(MusterCsvWriter *, n_blocks + 1);
  g_autofree int *impossible = batch->impossible = g_new0(int, n_blocks + 1);
  for (int b = 0; b < n_blocks; b++) {
    block_faults[b] = muster_faults_new();
    writers[b] = muster_csv_writer_new(NULL);
  }
  muster_parallel_for(n_blocks, shared->jobs, answer_block, batch);
  int n_impossible = 0;
  for (int b = 0; b < n_blocks; b++) {
    gather_faults(faults, block_faults[b]);
    muster_csv_append(writer, writers[b]);
    n_impossible += impossible[b];
    muster_faults_free(block_faults[b]);
    muster_csv_writer_free(writers[b]);
  }
  if (!command_print_faults(faults))
    return MUSTER_EXIT_INPUT;
  GError *error = NULL;
  g_autofree char *text = muster_csv_finish(writer, NULL, &error);
  if (text == NULL)
    return command_fail(shared, error);
  int status = command_emit(shared, text);
  if (status != MUSTER_EXIT_OK || n_impossible == 0)
    return status;
  command_say(shared, "%d rows ask for what no number of %s can keep: their result is empty", n_impossible,
              batch->model->wanted);
  return MUSTER_EXIT_TARGET;
}

MusterCsv *
calc_read_table(const char *path, MusterFaults *faults)
{
  GError *error = NULL;
  g_autoptr(MusterSource) source = muster_source_read(path, 0, &error);
  if (source == NULL) {
    muster_faults_take(faults, (MusterMark){0}, error);
    return NULL;
  }
  return muster_csv_read(source, &(MusterCsvDialect){.header = MUSTER_CSV_HEADER_YES}, faults);
}

int
calc_batch(const CommandShared *shared, const CalcModel *model, const char *path)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv = calc_read_table(path, faults);
  Batch batch = {.model = model, .csv = csv};
  if (csv == NULL || !find_columns(&batch, faults)) {
    command_print_faults(faults);
    return MUSTER_EXIT_INPUT;
  }
  return answer_all(shared, &batch, faults);
}
