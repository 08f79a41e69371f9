/* What was fitted as keys of a centre file, with the intervals in comments. */
#include "forecast/fit_private.h"
#include <math.h>
#include <muster/base/units.h>
#include <muster/model/dist_text.h>
#include <muster/yaml.h>
#include <string.h>

#define DIGITS 4        /* significant, of what is written */
#define SHARE_DIGITS 3
#define LEAST_OF_HOUR 50 /* contacts, to have a factor */
#define CURVE_DIGITS 3
#define PATIENCE_VALUES 41 /* of a curve that is written */
#define AWAY_VALUES 81
#define LEAST_PATIENCE 3 /* abandoned contacts, for an exponential patience at least */

static double
rounded(double x, int digits)
{
  if (x == 0 || !isfinite(x))
    return x;
  double unit = pow(10, digits - 1 - floor(log10(fabs(x))));
  return round(x * unit) / unit;
}

/* The law with parameters of few digits; as it is where these are none. */
static MusterDist
round_dist(const MusterDist *dist)
{
  MusterDist out;
  double p[MUSTER_DIST_MAX_PARAMS] = {0};
  char *why = NULL;
  for (int i = 0; dist->info->params[i].name != NULL; i++)
    p[i] = rounded(dist->p[i], DIGITS);
  if (muster_dist_make_params(&out, dist->info, p, &why))
    return out;
  g_free(why);
  return *dist;
}

/* `184 s (181 to 187)`, all in the unit that suits the mean; without bounds the value alone. (transfer full) */
static char *
time_measure(const MusterMeasure *m)
{
  static const struct {
    double up_to_s, unit_s;
    const char *name;
  } units[] = {{600, 1, "s"}, {7200, 60, "min"}, {172800, 3600, "h"}, {INFINITY, 86400, "days"}};
  int u = 0;
  while (m->mean >= units[u].up_to_s)
    u++;
  double unit_s = units[u].unit_s;
  g_autofree char *mean = muster_format_number(rounded(m->mean / unit_s, DIGITS));
  if (!isfinite(m->lower) || !isfinite(m->upper))
    return g_strdup_printf("%s %s", mean, units[u].name);
  g_autofree char *lower = muster_format_number(rounded(m->lower / unit_s, DIGITS));
  g_autofree char *upper = muster_format_number(rounded(m->upper / unit_s, DIGITS));
  return g_strdup_printf("%s %s (%s to %s)", mean, units[u].name, lower, upper);
}

static char *
share_measure(const MusterMeasure *m)
{
  if (!isfinite(m->lower) || !isfinite(m->upper))
    return g_strdup_printf("%.1f %%", 100 * m->mean);
  return g_strdup_printf("%.1f %% (%.1f to %.1f)", 100 * m->mean, 100 * m->lower, 100 * m->upper);
}

static char *
number_measure(const MusterMeasure *m)
{
  if (!isfinite(m->lower) || !isfinite(m->upper))
    return g_strdup_printf("%.2f", m->mean);
  return g_strdup_printf("%.2f (%.2f to %.2f)", m->mean, m->lower, m->upper);
}

static void
add_dist(GString *out, const char *key, const MusterDist *dist, gboolean is_handle, int indent)
{
  MusterDist shown = dist->table != NULL ? *dist : round_dist(dist);
  g_autofree char *text = muster_dist_text(&shown, is_handle);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1); /* a long list is wrapped */
  g_autofree char *body = g_strjoinv("\n    ", lines);
  g_string_append_printf(out, "%*s%s: %s\n", indent, "", key, body);
}

/* Which kind was taken, and how far the others are behind. */
static void
add_choice(GString *out, const char *what, const MusterFitTimes *times)
{
  const MusterDistFit *best = &times->fit[0];
  g_autofree char *mean = time_measure(&best->mean_s), *cv = number_measure(&best->cv);
  g_string_append_printf(out, "    # %s: %s by AIC", what, best->dist.info->name);
  for (int i = 1; i < times->n_fits; i++)
    g_string_append_printf(out, "%s %s %+.0f", i == 1 ? ";" : ",", times->fit[i].dist.info->name,
                           round(times->fit[i].aic - best->aic) + 0.0); /* no −0 */
  g_string_append_printf(out, "\n    #   mean %s, cv %s; largest gap of the law %.3f\n", mean, cv, best->distance);
}

