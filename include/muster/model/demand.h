/* Demand: expected contacts per queue and interval, with bands; what `muster forecast` makes and staff, sim
 * read. Its file, which a centre may also hold inline:
 *
 *     counts: offered                          # or fresh
 *     variation: {day: {cv: 20 %}, interval: {cv: 5 %}, between_queues: 0.6}   # or `split: 400` instead of `interval`
 *     queues:
 *       presales:
 *         2026-11-09: {from: 08:00, contacts: [12, 15.5, …], lo80: […], hi80: […], lo95: […], hi95: […],
 *                      handle_mean_s: [250, ~, …], day: {lo80: 900, hi80: 1100, lo95: 850, hi95: 1150}}
 *         2026-11-10: {from: 08:00, to: 18:00, each: 40}
 *         2026-11-11: [{from: 08:00, contacts: […]}, {from: 14:00, contacts: […]}]
 *
 * A list begins at the interval of `from`, local time, and has one value for each interval; `each` is the
 * number in every one. `day` holds the bands of the day's total. Bands and handle times may be missing as a
 * whole or be `~`. A day or interval that is not there has no contacts, and bands of 0; for an open day of a
 * queue that has others, the reader says so (a warning).
 */
#pragma once
#include <muster/model/centre.h>

G_BEGIN_DECLS

typedef struct {
  double *contacts;                /* [grid->n], expected contacts that arrive in the interval, ≥ 0; 0 where closed, but for cases and outbound */
  double *lo80, *hi80, *lo95, *hi95; /* [grid->n] or NULL: no bands known */
  double *handle_mean_s;           /* [grid->n] or NULL; NaN where the queue's own mean holds */
  double *day_lo80, *day_hi80, *day_lo95, *day_hi95; /* [grid->n_days] or NULL: bands of day totals (never sums of interval bands) */
} MusterDemandQueue;

typedef enum { MUSTER_COUNTS_OFFERED, MUSTER_COUNTS_FRESH } MusterCounts;

typedef struct {
  MusterGrid *grid;      /* owned reference, the centre's */
  int n_queues;          /* = centre->n_queues, same order */
  MusterDemandQueue *queue; /* [n_queues] */
  MusterCounts counts;
  double day_cv, interval_cv, between_queues; /* variation: gamma factors of mean 1; 0: none */
  double split; /* the day's total falls upon its intervals by Dirichlet shares, this their concentration; 0: by the expected ones */
} MusterDemand;

/* A demand of zeros on the centre's grid. (transfer full) */
MUSTER_API MusterDemand *muster_demand_new(const MusterCentre *centre);
MUSTER_API void muster_demand_free(MusterDemand *demand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterDemand, muster_demand_free)
/* Allocates and fills with NaN the bands of one queue. */
MUSTER_API void muster_demand_add_bands(MusterDemand *demand, int queue);

/* The demand that the centre holds inline or names (`demand: FILE`, read beside the centre file); NULL
 * with faults, also when the centre has none. (transfer full) */
MUSTER_API MusterDemand *muster_demand_of_centre(const MusterCentre *centre, MusterFaults *faults);
/* Reads a demand file. (transfer full) */
MUSTER_API MusterDemand *muster_demand_read(const MusterCentre *centre, MusterSource *source,
                                            MusterFaults *faults);
/* YAML of the demand file; reads back equal. (transfer full) */
MUSTER_API char *muster_demand_write(const MusterDemand *demand, const MusterCentre *centre);
/* Mean handle time of queue q in interval i, seconds: the demand's own, else the queue's. */
MUSTER_API double muster_demand_handle_mean_s(const MusterDemand *demand, const MusterCentre *centre,
                                              int queue, int interval);

G_END_DECLS
