/* A JSON emitter: values go in, text comes out, nothing invalid can be written.
 *
 * Strings are escaped, and bytes that are no UTF-8 become U+FFFD; `</` is written `<\/`, so that the text may
 * stand inside an HTML <script>. Numbers are the shortest that read back the same double; NaN and infinities
 * become null, for JSON has none. Inside an object each value follows its key; a wrong order is a defect of
 * the caller and asserts.
 *
 *     g_autoptr(MusterJson) json = muster_json_new();
 *     muster_json_begin_object(json, MUSTER_JSON_LINES);
 *     muster_json_key(json, "seed");
 *     muster_json_integer(json, 1);
 *     muster_json_end(json);
 *     char *text = muster_json_finish(json);
 * / */
#pragma once
#include <muster/base/stats.h>

G_BEGIN_DECLS

/* How the members of an object or array are laid out: one a line and indented, or all on one line. What
 * stands inside a flat one is flat too. */
typedef enum { MUSTER_JSON_LINES, MUSTER_JSON_FLAT } MusterJsonLayout;

typedef struct MusterJson MusterJson;
MUSTER_API MusterJson *muster_json_new(void);
MUSTER_API void muster_json_free(MusterJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterJson, muster_json_free)

MUSTER_API void muster_json_begin_object(MusterJson *json, MusterJsonLayout layout);
MUSTER_API void muster_json_begin_array(MusterJson *json, MusterJsonLayout layout);
MUSTER_API void muster_json_end(MusterJson *json); /* the innermost object or array */
MUSTER_API void muster_json_key(MusterJson *json, const char *key);

MUSTER_API void muster_json_string(MusterJson *json, const char *text); /* NULL: null */
MUSTER_API void muster_json_number(MusterJson *json, double value);
MUSTER_API void muster_json_integer(MusterJson *json, gint64 value);
MUSTER_API void muster_json_unsigned(MusterJson *json, guint64 value);
MUSTER_API void muster_json_boolean(MusterJson *json, gboolean value);
MUSTER_API void muster_json_null(MusterJson *json);
/* {"mean": …, "lower": …, "upper": …} on one line; null when the mean is undefined. */
MUSTER_API void muster_json_measure(MusterJson *json, const MusterMeasure *measure);

/* The whole text with a last newline; every object and array must be ended. The emitter is empty afterwards.
 * (transfer full) */
MUSTER_API char *muster_json_finish(MusterJson *json);

G_END_DECLS
