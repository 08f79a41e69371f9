/* What the page shows, worked out once: which days and hours, who is needed and who is there, names fit for
 * print. */
#pragma once
#include "report/html_private.h"
#include <muster/report/page.h>

/* A day of which there is something to show: intervals [first, first + n). */
typedef struct {
  int day;     /* index in the grid */
  int first, n;
  char *label; /* Mon 29 Sep */
} ViewDay;

/* Queues and groups that share work, directly or through others: only their sums can be compared. */
typedef struct {
  char *name;       /* the queues' names */
  guint64 queues;
  gboolean *has_group; /* [centre->n_groups] */
  double *need;     /* [grid->n], agents to schedule */
  double *have;     /* [grid->n], agents on queue by the staffing shown */
} Pool;

typedef struct {
  const MusterReportInput *in;
  const MusterCentre *centre;
  const MusterGrid *grid;
  char *centre_name;
  char **queue_name;    /* [n_queues] */
  char **group_name;    /* [n_groups] */
  int n_days;
  ViewDay *day;         /* [n_days] */
  char *closed_days;    /* labels of the days left out, or NULL */
  const char *staffing; /* "roster", "plan", "on duty", or NULL when nobody is scheduled */
  double *on_queue;     /* [n_groups * grid->n], or NULL */
  int n_pools;
  Pool *pool;           /* [n_pools]; pool 0 is everything when there is more than one */
} View;

View *view_new(const MusterReportInput *in);
void view_free(View *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)

/* Mon 29 Sep. (transfer full) */
char *view_day_label(MusterDay day);
/* 29 September – 10 October 2026. (transfer full) */
char *view_span_label(MusterDay from, MusterDay to);
double view_interval_h(const View *view); /* length of an interval */
/* Paid hours of a duty: its paid segments. */
double view_paid_h(const MusterDuty *duty);
/* People with at least one duty. */
int view_people(const MusterRoster *roster);
/* 08:30 by the wall clock. (transfer full) */
char *view_clock(const MusterZone *zone, gint64 utc);
/* Agent-hours that nobody covers. */
double view_uncovered_h(const View *view);
const char *view_currency(const View *view); /* "" when the centre names none */

/* One part of the page. A part exports one const record; its name is in the list of meson.build. */
typedef struct {
  const char *id, *title;
  /* NULL when there is something to show, else a sentence that says why not. */
  const char *(*missing)(const View *view);
  void (*put)(const View *view, Html *html);
} MusterReportSection;

#define X(name) extern const MusterReportSection muster_report_section_##name;
#include "report/sections.h"
#undef X
