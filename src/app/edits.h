/* Undo and redo across the window: edits of one run's parameters (kept by its session) and edits of
 * the data (kept here as whole scenes). */
#ifndef APP_EDITS_H
#define APP_EDITS_H

#include "app/scene.h"

enum { EDITS_MAX = 64, EDIT_VALUES_MAX = 32000000 }; /* numbers in all data sets kept for undo */

typedef struct edit_entry {
    size_t pane;  /* of the run whose session can undo */
    scene *scene; /* or the scene to go back to, owned; NULL: a run's edit */
} edit_entry;

typedef struct edit_stack {
    edit_entry entry[EDITS_MAX];
    size_t n;
} edit_stack;

typedef struct edits {
    edit_stack undo, redo;
    scene *dropped; /* out of reach, but work beside the runs may still read their data */
} edits;

/* Pushing onto a full stack forgets the oldest entry. A new edit empties redo. */
void edits_push(edits *e, edit_entry entry);
/* For undo and redo themselves. */
void edits_push_undo(edits *e, edit_entry entry);
void edits_push_redo(edits *e, edit_entry entry);
bool edit_stack_pop(edit_stack *stack, edit_entry *out);
/* A run was replaced: its edits can be neither undone nor redone. */
void edits_forget_pane(edits *e, size_t pane);
bool edits_last_is_data(const edits *e);
void edits_clear(edits *e);
void edits_drop(edits *e, scene *s); /* takes a scene nobody shows any more */
void edits_bury(edits *e);           /* frees the dropped ones: no such work is going on */

#endif
