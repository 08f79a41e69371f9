/* What follows from several keys together, once all tables are read. */
#include "model/centre/centre_private.h"
#include <stdlib.h>

enum { MOST_DAYS = 400 };

static void
complete_serves(MusterCentre *centre)
{
  for (int g = 0; g < centre->n_groups; g++)
    for (int i = 0; i < centre->group[g].n_serves; i++) {
      MusterServes *serves = &centre->group[g].serves[i];
      if (serves->take < 0)
        serves->take = centre->queue[serves->queue].priority;
    }
}

static void
complete_contracts(MusterCentre *centre)
{
  guint64 all = centre->n_shifts >= 64 ? G_MAXUINT64 : ((guint64) 1 << centre->n_shifts) - 1;
  for (int c = 0; c < centre->n_contracts; c++)
    if (centre->contract[c].shifts == 0)
      centre->contract[c].shifts = all;
}

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static void
sort_lengths(MusterCentre *centre)
{
  for (int s = 0; s < centre->n_shifts; s++)
    if (centre->shift[s].n_lengths > 1)
      qsort(centre->shift[s].length_s, (gsize) centre->shift[s].n_lengths, sizeof(double), compare_doubles);
}

/* Lines that name no queues are those of all voice queues. */
static void
complete_lines(MusterCentre *centre)
{
  if (isnan(centre->lines.count) || centre->lines.queues != 0)
    return;
  for (int q = 0; q < centre->n_queues; q++)
    if (centre->queue[q].channel == MUSTER_CHANNEL_VOICE)
      centre->lines.queues |= (guint64) 1 << q;
}

static void
complete_callbacks(MusterCentre *centre)
{
  for (int i = 0; i < centre->n_callbacks; i++)
    if (centre->callback[i].into < 0)
      centre->callback[i].into = centre->callback[i].queue;
}

/* Chats without paces run at full speed, however many. */
static void
complete_paces(MusterCentre *centre)
{
  for (int q = 0; q < centre->n_queues; q++) {
    MusterQueue *queue = &centre->queue[q];
    if (queue->pace != NULL)
      continue;
    queue->pace = g_new(double, queue->concurrency_max);
    for (int k = 0; k < queue->concurrency_max; k++)
      queue->pace[k] = 1;
  }
}

static void
make_grid(MusterCentre *centre, MusterFaults *faults)
{
  if (centre->zone == NULL || centre->interval_s == 0 || centre->from == G_MININT32 ||
      centre->to == G_MININT32)
    return;
  MusterMark mark = centre_mark(centre, "horizon", "to", NULL);
  g_autoptr(GError) error = NULL;
  if (centre->to < centre->from) {
    muster_faults_error(faults, mark, "`to` is the last day, included", "the horizon ends before it begins");
    return;
  }
  if ((gint64) centre->to - centre->from >= MOST_DAYS) {
    muster_faults_error(faults, mark, NULL, "the horizon is longer than %d days", MOST_DAYS);
    return;
  }
  centre->grid =
      muster_grid_new(centre->zone, centre->from, centre->to - centre->from + 1, centre->interval_s, &error);
  if (centre->grid == NULL)
    muster_faults_error(faults, centre_mark(centre, "interval", NULL), NULL, "%s", error->message);
}

void
centre_complete(MusterYamlReader *reader, const MusterYamlNode *root)
{
  MusterCentre *centre = centre_reading(reader)->centre;
  centre_grant_overflow(reader, centre, muster_yaml_get(muster_yaml_get(root, "routing"), "overflow"));
  complete_serves(centre);
  complete_contracts(centre);
  sort_lengths(centre);
  complete_lines(centre);
  complete_callbacks(centre);
  complete_paces(centre);
  make_grid(centre, reader->faults);
  centre_read_people(reader, muster_yaml_get(root, "people"), centre);
}
