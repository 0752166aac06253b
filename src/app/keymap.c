#include "app/keymap.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ROW(group, keys, does)                                                                     \
    {                                                                                              \
        group, keys, does                                                                          \
    }
#define MORE                                                                                       \
    {                                                                                              \
        NULL, NULL, NULL                                                                           \
    }
/* A command's kind, then what else it has: GIVES(COMMAND_PACE, .n = 1). */
#define GIVES(...)                                                                                 \
    {                                                                                              \
        .pane = -1, .kind = __VA_ARGS__                                                            \
    }

static const key_binding table[] = {
    {ROW("Time", "Right, PageDown, Enter", "next half-step"),
     {{"Right", 0}, {"PageDown", 0}, {"Enter", 0}},
     GIVES(COMMAND_FORWARD),
     REPEAT_SETTLED},
    {ROW("Time", "Left, PageUp", "back one half-step"),
     {{"Left", 0}, {"PageUp", 0}},
     GIVES(COMMAND_BACK),
     REPEAT_SETTLED},
    {ROW("Time", "Shift+Right", "a whole iteration on"),
     {{"Right", KEY_SHIFT}},
     GIVES(COMMAND_FORWARD_ITERATION),
     REPEAT_SETTLED},
    {ROW("Time", "Shift+Left", "a whole iteration back"),
     {{"Left", KEY_SHIFT}},
     GIVES(COMMAND_BACK_ITERATION),
     REPEAT_SETTLED},
    {ROW("Time", "Space", "play or pause"), {{"Space", 0}}, GIVES(COMMAND_PLAY), REPEAT_NEVER},
    {ROW("Time", "End", "run to convergence"), {{"End", 0}}, GIVES(COMMAND_CONVERGE), REPEAT_NEVER},
    {ROW("Time", "Home", "back to step 0"), {{"Home", 0}}, GIVES(COMMAND_HOME), REPEAT_NEVER},
    {ROW("Time", "R", "restart from the same start"),
     {{"R", 0}},
     GIVES(COMMAND_RESTART),
     REPEAT_NEVER},
    {ROW("Time", "+, =", "play faster"),
     {{"+", 0}, {"=", 0}},
     GIVES(COMMAND_PACE, .n = 1),
     REPEAT_FREE},
    {ROW("Time", "-", "play slower"), {{"-", 0}}, GIVES(COMMAND_PACE, .n = -1), REPEAT_FREE},
    {ROW("Time", "Ctrl+Shift+A", "animation on or off"),
     {{"A", KEY_CTRL | KEY_SHIFT}},
     GIVES(COMMAND_ANIMATION),
     REPEAT_NEVER},

    {ROW("Run", "M", "next model"), {{"M", 0}}, GIVES(COMMAND_MODEL, .n = -1), REPEAT_NEVER},
    {ROW("Run", "C", "next covariance type"),
     {{"C", 0}},
     GIVES(COMMAND_COVARIANCE, .n = -1),
     REPEAT_NEVER},
    {ROW("Run", "I", "next initialisation"),
     {{"I", 0}},
     GIVES(COMMAND_INIT, .n = -1),
     REPEAT_NEVER},
    {ROW("Run", "Up", "one component more"),
     {{"Up", 0}},
     GIVES(COMMAND_K_STEP, .n = 1),
     REPEAT_SETTLED},
    {ROW("Run", "Down", "one component less"),
     {{"Down", 0}},
     GIVES(COMMAND_K_STEP, .n = -1),
     REPEAT_SETTLED},
    {ROW("Run", "N", "new seed"), {{"N", 0}}, GIVES(COMMAND_NEW_SEED), REPEAT_NEVER},
    {ROW("Run", "Shift+N", "new seed in all panes"),
     {{"N", KEY_SHIFT}},
     {.kind = COMMAND_NEW_SEED, .pane = -2},
     REPEAT_NEVER},
    {ROW("Run", "Ctrl+N", "type a seed"),
     {{"N", KEY_CTRL}},
     GIVES(COMMAND_ASK, .text = "seed"),
     REPEAT_NEVER},
    {ROW("Run", "Ctrl+I", "type the points of the start"),
     {{"I", KEY_CTRL}},
     GIVES(COMMAND_ASK, .text = "points"),
     REPEAT_NEVER},
    {ROW("Run", "O", "options of the run"),
     {{"O", 0}},
     GIVES(COMMAND_MENU, .n = MENU_OPTIONS),
     REPEAT_NEVER},
    {ROW("Run", "Shift+O", "type run options: -k 5 --seed 7"),
     {{"O", KEY_SHIFT}},
     GIVES(COMMAND_SPEC),
     REPEAT_NEVER},
    {ROW("Run", "S", "try every K (Choose K)"), {{"S", 0}}, GIVES(COMMAND_SWEEP), REPEAT_NEVER},
    {ROW("Run", "Shift+S", "next curve of Choose K"),
     {{"S", KEY_SHIFT}},
     GIVES(COMMAND_SWEEP_VIEW, .n = -1),
     REPEAT_NEVER},

    {ROW("Panes", "1-4", "number of panes"),
     {{"1", 0}},
     GIVES(COMMAND_PANES, .n = 1),
     REPEAT_NEVER},
    {MORE, {{"2", 0}}, GIVES(COMMAND_PANES, .n = 2), REPEAT_NEVER},
    {MORE, {{"3", 0}}, GIVES(COMMAND_PANES, .n = 3), REPEAT_NEVER},
    {MORE, {{"4", 0}}, GIVES(COMMAND_PANES, .n = 4), REPEAT_NEVER},
    {ROW("Panes", "Tab", "next pane"), {{"Tab", 0}}, GIVES(COMMAND_PANE, .n = -1), REPEAT_NEVER},
    {ROW("Panes", "[", "side panel: tab before"),
     {{"[", 0}},
     GIVES(COMMAND_TAB_STEP, .n = -1),
     REPEAT_NEVER},
    {ROW("Panes", "]", "side panel: next tab"),
     {{"]", 0}},
     GIVES(COMMAND_TAB_STEP, .n = 1),
     REPEAT_NEVER},
    {ROW("Panes", "F6, Shift+F6", "go through the controls; Enter presses"),
     {{"F6", 0}},
     GIVES(COMMAND_FOCUS, .n = 1),
     REPEAT_FREE},
    {MORE, {{"F6", KEY_SHIFT}}, GIVES(COMMAND_FOCUS, .n = -1), REPEAT_FREE},

    {ROW("Overlays", "Shift+V", "menu of all of these"),
     {{"V", KEY_SHIFT}},
     GIVES(COMMAND_MENU, .n = MENU_VIEW),
     REPEAT_NEVER},
    {ROW("Overlays", "E", "ellipses"),
     {{"E", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_ELLIPSES),
     REPEAT_NEVER},
    {ROW("Overlays", "V", "regions"),
     {{"V", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_REGIONS),
     REPEAT_NEVER},
    {ROW("Overlays", "D", "density contours"),
     {{"D", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_DENSITY),
     REPEAT_NEVER},
    {ROW("Overlays", "L", "links from points to means"),
     {{"L", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_LINKS),
     REPEAT_NEVER},
    {ROW("Overlays", "T", "trails of the means"),
     {{"T", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_TRAILS),
     REPEAT_NEVER},
    {ROW("Overlays", "G", "ghosts of the step before"),
     {{"G", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_GHOSTS),
     REPEAT_NEVER},
    {ROW("Overlays", "H", "points that changed"),
     {{"H", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_CHANGED),
     REPEAT_NEVER},
    {ROW("Overlays", "J", "disagreements between panes"),
     {{"J", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_DISAGREE),
     REPEAT_NEVER},
    {ROW("Overlays", "W", "responsibilities as pies"),
     {{"W", 0}},
     GIVES(COMMAND_OVERLAY, .n = OVERLAY_PIES),
     REPEAT_NEVER},

    {ROW("Picture", "Z, Shift+Z", "closer, farther (or the wheel)"),
     {{"Z", 0}},
     GIVES(COMMAND_ZOOM, .x = -1, .y = -1, .n = 1),
     REPEAT_FREE},
    {MORE, {{"Z", KEY_SHIFT}}, GIVES(COMMAND_ZOOM, .x = -1, .y = -1, .n = -1), REPEAT_FREE},
    {ROW("Picture", "Alt+arrows", "move the picture (or drag)"),
     {{"Left", KEY_ALT}},
     GIVES(COMMAND_PAN, .x = 40),
     REPEAT_FREE},
    {MORE, {{"Right", KEY_ALT}}, GIVES(COMMAND_PAN, .x = -40), REPEAT_FREE},
    {MORE, {{"Up", KEY_ALT}}, GIVES(COMMAND_PAN, .y = 40), REPEAT_FREE},
    {MORE, {{"Down", KEY_ALT}}, GIVES(COMMAND_PAN, .y = -40), REPEAT_FREE},
    {ROW("Picture", "F", "fit the picture (or double-click)"),
     {{"F", 0}},
     GIVES(COMMAND_FIT),
     REPEAT_NEVER},
    {ROW("Picture", "Y", "axes: PCA or two features"),
     {{"Y", 0}},
     GIVES(COMMAND_MENU, .n = MENU_AXES),
     REPEAT_NEVER},
    {ROW("Picture", "P, Shift+P", "inspect the next point, the one before"),
     {{"P", 0}},
     GIVES(COMMAND_INSPECT, .x = 1),
     REPEAT_FREE},
    {MORE, {{"P", KEY_SHIFT}}, GIVES(COMMAND_INSPECT, .x = -1), REPEAT_FREE},

    {ROW("Edit", "A", "add or paint points"),
     {{"A", 0}},
     GIVES(COMMAND_TOOL, .n = TOOL_ADD),
     REPEAT_NEVER},
    {ROW("Edit", "X", "erase points"),
     {{"X", 0}},
     GIVES(COMMAND_TOOL, .n = TOOL_ERASE),
     REPEAT_NEVER},
    {ROW("Edit", "Insert", "add a point in the middle of the picture"),
     {{"Insert", 0}},
     GIVES(COMMAND_ADD_POINT),
     REPEAT_NEVER},
    {ROW("Edit", "Delete", "erase the inspected point"),
     {{"Delete", 0}},
     GIVES(COMMAND_ERASE, .n = 1),
     REPEAT_NEVER},
    {ROW("Edit", "K, Shift+K", "hold the next component, the one before"),
     {{"K", 0}},
     GIVES(COMMAND_GRIP, .n = 1),
     REPEAT_FREE},
    {MORE, {{"K", KEY_SHIFT}}, GIVES(COMMAND_GRIP, .n = -1), REPEAT_FREE},
    {ROW("Edit", "Ctrl+arrows", "move its mean (or drag)"),
     {{"Left", KEY_CTRL}},
     GIVES(COMMAND_NUDGE, .x = -8),
     REPEAT_FREE},
    {MORE, {{"Right", KEY_CTRL}}, GIVES(COMMAND_NUDGE, .x = 8), REPEAT_FREE},
    {MORE, {{"Up", KEY_CTRL}}, GIVES(COMMAND_NUDGE, .y = -8), REPEAT_FREE},
    {MORE, {{"Down", KEY_CTRL}}, GIVES(COMMAND_NUDGE, .y = 8), REPEAT_FREE},
    {ROW("Edit", "Ctrl+Shift+arrows", "turn and size its ellipse (or drag)"),
     {{"Left", KEY_CTRL | KEY_SHIFT}},
     GIVES(COMMAND_NUDGE, .n = 1, .x = 5),
     REPEAT_FREE},
    {MORE, {{"Right", KEY_CTRL | KEY_SHIFT}}, GIVES(COMMAND_NUDGE, .n = 1, .x = -5), REPEAT_FREE},
    {MORE, {{"Up", KEY_CTRL | KEY_SHIFT}}, GIVES(COMMAND_NUDGE, .n = 1, .y = 1.1), REPEAT_FREE},
    {MORE, {{"Down", KEY_CTRL | KEY_SHIFT}}, GIVES(COMMAND_NUDGE, .n = 1, .y = 0.9), REPEAT_FREE},
    {ROW("Edit", "U", "standardise the features"),
     {{"U", 0}},
     GIVES(COMMAND_STANDARDIZE),
     REPEAT_NEVER},
    {ROW("Edit", "Ctrl+Z", "undo an edit"), {{"Z", KEY_CTRL}}, GIVES(COMMAND_UNDO), REPEAT_NEVER},
    {ROW("Edit", "Ctrl+Y, Ctrl+Shift+Z", "redo"),
     {{"Y", KEY_CTRL}, {"Z", KEY_CTRL | KEY_SHIFT}},
     GIVES(COMMAND_REDO),
     REPEAT_NEVER},

    {ROW("Window", "Ctrl++, Ctrl+=", "larger"),
     {{"+", KEY_CTRL}, {"=", KEY_CTRL}},
     GIVES(COMMAND_SCALE, .n = 1),
     REPEAT_FREE},
    {ROW("Window", "Ctrl+-", "smaller"),
     {{"-", KEY_CTRL}},
     GIVES(COMMAND_SCALE, .n = -1),
     REPEAT_FREE},
    {ROW("Window", "Ctrl+0", "normal size"),
     {{"0", KEY_CTRL}},
     GIVES(COMMAND_SCALE, .n = 0),
     REPEAT_NEVER},
    {ROW("Window", "Ctrl+Shift+P", "presentation size"),
     {{"P", KEY_CTRL | KEY_SHIFT}},
     GIVES(COMMAND_PRESENTATION),
     REPEAT_NEVER},
    {ROW("Window", "Ctrl+T", "next theme"),
     {{"T", KEY_CTRL}},
     GIVES(COMMAND_THEME, .n = -1),
     REPEAT_NEVER},
    {ROW("Window", "F5, F11", "full screen"),
     {{"F5", 0}, {"F11", 0}},
     GIVES(COMMAND_FULL_SCREEN),
     REPEAT_NEVER},
    {ROW("Window", "B, .", "blank the screen; any key brings it back"),
     {{"B", 0}, {".", 0}},
     GIVES(COMMAND_BLANK),
     REPEAT_NEVER},

    {ROW("Files", "Ctrl+D", "data sets"),
     {{"D", KEY_CTRL}},
     GIVES(COMMAND_MENU, .n = MENU_DATA),
     REPEAT_NEVER},
    {ROW("Files", "Ctrl+O", "open data or a session"),
     {{"O", KEY_CTRL}},
     GIVES(COMMAND_OPEN),
     REPEAT_NEVER},
    {ROW("Files", "Ctrl+S", "save the session"),
     {{"S", KEY_CTRL}},
     GIVES(COMMAND_SAVE),
     REPEAT_NEVER},
    {ROW("Files", "Ctrl+E", "export a file by its name"),
     {{"E", KEY_CTRL}},
     GIVES(COMMAND_EXPORT),
     REPEAT_NEVER},
    {ROW("Files", "Ctrl+Shift+E", "menu of exports, pictures of any size"),
     {{"E", KEY_CTRL | KEY_SHIFT}},
     GIVES(COMMAND_MENU, .n = MENU_EXPORT),
     REPEAT_NEVER},
    {ROW("Files", "F1, ?", "this help"), {{"F1", 0}, {"?", 0}}, GIVES(COMMAND_HELP), REPEAT_NEVER},
    {ROW("Files", "Esc", "close, stop work, leave full screen"),
     {{"Escape", 0}},
     GIVES(COMMAND_ESCAPE),
     REPEAT_NEVER},
    {ROW("Files", "Ctrl+Q", "quit (Esc never does)"),
     {{"Q", KEY_CTRL}},
     GIVES(COMMAND_QUIT),
     REPEAT_NEVER},
};

enum { ROWS = sizeof table / sizeof table[0] };

const key_binding *keymap_table(size_t *count)
{
    *count = ROWS;
    return table;
}

const view_key *keymap_help(size_t *count)
{
    static view_key help[ROWS];
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++)
        if (table[i].help.group != NULL)
            help[n++] = table[i].help;
    *count = n;
    return help;
}

const char *keymap_name(const char *key)
{
    static const char *const alias[][2] = {
        {"Return", "Enter"},
        {"Esc", "Escape"},
        {" ", "Space"},
        {"Page_Up", "PageUp"},
        {"Prior", "PageUp"},
        {"Next", "PageDown"},
        {"Page_Down", "PageDown"},
        {"plus", "+"},
        {"minus", "-"},
        {"equal", "="},
        {"equals", "="},
        {"period", "."},
        {"question", "?"},
        {"Add", "+"},
        {"Subtract", "-"},
        {"bracketleft", "["},
        {"bracketright", "]"},
    };
    if (strncasecmp(key, "KP_", 3) == 0)
        key += 3;
    else if (strncasecmp(key, "Keypad ", 7) == 0)
        key += 7;
    for (size_t i = 0; i < sizeof alias / sizeof alias[0]; i++)
        if (strcasecmp(key, alias[i][0]) == 0)
            return alias[i][1];
    return key;
}

static bool is_sign(const char *key)
{
    return key[0] != '\0' && key[1] == '\0' && ispunct((unsigned char)key[0]);
}

const key_binding *keymap_find(const char *key, unsigned mods)
{
    key = keymap_name(key);
    if (strcmp(key, "/") == 0 && (mods & KEY_SHIFT) != 0)
        key = "?";
    if (is_sign(key))
        mods &= ~(unsigned)KEY_SHIFT;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < KEYMAP_STROKES && table[i].stroke[j].key != NULL; j++)
            if (table[i].stroke[j].mods == mods && strcasecmp(table[i].stroke[j].key, key) == 0)
                return &table[i];
    return NULL;
}

const char *keymap_text(key_stroke stroke, char *buffer, size_t size)
{
    snprintf(buffer, size, "%s%s%s%s", (stroke.mods & KEY_CTRL) != 0 ? "Ctrl+" : "",
             (stroke.mods & KEY_SHIFT) != 0 ? "Shift+" : "",
             (stroke.mods & KEY_ALT) != 0 ? "Alt+" : "",
             strcmp(stroke.key, "Escape") == 0 ? "Esc" : stroke.key);
    return buffer;
}
