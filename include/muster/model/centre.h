/* The centre: everything a planner says of a contact centre, read from one file (design.md keys, docs/reference).
 *
 * An open value: rooms read its fields; only the model room fills and changes it. Everything in it is owned by the centre
 * and freed with it. Indexes name things: queue q is centre->queue[q]. Times are seconds, shares 0..1, money is in the
 * centre's currency, rates are per hour where the name says _per_h. NaN means "not given" for doubles, -1 for integers,
 * NULL for texts, unless a comment says otherwise. A key that a command does not honour is refused by name: see
 * muster_centre_refuse().
 */
#pragma once
#include <muster/base.h>
#include <muster/dist.h>
#include <muster/yaml.h>

G_BEGIN_DECLS

#define MUSTER_MAX_QUEUES 64  /* queue sets are bits of a guint64 */
#define MUSTER_MAX_GROUPS 4096

typedef enum { MUSTER_CHANNEL_VOICE, MUSTER_CHANNEL_CHAT, MUSTER_CHANNEL_CASE, MUSTER_CHANNEL_COUNTER, MUSTER_CHANNEL_OUTBOUND } MusterChannel;

/* The text of a definition in the centre file (muster/base/service_level.h). */
MUSTER_API const char *muster_service_level_text(MusterServiceLevel definition);

typedef enum { MUSTER_PER_INTERVAL, MUSTER_PER_DAY, MUSTER_PER_WEEK } MusterPer;

/* --- patterns over the week ------------------------------------------------------------------------------------- */

/* From `from_s` to `to_s` of the wall clock on the weekdays of `days` (bit 0 Monday); to_s may pass 86400. */
typedef struct {
  guint days;
  int from_s, to_s;
} MusterWindow;
typedef struct {
  int n;
  MusterWindow *window; /* [n] */
} MusterHours;

/* Staff by weekday and clock: from `clock_s` on, `value`, until the next step of the day. */
typedef struct {
  guint days;
  int clock_s;
  double value;
} MusterStep;
typedef struct {
  double constant; /* when n == 0 */
  int n;
  MusterStep *step; /* [n], by weekday set, then clock */
} MusterSteps;

typedef struct {
  MusterDay day;
  char *name;      /* of the holiday, or NULL */
  gboolean closed;
  MusterHours hours; /* when not closed and n > 0: instead of the weekday's (days mask ignored) */
} MusterSpecialDay;

/* --- queues ------------------------------------------------------------------------------------------------------- */

typedef struct {
  double answer, within_s;          /* service level */
  double abandon;                   /* at most */
  double asa_s;                     /* at most */
  double occupancy;                 /* at most */
  double finish, finish_within_s;   /* cases: share finished within */
  MusterPer per;
  double on_days;                   /* `on: 90 % of days`; NaN: on average */
  MusterMark mark;
} MusterTarget;

typedef struct {
  int queue;       /* -1: outside */
  int outside;     /* index in centre->outside, or -1 */
  double share;
} MusterTransfer;

typedef enum { MUSTER_PREDICT_LAST_WAIT, MUSTER_PREDICT_MEAN_OF_LAST, MUSTER_PREDICT_HEAD_OF_QUEUE, MUSTER_PREDICT_EXPECTED_DELAY } MusterPredict;

/* Who finds no agent and leaves at once: on hearing how long the wait will be, or on seeing how many wait. */
typedef struct {
  double from;                      /* seconds of announced wait, or contacts in line */
  double share;                     /* of those who meet that much or more, up to the next step */
} MusterBalkStep;
typedef struct {
  gboolean by_length;               /* `from` counts contacts in line */
  MusterPredict announce;           /* how the announced wait is predicted */
  int last_n;                       /* for mean_of_last */
  int n;
  MusterBalkStep *step;             /* [n], ascending; n 0: nobody balks */
} MusterBalk;
/* Who places the calls of an outbound queue, and when; the parameters of all dialers. */
typedef struct {
  char *name;        /* checked against the table handed in; NULL: preview, without time to look */
  double look_s;     /* preview */
  double lines;      /* power: calls that ring per idle agent */
  int when_idle;     /* power: least agents idle */
  double abandonment; /* predictive: most of the persons reached who find no agent and hang up */
  MusterMark mark;
} MusterDialer;

/* A share by wait: straight between the points, level before the first and after the last. */
typedef struct {
  int n;
  double *wait_s, *share; /* [n], waits ascending */
} MusterCurve;

