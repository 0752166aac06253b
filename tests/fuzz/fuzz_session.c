/* Session files: data, specification, story and look, as opening one reads them. */
#include "target.h"

#include "app/session_json.h"
#include "app/story.h"
#include "io/text.h"

#include <stdlib.h>
#include <string.h>

static void insist(bool holds)
{
    if (!holds)
        abort();
}

/* Built-in sets by name are tested elsewhere; some of them are large. */
static em_dataset *read_data(const json_t *json, em_error *error)
{
    em_dataset *data = NULL;
    if (!json_object_get(json, "x"))
        em_generate("hand", &data, error);
    else if (json_to_data(json, &data, error) == EM_OK)
        insist(data->n > 0 && data->d > 0 && data->x);
    return data;
}

static void read_pane(const json_t *pane, const em_dataset *data, em_error *error)
{
    em_spec spec;
    run_story *story = NULL;
    if (json_to_spec(json_object_get(pane, "spec"), &spec, error) != EM_OK)
        return;
    if (em_spec_check(&spec, data, error) == EM_OK &&
        json_to_story(json_object_get(pane, "run"), &spec, data->d, &story, error) == EM_OK)
        insist(story != NULL);
    story_destroy(story);
    em_spec_finish(&spec);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    em_error error = {EM_OK, 0, 0, ""};
    session_look_state look;
    json_t *root = json_loadb((const char *)bytes, size, JSON_REJECT_DUPLICATES, NULL);
    if (!root)
        return 0;
    em_dataset *data = read_data(json_object_get(root, "data"), &error);
    const json_t *panes = json_object_get(root, "panes");
    for (size_t i = 0; data && i < json_array_size(panes) && i < VIEW_PANES; i++)
        read_pane(json_array_get(panes, i), data, &error);
    json_to_look(json_object_get(root, "look"), VIEW_PANES, &look, &error);
    insist(look.theme < THEME_COUNT && look.tab < TAB_COUNT);
    if (error.status)
        insist(*error.text && io_utf8_valid(error.text, strlen(error.text)));
    em_dataset_destroy(data);
    json_decref(root);
    return 0;
}
