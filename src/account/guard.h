/* guard.h: what stands round each question for a password or a code: guessing slows down
 * (staff/guess.h), and every refusal is in the log, without a name. */
#ifndef ACCOUNT_GUARD_H
#define ACCOUNT_GUARD_H

#include "staff/factor.h"
#include "staff/guess.h"
#include "web/web.h"

typedef struct Guard {
    GuessKind kind;
    Guesser who;
} Guard;

/* account: n 0 when nobody has that name. Reads the store. ERROR_TOO_OFTEN when it is too soon:
 * then the secret must not even be looked at. Otherwise one of the two below must follow. */
Error *guard_begin(Request *request, GuessKind kind, AccountId account, const char *name,
                   Guard *guard);
/* The secret was right, or could not be looked at. */
void guard_forgive(Request *request, const Guard *guard);
/* ERROR_INVALID with the sentence, after a line in the log; the trail gets an entry, of whoever
 * request->claimed says. Who is asked to wait has tried nothing, and stands in the log alone. */
Error *guard_refuse(Request *request, const Guard *guard, const char *sentence);

/* The whole question for the second factor of whoever is signed in: begun, looked at, and forgiven
 * or refused. */
Error *guard_factor(Request *request, const FactorAnswer *answer);
/* Takes what guard_factor() found right, in the transaction of what it allows. */
Error *guard_factor_spend(Request *request, const FactorAnswer *answer, bool *recovered);
/* This site, as a browser sees it that makes passkeys for it. */
PasskeySite guard_passkey_site(Request *request);

/* By which an account's codes are counted, apart from any name that is typed. */
const char *guard_account_name(Request *request, AccountId account);
/* The account's owner has signed in here: from now on this device has tries of its own. */
Error *guard_remember_device(Request *request, AccountId account);
/* "Firefox on Android": enough for people to know their own devices again. */
const char *guard_device_words(Request *request);

#endif