/* What contacts think of their service. */
typedef struct {
  gboolean given;
  MusterCurve wait;  /* of the answered */
  double lost;       /* share of the lost ones */
  double unresolved; /* share of the answered who contact again by `repeat`, where it is worse than the wait's; NaN */
} MusterOpinion;

typedef struct {
  char *name;
  MusterMark mark;
  MusterChannel channel;
  MusterDist handle;                /* talk + after-call work (talk alone when after_call is given) */
  MusterDist after_call;            /* info NULL: none apart */
  MusterDist after_call_quiet;      /* the same where nobody waits at the end of the talk; info NULL: as always */
  gboolean has_handle_by_hour;
  MusterSteps handle_by_hour;       /* factors of the handle time by the clock; see muster_queue_handle_factor() */
  MusterDist patience;              /* info NULL: nobody abandons */
  MusterBalk balk;
  int priority;                     /* 1 first; default 1 */
  double ring_s;                    /* default 0 */
  gboolean has_target;
  MusterTarget target;
  int n_redial_abandon, n_redial_block; /* chances after the first, second, … attempt; the last holds on */
  double *redial_abandon, *redial_block;
  MusterDist redial_delay;
  double repeat_chance;             /* 0: none */
  MusterDist repeat_delay;
  double observed_abandonment, observed_contained, observed_callbacks;
  int n_transfers;
  MusterTransfer *transfer;
  gboolean transfer_waits;          /* the agent stays with the contact until the next one takes it, */
  double transfer_wait_up_to_s;     /* at most so long */
  double value_answered, value_lost;
  MusterOpinion satisfaction;       /* share who are content */
  MusterOpinion complaint;          /* share who complain */
  int concurrency_max;              /* chats; 1 otherwise */
  double *pace;                     /* [concurrency_max], 1 first */
  gboolean mix;                     /* calls and cases while chats are open */
  gboolean interruptible;
  int escalate_queue, escalate_outside; /* -1: none */
  double escalate_after_s;
  double follow_up_chance;          /* 0: none */
  int follow_up_queue;
  MusterDist follow_up_delay;
  double reopen_chance;
  MusterDist reopen_delay;
  gboolean clock_open_hours;        /* deadlines count open hours only */
  double reach;                     /* outbound */
  gboolean has_reach_by_hour;
  MusterSteps reach_by_hour;        /* outbound: instead of `reach`, by the clock; see muster_queue_reach() */
  int attempts;
  double quota_customers;
  MusterPerSpan quota_each;
  MusterDist retry;                 /* outbound: from a failed attempt to the next; info NULL: at once */
  double no_answer_s;               /* outbound: rings so long in vain; default 0 */
  double wrong_party_chance, wrong_party_takes_s;
  MusterDialer dialer;
  double second_chance;             /* a second agent is called in to the talk; 0: never */
  int second_queue;                 /* where that one is asked for; -1: none */
  MusterDist second_after;          /* talk before that; info NULL: at its end */
  double second_wait_up_to_s;       /* then the talk ends without; default 600 */
  gboolean own_hours;
  MusterHours open;                 /* when own_hours */
} MusterQueue;

/* --- grades -------------------------------------------------------------------------------------------------------- */

/* Speed to proficiency: who has just begun works at `from` of the full pace, and comes up to it evenly over `over_s`. */
typedef struct {
  gboolean given;
  double from, over_s;
} MusterLearning;

/* What the people of a grade have in common. */
typedef struct {
  char *name;
  MusterMark mark;
  double pace;             /* speed; 1. Paces multiply: group × agent × grade */
  MusterLearning learning; /* instead of the group's */
} MusterGrade;

/* --- groups --------------------------------------------------------------------------------------------------------- */

/* What a condition may look at, with its unit. */
typedef enum {
  MUSTER_CONDITION_NONE,           /* no condition: it always holds */
  MUSTER_CONDITION_QUEUE_LENGTH,   /* contacts waiting in the queue */
  MUSTER_CONDITION_LONGEST_WAIT,   /* of those, the longest wait so far, seconds */
  MUSTER_CONDITION_EXPECTED_DELAY, /* of a contact that joins the queue now, seconds */
  MUSTER_CONDITION_SERVICE_LEVEL,  /* of the queue on that local day so far, a share */
  MUSTER_CONDITION_IDLE_AGENTS,    /* of a group */
} MusterConditionMeasure;

