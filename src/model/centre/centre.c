/* Centre files: reading, writing, comparing and freeing by the tables. */
#include "model/centre/centre_private.h"
#include "model/centre/scalars_private.h"
#include <muster/model/file_kind.h>
#include <muster/model/people.h>
#include <string.h>

enum { MOST_BYTES = 64 << 20, MOST_CONTRACTS = 4096, MOST_SHIFTS = 64 };

/* ---- names ---- */

int
centre_index_of(const char *const *names, const char *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return -1;
}

/* The keys of a section, in order; too many are a fault and none come back. */
static const char **
section_names(const MusterYamlNode *root, const char *section, guint most, MusterFaults *faults)
{
  const MusterYamlNode *node = muster_yaml_get(root, section);
  guint n = node != NULL && node->kind == MUSTER_YAML_MAP ? node->n : 0;
  if (n > most) {
    muster_faults_error(faults, muster_yaml_key_mark(node), NULL, "%s: %u are more than the %u that fit",
                        section, n, most);
    n = 0;
  }
  const char **names = g_new0(const char *, n + 1);
  guint i = 0;
  for (const MusterYamlNode *c = n > 0 ? node->first : NULL; c != NULL; c = c->next)
    names[i++] = c->key;
  return names;
}

static gboolean
collect_names(CentreReading *reading, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  const MusterYamlNode *root = reading->tree->root;
  reading->queues = section_names(root, "queues", MUSTER_MAX_QUEUES, faults);
  reading->groups = section_names(root, "groups", MUSTER_MAX_GROUPS, faults);
  reading->shifts = section_names(root, "shifts", MOST_SHIFTS, faults);
  reading->contracts = section_names(root, "contracts", MOST_CONTRACTS, faults);
  reading->outside = section_names(root, "outside", MUSTER_MAX_GROUPS, faults);
  return muster_faults_n_errors(faults) == before;
}

static void
clear_reading(CentreReading *reading)
{
  g_free(reading->queues);
  g_free(reading->groups);
  g_free(reading->shifts);
  g_free(reading->contracts);
  g_free(reading->outside);
  muster_zone_unref(reading->zone);
}

static const char *const *
names_while_reading(gpointer user, const char *scope)
{
  const CentreReading *reading = user;
  return strcmp(scope, "queue") == 0      ? reading->queues
         : strcmp(scope, "group") == 0    ? reading->groups
         : strcmp(scope, "shift") == 0    ? reading->shifts
         : strcmp(scope, "contract") == 0 ? reading->contracts
                                          : reading->outside;
}

/* ---- reading ---- */

/* Instants need the zone before its key's turn comes. */
static void
find_zone(CentreReading *reading)
{
  const MusterYamlNode *node = muster_yaml_get(reading->tree->root, "timezone");
  if (node != NULL && node->kind == MUSTER_YAML_SCALAR)
    reading->zone = muster_zone_new(node->text, NULL);
  if (reading->zone == NULL)
    reading->zone = muster_zone_new("UTC", NULL);
}

static void
read_tables(CentreReading *reading, MusterFaults *faults)
{
  MusterYamlReader reader = {.faults = faults, .user = reading, .names = names_while_reading};
  centre_include_sections(reading->tree, faults);
  find_zone(reading);
  if (!collect_names(reading, faults))
    return; /* indexes would not fit */
  centre_expand_likes(reading->tree->tree, reading->tree->root, faults);
  muster_yaml_table_read(&reader, centre_keys, reading->tree->root, reading->centre);
  centre_complete(&reader, reading->tree->root);
  centre_check(reading, faults);
}

static MusterCentre *
new_centre(MusterSource *source, const char *folder)
{
  MusterCentre *centre = g_new0(MusterCentre, 1);
  muster_yaml_table_init(centre_keys, centre);
  centre->source = muster_source_ref(source);
  centre->tree = g_new0(MusterCentreTree, 1);
  centre->tree->folder = g_strdup(folder);
  return centre;
}

/* A roster, a table or an outcome in the place of a centre is one fault, not one for each of its keys. */
static gboolean
is_another_value(MusterSource *source, MusterFaults *faults)
{
  MusterFileKind kind = muster_file_kind(source);
  if (kind == MUSTER_FILE_UNKNOWN || kind == MUSTER_FILE_CENTRE || kind == MUSTER_FILE_DEMAND ||
      kind == MUSTER_FILE_PLAN)
    return FALSE; /* a centre that forgets its name looks like a demand or a plan */
  muster_faults_error(faults, ((MusterMark){source, 1, 1}), "a centre file has the key `centre:`",
                      "this file holds %s, not a centre", muster_file_kind_name(kind));
  return TRUE;
}

