/* Requirement: the value. Its CSV is in requirement_csv.c. */
#include <muster/model/requirement.h>
#include <math.h>

/* In the order of MusterBinding. */
static const char *const binding_names[] = {
    "none", "service_level", "abandonment", "average_speed_of_answer", "occupancy", "minimum", "load",    "finish",        "quota"};

const char *
muster_binding_name(MusterBinding binding)
{
  g_return_val_if_fail((guint) binding < G_N_ELEMENTS(binding_names), "none");
  return binding_names[binding];
}

gboolean
muster_binding_parse(const char *name, MusterBinding *binding)
{
  for (guint i = 0; i < G_N_ELEMENTS(binding_names); i++)
    if (g_str_equal(name, binding_names[i])) {
      *binding = (MusterBinding) i;
      return TRUE;
    }
  return FALSE;
}

/* The group that a queue's row names: its first of rank 1, else its first of the lowest rank; -1: nobody
 * serves it. */
static int
first_group(const MusterCentre *centre, int queue)
{
  int best = -1, best_rank = G_MAXINT;
  for (int g = 0; g < centre->n_groups; g++)
    for (int s = 0; s < centre->group[g].n_serves; s++) {
      const MusterServes *serves = &centre->group[g].serves[s];
      if (serves->queue == queue && serves->rank < best_rank) {
        best = g;
        best_rank = serves->rank;
      }
    }
  return best;
}

MusterRequirement *
muster_requirement_new(const MusterCentre *centre)
{
  MusterRequirement *requirement = g_new0(MusterRequirement, 1);
  requirement->grid = muster_grid_ref(centre->grid);
  requirement->n_queues = centre->n_queues;
  gsize n = (gsize) centre->n_queues * (gsize) centre->grid->n;
  requirement->need = g_new0(MusterNeed, n);
  for (gsize i = 0; i < n; i++) {
    MusterNeed *need = &requirement->need[i];
    need->service_level = need->abandonment = need->asa_s = need->occupancy = NAN;
  }
  requirement->group = g_new(int, centre->n_queues);
  for (int q = 0; q < centre->n_queues; q++)
    requirement->group[q] = first_group(centre, q);
  requirement->queue_method = g_new0(char *, centre->n_queues + 1);
  requirement->method = g_strdup("");
  requirement->shares = g_array_new(FALSE, FALSE, sizeof(MusterShare));
  return requirement;
}

void
muster_requirement_set_method(MusterRequirement *requirement, int queue, const char *method)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_free(requirement->queue_method[queue]);
  requirement->queue_method[queue] = g_strdup(method);
  for (int q = 0; q < requirement->n_queues; q++) {
    char *name = requirement->queue_method[q];
    if (name != NULL && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
      g_ptr_array_add(names, name);
  }
  g_ptr_array_add(names, NULL);
  g_free(requirement->method);
  requirement->method = g_strjoinv(", ", (char **) names->pdata);
}

void
muster_requirement_free(MusterRequirement *requirement)
{
  if (requirement == NULL)
    return;
  g_free(requirement->need);
  g_free(requirement->group);
  for (int q = 0; q < requirement->n_queues; q++)
    g_free(requirement->queue_method[q]);
  g_free(requirement->queue_method);
  g_free(requirement->method);
  g_array_unref(requirement->shares);
  muster_grid_unref(requirement->grid);
  g_free(requirement);
}
