/* Lines and paragraphs of text into a draw list. y is the baseline unless said otherwise; pixels.
 */
#ifndef VIEW_TEXT_LAYOUT_H
#define VIEW_TEXT_LAYOUT_H

#include "view/text_metrics.h"

typedef enum text_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE, ALIGN_DECIMAL } text_align;

typedef struct text_style {
    const text_metrics *metrics;
    font_face face;
    double size;
    rgba colour;
} text_style;

/* One line. x is the left end, right end or middle; ALIGN_DECIMAL: x is where the decimal point (or
 * the end of the whole part) stands. Returns the width. list NULL: measures only. */
double text_line(draw_list *list, const text_style *style, double x, double y, text_align align,
                 const char *text);

/* As text_line, shortened with an ellipsis to fit into width. */
double text_line_in(draw_list *list, const text_style *style, double x, double y, double width,
                    text_align align, const char *text);

/* The text, shortened with an ellipsis if it is wider than width; from the list's memory. */
const char *text_shorten(draw_list *list, const text_style *style, double width, const char *text);

/* Rich text: **bold**, _{sub}, ^{super}, `\` before a character that is meant as itself. */
double text_rich(draw_list *list, const text_style *style, double x, double y, text_align align,
                 const char *markup);

/* Wrapped rich text, left-aligned, `\n` breaks. top is the top of the first line; returns the
 * height used. max_lines 0: no limit; the last line of a longer text ends in an ellipsis. list
 * NULL: measures. */
double text_paragraph(draw_list *list, const text_style *style, double x, double top, double width,
                      int max_lines, const char *markup);
double text_line_height(const text_style *style); /* distance of two baselines in a paragraph */

/* Baseline that centres capitals and digits vertically on y. */
double text_middle(const text_style *style, double y);

/* A copy in which nothing is markup, for names that come from files. NULL: out of memory. */
const char *text_escape(draw_list *list, const char *text);

#endif
