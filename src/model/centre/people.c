/* People: `people: people.csv`, or the same columns as a list of maps. They are read last: they name queues,
 * groups, shifts and contracts. */
#include "model/centre/centre_private.h"
#include "model/cells_private.h"
#include <muster/model/people.h>
#include <string.h>

static void
init_people(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterCentre *centre = field;
  centre->person = NULL;
  centre->n_people = 0;
}

/* centre_read_people() does it, when the rest is there. */
static gboolean
look_at_people(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
               G_GNUC_UNUSED gpointer field)
{
  if (node->kind != MUSTER_YAML_MAP)
    return TRUE;
  return muster_yaml_need_kind(reader, key, node, MUSTER_YAML_LIST);
}

static void
read_file(MusterYamlReader *reader, const MusterYamlNode *node, MusterCentre *centre)
{
  g_autofree char *path = centre_beside(centre->tree, node, reader->faults);
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSource) source = path != NULL ? muster_source_read(path, 0, &error) : NULL;
  if (error != NULL)
    muster_faults_error(reader->faults, muster_yaml_mark(node), NULL, "people: %s", error->message);
  if (source != NULL)
    muster_people_read(centre, source, reader->faults);
}

/* ---- a list in the centre file itself ---- */

typedef struct {
  char *id, *name, *grade, *skills, *leave, *requests, *balances;
  int group, contract;
  MusterDay since;
} Row;

#define AT(field) .offset = offsetof(Row, field)
static const MusterYamlKey row_keys[] = {
    {.name = "id", .type = &muster_yaml_text, AT(id), .required = TRUE, .help = "unique"},
    {.name = "name", .type = &muster_yaml_text, AT(name), .help = "as shown; not given: the id"},
    {.name = "group",
     .type = &muster_yaml_reference,
     AT(group),
     .scope = "group",
     .help = "may be left out where there is only one"},
    {.name = "contract",
     .type = &muster_yaml_reference,
     AT(contract),
     .scope = "contract",
     .help = "not given: none"},
    {.name = "grade", .type = &muster_yaml_text, AT(grade), .help = "any word"},
    {.name = "since", .type = &muster_yaml_date, AT(since), .help = "first day of work"},
    {.name = "skills",
     .type = &muster_yaml_text,
     AT(skills),
     .help = "`QUEUE[:RANK][@PACE]`, parted by blanks; instead of the group's"},
    {.name = "leave",
     .type = &muster_yaml_text,
     AT(leave),
     .help = "`2026-11-12..2026-11-13`, parted by blanks"},
    {.name = "requests",
     .type = &muster_yaml_text,
     AT(requests),
     .help = "`2026-11-15 off; 2026-11-16 early`"},
    {.name = "balances", .type = &muster_yaml_text, AT(balances), .help = "as written"},
    {NULL},
};
#undef AT

typedef struct {
  MusterYamlReader *reader;
  MusterCentre *centre;
  ModelNames queues, shifts;
  GHashTable *seen; /* id → line + 1 */
} List;

static MusterMark
mark_of(const MusterYamlNode *node, const char *key)
{
  const MusterYamlNode *entry = muster_yaml_get(node, key);
  return muster_yaml_mark(entry != NULL ? entry : node);
}

static void
check_id(List *list, const MusterYamlNode *node, const char *id)
{
  int first = GPOINTER_TO_INT(g_hash_table_lookup(list->seen, id));
  g_autofree char *hint = g_strdup_printf("it is first on line %d", first - 1);
  if (first > 0)
    muster_faults_error(list->reader->faults, mark_of(node, "id"), hint, "the id '%s' is there twice", id);
  else
    g_hash_table_insert(list->seen, g_strdup(id), GINT_TO_POINTER(node->line + 1));
}

static void
take_row(List *list, const MusterYamlNode *node, Row *row, MusterPerson *person)
{
  MusterFaults *faults = list->reader->faults;
  *person = (MusterPerson){
      .mark = muster_yaml_mark(node), .group = row->group, .contract = row->contract, .since = row->since};
  if (row->id != NULL)
    check_id(list, node, row->id);
  if (row->group < 0 && muster_yaml_get(node, "group") == NULL) {
    person->group = list->centre->n_groups == 1 ? 0 : -1;
    if (person->group < 0)
      muster_faults_error(faults, muster_yaml_mark(node), NULL, "a person without a group");
  }
  person->name = g_strdup(row->name != NULL ? row->name : row->id);
  person->id = g_steal_pointer(&row->id);
  person->grade = g_steal_pointer(&row->grade);
  person->balances = g_steal_pointer(&row->balances);
  if (row->skills != NULL)
    cells_read_skills(row->skills, mark_of(node, "skills"), &list->queues, person, faults);
  if (row->leave != NULL)
    cells_read_leave(row->leave, mark_of(node, "leave"), person, faults);
  if (row->requests != NULL)
    cells_read_requests(row->requests, mark_of(node, "requests"), &list->shifts, person, faults);
}

