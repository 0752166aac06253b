/* What every part of the window is drawn with: the input, both lists, theme and sizes in one place,
 * and text set in the style sheet's roles. */
#ifndef VIEW_PEN_H
#define VIEW_PEN_H

#include "view/view.h"

typedef struct pen {
    const view_input *in;
    draw_list *draw;
    ui_list *ui;
    const theme *theme;
    double u;   /* pixels per style-sheet pixel */
    bool quiet; /* something modal lies above: controls neither light up nor take the focus */
} pen;

pen pen_make(const view_input *in, draw_list *draw, ui_list *ui);

typedef struct pen_style {
    font_face face;
    type_role role;
    rgba colour;
} pen_style;

typedef enum pen_align { PEN_LEFT, PEN_CENTRE, PEN_RIGHT } pen_align;

pen_style pen_body(const pen *p);    /* regular, text colour */
pen_style pen_strong(const pen *p);  /* semi-bold body */
pen_style pen_caption(const pen *p); /* second colour */
pen_style pen_muted(const pen *p);   /* caption, muted */
pen_style pen_axis(const pen *p);    /* axis size, muted */
pen_style pen_with(pen_style s, font_face face, rgba colour);

/* Pixels per em. In presentation size nothing is smaller than body text. */
double pen_size(const pen *p, type_role role);
double pen_line(const pen *p, type_role role); /* height of a line of text, pixels */
double pen_width(const pen *p, pen_style style, const char *text);

/* A string that lives as long as the draw list; never NULL. */
const char *pen_printf(pen *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A copy with a capital first letter: messages come as parts of sentences. */
const char *pen_sentence(pen *p, const char *text);

/* Text with its left end and baseline given; returns its width. */
double pen_text(pen *p, double x, double baseline, pen_style style, const char *text);

/* One line in the middle of box's height, cut with an ellipsis where it does not fit. */
void pen_label(pen *p, rect box, pen_style style, pen_align align, const char *text);

/* As pen_label for rich text (text_layout.h): **bold**, _{sub}, ^{super}. Left out where it does
 * not fit; returns its width. */
double pen_rich(pen *p, rect box, pen_style style, pen_align align, const char *markup);
double pen_rich_width(const pen *p, pen_style style, const char *markup);
const char *pen_plain(pen *p, const char *text); /* escaped: a name from outside in rich text */

/* Wrapped rich text from box's top, as many lines as fit; returns the height used. */
double pen_paragraph(pen *p, rect box, pen_style style, const char *markup);
double pen_paragraph_height(const pen *p, double width, pen_style style, const char *markup);

#endif
