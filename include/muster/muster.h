/* Everything that is public. A program that needs one room includes that room's header only. */
#pragma once
#include <muster/base.h>
#include <muster/check.h>
#include <muster/csv.h>
#include <muster/dist.h>
#include <muster/erlang.h>
#include <muster/forecast.h>
#include <muster/forecast/fit.h>
#include <muster/mip.h>
#include <muster/model.h>
#include <muster/plan.h>
#include <muster/report.h>
#include <muster/roster.h>
#include <muster/sim.h>
#include <muster/staffing.h>
#include <muster/study.h>
#include <muster/yaml.h>
