#include "report/view_private.h"
#include <math.h>
#include <string.h>

static const char *const month_names[] = {"January", "February", "March", "April", "May", "June", "July",
                                          "August", "September", "October", "November", "December"};

char *
view_day_label(MusterDay day)
{
  int year, month, mday;
  muster_day_to_ymd(day, &year, &month, &mday);
  const char *weekday = muster_weekday_names[muster_day_weekday(day)];
  return g_strdup_printf("%c%s %d %.3s", g_ascii_toupper(weekday[0]), weekday + 1, mday,
                         month_names[month - 1]);
}

char *
view_span_label(MusterDay from, MusterDay to)
{
  int y1, m1, d1, y2, m2, d2;
  muster_day_to_ymd(from, &y1, &m1, &d1);
  muster_day_to_ymd(to, &y2, &m2, &d2);
  const char *name1 = month_names[m1 - 1], *name2 = month_names[m2 - 1];
  if (from == to)
    return g_strdup_printf("%d %s %d", d1, name1, y1);
  if (y1 != y2)
    return g_strdup_printf("%d %s %d – %d %s %d", d1, name1, y1, d2, name2, y2);
  if (m1 != m2)
    return g_strdup_printf("%d %s – %d %s %d", d1, name1, d2, name2, y2);
  return g_strdup_printf("%d – %d %s %d", d1, d2, name2, y2);
}

double
view_interval_h(const View *view)
{
  return view->grid->interval_s / 3600.0;
}

double
view_paid_h(const MusterDuty *duty)
{
  gint64 paid_s = 0;
  for (int s = 0; s < duty->n_segments; s++)
    if (duty->segment[s].paid)
      paid_s += duty->segment[s].end - duty->segment[s].start;
  return (double) paid_s / 3600;
}

int
view_people(const MusterRoster *roster)
{
  const GArray *duties = roster->duties;
  int people = 0, last = -1;
  for (guint d = 0; d < duties->len; d++) {
    int person = g_array_index(duties, MusterDuty, d).person;
    people += person != last; /* duties come person by person */
    last = person;
  }
  return people;
}

double
view_uncovered_h(const View *view)
{
  const GArray *uncovered = view->in->roster->uncovered;
  double agents = 0;
  for (guint u = 0; u < uncovered->len; u++)
    agents += g_array_index(uncovered, MusterUncovered, u).agents;
  return agents * view_interval_h(view);
}

char *
view_clock(const MusterZone *zone, gint64 utc)
{
  MusterDay day;
  int clock_s, offset_s;
  muster_zone_to_local(zone, utc, &day, &clock_s, &offset_s);
  return muster_clock_format(clock_s - clock_s % 60);
}

const char *
view_currency(const View *view)
{
  return view->centre->currency != NULL ? view->centre->currency : "";
}

/* ---- who is needed and who is there ---- */

static gboolean
any_on_duty(const MusterCentre *centre)
{
  for (int g = 0; g < centre->n_groups; g++)
    if (centre->group[g].has_on_duty)
      return TRUE;
  return FALSE;
}

static void
on_duty(const MusterCentre *centre, const MusterGrid *grid, double *out)
{
  for (int g = 0; g < centre->n_groups; g++)
    for (int i = 0; i < grid->n; i++)
      if (centre->group[g].has_on_duty && muster_centre_open_s(centre, -1, i) > 0)
        out[g * grid->n + i] = muster_steps_at(&centre->group[g].on_duty, grid, i);
}

static void
find_staffing(View *view)
{
  const MusterReportInput *in = view->in;
  double *out = g_new0(double, (gsize) MAX(1, view->centre->n_groups) * MAX(1, view->grid->n));
  if (in->roster != NULL) {
    view->staffing = "roster";
    muster_roster_on_queue(in->roster, view->centre, out);
  } else if (in->plan != NULL) {
    view->staffing = "plan";
    muster_plan_on_queue(in->plan, view->centre, out);
  } else if (any_on_duty(view->centre)) {
    view->staffing = "on duty";
    on_duty(view->centre, view->grid, out);
  } else {
    g_clear_pointer(&out, g_free);
  }
  view->on_queue = out;
}

/* What staff must cover: shrinkage included for people, without it for numbers on queue. */
static double
need_of(const View *view, int queue, int interval)
{
  const MusterNeed *need = &view->in->requirement->need[queue * view->grid->n + interval];
  return view->staffing != NULL && strcmp(view->staffing, "on duty") == 0 ? need->agents : need->scheduled;
}

static void
sum_pool(const View *view, Pool *pool)
{
  int n = view->grid->n;
  pool->need = g_new0(double, n);
  pool->have = g_new0(double, n);
  for (int q = 0; q < view->centre->n_queues && view->in->requirement != NULL; q++)
    for (int i = 0; i < n && (pool->queues >> q & 1) != 0; i++)
      pool->need[i] += need_of(view, q, i);
  for (int g = 0; g < view->centre->n_groups && view->on_queue != NULL; g++)
    for (int i = 0; i < n && pool->has_group[g]; i++)
      pool->have[i] += view->on_queue[g * n + i];
}

static char *
pool_name(const View *view, guint64 queues)
{
  GString *name = g_string_new(NULL);
  for (int q = 0; q < view->centre->n_queues; q++)
    if ((queues >> q & 1) != 0)
      g_string_append_printf(name, "%s%s", name->len > 0 ? ", " : "", view->queue_name[q]);
  return g_string_free(name, FALSE);
}

