#include "muster_test.h"
#include <muster/yaml/table.h>
#include <string.h>

typedef struct {
  char *name;
  MusterMark mark;
  double handle_s, answer, cost_per_h;
  int rank, channel, to;
  gboolean paid, has_limits;
  struct {
    double asa_s, most;
  } limits;
  MusterDay since;
  guint days;
  MusterPerSpan hours;
  int n_lengths, n_chances;
  double *length_s, *chance;
  guint64 peers;
  char *note;
} Thing;

typedef struct {
  int n_things;
  Thing *thing;
  int n_rows;
  Thing *row;
} Whole;

static const char *const channels[] = {"voice", "chat", NULL};
static const char *const names[] = {"presales", "aftersales", "no", NULL};

static const MusterYamlKey limit_keys[] = {
    {.name = "asa", .type = &muster_yaml_duration, .offset = 0, .min = 0, .max = 3600, .help = "a bound"},
    {.name = "most", .type = &muster_yaml_number, .offset = 8, .standard = "7", .help = "another"},
    {NULL},
};

#define AT(field) .offset = offsetof(Thing, field)
static const MusterYamlKey thing_keys[] = {
    {.name = "handle",
     .type = &muster_yaml_duration,
     AT(handle_s),
     .required = TRUE,
     .min = 0,
     .max = 86400,
     .help = "h"},
    {.name = "answer",
     .type = &muster_yaml_share,
     AT(answer),
     .standard = "80 %",
     .help = "share | with a bar"},
    {.name = "cost",
     .type = &muster_yaml_rate,
     AT(cost_per_h),
     .standard = "0 / h",
     .min = 0,
     .max = 1e6,
     .help = "c"},
    {.name = "rank",
     .type = &muster_yaml_integer,
     AT(rank),
     .standard = "1",
     .min = 1,
     .max = 99,
     .help = "r"},
    {.name = "channel",
     .type = &muster_yaml_word,
     AT(channel),
     .standard = "voice",
     .words = channels,
     .help = "ch"},
    {.name = "to", .type = &muster_yaml_reference, AT(to), .scope = "queue", .help = "t"},
    {.name = "paid", .type = &muster_yaml_boolean, AT(paid), .standard = "yes", .help = "p"},
    {.name = "limits",
     .type = &muster_yaml_map,
     AT(limits),
     .given = offsetof(Thing, has_limits),
     .table = limit_keys,
     .help = "l"},
    {.name = "since", .type = &muster_yaml_date, AT(since), .help = "s"},
    {.name = "days", .type = &muster_yaml_weekdays, AT(days), .standard = "mon-sun", .help = "d"},
    {.name = "hours", .type = &muster_yaml_per_span, AT(hours), .help = "per week"},
    {.name = "length",
     .type = &muster_yaml_durations,
     AT(length_s),
     .count = offsetof(Thing, n_lengths),
     .min = 60,
     .max = 86400,
     .help = "le"},
    {.name = "chance",
     .type = &muster_yaml_shares,
     AT(chance),
     .count = offsetof(Thing, n_chances),
     .help = "ch"},
    {.name = "peers", .type = &muster_yaml_set, AT(peers), .scope = "queue", .help = "pe"},
    {.name = "note", .type = &muster_yaml_text, AT(note), .help = "n"},
    {NULL},
};

static const MusterYamlKey whole_keys[] = {
    {.name = "things",
     .type = &muster_yaml_named,
     .offset = offsetof(Whole, thing),
     .count = offsetof(Whole, n_things),
     .size = sizeof(Thing),
     .mark = offsetof(Thing, mark),
     .table = thing_keys,
     .help = "things by name"},
    {.name = "rows",
     .type = &muster_yaml_list,
     .offset = offsetof(Whole, row),
     .count = offsetof(Whole, n_rows),
     .size = sizeof(Thing),
     .mark = offsetof(Thing, mark),
     .table = thing_keys,
     .help = "things in a row"},
    {NULL},
};

static const char *const *
find_names(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED const char *scope)
{
  return names;
}

/* Reads into `whole`; the rendered faults, or NULL. (transfer full) */
static char *
read_whole(const char *text, Whole *whole)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("t.yaml", text, strlen(text));
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, faults);
  MusterYamlReader reader = {.faults = faults, .names = find_names};
  muster_yaml_table_init(whole_keys, whole);
  gboolean ok = tree != NULL && muster_yaml_table_read(&reader, whole_keys, muster_yaml_root(tree), whole);
  CU_ASSERT_EQUAL(ok, muster_faults_n_errors(faults) == 0);
  return muster_faults_n(faults) > 0 ? muster_faults_render(faults, FALSE) : NULL;
}

static char *
write_whole(const Whole *whole)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlWriter writer = {.tree = tree, .names = find_names};
  muster_yaml_table_write(&writer, whole_keys, muster_yaml_root(tree), whole);
  return muster_yaml_emit(muster_yaml_root(tree));
}

