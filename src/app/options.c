#include "app/options.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/base/log.h"

typedef enum SettingKind {
    SETTING_TEXT,
    SETTING_DATABASE,
    SETTING_LEVEL,
    SETTING_NUMBER,
    SETTING_SWITCH
} SettingKind;

typedef struct Setting {
    const char *name;
    SettingKind kind;
    size_t offset;
    long long least, most;
    const char *help;
} Setting;

static const Setting settings[] = {
    {"data", SETTING_TEXT, offsetof(Options, data), 0, 0, "folder that holds the school's data"},
    {"database", SETTING_DATABASE, offsetof(Options, database), 0, 0,
     "postgresql://... instead of a folder"},
    {"address", SETTING_TEXT, offsetof(Options, address), 0, 0, "address to listen on"},
    {"port", SETTING_NUMBER, offsetof(Options, port), 0, 65535, "port to listen on; 0: any free"},
    {"workers", SETTING_NUMBER, offsetof(Options, workers), 1, 256,
     "requests that read at once; three times as many wait for the disk"},
    {"origin", SETTING_TEXT, offsetof(Options, origin), 0, 0,
     "address people type, such as https://sen.school.example"},
    {"trusted-proxy", SETTING_TEXT, offsetof(Options, trusted_proxy), 0, 0,
     "address of the proxy in front, whose headers count"},
    {"tls-certificate", SETTING_TEXT, offsetof(Options, tls_certificate), 0, 0,
     "file of the certificate chain, PEM"},
    {"tls-key", SETTING_TEXT, offsetof(Options, tls_key), 0, 0, "file of its key, PEM"},
    {"breached-passwords", SETTING_TEXT, offsetof(Options, breached_passwords), 0, 0,
     "file of breached passwords' SHA-1, sorted: none of them is taken"},
    {"mail", SETTING_TEXT, offsetof(Options, mail), 0, 0,
     "mail server, smtps://host or smtp://host:587: families are sent links to sign in"},
    {"mail-from", SETTING_TEXT, offsetof(Options, mail_from), 0, 0,
     "address that the mail is from, such as office@school.example"},
    {"mail-login", SETTING_TEXT, offsetof(Options, mail_login), 0, 0,
     "file with the mail server's user on its first line and the password on its second"},
    {"log-level", SETTING_LEVEL, offsetof(Options, log_level), 0, 0, "debug, info, warn or error"},
    {"demo", SETTING_SWITCH, offsetof(Options, demo), 0, 0,
     "serve a demo school: loopback only, and every page says so"},
    {"school", SETTING_TEXT, offsetof(Options, school), 0, 0,
     "setup: name of the school; leave, import: which of several"},
    {"urn", SETTING_TEXT, offsetof(Options, urn), 0, 0,
     "its unique reference number, six digits: tells schools of one name apart"},
    {"holds", SETTING_TEXT, offsetof(Options, holds), 0, 0,
     "an end of the audit trail as audit verify printed it before: is it still there"},
    {"another-school", SETTING_SWITCH, offsetof(Options, another_school), 0, 0,
     "setup: make this school beside those that are here"},
    {"setting-type", SETTING_TEXT, offsetof(Options, setting_type), 0, 0,
     "setup: school, maintained_nursery, pvi, college, special, pru or independent"},
    {"phase", SETTING_TEXT, offsetof(Options, phase), 0, 0,
     "setup: nursery, primary, secondary, all_through or college"},
    {"learner-word", SETTING_TEXT, offsetof(Options, learner_word), 0, 0,
     "setup: pupil, child, student or learner; else as the setting type has it"},
    {"name", SETTING_TEXT, offsetof(Options, name), 0, 0, "setup: the person, as \"Mrs Ana Vaz\""},
    {"email", SETTING_TEXT, offsetof(Options, email), 0, 0,
     "setup, code, leave, import: whose account"},
    {"role", SETTING_TEXT, offsetof(Options, role), 0, 0,
     "setup: senco, head, teacher, assistant or office"},
    {"kind", SETTING_TEXT, offsetof(Options, kind), 0, 0,
     "import: learners, contacts, staff, classes, scores, gias, oneroster, ctf; left out, it is "
     "looked "
     "at"},
    {"families-told", SETTING_SWITCH, offsetof(Options, families_told), 0, 0,
     "import: the families of those with SEN Support were told before now"},
    {"sign-on-loopback", SETTING_SWITCH, offsetof(Options, sign_on_loopback), 0, 0,
     "tests only: a provider of single sign-on on this machine is asked without TLS"},
    {"new-factor", SETTING_SWITCH, offsetof(Options, new_factor), 0, 0,
     "code: the authenticator app is lost too"},
    {"yes", SETTING_SWITCH, offsetof(Options, yes), 0, 0, "import: apply without asking"},
    {"help", SETTING_SWITCH, offsetof(Options, help), 0, 0, "what the command does"},
};

