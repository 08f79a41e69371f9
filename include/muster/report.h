/* The report room: tables for the terminal and for machines, and the page to show the boss. */
#pragma once
#include <muster/report/page.h>
#include <muster/report/table.h>
#include <muster/report/values.h>
