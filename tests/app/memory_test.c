/* Memory runs out once, at every place in turn: the app says so or does without, keeps what it had,
 * and works on. */
#include "driver.h"

#include "em/generate.h"

#include <stdatomic.h>
#include <unistd.h>

static atomic_size_t calls, fail_at; /* fail_at 0: none fails */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);

static bool fails(void)
{
    return atomic_fetch_add(&calls, 1) + 1 == atomic_load(&fail_at);
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __real_aligned_alloc(alignment, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails() ? NULL : __real_realloc(block, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

static char path[64];

static app *create(void)
{
    static text_metrics metrics;
    em_dataset *data = NULL;
    em_spec spec;
    app_options options;
    app *a = NULL;
    text_metrics_fixed(&metrics);
    if (em_generate("hand", &data, NULL) != EM_OK)
        return NULL;
    em_spec_init(&spec, EM_GMM);
    spec.k = 2;
    spec.reg_covar = 1e-3;
    app_options_init(&options);
    options.data = data;
    options.spec[0] = &spec;
    options.panes = 1;
    options.animation = false;
    return app_create(&options, &metrics, &a, NULL) == EM_OK ? a : NULL;
}

static void use(app *a)
{
    static const char *const keys[] = {
        "Right", "Right",      "Right",  "p",  "2",      "m",      "Right", "k",
        "Left",  "ctrl+Right", "Insert", "n",  "ctrl+z", "ctrl+y", "End",   "v",
        "d",     "ctrl+d",     "Escape", "F1", "Escape", "1",      "r"};
    char line[100];
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        driver_key(a, keys[i]);
        app_tick(a, 0.1);
        app_picture(a);
    }
    snprintf(line, sizeof line, "save %s", path);
    driver_do(a, line);
    snprintf(line, sizeof line, "open %s", path);
    driver_do(a, line);
    driver_do(a, "spec -k 3 --init points:0,1,2");
    driver_do(a, "data moons");
    driver_settle(a);
}

/* With memory again all is as it should be. */
static void check(app *a)
{
    driver_settle(a);
    driver_keys(a, "Escape Escape r");
    driver_settle(a);
    driver_key(a, "Right");
    driver_settle(a);
    assert_int_equal(app_frame(a, 0).cursor, 1);
    assert_false(app_picture(a)->failed);
}

static void memory_fails_once_everywhere(void **state)
{
    (void)state;
    const int file = mkstemp(strcpy(path, "/tmp/emstep-memory-XXXXXX"));
    close(file);
    bool failed = true;
    for (size_t n = 1; failed; n += 1 + n / 200) {
        atomic_store(&calls, 0);
        atomic_store(&fail_at, n);
        app *a = create();
        if (a != NULL)
            use(a);
        failed = atomic_load(&calls) >= n;
        atomic_store(&fail_at, 0);
        if (a != NULL)
            check(a);
        app_destroy(a);
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_fails_once_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
