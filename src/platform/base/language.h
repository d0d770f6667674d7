/* language.h: languages by the names people write.
 *
 * For marking words on a page or on paper as being in that language, so that they are read out and
 * broken rightly. Pure. */
#ifndef PLATFORM_BASE_LANGUAGE_H
#define PLATFORM_BASE_LANGUAGE_H

/* "pl" for "Polish", "polish" or "Polski": the tag of BCP 47 for the languages that are spoken most
 * in English schools. "" for English, for none and for one that is not known: HTML takes lang=""
 * as a language that nobody named. */
const char *language_tag(const char *name);

#endif
