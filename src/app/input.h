/* What the platform tells the app: keys, text, mouse, size, dropped files. */
#ifndef APP_INPUT_H
#define APP_INPUT_H

#include <stdbool.h>

/* Places are in pixels of the picture. */
typedef enum input_kind {
    INPUT_KEY,
    INPUT_TEXT,
    INPUT_PRESS,
    INPUT_RELEASE,
    INPUT_MOVE,
    INPUT_WHEEL,
    INPUT_LEAVE,
    INPUT_RESIZE,
    INPUT_DROP
} input_kind;
typedef struct app_input_event {
    input_kind kind;
    char key[16]; /* INPUT_KEY: "Right", "PageDown", "a", "+", "F5", "." ... (app/keymap.h) */
    bool ctrl, shift, alt, repeat;
    double x, y;   /* place; INPUT_WHEEL: where */
    double amount; /* INPUT_WHEEL: notches, up positive */
    int button;    /* 1 left, 2 middle, 3 right */
    int clicks;
    const char *text;    /* INPUT_TEXT, INPUT_DROP */
    double device_scale; /* INPUT_RESIZE: x, y = size in pixels */
} app_input_event;

#endif
