#include "platform/base/text.h"

#include <stdint.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "platform/base/log.h"

/* The longest compatibility decomposition of one character has 18 characters. */
#define PARTS_MAX 18

/* A key as it grows. Runs twice over the text: first with text NULL, to count. */
typedef struct Key {
    uint8_t *text;
    size_t length;
    ucs4_t last; /* the character put last; 0 at the start */
    bool space;  /* one is owed before the next letter */
} Key;

typedef struct Letter {
    ucs4_t letter; /* lower case */
    const char *folded;
} Letter;

/* Letters that Unicode does not take apart, as people who cannot type them write them. Sorted. */
static const Letter letters[] = {
    {0x00DF, "ss"},       {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"},
    {0x0111, "d"},        {0x0127, "h"},  {0x0131, "i"}, {0x0138, "k"}, {0x0142, "l"},
    {0x014B, "ng"},       {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"}, {0x0183, "b"},
    {0x0188, "c"},        {0x018C, "d"},  {0x0192, "f"}, {0x0199, "k"}, {0x019A, "l"},
    {0x019E, "n"},        {0x01A5, "p"},  {0x01AD, "t"}, {0x01B4, "y"}, {0x01B6, "z"},
    {0x01DD, "e"},        {0x01E5, "g"},  {0x021D, "y"}, {0x0225, "z"}, {0x0237, "j"},
    {0x023C, "c"},        {0x0247, "e"},  {0x0249, "j"}, {0x024D, "r"}, {0x024F, "y"},
    {0x0253, "b"},        {0x0254, "o"},  {0x0256, "d"}, {0x0257, "d"}, {0x0259, "e"},
    {0x025B, "e"},        {0x0260, "g"},  {0x0268, "i"}, {0x0269, "i"}, {0x0272, "n"},
    {0x0275, "o"},        {0x0288, "t"},  {0x0289, "u"}, {0x028B, "v"}, {0x0292, "z"},
    {0x03C2, "\xCF\x83"}, /* final sigma is sigma */
};

static const char *folded_letter(ucs4_t character)
{
    size_t low = 0;
    size_t high = sizeof letters / sizeof letters[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (letters[middle].letter == character)
            return letters[middle].folded;
        if (letters[middle].letter < character)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void put(Key *key, ucs4_t character)
{
    uint8_t bytes[4];
    int count = u8_uctomb(bytes, character, sizeof bytes);
    ASSERT(count > 0);
    if (key->text != NULL)
        memcpy(key->text + key->length, bytes, (size_t)count);
    key->length += (size_t)count;
    key->last = character;
}

static void put_letter(Key *key, ucs4_t character)
{
    if (key->space && key->length > 0)
        put(key, ' ');
    key->space = false;
    const char *folded = folded_letter(character);
    if (folded == NULL) {
        put(key, character);
        return;
    }
    const uint8_t *at = (const uint8_t *)folded;
    while ((at = u8_next(&character, at)) != NULL)
        put(key, character);
}

/* Marks of other scripts are vowels or letters there: only those on a Latin letter, which is ASCII
 * by now, are accents. A mark on no letter at all goes too. */
static bool is_accent(const Key *key, ucs4_t character)
{
    return (key->last < 0x80 || key->space) && uc_is_general_category(character, UC_MARK);
}

/* They stand within words: O'Neill, J.R., Catalan's l·l, Hawaiian's and Uzbek's letters like an
 * apostrophe, and marks of direction or joining, which nobody sees. */
static bool is_silent(ucs4_t character)
{
    return character == '\'' || character == '.' || character == '`' || character == 0x00B4 ||
           character == 0x00B7 || (character >= 0x02B9 && character <= 0x02BF) ||
           (character >= 0x2018 && character <= 0x201B) || character == 0x2032 ||
           uc_is_general_category(character, UC_FORMAT);
}

static void put_part(Key *key, ucs4_t part)
{
    if (is_silent(part) || is_accent(key, part))
        return;
    if (uc_is_general_category(part, UC_LETTER) || uc_is_general_category(part, UC_MARK) ||
        uc_is_general_category(part, UC_NUMBER))
        put_letter(key, uc_tolower(part));
    else
        key->space = true;
}

static void put_character(Key *key, ucs4_t character)
{
    if (character < 0x80) {
        put_part(key, character);
        return;
    }
    if (is_silent(character))
        return;
    uint32_t parts[PARTS_MAX];
    size_t count = PARTS_MAX;
    uint32_t *found = u32_normalize(UNINORM_NFKD, &character, 1, parts, &count);
    ASSERT(found == parts);
    for (size_t i = 0; i < count; i++)
        put_part(key, parts[i]);
}

static void put_text(Key *key, const char *text)
{
    ucs4_t character;
    const uint8_t *at = (const uint8_t *)text;
    while ((at = u8_next(&character, at)) != NULL)
        put_character(key, character);
}

/* Put the parts of other scripts' letters together again: the shortest form, and the same however
 * the text was typed. */
static void compose(const Key *key, uint8_t *composed)
{
    size_t length = key->length;
    uint8_t *found = u8_normalize(UNINORM_NFC, key->text, key->length, composed, &length);
    /* Not so only when it needed more room than the parts, which it never does. */
    ASSERT(found == composed && length <= key->length);
}

char *text_sort_key(Arena *arena, const char *text)
{
    if (text == NULL)
        return NULL;
    Key counted = {.text = NULL};
    put_text(&counted, text);
    size_t size = counted.length + 1;
    Key key = {.text = arena_alloc_array(arena, size, 1)};
    put_text(&key, text);
    if (text_length((char *)key.text) == key.length)
        return (char *)key.text; /* all ASCII */
    uint8_t *composed = arena_alloc_array(arena, size, 1);
    compose(&key, composed);
    return (char *)composed;
}
