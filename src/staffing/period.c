/* A day or a week as a whole: the least agent-intervals with which its sums keep the targets, by the steady
 * state of each interval. */
#include "staffing/period_private.h"
#include "staffing/method_private.h"
#include <math.h>

enum { MOST_CHOICES = 3000 }; /* of one interval; beyond, agents go in steps */
#define SMALL_GAIN 1e-6       /* of an interval's contacts: an agent who brings less is not looked at */

const char *
staffing_period_word(MusterPer per)
{
  return per == MUSTER_PER_WEEK ? "week" : "day";
}

static const MusterNeed *
need_at(const StaffingPeriod *p, int interval)
{
  return staffing_need(p->staffing, p->queue, interval);
}

gboolean
staffing_period_has(const StaffingPeriod *p, int interval)
{
  return muster_centre_open_s(p->centre, p->queue, interval) > 0.0 && need_at(p, interval)->contacts > 0.0 &&
         need_at(p, interval)->load_erl > 0.0;
}

/* The queue's own group's minimum counts here when no other queue of the group is open then. */
static int
own_minimum(const StaffingPeriod *p, int interval)
{
  int group = p->staffing->requirement->group[p->queue];
  if (group < 0 || !p->centre->group[group].has_minimum)
    return 0;
  for (int q = 0; q < p->centre->n_queues; q++)
    if (q != p->queue && p->staffing->requirement->group[q] == group &&
        muster_centre_open_s(p->centre, q, interval) > 0.0)
      return 0;
  return (int) ceil(fmin(muster_steps_at(&p->centre->group[group].minimum, p->centre->grid, interval), 1e6));
}

int
staffing_period_least(const StaffingPeriod *p, int interval)
{
  const MusterQueue *q = &p->centre->queue[p->queue];
  int least = MAX(1, own_minimum(p, interval));
  if (q->patience.info != NULL)
    return least;
  double load = p->factor * need_at(p, interval)->load_erl / staffing_live_speed(q);
  return MAX(least, (int) floor(load) + 1); /* who never gives up must be caught up with */
}

gboolean
staffing_period_sums(const StaffingPeriod *p, int interval, int agents, StaffingSums *sums, GError **error)
{
  const MusterNeed *need = need_at(p, interval);
  MusterErlangTraffic traffic =
      staffing_traffic(p->centre, p->queue, need->load_erl * p->factor, need->handle_mean_s);
  StaffingSums one, scaled = {0};
  if (!staffing_varied_sums(&p->variation, p->centre, p->queue, &traffic, &p->targets, agents, &one, error))
    return FALSE;
  double busy_s = one.busy_s, time_s = agents * muster_centre_open_s(p->centre, p->queue, interval);
  one.busy_s = one.agents_s = 0.0;
  staffing_sums_add(&scaled, &one, need->contacts * p->factor);
  scaled.busy_s = busy_s * time_s;
  scaled.agents_s = time_s;
  *sums = scaled;
  return TRUE;
}

int
staffing_surplus(const MusterErlangTargets *t, const StaffingSums *s, double *surplus, MusterBinding *names)
{
  const struct {
    gboolean asked;
    double surplus;
    MusterBinding name;
  } rows[KNAPSACK_TARGETS] = {
      {!isnan(t->service_level), s->good - t->service_level * s->base, MUSTER_BINDING_SERVICE_LEVEL},
      {!isnan(t->abandon), t->abandon * s->offered - s->abandoned, MUSTER_BINDING_ABANDON},
      {!isnan(t->asa_s), (t->asa_s * s->answered - s->waited_s) / 60.0, MUSTER_BINDING_ASA},
      {!isnan(t->occupancy), (t->occupancy * s->agents_s - s->busy_s) / 3600.0, MUSTER_BINDING_OCCUPANCY},
  };
  int n = 0;
  for (int r = 0; r < KNAPSACK_TARGETS; r++)
    if (rows[r].asked) {
      if (names != NULL)
        names[n] = rows[r].name;
      surplus[n++] = rows[r].surplus;
    }
  return n;
}

/* --- the knapsack's tables --- */

typedef struct {
  StaffingPeriod *p;
  Knapsack k;
  int *interval; /* [n_items] of the grid */
  GArray *surplus[KNAPSACK_TARGETS];
  MusterBinding name[KNAPSACK_TARGETS];
} Tables;

