/* options.h: settings from flags, the environment and one file, in that order of weight.
 *
 * Each setting is declared once (options.c): its name is the flag (--port), the line of the file
 * (port = 8080) and the variable (FOURFOLD_PORT). Errors name the flag, the variable or the line.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct Options {
    const char *data;     /* folder of the SQLite file */
    const char *database; /* postgresql://...; NULL: the folder */
    const char *address;
    const char *origin; /* as people reach it, "https://sen.school.example"; NULL: from Host */
    const char *trusted_proxy;             /* address; NULL: none */
    const char *tls_certificate, *tls_key; /* files; NULL: plain HTTP */
    const char *breached_passwords;        /* file; NULL: none */
    const char *mail, *mail_from;          /* smtps://host, and an address; NULL: none */
    const char *mail_login;                /* file: user, then password; NULL: none is asked */
    const char *log_level;                 /* debug, info, warn or error */
    long long port;
    long long workers;
    bool demo;
    /* of single commands */
    const char *school, *urn, *email, *name, *role;
    const char *setting_type;
    const char *phase, *learner_word; /* NULL: as the setting type has it */
    const char *kind;                 /* of a file to import; NULL: seen by its columns */
    const char *holds;                /* an end of the audit trail that was printed before */
    bool another_school;
    bool families_told;
    bool sign_on_loopback; /* tests: a provider on this machine, without TLS */
    bool new_factor;
    bool yes;
    bool help;
    Texts rest; /* what is not a flag */
} Options;

/* words: after the command's name. ERROR_INVALID with a whole sentence. */
Error *options_read(Arena *arena, int count, char **words, Options *options);
/* Where the store is: the database or the folder. */
const char *options_where(const Options *options);
/* Lines for --help: these settings with their meaning, ended by NULL; NULL: every one. */
void options_print_help(const char *const *names);

#endif
