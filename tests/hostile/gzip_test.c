/* Broken and odd gzip files, made here: every truncation and every changed byte of a member, odd
 * headers, several members, rubbish, layers, bombs. */
#include "io/io.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

static const char table[] = "a,b\n1,2\n3,4\n5,6\n";
static char path[64];

typedef struct blob {
    unsigned char bytes[4096];
    size_t size;
} blob;

static void append(blob *b, const void *bytes, size_t size)
{
    assert_true(b->size + size <= sizeof b->bytes);
    memcpy(b->bytes + b->size, bytes, size);
    b->size += size;
}

/* One member around text; head (NULL allowed) sets what its header says. */
static void pack(blob *b, const void *text, size_t size, int level, int strategy, gz_header *head)
{
    z_stream z = {0};
    unsigned char out[2048];
    assert_int_equal(deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, strategy), Z_OK);
    if (head)
        assert_int_equal(deflateSetHeader(&z, head), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (unsigned)size;
    z.next_out = out;
    z.avail_out = sizeof out;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    append(b, out, sizeof out - z.avail_out);
    deflateEnd(&z);
}

static blob packed_table(void)
{
    blob b = {.size = 0};
    pack(&b, table, sizeof table - 1, 9, Z_DEFAULT_STRATEGY, NULL);
    return b;
}

static void write_file(const void *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    assert_int_equal(fclose(f), 0);
}

static em_status load(const blob *b, em_dataset **data, em_error *error)
{
    io_options options = IO_OPTIONS_DEFAULT;
    *error = (em_error){.text = ""};
    write_file(b->bytes, b->size);
    return io_load(path, &options, data, error);
}

static void expect_rows(const blob *b, size_t n)
{
    em_dataset *data;
    em_error error;
    assert_int_equal(load(b, &data, &error), EM_OK);
    assert_int_equal(data->n, n);
    assert_int_equal(data->d, 2);
    em_dataset_destroy(data);
}

static void expect_refusal(const blob *b, const char *fragment)
{
    em_dataset *data;
    em_error error;
    assert_int_not_equal(load(b, &data, &error), EM_OK);
    assert_null(data);
    if (!strstr(error.text, fragment))
        fail_msg("wanted \"%s\", got \"%s\"", fragment, error.text);
}

static void every_truncation_is_refused(void **state)
{
    blob whole = packed_table();
    for (size_t size = 2; size < whole.size; size++) {
        blob b = whole;
        b.size = size;
        expect_refusal(&b, "ends too early");
    }
}

/* Bytes 4 to 9 (the time, a hint, the system's name), a flag and the last bits before the sums may
 * be anything; nothing may change what is read. */
static void every_changed_byte_is_noticed_or_harmless(void **state)
{
    blob whole = packed_table();
    size_t harmless = 0;
    for (size_t i = 2; i < whole.size; i++)
        for (unsigned flip = 1; flip < 256; flip <<= 1) {
            blob b = whole;
            b.bytes[i] ^= (unsigned char)flip;
            em_dataset *data;
            em_error error;
            em_status status = load(&b, &data, &error);
            assert_true(status == EM_OK || status == EM_ERR_FORMAT);
            assert_true(status == EM_OK || i < 4 || i >= 10);
            harmless += status == EM_OK;
            for (size_t v = 0; !status && v < 6; v++)
                assert_true(data->n == 3 && data->x[v] == (double)(v + 1));
            em_dataset_destroy(data);
        }
    assert_true(harmless <= 6 * 8 + 1 + 7);
}

static void all_kinds_of_blocks_are_read(void **state)
{
    static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE,
                                     Z_FIXED};
    for (size_t s = 0; s < sizeof strategies / sizeof *strategies; s++)
        for (int level = 0; level <= 9; level++) {
            blob b = {.size = 0};
            pack(&b, table, sizeof table - 1, level, strategies[s], NULL);
            expect_rows(&b, 3);
        }
}

