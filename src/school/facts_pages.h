/* facts_pages.h: what the pages about the setting's own facts show. */
#ifndef SCHOOL_FACTS_PAGES_H
#define SCHOOL_FACTS_PAGES_H

#include "duty/duty.h"
#include "school/school_pages.h"

/* As they are read by whoever may not change them. */
typedef struct FactRow {
    const char *name, *value;
} FactRow;

typedef struct FactRows {
    size_t count;
    FactRow *items;
} FactRows;

typedef struct FactsPage {
    Page page;
    SchoolTabs tabs;
    bool may_change;
    const char *kind;
    Url change_kind;
    FactRows rows;
    FormView form;
    FieldView name, phase, learner_word, urn, ukprn, la_number, establishment_number, low_age,
        high_age, address, postcode, telephone, head_name;
} FactsPage;

/* What another kind of setting changes, of one sort; nothing is shown where nothing changes. */
typedef struct FactsChanges {
    const char *caption;
    SettingChanges rows;
} FactsChanges;

typedef struct FactsKindPage {
    Page page;
    SchoolTabs tabs;
    Url back;
    const char *kind_now;
    ChoiceViews kinds; /* another kind is chosen first */
    const char *kind;  /* then what it changes is shown; NULL: none is chosen */
    FactsChanges words, screens, duties;
    FormView form;
    FieldView phase, learner_word, sure;
} FactsKindPage;

#endif
