/* Files appear whole or not at all: temporary beside the target, fsync, rename. A directory of outputs is done
 * when its manifest is there, which is written last. Nothing is overwritten unless `force`. */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

/* Writes `length` bytes (-1: strlen) to `path`, or to standard output for "-". Refuses an existing file with
 * MUSTER_IO_ERROR_EXISTS unless `force`. */
MUSTER_API gboolean muster_output_write(const char *path, const char *data, gssize length, gboolean force, GError **error);
/* Makes the folder (and its parents) if missing. */
MUSTER_API gboolean muster_output_folder(const char *path, GError **error);

G_END_DECLS
