#include "platform/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/test_numbers.h"

typedef struct Case {
    const char *text, *key;
} Case;

static void expect(const Case *cases, size_t count)
{
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < count; i++) {
        const char *key = text_sort_key(arena, cases[i].text);
        if (strcmp(key, cases[i].key) != 0)
            fail_msg("\"%s\" gave \"%s\"", cases[i].text, key);
    }
    arena_destroy(arena);
}

static void latin_letters_become_ascii(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"O’Neill, Zoë", "oneill zoe"},
        {"ÀÁÂÃÄÅ ÇÈÉÊË ÌÍÎÏ ÑÒÓÔÕÖ ÙÚÛÜÝ", "aaaaaa ceeee iiii nooooo uuuuy"},
        {"àáâãäå çèéêë ìíîï ñòóôõö ùúûüýÿ", "aaaaaa ceeee iiii nooooo uuuuyy"},
        {"Æsa Øystein Þóra Ðað Strauß STRAUẞ", "aesa oystein thora dad strauss strauss"},
        {"ĀăĄ ĆĉĊč Ďđ ĒĕĖęĚ ĜğĠģ Ĥħ", "aaa cccc dd eeeee gggg hh"},
        {"ĨīĬįİı Ĵ ĶĸL ĹļĽŀŁł ŃņŇŉŊŋ", "iiiiii j kkl llllll nnnnngng"},
        {"ŌŏŐœ ŔŗŘ ŚŝŞš ŢťŦŧ ŨūŬůŰų Ŵ ŶŸ ŹżŽ ſ", "ooooe rrr ssss tttt uuuuuu w yy zzz s"},
        {"Łukasz Żółć", "lukasz zolc"},
        {"Nguyễn Thị Hoàng Đức Ơn Ưng Ạ Ẵ Ỹ", "nguyen thi hoang duc on ung a a y"},
        {"Șerban Țepeș Ǎ ǖ Ǿ Ǣ Ȳ", "serban tepes a u o ae y"},
        {"Ɓ Ɗ Ƙ Ƴ Ə Ɛ Ɔ Ɣ", "b d k y e e o ɣ"},
        {"Siobhán Ó Briain-Ní Dhomhnaill", "siobhan o briain ni dhomhnaill"},
        {"Zoe\xCC\x88 e\xCC\xA3\xCC\x82", "zoe e"}, /* typed as letter and marks */
        {"ﬁona ＦＯＵＲ Ⅳ ½", "fiona four iv 1 2"},
    };
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void punctuation_and_spaces(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", ""},
        {" ", ""},
        {"-!,.", ""},
        {"\xCC\x81", ""},
        {"Smith", "smith"},
        {"SMITH  JONES", "smith jones"},
        {"  Smith\t\nJones ", "smith jones"},
        {"Smith-Jones", "smith jones"},
        {"Smith–Jones", "smith jones"},
        {"Smith,Jones", "smith jones"},
        {"Smith (Bob)", "smith bob"},
        {"Smith\xC2\xA0Jones", "smith jones"},
        {"J.R. Smith", "jr smith"},
        {"O'Neill O‘Neill OʼNeill O`Neill O´Neill O′Neill",
         "oneill oneill oneill oneill oneill oneill"},
        {"Kaʻiulani Oʻzbek", "kaiulani ozbek"},
        {"9B Year 10/11", "9b year 10 11"},
        {"a\xC2\xAD"
         "b\xE2\x80\x8D"
         "c\xE2\x80\x8E",
         "abc"}, /* soft hyphen, joiner, direction */
        {"a\x01\x7F"
         "b",
         "a b"},
        {"Star ⭐ 😀 group", "star group"},
        {"a-\xCC\x81"
         "b",
         "a b"}, /* an accent on no letter */
        {"א-\xCC\x81ב", "א ב"},
    };
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void other_scripts_keep_their_letters(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"ΆΛΦΑ Σωκράτης", "άλφα σωκράτησ"},
        {"Йосиф Ёлкин Ґанна Їжак", "йосиф ёлкин ґанна їжак"},
        {"И\xCC\x86осиф", "йосиф"}, /* typed as letter and mark */
        {"محمد علی", "محمد علی"},
        {"ﷺ", "صلى الله عليه وسلم"}, /* the longest decomposition there is */
        {"মোহাম্মদ", "মোহাম্মদ"},
        {"ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰੀਤ"},
        {"தமிழ்", "தமிழ்"},
        {"李 小龙", "李 小龙"},
        {"김철수", "김철수"},
        {"ԱՐԱՄ", "արամ"},
    };
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void names_sort_as_people_expect(void **state)
{
    (void)state;
    static const char *const names[] = {"Abel",     "Ábel, Z",  "Ægir",    "Łukasz", "Lumley",
                                        "McDonald", "Ó Briain", "O’Neill", "Oxley",  "Zoë"};
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text_sort_key(arena, names[i - 1]), text_sort_key(arena, names[i])) >= 0)
            fail_msg("%s before %s", names[i - 1], names[i]);
    }
    arena_destroy(arena);
}

