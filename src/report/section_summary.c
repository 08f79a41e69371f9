/* The figures that a boss asks for first, and one sentence that says it all. */
#include "report/svg_private.h"
#include "report/table_private.h"
#include "report/view_private.h"
#include <math.h>

/* With a space that does not break: `20 s` stays on one line. */
static char *
glued_duration(double seconds)
{
  g_autofree char *text = shown_duration(seconds);
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  return g_strjoinv("\u00a0", words);
}

/* One figure: what, how much, and the small print below. */
static void
tile(Html *html, const char *tone, const char *what, const char *figure, const char *unit, const char *small)
{
  html_put(html, "<div class=\"tile %s\"><dt>%s</dt><dd><b>%s</b>", tone, what, figure);
  if (*unit != '\0')
    html_put(html, "<span class=\"unit\">%s</span>", unit);
  html_put(html, "<small>%s</small></dd></div>\n", small);
}

/* ---- service ---- */

/* The target that all queues with one share; NULL when they differ or there is none. */
static const MusterTarget *
common_target(const MusterCentre *centre)
{
  const MusterTarget *common = NULL;
  for (int q = 0; q < centre->n_queues; q++) {
    if (!centre->queue[q].has_target || !isfinite(centre->queue[q].target.answer))
      continue;
    const MusterTarget *own = &centre->queue[q].target;
    if (common != NULL && (own->answer != common->answer || own->within_s != common->within_s))
      return NULL;
    common = own;
  }
  return common;
}

static char *
bounds_text(const MusterMeasure *measure)
{
  if (!isfinite(measure->lower) || !isfinite(measure->upper))
    return g_strdup("");
  g_autofree char *lower = shown_share(measure->lower, 1), *upper = shown_share(measure->upper, 1);
  return g_strdup_printf("%s – %s\u00a0%% · ", lower, upper);
}

static void
service_tile(const View *view, Html *html)
{
  const MusterMeasure *level = &muster_outcome_live(view->in->outcome)->m[MUSTER_MEASURE_SERVICE_LEVEL];
  if (!isfinite(level->mean))
    return;
  const MusterTarget *target = common_target(view->centre);
  g_autofree char *figure = shown_share(level->mean, 1), *bounds = bounds_text(level);
  g_autofree char *small = NULL;
  if (target != NULL) {
    g_autofree char *aim = shown_share(target->answer, 0), *within = glued_duration(target->within_s);
    small = g_strdup_printf("%starget %s\u00a0%% in %s", bounds, aim, within);
  } else {
    small = g_strdup_printf("%seach queue by its own threshold", bounds);
  }
  tile(html,
       target == NULL                  ? ""
       : level->mean >= target->answer ? "good"
                                       : "bad",
       "Service level", figure, "%", small);
}

static void
abandonment_tile(const View *view, Html *html)
{
  const MusterMeasure *share = &muster_outcome_live(view->in->outcome)->m[MUSTER_MEASURE_ABANDONMENT];
  const MusterMeasure *asa = &muster_outcome_live(view->in->outcome)->m[MUSTER_MEASURE_ASA];
  if (!isfinite(share->mean))
    return;
  g_autofree char *figure = shown_share(share->mean, 1), *bounds = bounds_text(share),
                  *speed = glued_duration(asa->mean);
  g_autofree char *small = g_strdup_printf("%sanswered after %s on average", bounds, speed);
  tile(html, "", "Abandonment", figure, "%", small);
}

/* ---- people and money ---- */

static void
people_tiles(const View *view, Html *html)
{
  const MusterRoster *roster = view->in->roster;
  const MusterPlan *plan = view->in->plan;
  if (roster != NULL) {
    g_autofree char *people = shown_number(view_people(roster), 0),
                    *shifts = shown_number(roster->duties->len, 0);
    g_autofree char *small = g_strdup_printf("of %d named · %s shifts", view->centre->n_people, shifts);
    tile(html, "", "People", people, "", small);
  } else {
    double count = 0;
    for (guint s = 0; s < plan->shifts->len; s++)
      count += g_array_index(plan->shifts, MusterPlanShift, s).count;
    g_autofree char *shifts = shown_number(count, 0);
    tile(html, "", "Shifts", shifts, "", "not yet given to people");
  }
  g_autofree char *paid = shown_number(roster ? roster->paid_h : plan->paid_h, 0);
  g_autofree char *over = shown_number(roster ? roster->overstaffed_h : plan->overstaffed_h, 0);
  g_autofree char *small = g_strdup_printf("%s agent-hours above the requirement", over);
  tile(html, "", "Paid hours", paid, "h", small);
}

