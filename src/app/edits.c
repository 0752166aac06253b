#include "app/edits.h"

#include <string.h>

void edits_drop(edits *e, scene *s)
{
    if (s == NULL)
        return;
    s->dropped_next = e->dropped;
    e->dropped = s;
}

void edits_bury(edits *e)
{
    while (e->dropped != NULL) {
        scene *s = e->dropped;
        e->dropped = s->dropped_next;
        scene_destroy(s);
    }
}

static void remove_at(edits *e, edit_stack *stack, size_t i)
{
    edits_drop(e, stack->entry[i].scene);
    memmove(&stack->entry[i], &stack->entry[i + 1], (stack->n - i - 1) * sizeof stack->entry[0]);
    stack->n--;
}

static void clear(edits *e, edit_stack *stack)
{
    while (stack->n > 0)
        remove_at(e, stack, stack->n - 1);
}

static size_t values_kept(const edit_stack *stack)
{
    size_t sum = 0;
    for (size_t i = 0; i < stack->n; i++)
        if (stack->entry[i].scene != NULL)
            sum += stack->entry[i].scene->data->n * stack->entry[i].scene->data->d;
    return sum;
}

static void push(edits *e, edit_stack *stack, edit_entry entry)
{
    if (stack->n == EDITS_MAX)
        remove_at(e, stack, 0);
    stack->entry[stack->n++] = entry;
    while (stack->n > 1 && values_kept(stack) > EDIT_VALUES_MAX)
        remove_at(e, stack, 0);
}

bool edit_stack_pop(edit_stack *stack, edit_entry *out)
{
    if (stack->n == 0)
        return false;
    *out = stack->entry[--stack->n];
    return true;
}

void edits_push(edits *e, edit_entry entry)
{
    clear(e, &e->redo);
    push(e, &e->undo, entry);
}

void edits_push_undo(edits *e, edit_entry entry)
{
    push(e, &e->undo, entry);
}

void edits_push_redo(edits *e, edit_entry entry)
{
    push(e, &e->redo, entry);
}

/* Only entries above the latest change of data belong to the sessions of today's scene. */
static void forget(edits *e, edit_stack *stack, size_t pane)
{
    for (size_t i = stack->n; i-- > 0 && stack->entry[i].scene == NULL;)
        if (stack->entry[i].pane == pane)
            remove_at(e, stack, i);
}

void edits_forget_pane(edits *e, size_t pane)
{
    forget(e, &e->undo, pane);
    clear(e, &e->redo);
}

void edits_clear(edits *e)
{
    clear(e, &e->undo);
    clear(e, &e->redo);
}

bool edits_last_is_data(const edits *e)
{
    return e->undo.n > 0 && e->undo.entry[e->undo.n - 1].scene != NULL;
}
