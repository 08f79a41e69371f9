#include "muster_test.h"
#include <muster/yaml.h>
#include <string.h>

/* Parses `text`; faults are rendered into `*said` (transfer full, or NULL when there were none). */
static MusterYaml *
parse(const char *text, gssize length, const MusterYamlLimits *limits, char **said)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source =
      muster_source_new("t.yaml", text, length < 0 ? strlen(text) : (gsize) length);
  MusterYaml *tree = muster_yaml_parse(source, limits, faults);
  *said = muster_faults_n_errors(faults) > 0 ? muster_faults_render(faults, FALSE) : NULL;
  return tree;
}

static MusterYaml *
parse_good(const char *text)
{
  g_autofree char *said = NULL;
  MusterYaml *tree = parse(text, -1, NULL, &said);
  if (said != NULL)
    g_printerr("%s", said);
  CU_ASSERT_PTR_NULL(said);
  CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
  return tree;
}

/* The text must be refused, or at least complained of, with all of `words`. */
static void
expect(const char *text, gssize length, const MusterYamlLimits *limits, const char *const *words)
{
  g_autofree char *said = NULL;
  g_autoptr(MusterYaml) tree = parse(text, length, limits, &said);
  CU_ASSERT_PTR_NOT_NULL(said);
  for (gsize i = 0; words[i] != NULL; i++) {
    gboolean found = said != NULL && strstr(said, words[i]) != NULL;
    if (!found)
      g_printerr("'%s' not found in: %s\n", words[i], said != NULL ? said : "(nothing)");
    CU_ASSERT(found);
  }
}
#define EXPECT(text, ...) expect((text), -1, NULL, (const char *const[]){__VA_ARGS__, NULL})

static void
places(void)
{
  g_autoptr(MusterYaml) tree = parse_good(
      "centre: 三家店\nqueues:\n  售前: {mean: 4 min 20 s, on: average}\nlist:\n  - a\n  - 'no'\n");
  const MusterYamlNode *root = muster_yaml_root(tree);
  CU_ASSERT_EQUAL(root->kind, MUSTER_YAML_MAP);
  CU_ASSERT_EQUAL(root->n, 3);
  const MusterYamlNode *queue = muster_yaml_get(muster_yaml_get(root, "queues"), "售前");
  CU_ASSERT_PTR_NOT_NULL_FATAL(queue);
  CU_ASSERT_EQUAL(queue->key_line, 3);
  CU_ASSERT_EQUAL(queue->key_column, 3);
  CU_ASSERT_EQUAL(queue->column, 7); /* characters, not bytes */
  const MusterYamlNode *on = muster_yaml_get(queue, "on");
  CU_ASSERT_STRING_EQUAL(on->text, "average");
  CU_ASSERT_STRING_EQUAL(muster_source_name(muster_yaml_mark(on).source), "t.yaml");
  const MusterYamlNode *no = muster_yaml_at(muster_yaml_get(root, "list"), 1);
  CU_ASSERT_STRING_EQUAL(no->text, "no");
  CU_ASSERT(no->quoted);
  CU_ASSERT_EQUAL(no->line, 6);
  CU_ASSERT_EQUAL(no->column, 5);
  g_autofree char *path = muster_yaml_path(no);
  CU_ASSERT_STRING_EQUAL(path, "list[1]");
  CU_ASSERT_PTR_NULL(muster_yaml_at(muster_yaml_get(root, "list"), 2));
  CU_ASSERT_PTR_NULL(muster_yaml_get(root, "nothing"));
}

static void
nulls_and_traps(void)
{
  g_autoptr(MusterYaml) tree = parse_good("a: ~\nb:\nc: null\nd: '~'\ne: \"\"\nf: no\n");
  const MusterYamlNode *root = muster_yaml_root(tree);
  const char *null_keys = "abc", *other_keys = "def";
  for (int i = 0; i < 3; i++) {
    char key[2] = {null_keys[i], 0}, other[2] = {other_keys[i], 0};
    CU_ASSERT(muster_yaml_is_null(muster_yaml_get(root, key)));
    CU_ASSERT(!muster_yaml_is_null(muster_yaml_get(root, other)));
  }
  gboolean value = TRUE;
  CU_ASSERT(muster_yaml_is_boolean_word("Off", &value) && !value);
  CU_ASSERT(muster_yaml_is_boolean_word("yes", &value) && value);
  CU_ASSERT(!muster_yaml_is_boolean_word("yEs", NULL));
  CU_ASSERT(muster_yaml_is_trap("on", FALSE));
  CU_ASSERT(!muster_yaml_is_trap("on", TRUE));
  g_autoptr(MusterYaml) empty = parse_good("# nothing\n");
  CU_ASSERT(muster_yaml_is_null(muster_yaml_root(empty)));
}

static void
aliases(void)
{
  g_autoptr(MusterYaml) tree = parse_good("a: &x {p: 1, q: [2, 3]}\nb: *x\n");
  const MusterYamlNode *root = muster_yaml_root(tree);
  const MusterYamlNode *b = muster_yaml_get(root, "b");
  CU_ASSERT_EQUAL(b->n, 2);
  CU_ASSERT_STRING_EQUAL(muster_yaml_at(muster_yaml_get(b, "q"), 1)->text, "3");
  CU_ASSERT_EQUAL(b->line, 2);
  EXPECT("a: &x [*x]\n", "t.yaml:1:8", "stands inside what it names");
  EXPECT("a: *y\n", "t.yaml:1:4", "unknown alias '*y'");
  EXPECT("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", "t.yaml:3:3", "merge keys", "like");
}

