/* The shared table behind a mixture. */
#pragma once
#include <muster/dist.h>

/* NULL with why (transfer full) when the parts make no mixture. The parts are copied. */
gpointer muster_mixture_new(const MusterDist *part, const double *weight, int n, char **why);
/* Part i and its weight; NULL behind the last. (transfer none) */
const MusterDist *muster_mixture_part(gconstpointer table, int i, double *weight);
