/* said.h: the banner after something was done. The address carries only a code of this table, so
 * nobody can make a page say something by a link. */
#ifndef WEB_SAID_H
#define WEB_SAID_H

/* NULL for NULL and for a code that is not in the table. */
const char *said_sentence(const char *code);

#endif
