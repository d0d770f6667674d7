/* The command line: one table of commands, each with its own help. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "platform/base/log.h"
#include "platform/pdf/pdf.h"

enum { ARENA = 256 * 1024 * 1024 };

#define STORE "data", "database", "log-level"
static const char *const of_store[] = {STORE, NULL};
static const char *const of_serve[] = {STORE,
                                       "address",
                                       "port",
                                       "workers",
                                       "origin",
                                       "trusted-proxy",
                                       "tls-certificate",
                                       "tls-key",
                                       "breached-passwords",
                                       "mail",
                                       "mail-from",
                                       "mail-login",
                                       "sign-on-loopback",
                                       "demo",
                                       NULL};
static const char *const of_setup[] = {
    STORE,   "school", "urn", "another-school", "setting-type", "phase", "learner-word", "name",
    "email", "role",   NULL};
static const char *const of_code[] = {STORE, "email", "new-factor", NULL};
static const char *const of_leave[] = {STORE, "email", "school", "urn", NULL};
static const char *const of_import[] = {STORE,  "email",         "school", "urn",
                                        "kind", "families-told", "yes",    NULL};

static const Command commands[] = {
    {"serve", "serve pages until told to stop", command_serve, 0,
     "fourfold serve [--data FOLDER | --database URL] [--address A] [--port N]\n\n"
     "Serves pages. Stops at SIGTERM or Ctrl-C once the requests under way are answered.\n",
     of_serve},
    {"setup", "make a new school, or give one more person an account", command_setup, 0,
     "fourfold setup --school NAME --name \"Mrs Ana Vaz\" --email ADDRESS [--role senco]\n"
     "               [--another-school] [--urn NUMBER] [--setting-type school]\n"
     "               [--phase primary] [--learner-word pupil]\n\n"
     "Makes the school when there is none, adds the person, and prints a one-time code with\n"
     "which they set their password on the sign-in page within seven days. With --another-school\n"
     "it makes a further school of a trust or a council; without it, --school says in which of\n"
     "the schools here the person works.\n",
     of_setup},
    {"code", "give a new one-time code for a password or code that was lost", command_code, 0,
     "fourfold code --email ADDRESS [--new-factor]\n\n"
     "Ends the old password and every session of that person at once, and prints a one-time code\n"
     "with which they set a new password within seven days. With --new-factor their authenticator\n"
     "app and recovery codes are void too, for when those are lost.\n",
     of_code},
    {"leave", "end a person's access", command_leave, 0,
     "fourfold leave --email ADDRESS [--school NAME]\n\n"
     "Ends every session at once, at the one school when they work at several. What the person "
     "wrote stays in the record. Setup with the same\n"
     "address brings them back.\n",
     of_leave},
    {"demo", "make a school of invented children to look round in", command_demo, 0,
     "fourfold demo [--data FOLDER | --database URL]\n\n"
     "Makes the school if there is none, with dates around today.\n",
     of_store},
    {"import", "bring in a OneRoster package, a Common Transfer File, or one list from a CSV file",
     command_import, 1,
     "fourfold import FILE --email ADDRESS [--kind learners] [--families-told] [--yes]\n\n"
     "Shows what the file would add, change and refuse. With --yes it is applied: all of it or\n"
     "nothing. --email says whose import it is. SEN Support that a file brings asks for the "
     "family\n"
     "to be told; --families-told notes that whoever imports says they were.\n",
     of_import},
    {"migrate", "bring the data up to this version of the program", command_migrate, 0,
     "fourfold migrate [--data FOLDER | --database URL]\n\n"
     "Applies the steps that are missing, all in one transaction.\n",
     of_store},
    {"backup", "write a consistent copy of everything to a new file", command_backup, 1,
     "fourfold backup FILE [--data FOLDER | --database URL]\n\n"
     "May run while the program serves. The file has one form for both engines.\n",
     of_store},
    {"restore", "fill an empty store from a backup, and verify it", command_restore, 1,
     "fourfold restore FILE [--data FOLDER | --database URL]\n\n"
     "Refuses a store that holds data, and a file that is damaged.\n",
     of_store},
    {"audit", "check the audit trail's chain, or write the trail to a file", command_audit, 2,
     "fourfold audit verify [--holds NUMBER:HASH] [--data FOLDER | --database URL]\n"
     "fourfold audit export FILE [--data FOLDER | --database URL]\n\n"
     "verify goes through every entry of every school and says at which one, if any, the chain is\n"
     "broken. It ends with 0 when all are whole, and with 1 when one is not. It prints each end:\n"
     "keep that line elsewhere. --holds asks whether such an end is still in the chain, which a\n"
     "trail that was cut, or made anew, no longer has.\n"
     "export writes every entry to a new CSV file, with the hashes that chain it. Kept elsewhere, "
     "it\n"
     "shows what was changed here later. Both may run while the program serves.\n",
     of_store},
    {"check", "look for what would stop the program or damage data", command_check, 0,
     "fourfold check [--data FOLDER | --database URL]\n\n"
     "Fonts, versions, the clock, who may read the data, and the audit trail's chain.\n",
     of_store},
};

static void print_help(void)
{
    printf(
        "Fourfold: SEN Support as assess, plan, do, review.\n\n  fourfold COMMAND [settings]\n\n");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        printf("  %-9s %s\n", commands[i].name, commands[i].summary);
    printf("\nfourfold COMMAND --help says more.\n\n");
    options_print_help(NULL);
}

static int fail(const Error *error, int status)
{
    fprintf(stderr, "fourfold: %s\n", error->message);
    if (error->kind == ERROR_STORE || error->kind == ERROR_INTERNAL)
        fprintf(stderr, "fourfold: (%s)\n", error->cause);
    return status;
}

static void choose_log_level(const char *name)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    for (int i = 0; i < 4; i++)
        if (text_equal(names[i], name))
            log_set_level((LogLevel)i);
}

static int run(Arena *arena, const Command *command, int count, char **words)
{
    Options options;
    Error *error = options_read(arena, count, words, &options);
    if (error != NULL)
        return fail(error, 2);
    if (options.help) {
        printf("%s\n", command->help);
        options_print_help(command->settings);
        return 0;
    }
    choose_log_level(options.log_level);
    if (options.rest.count > command->words)
        return fail(error_invalid(arena_print(arena,
                                              "There is no use for \"%s\". Try fourfold %s "
                                              "--help",
                                              options.rest.items[command->words], command->name),
                                  "words"),
                    2);
    error = command->run(arena, &options);
    if (error == NULL)
        return 0;
    bool theirs = error->kind == ERROR_INVALID || error->kind == ERROR_TOO_LARGE;
    return fail(error, theirs ? 2 : 1);
}

int main(int count, char **words)
{
    if (count < 2 || text_equal(words[1], "--help") || text_equal(words[1], "-h") ||
        text_equal(words[1], "help")) {
        print_help();
        return count < 2 ? 2 : 0;
    }
    if (text_equal(words[1], "--version")) {
        printf("fourfold %s\n", FOURFOLD_VERSION);
        return 0;
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (!text_equal(commands[i].name, words[1]))
            continue;
        Arena *arena = arena_create(ARENA, "command");
        int status = run(arena, &commands[i], count - 2, words + 2);
        pdf_fonts_release();
        arena_destroy(arena);
        return status;
    }
    fprintf(stderr, "fourfold: there is no command \"%s\". Try fourfold --help\n", words[1]);
    return 2;
}
