/* Declarations of the labour rules, one file each; the list of names is in meson.build. */
#pragma once
#include <math.h>
#include <muster/model/centre.h>

#define X(name) extern const MusterLabourInfo muster_labour_##name;
#include "model/labour/labour_names.h"
#undef X