/* `sales.queue_length > 5` */
typedef struct {
  MusterConditionMeasure measure;
  int of;            /* the queue, or of IDLE_AGENTS the group */
  gboolean below;    /* holds while the measure is below the bound; else while it is above */
  double bound;
} MusterCondition;

/* One more line of a table of delays: from a wait on, in other order. */
typedef struct {
  double after_s;
  int rank, take;    /* below 1: as before */
  MusterCondition when;
} MusterServesStep;

typedef struct {
  int queue;
  int rank;          /* 1 first; overflow without rank: behind all groups that list the queue */
  int take;          /* order of queues for an agent, lowest first; default: the queue's priority */
  double pace;       /* speed; 1 */
  MusterDist handle; /* info NULL: the queue's own */
  double after_s;    /* may take a contact only once it has waited so long; 0 */
  MusterCondition when; /* and only while this holds */
  int n_steps;       /* of these lines and the above the last counts whose wait is reached and whose condition holds */
  MusterServesStep *steps;
  gboolean overflow; /* granted by routing.overflow, not by the group's own list */
} MusterServes;

typedef struct {
  gboolean given;
  int queue;              /* the measure's queue */
  char *measure;          /* "service_level", … */
  gboolean below;         /* TRUE: called when measure < when */
  double when, until;
  double over_s, notice_s;
  double max;
  double cost_per_h;
} MusterCallIn;

typedef struct {
  char *name;
  MusterMark mark;
  int n_serves;
  MusterServes *serves;   /* overflow entries last */
  gboolean has_on_duty;
  MusterSteps on_duty;    /* on queue in open intervals; no shrinkage applies to it */
  double cost_per_h;      /* default 0 */
  gboolean has_minimum;
  MusterSteps minimum;
  int blend_idle;
  MusterLearning learning; /* of people whose grade has none */
  MusterCallIn call_in;
} MusterGroup;

/* --- routing -------------------------------------------------------------------------------------------------------- */

typedef struct {
  char *name;            /* of the router, checked against the table handed in */
  int n;
  char **key;            /* parameters as given: [n] names (of queues or groups) and numbers */
  double *value;         /* [n]; for `score`, base in value[i], per second in value2[i] */
  double *value2;
  MusterMark mark;
} MusterRouter;

typedef struct { int group, agents; guint64 queues; } MusterKeepIdle;
typedef struct {
  int queue, into;       /* into: the queue that a returning callback reaches */
  MusterPredict predict;
  int last_n;            /* for mean_of_last */
  double offer_when_wait_over_s, accept, call_back_within_s, times;
  gboolean in_turn;      /* else after_predicted_wait */
} MusterCallback;

/* --- shifts, contracts, people ---------------------------------------------------------------------------------------- */

typedef struct {
  char *name;
  int count;             /* 1 */
  double length_s;
  gboolean paid;
  double from_s, to_s;   /* `between`: window of the break's start … end after the shift's start; NaN: anywhere */
  double apart_s;        /* least time between two of these and between breaks; 0 */
} MusterBreak;

typedef struct {
  char *name;
  MusterMark mark;
  int n_starts;
  int *start_s;          /* [n_starts], wall clock, ascending */
  guint days;            /* weekdays on which it may start; all by default */
  int n_lengths;
  double *length_s;      /* [n_lengths], ascending */
  int n_breaks;
  MusterBreak *breaks;
  double handover_s;     /* 0 */
} MusterShift;

typedef struct {
  char *name;
  double length_s;
  gboolean at_shift_start;
  int weekly;            /* times per week; 0 */
  gboolean together;     /* the whole group at once */
} MusterActivity;

typedef struct {
  char *name;
  MusterMark mark;
  MusterPerSpan hours;   /* seconds per span; lo NaN: not given */
  MusterPerSpan days;    /* lo NaN: not given */
  guint64 shifts;        /* bit s: may work centre->shift[s]; all by default */
} MusterContract;

/* One labour rule as declared in model/labour with its parameters. */
typedef struct MusterLabourInfo MusterLabourInfo;
typedef struct {
  const MusterLabourInfo *info;
  double p[6];           /* in the order of info->params; times in seconds; NaN where the parameter is a text */
  char *text;            /* the rule's text parameter (a grade), or NULL */
  double price;          /* NaN: hard */
  MusterMark mark;
} MusterLabourRule;
typedef struct {
  const char *name, *unit, *help; /* unit: time, number, share, text */
  double standard;
} MusterLabourParam;
struct MusterLabourInfo {
  const char *name;
  const char *summary;
  const MusterLabourParam *params; /* NULL-name-terminated */
};
MUSTER_API const MusterLabourInfo *const *muster_labour_all(void); /* NULL-terminated */
MUSTER_API const MusterLabourInfo *muster_labour_find(const char *name);

