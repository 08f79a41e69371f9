/* Changes to a tree by path, as scenarios write them: `set`, `add`, `remove` at `groups.shop_a.serves`.
 *
 * A path is keys parted by dots; a key that holds a dot, a bracket or a quote stands in double quotes (`queues."a.b".target`, a
 * quote in it written \"); `[2]` is the third item of a list. What comes in keeps the place it was written at, so that a
 * fault in a changed value points into the scenario and not into the base.
 *
 * Each change adds a fault at `where` (the place of the path itself) and returns FALSE when it cannot be made: the tree is
 * then as it was.
 */
#pragma once
#include <muster/yaml.h>

G_BEGIN_DECLS

/* The parts of a path: keys, and `[2]` for indexes; NULL with `*why` (transfer full) when it is none. (transfer full) */
MUSTER_API char **muster_yaml_path_split(const char *path, char **why);
/* The node at a path below `node`; NULL when there is none, or the path is none. (transfer none) */
MUSTER_API MusterYamlNode *muster_yaml_path_find(MusterYamlNode *node, const char *path);

/* Puts a copy of `value` there, in place of what is; missing maps on the way are made. */
MUSTER_API gboolean muster_yaml_patch_set(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                                    MusterFaults *faults);
/* To a list: the value, or each item of a list. To a map: the keys of a map, none of which may be there. Where nothing is
 * yet: the same as set. */
MUSTER_API gboolean muster_yaml_patch_add(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                                    MusterFaults *faults);
/* Takes it out. With `value` (else NULL): takes that item, or each of a list of them, out of the list at the path. */
MUSTER_API gboolean muster_yaml_patch_remove(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                                         MusterFaults *faults);

G_END_DECLS
