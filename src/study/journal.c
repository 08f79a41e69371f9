#include "study/journal_private.h"
#include <muster/csv.h>
#include <string.h>

void
digest_texts(char out[65], int n, const char *const *texts)
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  for (int i = 0; i < n; i++) {
    const char *text = texts[i] != NULL ? texts[i] : "";
    g_autofree char *length = g_strdup_printf("%" G_GSIZE_FORMAT ":", strlen(text));
    g_checksum_update(sum, (const guchar *) length, -1);
    g_checksum_update(sum, (const guchar *) text, (gssize) strlen(text));
  }
  g_strlcpy(out, g_checksum_get_string(sum), 65);
}

void
digest_file(char out[65], const char *text)
{
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
  g_strlcpy(out, sum, 65);
}

static MusterStage
stage_named(const char *name)
{
  int stage = 0;
  while (stage < MUSTER_N_STAGES && strcmp(muster_stage_name((MusterStage) stage), name) != 0)
    stage++;
  return (MusterStage) stage;
}

static void
read_entries(Journal *journal, const MusterCsv *csv)
{
  int stage = muster_csv_find(csv, "stage"), inputs = muster_csv_find(csv, "inputs"), output = muster_csv_find(csv, "output");
  if (stage < 0 || inputs < 0 || output < 0)
    return;
  for (int row = 0; row < muster_csv_n_rows(csv); row++) {
    MusterStage s = stage_named(muster_csv_text(csv, row, stage));
    if (s == MUSTER_N_STAGES)
      continue;
    g_strlcpy(journal->entry[s].inputs, muster_csv_text(csv, row, inputs), sizeof journal->entry[s].inputs);
    g_strlcpy(journal->entry[s].output, muster_csv_text(csv, row, output), sizeof journal->entry[s].output);
  }
}

Journal *
journal_open(const char *folder)
{
  Journal *journal = g_new0(Journal, 1);
  journal->path = g_build_filename(folder, "stages.csv", NULL);
  g_autoptr(MusterSource) source = muster_source_read(journal->path, 1 << 20, NULL);
  if (source == NULL)
    return journal;
  g_autoptr(MusterFaults) faults = muster_faults_new(); /* a broken journal only means more work */
  g_autoptr(MusterCsv) csv = muster_csv_read(source, &(MusterCsvDialect){ .header = MUSTER_CSV_HEADER_YES }, faults);
  if (csv != NULL)
    read_entries(journal, csv);
  return journal;
}

void
journal_free(Journal *journal)
{
  g_free(journal->path);
  g_free(journal);
}

gboolean
journal_note(Journal *journal, MusterStage stage, const char *inputs, const char *output, GError **error)
{
  g_strlcpy(journal->entry[stage].inputs, inputs, sizeof journal->entry[stage].inputs);
  g_strlcpy(journal->entry[stage].output, output, sizeof journal->entry[stage].output);
  for (int later = (int) stage + 1; later < MUSTER_N_STAGES; later++)
    journal->entry[later] = (JournalEntry){ "", "" };
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  muster_csv_add_row(writer, "stage", "file", "inputs", "output", NULL);
  for (int s = 0; s < MUSTER_N_STAGES; s++)
    if (journal->entry[s].output[0] != '\0')
      muster_csv_add_row(writer, muster_stage_name((MusterStage) s), muster_stage_file((MusterStage) s), journal->entry[s].inputs,
                         journal->entry[s].output, NULL);
  g_autofree char *text = muster_csv_finish(writer, NULL, error);
  return text != NULL && muster_output_write(journal->path, text, -1, TRUE, error);
}
