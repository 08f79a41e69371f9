/* Property: a random table, written in any dialect and encoding, reads back equal. */
#include "muster_test.h"
#include <muster/csv.h>
#include <string.h>

#define N_TABLES 2000
#define MOST_ROWS 12
#define MOST_COLUMNS 6

typedef struct {
  int rows, columns; /* the header is row 0 */
  char *text[MOST_ROWS][MOST_COLUMNS];
  gboolean is_number[MOST_ROWS][MOST_COLUMNS];
  double number[MOST_ROWS][MOST_COLUMNS];
} Table;

static double
random_number(GRand *rand)
{
  switch (g_rand_int_range(rand, 0, 5)) {
  case 0:
    return g_rand_int_range(rand, -1000, 1000000);
  case 1:
    return g_rand_int_range(rand, 0, 1000000) / 1000.0;
  case 2:
    return g_rand_double(rand);
  case 3:
    return ldexp(g_rand_double(rand) - 0.5, g_rand_int_range(rand, -300, 300));
  default:
    return 0;
  }
}

static char *
random_text(GRand *rand, gboolean western)
{
  static const char *const pieces[] = {"a", "Z",  "9",    "-",    " ",  "  ",           "\t", ",",       ";",
                                       "|", "\"", "\"\"", "\n",   "\r", "\r\n",         "=",  "sep=;",   "ü",
                                       "é", ".",  "'",    "队列", "€",  "\xef\xbb\xbf", "😀",  "\xc2\xa0"};
  int n_pieces = (int) G_N_ELEMENTS(pieces) - (western ? 5 : 0);
  g_autoptr(GString) text = g_string_new(NULL);
  for (int n = g_rand_int_range(rand, 0, 7); n > 0; n--)
    g_string_append(text, pieces[g_rand_int_range(rand, 0, n_pieces)]);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
make_table(GRand *rand, Table *table, gboolean western)
{
  table->rows = g_rand_int_range(rand, 1, MOST_ROWS);
  table->columns = g_rand_int_range(rand, 1, MOST_COLUMNS);
  for (int r = 0; r < table->rows; r++)
    for (int c = 0; c < table->columns; c++) {
      table->is_number[r][c] = r > 0 && g_rand_boolean(rand);
      table->number[r][c] = random_number(rand);
      /* A header's last names must not be empty: there they mean that there is no column. */
      g_autofree char *text = random_text(rand, western);
      table->text[r][c] = r == 0 ? g_strconcat("n", text, NULL) : g_steal_pointer(&text);
    }
}

static void
clear_table(Table *table)
{
  for (int r = 0; r < table->rows; r++)
    for (int c = 0; c < table->columns; c++)
      g_free(table->text[r][c]);
}

static char *
write_table(const Table *table, const MusterCsvDialect *dialect, gsize *length)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(dialect);
  g_autoptr(MusterCsvWriter) part = muster_csv_writer_new(dialect);
  for (int r = 0; r < table->rows; r++) {
    MusterCsvWriter *to = r % 3 == 2 ? part : writer;
    for (int c = 0; c < table->columns; c++)
      if (table->is_number[r][c])
        muster_csv_add_double(to, table->number[r][c]);
      else
        muster_csv_add_text(to, table->text[r][c]);
    muster_csv_end_row(to);
    muster_csv_append(writer, part);
  }
  return muster_csv_finish(writer, length, NULL);
}

static gboolean
same(const MusterCsv *csv, const Table *table, MusterFaults *faults)
{
  if (csv == NULL || muster_csv_n_rows(csv) != table->rows - 1 || muster_csv_n_columns(csv) != table->columns)
    return FALSE;
  for (int c = 0; c < table->columns; c++)
    if (strcmp(muster_csv_name(csv, c), table->text[0][c]) != 0)
      return FALSE;
  for (int r = 1; r < table->rows; r++)
    for (int c = 0; c < table->columns; c++) {
      double value;
      if (table->is_number[r][c]) {
        if (!muster_csv_double(csv, r - 1, c, &value, faults) || value != table->number[r][c])
          return FALSE;
      } else if (strcmp(muster_csv_text(csv, r - 1, c), table->text[r][c]) != 0) {
        return FALSE;
      }
    }
  return muster_faults_n_errors(faults) == 0;
}

static void
random_tables(void)
{
  static const char *const encodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "WINDOWS-1252", NULL};
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  for (int i = 0; i < N_TABLES; i++) {
    MusterCsvDialect dialect = {
        .separator = ",;\t|"[g_rand_int_range(rand, 0, 4)],
        .decimal = g_rand_boolean(rand) ? ',' : '.',
        .header = MUSTER_CSV_HEADER_YES,
        .encoding = encodings[g_rand_int_range(rand, 0, 6)],
        .newline = g_rand_boolean(rand) ? "\r\n" : "\n",
    };
    gboolean western = g_strcmp0(dialect.encoding, "WINDOWS-1252") == 0;
    dialect.bom = !western && g_rand_boolean(rand);
    Table table;
    make_table(rand, &table, western);
    gsize length = 0;
    g_autofree char *text = write_table(&table, &dialect, &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    g_autoptr(MusterSource) source = muster_source_new("random.csv", text, length);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    if (dialect.bom)
      dialect.encoding = NULL; /* the mark says it */
    g_autoptr(MusterCsv) csv = muster_csv_read(source, &dialect, faults);
    gboolean good = same(csv, &table, faults);
    if (!good) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u, table %d differs:\n%.*s\n%s", seed, i, (int) length, text, rendered);
    }
    CU_ASSERT(good);
    clear_table(&table);
  }
  g_print("seed %u ", seed);
}

static void
an_encoding_without_the_character(void)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(&(MusterCsvDialect){.encoding = "WINDOWS-1252"});
  muster_csv_add_row(writer, "队列", NULL);
  g_autoptr(GError) error = NULL;
  CU_ASSERT_PTR_NULL(muster_csv_finish(writer, NULL, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_WRITE));
}

static void
what_is_written(void)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  muster_csv_add_row(writer, "name", "n", NULL);
  muster_csv_add_text(writer, "=1+1");
  muster_csv_add_double(writer, NAN);
  muster_csv_end_row(writer);
  muster_csv_add_text(writer, NULL);
  muster_csv_add_text(writer, NULL);
  muster_csv_end_row(writer);
  muster_csv_add_text(writer, "a \"b\", c");
  muster_csv_add_int(writer, -5);
  muster_csv_end_row(writer);
  gsize length;
  g_autofree char *text = muster_csv_finish(writer, &length, NULL);
  CU_ASSERT_STRING_EQUAL(text, "name,n\n=1+1,\n\"\",\n\"a \"\"b\"\", c\",-5\n");
  CU_ASSERT_EQUAL(length, strlen(text));
}

void test_round_trip(void);
void
test_round_trip(void)
{
  CU_pSuite suite = CU_add_suite("round trip", NULL, NULL);
  ADD_TEST(suite, what_is_written);
  ADD_TEST(suite, random_tables);
  ADD_TEST(suite, an_encoding_without_the_character);
}
