/* IDX files. H(type, dimensions) begins one, D(n) is a dimension below 256. */
#include "cases.h"

#define H(type, dims) "\0\0" type dims
#define D(n)          "\0\0\0" n
#define ONE           "\001"
#define TWO           "\002"
#define BYTES         "\010"
#define BIG           "\377\377\377\377"
#define P4            "\001\002\003\004"
#define P8            P4 P4
#define NAN4          "\177\300\0\0"
#define INF4          "\177\200\0\0"
#define ONE4          "\077\200\0\0"
#define NAN8          "\177\370\0\0\0\0\0\0"
#define INF8          "\377\360\0\0\0\0\0\0"
#define ONE8          "\077\360\0\0\0\0\0\0"

#define SHORT(text, words) BAD(text, 0, 0, words)

static const hostile_case cases[] = {
    /* good ones */
    GOOD(H(BYTES, "\003") D(ONE) D(TWO) D(TWO) P4, 1, 4, 0, "images 2x2); pixels 0..255 scaled"),
    GOOD(H(BYTES, "\003") D(TWO) D(ONE) D(TWO) P4, 2, 2, 0, "(images 2x1)"),
    GOOD(H(BYTES, "\003") D(TWO) D(TWO) D(ONE) P4, 2, 2, 0, "(images 1x2)"),
    GOOD(H(BYTES, "\003") D("\004") D(ONE) D(ONE) P4, 4, 1, 0, "no labels file beside it"),
    GOOD(H(BYTES, TWO) D(TWO) D(TWO) P4, 2, 2, 0, "2 rows, 2 features"),
    GOOD(H("\011", TWO) D(TWO) D(TWO) P4, 2, 2, 0, "2 rows, 2 features"),
    GOOD(H("\013", TWO) D(TWO) D(TWO) P8, 2, 2, 0, "2 rows, 2 features"),
    GOOD(H("\014", TWO) D(ONE) D(TWO) P8, 1, 2, 0, "1 row, 2 features"),
    GOOD(H("\015", TWO) D(ONE) D(TWO) ONE4 ONE4, 1, 2, 0, "1 row, 2 features"),
    GOOD(H("\016", TWO) D(ONE) D(TWO) ONE8 ONE8, 1, 2, 0, "1 row, 2 features"),
    GOOD(H("\015", "\003") D(ONE) D(ONE) D(TWO) ONE4 ONE4, 1, 2, 0, "(images 2x1)"),
    GOOD(H(BYTES, "\004") D(ONE) D(TWO) D(ONE) D(TWO) P4, 1, 4, 0, "1 row, 4 features"),
    GOOD_WITH("image=1x4", H(BYTES, "\003") D(ONE) D(TWO) D(TWO) P4, 1, 4, 0, "1 row, 4 features"),
    GOOD_WITH("label=none", H(BYTES, "\003") D(ONE) D(TWO) D(TWO) P4, 1, 4, 0, "scaled to [0,1]"),
    BAD_WITH("image=3x3", H(BYTES, "\003") D(ONE) D(TWO) D(TWO) P4, 0, 0,
             "need 9 features, found 4"),
    /* the header is cut */
    SHORT(H(BYTES, "\003"), "ends inside its IDX header"),
    SHORT(H(BYTES, "\003") "\0", "ends inside its IDX header"),
    SHORT(H(BYTES, "\003") "\0\0\0", "ends inside its IDX header"),
    SHORT(H(BYTES, "\003") D(ONE), "ends inside its IDX header"),
    SHORT(H(BYTES, "\003") D(ONE) "\0\0", "ends inside its IDX header"),
    SHORT(H(BYTES, "\003") D(ONE) D(TWO), "ends inside its IDX header"),
    SHORT(H(BYTES, "\003") D(ONE) D(TWO) "\0\0\0", "ends inside its IDX header"),
    SHORT(H(BYTES, TWO), "ends inside its IDX header"),
    SHORT(H(BYTES, TWO) D(TWO), "ends inside its IDX header"),
    SHORT(H(BYTES, "\004") D(ONE) D(ONE) D(ONE), "ends inside its IDX header"),
    SHORT(H(BYTES, ONE), "ends inside its IDX header"),
    /* dimensions no reader can use */
    SHORT(H(BYTES, "\0"), "has 0 dimensions, expected 1 to 4"),
    SHORT(H(BYTES, "\005") D(ONE) D(ONE) D(ONE) D(ONE) D(ONE) "\001", "has 5 dimensions"),
    SHORT(H(BYTES, "\377") D(ONE), "has 255 dimensions"),
    SHORT(H(BYTES, "\006") D(ONE), "has 6 dimensions"),
    SHORT(H(BYTES, "\200") D(ONE), "has 128 dimensions"),
    SHORT(H(BYTES, ONE) D("\004") P4, "has one dimension (labels?)"),
    SHORT(H("\014", ONE) D(ONE) P4, "has one dimension (labels?)"),
    SHORT(H("\015", ONE) D(ONE) ONE4, "has one dimension (labels?)"),
    /* a dimension of zero */
    SHORT(H(BYTES, "\003") D("\0") D(TWO) D(TWO), "dimension 1 of its header is 0"),
    SHORT(H(BYTES, "\003") D(TWO) D("\0") D(TWO), "dimension 2 of its header is 0"),
    SHORT(H(BYTES, "\003") D(TWO) D(TWO) D("\0"), "dimension 3 of its header is 0"),
    SHORT(H(BYTES, TWO) D("\0") D(TWO), "dimension 1 of its header is 0"),
    SHORT(H(BYTES, TWO) D(TWO) D("\0"), "dimension 2 of its header is 0"),
    SHORT(H(BYTES, TWO) D(TWO) D("\0") P4, "dimension 2 of its header is 0"),
    SHORT(H(BYTES, ONE) D("\0"), "dimension 1 of its header is 0"),
    SHORT(H(BYTES, "\004") D(ONE) D(ONE) D(ONE) D("\0"), "dimension 4 of its header is 0"),
    SHORT(H("\016", TWO) D("\0") D(ONE) ONE8, "dimension 1 of its header is 0"),
    /* too few values */
    SHORT(H(BYTES, "\003") D(ONE) D(TWO) D(TWO), "promises 4 bytes of values, found 0"),
    SHORT(H(BYTES, "\003") D(ONE) D(TWO) D(TWO) "\001", "promises 4 bytes of values, found 1"),
    SHORT(H(BYTES, "\003") D(ONE) D(TWO) D(TWO) "\001\002\003",
          "promises 4 bytes of values, found 3"),
    SHORT(H(BYTES, "\003") D(TWO) D(TWO) D(TWO) P4, "promises 8 bytes of values, found 4"),
    SHORT(H(BYTES, "\003") D("\377") D("\034") D("\034") P8, "promises 199920 bytes of values"),
    SHORT(H(BYTES, TWO) D(TWO) D("\003") P4, "promises 6 bytes of values, found 4"),
    SHORT(H("\011", TWO) D(TWO) D("\003") P4, "promises 6 bytes of values, found 4"),
    SHORT(H("\013", TWO) D(TWO) D(TWO) P4, "promises 8 bytes of values, found 4"),
    SHORT(H("\014", TWO) D(TWO) D(TWO) P8, "promises 16 bytes of values, found 8"),
    SHORT(H("\015", TWO) D(TWO) D(TWO) P8, "promises 16 bytes of values, found 8"),
    SHORT(H("\016", TWO) D(TWO) D(TWO) P8, "promises 32 bytes of values, found 8"),
    SHORT(H("\016", TWO) D(ONE) D(ONE) P4, "promises 8 bytes of values, found 4"),
    SHORT(H("\014", TWO) D(ONE) D(ONE) "\001\002\003", "promises 4 bytes of values, found 3"),
    SHORT(H("\013", TWO) D(ONE) D(ONE) "\001", "promises 2 bytes of values, found 1"),
    SHORT(H("\013", TWO) D(ONE) D(TWO) "\001\002\003", "promises 4 bytes of values, found 3"),
    SHORT(H("\015", TWO) D(ONE) D(ONE) "\001", "promises 4 bytes of values, found 1"),
    SHORT(H(BYTES, ONE) D("\005") P4, "promises 5 bytes of values, found 4"),
    SHORT(H(BYTES, "\004") D(ONE) D(TWO) D(TWO) D(TWO) P4, "promises 8 bytes of values, found 4"),
    /* too many values */
    SHORT(H(BYTES, "\003") D(ONE) D(TWO) D(TWO) P4 "\0", "promises 4 bytes of values, found 5"),
    SHORT(H(BYTES, "\003") D(ONE) D(TWO) D(TWO) P8, "promises 4 bytes of values, found 8"),
    SHORT(H(BYTES, TWO) D(ONE) D(TWO) P4, "promises 2 bytes of values, found 4"),
    SHORT(H("\011", TWO) D(ONE) D(TWO) P4, "promises 2 bytes of values, found 4"),
    SHORT(H("\013", TWO) D(ONE) D(ONE) P4, "promises 2 bytes of values, found 4"),
    SHORT(H("\014", TWO) D(ONE) D(ONE) P8, "promises 4 bytes of values, found 8"),
    SHORT(H("\015", TWO) D(ONE) D(ONE) ONE4 ONE4, "promises 4 bytes of values, found 8"),
    SHORT(H("\016", TWO) D(ONE) D(ONE) ONE8 ONE8, "promises 8 bytes of values, found 16"),
    SHORT(H("\016", TWO) D(ONE) D(ONE) ONE8 "\n", "promises 8 bytes of values, found 9"),
    SHORT(H(BYTES, ONE) D("\003") P4, "promises 3 bytes of values, found 4"),
    SHORT(H(BYTES, "\004") D(ONE) D(ONE) D(ONE) D(ONE) P4, "promises 1 bytes of values, found 4"),
    /* the header lies big */
    SHORT(H(BYTES, "\003") BIG BIG BIG P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, "\003") BIG D(ONE) D(ONE) P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, "\003") D(ONE) BIG D(ONE) P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, "\003") D(ONE) D(ONE) BIG P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, "\003") D(ONE) BIG BIG P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, "\003") D(TWO) BIG BIG P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, TWO) BIG BIG P4, "promises more than 268435456 numbers"),
    SHORT(H("\016", TWO) BIG BIG P8, "promises more than 268435456 numbers"),
    SHORT(H("\014", TWO) "\100\0\0\0" D("\004"), "promises more than 268435456 numbers"),
    SHORT(H("\016", TWO) "\040\0\0\0" D("\010"), "promises more than 268435456 numbers"),
    SHORT(H(BYTES, "\004") BIG BIG BIG BIG, "the dimensions of its header are too large"),
    SHORT(H(BYTES, "\004") D(ONE) BIG BIG BIG, "the dimensions of its header are too large"),
    SHORT(H("\016", "\004") "\200\0\0\0"
                            "\200\0\0\0"
                            "\200\0\0\0"
                            "\200\0\0\0",
          "the dimensions of its header are too large"),
    SHORT(H("\016", "\004") "\0\1\0\0"
                            "\0\1\0\0"
                            "\0\1\0\0"
                            "\0\1\0\0",
          "promises more than 268435456 numbers"),
    SHORT(H(BYTES, TWO) "\020\0\0\0" D(TWO) P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, TWO) "\020\0\0\0" D(ONE) P4, "promises 268435456 bytes of values, found 4"),
    SHORT(H("\016", TWO) "\020\0\0\0" D(ONE) P4, "promises 2147483648 bytes of values, found 4"),
    SHORT(H(BYTES, ONE) BIG P4, "promises more than 268435456 numbers"),
    SHORT(H(BYTES, TWO) D(ONE) "\0\1\0\0", "promises 65536 bytes of values, found 0"),
    SHORT(H(BYTES, "\003") "\377\377\0\0" D("\034") D("\034") P4, "promises more than 268435456"),
    /* values that are no numbers */
    SHORT(H("\015", TWO) D(ONE) D(ONE) NAN4, "row 1, column 1 is not a finite number"),
    SHORT(H("\015", TWO) D(TWO) D(TWO) ONE4 ONE4 ONE4 NAN4, "row 2, column 2 is not a finite"),
    SHORT(H("\015", TWO) D(TWO) D(TWO) ONE4 INF4 ONE4 ONE4, "row 1, column 2 is not a finite"),
    SHORT(H("\015", TWO) D(ONE) D(TWO) INF4 NAN4, "row 1, column 1 is not a finite"),
    SHORT(H("\016", TWO) D(ONE) D(ONE) NAN8, "row 1, column 1 is not a finite number"),
    SHORT(H("\016", TWO) D(ONE) D(TWO) ONE8 INF8, "row 1, column 2 is not a finite number"),
    SHORT(H("\016", TWO) D(TWO) D(ONE) ONE8 INF8, "row 2, column 1 is not a finite number"),
    SHORT(H("\016", "\003") D(ONE) D(ONE) D(ONE) NAN8, "row 1, column 1 is not a finite number"),
    SHORT(H("\015", "\003") D(TWO) D(ONE) D(ONE) ONE4 NAN4, "row 2, column 1 is not a finite"),
    /* nearly IDX */
    BAD("\0\0\007\003", 1, 0, "found a NUL byte"),
    BAD("\0\0\012\003", 1, 0, "found a NUL byte"),
    BAD("\0\0\017\003", 1, 0, "found a NUL byte"),
    BAD("\0\0\0\0", 1, 0, "found a NUL byte"),
    BAD("\0\0", 1, 0, "found a NUL byte"),
    BAD("\0\0\010", 1, 0, "found a NUL byte"),
    BAD("\0", 1, 0, "found a NUL byte"),
    BAD("\001\0\010\003", 1, 0, "found a NUL byte"),
    BAD("\0\001\010\003", 1, 0, "found a NUL byte"),
    BAD("\003\010\0\0", 1, 0, "found a NUL byte"),
    BAD("\n" H(BYTES, TWO) D(ONE) D(ONE) "\001", 2, 0, "found a NUL byte (byte 2"),
};

const hostile_family hostile_idx = {"idx", cases, sizeof cases / sizeof *cases};
