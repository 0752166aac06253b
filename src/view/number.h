/* Numbers as they are shown: fixed decimals so that columns align and nothing jumps, a real minus
 * sign, groups of three from 10,000 on. Strings live as long as the draw list. */
#ifndef VIEW_NUMBER_H
#define VIEW_NUMBER_H

#include "view/draw.h"

/* Decimals (0 to 6) with which values as large as magnitude show about digits significant digits.
 */
int number_decimals(double magnitude, int digits);

/* "−1,490.50"; scientific with three digits beyond 1e9; an en dash for what is not finite. */
const char *number_text(draw_list *list, double value, int decimals);
const char *number_signed(draw_list *list, double value, int decimals); /* with + as well */

/* For columns of any magnitude: about four digits, scientific where small or large. */
const char *number_short(draw_list *list, double value);
const char *number_count(draw_list *list, size_t count); /* "12,345" */

#endif
