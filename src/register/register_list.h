/* register_list.h: the rows of the register that somebody asked for, which the page, the paper and
 * the file all show.
 *
 * What a role may not see is neither read nor asked for: a filter or a column that is not theirs is
 * as if nobody had asked. Inside register/ only. */
#ifndef REGISTER_REGISTER_LIST_H
#define REGISTER_REGISTER_LIST_H

#include "register/register_filter.h"
#include "register/register_pages.h"
#include "register/register_sql.h"

/* What stands under a key, several words joined; sorted by key. */
typedef struct Gathered {
    int64_t key;
    const char *words;
} Gathered;

typedef struct GatheredWords {
    size_t count;
    Gathered *items;
} GatheredWords;

typedef struct RegisterList {
    RegisterFilter filter;
    RegisterColumns columns;        /* shown: chosen, and this person's to see */
    struct register_rows_rows rows; /* all that fit the filter, in their order */
    Levels levels;                  /* as this school names them */
    GatheredWords others, areas;    /* by learner; empty unless their column is shown */
    GatheredWords teachers;         /* by class */
    struct register_told_rows told; /* by learner */
} RegisterList;

/* As the request's address says; its columns, or this person's. */
Error *register_list_load(Request *request, RegisterList *list);
/* Of the filter alone, searched among names, without columns. */
Error *register_list_find(Request *request, const RegisterFilter *filter, const char *searched,
                          struct register_rows_rows *rows);
/* One cell, as the page and the file have it. */
RegisterValue register_value(Request *request, const RegisterList *list,
                             const struct register_rows_row *row, RegisterColumn column);
/* The filter that the address asks for, as far as it is this person's. */
RegisterFilter register_filter_of(const Request *request);
/* Likewise, of what register_query() wrote. */
RegisterFilter register_filter_again(const Request *request, const char *query);
bool register_may_show(const Request *request, RegisterColumn column);
/* Chosen by this person, or the usual ones. */
Error *register_columns_kept(Request *request, RegisterColumns *columns);

/* Whose learners the list is of: n 0 for everybody's. */
StaffId register_owner(const Request *request);

/* The selects of the filter, each with its choices. */
Error *register_selects(Request *request, const RegisterFilter *filter, FilterSelects *selects);
/* One for each filter that is on, in the words of its choice; the link takes it away. */
PageLinks register_chips(Request *request, const RegisterFilter *filter,
                         const FilterSelects *selects);
/* "Year 4, EHC plan", or what is shown when nothing is asked. */
const char *register_filter_words(Request *request, const RegisterFilter *filter,
                                  const FilterSelects *selects);
/* Likewise, of a list that is saved: also how it is sorted. */
const char *register_saved_words(Request *request, const RegisterFilter *filter,
                                 const FilterSelects *selects);
bool register_may_filter(const Request *request, RegisterField field);
/* "26 pupils". */
const char *register_counted(Request *request, size_t count);

#endif
