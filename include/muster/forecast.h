/* Forecasting: interval history → demand with bands, and how good that would have been.
 *
 *     history ─muster_history_read→ MusterHistory ─muster_forecast→ MusterDemand
 *
 * The history is read as ACDs export it (formats.md). The centre's `history:` says where and how:
 *   file, encoding, timezone (of the stamps; `UTC`, or the centre's own when not given), counts (offered |
 * fresh), dialect: words, in any order: comma semicolon tab pipe, decimal-point decimal-comma, header
 * no-header, columns: {KEY: NAME}, NAME the column's title, or its number from 1 on, with keys start date and
 * time; or date and time apart format                   not a column: how stamps are written, in strptime's
 * letters (%m%d%Y %H:%M) queue                    may be missing when the centre has one queue offered |
 * handled | abandoned   offered may be missing: then it is handled + abandoned, or handled alone handle_mean
 * | handle_total      seconds, or h:mm:ss; the mean of the handled contacts or the sum over them What is not
 * mapped is looked for under the titles that ACDs use (history_columns.c).
 *
 * No row is dropped without a word. Errors refuse the history: a count that is negative or no number, a start
 * that does not exist or lies off the rows' own step, two rows of one start that differ. Warnings say what
 * was done: the same row twice is counted once; rows of a queue that the centre does not have are left out; a
 * mean handle time that no contact stands behind, or that cannot be (negative, over 8 h), is left out; local
 * times that occur twice are taken in order, or shared out when there is one row for both; intervals without
 * a row are 0 where the queue is quiet at that hour, else not measured.
 *
 * Forecast, per queue: the logarithm of a day's total = level + weekday + day after a closed day + first and
 * last business days of the month (robust ridge regression, recent days weighing more) + what is left of the
 * last day's surprise; times the weekday's profile. Days that the calendar closes, and weekdays that never
 * had contacts, get none. Bands: day factor × interval factor × Poisson. docs/measured.md says how good that
 * is.
 */
#pragma once
#include <muster/model/demand.h>

G_BEGIN_DECLS

#define MUSTER_DAY_NONE G_MININT32

/* Contacts of one centre's queue on the history's grid; NaN: not measured. */
typedef struct {
  gboolean present;       /* any row at all */
  double *offered;        /* [grid->n] */
  double *handled;        /* [grid->n], contacts behind handle_total_s; NaN where no handle time is known */
  double *handle_total_s; /* [grid->n] */
  double *abandoned;      /* [grid->n], or NULL: the history does not have it */
} MusterHistoryQueue;

typedef struct {
  MusterGrid
      *grid; /* owned: whole local days from the first to the last row, in the centre's zone and interval */
  int n_queues; /* = centre->n_queues, same order */
  MusterHistoryQueue *queue;
  int n_rows;      /* that were read */
  MusterMark mark; /* of the file; the history holds a reference to its source */
} MusterHistory;

/* Reads the file that the centre's `history:` names, beside the centre's own file. NULL with errors in
 * `faults`; warnings and notes there say what was done about the oddities of a history that is good enough.
 * (transfer full) */
MUSTER_API MusterHistory *muster_history_read(const MusterCentre *centre, MusterFaults *faults);
/* The same from a text that is at hand. */
MUSTER_API MusterHistory *muster_history_read_source(const MusterCentre *centre, MusterSource *source,
                                                     MusterFaults *faults);
MUSTER_API void muster_history_free(MusterHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterHistory, muster_history_free)

/* Demand of the centre's horizon from the history up to and with the day `as_of` (MUSTER_DAY_NONE: the last
 * day before the horizon); nothing later is looked at. `*used` (may be NULL) is the last day that was. NULL
 * with errors in `faults` when the history has no day before the plan. (transfer full) */
MUSTER_API MusterDemand *muster_forecast(const MusterHistory *history, const MusterCentre *centre,
                                         MusterDay as_of, MusterDay *used, MusterFaults *faults);
/* `as_of,level,start,queue,mean,lo80,hi80,lo95,hi95,handle_time_mean_s`; level interval or day. (transfer
 * full) */
MUSTER_API char *muster_forecast_csv(const MusterDemand *demand, const MusterCentre *centre, MusterDay as_of);

/* How good forecasts from past days would have been. All NaN when nothing could be compared. */
typedef struct {
  int intervals, days;     /* compared */
  double wape;             /* Σ|count − mean| / Σ count over intervals */
  double bias;             /* Σ(mean − count) / Σ count */
  double day_wape;         /* of day totals */
  double cover80, cover95; /* share of intervals within the band */
  double day_cover80, day_cover95;
} MusterBacktest;
/* Rolling origins: for each of origin[n], forecasts the `days_ahead` calendar days after it from what was
 * known then, and compares with the history; 0 days ahead: the next day that has contacts. All queues
 * together. The calendar counts as known. */
MUSTER_API MusterBacktest muster_forecast_backtest(const MusterHistory *history, const MusterCentre *centre,
                                                   const MusterDay *origin, int n, int days_ahead);

G_END_DECLS
