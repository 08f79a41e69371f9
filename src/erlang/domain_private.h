/* Checks of what comes in, with sentences that name the number. */
#pragma once
#include <muster/erlang.h>

gboolean erlang_check_load(double load_erl, GError **error);
gboolean erlang_check_agents(int agents, GError **error);
gboolean erlang_check_time(const char *name, double seconds, gboolean zero_allowed, GError **error);
gboolean erlang_check_patience(double patience_s, double handle_s, GError **error);
/* A share that is asked for; NaN (not asked) passes. */
gboolean erlang_check_target(const char *name, double share, GError **error);
