#include "app/demo_people.h"

const DemoPerson demo_people[] = {
    {"SENCO", "Mrs Vaz", "senco@demo.example", "four parts make one"},
    {"Headteacher", "Mr Okafor", "head@demo.example", "four parts make one"},
    {"Class teacher, 4H", "Mr Hughes", "teacher@demo.example", "four parts make one"},
    {"Teaching assistant", "Ms Reid", "assistant@demo.example", "four parts make one"},
    {"School office", "Mrs Lindqvist", "office@demo.example", "four parts make one"},
    {NULL, NULL, NULL, NULL},
};
