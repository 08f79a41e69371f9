/* The models of `muster calc`: a record says what goes in and what comes out, under the names of columns and options. */
#pragma once
#include "cli/command_private.h"

enum { CALC_MAX_INPUTS = 10, CALC_MAX_OUTPUTS = 20 };

typedef enum { CALC_COUNT, CALC_NUMBER, CALC_TIME, CALC_SHARE, CALC_DEFINITION } CalcKind;

typedef struct {
  const char *column;  /* in a batch and in machine output */
  const char *option;  /* on the command line */
  CalcKind kind;
  double standard;     /* when not given; NaN with `must`: has to be given */
  gboolean must;
  gboolean target;     /* asked of the smallest number only */
  const char *help;
} CalcInput;

typedef struct {
  const char *column;
  CalcKind kind;
  const char *help;
} CalcOutput;

typedef struct {
  const char *name, *summary, *formula;
  const CalcInput *input;     /* NULL-column-terminated; input[0] is the number of agents */
  const CalcOutput *with;     /* results with that many agents; NULL-column-terminated */
  const CalcOutput *smallest; /* NULL: the number must be given; else results of the smallest number; the number itself first (NaN: no number keeps the targets) */
  /* in[] and out[] in the order of the records. FALSE with error for numbers out of the model's range. */
  gboolean (*evaluate)(const double *in, double *out, GError **error);
  gboolean (*search)(const double *in, double *out, GError **error);
} CalcModel;

extern const CalcModel calc_erlang_b, calc_erlang_c, calc_erlang_a, calc_lines, calc_erlang_x;
const CalcModel *const *calc_models(void); /* NULL-terminated */

/* `offered`, `answered`, `ab_as_good`, `excl_short_ab`, `virtual`, or one of the centre file's names → MusterServiceLevel. */
gboolean calc_parse_definition(const char *text, double *value);
const char *calc_definition_name(double value);

/* Answers every row of a CSV file: the exit status. */
int calc_batch(const CommandShared *shared, const CalcModel *model, const char *path);
