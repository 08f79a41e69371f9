/* Erlang C from a known loss ratio, so that a search can carry the loss ratio along. */
#pragma once
#include "erlang/blocking_private.h"

/* P(wait) and its complement; agents > load. C = n B / (n − a (1 − B)). */
static inline double
erlang_p_wait(double load_erl, int agents, const Blocking *b)
{
  return agents * b->block / (agents - load_erl + load_erl * b->block);
}
static inline double
erlang_p_no_wait(double load_erl, int agents, const Blocking *b)
{
  return b->not_block * (agents - load_erl) / (agents - load_erl + load_erl * b->block);
}
