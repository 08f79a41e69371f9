/* Parts of the section of the service that have files of their own. */
#pragma once
#include "report/html_private.h"
#include "report/view_private.h"

/* A chart of the open cases for each queue whose work can wait. */
void service_cases_put(const View *view, Html *html);
/* service_tables.c: worst intervals, days below target, callbacks, cases. */
void service_tables_put(const View *view, Html *html);
