#pragma once

/* Gauss–Legendre, 20 points on (−1, 1), positive half (Abramowitz & Stegun, table 25.4). */
#define GAUSS_HALF 10
extern const double erlang_gauss_node[GAUSS_HALF], erlang_gauss_weight[GAUSS_HALF];