static void
money_tiles(const View *view, Html *html)
{
  const MusterRoster *roster = view->in->roster;
  const MusterPlan *plan = view->in->plan;
  g_autofree char *cost = shown_number(roster ? roster->cost : plan->cost, 0);
  g_autofree char *penalty = shown_number(roster ? roster->penalty : plan->penalty, 0);
  g_autofree char *small = g_strdup_printf("wages and premiums · penalties %s", penalty);
  tile(html, "", "Cost", cost, view_currency(view), small);
  g_autofree char *gap = shown_number(100 * (roster ? roster->gap : plan->gap), 2);
  g_autofree char *bound = shown_number(roster ? roster->bound : plan->bound, 0);
  g_autofree char *objective = shown_number(roster ? roster->objective : plan->objective, 0);
  g_autofree char *gap_small =
    g_strdup_printf("cost and penalties are %s, no plan is below %s%s", objective, bound,
                    (roster ? roster->cut : plan->cut) ? " · the search was cut" : "");
  tile(html, "", "Gap", gap, "%", gap_small);
}

static void
cover_tile(const View *view, Html *html)
{
  if (view->in->roster == NULL)
    return;
  double hours = view_uncovered_h(view);
  g_autofree char *figure = shown_number(hours, hours < 10 ? 1 : 0);
  g_autofree char *places = html_count((int) view->in->roster->uncovered->len, "interval");
  g_autofree char *small = g_strdup_printf("%s, each with its reason below", places);
  tile(html, hours > 0 ? "bad" : "good", "Uncovered", figure, "agent-h",
       hours > 0 ? small : "every requirement is covered");
}

static void
demand_tile(const View *view, Html *html)
{
  const MusterDemand *demand = view->in->demand;
  double contacts = 0;
  for (int q = 0; q < view->centre->n_queues; q++)
    for (int i = 0; i < view->grid->n; i++)
      contacts += demand->queue[q].contacts[i];
  g_autofree char *figure = shown_number(contacts, 0), *days = html_count(view->n_days, "open day");
  g_autofree char *small = g_strdup_printf("expected on %s", days);
  tile(html, "", "Contacts", figure, "", small);
}

/* Only of a page that has an outcome; the rest speaks for itself. */
static void
sentence(const View *view, Html *html)
{
  const MusterOutcome *outcome = view->in->outcome;
  const MusterMeasure *level = &muster_outcome_live(outcome)->m[MUSTER_MEASURE_SERVICE_LEVEL];
  const MusterTarget *target = common_target(view->centre);
  if (!isfinite(level->mean) || target == NULL)
    return;
  g_autofree char *figure = shown_share(level->mean, 1), *aim = shown_share(target->answer, 0);
  g_autofree char *within = glued_duration(target->within_s);
  html_put(html, "<p class=\"lead\">%s\u00a0%% of contacts are served within %s, ", figure, within);
  if (isfinite(level->lower) && level->lower >= target->answer)
    html_put(html, "surely at least the %s\u00a0%% promised.", aim);
  else if (isfinite(level->upper) && level->upper < target->answer)
    html_put(html, "less than the %s\u00a0%% promised.", aim);
  else if (level->mean >= target->answer)
    html_put(html, "at least the %s\u00a0%% promised, though by less than the simulation can tell.", aim);
  else
    html_put(html, "below the %s\u00a0%% promised, though by less than the simulation can tell.", aim);
  html_raw(html, "</p>\n");
}

static void
put(const View *view, Html *html)
{
  const MusterReportInput *in = view->in;
  if (in->outcome != NULL)
    sentence(view, html);
  html_raw(html, "<dl class=\"tiles\">\n");
  if (in->outcome != NULL) {
    service_tile(view, html);
    abandonment_tile(view, html);
  }
  if (in->demand != NULL)
    demand_tile(view, html);
  if (in->roster != NULL || in->plan != NULL) {
    people_tiles(view, html);
    money_tiles(view, html);
  }
  cover_tile(view, html);
  if (in->check != NULL) {
    g_autofree char *figure = shown_number(in->check->n_hard, 0);
    tile(html, in->check->n_hard > 0 ? "bad" : "good", "Broken rules", figure, "",
         "found by an independent check");
  }
  html_raw(html, "</dl>\n");
  if (in->outcome != NULL)
    html_put(html,
             "<p class=\"note\">Service level is %s; bounds are 95\u00a0%% confidence intervals over %d "
             "replications.</p>\n",
             muster_service_level_text(in->outcome->service_level), in->outcome->replications);
  if (in->outcome == NULL && in->demand == NULL && in->roster == NULL && in->plan == NULL &&
      in->check == NULL)
    html_raw(html, "<p>Nothing has been worked out for this centre yet.</p>\n");
}

const MusterReportSection muster_report_section_summary = {
  .id = "summary", .title = "At a glance", .put = put};
