/* muster list THING: what may be named in a centre file, with parameters. */
#include "cli/command_private.h"
#include <muster/report.h>
#include <muster/sim.h>
#include <muster/staffing.h>
#include <stdio.h>
#include <string.h>

static void
list_distributions(GString *out)
{
  for (const MusterDistInfo *const *info = muster_dist_all(); *info != NULL; info++) {
    g_string_append_printf(out, "%-18s %s\n", (*info)->name, (*info)->summary);
    for (const MusterDistParam *p = (*info)->params; p != NULL && p->name != NULL; p++)
      g_string_append_printf(out, "    %-14s %-8s %s\n", p->name, p->unit, p->help);
  }
}

static void
list_rules(GString *out)
{
  for (const MusterLabourInfo *const *info = muster_labour_all(); *info != NULL; info++) {
    g_string_append_printf(out, "%-22s %s\n", (*info)->name, (*info)->summary);
    for (const MusterLabourParam *p = (*info)->params; p != NULL && p->name != NULL; p++)
      g_string_append_printf(out, "    %-18s %-8s %s\n", p->name, p->unit, p->help);
  }
}

static void
list_names(GString *out, const char *title, const char *const *names)
{
  g_string_append_printf(out, "%s:\n", title);
  for (; *names != NULL; names++)
    g_string_append_printf(out, "    %s\n", *names);
}

/* Where a router stands, and what its parameters are given for. */
static void
list_routers(GString *out)
{
  static const char *const places[][2] = {
    { "choose_agent", "group" }, { "choose_contact", "queue" }, { "join", "group" }
  };
  for (gsize role = 0; role < G_N_ELEMENTS(places); role++) {
    g_string_append_printf(out, "%s:\n", places[role][0]);
    for (const MusterRouterInfo *const *info = muster_router_all(); *info != NULL; info++) {
      const MusterRouterInfo *router = *info;
      if (router->role != (MusterRouterRole) role)
        continue;
      g_string_append_printf(out, "    %-18s %s\n", router->name, router->summary);
      if (router->parameter != NULL)
        g_string_append_printf(out, "        for each %s: %s, %s (not named: %g)\n", places[role][1],
                               router->parameter, router->help, router->standard);
    }
  }
}

static void
list_dialers(GString *out)
{
  for (const MusterDialerInfo *const *info = muster_dialer_all(); *info != NULL; info++) {
    g_string_append_printf(out, "%-18s %s\n", (*info)->name, (*info)->summary);
    g_string_append_printf(out, "    %s\n", (*info)->keys);
  }
}

static void
list_methods(GString *out)
{
  for (const MusterStaffingMethodInfo *const *info = muster_staffing_methods(); *info != NULL; info++)
    g_string_append_printf(out, "%-22s %s\n", (*info)->name, (*info)->summary);
}

static void
list_measures(GString *out)
{
  g_string_append(out, "of a queue, an interval and the totals:\n");
  for (int i = 0; i < MUSTER_N_QUEUE_MEASURES; i++) {
    const MusterMeasureInfo *info = muster_queue_measure_info((MusterQueueMeasureId) i);
    g_string_append_printf(out, "    %-26s %-6s %-6s %s\n", info->name, info->unit, info->basic ? "basic" : "all", info->help);
  }
  g_string_append(out, "of a group:\n");
  for (int i = 0; i < MUSTER_N_GROUP_MEASURES; i++) {
    const MusterMeasureInfo *info = muster_group_measure_info((MusterGroupMeasureId) i);
    g_string_append_printf(out, "    %-26s %-6s %-6s %s\n", info->name, info->unit, info->basic ? "basic" : "all", info->help);
  }
}

static void
list_definitions(GString *out)
{
  for (int i = MUSTER_SL_ANSWERED_OF_OFFERED; i <= MUSTER_SL_VIRTUAL_WAIT; i++)
    g_string_append_printf(out, "%s\n", muster_service_level_text((MusterServiceLevel) i));
}

static void
list_presets(GString *out)
{
  static const char *const folders[][2] = { { "labour", "labour: {use: NAME}" }, { "holidays", "calendar: {holidays: NAME}" } };
  for (gsize f = 0; f < G_N_ELEMENTS(folders); f++) {
    g_auto(GStrv) names = muster_model_presets(folders[f][0]);
    list_names(out, folders[f][1], (const char *const *) names);
  }
}

/* The reference page as it stands in docs/reference/centre.md. */
static void
list_keys(GString *out)
{
  g_autofree char *page = muster_model_reference();
  g_string_append(out, page);
}

/* docs/reference/outcome.md. */
static void
list_outcome(GString *out)
{
  g_autofree char *page = muster_outcome_reference();
  g_string_append(out, page);
}

static const struct {
  const char *thing;
  void (*list)(GString *out);
} things[] = {
  { "distributions", list_distributions }, { "routers", list_routers },   { "dialers", list_dialers },
  { "rules", list_rules },
  { "measures", list_measures },           { "service-levels", list_definitions },
  { "presets", list_presets },             { "methods", list_methods },
  { "keys", list_keys },                 { "outcome", list_outcome },
};

static int
run(const CommandShared *shared, int n_arguments, char **argument)
{
  g_autoptr(GString) out = g_string_new(NULL);
  if (n_arguments == 0)
    for (gsize i = 0; i < G_N_ELEMENTS(things); i++)
      g_string_append_printf(out, "%s\n", things[i].thing);
  else {
    gsize i = 0;
    while (i < G_N_ELEMENTS(things) && strcmp(things[i].thing, argument[0]) != 0)
      i++;
    if (i == G_N_ELEMENTS(things))
      return command_usage(shared, "there is no list of '%s'; muster list names them all", argument[0]);
    things[i].list(out);
  }
  return command_emit(shared, out->str);
}

const MusterCommand command_list = {
  .name = "list",
  .summary = "Show what may be named: keys, distributions, routers, dialers, rules, presets, measures, staffing methods",
  .arguments = "[THING]",
  .about = "Without THING, the things there are lists of. Everything is read from the tables that the program itself uses.",
  .examples = "muster list\nmuster list distributions\nmuster list rules\nmuster list keys",
  .takes = TAKES_OUTPUT,
  .min_arguments = 0,
  .max_arguments = 1,
  .run = run,
};
