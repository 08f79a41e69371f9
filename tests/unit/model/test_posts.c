/* Shares of groups in queues: posts, sums, the CSV's pooled rows. */
#include "muster_test.h"
#include "small_centre.h"

enum { AT = 40 }; /* an interval */

/* 'sales' is served by the first group alone and by the second, which also serves the second queue. */
static SmallCentre *
shared_centre(void)
{
  SmallCentre *small = small_centre_new();
  small->serves[0][0] = (MusterServes){.queue = 0, .rank = 1, .take = 1, .pace = 1};
  small->serves[1][0] = (MusterServes){.queue = 0, .rank = 1, .take = 1, .pace = 1};
  small->serves[1][1] = (MusterServes){.queue = 1, .rank = 1, .take = 1, .pace = 1};
  small->group[0].n_serves = 1;
  small->group[0].serves = small->serves[0];
  small->group[1].n_serves = 2;
  small->group[1].serves = small->serves[1];
  return small;
}

static void
add(GArray *shares, int interval, int queue, int group, double contacts, double agents)
{
  MusterShare share = {interval, queue, group, contacts, 300, contacts * 300 / 1800, agents, agents + 1};
  g_array_append_val(shares, share);
}

static MusterRequirement *
shared(const MusterCentre *centre)
{
  MusterRequirement *r = muster_requirement_new(centre);
  GArray *shares = g_array_new(FALSE, FALSE, sizeof(MusterShare));
  g_free(r->method);
  r->method = g_strdup("stationary");
  add(shares, AT + 1, 1, 1, 20, 4);
  add(shares, AT, 1, 1, 30, 7);
  add(shares, AT, 0, 0, 24, 5);
  add(shares, AT, 0, 1, 12, 2);
  add(shares, AT + 1, 0, 1, 10, 3);
  muster_requirement_set_shares(r, shares);
  r->need[2 * r->grid->n + AT].scheduled = 1.5; /* the case queue stays for itself */
  return r;
}

static void
queues_are_the_sums(void)
{
  g_autoptr(SmallCentre) small = shared_centre();
  g_autoptr(MusterRequirement) r = shared(&small->centre);
  const MusterNeed *sales = &r->need[AT];
  ASSERT_CLOSE(sales->agents, 7, 0, 0);
  ASSERT_CLOSE(sales->scheduled, 9, 0, 0);
  ASSERT_CLOSE(sales->contacts, 36, 0, 0);
  ASSERT_CLOSE(sales->load_erl, 6, 1e-12, 0);
  CU_ASSERT(muster_requirement_is_shared(r, 0, AT) && muster_requirement_is_shared(r, 1, AT + 1));
  CU_ASSERT(!muster_requirement_is_shared(r, 2, AT) && !muster_requirement_is_shared(r, 0, AT + 2));
  int n;
  const MusterShare *share = muster_requirement_shares(r, AT, &n);
  CU_ASSERT_EQUAL_FATAL(n, 3);
  CU_ASSERT(share[0].queue == 0 && share[0].group == 0 && share[1].group == 1 && share[2].queue == 1);
}

static void
posts_are_sets_of_queues(void)
{
  g_autoptr(SmallCentre) small = shared_centre();
  g_autoptr(MusterRequirement) r = shared(&small->centre);
  g_autoptr(GArray) posts = muster_requirement_posts(r, AT);
  CU_ASSERT_EQUAL_FATAL(posts->len, 3);
  const MusterPost *post = &g_array_index(posts, MusterPost, 0);
  CU_ASSERT(post[0].queues == 4 && post[0].scheduled == 1.5);
  CU_ASSERT(post[1].queues == 1 && post[1].group == 0 && post[1].agents == 5);
  CU_ASSERT(post[2].queues == 3 && post[2].group == 1 && post[2].agents == 9 && post[2].scheduled == 11);
  CU_ASSERT(muster_post_is_covered_by(&post[1], 1) && muster_post_is_covered_by(&post[1], 3));
  CU_ASSERT(muster_post_is_covered_by(&post[2], 7) && !muster_post_is_covered_by(&post[2], 1) &&
            !muster_post_is_covered_by(&post[2], 6));
  g_autoptr(GArray) kinds = muster_requirement_post_kinds(r);
  CU_ASSERT_EQUAL_FATAL(kinds->len, 4);
  CU_ASSERT(g_array_index(kinds, guint64, 2) == 4 && g_array_index(kinds, guint64, 3) == 3);
}

static MusterRequirement *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("req.csv", text, strlen(text));
  return muster_requirement_read(centre, source, faults);
}

static void
csv_reads_back(void)
{
  g_autoptr(SmallCentre) small = shared_centre();
  g_autoptr(MusterRequirement) r = shared(&small->centre);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *text = muster_requirement_write(r, &small->centre);
  CU_ASSERT(strstr(text, ",binding,pooled\n") != NULL);
  g_autoptr(MusterRequirement) again = read_text(&small->centre, text, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(again);
  CU_ASSERT_EQUAL_FATAL(again->shares->len, r->shares->len);
  g_autofree char *same = muster_requirement_write(again, &small->centre);
  CU_ASSERT_STRING_EQUAL(same, text);
}

static void
faults_are_found(void)
{
  static const char *const text = "start,queue,group,agents,pooled\n"
                                  "2026-10-26 10:00,sales,shop a,5,yes\n"
                                  "2026-10-26 10:00,sales,,5,yes\n"
                                  "2026-10-26 10:00,售后 support,shop a,5,yes\n"
                                  "2026-10-26 10:30,sales,shop a,5,perhaps\n"
                                  "2026-10-26 11:00,sales,shop a,5,yes\n"
                                  "2026-10-26 11:00,sales,shop a,5,\n";
  static const char *const twice = "start,queue,group,agents,pooled\n"
                                   "2026-10-26 10:00,sales,shop a,5,yes\n"
                                   "2026-10-26 10:30,sales,shop a,5,yes\n"
                                   "2026-10-26 10:00,sales,shop a,4,yes\n";
  static const char *const wanted[] = {
      "req.csv:3:27: error: a pooled row names no group", "the group 'shop a' does not serve the queue '售后 support'",
      "'perhaps' is neither yes nor no", "the rows for 'sales' and this interval are partly pooled",
      "a second row for 'sales' of 'shop a'"};
  g_autoptr(SmallCentre) small = shared_centre();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(read_text(&small->centre, text, faults));
  CU_ASSERT_PTR_NULL(read_text(&small->centre, twice, faults));
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (strstr(rendered, wanted[i]) == NULL) {
      g_printerr("'%s' is not in:\n%s", wanted[i], rendered);
      CU_FAIL("a fault was not found");
    }
}

void test_posts(void);
void
test_posts(void)
{
  CU_pSuite suite = CU_add_suite("posts", NULL, NULL);
  ADD_TEST(suite, queues_are_the_sums);
  ADD_TEST(suite, posts_are_sets_of_queues);
  ADD_TEST(suite, csv_reads_back);
  ADD_TEST(suite, faults_are_found);
}
