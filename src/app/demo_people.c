#include "app/demo_people.h"

#include "demo/demo.h"

const DemoPerson demo_people[] = {
    {"SENCO", "Mrs Vaz", "senco@demo.example", "four parts make one", NULL},
    {"Headteacher", "Mr Okafor", "head@demo.example", "four parts make one", NULL},
    {"Class teacher, 4H", "Mr Hughes", "teacher@demo.example", "four parts make one", NULL},
    {"Teaching assistant", "Ms Reid", DEMO_ASSISTANT_EMAIL, "four parts make one", NULL},
    {"School office", "Mrs Lindqvist", "office@demo.example", "four parts make one", NULL},
    {"Parent of Zofia", "Mrs Nowak", DEMO_PARENT_EMAIL, NULL, DEMO_PARENT_CODE},
    {"Pupil in Year 4", "Zofia", DEMO_LEARNER_EMAIL, NULL, DEMO_LEARNER_CODE},
    {"Assistant SENCO", "Ms Prasad", "assistant.senco@demo.example", "four parts make one", NULL},
    {"Cover teacher, 5T", "Mr Marsh", "cover@demo.example", "four parts make one", NULL},
    {"Exams officer", "Mrs Bennet", "exams@demo.example", "four parts make one", NULL},
    {"ICT administrator", "Mr Rao", "ict@demo.example", "four parts make one", NULL},
    {"Governor", "Mrs Aldous", "governor@demo.example", "four parts make one", NULL},
    {"Psychologist", "Dr Abara", "psychologist@demo.example", "four parts make one", NULL},
    {"Local authority officer", "Ms Tate", "officer@demo.example", "four parts make one", NULL},
    {"Nursery SENCO", "Ms Farrow", "senco@nursery.example", "four parts make one", NULL},
    {"Nursery manager", "Mrs Demir", "manager@nursery.example", "four parts make one", NULL},
    {"Parent of Ama and Kofi", "Mrs Quaye", DEMO_BOTH_EMAIL, NULL, DEMO_BOTH_CODE},
    {NULL, NULL, NULL, NULL, NULL},
};
