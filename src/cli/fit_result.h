/* What emstep fit found, and its two forms. */
#ifndef CLI_FIT_RESULT_H
#define CLI_FIT_RESULT_H

#include "cli/common.h"
#include "session/report.h"
#include "session/session.h"

typedef struct fit_result {
    const cli_run *run;
    session *session; /* at the end of the run */
    em_resp *resp;    /* of the closing E-step */
    size_t *count;    /* k */
    size_t *table;    /* classes x k; NULL if unlabelled */
    char *init;       /* the start as it is written on the command line, all of it */
    em_scores scores;
    size_t iterations, parameters;
    bool converged;
    em_stop stop;
    double bic, aic, seconds;
} fit_result;

void fit_write_json(const fit_result *f, const cli_args *a, json *j);
void fit_write_table(const fit_result *f, const cli_args *a, io_writer *w);

#endif
