/* Who works when: a folded list per day, group by group, each row a person with the bar of the shift and its
 * breaks. */
#include "report/days_private.h"
#include <string.h>

/* Hours of the clock that the bars span, the same on every day; beyond 24 is the next morning. */
typedef struct {
  int from_h, to_h;
  int every_h;             /* between labels and lines */
  const MusterDuty **duty; /* [n], of the day being written, by group, start, end, person */
  int n;
} Bar;

static const char *
missing(const View *view)
{
  return view->in->roster == NULL || view->in->roster->duties->len == 0
           ? "No roster was made, so nobody is named yet."
           : NULL;
}

/* Elapsed minutes since the local midnight on which the duty's day begins. */
static int
minute_of(const View *view, MusterDay day, gint64 utc)
{
  gint64 midnight;
  muster_zone_to_utc(view->grid->zone, day, 0, &midnight);
  return (int) ((utc - midnight) / 60);
}

static int
compare_duties(gconstpointer a, gconstpointer b)
{
  const MusterDuty *x = *(const MusterDuty *const *) a, *y = *(const MusterDuty *const *) b;
  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return (x->person > y->person) - (x->person < y->person);
}

static void
find_hours(const View *view, Bar *bar)
{
  const GArray *duties = view->in->roster->duties;
  int from = 24 * 60, to = 0;
  for (guint d = 0; d < duties->len; d++) {
    const MusterDuty *duty = &g_array_index(duties, MusterDuty, d);
    from = MIN(from, minute_of(view, duty->day, duty->start));
    to = MAX(to, minute_of(view, duty->day, duty->end));
  }
  int span = (to - from) / 60;
  bar->every_h = span <= 8 ? 1 : span <= 16 ? 2 : span <= 24 ? 4 : 6;
  bar->from_h = CLAMP(from / 60, -24, 24);
  bar->from_h -=
    ((bar->from_h % bar->every_h) + bar->every_h) % bar->every_h; /* lines stand on labelled hours */
  bar->to_h = CLAMP((to + 59) / 60, bar->from_h + 1, 72);
}

static void
find_day(const View *view, Bar *bar, MusterDay day)
{
  const GArray *duties = view->in->roster->duties;
  bar->n = 0;
  for (guint d = 0; d < duties->len; d++) {
    const MusterDuty *duty = &g_array_index(duties, MusterDuty, d);
    if (duty->day == day)
      bar->duty[bar->n++] = duty;
  }
  qsort(bar->duty, (gsize) bar->n, sizeof *bar->duty, compare_duties);
}

/* ---- one row ---- */

/* Strokes over the segments of one kind: work, or what is not on queue. Minutes are exact. */
static void
bar_path(const View *view, Html *html, const MusterDuty *duty, gboolean work, int origin_min)
{
  gboolean any = FALSE;
  for (int s = 0; s < duty->n_segments; s++) {
    const MusterSegment *segment = &duty->segment[s];
    if ((segment->kind == MUSTER_ACTIVITY_WORK) != work)
      continue;
    if (!any)
      html_put(html, "<path class=\"%s\" d=\"", work ? "w" : "p");
    any = TRUE;
    int from = minute_of(view, duty->day, segment->start) - origin_min;
    int length = (int) ((segment->end - segment->start) / 60);
    html_put(html, "M%d 1h%d", from, length);
  }
  if (any)
    html_raw(html, "\"/>");
}

static char *
breaks_text(const View *view, const MusterDuty *duty)
{
  GString *out = g_string_new(NULL);
  for (int s = 0; s < duty->n_segments; s++) {
    const MusterSegment *segment = &duty->segment[s];
    if (segment->kind == MUSTER_ACTIVITY_WORK)
      continue;
    g_autofree char *from = view_clock(view->grid->zone, segment->start),
                    *to = view_clock(view->grid->zone, segment->end);
    g_string_append_printf(out, "%s%s %s–%s", out->len > 0 ? ", " : "",
                           segment->name != NULL ? segment->name : "off queue", from, to);
  }
  return g_string_free(out, FALSE);
}

static char *
person_name(const View *view, int person)
{
  if (person < 0 || person >= view->centre->n_people)
    return g_strdup("–");
  const MusterPerson *of = &view->centre->person[person];
  return html_clean(of->name != NULL && *of->name != '\0' ? of->name : of->id);
}

static void
duty_row(const View *view, Html *html, const Bar *bar, const MusterDuty *duty)
{
  g_autofree char *name = person_name(view, duty->person);
  g_autofree char *from = view_clock(view->grid->zone, duty->start),
                  *to = view_clock(view->grid->zone, duty->end);
  g_autofree char *breaks = breaks_text(view, duty), *clean = html_clean(breaks);
  g_autofree char *hours = muster_format_number(rounded(view_paid_h(duty), 2));
  html_put(html, "<tr title=\"%s\"><th scope=\"row\"><bdi>%s</bdi></th><td>%s–%s</td><td>%s</td><td>", clean,
           name, from, to, hours);
  html_put(html, "<svg viewBox=\"0 0 %d 2\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
           (bar->to_h - bar->from_h) * 60);
  bar_path(view, html, duty, TRUE, bar->from_h * 60);
  bar_path(view, html, duty, FALSE, bar->from_h * 60);
  html_raw(html, "</svg></td></tr>\n");
}

