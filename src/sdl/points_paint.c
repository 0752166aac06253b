#include "sdl/points_paint.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 1024, BANDS_MAX = 16 };

typedef struct paint_job {
    points_band band;
    int limit[BANDS_MAX + 1], rows;
    bool clear;
    uint64_t *sum;
    uint8_t *used; /* behind sum */
    const float *share;
} paint_job;

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Limits of bands of rows with about equally many points, from a sample. Every band looks at all
 * points, so that there are no more bands than threads. */
static size_t cut(paint_job *job, size_t threads)
{
    const draw_points *p = job->band.points;
    const size_t n = job->band.last - job->band.first;
    const size_t bands = n < 4096 ? 1 : threads < BANDS_MAX ? threads : BANDS_MAX;
    double sample[SAMPLES];
    size_t count = 0;
    for (size_t i = 0; i < SAMPLES && bands > 1; i++) {
        const size_t at = job->band.first + (size_t)((double)i / SAMPLES * (double)n);
        const double y = p->xy[2 * at + 1] * p->scale_y + p->shift_y - job->band.top;
        if (y >= 0.0 && y < job->rows) {
            sample[count++] = y;
        }
    }
    qsort(sample, count, sizeof *sample, compare_doubles);
    job->limit[0] = 0;
    for (size_t b = 1; b < bands; b++) {
        const int at = count > 0 ? (int)sample[b * count / bands] : job->rows * (int)b / (int)bands;
        job->limit[b] = at > job->limit[b - 1] ? at : job->limit[b - 1];
    }
    job->limit[bands] = job->rows;
    return bands;
}

static points_band band_of(const paint_job *job, size_t block)
{
    points_band band = job->band;
    band.y0 = job->limit[block];
    band.y1 = job->limit[block + 1];
    return band;
}

static void paint_discs(void *context, size_t block)
{
    const paint_job *job = context;
    const points_band band = band_of(job, block);
    if (job->clear) {
        memset(band.pixels + (size_t)band.y0 * band.pitch, 0,
               (size_t)(band.y1 - band.y0) * band.pitch * sizeof *band.pixels);
    }
    points_stamp(&band);
}

/* Half of the points in a band; the number of parts is fixed, or threads would change the picture.
 */
static void count_points(void *context, size_t block)
{
    const paint_job *job = context;
    points_band band = band_of(job, block / DENSITY_PARTS);
    const size_t part = block % DENSITY_PARTS, width = (size_t)band.width,
                 n = band.last - band.first;
    const size_t blocks = density_blocks(band.width);
    uint64_t *sum = job->sum + part * (size_t)job->rows * width;
    uint8_t *used = job->used + part * (size_t)job->rows * blocks;
    band.last = band.first + n / DENSITY_PARTS * (part + 1) +
                (part + 1 == DENSITY_PARTS ? n % DENSITY_PARTS : 0);
    band.first += n / DENSITY_PARTS * part;
    memset(sum + (size_t)band.y0 * width, 0, (size_t)(band.y1 - band.y0) * width * sizeof *sum);
    memset(used + (size_t)band.y0 * blocks, 0, (size_t)(band.y1 - band.y0) * blocks);
    points_count(&band, sum, used);
}

static void shade_points(void *context, size_t block)
{
    const paint_job *job = context;
    points_band band = job->band;
    band.y0 = job->rows * (int)block / BANDS_MAX;
    band.y1 = job->rows * (int)(block + 1) / BANDS_MAX;
    points_shade(&band, job->sum, job->used, job->rows, job->share);
}

void points_paint_discs(em_pool *pool, const points_band *band, int rows, bool clear)
{
    paint_job job = {.band = *band, .rows = rows, .clear = clear};
    em_pool_run(pool, cut(&job, em_pool_threads(pool)), paint_discs, &job);
}

size_t points_density_words(int width, int rows)
{
    return DENSITY_PARTS * (size_t)rows * ((size_t)width + (density_blocks(width) + 7) / 8);
}

void points_paint_density(em_pool *pool, const points_band *band, int rows,
                          const points_overlap *overlap, uint64_t *sum)
{
    float share[DENSITY_TABLE];
    paint_job job = {.band = *band, .rows = rows, .sum = sum, .share = share};
    job.used = (uint8_t *)(sum + DENSITY_PARTS * (size_t)rows * (size_t)band->width);
    points_share(overlap, band->points->radius, share);
    const size_t bands = (em_pool_threads(pool) + DENSITY_PARTS - 1) / DENSITY_PARTS;
    em_pool_run(pool, DENSITY_PARTS * cut(&job, bands), count_points, &job);
    em_pool_run(pool, BANDS_MAX, shade_points, &job);
}
