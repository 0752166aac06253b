/* Where bytes come from: kinds of files that are none, giants, limits, standard input. */
#include "io_help.h"

static void only_regular_files_are_read(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(mkfifo("pipe", 0666), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    write_text("file", "1,2\n");
    expect_refusal(".", EM_ERR_FILE, "is a folder");
    expect_refusal("pipe", EM_ERR_FILE, "is a pipe");
    expect_refusal("./socket", EM_ERR_FILE, "");
    expect_refusal("/dev/zero", EM_ERR_FILE, "is a device");
    expect_refusal("/dev/null", EM_ERR_FILE, "is a device");
    expect_refusal("./loop", EM_ERR_FILE, "symbolic links");
    expect_refusal("file/x", EM_ERR_FILE, "Not a directory");
    close(fd);
    if (geteuid() != 0) {
        assert_int_equal(chmod("file", 0), 0);
        expect_refusal("file", EM_ERR_FILE, "Permission denied");
    }
}

/* Giants of holes: refused by their size on disk or at their first NUL, long before memory ends. */
static void sparse_giants_are_refused(void **state)
{
    static const struct {
        off_t size;
        const char *fragment;
    } cases[] = {{(off_t)1 << 40, "more than the 2147483648 that are read"},
                 {(off_t)1 << 30, "almost all holes"},
                 {(off_t)60 << 20, "found a NUL byte (byte 5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        io_options options = IO_OPTIONS_DEFAULT;
        em_dataset *data;
        write_text("giant", "1,2\n");
        if (truncate("giant", cases[i].size) != 0)
            continue; /* a file system without such sizes */
        assert_int_not_equal(io_load("giant", &options, &data, &error), EM_OK);
        assert_non_null(strstr(error.text, cases[i].fragment));
    }
}

static void limits_hold(void **state)
{
    size_t size = IO_FIELD_MAX + 100;
    char *text = malloc(size + 1);
    memset(text, '7', size);
    text[size] = '\0';
    memcpy(text, "1,2\n3,", 6);
    write_bytes("t.csv", text, size);
    expect_refusal("t.csv", EM_ERR_FORMAT, "line 2, column 2: found a field of more than 1048576");
    text[6] = '"';
    write_bytes("t.csv", text, size);
    expect_refusal("t.csv", EM_ERR_FORMAT, "line 2, column 2: found a field of more than 1048576");
    memset(text, '1', 1000); /* a long number within the limit is beyond a double */
    write_bytes("t.csv", text, 1000);
    expect_refusal("t.csv", EM_ERR_FORMAT, "at most 1.8e308");
    for (size_t i = 0; i < size; i++)
        text[i] = i % 2 ? ',' : '1';
    write_bytes("t.csv", text, 2 * IO_COLUMNS_MAX - 1);
    em_dataset *data = open_good("t.csv");
    assert_int_equal(data->d, IO_COLUMNS_MAX);
    em_dataset_destroy(data);
    write_bytes("t.csv", text, 2 * IO_COLUMNS_MAX + 1);
    expect_refusal("t.csv", EM_ERR_FORMAT, "found more than 65536 columns");
    free(text);
}

static void wide_arrays_are_refused(void **state)
{
    static const char idx[] = "\0\0\010\002\0\0\0\001\0\001\0\001";
    static const char npy[] = "\223NUMPY\001\0\077\0{'descr': '|u1', 'fortran_order': False, "
                              "'shape': (1, 65537), }";
    char *bytes = calloc(1, IO_COLUMNS_MAX + 200);
    memcpy(bytes, idx, sizeof idx - 1);
    write_bytes("wide", bytes, sizeof idx - 1 + IO_COLUMNS_MAX + 1);
    expect_refusal("./wide", EM_ERR_FORMAT, "has 65537 numbers in a row, more than the 65536");
    memcpy(bytes, npy, sizeof npy - 1);
    write_bytes("wide", bytes, sizeof npy - 1 + IO_COLUMNS_MAX + 1);
    expect_refusal("./wide", EM_ERR_FORMAT, "has 65537 columns, more than the 65536");
    free(bytes);
}

static void standard_input_is_read(void **state)
{
    int kept = dup(STDIN_FILENO);
    write_text("in.csv", "x,s\n1,a\n2,b\n");
    int fd = open("in.csv", O_RDONLY);
    dup2(fd, STDIN_FILENO);
    close(fd);
    em_dataset *data = open_good("-");
    assert_int_equal(data->n, 2);
    assert_string_equal(data->note,
                        "standard input: 2 rows, 1 feature; text column 's' used as labels");
    em_dataset_destroy(data);
    expect_refusal("-", EM_ERR_FORMAT, "\"standard input\": is empty");
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    dup2(pipes[0], STDIN_FILENO);
    assert_int_equal(write(pipes[1], "1 2\n3 x\n", 8), 8);
    close(pipes[0]);
    close(pipes[1]);
    expect_refusal("-", EM_ERR_FORMAT, "\"standard input\", line 2, column 2: found \"x\"");
    fd = open(".", O_RDONLY);
    dup2(fd, STDIN_FILENO);
    close(fd);
    expect_refusal("-", EM_ERR_FILE, "Is a directory");
    dup2(kept, STDIN_FILENO);
    close(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_regular_files_are_read), TEST(sparse_giants_are_refused), TEST(limits_hold),
        TEST(wide_arrays_are_refused),     TEST(standard_input_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