static void optional_header_fields_are_read(void **state)
{
    unsigned char extra[] = {'A', 'p', 2, 0, 1, 2};
    char name[] = "../../etc/passwd", comment[] = "\033[31m";
    for (unsigned mask = 0; mask < 16; mask++) {
        gz_header head = {.text = 1, .os = 255, .time = 1};
        head.extra = mask & 1 ? extra : NULL;
        head.extra_len = mask & 1 ? sizeof extra : 0;
        head.name = mask & 2 ? (Bytef *)name : NULL;
        head.comment = mask & 4 ? (Bytef *)comment : NULL;
        head.hcrc = mask & 8 ? 1 : 0;
        blob b = {.size = 0};
        pack(&b, table, sizeof table - 1, 6, Z_DEFAULT_STRATEGY, &head);
        expect_rows(&b, 3);
        for (size_t cut = 10; cut < 24; cut++) {
            blob c = b;
            c.size = cut;
            expect_refusal(&c, "ends too early");
        }
    }
}

static void members_are_joined(void **state)
{
    blob b = packed_table();
    for (size_t members = 2; members < 20; members++) {
        pack(&b, "7,8\n", 4, 6, Z_DEFAULT_STRATEGY, NULL);
        expect_rows(&b, 2 + members);
    }
    blob cut = b;
    cut.size -= 3;
    expect_refusal(&cut, "ends too early");
    blob parts = {.size = 0}; /* a row may begin in one member and end in the next */
    pack(&parts, "1,2\n3", 5, 6, Z_DEFAULT_STRATEGY, NULL);
    pack(&parts, "", 0, 6, Z_DEFAULT_STRATEGY, NULL);
    pack(&parts, ",4\n", 3, 6, Z_DEFAULT_STRATEGY, NULL);
    expect_rows(&parts, 2);
}

static void what_follows_is_padding_or_rubbish(void **state)
{
    blob b = packed_table();
    append(&b, "\0\0\0\0\0\0\0", 7);
    expect_rows(&b, 3);
    append(&b, "x", 1);
    expect_refusal(&b, "other bytes follow the packed data");
    blob c = packed_table();
    append(&c, "1,2\n", 4);
    expect_refusal(&c, "other bytes follow");
    blob d = packed_table();
    append(&d, "\037", 1);
    expect_refusal(&d, "other bytes follow");
    blob e = packed_table();
    append(&e, "\037\213", 2);
    expect_refusal(&e, "ends too early");
    blob f = packed_table();
    append(&f, "\037\213\010\340rubbish", 11);
    expect_refusal(&f, "broken near byte");
}

static void broken_heads_are_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *fragment;
    } heads[] = {
        {"\037\213", 2, "ends too early"},
        {"\037\213\010", 3, "ends too early"},
        {"\037\213\010\0\0\0\0\0\0\003", 10, "ends too early"},
        {"\037\213\007\0\0\0\0\0\0\003", 10, "broken near byte"},
        {"\037\213\377\0\0\0\0\0\0\003", 10, "broken near byte"},
        {"\037\213\010\040\0\0\0\0\0\003", 10, "broken near byte"},
        {"\037\213\010\100\0\0\0\0\0\003", 10, "broken near byte"},
        {"\037\213\010\200\0\0\0\0\0\003", 10, "broken near byte"},
        {"\037\213\010\0\0\0\0\0\0\003\007", 11, "broken near byte"},
        {"\037\213\010\0\0\0\0\0\0\003\001\001\0\377\377x", 16, "broken near byte"},
        {"\037\213\010\004\0\0\0\0\0\003\377\377ab", 14, "ends too early"},
        {"\037\213\010\010\0\0\0\0\0\003name", 14, "ends too early"},
        {"\037\213\010\0\0\0\0\0\0\003\003\0\0\0\0\0\0\0\0\0", 20, "is empty"},
        {"\037\213\010\0\0\0\0\0\0\003\003\0\0\0\0\001\0\0\0\0", 20, "broken near byte"},
        {"\037\213\010\0\0\0\0\0\0\003\003\0\0\0\0\0\0\0\0\001", 20, "broken near byte"},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        blob b = {.size = 0};
        append(&b, heads[i].bytes, heads[i].size);
        expect_refusal(&b, heads[i].fragment);
    }
}

