#include "erlang/domain_private.h"
#include <math.h>

static const double MIN_LOAD = 1e-9;
static const double MAX_PATIENCE_RATIO = 1e6;
static const double MAX_TIME_S = 1e12;

static gboolean
refuse(GError **error, const char *name, double value, const char *range)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(number, sizeof number, "%.15g", value);
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN, "%s '%s' is out of range: %s", name,
              number, range);
  return FALSE;
}

gboolean
erlang_check_load(double load_erl, GError **error)
{
  if (load_erl == 0.0 || (load_erl >= MIN_LOAD && load_erl <= MUSTER_ERLANG_MAX_LOAD))
    return TRUE;
  return refuse(error, "load", load_erl, "0, or 1e-9 to 1e9 erlangs");
}

gboolean
erlang_check_agents(int agents, GError **error)
{
  if (agents >= 0 && agents <= MUSTER_ERLANG_MAX_AGENTS)
    return TRUE;
  return refuse(error, "number of agents", agents, "0 to 1e9");
}

gboolean
erlang_check_time(const char *name, double seconds, gboolean zero_allowed, GError **error)
{
  if ((seconds > 0.0 || (zero_allowed && seconds == 0.0)) && seconds <= MAX_TIME_S)
    return TRUE;
  return refuse(error, name, seconds, zero_allowed ? "0 to 1e12 seconds" : "more than 0, up to 1e12 seconds");
}

gboolean
erlang_check_patience(double patience_s, double handle_s, GError **error)
{
  double ratio = patience_s / handle_s;
  if (ratio >= 1.0 / MAX_PATIENCE_RATIO && ratio <= MAX_PATIENCE_RATIO)
    return TRUE;
  return refuse(error, "patience", patience_s, "a millionth to a million mean handle times");
}

gboolean
erlang_check_target(const char *name, double share, GError **error)
{
  if (isnan(share) || (share >= 0.0 && share <= 1.0))
    return TRUE;
  return refuse(error, name, share, "0 to 1");
}
