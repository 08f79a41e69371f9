/* What the reader and the writer of demand share. */
#pragma once
#include <muster/model/demand.h>
#include <muster/yaml/table.h>
#include "model/names_private.h"

/* The series that a piece of a day may carry beside its contacts, in the order of writing. */
typedef struct {
  const char *key;
  gsize offset;      /* of the double * in MusterDemandQueue */
  gsize day_offset;  /* of the one for day totals; 0: there is none */
  gboolean positive; /* must be above 0 */
} DemandSeries;
extern const DemandSeries demand_series[]; /* ended by a NULL key */

static inline double **
demand_series_of(MusterDemandQueue *queue, gsize offset)
{
  return (double **) (gpointer) ((char *) queue + offset);
}
static inline const double *
demand_const_series_of(const MusterDemandQueue *queue, gsize offset)
{
  return *(double *const *) (gconstpointer) ((const char *) queue + offset);
}

/* The first interval of the grid's day `day` (an index) whose wall clock is clock_s; 86400 is behind the
 * last. -1: none. */
int demand_find_clock(const MusterGrid *grid, int day, int clock_s);

/* While a demand is read: reader->user. */
typedef struct {
  const MusterCentre *centre;
  MusterDemand *demand;
  ModelNames queues;
  guint8 *seen;     /* [n_queues * grid->n] */
  guint8 *seen_day; /* [n_queues * n_days] */
} DemandReader;
/* Reads one piece of a queue's day into the demand. */
void demand_read_piece(MusterYamlReader *yaml, const MusterYamlNode *node, int queue, int day);

/* Reads a demand from a tree. (transfer full), or NULL with errors. */
MusterDemand *demand_read_node(const MusterCentre *centre, const MusterYamlNode *node, MusterFaults *faults);
