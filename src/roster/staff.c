/* People sorted into kinds and classes. */
#include "roster/roster_private.h"

void
roster_staff_free(RosterStaff *staff)
{
  if (staff == NULL)
    return;
  g_ptr_array_unref(staff->kind);
  g_array_unref(staff->class);
  g_free(staff->class_of);
  g_free(staff);
}

static void
clear_class(gpointer data)
{
  g_array_unref(((RosterClass *) data)->person);
}

static void
free_kind(gpointer kind)
{
  roster_kind_free(kind);
}

/* All that a kind depends on, as text. */
static char *
kind_key(const MusterCentre *centre, const MusterPerson *p)
{
  GString *key = g_string_new(NULL);
  g_string_append_printf(key, "%d", p->contract);
  for (int i = 0; i < p->n_leave; i++)
    if (p->leave[i].from <= centre->to + 1 && p->leave[i].to >= centre->from)
      g_string_append_printf(key, " leave %d %d", p->leave[i].from, p->leave[i].to);
  for (int i = 0; i < p->n_requests; i++)
    if (p->request[i].day >= centre->from && p->request[i].day <= centre->to)
      g_string_append_printf(key, " wish %d %d %d", p->request[i].day, p->request[i].off, p->request[i].shift);
  return g_string_free(key, FALSE);
}

typedef struct {
  const RosterProblem *problem;
  const int *person; /* [n kinds] */
  RosterKind **kind;
  char **why;
} Build;

static void
build_kind(int item, int thread G_GNUC_UNUSED, gpointer data)
{
  Build *b = data;
  b->kind[item] = roster_kind_new(b->problem, b->person[item], &b->why[item]);
}

static gboolean
build_kinds(RosterStaff *staff, const RosterProblem *problem, const GArray *first, int jobs, MusterFaults *faults)
{
  int n = (int) first->len;
  g_autofree RosterKind **kind = g_new0(RosterKind *, n + 1);
  g_autofree char **why = g_new0(char *, n + 1);
  Build b = {problem, (const int *) (gpointer) first->data, kind, why};
  gboolean ok = TRUE;
  muster_parallel_for(n, jobs, build_kind, &b);
  for (int k = 0; k < n; k++) {
    if (kind[k] == NULL && ok)
      muster_faults_error(faults, problem->centre->person[b.person[k]].mark, NULL, "people like '%s' cannot be planned: %s",
                          problem->centre->person[b.person[k]].id, why[k] != NULL ? why[k] : "no lawful period");
    ok &= kind[k] != NULL;
    g_ptr_array_add(staff->kind, kind[k]);
    g_free(why[k]);
  }
  return ok;
}

static int
class_of(RosterStaff *staff, int kind, int crew)
{
  for (guint c = 0; c < staff->class->len; c++) {
    const RosterClass *class = &g_array_index(staff->class, RosterClass, c);
    if (class->kind == kind && class->crew == crew)
      return (int) c;
  }
  RosterClass class = {kind, crew, g_array_new(FALSE, FALSE, sizeof(int))};
  g_array_append_val(staff->class, class);
  return (int) staff->class->len - 1;
}

/* A contract whose least hours no lawful period reaches: said once for each contract, leave aside. */
static void
note_owed(const RosterStaff *staff, const RosterProblem *problem, MusterFaults *faults)
{
  const MusterCentre *centre = problem->centre;
  for (int k = 0; k < centre->n_contracts; k++) {
    const RosterKind *worst = NULL;
    for (guint i = 0; i < staff->kind->len; i++) {
      const RosterKind *kind = staff->kind->pdata[i];
      if (centre->person[kind->person].contract == k && kind->owed_s > 0.5 && (worst == NULL || kind->owed_s > worst->owed_s))
        worst = kind;
    }
    if (worst != NULL)
      muster_faults_add(faults, MUSTER_FAULT_WARNING, centre->contract[k].mark, "they are paid all the same",
                        "contract '%s' cannot be met: for people like '%s' no lawful period has fewer than %.2f h too few",
                        centre->contract[k].name, centre->person[worst->person].id, worst->owed_s / 3600);
  }
}

RosterStaff *
roster_staff_new(const RosterProblem *problem, int jobs, MusterFaults *faults)
{
  const MusterCentre *centre = problem->centre;
  g_autoptr(RosterStaff) staff = g_new0(RosterStaff, 1);
  staff->kind = g_ptr_array_new_with_free_func(free_kind);
  staff->class = g_array_new(FALSE, FALSE, sizeof(RosterClass));
  g_array_set_clear_func(staff->class, clear_class);
  staff->class_of = g_new0(int, centre->n_people);
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) first = g_array_new(FALSE, FALSE, sizeof(int));
  for (int p = 0; p < centre->n_people; p++) {
    char *key = kind_key(centre, &centre->person[p]);
    gpointer found;
    int kind = (int) first->len;
    if (g_hash_table_lookup_extended(known, key, NULL, &found)) {
      kind = GPOINTER_TO_INT(found);
      g_free(key);
    } else {
      g_hash_table_insert(known, key, GINT_TO_POINTER(kind));
      g_array_append_val(first, p);
    }
    staff->class_of[p] = class_of(staff, kind, roster_crew_of(problem, p));
    g_array_append_val(g_array_index(staff->class, RosterClass, staff->class_of[p]).person, p);
  }
  if (!build_kinds(staff, problem, first, jobs, faults))
    return NULL;
  note_owed(staff, problem, faults);
  return g_steal_pointer(&staff);
}
