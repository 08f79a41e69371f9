/* Finite lines and redials: tables, and the models that they become at the edges. */
#include "table_compare.h"
#include <muster/erlang.h>

static void
compare_lines(const Table *t, guint i, double *worst)
{
  MusterErlangLines l;
  CU_ASSERT_FATAL(muster_erlang_lines(table_number(t, i, "load_erl"), table_number(t, i, "aht_s"),
                                      table_number(t, i, "patience_s"), (int) table_number(t, i, "agents"),
                                      (int) table_number(t, i, "lines"), table_number(t, i, "threshold_s"),
                                      &l, NULL));
  compare(t, i, "p_block", l.p_block, worst);
  compare(t, i, "p_wait_of_offered", l.p_wait, worst);
  compare(t, i, "p_abandon_of_offered", l.p_abandon, worst);
  compare(t, i, "p_served", l.p_served, worst);
  compare(t, i, "wait_accepted_s", l.wait_accepted_s, worst);
  compare(t, i, "wait_served_s", l.wait_served_s, worst);
  compare(t, i, "queue_len", l.queue_length, worst);
  compare(t, i, "occupancy", l.occupancy, worst);
  compare(t, i, "sl_answered_in_T_of_offered", l.p_served_within, worst);
  compare(t, i, "sl_answered_in_T_of_answered", l.sl_answered, worst);
  compare(t, i, "sl_answered_in_T_of_offered_minus_ab_in_T", l.sl_without_abandons, worst);
  compare(t, i, "sl_answered_plus_ab_in_T_of_offered", l.sl_abandons_good, worst);
  compare(t, i, "sl_virtual_of_accepted", l.sl_virtual, worst);
  compare(t, i, "p_abandon_in_T", l.p_abandon_within, worst);
}

static void
compare_redials(const Table *t, guint i, double *worst)
{
  MusterErlangRedials r;
  double lines = table_number(t, i, "lines");
  CU_ASSERT_FATAL(muster_erlang_redials(
      table_number(t, i, "fresh_load_erl"), table_number(t, i, "aht_s"), table_number(t, i, "patience_s"),
      (int) table_number(t, i, "agents"), isnan(lines) ? 0 : (int) lines, table_number(t, i, "threshold_s"),
      table_number(t, i, "p_redial_abandoned"), table_number(t, i, "p_redial_blocked"), &r, NULL));
  compare(t, i, "total_load_erl", r.total_load_erl, worst);
  compare(t, i, "p_block", r.p_block, worst);
  compare(t, i, "p_abandon", r.p_abandon, worst);
  compare(t, i, "p_wait", r.p_wait, worst);
  compare(t, i, "sl_answered_in_T_of_offered", r.p_served_within, worst);
  compare(t, i, "wait_accepted_s", r.wait_accepted_s, worst);
  compare(t, i, "occupancy", r.occupancy, worst);
}

static void
run(const char *name, gboolean is_public, void (*compare_row)(const Table *, guint, double *))
{
  g_auto(Table) table = {0};
  if (!table_open(&table, "erlang", name, is_public))
    return;
  double worst = 0.0;
  for (guint i = 0; i < table.row->len; i++)
    compare_row(&table, i, &worst);
  g_print("  %s: %u rows, worst difference %.3f of what is allowed\n", name, table.row->len, worst);
}

static void
own_rows(void)
{
  run("lines.csv", FALSE, compare_lines);
  run("redials.csv", FALSE, compare_redials);
}

static void
public_rows(void)
{
  run("mmnk_public.csv", TRUE, compare_lines);
  run("erlang_x_public.csv", TRUE, compare_redials);
}

/* No waiting place: Erlang B. So many that the last is never reached: Erlang A, and C. */
static void
lines_at_their_edges(void)
{
  MusterErlangLines l;
  MusterErlangB b;
  CU_ASSERT(muster_erlang_lines(95.0, 240.0, 60.0, 100, 100, 20.0, &l, NULL) &&
            muster_erlang_b(95.0, 100, &b, NULL));
  ASSERT_CLOSE(l.p_block, b.block, 1e-12, 0.0);
  ASSERT_CLOSE(l.occupancy, b.occupancy, 1e-12, 0.0);
  MusterErlangA a;
  CU_ASSERT(muster_erlang_lines(105.0, 240.0, 60.0, 100, 1000, 20.0, &l, NULL) &&
            muster_erlang_a(105.0, 240.0, 60.0, 100, 20.0, &a, NULL));
  ASSERT_CLOSE(l.p_wait, a.p_wait, 1e-12, 0.0);
  ASSERT_CLOSE(l.p_abandon, a.p_abandon, 1e-12, 0.0);
  ASSERT_CLOSE(l.p_served_within, a.p_served_within, 1e-12, 0.0);
  ASSERT_CLOSE(l.sl_virtual, a.sl_virtual, 1e-12, 0.0);
  ASSERT_CLOSE(l.p_abandon_within, a.p_abandon_within, 1e-12, 0.0);
  ASSERT_CLOSE(l.wait_served_s, a.wait_served_s, 1e-11, 0.0);
  MusterErlangC c;
  CU_ASSERT(muster_erlang_lines(90.0, 240.0, INFINITY, 100, 2000, 20.0, &l, NULL) &&
            muster_erlang_c(90.0, 240.0, 100, 20.0, &c, NULL));
  ASSERT_CLOSE(l.p_wait, c.p_wait, 1e-12, 0.0);
  ASSERT_CLOSE(l.p_served_within, c.service_level, 1e-12, 0.0);
  ASSERT_CLOSE(l.wait_accepted_s, c.asa_s, 1e-11, 0.0);
}

