/* What the parts of the scatter share: the pane, its box and the sizes in force. Private to
 * scatter*.c. */
#ifndef VIEW_SCATTER_PART_H
#define VIEW_SCATTER_PART_H

#include "view/palette.h"
#include "view/scatter.h"
#include "view/shapes.h"
#include "view/text_layout.h"

enum { PROTOTYPES_MAX = 64 };

typedef struct scatter {
    const view_pane *pane;
    const view_input *in;
    draw_list *list;
    const theme *theme;
    rect box;
    double u;      /* pixels per style-sheet pixel */
    double mark;   /* the same for marks of the model: less in small boxes */
    double radius; /* of the points, pixels */
    size_t n, k;
    const rgba *colour, *line; /* k: of marks, of lines */
    bool strip;                /* one feature: points on a line, curves above it */
    bool images;               /* rows are images: means are shown as such */
} scatter;

bool scatter_shows(const scatter *s, view_overlay overlay);
int32_t scatter_index(const scatter *s, size_t c); /* palette index of a component */
rgba scatter_colour(const scatter *s, size_t c);
rgba scatter_line_colour(const scatter *s, size_t c);
void scatter_place(const scatter *s, const double xy[2], double *px, double *py);
bool scatter_near(const scatter *s, double px, double py, double margin); /* inside box, grown */
double scatter_text_size(const scatter *s, type_role role);

/* What the last M-step reported about component c; NULL: nothing. */
const em_event *scatter_event(const scatter *s, size_t c);
/* A warning sign with its middle at a place, for a component with an event. */
void scatter_draw_sign(const scatter *s, double x, double y);

/* Component c in the plane; false if the model has no covariances. ghost: of the step before. */
bool scatter_gauss(const scatter *s, bool ghost, size_t c, shape_gauss *out);
void scatter_ellipse(const scatter *s, const shape_gauss *g, double sigma, const draw_path *look);

/* The model in the plane, evaluated at the corners of square cells that cover the box. Arrays are
 * the list's; finish releases field. */
typedef struct field_grid {
    em_field *field;
    double cell;         /* pixels, whole */
    double x0, y0;       /* pixels: first corner */
    size_t nx, ny;       /* corners */
    int32_t *best;       /* ny x nx, NULL unless asked for */
    double *log_density; /* ny x nx, NULL unless asked for */
} field_grid;
bool field_grid_init(const scatter *s, bool best, bool log_density, field_grid *out);
void field_grid_finish(field_grid *grid);
/* At m places given in pixels (2m, overwritten with data coordinates). */
void field_grid_fill(const scatter *s, const field_grid *grid, double *xy, size_t m, int32_t *best,
                     double *log_density);

/* Parts, in the order they are drawn. */
void scatter_draw_regions(const scatter *s);
void scatter_draw_grid(const scatter *s);
void scatter_draw_contours(const scatter *s);
void scatter_draw_ellipses(const scatter *s);
void scatter_draw_links(const scatter *s);
void scatter_draw_points(const scatter *s);
void scatter_draw_flags(const scatter *s); /* changed, disagreeing and inspected points */
void scatter_draw_pies(const scatter *s);
void scatter_draw_ghosts(const scatter *s);
void scatter_draw_trails(const scatter *s);
void scatter_draw_means(const scatter *s);
void scatter_draw_prototypes(const scatter *s);
void scatter_draw_labels(const scatter *s);
void scatter_draw_grips(const scatter *s);
void scatter_draw_tool(const scatter *s);    /* what a click would add or erase */
void scatter_draw_numbers(const scatter *s); /* of the axes */
void scatter_draw_card(const scatter *s);    /* beside the point under the mouse */
void scatter_draw_strip(const scatter *s);   /* histogram and curves */

#endif