enum { SETTINGS = sizeof settings / sizeof settings[0] };

static const Setting *find(const char *name)
{
    for (int i = 0; i < SETTINGS; i++)
        if (text_equal(settings[i].name, name))
            return &settings[i];
    return NULL;
}

static bool is_level(const char *value)
{
    static const char *const levels[] = {"debug", "info", "warn", "error"};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (text_equal(value, levels[i]))
            return true;
    return false;
}

/* What the value must be, in words that follow "must"; NULL when it is. Fills the target. */
static const char *take(Arena *arena, const Setting *setting, const char *value, char *target)
{
    long long number;
    switch (setting->kind) {
    case SETTING_DATABASE:
        if (!text_starts(value, "postgresql://"))
            return "begin with postgresql://";
        break;
    case SETTING_LEVEL:
        if (!is_level(value))
            return "be debug, info, warn or error";
        break;
    case SETTING_NUMBER:
        if (!text_integer(value, setting->least, setting->most, &number))
            return arena_print(arena, "be a number from %lld to %lld", setting->least,
                               setting->most);
        *(long long *)target = number;
        return NULL;
    case SETTING_SWITCH:
        if (!text_equal(value, "yes") && !text_equal(value, "no"))
            return "be yes or no";
        *(bool *)target = text_equal(value, "yes");
        return NULL;
    case SETTING_TEXT:
        break;
    }
    *(const char **)target = arena_copy(arena, value);
    return NULL;
}

/* place: "--port", "FOURFOLD_PORT", "fourfold.conf:3". */
static Error *set(Arena *arena, Options *options, const Setting *setting, const char *value,
                  const char *place)
{
    if (!text_valid_utf8(value, strlen(value)))
        return error_invalid(
            arena_print(arena, "%s: %s is not written in UTF-8", place, setting->name), "setting");
    const char *must = take(arena, setting, value, (char *)options + setting->offset);
    if (must == NULL)
        return NULL;
    return error_invalid(arena_print(arena, "%s: %s must %s", place, setting->name, must),
                         "setting");
}

static Error *cannot_be_read(Arena *arena, const char *path)
{
    return error_invalid(arena_print(arena, "%s cannot be read: %s", path, strerror(errno)),
                         "settings");
}

/* ---- The file
 * -------------------------------------------------------------------------------------- */

typedef struct SettingFile {
    Options *options;
    int number;          /* of the line being read */
    int given[SETTINGS]; /* the line that gave each setting; 0: none yet */
} SettingFile;

static Error *read_line(Arena *arena, SettingFile *file, const char *line, const char *place)
{
    char *trimmed = text_trim(arena, line);
    if (trimmed[0] == '\0' || trimmed[0] == '#')
        return NULL;
    char *equals = strchr(trimmed, '=');
    if (equals == NULL)
        return error_invalid(arena_print(arena, "%s: write a setting as \"name = value\"", place),
                             "setting");
    *equals = '\0';
    const char *name = text_trim(arena, trimmed);
    const Setting *setting = find(name);
    if (setting == NULL)
        return error_invalid(arena_print(arena, "%s: there is no setting \"%s\"", place, name),
                             "setting");
    int *given = &file->given[setting - settings];
    if (*given != 0)
        return error_invalid(arena_print(arena,
                                         "%s: %s stands on line %d already. Keep one of the two",
                                         place, name, *given),
                             "setting");
    *given = file->number;
    return set(arena, file->options, setting, text_trim(arena, equals + 1), place);
}

/* One line without its end. false: there is no further one. */
static bool next_line(FILE *file, char *line, int size, bool *whole)
{
    if (fgets(line, size, file) == NULL)
        return false;
    size_t length = strlen(line);
    *whole = feof(file) != 0 || (length > 0 && line[length - 1] == '\n');
    return true;
}

