/* Makes the n-th allocation, or the n-th input/output call of our code, fail. */
#ifndef HOSTILE_FAULTS_H
#define HOSTILE_FAULTS_H

#include <stdbool.h>
#include <stdio.h>

/* 0 where a sanitizer has taken the allocator's names already. */
#define FAULTS_IN_MEMORY 1
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#undef FAULTS_IN_MEMORY
#define FAULTS_IN_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#undef FAULTS_IN_MEMORY
#define FAULTS_IN_MEMORY 0
#endif
#endif

extern long faults_live; /* blocks allocated and not freed */

/* n counts from 1; disarm says whether that many were asked for. */
void faults_arm_memory(long n, bool all_later);
bool faults_disarm_memory(void);
void faults_arm_io(long n, int error);
bool faults_disarm_io(void);

#endif
