/* What the readers deliver: values, names, labels, shapes, from files and the built-in sets. */
#include "io_help.h"

static void a_table_keeps_values_names_and_labels(void **state)
{
    char name[64];
    write_text("t.csv",
               "kind,\"long name\",b\nred,1.5,-2e3\n\"dark \"\"blue\"\"\",.25,3\nred,0,0\n");
    em_dataset *data = open_good("t.csv");
    const double wanted[] = {1.5, -2000, 0.25, 3, 0, 0};
    assert_memory_equal(data->x, wanted, sizeof wanted);
    assert_string_equal(data->name, "t.csv");
    assert_string_equal(em_dataset_feature_name(data, 0, name, sizeof name), "long name");
    assert_string_equal(em_dataset_feature_name(data, 1, name, sizeof name), "b");
    assert_int_equal(data->classes, 2);
    assert_string_equal(data->class_name[0], "dark \"blue\"");
    assert_string_equal(data->class_name[1], "red");
    assert_int_equal(data->label[0], 1);
    assert_int_equal(data->label[1], 0);
    assert_string_equal(data->note, "t.csv: 3 rows, 2 features; text column 'kind' used as labels");
    assert_true(data->maximum[0] == 1.5 && data->minimum[1] == -2000);
    em_dataset_destroy(data);
}

static void numeric_labels_are_ordered_as_numbers(void **state)
{
    write_text("t.csv", "v,label\n1,10\n2,9\n3,10\n");
    em_dataset *data = open_good("./t.csv");
    assert_string_equal(data->class_name[0], "9");
    assert_int_equal(data->label[0], 1);
    em_dataset_destroy(data);
}

static void control_bytes_in_names_become_blanks(void **state)
{
    char name[64];
    write_text("t.csv", "\"a\nb\",s\n1,\033[31mx\n2,y\n");
    em_dataset *data = open_good("t.csv");
    assert_string_equal(em_dataset_feature_name(data, 0, name, sizeof name), "a b");
    assert_string_equal(data->class_name[0], " [31mx");
    em_dataset_destroy(data);
}

static void names_in_a_comment_are_used(void **state)
{
    char name[64];
    write_text("t.txt", "# alpha beta\n1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n");
    em_dataset *data = open_good("t.txt");
    assert_string_equal(em_dataset_feature_name(data, 1, name, sizeof name), "beta");
    em_dataset_destroy(data);
    write_text("t.txt", "# alpha beta gamma\n1 2\n");
    data = open_good("t.txt");
    assert_null(data->feature);
    em_dataset_destroy(data);
}

static void row_numbers_are_left_out(void **state)
{
    char name[64];
    write_text("t.csv", ",a,b\n0,1,2\n1,3,4\n2,5,6\n");
    em_dataset *data = open_good("t.csv");
    const double wanted[] = {1, 2, 3, 4, 5, 6};
    assert_int_equal(data->d, 2);
    assert_memory_equal(data->x, wanted, sizeof wanted);
    assert_string_equal(em_dataset_feature_name(data, 0, name, sizeof name), "a");
    em_dataset_destroy(data);
}

