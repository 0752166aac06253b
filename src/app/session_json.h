/* The parts of a session file as JSON, and back. A file may be hostile: every value is checked, and
 * no path inside it is ever opened. */
#ifndef APP_SESSION_JSON_H
#define APP_SESSION_JSON_H

#include "app/scene.h"

#include <jansson.h>

enum { SESSION_FORMAT = 1 };

/* What the window showed. */
typedef struct session_look_state {
    size_t position, offset[VIEW_PANES];
    bool by_hand[VIEW_PANES];
    double centre_x[VIEW_PANES], centre_y[VIEW_PANES];
    double span[VIEW_PANES]; /* data units across the smaller side of the pane's box */
    long inspect_row;
    view_theme theme;
    view_tab tab;
    unsigned overlays;
    bool presentation;
} session_look_state;

/* New references, NULL: out of memory. */
json_t *json_of_spec(const em_spec *spec);
json_t *json_of_story(const run_story *story);
json_t *json_of_look(const session_look_state *look, size_t panes);
/* The name alone if it is a built-in data set unchanged, else the values. EM_ERR_DATA: too large.
 */
em_status json_of_data(const em_dataset *data, json_t **out, em_error *error);

/* EM_ERR_FORMAT with the key that is wrong. *spec, *story, *data are the caller's on success only.
 */
em_status json_to_spec(const json_t *json, em_spec *spec, em_error *error);
em_status json_to_story(const json_t *json, const em_spec *spec, size_t d, run_story **story,
                        em_error *error);
em_status json_to_look(const json_t *json, size_t panes, session_look_state *look, em_error *error);
em_status json_to_data(const json_t *json, em_dataset **data, em_error *error);

/* Values under a key; they fail with the key's name and what was expected. */
em_status json_take_size(const json_t *object, const char *key, size_t most, size_t *out,
                         em_error *error);
em_status json_take_number(const json_t *object, const char *key, double low, double high,
                           double *out, em_error *error);
em_status json_take_text(const json_t *object, const char *key, const char **out, em_error *error);
/* count numbers; *out is the caller's. */
em_status json_take_numbers(const json_t *object, const char *key, size_t count, double **out,
                            em_error *error);
json_t *json_of_numbers(const double *values, size_t count);

#endif
