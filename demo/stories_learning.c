/* Cognition and learning, and what has no name yet. */
#include "demo/story.h"

static const Story table[] = {
    {.key = "early",
     .needs = {"MLD"},
     .raised_by = "staff",
     .concern = "Everything takes {Name} longer: coat, letters, numbers. {He} tries so hard, and "
                "yesterday’s words are gone today.",
     .noticed_where = "Phonics, number, getting ready",
     .evidence = "The class’s own checks over three half terms, phonics and number observations, "
                 "hearing and sight tests (clear), {mum}’s view.",
     .hoped = "That {he} learns to read and count at {his} own pace and does not lose heart.",
     .language_reason = "A bilingual assistant did the same tasks in the language of the home: "
                        "counting and memory for words were just as hard there.",
     .barriers = "New things need many more turns than others need. {He} holds few things in mind "
                 "at once and gives up quietly when it is too long.",
     .progress = "About a year behind in reading, writing and number, and not closing. Progress is "
                 "there: small, steady, sure.",
     .tried = "Repeated phonics with the class, a helper at the table, sending words home. Small "
              "steps worked, more of the same did not.",
     .advice = "",
     .summary = "{Name} learns well in small steps with much repeating and things to touch. Speed "
                "and long talk leave {him} behind.",
     .strategies = "One step, do it, then the next.\nThings to hold before paper.\nCome back to it "
                   "tomorrow, and on Friday.",
     .home = "Five minutes of the sound cards, three times a week. Count stairs, spoons, socks.",
     .part = "I say when it is too long. I show what I did yesterday.",
     .outcomes = {"phonics", "task_list"},
     .later_child = {"I read it to the baby and the baby clapped.", "I know my list by heart."},
     .later_parent = {"{He} found {his} own name on the parcel.",
                      "We stopped pushing and {he} started asking."},
     .voices =
         {{"Cheerful, practical, first to comfort.", "I like school. Letters are tricky, they hop.",
           "She is the happiest of our three. We want her to stay happy.",
           "I am happy\nI am good at mud\nI look after Teddy", "The mud kitchen\nMy sisters\nSongs",
           "Show me again\nLittle bits\nLet me sing it"},
          {"Patient, artistic, wonderful with clay.", "I know it and then it goes.",
           "We do the cards each night and in the morning they are new to her. She never moans.",
           "I make things\nI am patient\nI am a good sister", "Clay\nStickers\nBaking with Grandma",
           "Tell me again tomorrow\nLet me touch it\nDon’t rush me"},
          {"Hard-working, good with tools, polite to everyone.",
           "I work with my father, I know all the tools.",
           "In Romania he had the same trouble with numbers, in our language. He is a good boy, he "
           "tries.",
           "I am strong\nI know tools\nI help", "My father’s van\nFootball\nMy friend Harley",
           "Show me with your hands\nSay it slow\nOne, then one"},
          {"Determined, tidy, the best mixer of paint in school.",
           "I’m on the small table but I do big work.",
           "She compares herself with her cousin now. Please tell her what she is good at.",
           "I mix colours\nI am neat\nI don’t give up",
           "Painting\nMy dog Poppet\nHelping Mrs Lindqvist in the office",
           "Same thing, three times\nA picture list\nTell me what I got right"}}},

    {.key = "number",
     .needs = {"MLD", "SPLD"},
     .raised_by = "parent",
     .concern =
         "{He} still counts on {his} fingers for 8 and 5 and cries over homework. {He} can read "
         "anything, so it isn’t that {he} is lazy.",
     .noticed_where = "Maths, time, money",
     .evidence = "Diagnostic number interview, last year’s results, work samples, {mum}’s and "
                 "{Name}’s views.",
     .hoped = "That number makes sense, and the tears stop.",
     .barriers = "Numbers are words to {him}, not amounts. Tens and ones swap, facts do not stay, "
                 "and fear does the rest.",
     .progress = "Reading at or above average. In maths about two years behind; the gap has "
                 "grown since Year 2.",
     .tried =
         "More practice sheets, a maths app, tables at home. Blocks and number lines help when "
         "{he} is allowed to use them.",
     .advice = "",
     .summary = "{Name} reads and reasons well in words. Number has never had a picture: building "
                "it with things, slowly, is what works.",
     .strategies = "Blocks and number line always allowed.\nOne way of writing it, not three.\nNo "
                   "racing, no calling out scores.",
     .home = "Money at the till, minutes on the oven, no sheets. Tell us what went well.",
     .part = "I make it before I write it. I say which bit I don’t get.",
     .outcomes = {"place_value", "number_facts", "tables"},
     .later_child = {"I get tens now. They’re boxes.", "I did the till at the fair. It was right."},
     .later_parent = {"No tears over maths since half term.",
                      "{He} worked out how long until the film, in minutes, aloud, in the shop."},
     .voices = {{"A keen reader, organised, a loyal friend.", "Numbers look at me and I look away.",
                 "We tried a tutor. She came out more frightened than she went in.",
                 "I read loads\nI organise things\nI am a loyal friend",
                 "Reading\nMy rabbit club\nNot being asked tables out loud",
                 "Let me use blocks\nDon’t time me\nTell me it’s the right way"},
                {"Great storyteller, good memory for songs, dances.",
                 "Everyone else has a door to maths and I’ve got a wall.",
                 "Her aunt is the same. She runs a business now, with a calculator.",
                 "I dance\nI sing harmony\nI make people feel better",
                 "Dance club\nMy auntie\nGroup work",
                 "Use money\nLet me draw it\nDon’t put me with the clock"},
                {"Practical, a fine cook, a fast swimmer.",
                 "I can halve a recipe but not a number.",
                 "He is proud. He will not ask. Please look.",
                 "I can cook\nI swim for the county\nI help my dad",
                 "Cooking\nSwimming\nKnowing how much is left",
                 "Make it real\nLet me check with you quietly\nGive me half the page"}}},

    {.key = "print",
     .needs = {"MLD", "SLCN"},
     .raised_by = "staff",
     .concern = "{Name} can follow the lesson while we talk and is lost when the book opens. It "
                "shows in every subject now.",
     .noticed_where = "Reading, instructions on paper, tests",
     .evidence = "Reading and reasoning tests, the plan and notes of the last review, work in four "
                 "subjects, {mum}’s view.",
     .hoped = "That {he} reads enough to learn from, and has other ways until then.",
     .language_reason = "Reading was hard in the first language as well; the last school’s plan "
                        "and {mum} say the same.",
     .barriers = "{He} reads slowly and then does not know what it was about. Long questions hide "
                 "what {he} can do.",
     .progress = "Reading age about two and a half years behind; listening and talking close to "
                 "average for {his} time in English.",
     .tried = "Simpler books, a reading partner, questions read aloud. With the question read to "
              "{him} marks double.",
     .advice = "",
     .summary = "{Name} understands what {he} hears much better than what {he} reads. {He} needs "
                "to be taught to read for meaning, and to hear the text until then.",
     .strategies = "Read the question aloud.\nFive key words first, with pictures.\nLet {him} "
                   "answer by talking.",
     .home = "Listen to a story together, any language, and tell what happened.",
     .part = "I stop at the end of each page and say what happened.",
     .outcomes = {"about_it", "page_errors"},
     .later_child = {"I asked a question about the page that sir couldn’t answer.",
                     "I read the team sheet myself."},
     .later_parent = {"{He} reads the signs to {his} little brother.",
                      "{He} borrowed a book. Nobody told {him} to."},
     .voices =
         {{"Quick at maths, good at repairing things, a strong goalkeeper.",
           "In my old school they read it for me. I want to read it.",
           "He lost a year of school when we left home. He was slow with reading also before, "
           "in Ukrainian.",
           "I repair things\nI am a goalkeeper\nI speak three languages a bit",
           "My dad, on the phone\nFootball\nMy bike",
           "Read it to me once\nGive me words with pictures\nLet me say the answer"},
          {"Knows cars, farming and weather; honest; patient with animals.",
           "I know it till it’s on paper.",
           "He can strip an engine with his grandad. He brings the books home and hides them.",
           "I know engines\nI am good with lambs\nI tell the truth",
           "The farm\nGrandad\nDoing, not writing",
           "Read me the question\nLet me tell you\nLess on the page"}}},

    {.key = "steps",
     .needs = {"MLD", "SLCN"},
     .raised_by = "professional",
     .concern =
         "General learning difficulties with slow language. {Name} will need a curriculum in "
         "small steps and adult support in most lessons.",
     .noticed_where = "Assessment for the council",
     .evidence =
         "Final education, health and care plan; reports of the psychologist, the therapist "
         "and the paediatrician.",
     .hoped = "That {Name} can do more alone, count and read what {he} needs, and has friends.",
     .barriers = "{He} needs each new thing many times and in the same words. Dressing, waiting "
                 "and moving about school still need an adult near.",
     .progress =
         "Reads and counts like a child at the start of Year 1; every small step of last year was "
         "reached and kept.",
     .tried = "Work of the class made easier did not fit. A curriculum of {his} own next to the "
              "class, with shared beginnings and ends, does.",
     .advice = "Psychologist, yearly: overlearning, real objects, one adult’s voice. Therapist, "
               "each half term.",
     .summary = "{Name} has an education, health and care plan. {He} learns in small steps, with "
                "real things and much repeating, beside {his} friends.",
     .strategies = "Same words each time.\nStart and finish with the class.\nLet {him} do the last "
                   "step alone.",
     .home = "The job of the week goes home: pouring, buttoning, laying the table.",
     .part = "I try it. I say “my turn”.",
     .outcomes = {"count_out", "task_list", "dressing"},
     .later_child = {"I did my zip. I did it me.", "Twelve cups!"},
     .later_parent = {"{He} laid the table for six, and there were six of everything.",
                      "{He} is invited to a party. {His} first."},
     .voices = {{"Musical, affectionate, remembers every name.",
                 "I am the snack boss. I like Maisie.",
                 "We don’t mind how long it takes. We mind if she is alone.",
                 "I sing\nI am the snack boss\nI like everybody", "Maisie\nMusic\nMy wellies",
                 "Do it with me\nThen let me\nSing it"},
                {"Reliable, strong, loves jobs.", "I carry chairs. I can count them.",
                 "He is ten and big, and people expect more talk. Give him a job and see.",
                 "I am strong\nI do my jobs\nI laugh a lot", "Mr Abbott\nLorries\nSwimming",
                 "Same words\nGive me a job\nWait for me at the door"}}},

    {.key = "reading",
     .needs = {"SPLD"},
     .raised_by = "parent",
     .concern = "We read every night and {he} still guesses at words {he} read on the page before. "
                "{His} father could not read at that age either.",
     .noticed_where = "Reading aloud, spelling, copying",
     .evidence = "Reading and phonics tests, rapid naming, sight test, family history, {Name}’s "
                 "own view.",
     .hoped = "That {he} reads well enough to enjoy it, and knows {he} is not stupid.",
     .barriers = "Sounds and letters do not link quickly. {He} loses the line, tires soon and "
                 "avoids reading in front of others.",
     .progress = "Reasoning is above average. Reading: standard score 79; spelling 76. The gap to "
                 "what {he} can say is wide.",
     .tried = "Extra reading at home and at school, tinted paper (likes it), a computer "
              "programme (bored by week four).",
     .advice = "Specialist teacher of the council, one visit: structured phonics every day, then "
               "reading aloud again for speed.",
     .summary = "{Name} thinks quickly and reads slowly. The link from letters to sounds needs "
                "teaching step by step, and {he} must hear that this is no measure of {his} mind.",
     .strategies = "Never read aloud unprepared.\nPrint large, spaced, on cream.\nMark the ideas, "
                   "not the spelling.",
     .home = "You read a page, {he} reads a line. Audio books count as reading.",
     .part = "I use the ruler. I go back when it makes no sense.",
     .outcomes = {"long_words", "fluency"},
     .later_child = {"I read to the end of a chapter. The end!",
                     "It’s like the words stand still now."},
     .later_parent = {"{He} read the menu. The waiter waited.",
                      "{He} took a torch to bed. I pretended not to see."},
     .voices = {{"A scientist’s questions, a steady hand, good jokes.",
                 "The words swim when people are looking.",
                 "She said “I’m the stupid one”. That is why I came in.",
                 "I ask good questions\nI am good at experiments\nI am kind to my brother",
                 "Experiments\nAudio books\nMy gran who can’t spell either",
                 "Cream paper\nTell me the page before\nDon’t pick me"},
                {"Brilliant builder, thinks in pictures, fearless talker.",
                 "I know what it says when you say it.",
                 "My husband has it. He builds bridges. Tell him that, please.",
                 "I build bridges\nI explain things\nI have a good memory for places",
                 "Bridges\nDad’s office\nTalking in class",
                 "Let me talk it\nShort lines\nCheck I copied it right"},
                {"Captain of the debating table, quick at maths, generous.",
                 "I’m clever till the book comes out.",
                 "He hides the letters from school because he cannot read them. We found nine.",
                 "I argue well\nI am quick at maths\nI share",
                 "Debating\nMy cousins in Leeds\nBeing asked what I think",
                 "Read it to me\nGive me the text a day before\nDon’t make me swap books to mark"},
                {"Drama, empathy, a striking memory for anything she hears.",
                 "I can learn a whole play by ear. High school will just see my spelling.",
                 "She needs it written down what helps, so that she does not have to beg eleven "
                 "teachers.",
                 "I act\nI remember what I hear\nI am a good friend",
                 "Drama\nAudio books\nHaving it written down what helps",
                 "Let me record it\nExtra time\nAsk me quietly"}}},

    {.key = "spelling",
     .needs = {"SPLD"},
     .raised_by = "staff",
     .concern = "{Name} tells me a story that makes my hair stand up, and writes four lines of it "
                "that neither of us can read.",
     .noticed_where = "Any writing of more than a few lines",
     .evidence = "Spelling and writing speed tests, three drafts beside what was said aloud, "
                 "{mum}’s view.",
     .hoped = "That {his} writing is as good as {his} ideas.",
     .barriers =
         "Spelling takes all {his} attention; {he} writes only words {he} can spell. Copying "
         "from the board is slow and full of slips.",
     .progress =
         "Reading average. Spelling: standard score 77; writes nine words a minute, half of "
         "the class’s speed.",
     .tried = "Weekly lists (forgotten by Monday), a dictionary, a scribe for long work (ideas "
              "pour out).",
     .advice = "",
     .summary = "{Name} is a storyteller whose spelling stands in the way. Few words taught well, "
                "and another way to write, let the ideas through.",
     .strategies = "Mark three spellings, not thirty.\nWord mat and recorder on the table.\nNo "
                   "copying from the board.",
     .home = "Five words on the fridge. Make silly sentences. No lists.",
     .part = "I tap the sounds. I choose my three words to fix.",
     .outcomes = {"spelling", "own_sentences", "typing"},
     .later_child = {"I used “enormous” and it was right.", "I wrote two pages on the laptop."},
     .later_parent = {"There was a story under the pillow. A long one.",
                      "{He} writes notes to us now. We can read them."},
     .voices = {{"Vivid ideas, a collector of words, listens well.",
                 "I write “big” because I can’t spell “enormous”.",
                 "Her teacher last year wrote “lazy”. She was working twice as hard as the rest.",
                 "I collect words\nI tell stories\nI am a good listener",
                 "Words\nMy notebook, which is private\nGhost stories",
                 "Don’t count my mistakes\nLet me say it first\nGive me the mat"},
                {"Poet, netball captain, fair.", "My hand is slower than my head by about a mile.",
                 "She would rather be thought rude than be seen not spelling.",
                 "I write poems in my head\nI am a captain\nI am fair",
                 "Netball\nPoems\nNot reading out my book",
                 "Let me type\nMark what I mean\nWrite the date for me"},
                {"Knows everything about the sea, draws diagrams, explains them beautifully.",
                 "I draw it so I don’t have to write it.",
                 "He will need a laptop in high school. Please start it now so that it is normal.",
                 "I know the sea\nI draw diagrams\nI explain well",
                 "The sea\nThe aquarium\nGrandpa’s boat",
                 "Diagrams count\nLet me type\nDon’t make me copy"}}},

    {.key = "hands",
     .needs = {"SPLD", "PD"},
     .raised_by = "staff",
     .concern =
         "{Name} falls off chairs, knocks over water and cannot read {his} own writing. {He} "
         "laughs about it and it is not funny for {him}.",
     .noticed_where = "Writing, PE, changing, dinner",
     .evidence = "Motor checklist, writing speed, the occupational therapist’s assessment, {mum}’s "
                 "view.",
     .hoped = "That {his} hands no longer decide what {he} can do.",
     .barriers =
         "Planning movements is hard: writing, buttons, catching, carrying a tray. It costs "
         "{him} so much that the thought is gone.",
     .progress = "Above average in talk and reading. Writes sixteen letters a minute where others "
                 "write forty.",
     .tried = "Pencil grips, sloping board, more handwriting. The board stays.",
     .advice = "Occupational therapist: strength, then letters in families; typing beside it; feet "
               "flat on the floor.",
     .summary =
         "{Name} has coordination difficulties. {His} mind is quick and {his} hands are not: "
         "short practice and other ways of recording make room for both.",
     .strategies = "Feet down, board up, wide lines.\nLess writing, same thinking.\nA start in PE "
                   "that {he} can win.",
     .home = "Buttons from the last step backwards. Baking is hand training.",
     .part = "I put my feet down. I say when my hand hurts.",
     .outcomes = {"letters", "dressing"},
     .later_child = {"I read my own writing the next day!", "I wasn’t last in PE."},
     .later_parent = {"{He} did {his} own coat at the swimming pool.",
                      "{He} carries {his} own tray. Some of it arrives."},
     .voices = {{"Witty, a big vocabulary, a careful friend.",
                 "My hands are in a different team from me.",
                 "He asked for shoes with straps again. He would love to have laces like the "
                 "others.",
                 "I am funny\nI know long words\nI am a careful friend",
                 "Chess\nStories about knights\nLaces, one day",
                 "Let me type\nGive me more time to change\nDon’t watch me eat"}}},

    {.key = "absence",
     .needs = {"OTH"},
     .raised_by = "parent",
     .concern = "{He} is in hospital or in bed one week in five. When {he} is back nobody has time "
                "to tell {him} what {he} missed.",
     .noticed_where = "After each absence, and on tired afternoons",
     .evidence = "Attendance over a year, the hospital’s letter, work from before and after long "
                 "absences, {Name}’s and {mum}’s views. There is a healthcare plan as well.",
     .hoped = "That {he} belongs to the class, and learns the things that matter most.",
     .barriers = "A long-term illness makes {him} tired and takes {him} away. There are holes in "
                 "maths above all, and {he} has stopped asking.",
     .progress = "Where {he} was there, as expected; where {he} was not, nothing. Attendance 81 %.",
     .tried = "Work sent home (too much), a friend’s notes (good), a rest at noon (good).",
     .advice = "Hospital school: choose what matters, teach that, and let the rest go.",
     .summary = "{Name} has a long-term illness. Tiredness and gaps, not ability, hold {him} back. "
                "A few important things, taught well, and rest without having to beg for it.",
     .strategies = "Tell {him} the one thing to know today.\nThe rest card always works.\nKeep "
                   "{his} place, {his} name and {his} job when {he} is away.",
     .home = "We send one page a week, not seven. Send us a photograph, not a sick note story.",
     .part = "I say what I want to catch up on. I show my colour.",
     .outcomes = {"caught_up", "rest"},
     .later_child = {"I knew what they were doing when I came back. It felt normal.",
                     "They kept my job for me."},
     .later_parent = {"One page. Thank you. We can do one page.",
                      "The card from the class hung over the bed in hospital."},
     .voices = {{"Observant, dry humour, strong in science.",
                 "I’m not fragile. I am just sometimes not here.",
                 "She does not want to be the ill girl. She wants to be the one who knows about "
                 "owls.",
                 "I know about owls\nI am funny\nI don’t give up",
                 "Owls\nMy friend Martha\nBeing normal",
                 "Don’t ask how I am in front of people\nTell me what matters\nLet me rest"},
                {"Calm, a chess player, generous with what he knows.",
                 "Please don’t clap when I come back.",
                 "He has missed two trips. If there is one thing, let it be the residential.",
                 "I play chess\nI explain things\nI am calm",
                 "Chess\nThe residential\nMy brother’s band",
                 "One thing at a time\nLet me leave early for the bus\nNo clapping"}}},

    {.key = "unknown",
     .needs = {"NSA"},
     .raised_by = "staff",
     .concern = "Something holds {Name} back and I cannot put my finger on it. Some days {he} can "
                "do it all, on others {he} stares through me.",
     .noticed_where = "Long talk, after lunch, new work",
     .evidence = "Observations by two people, checks of phonics and number, {mum}’s view. Hearing, "
                 "sight and the health visitor’s records have been asked for.",
     .hoped = "That we understand what gets in the way, and help in the meantime.",
     .barriers = "{He} drifts off, loses words that were known, and is very tired on some days. "
                 "What it is has not been assessed yet.",
     .progress = "Uneven: with the class on Monday, far behind on Thursday.",
     .tried = "Sitting near the front, checking back after each instruction, a snack at ten. "
              "Checking back helps.",
     .advice = "",
     .summary = "{Name} needs support now, while the kind of need is still being looked into.",
     .strategies = "Check that {he} is with you before you speak.\nShort and in steps.\nWrite down "
                   "the days that are different.",
     .home = "Keep the sleep diary for three weeks. Tell us about the good days too.",
     .part = "I say “I went away” when I went away.",
     .outcomes = {"instructions", "task_list"},
     .later_child = {"I went away less.", "I like the list."},
     .later_parent = {"The hearing test is on the 14th.", "{He} sleeps better since the diary."},
     .voices = {{"Sweet-natured, sings to herself, careful with books.",
                 "Sometimes I go in a dream.",
                 "She is well one day and gone the next. We want to know too.",
                 "I sing\nI am careful\nI love books", "Singing\nMy bunny\nMummy at the window",
                 "Come close\nSay it again\nLet me rest my head"},
                {"Imaginative, gentle, good at drawing people.",
                 "I hear the start and the end. The middle is gone.",
                 "She came home and said “I missed it again”. She was there all day.",
                 "I draw people\nI am gentle\nI like helping",
                 "Drawing\nMy friend Safa\nNot being told off for dreaming",
                 "Touch my table\nWrite it down\nTell me what I missed"}}},

    {.key = "down",
     .needs = {"DS", "SLCN"},
     .raised_by = "professional",
     .concern = "Down syndrome. Has done well at nursery with signs, pictures and a key person; "
                "glue ear, glasses, checked each term.",
     .noticed_where = "Transition meeting before Reception",
     .evidence =
         "Final education, health and care plan; therapist’s, paediatrician’s and specialist "
         "teacher’s reports; the family’s own book about him.",
     .hoped = "That {Name} reads, counts, talks and has friends here, in his own town.",
     .barriers =
         "He learns by eye far better than by ear; speech is hard to follow; joints tire; he "
         "will use charm to get out of work.",
     .progress = "Reads a dozen words by sight, counts to five, signs and speaks in two or three "
                 "words. Plays in a group for half an hour.",
     .tried = "Sounds first (too hard), whole words first (works), sitting by a helper (no), by a "
              "friend (yes).",
     .advice = "Specialist teacher, each half term: whole words, then sounds; sign and say; expect "
               "work, then laugh. Therapist: programme in section F.",
     .summary = "{Name} has Down syndrome and an education, health and care plan. He learns by "
                "seeing and doing, wants to do what the others do, and mostly can.",
     .strategies = "Show, sign, say, wait.\nBeside a friend, not a helper.\nThe work first, then "
                   "the joke.",
     .home = "The word book goes home on Fridays. Let him order his own ice cream.",
     .part = "I do it. I sign it. I say it.",
     .outcomes = {"phonics", "count_out", "ask_for"},
     .later_child = {"I read. Dog. Big dog. Me!", "Eight, nine, TEN."},
     .later_parent = {"He read “exit” in the cinema and left. We are proud, mostly.",
                      "He was at Jude’s party from the start to the end, with no grown-up."},
     .voices = {{"Sociable, a mimic, reads faces, remembers everything he has seen.",
                 "Jude friend. Reading good. No wet grass.",
                 "Expect a lot of him. He will try to charm you. Don’t let him.",
                 "I am funny\nI give the best hugs\nI can read",
                 "Jude\nDancing\nMy big brother’s bike",
                 "Show me\nSign to me\nLet me do it myself"}}},
};

Stories stories_learning(void)
{
    return (Stories){sizeof table / sizeof table[0], table};
}
