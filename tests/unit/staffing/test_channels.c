/* Chats and walk-ins: the formula of the channel, at the pace of the group. */
#include "written_centre.h"

static const char CENTRE[] = "centre: channels\ntimezone: Europe/Berlin\ninterval: 30 min\ncurrency: EUR\n"
                             "horizon: {from: 2026-03-02, to: 2026-03-02}\nopen: {mon-fri: 08:00-18:00}\n"
                             "service_level: answered_within / offered\n"
                             "queues:\n"
                             "  chat: {channel: chat, handle: {mean: 9 min}, patience: {mean: 4 min}, "
                             "target: {answer: 80 %, within: 60 s},\n"
                             "         concurrency: {max: 3, pace: [100 %, 62 %, 45 %]}}\n"
                             "  desk: {channel: counter, handle: {mean: 9 min, distribution: exponential},\n"
                             "         patience: {mean: 40 min}, target: {answer: 80 %, within: 10 min}}\n"
                             "groups:\n"
                             "  writers: {serves: {chat: {pace: 90 %}}}\n"
                             "  front: {serves: [desk]}\n"
                             "demand:\n  queues:\n"
                             "    chat: {2026-03-02: {from: 08:00, to: 18:00, each: 30}}\n"
                             "    desk: {2026-03-02: {from: 08:00, to: 18:00, each: 10}}\n";

static void
chats_by_the_chain(void)
{
  g_auto(Written) w = {0};
  written_staff(&w, CENTRE, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w.staffing);
  const MusterNeed *need = written_need(&w, "chat", 20);
  const double handle_s[] = {540 / 0.9, 540 / 0.9 / 0.62, 540 / 0.9 / 0.45};
  MusterErlangChat on, under;
  int n = (int) need->agents;
  CU_ASSERT(muster_erlang_chat(n, 3, handle_s, 30 / 1800.0, 240, 60, &on, NULL));
  CU_ASSERT(muster_erlang_chat(n - 1, 3, handle_s, 30 / 1800.0, 240, 60, &under, NULL));
  CU_ASSERT(on.p_served_within >= 0.8 && under.p_served_within < 0.8);
  ASSERT_CLOSE(need->service_level, on.p_served_within, 1e-12, 0);
  ASSERT_CLOSE(need->occupancy, on.utilisation, 1e-12, 0);
  ASSERT_CLOSE(need->load_erl, 10, 1e-12, 0);
  CU_ASSERT_EQUAL(need->binding, MUSTER_BINDING_SERVICE_LEVEL);
}

static void
walk_ins_as_calls(void)
{
  g_auto(Written) w = {0};
  written_staff(&w, CENTRE, MUSTER_STAFFING_STATIONARY);
  const MusterNeed *need = written_need(&w, "desk", 20);
  MusterErlangA on, under;
  CU_ASSERT(muster_erlang_a(3, 540, 2400, (int) need->agents, 600, &on, NULL));
  CU_ASSERT(muster_erlang_a(3, 540, 2400, (int) need->agents - 1, 600, &under, NULL));
  CU_ASSERT(on.p_served_within >= 0.8 && under.p_served_within < 0.8);
}

static void
concurrency_is_explained(void)
{
  g_auto(Written) w = {0};
  written_staff(&w, CENTRE, MUSTER_STAFFING_STATIONARY);
  g_autofree char *text = muster_staffing_explain(w.staffing, w.centre, w.demand, 0, 20);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "3 at 45 % each 1.35 ×"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "birth–death"));
}

void test_channels(void);
void
test_channels(void)
{
  CU_pSuite suite = CU_add_suite("channels", NULL, NULL);
  ADD_TEST(suite, chats_by_the_chain);
  ADD_TEST(suite, walk_ins_as_calls);
  ADD_TEST(suite, concurrency_is_explained);
}
