/* The figures of a solution (money, bound, cover), as the files of plan and roster carry them. */
#pragma once
#include <muster/yaml/table.h>

typedef struct {
  double cost, penalty, objective, bound, gap, gap_avoidable; /* NaN: not given */
  double paid_h, understaffed_h, overstaffed_h;
  gboolean cut;
} ModelFigures;

extern const MusterYamlKey model_figure_keys[];
/* Leaves out what is NaN. */
void model_figures_write(MusterYaml *tree, MusterYamlNode *map, const ModelFigures *figures);