static const char full[] = "things:\n"
                           "  三家店:\n"
                           "    handle: 4 min 20 s\n"
                           "    answer: 33.3 %\n"
                           "    cost: 32 / h\n"
                           "    rank: 3\n"
                           "    channel: chat\n"
                           "    to: aftersales\n"
                           "    paid: no\n"
                           "    limits: {asa: 20 s}\n"
                           "    since: 2024-02-29\n"
                           "    days: mon-fri\n"
                           "    hours: 16-24 h / week\n"
                           "    length: [6 h, 8 h 30 min]\n"
                           "    chance: 40 %\n"
                           "    peers: [presales, \"no\"]\n"
                           "    note: \"08:00\"\n"
                           "rows:\n"
                           "  - {handle: 1 s}\n";

static void
reads_and_writes_equal(void)
{
  Whole whole, again;
  g_autofree char *said = read_whole(full, &whole);
  CU_ASSERT_PTR_NULL(said);
  CU_ASSERT_EQUAL_FATAL(whole.n_things, 1);
  const Thing *t = whole.thing;
  CU_ASSERT_STRING_EQUAL(t->name, "三家店");
  CU_ASSERT_EQUAL(t->mark.line, 2);
  CU_ASSERT_EQUAL(t->handle_s, 260);
  CU_ASSERT_EQUAL(t->answer, 0.333);
  CU_ASSERT_EQUAL(t->cost_per_h, 32);
  CU_ASSERT(t->rank == 3 && t->channel == 1 && t->to == 1 && !t->paid && t->has_limits);
  CU_ASSERT_EQUAL(t->limits.asa_s, 20);
  CU_ASSERT_EQUAL(t->limits.most, 7);
  CU_ASSERT_EQUAL(t->days, 31);
  CU_ASSERT_EQUAL(t->hours.hi, 24 * 3600.0);
  CU_ASSERT(t->n_lengths == 2 && t->length_s[1] == 30600);
  CU_ASSERT_EQUAL(t->peers, 5);
  CU_ASSERT_EQUAL_FATAL(whole.n_rows, 1);
  CU_ASSERT_EQUAL(whole.row[0].answer, 0.8);
  CU_ASSERT_EQUAL(whole.row[0].to, -1);
  CU_ASSERT_EQUAL(whole.row[0].since, G_MININT32);

  g_autofree char *text = write_whole(&whole);
  CU_ASSERT_STRING_EQUAL(text, full);
  g_autofree char *said_again = read_whole(text, &again);
  CU_ASSERT_PTR_NULL(said_again);
  CU_ASSERT(muster_yaml_table_equal(whole_keys, &whole, &again));
  muster_yaml_table_clear(whole_keys, &whole);
  muster_yaml_table_clear(whole_keys, &again);
}

/* Equality sees every field: changing any one key's value makes a difference, and says which. */
static void
equality_sees_each_key(void)
{
  static const char *const changes[][2] = {{"4 min 20 s", "4 min"},
                                           {"33.3 %", "33 %"},
                                           {"32 / h", "31 / h"},
                                           {"rank: 3", "rank: 4"},
                                           {"chat", "voice"},
                                           {"aftersales", "presales"},
                                           {"paid: no", "paid: yes"},
                                           {"asa: 20 s", "asa: 21 s"},
                                           {"2024-02-29", "2024-02-28"},
                                           {"mon-fri", "mon-sat"},
                                           {"16-24", "16-25"},
                                           {"[6 h", "[5 h"},
                                           {"40 %", "41 %"},
                                           {", \"no\"]", "]"},
                                           {"08:00", "08:01"},
                                           {"三家店", "四家店"},
                                           {"handle: 1 s", "handle: 2 s"}};
  Whole whole;
  g_autofree char *said = read_whole(full, &whole);
  for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
    Whole other;
    g_auto(GStrv) parts = g_strsplit(full, changes[i][0], 2);
    CU_ASSERT_EQUAL_FATAL(g_strv_length(parts), 2);
    g_autofree char *text = g_strconcat(parts[0], changes[i][1], parts[1], NULL);
    g_autofree char *other_said = read_whole(text, &other);
    CU_ASSERT_PTR_NULL(other_said);
    CU_ASSERT(!muster_yaml_table_equal(whole_keys, &whole, &other));
    g_autofree char *difference = muster_yaml_table_difference(whole_keys, &whole, &other);
    CU_ASSERT_PTR_NOT_NULL(difference);
    muster_yaml_table_clear(whole_keys, &other);
  }
  muster_yaml_table_clear(whole_keys, &whole);
}

static void
expect(const char *text, const char *words)
{
  Whole whole;
  g_autofree char *said = read_whole(text, &whole);
  gboolean found = said != NULL && strstr(said, words) != NULL;
  if (!found)
    g_printerr("'%s' not found in: %s\n", words, said != NULL ? said : "(nothing)");
  CU_ASSERT(found);
  muster_yaml_table_clear(whole_keys, &whole);
}

