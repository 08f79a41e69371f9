/* Contact logs: what is read from the forms that are about, and what is said of those that cannot be. */
#include "muster_test.h"
#include <muster/forecast/contacts.h>
#include <string.h>

static MusterContactLog *
read_log(const char *text, const MusterLogSpec *spec, char **said)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("calls.csv", text, strlen(text));
  MusterContactLog *log = muster_contact_log_read(source, spec, faults);
  *said = muster_faults_render(faults, FALSE);
  CU_ASSERT((log == NULL) == (muster_faults_n_errors(faults) > 0));
  return log;
}

static void
refused(const char *text, const MusterLogSpec *spec, const char *why)
{
  g_autofree char *said = NULL;
  g_autoptr(MusterContactLog) log = read_log(text, spec, &said);
  CU_ASSERT_PTR_NULL(log);
  if (strstr(said, why) == NULL)
    g_printerr("'%s' is not in:\n%s", why, said);
  CU_ASSERT_PTR_NOT_NULL(strstr(said, why));
}

/* What the simulator writes, in order of time whatever the file's order; offsets count, clocks stay. */
static void
our_own(void)
{
  const char *text = "start,queue,channel,outcome,wait_s,group,agent,talk_s,after_call_s\n"
                     "2026-01-05T09:00:16+08:00,sales,voice,abandoned,31.5,,,,\n"
                     "2026-01-05T08:00:12.345+08:00,sales,voice,answered,0.25,a,1,61.5,10\n"
                     "2026-01-05T02:30:00Z,care,voice,callback,17,,,,\n";
  g_autofree char *said = NULL;
  g_autoptr(MusterContactLog) log = read_log(text, NULL, &said);
  CU_ASSERT_PTR_NOT_NULL_FATAL(log);
  CU_ASSERT_STRING_EQUAL(said, "");
  CU_ASSERT_EQUAL_FATAL(log->n, 3);
  CU_ASSERT_EQUAL(log->n_queues, 2);
  CU_ASSERT(log->has_after_call && !log->has_customers);
  const MusterLogContact *c = log->contact;
  ASSERT_CLOSE(c[1].start_s - c[0].start_s, 3603.655, 0, 1e-6);
  ASSERT_CLOSE(c[2].start_s - c[1].start_s, 5384, 0, 1e-6);
  CU_ASSERT(c[0].hour == 8 && c[1].hour == 9 && c[2].hour == 2);
  CU_ASSERT(c[0].outcome == MUSTER_LOG_ANSWERED && c[1].outcome == MUSTER_LOG_ABANDONED && c[2].outcome == MUSTER_LOG_OTHER);
  ASSERT_CLOSE(c[0].talk_s, 61.5, 0, 0);
  ASSERT_CLOSE(c[0].after_call_s, 10, 0, 0);
  CU_ASSERT(isnan(c[1].talk_s));
  CU_ASSERT_STRING_EQUAL(log->queue[c[2].queue], "care");
}

/* Semicolons, decimal commas, clocks apart, h:mm:ss, handle time that holds the after-call work, words of one's own. */
static void
another_system(void)
{
  const char *text = "day;clock;skill;result;time in queue;ACW;duration;caller\n"
                     "1999-02-01;08:00:05;A;NOBODY;0:45;;;77\n"
                     "1999-02-01;08:01:05;A;AGENT;1:45;5,5;0:03:20;77\n"
                     "1999-02-02;08:01:05;A;AGENT;0:00;0;10;\n";
  MusterLogSpec spec = {.columns = "date=day, time = clock", .outcomes = "nobody=abandoned", .to = 0};
  g_autofree char *said = NULL;
  g_autoptr(MusterContactLog) log = read_log(text, &spec, &said);
  CU_ASSERT_PTR_NOT_NULL_FATAL(log);
  CU_ASSERT_EQUAL_FATAL(log->n, 3);
  CU_ASSERT(log->contact[0].outcome == MUSTER_LOG_ABANDONED && log->contact[0].customer == log->contact[1].customer);
  CU_ASSERT(log->contact[2].customer == -1);
  ASSERT_CLOSE(log->contact[1].talk_s, 194.5, 0, 1e-9);
  ASSERT_CLOSE(log->contact[1].wait_s, 105, 0, 0);
  spec.to = muster_day_from_ymd(1999, 2, 1);
  g_autofree char *said_of_day = NULL;
  g_autoptr(MusterContactLog) day = read_log(text, &spec, &said_of_day);
  CU_ASSERT_EQUAL(day->n, 2);
}

/* Rows that cannot be are set aside and counted; odd words are said once. */
static void
oddities(void)
{
  const char *text = "start,outcome,wait,talk\n"
                     "2026-01-05 08:00,answered,-1,5\n"
                     "2026-01-05 08:00,answered,1,99999\n"
                     "2026-01-05 08:01,abandoned,9,5\n"
                     "2026-01-05 08:02,vanished,9,\n"
                     "2026-01-05 08:03,vanished,9,\n";
  g_autofree char *said = NULL;
  g_autoptr(MusterContactLog) log = read_log(text, NULL, &said);
  CU_ASSERT_PTR_NOT_NULL_FATAL(log);
  CU_ASSERT_EQUAL(log->n, 3);
  CU_ASSERT_EQUAL(log->n_set_aside, 2);
  CU_ASSERT_STRING_EQUAL(log->queue[0], "all");
  CU_ASSERT(isnan(log->contact[0].talk_s));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "'-1' is negative; the contact is set aside"));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "'99999' is longer than a day"));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "the talk is left out"));
  const char *first = strstr(said, "outcome 'vanished'");
  CU_ASSERT_PTR_NOT_NULL_FATAL(first);
  CU_ASSERT_PTR_NULL(strstr(first + 1, "outcome 'vanished'"));
}

static void
refusals(void)
{
  MusterLogSpec columns = {.columns = "begin=start"}, title = {.columns = "wait=wiat"}, form = {.columns = "wait"},
                outcome = {.outcomes = "lost=abandonned"}, dialect = {.dialect = "colon"},
                days = {.from = muster_day_from_ymd(2027, 1, 1)};
  const char *good = "start,outcome,wait\n2026-01-05 08:00,answered,1\n";
  refused("wait,outcome\n1,answered\n", NULL, "no column of the contacts' start");
  refused("start,outcome\n2026-01-05 08:00,answered\n", NULL, "no column of the time in the queue");
  refused("start,wait\n2026-01-05 08:00,3\n", NULL, "no column of the outcome is found, nor one of the talk");
  refused("start,outcome,wait\n2026-01-05 08:00,answered,soon\n", NULL, "calls.csv:2:27");
  refused("start,outcome,wait\n2026-02-30 08:00,answered,1\n", NULL, "calls.csv:2:1");
  refused("start,outcome,wait\n2026-01-05 08:00,answered,1:99\n", NULL, "'1:99' is no wait");
  refused(good, &columns, "unknown key 'begin' in the log's columns");
  refused(good, &title, "the log has no column 'wiat'; did you mean 'wait'?");
  refused(good, &form, "'wait' is no entry of --columns");
  refused(good, &outcome, "unknown outcome 'abandonned' for 'lost'; did you mean 'abandoned'?");
  refused(good, &dialect, "unknown word 'colon' in the dialect");
  refused(good, &days, "the log has no contact in these days");
}

void test_contacts(void);
void
test_contacts(void)
{
  CU_pSuite suite = CU_add_suite("contacts", NULL, NULL);
  ADD_TEST(suite, our_own);
  ADD_TEST(suite, another_system);
  ADD_TEST(suite, oddities);
  ADD_TEST(suite, refusals);
}
