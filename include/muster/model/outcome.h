/* Outcome: what a simulation measured; the JSON of `muster simulate` and what the report draws.
 *
 * The JSON is one object: schema_version (1), command ("simulate"), seed, replications, service_level (the
 * definition), measures ("basic" or "all"), staff (what was simulated), `totals` (queue and group measures),
 * `classes` (totals of `live` contacts, `cases` and `lists`, where a centre has several of them: `totals` mix their waits),
 * `precision` (what was asked of the run and what it reached), `control_gains` (half-widths with and without control variates), `queues` and `groups` (objects by name), `intervals` (rows with `start` in UTC and `queue` or `group`),
 * `worst` (rows with `start` and `queue`: its interval of lowest service level, and `below` its target), `interval_totals` (rows with `start`: all queues together), `days` (rows with `day` and `queue` or `group`), `flows`
 * (rows with `queue` and `group`); with a roster and all measures `grades` (an object by name) and `agents`
 * (rows with `agent`, `group` and `grade`), in the measures of groups; with all measures `histograms` (rows with `of`, `queue` or
 * `group`, the upper edges `to` and beside them `contacts` or `share_of_time`). A measure is {"mean", "lower", "upper"}
 * or null; a row in which nothing is
 * known is left out. Members may be added in later versions of the program.
 *
 * Measures are rows of one table (muster_measure_info): a cell holds one MusterMeasure per id. Cells: the
 * totals, each queue, each group, each queue and interval, each group and interval.
 */
#pragma once
#include <muster/model/centre.h>

G_BEGIN_DECLS

/* X(ID, json_name, unit, basic, feature, help) in the order of output. Queue measures, then group measures. Units: n,
 * share, s, h, money. Basic: also with --measures basic. Feature: NULL for always, else what a centre must use for the
 * measure to appear. Help says what it counts (semantics). */
