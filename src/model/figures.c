#include "model/figures_private.h"
#include <math.h>
#include <stddef.h>

#define NUMBER(key, text)                                                                                    \
  {                                                                                                          \
    .name = #key, .type = &muster_yaml_number, .offset = offsetof(ModelFigures, key), .help = text           \
  }

const MusterYamlKey model_figure_keys[] = {
    NUMBER(cost, "wages, in the centre's currency"),
    NUMBER(penalty, "priced shortage, surplus and soft rules"),
    NUMBER(objective, "cost and penalty"),
    NUMBER(bound, "no solution has a smaller objective"),
    NUMBER(gap, "(objective - bound) / objective"),
    NUMBER(gap_avoidable, "the gap without fixed contract pay in its denominator"),
    NUMBER(paid_h, "paid hours"),
    NUMBER(understaffed_h, "agent hours short of the requirement"),
    NUMBER(overstaffed_h, "agent hours beyond the requirement"),
    {.name = "cut",
     .type = &muster_yaml_boolean,
     .offset = offsetof(ModelFigures, cut),
     .standard = "no",
     .help = "did a limit cut the search?"},
    {NULL},
};

void
model_figures_write(MusterYaml *tree, MusterYamlNode *map, const ModelFigures *figures)
{
  for (const MusterYamlKey *key = model_figure_keys; key->name != NULL; key++) {
    const char *field = (const char *) figures + key->offset;
    if (key->type == &muster_yaml_boolean)
      muster_yaml_add_plain(tree, map, key->name, *(const gboolean *) field ? "yes" : "no");
    else if (isfinite(*(const double *) field))
      muster_yaml_add_number(tree, map, key->name, *(const double *) field);
  }
}