/* Offered = answered + abandoned + blocked, whatever the range. */
static void
lines_conserve_contacts(void)
{
  const double loads[] = {0.01, 7.0, 300.0, 20000.0, 90000.0}, patiences[] = {1.0, 100.0, 1e5, INFINITY};
  for (guint i = 0; i < G_N_ELEMENTS(loads); i++)
    for (guint j = 0; j < G_N_ELEMENTS(patiences); j++)
      for (int more = 0; more <= 20000; more = 4 * more + 5) {
        MusterErlangLines l;
        int agents = (int) (1.02 * loads[i]) + 1 - more % 3;
        CU_ASSERT_FATAL(muster_erlang_lines(loads[i], 180.0, patiences[j], MAX(agents, 1),
                                            MAX(agents, 1) + more, 20.0, &l, NULL));
        ASSERT_CLOSE(l.p_served + l.p_abandon + l.p_block, 1.0, 1e-12, 0.0);
        CU_ASSERT(l.p_served_within <= l.p_served * (1 + 1e-13) &&
                  l.p_abandon_within <= l.p_abandon * (1 + 1e-13) && l.occupancy <= 1.0 + 1e-13);
      }
}

/* The answer blocks few enough, and one line less does not. */
static void
lines_needed_are_the_fewest(void)
{
  const double loads[] = {0.01, 7.0, 48.0, 300.0, 5000.0}, patiences[] = {1.0, 100.0, 1e5, INFINITY};
  const double targets[] = {0.5, 0.1, 0.01, 1e-4, 1e-12}, shares[] = {0.7, 1.0, 1.1};
  for (guint i = 0; i < G_N_ELEMENTS(loads); i++)
    for (guint j = 0; j < G_N_ELEMENTS(patiences); j++)
      for (guint k = 0; k < G_N_ELEMENTS(targets) * G_N_ELEMENTS(shares); k++) {
        double target = targets[k / 3];
        int agents = MAX((int) (loads[i] * shares[k % 3]), 1), lines;
        CU_ASSERT_FATAL(
            muster_erlang_lines_needed(loads[i], 180.0, patiences[j], agents, target, &lines, NULL));
        if (lines == 0) {
          CU_ASSERT(isinf(patiences[j]) && (1.0 - agents / loads[i] >= target || agents == loads[i]));
          continue;
        }
        if (lines == agents || lines > 100000)
          continue;
        MusterErlangLines l;
        CU_ASSERT_FATAL(muster_erlang_lines(loads[i], 180.0, patiences[j], agents, lines, 20.0, &l, NULL));
        CU_ASSERT(l.p_block <= target * (1 + 1e-12));
        CU_ASSERT(muster_erlang_lines(loads[i], 180.0, patiences[j], agents, lines - 1, 20.0, &l, NULL));
        CU_ASSERT(l.p_block > target * (1 - 1e-12));
      }
  int lines;
  CU_ASSERT(muster_erlang_lines_needed(0.0, 180.0, 60.0, 3, 0.01, &lines, NULL) && lines == 3);
  CU_ASSERT_FALSE(muster_erlang_lines_needed(10.0, 180.0, 60.0, 0, 0.01, &lines, NULL));
  CU_ASSERT_FALSE(muster_erlang_lines_needed(10.0, 180.0, 60.0, 5, NAN, &lines, NULL));
}

static void
redials_at_their_edges(void)
{
  MusterErlangRedials r;
  MusterErlangA a;
  CU_ASSERT(muster_erlang_redials(110.0, 180.0, 60.0, 100, 0, 20.0, 0.0, 0.9, &r, NULL) &&
            muster_erlang_a(110.0, 180.0, 60.0, 100, 20.0, &a, NULL));
  CU_ASSERT(r.total_load_erl == 110.0 && r.p_abandon == a.p_abandon);
  CU_ASSERT(muster_erlang_redials(110.0, 180.0, 60.0, 100, 120, 20.0, 0.5, 0.9, &r, NULL));
  ASSERT_CLOSE(r.total_load_erl, 110.0 + r.total_load_erl * (0.5 * r.p_abandon + 0.9 * r.p_block), 1e-14,
               0.0);
  CU_ASSERT_FALSE(muster_erlang_redials(110.0, 180.0, 60.0, 100, 0, 20.0, 1.0, 0.0, &r, NULL));
  CU_ASSERT_FALSE(muster_erlang_redials(110.0, 180.0, 60.0, 100, 0, 20.0, NAN, 0.0, &r, NULL));
}

void test_lines(void);
void
test_lines(void)
{
  CU_pSuite suite = CU_add_suite("lines", NULL, NULL);
  ADD_TEST(suite, own_rows);
  ADD_TEST(suite, public_rows);
  ADD_TEST(suite, lines_at_their_edges);
  ADD_TEST(suite, lines_conserve_contacts);
  ADD_TEST(suite, lines_needed_are_the_fewest);
  ADD_TEST(suite, redials_at_their_edges);
}
