/* A loop over threads: items are handed out one by one from a counter. */
#include <muster/base/parallel.h>

typedef struct {
  int n_items;
  gint next; /* the next item, taken atomically */
  MusterParallelBody body;
  gpointer data;
} Loop;

typedef struct {
  Loop *loop;
  int thread;
} Worker;

static gpointer
work(gpointer data)
{
  Worker *worker = data;
  Loop *loop = worker->loop;
  for (;;) {
    int item = g_atomic_int_add(&loop->next, 1);
    if (item >= loop->n_items)
      return NULL;
    loop->body(item, worker->thread, loop->data);
  }
}

int
muster_parallel_jobs(int jobs)
{
  return jobs > 0 ? jobs : (int) g_get_num_processors();
}

void
muster_parallel_for(int n_items, int jobs, MusterParallelBody body, gpointer data)
{
  int n_threads = MIN(muster_parallel_jobs(jobs), n_items);
  Loop loop = {n_items, 0, body, data};
  if (n_items <= 0)
    return;
  g_autofree Worker *workers = g_new(Worker, (gsize) n_threads);
  g_autofree GThread **threads = g_new0(GThread *, (gsize) n_threads);
  for (int t = 0; t < n_threads; t++)
    workers[t] = (Worker){&loop, t};
  /* A thread that cannot be had is done without: the others take its items. */
  for (int t = 1; t < n_threads; t++)
    threads[t] = g_thread_try_new("muster", work, &workers[t], NULL);
  work(&workers[0]);
  for (int t = 1; t < n_threads; t++)
    if (threads[t] != NULL)
      g_thread_join(threads[t]);
}
