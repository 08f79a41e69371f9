/* A distribution as the centre file writes it: `{mean: 4 min 10 s, cv: 1.1}`. */
#pragma once
#include <muster/dist.h>

G_BEGIN_DECLS

/* `is_handle`: a handle time, which is log-normal when nothing is said; else a patience or a delay. One line unless it is a
 * long list. (transfer full) */
MUSTER_API char *muster_dist_text(const MusterDist *dist, gboolean is_handle);

G_END_DECLS
