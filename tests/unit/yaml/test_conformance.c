#include "conformance.h"
#include <muster/yaml.h>

static void
read_yaml(MusterSource *source, G_GNUC_UNUSED const char *folder, MusterFaults *faults)
{
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, faults);
}

static void
yaml_files(void)
{
  CU_ASSERT(conformance_run("yaml", read_yaml) >= 20);
}

void test_conformance(void);
void
test_conformance(void)
{
  CU_pSuite suite = CU_add_suite("conformance", NULL, NULL);
  ADD_TEST(suite, yaml_files);
}
