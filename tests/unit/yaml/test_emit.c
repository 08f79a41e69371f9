#include "muster_test.h"
#include <muster/base/random.h>
#include <muster/yaml.h>
#include <string.h>

static MusterYaml *
read_back(const char *text)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("out.yaml", text, strlen(text));
  MusterYaml *tree = muster_yaml_parse(source, NULL, faults);
  if (muster_faults_n(faults) > 0) {
    g_autofree char *said = muster_faults_render(faults, FALSE);
    g_printerr("%s%s", text, said);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
  return tree;
}

static void
as_a_person_would_write(void)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *root = muster_yaml_root(tree);
  muster_yaml_add_text(tree, root, "centre", "三家店");
  muster_yaml_add_plain(tree, root, "interval", "15 min");
  muster_yaml_add_text(tree, root, "name", "no");
  muster_yaml_add_text(tree, root, "clock", "08:00");
  muster_yaml_add_plain(tree, root, "start", "08:00");
  muster_yaml_add_null(tree, root, "gone");
  MusterYamlNode *breaks = muster_yaml_add_list(tree, root, "breaks");
  MusterYamlNode *lunch = muster_yaml_add_map(tree, breaks, NULL);
  muster_yaml_add_text(tree, lunch, "name", "lunch, long");
  muster_yaml_add_plain(tree, lunch, "paid", "no");
  MusterYamlNode *serves = muster_yaml_add_list(tree, root, "serves");
  muster_yaml_set_flow(serves);
  muster_yaml_add_text(tree, serves, NULL, "presales");
  muster_yaml_add_number(tree, serves, NULL, 0.5);
  muster_yaml_add_map(tree, root, "nothing");
  g_autofree char *text = muster_yaml_emit(root);
  CU_ASSERT_STRING_EQUAL(text, "centre: 三家店\n"
                               "interval: 15 min\n"
                               "name: \"no\"\n"
                               "clock: \"08:00\"\n"
                               "start: 08:00\n"
                               "gone: ~\n"
                               "breaks:\n"
                               "  - name: \"lunch, long\"\n"
                               "    paid: no\n"
                               "serves: [presales, 0.5]\n"
                               "nothing: {}\n");
  g_autoptr(MusterYaml) again = read_back(text);
  CU_ASSERT(muster_yaml_equal(root, muster_yaml_root(again)));
}

static void
odd_texts_survive(void)
{
  static const char *const texts[] = {
      "",         " ",          "  x ",   "no",     "Yes",    "on",  "~",     "null",        "08:00",
      "1e3",      "0x1F",       "12",     "1_000",  "-",      "- a", "--- a", "...",         "? x",
      "?x",       ": x",        ":x",     "x: y",   "x:",     "x:y", "x #y",  "x#y",         "#x",
      "&a",       "*a",         "!t",     "|",      ">",      "'q'", "\"q\"", "it's",        "a\"b",
      "%d",       "@x",         "`x`",    "a,b",    "[x]",    "{x}", "a\\b",  "line\nbreak", "tab\there",
      "\x01\x7f", "\xc2\x85",   "\u2028", "\ufeff", "王小明", "😀",   "é",     "\xc2\xa0x",   "<<",
      "=",        "2026-11-09", "a  b",   "\\n",    "\u200b"};
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *root = muster_yaml_root(tree);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    MusterYamlNode *entry = muster_yaml_add_map(tree, root, texts[i]);
    muster_yaml_add_text(tree, entry, "text", texts[i]);
    MusterYamlNode *list = muster_yaml_add_list(tree, entry, "list");
    muster_yaml_add_text(tree, list, NULL, texts[i]);
    if (i % 2 == 0)
      muster_yaml_set_flow(list);
    if (i % 3 == 0)
      muster_yaml_set_flow(entry);
  }
  g_autofree char *text = muster_yaml_emit(root);
  g_autoptr(MusterYaml) again = read_back(text);
  CU_ASSERT(muster_yaml_equal(root, muster_yaml_root(again)));
  for (const MusterYamlNode *c = muster_yaml_root(again)->first; c != NULL; c = c->next) {
    CU_ASSERT(!muster_yaml_is_null(muster_yaml_get(c, "text")));
    CU_ASSERT(!muster_yaml_is_trap(c->key, c->key_quoted));
  }
}

