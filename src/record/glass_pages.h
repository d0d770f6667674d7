/* glass_pages.h: what the page shows on which somebody opens one record in an emergency. */
#ifndef RECORD_GLASS_PAGES_H
#define RECORD_GLASS_PAGES_H

#include "web/web.h"

typedef struct EmergencyPage {
    Page page;
    FormView form;
    FieldView name;
    bool several; /* of that name */
    FieldView which;
    FieldView reason;
    const char *learner_word;
} EmergencyPage;

#endif
