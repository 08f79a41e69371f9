/* Files beside the centre, and presets. */
#include "model/centre/centre_private.h"
#include <string.h>

char *
centre_beside(const MusterCentreTree *tree, const MusterYamlNode *node, MusterFaults *faults)
{
  if (tree->folder == NULL) {
    muster_faults_error(faults, muster_yaml_mark(node), NULL, "no file can be named here: '%s'", node->text);
    return NULL;
  }
  if (g_path_is_absolute(node->text))
    return g_strdup(node->text);
  return g_build_filename(tree->folder, node->text, NULL);
}

static void
include_section(MusterCentreTree *tree, MusterYamlNode *section, MusterFaults *faults)
{
  g_autofree char *path = centre_beside(tree, section, faults);
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSource) source = path != NULL ? muster_source_read(path, 64 << 20, &error) : NULL;
  if (error != NULL)
    muster_faults_error(faults, muster_yaml_mark(section),
                        "the section holds keys, or names a file that does", "%s: %s", section->key,
                        error->message);
  g_autoptr(MusterYaml) file = source != NULL ? muster_yaml_parse(source, NULL, faults) : NULL;
  if (file == NULL) {
    section->text = "~"; /* reported; the rest goes on without it */
    section->quoted = FALSE;
    return;
  }
  const MusterYamlNode *content = muster_yaml_root(file), *inner = muster_yaml_get(content, section->key);
  muster_yaml_become(tree->tree, section, content->n == 1 && inner != NULL ? inner : content);
}

/* Which sections may be files: all that take more than one value, but those that are read when they are
 * needed. */
static gboolean
may_be_file(const MusterYamlKey *key)
{
  return key->type->size == 0 && key->type != &centre_raw && key->type != &centre_people;
}

static gboolean
names_a_file(const MusterYamlNode *node)
{
  return node->kind == MUSTER_YAML_SCALAR &&
         (g_str_has_suffix(node->text, ".yaml") || g_str_has_suffix(node->text, ".yml"));
}

void
centre_include_sections(MusterCentreTree *tree, MusterFaults *faults)
{
  for (const MusterYamlKey *key = centre_keys; key->name != NULL; key++) {
    MusterYamlNode *section = muster_yaml_get(tree->root, key->name);
    if (section != NULL && may_be_file(key) && names_a_file(section))
      include_section(tree, section, faults);
  }
}

/* ---- presets ---- */

static char *
preset_folder(const char *folder)
{
  const char *config = g_getenv("MUSTER_CONFIG");
  return g_build_filename(config != NULL && *config != '\0' ? config : MUSTER_CONFIG_DIR, folder, NULL);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *) a, *(const char *const *) b);
}

char **
muster_model_presets(const char *folder)
{
  GPtrArray *names = g_ptr_array_new();
  g_autofree char *path = preset_folder(folder);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  const char *file;
  while (dir != NULL && (file = g_dir_read_name(dir)) != NULL)
    if (g_str_has_suffix(file, ".yaml"))
      g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".yaml")));
  g_ptr_array_sort(names, compare_names);
  g_ptr_array_add(names, NULL);
  return (char **) g_ptr_array_free(names, FALSE);
}

static gboolean
is_plain_name(const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum(*p) && *p != '_' && *p != '-')
      return FALSE;
  return name[0] != '\0';
}

MusterYaml *
centre_read_preset(const MusterYamlReader *reader, const char *folder, const MusterYamlNode *node)
{
  g_autofree char *file = NULL, *path = NULL;
  if (node->kind != MUSTER_YAML_SCALAR || muster_yaml_is_null(node)) {
    muster_faults_error(reader->faults, muster_yaml_mark(node), NULL,
                        "the name of a preset is meant here, not %s", muster_yaml_describe(node));
    return NULL;
  }
  if (g_str_has_suffix(node->text, ".yaml")) { /* the planner's own, beside the centre */
    path = centre_beside(centre_reading(reader)->tree, node, reader->faults);
    return path != NULL ? muster_yaml_read(path, NULL, reader->faults) : NULL;
  }
  g_auto(GStrv) there = muster_model_presets(folder);
  if (!is_plain_name(node->text) || !g_strv_contains((const char *const *) there, node->text)) {
    g_autofree char *hint = muster_yaml_hint(node->text, (const char *const *) there);
    muster_faults_error(reader->faults, muster_yaml_mark(node), hint, "there is no preset '%s' in config/%s",
                        node->text, folder);
    return NULL;
  }
  g_autofree char *config = preset_folder(folder);
  file = g_strconcat(node->text, ".yaml", NULL);
  path = g_build_filename(config, file, NULL);
  return muster_yaml_read(path, NULL, reader->faults);
}
