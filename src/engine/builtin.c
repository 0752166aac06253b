/* The list of built-in data sets. Files stand in datasets/, with origin and licence in its README.
 */
#include "em/generate.h"

#include <string.h>

#define MADE "generated as scikit-learn does"

static const em_builtin builtin[] = {
    {"aniso", "Anisotropic blobs", NULL, MADE ": make_blobs, then sheared", 450, 2, 3},
    {"blobs", "Three round blobs", NULL, MADE ": make_blobs", 1000, 2, 3},
    {"varied", "Blobs of unequal spread", NULL, MADE ": make_blobs", 1500, 2, 3},
    {"uneven", "Blobs of unequal size", NULL, MADE ": make_blobs, then thinned", 610, 2, 3},
    {"moons", "Two half moons", NULL, MADE ": make_moons", 500, 2, 2},
    {"circles", "Two circles", NULL, MADE ": make_circles", 500, 2, 2},
    {"hand", "1, 2, 3", NULL, "three numbers for the blackboard", 3, 1, 0},
    {"faithful", "Old Faithful", "faithful.csv", "Azzalini and Bowman 1990, as distributed with R",
     272, 2, 0},
    {"iris", "Iris", "iris.csv", "Fisher 1936, UCI version, CC BY 4.0", 150, 4, 3},
    {"digits", "Digits 8x8", "digits.csv",
     "UCI Optical Recognition of Handwritten Digits (Alpaydin, Kaynak), CC BY 4.0", 1797, 64, 10},
    {"mnist", "MNIST test images", "t10k-images-idx3-ubyte.gz",
     "LeCun, Cortes, Burges, CC BY-SA 3.0", 10000, 784, 10},
};

const em_builtin *em_builtin_list(size_t *count)
{
    *count = sizeof builtin / sizeof *builtin;
    return builtin;
}

const em_builtin *em_builtin_find(const char *name)
{
    for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++)
        if (strcmp(builtin[i].name, name) == 0)
            return &builtin[i];
    return NULL;
}
