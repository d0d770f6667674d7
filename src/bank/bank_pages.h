/* bank_pages.h: what the pages of the bank show. For this folder only. */
#ifndef BANK_BANK_PAGES_H
#define BANK_BANK_PAGES_H

#include "bank/bank.h"

typedef struct InterventionRow {
    Url href;
    const char *name, *area, *wave, *dose, *use;
    bool retired;
} InterventionRow;

typedef struct InterventionRows {
    size_t count;
    InterventionRow *items;
} InterventionRows;

typedef struct BankPage {
    Page page;
    InterventionRows rows;
    FormView ship;
    bool lacks; /* something that Fourfold brings */
    Url add, strategies, phrases, back;
} BankPage;

typedef struct InterventionPage {
    Page page;
    const char *title;
    const char *use; /* NULL: it is new */
    FormView form;
    FieldView name, example, area, wave, deliverer, group, minutes, times, weeks, dose_note;
    FieldView measure, detail, evidence, training, cost, retired;
    bool is_new, costs;
    Url back;
} InterventionPage;

/* Strategies, or phrases for outcomes. */
typedef struct BankLineRow {
    Url href;
    const char *wording, *area, *more; /* more: how one will know, or "Avoid"; "": nothing */
    bool retired;
} BankLineRow;

typedef struct BankLineRows {
    size_t count;
    BankLineRow *items;
} BankLineRows;

typedef struct BankLinesPage {
    Page page;
    const char *title, *about, *more, *find; /* more: the heading of that column */
    BankLineRows rows;
    FormView form;
    FieldView wording, area, measure, avoid;
    bool has_measure; /* a phrase; otherwise a strategy */
    Url back;
} BankLinesPage;

typedef struct BankLinePage {
    Page page;
    const char *title;
    FormView form;
    FieldView wording, area, measure, avoid, retired;
    bool has_measure;
    Url back;
} BankLinePage;

#endif
