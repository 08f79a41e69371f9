/* Width of texts on a terminal. */
#include "muster_test.h"
#include "report/table_private.h"

static void
counts_columns(void)
{
  static const struct {
    const char *text;
    int width;
  } cases[] = {
    {"", 0},
    {"plain", 5},
    {"技能组", 6},
    {"张伟 Zhang", 10},
    {"e\u0301", 1},            /* a letter and a combining accent */
    {"\u200b", 0},             /* zero-width space */
    {"ｶﾀｶﾅ", 4},               /* half-width */
    {"ＡＢ", 4},               /* full-width */
    {"한글", 4},
    {"😀", 2},
    {"שלום", 4},
    {"a\033[31mb", 7},         /* an escape sequence is text, shown, never obeyed */
    {"bad \xff", 5},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    CU_ASSERT_EQUAL(muster_text_width(cases[i].text), cases[i].width);
}

static void
cuts_to_columns(void)
{
  static const struct {
    const char *text;
    int width;
    const char *cut;
  } cases[] = {
    {"presales", 8, "presales"}, {"presales", 5, "pres…"}, {"技能组", 6, "技能组"},
    {"技能组", 5, "技能…"},      {"技能组", 4, "技…"},     {"abc", 1, "…"},
    {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *cut = text_cut(cases[i].text, cases[i].width);
    CU_ASSERT_STRING_EQUAL(cut, cases[i].cut);
    CU_ASSERT(muster_text_width(cut) <= cases[i].width);
  }
}

static void
makes_texts_safe(void)
{
  g_autofree char *escape = text_for_terminal("a\033]0;title\007b\n");
  CU_ASSERT_STRING_EQUAL(escape, "a\ufffd]0;title\ufffdb\ufffd");
  g_autofree char *turned = text_for_terminal("abc\u202edcba");
  CU_ASSERT_STRING_EQUAL(turned, "abc\ufffddcba");
}

void test_width(void);
void
test_width(void)
{
  CU_pSuite suite = CU_add_suite("width", NULL, NULL);
  ADD_TEST(suite, counts_columns);
  ADD_TEST(suite, cuts_to_columns);
  ADD_TEST(suite, makes_texts_safe);
}