static void
tables_clear(Tables *t)
{
  g_free(t->k.lo);
  g_free(t->k.step);
  g_free(t->k.count);
  g_free(t->k.offset);
  g_free(t->interval);
  for (int j = 0; j < KNAPSACK_TARGETS; j++)
    if (t->surplus[j] != NULL)
      g_array_unref(t->surplus[j]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tables, tables_clear)

/* One row more of an item: its surpluses with so many agents. `gain` is the largest step of any of them. */
static gboolean
add_choice(Tables *t, int item, int agents, double *gain, GError **error)
{
  StaffingSums sums;
  double surplus[KNAPSACK_TARGETS];
  if (!staffing_period_sums(t->p, t->interval[item], agents, &sums, error))
    return FALSE;
  int n = staffing_surplus(&t->p->targets, &sums, surplus, t->name);
  *gain = t->k.count[item] == 0 ? INFINITY : 0.0;
  for (int j = 0; j < n; j++) {
    double value = isfinite(surplus[j]) ? surplus[j] : -1e12;
    if (t->k.count[item] > 0)
      *gain = fmax(*gain, fabs(value - g_array_index(t->surplus[j], double, t->surplus[j]->len - 1)));
    g_array_append_val(t->surplus[j], value);
  }
  t->k.count[item]++;
  return TRUE;
}

/* From the least number up to where another agent brings nothing, but at least to what the interval would
 * need for itself: with that everywhere the period is on target. */
static gboolean
fill_item(Tables *t, int item, GError **error)
{
  const MusterNeed *need = need_at(t->p, t->interval[item]);
  int least = staffing_period_least(t->p, t->interval[item]), enough = MAX((int) need->agents, least) + 2;
  double gain = INFINITY;
  t->k.lo[item] = least;
  t->k.step[item] = 1 + (enough - least) / MOST_CHOICES;
  t->k.offset[item] = (int) t->surplus[0]->len;
  for (int agents = least; agents <= enough || gain > SMALL_GAIN * (need->contacts + 1.0);
       agents += t->k.step[item]) {
    if (!add_choice(t, item, agents, &gain, error))
      return FALSE;
    if (t->k.count[item] > 2 * MOST_CHOICES || agents > MUSTER_ERLANG_MAX_AGENTS - t->k.step[item])
      break;
  }
  return TRUE;
}

static gboolean
fill_tables(Tables *t, GError **error)
{
  double none[KNAPSACK_TARGETS];
  const StaffingSums empty = {0};
  int most = t->p->end - t->p->first;
  t->k.n_targets = staffing_surplus(&t->p->targets, &empty, none, t->name);
  t->k.lo = g_new0(int, most);
  t->k.step = g_new0(int, most);
  t->k.count = g_new0(int, most);
  t->k.offset = g_new0(int, most);
  t->interval = g_new0(int, most);
  for (int j = 0; j < KNAPSACK_TARGETS; j++)
    t->surplus[j] = g_array_new(FALSE, FALSE, sizeof(double));
  for (int i = t->p->first; i < t->p->end; i++) {
    if (!staffing_period_has(t->p, i))
      continue;
    t->interval[t->k.n_items] = i;
    if (!fill_item(t, t->k.n_items++, error))
      return FALSE;
  }
  for (int j = 0; j < t->k.n_targets; j++)
    t->k.surplus[j] = (double *) (gpointer) t->surplus[j]->data;
  return TRUE;
}

/* --- the answer --- */

/* The target that decides: the one whose price is dearest in what is left. */
static MusterBinding
dearest(const Tables *t, const KnapsackResult *r)
{
  int best = -1;
  for (int j = 0; j < t->k.n_targets; j++)
    if (r->price[j] > 0.0 && (best < 0 || r->price[j] > r->price[best]))
      best = j;
  return best >= 0 ? t->name[best] : MUSTER_BINDING_NONE;
}

static void
take_over(Tables *t, const KnapsackResult *r, MusterBinding binding)
{
  for (int item = 0; item < t->k.n_items; item++) {
    MusterNeed *need = staffing_need(t->p->staffing, t->p->queue, t->interval[item]);
    int agents = knapsack_agents(&t->k, item, r->choice[item]);
    need->binding = agents > t->k.lo[item]                                   ? binding
                    : agents <= own_minimum(t->p, t->interval[item])         ? MUSTER_BINDING_MINIMUM
                    : t->p->centre->queue[t->p->queue].patience.info == NULL ? MUSTER_BINDING_LOAD
                                                                             : MUSTER_BINDING_NONE;
    need->agents = agents;
  }
}

static gboolean
solve(StaffingPeriod *p, MusterPeriod *out, GError **error)
{
  g_auto(Tables) tables = {.p = p};
  g_auto(KnapsackResult) result = {0};
  if (!fill_tables(&tables, error))
    return FALSE;
  knapsack_solve(&tables.k, &result);
  if (!result.feasible) /* cannot be while each interval alone keeps the targets; then those numbers stand */
    return TRUE;
  out->binding = dearest(&tables, &result);
  take_over(&tables, &result, out->binding);
  out->bound = result.bound;
  if (staffing_is_exact(p->staffing, p->centre, p->queue)) {
    out->bound = NAN;
    return staffing_exact_period(p, result.price, out->binding, error);
  }
  return TRUE;
}

static StaffingPeriod
period_of(MusterStaffing *staffing, const MusterCentre *centre, int queue, int first)
{
  const MusterGrid *grid = centre->grid;
  const MusterTarget *target = &centre->queue[queue].target;
  StaffingPeriod p = {.staffing = staffing,
                      .centre = centre,
                      .queue = queue,
                      .first = first,
                      .end = first,
                      .targets = staffing_possible_targets(staffing, centre, queue),
                      .variation = *staffing->variation,
                      .factor = 1.0};
  MusterDay day = centre->from + grid->day_of[first];
  MusterDay end = target->per == MUSTER_PER_WEEK ? day + 7 - muster_day_weekday(day) : day + 1;
  while (p.end < grid->n && centre->from + grid->day_of[p.end] < end)
    p.end++;
  if (!isnan(target->on_days) && staffing_varies(staffing->variation)) {
    p.factor = muster_factor_quantile(staffing->variation->day_cv, target->on_days);
    staffing_variation_init(&p.variation, 0.0, staffing->variation->interval_cv);
  }
  return p;
}

gboolean
staffing_periods(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults)
{
  for (int i = 0; i < centre->grid->n;) {
    StaffingPeriod p = period_of(staffing, centre, queue, i);
    MusterPeriod out = {.queue = queue,
                        .per = centre->queue[queue].target.per,
                        .first = p.first,
                        .n = p.end - p.first,
                        .bound = NAN};
    GError *error = NULL;
    if (!solve(&p, &out, &error)) {
      g_prefix_error(&error, "queue '%s': ", centre->queue[queue].name);
      muster_faults_take(faults, centre->queue[queue].mark, error);
      return FALSE;
    }
    staffing->period = g_renew(MusterPeriod, staffing->period, staffing->n_periods + 1);
    staffing->period[staffing->n_periods++] = out;
    i = p.end;
  }
  return TRUE;
}

/* --- what it comes to --- */

/* Of rows that say the service of the very days that the target is for. FALSE: they do not say it all. */
static gboolean
sums_of_rows(const StaffingPeriod *p, StaffingSums *sums)
{
  MusterServiceLevel definition = p->targets.definition;
  if (!isnan(p->centre->queue[p->queue].target.on_days) || definition == MUSTER_SL_WITHOUT_QUICK_ABANDONS)
    return FALSE;
  *sums = (StaffingSums){0};
  for (int i = p->first; i < p->end; i++) {
    const MusterNeed *need = need_at(p, i);
    double time_s = need->agents * muster_centre_open_s(p->centre, p->queue, i);
    double answered = need->contacts > 0.0 ? 1.0 - need->abandonment : 0.0,
           base = definition == MUSTER_SL_ANSWERED_OF_ANSWERED ? answered : 1.0;
    StaffingSums one = {.offered = 1.0, .abandoned = need->abandonment, .answered = answered, .base = base};
    one.good = base > 0.0 ? base * need->service_level : 0.0;
    one.waited_s = answered > 0.0 && !isnan(need->asa_s) ? answered * need->asa_s : 0.0;
    if (need->contacts > 0.0)
      staffing_sums_add(sums, &one, need->contacts);
    if (time_s > 0.0 && !isnan(need->occupancy)) {
      sums->busy_s += time_s * need->occupancy;
      sums->agents_s += time_s;
    }
  }
  return TRUE;
}

static gboolean
sums_of(const StaffingPeriod *p, StaffingSums *sums)
{
  if (staffing_is_exact(p->staffing, p->centre, p->queue) && sums_of_rows(p, sums))
    return TRUE;
  if (staffing_is_exact(p->staffing, p->centre, p->queue))
    return staffing_exact_period_sums(p, sums, NULL);
  *sums = (StaffingSums){0};
  for (int i = p->first; i < p->end; i++) {
    StaffingSums here;
    if (!staffing_period_has(p, i))
      continue;
    if (!staffing_period_sums(p, i, (int) need_at(p, i)->agents, &here, NULL))
      return FALSE;
    staffing_sums_add(sums, &here, 1.0);
  }
  return TRUE;
}

/* Each interval's own service, on average over the variation. */
static void
report_intervals(StaffingPeriod *p)
{
  for (int i = p->first; i < p->end; i++) {
    MusterNeed *need = staffing_need(p->staffing, p->queue, i);
    StaffingPeriod average = *p;
    StaffingSums sums;
    average.factor = 1.0;
    average.variation = *p->staffing->variation;
    if (!staffing_period_has(p, i) || !staffing_period_sums(&average, i, (int) need->agents, &sums, NULL))
      continue;
    MusterErlangService service = staffing_sums_service(&sums);
    need->service_level = service.service_level;
    need->abandonment = service.abandon;
    need->asa_s = service.asa_s;
    need->occupancy = service.occupancy;
  }
}

void
staffing_report_periods(MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int k = 0; k < staffing->n_periods; k++) {
    MusterPeriod *out = &staffing->period[k];
    StaffingPeriod p = period_of(staffing, centre, out->queue, out->first);
    StaffingSums sums = {0};
    if (!staffing_is_exact(staffing, centre, out->queue))
      report_intervals(&p);
    out->agent_intervals = 0.0;
    for (int i = out->first; i < out->first + out->n; i++)
      out->agent_intervals += need_at(&p, i)->agents;
    MusterErlangService service = {NAN, NAN, NAN, NAN};
    if (sums_of(&p, &sums) && sums.offered > 0.0)
      service = staffing_sums_service(&sums);
    out->contacts = sums.offered;
    out->service_level = service.service_level;
    out->abandonment = service.abandon;
    out->asa_s = service.asa_s;
    out->occupancy = service.occupancy;
  }
}
