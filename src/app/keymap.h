/* Which key gives which command: the one table that input, the help overlay and the tooltips'
 * test read. */
#ifndef APP_KEYMAP_H
#define APP_KEYMAP_H

#include "app/app.h"

enum { KEY_CTRL = 1, KEY_SHIFT = 2, KEY_ALT = 4 };

typedef enum key_repeat {
    REPEAT_NEVER,   /* a held key acts once */
    REPEAT_SETTLED, /* again when the last one has been shown to its end */
    REPEAT_FREE     /* as fast as the keyboard repeats */
} key_repeat;

typedef struct key_stroke {
    const char *key; /* "Right", "a", "+"; NULL: unused */
    unsigned mods;
} key_stroke;

enum { KEYMAP_STROKES = 4 };

typedef struct key_binding {
    view_key help; /* group and does are NULL in rows that the row before names: "1-4" */
    key_stroke stroke[KEYMAP_STROKES];
    command command;
    key_repeat repeat;
} key_binding;

const key_binding *keymap_table(size_t *count);

/* The rows of the help overlay, in order. */
const view_key *keymap_help(size_t *count);

/* The binding of a key as input names it; NULL if it has none. Letters in either case, "Return" and
 * the keypad's names count; Shift does not count for signs, which need it on some keyboards. */
const key_binding *keymap_find(const char *key, unsigned mods);

/* One name for keys that keyboards and toolkits call differently: "Return", "KP_Enter" -> "Enter".
 */
const char *keymap_name(const char *key);

/* "Ctrl+Shift+P", as the help writes it; returns buffer. */
const char *keymap_text(key_stroke stroke, char *buffer, size_t size);

#endif
