#include "io/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state)
{
    strcpy(folder, "writer-XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("..") == 0 && system(command) == 0 ? 0 : -1;
}

static size_t count_files(void)
{
    size_t count = 0;
    DIR *d = opendir(".");
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return count;
}

static void expect_content(const char *path, const char *wanted)
{
    char buffer[256];
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t got = fread(buffer, 1, sizeof buffer - 1, f);
    buffer[got] = '\0';
    fclose(f);
    assert_string_equal(buffer, wanted);
}

static em_status write_text(const char *path, const char *text, em_error *error)
{
    io_writer *w;
    em_status status = io_writer_open(path, &w, error);
    if (status)
        return status;
    io_writer_write(w, text, strlen(text));
    return io_writer_commit(w, error);
}

static unsigned mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 0777;
}

static void a_file_appears_when_it_is_whole(void **state)
{
    em_error error;
    io_writer *w;
    assert_int_equal(io_writer_open("new.txt", &w, &error), EM_OK);
    assert_int_equal(io_writer_printf(w, "%d %s", 42, "points"), EM_OK);
    assert_int_equal(io_writer_write(w, "\n", 1), EM_OK);
    assert_int_equal(access("new.txt", F_OK), -1);
    assert_int_equal(io_writer_commit(w, &error), EM_OK);
    expect_content("new.txt", "42 points\n");
    assert_int_equal(count_files(), 1);
}

static void an_abandoned_file_leaves_nothing(void **state)
{
    em_error error;
    io_writer *w;
    assert_int_equal(write_text("old.txt", "old", &error), EM_OK);
    assert_int_equal(io_writer_open("old.txt", &w, &error), EM_OK);
    io_writer_write(w, "new", 3);
    io_writer_abandon(w);
    io_writer_abandon(NULL);
    expect_content("old.txt", "old");
    assert_int_equal(count_files(), 1);
}

static void the_umask_and_old_modes_hold(void **state)
{
    em_error error;
    mode_t before = umask(027);
    assert_int_equal(write_text("fresh", "x", &error), EM_OK);
    umask(before);
    assert_int_equal(mode_of("fresh"), 0640);
    assert_int_equal(chmod("fresh", 0604), 0);
    assert_int_equal(write_text("fresh", "y", &error), EM_OK);
    assert_int_equal(mode_of("fresh"), 0604);
}

static void a_link_stays_a_link(void **state)
{
    struct stat st;
    em_error error;
    assert_int_equal(mkdir("sub", 0777), 0);
    assert_int_equal(write_text("sub/target", "old", &error), EM_OK);
    assert_int_equal(symlink("sub/target", "link"), 0);
    assert_int_equal(write_text("link", "new", &error), EM_OK);
    expect_content("sub/target", "new");
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(write_text("dangling", "new", &error), EM_OK);
    expect_content("dangling", "new");
}

static void a_device_stays_a_device(void **state)
{
    em_error error;
    struct stat st;
    assert_int_equal(write_text("/dev/null", "x", &error), EM_OK);
    assert_int_equal(write_text("/dev/full", "x", &error), EM_ERR_FILE);
    assert_string_equal(error.text, "cannot write \"/dev/full\": No space left on device");
    assert_int_equal(stat("/dev/full", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
}

static void bad_places_are_refused(void **state)
{
    em_error error;
    char name[400];
    assert_int_equal(write_text("", "x", &error), EM_ERR_FILE);
    assert_int_equal(write_text(".", "x", &error), EM_ERR_FILE);
    assert_non_null(strstr(error.text, "Is a directory"));
    assert_int_equal(write_text("no/such/folder/x", "x", &error), EM_ERR_FILE);
    assert_non_null(strstr(error.text, "No such file or directory"));
    assert_int_equal(write_text("/proc/x", "x", &error), EM_ERR_FILE);
    assert_int_equal(mkfifo("pipe", 0666), 0);
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(write_text(name, "x", &error), EM_ERR_FILE);
    assert_non_null(strstr(error.text, "File name too long"));
    assert_int_equal(count_files(), 1);
}

/* A name of the greatest length leaves no room to append to: the stand-in has its own. */
static void the_longest_name_works(void **state)
{
    em_error error;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(write_text(name, "x", &error), EM_OK);
    expect_content(name, "x");
}

static void a_limit_on_sizes_leaves_the_old_file(void **state)
{
    em_error error;
    char big[1000];
    memset(big, 'b', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    assert_int_equal(write_text("file", "old", &error), EM_OK);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int bad = 0;
        signal(SIGXFSZ, SIG_IGN);
        for (rlim_t limit = 0; limit < 999; limit += 111) {
            struct rlimit r = {limit, 999};
            setrlimit(RLIMIT_FSIZE, &r);
            bad += write_text("file", big, &error) != EM_ERR_FILE;
            bad += strstr(error.text, "File too large") == NULL;
        }
        _exit(bad);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    expect_content("file", "old");
    assert_int_equal(count_files(), 1);
}

/* Standard output: "-" and NULL, told from a full device. Run in a child with its own descriptor 1.
 */
static int write_to(const char *path, int fd, const char *text)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        em_error error;
        dup2(fd, STDOUT_FILENO);
        em_status status = write_text(path, text, &error);
        _exit(status == EM_OK ? 0 : strstr(error.text, "standard output") ? 1 : 2);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void standard_output_is_checked_too(void **state)
{
    int fd = open("out", O_WRONLY | O_CREAT | O_APPEND, 0666), full = open("/dev/full", O_WRONLY);
    assert_true(fd >= 0 && full >= 0);
    assert_int_equal(write_to("-", fd, "one "), 0);
    assert_int_equal(write_to(NULL, fd, "two"), 0);
    assert_int_equal(write_to("-", full, "three"), 1);
    close(fd);
    close(full);
    expect_content("out", "one two");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(a_file_appears_when_it_is_whole), TEST(an_abandoned_file_leaves_nothing),
        TEST(the_umask_and_old_modes_hold),    TEST(a_link_stays_a_link),
        TEST(a_device_stays_a_device),         TEST(bad_places_are_refused),
        TEST(the_longest_name_works),          TEST(a_limit_on_sizes_leaves_the_old_file),
        TEST(standard_output_is_checked_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
