/* The shared table behind an empirical distribution. */
#pragma once
#include <glib.h>

/* NULL with why (transfer full) when the values are none. */
gpointer muster_empirical_new(const double *value_s, int n, char **why);
gpointer muster_empirical_ref(gpointer table);
void muster_empirical_unref(gpointer table);
const double *muster_empirical_values(gconstpointer table, int *n);
gboolean muster_empirical_equal(gconstpointer a, gconstpointer b);
