/* Days, wall-clock times, zones and interval grids.
 *
 * Stored instants are Unix seconds in UTC (gint64). Days are MusterDay: days since 1970-01-01, local.
 * A grid steps in elapsed time from local midnight; a DST day has 23 or 25 hours of intervals.
 * `semantics.md` "Time" is the law: a local time that does not exist is an error in a file and the next
 * instant in a pattern; one that occurs twice is the first unless an offset is given.
 */
#pragma once
#include <muster/base/api.h>
#include <muster/base/error.h>

G_BEGIN_DECLS

typedef gint32 MusterDay; /* days since 1970-01-01 */

MUSTER_API gboolean muster_day_parse(const char *text, MusterDay *day);                /* 2026-11-09, must exist */
MUSTER_API MusterDay muster_day_from_ymd(int year, int month, int day);
MUSTER_API void muster_day_to_ymd(MusterDay day, int *year, int *month, int *mday);
MUSTER_API char *muster_day_format(MusterDay day);                                     /* (transfer full) */
MUSTER_API int muster_day_weekday(MusterDay day);                                      /* 0 Monday … 6 Sunday */
extern MUSTER_API const char *const muster_weekday_names[8];                           /* mon … sun, NULL */
/* `mon-fri`, `sat`, `mon,wed,fri`, `sat-mon` → bit i = weekday i. FALSE if it is none of them. */
MUSTER_API gboolean muster_weekdays_parse(const char *text, guint *mask);
MUSTER_API char *muster_weekdays_format(guint mask);                                   /* (transfer full) */
/* `08:00`, `08:00:30`, `24:00` → seconds after midnight by the wall clock, 0..86400. */
MUSTER_API gboolean muster_clock_parse(const char *text, int *seconds);
MUSTER_API char *muster_clock_format(int seconds);                                     /* `08:00`; (transfer full) */

/* A time zone from the system's database; immutable, shared by reference count, safe between threads. */
typedef struct MusterZone MusterZone;
MUSTER_API MusterZone *muster_zone_new(const char *iana, GError **error); /* NULL for an unknown name */
MUSTER_API MusterZone *muster_zone_ref(MusterZone *zone);
MUSTER_API void muster_zone_unref(MusterZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterZone, muster_zone_unref)
MUSTER_API const char *muster_zone_name(const MusterZone *zone);
typedef enum { MUSTER_LOCAL_ONCE, MUSTER_LOCAL_TWICE, MUSTER_LOCAL_NEVER } MusterLocal;
/* Local day + seconds after midnight (may exceed 86400: next day's clock) → instant. Twice: the first.
 * Never: the next instant that exists. Says which through the return value. */
MUSTER_API MusterLocal muster_zone_to_utc(const MusterZone *zone, MusterDay day, int clock_s, gint64 *utc);
MUSTER_API void muster_zone_to_local(const MusterZone *zone, gint64 utc, MusterDay *day, int *clock_s, int *offset_s);
/* ISO 8601 with offset: 2026-11-09T08:00:00+08:00. (transfer full) */
MUSTER_API char *muster_zone_format(const MusterZone *zone, gint64 utc);
MUSTER_API char *muster_utc_format(gint64 utc); /* 2026-11-09T00:00:00Z; (transfer full) */
/* Reads ISO 8601 with an offset or Z, or local `YYYY-MM-DD[T ]HH:MM[:SS]` in `zone`. `*local` says how a local time fell. */
MUSTER_API gboolean muster_instant_parse(const char *text, const MusterZone *zone, gint64 *utc, MusterLocal *local);

/* Intervals of equal elapsed length over whole local days. Open struct, immutable once made. */
typedef struct {
  MusterZone *zone;     /* owned reference */
  MusterDay first_day;  /* local */
  int n_days;
  int interval_s;       /* 300, 600, 900, 1800 or 3600 */
  int n;                /* intervals in all */
  gint64 *start;        /* [n + 1], UTC; start[n] is the end */
  int *day_first;       /* [n_days + 1], index of each day's first interval; day_first[n_days] = n */
  int *day_of;          /* [n], index of the day, 0-based from first_day */
  int *clock_s;         /* [n], wall clock of the start, seconds after local midnight */
  int ref_count;
} MusterGrid;
/* NULL with error when a DST jump inside the horizon is no multiple of the interval. */
MUSTER_API MusterGrid *muster_grid_new(MusterZone *zone, MusterDay first, int n_days, int interval_s, GError **error);
MUSTER_API MusterGrid *muster_grid_ref(MusterGrid *grid);
MUSTER_API void muster_grid_unref(MusterGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterGrid, muster_grid_unref)
MUSTER_API int muster_grid_find(const MusterGrid *grid, gint64 utc); /* interval that holds utc, or -1 */

G_END_DECLS
