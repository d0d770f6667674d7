/* pdf_fonts.h: the fonts that papers are set in, and nothing else that the machine has.
 *
 * Owns the private fontconfig configuration of the program, made once, and one Pango context for
 * each thread, kept until the thread ends: Pango's font maps may not be shared between threads. */
#ifndef PLATFORM_PDF_PDF_FONTS_H
#define PLATFORM_PDF_PDF_FONTS_H

#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

#include "platform/base/error.h"

typedef struct FontFile {
    const char *package; /* of Debian */
    const char *path;
} FontFile;

/* Adds the files to the configuration; gives the first that is missing, no font, or variable, and
 * NULL when all were added. */
const FontFile *pdf_fonts_add(FcConfig *config, const FontFile *files, size_t count);

/* The calling thread's context; not the caller's to release. */
Error *pdf_fonts_context(PangoContext **context);

/* Families in order of preference, for pango_font_description_set_family(). latin: "Inter" or
 * "Andika". language may be NULL. The answer is a literal. */
const char *pdf_fonts_families(bool andika, const char *language);

/* By how much a language is set larger to look the same size as Latin beside it. */
double pdf_fonts_scale(const char *language);

#endif