#define MUSTER_QUEUE_MEASURES(X)                                                                             \
  X(OFFERED, "offered", "n", 1, NULL, "contacts that reached the queue")                                     \
  X(ANSWERED, "answered", "n", 1, NULL, "contacts taken by an agent")                                        \
  X(ABANDONED, "abandoned", "n", 1, NULL, "contacts that left while waiting")                                \
  X(BLOCKED, "blocked", "n", 1, NULL, "contacts that found no line")                                         \
  X(DISMISSED, "dismissed", "n", 1, NULL, "contacts sent away at closing; cases left over whose deadline has passed")                       \
  X(UNDECIDED, "undecided", "n", 1, NULL, "cases whose deadline lies past the end, entries left on lists")                          \
  X(ANSWERED_WITHIN, "answered_within", "n", 1, NULL, "answered within the target time, which is included")  \
  X(ABANDONED_WITHIN, "abandoned_within", "n", 1, NULL, "abandoned within the target time")                  \
  X(SERVICE_LEVEL, "service_level", "share", 1, NULL, "share served in time, by the centre's definition")    \
  X(ABANDONMENT, "abandonment", "share", 1, NULL, "abandoned, of offered")                                   \
  X(ASA, "average_speed_of_answer_s", "s", 1, NULL, "mean wait of the answered")                             \
  X(WAIT_MEAN, "wait_mean_s", "s", 1, NULL, "mean wait of the answered, abandoned and dismissed")            \
  X(WAIT_P50, "wait_p50_s", "s", 0, NULL, "half of the waits are shorter")                                   \
  X(WAIT_P90, "wait_p90_s", "s", 0, NULL, "nine in ten waits are shorter")                                   \
  X(WAIT_P95, "wait_p95_s", "s", 0, NULL, "nineteen in twenty waits are shorter")                            \
  X(WAIT_MAX, "wait_max_s", "s", 0, NULL, "the longest wait of a replication")                               \
  X(QUEUE_LENGTH_MEAN, "queue_length_mean", "n", 1, NULL, "mean number waiting over time")                   \
  X(QUEUE_LENGTH_MAX, "queue_length_max", "n", 0, NULL, "most that waited at once in a replication")         \
  X(WAITED, "waited", "n", 1, NULL, "contacts with a wait above zero")                                       \
  X(WAIT_ABANDONED, "wait_abandoned_s", "s", 1, NULL, "mean wait of the abandoned")                          \
  X(LOST, "lost", "n", 1, NULL, "abandoned or blocked without a redial")                                     \
  X(OVERFLOWED, "overflowed", "n", 1, NULL, "answered through overflow or after")                            \
  X(FRESH, "fresh", "n", 1, "fresh", "new contacts: no redial, repeat, transfer or callback")                \
  X(REDIALS, "redials", "n", 1, "redial", "arrivals that are redials")                                       \
  X(REPEATS, "repeats", "n", 1, "repeat", "arrivals that repeat an answered contact")                        \
  X(CALLBACKS, "callbacks", "n", 1, "callback", "contacts that accepted a callback")                         \
  X(PROMISES_KEPT, "promises_kept", "n", 1, "promise", "of these, called back and answered within the promise") \
  X(PROMISES_BROKEN, "promises_broken", "n", 1, "promise", "of these, answered later, or never")             \
  X(CONTAINED, "contained", "n", 1, "selfservice", "contacts that self-service settled")                     \
  X(BALKED, "balked", "n", 1, "balk", "of the abandoned: left at once on the announced wait or line") \
  X(SAME_AGENT, "same_agent", "n", 1, "same_agent", "answered by the agent who had the contact before")      \
  X(TRANSFERRED, "transferred", "n", 1, "transfer", "contacts passed on to another queue")                   \
  X(ESCALATED, "escalated", "n", 1, "escalate", "left at their limit, for the next tier or a department outside") \
  X(FINISHED_IN_TIME, "finished_in_time", "n", 1, "deadline", "cases finished by their deadline, which is included") \
  X(DEADLINES_KEPT, "deadlines_kept", "share", 1, "deadline", "finished in time, of those whose deadline has come")  \
  X(BACKLOG, "backlog", "n", 1, "case", "cases open at the end: of the interval, the day, the horizon")         \
  X(MISSED_TARGET, "missed_target", "share", 1, "target", "days of the queue below target (an interval: that interval)")\
  X(SATISFACTION, "satisfaction", "share", 1, "satisfaction", "of the answered and lost, who are content")   \
  X(COMPLAINTS, "complaints", "n", 1, "complaint", "complaints expected")                                    \
  X(REVENUE, "revenue", "money", 1, "value", "what the answered bring")                                      \
  X(VALUE_LOST, "value_lost", "money", 1, "value", "what the lost cost")                                     \
  X(STAFF_COST, "staff_cost", "money", 0, "value", "the groups' cost, by time worked for each queue")        \
  X(MARGIN, "margin", "money", 0, "value", "revenue less value lost and staff cost")                          \
  X(TRIED_AGAIN, "tried_again", "n", 1, "outbound", "attempts after one that failed")                        \
  X(REACHED, "reached", "n", 1, "outbound", "attempts at which somebody picked up")                          \
  X(WRONG_PARTY, "wrong_party", "n", 1, "outbound", "attempts that reached somebody else than meant")        \
  X(MISMATCHED, "mismatched", "n", 1, "outbound", "persons reached who found no agent at once")              \
  X(UNREACHED, "unreached", "n", 1, "outbound", "attempts that did not reach who was meant")                 \
  X(GIVEN_UP, "given_up", "n", 1, "outbound", "contacts whose last attempt failed too")                      \
  X(CONFERENCES, "conferences", "n", 1, "conference", "talks to which a second agent was called")            \
  X(QUOTA, "quota", "n", 1, "quota", "contacts of a quota that came up")                                     \
  X(QUOTA_KEPT, "quota_kept", "n", 1, "quota", "of these, reached before they were due")

#define MUSTER_GROUP_MEASURES(X)                                                                             \
  X(OCCUPANCY, "occupancy", "share", 1, NULL, "busy, of the time on queue")                                  \
  X(UTILISATION, "utilisation", "share", 1, NULL, "busy, of the paid time")                                  \
  X(HANDLED, "handled", "n", 1, NULL, "contacts answered")                                                   \
  X(IDLE, "idle_s", "s", 1, NULL, "time on queue without a contact")                                         \
  X(OVERRUN, "overrun_h", "h", 1, NULL, "time worked past a shift's end")                                    \
  X(CALLED_IN, "called_in_h", "h", 1, "call_in", "time of a reserve that was called in")                     \
  X(PAID, "paid_h", "h", 1, NULL, "paid time")                                                               \
  X(COST, "cost", "money", 1, NULL, "money paid")                                                            \
  X(CHAT_LOAD, "chat_load", "share", 1, "concurrency", "open chats, of those that the agents on queue could have open")

typedef enum {
#define X(id, ...) MUSTER_MEASURE_##id,
  MUSTER_QUEUE_MEASURES(X)
#undef X
  MUSTER_N_QUEUE_MEASURES
} MusterQueueMeasureId;

