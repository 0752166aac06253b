/* How the window or a picture begins: data, one specification for each pane, looks. */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "app/app.h"
#include "cli/options.h"

typedef struct picture_start {
    em_dataset *data;
    em_spec spec[VIEW_PANES];
    size_t panes;
    app_options app; /* borrows the specifications; data is taken by whoever creates the app */
} picture_start;

/* Opens the data, reads the panes' options, fills app. On failure there is nothing to finish. */
em_status picture_start_init(picture_start *p, const cli_args *a, em_error *error);
void picture_start_finish(picture_start *p); /* not the data */

#endif
