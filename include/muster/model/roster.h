/* Roster: who works when, activity by activity; what `muster roster` makes, check and sim read. Its file is
 * YAML, times as in plan.h:
 *
 *     roster: {cost: 51200, …}                 # the figures of MusterRoster; may be left out, then NaN
 *     duties:
 *       - {person: a17, day: 2026-11-09, group: shop_a, shift: day, start: 08:00, end: 16:30,
 *          segments: [{activity: break, name: lunch, start: 12:00, end: 12:30, paid: no}]}
 *     uncovered:
 *       - {start: 2026-11-09T13:00:00+08:00, queue: presales, group: shop_a, agents: 2, blame: hours of contract full}
 *
 * `group` is the person's, `shift` the one of that start and length, unless given; `locked: yes` marks a
 * given duty. `segments` lists what is not plain work; the rest of the duty is paid work for all queues that
 * the person serves.
 *
 * Or CSV, one row per activity: person, name, group, zone, date, shift, start, end, start_utc, end_utc,
 * paid_min, activity (work, break, meeting, training; or the name of a break or activity of the centre),
 * label, paid, queue (as in the skills of people.h), source (planned, locked, requested). Of these person,
 * start and end are enough, `start` and `end` a date and time, or a clock beside `date`; name, zone, the two
 * in UTC and paid_min are there for other programs and not read back. Rows of a person that follow each other
 * without a hole make one duty, unless group, date, shift or source say otherwise.
 */
#pragma once
#include <muster/model/plan.h>

G_BEGIN_DECLS

typedef enum { MUSTER_ACTIVITY_WORK, MUSTER_ACTIVITY_BREAK, MUSTER_ACTIVITY_MEETING, MUSTER_ACTIVITY_TRAINING } MusterActivityKind;

typedef struct {
  MusterActivityKind kind;
  char *name;            /* the break's or activity's name; NULL for work */
  gint64 start, end;     /* UTC */
  gboolean paid;
  guint64 queues;        /* work: bit q set when limited to queues; 0: all that the person serves */
} MusterSegment;

/* "work", "break", "meeting", "training" */
MUSTER_API const char *muster_activity_name(MusterActivityKind kind);
MUSTER_API gboolean muster_activity_parse(const char *name, MusterActivityKind *kind);

/* One person's one shift. */
typedef struct {
  int person;            /* index in centre->person */
  int group;             /* index in centre->group, the group worked for */
  int shift;             /* index in centre->shift; -1: none of them (a roster from elsewhere) */
  MusterDay day;         /* the local day it starts */
  gint64 start, end;
  int n_segments;
  MusterSegment *segment; /* [n_segments], in order, without holes or overlap, from start to end */
  gboolean locked;       /* was given; not to be moved */
} MusterDuty;

/* Cover that is missing after all: which interval, group or queue, how many, and the rule to blame. */
typedef struct {
  int interval, queue, group; /* queue or group may be -1 */
  double agents;              /* short by, on queue */
  char *blame;                /* the rule that prevents it, in words: "hours of contract full", "nobody free: leave", … */
} MusterUncovered;

typedef struct {
  MusterGrid *grid;
  GArray *duties;        /* MusterDuty, ordered by person, start; clear func set */
  GArray *uncovered;     /* MusterUncovered, by interval; clear func set */
  double cost, penalty, objective, bound, gap, gap_avoidable;
  double paid_h, understaffed_h, overstaffed_h;
  gboolean cut;
} MusterRoster;

MUSTER_API void muster_duty_clear(MusterDuty *duty); /* frees the segments */

MUSTER_API MusterRoster *muster_roster_new(const MusterCentre *centre);
MUSTER_API void muster_roster_free(MusterRoster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterRoster, muster_roster_free)
/* Takes over the segments, and puts the duty where it belongs in the order. */
MUSTER_API void muster_roster_add(MusterRoster *roster, const MusterDuty *duty);
MUSTER_API char *muster_roster_write(const MusterRoster *roster, const MusterCentre *centre);     /* YAML */
/* The table of the head of this file. (transfer full) */
MUSTER_API char *muster_roster_write_csv(const MusterRoster *roster, const MusterCentre *centre);
/* Reads either form, told apart by its first bytes. A roster from elsewhere needs only person, start, end
 * per row. */
MUSTER_API MusterRoster *muster_roster_read(const MusterCentre *centre, MusterSource *source,
                                            MusterFaults *faults);
/* The roster of the period before (`previous:`), of which all days lie before the horizon. Who has left
 * since is not a fault but a warning, and left out. */
MUSTER_API MusterRoster *muster_roster_read_previous(const MusterCentre *centre, MusterSource *source,
                                                     MusterFaults *faults);
/* [n_groups * grid->n] */
MUSTER_API void muster_roster_on_queue(const MusterRoster *roster, const MusterCentre *centre, double *out);

G_END_DECLS
