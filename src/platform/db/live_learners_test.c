/* Every statement that reads learners says which records it means: the live ones, or why not.
 * Whoever has died, a record that was merged and one that is sealed are on no list by an oversight.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "platform/base/text.h"
#include "platform/db/schema.h"

/* Those that read a learner whose record may be closed, and why that is right. */
static const struct {
    const char *statement, *why;
} meant[] = {
    {"staff.audit_after", "the trail keeps every entry; a sealed record has no name left to show"},
    {"staff.audit_search", "likewise"},
    {"bulk.bulk_changes_of", "what was changed is told and undone also of a record closed since"},
    {"glass.glass_unseen", "the head answers an opening also of a record closed since"},
    {"merge.merge_facts_keep", "of one record that dispatch opened, before two become one"},
    {"merge.merge_version", "likewise, after it"},
    {"seal.seals_all", "the record that goes on, whatever became of it; no name is read"},
    {"seal.seal_by_id", "likewise"},
    {"seal.carry_learner_level", "of the record that is being sealed"},
    {"exchange.import_existing", "a file must meet closed records, so as not to make them anew"},
    {"exchange.roster_knowns", "likewise, by the ids of the package"},
    {"contact.standing_learner", "of one record that is open already"},
    {"family.comments_of", "likewise"},
    {"staff.covers_of_learner", "likewise"},
    {"views.views_knowing", "likewise"},
    {"views.views_teaches_class", "likewise"},
};

static bool is_meant(const char *name)
{
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++)
        if (text_equal(meant[i].statement, name))
            return true;
    return false;
}

/* The sets of a teacher's learners (alias o) say nothing: a merged or sealed record is in no class,
 * and whoever has died stays readable to those who taught them. */
static bool reads_learners(const char *text)
{
    static const char *const ways[] = {"from learner", "join learner"};
    for (size_t i = 0; i < 2; i++)
        for (const char *at = strstr(text, ways[i]); at != NULL; at = strstr(at + 1, ways[i])) {
            const char *after = at + strlen(ways[i]);
            if (*after != '_' && strncmp(after, " o on ", 6) != 0)
                return true;
        }
    return false;
}

static void every_statement_says_which(void **state)
{
    size_t wrong = 0, read = 0;
    (void)state;
    for (size_t f = 0; f < db_registry.count; f++)
        for (size_t i = 0; i < db_registry.files[f]->count; i++) {
            const DbStatement *statement = db_registry.files[f]->items[i];
            if (!reads_learners(statement->text_sqlite))
                continue;
            read++;
            if (strstr(statement->text_sqlite, "closed_as") != NULL || is_meant(statement->name))
                continue;
            print_error("%s reads learners: say l.closed_as is null, or why not in this test\n",
                        statement->name);
            wrong++;
        }
    assert_int_equal(wrong, 0);
    assert_true(read > 40); /* the registry was there */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_statement_says_which)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