static void no_text_has_no_key(void **state)
{
    (void)state;
    Arena *arena = arena_create(65536, "test");
    assert_null(text_sort_key(arena, NULL));
    arena_destroy(arena);
}

static size_t put_utf8(char *text, uint32_t character)
{
    if (character < 0x80) {
        text[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        text[0] = (char)(0xC0 | character >> 6);
        text[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    size_t length = character < 0x10000 ? 3 : 4;
    unsigned lead = length == 3 ? 0xE0 : 0xF0;
    text[0] = (char)(lead | character >> (6 * (length - 1)));
    for (size_t i = 1; i < length; i++)
        text[i] = (char)(0x80 | (character >> (6 * (length - 1 - i)) & 0x3F));
    return length;
}

/* What must hold of the key of any text. */
static void expect_sound(Arena *arena, const char *text)
{
    const char *key = text_sort_key(arena, text);
    size_t length = strlen(key);
    if (!text_valid_utf8(key, length))
        fail_msg("not UTF-8: key of \"%s\"", text);
    if (key[0] == ' ' || (length > 0 && key[length - 1] == ' ') || strstr(key, "  ") != NULL)
        fail_msg("spaces: \"%s\" gave \"%s\"", text, key);
    if (strcmp(text_sort_key(arena, key), key) != 0)
        fail_msg("the key of \"%s\" has another key", key);
    arena_reset(arena);
}

static void every_character_gives_a_sound_key(void **state)
{
    (void)state;
    Arena *arena = arena_create(65536, "test");
    for (uint32_t character = 1; character <= 0x10FFFF; character++) {
        if (character >= 0xD800 && character <= 0xDFFF)
            continue;
        char text[16] = "x";
        size_t length = 1;
        length += put_utf8(text + length, character);
        text[length++] = 'y';
        text[length] = '\0';
        expect_sound(arena, text);
        expect_sound(arena, (text[length - 1] = '\0', text + 1));
    }
    arena_destroy(arena);
}

static uint32_t any_character(TestNumbers *numbers)
{
    static const struct {
        uint32_t first, count;
    } ranges[] = {{0x20, 0x5F},   {0x20, 0x5F},    {0xA0, 0x1B0},    {0x300, 0x70},
                  {0x370, 0x190}, {0x5D0, 0x150},  {0x900, 0x500},   {0x1E00, 0x200},
                  {0x2000, 0x60}, {0x1100, 0x100}, {0xAC00, 0x2BA4}, {0xFB00, 0x400}};
    uint64_t range = test_number(numbers, sizeof ranges / sizeof ranges[0]);
    return ranges[range].first + (uint32_t)test_number(numbers, ranges[range].count);
}

static void random_texts_give_sound_keys(void **state)
{
    (void)state;
    TestNumbers numbers = {5};
    Arena *arena = arena_create(65536, "test");
    for (int i = 0; i < 200000; i++) {
        char text[64];
        size_t length = 0;
        for (uint64_t count = test_number(&numbers, 12); count > 0; count--)
            length += put_utf8(text + length, any_character(&numbers));
        text[length] = '\0';
        expect_sound(arena, text);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_letters_become_ascii),
        cmocka_unit_test(punctuation_and_spaces),
        cmocka_unit_test(other_scripts_keep_their_letters),
        cmocka_unit_test(names_sort_as_people_expect),
        cmocka_unit_test(no_text_has_no_key),
        cmocka_unit_test(every_character_gives_a_sound_key),
        cmocka_unit_test(random_texts_give_sound_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
