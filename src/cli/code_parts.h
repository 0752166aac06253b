/* The Python of emstep code that does not depend on numbers. */
#ifndef CLI_CODE_PARTS_H
#define CLI_CODE_PARTS_H

#include "cli/common.h"

typedef struct code_run {
    const cli_run *run;
    const em_params *start;
    size_t max_iter;
    double tol;
    bool exactly;   /* max_iter iterations, also past convergence */
    bool collapsed; /* in the iteration after max_iter */
} code_run;

/* Sets objective, iterations, means, weights, covariances, labels from X and the start. */
const char *code_body(const code_run *c);

extern const char code_ending[]; /* prints the JSON object */

#endif
