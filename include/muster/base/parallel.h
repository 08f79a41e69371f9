/* A loop over threads. The body for item i may depend on i and on what it owns, never on the thread or on order. */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

typedef void (*MusterParallelBody)(int item, int thread, gpointer data); /* 0 ≤ thread < jobs: for scratch memory */
/* Runs body(0..n_items−1) on `jobs` threads (0: as many as processors); returns when all are done. jobs = 1 runs here. */
MUSTER_API void muster_parallel_for(int n_items, int jobs, MusterParallelBody body, gpointer data);
MUSTER_API int muster_parallel_jobs(int jobs); /* how many threads `jobs` means on this machine */

G_END_DECLS
