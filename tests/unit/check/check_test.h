/* What the checker's tests share: a lawful roster to plant faults in. */
#pragma once
#include "made_centre.h"
#include "muster_test.h"
#include <muster/check.h>

#define HOUR 3600

static inline MusterSegment
seg(MusterActivityKind kind, const char *name, gint64 start, gint64 end, gboolean paid)
{
  return (MusterSegment) {kind, g_strdup(name), start, end, paid, 0};
}

/* A duty from `start_s` to `end_s` of the day's clock, on queue throughout. */
static inline void
add_duty(MusterRoster *roster, const MadeCentre *m, int person, int shift, MusterDay day, int start_s, int end_s)
{
  MusterDuty d = {.person = person, .group = m->person[person].group, .shift = shift, .day = day, .n_segments = 1};
  muster_zone_to_utc(m->centre.zone, day, start_s, &d.start);
  muster_zone_to_utc(m->centre.zone, day, end_s, &d.end);
  d.segment = g_new(MusterSegment, 1);
  d.segment[0] = seg(MUSTER_ACTIVITY_WORK, NULL, d.start, d.end, TRUE);
  muster_roster_add(roster, &d);
}

static inline MusterDuty *
duty_at(MusterRoster *roster, guint i)
{
  return &g_array_index(roster->duties, MusterDuty, i);
}

/* Expects the rules named (space between, in order of report; "" none). */
static inline void
expect(const MadeCentre *m, const MusterRoster *roster, const char *rules)
{
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, roster, NULL);
  g_autoptr(GString) got = g_string_new(NULL);
  for (guint i = 0; i < check->violations->len; i++)
    g_string_append_printf(got, "%s%s", i > 0 ? " " : "", g_array_index(check->violations, MusterViolation, i).rule);
  if (!g_str_equal(got->str, rules)) {
    g_printerr("expected '%s', found '%s'\n", rules, got->str);
    for (guint i = 0; i < check->violations->len; i++) {
      g_autofree char *t = muster_violation_text(&g_array_index(check->violations, MusterViolation, i), &m->centre);
      g_printerr("  %s\n", t);
    }
  }
  CU_ASSERT_STRING_EQUAL(got->str, rules);
}
