/* Small centres with people, for the simulator's tests: one group serves two queues, the day is open from 08:00 to 12:00. */
#pragma once
#include "sim_case.h"

#define CREW 3

typedef struct {
  SimCase k;
  MusterPerson person[CREW];
  MusterShift shift;
  MusterBreak pause;
  MusterShrinkage shrinkage;
  MusterRoster *roster;
} Crew;

static inline gint64
crew_at(const SimCase *k, double clock_h)
{
  return k->c.grid->start[0] + (gint64) (clock_h * H);
}

static inline void
crew_init(Crew *crew)
{
  static const char *const names[CREW] = {"p0", "p1", "p2"};
  memset(crew, 0, sizeof *crew);
  SimCase *k = &crew->k;
  case_init(k, 2, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  for (int p = 0; p < CREW; p++)
    crew->person[p] = (MusterPerson){.id = (char *) (gpointer) names[p], .contract = -1};
  k->c.n_people = CREW;
  k->c.person = crew->person;
  crew->pause = (MusterBreak){.name = (char *) (gpointer) "rest",
                              .count = 1,
                              .length_s = 900,
                              .paid = TRUE,
                              .from_s = NAN,
                              .to_s = NAN};
  crew->shift = (MusterShift){.name = (char *) (gpointer) "early", .n_breaks = 1, .breaks = &crew->pause};
  k->c.n_shifts = 1;
  k->c.shift = &crew->shift;
  crew->roster = muster_roster_new(&k->c);
  k->staff.roster = crew->roster;
}

static inline void
crew_clear(Crew *crew)
{
  muster_roster_free(crew->roster);
  case_clear(&crew->k);
}

/* Works from `from_h` to `to_h` with a paid break of 15 minutes at `break_h` (0: none), then only the queues of `queues`. */
static inline void
crew_works(Crew *crew, int person, double from_h, double to_h, double break_h, guint64 queues)
{
  const SimCase *k = &crew->k;
  MusterDuty duty = {.person = person, .day = k->c.from, .start = crew_at(k, from_h), .end = crew_at(k, to_h)};
  duty.segment = g_new0(MusterSegment, 3);
  MusterSegment *s = duty.segment;
  if (break_h > 0) {
    s[0] = (MusterSegment){
        .kind = MUSTER_ACTIVITY_WORK, .start = duty.start, .end = crew_at(k, break_h), .paid = TRUE};
    s[1] = (MusterSegment){.kind = MUSTER_ACTIVITY_BREAK,
                           .name = g_strdup("rest"),
                           .start = crew_at(k, break_h),
                           .end = crew_at(k, break_h) + 900,
                           .paid = TRUE};
    s[2] = (MusterSegment){.kind = MUSTER_ACTIVITY_WORK,
                           .start = crew_at(k, break_h) + 900,
                           .end = duty.end,
                           .paid = TRUE,
                           .queues = queues};
    duty.n_segments = 3;
  } else {
    s[0] = (MusterSegment){
        .kind = MUSTER_ACTIVITY_WORK, .start = duty.start, .end = duty.end, .paid = TRUE, .queues = queues};
    duty.n_segments = 1;
  }
  muster_roster_add(crew->roster, &duty);
}