static void
faults_say_what_fits(void)
{
  expect("thing: {}\n", "t.yaml:1:1: error: unknown key 'thing'; did you mean 'things'?");
  expect("things: {a: {}}\n", "t.yaml:1:10: error: the key 'handle' is missing; it takes a duration");
  expect("things: {a: {handle: ~}}\n", "the key 'handle' is missing");
  expect("things: {a: {handle: 20}}\n", "handle: '20' has no unit");
  expect("things: {a: {handle: 20 %}}\n", "t.yaml:1:22: error: handle:");
  expect("things: {a: {handle: [1 s]}}\n",
         "handle: takes a duration like `4 min 20 s` (s, min, h, days, weeks), not a list");
  expect("things: {a: {handle: -1 s}}\n", "handle: '-1 s' is out of range; from 0 s to 24 h fits");
  expect("things: {a: {handle: 1 s, answer: 0.8}}\n", "answer: '0.8' has no unit");
  expect("things: {a: {handle: 1 s, answer: 120 %}}\n", "from 0 % to 100 % fits");
  expect("things: {a: {handle: 1 s, rank: 1.5}}\n", "no whole number");
  expect("things: {a: {handle: 1 s, rank: 100}}\n", "from 1 to 99 fits");
  expect("things: {a: {handle: 1 s, channel: chatt}}\n",
         "channel: unknown value 'chatt'; did you mean 'chat'?");
  expect("things: {a: {handle: 1 s, to: presale}}\n", "unknown queue 'presale'; did you mean 'presales'?");
  expect("things: {a: {handle: 1 s, to: no}}\n", "'no' is a YAML boolean, and a name is meant");
  expect("things: {a: {handle: 1 s, peers: [presales, off]}}\n",
         "t.yaml:1:45: error: 'off' is a YAML boolean");
  expect("things: {a: {handle: 1 s, peers: presales}}\n", "peers: takes a list of names");
  expect("things: {a: {handle: 1 s, paid: maybe}}\n", "neither yes nor no");
  expect("things: {a: {handle: 1 s, since: 2026-02-30}}\n", "'2026-02-30' is no date");
  expect("things: {a: {handle: 1 s, days: mon-fry}}\n", "names no weekdays");
  expect("things: {a: {handle: 1 s, hours: 40 h}}\n", "does not say per what");
  expect("things: {a: {handle: 1 s, length: []}}\n", "an empty list");
  expect("things: {a: {handle: 1 s, limits: 3}}\n", "limits: takes a map of keys, not a text");
  expect("things: {no: {handle: 1 s}}\n",
         "'no' is a YAML boolean, and a name is meant; write \"no\" in quotes");
  expect("things: {~: {handle: 1 s}}\n", "nothing in YAML");
  expect("things: [1]\n", "takes a map of names");
  expect("things: {a: {handle: 1 s, note: yes}}\n", "a YAML boolean");
  expect("- a\n", "expected a map of keys, not a list");
}

static void
all_faults_of_a_file(void)
{
  Whole whole;
  g_autofree char *said = read_whole(
      "things:\n  a: {rank: x, paid: 2}\n  b: {handle: 5}\nrows:\n  - {to: nobody, handle: 1 s}\n", &whole);
  CU_ASSERT_PTR_NOT_NULL_FATAL(said);
  g_auto(GStrv) lines = g_strsplit(said, "error:", -1);
  CU_ASSERT_EQUAL(g_strv_length(lines), 1 + 5);
  CU_ASSERT_EQUAL(whole.n_things, 2); /* what could be read is there */
  muster_yaml_table_clear(whole_keys, &whole);
}

static void
note_path(const char *path, G_GNUC_UNUSED const MusterYamlKey *key, gpointer data)
{
  g_string_append_printf(data, "%s\n", path);
}

static void
tables_document_themselves(void)
{
  g_autofree char *page = muster_yaml_table_document(whole_keys, "Things");
  CU_ASSERT(g_str_has_prefix(page, "# Things\n"));
  CU_ASSERT_PTR_NOT_NULL(strstr(page, "## things.NAME.limits\n"));
  CU_ASSERT_PTR_NOT_NULL(strstr(page, "| `handle` | duration | required | h |"));
  CU_ASSERT_PTR_NOT_NULL(strstr(page, "share \\| with a bar"));
  g_autoptr(GString) paths = g_string_new(NULL);
  muster_yaml_table_walk(whole_keys, note_path, paths);
  CU_ASSERT_PTR_NOT_NULL(strstr(paths->str, "things.*.limits.asa\n"));
}

void test_table(void);
void
test_table(void)
{
  CU_pSuite suite = CU_add_suite("table", NULL, NULL);
  ADD_TEST(suite, reads_and_writes_equal);
  ADD_TEST(suite, equality_sees_each_key);
  ADD_TEST(suite, faults_say_what_fits);
  ADD_TEST(suite, all_faults_of_a_file);
  ADD_TEST(suite, tables_document_themselves);
}
