/* Grades of people: how fast they work, and how soon they learn it. */
#include "model/centre/centre_private.h"

#define AT(field) .offset = offsetof(MusterLearning, field)
const MusterYamlKey centre_learning_keys[] = {
    {.name = "from",
     .type = &muster_yaml_share,
     AT(from),
     .required = TRUE,
     .min = 0.01,
     .max = 1,
     .help = "of the full pace, on the first day (`since`)"},
    {.name = "over",
     .type = &muster_yaml_duration,
     AT(over_s),
     .required = TRUE,
     .min = 86400,
     .max = 20 * 366 * 86400.0,
     .help = "until the full pace is reached, evenly from day to day"},
    {NULL},
};
#undef AT

#define AT(field) .offset = offsetof(MusterGrade, field)
const MusterYamlKey centre_grade_keys[] = {
    {.name = "pace",
     .type = &muster_yaml_share,
     AT(pace),
     .standard = "100 %",
     .min = 0.01,
     .max = 100,
     .help = "speed: handle time = mean / pace; multiplies with the pace of group and agent"},
    {.name = "learning",
     .type = &muster_yaml_map,
     AT(learning),
     .given = offsetof(MusterGrade, learning.given),
     .table = centre_learning_keys,
     .help = "speed to proficiency, from the person's `since`"},
    {NULL},
};
#undef AT
