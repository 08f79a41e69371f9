/* Any bytes as JSON: passed over, and walked value by value. */
#include "fuzz.h"
#include <muster/base/json_reader.h>

/* Reads one value and everything in it; returns how many values that were. */
static int
walk(MusterJsonReader *json)
{
  g_autofree char *text = NULL;
  double number;
  gboolean truth;
  int n = 1;
  switch (muster_json_reader_peek(json)) {
  case MUSTER_JSON_OBJECT:
    if (muster_json_reader_object(json))
      while (muster_json_reader_key(json) != NULL)
        n += walk(json);
    break;
  case MUSTER_JSON_ARRAY:
    if (muster_json_reader_array(json))
      while (muster_json_reader_item(json))
        n += walk(json);
    break;
  case MUSTER_JSON_STRING:
    if (muster_json_reader_string(json, &text) && !g_utf8_validate(text, -1, NULL))
      g_error("a string that is no UTF-8");
    break;
  case MUSTER_JSON_BOOLEAN:
    muster_json_reader_boolean(json, &truth);
    break;
  case MUSTER_JSON_NUMBER:
  case MUSTER_JSON_NULL:
  case MUSTER_JSON_NOTHING:
  default:
    muster_json_reader_number_or_null(json, &number);
    break;
  }
  return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("input.json", (const char *) data, size);
  g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, faults);
  g_autoptr(MusterJsonReader) other = muster_json_reader_new(source, faults);
  walk(json);
  muster_json_reader_skip(other);
  if (muster_json_reader_finish(json) != muster_json_reader_finish(other))
    g_error("walking and passing over disagree");
  g_autofree char *said = muster_faults_render(faults, FALSE);
  return 0;
}
