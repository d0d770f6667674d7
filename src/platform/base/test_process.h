/* test_process.h: tests of what a program writes to standard error and of how it dies.
 *
 * Each check runs in a child, so that an abort ends the child and not the test. A program linked
 * with it may also ask for more memory than there is: the sanitizers then answer NULL, as the
 * system does, and do not end the program. */
#ifndef PLATFORM_BASE_TEST_PROCESS_H
#define PLATFORM_BASE_TEST_PROCESS_H

#include <stddef.h>

/* Runs work(argument) in a child. Copies what it wrote to standard error, ended by NUL and cut to
 * size. Gives the signal that ended it; 0 when work returned. */
int test_child(void (*work)(void *), void *argument, char *written, size_t size);

#endif
