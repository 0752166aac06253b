/* Runs and the window's look in a session file. */
#include "app/session_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_MAX = 10000000 };

static const char *const theme_names[THEME_COUNT] = {"light", "dark", "contrast"};
static const char *const tab_names[TAB_COUNT] = {"run", "choose-k", "labels", "prototypes",
                                                 "maths"};

static json_t *json_of_edit(const story_edit *e)
{
    const em_params *p = e->params;
    json_t *json = json_pack("{s:I, s:s, s:o}", "row", (json_int_t)e->row, "what", e->what, "mean",
                             json_of_numbers(p->mean, p->k * p->d));
    if (json != NULL && p->weight != NULL)
        json_object_set_new(json, "weight", json_of_numbers(p->weight, p->k));
    if (json != NULL && p->cov != NULL)
        json_object_set_new(json, "cov",
                            json_of_numbers(p->cov, em_cov_len(p->cov_kind, p->k, p->d)));
    return json;
}

json_t *json_of_story(const run_story *story)
{
    json_t *edits = json_array();
    for (size_t i = 0; edits != NULL && i < story->n_edits; i++)
        json_array_append_new(edits, json_of_edit(&story->edit[i]));
    return json_pack("{s:I, s:I, s:o}", "length", (json_int_t)story->length, "cursor",
                     (json_int_t)story->cursor, "edits", edits);
}

static em_status take_block(const json_t *json, const char *key, double *to, size_t count,
                            em_error *error)
{
    double *values = NULL;
    if (to == NULL)
        return EM_OK;
    const em_status status = json_take_numbers(json, key, count, &values, error);
    if (status == EM_OK)
        memcpy(to, values, count * sizeof *to);
    free(values);
    return status;
}

static em_status take_edit(const json_t *json, const em_spec *spec, size_t d, story_edit *edit,
                           em_error *error)
{
    const char *what = NULL;
    em_status status = json_take_size(json, "row", LENGTH_MAX, &edit->row, error);
    if (status == EM_OK)
        status = json_take_text(json, "what", &what, error);
    if (status == EM_OK)
        status = em_params_create(spec->kind, spec->cov_kind, spec->k, d, &edit->params, error);
    if (status != EM_OK)
        return status;
    em_params *p = edit->params;
    edit->what = strdup(what);
    if (edit->what == NULL)
        return em_fail_memory(error);
    status = take_block(json, "mean", p->mean, p->k * p->d, error);
    if (status == EM_OK)
        status = take_block(json, "weight", p->weight, p->k, error);
    if (status == EM_OK)
        status = take_block(json, "cov", p->cov, em_cov_len(p->cov_kind, p->k, p->d), error);
    return status;
}

em_status json_to_story(const json_t *json, const em_spec *spec, size_t d, run_story **out,
                        em_error *error)
{
    const json_t *edits = json_object_get(json, "edits");
    const size_t count = json_array_size(edits);
    run_story *story = calloc(1, sizeof *story);
    if (story == NULL)
        return em_fail_memory(error);
    story->edit = calloc(count + 1, sizeof *story->edit);
    em_status status = story->edit != NULL ? EM_OK : em_fail_memory(error);
    if (status == EM_OK)
        status = json_take_size(json, "length", LENGTH_MAX, &story->length, error);
    if (status == EM_OK)
        status = json_take_size(json, "cursor", LENGTH_MAX, &story->cursor, error);
    size_t last = 0;
    for (size_t i = 0; i < count && status == EM_OK; i++) {
        story->n_edits = i + 1;
        status = take_edit(json_array_get(edits, i), spec, d, &story->edit[i], error);
        if (status == EM_OK && story->edit[i].row <= last)
            status = em_fail(error, EM_ERR_FORMAT,
                             "this session cannot be used: its edits are out of order");
        last = story->edit[i].row;
    }
    if (status != EM_OK) {
        story_destroy(story);
        return status;
    }
    *out = story;
    return EM_OK;
}

static json_t *json_of_place(const session_look_state *look, size_t i)
{
    json_t *json = json_pack("{s:I}", "offset", (json_int_t)look->offset[i]);
    if (json != NULL && look->by_hand[i])
        json_object_set_new(json, "camera",
                            json_pack("{s:f, s:f, s:f}", "x", look->centre_x[i], "y",
                                      look->centre_y[i], "span", look->span[i]));
    return json;
}

json_t *json_of_look(const session_look_state *look, size_t panes)
{
    json_t *places = json_array();
    for (size_t i = 0; places != NULL && i < panes; i++)
        json_array_append_new(places, json_of_place(look, i));
    return json_pack("{s:I, s:I, s:s, s:s, s:I, s:b, s:o}", "position", (json_int_t)look->position,
                     "inspect", (json_int_t)look->inspect_row, "theme", theme_names[look->theme],
                     "tab", tab_names[look->tab], "overlays", (json_int_t)look->overlays,
                     "presentation", (int)look->presentation, "places", places);
}

static int index_of(const json_t *value, const char *const *names, int count)
{
    for (int i = 0; json_is_string(value) && i < count; i++)
        if (strcmp(json_string_value(value), names[i]) == 0)
            return i;
    return 0;
}

static em_status take_place(const json_t *json, session_look_state *look, size_t i, em_error *error)
{
    const json_t *place = json_object_get(json, "camera");
    em_status status = json_take_size(json, "offset", LENGTH_MAX, &look->offset[i], error);
    look->by_hand[i] = place != NULL;
    if (status != EM_OK || place == NULL)
        return status;
    status = json_take_number(place, "x", -1e300, 1e300, &look->centre_x[i], error);
    if (status == EM_OK)
        status = json_take_number(place, "y", -1e300, 1e300, &look->centre_y[i], error);
    if (status == EM_OK)
        status = json_take_number(place, "span", 1e-300, 1e300, &look->span[i], error);
    return status;
}

em_status json_to_look(const json_t *json, size_t panes, session_look_state *look, em_error *error)
{
    const json_t *places = json_object_get(json, "places");
    const json_t *inspect = json_object_get(json, "inspect");
    size_t overlays = 0;
    *look = (session_look_state){.inspect_row = -1};
    em_status status = json_take_size(json, "position", LENGTH_MAX, &look->position, error);
    if (status == EM_OK)
        status = json_take_size(json, "overlays", (1U << OVERLAY_COUNT) - 1U, &overlays, error);
    for (size_t i = 0; i < panes && status == EM_OK; i++)
        status = take_place(json_array_get(places, i), look, i, error);
    look->overlays = (unsigned)overlays;
    look->theme = (view_theme)index_of(json_object_get(json, "theme"), theme_names, THEME_COUNT);
    look->tab = (view_tab)index_of(json_object_get(json, "tab"), tab_names, TAB_COUNT);
    look->presentation = json_is_true(json_object_get(json, "presentation"));
    if (json_is_integer(inspect) && json_integer_value(inspect) >= 0)
        look->inspect_row = (long)json_integer_value(inspect);
    return status;
}
