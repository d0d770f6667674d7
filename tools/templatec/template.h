/* template.h: turns one HTML template into a C function that writes the page.
 *
 * The language is described in docs/template-compiler.md; it is frozen. Literal markup is followed
 * through the states of HTML so that each value is written by the function its place needs;
 * whether the value's type fits is left to the C compiler, which reports it at the template's own
 * line. Keeps nothing between two templates. */
#ifndef TEMPLATEC_TEMPLATE_H
#define TEMPLATEC_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* path names the template in messages and #line, and its last part ("plan_show.html") the function
 * and files. False when refused; message is then "path:line: error: ..." and what was written is
 * of no use. */
bool template_compile(const char *path, const char *text, FILE *header, FILE *code, char *message,
                      size_t message_size);

#endif
