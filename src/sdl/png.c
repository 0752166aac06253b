#include "sdl/png.h"

#include "io/io.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>

typedef struct target {
    io_writer *writer;
    bool failed; /* a write did: the writer knows why */
} target;

static void write_bytes(png_structp png, png_bytep bytes, png_size_t count)
{
    target *to = png_get_io_ptr(png);
    if (io_writer_write(to->writer, bytes, count) != EM_OK) {
        to->failed = true;
        png_error(png, "write");
    }
}

static void flush_bytes(png_structp png)
{
    (void)png;
}

/* libpng would print otherwise. */
static void be_silent(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void fail(png_structp png, png_const_charp text)
{
    (void)text;
    png_longjmp(png, 1);
}

/* False: libpng or the writer failed; the writer still has to be abandoned. row holds 3 w bytes. */
static bool encode(png_structp png, png_infop info, target *to, const raster_image *image,
                   png_byte *row)
{
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    png_set_write_fn(png, to, write_bytes, flush_bytes);
    png_set_compression_level(png, 6);
    png_set_filter(png, 0, PNG_FILTER_NONE | PNG_FILTER_UP);
    png_set_IHDR(png, info, (png_uint_32)image->w, (png_uint_32)image->h, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_write_info(png, info);
    for (size_t y = 0; y < image->h; y++) {
        const uint32_t *pixel = image->pixels + y * image->w;
        for (size_t x = 0; x < image->w; x++) {
            row[3 * x] = (png_byte)(pixel[x] >> 16);
            row[3 * x + 1] = (png_byte)(pixel[x] >> 8);
            row[3 * x + 2] = (png_byte)pixel[x];
        }
        png_write_row(png, row);
    }
    png_write_end(png, info);
    return true;
}

em_status png_write(const char *path, const raster_image *image, em_error *error)
{
    target to = {0};
    em_status status = io_writer_open(path, &to.writer, error);
    if (status != EM_OK) {
        return status;
    }
    png_byte *row = malloc(3 * image->w);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, be_silent);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (row && info && (encode(png, info, &to, image, row) || to.failed)) {
        status = io_writer_commit(to.writer, error); /* says why if a write failed */
    } else {
        io_writer_abandon(to.writer);
        status = em_fail_memory(error);
    }
    png_destroy_write_struct(&png, &info);
    free(row);
    return status;
}