/* An empirical distribution, its values with few digits. */
static void
add_values(GString *out, const char *key, const MusterDist *dist)
{
  MusterDist few;
  char *why = NULL;
  int n;
  const double *value_s = muster_dist_values(dist, &n);
  g_autofree double *short_s = g_new(double, n);
  for (int i = 0; i < n; i++)
    short_s[i] = rounded(value_s[i], CURVE_DIGITS);
  if (muster_dist_make_empirical(&few, short_s, n, &why))
    add_dist(out, key, &few, FALSE, 4);
  g_free(why);
  muster_dist_clear(&few);
}

/* The curve itself, as the empirical distribution that follows it. */
static void
add_curve(GString *out, const char *key, const MusterSurvival *curve, const MusterSample *sample, int n)
{
  MusterDist dist;
  if (!muster_survival_dist(curve, sample, n, &dist))
    return;
  add_values(out, key, &dist);
  muster_dist_clear(&dist);
}

/* What agents do between contacts follows no law: short work mostly, and now and then a small break. */
static void
add_away(GString *out, const MusterFitQueue *queue)
{
  if (queue->away.n_fits == 0)
    return;
  const MusterSample *sample = queue->away.sample;
  MusterMeasure half = {muster_survival_time(queue->absent, 0.5), NAN, NAN}, tenth = {muster_survival_time(queue->absent, 0.1), NAN, NAN};
  g_autofree char *median = time_measure(&half), *ninety = isfinite(tenth.mean) ? time_measure(&tenth) : g_strdup("long");
  g_string_append_printf(out,
                         "    # between contacts agents are away, as is seen while others wait: half of the times up to %s,\n"
                         "    #   one in ten beyond %s; %d times, %d of them cut off\n",
                         median, ninety, muster_sample_n_ended(sample) + muster_sample_n_longer(sample),
                         muster_sample_n_longer(sample));
  add_curve(out, "after_call", queue->absent, sample, AWAY_VALUES);
  if (queue->quiet.info == NULL)
    return;
  MusterMeasure mean = {queue->quiet.mean_s, NAN, NAN};
  g_autofree char *mean_text = time_measure(&mean);
  g_string_append_printf(out, "    # where nobody waits they come back later: mean %s; %d times%s\n", mean_text, queue->n_quiet,
                         queue->quiet_is_all ? ", so of all queues together" : "");
  add_values(out, "after_call_quiet", &queue->quiet);
}

/* Times up to the bound, each alike, beside any kind. */
static gboolean
make_mixture(const MusterFitShort *brief, MusterDist *dist)
{
  const double ends_s[MUSTER_DIST_MAX_PARAMS] = {0, brief->below_s};
  double share = rounded(brief->share.mean, DIGITS);
  const double weight[2] = {share, 1 - share};
  MusterDist part[2] = {{0}, round_dist(&brief->rest.dist)};
  g_autofree char *why = NULL;
  return muster_dist_make_params(&part[0], muster_dist_find("uniform"), ends_s, &why) &&
         muster_dist_make_mixture(dist, part, weight, 2, &why);
}

/* The mixture as one distribution. */
static gboolean
make_short(const MusterFitShort *brief, MusterDist *dist)
{
  if (!brief->found)
    return FALSE;
  if (strcmp(brief->rest.dist.info->name, "lognormal") != 0)
    return make_mixture(brief, dist);
  const double p[MUSTER_DIST_MAX_PARAMS] = {brief->share.mean, brief->below_s, brief->rest.dist.mean_s, brief->rest.dist.cv};
  g_autofree char *why = NULL;
  return muster_dist_make_params(dist, muster_dist_find("lognormal_short"), p, &why);
}

static void
add_handle(GString *out, const MusterFit *fit, const MusterFitQueue *queue)
{
  const char *what = fit->has_after_call ? "talk" : "handle time";
  const MusterFitShort *brief = &queue->brief;
  if (queue->handle.n_fits == 0) {
    g_string_append_printf(out, "    # %s: too few contacts to fit; `handle:` is for you to give\n", what);
    return;
  }
  add_choice(out, what, &queue->handle);
  if (brief->found) {
    g_autofree char *share = share_measure(&brief->share), *below = muster_format_duration(brief->below_s);
    g_autofree char *mean = time_measure(&brief->rest.mean_s), *cv = number_measure(&brief->rest.cv);
    g_string_append_printf(out,
                           "    #   %s are contacts of under %s of a kind of their own; without them %s, mean %s, cv %s\n"
                           "    #   (AIC %.0f better)\n",
                           share, below, brief->rest.dist.info->name, mean, cv, queue->handle.fit[0].aic - brief->aic);
  }
  MusterDist with_short = {0};
  add_dist(out, "handle", make_short(brief, &with_short) ? &with_short : &queue->handle.fit[0].dist, TRUE, 4);
  muster_dist_clear(&with_short);
  if (queue->after_call.n_fits > 0) {
    add_choice(out, "after-call work", &queue->after_call);
    add_dist(out, "after_call", &queue->after_call.fit[0].dist, TRUE, 4);
  }
  add_away(out, queue);
}

