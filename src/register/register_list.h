/* register_list.h: the rows of the register that somebody asked for, which the page, the paper and
 * the file all show.
 *
 * What a role may not see is neither read nor asked for: a filter or a column that is not theirs is
 * as if nobody had asked. Inside register/ only. */
#ifndef REGISTER_REGISTER_LIST_H
#define REGISTER_REGISTER_LIST_H

#include "register/register_filter.h"
#include "register/register_pages.h"

/* Whose learners the list is of: n 0 for everybody's. */
StaffId register_owner(const Request *request);
bool register_may_filter(const Request *request, RegisterField field);

/* The selects of the filter, each with its choices. */
Error *register_selects(Request *request, const RegisterFilter *filter, FilterSelects *selects);
/* One for each filter that is on, in the words of its choice; the link takes it away. */
PageLinks register_chips(Request *request, const RegisterFilter *filter,
                         const FilterSelects *selects);

#endif
