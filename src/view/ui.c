#include "view/ui.h"

#include <stdlib.h>

void ui_init(ui_list *list)
{
    *list = (ui_list){0};
}

void ui_finish(ui_list *list)
{
    free(list->hit);
    *list = (ui_list){0};
}

void ui_reset(ui_list *list)
{
    list->n = 0;
    list->failed = false;
}

void ui_add(ui_list *list, const ui_hit *hit)
{
    if (!(hit->box.w > 0 && hit->box.h > 0))
        return;
    if (list->n == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        ui_hit *more = realloc(list->hit, capacity * sizeof *more);
        if (!more) {
            list->failed = true;
            return;
        }
        list->hit = more;
        list->capacity = capacity;
    }
    list->hit[list->n++] = *hit;
}

const ui_hit *ui_at(const ui_list *list, double x, double y)
{
    for (size_t i = list->n; i-- > 0;)
        if (rect_has(list->hit[i].box, x, y))
            return &list->hit[i];
    return NULL;
}

const ui_hit *ui_find(const ui_list *list, uint32_t id)
{
    for (size_t i = list->n; id && i-- > 0;)
        if (list->hit[i].id == id)
            return &list->hit[i];
    return NULL;
}