static void
limits(void)
{
  MusterYamlLimits small = {.max_bytes = 100, .max_depth = 3, .max_nodes = 10};
  expect("[[[[1]]]]", -1, &small, (const char *const[]){"t.yaml:1:4", "nested more than 3 levels", NULL});
  expect("[1,2,3,4,5,6,7,8,9,10,11]", -1, &small, (const char *const[]){"more than 10 values", NULL});
  expect("{a: &a [1,2,3,4], b: [*a, *a]}", -1, &small, (const char *const[]){"more than 10 values", NULL});
  g_autofree char *big = g_strnfill(101, 'x');
  expect(big, -1, &small, (const char *const[]){"larger than 100 bytes", NULL});
  /* An alias is as deep as what it names. */
  expect("{a: &a [[1]], b: [*a]}", -1, &small, (const char *const[]){"nested more than 3 levels", NULL});
}

/* Nine levels of nine aliases each: four hundred million nodes if it were expanded. */
static void
alias_bomb(void)
{
  g_autoptr(GString) text = g_string_new("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
  for (int i = 1; i < 9; i++)
    g_string_append_printf(text, "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i, i - 1,
                           i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  MusterYamlLimits some = {.max_nodes = 100000};
  expect(text->str, -1, &some, (const char *const[]){"more than 100000 values", NULL});
}

static void
deep_brackets(void)
{
  g_autofree char *deep = g_strnfill(100000, '[');
  EXPECT(deep, "nested more than 100 levels");
  g_autoptr(GString) block = g_string_new(NULL);
  for (int i = 0; i < 300; i++)
    g_string_append(block, "- ");
  EXPECT(block->str, "nested more than 100 levels");
}

static void
strange_bytes(void)
{
  expect("a: \x00\n", 5, NULL, (const char *const[]){"t.yaml:1:4", "NUL", NULL});
  expect("\xff\xfe"
         "a\0",
         4, NULL, (const char *const[]){"UTF-16", NULL});
  expect("a\0b\0", 4, NULL, (const char *const[]){"UTF-16", NULL});
  EXPECT("a: ok\nb: \xe4\xb8\n", "t.yaml:2:4", "not UTF-8");
  EXPECT("a: \xff\nb: \xfe\n", "t.yaml:1:4", "t.yaml:2:4");
  EXPECT("a: \x07\n", "U+0007");
  EXPECT("a: 1\rb: 2\n", "carriage return");
  EXPECT("a: x\xe2\x80\xa8y\n", "U+2028");
  EXPECT("a: \"\\0\"\n", "NUL");
  g_autoptr(MusterYaml) bom = parse_good("\xef\xbb\xbf"
                                         "a: 1\r\nb: 2\r\n");
  CU_ASSERT_STRING_EQUAL(muster_yaml_get(muster_yaml_root(bom), "b")->text, "2");
}

static void
all_faults_at_once(void)
{
  EXPECT("a: 1\na: 2\nb: {c: 1, c: 2}\nd: !!int 3\n? [x]\n: 1\n", "t.yaml:2:1: error: duplicate key 'a'",
         "line 1", "t.yaml:3:11: error: duplicate key 'c'", "t.yaml:4:4: error: the tag",
         "t.yaml:5:3: error: a key must be a text");
  EXPECT("a:\n\tb: 1\n\tc: 2\n", "t.yaml:2:1: error: a tab is used for indentation", "t.yaml:3:1", "spaces");
}

/* The first of two keys is kept, however long the map. */
static void
first_duplicate_is_kept(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 40; i++)
    g_string_append_printf(text, "k%d: %d\n", i, i);
  g_string_append(text, "k39: again\nk3: {x: 1}\nlast: 1\n");
  g_autofree char *said = NULL;
  g_autoptr(MusterYaml) tree = parse(text->str, -1, NULL, &said);
  CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
  CU_ASSERT_PTR_NOT_NULL(said);
  CU_ASSERT_EQUAL(muster_yaml_root(tree)->n, 41);
  CU_ASSERT_STRING_EQUAL(muster_yaml_get(muster_yaml_root(tree), "k39")->text, "39");
}

static void
missing_file(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterYaml) tree = muster_yaml_read("/nowhere/at/all.yaml", NULL, faults);
  CU_ASSERT_PTR_NULL(tree);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 1);
}

void test_parse(void);
void
test_parse(void)
{
  CU_pSuite suite = CU_add_suite("parse", NULL, NULL);
  ADD_TEST(suite, places);
  ADD_TEST(suite, nulls_and_traps);
  ADD_TEST(suite, aliases);
  ADD_TEST(suite, limits);
  ADD_TEST(suite, alias_bomb);
  ADD_TEST(suite, deep_brackets);
  ADD_TEST(suite, strange_bytes);
  ADD_TEST(suite, all_faults_at_once);
  ADD_TEST(suite, first_duplicate_is_kept);
  ADD_TEST(suite, missing_file);
}
