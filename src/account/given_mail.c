/* The mail to a member of staff who was given a code, or a sign-in. */
#include "account/account.h"
#include "staff/staff.h"

static const char with_code[] =
    "Hello,\n\n"
    "%s gave you a one-time code, with which you choose a password for this email address. The "
    "code is not in this mail: you are given it in person, on paper or by telephone, and nobody "
    "ever asks you for it by email. A password that you had before is void.\n\n"
    "Once you have the code, open this page:\n\n"
    "%s/setup\n\n"
    "If you expect no code, tell %s today.\n\n"
    "%s\n";

static const char with_password[] =
    "Hello,\n\n"
    "%s lets you sign in with this email address, and with the password that you have "
    "already:\n\n"
    "%s/in\n\n"
    "If you do not work there, tell %s today.\n\n"
    "%s\n";

Error *account_given_mail(Db *db, Arena *arena, const char *origin, const OutboxMail *to,
                          Moment now, Mail *mail, bool *of_use)
{
    bool code, password;
    const char *school = to->school_name;
    TRY(account_ways_in(db, arena, to->account_id, now, &code, &password));
    *of_use = code || password;
    if (!*of_use)
        return NULL;
    *mail = (Mail){
        .to = to->email,
        .from_name = school,
        .subject =
            arena_print(arena, code ? "A code to sign in: %s" : "You can sign in: %s", school),
        .text = code ? arena_print(arena, with_code, school, origin, school, school)
                     : arena_print(arena, with_password, school, origin, school, school),
    };
    return NULL;
}
