/* Everything a user can ask for, as data. Keys, buttons, scripts and tests all make commands;
 * app_apply is the one place that obeys them. */
#ifndef SESSION_COMMAND_H
#define SESSION_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

typedef enum command_kind {
    COMMAND_NONE,
    /* time */
    COMMAND_FORWARD, COMMAND_BACK, COMMAND_FORWARD_ITERATION, COMMAND_BACK_ITERATION,
    COMMAND_PLAY,      /* toggle */
    COMMAND_CONVERGE, COMMAND_HOME,
    COMMAND_SEEK,      /* n = step of the active pane; pane -2: half-steps of all panes together */
    COMMAND_RESTART,   /* same start, trace thrown away */
    COMMAND_PACE,      /* n = +1 / -1 */
    COMMAND_CANCEL,    /* stop the work in progress */
    /* what runs; pane -1: the active pane */
    COMMAND_NEW_SEED,  /* pane -2: all panes */
    COMMAND_SEED,      /* n */
    COMMAND_K,         /* n = new K */
    COMMAND_K_STEP,    /* n = +1 / -1 */
    COMMAND_MODEL,     /* n = em_kind, -1 = next that suits the data */
    COMMAND_COVARIANCE,/* n = em_cov, -1 = next */
    COMMAND_INIT,      /* n = em_init, -1 = next that suits; text: "points:1,2,3" */
    COMMAND_SPEC,      /* text = run options as on the command line, "-k 3 --tol=0"; none: asks for them */
    COMMAND_OPTION,    /* the same, from a menu, which stays open */
    COMMAND_ASK,       /* text = "seed", "points", or an option's name: its value is to be typed */
    COMMAND_LOAD_K,    /* n = K: the best solution of the sweep for it, in the active pane */
    COMMAND_PANES,     /* n = 1..4 */
    COMMAND_PANE,      /* n = pane to make active, -1 = next */
    COMMAND_DATA,      /* text = built-in name or path */
    /* looks */
    COMMAND_OVERLAY,   /* n = view_overlay to toggle */
    COMMAND_TAB,       /* n = view_tab; */
    COMMAND_TAB_STEP,  /* n = +1 / -1 */
    COMMAND_SCALE,     /* n = +1 / -1 / 0 (reset); x > 0: that scale */
    COMMAND_THEME,     /* n = view_theme, -1 = next */
    COMMAND_PRESENTATION, COMMAND_FULL_SCREEN, COMMAND_BLANK, COMMAND_ANIMATION,
    COMMAND_HELP,      /* opens, shows the next page, closes after the last; n = -1: closes */
    COMMAND_MENU,      /* n = view_menu to open or close */
    COMMAND_AXES,      /* n = first feature, x = second; n = -1: PCA */
    COMMAND_SWEEP_VIEW,/* n = curve of Choose K: 0 objective, 1 silhouette, 2 BIC, 3 AIC; -1 next */
    COMMAND_SWEEP,     /* start the sweep for the active pane; n = largest K to try, 0: as usual */
    COMMAND_INSPECT,   /* n = row, -1 = none */
    /* camera of a pane: window pixels */
    COMMAND_ZOOM,      /* x, y, n = wheel notches */
    COMMAND_PAN,       /* x, y = pixels moved */
    COMMAND_FIT,
    /* hands on */
    COMMAND_MOVE_MEAN, /* n = component, x, y = place in the plane */
    COMMAND_SHAPE,     /* n = component; text = "a b angle" of its 1-sigma ellipse in the plane */
    COMMAND_GRIP,      /* n = +1 / -1: take hold of the next component of the active pane */
    COMMAND_NUDGE,     /* the held one; n = 0: x, y = pixels its mean moves; n = 1: x = degrees its
                          ellipse turns, y = factor of its size (0: none) */
    COMMAND_TOOL,      /* n = view_tool, toggles */
    COMMAND_ADD_POINT, /* x, y in the plane */
    COMMAND_ERASE,     /* x, y in the plane, n = radius in pixels */
    COMMAND_STANDARDIZE, /* mean 0 and deviation 1 for each feature: an edit of the data */
    COMMAND_UNDO, COMMAND_REDO,
    /* files */
    COMMAND_OPEN,      /* text = path; NULL or "": ask */
    COMMAND_SAVE,      /* text = path; NULL or "": ask or the last */
    COMMAND_EXPORT,    /* text = path, "plot.png 1920x1080"; NULL or "": ask for it; ".png",
                          ".png 1920x1080", ".png ?": ask for such a one, the last for its size
                          too; n = 1: text answers what was asked */
    /* focus and leaving */
    COMMAND_FOCUS,     /* n = +1 / -1 */
    COMMAND_PRESS,     /* the focused control */
    COMMAND_ESCAPE,
    COMMAND_QUIT,
    COMMAND_KINDS
} command_kind;

typedef struct command {
    command_kind kind;
    int pane;         /* -1 = active, -2 = all */
    long n;
    double x, y;
    const char *text; /* borrowed for the call; NULL if none */
} command;

/* "forward", "seek 12", "k 5 pane=1", "zoom 400 300 2", "data aniso": the text form of a command. */
const char *command_name(command_kind kind);
size_t command_print(const command *c, char *buffer, size_t size); /* bytes it needs, as snprintf */

/* Parses one line; text of the result points into line. False: not a command. */
bool command_parse(const char *line, command *out);

#endif