static guint64
queues_of_group(const MusterGroup *group)
{
  guint64 queues = 0;
  for (int s = 0; s < group->n_serves; s++)
    queues |= G_GUINT64_CONSTANT(1) << group->serves[s].queue;
  return queues;
}

/* All queues that `queue` reaches through groups that serve several. */
static guint64
reach(const MusterCentre *centre, int queue)
{
  guint64 queues = G_GUINT64_CONSTANT(1) << queue, before = 0;
  while (queues != before) {
    before = queues;
    for (int g = 0; g < centre->n_groups; g++) {
      guint64 own = queues_of_group(&centre->group[g]);
      if ((own & queues) != 0)
        queues |= own;
    }
  }
  return queues;
}

static void
add_pool(View *view, guint64 queues, gboolean everything)
{
  Pool *pool = &view->pool[view->n_pools++];
  pool->queues = queues;
  pool->name = everything ? g_strdup("all queues") : pool_name(view, queues);
  pool->has_group = g_new0(gboolean, MAX(1, view->centre->n_groups));
  for (int g = 0; g < view->centre->n_groups; g++)
    pool->has_group[g] = everything || (queues_of_group(&view->centre->group[g]) & queues) != 0;
  sum_pool(view, pool);
}

static void
find_pools(View *view)
{
  int n_queues = view->centre->n_queues;
  view->pool = g_new0(Pool, n_queues + 1);
  guint64 all = n_queues >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT(1) << n_queues) - 1;
  add_pool(view, all, TRUE);
  if (n_queues == 0 || reach(view->centre, 0) == all)
    return;
  guint64 seen = 0;
  for (int q = 0; q < n_queues; q++)
    if ((seen >> q & 1) == 0) {
      guint64 queues = reach(view->centre, q);
      add_pool(view, queues, FALSE);
      seen |= queues;
    }
}

/* ---- which days and hours ---- */

static double
offered_at(const View *view, int interval)
{
  double sum = 0;
  for (int q = 0; q < view->centre->n_queues && view->in->demand != NULL; q++)
    sum += view->in->demand->queue[q].contacts[interval];
  return sum;
}

static gboolean
something_at(const View *view, int i)
{
  return muster_centre_open_s(view->centre, -1, i) > 0 || offered_at(view, i) > 0 ||
         view->pool[0].need[i] > 0 || view->pool[0].have[i] > 0;
}

static void
find_days(View *view)
{
  const MusterGrid *grid = view->grid;
  int from_s = G_MAXINT, to_s = 0; /* the hours of the clock at which anything happens on any day */
  g_autofree gboolean *busy = g_new0(gboolean, MAX(1, grid->n_days));
  for (int i = 0; i < grid->n; i++)
    if (something_at(view, i)) {
      busy[grid->day_of[i]] = TRUE;
      from_s = MIN(from_s, grid->clock_s[i]);
      to_s = MAX(to_s, grid->clock_s[i]);
    }
  g_autoptr(GString) closed = g_string_new(NULL);
  view->day = g_new0(ViewDay, MAX(1, grid->n_days));
  for (int d = 0; d < grid->n_days; d++) {
    g_autofree char *label = view_day_label(grid->first_day + d);
    if (!busy[d]) {
      g_string_append_printf(closed, "%s%s", closed->len > 0 ? ", " : "", label);
      continue;
    }
    int first = grid->day_first[d], end = grid->day_first[d + 1];
    while (first < end && grid->clock_s[first] < from_s)
      first++;
    while (end > first && grid->clock_s[end - 1] > to_s)
      end--;
    view->day[view->n_days++] = (ViewDay) {d, first, end - first, g_steal_pointer(&label)};
  }
  view->closed_days = closed->len > 0 ? g_strdup(closed->str) : NULL;
}

View *
view_new(const MusterReportInput *in)
{
  g_assert(in->centre != NULL && in->centre->grid != NULL);
  View *view = g_new0(View, 1);
  view->in = in;
  view->centre = in->centre;
  view->grid = in->centre->grid;
  view->centre_name = html_clean(in->centre->name != NULL ? in->centre->name : "Contact centre");
  view->queue_name = g_new0(char *, in->centre->n_queues + 1);
  view->group_name = g_new0(char *, in->centre->n_groups + 1);
  for (int q = 0; q < in->centre->n_queues; q++)
    view->queue_name[q] = html_clean(in->centre->queue[q].name);
  for (int g = 0; g < in->centre->n_groups; g++)
    view->group_name[g] = html_clean(in->centre->group[g].name);
  find_staffing(view);
  find_pools(view);
  find_days(view);
  return view;
}

void
view_free(View *view)
{
  if (view == NULL)
    return;
  for (int d = 0; d < view->n_days; d++)
    g_free(view->day[d].label);
  for (int p = 0; p < view->n_pools; p++) {
    g_free(view->pool[p].name);
    g_free(view->pool[p].has_group);
    g_free(view->pool[p].need);
    g_free(view->pool[p].have);
  }
  g_free(view->day);
  g_free(view->pool);
  g_free(view->closed_days);
  g_free(view->on_queue);
  g_strfreev(view->queue_name);
  g_strfreev(view->group_name);
  g_free(view->centre_name);
  g_free(view);
}
