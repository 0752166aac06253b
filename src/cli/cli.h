/* The command line: results on standard output, messages on standard error. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* Runs the program; returns its exit code: 0 done, 1 the data, memory or writing failed, 2 wrong
 * usage, 130 interrupted. */
int cli_main(int argc, char **argv);

#endif