typedef struct { MusterDay from, to; } MusterDays; /* both included */

typedef struct {
  int queue, rank;       /* rank -1: the group's */
  double pace;           /* 1 */
} MusterSkill;

typedef struct {
  MusterDay day;
  gboolean off;          /* wants it off; else wants to work `shift` */
  int shift;             /* -1: any */
} MusterRequest;

typedef struct {
  char *id, *name;
  MusterMark mark;
  int group;
  int contract;          /* -1: none */
  char *grade;           /* or NULL */
  MusterDay since;       /* G_MININT32: not given */
  int n_skills;          /* 0: the group's */
  MusterSkill *skill;
  int n_leave;
  MusterDays *leave;
  int n_requests;
  MusterRequest *request;
  char *balances;        /* as written */
} MusterPerson;

/* --- the rest ------------------------------------------------------------------------------------------------------------ */

typedef struct {
  char *name;
  double share;          /* NaN when placed, or when it is `late` */
  gboolean placed;       /* put into the shifts: no part of the product */
  double late_chance;    /* `late: {chance, by}`; NaN otherwise */
  MusterDist late_by;
} MusterShrinkage;

typedef struct { int queue; double contains, takes_s; gboolean counts_before; } MusterSelfservice;
typedef struct { char *name; MusterDist answers_in; } MusterOutside;
typedef struct { double count; guint64 queues; } MusterLines; /* count NaN: no limit */
typedef struct { MusterHours hours; double factor; } MusterNightPay;
typedef struct { int queue; double count; MusterDist age; } MusterBacklog;

typedef struct {
  char *file;            /* as written, relative to the centre file; NULL: no history */
  char *encoding;
  gboolean fresh;        /* counts: fresh */
  int n_columns;         /* columns: {start: NAME, …} */
  char **column_key, **column_name;
  char *timezone, *dialect; /* or NULL */
  MusterMark mark;
} MusterHistorySpec;

/* Something that is known to happen: a mailing, an advertisement, a burst. */
typedef struct {
  char *name;
  MusterMark mark;
  char *kind;            /* "mailing", …; a "burst" brings `contacts` over `over_s` */
  gint64 start, end;     /* UTC; G_MININT64: not given, the start of a burst that is drawn, the end of anything */
  double size;           /* letters sent, spots, …; NaN: not given */
  guint64 queues;
  double contacts, over_s;
  double chance_per_day; /* NaN: it happens, at `start` */
} MusterEvent;

typedef enum { MUSTER_AFTER_END_SERVE, MUSTER_AFTER_END_DISMISS } MusterAfterEnd;
typedef enum { MUSTER_SHIFT_END_FINISH, MUSTER_SHIFT_END_HAND_BACK, MUSTER_SHIFT_END_UNTIL_RELIEVED } MusterShiftEnd;
typedef enum { MUSTER_STAFF_DROP_MARKED, MUSTER_STAFF_DROP_FIRST_TO_FINISH } MusterStaffDrop;
typedef enum { MUSTER_ARRIVALS_POISSON, MUSTER_ARRIVALS_FIXED } MusterArrivals;
typedef enum { MUSTER_RATES_CONSTANT, MUSTER_RATES_LINEAR, MUSTER_RATES_SPLINE } MusterRates;
typedef struct {
  int replications;      /* 200 */
  double warm_up_s;      /* 0 */
  MusterAfterEnd after_end;
  MusterShiftEnd shift_end;
  MusterStaffDrop staff_drop;
  gboolean leavers_stay; /* staff_rise: leavers_stay */
  gboolean absence_drawn; /* TRUE */
  gboolean demand_drawn;  /* TRUE: the demand's day and interval factors; FALSE: its mean */
  MusterArrivals arrivals;
  MusterRates rates;
  MusterHistorySpec trace; /* contacts replayed instead of the demand (muster/model/trace.h); file NULL: none */
} MusterSimulateSpec;

