/* The class that most visitors open first. */
#include "demo/story.h"

static const Story table[] = {
    {.key = "zofia",
     .needs = {"SLCN", "SPLD"},
     .raised_by = "parent",
     .concern = "Zofia was late to talk in Polish. Babcia noticed first. Now she reads a page and "
                "cannot tell me what was in it. I do not think it is only English.",
     .noticed_where = "Reading, telling news, both at home and at school",
     .evidence = "Language screen in English with a Polish interpreter beside it, reading test "
                 "(standard score 74), {teacher}’s notes of six weeks, both parents’ views.",
     .hoped =
         "That Zofia can say what she needs, reads with the class, and is not afraid of lunch.",
     .language_reason = "She was slow to put words together in Polish too: the interpreter heard "
                        "the same gaps, and her brother, who has the same two languages, has none.",
     .barriers = "She understands more than she can say. Long sentences lose her, the right word "
                 "comes late, and while she looks for it somebody else has answered. Noise makes "
                 "all of it worse.",
     .progress = "Reading: standard score 79, was 74 last spring. Writing two years behind. Maths "
                 "as expected when it is shown. Peers speak in paragraphs, she in short sentences.",
     .tried = "A Polish-speaking volunteer (lovely, and left in spring), picture books, partner "
              "talk with Maja. Partner talk was the thing that helped.",
     .advice =
         "Dr Amin, NHS speech and language therapist: understands more than she can say; wait "
         "ten seconds; build sentences; no questions one after the other.",
     .summary = "Zofia needs time and a way into longer sentences. She is a brave reader now and "
                "wants to say things herself. Lunchtime, with its noise and its groups, is what "
                "she finds hardest.",
     .strategies = "Ask, then count ten seconds.\nShow first, then ask.\nNever finish her words.",
     .home =
         "Read one page together in either language, and ask one “why”. Babcia’s stories count.",
     .part = "I go back when it makes no sense. I say the whole sentence, even when it’s slow.",
     .outcomes = {"page_errors", "because", "whole_game"},
     .later_child = {"I read to Babcia on the phone and she said “jeszcze raz”.",
                     "Lunch has too many legs. The reading is good."},
     .later_parent = {"She reads the menu to us now. She is proud, but she cries on Sunday "
                      "evenings.",
                      "We hear English sentences with three parts at home. Polish ones too."},
     .voices = {{"Kind to the little ones, makes people laugh without words, knows a great deal "
                 "about horses. Careful, and never gives up on a page.",
                 "I know it in my head. Then it is stuck. Please wait.",
                 "She is not shy. She is slow with words, in Polish also. When you wait, she will "
                 "tell you everything. (Mrs Nowak, in Polish, put into English)",
                 "I am kind to the little ones\nI make people laugh\nI know a lot about horses",
                 "Sitting with Maja\nKnowing what comes next\nSpeaking Polish with Babcia",
                 "Give me time. Ten seconds\nShow me, then ask me\nPlease don’t finish my words"}}},

    {.key = "ibrahim",
     .needs = {"SLCN"},
     .raised_by = "staff",
     .concern =
         "Ibrahim tells me about cricket for ten minutes, and in science he says “it did the "
         "thing”. The words for school are not there.",
     .noticed_where = "Science, topic, maths problems in words",
     .evidence = "Vocabulary test (standard score 76), recordings of two lessons, talk with Mrs "
                 "Hossain and with Ibrahim.",
     .hoped = "That he has the words of the lesson, and dares to use them.",
     .language_reason = "Mrs Hossain and the bilingual assistant say that words are slow to come "
                        "in Bengali as well; his sisters learnt both languages without trouble.",
     .barriers = "School words do not stay. He guesses what a question means from one word in it, "
                 "and often it is the wrong one.",
     .progress = "Number and reading aloud are as expected. What he reads and hears he explains "
                 "like a child two years younger.",
     .tried = "Word walls (he does not look at them), a dictionary (too slow), drawing the word "
              "(he remembers those).",
     .advice = "",
     .summary = "Ibrahim is chatty, sharp and keen. The words that lessons are made of need "
                "teaching, few at a time, with actions and pictures.",
     .strategies = "Six words before the topic.\nAsk him to draw it, then say it.\nOne question, "
                   "one answer; then the next.",
     .home = "Three topic words at dinner. The family has made it a competition.",
     .part = "I use one new word each day in front of people.",
     .outcomes = {"topic_words", "group_talk", "about_it"},
     .later_child = {"I said “friction” at cricket and the coach laughed in a good way.",
                     "I draw it and then I’ve got it."},
     .later_parent = {"He corrected my husband: not “hot”, “thermal”.",
                      "He tells us what they did in science. Before it was always “stuff”."},
     .voices = {{"Chatty, generous, a statistician of cricket; draws quickly and well.",
                 "I get the words mixed up so I say stuff.",
                 "He is the talker of the family, that is why nobody saw it. (Mrs Hossain)",
                 "I am good at cricket\nI share\nI draw fast",
                 "Cricket with my cousins\nMy little sisters\nBeing picked for science monitor",
                 "Draw it for me\nOne question at a time\nTell me the new words first"}}},

    {.key = "mabel",
     .needs = {"MLD"},
     .raised_by = "staff",
     .concern = "Mabel has learnt to look busy. Under the busy look she does not know what ten and "
                "four make.",
     .noticed_where = "Maths every day, telling the time, change at the tuck shop",
     .evidence = "Number interview with Mrs Vaz, tables check, book of the last term, Mr and Mrs "
                 "Lewis’s views and Mabel’s.",
     .hoped = "That Mabel dares to say “I don’t get it”, and that numbers begin to make sense.",
     .barriers = "She counts in ones and hides it. Tens are a word to her. When she is afraid of "
                 "being wrong, she copies, and nobody sees what she knows.",
     .progress = "Works at about the level of Year 2 in maths. Reading and writing as expected. "
                 "Her own mark for maths: 2 out of 10.",
     .tried = "Maths with the Year 3 group (embarrassed), a number square (likes it), tables songs "
              "(knows the tunes).",
     .advice = "",
     .summary =
         "Mabel reads, writes and draws with pleasure, and is afraid of numbers. She needs to "
         "build them with her hands, with nobody watching, and find out that wrong is fine.",
     .strategies = "Blocks on every table, not only hers.\nAsk “How did you see it?”, not “What is "
                   "it?”.\nGive her the question a minute early.",
     .home = "Cooking for the number of people who are coming. No worksheets, by agreement.",
     .part = "I say when I’m copying. I make it before I write it.",
     .outcomes = {"place_value", "number_facts"},
     .later_child = {"I told {teacher} I didn’t get it and he said thank you.",
                     "Ten and four is fourteen because it’s in the word."},
     .later_parent = {"She did the shopping list with prices. Her idea.",
                      "She said “I’m not bad at maths, I’m slow at maths”."},
     .voices = {{"A reader and illustrator, tidy, thoughtful, a peacemaker.",
                 "I do my thinking face so nobody asks me.",
                 "She told the dog about it, not us. We heard it through the door. (Mrs Lewis)",
                 "I draw comics\nI am tidy\nI stop arguments",
                 "My dog Waffle\nMy comics\nSitting with Freya",
                 "Don’t ask me out loud\nLet everybody have blocks\nTell me the question before"}}},

    {.key = "ama",
     .needs = {"SPLD", "SLCN"},
     .raised_by = "staff",
     .concern = "Ama can retell the film of the book scene by scene. She could not read me the "
                "first page of it.",
     .noticed_where = "Reading, spelling, reading questions in maths",
     .evidence = "Reading (standard score 78) and spelling tests, listening comprehension (112), "
                 "sight test, Mrs Quaye’s view.",
     .hoped = "That reading catches up with her mind.",
     .barriers = "Letters turn into sounds slowly. She knows the first sound and guesses the rest, "
                 "and stops when anybody is listening.",
     .progress = "Reads like a child of six and a half. Understands what is read to her like a "
                 "child of ten.",
     .tried = "A year of books at home, tinted overlay (no difference), reading to the Reception "
              "class (she shone).",
     .advice = "",
     .summary =
         "Ama thinks far ahead of what she can read. She needs the code of letters and sounds "
         "again from where it broke, and books by ear in the meantime.",
     .strategies = "Hear the text first.\nNever aloud without preparing.\nMark what she means.",
     .home = "Audio book and the paper book together. Auntie Efua listens on Saturdays.",
     .part = "I look at all of the word, to the end.",
     .outcomes = {"long_words", "fluency"},
     .later_child = {"I read to Reception and I didn’t make the middle up.",
                     "Words have ends. I forgot to look at them."},
     .later_parent = {"She read the hymn. Quietly, and every word.",
                      "She wants a library card of her own."},
     .voices = {{"A retentive mind, a fine singing voice, confident with young children.",
                 "I know what it’s about. I just can’t get in.",
                 "Her father reads to her every night and she knows the books by heart, so for two "
                 "years none of us saw it. (Mrs Quaye)",
                 "I sing in church\nI am good with little ones\nI remember stories",
                 "Church on Sundays\nMy auntie Efua\nReading to Reception",
                 "Read it to me first\nDon’t pick me without telling me\nLet me use my finger"}}},

    {.key = "gethin",
     .needs = {"PD", "SPLD"},
     .raised_by = "parent",
     .concern = "His hands hurt after school. The doctor says his joints are too bendy. He thinks "
                "he is clumsy and we have heard other children say it.",
     .noticed_where = "Writing, PE, cutlery",
     .evidence =
         "Paediatrician’s letter (joint hypermobility), the occupational therapist’s report, "
         "writing speed, Gethin’s own list of what hurts.",
     .hoped = "That Gethin can show what he knows without pain.",
     .barriers = "Loose joints make holding a pencil, sitting up and carrying tiring and sore. "
                 "After ten minutes of writing the shapes go.",
     .progress = "Reading and science above average. Writes eighteen letters a minute; the class "
                 "writes forty.",
     .tried = "Three kinds of grip (one stays), a sloping board (stays), handwriting club (made it "
              "hurt).",
     .advice = "Occupational therapist: short hand work three times a week, typing as the main way "
               "from Year 5, a chair that fits.",
     .summary = "Gethin knows a great deal and his hands tire before he has written it. He is "
                "changing over from pen to keyboard, and needs less of both until then.",
     .strategies =
         "Half the writing, all of the thinking.\nFeet flat, board up, chair in.\nOffer the "
         "laptop before he asks.",
     .home = "Typing game, ten minutes, with Dad. Warm hands before homework.",
     .part = "I say “hands” when they hurt.",
     .outcomes = {"letters", "typing"},
     .later_child = {"I typed all of the volcano one. {teacher} put it up.",
                     "I said “hands” and it was fine."},
     .later_parent = {"No pain after school this half term, he says. He used to say nothing.",
                      "He sent a long message to Taid in Welsh, typed with both hands."},
     .voices = {{"Knowledgeable, gentle, a wit in two languages, good at explaining.",
                 "My hands run out before my ideas.",
                 "He was called butterfingers in front of us. Please let the others know why. (Mr "
                 "Davies)",
                 "I explain things\nI am funny in Welsh\nI know about volcanoes",
                 "Taid’s farm\nMy keyboard\nRugby, watching it",
                 "Let me type\nBelieve me when it hurts\nDon’t call me clumsy"}}},

    {.key = "finn",
     .needs = {"SEMH"},
     .raised_by = "staff",
     .concern =
         "Finn is the kindest boy at nine and gone by eleven. I send him on errands to keep us "
         "both happy, and he is missing maths.",
     .noticed_where = "Late mornings, writing, wet play",
     .evidence =
         "Observations by Mrs Vaz in four lessons, questionnaires from home and school, his "
         "books. The paediatrician sees him in spring.",
     .hoped = "That Finn stays for the lesson and likes what he has done in it.",
     .barriers = "Sitting still and long jobs beat him. He knows it, jokes about it and starts to "
                 "say that he is thick. Wet play undoes a whole day.",
     .progress =
         "Maths above what is expected when he is there, writing below. A lesson in five is "
         "spent elsewhere.",
     .tried = "Errands (fun, no maths), a seat by himself (felt punished), a standing desk "
              "(good), a timer (very good).",
     .advice = "",
     .summary = "Finn is generous and quick and cannot stay with one thing for long. Short pieces, "
                "a timer of his own and moving on purpose bring him through the morning.",
     .strategies =
         "One piece at a time, timer on his side.\nStanding is fine.\nTell him what he did "
         "well before eleven.",
     .home = "Football before homework, not after. One good thing each day by text from {teacher}.",
     .part = "I turn the timer and I stay till it’s through.",
     .outcomes = {"on_task", "begin", "playtimes"},
     .later_child = {"I stayed till the sand was through. And it wasn’t even football.",
                     "{teacher} texts my mam good things now. She reads them out."},
     .later_parent = {"He told his nan he is good at maths. He is. He has never said it.",
                      "Wet play is still the phone call I dread."},
     .voices = {{"Warm, quick, fair on the pitch, first to welcome somebody new.",
                 "I start good. Then I’m outside and I don’t know how I got there.",
                 "He cried because he thinks he is thick. He isn’t, is he? (Mrs O’Brien)",
                 "I look after new kids\nI am fast\nI make {teacher} laugh",
                 "Hurling with my grandad\nMy mam being proud\nMaths when it goes quick",
                 "Give me one bit\nLet me stand up\nTell me before I go wrong, not after"}}},

    {.key = "rosie",
     .needs = {"ASD", "SLCN"},
     .raised_by = "parent",
     .concern =
         "She stopped talking when she started school. At home she sings. You say quiet, we say "
         "something is wrong. Please read what the clinic wrote.",
     .noticed_where = "School, and anywhere with more than four people",
     .evidence = "Final education, health and care plan; clinic’s, therapist’s and psychologist’s "
                 "reports; two years of cycles in this school; Rosie’s own book.",
     .hoped = "That Rosie is heard at school, in whatever way she chooses, and is less afraid.",
     .barriers =
         "Autism, and great fear of speaking where people are. She works silently, does not "
         "ask, and goes hungry rather than queue. A change of adult can cost a week.",
     .progress =
         "Reading far above her age, maths as expected. Speaks in whispers to two adults and "
         "two children; a year ago to nobody.",
     .tried = "Coaxing (made it worse), writing cards (she chose these), lunch in the library with "
              "two friends (changed everything).",
     .advice = "Therapist, each half term: no pressure to speak, whisper ladder, cards count as "
               "talking. Psychologist: prepare each change a week ahead.",
     .summary =
         "Rosie is autistic and has an education, health and care plan. She has a great deal "
         "to say on paper and more each term aloud. Quiet, warning and choice are what she "
         "needs from us.",
     .strategies = "Her card is her voice: answer it.\nTell her on Monday what changes by "
                   "Friday.\nNever “Can you say it?”.",
     .home = "The Sunday note goes both ways. Friends to the garden, one at a time.",
     .part = "I use my card first and my whisper when I want to.",
     .outcomes = {"whisper", "library_lunch", "cards"},
     .later_child = {"I whispered the answer to {ta} and she did NOT make a face. (written)",
                     "I asked for the blue pen out loud. It came out before I could stop it. "
                     "(written)"},
     .later_parent = {"She rang her gran. She dialled it herself.",
                      "She said in the car that {teacher} is “all right”. You have no idea."},
     .voices = {{"Reads far beyond her age, writes with wit, exact in everything, devoted to her "
                 "two friends.",
                 "I have a loud voice inside. It gets stuck at the gate. Writing is my talking. "
                 "(written)",
                 "At home she sings. We would like you to meet that girl. (Mrs Bailey)",
                 "I write stories\nI am exact\nI never forget a promise",
                 "The library at lunch\nErin and Maja\nMy stick insects",
                 "Read my card\nTell me on Monday\nDon’t look pleased when I talk"}}},
};

Stories stories_of_4h(void)
{
    return (Stories){sizeof table / sizeof table[0], table};
}
