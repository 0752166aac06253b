#include "view/dump.h"

em_status dump_write(const draw_list *list, const view_sink *sink)
{
    return sink_printf(sink, "%zu items\n", list->n);
}
