/* A precision that a simulation is to reach, as a planner writes it: `presales.service_level: 0.5 points`. */
#include <muster/model/outcome.h>
#include <math.h>
#include <string.h>

static gboolean
find_measure(const char *name, MusterPrecision *out)
{
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    if (g_str_equal(muster_queue_measure_info((MusterQueueMeasureId) id)->name, name)) {
      out->measure = id;
      return TRUE;
    }
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    if (g_str_equal(muster_group_measure_info((MusterGroupMeasureId) id)->name, name)) {
      out->measure = id;
      out->of_group = TRUE;
      return TRUE;
    }
  return FALSE;
}

static const MusterMeasureInfo *
info_of(const MusterPrecision *p)
{
  return p->of_group ? muster_group_measure_info((MusterGroupMeasureId) p->measure)
                     : muster_queue_measure_info((MusterQueueMeasureId) p->measure);
}

static gboolean
find_place(const MusterCentre *centre, const char *name, MusterPrecision *out, char **why)
{
  int n = out->of_group ? centre->n_groups : centre->n_queues;
  for (int k = 0; k < n; k++)
    if (g_str_equal(out->of_group ? centre->group[k].name : centre->queue[k].name, name)) {
      out->place = k;
      return TRUE;
    }
  *why = g_strdup_printf("no %s is named '%s'", out->of_group ? "group" : "queue", name);
  return FALSE;
}

/* `0.5 points` of a share, `2 %` of the mean, or an amount in the measure's unit. */
static gboolean
read_half(const char *text, MusterPrecision *out, char **why)
{
  const char *unit = info_of(out)->unit;
  gboolean share = g_str_equal(unit, "share"), ok;
  g_autofree char *number = g_strdup(text);
  if (share && g_str_has_suffix(number, "points")) {
    number[strlen(number) - strlen("points")] = '\0';
    ok = muster_parse_number(g_strstrip(number), &out->half, why);
    out->half /= 100;
  } else if (g_str_has_suffix(number, "%")) {
    out->relative = TRUE;
    ok = muster_parse_share(text, &out->half, why);
  } else if (share) {
    *why = g_strdup_printf("'%s' is no precision of a share; write `0.5 points`, or `2 %%` of its mean", text);
    return FALSE;
  } else if (g_str_equal(unit, "s") || g_str_equal(unit, "h")) {
    ok = muster_parse_duration(text, &out->half, why);
    out->half /= g_str_equal(unit, "h") ? 3600 : 1;
  } else {
    ok = muster_parse_number(text, &out->half, why);
  }
  if (!ok || (isfinite(out->half) && out->half > 0))
    return ok;
  *why = g_strdup_printf("'%s' is no precision: it must be above zero", text);
  return FALSE;
}

gboolean
muster_precision_parse(const MusterCentre *centre, const char *text, MusterPrecision *out, char **why)
{
  *out = (MusterPrecision){.place = -1, .allowed = NAN, .reached = NAN};
  const char *colon = strrchr(text, ':');
  if (colon == NULL) {
    *why = g_strdup_printf("'%s' is no precision; write 'service_level: 0.5 points'", text);
    return FALSE;
  }
  g_autofree char *left = g_strndup(text, (gsize) (colon - text)), *right = g_strdup(colon + 1);
  g_strstrip(left);
  g_strstrip(right);
  char *dot = strrchr(left, '.');
  const char *name = dot != NULL ? dot + 1 : left;
  if (!find_measure(name, out)) {
    *why = g_strdup_printf("no measure is named '%s'; `muster list measures` names them", name);
    return FALSE;
  }
  if (dot != NULL) {
    *dot = '\0';
    if (!find_place(centre, left, out, why))
      return FALSE;
  }
  return read_half(right, out, why);
}

gboolean
muster_precision_held(MusterPrecision *precision, const MusterOutcome *outcome)
{
  const MusterMeasure *m;
  if (precision->of_group)
    m = precision->place < 0 ? &outcome->total_group.m[precision->measure]
                             : &outcome->group[precision->place].m[precision->measure];
  else
    m = precision->place < 0 ? &outcome->total.m[precision->measure]
                             : &outcome->queue[precision->place].m[precision->measure];
  precision->reached = MAX(m->upper - m->mean, m->mean - m->lower);
  precision->allowed = precision->half; /* relative: of the truth, not of the estimate */
  if (precision->relative)
    precision->allowed = precision->half / (1 + precision->half) * fabs(m->mean);
  precision->held = precision->reached <= precision->allowed;
  return precision->held;
}

char *
muster_precision_tell(const MusterPrecision *precision, const MusterCentre *centre)
{
  const MusterMeasureInfo *info = info_of(precision);
  gboolean share = g_str_equal(info->unit, "share");
  const char *place = precision->place < 0 ? NULL
                      : precision->of_group ? centre->group[precision->place].name
                                            : centre->queue[precision->place].name;
  const char *unit = share ? " points" : g_str_equal(info->unit, "s") ? " s" : g_str_equal(info->unit, "h") ? " h" : "";
  double factor = share ? 100 : 1;
  g_autofree char *asked = precision->relative ? g_strdup_printf("%g %% of the mean", 100 * precision->half)
                                               : g_strdup_printf("%g%s", factor * precision->half, unit);
  if (!isfinite(precision->reached))
    return g_strdup_printf("%s%s%s: nothing is known of it; %s was asked for", place != NULL ? place : "",
                           place != NULL ? "." : "", info->name, asked);
  return g_strdup_printf("%s%s%s: ± %.3g%s, %s %s", place != NULL ? place : "", place != NULL ? "." : "", info->name,
                         factor * precision->reached, unit, precision->held ? "within" : "not within", asked);
}
