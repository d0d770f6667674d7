/* register_views.h: lists of the register that somebody saved under a name: filter, order and
 * columns, never whom they looked for. Inside register/ only. */
#ifndef REGISTER_REGISTER_VIEWS_H
#define REGISTER_REGISTER_VIEWS_H

#include "register/register_list.h"

/* This person's own and the shared ones, by name; the one that is shown now is marked. */
Error *register_view_links(Request *request, const RegisterFilter *filter, PageLinks *links);

#endif
