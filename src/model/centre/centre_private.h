/* Inside the reader of centre files: key tables, one file per object; what they share while a file is read. */
#pragma once
#include <math.h>
#include <muster/model/centre.h>
#include <muster/yaml/table.h>

/* What a centre was read from. Marks point into the sources that the tree holds. */
typedef struct MusterCentreTree {
  MusterYaml *tree;
  MusterYamlNode *root; /* with `like` carried out and the files of sections read in */
  char *folder;         /* where named files are found; NULL: none may be named */
} MusterCentreTree;

/* While a file is read: reader->user. */
typedef struct {
  MusterCentre *centre;
  MusterCentreTree *tree;
  const MusterNames *routers; /* or NULL */
  const char **queues, **groups, **shifts, **outside, **contracts; /* names in the order of the file, NULL-terminated */
  MusterZone *zone;           /* of the file, UTC when that is wrong; for instants */
  gboolean serves_broken;     /* some `serves` was faulty: nothing can be said of queues that nobody serves */
} CentreReading;

static inline CentreReading *
centre_reading(const MusterYamlReader *reader)
{
  return reader->user;
}

/* While one is written: writer->user. */
typedef struct {
  const MusterCentre *centre;
  const char *scopes[5]; /* lists of names that were asked for, made on demand */
  const char **names[5];
} CentreWriting;

static inline const MusterCentre *
centre_written(const MusterYamlWriter *writer)
{
  return ((const CentreWriting *) writer->user)->centre;
}

/* ---- tables ---- */
extern const MusterYamlKey centre_keys[]; /* of MusterCentre */
extern const MusterYamlKey centre_queue_keys[];
extern const MusterYamlKey centre_group_keys[];
extern const MusterYamlKey centre_grade_keys[];
extern const MusterYamlKey centre_learning_keys[]; /* of MusterLearning */
extern const MusterYamlKey centre_routing_keys[]; /* of MusterCentre */
extern const MusterYamlKey centre_shift_keys[];
extern const MusterYamlKey centre_activity_keys[];
extern const MusterYamlKey centre_contract_keys[];

/* ---- types ---- */
extern const MusterYamlType centre_hours;         /* MusterHours: opening hours by weekday */
extern const MusterYamlType centre_steps;         /* MusterSteps: a number, or numbers by weekday and clock */
extern const MusterYamlType centre_factors;        /* MusterSteps of shares, by the clock */
extern const MusterYamlType centre_handle_time;   /* MusterDist, log-normal unless it says otherwise */
extern const MusterYamlType centre_delay;         /* MusterDist, exponential unless … */
extern const MusterYamlType centre_balk;          /* MusterBalk */
extern const char *const centre_predictions[];    /* the words of MusterPredict */
extern const MusterYamlType centre_place;         /* int queue, followed by int outside: `NAME` or `outside.NAME` */
extern const MusterYamlType centre_like;          /* nothing: carried out before the tables read */
extern const MusterYamlType centre_people;        /* MusterCentre.person */
extern const MusterYamlType centre_shrinkage;     /* MusterCentre.shrinkage */
extern const MusterYamlType centre_serves;        /* MusterGroup.serves */
extern const MusterYamlType centre_condition;     /* MusterCondition of routing */
extern const MusterYamlType centre_router;        /* MusterRouter */
extern const MusterYamlType centre_labour;         /* MusterCentre.labour */
extern const MusterYamlType centre_calendar;       /* MusterCentre.special_day */
extern const MusterYamlType centre_raw;           /* kept in the tree for another reader; offset: MusterCentre.tree */

/* ---- shared pieces ---- */

/* `08:00-18:00`, `22:00-06:00`, one or a list of them, or `closed`; appended to an array of MusterWindow with `days`. */
gboolean centre_read_windows(MusterYamlReader *reader, const MusterYamlNode *node, guint days, GArray *windows);
char *centre_format_window(const MusterWindow *window); /* (transfer full) */
/* Adds the windows under `key`: a text, a list of texts, or `closed`. */
void centre_write_windows(MusterYamlWriter *writer, MusterYamlNode *parent, const char *key, const MusterWindow *window,
                          int n);
/* The index of a name in a NULL-terminated list, or -1. */
int centre_index_of(const char *const *names, const char *name);

/* Carries out every `like` in the maps of names below `root`. */
void centre_expand_likes(MusterYaml *tree, MusterYamlNode *root, MusterFaults *faults);
/* Replaces sections that are a file's name by what the file holds. */
void centre_include_sections(MusterCentreTree *tree, MusterFaults *faults);
/* A file beside the centre: its path (transfer full), or NULL with a fault when files may not be named. */
char *centre_beside(const MusterCentreTree *tree, const MusterYamlNode *node, MusterFaults *faults);
/* The tree of a preset, config/FOLDER/NAME.yaml, or of a file NAME.yaml beside the centre; NULL with a fault at `node` that
 * lists those there are. (transfer full) */
MusterYaml *centre_read_preset(const MusterYamlReader *reader, const char *folder, const MusterYamlNode *node);

/* After the tables: what depends on several keys is filled in, then checked. Both add faults. */
void centre_complete(MusterYamlReader *reader, const MusterYamlNode *root);
void centre_check(const CentreReading *reading, MusterFaults *faults);
void centre_check_shifts(const MusterCentre *centre, MusterFaults *faults);
void centre_check_flows(const MusterCentre *centre, MusterFaults *faults);
void centre_check_channels(const MusterCentre *centre, MusterFaults *faults);

/* The mark of a key by its path (NULL-terminated) below the centre's root; of the nearest key above it that is there. */
MusterMark centre_mark(const MusterCentre *centre, ...) G_GNUC_NULL_TERMINATED;
/* Gives the entries of routing.overflow to their groups, once these are read. `node` may be NULL. */
void centre_grant_overflow(MusterYamlReader *reader, MusterCentre *centre, const MusterYamlNode *node);
/* Reads the people, file or list, into a centre whose other sections are there. `node` may be NULL. */
void centre_read_people(MusterYamlReader *reader, const MusterYamlNode *node, MusterCentre *centre);