static void what_is_inside_is_judged_as_if_it_lay_open(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *fragment;
    } inside[] = {
        {"", 0, "is empty"},
        {"\n", 1, "holds no rows"},
        {"1,2\n3\n", 6, "line 2: found 1 field"},
        {"1,2\n3,x\n", 8, "line 2, column 2: found \"x\""},
        {"1,2\n3,\0004\n", 9, "NUL byte"},
        {"1\0,\0002\0\n\0", 8, "UTF-16"},
        {"\377\3761\0,\0002\0", 8, "UTF-16"},
        {"PK\003\004....", 8, "zip archive"},
        {"\211PNG\r\n\032\n", 8, "PNG picture"},
        {"{\"a\": 1}", 8, "JSON"},
        {"\0\0\010\003\0\0", 6, "ends inside its IDX header"},
        {"\0\0\010\002\0\0\0\002\0\0\0\002abc", 15, "promises 4 bytes of values, found 3"},
        {"\223NUMPY\001\0", 8, "too short for a .npy"},
    };
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        blob b = {.size = 0};
        pack(&b, inside[i].bytes, inside[i].size, 6, Z_DEFAULT_STRATEGY, NULL);
        expect_refusal(&b, inside[i].fragment);
    }
    blob idx = {.size = 0};
    pack(&idx, "\0\0\010\002\0\0\0\002\0\0\0\002abcd", 16, 6, Z_DEFAULT_STRATEGY, NULL);
    expect_rows(&idx, 2);
}

static void two_layers_are_refused(void **state)
{
    blob inner = packed_table(), outer = {.size = 0};
    pack(&outer, inner.bytes, inner.size, 6, Z_DEFAULT_STRATEGY, NULL);
    expect_refusal(&outer, "packed twice");
}

/* size bytes of pattern over and over, packed into path. */
static void write_bomb(const char *pattern, size_t size)
{
    gzFile f = gzopen(path, "wb6");
    char block[1 << 16];
    size_t length = strlen(pattern) ? strlen(pattern) : 1;
    for (size_t i = 0; i < sizeof block; i++)
        block[i] = pattern[i % length];
    for (size_t wrote = 0; wrote < size; wrote += sizeof block)
        assert_int_equal(gzwrite(f, block, sizeof block), sizeof block);
    assert_int_equal(gzclose(f), Z_OK);
}

static void bombs_are_stopped(void **state)
{
    static const struct {
        const char *pattern, *fragment;
    } bombs[] = {{"", "NUL byte"},    {"1,1\n", "holds more than 67108864 bytes"},
                 {"1", "more than"},  {"\n", "more than"},
                 {"\"", "more than"}, {",", "more than"}};
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        io_options options = IO_OPTIONS_DEFAULT;
        em_dataset *data;
        em_error error = {.text = ""};
        write_bomb(bombs[i].pattern, (size_t)70 << 20);
        assert_int_equal(io_load(path, &options, &data, &error), EM_ERR_FORMAT);
        if (!strstr(error.text, bombs[i].fragment))
            fail_msg("wanted \"%s\", got \"%s\"", bombs[i].fragment, error.text);
    }
    getrusage(RUSAGE_SELF, &after);
    assert_true(after.ru_maxrss - before.ru_maxrss < 300 << 10); /* KiB; room for a sanitizer's */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_changed_byte_is_noticed_or_harmless),
        cmocka_unit_test(all_kinds_of_blocks_are_read),
        cmocka_unit_test(optional_header_fields_are_read),
        cmocka_unit_test(members_are_joined),
        cmocka_unit_test(what_follows_is_padding_or_rubbish),
        cmocka_unit_test(broken_heads_are_refused),
        cmocka_unit_test(what_is_inside_is_judged_as_if_it_lay_open),
        cmocka_unit_test(two_layers_are_refused),
        cmocka_unit_test(bombs_are_stopped),
    };
    strcpy(path, "hostile-gzip-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0)
        return 1;
    close(fd);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
