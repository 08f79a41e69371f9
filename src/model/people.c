/* people.csv: one row per person. Its cells are in cells_read.c and cells_write.c. */
#include <muster/model/people.h>
#include <muster/csv.h>
#include "model/cells_private.h"
#include <string.h>

/* The columns, in the order of writing. */
typedef enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_GROUP,
  COLUMN_CONTRACT,
  COLUMN_GRADE,
  COLUMN_SINCE,
  COLUMN_SKILLS,
  COLUMN_LEAVE,
  COLUMN_REQUESTS,
  COLUMN_BALANCES,
  N_COLUMNS
} Column;
static const char *const column_names[N_COLUMNS + 1] = {
    "id", "name", "group", "contract", "grade", "since", "skills", "leave", "requests", "balances", NULL};

typedef struct {
  const MusterCentre *centre;
  const MusterCsv *csv;
  int column[N_COLUMNS]; /* -1: not there */
  ModelNames queues, groups, shifts, contracts;
  GHashTable *seen; /* id → row + 1 */
  MusterFaults *faults;
} Reader;

/* The text of a cell; "" when the column is not there. */
static const char *
cell(const Reader *r, int row, Column column)
{
  return r->column[column] >= 0 ? muster_csv_text(r->csv, row, r->column[column]) : "";
}

static MusterMark
cell_mark(const Reader *r, int row, Column column)
{
  return r->column[column] >= 0 ? muster_csv_mark(r->csv, row, r->column[column])
                                : muster_csv_row_mark(r->csv, row);
}

static void
read_id(Reader *r, int row, MusterPerson *person)
{
  const char *id = cell(r, row, COLUMN_ID), *name = cell(r, row, COLUMN_NAME);
  model_name_is_clean(id, cell_mark(r, row, COLUMN_ID), r->faults);
  model_name_is_clean(name, cell_mark(r, row, COLUMN_NAME), r->faults);
  person->id = g_strdup(id);
  person->name = g_strdup(name[0] != 0 ? name : id);
  if (id[0] == 0) {
    muster_faults_error(r->faults, cell_mark(r, row, COLUMN_ID), NULL, "a person without an id");
    return;
  }
  int first = GPOINTER_TO_INT(g_hash_table_lookup(r->seen, id));
  if (first == 0) {
    g_hash_table_insert(r->seen, (gpointer) muster_csv_text(r->csv, row, r->column[COLUMN_ID]),
                        GINT_TO_POINTER(row + 1));
    return;
  }
  g_autofree char *hint =
      g_strdup_printf("it is first on line %d", muster_csv_row_mark(r->csv, first - 1).line);
  muster_faults_error(r->faults, cell_mark(r, row, COLUMN_ID), hint, "the id '%s' is there twice", id);
}

static void
read_places(Reader *r, int row, MusterPerson *person)
{
  const char *group = cell(r, row, COLUMN_GROUP), *contract = cell(r, row, COLUMN_CONTRACT);
  if (group[0] != 0)
    person->group = model_names_need(&r->groups, group, cell_mark(r, row, COLUMN_GROUP), r->faults);
  else if (r->centre->n_groups == 1)
    person->group = 0;
  else
    muster_faults_error(r->faults, cell_mark(r, row, COLUMN_GROUP), NULL, "a person without a group");
  if (contract[0] != 0)
    person->contract =
        model_names_need(&r->contracts, contract, cell_mark(r, row, COLUMN_CONTRACT), r->faults);
}

static void
read_person(Reader *r, int row, MusterPerson *person)
{
  const char *grade = cell(r, row, COLUMN_GRADE), *balances = cell(r, row, COLUMN_BALANCES);
  *person = (MusterPerson){
      .group = -1, .contract = -1, .since = G_MININT32, .mark = muster_csv_row_mark(r->csv, row)};
  read_id(r, row, person);
  read_places(r, row, person);
  model_name_is_clean(grade, cell_mark(r, row, COLUMN_GRADE), r->faults);
  person->grade = grade[0] != 0 ? g_strdup(grade) : NULL;
  person->balances = balances[0] != 0 ? g_strdup(balances) : NULL;
  if (cell(r, row, COLUMN_SINCE)[0] != 0)
    muster_csv_day(r->csv, row, r->column[COLUMN_SINCE], NULL, &person->since, r->faults);
  if (cell(r, row, COLUMN_SKILLS)[0] != 0)
    cells_read_skills(cell(r, row, COLUMN_SKILLS), cell_mark(r, row, COLUMN_SKILLS), &r->queues, person,
                      r->faults);
  if (cell(r, row, COLUMN_LEAVE)[0] != 0)
    cells_read_leave(cell(r, row, COLUMN_LEAVE), cell_mark(r, row, COLUMN_LEAVE), person, r->faults);
  if (cell(r, row, COLUMN_REQUESTS)[0] != 0)
    cells_read_requests(cell(r, row, COLUMN_REQUESTS), cell_mark(r, row, COLUMN_REQUESTS), &r->shifts, person,
                        r->faults);
}