typedef struct {
  char *name, *file;     /* the centre's name; the file it came from, or NULL */
  MusterSource *source;  /* owned reference */
  MusterSource *people_source; /* owned reference; where the marks of people read from a file point; or NULL */
  MusterZone *zone;
  int interval_s;
  char *currency;
  MusterDay from, to;    /* horizon, local days, both included */
  MusterGrid *grid;      /* of the horizon */
  MusterHours open;
  int n_special_days;
  MusterSpecialDay *special_day; /* by day; holidays and openings of `calendar`, over the horizon and the history */
  MusterServiceLevel service_level;
  double short_abandon_s;
  gboolean blocked_is_offered;

  MusterHistorySpec history;
  int n_events;
  MusterEvent *event;
  int n_queues;
  MusterQueue *queue;
  int n_groups;
  MusterGroup *group;
  int n_grades;
  MusterGrade *grade;
  int n_selfservice;
  MusterSelfservice *selfservice;
  MusterLines lines;
  int n_outside;
  MusterOutside *outside;
  double seats;          /* NaN: no limit */
  int n_shrinkage;
  MusterShrinkage *shrinkage;

  MusterRouter choose_agent, choose_contact, join; /* name NULL: not given (join), default otherwise */
  int n_keep_idle;
  MusterKeepIdle *keep_idle;
  int n_callbacks;
  MusterCallback *callback;
  guint64 same_agent_queues;
  double same_agent_wait_s;

  int n_shifts;
  MusterShift *shift;
  int n_activities;
  MusterActivity *activity;
  int n_contracts;
  MusterContract *contract;
  char *labour_use;      /* preset, or NULL; its rules are in labour */
  int n_labour;
  MusterLabourRule *labour;
  int n_people;
  MusterPerson *person;

  double pay_overtime, pay_rest_day, pay_holiday; /* factors; 1 when not given */
  MusterNightPay pay_night;                       /* factor 1 when not given */
  double price_short_per_h, price_over_per_h, price_request_refused, price_unfair;
  char *previous;        /* file, or NULL */
  int n_backlog;
  MusterBacklog *backlog;
  MusterSimulateSpec simulate;

  struct MusterCentreTree *tree; /* private: the located tree the centre was read from */
} MusterCentre;

/* Names that rooms to the right register; NULL-terminated lists. Handed in so that the model includes none of them. */
typedef struct {
  const char *const *choose_agent, *const *choose_contact, *const *join;
  /* of these, the ones whose parameters are a number each, and a map of `base` and `per_s` each; NULL: none is checked */
  const char *const *with_numbers, *const *with_pairs;
  const char *const *dialer, *const *dialer_keys; /* the keys of each, between blanks */
} MusterNames;

/* Reads and checks a centre (or, later, a scenario). All faults of the file and of those it names go to `faults`; NULL when there
 * is an error. `names` may be NULL: router names are then not checked. (transfer full) */
MUSTER_API MusterCentre *muster_centre_read(const char *path, const MusterNames *names, MusterFaults *faults);
/* The same from a text; `folder` is where the files it names are found (NULL: none may be named). */
MUSTER_API MusterCentre *muster_centre_read_source(MusterSource *source, const char *folder, const MusterNames *names, MusterFaults *faults);
MUSTER_API void muster_centre_free(MusterCentre *centre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterCentre, muster_centre_free)
/* YAML that reads back to an equal centre. (transfer full) */
MUSTER_API char *muster_centre_write(const MusterCentre *centre);
MUSTER_API gboolean muster_centre_equal(const MusterCentre *a, const MusterCentre *b);
/* The first key in which the two differ, or NULL. (transfer full) */
MUSTER_API char *muster_centre_difference(const MusterCentre *a, const MusterCentre *b);

/* Refuses the keys that were given and that `command` cannot honour: one error per key, at its place. A pattern is a path with
 * `*` for any name: `queues.*.redial`, `routing.callback`, `lines`. `patterns` is NULL-terminated. FALSE if any was met. */
MUSTER_API gboolean muster_centre_refuse(const MusterCentre *centre, const char *const *patterns, const char *command, MusterFaults *faults);
/* TRUE when the file gave that key. */
MUSTER_API gboolean muster_centre_given(const MusterCentre *centre, const char *pattern);

/* The value of a section that is kept as it was written and read by somebody else (`demand`): a file that it names is read now.
 * `*section` is (transfer none) and lives as long as `*tree`, which is (transfer full). FALSE, with a fault, when the file cannot
 * be read; *section NULL when the centre has no such section. */
MUSTER_API gboolean muster_centre_section(const MusterCentre *centre, const char *name, MusterYaml **tree,
                                          const MusterYamlNode **section, MusterFaults *faults);
