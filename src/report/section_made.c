/* How the page was made, so that anyone can make it again, and what its words mean. */
#include "report/show_private.h"
#include "report/view_private.h"
#include <math.h>

static void
term(Html *html, const char *word, const char *meaning)
{
  g_autofree char *clean = html_clean(meaning);
  html_put(html, "<div><dt>%s</dt><dd>%s</dd></div>\n", word, clean);
}

static char *
offset_text(int offset_s)
{
  int minutes = ABS(offset_s) / 60;
  return g_strdup_printf("UTC%s%02d:%02d", offset_s < 0 ? "−" : "+", minutes / 60, minutes % 60);
}

/* The zone and its offset; both offsets when the clocks change on the way. */
static char *
zone_text(const View *view)
{
  MusterDay day;
  int clock_s, first, last;
  if (view->grid->n == 0)
    return g_strdup(muster_zone_name(view->grid->zone));
  muster_zone_to_local(view->grid->zone, view->grid->start[0], &day, &clock_s, &first);
  muster_zone_to_local(view->grid->zone, view->grid->start[view->grid->n - 1], &day, &clock_s, &last);
  g_autofree char *one = offset_text(first), *other = offset_text(last);
  if (first == last)
    return g_strdup_printf("%s, %s", muster_zone_name(view->grid->zone), one);
  return g_strdup_printf("%s, %s at first and %s at the end: the clocks change within the horizon",
                         muster_zone_name(view->grid->zone), one, other);
}

static void
facts(const View *view, Html *html)
{
  const MusterReportInput *in = view->in;
  g_autofree char *zone = zone_text(view),
                  *interval = g_strdup_printf("%d minutes", view->grid->interval_s / 60);
  html_raw(html, "<dl class=\"terms\">\n");
  term(html, "Made by", "Muster " MUSTER_VERSION);
  term(html, "Time zone", zone);
  term(html, "Interval", interval);
  if (in->has_seed || in->outcome != NULL) {
    g_autofree char *seed =
      g_strdup_printf("%" G_GUINT64_FORMAT, in->has_seed ? in->seed : in->outcome->seed);
    term(html, "Seed", seed);
  }
  if (in->outcome != NULL) {
    g_autofree char *replications = g_strdup_printf("%d", in->outcome->replications);
    term(html, "Replications", replications);
    if (in->outcome->staff_source != NULL)
      term(html, "Staff simulated", in->outcome->staff_source);
  }
  if (in->requirement != NULL && in->requirement->method != NULL)
    term(html, "Staffing method", in->requirement->method);
  html_raw(html, "</dl>\n");
}

/* How the run ended that was to be precise, and what control variates gained. */
static void
run_tables(const View *view, Html *html)
{
  const MusterOutcome *outcome = view->in->outcome;
  g_autoptr(MusterTable) precision = outcome != NULL && outcome->n_precisions > 0 ? show_precision(outcome, view->centre) : NULL;
  g_autoptr(MusterTable) gains = outcome != NULL && outcome->n_gains > 0 ? show_gains(outcome, view->centre) : NULL;
  if (precision != NULL)
    html_second(html, precision, "Precision asked for", NULL);
  if (gains != NULL)
    html_second(html, gains, "What control variates gained", NULL);
}

static void
list_of(Html *html, const char *title, const char *const *lines, gboolean commands)
{
  if (lines == NULL || lines[0] == NULL)
    return;
  html_put(html, "<h3>%s</h3>\n", title);
  html_raw(html, commands ? "<pre tabindex=\"0\"><code>" : "<ul class=\"files\">\n");
  for (int i = 0; lines[i] != NULL; i++) {
    g_autofree char *clean = html_clean(lines[i]);
    html_put(html, commands ? "%s\n" : "<li><code>%s</code></li>\n", clean);
  }
  html_raw(html, commands ? "</code></pre>\n" : "</ul>\n");
}

static void
words(const View *view, Html *html)
{
  const MusterCentre *centre = view->centre;
  html_raw(html, "<h3>What the words mean</h3>\n<dl class=\"terms\">\n");
  term(html, "Service level", muster_service_level_text(centre->service_level));
  term(html, "Offered",
       centre->blocked_is_offered
         ? "answered + abandoned + dismissed + blocked contacts"
         : "answered + abandoned + dismissed contacts; blocked ones are not offered here");
  term(html, "Required",
       "agents needed on queue so that every target is met, divided by the share of time that is left after "
       "shrinkage "
       "which is not placed into the shifts, rounded up once");
  term(html, "Scheduled",
       "agents on queue: breaks, meetings and other activities taken out, a fraction where one covers part "
       "of an interval");
  term(html, "Occupancy", "busy / (busy + available) over time on queue");
  term(html, "Cost", "money paid: minutes × rate × premium, paid absence included");
  term(html, "Gap", "(objective − bound) / objective: no plan can be better by more");
  html_raw(html, "</dl>\n");
}

static void
put(const View *view, Html *html)
{
  facts(view, html);
  run_tables(view, html);
  list_of(html, "Inputs", view->in->inputs, FALSE);
  list_of(html, "Commands", view->in->commands, TRUE);
  words(view, html);
}

const MusterReportSection muster_report_section_made = {
  .id = "made", .title = "How this was made", .put = put};
