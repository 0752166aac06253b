#include "sdl/export.h"

#include "io/io.h"
#include "sdl/png.h"
#include "view/svg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool ends_with(const char *path, const char *ending)
{
    const size_t n = strlen(path), k = strlen(ending);
    return n > k && strcasecmp(path + n - k, ending) == 0;
}

double export_scale(const char *path)
{
    const char *at = strrchr(path, '@');
    if (!at || strcspn(at, "/") != strlen(at)) {
        return 1.0;
    }
    char *end;
    const double scale = strtod(at + 1, &end);
    return *end == 'x' && end[1] == '.' && scale >= 0.25 && scale <= 8.0 ? scale : 1.0;
}

bool export_is_picture(const char *path)
{
    return ends_with(path, ".png") || ends_with(path, ".svg");
}

bool export_is_table(const char *path)
{
    return ends_with(path, ".csv");
}

static em_status write_text(void *context, const char *bytes, size_t count)
{
    return io_writer_write(context, bytes, count);
}

static em_status write_svg(const draw_list *list, double width, double height, const glyphs *g,
                           const char *path, em_error *error)
{
    io_writer *writer;
    em_status status = io_writer_open(path, &writer, error);
    if (status != EM_OK) {
        return status;
    }
    const view_sink sink = {write_text, writer};
    status = svg_write(list, width, height, glyphs_metrics(g), &sink);
    if (status == EM_ERR_MEMORY) {
        io_writer_abandon(writer);
        return em_fail_memory(error);
    }
    return io_writer_commit(writer, error); /* says why if a write failed */
}

static em_status write_png(const draw_list *list, double width, double height, raster *r,
                           const char *path, em_error *error)
{
    raster_image image = raster_image_create((size_t)width, (size_t)height);
    em_status status = EM_ERR_MEMORY;
    if (image.pixels) {
        raster_set_pace(r, RASTER_FINE);
        status = raster_draw(r, list, &image) ? png_write(path, &image, error) : EM_ERR_MEMORY;
    }
    raster_image_finish(&image);
    return status == EM_ERR_MEMORY ? em_fail_memory(error) : status;
}

em_status export_list(const draw_list *list, double width, double height, glyphs *g, raster *r,
                      const char *path, em_error *error)
{
    if (!(width >= 1.0 && height >= 1.0 && width <= 32768.0 && height <= 32768.0)) {
        return em_fail(error, EM_ERR_USAGE,
                       "a picture of %.0f x %.0f pixels cannot be written; the "
                       "limit is 32768 each way",
                       width, height);
    }
    if (ends_with(path, ".svg")) {
        return write_svg(list, width, height, g, path, error);
    }
    if (ends_with(path, ".png")) {
        return write_png(list, width, height, r, path, error);
    }
    char name[200];
    return em_fail(error, EM_ERR_USAGE, "%s: pictures end in .png or .svg",
                   io_quote(path, name, sizeof name));
}

/* A cell of text. A spreadsheet would take one that begins with = + - or @ for a formula. */
static void write_cell(io_writer *w, const char *text)
{
    io_writer_printf(w, ",\"%s", strchr("=+-@\t\r", text[0]) && text[0] ? "'" : "");
    for (; *text; text++) {
        io_writer_printf(w, *text == '"' ? "\"\"" : "%c", *text);
    }
    io_writer_write(w, "\"", 1);
}

static void write_number(io_writer *w, double value)
{
    char buffer[32];
    io_writer_printf(w, ",%s", isfinite(value) ? io_number(value, buffer) : "");
}

static void write_features(io_writer *w, const em_dataset *data, const char *prefix)
{
    char name[EM_NAME_MAX + 8], cell[2 * EM_NAME_MAX];
    for (size_t j = 0; j < data->d; j++) {
        snprintf(cell, sizeof cell, "%s%s", prefix,
                 em_dataset_feature_name(data, j, name, sizeof name));
        write_cell(w, cell);
    }
}

static void write_points(io_writer *w, const session_frame *f)
{
    const em_dataset *data = f->data;
    const em_resp *resp = session_frame_reported(f);
    const bool soft = resp->gamma != NULL;
    io_writer_printf(w, "row");
    write_features(w, data, "");
    io_writer_printf(w, data->label ? ",label,component" : ",component");
    for (size_t c = 0; soft && c < resp->k; c++) {
        io_writer_printf(w, ",responsibility_%zu", c);
    }
    io_writer_printf(w, "\n");
    for (size_t i = 0; i < data->n; i++) {
        io_writer_printf(w, "%zu", i);
        for (size_t j = 0; j < data->d; j++) {
            write_number(w, data->x[i * data->d + j]);
        }
        if (data->label) {
            write_cell(w, data->class_name[data->label[i]]);
        }
        io_writer_printf(w, ",%d", (int)resp->label[i]);
        for (size_t c = 0; soft && c < resp->k; c++) {
            write_number(w, resp->gamma[i * resp->k + c]);
        }
        io_writer_printf(w, "\n");
    }
}

static void write_parameters(io_writer *w, const session_frame *f)
{
    const em_params *p = f->params;
    const bool square = p->cov && p->d <= 64;
    io_writer_printf(w, p->weight ? "component,weight" : "component");
    write_features(w, f->data, "mean ");
    for (size_t ij = 0; square && ij < p->d * p->d; ij++) {
        io_writer_printf(w, ",cov_%zu_%zu", ij / p->d, ij % p->d);
    }
    io_writer_printf(w, "\n");
    for (size_t c = 0; c < p->k; c++) {
        io_writer_printf(w, "%zu", c);
        if (p->weight) {
            write_number(w, p->weight[c]);
        }
        for (size_t j = 0; j < p->d; j++) {
            write_number(w, p->mean[c * p->d + j]);
        }
        for (size_t ij = 0; square && ij < p->d * p->d; ij++) {
            write_number(w, em_params_cov(p, c, ij / p->d, ij % p->d));
        }
        io_writer_printf(w, "\n");
    }
}

static em_status write_file(const char *path, const session_frame *frame,
                            void (*content)(io_writer *, const session_frame *), em_error *error)
{
    io_writer *writer;
    const em_status status = io_writer_open(path, &writer, error);
    if (status != EM_OK) {
        return status;
    }
    content(writer, frame); /* failures are remembered until commit */
    return io_writer_commit(writer, error);
}

em_status export_table(const session_frame *frame, const char *path, em_error *error)
{
    if (!frame->resp) {
        return em_fail(error, EM_ERR_DATA,
                       "at step 0 no point has a component yet: do an E-step first");
    }
    char *second = NULL;
    if (asprintf(&second, "%.*s-parameters.csv", (int)strlen(path) - 4, path) < 0) {
        return em_fail_memory(error);
    }
    em_status status = write_file(path, frame, write_points, error);
    if (status == EM_OK) {
        status = write_file(second, frame, write_parameters, error);
    }
    free(second);
    return status;
}