typedef enum {
#define X(id, ...) MUSTER_GROUP_##id,
  MUSTER_GROUP_MEASURES(X)
#undef X
  MUSTER_N_GROUP_MEASURES
} MusterGroupMeasureId;

typedef struct {
  const char *name, *unit;
  gboolean basic;      /* also with --measures basic */
  const char *feature; /* NULL: always shown; else the feature in use that makes it appear ("redial", "callback", …) */
  const char *help;
} MusterMeasureInfo;
MUSTER_API const MusterMeasureInfo *muster_queue_measure_info(MusterQueueMeasureId id);
MUSTER_API const MusterMeasureInfo *muster_group_measure_info(MusterGroupMeasureId id);

typedef struct { MusterMeasure m[MUSTER_N_QUEUE_MEASURES]; } MusterQueueCell;
typedef struct { MusterMeasure m[MUSTER_N_GROUP_MEASURES]; } MusterGroupCell;

/* X(ID, json_name, unit, of_group, help): how a number is spread, with all measures. Unit s: contacts of a replication (in the mean)
 * by how long it took; unit n: shares of time by how many there were. */
#define MUSTER_HISTOGRAMS(X)                                                                                       \
  X(WAIT_ANSWERED, "wait_answered_s", "s", FALSE, "the answered, by how long they waited")                         \
  X(WAIT_ABANDONED, "wait_abandoned_s", "s", FALSE, "the abandoned, by how long they waited")                      \
  X(HANDLE, "handle_s", "s", FALSE, "the answered, by talk and after-call work together")                          \
  X(QUEUE_LENGTH, "queue_length", "n", FALSE, "of the time that the queue is open, by how many wait")              \
  X(BUSY, "busy_agents", "n", TRUE, "of the time that somebody of the group is on queue, by how many are busy")

typedef enum {
#define X(id, ...) MUSTER_HISTOGRAM_##id,
  MUSTER_HISTOGRAMS(X)
#undef X
  MUSTER_N_HISTOGRAMS
} MusterHistogramId;

typedef struct {
  const char *name, *unit;
  gboolean of_group; /* of groups, else of queues */
  const char *help;
} MusterHistogramInfo;
MUSTER_API const MusterHistogramInfo *muster_histogram_info(MusterHistogramId id);

/* Bin i holds what is above to[i − 1] and at most to[i]; the first one what is at most to[0], which is 0. */
typedef struct {
  MusterHistogramId id;
  int place; /* queue or group */
  int n;
  double *to;    /* [n] rising; the last may be infinite */
  double *value; /* [n] contacts, or shares of time */
} MusterHistogram;

/* Upper edges of the bins of times, seconds: fine where promises are made, growing to a month; infinity ends them. */
MUSTER_API const double *muster_histogram_times_s(int *n);
/* Upper edges of bins for whole numbers up to `most`: each number up to 10 and then growing, or (`even`) at most 50 of equal width
 * after 0, by 1, 2 or 5 times a power of ten. [*n] (transfer full) */
MUSTER_API double *muster_histogram_numbers(int most, gboolean even, int *n);

/* Contacts of a queue answered by a group. */
typedef struct { int queue, group; MusterMeasure answered, handle_s; } MusterFlow;

/* A 95 % half-width that a run is to reach before it stops. */
typedef struct {
  gboolean of_group; /* a measure of groups, else of queues */
  int place;         /* queue or group; -1: the totals */
  int measure;       /* MusterQueueMeasureId or MusterGroupMeasureId */
  gboolean relative;
  double half;       /* in the measure's unit, shares 0..1; relative: of the mean */
  double allowed, reached; /* half-widths in the measure's unit; NaN: unknown */
  gboolean held;
} MusterPrecision;

/* Queues whose waits may be added up: live contacts (calls, chats, counters), cases, lists that are called. */
typedef enum { MUSTER_CLASS_LIVE, MUSTER_CLASS_CASES, MUSTER_CLASS_LISTS, MUSTER_N_CLASSES } MusterClass;
MUSTER_API MusterClass muster_class_of(MusterChannel channel);
extern MUSTER_API const char *const muster_class_names[MUSTER_N_CLASSES]; /* live, cases, lists */

/* What a control variate made of an interval: its half-width without and with it, shares 0..1. */
typedef struct {
  int place; /* queue; -1: the totals */
  MusterQueueMeasureId measure;
  double plain, half;
} MusterControlGain;

