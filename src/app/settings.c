#include "app/settings.h"

#include "app/app.h"
#include "app/playback.h"
#include "io/io.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const theme_names[THEME_COUNT] = {"light", "dark", "contrast"};

void settings_init(settings *s)
{
    *s = (settings){.theme = THEME_LIGHT,
                    .animation = true,
                    .pace = PACE_NORMAL,
                    .overlays = app_default_overlays()};
}

void settings_finish(settings *s)
{
    for (size_t i = 0; i < s->n_recent; i++)
        free(s->recent[i]);
    s->n_recent = 0;
}

void settings_lend(settings_loan *loan, const settings *before, const settings *s)
{
    loan->kept = *before;
    loan->lent = *s;
}

settings settings_own(const settings_loan *loan, const settings *s)
{
    settings own = *s;
    if (s->theme == loan->lent.theme)
        own.theme = loan->kept.theme;
    if (s->scale == loan->lent.scale)
        own.scale = loan->kept.scale;
    if (s->animation == loan->lent.animation)
        own.animation = loan->kept.animation;
    if (s->presentation == loan->lent.presentation)
        own.presentation = loan->kept.presentation;
    if (s->overlays == loan->lent.overlays)
        own.overlays = loan->kept.overlays;
    return own;
}

static bool settings_folder(char *buffer, size_t size)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length;
    if (config != NULL && config[0] == '/')
        length = snprintf(buffer, size, "%s/emstep", config);
    else if (home != NULL && home[0] == '/')
        length = snprintf(buffer, size, "%s/.config/emstep", home);
    else
        return false;
    return length > 0 && (size_t)length < size;
}

bool settings_path(char *buffer, size_t size)
{
    static const char name[] = "/settings.json";
    if (!settings_folder(buffer, size) || strlen(buffer) + sizeof name > size)
        return false;
    memcpy(buffer + strlen(buffer), name, sizeof name);
    return true;
}

void settings_remember(settings *s, const char *name)
{
    if (name == NULL || name[0] == '\0' || strcmp(name, "-") == 0)
        return;
    char *copy = strdup(name);
    if (copy == NULL)
        return;
    size_t at = 0;
    while (at < s->n_recent && strcmp(s->recent[at], name) != 0)
        at++;
    if (at == RECENT_MAX)
        at--;
    if (at < s->n_recent)
        free(s->recent[at]);
    else
        s->n_recent++;
    memmove(&s->recent[1], &s->recent[0], at * sizeof s->recent[0]);
    s->recent[0] = copy;
}

void settings_opened(settings *s, const char *name)
{
    if (em_builtin_find(name) != NULL)
        return;
    char *full = em_generate_knows(name) ? NULL : realpath(name, NULL);
    settings_remember(s, full != NULL ? full : name);
    free(full);
}

static bool read_theme(const json_t *value, view_theme *out)
{
    for (int i = 0; json_is_string(value) && i < THEME_COUNT; i++)
        if (strcmp(json_string_value(value), theme_names[i]) == 0) {
            *out = (view_theme)i;
            return true;
        }
    return value == NULL;
}

static bool read_recent(const json_t *list, settings *s)
{
    if (list == NULL)
        return true;
    if (!json_is_array(list))
        return false;
    for (size_t i = json_array_size(list); i-- > 0;) {
        const json_t *entry = json_array_get(list, i);
        if (!json_is_string(entry) || strlen(json_string_value(entry)) >= 4096)
            return false;
        if (i < RECENT_MAX)
            settings_remember(s, json_string_value(entry));
    }
    return true;
}

/* Keys that are not there keep their defaults; one that holds something else makes the file broken.
 */
