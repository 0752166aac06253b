/* Scores of a clustering against true labels, in the arithmetic of scikit-learn's
 * metrics.cluster (pair_confusion_matrix, mutual_info_score, entropy).
 *
 *   C[t][c] contingency, a_t row sums, b_c column sums, n = sum
 *   S = sum C^2, A = sum a^2, B = sum b^2; ordered pairs of points:
 *   both together S - n, apart n^2 + S - A - B, only one of them A - S and B - S */
#include "em/metrics.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void em_contingency(const int32_t *label, size_t classes, const int32_t *component, size_t k,
                    size_t n, size_t *table)
{
    memset(table, 0, classes * k * sizeof *table);
    for (size_t i = 0; i < n; i++) {
        table[(size_t)label[i] * k + (size_t)component[i]]++;
    }
}

typedef struct margins {
    const size_t *table;
    size_t classes, k, n;
    size_t *row, *col; /* sums: classes, k */
} margins;

static em_status margins_init(margins *m, const size_t *table, size_t classes, size_t k)
{
    *m = (margins){.table = table, .classes = classes, .k = k};
    m->row = calloc(classes + k + 1, sizeof *m->row);
    if (!m->row) {
        return EM_ERR_MEMORY;
    }
    m->col = m->row + classes;
    for (size_t t = 0; t < classes; t++) {
        for (size_t c = 0; c < k; c++) {
            m->row[t] += table[t * k + c];
            m->col[c] += table[t * k + c];
        }
        m->n += m->row[t];
    }
    return EM_OK;
}

typedef struct pairs {
    double together, apart, only_true, only_found; /* ordered pairs of different points */
} pairs;

static double sum_of_squares(const size_t *v, size_t count)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += (double)v[i] * (double)v[i];
    }
    return sum;
}

static pairs count_pairs(const margins *m)
{
    const double n = (double)m->n;
    const double s = sum_of_squares(m->table, m->classes * m->k);
    const double a = sum_of_squares(m->row, m->classes);
    const double b = sum_of_squares(m->col, m->k);

    return (pairs){
        .together = s - n, .apart = n * n + s - a - b, .only_true = a - s, .only_found = b - s};
}

static double rand_index(const pairs *p)
{
    const double agree = p->together + p->apart;
    const double all = agree + p->only_true + p->only_found;

    return agree == all || all <= 0.0 ? 1.0 : agree / all;
}

static double adjusted_rand_index(const pairs *p)
{
    if (p->only_true == 0.0 && p->only_found == 0.0) {
        return 1.0;
    }
    const double tp = p->together, tn = p->apart, fn = p->only_true, fp = p->only_found;
    return 2.0 * (tp * tn - fn * fp) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn));
}

static size_t used(const size_t *sums, size_t count)
{
    size_t result = 0;

    for (size_t i = 0; i < count; i++) {
        result += sums[i] > 0;
    }
    return result;
}

static double entropy(const size_t *sums, size_t count, size_t n)
{
    const double log_n = log((double)n);
    double h = 0.0;

    if (used(sums, count) <= 1) {
        return 0.0;
    }
    for (size_t i = 0; i < count; i++) {
        if (sums[i] > 0) {
            h -= (double)sums[i] / (double)n * (log((double)sums[i]) - log_n);
        }
    }
    return h;
}

static double mutual_information(const margins *m)
{
    const double n = (double)m->n, log_n = log(n);
    double sum = 0.0;

    if (used(m->row, m->classes) <= 1 || used(m->col, m->k) <= 1) {
        return 0.0;
    }
    for (size_t t = 0; t < m->classes; t++) {
        for (size_t c = 0; c < m->k; c++) {
            const double count = (double)m->table[t * m->k + c];
            if (count > 0.0) {
                const double outer = log((double)m->row[t] * (double)m->col[c]);
                const double term =
                    count / n * (log(count) - log_n) + count / n * (log_n + log_n - outer);
                sum += fabs(term) < DBL_EPSILON ? 0.0 : term;
            }
        }
    }
    return fmax(sum, 0.0);
}

static void fill_information(const margins *m, em_scores *out)
{
    const double h_true = entropy(m->row, m->classes, m->n);
    const double h_found = entropy(m->col, m->k, m->n);
    const double mi = mutual_information(m);
    const bool both_single = used(m->row, m->classes) <= 1 && used(m->col, m->k) <= 1;

    out->homogeneity = h_true != 0.0 ? mi / h_true : 1.0;
    out->completeness = h_found != 0.0 ? mi / h_found : 1.0;
    const double sum = out->homogeneity + out->completeness;
    out->v_measure = sum == 0.0 ? 0.0 : 2.0 * out->homogeneity * out->completeness / sum;
    out->nmi = both_single ? 1.0 : mi == 0.0 ? 0.0 : mi / (0.5 * (h_true + h_found));
}

static em_status fill_matching(const margins *m, em_scores *out)
{
    const size_t cells = m->classes * m->k;
    double *gain = malloc((cells + 1) * sizeof *gain);
    int32_t *match = malloc((m->classes + 1) * sizeof *match);
    em_status status = EM_ERR_MEMORY;

    if (gain && match) {
        for (size_t i = 0; i < cells; i++) {
            gain[i] = (double)m->table[i];
        }
        status = em_match(gain, m->classes, m->k, match);
    }
    if (status == EM_OK) {
        double matched = 0.0, majority = 0.0;
        for (size_t t = 0; t < m->classes; t++) {
            matched += match[t] >= 0 ? gain[t * m->k + (size_t)match[t]] : 0.0;
        }
        for (size_t c = 0; c < m->k; c++) {
            double most = 0.0;
            for (size_t t = 0; t < m->classes; t++) {
                most = fmax(most, gain[t * m->k + c]);
            }
            majority += most;
        }
        out->accuracy = m->n ? matched / (double)m->n : 1.0;
        out->purity = m->n ? majority / (double)m->n : 1.0;
    }
    free(match);
    free(gain);
    return status;
}

em_status em_scores_fill(const size_t *table, size_t classes, size_t k, em_scores *out)
{
    margins m;

    if (margins_init(&m, table, classes, k) != EM_OK) {
        return EM_ERR_MEMORY;
    }
    const pairs p = count_pairs(&m);
    out->rand = rand_index(&p);
    out->adjusted_rand = adjusted_rand_index(&p);
    fill_information(&m, out);
    const em_status status = fill_matching(&m, out);
    free(m.row);
    return status;
}

em_status em_adjusted_rand(const int32_t *a, size_t ka, const int32_t *b, size_t kb, size_t n,
                           double *out)
{
    size_t *table = malloc((ka * kb + 1) * sizeof *table);
    margins m;

    if (!table) {
        return EM_ERR_MEMORY;
    }
    em_contingency(a, ka, b, kb, n, table);
    if (margins_init(&m, table, ka, kb) != EM_OK) {
        free(table);
        return EM_ERR_MEMORY;
    }
    const pairs p = count_pairs(&m);
    *out = adjusted_rand_index(&p);
    free(m.row);
    free(table);
    return EM_OK;
}
