/* account.h: the door to the pages of signing in and out, the first password, and one's own
 * session. Accounts and sessions themselves are staff/'s. */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "web/web.h"

extern const Form sign_in_form;
extern const Form setup_form;

Error *account_start(Request *request); /* GET / */
Error *account_sign_in_page(Request *request);
Error *account_sign_in_prepare(Request *request);
Error *account_sign_in(Request *request);
Error *account_sign_out(Request *request);
Error *account_setup_page(Request *request);
Error *account_setup_prepare(Request *request);
Error *account_setup(Request *request);
Error *account_me_page(Request *request);
Error *account_help_page(Request *request);

#endif
