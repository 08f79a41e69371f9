/* Quantities as planners write them: `4 min 20 s`, `80 %`, `25 / h`, `2 / 4 weeks`, `40 h / week`.
 *
 * Parsers take a whole text (blanks around it are allowed) and return FALSE with a newly made explanation in
 * `*why` (transfer full; `why` must not be NULL) that says which units fit: a bare number where a unit is needed
 * is an error. On FALSE the value is untouched. They check form, not range: `-2 h` and `160 %` are read.
 * Durations are seconds (double), shares are 1 for 100 %, rates are per second.
 * Numbers: `.` is the decimal sign, `_` or thin space may group digits; nothing beyond 1e15, no NaN, no infinity.
 * No locale changes what is read or written. Formatters take finite values.
 */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

MUSTER_API gboolean muster_parse_number(const char *text, double *value, char **why);
MUSTER_API gboolean muster_parse_duration(const char *text, double *seconds, char **why); /* s, min, h, day(s), week(s) */
/* `80 %` or `0.8`?  A share must carry `%`; whole percents come back as the nearest double to p/100. */
MUSTER_API gboolean muster_parse_share(const char *text, double *share, char **why);
/* `32 / h` : money per hour; `25 / h`, `3 / min`: amounts per second come back in `per_s`. */
MUSTER_API gboolean muster_parse_rate(const char *text, double *per_s, char **why);
/* `40 h / week` → 40 h in seconds per 1 week; `5 / week`, `2 / 4 weeks`, `16-24 h / week`: a range per a span of days.
 * lo == hi without a dash. `is_time` tells whether the amount carried a time unit (then lo, hi are seconds). */
typedef struct {
  double lo, hi;
  gboolean is_time;
  int per_n;       /* 1 in `/ week`, 4 in `/ 4 weeks` */
  char per_unit;   /* 'd' day, 'w' week, 'm' month, 'y' year, 0 when there is no `/` */
} MusterPerSpan;
MUSTER_API gboolean muster_parse_per_span(const char *text, MusterPerSpan *out, char **why);

/* The shortest text that reads back the same: `4 min 20 s`, `80 %`, `32 / h`. (transfer full) */
MUSTER_API char *muster_format_number(double value); /* shortest digits that read back the same double */
MUSTER_API char *muster_format_duration(double seconds);
MUSTER_API char *muster_format_share(double share);
MUSTER_API char *muster_format_rate_per_h(double per_s);
MUSTER_API char *muster_format_per_span(const MusterPerSpan *span);

/* ⌈need / Π(1 − s_i)⌉ with shares that are whole hundredths of a percent handled as integers, so that 21 at
 * 30 % is 30 and never 31. `need` ≥ 0 may be fractional. shares[n], each below 1; with one of 1 or more the answer is
 * INFINITY, since nobody is left to work: readers refuse such a share. */
MUSTER_API double muster_scheduled(double need, const double *shares, int n);

G_END_DECLS
