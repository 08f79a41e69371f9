/* The names of a centre's things, for readers of large files: found by hash, with did-you-mean when not. */
#pragma once
#include <muster/model/centre.h>

typedef struct {
  const char *what;  /* "queue", in messages */
  GHashTable *index; /* name → index + 1 */
  const char **name; /* NULL-terminated, borrowed from the centre */
} ModelNames;

void model_names_of_queues(ModelNames *names, const MusterCentre *centre);
void model_names_of_groups(ModelNames *names, const MusterCentre *centre);
void model_names_of_shifts(ModelNames *names, const MusterCentre *centre);
void model_names_of_contracts(ModelNames *names, const MusterCentre *centre);
void model_names_of_people(ModelNames *names, const MusterCentre *centre); /* their ids */
void model_names_clear(ModelNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ModelNames, model_names_clear)

/* FALSE, with an error, when a name or id from a table holds control characters, which no file of ours could
 * hold. */
gboolean model_name_is_clean(const char *name, MusterMark mark, MusterFaults *faults);

int model_names_find(const ModelNames *names, const char *name); /* -1: there is none */
/* The same, with an error at `mark` when there is none. */
int model_names_need(const ModelNames *names, const char *name, MusterMark mark, MusterFaults *faults);
