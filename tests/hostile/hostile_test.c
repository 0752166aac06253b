/* Every file of the corpus through the real front door, io_load on a file of its own: a good one is
 * read and described, a broken one gets the located line it deserves. Usage: hostile_test FAMILY */
#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[256];

/* The value of "key=value" in option up to a blank, into buffer; NULL if it is not there. */
static const char *find(const char *option, const char *key, char *buffer, size_t size)
{
    const char *p = option ? strstr(option, key) : NULL;
    if (!p)
        return NULL;
    p += strlen(key);
    snprintf(buffer, size, "%.*s", (int)strcspn(p, " "), p);
    return buffer;
}

static io_options read_options(const char *option, char label[64])
{
    io_options o = IO_OPTIONS_DEFAULT;
    char text[32];
    o.label_column = find(option, "label=", label, 64);
    if (find(option, "header=", text, sizeof text))
        o.header = atoi(text);
    if (find(option, "delimiter=", text, sizeof text))
        o.delimiter = *text;
    if (find(option, "image=", text, sizeof text))
        sscanf(text, "%zux%zu", &o.image_w, &o.image_h);
    o.numbers_only = option && strcmp(option, "numbers") == 0;
    return o;
}

static bool write_file(const hostile_case *c)
{
    FILE *f = fopen(path, "wb");
    bool good = f && fwrite(c->bytes, 1, c->size, f) == c->size;
    return f && fclose(f) == 0 && good;
}

static bool check_good(const hostile_case *c, const em_dataset *data)
{
    if (data->n == c->n && data->d == c->d && data->classes == c->classes &&
        strstr(data->note, c->fragment))
        return true;
    printf("  got %zu x %zu, %zu classes, \"%s\"\n", data->n, data->d, data->classes, data->note);
    return false;
}

static bool is_one_line(const char *text)
{
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return false;
    return *text && io_utf8_valid(text, strlen(text));
}

static bool check_case(const hostile_case *c)
{
    char label[64];
    io_options options = read_options(c->option, label);
    em_dataset *data = NULL;
    em_error error = {0};
    if (!write_file(c))
        return false;
    em_status status = io_load(path, &options, &data, &error);
    bool good;
    if (c->n > 0) {
        good = status == EM_OK && check_good(c, data);
    } else {
        good = status != EM_OK && !data && error.status == status && error.line == c->line &&
               error.column == c->column && strstr(error.text, c->fragment) != NULL &&
               is_one_line(error.text);
    }
    if (!good)
        printf("  wanted %zu:%zu \"%s\"\n  got status %d, %zu:%zu \"%s\"\n", c->line, c->column,
               c->fragment, (int)status, error.line, error.column, error.text);
    em_dataset_destroy(data);
    return good;
}

static int check_family(const hostile_family *family)
{
    int failed = 0;
    for (size_t i = 0; i < family->count; i++)
        if (!check_case(&family->cases[i])) {
            printf("%s: case %zu fails\n", family->name, i);
            failed++;
        }
    printf("%s: %zu cases, %d failed\n", family->name, family->count, failed);
    return failed;
}

int main(int argc, char **argv)
{
    const hostile_family *const families[] = {&hostile_csv, &hostile_csv_odd, &hostile_idx,
                                              &hostile_npy, &hostile_kind};
    int failed = 0, ran = 0;
    snprintf(path, sizeof path, "hostile-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0)
        return 1;
    close(fd);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (argc < 2 || strcmp(argv[1], families[i]->name) == 0) {
            failed += check_family(families[i]);
            ran++;
        }
    unlink(path);
    return failed || !ran;
}
