/* Points that tell what a component stands for. */
#ifndef SESSION_MEMBERS_H
#define SESSION_MEMBERS_H

#include "session/session.h"

/* Rows, k of each; -1: the component has no member. */
typedef struct members {
    size_t k;
    long *nearest,
        *farthest; /* member (by hard label) with the smallest, largest distance to the mean */
    long *torn;    /* member whose claim is weakest: smallest largest responsibility; K-means:
                      smallest gap between the two nearest centroids' distances */
} members;

/* From the frame's means and reported responsibilities; reads all points once (K-means: n k d
 * work). EM_ERR_DATA: no E-step yet. EM_ERR_MEMORY. */
em_status members_create(const session_frame *frame, members **out);
void members_destroy(members *m); /* NULL allowed */

#endif
