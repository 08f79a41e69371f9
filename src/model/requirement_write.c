/* The CSV of a requirement, written: one row per interval and queue, or per interval, queue and group where queues
 * share their agents. */
#include <muster/model/requirement.h>
#include <muster/csv.h>
#include "model/requirement_columns_private.h"
#include <math.h>

static gboolean
says_something(const MusterNeed *need)
{
  return need->contacts != 0 || need->handle_mean_s != 0 || need->load_erl != 0 || need->agents != 0 ||
         need->scheduled != 0 || !isnan(need->service_level) || !isnan(need->abandonment) ||
         !isnan(need->asa_s) || !isnan(need->occupancy) || need->binding != MUSTER_BINDING_NONE;
}

/* What a row says of a queue's work: the queue's own, or a group's share of it. */
typedef struct {
  int group;
  double contacts, handle_mean_s, load_erl, agents, scheduled;
  gboolean pooled;
} Part;

static void
write_row(MusterCsvWriter *writer, const MusterRequirement *requirement, const MusterCentre *centre, int q, int i,
          const Part *part)
{
  const MusterNeed *need = &requirement->need[(gsize) q * (gsize) requirement->grid->n + (gsize) i];
  g_autofree char *start = muster_zone_format(centre->zone, requirement->grid->start[i]);
  muster_csv_add_text(writer, start);
  muster_csv_add_text(writer, centre->queue[q].name);
  muster_csv_add_text(writer, part->group >= 0 ? centre->group[part->group].name : NULL);
  muster_csv_add_double(writer, part->contacts);
  muster_csv_add_double(writer, part->handle_mean_s);
  muster_csv_add_double(writer, part->load_erl);
  muster_csv_add_double(writer, part->agents);
  muster_csv_add_double(writer, part->scheduled);
  muster_csv_add_double(writer, need->service_level);
  muster_csv_add_double(writer, need->abandonment);
  muster_csv_add_double(writer, need->asa_s);
  muster_csv_add_double(writer, need->occupancy);
  muster_csv_add_text(writer, requirement->queue_method[q] != NULL ? requirement->queue_method[q] : requirement->method);
  muster_csv_add_text(writer, muster_binding_name(need->binding));
  if (requirement->shares->len > 0)
    muster_csv_add_text(writer, part->pooled ? REQUIREMENT_POOLED : NULL);
  muster_csv_end_row(writer);
}

/* The rows of a queue in an interval: one, or one per group that shares it. */
static void
write_rows(MusterCsvWriter *writer, const MusterRequirement *requirement, const MusterCentre *centre, int q, int i)
{
  const MusterNeed *need = &requirement->need[(gsize) q * (gsize) requirement->grid->n + (gsize) i];
  int n;
  const MusterShare *share = muster_requirement_shares(requirement, i, &n);
  gboolean shared = FALSE;
  for (int k = 0; k < n; k++) {
    const MusterShare *s = &share[k];
    Part part = {s->group, s->contacts, s->handle_mean_s, s->load_erl, s->agents, s->scheduled, TRUE};
    if (s->queue == q)
      write_row(writer, requirement, centre, q, i, &part);
    shared = shared || s->queue == q;
  }
  Part whole = {requirement->group[q], need->contacts,  need->handle_mean_s, need->load_erl,
                need->agents,          need->scheduled, FALSE};
  if (!shared && (says_something(need) || muster_centre_open_s(centre, q, i) > 0))
    write_row(writer, requirement, centre, q, i, &whole);
}

char *
muster_requirement_write(const MusterRequirement *requirement, const MusterCentre *centre)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  for (int c = 0; c < N_COLUMNS; c++) {
    g_auto(GStrv) names = g_strsplit(requirement_columns[c], "|", 2);
    if (c != COLUMN_POOLED || requirement->shares->len > 0)
      muster_csv_add_text(writer, names[0]);
  }
  muster_csv_end_row(writer);
  for (int i = 0; i < requirement->grid->n; i++)
    for (int q = 0; q < requirement->n_queues; q++)
      write_rows(writer, requirement, centre, q, i);
  return muster_csv_finish(writer, NULL, NULL);
}
