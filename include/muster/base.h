/* The base room: errors, units, clock, keyed randomness, statistics, output, threads. */
#pragma once
#include <muster/base/api.h>
#include <muster/base/clock.h>
#include <muster/base/decimal.h>
#include <muster/base/error.h>
#include <muster/base/json.h>
#include <muster/base/json_reader.h>
#include <muster/base/output.h>
#include <muster/base/parallel.h>
#include <muster/base/random.h>
#include <muster/base/service_level.h>
#include <muster/base/stats.h>
#include <muster/base/units.h>
