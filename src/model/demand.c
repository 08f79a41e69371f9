/* Demand: the value. Reading and writing are in demand_read.c and demand_write.c. */
#include <muster/model/demand.h>
#include <math.h>

MusterDemand *
muster_demand_new(const MusterCentre *centre)
{
  MusterDemand *demand = g_new0(MusterDemand, 1);
  demand->grid = muster_grid_ref(centre->grid);
  demand->n_queues = centre->n_queues;
  demand->queue = g_new0(MusterDemandQueue, demand->n_queues);
  for (int q = 0; q < demand->n_queues; q++)
    demand->queue[q].contacts = g_new0(double, demand->grid->n);
  return demand;
}

static void
queue_clear(MusterDemandQueue *queue)
{
  g_free(queue->contacts);
  g_free(queue->lo80);
  g_free(queue->hi80);
  g_free(queue->lo95);
  g_free(queue->hi95);
  g_free(queue->handle_mean_s);
  g_free(queue->day_lo80);
  g_free(queue->day_hi80);
  g_free(queue->day_lo95);
  g_free(queue->day_hi95);
}

void
muster_demand_free(MusterDemand *demand)
{
  if (demand == NULL)
    return;
  for (int q = 0; q < demand->n_queues; q++)
    queue_clear(&demand->queue[q]);
  g_free(demand->queue);
  muster_grid_unref(demand->grid);
  g_free(demand);
}

/* [n] of NaN in *array, unless it is there already. */
static void
unknown(double **array, int n)
{
  if (*array != NULL)
    return;
  *array = g_new(double, n);
  for (int i = 0; i < n; i++)
    (*array)[i] = NAN;
}

void
muster_demand_add_bands(MusterDemand *demand, int queue)
{
  g_return_if_fail(queue >= 0 && queue < demand->n_queues);
  MusterDemandQueue *q = &demand->queue[queue];
  int n = demand->grid->n, n_days = demand->grid->n_days;
  unknown(&q->lo80, n);
  unknown(&q->hi80, n);
  unknown(&q->lo95, n);
  unknown(&q->hi95, n);
  unknown(&q->day_lo80, n_days);
  unknown(&q->day_hi80, n_days);
  unknown(&q->day_lo95, n_days);
  unknown(&q->day_hi95, n_days);
}

double
muster_demand_handle_mean_s(const MusterDemand *demand, const MusterCentre *centre, int queue, int interval)
{
  g_return_val_if_fail(queue >= 0 && queue < demand->n_queues && interval >= 0 && interval < demand->grid->n,
                       NAN);
  const double *own = demand->queue[queue].handle_mean_s;
  if (own != NULL && !isnan(own[interval]))
    return own[interval];
  const MusterQueue *q = &centre->queue[queue];
  return (q->handle.mean_s + (q->after_call.info != NULL ? q->after_call.mean_s : 0)) *
         muster_queue_handle_factor(q, centre->grid, interval);
}