typedef struct {
  MusterGrid *grid;
  int n_queues, n_groups;
  guint64 seed;
  int replications;
  MusterServiceLevel service_level;
  gboolean all_measures;         /* FALSE: basic */
  gboolean controls;             /* shares and mean waits of queues and totals are by control variates */
  gboolean shown[MUSTER_N_QUEUE_MEASURES]; /* is its feature in use? */
  gboolean group_shown[MUSTER_N_GROUP_MEASURES];
  char *staff_source;            /* "on_duty", "requirement", "plan", "roster" */
  MusterQueueCell total;
  gboolean mixed;                /* the centre has queues of several classes; then there are totals of each: */
  MusterQueueCell class_total[MUSTER_N_CLASSES];
  MusterGroupCell total_group;
  MusterQueueCell *queue;        /* [n_queues] */
  MusterGroupCell *group;        /* [n_groups] */
  MusterQueueCell *queue_interval; /* [n_queues * grid->n] */
  MusterGroupCell *group_interval; /* [n_groups * grid->n] */
  MusterQueueCell *total_interval; /* [grid->n], all queues together */
  MusterQueueCell *queue_day;    /* [n_queues * grid->n_days] */
  MusterGroupCell *group_day;    /* [n_groups * grid->n_days] */
  int n_flows;
  MusterFlow *flow;
  int n_precisions;              /* asked for */
  MusterPrecision *precision;
  int n_gains;                   /* with controls, where they could be used */
  MusterControlGain *gain;
  int n_people;                  /* with a roster and all measures: the centre's; else 0 */
  MusterGroupCell *person;       /* [n_people], over the horizon; nothing is paid to who has no duty */
  int n_grades;
  char **grade_name;             /* [n_grades], NULL-terminated */
  MusterGroupCell *grade;        /* [n_grades] */
  int n_histograms;              /* with all measures */
  MusterHistogram *histogram;
} MusterOutcome;
/* The histogram of a queue or group; NULL: nothing of the kind happened, or it was not measured. (transfer none) */
MUSTER_API const MusterHistogram *muster_outcome_histogram(const MusterOutcome *outcome, MusterHistogramId id, int place);
/* Adds one, which the outcome owns from then on; empty bins at its end are cut off, and one that is empty is not kept. */
MUSTER_API void muster_outcome_add_histogram(MusterOutcome *outcome, MusterHistogram histogram);
/* The totals of live contacts where others are beside them, else of all. (transfer none) */
MUSTER_API const MusterQueueCell *muster_outcome_live(const MusterOutcome *outcome);
/* Does the person's row belong to the output: was there any duty? */
MUSTER_API gboolean muster_outcome_has_person(const MusterOutcome *outcome, int person);

/* Reads `service_level: 0.5 points`, `presales.abandonment: 2 %`, `shop_a.occupancy: 1 points`, `offered: 10`. FALSE with
 * *why (transfer full) set. */
MUSTER_API gboolean muster_precision_parse(const MusterCentre *centre, const char *text, MusterPrecision *out, char **why);
/* Notes what the outcome reaches. A relative one is held to half / (1 + half) of the estimate, so that it holds against the truth
 * (Law & Kelton, Simulation Modeling and Analysis, section 9.4.1). */
MUSTER_API gboolean muster_precision_held(MusterPrecision *precision, const MusterOutcome *outcome);
/* `service_level: ± 0.43 points, within 0.5 points`. (transfer full) */
MUSTER_API char *muster_precision_tell(const MusterPrecision *precision, const MusterCentre *centre);

/* All measures NaN. (transfer full) */
MUSTER_API MusterOutcome *muster_outcome_new(const MusterCentre *centre);
MUSTER_API void muster_outcome_free(MusterOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterOutcome, muster_outcome_free)
/* Is this measure part of the output: in use, and basic or all are asked for? */
MUSTER_API gboolean muster_outcome_shows(const MusterOutcome *outcome, MusterQueueMeasureId id);
MUSTER_API gboolean muster_outcome_shows_group(const MusterOutcome *outcome, MusterGroupMeasureId id);
/* The interval in which the queue's service level is lowest, the first of equals; -1 when none has one. */
MUSTER_API int muster_outcome_worst(const MusterOutcome *outcome, int queue);
/* The JSON; never NaN or infinity: null. (transfer full) */
MUSTER_API char *muster_outcome_write_json(const MusterOutcome *outcome, const MusterCentre *centre);
MUSTER_API MusterOutcome *muster_outcome_read_json(const MusterCentre *centre, MusterSource *source,
                                                   MusterFaults *faults);
/* The reference page docs/reference/outcome.md. (transfer full) */
MUSTER_API char *muster_outcome_reference(void);
MUSTER_API void muster_measure_unknown(MusterMeasure *measure); /* sets all three to NaN */

G_END_DECLS