/* ---- a day ---- */

static void
hour_scale(Html *html, const Bar *bar)
{
  int span = bar->to_h - bar->from_h;
  html_raw(html, "<svg class=\"hours\" width=\"100%\" height=\"16\" aria-hidden=\"true\">");
  for (int h = bar->from_h; h <= bar->to_h; h += bar->every_h) {
    double share = (double) (h - bar->from_h) / span;
    html_put(html, "<text class=\"%s\" x=\"", (h - bar->from_h) / bar->every_h % 2 == 1 ? "x alt" : "x");
    svg_percent(html, share);
    html_put(html, "\" y=\"12\" text-anchor=\"%s\">%02d:00</text>",
             share < 0.03   ? "start"
             : share > 0.97 ? "end"
                            : "middle",
             (h + 24) % 24);
  }
  html_raw(html, "</svg>");
}

static void
group_table(const View *view, Html *html, const Bar *bar, int from, int end)
{
  int group = bar->duty[from]->group;
  const char *name = group >= 0 ? view->group_name[group] : "no group";
  html_put(html, "<table class=\"shifts\" data-from=\"%d\" style=\"--step:", bar->from_h * 60);
  svg_percent(html, (double) bar->every_h / (bar->to_h - bar->from_h));
  html_put(html, "\"><caption><bdi>%s</bdi> <span class=\"figure\">%d</span></caption>", name, end - from);
  html_raw(html, "<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Shift</th><th scope=\"col\">Paid "
                 "h</th><th scope=\"col\">");
  hour_scale(html, bar);
  html_raw(html, "</th></tr></thead><tbody>\n");
  for (int i = from; i < end; i++)
    duty_row(view, html, bar, bar->duty[i]);
  html_raw(html, "</tbody></table>\n");
}

static void
write_day(const View *view, Html *html, Bar *bar, MusterDay day, gboolean open)
{
  find_day(view, bar, day);
  if (bar->n == 0)
    return;
  double hours = 0;
  for (int i = 0; i < bar->n; i++)
    hours += view_paid_h(bar->duty[i]);
  g_autofree char *label = view_day_label(day), *paid = muster_format_number(rounded(hours, 1));
  html_raw(html, open ? "<details class=\"day-roster\" open=\"open\">" : "<details class=\"day-roster\">");
  g_autofree char *shifts = html_count(bar->n, "shift");
  html_put(html, "<summary>%s <span class=\"figure\">%s, %s paid hours</span></summary>\n", label, shifts,
           paid);
  for (int from = 0, end; from < bar->n; from = end) {
    for (end = from; end < bar->n && bar->duty[end]->group == bar->duty[from]->group;)
      end++;
    group_table(view, html, bar, from, end);
  }
  html_raw(html, "</details>\n");
}

/* ---- the data ---- */

static MusterTable *
roster_table(const View *view)
{
  static const MusterColumn columns[] = {
    {.key = "person"}, {.key = "name"}, {.key = "group"}, {.key = "day", .kind = MUSTER_COLUMN_DAY},
    {.key = "start", .kind = MUSTER_COLUMN_INSTANT}, {.key = "end", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "paid_h", .kind = MUSTER_COLUMN_NUMBER}, {.key = "breaks"},
  };
  MusterTable *table = muster_table_new("roster", NULL, columns, G_N_ELEMENTS(columns), view->grid->zone);
  const GArray *duties = view->in->roster->duties;
  for (guint d = 0; d < duties->len; d++) {
    const MusterDuty *duty = &g_array_index(duties, MusterDuty, d);
    g_autofree char *name = person_name(view, duty->person), *breaks = breaks_text(view, duty);
    muster_table_begin_row(table);
    muster_table_text(table, duty->person >= 0 ? view->centre->person[duty->person].id : "");
    muster_table_text(table, name);
    muster_table_text(table, duty->group >= 0 ? view->group_name[duty->group] : "");
    muster_table_number(table, duty->day);
    muster_table_number(table, (double) duty->start);
    muster_table_number(table, (double) duty->end);
    muster_table_number(table, rounded(view_paid_h(duty), 2));
    muster_table_text(table, breaks);
  }
  return table;
}

static void
put(const View *view, Html *html)
{
  const GArray *duties = view->in->roster->duties;
  Bar bar = {.duty = g_new0(const MusterDuty *, duties->len)};
  find_hours(view, &bar);
  html_raw(html, "<p>A <span class=\"key w\">bar</span> is time on queue, a <span class=\"key p\">thin "
                 "line</span> a break or another "
                 "activity. Times are the clock's where the centre is. Open a day to see who "
                 "works.</p>\n<div class=\"chart roster\">\n");
  gboolean first = TRUE;
  for (int d = -1; d < view->grid->n_days; d++) { /* a shift may begin on the day before */
    write_day(view, html, &bar, view->grid->first_day + d, first);
    first = first && bar.n == 0;
  }
  g_autoptr(MusterTable) table = roster_table(view);
  html_save(html, table);
  html_raw(html, "</div>\n");
  g_free(bar.duty);
}

const MusterReportSection muster_report_section_roster = {
  .id = "roster", .title = "Roster", .missing = missing, .put = put};
