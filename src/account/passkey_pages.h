/* passkey_pages.h: what the templates of passkeys show, and the fields in which a browser sends
 * what a passkey answered. */
#ifndef ACCOUNT_PASSKEY_PAGES_H
#define ACCOUNT_PASSKEY_PAGES_H

#include "staff/factor.h"
#include "web/web.h"

/* What assets/site.js hands to the browser. */
typedef struct PasskeyAsk {
    bool wanted; /* there is one to be asked, or a new one may be made */
    const char *challenge, *domain;
    const char *credentials; /* those of the account, with spaces between them */
    /* Of a new one only. */
    const char *site, *user, *email;
} PasskeyAsk;

typedef struct PasskeyRow {
    const char *name;
    const char *added, *used; /* used NULL: never */
} PasskeyRow;

typedef struct PasskeyRows {
    size_t count;
    PasskeyRow *items;
} PasskeyRows;

typedef struct PasskeysPage {
    Page page;
    bool any;
    FormView form;
    PasskeyAsk ask;
    bool asks_password;
    FieldView passkey, password, code;
} PasskeysPage;

/* The fields of a form that takes a code or a passkey's answer; the struct has them by these names,
 * each const char *. */
#define PASSKEY_FIELD(Type, member, most)                                                          \
    FORM_TEXT(Type, member, .label = "Passkey", .max = (most), .personal = true, .secret = true)
#define FACTOR_FIELDS(Type)                                                                        \
    FORM_TEXT(Type, code, .label = "Code", .autocomplete = "one-time-code", .personal = true,      \
              .secret = true),                                                                     \
        PASSKEY_FIELD(Type, credential, 2000), PASSKEY_FIELD(Type, client_data, 4000),             \
        PASSKEY_FIELD(Type, authenticator_data, 4000), PASSKEY_FIELD(Type, signature, 2000)
#define OWN_PASSWORD(Type)                                                                         \
    FORM_TEXT(Type, password, .label = "Your password", .autocomplete = "current-password",        \
              .max = 500, .personal = true, .keep_spaces = true, .secret = true)
#define FACTOR_ANSWER(input)                                                                       \
    ((FactorAnswer){(input)->code,                                                                 \
                    {(input)->credential, (input)->client_data, (input)->authenticator_data,       \
                     (input)->signature}})

/* One of the account's own is to answer. */
Error *passkey_ask(Request *request, PasskeyAsk *ask);
/* A new one is to be made. email: of the account. */
Error *passkey_ask_new(Request *request, const char *email, PasskeyAsk *ask);
/* The code's field where it stands beside other questions, with what may be given there. */
FieldView factor_field(Request *request, const Form *form, const Factor *factor);
/* The password's field, for an account that has one. */
FieldView own_password_field(Request *request, const Form *form);
/* Password and second factor again, before anything that opens the account is changed: each where
 * the account has it: looked at, and taken in the transaction of what they allow. */
Error *own_prepare(Request *request, const char *password, const FactorAnswer *answer);
Error *own_spend(Request *request, const FactorAnswer *answer);
Error *passkey_rows(Request *request, PasskeyRows *rows);

#endif
