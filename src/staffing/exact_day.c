/* The exact day as a method: the law of a queue through each stretch of open intervals. Every stretch
 * begins empty. */
#include "staffing/exact_day_private.h"
#include "staffing/method_private.h"
#include <math.h>

static gboolean
search_stretch(ExactStretch *s, const ExactQueue *q, int first, GError **error)
{
  return exact_stretch_init(s, q, first, FALSE, error) && exact_stretch_search(s, error);
}

static MusterDayAsk
all_to_report(const MusterCentre *centre)
{
  MusterDayAsk ask = MUSTER_DAY_ASK_WAITS;
  if (centre->service_level == MUSTER_SL_SHORT_ABANDONS_AS_GOOD)
    ask |= MUSTER_DAY_ASK_SHORT;
  if (centre->service_level == MUSTER_SL_VIRTUAL_WAIT)
    ask |= MUSTER_DAY_ASK_VIRTUAL;
  return ask;
}

static gboolean
report_stretch(ExactStretch *s, const ExactQueue *q, int first, GError **error)
{
  if (!exact_stretch_init(s, q, first, TRUE, error))
    return FALSE;
  for (int i = 0; i < s->n; i++) {
    MusterNeed *need = staffing_need(q->staffing, q->queue, first + i);
    MusterErlangService service;
    if (!exact_stretch_service(s, i, all_to_report(q->centre), &service, error))
      return FALSE;
    gboolean arrivals = need->contacts > 0.0;
    need->service_level = arrivals ? service.service_level : NAN;
    need->abandonment = arrivals ? service.abandon : NAN;
    need->asa_s = arrivals && isfinite(service.asa_s) ? service.asa_s : NAN;
    need->occupancy = service.occupancy;
  }
  return TRUE;
}

typedef gboolean (*StretchWork)(ExactStretch *, const ExactQueue *, int first, GError **);

/* Stretches begin empty, so none needs another: each is an item of its own for any thread. */
typedef struct {
  const ExactQueue *q;
  StretchWork what;
  GArray *first;  /* of int: the first interval of each */
  GError **error; /* [first->len] */
} Stretches;

static void
do_stretch(int item, G_GNUC_UNUSED int thread, gpointer data)
{
  const Stretches *all = data;
  g_auto(ExactStretch) s = {0};
  all->what(&s, all->q, g_array_index(all->first, int, item), &all->error[item]);
}

static GArray *
find_stretches(const ExactQueue *q)
{
  GArray *first = g_array_new(FALSE, FALSE, sizeof(int));
  gboolean open = FALSE;
  for (int i = 0; i < q->centre->grid->n; i++) {
    gboolean was_open = open;
    open = muster_centre_open_s(q->centre, q->queue, i) > 0.0;
    if (open && !was_open)
      g_array_append_val(first, i);
  }
  return first;
}

/* All stretches of the grid; of several faults the first in time is told. */
static gboolean
each_stretch(const ExactQueue *q, StretchWork what, MusterFaults *faults)
{
  g_autoptr(GArray) first = find_stretches(q);
  g_autofree GError **error = g_new0(GError *, first->len + 1);
  Stretches all = {q, what, first, error};
  gboolean ok = TRUE;
  muster_parallel_for((int) first->len, 0, do_stretch, &all);
  for (guint k = 0; k < first->len; k++) {
    if (error[k] != NULL && ok) {
      g_prefix_error(&error[k], "queue '%s': ", q->centre->queue[q->queue].name);
      muster_faults_take(faults, q->centre->queue[q->queue].mark, g_steal_pointer(&error[k]));
      ok = FALSE;
    }
    g_clear_error(&error[k]);
  }
  return ok;
}

/* From what the steady state needs to what the exact day does. */
static gboolean
refine(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults)
{
  g_auto(ExactQueue) q = {0};
  if (!staffing_is_exact(staffing, centre, queue))
    return TRUE;
  exact_queue_init(&q, staffing, centre, queue);
  return each_stretch(&q, search_stretch, faults);
}

/* Service of the requirement as it is, by the exact day. */
static gboolean
report(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults)
{
  g_auto(ExactQueue) q = {0};
  if (!staffing_is_exact(staffing, centre, queue))
    return TRUE;
  exact_queue_init(&q, staffing, centre, queue);
  exact_note_times(&q);
  return each_stretch(&q, report_stretch, faults);
}

gboolean
staffing_exact_day_with(const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval,
                        int agents, MusterErlangService *out)
{
  g_auto(ExactQueue) q = {0};
  g_auto(ExactStretch) s = {0};
  int first = interval;
  while (first > 0 && muster_centre_open_s(centre, queue, first - 1) > 0.0)
    first--;
  exact_queue_init(&q, staffing, centre, queue);
  if (!exact_stretch_init(&s, &q, first, TRUE, NULL))
    return FALSE;
  exact_stretch_set_agents(&s, interval - first, interval - first + 1, agents);
  return exact_stretch_service(&s, interval - first, all_to_report(centre), out, NULL);
}

void
exact_note_times(const ExactQueue *q)
{
  const StaffingTimes *t = &q->times;
  const MusterQueue *queue = &q->centre->queue[q->queue];
  if (!t->has_phases && t->n_hazard == 0)
    return;
  GString *text = g_string_new(NULL);
  if (t->has_phases) {
    g_autofree char *cv = muster_format_number(round(t->handle_cv * 1000.0) / 1000.0);
    g_string_append_printf(text, "handle times (%s, cv %s) enter as %d exponential phases", t->handle_name, cv,
                           t->phases.n);
  }
  if (t->n_hazard > 0)
    g_string_append_printf(text, "%spatience (%s) by its hazard at each place in the queue", text->len > 0 ? ", " : "",
                           queue->patience.info->name);
  g_autofree char *margin = muster_format_number(round(1000.0 * exact_margin(t)) / 10.0);
  staffing_note(q->staffing, "queue '%s': %s; for what that may err, %s points are kept beyond the target", queue->name,
                text->str, margin);
  g_string_free(text, TRUE);
}

const StaffingMethod staffing_method_exact_day = {
    .info = {.name = "exact-day",
             .summary = "the exact transient day: what one interval leaves over is served in the next"},
    .loads = staffing_plain_loads,
    .refine = refine,
    .report = report,
    .varies = TRUE,
};
