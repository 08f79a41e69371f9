/* The drawings of the page of fitted behaviour. */
#pragma once
#include "report/svg_private.h"
#include <muster/report/fit.h>

/* A curve without a law beside the laws, over time from 0, in steps of equal length. */
void fit_chart_patience(Html *html, const MusterFitQueue *queue, int index);
void fit_chart_handle(Html *html, const MusterFitQueue *queue, int index);
/* `redial` or repeat. */
void fit_chart_returns(Html *html, const MusterFitQueue *queue, int index, gboolean redial);
