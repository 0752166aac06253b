// peer_armadillo FILE N D K MODEL TYPE N1 N2: milliseconds of one iteration of Armadillo.
//
// FILE: N x D doubles, row-major. MODEL: kmeans, full or diag. TYPE: f64 or f32. The start is the
// one of emstep's benchmark (every row but one in N/K, equal weights, the data's mean variance), by
// keep_existing. (T(N2) - T(N1)) / (N2 - N1), so set-up is not charged; of a run of less than a second
// the quickest of two counts, of less than 20 ms of 40. Threads: OMP_NUM_THREADS.
#include <armadillo>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <string>

// A sum of the means after that many iterations; NaN: the fit failed.
using Run = std::function<double(arma::uword iterations)>;

[[noreturn]] static void leave(const char *why)
{
    std::fprintf(stderr, "%s\n", why);
    std::exit(1);
}

static double seconds(const Run &run, arma::uword iterations)
{
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 40; i++) {
        const auto start = std::chrono::steady_clock::now();
        if (std::isnan(run(iterations)))
            leave("the fit failed");
        const std::chrono::duration<double> last = std::chrono::steady_clock::now() - start;
        best = std::min(best, last.count());
        if (last.count() > (i > 0 ? 0.02 : 1.0))
            break;
    }
    return best;
}

template <typename T> struct Problem {
    arma::Mat<T> x, mean;
    arma::Row<T> weight;
    T variance;
};

template <typename T>
static Problem<T> load(const char *path, arma::uword n, arma::uword d, arma::uword k)
{
    arma::mat plain(d, n);
    std::FILE *f = std::fopen(path, "rb");
    if (!f || std::fread(plain.memptr(), sizeof(double), plain.n_elem, f) != plain.n_elem)
        leave("the data cannot be read");
    std::fclose(f);
    Problem<T> p;
    p.variance = static_cast<T>(arma::mean(arma::var(plain, 1, 1)));
    p.x = arma::conv_to<arma::Mat<T>>::from(plain);
    p.mean.set_size(d, k);
    for (arma::uword c = 0; c < k; c++)
        p.mean.col(c) = p.x.col(c * (n / k));
    p.weight = arma::Row<T>(k).fill(T(1) / T(k));
    return p;
}

template <typename T, typename Model, typename Cov>
static Run mixture(const Problem<T> &p, const Cov &cov)
{
    return [&p, cov](arma::uword iterations) {
        Model model;
        model.set_params(p.mean, cov, p.weight);
        const bool good = model.learn(p.x, p.mean.n_cols, arma::maha_dist, arma::keep_existing, 0,
                                      iterations, T(1e-6), false);
        return good ? double(arma::accu(model.means)) : std::nan("");
    };
}

template <typename T> static Run make(const Problem<T> &p, const std::string &model)
{
    using Full = std::conditional_t<std::is_same<T, float>::value, arma::fgmm_full, arma::gmm_full>;
    using Diag = std::conditional_t<std::is_same<T, float>::value, arma::fgmm_diag, arma::gmm_diag>;
    const arma::uword d = p.mean.n_rows, k = p.mean.n_cols;
    if (model == "kmeans")
        return [&p](arma::uword iterations) {
            arma::Mat<T> mean = p.mean;
            const bool good =
                arma::kmeans(mean, p.x, p.mean.n_cols, arma::keep_existing, iterations, false);
            return good ? double(arma::accu(mean)) : std::nan("");
        };
    if (model == "diag")
        return mixture<T, Diag>(p, arma::Mat<T>(d, k).fill(p.variance));
    arma::Cube<T> cov(d, d, k);
    for (arma::uword c = 0; c < k; c++)
        cov.slice(c) = arma::Mat<T>(d, d, arma::fill::eye) * p.variance;
    return mixture<T, Full>(p, cov);
}

template <typename T> static void measure(char **argv)
{
    const arma::uword n1 = std::stoul(argv[7]), n2 = std::stoul(argv[8]);
    const Problem<T> p =
        load<T>(argv[1], std::stoul(argv[2]), std::stoul(argv[3]), std::stoul(argv[4]));
    const Run run = make<T>(p, argv[5]);
    if (run(n2) == run(n2 - 1))
        leave("it stops before that many iterations");
    const double few = seconds(run, n1);
    std::printf("%.17g\n", (seconds(run, n2) - few) / static_cast<double>(n2 - n1) * 1e3);
}

int main(int argc, char **argv)
{
    if (argc != 9)
        return 2;
    if (std::strcmp(argv[6], "f32") == 0)
        measure<float>(argv);
    else
        measure<double>(argv);
}