/* FALSE when the columns do not allow to go on. */
static gboolean
find_columns(Reader *r)
{
  muster_csv_only(r->csv, column_names, r->faults);
  for (int c = 0; c < N_COLUMNS; c++)
    r->column[c] = c == COLUMN_ID ? muster_csv_need(r->csv, column_names[c], r->faults)
                                  : muster_csv_find(r->csv, column_names[c]);
  if (r->column[COLUMN_GROUP] < 0 && r->centre->n_groups > 1)
    r->column[COLUMN_GROUP] = muster_csv_need(r->csv, "group", r->faults);
  return r->column[COLUMN_ID] >= 0 && (r->column[COLUMN_GROUP] >= 0 || r->centre->n_groups <= 1);
}

static void
read_rows(Reader *r, MusterCentre *centre)
{
  int n = muster_csv_n_rows(r->csv);
  if (n == 0)
    muster_faults_error(r->faults, muster_csv_header_mark(r->csv, 0), NULL,
                        "there is nobody in the people file");
  r->seen = g_hash_table_new(g_str_hash, g_str_equal);
  model_names_of_queues(&r->queues, centre);
  model_names_of_groups(&r->groups, centre);
  model_names_of_shifts(&r->shifts, centre);
  model_names_of_contracts(&r->contracts, centre);
  centre->person = g_new0(MusterPerson, n);
  for (int row = 0; row < n; row++)
    read_person(r, row, &centre->person[row]);
  centre->n_people = n;
  model_names_clear(&r->queues);
  model_names_clear(&r->groups);
  model_names_clear(&r->shifts);
  model_names_clear(&r->contracts);
  g_hash_table_unref(r->seen);
}

gboolean
muster_people_read(MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  muster_people_clear(centre);
  g_autoptr(MusterCsv) csv =
      muster_csv_read(source, &(MusterCsvDialect){.header = MUSTER_CSV_HEADER_YES}, faults);
  if (csv == NULL)
    return FALSE;
  centre->people_source = muster_source_ref(muster_csv_source(csv));
  Reader reader = {.centre = centre, .csv = csv, .faults = faults};
  if (find_columns(&reader))
    read_rows(&reader, centre);
  return muster_faults_n_errors(faults) == before;
}

void
muster_people_clear(MusterCentre *centre)
{
  for (int i = 0; i < centre->n_people; i++) {
    MusterPerson *person = &centre->person[i];
    g_free(person->id);
    g_free(person->name);
    g_free(person->grade);
    g_free(person->skill);
    g_free(person->leave);
    g_free(person->request);
    g_free(person->balances);
  }
  g_clear_pointer(&centre->person, g_free);
  centre->n_people = 0;
  g_clear_pointer(&centre->people_source, muster_source_unref);
}

char *
muster_people_write(const MusterCentre *centre)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  for (int c = 0; c < N_COLUMNS; c++)
    muster_csv_add_text(writer, column_names[c]);
  muster_csv_end_row(writer);
  for (int i = 0; i < centre->n_people; i++) {
    const MusterPerson *person = &centre->person[i];
    g_autofree char *since = person->since != G_MININT32 ? muster_day_format(person->since) : NULL;
    g_autofree char *skills = cells_write_skills(person, centre), *leave = cells_write_leave(person);
    g_autofree char *requests = cells_write_requests(person, centre);
    muster_csv_add_text(writer, person->id);
    muster_csv_add_text(writer, strcmp(person->name, person->id) != 0 ? person->name : NULL);
    muster_csv_add_text(writer, person->group >= 0 ? centre->group[person->group].name : NULL);
    muster_csv_add_text(writer, person->contract >= 0 ? centre->contract[person->contract].name : NULL);
    muster_csv_add_text(writer, person->grade);
    muster_csv_add_text(writer, since);
    muster_csv_add_text(writer, skills);
    muster_csv_add_text(writer, leave);
    muster_csv_add_text(writer, requests);
    muster_csv_add_text(writer, person->balances);
    muster_csv_end_row(writer);
  }
  return muster_csv_finish(writer, NULL, NULL);
}