/* Where the centre says it: the mark of a key by its path, `queues.presales.target` (names with dots quoted); of the nearest key above
 * that is there when it is not. */
MUSTER_API MusterMark muster_centre_mark(const MusterCentre *centre, const char *path);

/* The names of the presets in config/FOLDER ("labour", "holidays"), sorted. (transfer full, g_strfreev) */
MUSTER_API char **muster_model_presets(const char *folder);
/* The reference page of all keys, in Markdown; docs/reference/centre.md is this. (transfer full) */
MUSTER_API char *muster_model_reference(void);

MUSTER_API int muster_centre_find_queue(const MusterCentre *centre, const char *name);  /* -1: none */
MUSTER_API int muster_centre_find_group(const MusterCentre *centre, const char *name);
MUSTER_API int muster_centre_find_shift(const MusterCentre *centre, const char *name);
MUSTER_API int muster_centre_find_person(const MusterCentre *centre, const char *id);
MUSTER_API int muster_centre_find_contract(const MusterCentre *centre, const char *name);

/* Seconds of interval i of the centre's grid in which queue q is open (q = -1: the centre), calendar included. */
MUSTER_API double muster_centre_open_s(const MusterCentre *centre, int queue, int interval);
/* The same for a day at all: is the centre (or queue) open for a moment on that local day, in or out of the horizon? */
MUSTER_API gboolean muster_centre_open_on(const MusterCentre *centre, int queue, MusterDay day);
/* The stretches of the horizon in which queue q (−1: the centre) is open, in order, apart: MusterSpan, UTC. (transfer full) */
typedef struct { gint64 from, to; } MusterSpan;
MUSTER_API GArray *muster_centre_open_spans(const MusterCentre *centre, int queue);
/* The first instant at or after `from` at which queue q (−1: the centre) is open, in or out of the horizon; G_MAXINT64: none
 * within 400 days. */
MUSTER_API gint64 muster_centre_next_opening(const MusterCentre *centre, int queue, gint64 from);
/* A quota's contacts by month or week, as far as they fall into the horizon: of a period that lies in it in part, the part that its open
 * days in it are of all its open days. MusterQuotaPart in order of time; empty where the queue has no quota. (transfer full) */
typedef struct {
  MusterDay from, to; /* of the period and the horizon; `to` not included */
  double contacts;
} MusterQuotaPart;
MUSTER_API GArray *muster_quota_parts(const MusterCentre *centre, int queue);
/* Value of a step pattern at the start of interval i. */
/* Factor of the queue's handle time in an interval; 1 where `handle_by_hour` says nothing. */
MUSTER_API double muster_queue_handle_factor(const MusterQueue *queue, const MusterGrid *grid, int interval);
/* Share of the attempts begun in an interval that reach somebody: that of `reach_by_hour`, where no step of the day has begun yet
 * that of `reach`; 1 where neither is given. */
MUSTER_API double muster_queue_reach(const MusterQueue *queue, const MusterGrid *grid, int interval);
/* The grade of a person; NULL: none, or one that `grades` does not list. (transfer none) */
MUSTER_API const MusterGrade *muster_person_grade(const MusterCentre *centre, const MusterPerson *person);
/* The learning curve that holds for a person: the grade's, else the group's; NULL: none. (transfer none) */
MUSTER_API const MusterLearning *muster_person_learning(const MusterCentre *centre, const MusterPerson *person);
/* Share of the full pace that a person has reached on a local day; 1 without a learning curve or `since`. */
MUSTER_API double muster_person_proficiency(const MusterCentre *centre, const MusterPerson *person, MusterDay day);
MUSTER_API double muster_steps_at(const MusterSteps *steps, const MusterGrid *grid, int interval);
/* Product of (1 − s) over the shares that are not placed; and the shares themselves for muster_scheduled(): out[n_shrinkage], count returned. */
MUSTER_API int muster_centre_shrinkage_shares(const MusterCentre *centre, double *out);

/* What an agent-hour short of (above) `scheduled` is priced at. Not given: short is four times the dearest group's cost, so
 * that a shift is worked when a quarter of it is needed, and a surplus costs nothing but its wages; where nobody has a
 * cost, 4 and 1. */
MUSTER_API double muster_centre_short_per_h(const MusterCentre *centre);
MUSTER_API double muster_centre_over_per_h(const MusterCentre *centre);

G_END_DECLS
