#include "em/status.h"

#include <stdarg.h>
#include <stdio.h>

em_status em_fail(em_error *error, em_status status, const char *format, ...)
{
    if (error) {
        va_list args;
        va_start(args, format);
        error->status = status;
        error->line = error->column = 0;
        vsnprintf(error->text, sizeof error->text, format, args);
        va_end(args);
    }
    return status;
}

em_status em_fail_memory(em_error *error)
{
    return em_fail(error, EM_ERR_MEMORY, "out of memory");
}
