/* A contact-by-contact log, as ACDs export it and `muster simulate --write-contacts` writes it.
 *
 * One row is one leg: a contact that reached a queue. Columns are found by their titles, or named:
 *   start         date and time of arrival; or date and time apart
 *   queue         may be missing: then all rows are of one queue
 *   outcome       answered, abandoned or anything else (a word of MusterLogSpec.outcomes, or one that ACDs use); may be
 *                 missing where talk is there: answered with a talk above 0, else abandoned
 *   wait          in the queue until answered, abandoned or lost from sight; seconds, or h:mm:ss
 *   talk          with the agent; or handle: talk and after-call work together
 *   after_call    work after the talk
 *   agent         who answered: a number or a name
 *   customer      who it was: a number, a name, a telephone number
 *   format        not a column: how stamps are written, in strptime's letters
 * No row is dropped without a word: what cannot be read is an error, what cannot be (a negative time, one longer than a day)
 * is set aside and counted in a warning.
 *
 * Clocks are taken as they are written: the hour of a contact is that of its stamp. Only differences of stamps are used
 * beside it, and offsets count in these.
 */
#pragma once
#include <muster/csv.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_LOG_ANSWERED,
  MUSTER_LOG_ABANDONED,
  MUSTER_LOG_OTHER, /* neither: its patience was longer than its wait, and that is all that is known */
} MusterLogOutcome;

typedef struct {
  double start_s;      /* of the leg; Unix seconds, as if clocks without an offset were UTC */
  double wait_s;
  double talk_s;       /* NaN: not answered, or not told; talk + after-call work when the log has no after-call work */
  double after_call_s; /* NaN: not told */
  gint32 queue;
  gint32 customer;     /* −1: not told */
  gint32 agent;        /* −1: nobody, or not told */
  MusterDay day;       /* by the clock as written */
  guint8 hour;         /* 0 … 23, likewise */
  guint8 outcome;      /* MusterLogOutcome */
} MusterLogContact;

typedef struct {
  int n;
  MusterLogContact *contact; /* [n], by start */
  int n_queues;
  char **queue;              /* [n_queues], in order of appearance */
  gboolean has_after_call, has_customers;
  int n_agents; /* 0: not told */
  int n_read, n_set_aside;   /* rows of the file, and those of them that cannot be */
  MusterDay first, last;
} MusterContactLog;

/* How to read it. All zero: find out. */
typedef struct {
  const char *columns;  /* `start=timestamp,wait=queue_s`: KEY=TITLE or the column's number from 1 on */
  const char *outcomes; /* `HANG=abandoned,AGENT=answered,PHANTOM=other` */
  const char *dialect;  /* words of history.dialect */
  const char *encoding;
  MusterDay from, to;   /* both included; 0: from the beginning, to the end */
} MusterLogSpec;

/* NULL with errors in `faults`; warnings and notes there say what was done about oddities. (transfer full) */
MUSTER_API MusterContactLog *muster_contact_log_read(MusterSource *source, const MusterLogSpec *spec, MusterFaults *faults);
MUSTER_API void muster_contact_log_free(MusterContactLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterContactLog, muster_contact_log_free)

G_END_DECLS
