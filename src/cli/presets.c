/* Where the presets are: the model looks in $MUSTER_CONFIG, else where they were to be installed. A program that was moved
 * after its installation, or that runs from its build folder, finds them from where it stands. */
#include "cli/command_private.h"

void
command_find_presets(void)
{
  static const char *const places[] = { "../share/muster/config", "../../../config" }; /* from the program's folder */
  const char *told = g_getenv("MUSTER_CONFIG");
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  if ((told != NULL && *told != '\0') || program == NULL)
    return;
  g_autofree char *folder = g_path_get_dirname(program);
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *path = g_build_filename(folder, places[i], NULL);
    g_autofree char *holidays = g_build_filename(path, "holidays", NULL);
    if (!g_file_test(holidays, G_FILE_TEST_IS_DIR))
      continue;
    g_setenv("MUSTER_CONFIG", path, TRUE);
    return;
  }
}
