/* Eight pixels as sixteen 16-bit lanes, in GCC vector extensions; shared by the kernels only. */
#ifndef SDL_SPAN_VECTOR_H
#define SDL_SPAN_VECTOR_H

#include <stdint.h>
#include <string.h>

typedef uint16_t lanes __attribute__((vector_size(32)));
typedef uint32_t words __attribute__((vector_size(32)));
enum { LANES = 8 };

#define KERNEL static inline __attribute__((always_inline))
#if defined(__x86_64__) || defined(__i386__)
#define KERNEL_AVX2     __attribute__((target("avx2")))
#define KERNEL_HAS_AVX2 1
#else
#define KERNEL_AVX2
#define KERNEL_HAS_AVX2 0
#endif

/* A vector loaded from and stored to memory of any alignment. By pointer: passing 32-byte vectors
 * by value would depend on the instruction set. */
#define LANES_LOAD(vector, from) memcpy(&(vector), (from), sizeof(vector))
#define LANES_STORE(to, vector)  memcpy((to), &(vector), sizeof(vector))

#endif
