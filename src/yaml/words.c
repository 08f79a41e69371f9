/* What YAML 1.1 takes a plain scalar for, and how a text must be written to be read back as itself. */
#include "yaml/tree_private.h"
#include <string.h>

static const char *const null_words[] = {"~", "null", "Null", "NULL"};
static const char *const true_words[] = {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};
static const char *const false_words[] = {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"};

static gboolean
is_one_of(const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp(text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_null_word(const char *text)
{
  return text[0] == '\0' || is_one_of(text, null_words, G_N_ELEMENTS(null_words));
}

gboolean
muster_yaml_is_null(const MusterYamlNode *node)
{
  return node->kind == MUSTER_YAML_SCALAR && !node->quoted && is_null_word(node->text);
}

gboolean
muster_yaml_is_boolean_word(const char *text, gboolean *value)
{
  gboolean is_true = is_one_of(text, true_words, G_N_ELEMENTS(true_words));
  if (!is_true && !is_one_of(text, false_words, G_N_ELEMENTS(false_words)))
    return FALSE;
  if (value != NULL)
    *value = is_true;
  return TRUE;
}

gboolean
muster_yaml_is_trap(const char *text, gboolean quoted)
{
  return !quoted && (is_null_word(text) || muster_yaml_is_boolean_word(text, NULL));
}

/* Numbers, times, dates and the short booleans `y` and `n`: generous on purpose, since quotes never harm. */
static gboolean
looks_like_a_value(const char *text)
{
  static const char *const odd[] = {"y", "Y", "n", "N", ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", "="};
  if (is_null_word(text) || muster_yaml_is_boolean_word(text, NULL) ||
      is_one_of(text, odd, G_N_ELEMENTS(odd)))
    return TRUE;
  const char *p = text + (text[0] == '-' || text[0] == '+');
  if (!g_ascii_isdigit(*p) && !(p[0] == '.' && g_ascii_isdigit(p[1])) && !(p > text && p[0] == '.'))
    return FALSE;
  return p[strspn(p, "0123456789abcdefABCDEFxoTtZz+-:._ ")] == '\0';
}

/* The syntax of plain scalars, narrowed to what is safe as a key, in a flow list and in block style alike. */
MusterYamlPlain
muster_yaml_plain(const char *text)
{
  gsize length = strlen(text);
  if (length == 0 || text[0] == ' ' || text[length - 1] == ' ' || text[length - 1] == ':')
    return MUSTER_YAML_UNSAFE;
  if (strchr("!&*>|@`%#\"'?:,[]{}", text[0]) != NULL)
    return MUSTER_YAML_UNSAFE;
  if (text[0] == '-' && (text[1] == ' ' || text[1] == '\0' || g_str_has_prefix(text, "---")))
    return MUSTER_YAML_UNSAFE;
  if (g_str_has_prefix(text, "...") || strcmp(text, "<<") == 0 || length > 512)
    return MUSTER_YAML_UNSAFE;
  for (const char *p = text; *p != '\0'; p += g_utf8_skip[(guchar) *p]) {
    gunichar c = g_utf8_get_char(p);
    if (strchr(",[]{}", (int) *p) != NULL || !g_unichar_isprint(c) || c == 0xfeff ||
        (c > 0x7f && g_unichar_isspace(c)))
      return MUSTER_YAML_UNSAFE;
    if ((c == ':' && (p[1] == ' ' || p[1] == '?')) || (c == ' ' && p[1] == '#'))
      return MUSTER_YAML_UNSAFE;
  }
  return looks_like_a_value(text) ? MUSTER_YAML_AMBIGUOUS : MUSTER_YAML_SAFE;
}
