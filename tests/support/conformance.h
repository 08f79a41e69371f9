/* Runs a reader over a folder of files: y_* must be accepted without a fault, n_* refused with exactly the
 * text of the .err file beside it. MUSTER_UPDATE=1 writes the .err files anew: read the diff before you
 * commit it. */
#pragma once
#include "muster_test.h"
#include <muster/base/error.h>
#include <string.h>

/* Reads `source`, found in `folder`, and adds what is wrong. */
typedef void (*ConformanceReader)(MusterSource *source, const char *folder, MusterFaults *faults);

static inline char *
conformance_folder(const char *name)
{
  const char *root = g_getenv("MUSTER_SOURCE_ROOT");
  return g_build_filename(root != NULL ? root : ".", "tests", "data", name, NULL);
}

static inline int
conformance_order(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* What the reader says of one file; "" when nothing. (transfer full) */
static inline char *
conformance_say(const char *folder, const char *name, ConformanceReader reader)
{
  g_autofree char *path = g_build_filename(folder, name, NULL), *bytes = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &bytes, &length, NULL))
    return g_strdup("(cannot be opened)");
  g_autoptr(MusterSource) source = muster_source_new(name, bytes, length);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  reader(source, folder, faults);
  g_autofree char *said = muster_faults_n(faults) > 0 ? muster_faults_render(faults, FALSE) : g_strdup("");
  g_auto(GStrv) parts = g_strsplit(said, folder, -1); /* paths differ from machine to machine */
  return g_strjoinv("FOLDER", parts);
}

static inline gboolean
conformance_check(const char *folder, const char *name, ConformanceReader reader)
{
  g_autofree char *said = conformance_say(folder, name, reader);
  if (name[0] == 'y') {
    if (said[0] != '\0')
      g_printerr("%s is to be accepted, but:\n%s", name, said);
    return said[0] == '\0';
  }
  g_autofree char *stem = g_strndup(name, (gsize) (strrchr(name, '.') - name)),
                  *file = g_strconcat(stem, ".err", NULL);
  g_autofree char *path = g_build_filename(folder, file, NULL), *want = NULL;
  if (g_getenv("MUSTER_UPDATE") != NULL)
    return g_file_set_contents(path, said, -1, NULL) && said[0] != '\0';
  if (!g_file_get_contents(path, &want, NULL, NULL) || strcmp(want, said) != 0) {
    g_printerr("%s says:\n%sbut %s has:\n%s", name, said, file, want != NULL ? want : "(no such file)\n");
    return FALSE;
  }
  return said[0] != '\0';
}

/* Returns how many files were looked at. */
static inline guint
conformance_run(const char *name, ConformanceReader reader)
{
  g_autofree char *folder = conformance_folder(name);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  const char *entry;
  while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL)
    if ((g_str_has_prefix(entry, "y_") || g_str_has_prefix(entry, "n_")) && !g_str_has_suffix(entry, ".err"))
      g_ptr_array_add(names, g_strdup(entry));
  g_ptr_array_sort(names, conformance_order);
  for (guint i = 0; i < names->len; i++)
    CU_ASSERT(conformance_check(folder, g_ptr_array_index(names, i), reader));
  return names->len;
}
