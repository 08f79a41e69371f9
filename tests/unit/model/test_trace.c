/* The trace: its columns in every form, its order, what is left out, and its faults. */
#include "muster_test.h"
#include "small_centre.h"

static MusterTrace *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("calls.csv", text, strlen(text));
  return muster_trace_read(centre, source, faults);
}

static void
reads_every_column(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  const MusterCentre *centre = &small->centre;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *q0 = g_strdup(centre->queue[0].name), *q1 = g_strdup(centre->queue[1].name);
  g_autofree char *day = muster_day_format(centre->from);
  g_autofree char *text = g_strdup_printf("queue,start,handle_s,patience_s,remark\n"
                                          "%s,%s 10:00:30.25,12.5,,late\n"
                                          "%s,%s 10:00:00,,40,early\n"
                                          "%s,%s 10:00:30.25,,,same moment\n",
                                          q1, day, q0, day, q0, day);
  g_autoptr(MusterTrace) trace = read_text(centre, text, faults);
  CU_ASSERT_FATAL(trace != NULL);
  CU_ASSERT(trace->n == 3 && trace->has_handle && trace->has_patience);
  ASSERT_CLOSE(trace->contact[0].second, 36000, 0, 0);
  ASSERT_CLOSE(trace->contact[1].second, 36030.25, 0, 0);
  CU_ASSERT(trace->contact[0].queue == 0 && trace->contact[1].queue == 0 && trace->contact[2].queue == 1);
  CU_ASSERT(trace->contact[0].patience_s == 40 && isnan(trace->contact[0].handle_s));
  CU_ASSERT(trace->contact[2].handle_s == 12.5f && isnan(trace->contact[2].patience_s));
  g_autoptr(MusterDemand) demand = muster_trace_demand(trace, centre);
  int interval = muster_grid_find(centre->grid, trace->origin + 36000);
  CU_ASSERT(demand->queue[0].contacts[interval] == 2 && demand->queue[1].contacts[interval] == 1);
}

/* What the simulator writes contact by contact can be replayed: talk and after-call work are the handle time. */
static void
takes_talk_and_after_call(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  const MusterCentre *centre = &small->centre;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *day = muster_day_format(centre->from);
  g_autofree char *text = g_strdup_printf("start,queue,outcome,talk_s,after_call_s\n%s 10:00:00,%s,answered,100,20\n%s 10:00:01,%s,abandoned,,\n",
                                          day, centre->queue[0].name, day, centre->queue[0].name);
  g_autoptr(MusterTrace) trace = read_text(centre, text, faults);
  CU_ASSERT_FATAL(trace != NULL);
  CU_ASSERT(trace->contact[0].handle_s == 120 && isnan(trace->contact[1].handle_s) && !trace->has_patience);
}

static void
tells_what_is_left_out(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  const MusterCentre *centre = &small->centre;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *day = muster_day_format(centre->from), *before = muster_day_format(centre->from - 1);
  g_autofree char *text = g_strdup_printf("start,queue\n%s 10:00:00,%s\n%s 10:00,%s\n%s 10:00,nobody\n", day, centre->queue[0].name,
                                          before, centre->queue[0].name, day);
  g_autoptr(MusterTrace) trace = read_text(centre, text, faults);
  g_autofree char *told = muster_faults_render(faults, FALSE);
  CU_ASSERT_FATAL(trace != NULL);
  CU_ASSERT(trace->n == 1);
  CU_ASSERT(strstr(told, "calls.csv:3:1: warning: 1 contacts come before or after the horizon") != NULL);
  CU_ASSERT(strstr(told, "calls.csv:4:") != NULL && strstr(told, "like 'nobody'") != NULL);
}

/* Each of these has its fault at a place. */
static void
faults_have_their_place(void)
{
  static const struct {
    const char *text, *fault;
  } bad[] = {
      {"queue,when\nfirst,8\n", "calls.csv:1:1: error: no column of the contacts' start is found"},
      {"start\n2026-01-05 10:00\n", "calls.csv:1:1: error: no column of queues is found"},
      {"start,queue\nyesterday,%s\n", "calls.csv:2:1: error: "},
      {"start,queue,handle_s\n%d 10:00,%s,-1\n", "calls.csv:2:"},
      {"start,queue,patience_s\n%d 10:00,%s,1e9\n", "a contact's 'patience' is too long"},
      {"start,queue\n1970-01-01 10:00,%s\n", "the trace has no contact that can be replayed"},
  };
  g_autoptr(SmallCentre) small = small_centre_new();
  const MusterCentre *centre = &small->centre;
  g_autofree char *day = muster_day_format(centre->from);
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GString) text = g_string_new(bad[i].text);
    g_string_replace(text, "%s", centre->queue[0].name, 0);
    g_string_replace(text, "%d", day, 0);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterTrace) trace = read_text(centre, text->str, faults);
    g_autofree char *told = muster_faults_render(faults, FALSE);
    CU_ASSERT(trace == NULL && muster_faults_n_errors(faults) > 0);
    if (strstr(told, bad[i].fault) == NULL)
      g_printerr("wanted '%s' in:\n%s\n", bad[i].fault, told);
    CU_ASSERT(strstr(told, bad[i].fault) != NULL);
  }
}

void test_trace(void);
void
test_trace(void)
{
  CU_pSuite suite = CU_add_suite("model/trace", NULL, NULL);
  ADD_TEST(suite, reads_every_column);
  ADD_TEST(suite, takes_talk_and_after_call);
  ADD_TEST(suite, tells_what_is_left_out);
  ADD_TEST(suite, faults_have_their_place);
}
