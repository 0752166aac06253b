/* What a panel wants to know beyond the run itself. */
#ifndef APP_ASIDE_H
#define APP_ASIDE_H

#include "app/app.h"
#include "session/members.h"

void aside_forget(app *a);       /* the active pane shows something else now */
bool aside_wanted(const app *a); /* a tick would start work */
void aside_tick(app *a);

/* Telling members of the active pane's components. now: found on the spot however long it takes,
 * else a worker is asked for those of large data. NULL: no images, nothing assigned, not found out
 * yet. */
const members *aside_members(app *a, bool now);

#endif
