/* paper_testing.h: what the tests of papers share: an arena for each, and a paper read back by the
 * tools that people read it with. Tests only. */
#ifndef DOCUMENTS_PAPER_TESTING_H
#define DOCUMENTS_PAPER_TESTING_H

#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/base/arena.h"
#include "platform/base/text.h"

enum { SAID_MOST = 65536, WORDS_MOST = 12 };

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create((size_t)64 << 20, "test");
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void put(const char *path, Bytes content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.data, 1, content.length, file), content.length);
    assert_int_equal(fclose(file), 0);
}

static const char *contents(const char *path)
{
    char *text = arena_alloc(arena, SAID_MOST);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, SAID_MOST - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* Runs a tool on the paper, which stands for each "@"; what it says, on success. */
static const char *ask(Bytes paper, const char *const *words)
{
    char folder[] = "/tmp/fourfold-paper.XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = arena_print(arena, "%s/paper.pdf", folder);
    char *said = arena_print(arena, "%s/said", folder);
    char *arguments[WORDS_MOST + 1] = {NULL};
    for (size_t i = 0; words[i] != NULL; i++)
        arguments[i] = strcmp(words[i], "@") == 0 ? path : arena_copy(arena, words[i]);
    put(path, paper);

    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, said, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    posix_spawn_file_actions_destroy(&actions);

    const char *text = contents(said);
    unlink(path);
    unlink(said);
    rmdir(folder);
    assert_int_equal(status, 0);
    return text;
}

#define ASK(paper, ...) ask((paper), (const char *const[]){__VA_ARGS__, NULL})
#define TEXT_OF(paper)  ASK((paper), "pdftotext", "-layout", "@", "-")

static void assert_says(const char *text, const char *words)
{
    if (text == NULL || strstr(text, words) == NULL)
        fail_msg("not said: %s\n%s", words, text == NULL ? "" : text);
}

#endif
