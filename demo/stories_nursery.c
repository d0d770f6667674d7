/* A nursery's children, two to four years old. */
#include "demo/story.h"

static const Story table[] = {
    {.key = "first_words",
     .needs = {"SLCN"},
     .raised_by = "parent",
     .concern = "{Name} understands us, and has perhaps fifteen words. {His} cousins of that age "
                "talk all day. Should we worry?",
     .noticed_where = "Snack, singing time, the sand tray, and at home",
     .evidence = "The progress check at age two, three weeks of notes in the room, what {mum} "
                 "writes down at home, and a hearing test (clear).",
     .hoped = "That {he} says what {he} wants, to us and to the other children.",
     .language_reason = "{mum} was asked about both languages: there are as few words in the "
                        "language of the home.",
     .barriers = "{He} points, pulls a hand and makes one sound for many things. Other children "
                 "go on without {him}.",
     .progress = "Moves, builds and plays as expected for {his} age. Talking is about a year "
                 "behind, and {he} knows it.",
     .tried = "Fewer questions and more talk beside {him}, songs with gaps, a choice of two at "
              "snack. The choice helps.",
     .advice = "Health visitor: referred to speech and language therapy, seen in spring at the "
               "earliest. Go on as now.",
     .summary = "{Name} has a great deal to tell and few words yet. Somebody who plays beside "
                "{him} and waits is what helps.",
     .strategies = "Get down to {his} height and wait for ten seconds.\nSay {his} word back with "
                   "one more: “bus”, “red bus”.\nOffer two things and hold them up.",
     .home = "The same picture book each evening; stop, and let {him} fill in. Both languages.",
     .part = "I show you and I say it.",
     .outcomes = {"two_words", "listening"},
     .later_child = {"More bus!", "My go."},
     .later_parent = {"{He} said “Daddy gone” at the door. We both heard it.",
                      "There is less crying at breakfast, because {he} asks now."},
     .voices =
         {{"Kind to the little ones, climbs everything, finds the right puzzle piece at once.",
           "Bus. Outside. Again!", "Ama talks for him at home, and we let her. We will try not to.",
           "I climb high\nI do puzzles\nI give hugs", "Buses\nMy sister Ama\nThe sand tray",
           "Wait for me\nShow me two\nSing with me"},
          {"Sings every tune without the words, gentle with the rabbit, pours without spilling.",
           "Rabbit. My rabbit. Look.", "She is busy and happy. It is only the talking.",
           "I sing\nI pour the water\nI am gentle", "The rabbit\nWater\nMummy’s keys",
           "Come down to me\nSay it back\nGive me time"}}},
};

Stories stories_nursery(void)
{
    return (Stories){sizeof table / sizeof table[0], table};
}
