#include <muster/base/decimal.h>
#include <muster/base/json.h>
#include <math.h>
#include <string.h>

typedef struct {
  gboolean is_object, flat, has_member;
} Level;

struct MusterJson {
  GString *text;
  GArray *levels;        /* Level, outermost first */
  gboolean after_key;    /* a key was written, its value is due */
};

MusterJson *
muster_json_new(void)
{
  MusterJson *json = g_new0(MusterJson, 1);
  json->text = g_string_new(NULL);
  json->levels = g_array_new(FALSE, TRUE, sizeof(Level));
  return json;
}

void
muster_json_free(MusterJson *json)
{
  if (json == NULL)
    return;
  g_string_free(json->text, TRUE);
  g_array_unref(json->levels);
  g_free(json);
}

static Level *
innermost(MusterJson *json)
{
  return json->levels->len > 0 ? &g_array_index(json->levels, Level, json->levels->len - 1) : NULL;
}

static void
new_line(MusterJson *json)
{
  g_string_append_c(json->text, '\n');
  for (guint i = 0; i < json->levels->len; i++)
    g_string_append(json->text, "  ");
}

/* The comma and the white space in front of the next member of the innermost level. */
static void
separate(MusterJson *json, Level *level)
{
  if (level->has_member)
    g_string_append(json->text, level->flat ? ", " : ",");
  if (!level->flat)
    new_line(json);
  level->has_member = TRUE;
}

static void
before_value(MusterJson *json)
{
  Level *level = innermost(json);
  if (level == NULL)
    g_assert(json->text->len == 0); /* one value per text */
  else if (level->is_object)
    g_assert(json->after_key);
  else
    separate(json, level);
  json->after_key = FALSE;
}

static void
append_escaped(GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  g_string_append_c(out, '"');
  for (const char *p = valid; *p != '\0'; p++) {
    guchar c = (guchar) *p;
    if (c == '"' || c == '\\')
      g_string_append_printf(out, "\\%c", c);
    else if (c == '\n')
      g_string_append(out, "\\n");
    else if (c == '\t')
      g_string_append(out, "\\t");
    else if (c < 0x20 || c == 0x7f)
      g_string_append_printf(out, "\\u%04x", c);
    else if (c == '/' && p > valid && p[-1] == '<')
      g_string_append(out, "\\/");
    else
      g_string_append_c(out, (char) c);
  }
  g_string_append_c(out, '"');
}

static void
begin(MusterJson *json, gboolean is_object, MusterJsonLayout layout)
{
  before_value(json);
  Level *outer = innermost(json);
  Level level = {is_object, layout == MUSTER_JSON_FLAT || (outer != NULL && outer->flat), FALSE};
  g_string_append_c(json->text, is_object ? '{' : '[');
  g_array_append_val(json->levels, level);
}

void
muster_json_begin_object(MusterJson *json, MusterJsonLayout layout)
{
  begin(json, TRUE, layout);
}

void
muster_json_begin_array(MusterJson *json, MusterJsonLayout layout)
{
  begin(json, FALSE, layout);
}

void
muster_json_end(MusterJson *json)
{
  Level *level = innermost(json);
  g_assert(level != NULL && !json->after_key);
  Level closed = *level;
  g_array_set_size(json->levels, json->levels->len - 1);
  if (closed.has_member && !closed.flat)
    new_line(json);
  g_string_append_c(json->text, closed.is_object ? '}' : ']');
}

void
muster_json_key(MusterJson *json, const char *key)
{
  Level *level = innermost(json);
  g_assert(level != NULL && level->is_object && !json->after_key);
  separate(json, level);
  append_escaped(json->text, key);
  g_string_append(json->text, ": ");
  json->after_key = TRUE;
}

void
muster_json_string(MusterJson *json, const char *text)
{
  before_value(json);
  if (text == NULL)
    g_string_append(json->text, "null");
  else
    append_escaped(json->text, text);
}

void
muster_json_number(MusterJson *json, double value)
{
  if (!isfinite(value)) {
    muster_json_null(json);
    return;
  }
  before_value(json);
  char digits[MUSTER_DECIMAL_SIZE];
  g_string_append_len(json->text, digits, muster_decimal_print(digits, value));
}

void
muster_json_integer(MusterJson *json, gint64 value)
{
  before_value(json);
  g_string_append_printf(json->text, "%" G_GINT64_FORMAT, value);
}

void
muster_json_unsigned(MusterJson *json, guint64 value)
{
  before_value(json);
  g_string_append_printf(json->text, "%" G_GUINT64_FORMAT, value);
}

void
muster_json_boolean(MusterJson *json, gboolean value)
{
  before_value(json);
  g_string_append(json->text, value ? "true" : "false");
}

void
muster_json_null(MusterJson *json)
{
  before_value(json);
  g_string_append(json->text, "null");
}

void
muster_json_measure(MusterJson *json, const MusterMeasure *measure)
{
  if (!isfinite(measure->mean)) {
    muster_json_null(json);
    return;
  }
  muster_json_begin_object(json, MUSTER_JSON_FLAT);
  muster_json_key(json, "mean");
  muster_json_number(json, measure->mean);
  muster_json_key(json, "lower");
  muster_json_number(json, measure->lower);
  muster_json_key(json, "upper");
  muster_json_number(json, measure->upper);
  muster_json_end(json);
}

char *
muster_json_finish(MusterJson *json)
{
  g_assert(json->levels->len == 0 && json->text->len > 0);
  g_string_append_c(json->text, '\n');
  char *text = g_string_free(json->text, FALSE);
  json->text = g_string_new(NULL);
  return text;
}
