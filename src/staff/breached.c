#include "staff/breached.h"

#include <fcntl.h>
#include <nettle/sha1.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/base/text.h"

enum { DIGITS = 2 * SHA1_DIGEST_SIZE, LINE_MOST = 64 };

static struct {
    const char *text;
    size_t length;
} list;

static void digits_of(const char *password, char digits[DIGITS])
{
    struct sha1_ctx context;
    uint8_t hash[SHA1_DIGEST_SIZE];
    sha1_init(&context);
    sha1_update(&context, strlen(password), (const uint8_t *)password);
    sha1_digest(&context, sizeof hash, hash);
    for (size_t i = 0; i < sizeof hash; i++) {
        digits[2 * i] = "0123456789ABCDEF"[hash[i] >> 4];
        digits[2 * i + 1] = "0123456789ABCDEF"[hash[i] & 15];
    }
}

/* The start of the line that `at` is in. */
static size_t line_start(size_t at)
{
    while (at > 0 && list.text[at - 1] != '\n')
        at--;
    return at;
}

static size_t next_line(size_t at)
{
    const char *end = memchr(list.text + at, '\n', list.length - at);
    return end == NULL ? list.length : (size_t)(end - list.text) + 1;
}

static bool is_line(size_t at)
{
    size_t end = next_line(at);
    if (end - at <= DIGITS || end - at > LINE_MOST || list.text[at + DIGITS] != ':')
        return false;
    for (size_t i = at; i < at + DIGITS; i++)
        if (strchr("0123456789ABCDEF", list.text[i]) == NULL)
            return false;
    return true;
}

/* Looked at in a few places: enough to tell another file, or one in another order, from the list.
 */
static bool is_list(void)
{
    enum { PLACES = 64 };
    size_t before = 0;
    for (size_t i = 0; i < PLACES; i++) {
        size_t at = line_start(list.length / PLACES * i);
        if (!is_line(at) || memcmp(list.text + before, list.text + at, DIGITS) > 0)
            return false;
        before = at;
    }
    return true;
}

static bool map_file(const char *path)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    void *mapped = MAP_FAILED;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > DIGITS)
        mapped = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (mapped == MAP_FAILED)
        return false;
    list.text = mapped;
    list.length = (size_t)status.st_size;
    madvise(mapped, list.length, MADV_RANDOM);
    return true;
}

Error *breached_open(Arena *arena, const char *path)
{
    if (!map_file(path))
        return error_invalid(
            arena_print(arena, "The list of breached passwords, %s, cannot be read", path),
            "breached passwords");
    if (is_list())
        return NULL;
    breached_close();
    return error_invalid(
        arena_print(arena,
                    "%s is no list of breached passwords: it needs sorted lines of "
                    "an upper-case SHA-1, a colon and a count",
                    path),
        "breached passwords");
}

void breached_close(void)
{
    if (list.text != NULL)
        munmap((void *)list.text, list.length);
    list.text = NULL;
    list.length = 0;
}

/* Halves the file, by bytes: from ..until always begins and ends at a line's start. */
bool breached_has(const char *password)
{
    char wanted[DIGITS];
    size_t from = 0, until = list.length;
    if (list.text == NULL)
        return false;
    digits_of(password, wanted);
    while (from < until) {
        size_t middle = line_start(from + (until - from) / 2);
        if (list.length - middle < DIGITS)
            return false;
        int order = memcmp(wanted, list.text + middle, DIGITS);
        if (order == 0)
            return true;
        if (order < 0)
            until = middle;
        else
            from = next_line(middle);
    }
    return false;
}