static bool read_all(const json_t *root, settings *s)
{
    const json_t *scale = json_object_get(root, "scale"), *pace = json_object_get(root, "pace");
    const json_t *animation = json_object_get(root, "animation");
    const json_t *overlays = json_object_get(root, "overlays");
    const json_t *presentation = json_object_get(root, "presentation");
    if (!json_is_object(root) || !read_theme(json_object_get(root, "theme"), &s->theme) ||
        (scale != NULL && !json_is_number(scale)) || (pace != NULL && !json_is_integer(pace)) ||
        (animation != NULL && !json_is_boolean(animation)) ||
        (presentation != NULL && !json_is_boolean(presentation)) ||
        (overlays != NULL && !json_is_integer(overlays)) ||
        !read_recent(json_object_get(root, "recent"), s))
        return false;
    if (scale != NULL)
        s->scale = json_number_value(scale);
    if (s->scale != 0.0 && !(s->scale >= 0.75 && s->scale <= 3.0))
        return false;
    if (pace != NULL)
        s->pace = pace_clamp((long)json_integer_value(pace));
    if (animation != NULL)
        s->animation = json_is_true(animation);
    s->presentation = json_is_true(presentation);
    if (overlays != NULL)
        s->overlays = (unsigned)json_integer_value(overlays) & ((1U << OVERLAY_COUNT) - 1U);
    return true;
}

static void put_aside(const char *path, char *warning, size_t size)
{
    char aside[4200], quoted[200];
    snprintf(aside, sizeof aside, "%s.bak", path);
    bool kept = rename(path, aside) == 0;
    if (!kept) { /* a folder cannot take the place of a file, nor the other way round */
        remove(aside);
        kept = rename(path, aside) == 0;
    }
    snprintf(warning, size, "The settings could not be read and start afresh%s%s.",
             kept ? "; the old file is now " : "",
             kept ? io_quote(aside, quoted, sizeof quoted) : "");
}

void settings_load(settings *s, char *warning, size_t size)
{
    char path[4096];
    struct stat info;
    warning[0] = '\0';
    if (!settings_path(path, sizeof path) || stat(path, &info) != 0)
        return;
    json_t *root = NULL;
    if (S_ISREG(info.st_mode) && info.st_size < 1 << 20)
        root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    settings read;
    settings_init(&read);
    const bool good = root != NULL && read_all(root, &read);
    if (root != NULL)
        json_decref(root);
    if (!good) {
        settings_finish(&read);
        put_aside(path, warning, size);
        return;
    }
    settings_finish(s);
    *s = read;
}

/* The folder of the file and those above it. */
static void make_folders(char *folder)
{
    for (char *c = folder + 1; *c != '\0'; c++)
        if (*c == '/') {
            *c = '\0';
            mkdir(folder, 0700);
            *c = '/';
        }
    mkdir(folder, 0700);
}

static json_t *pack(const settings *s)
{
    json_t *recent = json_array();
    for (size_t i = 0; recent != NULL && i < s->n_recent; i++)
        json_array_append_new(recent,
                              json_string(s->recent[i])); /* names that are not UTF-8: left out */
    return json_pack("{s:s, s:f, s:b, s:b, s:i, s:i, s:o}", "theme", theme_names[s->theme], "scale",
                     s->scale, "presentation", (int)s->presentation, "animation", (int)s->animation,
                     "pace", s->pace, "overlays", (int)s->overlays, "recent", recent);
}

bool settings_folder_make(em_error *error)
{
    char path[4096], quoted[200];
    if (!settings_folder(path, sizeof path)) {
        em_fail(error, EM_ERR_FILE, "neither XDG_CONFIG_HOME nor HOME is set");
        return false;
    }
    make_folders(path);
    if (access(path, W_OK | X_OK) == 0)
        return true;
    em_fail(error, EM_ERR_FILE, "%s: %s", io_quote(path, quoted, sizeof quoted), strerror(errno));
    return false;
}

em_status settings_save(const settings *s, em_error *error)
{
    char path[4096];
    if (!settings_folder(path, sizeof path))
        return em_fail(error, EM_ERR_FILE, "neither XDG_CONFIG_HOME nor HOME is set");
    make_folders(path);
    json_t *root = pack(s);
    char *text = root != NULL ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    if (text == NULL || !settings_path(path, sizeof path)) {
        free(text);
        return em_fail_memory(error);
    }
    io_writer *w = NULL;
    em_status status = io_writer_open(path, &w, error);
    if (status == EM_OK) {
        io_writer_write(w, text, strlen(text));
        io_writer_write(w, "\n", 1);
        status = io_writer_commit(w, error);
    }
    free(text);
    return status;
}
