/* Moments of a shift in YAML: `08:00` by the wall clock, or a whole date and time.
 *
 * A clock alone is its first moment that may be meant: on the shift's own day for a start, the first one
 * behind the start for an end, so that a shift from 22:00 to 06:00 needs no second date. Where that would be
 * another moment (the hour that the clocks show twice), the writer gives date, time and offset.
 */
#pragma once
#include <muster/model/centre.h>
#include <muster/yaml/table.h>

#define MOMENT_LONGEST_SHIFT_S (26 * 3600) /* a day of 25 hours and what is handed over */

/* The moment that `text` means: at or behind `earliest`. FALSE when it is none; `*why` is static. */
gboolean moment_parse(const MusterZone *zone, const char *text, MusterDay day, gint64 earliest, gint64 *utc,
                      const char **why);
/* The shortest text that moment_parse() reads as `utc`. (transfer full) */
char *moment_format(const MusterZone *zone, gint64 utc, MusterDay day, gint64 earliest);

/* The keys `day`, `start` and `end` of a shift or duty: day inside the horizon, start on that day, end behind
 * it. FALSE with errors at their places. `first_day` and `last_day` are what is allowed. */
typedef struct {
  MusterDay day;
  gint64 start, end;
} MomentSpan;
gboolean moment_read_span(MusterYamlReader *reader, const MusterCentre *centre, const MusterYamlNode *node,
                          MusterDay first_day, MusterDay last_day, MomentSpan *span);
/* The keys `start` and `end` of something inside a shift. */
gboolean moment_read_inside(MusterYamlReader *reader, const MusterCentre *centre, const MusterYamlNode *node,
                            const MomentSpan *shift, gint64 *start, gint64 *end);

/* Adds `key` with a moment to a map. */
void moment_write(MusterYaml *tree, MusterYamlNode *node, const char *key, const MusterCentre *centre,
                  gint64 utc, MusterDay day, gint64 earliest);
void moment_write_day(MusterYaml *tree, MusterYamlNode *node, MusterDay day);
