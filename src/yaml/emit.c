/* Tree → text. Block style, two spaces a level; lists and maps marked `flow` go on one line, wrapped when
 * long. */
#include "yaml/tree_private.h"
#include <string.h>

enum { INDENT = 2, WIDTH = 110 };

static void emit_flow(GString *out, const MusterYamlNode *node, int indent, gsize *line_start);

static void
emit_quoted(GString *out, const char *text)
{
  g_string_append_c(out, '"');
  for (const char *p = text; *p != '\0'; p += g_utf8_skip[(guchar) *p]) {
    gunichar c = g_utf8_get_char(p);
    if (c == '"' || c == '\\')
      g_string_append_printf(out, "\\%c", (char) c);
    else if (c == '\n')
      g_string_append(out, "\\n");
    else if (c == '\t')
      g_string_append(out, "\\t");
    else if (muster_yaml_is_odd_character(c))
      g_string_append_printf(out, c > 0xff ? "\\u%04X" : "\\x%02X", c);
    else
      g_string_append_unichar(out, c);
  }
  g_string_append_c(out, '"');
}

static void
emit_text(GString *out, const char *text, gboolean quoted)
{
  if (quoted || (muster_yaml_plain(text) == MUSTER_YAML_UNSAFE && text[0] != '\0' && strcmp(text, "~") != 0))
    emit_quoted(out, text);
  else
    g_string_append(out, text);
}

static void
emit_key(GString *out, const MusterYamlNode *node)
{
  emit_text(out, node->key, node->key_quoted || muster_yaml_plain(node->key) == MUSTER_YAML_UNSAFE);
  g_string_append_c(out, ':');
}

static void
new_line(GString *out, int indent, gsize *line_start)
{
  g_string_append_c(out, '\n');
  *line_start = out->len;
  for (int i = 0; i < indent; i++)
    g_string_append_c(out, ' ');
}

static void
emit_flow_children(GString *out, const MusterYamlNode *node, int indent, gsize *line_start)
{
  for (const MusterYamlNode *c = node->first; c != NULL; c = c->next) {
    if (c != node->first)
      g_string_append_c(out, ',');
    if (out->len - *line_start > WIDTH)
      new_line(out, indent + INDENT, line_start);
    else if (c != node->first)
      g_string_append_c(out, ' ');
    if (c->key != NULL) {
      emit_key(out, c);
      g_string_append_c(out, ' ');
    }
    emit_flow(out, c, indent, line_start);
  }
}

/* A null is written `~` here: nothing at all would not stand in a list. */
static void
emit_flow(GString *out, const MusterYamlNode *node, int indent, gsize *line_start)
{
  if (node->kind == MUSTER_YAML_SCALAR) {
    emit_text(out, muster_yaml_is_null(node) ? "~" : node->text, node->quoted);
    return;
  }
  g_string_append_c(out, node->kind == MUSTER_YAML_LIST ? '[' : '{');
  emit_flow_children(out, node, indent, line_start);
  g_string_append_c(out, node->kind == MUSTER_YAML_LIST ? ']' : '}');
}

static gboolean
is_inline(const MusterYamlNode *node)
{
  return node->kind == MUSTER_YAML_SCALAR || node->flow || node->n == 0;
}

static void
emit_inline(GString *out, const MusterYamlNode *node, int indent)
{
  const char *newline = memrchr(out->str, '\n', out->len);
  gsize line_start = newline != NULL ? (gsize) (newline - out->str) + 1 : 0;
  emit_flow(out, node, indent, &line_start);
  g_string_append_c(out, '\n');
}

static void
emit_spaces(GString *out, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c(out, ' ');
}

/* The children of a block list or map. After a dash the first of them goes on in the same line. */
static void
emit_block(GString *out, const MusterYamlNode *node, int indent, gboolean after_dash)
{
  for (const MusterYamlNode *c = node->first; c != NULL; c = c->next) {
    if (!after_dash)
      emit_spaces(out, indent);
    after_dash = FALSE;
    if (node->kind == MUSTER_YAML_LIST) {
      g_string_append(out, "- ");
    } else {
      emit_key(out, c);
      g_string_append(out, is_inline(c) ? " " : "\n");
    }
    if (is_inline(c))
      emit_inline(out, c, indent);
    else
      emit_block(out, c, indent + INDENT, node->kind == MUSTER_YAML_LIST);
  }
}

char *
muster_yaml_emit(const MusterYamlNode *node)
{
  GString *out = g_string_new(NULL);
  if (is_inline(node))
    emit_inline(out, node, 0);
  else
    emit_block(out, node, 0, FALSE);
  return g_string_free(out, FALSE);
}
