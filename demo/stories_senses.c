/* Hearing, sight and movement. */
#include "demo/story.h"

static const Story table[] = {
    {.key = "hearing",
     .needs = {"HI", "SLCN"},
     .raised_by = "professional",
     .concern =
         "Moderate hearing loss in both ears, aids since infancy. Hears well at one metre in "
         "quiet, little at five metres in noise. Needs a radio aid in class.",
     .noticed_where = "Audiology clinic",
     .evidence =
         "Audiogram, the teacher of the deaf’s report, class observation with the radio aid "
         "on and off, {mum}’s view.",
     .hoped = "That {he} hears what is said in lessons and says so when {he} does not.",
     .barriers = "In a noisy room, or when the speaker turns away, half of the words are gone. "
                 "Endings and new words suffer most. Listening all day is tiring.",
     .progress = "Reading as expected. Vocabulary and spelling of word endings are behind.",
     .tried = "Seat at the front, carpet tiles, aids checked each morning. The radio aid made the "
              "greatest difference.",
     .advice = "Teacher of the deaf, each half term: face {him}, microphone on, repeat what other "
               "children said.",
     .summary = "{Name} has a hearing loss and wears two aids. With the radio aid, faces in view "
                "and new words taught first, {he} takes part in everything.",
     .strategies = "Microphone on, and passed to whoever speaks.\nFace {him}; no talking while "
                   "writing.\nRepeat the other children’s answers.",
     .home = "Battery check is {his} own job in the morning. Subtitles on.",
     .part = "I tell them when it goes fuzzy.",
     .outcomes = {"aids", "topic_words"},
     .later_child = {"I told the visitor her microphone was off.",
                     "I hear Maisie when she whispers if she holds it."},
     .later_parent = {"She is less tired on Fridays.",
                      "She explained her aids to her swimming group, by herself."},
     .voices = {{"Bright, bossy in play, reads lips and moods.",
                 "My ears have batteries. When it’s flat I look at faces.",
                 "She will smile and nod. Ask her what you said.",
                 "I lip-read\nI am the boss of the shop\nI dance, I feel the drum",
                 "Dancing\nMy purple aids\nMy sister’s signs",
                 "Look at me\nOne person talks\nDon’t cover your mouth"},
                {"Organised, loves facts, calm in a crisis.",
                 "When everyone talks at once it turns to soup.",
                 "The new classroom echoes and she comes home grey. Could there be carpet?",
                 "I know about space\nI am organised\nI help new people",
                 "Space\nMy friend Safa\nThe microphone being on",
                 "Say who is talking\nNot with your back to me\nQuiet for five minutes at lunch"}}},

    {.key = "sight",
     .needs = {"VI"},
     .raised_by = "professional",
     .concern =
         "Low vision from birth, stable. Reads 24-point print at 15 cm; board work cannot be "
         "read; glare hurts.",
     .noticed_where = "Eye clinic",
     .evidence = "Clinic letter, the functional vision assessment of the specialist teacher, "
                 "{Name}’s and {mum}’s views.",
     .hoped = "That she has every page when the others have it, and asks for what she needs.",
     .barriers = "Small or pale print, the board, ball games and crowded corridors. Looking hard "
                 "tires her by two o’clock.",
     .progress = "At or above what is expected in all subjects when pages come in large print. "
                 "Slower, which is not weaker.",
     .tried = "Enlarging on the copier (grey and blurred), own screen copy of the board (works), "
              "sitting at the front (glare).",
     .advice =
         "Teacher of vision impairment, each half term: 24 point, bold, matt paper; typing; a "
         "mobility visit to the high school.",
     .summary = "{Name} has low vision. She works at the level of the class when the page reaches "
                "her in time and in large print. Asking for it herself is this year’s aim.",
     .strategies = "Send her the pages the day before.\nSay what you write on the board.\nBack to "
                   "the window.",
     .home = "Magnifier and lamp for homework. Walk the way to the new school at the weekend.",
     .part = "I ask for my page before the lesson, not after.",
     .outcomes = {"find_place", "typing"},
     .later_child = {"I asked Mr Okafor for my page in the corridor. It’s funny, I wasn’t shy.",
                     "Typing is quicker than looking."},
     .later_parent = {"She came home with the same homework as the others. That was the best part.",
                      "She did the bus with us and counted the stops."},
     .voices = {{"Disciplined, musical, an excellent memory because she needs one.",
                 "I don’t need help. I need the page.",
                 "She hates a helper at her shoulder. Send the file and leave her be.",
                 "I play the tabla\nI remember everything\nI am independent",
                 "Tabla\nMy cousins\nDoing it without a helper",
                 "Give me the page early\nSay my name first\nDon’t move the furniture"}}},

    {.key = "chair",
     .needs = {"PD"},
     .raised_by = "professional",
     .concern = "Cerebral palsy, uses a wheelchair and a walker. Tires early. Needs a standing "
                "programme, a hoist-trained pair of adults and time.",
     .noticed_where = "Therapy review before she joined",
     .evidence = "Final education, health and care plan; physiotherapist’s, occupational "
                 "therapist’s and doctor’s reports; {Name}’s own list.",
     .hoped = "That her energy goes into learning and friends and not into getting about.",
     .language_reason = "English and Panjabi are both strong; her needs are physical.",
     .barriers =
         "Distances, doors, writing by hand and long days. She hides tiredness and pays for "
         "it the next day.",
     .progress = "Above what is expected in English, at it in maths. Stands for twelve minutes; a "
                 "year ago it was four.",
     .tried = "Leaving class early (missed the end of every lesson), a helper at each break (no "
              "friends), rest at noon (good).",
     .advice = "Physiotherapist, monthly: programme in section F. Occupational therapist: laptop "
               "arm, table height, check each term.",
     .summary = "{Name} has cerebral palsy and an education, health and care plan. Her mind is as "
                "quick as any; energy is what has to be planned.",
     .strategies = "Table and door clear before she comes.\nLaptop open from the start.\nAsk her "
                   "colour, and believe it.",
     .home = "Stretches after the bath. Tell us when the night was bad.",
     .part = "I say yellow before it’s red.",
     .outcomes = {"frame", "rest", "typing"},
     .later_child = {"I painted for fifteen minutes standing up. Nobody clapped. Perfect.",
                     "I said yellow in PE. In PE!"},
     .later_parent = {"Two lost afternoons this term. It used to be two a week.",
                      "Her friends come to her now, not her helper."},
     .voices = {{"Sharp, funny, an organiser of other people.",
                 "I am not “doing well considering”. I’m doing well.",
                 "She needs friends more than she needs physiotherapy. Please plan both.",
                 "I am sharp\nI run the newspaper\nI give good advice",
                 "The class newspaper\nMy friend Hafsa\nGoing on the trip like everyone",
                 "Ask me, not my helper\nOpen the door before I get there\nBelieve my colour"}}},
};

Stories stories_senses(void)
{
    return (Stories){sizeof table / sizeof table[0], table};
}
