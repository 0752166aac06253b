/* Random and nasty runs for the law tests, a pure function of their number. */
#ifndef LAWS_CASES_H
#define LAWS_CASES_H

#include "em/model.h"
#include "em/rng.h"

typedef enum shape {
    SHAPE_BLOBS,
    SHAPE_UNIFORM,
    SHAPE_LATTICE,
    SHAPE_DUPLICATES,
    SHAPE_ONE_PLACE,
    SHAPE_CONSTANT_FEATURE,
    SHAPE_COLLINEAR,
    SHAPE_FAR,
    SHAPE_TINY,
    SHAPE_HUGE,
    SHAPE_VANISHING,
    SHAPE_DENORMAL,
    SHAPE_OUTLIER,
    SHAPE_MIXED_SCALES,
    SHAPES
} shape;

/* A run: data, start, responsibilities, scratch. */
typedef struct run_case {
    size_t number;
    shape shape;
    em_rng rng;
    em_spec spec;
    em_dataset *data;
    em_params *params, *before;
    em_resp *resp;
    em_work *work;
    em_m_report report;
} run_case;

void case_open(run_case *run, em_kind kind, size_t number);
void case_close(run_case *run);

/* The same model on other data of the same k: a copy of the start, given rows. Takes data. */
void case_open_like(run_case *run, const run_case *from, em_dataset *data);

bool case_nice(const run_case *run); /* blobs or uniform, no degenerate size: numbers are close */
void case_e(run_case *run);
bool case_m(run_case *run); /* false: collapsed */

em_dataset *data_of(const double *x, size_t n, size_t d);

/* Ends the program with the law's name, the case and two numbers if `holds` is false. */
void law(bool holds, const char *name, const run_case *run, double a, double b);

#endif
