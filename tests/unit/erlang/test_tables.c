/* Erlang B, C and A against rows of high precision: our own (tests/support/erlang_rows.py) and, where
 * there, the public tables. */
#include "table.h"
#include <muster/erlang.h>

/* Agreement: the last bits of twelve digits, plus what eight roundings of the load make of the result. */
static void
compare(const Table *table, guint row, const char *column, double got, double *worst)
{
  double want = table_number(table, row, column), cond = table_number(table, row, "cond_load");
  double allowed = fabs(want) * (1e-12 + 8 * 2.3e-16 * cond) + 1e-300;
  double part = fabs(got - want) / allowed;
  if (!(part <= 1.0))
    g_printerr("row %u, %s: %.17g, want %.17g\n", row + 2, column, got, want);
  CU_ASSERT(part <= 1.0);
  *worst = fmax(*worst, part);
}

static double
compare_b(const Table *t)
{
  double worst = 0.0;
  for (guint i = 0; i < t->row->len; i++) {
    MusterErlangB b;
    CU_ASSERT_FATAL(
        muster_erlang_b(table_number(t, i, "load_erl"), (int) table_number(t, i, "servers"), &b, NULL));
    compare(t, i, "block", b.block, &worst);
    compare(t, i, "ln_block", b.ln_block, &worst);
    compare(t, i, "lost_erl", b.lost_erl, &worst);
    compare(t, i, "occ", b.occupancy, &worst);
  }
  return worst;
}

static double
compare_c(const Table *t)
{
  double worst = 0.0;
  for (guint i = 0; i < t->row->len; i++) {
    MusterErlangC c;
    CU_ASSERT_FATAL(muster_erlang_c(table_number(t, i, "load_erl"), table_number(t, i, "aht_s"),
                                    (int) table_number(t, i, "agents"), table_number(t, i, "threshold_s"), &c,
                                    NULL));
    compare(t, i, "p_wait", c.p_wait, &worst);
    compare(t, i, "asa_s", c.asa_s, &worst);
    compare(t, i, "wait_of_delayed_s", c.wait_of_delayed_s, &worst);
    compare(t, i, "queue_len", c.queue_length, &worst);
    compare(t, i, "occupancy", c.occupancy, &worst);
    compare(t, i, "service_level", c.service_level, &worst);
    compare(t, i, "one_minus_sl", c.not_service_level, &worst);
    compare(t, i, "wait_p90_s", c.wait_p90_s, &worst);
  }
  return worst;
}

static double
compare_a(const Table *t)
{
  double worst = 0.0;
  for (guint i = 0; i < t->row->len; i++) {
    MusterErlangA a;
    CU_ASSERT_FATAL(muster_erlang_a(table_number(t, i, "load_erl"), table_number(t, i, "aht_s"),
                                    table_number(t, i, "patience_s"), (int) table_number(t, i, "agents"),
                                    table_number(t, i, "threshold_s"), &a, NULL));
    compare(t, i, "p_wait", a.p_wait, &worst);
    compare(t, i, "p_abandon", a.p_abandon, &worst);
    compare(t, i, "p_abandon_given_wait", a.p_abandon_given_wait, &worst);
    compare(t, i, "wait_all_s", a.wait_all_s, &worst);
    compare(t, i, "wait_served_s", a.wait_served_s, &worst);
    compare(t, i, "wait_abandoned_s", a.wait_abandoned_s, &worst);
    compare(t, i, "queue_len", a.queue_length, &worst);
    compare(t, i, "occupancy", a.occupancy, &worst);
    compare(t, i, "sl_answered_plus_ab_in_T_of_offered", a.sl_abandons_good, &worst);
    compare(t, i, "sl_answered_in_T_of_answered", a.sl_answered, &worst);
    compare(t, i, "sl_answered_in_T_of_offered", a.p_served_within, &worst);
    compare(t, i, "sl_answered_in_T_of_offered_minus_ab_in_T", a.sl_without_abandons, &worst);
    compare(t, i, "sl_virtual_wait", a.sl_virtual, &worst);
    compare(t, i, "one_minus_sl_virtual", a.not_sl_virtual, &worst);
    compare(t, i, "p_abandon_in_T", a.p_abandon_within, &worst);
  }
  return worst;
}

static void
run(const char *name, gboolean is_public, double (*compare_rows)(const Table *))
{
  g_auto(Table) table = {0};
  if (!table_open(&table, "erlang", name, is_public))
    return;
  double worst = compare_rows(&table);
  g_print("  %s: %u rows, worst difference %.3f of what is allowed\n", name, table.row->len, worst);
}

static void
own_rows(void)
{
  run("erlang_b.csv", FALSE, compare_b);
  run("erlang_c.csv", FALSE, compare_c);
  run("erlang_a.csv", FALSE, compare_a);
}

static void
public_rows(void)
{
  run("erlang_b_public.csv", TRUE, compare_b);
  run("erlang_c_public.csv", TRUE, compare_c);
  run("erlang_a_public.csv", TRUE, compare_a);
}

void test_tables(void);
void
test_tables(void)
{
  CU_pSuite suite = CU_add_suite("tables", NULL, NULL);
  ADD_TEST(suite, own_rows);
  ADD_TEST(suite, public_rows);
}
