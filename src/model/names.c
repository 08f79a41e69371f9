#include "model/names_private.h"
#include <muster/yaml/table.h>

#define MOST_HINTS 200 /* as many errors as are kept */

static void
init(ModelNames *names, const char *what, int n)
{
  names->what = what;
  names->index = g_hash_table_new(g_str_hash, g_str_equal);
  names->name = g_new0(const char *, n + 1);
}

static void
add(ModelNames *names, int i, char *name)
{
  names->name[i] = name;
  if (!g_hash_table_contains(names->index, name))
    g_hash_table_insert(names->index, name, GINT_TO_POINTER(i + 1));
}

void
model_names_of_queues(ModelNames *names, const MusterCentre *centre)
{
  init(names, "queue", centre->n_queues);
  for (int i = 0; i < centre->n_queues; i++)
    add(names, i, centre->queue[i].name);
}

void
model_names_of_groups(ModelNames *names, const MusterCentre *centre)
{
  init(names, "group", centre->n_groups);
  for (int i = 0; i < centre->n_groups; i++)
    add(names, i, centre->group[i].name);
}

void
model_names_of_shifts(ModelNames *names, const MusterCentre *centre)
{
  init(names, "shift", centre->n_shifts);
  for (int i = 0; i < centre->n_shifts; i++)
    add(names, i, centre->shift[i].name);
}

void
model_names_of_contracts(ModelNames *names, const MusterCentre *centre)
{
  init(names, "contract", centre->n_contracts);
  for (int i = 0; i < centre->n_contracts; i++)
    add(names, i, centre->contract[i].name);
}

void
model_names_of_people(ModelNames *names, const MusterCentre *centre)
{
  init(names, "person", centre->n_people);
  for (int i = 0; i < centre->n_people; i++)
    add(names, i, centre->person[i].id);
}

void
model_names_clear(ModelNames *names)
{
  g_clear_pointer(&names->index, g_hash_table_unref);
  g_clear_pointer(&names->name, g_free);
}

gboolean
model_name_is_clean(const char *name, MusterMark mark, MusterFaults *faults)
{
  for (const char *p = name; *p != 0; p += g_utf8_skip[(guchar) *p])
    if (g_unichar_iscntrl(g_utf8_get_char(p))) {
      muster_faults_error(faults, mark, NULL, "a name cannot hold control characters");
      return FALSE;
    }
  return TRUE;
}

int
model_names_find(const ModelNames *names, const char *name)
{
  return GPOINTER_TO_INT(g_hash_table_lookup(names->index, name)) - 1;
}

int
model_names_need(const ModelNames *names, const char *name, MusterMark mark, MusterFaults *faults)
{
  int found = model_names_find(names, name);
  if (found >= 0)
    return found;
  /* A file of wrong names must not cost a search of all names for each fault that nobody will see. */
  g_autofree char *hint =
      muster_faults_n_errors(faults) < MOST_HINTS ? muster_yaml_hint(name, names->name) : NULL;
  muster_faults_error(faults, mark, names->name[0] != NULL ? hint : "the centre has none", "unknown %s '%s'",
                      names->what, name);
  return -1;
}
