#include "muster_test.h"
#include <muster/yaml/patch.h>
#include <string.h>

static const char base[] = "groups:\n  shop_a: {serves: [presales, aftersales], cost: 32 / h}\n  \"a.b\": "
                           "{serves: {presales: {pace: 95 %}}}\n"
                           "routing:\n  overflow: [{queue: presales, to: shop_a}]\nseats: 60\n";

static MusterYaml *
parse(const char *name, const char *text)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new(name, text, strlen(text));
  MusterYaml *tree = muster_yaml_parse(source, NULL, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
  return tree;
}

typedef gboolean (*Change)(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                           MusterFaults *faults);

/* Makes one change to the base; the tree as text, or the fault. `value` is YAML, or NULL. (transfer full) */
static char *
change(Change make, const char *path, const char *value)
{
  g_autoptr(MusterYaml) tree = parse("base.yaml", base),
                        scenario = parse("scenario.yaml", value != NULL ? value : "~");
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *before = muster_yaml_emit(muster_yaml_root(tree));
  MusterMark where = muster_yaml_mark(muster_yaml_root(scenario));
  gboolean ok = make(tree, path, value != NULL ? muster_yaml_root(scenario) : NULL, where, faults);
  CU_ASSERT_EQUAL(ok, muster_faults_n_errors(faults) == 0);
  g_autofree char *after = muster_yaml_emit(muster_yaml_root(tree));
  if (ok)
    return g_steal_pointer(&after);
  CU_ASSERT_STRING_EQUAL(before, after);
  return muster_faults_render(faults, FALSE);
}

static void
expect(Change make, const char *path, const char *value, const char *words)
{
  g_autofree char *said = change(make, path, value);
  if (strstr(said, words) == NULL)
    g_printerr("%s: '%s' not found in:\n%s", path, words, said);
  CU_ASSERT_PTR_NOT_NULL(strstr(said, words));
}

static void
setting(void)
{
  expect(muster_yaml_patch_set, "seats", "70", "seats: 70\n");
  expect(muster_yaml_patch_set, "groups.shop_a.serves", "[vip]", "serves: [vip]");
  expect(muster_yaml_patch_set, "groups.\"a.b\".serves.presales.pace", "90 %", "{presales: {pace: 90 %}}");
  expect(muster_yaml_patch_set, "routing.overflow[0].to", "x", "{queue: presales, to: x}");
  expect(muster_yaml_patch_set, "selfservice.presales.contains", "45 %",
         "selfservice:\n  presales:\n    contains: 45 %\n");
  expect(muster_yaml_patch_set, "seats.more", "1",
         "scenario.yaml:1:1: error: seats.more: nothing stands below 'seats', which is a text");
  expect(muster_yaml_patch_set, "routing.overflow[3].to", "x", "there is no '[3]'");
  expect(muster_yaml_patch_set, "routing.overflow[3]", "x", "there is no '[3]'");
  expect(muster_yaml_patch_set, "routing..x", "x", "'routing..x' is no path");
  expect(muster_yaml_patch_set, "", "x", "is no path");
  expect(muster_yaml_patch_set, "a.\"b", "x", "is no path");
}

static void
adding(void)
{
  expect(muster_yaml_patch_add, "groups.shop_a.serves", "vip", "[presales, aftersales, vip]");
  expect(muster_yaml_patch_add, "groups.shop_a.serves", "[x, y]", "[presales, aftersales, x, y]");
  expect(muster_yaml_patch_add, "groups.shop_a.serves", "presales",
         "groups.shop_a.serves: holds already 'presales'");
  expect(muster_yaml_patch_add, "groups", "{new: {serves: [vip]}}", "  new: {serves: [vip]}\n");
  expect(muster_yaml_patch_add, "groups", "{shop_a: 1}", "holds already 'shop_a'; use set");
  expect(muster_yaml_patch_add, "groups", "x", "not a text");
  expect(muster_yaml_patch_add, "seats", "1", "neither a list nor a map");
  expect(muster_yaml_patch_add, "lines", "{count: 3}", "lines: {count: 3}\n");
}

