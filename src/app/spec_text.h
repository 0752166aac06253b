/* Run options in words, as the command line and the session file write them, and the changes of a
 * spec that keys make. */
#ifndef APP_SPEC_TEXT_H
#define APP_SPEC_TEXT_H

#include "em/spec.h"

/* One option: "reg-covar" or "reg_covar", "1e-3". EM_ERR_USAGE names what was expected. */
em_status spec_set(em_spec *spec, const char *name, const char *value, em_error *error);

/* "--model gmm -k 3 --init points:1,2,3": applied in order to *spec. */
em_status spec_set_options(em_spec *spec, const char *text, em_error *error);

/* The start, "random" or "points:10,100,300"; file:PATH is read. Also sets k where the start fixes
 * it. */
em_status spec_set_init(em_spec *spec, const char *text, em_error *error);

/* Another model or number of components; a start that no longer fits is replaced. */
void spec_set_kind(em_spec *spec, em_kind kind);
void spec_set_k(em_spec *spec, size_t k);
void spec_set_start(em_spec *spec, em_init init); /* without rows or means */

/* True if another seed gives another start. */
bool spec_uses_seed(const em_spec *spec);

/* The spec for other data: model and options stay, K and start become that data's defaults (spec
 * 5); the default run for aniso. */
em_status spec_for_data(const em_spec *from, const em_dataset *data, em_spec *out);

#endif
