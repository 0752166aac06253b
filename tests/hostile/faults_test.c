/* Torture: every allocation, read, write, open, close and rename made to fail once, in every reader
 * and in the writer. No crash, no leak of memory or descriptors, no half file. */
#include "faults.h"
#include "io/io.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static char folder[64];

static void write_bytes(const char *path, const void *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    assert_int_equal(fclose(f), 0);
}

#define WRITE(path, bytes) write_bytes(path, bytes, sizeof bytes - 1)

static const char *const inputs[] = {
    "plain.csv",           "labels.csv", "rows.csv", "comment.txt", "packed.csv.gz",
    "x-images-idx3-ubyte", "a.npy",      "digits",   "hand",        "blobs:n=20,k=2"};
enum { INPUTS = sizeof inputs / sizeof *inputs };

static int make_files(void **state)
{
    strcpy(folder, "faults-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    WRITE("plain.csv", "1,2\n3,4\n");
    WRITE("labels.csv", "a,\"b\",s\n1,2,x\n3,4,\"y\"\"z\"\n");
    WRITE("rows.csv", ",a,b\n0,1,2\n1,3,4\n");
    WRITE("comment.txt", "# a b\n1 2\n3 4\n");
    WRITE("x-images-idx3-ubyte", "\0\0\010\003\0\0\0\002\0\0\0\001\0\0\0\002\1\2\3\4");
    WRITE("x-labels-idx1-ubyte", "\0\0\010\001\0\0\0\002\1\2");
    WRITE("a.npy", "\223NUMPY\001\0\073\0{'descr': '|i1', 'fortran_order': False, "
                   "'shape': (2, 2), }\1\2\3\4");
    gzFile f = gzopen("packed.csv.gz", "wb");
    gzputs(f, "a,b\n1,2\n3,4\n");
    gzclose(f);
    return 0;
}

static int remove_files(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("..") == 0 && system(command) == 0 ? 0 : -1;
}

static size_t count_entries(const char *path)
{
    size_t count = 0;
    DIR *d = opendir(path);
    assert_non_null(d);
    while (readdir(d))
        count++;
    closedir(d);
    return count;
}

static em_status load(const char *name, em_dataset **data)
{
    io_options options = IO_OPTIONS_DEFAULT;
    em_error error;
    *data = NULL;
    return io_open_data(name, &options, data, &error);
}

static em_status load_and_free(const char *name)
{
    em_dataset *data;
    em_status status = load(name, &data);
    if ((status == EM_OK) != (data != NULL))
        abort();
    em_dataset_destroy(data);
    return status;
}

static void torture_reader_memory(const char *name, bool sticky)
{
    bool reached = true;
    int spared = 0;                               /* qsort does without the memory it asks for */
    assert_int_equal(load_and_free(name), EM_OK); /* what libc keeps is allocated now */
    for (long n = 1; reached; n++) {
        long before = faults_live;
        faults_arm_memory(n, sticky);
        em_status status = load_and_free(name);
        reached = faults_disarm_memory();
        spared += reached && status == EM_OK;
        if ((status != EM_OK && status != EM_ERR_MEMORY) || faults_live != before || spared > 1)
            fail_msg("%s, allocation %ld: status %d, %ld blocks leak", name, n, (int)status,
                     faults_live - before);
        assert_true(n < 10000);
    }
}

static void every_allocation_of_a_reader_may_fail(void **state)
{
    if (!FAULTS_IN_MEMORY)
        skip();
    for (size_t i = 0; i < INPUTS; i++) {
        torture_reader_memory(inputs[i], false);
        torture_reader_memory(inputs[i], true);
    }
}

static void torture_reader_io(const char *name)
{
    bool reached = true;
    size_t descriptors = count_entries("/proc/self/fd");
    for (long n = 1; reached; n++) {
        long before = faults_live;
        faults_arm_io(n, EIO);
        em_status status = load_and_free(name);
        reached = faults_disarm_io();
        if (status != (reached ? EM_ERR_FILE : EM_OK) || faults_live != before)
            fail_msg("%s, call %ld: status %d, %ld blocks leak", name, n, (int)status,
                     faults_live - before);
        assert_int_equal(count_entries("/proc/self/fd"), descriptors);
        assert_true(n < 1000);
    }
}

static void every_read_may_fail(void **state)
{
    for (size_t i = 0; i < INPUTS - 2; i++) { /* the last two read no file */
        assert_int_equal(load_and_free(inputs[i]), EM_OK);
        torture_reader_io(inputs[i]);
    }
}

static void an_interrupted_read_goes_on(void **state)
{
    for (long n = 3; n < 5; n++) { /* open and fstat come first */
        faults_arm_io(n, EINTR);
        assert_int_equal(load_and_free("plain.csv"), EM_OK);
        assert_true(faults_disarm_io());
    }
}

static em_status write_file(const char *text)
{
    io_writer *w;
    em_error error;
    em_status status = io_writer_open("out", &w, &error);
    if (status)
        return status;
    io_writer_write(w, text, strlen(text));
    return io_writer_commit(w, &error);
}

static void expect_out(const char *wanted)
{
    char buffer[16] = "";
    FILE *f = fopen("out", "rb");
    assert_non_null(f);
    assert_int_equal(fread(buffer, 1, sizeof buffer - 1, f), strlen(wanted));
    fclose(f);
    assert_string_equal(buffer, wanted);
}

/* Either the new file, whole, or the old one; nothing else in the folder. */
static void check_written(em_status status, size_t entries, long before)
{
    long after = faults_live;
    expect_out(status ? "old" : "new");
    assert_int_equal(count_entries("."), entries);
    assert_int_equal(after, before);
    WRITE("out", "old");
}

static void every_allocation_of_the_writer_may_fail(void **state)
{
    bool reached = true;
    if (!FAULTS_IN_MEMORY)
        skip();
    WRITE("out", "old");
    assert_int_equal(write_file("old"), EM_OK);
    size_t entries = count_entries(".");
    for (long n = 1; reached; n++) {
        long before = faults_live;
        faults_arm_memory(n, true);
        em_status status = write_file("new");
        reached = faults_disarm_memory();
        assert_true(reached || status == EM_OK);
        check_written(status, entries, before);
    }
}

static void every_call_of_the_writer_may_fail(void **state)
{
    bool reached = true;
    long refused = 0;
    WRITE("out", "old");
    size_t entries = count_entries("."), descriptors = count_entries("/proc/self/fd");
    for (long n = 1; reached; n++) {
        long before = faults_live;
        faults_arm_io(n, ENOSPC);
        em_status status = write_file("new");
        reached = faults_disarm_io();
        refused += status != EM_OK;
        assert_true(reached || status == EM_OK);
        check_written(status, entries, before);
        assert_int_equal(count_entries("/proc/self/fd"), descriptors);
    }
    assert_true(refused >= 7); /* open, fdopen, fwrite, fflush, fsync, fclose, rename */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_of_a_reader_may_fail),
        cmocka_unit_test(every_read_may_fail),
        cmocka_unit_test(an_interrupted_read_goes_on),
        cmocka_unit_test(every_allocation_of_the_writer_may_fail),
        cmocka_unit_test(every_call_of_the_writer_may_fail),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
