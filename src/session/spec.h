/* Changes of a specification that keep it whole: a start that no longer fits is replaced. */
#ifndef SESSION_SPEC_H
#define SESSION_SPEC_H

#include "em/spec.h"

/* Another model or number of components. Rows or means of another number become a random start. */
void spec_set_kind(em_spec *spec, em_kind kind);
void spec_set_k(em_spec *spec, size_t k);

/* A start without rows or means. */
void spec_set_start(em_spec *spec, em_init init);

/* Starts from these rows (copied); k is their number. EM_ERR_MEMORY: *spec is as before. */
em_status spec_set_points(em_spec *spec, const size_t *rows, size_t k);

/* True if another seed gives another start. */
bool spec_uses_seed(const em_spec *spec);

/* K if nothing else says it (spec 5): the number of classes, 2 for hand, else 3. */
size_t spec_default_k(const em_dataset *data);

/* The start of aniso's default run: K 3, rows 10, 100, 300, init-cov 5. EM_ERR_MEMORY. */
em_status spec_set_default_start(em_spec *spec);

/* The specification for other data: model and options stay, K and start become that data's
 * defaults. EM_ERR_MEMORY: *out is not to be finished. */
em_status spec_for_data(const em_spec *from, const em_dataset *data, em_spec *out);

#endif
