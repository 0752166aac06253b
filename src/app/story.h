/* A run as it can be told and made again: its spec, the edits by hand and how far it has come. The
 * rest follows from the data, bit for bit. */
#ifndef APP_STORY_H
#define APP_STORY_H

#include "session/session.h"

typedef struct story_edit {
    size_t row;
    em_params *params;
    char *what;
} story_edit;

typedef struct run_story {
    size_t length, cursor;
    story_edit *edit;
    size_t n_edits;
} run_story;

/* EM_ERR_MEMORY; EM_ERR_DATA if the parameters of an edit are no longer kept. */
em_status story_tell(const session_frame *f, run_story **out, em_error *error);
void story_destroy(run_story *story); /* NULL allowed */

/* Makes the run again. story NULL: only step 0. */
em_status story_follow(const run_story *story, const em_spec *spec, const em_dataset *data,
                       em_pool *pool, const em_control *control, session **out, em_error *error);

#endif
