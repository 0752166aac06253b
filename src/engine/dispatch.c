#include "kernel.h"

const em_kernels *em_kernels_pick(int level)
{
#if defined(EM_KERNELS_X86)
    if ((level == 0 || level >= 4) && __builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd"))
        return &em_kernels_v4;
    if ((level == 0 || level >= 3) && __builtin_cpu_supports("avx2") &&
        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
        __builtin_cpu_supports("fma"))
        return &em_kernels_v3;
#endif
    (void)level;
    return &em_kernels_v1;
}
