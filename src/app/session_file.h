/* A session as one JSON file: data (a built-in name, or the values themselves), every pane's run,
 * and what the window showed. Opening it makes the runs again and gives the same picture. */
#ifndef APP_SESSION_FILE_H
#define APP_SESSION_FILE_H

#include "app/app.h"

/* Does the file look like a session (a JSON object)? False if it cannot be read. */
bool session_file_is(const char *path);

/* Both work in the lane of the runs: the window keeps answering, and says how it ended. */
em_status session_file_save(app *a, const char *path,
                            bool quiet); /* quiet: not a word, not the last path */
em_status session_file_open(app *a, const char *path);

#endif
