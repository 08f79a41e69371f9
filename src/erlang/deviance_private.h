/* Poisson and negative binomial probabilities to their last digits, however far out (Loader 2000, *Fast and
 * accurate computation of binomial probabilities*). */
#pragma once
#include <glib.h>

/* d − ln(1 + d) ≥ 0 with ratio = 1 + d, which keeps its digits where d is near −1. */
double erlang_deviance(double d, double ratio);
/* ln Γ(n + 1) − (n + ½) ln n + n − ½ ln 2π, n > 0: what Stirling's formula leaves. */
double erlang_stirling_rest(double n);
/* ln of the Poisson probability of n ≥ 1 at `mean`. */
double erlang_ln_poisson(double mean, int n);
