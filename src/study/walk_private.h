/* A walk in progress: what is known so far, and how a stage is either kept or done. */
#pragma once
#include "study/journal_private.h"
#include <muster/muster.h>

typedef struct WalkAhead WalkAhead;

typedef struct {
  const MusterCentre *centre;
  const MusterLineOptions *options;
  const char *folder;
  MusterFaults *faults;
  Journal *journal;
  char centre_digest[65];           /* of everything the centre file and the files it names say */
  char digest[MUSTER_N_STAGES][65]; /* of each stage's file as it stands; "" where the line has no such stage */
  gboolean present[MUSTER_N_STAGES];
  MusterHistory *history;           /* as the forecast read it; NULL where it has not */
  MusterDemand *demand;
  MusterRequirement *requirement;
  MusterPlan *plan;                 /* NULL where the centre has no shifts */
  MusterRoster *roster;             /* NULL where it has no people */
  MusterOutcome *outcome;
  WalkAhead *ahead;                 /* the roster in the making, or NULL */
  MusterCheck *check;               /* of the roster, else of the plan; NULL without either */
  gboolean unmet;                   /* a target that cannot be met */
  GPtrArray *notes;                 /* char *: what a reader of the page must know */
} Walk;

/* Each does its stage and gives the text of its file. FALSE with faults or error. (transfer full) */
gboolean walk_forecast(Walk *walk, char **text, GError **error);
gboolean walk_staff(Walk *walk, char **text, GError **error);
gboolean walk_plan(Walk *walk, char **text, GError **error);
gboolean walk_roster(Walk *walk, char **text, GError **error);
gboolean walk_simulate(Walk *walk, char **text, GError **error);
gboolean walk_report(Walk *walk, char **text, GError **error);

/* Takes a stage's value from its file. FALSE with faults. */
gboolean walk_read(Walk *walk, MusterStage stage, MusterSource *source);

void walk_say(const Walk *walk, MusterStage stage, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Says it, and puts it on the page. */
void walk_note(Walk *walk, MusterStage stage, const char *text);

/* The manifest: what was made, from what, by which command, and what it came to. (transfer full) */
char *walk_manifest(const Walk *walk, const MusterLineResult *result);

/* Begins the roster on a thread of its own; the requirement must stay as it is until it is finished or dropped. */
WalkAhead *walk_ahead_begin(const Walk *walk, const MusterRosterOptions *options);
/* Waits for it, frees `ahead`; NULL with faults. (transfer full) */
MusterRoster *walk_ahead_finish(WalkAhead *ahead, MusterFaults *faults);
/* Stops it and throws it away. */
void walk_ahead_drop(WalkAhead *ahead);
