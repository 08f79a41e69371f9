/* The journal of a walked line: for each stage, the file it wrote, what went in and what came out (SHA-256), so that a
 * later walk knows what it can keep. It is a CSV beside the stage files, rewritten whole after every stage. */
#pragma once
#include <muster/study.h>

typedef struct {
  char inputs[65];  /* hex digest of everything the stage depends on; "" unknown */
  char output[65];  /* hex digest of its file as written */
} JournalEntry;

typedef struct {
  char *path;
  JournalEntry entry[MUSTER_N_STAGES];
} Journal;

/* Reads FOLDER/stages.csv; a missing or unreadable one is an empty journal: everything is then done anew. (transfer full) */
Journal *journal_open(const char *folder);
void journal_free(Journal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Journal, journal_free)
/* Notes a stage done and forgets the stages after it. */
gboolean journal_note(Journal *journal, MusterStage stage, const char *inputs, const char *output, GError **error);

/* Hex SHA-256 of the texts, each with its length, so that no two lists of texts look alike. NULL texts count as empty. */
void digest_texts(char out[65], int n, const char *const *texts);
/* Hex SHA-256 of a file's text: what sha256sum prints. */
void digest_file(char out[65], const char *text);
