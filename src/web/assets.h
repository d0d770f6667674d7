/* assets.h: the style sheet, script, icons and fonts of assets/, as part of the program. Defined by
 * what tools/embed makes of them at build time; nothing is read from disk when the site runs. */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "platform/http/http.h"

extern const Assets site_assets;

#endif
