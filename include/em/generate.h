/* Generated data sets, equal to scikit-learn's within 1e-12 relative and identical on every
 * machine (the engine's own log, sin and cos). Reference: sklearn/datasets/_samples_generator.py
 *
 * aniso    make_blobs([150,100,200], centers=[[-1,-1],[6,4],[12,12]], cluster_std=[1,.6,1.5],
 *          random_state=42) @ [[0.60834549,-0.63667341],[-0.40887718,0.85253229]]
 * blobs    make_blobs(1000, centers=[[20,20],[-20,0],[20,-20]], cluster_std=7, random_state=42)
 * varied   make_blobs(1500, cluster_std=[1,2.5,.5], random_state=170)
 * uneven   make_blobs(1500, random_state=170): the first 500, 100 and 10 of the three labels
 * moons    make_moons(500, noise=.05, random_state=30)
 * circles  make_circles(500, factor=.5, noise=.05, random_state=30)
 * hand     1, 2, 3, unlabelled
 * blobs:n=N,k=K,d=D,std=S,seed=R   make_blobs(N, centers=K, n_features=D, cluster_std=S,
 *          random_state=R); what is left out is n=1000, k=3, d=2, std=1, seed=42 */
#ifndef EM_GENERATE_H
#define EM_GENERATE_H

#include "em/dataset.h"

typedef struct em_builtin {
    const char *name;   /* "aniso" */
    const char *title;  /* "Anisotropic blobs" */
    const char *file;   /* name in the data folder, NULL if generated */
    const char *origin; /* one line: who, where, licence */
    size_t n, d, classes;
} em_builtin;

/* All built-in data sets, generated or in a file, in the order they are listed; *count of them. */
const em_builtin *em_builtin_list(size_t *count);
const em_builtin *em_builtin_find(const char *name); /* NULL if none; "blobs:..." finds none */

/* True for aniso, blobs, varied, uneven, moons, circles, hand and "blobs:n=..,k=..,...". */
bool em_generate_knows(const char *name);

/* Makes the named data set. EM_ERR_USAGE: unknown name, or a value of blobs: outside its range. */
em_status em_generate(const char *name, em_dataset **out, em_error *error);

#endif
