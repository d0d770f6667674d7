/* account.h: the door to the pages of signing in and out, the first password, and one's own
 * session. Accounts and sessions themselves are staff/'s. */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "platform/mail/mail.h"
#include "staff/outbox.h"
#include "web/web.h"

extern const Form sign_in_form;
extern const Form setup_form;

Error *account_start(Request *request); /* GET / */
Error *account_sign_in_page(Request *request);
Error *account_sign_in_prepare(Request *request);
Error *account_sign_in(Request *request);
/* With the school's own provider: there, and back. */
extern const Form sign_on_go_form;
extern const Form sign_on_back_form;
Error *sign_on_go_prepare(Request *request);
Error *sign_on_go(Request *request);
Error *sign_on_back_page(Request *request);
Error *sign_on_back_prepare(Request *request);
Error *sign_on_back(Request *request);
/* Until the second factor is given: that page alone, and signing out. */
extern const Form factor_form;
extern const Form go_on_form;
Error *account_factor_page(Request *request);
Error *account_factor_prepare(Request *request);
Error *account_factor(Request *request);
Error *account_go_on(Request *request);
extern const Form passkey_form;
Error *account_passkey_prepare(Request *request);
Error *account_passkey_add(Request *request);
Error *account_sign_out(Request *request);
Error *account_setup_page(Request *request);
Error *account_setup_prepare(Request *request);
Error *account_setup(Request *request);
/* What a member of staff is mailed who was given a code or a sign-in: no code, which comes another
 * way. of_use: out, whether there is a way in still. */
Error *account_given_mail(Db *db, Arena *arena, const char *origin, const OutboxMail *to,
                          Moment now, Mail *mail, bool *of_use);

/* One's own page. */
extern const Form me_factor_form;
extern const Form me_password_form;
Error *account_me_page(Request *request);
Error *account_password_page(Request *request);
Error *account_password_prepare(Request *request);
Error *account_password_change(Request *request);
Error *account_own_factor_page(Request *request);
Error *account_own_prepare(Request *request); /* password and second factor again */
Error *account_own_factor(Request *request);
Error *account_own_codes(Request *request);
Error *account_own_factor_off(Request *request);
extern const Form passkey_remove_form;
Error *account_own_passkeys_page(Request *request);
Error *account_own_passkeys_prepare(Request *request);
Error *account_own_passkey_remove(Request *request);
Error *account_end_session(Request *request);
Error *account_end_others(Request *request);
Error *account_forget_device(Request *request);

/* Families: a link that is mailed, spent by a button, and then the code that came another way. */
extern const Form family_in_form;
extern const Form family_link_form;
extern const Form family_code_form;
Error *family_in_page(Request *request);
Error *family_in_prepare(Request *request);
Error *family_in(Request *request);
Error *family_sent_page(Request *request);
Error *family_link_page(Request *request);
Error *family_link(Request *request);
Error *family_code_page(Request *request);
Error *family_code_prepare(Request *request);
Error *family_code(Request *request);
/* The mail with the link. */
Mail family_link_mail(Arena *arena, const char *origin, const char *to, const char *school,
                      const char *token);

/* What else somebody is: staff here, a parent there. */
extern const Form me_as_form;
Error *account_as_page(Request *request);
Error *account_as(Request *request);

Error *account_help_page(Request *request);

#endif
