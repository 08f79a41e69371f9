/* Weighted ridge regression that outliers cannot bend. */
#pragma once
#include <glib.h>

#define RIDGE_MOST_TERMS 16

typedef struct {
  int n_terms;
  double beta[RIDGE_MOST_TERMS];
  double inverse[RIDGE_MOST_TERMS][RIDGE_MOST_TERMS]; /* of X'WX + Λ */
  double effective;                                   /* parameters: the trace of (X'WX + Λ)⁻¹ X'WX */
  double scale; /* of the residuals: 1.4826 × weighted median of their size */
} RidgeFit;

/* Minimises Σ w·ρ(y − x·beta) + Σ penalty·beta², ρ by Huber (1964) with bend 1.5 × scale, by reweighting. x
 * is [n][n_terms], row by row; `residual` [n] is filled. FALSE when the system is singular (no penalty where
 * there is no evidence). */
gboolean ridge_fit(RidgeFit *fit, const double *x, const double *y, const double *weight, int n, int n_terms,
                   const double *penalty, double *residual);
double ridge_value(const RidgeFit *fit, const double *x);
/* x'(X'WX + Λ)⁻¹x: the variance of ridge_value() is this times the residuals' variance. */
double ridge_leverage(const RidgeFit *fit, const double *x);
