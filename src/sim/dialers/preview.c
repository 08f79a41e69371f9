/* Preview: an idle agent takes the entry, reads it for a while, dials and hears it ring. Nobody who picks up waits. */
#include "sim/lists_private.h"

const SimDialer sim_dialer_preview = {
    .info = {.name = "preview",
             .summary = "an idle agent takes the entry, looks at it and dials by hand",
             .keys = "look"},
};
