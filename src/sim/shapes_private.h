/* How contacts lie within an interval, where rates are not constant.
 *
 * An interval keeps its expected contacts; within it the rate runs from `left` to `right` times the mean. Over the share x of the
 * open time the share of contacts is F(x) = a x + (3 − 2a − b) x² + (a + b − 2) x³, the cubic with F(0) = 0, F(1) = 1 and the slopes
 * a = left and b = right (Hermite). With a + b = 2 the rate is a straight line.
 */
#pragma once
#include "sim/problem_private.h"

/* shapes.c: of every queue and interval; the queues' `shape` stays NULL where rates are constant. */
void sim_shapes_build(MusterSim *sim);
/* The moment, as a part of `open`, by which the share `bits` / 2^64 of the contacts has come. */
SimTick sim_shape_offset(const SimShape *shape, guint64 bits, SimTick open);
