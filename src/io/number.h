/* Numbers as they stand in tables: exact, and the same in every locale. */
#ifndef IO_NUMBER_H
#define IO_NUMBER_H

typedef enum io_number_found {
    IO_NUMBER_OK,
    IO_NUMBER_NONE, /* no number starts here */
    IO_NUMBER_HUGE  /* a number beyond the range of a double */
} io_number_found;

/* Reads [+-] digits [. digits] [e [+-] digits] at text (ended by a NUL), correctly rounded; *end is
 * the first byte after it (text for NONE). No nan, inf or hexadecimal forms. Too small becomes 0.
 */
io_number_found io_number_read(const char *text, const char **end, double *out);

#endif
