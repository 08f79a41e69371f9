/* Behaviour fitted from a log: how long contacts take, how long callers wait, and who comes back.
 *
 *   log ─muster_contact_log_read→ MusterContactLog ─muster_fit→ MusterFit ─muster_fit_keys→ keys of a centre file
 *
 * Handle times: every kind of src/dist is fitted by maximum likelihood; the one with the least AIC is taken. Where many
 * contacts are very short (misdialled, cut off), a mixture of those and one kind is a candidate too; with log-normal others it is
 * written as `lognormal_short`.
 *
 * Patience: who is answered, or leaves the queue otherwise, would have waited longer than they did. The curve of Kaplan & Meier
 * takes that into account without any law, the kinds do by their likelihood. Who leaves without any wait never was in the
 * queue: they are counted apart and say nothing of patience.
 *
 * Returns: the next contact of the same customer at the same queue, from the end of this one, within a window. Chance and delay
 * are fitted together, so that a delay that the window or the log's end cuts off counts as what it is: not seen yet. After an
 * abandoned contact it is a redial, after an answered one a repeat. Attempts are counted along the redials: of the first, second, …
 * the chance is that of those who came back, over those who could have been seen to with the queue's delay.
 *
 * Away: what an agent does between contacts is in few logs, be it after-call work that nobody counts or a walk to the printer. But
 * while somebody waits whom the agent could take, the time from the end of a contact to the start of the next is time that the agent
 * was not there. When nobody waits any more the time is censored: it was at least as long as that. Which queues an agent can take is
 * what was taken within an hour; longer times than `away_gap_s` are breaks and belong to the staff.
 * Where nobody waits at the end of a contact, agents are in no hurry. How long they are away then is known between bounds: longer than
 * somebody who came later waited in vain, not longer than until the next contact (Turnbull 1976).
 *
 * Sources: Brown et al. 2005, Statistical Analysis of a Telephone Call Center; Kaplan & Meier 1958; Greenwood 1926.
 */
#pragma once
#include <muster/dist/fit.h>
#include <muster/forecast/contacts.h>

G_BEGIN_DECLS

#define MUSTER_FIT_HOURS 24
#define MUSTER_FIT_ATTEMPTS 4 /* told apart; the last stands for all further ones */

/* The candidates for one kind of time. */
typedef struct {
  MusterSample *sample;
  int n_fits;
  MusterDistFit fit[MUSTER_FIT_MOST]; /* the least AIC first */
  MusterMeasure seen_mean_s;          /* of the times themselves; of censored ones all time over the ends */
} MusterFitTimes;

/* A share of very short times, each as likely as the other up to `below_s`, and one kind for the others. */
typedef struct {
  gboolean found;   /* it is better than any kind alone */
  double below_s;
  MusterMeasure share;
  MusterDistFit rest;
  double aic;
} MusterFitShort;

/* Returns of one sort. */
typedef struct {
  int n, returned;       /* contacts with a customer; returned within the window */
  double window_s;
  MusterSurvival *curve; /* of those not yet back; NULL without customers */
  MusterSample *sample;
  gboolean fitted;
  MusterDistFit fit;     /* chance and delay */
} MusterFitReturns;

/* One hour of the clock. */
typedef struct {
  int contacts, answered, abandoned;
  MusterMeasure abandonment;
  MusterMeasure handle_s;   /* mean of those answered */
  MusterMeasure patience_s; /* mean of an exponential patience: all time waited over those who gave up */
  MusterMeasure redial;     /* chance, with the queue's delays */
} MusterFitHour;

typedef struct {
  char *name;
  int contacts, answered, abandoned, other;
  int unwaited;              /* abandoned without any wait: not in the queue, not in `abandoned` */
  int no_talk;               /* answered for 0 s: no handle time */
  MusterMeasure abandonment; /* abandoned / (answered + abandoned) */
  MusterFitTimes handle;     /* talk alone where after-call work is told apart */
  MusterFitTimes after_call; /* n_fits 0: none told, or none to fit */
  MusterFitTimes away;       /* after-call work and small absences, where the log tells agents and no after-call work */
  MusterSurvival *absent;    /* Kaplan & Meier of these; NULL without agents */
  MusterDist quiet;          /* the same where nobody waited at the end of the contact; info NULL: too few to tell */
  int n_quiet;               /* such times of the queue */
  gboolean quiet_is_all;     /* they are few: `quiet` is that of all queues together */
  MusterFitShort brief;
  MusterFitTimes patience;
  MusterSurvival *waiting;   /* Kaplan & Meier of the patience */
  GArray *hazard;            /* MusterHazard, by time waited */
  MusterFitReturns redial, repeat;
  int n_attempts;            /* with contacts enough each for a chance of redialling of their own; 0: no redials are fitted */
  MusterMeasure redial_after[MUSTER_FIT_ATTEMPTS]; /* the first, second, … attempt */
  MusterFitHour hour[MUSTER_FIT_HOURS];
} MusterFitQueue;

typedef struct {
  int n_contacts, n_set_aside;
  MusterDay first, last;
  gboolean has_after_call, has_customers;
  int n_queues;
  MusterFitQueue *queue;
} MusterFit;

typedef enum { MUSTER_FIT_PATIENCE_BEST, MUSTER_FIT_PATIENCE_EXPONENTIAL, MUSTER_FIT_PATIENCE_CURVE } MusterFitPatience;

/* All zero: the standards below. */
typedef struct {
  double short_s;          /* contacts shorter than this may be an atom of their own; 10 s */
  double redial_window_s;  /* 2 h */
  double repeat_window_s;  /* 3 days */
  double away_gap_s;       /* 20 min */
  MusterFitPatience patience; /* what is written: the best kind, the exponential one, or the curve's own quantiles */
  gboolean by_hour;           /* write the mean handle time of each hour as factors, `handle_by_hour` */
} MusterFitOptions;

/* (transfer full) */
MUSTER_API MusterFit *muster_fit(const MusterContactLog *log, const MusterFitOptions *options);
MUSTER_API void muster_fit_free(MusterFit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterFit, muster_fit_free)

/* The `queues:` of a centre file, with the intervals in comments; `made_by`: the command that gives them again. (transfer full) */
MUSTER_API char *muster_fit_keys(const MusterFit *fit, const MusterFitOptions *options, const char *made_by);

G_END_DECLS
