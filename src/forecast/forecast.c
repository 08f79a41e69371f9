/* From a history to the demand of the centre's horizon. */
#include "forecast/queue_private.h"
#include <math.h>

#define LONG_AGO_DAYS 60   /* between history and plan, beyond which the forecast is a guess */
#define WORTH_SAYING 0.005 /* share of a queue's contacts that came outside its opening hours */
#define CONTACT_DIGITS 5   /* significant ones of means that are written */
#define SHARE_DIGITS 3     /* … of variation */

/* What all queues together say of the variation. */
typedef struct {
  double contacts, day, interval;
} Variation;

static const char *
plain_day(MusterDay day, char buffer[16])
{
  g_autofree char *text = muster_day_format(day);
  g_strlcpy(buffer, text, 16);
  return buffer;
}

/* The last day that may be looked at; MUSTER_DAY_NONE with an error. */
static MusterDay
settle_as_of(const MusterHistory *history, const MusterCentre *centre, MusterDay as_of, MusterFaults *faults)
{
  char a[16], b[16], c[16];
  MusterDay first = history->grid->first_day, last = first + history->grid->n_days - 1;
  if (as_of != MUSTER_DAY_NONE && as_of >= centre->from) {
    muster_faults_error(faults, history->mark, NULL,
                        "the forecast is to be made as of %s, which is not before the plan's first day %s",
                        plain_day(as_of, a), plain_day(centre->from, b));
    return MUSTER_DAY_NONE;
  }
  MusterDay limit = as_of != MUSTER_DAY_NONE ? as_of : centre->from - 1;
  if (first > limit) {
    muster_faults_error(faults, history->mark, "a forecast needs weeks of history before the plan",
                        "the history (%s to %s) has no day before the plan (from %s)", plain_day(first, a),
                        plain_day(last, b), plain_day(limit + 1, c));
    return MUSTER_DAY_NONE;
  }
  if (last > limit && as_of == MUSTER_DAY_NONE)
    muster_faults_add(faults, MUSTER_FAULT_NOTE, history->mark, NULL,
                      "the history goes on to %s; nothing after %s is used", plain_day(last, a),
                      plain_day(limit, b));
  if (centre->from - MIN(limit, last) > LONG_AGO_DAYS)
    muster_faults_add(faults, MUSTER_FAULT_WARNING, history->mark, NULL,
                      "the history ends on %s, %d days before the plan; a forecast so far ahead is uncertain",
                      plain_day(MIN(limit, last), a), centre->from - MIN(limit, last));
  return MIN(limit, last);
}

/* `digits` significant digits: what a forecast knows is fewer, and a file of them is read by people. */
static double
rounded(double value, int digits)
{
  if (!(value > 0))
    return value;
  double unit = pow(10, floor(log10(value)) + 1 - digits);
  return unit < 1 ? round(value / unit) / round(1 / unit) : round(value / unit) * unit;
}

/* One interval: contacts, bands, handle time. */
static void
fill_interval(MusterDemandQueue *out, const ForecastQueue *queue, const MusterGrid *grid, int i, double total,
              double factor_variance)
{
  int weekday = muster_day_weekday(grid->first_day + grid->day_of[i]);
  double mean = total * forecast_profile_share(&queue->profile, weekday, grid->clock_s[i]);
  ForecastBand band = forecast_band(mean, forecast_interval_variance(queue, mean, factor_variance));
  out->contacts[i] = rounded(mean, CONTACT_DIGITS);
  out->lo80[i] = band.lo80;
  out->hi80[i] = band.hi80;
  out->lo95[i] = band.lo95;
  out->hi95[i] = band.hi95;
  if (out->handle_mean_s != NULL)
    out->handle_mean_s[i] =
        rounded(queue->handle.mean_s[weekday * queue->handle.n_slots + grid->clock_s[i] / grid->interval_s],
                CONTACT_DIGITS);
}

static void
fill_closed(MusterDemandQueue *out, int i)
{
  out->contacts[i] = out->lo80[i] = out->hi80[i] = out->lo95[i] = out->hi95[i] = 0;
  if (out->handle_mean_s != NULL)
    out->handle_mean_s[i] = NAN;
}

/* One day. What would come outside the opening hours is taken out; returns how much that is. */
static double
fill_day(MusterDemandQueue *out, const ForecastQueue *queue, const MusterCentre *centre, int q, int day,
         Variation *variation)
{
  const MusterGrid *grid = centre->grid;
  double factor_variance,
      open = 0, total = forecast_queue_day(queue, grid->first_day + day, &factor_variance), lost = 0;
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
    fill_interval(out, queue, grid, i, total, factor_variance);
    if (muster_centre_open_s(centre, q, i) > 0)
      open += out->contacts[i];
    else {
      lost += out->contacts[i];
      fill_closed(out, i);
    }
  }
  ForecastBand band = forecast_band(open, forecast_day_variance(open, factor_variance));
  out->day_lo80[day] = band.lo80;
  out->day_hi80[day] = band.hi80;
  out->day_lo95[day] = band.lo95;
  out->day_hi95[day] = band.hi95;
  variation->contacts += open;
  variation->day += open * factor_variance;
  variation->interval += open * queue->profile.variance;
  return lost;
}