MusterCentre *
muster_centre_read_source(MusterSource *source, const char *folder, const MusterNames *names,
                          MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  if (is_another_value(source, faults))
    return NULL;
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, faults);
  if (tree == NULL)
    return NULL;
  MusterYamlNode *root = muster_yaml_root(tree);
  if (root->kind != MUSTER_YAML_MAP) {
    muster_faults_error(faults, muster_yaml_mark(root),
                        "a centre file is a map of keys: centre, timezone, interval, queues, …",
                        muster_yaml_is_null(root) ? "the file is empty" : "this is no centre file");
    return NULL;
  }
  g_autoptr(MusterCentre) centre = new_centre(source, folder);
  centre->tree->tree = g_steal_pointer(&tree);
  centre->tree->root = root;
  CentreReading reading = {.centre = centre, .tree = centre->tree, .routers = names};
  read_tables(&reading, faults);
  clear_reading(&reading);
  return muster_faults_n_errors(faults) == before ? g_steal_pointer(&centre) : NULL;
}

MusterCentre *
muster_centre_read(const char *path, const MusterNames *names, MusterFaults *faults)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSource) source = muster_source_read(path, MOST_BYTES, &error);
  if (source == NULL) {
    MusterMark nowhere = {0};
    muster_faults_take(faults, nowhere, g_steal_pointer(&error));
    return NULL;
  }
  g_autofree char *folder = strcmp(path, "-") == 0 ? g_strdup(".") : g_path_get_dirname(path);
  MusterCentre *centre = muster_centre_read_source(source, folder, names, faults);
  if (centre != NULL)
    centre->file = g_strdup(path);
  return centre;
}

void
muster_centre_free(MusterCentre *centre)
{
  if (centre == NULL)
    return;
  muster_people_clear(centre);
  muster_yaml_table_clear(centre_keys, centre);
  muster_grid_unref(centre->grid);
  g_free(centre->file);
  if (centre->tree != NULL) {
    muster_yaml_unref(centre->tree->tree);
    g_free(centre->tree->folder);
    g_free(centre->tree);
  }
  muster_source_unref(centre->source);
  g_free(centre);
}

/* ---- writing ---- */

static const char *
name_at(const MusterCentre *centre, const char *scope, int i)
{
  if (strcmp(scope, "queue") == 0)
    return i < centre->n_queues ? centre->queue[i].name : NULL;
  if (strcmp(scope, "group") == 0)
    return i < centre->n_groups ? centre->group[i].name : NULL;
  if (strcmp(scope, "shift") == 0)
    return i < centre->n_shifts ? centre->shift[i].name : NULL;
  if (strcmp(scope, "contract") == 0)
    return i < centre->n_contracts ? centre->contract[i].name : NULL;
  return i < centre->n_outside ? centre->outside[i].name : NULL;
}

static const char *const *
names_of_centre(gpointer user, const char *scope)
{
  CentreWriting *writing = user;
  for (gsize i = 0; i < G_N_ELEMENTS(writing->names); i++) {
    if (writing->scopes[i] != NULL && strcmp(writing->scopes[i], scope) == 0)
      return writing->names[i];
    if (writing->scopes[i] != NULL)
      continue;
    int n = 0;
    while (name_at(writing->centre, scope, n) != NULL)
      n++;
    writing->scopes[i] = scope;
    writing->names[i] = g_new0(const char *, n + 1);
    for (int j = 0; j < n; j++)
      writing->names[i][j] = name_at(writing->centre, scope, j);
    return writing->names[i];
  }
  g_assert_not_reached();
}

char *
muster_centre_write(const MusterCentre *centre)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  CentreWriting writing = {.centre = centre};
  MusterYamlWriter writer = {.tree = tree, .user = &writing, .names = names_of_centre};
  muster_yaml_table_write(&writer, centre_keys, muster_yaml_root(tree), centre);
  for (gsize i = 0; i < G_N_ELEMENTS(writing.names); i++)
    g_free(writing.names[i]);
  return muster_yaml_emit(muster_yaml_root(tree));
}

gboolean
muster_centre_equal(const MusterCentre *a, const MusterCentre *b)
{
  return muster_yaml_table_equal(centre_keys, a, b);
}

char *
muster_centre_difference(const MusterCentre *a, const MusterCentre *b)
{
  return muster_yaml_table_difference(centre_keys, a, b);
}

char *
muster_model_reference(void)
{
  return muster_yaml_table_document(centre_keys, "The centre file, key by key");
}

/* ---- finding ---- */

int
muster_centre_find_queue(const MusterCentre *centre, const char *name)
{
  for (int i = 0; i < centre->n_queues; i++)
    if (strcmp(centre->queue[i].name, name) == 0)
      return i;
  return -1;
}

int
muster_centre_find_group(const MusterCentre *centre, const char *name)
{
  for (int i = 0; i < centre->n_groups; i++)
    if (strcmp(centre->group[i].name, name) == 0)
      return i;
  return -1;
}

int
muster_centre_find_shift(const MusterCentre *centre, const char *name)
{
  for (int i = 0; i < centre->n_shifts; i++)
    if (strcmp(centre->shift[i].name, name) == 0)
      return i;
  return -1;
}

int
muster_centre_find_person(const MusterCentre *centre, const char *id)
{
  for (int i = 0; i < centre->n_people; i++)
    if (strcmp(centre->person[i].id, id) == 0)
      return i;
  return -1;
}

int
muster_centre_find_contract(const MusterCentre *centre, const char *name)
{
  for (int i = 0; i < centre->n_contracts; i++)
    if (strcmp(centre->contract[i].name, name) == 0)
      return i;
  return -1;
}
