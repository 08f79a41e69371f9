/* The table of labour rules. What a rule means is said in its declaration; the planner's piece is in
 * roster/rules, the checker's in check/rules. Written alone, a value is the rule's first parameter, and
 * `a / n weeks` its first two. */
#include "model/labour/labour_private.h"

static const MusterLabourInfo *const all[] = {
#define X(name) &muster_labour_##name,
#include "model/labour/labour_names.h"
#undef X
  NULL,
};

const MusterLabourInfo *const *
muster_labour_all(void)
{
  return all;
}

const MusterLabourInfo *
muster_labour_find(const char *name)
{
  for (int i = 0; all[i] != NULL; i++)
    if (g_strcmp0(all[i]->name, name) == 0)
      return all[i];
  return NULL;
}