/* Says which weekdays of the plan the history cannot tell about. */
static void
report_weekdays(const ForecastQueue *queue, const MusterHistory *history, const MusterCentre *centre, int q,
                MusterFaults *faults)
{
  guint unknown = 0, never = 0;
  for (int d = 0; d < centre->grid->n_days; d++) {
    MusterDay day = centre->grid->first_day + d;
    int w = muster_day_weekday(day);
    if (!muster_centre_open_on(centre, q, day) || queue->days.seen[w])
      continue;
    if (queue->days.usual[w])
      unknown |= 1u << w;
    else
      never |= 1u << w;
  }
  g_autofree char *of_unknown = muster_weekdays_format(unknown);
  g_autofree char *of_never = muster_weekdays_format(never);
  if (unknown != 0)
    muster_faults_add(faults, MUSTER_FAULT_WARNING, history->mark, NULL,
                      "'%s': the history has no %s; forecast like the mean of the other weekdays",
                      centre->queue[q].name, of_unknown);
  if (never != 0)
    muster_faults_add(faults, MUSTER_FAULT_WARNING, history->mark,
                      "say so in `open:`, or open the day in `calendar:`",
                      "'%s': open on %s, when the history never had contacts; none are forecast",
                      centre->queue[q].name, of_never);
}

static void
forecast_one(MusterDemand *demand, const MusterHistory *history, const MusterCentre *centre, int q,
             MusterDay as_of, ForecastQueue *queue, Variation *variation, MusterFaults *faults)
{
  double lost = 0, kept = variation->contacts;
  MusterDemandQueue *out = &demand->queue[q];
  muster_demand_add_bands(demand, q);
  if (!history->queue[q].present || !forecast_queue_fit(queue, history, centre, q, as_of, centre->to)) {
    muster_faults_add(faults, MUSTER_FAULT_WARNING, history->mark, NULL,
                      "'%s' has no contacts in the history; none are forecast", centre->queue[q].name);
    for (int i = 0; i < demand->grid->n; i++)
      fill_closed(out, i);
    for (int d = 0; d < demand->grid->n_days; d++)
      out->day_lo80[d] = out->day_hi80[d] = out->day_lo95[d] = out->day_hi95[d] = 0;
    return;
  }
  if (queue->handle.known) {
    g_free(out->handle_mean_s);
    out->handle_mean_s = g_new(double, demand->grid->n);
  }
  for (int d = 0; d < demand->grid->n_days; d++)
    lost += fill_day(out, queue, centre, q, d, variation);
  kept = variation->contacts - kept;
  if (lost > WORTH_SAYING * (kept + lost))
    muster_faults_add(faults, MUSTER_FAULT_WARNING, history->mark, NULL,
                      "'%s': %.1f %% of its contacts came outside its opening hours; they are not forecast",
                      centre->queue[q].name, 100 * lost / (kept + lost));
  report_weekdays(queue, history, centre, q, faults);
}

/* Mean correlation of the queues' day residuals, from the days that two of them share; 0 when none do. */
static double
correlation_between(const ForecastQueue *queue, int n_queues, int n_days)
{
  double sum = 0;
  int pairs = 0;
  for (int a = 0; a < n_queues; a++)
    for (int b = a + 1; b < n_queues; b++) {
      double ab = 0, aa = 0, bb = 0;
      if (queue[a].level.residual == NULL || queue[b].level.residual == NULL)
        continue;
      for (int d = 0; d < n_days; d++) {
        double x = queue[a].level.residual[d], y = queue[b].level.residual[d];
        if (isnan(x) || isnan(y))
          continue;
        ab += x * y;
        aa += x * x;
        bb += y * y;
      }
      if (aa > 0 && bb > 0) {
        sum += ab / sqrt(aa * bb);
        pairs++;
      }
    }
  return pairs > 0 ? CLAMP(sum / pairs, 0, 1) : 0;
}

MusterDemand *
muster_forecast(const MusterHistory *history, const MusterCentre *centre, MusterDay as_of, MusterDay *used,
                MusterFaults *faults)
{
  as_of = settle_as_of(history, centre, as_of, faults);
  if (as_of == MUSTER_DAY_NONE)
    return NULL;
  MusterDemand *demand = muster_demand_new(centre);
  g_autofree ForecastQueue *queue = g_new0(ForecastQueue, centre->n_queues);
  Variation variation = {0};
  demand->counts = centre->history.fresh ? MUSTER_COUNTS_FRESH : MUSTER_COUNTS_OFFERED;
  for (int q = 0; q < centre->n_queues; q++)
    forecast_one(demand, history, centre, q, as_of, &queue[q], &variation, faults);
  if (variation.contacts > 0) {
    demand->day_cv = rounded(sqrt(variation.day / variation.contacts), SHARE_DIGITS);
    demand->interval_cv = rounded(sqrt(variation.interval / variation.contacts), SHARE_DIGITS);
  }
  demand->between_queues =
      rounded(correlation_between(queue, centre->n_queues, as_of - history->grid->first_day + 1), SHARE_DIGITS);
  for (int q = 0; q < centre->n_queues; q++)
    forecast_queue_clear(&queue[q]);
  if (used != NULL)
    *used = as_of;
  return demand;
}
