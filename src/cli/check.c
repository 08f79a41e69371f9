/* muster check FILE…: is this centre, demand, plan or roster sound and lawful? */
#include "cli/value_private.h"
#include <muster/check.h>
#include <stdio.h>

static struct {
  char *requirement;
} given;

static const GOptionEntry options[] = {
  { "requirement", 0, 0, G_OPTION_ARG_FILENAME, &given.requirement, "Requirement to hold the cover of a plan or roster against", "FILE" },
  { NULL },
};

enum { SHOWN_VIOLATIONS = 50 };

/* Says what the checker found; TRUE when nothing hard and no figure that differs. */
static gboolean
tell_check(GString *out, const char *path, const MusterCheck *check, const MusterCentre *centre)
{
  guint n = check->violations->len;
  for (guint i = 0; i < n && i < SHOWN_VIOLATIONS; i++) {
    const MusterViolation *violation = &g_array_index(check->violations, MusterViolation, i);
    g_autofree char *text = muster_violation_text(violation, centre);
    g_string_append_printf(out, "%s: %s%s\n", path, violation->hard ? "" : "allowed at a price: ", text);
  }
  if (n > SHOWN_VIOLATIONS)
    g_string_append_printf(out, "%s: … and %u more\n", path, n - SHOWN_VIOLATIONS);
  for (guint i = 0; i < check->differences->len; i++)
    g_string_append_printf(out, "%s: %s\n", path, (const char *) check->differences->pdata[i]);
  gboolean good = check->n_hard == 0 && check->differences->len == 0;
  if (good)
    g_string_append_printf(out, "%s: lawful, %u soft rules broken at their price; %.1f paid hours, cost %.2f\n", path, n, check->paid_h,
                           check->cost);
  else
    g_string_append_printf(out, "%s: %d rules broken, %u figures differ\n", path, check->n_hard, check->differences->len);
  return good;
}

static gboolean
check_value(GString *out, const MusterCentre *centre, const MusterRequirement *requirement, const char *path, MusterFaults *faults)
{
  g_auto(Value) value = { 0 };
  if (!value_read(&value, centre, path, faults))
    return FALSE;
  g_autoptr(MusterCheck) check = NULL;
  if (value.kind == MUSTER_FILE_ROSTER)
    check = muster_check_roster(centre, value.roster, requirement);
  else if (value.kind == MUSTER_FILE_PLAN)
    check = muster_check_plan(centre, value.plan, requirement);
  if (check != NULL)
    return tell_check(out, path, check, centre);
  g_string_append_printf(out, "%s: %s, sound\n", path, muster_file_kind_name(value.kind));
  return TRUE;
}

/* Reads the demand that the centre holds or names; TRUE, too, when it has none. */
static gboolean
check_own_demand(GString *out, const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  g_autoptr(MusterYaml) tree = NULL;
  const MusterYamlNode *section = NULL;
  if (!muster_centre_section(centre, "demand", &tree, &section, faults))
    return FALSE;
  if (section == NULL)
    return TRUE;
  g_autoptr(MusterDemand) demand = muster_demand_of_centre(centre, faults);
  if (demand != NULL)
    g_string_append_printf(out, "%s: its demand, sound\n", path);
  return demand != NULL;
}

static int
run(const CommandShared *shared, int n_arguments, char **argument)
{
  g_autoptr(MusterCentre) centre = command_read_centre(argument[0]);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(GString) out = g_string_new(NULL);
  g_string_append_printf(out, "%s: a centre, sound: %d queues, %d groups, %d people\n", argument[0], centre->n_queues, centre->n_groups,
                         centre->n_people);
  g_autoptr(MusterRequirement) requirement =
    given.requirement != NULL ? value_requirement(centre, given.requirement, faults) : NULL;
  gboolean good = muster_check_refuse(centre, faults);
  good = check_own_demand(out, centre, argument[0], faults) && good;
  for (int i = 1; i < n_arguments; i++)
    good = check_value(out, centre, requirement, argument[i], faults) && good;
  if (!command_print_faults(faults))
    return MUSTER_EXIT_INPUT;
  int status = command_emit(shared, out->str);
  return status != MUSTER_EXIT_OK ? status : good ? MUSTER_EXIT_OK : MUSTER_EXIT_INPUT;
}

const MusterCommand command_check = {
  .name = "check",
  .summary = "Is this centre sound, and is this demand, plan or roster of it lawful",
  .arguments = "CENTRE [FILE…]",
  .about = "CENTRE is read and checked with everything it names. Each FILE is a demand, requirement, plan, roster or outcome of that\n"
           "centre, told by its content. Plans and rosters are held against every rule by code that shares nothing with the code that\n"
           "makes them, and their costs are counted anew. Exit status 3 when anything is wrong.",
  .examples = "muster check examples/bank/centre.yaml\n"
              "# a roster, also one from elsewhere, against contracts and labour rules\n"
              "muster check examples/bank/centre.yaml out/bank/roster.yaml --requirement out/bank/requirement.csv",
  .takes = TAKES_OUTPUT,
  .options = options,
  .min_arguments = 1,
  .max_arguments = -1,
  .run = run,
};
