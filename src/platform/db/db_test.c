/* What goes in comes out, on both engines, and what may not go in is refused. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/db/test_both.h"
#include "platform/db/test_store.h"
#include "platform/db/toy_sql.h"

#define SCHOOL ((SchoolId){1})

static TestStore test;
static Db *reader;

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_store_run(&test, "insert into school (id, name) values (1, 'One'), (2, 'Two')");
    return 0;
}

static int end(void **state)
{
    (void)state;
    store_read_end(test.store, reader);
    reader = NULL;
    test_store_end(&test);
    return 0;
}

static void read_again(void)
{
    store_read_end(test.store, reader);
    reader = NULL;
    assert_null(store_read(test.store, &reader));
}

typedef struct ToyAdded {
    SchoolId school;
    int64_t id;
    const char *name, *note;
    OptionalInteger pieces;
    int64_t price;
    Date bought_on;
    Moment seen_at;
    bool broken;
    OptionalInteger lent;
    Bytes picture;
} ToyAdded;

static Error *add_toy(Db *db, void *context)
{
    const ToyAdded *toy = context;
    return toy_add(db, toy->school, (ToyId){toy->id}, toy->name, toy->note, toy->pieces, toy->price,
                   toy->bought_on, toy->seen_at, toy->broken, toy->lent, toy->picture, NULL);
}

static ToyAdded plain(int64_t id, const char *name)
{
    return (ToyAdded){.school = SCHOOL,
                      .id = id,
                      .name = name,
                      .price = 100,
                      .bought_on = DATE_NONE,
                      .seen_at = MOMENT_NONE};
}

static struct toy_by_id_row get(int64_t id)
{
    struct toy_by_id_row row;
    read_again();
    assert_null(toy_by_id(reader, test.arena, SCHOOL, (ToyId){id}, &row));
    return row;
}

static void add(ToyAdded toy)
{
    Error *error = store_write(test.store, add_toy, &toy);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

static void every_type_comes_back(void **state)
{
    (void)state;
    static const unsigned char bytes[] = {0, 255, '\\', '\'', 'x', 0};
    ToyAdded toy = {.school = SCHOOL,
                    .id = INT64_MAX,
                    .name = "O’Neill's \"top\" \\ %s",
                    .note = "",
                    .pieces = {true, -2147483647 - 1},
                    .price = INT64_MIN + 1,
                    .bought_on = date_of(2028, 2, 29),
                    .broken = true,
                    .lent = {true, 0},
                    .picture = {bytes, sizeof bytes}};
    assert_true(moment_parse_iso("2026-11-22T08:06:04.007Z", &toy.seen_at));
    add(toy);
    struct toy_by_id_row row = get(INT64_MAX);
    assert_true(row.id.n == INT64_MAX);
    assert_string_equal(row.name, toy.name);
    assert_string_equal(row.note, "");
    assert_true(row.pieces.present && row.pieces.value == toy.pieces.value);
    assert_true(row.price == toy.price);
    assert_int_equal(row.bought_on.days, toy.bought_on.days);
    assert_true(row.seen_at.milliseconds == toy.seen_at.milliseconds);
    assert_true(row.broken);
    assert_true(row.lent.present && row.lent.value == 0);
    assert_int_equal(row.picture.length, sizeof bytes);
    assert_memory_equal(row.picture.data, bytes, sizeof bytes);
}

static void nothing_comes_back_as_nothing(void **state)
{
    (void)state;
    add(plain(5, "bare"));
    struct toy_by_id_row row = get(5);
    assert_null(row.note);
    assert_false(row.pieces.present);
    assert_false(date_is_set(row.bought_on));
    assert_false(moment_is_set(row.seen_at));
    assert_false(row.broken);
    assert_false(row.lent.present);
    assert_null(row.picture.data);
}

static void empty_bytes_are_not_nothing(void **state)
{
    (void)state;
    ToyAdded toy = plain(6, "empty");
    toy.picture = (Bytes){(const unsigned char *)"", 0};
    add(toy);
    struct toy_by_id_row row = get(6);
    assert_non_null(row.picture.data);
    assert_int_equal(row.picture.length, 0);
}

static void moments_before_1970_and_whole_seconds(void **state)
{
    (void)state;
    static const char *const moments[] = {"1969-12-31T23:59:59.999Z", "1900-01-01T00:00:00.000Z",
                                          "2100-06-30T12:00:00.100Z"};
    for (size_t i = 0; i < 3; i++) {
        ToyAdded toy = plain(10 + (int64_t)i, moments[i]);
        assert_true(moment_parse_iso(moments[i], &toy.seen_at));
        add(toy);
        assert_string_equal(moment_iso(test.arena, get(toy.id).seen_at), moments[i]);
    }
}

static void one_that_is_absent_is_not_found(void **state)
{
    (void)state;
    struct toy_by_id_row row;
    read_again();
    Error *error = toy_by_id(reader, test.arena, SCHOOL, (ToyId){404}, &row);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_NOT_FOUND);
}

static void another_school_finds_nothing(void **state)
{
    (void)state;
    struct toy_by_id_row row;
    add(plain(7, "ours"));
    read_again();
    Error *error = toy_by_id(reader, test.arena, (SchoolId){2}, (ToyId){7}, &row);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_NOT_FOUND);
}

static void maybe_says_whether(void **state)
{
    (void)state;
    struct toy_any_row row;
    bool found = true;
    read_again();
    assert_null(toy_any(reader, test.arena, SCHOOL, "", &row, &found));
    assert_false(found);
    add(plain(8, "a"));
    read_again();
    assert_null(toy_any(reader, test.arena, SCHOOL, "", &row, &found));
    assert_true(found);
    assert_int_equal(row.id.n, 8);
}

static void more_than_one_row_is_our_mistake(void **state)
{
    (void)state;
    struct toy_any_row row;
    bool found;
    add(plain(8, "a"));
    add(plain(9, "b"));
    read_again();
    Error *error = toy_any(reader, test.arena, SCHOOL, "", &row, &found);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INTERNAL);
}

static void null_against_the_word_is_our_mistake(void **state)
{
    (void)state;
    struct toy_dearest_row row;
    read_again();
    Error *error = toy_dearest(reader, test.arena, SCHOOL, &row);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INTERNAL);
}

static void none_where_none_is_not_allowed_is_our_mistake(void **state)
{
    (void)state;
    ToyAdded toy = plain(1, NULL);
    Error *error = store_write(test.store, add_toy, &toy);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INTERNAL);
    assert_non_null(strstr(error->cause, "name"));
}

static void a_reader_cannot_write(void **state)
{
    (void)state;
    ToyAdded toy = plain(1, "by a reader");
    read_again();
    Error *error = add_toy(reader, &toy);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INTERNAL);
}

static void constraints_are_conflicts(void **state)
{
    (void)state;
    ToyAdded twice = plain(2, "same name");
    ToyAdded nowhere = plain(3, "of no school");
    nowhere.school = (SchoolId){99};
    add(plain(1, "same name"));
    Error *error = store_write(test.store, add_toy, &twice);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_CONFLICT);
    assert_null(strstr(error->cause, "same name"));
    error = store_write(test.store, add_toy, &nowhere);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_CONFLICT);
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static void fill(void)
{
    ToyAdded robot = plain(21, "robot");
    ToyAdded ball = plain(22, "ball");
    ball.price = 900;
    ball.broken = true;
    ball.bought_on = date_of(2026, 9, 1);
    add(robot);
    add(ball);
    test_store_run(&test, "insert into part (school_id, id, toy_id, after_id, label) values "
                          "(1, 1, 21, null, 'arm'), (1, 2, 21, 1, 'leg')");
    read_again();
}

static void optional_lines_come_when_given(void **state)
{
    (void)state;
    static const struct {
        int year;
        bool broken;
        const char *part_of;
        size_t count;
    } cases[] = {{0, false, NULL, 2},     {2026, false, NULL, 1}, {2027, false, NULL, 0},
                 {0, true, NULL, 1},      {0, false, "ob", 1},    {0, true, "ob", 0},
                 {2026, true, "ball", 1}, {0, false, "%", 0},     {0, false, "ROBOT", 0}};
    fill();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct toy_list_rows rows;
        Date after = cases[i].year == 0 ? DATE_NONE : date_of(cases[i].year, 1, 1);
        assert_null(toy_list(reader, test.arena, SCHOOL, after, cases[i].broken, cases[i].part_of,
                             TOY_LIST_BY_NAME, &rows));
        assert_int_equal(rows.count, cases[i].count);
    }
}

static void orders_differ(void **state)
{
    (void)state;
    struct toy_list_rows rows;
    fill();
    assert_null(
        toy_list(reader, test.arena, SCHOOL, DATE_NONE, false, NULL, TOY_LIST_BY_NAME, &rows));
    assert_string_equal(rows.items[0].name, "ball");
    assert_int_equal(rows.items[0].parts, 0);
    assert_null(rows.items[0].last_part);
    assert_string_equal(rows.items[1].last_part, "leg");
    assert_null(
        toy_list(reader, test.arena, SCHOOL, DATE_NONE, false, NULL, TOY_LIST_BY_PRICE, &rows));
    assert_string_equal(rows.items[0].name, "ball");
}

static void left_join_leaves_none(void **state)
{
    (void)state;
    struct toy_parts_rows rows;
    fill();
    assert_null(toy_parts(reader, test.arena, SCHOOL, &rows));
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.items[1].part.n, 2);
    assert_int_equal(rows.items[2].part.n, 0);
    assert_null(rows.items[2].label);
}

static void long_lists_come_whole(void **state)
{
    (void)state;
    struct toy_parts_rows rows;
    ToyAdded toy = plain(1, "many");
    add(toy);
    test_store_run(&test, "insert into part (school_id, id, toy_id, label) with recursive n (i) as "
                          "(select 1 union all select i + 1 from n where i < 1000) "
                          "select 1, i, 1, 'part ' || i from n");
    read_again();
    assert_null(toy_parts(reader, test.arena, SCHOOL, &rows));
    assert_int_equal(rows.count, 1000);
    for (int64_t i = 0; i < 1000; i++)
        assert_true(rows.items[i].part.n == i + 1);
    assert_string_equal(rows.items[999].label, "part 1000");
}

/* What it counts stands in the transaction that counts it, and nowhere once that is undone. */
static Error *add_and_analyze(Db *db, void *context)
{
    ToyAdded toy = plain(2, "counted");
    TRY(add_toy(db, &toy));
    TRY(db_analyze(db));
    return context == NULL ? NULL : error_invalid("undo it", "test");
}

