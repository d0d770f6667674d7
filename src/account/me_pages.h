/* me_pages.h: what the templates of one's own page show. */
#ifndef ACCOUNT_ME_PAGES_H
#define ACCOUNT_ME_PAGES_H

#include "account/passkey_pages.h"
#include "web/web.h"

typedef struct MeRow {
    const char *words; /* Firefox on Windows */
    const char *since, *used;
    bool here;
    FormView form; /* ends it */
} MeRow;

typedef struct MeRows {
    size_t count;
    MeRow *items;
} MeRows;

typedef struct MePage {
    Page page;
    const char *name;
    const char *role;
    MeRows sessions, devices;
    bool of_family; /* has no password, and no app */
    bool several;   /* there are others whom they may go on as */
    Url as;
    bool has_password;
    const char *provider; /* of single sign-on; NULL: the school has none */
    const char *provider_address, *provider_since, *provider_used; /* NULL: not used yet */
    bool others;                                                   /* there is another session */
    FormView end_others;
    Url password, factor, remove_passkey;
    const char *second; /* what there is besides the password; NULL: nothing */
    int recovery_left;
    PasskeyRows passkeys;
} MePage;

typedef struct MePasswordPage {
    Page page;
    FormView form;
    FieldView password, code, new_password;
    bool asks_password;
    bool asks_code;
    PasskeyAsk ask;
} MePasswordPage;

typedef struct MeFactorPage {
    Page page;
    FormView form;
    FieldView password, code;
    bool asks_password;
    PasskeyAsk ask;
    bool on;
    int recovery_left;
    bool may_turn_off;
    Url codes, off;
} MeFactorPage;

#endif