/* Factors of the mean handle time by the clock, where they change; hours of few contacts have none of their own. */
static void
add_hours(GString *out, const MusterFitQueue *queue)
{
  double sum_s = 0, n = 0, last = 100;
  for (int h = 0; h < MUSTER_FIT_HOURS; h++)
    if (queue->hour[h].answered > 0 && isfinite(queue->hour[h].handle_s.mean)) {
      sum_s += queue->hour[h].answered * queue->hour[h].handle_s.mean;
      n += queue->hour[h].answered;
    }
  g_autoptr(GString) factors = g_string_new(NULL);
  for (int h = 0; h < MUSTER_FIT_HOURS; h++) {
    const MusterFitHour *hour = &queue->hour[h];
    double factor = hour->answered >= LEAST_OF_HOUR ? round(1000 * hour->handle_s.mean * n / sum_s) / 10 : 100;
    if (factor != last)
      g_string_append_printf(factors, "%s%02d:00: %.1f %%", factors->len > 0 ? ", " : "", h, factor);
    last = factor;
  }
  if (factors->len > 0)
    g_string_append_printf(out, "    handle_by_hour: {%s}\n", factors->str);
}

static const MusterDistFit *
find_fit(const MusterFitTimes *times, const char *name)
{
  for (int i = 0; i < times->n_fits; i++)
    if (strcmp(times->fit[i].dist.info->name, name) == 0)
      return &times->fit[i];
  return &times->fit[0];
}

static void
add_patience(GString *out, const MusterFitQueue *queue, MusterFitPatience form)
{
  if (queue->patience.n_fits == 0 && queue->abandoned >= LEAST_PATIENCE) {
    g_autofree char *mean = time_measure(&queue->patience.seen_mean_s);
    MusterDist few = {0};
    char *why = NULL;
    g_string_append_printf(out, "    # patience: %d gave up while waiting, too few to choose a law: exponential, mean %s\n",
                           queue->abandoned, mean);
    if (muster_dist_make(&few, "exponential", rounded(queue->patience.seen_mean_s.mean, DIGITS), NAN, FALSE, &why))
      add_dist(out, "patience", &few, FALSE, 4);
    g_free(why);
    return;
  }
  if (queue->patience.n_fits == 0) {
    g_string_append_printf(out, "    # patience: %d gave up while waiting; too few to fit\n", queue->abandoned);
    return;
  }
  MusterMeasure median = {muster_survival_time(queue->waiting, 0.5), NAN, NAN};
  g_autofree char *middle = isfinite(median.mean) ? time_measure(&median) : g_strdup("longer than anybody had to");
  g_autofree char *seen = time_measure(&queue->patience.seen_mean_s);
  add_choice(out, "patience", &queue->patience);
  g_string_append_printf(out, "    #   half would wait %s; an exponential patience has mean %s\n", middle, seen);
  if (form == MUSTER_FIT_PATIENCE_CURVE) {
    add_curve(out, "patience", queue->waiting, queue->patience.sample, PATIENCE_VALUES);
    return;
  }
  const MusterDistFit *taken =
    form == MUSTER_FIT_PATIENCE_EXPONENTIAL ? find_fit(&queue->patience, "exponential") : &queue->patience.fit[0];
  add_dist(out, "patience", &taken->dist, FALSE, 4);
}

