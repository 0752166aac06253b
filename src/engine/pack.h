/* 0/1 data as bits, and the table the Bernoulli E-step looks sums up in. */
#ifndef EM_ENGINE_PACK_H
#define EM_ENGINE_PACK_H

#include "work.h"

/* Allocates bits and table and fills bits: 1 where x > 1/2. EM_ERR_MEMORY. */
em_status em_pack(em_work *work);

/* Fills the table from the density's factors. */
void em_pack_table(em_work *work);

#endif
