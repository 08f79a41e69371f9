/* people.csv: its cells, its faults, and that what is written reads back. */
#include "muster_test.h"
#include "small_centre.h"

static gboolean
read_text(MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("people.csv", text, strlen(text));
  return muster_people_read(centre, source, faults);
}

static void
cells(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  gboolean good =
      read_text(&small->centre,
                "ID;name;group;contract;since;skills;leave;requests;balances\n"
                "x;;shop a;;2024-02-29;\"sales:2@90% ;\"\"售后 support\"\"\";"
                "\"2026-11-03;2026-10-28..2026-10-29\";\"2026-11-02 night, late; 2026-11-01 off\";\"2 h\"\n"
                "y;Y;团队:b;part;;;;2026-11-05 work;\n",
                faults);
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  if (!good)
    g_printerr("%s", rendered);
  CU_ASSERT_FATAL(good);
  CU_ASSERT_EQUAL_FATAL(small->centre.n_people, 2);
  const MusterPerson *x = &small->centre.person[0], *y = &small->centre.person[1];
  CU_ASSERT_STRING_EQUAL(x->name, "x");
  CU_ASSERT_EQUAL(x->contract, -1);
  CU_ASSERT_EQUAL(x->since, muster_day_from_ymd(2024, 2, 29));
  CU_ASSERT_EQUAL_FATAL(x->n_skills, 2);
  CU_ASSERT(x->skill[0].queue == 0 && x->skill[0].rank == 2 && x->skill[0].pace == 0.9);
  CU_ASSERT(x->skill[1].queue == 1 && x->skill[1].rank == -1 && x->skill[1].pace == 1);
  CU_ASSERT_EQUAL_FATAL(x->n_leave, 2);
  CU_ASSERT(x->leave[0].to == x->leave[0].from + 1 && x->leave[1].from == muster_day_from_ymd(2026, 11, 3));
  CU_ASSERT_EQUAL_FATAL(x->n_requests, 2);
  CU_ASSERT(x->request[0].off && x->request[1].shift == 1 && !x->request[1].off);
  CU_ASSERT_STRING_EQUAL(x->balances, "2 h");
  CU_ASSERT(y->group == 1 && y->contract == 1 && y->since == G_MININT32 && y->n_skills == 0);
  CU_ASSERT(y->n_requests == 1 && !y->request[0].off && y->request[0].shift == -1);
  CU_ASSERT_EQUAL(x->mark.line, 2);
}

/* Every fault of the file in one run, each at its place. */
static void
faults_are_found_together(void)
{
  static const char *const text =
      "id,name,group,contract,since,skills,leave,requests,colour\n"
      "a,,shop b,ful,2024-13-01,salez:1 sales:0 sales@90 sales:1 sales:2,2026-11-12..2026-11-10,2026-11-14 "
      "of,red\n"
      "a,,shop a,full,,\"sales:1 \"\"cas\",2026-11-12 x,\"2026-11-14 off; 2026-11-14 day\",\n"
      ",,,,,,2026-11-12;2026-11-11..2026-11-13,2026-11-14,\n";
  static const char *const wanted[] = {
      "people.csv:1:52: error: unknown column 'colour'",
      "people.csv:2:4: error: unknown group 'shop b'; did you mean 'shop a'?",
      "people.csv:2:11: error: unknown contract 'ful'; did you mean 'full'?",
      "people.csv:2:15: error: '2024-13-01' is no date",
      "people.csv:2:26: error: unknown queue 'salez'; did you mean 'sales'?",
      "people.csv:2:40: error: '0' is no rank",
      "people.csv:2:48: error: pace:",
      "the queue 'sales' is named twice",
      "leave that ends before it begins",
      "unknown shift 'of'",
      "people.csv:3:1: error: the id 'a' is there twice; it is first on line 2",
      "a quote that is never closed",
      "'x' is no date",
      "two requests for 2026-11-14",
      "people.csv:4:1: error: a person without an id",
      "a person without a group",
      "leave on 2026-11-12 is given twice",
      "a request without a wish"};
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_FALSE(read_text(&small->centre, text, faults));
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
    gboolean there = strstr(rendered, wanted[i]) != NULL;
    if (!there)
      g_printerr("'%s' is not in:\n%s", wanted[i], rendered);
    CU_ASSERT(there);
  }
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), G_N_ELEMENTS(wanted));
}

static void
columns_that_must_be_there(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_FALSE(read_text(&small->centre, "name,group\nx,shop a\n", faults));
  CU_ASSERT_FALSE(read_text(&small->centre, "id\nx\n", faults));
  CU_ASSERT_FALSE(read_text(&small->centre, "id,group\n", faults));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 3);
  small->centre.n_groups = 1;
  g_autoptr(MusterFaults) none = muster_faults_new();
  CU_ASSERT(read_text(&small->centre, "id\nx\n", none));
  CU_ASSERT_EQUAL(small->centre.person[0].group, 0);
}