/* `35.6 %`, or of several attempts `[30 %, 42 %]`, with a comment on each. (transfer full) */
static char *
chances_text(GString *out, const MusterFitQueue *queue, double chance)
{
  if (queue == NULL || queue->n_attempts < 2)
    return muster_format_share(rounded(chance, SHARE_DIGITS));
  GString *list = g_string_new("[");
  g_string_append(out, "    #   by attempt");
  for (int k = 0; k < queue->n_attempts; k++) {
    g_autofree char *share = muster_format_share(rounded(queue->redial_after[k].mean, SHARE_DIGITS));
    g_autofree char *measure = share_measure(&queue->redial_after[k]);
    g_string_append_printf(out, "%s %s", k > 0 ? "," : "", measure);
    g_string_append_printf(list, "%s%s", k > 0 ? ", " : "", share);
  }
  g_string_append(out, "; the last holds on\n");
  g_string_append_c(list, ']');
  return g_string_free(list, FALSE);
}

static void
add_returns(GString *out, const char *what, const MusterFitReturns *returns, const MusterFitQueue *redials)
{
  if (returns->n == 0)
    return;
  g_autofree char *window = muster_format_duration(returns->window_s);
  g_string_append_printf(out, "    # %s: %d of %d came back within %s", what, returns->returned, returns->n, window);
  if (!returns->fitted) {
    g_string_append(out, "; too few or too slowly to fit a chance and a delay\n");
    return;
  }
  g_autofree char *chance = share_measure(&returns->fit.chance), *mean = time_measure(&returns->fit.mean_s);
  MusterDist delay = round_dist(&returns->fit.dist);
  g_autofree char *law = muster_dist_text(&delay, FALSE);
  g_string_append_printf(out, "\n    #   chance %s, delay %s, mean %s\n", chance, returns->fit.dist.info->name, mean);
  g_autofree char *share = chances_text(out, redials, returns->fit.chance.mean);
  g_string_append_printf(out, redials != NULL ? "    redial: {after_abandon: %s, delay: %s}\n" : "    repeat: {chance: %s, delay: %s}\n",
                         share, law);
}

/* What is in no fit. */
static void
add_left_out(GString *out, const MusterFitQueue *queue)
{
  if (queue->unwaited > 0)
    g_string_append_printf(out, "    #   %d left without any wait: they were not in the queue and are in no share\n", queue->unwaited);
  if (queue->other > 0)
    g_string_append_printf(out, "    #   %d had another end: their patience was longer than their wait\n", queue->other);
  if (queue->no_talk > 0)
    g_string_append_printf(out, "    #   %d were answered for 0 s: in no handle time\n", queue->no_talk);
}

static void
add_queue(GString *out, const MusterFit *fit, const MusterFitQueue *queue, const MusterFitOptions *options)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *name = muster_yaml_add_map(tree, muster_yaml_root(tree), queue->name);
  g_autofree char *quoted = muster_yaml_emit(name->parent), *gone = share_measure(&queue->abandonment);
  char *colon = strrchr(quoted, ':');
  g_string_append_printf(out, "  %.*s:\n", (int) (colon - quoted), quoted);
  g_string_append_printf(out, "    # %d contacts: %d answered, %d abandoned", queue->contacts, queue->answered, queue->abandoned);
  if (queue->answered + queue->abandoned > 0)
    g_string_append_printf(out, ", %s", gone);
  g_string_append_c(out, '\n');
  add_left_out(out, queue);
  add_handle(out, fit, queue);
  if (options->by_hour)
    add_hours(out, queue);
  add_patience(out, queue, options->patience);
  add_returns(out, "redial", &queue->redial, queue);
  add_returns(out, "repeat", &queue->repeat, NULL);
  if (queue->abandoned > 0) {
    g_autofree char *share = muster_format_share(rounded(queue->abandonment.mean, SHARE_DIGITS));
    g_string_append_printf(out, "    observed: {abandonment: %s}\n", share);
  }
}

char *
muster_fit_keys(const MusterFit *fit, const MusterFitOptions *options, const char *made_by)
{
  const MusterFitOptions standard = {0};
  GString *out = g_string_new(NULL);
  g_autofree char *first = muster_day_format(fit->first), *last = muster_day_format(fit->last);
  g_string_append_printf(out, "# Behaviour fitted to %d contacts, %s to %s", fit->n_contacts, first, last);
  if (fit->n_set_aside > 0)
    g_string_append_printf(out, "; %d more that cannot be are set aside", fit->n_set_aside);
  g_string_append_printf(out, ".\n# Made by: %s\n# Brackets hold 95 %% intervals. Paste the keys under the queues of a centre file.\nqueues:\n",
                         made_by);
  for (int q = 0; q < fit->n_queues; q++)
    add_queue(out, fit, &fit->queue[q], options != NULL ? options : &standard);
  return g_string_free(out, FALSE);
}
