/* A JSON reader that walks a text: the caller asks for what it expects, in order, and no tree is built.
 *
 *     g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, faults);
 *     const char *key;
 *     if (muster_json_reader_object(json))
 *       while ((key = muster_json_reader_key(json)) != NULL)
 *         if (strcmp(key, "seed") == 0)
 *           muster_json_reader_unsigned(json, &seed);
 *         else
 *           muster_json_reader_skip(json);
 *     muster_json_reader_finish(json);
 *
 * The first thing that is wrong adds a fault at its place and ends the walk: from then on every call says
 * FALSE or NULL, so that loops end by themselves, and muster_json_reader_failed() says TRUE. RFC 8259, UTF-8,
 * at most 64 levels deep; a key that comes twice in an object is for the caller to notice. Cost is linear.
 */
#pragma once
#include <muster/base/error.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_JSON_OBJECT,
  MUSTER_JSON_ARRAY,
  MUSTER_JSON_STRING,
  MUSTER_JSON_NUMBER,
  MUSTER_JSON_BOOLEAN,
  MUSTER_JSON_NULL,
  MUSTER_JSON_NOTHING /* no value begins here, or the walk has ended */
} MusterJsonKind;

typedef struct MusterJsonReader MusterJsonReader;
/* Keeps a reference to `source`. (transfer full) */
MUSTER_API MusterJsonReader *muster_json_reader_new(MusterSource *source, MusterFaults *faults);
MUSTER_API void muster_json_reader_free(MusterJsonReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterJsonReader, muster_json_reader_free)

/* The kind of the value that comes next. */
MUSTER_API MusterJsonKind muster_json_reader_peek(MusterJsonReader *reader);
MUSTER_API MusterMark muster_json_reader_mark(MusterJsonReader *reader); /* where it stands */
MUSTER_API gboolean muster_json_reader_failed(const MusterJsonReader *reader);
/* Adds an error and ends the walk, for what is JSON but not what is meant: at the key, string or number that
 * was read last. */
MUSTER_API void muster_json_reader_refuse(MusterJsonReader *reader, const char *hint, const char *message);

/* Enters an object; each key follows until NULL leaves it. The key is good until the next call. */
MUSTER_API gboolean muster_json_reader_object(MusterJsonReader *reader);
MUSTER_API const char *muster_json_reader_key(MusterJsonReader *reader);
/* Enters an array; each TRUE stands before an item, FALSE leaves it. */
MUSTER_API gboolean muster_json_reader_array(MusterJsonReader *reader);
MUSTER_API gboolean muster_json_reader_item(MusterJsonReader *reader);

MUSTER_API gboolean muster_json_reader_string(MusterJsonReader *reader, char **text); /* (transfer full) */
MUSTER_API gboolean muster_json_reader_number(MusterJsonReader *reader, double *value);
MUSTER_API gboolean muster_json_reader_unsigned(MusterJsonReader *reader, guint64 *value);
MUSTER_API gboolean muster_json_reader_boolean(MusterJsonReader *reader, gboolean *value);
MUSTER_API gboolean muster_json_reader_null(MusterJsonReader *reader);
/* A number, or NaN for null. */
MUSTER_API gboolean muster_json_reader_number_or_null(MusterJsonReader *reader, double *value);
/* Passes over one value of any kind. */
MUSTER_API gboolean muster_json_reader_skip(MusterJsonReader *reader);
/* Nothing but blanks may follow. */
MUSTER_API gboolean muster_json_reader_finish(MusterJsonReader *reader);

G_END_DECLS
