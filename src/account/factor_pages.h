/* factor_pages.h: what the templates of the second factor show. */
#ifndef ACCOUNT_FACTOR_PAGES_H
#define ACCOUNT_FACTOR_PAGES_H

#include "account/passkey_pages.h"
#include "web/web.h"

typedef struct FactorPage {
    Page page;
    FormView form;
    FieldView code;
    PasskeyAsk ask;
    const char *to; /* where to go afterwards: a path of ours, or "" */
} FactorPage;

/* A QR code as one path of squares, a unit each, with the quiet zone round it. */
typedef struct FactorPicture {
    int size;
    const char *squares;
} FactorPicture;

typedef struct FactorSetupPage {
    Page page;
    FormView passkey_form;
    FieldView name;
    PasskeyAsk ask;
    FormView form;
    FieldView code;
    const char *to;
    bool owed;    /* nothing else opens before it is done */
    bool has_app; /* which another one would replace */
    FactorPicture picture;
    const char *secret; /* to be typed where nothing can be scanned */
} FactorSetupPage;

typedef struct RecoveryCodesPage {
    Page page;
    FormView form;
    const char *to;
    Texts codes;
} RecoveryCodesPage;

/* For account/me_pages.c as well. */
Error *recovery_codes_page(Request *request, const char *to, Texts codes);
/* A second factor was added: the session goes on, confirmed, and all others end. said: NULL when it
 * is the account's first, or its app, which comes with new recovery codes. */
Error *factor_is_set_up(Request *request, const char *to, const char *said);
/* One's own act on one's account, into the audit trail of the school. */
Error *account_note(Request *request, const char *action);
/* After a second step: the session goes on under a new token, and this device is known. */
Error *account_renew_session(Request *request);
/* What was being typed when an earlier session ended comes back. */
Error *account_take_carried(Request *request);
/* Whether they are staff of several schools, and are asked at which they go on. */
Error *account_asks_which(Request *request, AccountId account, bool *asks);
/* The page that asks; to: where to go then, or "". */
Url account_which(Request *request, const char *to);
/* The page that was asked for before signing in: of the form that was sent, or of the address. */
const char *account_wanted(Request *request);
/* A path of ours, so that a link cannot send anybody elsewhere after signing in; "" otherwise. */
const char *account_safe_path(const char *path);

#endif
