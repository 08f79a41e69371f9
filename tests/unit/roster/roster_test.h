/* What the roster's tests share: a roster made and checked in one go. */
#pragma once
#include "made_centre.h"
#include "muster_test.h"
#include <muster/check.h>
#include <muster/roster.h>

#define HOUR 3600
#define MONDAY 20766 /* 2026-11-09 */

/* Makes a roster and expects it lawful, its figures right and its bound below its objective. NULL when refused. */
static inline MusterRoster *
make_checked(const MadeCentre *m, const MusterRequirement *need, gint64 work, int jobs)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterRosterOptions options = {.work = work, .jobs = jobs, .seed = 1};
  MusterRoster *roster = muster_roster_make(&m->centre, need, &options, faults);
  if (roster == NULL)
    return NULL;
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, roster, need);
  for (guint i = 0; i < check->violations->len; i++) {
    const MusterViolation *v = &g_array_index(check->violations, MusterViolation, i);
    g_autofree char *text = muster_violation_text(v, &m->centre);
    if (v->hard)
      g_printerr("%s\n", text);
  }
  for (guint i = 0; i < check->differences->len; i++)
    g_printerr("%s\n", (const char *) check->differences->pdata[i]);
  CU_ASSERT_EQUAL(check->n_hard, 0);
  CU_ASSERT_EQUAL(check->differences->len, 0);
  CU_ASSERT(roster->bound <= roster->objective + 1e-6);
  CU_ASSERT(roster->gap >= 0 && roster->gap <= 1 && roster->gap_avoidable >= 0 && roster->gap_avoidable <= 1);
  return roster;
}

/* The duties, as one text, to compare rosters by. */
static inline char *
duties_text(const MusterRoster *roster)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < roster->duties->len; i++) {
    const MusterDuty *d = &g_array_index(roster->duties, MusterDuty, i);
    g_string_append_printf(text, "%d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, d->person, d->shift, d->start, d->end);
    for (int k = 0; k < d->n_segments; k++)
      g_string_append_printf(text, " %" G_GINT64_FORMAT, d->segment[k].start);
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

static inline gboolean
blamed(const MusterRoster *roster, const char *part)
{
  for (guint i = 0; i < roster->uncovered->len; i++)
    if (strstr(g_array_index(roster->uncovered, MusterUncovered, i).blame, part) == NULL)
      return FALSE;
  return roster->uncovered->len > 0;
}
