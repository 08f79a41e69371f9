/* What the two forms of a roster's file share: duties come in any order, are checked together and put in
 * order. */
#pragma once
#include <muster/model/roster.h>
#include "model/moment_private.h"
#include "model/names_private.h"

typedef struct {
  const MusterCentre *centre;
  MusterFaults *faults;
  MusterRoster *roster;
  ModelNames queues, groups, shifts, people;
  MusterDay first_day, last_day; /* days on which a duty may start */
  gboolean previous;             /* the period before: unknown people are left out */
  GArray *found;                 /* of FoundDuty */
} RosterBuild;

typedef struct {
  MusterDuty duty;
  MusterMark mark;
} FoundDuty;

void roster_build_init(RosterBuild *build, const MusterCentre *centre, gboolean previous,
                       MusterFaults *faults);
void roster_build_clear(RosterBuild *build);
/* The person called `id`; -1 with an error, or with a warning where people may have left. */
int roster_build_person(RosterBuild *build, const char *id, MusterMark mark);
/* The shift of the centre that has this start and length and that the person may work; -1: none. */
int roster_build_guess_shift(const RosterBuild *build, int person, const MomentSpan *span);
/* Is time of this kind paid when nothing else is said? */
gboolean roster_build_usually_paid(MusterActivityKind kind);
/* Sorts the segments, refuses those that overlap, fills holes with work, and keeps the duty. Takes the
 * segments. */
void roster_build_add(RosterBuild *build, MusterDuty *duty, MusterMark mark);
/* Refuses duties of one person that overlap, and puts the rest into the roster in order. */
void roster_build_finish(RosterBuild *build);

void roster_read_yaml(RosterBuild *build, MusterSource *source);
void roster_read_csv(RosterBuild *build, MusterSource *source);