static void a_transaction_may_count_what_it_wrote(void **state)
{
    const char *counted =
        test_engine(state) == DB_SQLITE
            ? "select count(*) from sqlite_master where name = 'sqlite_stat1'"
            : "select count(*) from pg_stats where tablename = 'toy' and attname = 'name'";
    bool undo = true;
    add(plain(1, "there before"));
    assert_non_null(store_write(test.store, add_and_analyze, &undo));
    assert_int_equal(test_store_number(&test, counted), 0);
    assert_null(store_write(test.store, add_and_analyze, NULL));
    assert_int_equal(test_store_number(&test, counted), 1);
    read_again();
    assert_string_equal(get(2).name, "counted");
}

static void exhaustion_in_the_middle_leaves_the_connection_good(void **state)
{
    (void)state;
    jmp_buf place;
    Arena *small = arena_create((size_t)1 << 16, "test.small");
    long_lists_come_whole(state);
    arena_catch(small, &place);
    if (setjmp(place) == 0) {
        struct toy_parts_rows rows;
        (void)toy_parts(reader, small, SCHOOL, &rows);
        fail_msg("the arena was large enough");
    }
    arena_destroy(small);
    read_again();
    get(1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(every_type_comes_back),
        ON_BOTH(nothing_comes_back_as_nothing),
        ON_BOTH(empty_bytes_are_not_nothing),
        ON_BOTH(moments_before_1970_and_whole_seconds),
        ON_BOTH(one_that_is_absent_is_not_found),
        ON_BOTH(another_school_finds_nothing),
        ON_BOTH(maybe_says_whether),
        ON_BOTH(more_than_one_row_is_our_mistake),
        ON_BOTH(null_against_the_word_is_our_mistake),
        ON_BOTH(none_where_none_is_not_allowed_is_our_mistake),
        ON_BOTH(a_reader_cannot_write),
        ON_BOTH(constraints_are_conflicts),
        ON_BOTH(optional_lines_come_when_given),
        ON_BOTH(orders_differ),
        ON_BOTH(left_join_leaves_none),
        ON_BOTH(long_lists_come_whole),
        ON_BOTH(a_transaction_may_count_what_it_wrote),
        ON_BOTH(exhaustion_in_the_middle_leaves_the_connection_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