static Error *read_file(Arena *arena, Options *options, const char *path, bool must_exist)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return must_exist || errno != ENOENT ? cannot_be_read(arena, path) : NULL;
    char line[2048];
    bool whole;
    SettingFile reading = {.options = options, .number = 1};
    Error *error = NULL;
    for (; error == NULL && next_line(file, line, sizeof line, &whole); reading.number++) {
        const char *place = arena_print(arena, "%s:%d", path, reading.number);
        error =
            whole ? read_line(arena, &reading, line, place)
                  : error_invalid(arena_print(arena, "%s: the line is too long", place), "setting");
    }
    if (error == NULL && ferror(file) != 0)
        error = cannot_be_read(arena, path);
    fclose(file);
    return error;
}

/* ---- The environment
 * -------------------------------------------------------------------------------- */

static Error *read_environment(Arena *arena, Options *options)
{
    for (int i = 0; i < SETTINGS; i++) {
        char *name = arena_print(arena, "FOURFOLD_%s", settings[i].name);
        for (char *c = name; *c != '\0'; c++)
            *c = (char)(*c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
        const char *value = getenv(name);
        if (value != NULL)
            TRY(set(arena, options, &settings[i], value, name));
    }
    return NULL;
}

/* ---- The flags
 * ---------------------------------------------------------------------------------------- */

static const char *config_flag(int count, char **words)
{
    for (int i = 0; i < count; i++) {
        if (text_starts(words[i], "--config="))
            return words[i] + strlen("--config=");
        if (text_equal(words[i], "--config") && i + 1 < count)
            return words[i + 1];
    }
    return getenv("FOURFOLD_CONFIG");
}

/* Takes the word at *at and, for a flag with a value, the next. */
static Error *read_word(Arena *arena, Options *options, int count, char **words, int *at)
{
    const char *word = words[*at];
    if (word[0] == '-' && word[1] != '-')
        return error_invalid(arena_print(arena, "There is no flag %s. Try --help", word), "flag");
    if (word[0] != '-') {
        options->rest.items[options->rest.count++] = word;
        return NULL;
    }
    const char *value = NULL;
    char *name = arena_copy(arena, word + 2);
    char *equals = strchr(name, '=');
    if (equals != NULL) {
        *equals = '\0';
        value = equals + 1;
    }
    const Setting *setting = find(name);
    bool config = text_equal(name, "config");
    if (setting == NULL && !config)
        return error_invalid(arena_print(arena, "There is no flag --%s. Try --help", name), "flag");
    if (setting != NULL && setting->kind == SETTING_SWITCH && value == NULL)
        value = "yes";
    if (value == NULL && *at + 1 == count)
        return error_invalid(arena_print(arena, "--%s needs a value", name), "flag");
    if (value == NULL)
        value = words[++*at];
    if (config)
        return NULL;
    ASSERT(setting != NULL);
    return set(arena, options, setting, value, arena_print(arena, "--%s", name));
}

Error *options_read(Arena *arena, int count, char **words, Options *options)
{
    *options = (Options){
        .data = "data",
        .address = "127.0.0.1",
        .port = 8080,
        .workers = 8,
        .log_level = "info",
        .setting_type = "school",
        .role = "senco",
    };
    options->rest.items = arena_array(arena, const char *, (size_t)count + 1);
    const char *file = config_flag(count, words);
    TRY(read_file(arena, options, file == NULL ? "/etc/fourfold.conf" : file, file != NULL));
    TRY(read_environment(arena, options));
    for (int i = 0; i < count; i++)
        TRY(read_word(arena, options, count, words, &i));
    return NULL;
}

const char *options_where(const Options *options)
{
    return options->database != NULL ? options->database : options->data;
}

static bool is_used(const char *const *names, const char *name)
{
    for (; *names != NULL; names++)
        if (text_equal(*names, name))
            return true;
    return false;
}

void options_print_help(const char *const *names)
{
    printf("Settings, each as --name value, FOURFOLD_NAME, or a line \"name = value\" of the file\n"
           "named by --config (or /etc/fourfold.conf):\n");
    for (int i = 0; i < SETTINGS; i++)
        if (names == NULL || is_used(names, settings[i].name))
            printf("  %-18s %s\n", settings[i].name, settings[i].help);
}
