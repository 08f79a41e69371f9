/* Which value a file holds. */
#include "muster_test.h"
#include <muster/model/file_kind.h>
#include <string.h>

static void
kinds(void)
{
  static const struct {
    MusterFileKind kind;
    const char *text;
  } cases[] = {
      {MUSTER_FILE_CENTRE, "# a bank\nqueues: {}\nshifts: {}\ncentre: Bank\n"},
      {MUSTER_FILE_SCENARIO, "scenario: pooled\nbase: centre.yaml\n"},
      {MUSTER_FILE_DEMAND, "counts: offered\nqueues:\n  a: {}\n"},
      {MUSTER_FILE_PLAN, "plan: {cost: 5, bound: 3}\nshifts: []\n"},
      {MUSTER_FILE_PLAN, "shifts:\n- {day: 2026-11-09}\n"},
      {MUSTER_FILE_ROSTER, "\xef\xbb\xbfroster: {cost: 5}\nduties: []\n"},
      {MUSTER_FILE_ROSTER, "Agent;Start;End\nx;y;z\n"},
      {MUSTER_FILE_ROSTER, "person,date,start,end\n"},
      {MUSTER_FILE_REQUIREMENT, "start,queue,group,contacts,agents,scheduled\n"},
      {MUSTER_FILE_REQUIREMENT, "interval start\tqueue\trequired\n"},
      {MUSTER_FILE_OUTCOME, "{\n  \"schema_version\": 1,\n  \"totals\": {}\n}\n"},
      {MUSTER_FILE_OUTCOME, "{\"seed\": [1, {\"a\": 2}], \"totals\": {}}"},
      {MUSTER_FILE_PEOPLE, "id,name,group\na,b,c\n"},
      {MUSTER_FILE_HISTORY, "timestamp,queue,offered\n"},
      {MUSTER_FILE_UNKNOWN, "a,b,c\n"},
      {MUSTER_FILE_UNKNOWN, "hello\n"},
      {MUSTER_FILE_UNKNOWN, ""},
      {MUSTER_FILE_UNKNOWN, "\x01\x02\x03"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(MusterSource) source = muster_source_new("x", cases[i].text, strlen(cases[i].text));
    MusterFileKind kind = muster_file_kind(source);
    if (kind != cases[i].kind)
      g_printerr("'%s' is taken for %s\n", cases[i].text, muster_file_kind_name(kind));
    CU_ASSERT_EQUAL(kind, cases[i].kind);
  }
  CU_ASSERT_STRING_EQUAL(muster_file_kind_name(MUSTER_FILE_HISTORY), "a history");
}

void test_file_kind(void);
void
test_file_kind(void)
{
  CU_pSuite suite = CU_add_suite("file kind", NULL, NULL);
  ADD_TEST(suite, kinds);
}
