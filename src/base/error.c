#include <muster/base/error.h>

G_DEFINE_QUARK(muster - io - error - quark, muster_io_error)
G_DEFINE_QUARK(muster - solve - error - quark, muster_solve_error)
G_DEFINE_QUARK(muster - input - error - quark, muster_input_error)
