/* What the files that fit behaviour share. */
#pragma once
#include <muster/forecast/fit.h>

#define FIT_Z95 1.959963984540054

typedef struct {
  const MusterContactLog *log;
  MusterFitOptions options; /* standards filled in */
  int queue;
} FitScope;

/* A share of n with Wilson's interval (1927). NaN of nothing. */
MusterMeasure fit_share(double hits, double n);

/* fit_times.c: handle, after-call work and patience of the queue. */
void fit_times(const FitScope *scope, MusterFitQueue *queue);
/* The laws, where there are enough ended times. */
void fit_laws(MusterFitTimes *times);
void fit_times_clear(MusterFitTimes *times);
/* fit_returns.c: who comes back. `next` [log->n]: the customer's next contact at the same queue, −1: none. */
int *fit_next_contacts(const MusterContactLog *log);
void fit_returns(const FitScope *scope, const int *next, MusterFitQueue *queue);
/* The moment a contact ends, and how long it is seen not to have come back: TRUE when it came within the window. */
double fit_end_of(const MusterLogContact *contact);
gboolean fit_return_time(const MusterContactLog *log, const int *next, int i, double window_s, double *seconds);
/* fit_away.c: how long agents are away between contacts: an array of FitAway, for all queues. (transfer full) */
typedef struct {
  int queue; /* of the contact before */
  gboolean quiet; /* nobody waited at its end */
  double seconds; /* quiet: at most */
  gboolean longer; /* nobody waited any more */
  double after_s;  /* quiet: somebody waited until then, in vain */
} FitAway;
GArray *fit_away_times(const MusterContactLog *log, double gap_s);
void fit_away(const FitScope *scope, const GArray *times, MusterFitQueue *queue);
/* fit_hours.c: by the hour of the clock. */
void fit_hours(const FitScope *scope, const int *next, MusterFitQueue *queue);
