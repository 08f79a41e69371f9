/* Faults: how Muster says that an input is wrong.
 *
 * Two roads, never mixed:
 *  - An input that a person wrote is read to its end; every fault is added to a MusterFaults with its
 *    place (file, line, column, all 1-based), what is wrong, and a hint. The reader returns NULL when
 *    it added an error. The program prints them all and leaves with status 3.
 *  - Everything else (disk, memory, solver) is a GError in one of the domains below.
 * Texts are lower case without a full stop, the subject in quotes, what went wrong first.
 */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

#define MUSTER_IO_ERROR (muster_io_error_quark())       /* reading and writing files */
#define MUSTER_SOLVE_ERROR (muster_solve_error_quark()) /* numerical methods and solvers */
#define MUSTER_INPUT_ERROR (muster_input_error_quark()) /* all faults of a reader, rendered as one text */
MUSTER_API GQuark muster_io_error_quark(void);
MUSTER_API GQuark muster_solve_error_quark(void);
MUSTER_API GQuark muster_input_error_quark(void);

typedef enum { MUSTER_IO_ERROR_OPEN, MUSTER_IO_ERROR_READ, MUSTER_IO_ERROR_WRITE, MUSTER_IO_ERROR_EXISTS } MusterIoError;
typedef enum { MUSTER_SOLVE_ERROR_DOMAIN, MUSTER_SOLVE_ERROR_FAILED, MUSTER_SOLVE_ERROR_LIMIT } MusterSolveError;
typedef enum { MUSTER_INPUT_ERROR_FAULTS } MusterInputError;

/* A text that was read, kept in memory so that a fault can show its line. Shared by reference count. */
typedef struct MusterSource MusterSource;
/* `text` is copied; `name` is what errors print. (transfer full) */
MUSTER_API MusterSource *muster_source_new(const char *name, const char *text, gsize length);
/* Reads a whole file ("-" is standard input), at most `max_bytes` (0: 1 GiB). NULL with `error` set. (transfer full) */
MUSTER_API MusterSource *muster_source_read(const char *path, gsize max_bytes, GError **error);
MUSTER_API MusterSource *muster_source_ref(MusterSource *source);
MUSTER_API void muster_source_unref(MusterSource *source);
MUSTER_API const char *muster_source_name(const MusterSource *source);
MUSTER_API const char *muster_source_text(const MusterSource *source, gsize *length);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterSource, muster_source_unref)

/* A place in a source. Every object of the model keeps the one it came from; line 0: nowhere. The
 * source is borrowed: whoever keeps a mark keeps the source alive (the centre does for its own). */
typedef struct {
  MusterSource *source;
  int line;   /* 1-based, lines end in \n, \r\n or \r; 0 means no place */
  int column; /* 1-based, counted in characters */
} MusterMark;

typedef enum { MUSTER_FAULT_NOTE, MUSTER_FAULT_WARNING, MUSTER_FAULT_ERROR } MusterFaultLevel;

typedef struct {
  MusterFaultLevel level;
  MusterSource *source; /* owned reference, or NULL */
  int line, column;
  char *message;
  char *hint; /* or NULL */
} MusterFault;

typedef struct MusterFaults MusterFaults;
MUSTER_API MusterFaults *muster_faults_new(void);
MUSTER_API void muster_faults_free(MusterFaults *faults);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterFaults, muster_faults_free)

/* Adds one fault; `hint` may be NULL. The same fault at the same place is added once. Of each level at most 200
 * are kept, the rest are counted. */
MUSTER_API void muster_faults_add(MusterFaults *faults, MusterFaultLevel level, MusterMark mark, const char *hint,
                                  const char *format, ...) G_GNUC_PRINTF(5, 6);
#define muster_faults_error(faults, mark, hint, ...) \
  muster_faults_add((faults), MUSTER_FAULT_ERROR, (mark), (hint), __VA_ARGS__)
/* Turns a GError (say, a file that cannot be opened) into a fault. Frees `error`. */
MUSTER_API void muster_faults_take(MusterFaults *faults, MusterMark mark, GError *error);

MUSTER_API guint muster_faults_n_errors(const MusterFaults *faults); /* all of them, also those not kept */
MUSTER_API guint muster_faults_n(const MusterFaults *faults);        /* kept, of every level */
MUSTER_API const MusterFault *muster_faults_get(const MusterFaults *faults, guint i);
/* All faults in order of file, line and column, as `file:line:col: error: message; hint` followed by the
 * source line and a caret under the column: wide characters and tabs are counted as a terminal shows them, control
 * characters and bytes that are no UTF-8 are escaped, long lines are cut around the caret. (transfer full) */
MUSTER_API char *muster_faults_render(MusterFaults *faults, gboolean colour);
/* TRUE if there is no error; else FALSE with `error` set to MUSTER_INPUT_ERROR and the rendered text. */
MUSTER_API gboolean muster_faults_check(MusterFaults *faults, GError **error);

/* The nearest of `names` (NULL-terminated) to `word` by edit distance, or NULL when none is near: for "did you mean".
 * Case is ignored; of equally near ones the first. (transfer none) */
MUSTER_API const char *muster_nearest(const char *word, const char *const *names);

G_END_DECLS