static void
removing(void)
{
  g_autofree char *said = change(muster_yaml_patch_remove, "groups.shop_a", NULL);
  CU_ASSERT_PTR_NULL(strstr(said, "shop_a:"));
  expect(muster_yaml_patch_remove, "groups.shop_a.serves", "presales", "serves: [aftersales]");
  expect(muster_yaml_patch_remove, "groups.shop_a.serves", "[presales, aftersales]", "serves: []");
  expect(muster_yaml_patch_remove, "groups.shop_a.serves", "vip", "does not hold 'vip'");
  expect(muster_yaml_patch_remove, "groups.shop_b", NULL,
         "groups.shop_b: there is no 'shop_b'; did you mean 'shop_a'?");
  expect(muster_yaml_patch_remove, "seats", "60", "not of a text");
  expect(muster_yaml_patch_remove, "routing.overflow[0]", NULL, "overflow: []");
}

/* What came from the scenario points there, and the scenario may go before the tree does. */
static void
places_are_kept(void)
{
  g_autoptr(MusterYaml) tree = parse("base.yaml", base);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterYaml *scenario = parse("scenario.yaml", "set:\n  groups.shop_a.serves: [x]\n");
  const MusterYamlNode *value = muster_yaml_root(scenario)->first->first;
  CU_ASSERT(muster_yaml_patch_set(tree, value->key, value, muster_yaml_key_mark(value), faults));
  CU_ASSERT(muster_yaml_patch_set(tree, "a.b", value, muster_yaml_key_mark(value), faults));
  muster_yaml_unref(scenario);
  const MusterYamlNode *changed = muster_yaml_path_find(muster_yaml_root(tree), "groups.shop_a.serves[0]");
  CU_ASSERT_STRING_EQUAL(muster_source_name(muster_yaml_mark(changed).source), "scenario.yaml");
  CU_ASSERT_EQUAL(changed->line, 2);
  CU_ASSERT_EQUAL(changed->column, 26);
  CU_ASSERT_STRING_EQUAL(changed->parent->key, "serves");
  CU_ASSERT_EQUAL(muster_yaml_key_mark(muster_yaml_path_find(muster_yaml_root(tree), "a")).line, 2);
  CU_ASSERT_STRING_EQUAL(
      muster_source_name(
          muster_yaml_mark(muster_yaml_path_find(muster_yaml_root(tree), "groups.shop_a.cost")).source),
      "base.yaml");
}

static void
paths_of_nodes_lead_back(void)
{
  g_autoptr(MusterYaml) tree =
      parse("p.yaml", "a: [{x: 1}, [2, {\"b.c\": {\"d\\\"e\": 3, \"[0]\": 4, \"\": 5, \"f\\\\g\": 6}}]]\n");
  MusterYamlNode *root = muster_yaml_root(tree), *node = root;
  int n = 0;
  while (node != NULL) { /* depth first */
    g_autofree char *path = muster_yaml_path(node);
    if (node != root) {
      if (muster_yaml_path_find(root, path) != node)
        g_printerr("%s leads elsewhere\n", path);
      CU_ASSERT(muster_yaml_path_find(root, path) == node);
      n++;
    }
    if (node->first != NULL) {
      node = node->first;
      continue;
    }
    while (node != NULL && node->next == NULL)
      node = node->parent;
    node = node != NULL ? node->next : NULL;
  }
  CU_ASSERT_EQUAL(n, 11);
}

void test_patch(void);
void
test_patch(void)
{
  CU_pSuite suite = CU_add_suite("patch", NULL, NULL);
  ADD_TEST(suite, setting);
  ADD_TEST(suite, adding);
  ADD_TEST(suite, removing);
  ADD_TEST(suite, places_are_kept);
  ADD_TEST(suite, paths_of_nodes_lead_back);
}
