/* Changes of a specification: by the window's controls, and by run options in words. */
#ifndef APP_SPEC_TEXT_H
#define APP_SPEC_TEXT_H

#include "em/spec.h"

/* What the options say is changed in *spec, the rest stays: "--model gmm -k 3", "reg_covar=1e-3".
 * On failure *spec is as it was. Errors as run_options_read, _check and _resolve. */
em_status spec_change(em_spec *spec, const em_dataset *data, const char *text, em_error *error);

/* Another model or number of components; a start that no longer fits is replaced. */
void spec_set_kind(em_spec *spec, em_kind kind);
void spec_set_k(em_spec *spec, size_t k);
void spec_set_start(em_spec *spec, em_init init); /* without rows or means */

/* True if another seed gives another start. */
bool spec_uses_seed(const em_spec *spec);

/* The spec for other data: model and options stay, K and start become that data's defaults (spec
 * 5); the default run for aniso. */
em_status spec_for_data(const em_spec *from, const em_dataset *data, em_spec *out, em_error *error);

#endif
