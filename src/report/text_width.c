/* The room a text takes on a terminal: East Asian wide characters two columns, marks and joiners none. */
#include "report/table_private.h"

/* Embeddings, overrides and isolates could turn the rest of a line around. */
static gboolean
changes_direction(gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_control(gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || changes_direction(c);
}

static int
char_width(gunichar c)
{
  if (is_control(c))
    return 1;
  if (g_unichar_iszerowidth(c))
    return 0;
  return g_unichar_iswide(c) ? 2 : 1;
}

int
muster_text_width(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  int width = 0;
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p))
    width += char_width(g_utf8_get_char(p));
  return width;
}

char *
text_for_terminal(const char *text)
{
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(out, is_control(c) ? 0xfffd : c);
  }
  return g_string_free(out, FALSE);
}

char *
text_cut(const char *text, int width)
{
  if (width <= 0 || muster_text_width(text) <= width)
    return g_strdup(text);
  int used = 0;
  const char *p = text;
  for (; *p != '\0'; p = g_utf8_next_char(p)) {
    int w = char_width(g_utf8_get_char(p));
    if (used + w > width - 1)
      break;
    used += w;
  }
  return g_strdup_printf("%.*s…", (int) (p - text), text);
}
