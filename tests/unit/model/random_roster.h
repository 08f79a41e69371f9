/* Random plans and rosters on the small centre. */
#pragma once
#include "small_centre.h"

static inline char *
random_name(GRand *rand)
{
  static const char *const names[] = {"lunch",  "rest",       "no", "08:00", "a, b: c",
                                      "团队会", "\"quoted\"", "12", "- x"};
  return g_strdup(names[g_rand_int_range(rand, 0, G_N_ELEMENTS(names))]);
}

/* A start on `day` at a whole minute, and a length of 1 to 12 hours. */
static inline void
random_span(GRand *rand, const MusterCentre *centre, MusterDay day, gint64 *start, gint64 *end)
{
  muster_zone_to_utc(centre->zone, day, 0, start);
  *start += g_rand_int_range(rand, 0, 23 * 60) * 60;
  *end = *start + g_rand_int_range(rand, 60, 12 * 60) * 60;
}

/* Cuts [start, end) at `n` random minutes: out[n + 2], ascending, not all different. */
static inline void
random_cuts(GRand *rand, gint64 start, gint64 end, int n, gint64 *out)
{
  out[0] = start;
  for (int i = 1; i <= n; i++)
    out[i] = MIN(end, out[i - 1] + g_rand_int_range(rand, 0, (int) ((end - out[i - 1]) / 60) + 1) * 60);
  out[n + 1] = end;
}

static inline void
random_plan_shift(GRand *rand, const MusterCentre *centre, MusterPlanShift *shift)
{
  gint64 cut[8];
  *shift = (MusterPlanShift){.group = g_rand_int_range(rand, 0, centre->n_groups),
                             .shift = g_rand_int_range(rand, 0, centre->n_shifts),
                             .day = centre->from + g_rand_int_range(rand, 0, 14),
                             .count = g_rand_int_range(rand, 1, 9)};
  random_span(rand, centre, shift->day, &shift->start, &shift->end);
  random_cuts(rand, shift->start, shift->end, 6, cut);
  shift->pause = g_new0(MusterPause, 3);
  for (int i = 1; i < 6; i += 2)
    if (cut[i + 1] > cut[i])
      shift->pause[shift->n_pauses++] =
          (MusterPause){random_name(rand), cut[i], cut[i + 1], g_rand_boolean(rand)};
}

static inline void
random_segment(GRand *rand, gint64 start, gint64 end, MusterSegment *segment)
{
  *segment =
      (MusterSegment){.kind = (MusterActivityKind) g_rand_int_range(rand, 0, 4), .start = start, .end = end};
  if (segment->kind != MUSTER_ACTIVITY_WORK || g_rand_boolean(rand)) {
    segment->name = random_name(rand);
    segment->paid = g_rand_boolean(rand);
  } else {
    segment->paid = TRUE;
    segment->queues = (guint64) g_rand_int_range(rand, 0, 8);
  }
}

static inline void
random_duty(GRand *rand, const MusterCentre *centre, int person, MusterDay day, MusterDuty *duty)
{
  gint64 cut[8];
  *duty = (MusterDuty){.person = person,
                       .group = g_rand_int_range(rand, 0, centre->n_groups),
                       .shift = g_rand_int_range(rand, 0, centre->n_shifts),
                       .day = day,
                       .locked = g_rand_boolean(rand)};
  random_span(rand, centre, day, &duty->start, &duty->end);
  random_cuts(rand, duty->start, duty->end, 6, cut);
  duty->segment = g_new0(MusterSegment, 7);
  for (int i = 0; i < 7; i++)
    if (cut[i + 1] > cut[i])
      random_segment(rand, cut[i], cut[i + 1], &duty->segment[duty->n_segments++]);
}
