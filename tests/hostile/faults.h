/* Makes the n-th allocation, or the n-th input/output call of our code, fail. */
#ifndef HOSTILE_FAULTS_H
#define HOSTILE_FAULTS_H

#include <stdbool.h>
#include <stdio.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define FAULTS_IN_MEMORY 0 /* the sanitizer has taken the allocator's names already */
#else
#define FAULTS_IN_MEMORY 1
#endif

extern long faults_live; /* blocks allocated and not freed */

/* n counts from 1; disarm says whether that many were asked for. */
void faults_arm_memory(long n, bool all_later);
bool faults_disarm_memory(void);
void faults_arm_io(long n, int error);
bool faults_disarm_io(void);

#endif
