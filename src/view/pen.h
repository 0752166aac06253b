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

typedef struct text_style {
    font_face face;
    type_role role;
    rgba colour;
} text_style;

typedef enum text_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } text_align;

text_style pen_body(const pen *p);    /* regular, text colour */
text_style pen_strong(const pen *p);  /* semi-bold body */
text_style pen_caption(const pen *p); /* second colour */
text_style pen_muted(const pen *p);   /* caption, muted */
text_style pen_axis(const pen *p);    /* axis size, muted */
text_style pen_with(text_style s, font_face face, rgba colour);

/* Pixels per em. In presentation size nothing is smaller than body text. */
double pen_size(const pen *p, type_role role);
double pen_line(const pen *p, type_role role); /* height of a line of text, pixels */
double pen_width(const pen *p, text_style style, const char *text);

/* A string that lives as long as the draw list; never NULL. */
const char *pen_printf(pen *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Text with its left end and baseline given; returns its width. */
double pen_text(pen *p, double x, double baseline, text_style style, const char *text);

/* One line in the middle of box's height, cut with an ellipsis where it does not fit. */
void pen_label(pen *p, rect box, text_style style, text_align align, const char *text);

/* Wrapped lines from box's top, as many as fit; returns the height used. A star switches semi-bold
 * on and off. */
double pen_paragraph(pen *p, rect box, text_style style, const char *text);
double pen_paragraph_height(const pen *p, double width, text_style style, const char *text);

#endif