/* A random tree below `parent`. Every draw hangs on the key alone. */
static void
grow(MusterYaml *tree, MusterYamlNode *parent, MusterKey key, int depth)
{
  static const char alphabet[] = "ab :#-,[]{}&*!|>'\"%@`~?\\\n\t.0123no";
  guint n = (guint) (muster_draw_bits(key, MUSTER_DRAW_COUNT) % 5);
  for (guint i = 0; i < n; i++) {
    MusterKey k = muster_key(key, i);
    char text[9] = {0}, name[32];
    guint64 bits = muster_draw_bits(k, MUSTER_DRAW_OTHER);
    for (guint j = 0; j < bits % 9; j++)
      text[j] = alphabet[muster_key(k, 100 + j) % (sizeof alphabet - 1)];
    g_snprintf(name, sizeof name, "%s%u", text, i);
    const char *child_key = parent->kind == MUSTER_YAML_MAP ? name : NULL;
    guint64 what = (bits >> 32) % 6;
    if (what < 2 && depth > 0) {
      MusterYamlNode *child = what == 0 ? muster_yaml_add_map(tree, parent, child_key)
                                        : muster_yaml_add_list(tree, parent, child_key);
      if ((bits >> 40) % 3 == 0)
        muster_yaml_set_flow(child);
      grow(tree, child, k, depth - 1);
    } else if (what == 2) {
      muster_yaml_add_null(tree, parent, child_key);
    } else if (what == 3) {
      muster_yaml_add_number(tree, parent, child_key, (double) (bits % 100000) / 7.0);
    } else {
      muster_yaml_add_text(tree, parent, child_key, text);
    }
  }
}

static void
random_trees_survive(void)
{
  const guint64 seed = 20261109;
  for (guint64 i = 0; i < 2000; i++) {
    g_autoptr(MusterYaml) tree = muster_yaml_new(i % 2 == 0 ? MUSTER_YAML_MAP : MUSTER_YAML_LIST);
    grow(tree, muster_yaml_root(tree), muster_key(seed, i), 5);
    g_autofree char *text = muster_yaml_emit(muster_yaml_root(tree));
    g_autoptr(MusterYaml) again = read_back(text);
    gboolean equal = muster_yaml_equal(muster_yaml_root(tree), muster_yaml_root(again));
    if (!equal)
      g_printerr("seed %" G_GUINT64_FORMAT ", tree %" G_GUINT64_FORMAT ":\n%s", seed, i, text);
    CU_ASSERT_FATAL(equal);
  }
}

static void
long_lists_wrap(void)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *list = muster_yaml_add_list(tree, muster_yaml_root(tree), "contacts");
  muster_yaml_set_flow(list);
  for (int i = 0; i < 96; i++)
    muster_yaml_add_number(tree, list, NULL, i + 0.5);
  g_autofree char *text = muster_yaml_emit(muster_yaml_root(tree));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  CU_ASSERT(g_strv_length(lines) > 4);
  for (int i = 0; lines[i] != NULL; i++)
    CU_ASSERT(strlen(lines[i]) < 125);
  g_autoptr(MusterYaml) again = read_back(text);
  CU_ASSERT(muster_yaml_equal(muster_yaml_root(tree), muster_yaml_root(again)));
}

void test_emit(void);
void
test_emit(void)
{
  CU_pSuite suite = CU_add_suite("emit", NULL, NULL);
  ADD_TEST(suite, as_a_person_would_write);
  ADD_TEST(suite, odd_texts_survive);
  ADD_TEST(suite, random_trees_survive);
  ADD_TEST(suite, long_lists_wrap);
}
