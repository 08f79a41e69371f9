#include <muster/base/json_reader.h>
#include <muster/csv.h>
#include <muster/model/file_kind.h>
#include "model/file_form_private.h"
#include <string.h>

#define HEADER_BYTES 65536 /* of a table; more is not looked at */

const char *
muster_file_kind_name(MusterFileKind kind)
{
  static const char *const names[] = {"something else",   "a centre", "a scenario", "a demand",
                                      "a requirement",    "a plan",   "a roster",   "an outcome",
                                      "a list of people", "a history"};
  g_return_val_if_fail((guint) kind < G_N_ELEMENTS(names), names[0]);
  return names[kind];
}

FileForm
file_form(MusterSource *source)
{
  gsize length;
  const char *text = muster_source_text(source, &length), *p = text, *end = text + length;
  if (length >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
    p++;
  if (p == end || (*p != 0 && strchr("#%{[-", *p) != NULL))
    return FILE_TREE;
  for (; p < end && *p != '\n' && *p != '\r'; p++) {
    if (*p == ':' && (p + 1 == end || p[1] == ' ' || p[1] == '\t' || p[1] == '\r' || p[1] == '\n'))
      return FILE_TREE;
    if (*p == 0 || strchr(",;\t|", *p) != NULL)
      return FILE_TABLE;
  }
  return FILE_LINE;
}

/* --- trees --- */

static const struct {
  const char *key;
  MusterFileKind kind;
} tree_keys[] = {
    /* A centre has shifts and queues of its own, so the keys that decide come first. */
    {"centre", MUSTER_FILE_CENTRE}, {"scenario", MUSTER_FILE_SCENARIO}, {"duties", MUSTER_FILE_ROSTER},
    {"roster", MUSTER_FILE_ROSTER}, {"totals", MUSTER_FILE_OUTCOME},    {"shifts", MUSTER_FILE_PLAN},
    {"plan", MUSTER_FILE_PLAN},     {"queues", MUSTER_FILE_DEMAND},
};

/* The one of two keys that decides. */
static gsize
stronger(gsize best, const char *key, gsize length)
{
  for (gsize i = 0; i < best; i++)
    if (strlen(tree_keys[i].key) == length && memcmp(tree_keys[i].key, key, length) == 0)
      return i;
  return best;
}

/* Keys at the beginning of lines; the text is not parsed. */
static gsize
keys_of_lines(const char *text, gsize length)
{
  gsize best = G_N_ELEMENTS(tree_keys);
  for (const char *p = text, *end = text + length; p < end && best > 0;) {
    const char *stop = memchr(p, '\n', (gsize) (end - p));
    stop = stop != NULL ? stop : end;
    const char *colon = memchr(p, ':', (gsize) (stop - p));
    if (colon != NULL)
      best = stronger(best, p, (gsize) (colon - p));
    p = stop + 1;
  }
  return best;
}

static gsize
keys_of_json(MusterSource *source)
{
  gsize best = G_N_ELEMENTS(tree_keys);
  g_autoptr(MusterFaults) ignored = muster_faults_new();
  g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, ignored);
  const char *key;
  if (muster_json_reader_object(json))
    while (best > 0 && (key = muster_json_reader_key(json)) != NULL) {
      best = stronger(best, key, strlen(key));
      muster_json_reader_skip(json);
    }
  return best;
}

static MusterFileKind
kind_of_tree(MusterSource *source)
{
  gsize length;
  const char *text = muster_source_text(source, &length);
  gsize best = keys_of_lines(text, length);
  if (best == G_N_ELEMENTS(tree_keys))
    best = keys_of_json(source);
  return best < G_N_ELEMENTS(tree_keys) ? tree_keys[best].kind : MUSTER_FILE_UNKNOWN;
}

/* --- tables --- */

/* The first lines alone, unless the text is encoded in a way that cannot be cut. */
static MusterSource *
head_of(MusterSource *source)
{
  gsize length;
  const char *text = muster_source_text(source, &length);
  gboolean wide = length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
  const char *line_end = length > HEADER_BYTES ? memrchr(text, '\n', HEADER_BYTES) : NULL;
  if (wide || line_end == NULL)
    return muster_source_ref(source);
  return muster_source_new(muster_source_name(source), text, (gsize) (line_end - text));
}

static MusterFileKind
kind_of_table(MusterSource *source)
{
  g_autoptr(MusterFaults) ignored = muster_faults_new();
  g_autoptr(MusterSource) head = head_of(source);
  g_autoptr(MusterCsv) csv =
      muster_csv_read(head, &(MusterCsvDialect){.header = MUSTER_CSV_HEADER_YES}, ignored);
  if (csv == NULL)
    return MUSTER_FILE_UNKNOWN;
  gboolean start = muster_csv_find(csv, "start|start_time|interval_start|timestamp") >= 0;
  gboolean end = muster_csv_find(csv, "end|end_time") >= 0, id = muster_csv_find(csv, "id") >= 0;
  if (start && end && (id || muster_csv_find(csv, "person|agent_id|agent|employee_id") >= 0))
    return MUSTER_FILE_ROSTER;
  if (start && muster_csv_find(csv, "agents|required|requirement") >= 0)
    return MUSTER_FILE_REQUIREMENT;
  if (muster_csv_find(csv, "offered|answered|handled|呼入量") >= 0)
    return MUSTER_FILE_HISTORY;
  return id ? MUSTER_FILE_PEOPLE : MUSTER_FILE_UNKNOWN;
}

MusterFileKind
muster_file_kind(MusterSource *source)
{
  return file_form(source) == FILE_TREE ? kind_of_tree(source) : kind_of_table(source);
}
