/* The model room: the centre and the values that travel along the line. */
#pragma once
#include <muster/model/centre.h>
#include <muster/model/demand.h>
#include <muster/model/file_kind.h>
#include <muster/model/flows.h>
#include <muster/model/outcome.h>
#include <muster/model/people.h>
#include <muster/model/plan.h>
#include <muster/model/requirement.h>
#include <muster/model/roster.h>
#include <muster/model/trace.h>
