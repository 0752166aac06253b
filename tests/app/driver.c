#include "driver.h"

#include "io/io.h"
#include "view/dump.h"

#include <time.h>

static text_metrics metrics;

app *driver_open_spec(const char *name, const em_spec *spec, size_t panes, bool use_settings)
{
    const io_options read = IO_OPTIONS_DEFAULT;
    em_error error = {0};
    app_options options;
    app *a = NULL;
    text_metrics_fixed(&metrics);
    app_options_init(&options);
    if (io_open_data(name, &read, &options.data, &error) != EM_OK)
        fail_msg("%s", error.text);
    for (size_t i = 0; i < panes; i++)
        options.spec[i] = spec;
    options.panes = panes;
    options.settings = use_settings;
    if (app_create(&options, &metrics, &a, &error) != EM_OK)
        fail_msg("%s", error.text);
    driver_settle(a);
    app_picture(a);
    return a;
}

app *driver_open(const char *data, em_kind kind, size_t k, size_t panes)
{
    em_spec spec;
    em_spec_init(&spec, kind);
    spec.k = k;
    app *a = driver_open_spec(data, &spec, panes, false);
    em_spec_finish(&spec);
    return a;
}

static void press_key(app *a, const char *name, bool repeat)
{
    app_input_event e = {.kind = INPUT_KEY, .repeat = repeat};
    for (;;) {
        bool *const mod = strncmp(name, "ctrl+", 5) == 0    ? &e.ctrl
                          : strncmp(name, "shift+", 6) == 0 ? &e.shift
                          : strncmp(name, "alt+", 4) == 0   ? &e.alt
                                                            : NULL;
        if (mod == NULL)
            break;
        *mod = true;
        name = strchr(name, '+') + 1;
    }
    snprintf(e.key, sizeof e.key, "%s", name);
    app_input(a, &e);
}

void driver_key(app *a, const char *name)
{
    press_key(a, name, false);
}

void driver_repeat(app *a, const char *name)
{
    press_key(a, name, true);
}

void driver_keys(app *a, const char *names)
{
    char copy[256], *rest = NULL;
    snprintf(copy, sizeof copy, "%s", names);
    for (char *name = strtok_r(copy, " ", &rest); name != NULL; name = strtok_r(NULL, " ", &rest))
        driver_key(a, name);
}

em_status driver_do(app *a, const char *line)
{
    command c;
    if (!command_parse(line, &c))
        fail_msg("no command: %s", line);
    return app_apply(a, &c);
}

void driver_mouse(app *a, input_kind kind, double x, double y)
{
    const app_input_event e = {.kind = kind, .x = x, .y = y, .button = 1, .clicks = 1};
    app_input(a, &e);
    app_picture(a);
}

void driver_click(app *a, double x, double y)
{
    driver_mouse(a, INPUT_MOVE, x, y);
    driver_mouse(a, INPUT_PRESS, x, y);
    driver_mouse(a, INPUT_RELEASE, x, y);
}

void driver_drag(app *a, double x1, double y1, double x2, double y2)
{
    driver_mouse(a, INPUT_MOVE, x1, y1);
    driver_mouse(a, INPUT_PRESS, x1, y1);
    driver_mouse(a, INPUT_MOVE, (x1 + x2) / 2.0, (y1 + y2) / 2.0);
    driver_mouse(a, INPUT_MOVE, x2, y2);
    driver_mouse(a, INPUT_RELEASE, x2, y2);
}

void driver_settle(app *a)
{
    for (int i = 0; i < 60000 && !app_idle(a); i++) {
        app_tick(a, 0.05);
        nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
    }
    assert_true(app_idle(a));
}

char *driver_dump(app *a)
{
    sink_buffer buffer = {0};
    const view_sink sink = sink_to_buffer(&buffer);
    assert_int_equal(dump_write(app_picture(a), &sink), EM_OK);
    return buffer.bytes;
}

rect driver_canvas(app *a, size_t pane)
{
    app_picture(a);
    const ui_list *ui = app_controls(a);
    for (size_t i = 0; i < ui->n; i++)
        if (ui->hit[i].kind == HIT_CANVAS && ui->hit[i].command.pane == (int)pane)
            return ui->hit[i].box;
    fail_msg("no canvas for pane %zu", pane);
    return (rect){0};
}

bool driver_shows(app *a, const char *words)
{
    app_picture(a);
    char *text = driver_dump(a);
    const bool found = strstr(text, words) != NULL;
    free(text);
    return found;
}

const draw_text *driver_find_text(app *a, const char *text)
{
    const draw_list *list = app_picture(a);
    for (size_t i = 0; i < list->n; i++)
        if (list->item[i].kind == DRAW_TEXT && strcmp(list->item[i].text.text, text) == 0)
            return &list->item[i].text;
    return NULL;
}

void driver_resize(app *a, double width, double height)
{
    const app_input_event e = {.kind = INPUT_RESIZE, .x = width, .y = height, .device_scale = 1};
    app_input(a, &e);
    driver_settle(a);
    app_picture(a);
}