static char *
random_word(GRand *rand)
{
  static const char *const pieces[] = {"a", "B", "7", " ", ",", ";", "\"", "王", "'", "|", "é", "-"};
  g_autoptr(GString) word = g_string_new("w");
  for (int n = g_rand_int_range(rand, 0, 6); n > 0; n--)
    g_string_append(word, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
  return g_string_free(g_steal_pointer(&word), FALSE);
}

static void
random_person(GRand *rand, const MusterCentre *centre, int i, MusterPerson *person)
{
  g_autofree char *word = random_word(rand);
  *person = (MusterPerson){.id = g_strdup_printf("%d %s", i, word), .since = G_MININT32};
  person->name = g_rand_boolean(rand) ? random_word(rand) : g_strdup(person->id);
  person->group = g_rand_int_range(rand, 0, centre->n_groups);
  person->contract = g_rand_int_range(rand, -1, centre->n_contracts);
  person->grade = g_rand_boolean(rand) ? random_word(rand) : NULL;
  person->balances = g_rand_boolean(rand) ? random_word(rand) : NULL;
  if (g_rand_boolean(rand))
    person->since = g_rand_int_range(rand, 10000, 25000);
  person->n_skills = g_rand_int_range(rand, 0, centre->n_queues + 1);
  person->skill = person->n_skills > 0 ? g_new(MusterSkill, person->n_skills) : NULL;
  for (int k = 0; k < person->n_skills; k++)
    person->skill[k] =
        (MusterSkill){.queue = k,
                      .rank = g_rand_boolean(rand) ? -1 : g_rand_int_range(rand, 1, 100),
                      .pace = g_rand_boolean(rand) ? 1 : g_rand_int_range(rand, 1, 1000) / 100.0};
  MusterDay day = centre->from;
  person->n_leave = person->n_requests = g_rand_int_range(rand, 0, 4);
  person->leave = person->n_leave > 0 ? g_new(MusterDays, person->n_leave) : NULL;
  person->request = person->n_leave > 0 ? g_new(MusterRequest, person->n_leave) : NULL;
  for (int k = 0; k < person->n_leave; k++) {
    person->leave[k].from = day + g_rand_int_range(rand, 1, 5);
    person->leave[k].to = day = person->leave[k].from + g_rand_int_range(rand, 0, 3);
    gboolean off = g_rand_boolean(rand);
    person->request[k] = (MusterRequest){
        .day = day, .off = off, .shift = off ? -1 : g_rand_int_range(rand, -1, centre->n_shifts)};
  }
}

static gboolean
same_person(const MusterPerson *a, const MusterPerson *b)
{
  gboolean same = g_str_equal(a->id, b->id) && g_str_equal(a->name, b->name) && a->group == b->group &&
                  a->contract == b->contract && g_strcmp0(a->grade, b->grade) == 0 && a->since == b->since &&
                  g_strcmp0(a->balances, b->balances) == 0 && a->n_skills == b->n_skills &&
                  a->n_leave == b->n_leave && a->n_requests == b->n_requests;
  for (int k = 0; same && k < a->n_skills; k++)
    same = a->skill[k].queue == b->skill[k].queue && a->skill[k].rank == b->skill[k].rank &&
           a->skill[k].pace == b->skill[k].pace;
  for (int k = 0; same && k < a->n_leave; k++)
    same = a->leave[k].from == b->leave[k].from && a->leave[k].to == b->leave[k].to;
  for (int k = 0; same && k < a->n_requests; k++)
    same = a->request[k].day == b->request[k].day && a->request[k].off == b->request[k].off &&
           a->request[k].shift == b->request[k].shift;
  return same;
}

static void
what_is_written_reads_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int round = 0; round < 200; round++) {
    g_autoptr(SmallCentre) small = small_centre_new();
    g_autoptr(SmallCentre) again = small_centre_new();
    g_autoptr(MusterFaults) faults = muster_faults_new();
    muster_people_clear(&small->centre);
    small->centre.n_people = g_rand_int_range(rand, 1, 10);
    small->centre.person = g_new0(MusterPerson, small->centre.n_people);
    for (int i = 0; i < small->centre.n_people; i++)
      random_person(rand, &small->centre, i, &small->centre.person[i]);
    g_autofree char *text = muster_people_write(&small->centre);
    gboolean same =
        read_text(&again->centre, text, faults) && again->centre.n_people == small->centre.n_people;
    for (int i = 0; same && i < small->centre.n_people; i++)
      same = same_person(&small->centre.person[i], &again->centre.person[i]);
    if (!same) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u: differs:\n%s%s", seed, text, rendered);
    }
    CU_ASSERT(same);
  }
  g_print("seed %u ", seed);
}

void test_people(void);
void
test_people(void)
{
  CU_pSuite suite = CU_add_suite("people", NULL, NULL);
  ADD_TEST(suite, cells);
  ADD_TEST(suite, faults_are_found_together);
  ADD_TEST(suite, columns_that_must_be_there);
  ADD_TEST(suite, what_is_written_reads_back);
}