static void squares_of_eight_and_more_are_images(void **state)
{
    static const struct {
        size_t d, side;
        int first;
    } cases[] = {{4, 0, 1},   {49, 0, 1}, {63, 0, 1},  {64, 8, 0},
                 {64, 0, -1}, {65, 0, 1}, {784, 28, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FILE *f = fopen("t.csv", "w");
        for (size_t j = 0; j < cases[i].d; j++)
            fprintf(f, "%s%d", j ? "," : "", j ? 1 : cases[i].first);
        fclose(f);
        em_dataset *data = open_good("t.csv");
        assert_int_equal(data->image_w, cases[i].side);
        assert_int_equal(data->image_h, cases[i].side);
        em_dataset_destroy(data);
    }
    io_options options = {.header = -1, .image_w = 2, .image_h = 1};
    em_dataset *data;
    write_text("t.csv", "1,2\n");
    assert_int_equal(io_load("t.csv", &options, &data, &error), EM_OK);
    assert_int_equal(data->image_w, 2);
    assert_int_equal(data->image_h, 1);
    em_dataset_destroy(data);
}

static void idx_values_are_big_endian(void **state)
{
    static const unsigned char images[] =
        "\0\0\010\003\0\0\0\002\0\0\0\001\0\0\0\002\0\377\063\001";
    static const unsigned char shorts[] = "\0\0\013\002\0\0\0\001\0\0\0\003\1\0\377\377\200\0";
    static const unsigned char doubles[] = "\0\0\016\002\0\0\0\001\0\0\0\001\300\004\0\0\0\0\0\0";
    write_bytes("a-images-idx3-ubyte", images, sizeof images - 1);
    em_dataset *data = open_good("a-images-idx3-ubyte");
    assert_true(data->x[0] == 0 && data->x[1] == 1 && data->x[2] == 0.2 && data->x[3] == 1 / 255.0);
    assert_int_equal(data->image_w, 2);
    assert_int_equal(data->image_h, 1);
    assert_null(data->label);
    em_dataset_destroy(data);
    write_bytes("s", shorts, sizeof shorts - 1);
    data = open_good("s");
    assert_true(data->x[0] == 256 && data->x[1] == -1 && data->x[2] == -32768);
    em_dataset_destroy(data);
    write_bytes("d", doubles, sizeof doubles - 1);
    data = open_good("d");
    assert_true(data->x[0] == -2.5);
    em_dataset_destroy(data);
}

static void labels_beside_images_are_found(void **state)
{
    static const unsigned char images[] =
        "\0\0\010\003\0\0\0\002\0\0\0\001\0\0\0\002\0\377\063\001";
    static const unsigned char labels[] = "\0\0\010\001\0\0\0\002\007\003";
    static const unsigned char three[] = "\0\0\010\001\0\0\0\003\007\003\001";
    static const char *const pairs[][2] = {{"a-images-idx3-ubyte", "a-labels-idx1-ubyte"},
                                           {"images.idx3-ubyte", "labels.idx1-ubyte"},
                                           {"train-images", "train-labels"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        write_bytes(pairs[i][0], images, sizeof images - 1);
        write_bytes(pairs[i][1], labels, sizeof labels - 1);
        em_dataset *data = open_good(pairs[i][0]);
        assert_int_equal(data->classes, 2);
        assert_string_equal(data->class_name[0], "3");
        assert_int_equal(data->label[0], 1);
        assert_non_null(strstr(data->note, "labels from "));
        em_dataset_destroy(data);
    }
    write_bytes("a-labels-idx1-ubyte", three, sizeof three - 1);
    expect_refusal("a-images-idx3-ubyte", EM_ERR_FORMAT, "holds 3 labels, expected 2");
    write_text("a-labels-idx1-ubyte", "junk");
    expect_refusal("a-images-idx3-ubyte", EM_ERR_FORMAT, "not an IDX file");
    write_bytes("a-labels-idx1-ubyte", images, sizeof images - 1);
    expect_refusal("a-images-idx3-ubyte", EM_ERR_FORMAT, "is not a list of labels");
    assert_int_equal(unlink("a-labels-idx1-ubyte"), 0);
    assert_int_equal(mkdir("a-labels-idx1-ubyte", 0777), 0);
    expect_refusal("a-images-idx3-ubyte", EM_ERR_FILE, "is a folder");
}

static void npy_orders_are_both_read(void **state)
{
    static const char c_order[] = "\223NUMPY\001\0\073\0{'descr': '|i1', 'fortran_order': False, "
                                  "'shape': (2, 3), }\001\002\003\004\005\377";
    static const char f_order[] = "\223NUMPY\001\0\072\0{'descr': '|i1', 'fortran_order': True, "
                                  "'shape': (2, 3), }\001\004\002\005\003\377";
    const double wanted[] = {1, 2, 3, 4, 5, -1};
    write_bytes("c.npy", c_order, sizeof c_order - 1);
    write_bytes("f.npy", f_order, sizeof f_order - 1);
    for (int i = 0; i < 2; i++) {
        em_dataset *data = open_good(i ? "f.npy" : "c.npy");
        assert_int_equal(data->n, 2);
        assert_int_equal(data->d, 3);
        assert_memory_equal(data->x, wanted, sizeof wanted);
        em_dataset_destroy(data);
    }
}

static void builtin_sets_are_found(void **state)
{
    static const struct {
        const char *name;
        size_t n, d, classes, side;
    } sets[] = {{"iris", 150, 4, 3, 0},
                {"faithful", 272, 2, 0, 0},
                {"digits", 1797, 64, 10, 8},
                {"mnist", 10000, 784, 10, 28},
                {"aniso", 450, 2, 3, 0},
                {"hand", 3, 1, 0, 0},
                {"blobs:n=50,k=2,d=3,std=1,seed=1", 50, 3, 2, 0}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        em_dataset *data = open_good(sets[i].name);
        assert_int_equal(data->n, sets[i].n);
        assert_int_equal(data->d, sets[i].d);
        assert_int_equal(data->classes, sets[i].classes);
        assert_int_equal(data->image_w, sets[i].side);
        assert_true(strncmp(data->name, sets[i].name, 5) == 0 || i > 5);
        em_dataset_destroy(data);
    }
    write_text("iris", "1,2\n");
    em_dataset *data = open_good("iris");
    assert_int_equal(data->n, 150);
    em_dataset_destroy(data);
    data = open_good("./iris");
    assert_int_equal(data->n, 1);
    em_dataset_destroy(data);
    assert_int_equal(setenv("EMSTEP_DATASETS", ".", 1), 0); /* other places are looked at as well */
    data = open_good("faithful");
    assert_int_equal(data->n, 272);
    em_dataset_destroy(data);
}

static void generated_sets_take_the_options_too(void **state)
{
    io_options options = {.header = -1, .label_column = "none", .image_w = 2, .image_h = 1};
    em_dataset *data;
    assert_int_equal(io_open_data("aniso", &options, &data, &error), EM_OK);
    assert_null(data->label);
    assert_int_equal(data->classes, 0);
    assert_int_equal(data->image_w, 2);
    em_dataset_destroy(data);
    options.label_column = "0";
    assert_int_equal(io_open_data("aniso", &options, &data, &error), EM_ERR_DATA);
    assert_non_null(strstr(error.text, "has labels of its own"));
    options = (io_options){.header = -1, .image_w = 3, .image_h = 1};
    assert_int_equal(io_open_data("aniso", &options, &data, &error), EM_ERR_DATA);
    assert_null(data);
}

static void unknown_names_are_refused(void **state)
{
    expect_refusal("blbos", EM_ERR_FILE, "built in are aniso, blobs");
    expect_refusal("blobs:n=-1", EM_ERR_USAGE, "");
    expect_refusal("nope.csv", EM_ERR_FILE, "\"nope.csv\": no such file");
    expect_refusal("no/such.csv", EM_ERR_FILE, "no such file");
    expect_refusal("", EM_ERR_FILE, "");
    expect_refusal("\033[2J\n.csv", EM_ERR_FILE, "\"?[2J?.csv\": no such file");
}

static void matrices_are_numbers_only(void **state)
{
    double *values;
    size_t rows, cols;
    write_text("m.csv", "a,y\n1,2\n3,4\n5,6\n");
    assert_int_equal(io_load_matrix("m.csv", &values, &rows, &cols, &error), EM_OK);
    assert_int_equal(rows, 3);
    assert_int_equal(cols, 2);
    assert_true(values[0] == 1 && values[5] == 6);
    free(values);
    write_text("m.csv", "1,a\n");
    assert_int_equal(io_load_matrix("m.csv", &values, &rows, &cols, &error), EM_ERR_FORMAT);
    assert_null(values);
    assert_int_equal(io_load_matrix("none.csv", &values, &rows, &cols, &error), EM_ERR_FILE);
}

static void folders_are_found(void **state)
{
    char path[4096], small[1];
    assert_true(io_find_folder("datasets", path, sizeof path));
    assert_true(io_find_folder("assets", path, sizeof path));
    assert_false(io_find_folder("nothing", path, sizeof path));
    assert_false(io_find_folder("datasets", small, sizeof small));
    assert_true(io_find_file("datasets", "iris.csv", path, sizeof path));
    assert_false(io_find_file("datasets", "no.csv", path, sizeof path));
    assert_false(io_find_file("datasets", "iris.csv", small, sizeof small));
    assert_int_equal(setenv("EMSTEP_DATASETS", "/nowhere", 1), 0);
    assert_true(io_find_folder("datasets", path, sizeof path));
    assert_int_equal(unsetenv("EMSTEP_DATASETS"), 0);
    assert_true(io_find_folder("datasets", path, sizeof path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_keeps_values_names_and_labels),
        TEST(numeric_labels_are_ordered_as_numbers),
        TEST(control_bytes_in_names_become_blanks),
        TEST(names_in_a_comment_are_used),
        TEST(row_numbers_are_left_out),
        TEST(squares_of_eight_and_more_are_images),
        TEST(idx_values_are_big_endian),
        TEST(labels_beside_images_are_found),
        TEST(npy_orders_are_both_read),
        TEST(builtin_sets_are_found),
        TEST(generated_sets_take_the_options_too),
        TEST(unknown_names_are_refused),
        TEST(matrices_are_numbers_only),
        TEST(folders_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
