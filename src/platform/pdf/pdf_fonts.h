/* pdf_fonts.h: the fonts that papers are set in, and nothing else that the machine has.
 *
 * Owns the private fontconfig configuration of the program and the one Pango context, made once,
 * and lends the context to one thread at a time. Cairo 1.16 shares its faces between all threads
 * and closes those beyond the tenth while another thread may be reading them (tried: it crashes
 * within seconds), so a context for each thread would not do. It also means that fonts are warm for
 * everybody after the first paper. */
#ifndef PLATFORM_PDF_PDF_FONTS_H
#define PLATFORM_PDF_PDF_FONTS_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

#include "platform/base/error.h"

typedef struct FontFile {
    const char *package; /* of Debian */
    const char *path;
} FontFile;

/* The first that is missing, no font, or variable; NULL when there is none. Looks only at the head
 * of each file. */
const FontFile *pdf_fonts_unusable(const FontFile *files, size_t count);

/* Waits until no other thread has the context. The first who asks reads the fonts, which is most of
 * what starting would cost. After an error there is nothing to give back. */
Error *pdf_fonts_take(PangoContext **context);
void pdf_fonts_give_back(void);

/* Families in order of preference, for pango_font_description_set_family(). latin: "Inter" or
 * "Andika". language may be NULL. The answer is a literal. */
const char *pdf_fonts_families(bool andika, const char *language);

/* By how much a language is set larger to look the same size as Latin beside it. */
double pdf_fonts_scale(const char *language);

#endif
