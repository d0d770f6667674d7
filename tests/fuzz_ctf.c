#include "fuzz.h"

#include <string.h>

#include "exchange/ctf_read.h"
#include "platform/base/log.h"

const char *const fuzz_seeds[] = {
    "<CTfile><Header><CTFversion>25.0</CTFversion></Header><CTFpupilData><Pupil><UPN>A</UPN>"
    "<SENhistory><SEN><StartDate>2025-01-01</StartDate><SENprovision>K</SENprovision></SEN>"
    "<SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENneed></SENneeds>"
    "</SENhistory><Contacts><Contact><Surname>B</Surname></Contact></Contacts></Pupil>"
    "</CTFpupilData></CTfile>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]><CTfile>&b;</CTfile>",
    "<CTfile xmlns=\"x\"><![CDATA[<]]></CTfile>",
    "\xFF\xFE<\0C\0",
    "",
    NULL,
};

/* Whatever is in it is read as text of ours, or refused with a sentence. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_create((size_t)256 << 20, "fuzz");
    CtfFile file;
    const Error *error = ctf_read(arena, (Bytes){data, size}, &file);
    ASSERT(error == NULL || error->kind == ERROR_INVALID || error->kind == ERROR_TOO_LARGE);
    size_t line = 0;
    for (size_t i = 0; error == NULL && i < file.count; i++) {
        ASSERT(file.pupils[i].line > line);
        line = file.pupils[i].line;
        for (int field = 0; field < IMPORT_FIELD_COUNT; field++) {
            const char *cell = file.pupils[i].cells[field];
            ASSERT(text_valid_utf8(cell, strlen(cell)));
        }
    }
    arena_destroy(arena);
    return 0;
}
