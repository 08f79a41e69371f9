/* The study room conducts: it walks the whole line and keeps every value in a folder.
 *
 * A folder of results holds one file per stage, `stages.csv` (what each was made from) while and after the walk, and
 * `manifest.json`, written last: a folder without a manifest is an unfinished walk. A stage's file may be edited or brought
 * from elsewhere; a walk that starts after it, or resumes, takes it as it is.
 */
#pragma once
#include <muster/model.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_STAGE_FORECAST, /* demand.yaml */
  MUSTER_STAGE_STAFF,    /* requirement.csv */
  MUSTER_STAGE_PLAN,     /* plan.yaml; only where the centre has shifts */
  MUSTER_STAGE_ROSTER,   /* roster.yaml and roster.csv; only where it has people */
  MUSTER_STAGE_SIMULATE, /* outcome.json */
  MUSTER_STAGE_REPORT,   /* report.html */
  MUSTER_N_STAGES
} MusterStage;
MUSTER_API const char *muster_stage_name(MusterStage stage); /* "forecast", … */
MUSTER_API const char *muster_stage_file(MusterStage stage); /* "demand.yaml", … */

/* Called when a stage begins (done = 0), moves and ends (done = total), and with what there is to say of it (or NULL). */
typedef void (*MusterLineTalk)(MusterStage stage, int done, int total, const char *message, gpointer data);

typedef struct {
  guint64 seed;
  int jobs;          /* 0: as many as processors */
  gint64 work;       /* units of search per stage; 0: each stage's own measure */
  gboolean force;    /* overwrite a folder of results */
  gboolean resume;   /* keep each stage whose inputs have not changed, also a file edited by hand */
  MusterStage from;  /* earlier stages are read from the folder as they are */
  MusterLineTalk talk; /* or NULL */
  gpointer talk_data;
  const char *command; /* what the manifest and the page say made them */
} MusterLineOptions;

/* What a walk came to. */
typedef struct {
  MusterExit status;    /* OK, TARGET or LIMIT */
  int n_people;         /* who work at all; 0 without a roster */
  double paid_h, cost, gap; /* of the roster, else of the plan; NaN without */
  double uncovered_h;   /* agent hours short; NaN without plan and roster */
  int n_violations;     /* found by the checker */
  MusterMeasure service_level, abandonment; /* of the totals */
  char *page;           /* path of the report */
} MusterLineResult;
MUSTER_API void muster_line_result_clear(MusterLineResult *result);

/* Walks the line for a centre that was read, into `folder`. Bad input found on the way goes to `faults` (then FALSE without error);
 * other trouble to `error`. */
MUSTER_API gboolean muster_line_walk(const MusterCentre *centre, const char *folder, const MusterLineOptions *options,
                                     MusterLineResult *result, MusterFaults *faults, GError **error);

G_END_DECLS
