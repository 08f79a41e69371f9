/* The models of `muster calc`: a record says what goes in and what comes out, under the names of columns and
 * options. */
#pragma once
#include "cli/command_private.h"
#include <muster/csv.h>
#include <muster/erlang.h>

/* Values of a row: one for each input, and at CALC_LIST the list that one of them may be. */
enum {
  CALC_MAX_INPUTS = 16,
  CALC_LIST = CALC_MAX_INPUTS,
  CALC_MAX_LIST = MUSTER_ERLANG_MAX_SLOTS,
  CALC_MAX_VALUES = CALC_MAX_INPUTS + CALC_MAX_LIST,
  CALC_MAX_OUTPUTS = 20
};

typedef enum {
  CALC_COUNT,
  CALC_NUMBER,
  CALC_LOAD, /* erlangs; on the command line also contacts per time × handle time */
  CALC_TIME,
  CALC_SHARE,
  CALC_RATE,       /* per second; on the command line contacts per time */
  CALC_SLOTS,      /* length of the list */
  CALC_TIMES,      /* a list: in[i] is how many, the times are in[CALC_LIST …] */
  CALC_DEFINITION, /* of service level: a MusterServiceLevel */
} CalcKind;

typedef struct {
  const char *column; /* in a batch and in machine output */
  const char *option; /* on the command line */
  CalcKind kind;
  double standard; /* when not given */
  gboolean must;   /* has to be given */
  gboolean target; /* asked of the smallest number only */
  const char *help;
} CalcInput;

typedef struct {
  const char *column;
  CalcKind kind;
  const char *help;
} CalcOutput;

/* Why a smallest number is what it is: MUSTER_ERLANG_BINDS_… */
typedef struct {
  guint binding; /* what one less would break */
  guint unmet;   /* what no number keeps */
} CalcWhy;

typedef struct {
  const char *name, *summary, *formula, *source;
  const char *wanted;         /* what is counted, in the plural: "agents" */
  int sought;                 /* input that is the number looked for when it is not given */
  const CalcInput *input;     /* NULL-column-terminated */
  const CalcOutput *with;     /* results with that many; NULL-column-terminated */
  const CalcOutput *smallest; /* NULL: the number must be given; else results of the smallest number; the
                                 number itself first (NaN: no number keeps the targets) */
  /* in[CALC_MAX_VALUES] and out[] in the order of the records. FALSE with error for numbers out of the
   * model's range. */
  gboolean (*evaluate)(const double *in, double *out, GError **error);
  gboolean (*search)(const double *in, double *out, CalcWhy *why, GError **error);
} CalcModel;

extern const CalcModel calc_erlang_b, calc_erlang_c, calc_erlang_a, calc_lines, calc_erlang_x, calc_chat;
const CalcModel *const *calc_models(void); /* NULL-terminated */

/* The targets that Erlang A and chats share, last among their inputs. */
#define CALC_TARGET_INPUTS                                                                                   \
  {"sl_definition",                                                                                          \
   "definition",                                                                                             \
   CALC_DEFINITION,                                                                                          \
   MUSTER_SL_ANSWERED_OF_OFFERED,                                                                            \
   FALSE,                                                                                                    \
   TRUE,                                                                                                     \
   "definition of the service level"},                                                                       \
      {"target_sl", "service-level", CALC_SHARE, NAN, FALSE, TRUE, "service level, at least"},               \
      {"max_p_abandon", "max-abandon", CALC_SHARE, NAN, FALSE, TRUE, "abandoned share, at most"},            \
      {"max_occupancy", "max-occupancy", CALC_SHARE, NAN, FALSE, TRUE, "occupancy, at most"},                \
      {"max_asa_s", "max-asa", CALC_TIME, NAN, FALSE, TRUE, "average speed of answer, at most"},             \
  {                                                                                                          \
    "short_abandon_s", "short-abandon", CALC_TIME, 5.0, FALSE, TRUE,                                         \
        "short abandonment (definition short_ab_as_good)"                                                    \
  }
/* `first`: their values. */
MusterErlangTargets calc_targets(const double *first, double within_s);

/* `offered`, `answered`, `ab_as_good`, `excl_short_ab`, `short_ab_as_good`, `virtual`, or one of the centre
 * file's names → MusterServiceLevel. */
gboolean calc_parse_definition(const char *text, double *value);
const char *calc_definition_name(double value);
extern const char *const calc_definition_names; /* for messages */

/* One value of the command line into in[i] (a list: also behind CALC_LIST). FALSE with why (transfer full).
 */
gboolean calc_parse(CalcKind kind, const char *text, double *in, int i, char **why);
/* For people: two decimals where they tell something, units written out. (transfer full) */
char *calc_show(CalcKind kind, const double *in, int i);
const char *calc_unit(CalcKind kind); /* of machine output; NULL: none */

/* One input or result as a field of CSV. */
void calc_write(MusterCsvWriter *writer, CalcKind kind, const double *in, int i);

/* Text of an option as given, or NULL. */
const char *calc_given(const char *option);
/* Inputs from the command line: MUSTER_EXIT_OK, or a status after a sentence. */
int calc_collect(const CommandShared *shared, const CalcModel *model, double *in);
/* Answers one question from the command line, in the form asked for: the exit status. */
int calc_answer(const CommandShared *shared, const CalcModel *model);
/* A table with a header; NULL after faults. (transfer full) */
MusterCsv *calc_read_table(const char *path, MusterFaults *faults);
/* Answers every row of a CSV file: the exit status. */
int calc_batch(const CommandShared *shared, const CalcModel *model, const char *path);

/* The exact day: its rows hang together, so it has ways of its own. */
int calc_day_answer(const CommandShared *shared);
int calc_day_batch(const CommandShared *shared, const char *path);
enum { CALC_DAY_OUTPUTS = 10 };
extern const char *const calc_day_columns[CALC_DAY_OUTPUTS]; /* results of an interval, in order */
void calc_day_values(const MusterDayInterval *interval, double out[CALC_DAY_OUTPUTS]);
/* `preempt`, `exh-idle`, `exh-random` */
gboolean calc_parse_drop(const char *text, MusterDayDrop *drop);
const char *calc_drop_name(MusterDayDrop drop);
extern const char *const calc_drop_names; /* for messages */
