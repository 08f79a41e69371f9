/* Text → tree: the loop over libyaml, and what comes before it. */
#include "yaml/events_private.h"
#include <string.h>

#define DEFAULT_BYTES ((gsize) 64 << 20)

/* Feeds all events to the reader; FALSE when the syntax is broken (reported). */
static gboolean
run_parser(MusterYamlEvents *reader, yaml_parser_t *parser)
{
  gboolean done = FALSE;
  while (!done && !reader->stop) {
    yaml_event_t event;
    if (!yaml_parser_parse(parser, &event)) {
      int line = (int) parser->problem_mark.line + 1;
      if (!muster_yaml_line_has_tab(reader->source, line) ||
          muster_yaml_scan_tabs(reader->source, reader->faults) == 0)
        muster_yaml_report_syntax(parser, reader->source, reader->faults);
      return FALSE;
    }
    done = event.type == YAML_STREAM_END_EVENT;
    muster_yaml_events_take(reader, &event);
    yaml_event_delete(&event);
  }
  return TRUE;
}

static MusterYaml *
read_tree(MusterSource *source, const MusterYamlLimits *limits, MusterFaults *faults)
{
  gsize length = 0;
  const char *text = muster_source_text(source, &length);
  MusterYamlEvents reader;
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser))
    g_error("no memory for the YAML parser");
  gsize mark =
      length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* a byte order mark has no column */
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *) text + mark, length - mark);
  muster_yaml_events_init(&reader, source, limits, faults);
  gboolean ok = run_parser(&reader, &parser);
  yaml_parser_delete(&parser);
  return muster_yaml_events_finish(&reader, ok);
}

MusterYaml *
muster_yaml_parse(MusterSource *source, const MusterYamlLimits *limits, MusterFaults *faults)
{
  gsize length = 0, most = limits != NULL && limits->max_bytes > 0 ? limits->max_bytes : DEFAULT_BYTES;
  muster_source_text(source, &length);
  if (length > most) {
    MusterMark mark = {.source = source};
    muster_faults_error(faults, mark, "split the file", "the file is larger than %" G_GSIZE_FORMAT " bytes",
                        most);
    return NULL;
  }
  if (!muster_yaml_scan_bytes(source, faults))
    return NULL;
  return read_tree(source, limits, faults);
}

MusterYaml *
muster_yaml_read(const char *path, const MusterYamlLimits *limits, MusterFaults *faults)
{
  g_autoptr(GError) error = NULL;
  gsize most = limits != NULL && limits->max_bytes > 0 ? limits->max_bytes : DEFAULT_BYTES;
  g_autoptr(MusterSource) source = muster_source_read(path, most, &error);
  if (source == NULL) {
    MusterMark nowhere = {0};
    muster_faults_take(faults, nowhere, g_steal_pointer(&error));
    return NULL;
  }
  return muster_yaml_parse(source, limits, faults);
}
