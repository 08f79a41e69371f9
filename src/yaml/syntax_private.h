/* What the two files that know libyaml share. */
#pragma once
#include "yaml/tree_private.h"
#include <yaml.h>

/* Reports where and why the parser stopped. */
void muster_yaml_report_syntax(const yaml_parser_t *parser, MusterSource *source, MusterFaults *faults);