static void
read_list(MusterYamlReader *reader, const MusterYamlNode *node, MusterCentre *centre)
{
  List list = {.reader = reader, .centre = centre};
  list.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  model_names_of_queues(&list.queues, centre);
  model_names_of_shifts(&list.shifts, centre);
  centre->person = g_new0(MusterPerson, node->n);
  for (const MusterYamlNode *item = node->first; item != NULL; item = item->next) {
    Row row;
    muster_yaml_table_init(row_keys, &row);
    muster_yaml_table_read(reader, row_keys, item, &row);
    take_row(&list, item, &row, &centre->person[centre->n_people++]);
    muster_yaml_table_clear(row_keys, &row);
  }
  model_names_clear(&list.queues);
  model_names_clear(&list.shifts);
  g_hash_table_unref(list.seen);
}

void
centre_read_people(MusterYamlReader *reader, const MusterYamlNode *node, MusterCentre *centre)
{
  if (node == NULL || muster_yaml_is_null(node) || node->kind == MUSTER_YAML_MAP)
    return;
  if (node->kind == MUSTER_YAML_LIST)
    read_list(reader, node, centre);
  else
    read_file(reader, node, centre);
}

/* ---- writing, always as a list ---- */

static void
write_person(MusterYamlWriter *writer, MusterYamlNode *list, const MusterCentre *centre,
             const MusterPerson *person)
{
  Row row;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, list, NULL);
  muster_yaml_set_flow(map);
  muster_yaml_table_init(row_keys, &row);
  row.id = g_strdup(person->id);
  row.name = strcmp(person->name, person->id) != 0 ? g_strdup(person->name) : NULL;
  row.grade = g_strdup(person->grade);
  row.balances = g_strdup(person->balances);
  row.group = person->group;
  row.contract = person->contract;
  row.since = person->since;
  row.skills = person->n_skills > 0 ? cells_write_skills(person, centre) : NULL;
  row.leave = person->n_leave > 0 ? cells_write_leave(person) : NULL;
  row.requests = person->n_requests > 0 ? cells_write_requests(person, centre) : NULL;
  muster_yaml_table_write(writer, row_keys, map, &row);
  muster_yaml_table_clear(row_keys, &row);
}

static void
write_people(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterCentre *centre = field;
  if (centre->n_people == 0)
    return;
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, parent, key->name);
  for (int i = 0; i < centre->n_people; i++)
    write_person(writer, list, centre, &centre->person[i]);
}

static gboolean
equal_number(double x, double y)
{
  return x == y || (isnan(x) && isnan(y));
}

static gboolean
equal_details(const MusterPerson *x, const MusterPerson *y)
{
  if (x->n_skills != y->n_skills || x->n_leave != y->n_leave || x->n_requests != y->n_requests)
    return FALSE;
  for (int i = 0; i < x->n_skills; i++)
    if (x->skill[i].queue != y->skill[i].queue || x->skill[i].rank != y->skill[i].rank ||
        !equal_number(x->skill[i].pace, y->skill[i].pace))
      return FALSE;
  for (int i = 0; i < x->n_leave; i++)
    if (x->leave[i].from != y->leave[i].from || x->leave[i].to != y->leave[i].to)
      return FALSE;
  for (int i = 0; i < x->n_requests; i++)
    if (x->request[i].day != y->request[i].day || x->request[i].off != y->request[i].off ||
        x->request[i].shift != y->request[i].shift)
      return FALSE;
  return TRUE;
}

static gboolean
equal_people(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterCentre *c = a, *d = b;
  if (c->n_people != d->n_people)
    return FALSE;
  for (int i = 0; i < c->n_people; i++) {
    const MusterPerson *x = &c->person[i], *y = &d->person[i];
    if (strcmp(x->id, y->id) != 0 || strcmp(x->name, y->name) != 0 || x->group != y->group ||
        x->contract != y->contract || g_strcmp0(x->grade, y->grade) != 0 || x->since != y->since ||
        g_strcmp0(x->balances, y->balances) != 0 || !equal_details(x, y))
      return FALSE;
  }
  return TRUE;
}

/* muster_centre_free() frees them, through muster_people_clear(). */
const MusterYamlType centre_people = {
    .name = "people",
    .fits = "a CSV file like `people.csv` with the columns id, name, group, contract, grade, since, skills, "
            "leave, requests, "
            "balances, or a list of maps with these keys",
    .init = init_people,
    .read = look_at_people,
    .write = write_people,
    .equal = equal_people,
};
