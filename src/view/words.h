/* What things are called on screen: sentence case, short. Static text unless a list is given. */
#ifndef VIEW_WORDS_H
#define VIEW_WORDS_H

#include "view/view.h"

const char *words_model(em_kind kind); /* "Gaussian mixture" */
const char *words_model_short(em_kind kind);
const char *words_init(em_init init); /* "k-means++", "random points" */
/* With its numbers: "points 10, 100, 300". Lives as long as list. */
const char *words_start(draw_list *list, const em_spec *spec);
const char *words_data(const em_dataset *data); /* title of a built-in set, else its name */
const char *words_overlay(view_overlay which, const char **key);

/* Number of the run's iteration at the frame's cursor. */
size_t words_iteration(const session_frame *frame);

/* The objective of a row as the header shows it: J, or the log-likelihood, after an M-step that of
 * the new parameters when known, else the bound. NAN: none. */
double words_value(const session_frame *frame, size_t row);
/* That of the cursor; where the run stopped, of the closing E-step: what a notebook reports. */
double words_reported(const session_frame *frame);
double words_adjusted_rand(const session_frame *frame); /* NAN: no E-step yet, no labels */
/* Change that the last M-step (K-means: half-step) made; NAN: none yet. */
double words_change(const session_frame *frame);
/* Decimals that suit the whole run. */
int words_decimals(const session_frame *frame);

#endif
