/* Speech, language and communication; autism. */
#include "demo/story.h"

static const Story table[] = {
    {.key = "sounds",
     .needs = {"SLCN"},
     .raised_by = "staff",
     .concern = "I understand about half of what {Name} says, and the other children walk off. "
                "{He} has begun to point instead.",
     .noticed_where = "Choosing time, register, telling news",
     .evidence = "Language screen in the first half term, the therapist’s report, a week of "
                 "recordings in play, and a talk with {mum}.",
     .hoped = "That other children understand {him}, and that {he} goes on talking.",
     .language_reason = "The same sounds are missing in the language spoken at home.",
     .barriers = "{He} says “t” and “d” for “k” and “g” and leaves out the ends of words. People "
                 "who do not know {him} understand about one word in three.",
     .progress = "Understanding and play are as expected for {his} age. Speech is not: the screen "
                 "puts {him} in the lowest tenth. Phonics is held back by it, number is not.",
     .tried = "Saying words back the right way, seating {him} near the front, a hearing test "
              "(clear).",
     .advice = "NHS speech and language therapy: short sessions four times a week with the sounds "
               "on the sheet; do not ask {him} to say it again.",
     .summary = "{Name} has a great deal to say. Some speech sounds are not there yet, so that "
                "others do not understand {him}, and reading by sounds is harder.",
     .strategies = "Say the word back well, never “say it again”.\nGive a choice of two words when "
                   "you did not understand.\nListen for the message first.",
     .home = "Five minutes with the picture cards before the story, as a game. Say it back the "
             "right way and go on.",
     .part = "I look in the mirror and make my k sound at the back.",
     .outcomes = {"speech_sounds", "understood"},
     .later_child = {"I can say kangaroo now. Listen.", "My friends know what I said."},
     .later_parent = {"{His} gran on the phone understood nearly everything. We were all in tears.",
                      "It is clearer, and there is less temper at home."},
     .voices =
         {{"Builds for an hour, remembers where everything belongs, makes others laugh without a "
           "word.",
           "I like diggers. My mouth does it wrong.",
           "He knows exactly what he wants to say. It is the sounds that let him down, and then "
           "he goes quiet.",
           "I build good things\nI am funny\nI help tidy up",
           "Diggers\nMy rabbit Bun\nPlaying with Leo",
           "Let me show you\nDon’t say “what?”\nWait for me"},
          {"Loves stories and dressing up; looks after the younger ones; sings every word in tune.",
           "I am a good singer. I don’t like when they say pardon.",
           "At home we all understand her, so we were surprised. Her cousin does not.",
           "I am kind\nI sing all the songs\nI give good cuddles",
           "Singing\nMy baby brother\nPink wellies",
           "Look at me when I talk\nAsk me to show you\nSit near me at carpet time"},
          {"Quick with numbers, brave on the climbing frame, notices small things.",
           "Nobody listens to my news because I talk funny.",
           "He has lots of words. He used to tell us about his day and now he says “nothing”.",
           "I am fast\nI know big numbers\nI share my snack",
           "Football with Dad\nDinosaurs\nBeing on Ollie’s table",
           "Let me finish\nDon’t laugh\nPut my words on the board so I can see them"},
          {"Patient with puzzles, gentle with animals, remembers every register in order.",
           "I talk with my hands too.",
           "We do the cards at breakfast. He likes them if his sister plays.",
           "I can do hard puzzles\nI am gentle\nI know everyone’s name",
           "Puzzles\nGuinea pigs\nGoing to Nana’s on Friday",
           "Don’t make me say it again\nGive me two words to choose\nLet me point"}}},

    {.key = "listening",
     .needs = {"SLCN"},
     .raised_by = "staff",
     .concern = "{Name} smiles and nods and then does something else. I thought {he} was being "
                "naughty. I now think {he} has not understood me.",
     .noticed_where = "Whole-class instructions, changing for PE, stories",
     .evidence = "Language screen, two observations by the SENCO, the health visitor’s notes, and "
                 "{mum}’s view.",
     .hoped = "That {he} knows what to do without having to watch the others.",
     .language_reason = "{mum} was asked in the language of the home: instructions are missed in "
                        "both languages, and words are learnt slowly in both.",
     .barriers = "{He} holds on to one or two things of what is said. Long sentences, “before” and "
                 "“after”, and talk in a noisy room pass {him} by. {He} covers it by copying.",
     .progress = "On the language screen {he} understands like a child about eighteen months "
                 "younger. With pictures {he} does the same work as {his} table.",
     .tried = "Name first, one instruction at a time, picture timetable: each helped a little. "
              "Hearing checked and clear.",
     .advice = "NHS speech and language therapy, report of last term: work on understanding "
               "before talking; key words with pictures; wait ten seconds.",
     .summary = "{Name} understands less spoken language than people think. Short sentences, "
                "pictures and time make the difference between lost and learning.",
     .strategies = "Say {his} name, then wait.\nOne instruction, then ask {him} to show you.\n"
                   "Pictures on the board for what comes next.",
     .home = "One instruction at a time, and let {him} tell it back. The picture strip for the "
             "morning is on the fridge.",
     .part = "I say it to myself before I start. I put my card up if I did not get it.",
     .outcomes = {"instructions", "ask_again", "listening"},
     .later_child = {"The pictures tell me.", "I put my card up in maths. Nobody minded."},
     .later_parent = {"Mornings are calmer with the picture strip. {He} dresses alone.",
                      "{He} asked me what “opposite” means. {He} never used to ask."},
     .voices =
         {{"Strong and fearless outside, knows all the machines, kind when somebody falls.",
           "Too many words. I like outside.",
           "He watches his brother and does what he does. On his own he stands there.",
           "I am strong\nI am good at bikes\nI help people up",
           "Outside\nMy brother Noah\nSausages", "Show me\nOne thing\nTell me with pictures"},
          {"Careful hands, beautiful drawings, loves to help in the home corner.",
           "I don’t know what to do so I look at Ruby.",
           "She is the quiet one. We speak Bengali with Dadi and English with us, and it is the "
           "same in both.",
           "I draw very nice\nI am gentle with babies\nI put things away",
           "Drawing\nMy Dadi\nSitting with Ruby",
           "Talk slowly\nShow me one\nTell me what comes next"},
          {"Remembers every story about Anansi, warm with everybody, keeps going.",
           "I like stories with dragons. The dinner hall is too big and it shouts.",
           "He talks all evening about Anansi. Please go slowly with him, he is listening.",
           "I know stories\nI am a good friend\nI never give up",
           "Dragons and Anansi\nMy grandma’s voice messages\nThe library corner",
           "Say my name, then wait\nDon’t say it louder, say it shorter\nLet me sit away from the "
           "fan"},
          {"Fast mental arithmetic, a fair captain, knows the way everywhere.",
           "When miss talks long I think about cricket.",
           "He says “what?” a lot. We had his ears tested twice and they are fine.",
           "I am good at cricket\nI am fair\nI know the way",
           "Cricket\nMy dad’s shop\nMaths when it’s numbers",
           "Write it down\nOne thing at a time\nDon’t get cross if I ask again"}}},

    {.key = "words",
     .needs = {"SLCN"},
     .raised_by = "staff",
     .concern = "{Name} says “that thing” for nearly everything. {He} knows what {he} means and I "
                "wait, and then {he} says “never mind”.",
     .noticed_where = "Topic lessons, telling what happened, writing",
     .evidence = "Vocabulary and naming tests, three pieces of writing, a talk with {mum} and with "
                 "{Name}.",
     .hoped = "That {he} has the words when {he} needs them, and no longer gives up.",
     .barriers = "{He} has fewer words than others of {his} age and cannot always find those {he} "
                 "has. New topic words are gone after a week.",
     .progress = "Naming test: standard score 78. Reading words is average, understanding what "
                 "{he} reads is below. Writing is short because the word will not come.",
     .tried = "Word mats, a word of the day, more time. The word mat helps in writing, less in "
              "talk.",
     .advice = "",
     .summary = "{Name} thinks well and has ideas. Words are slow to stick and slow to come, and "
                "that hides what {he} knows.",
     .strategies =
         "Teach the six words before the topic.\nGive the first sound, then wait.\nAccept "
         "a drawing, then find the word together.",
     .home = "Talk about three of the topic words at tea. Guessing games in the car: what is it "
             "like, where is it, what does it start with?",
     .part = "I ask myself three questions before I say “never mind”.",
     .outcomes = {"topic_words", "find_words", "group_talk"},
     .later_child = {"I said “evaporate” and nobody else knew it.",
                     "I still say thing, but I catch me."},
     .later_parent =
         {"Teatime has turned into a quiz. {He} beats us all.",
          "{He} told us the whole plot of a film. It took a while and we all listened."},
     .voices =
         {{"Sees how things work, never forgets a face, brings people together.",
           "The word is there and then it is gone like a bubble.",
           "She describes things so well that we guess. But at school people don’t wait.",
           "I notice things\nI am a good cook\nI make up games",
           "Cooking with Mum\nMy friend Orla\nNot being rushed",
           "Give me the first sound\nWait\nDon’t say the word for me straight away"},
          {"Builds anything, draws plans, plays the drums by ear.",
           "I know it in my head. In my head I’m clever.",
           "He was late to talk, like his dad. He is not slow, he is stuck.",
           "I can fix things\nI am good at drums\nI am loyal",
           "Drums\nMy shed with Grandad\nScience when we do things",
           "Let me draw it\nGive me time\nDon’t ask me first"},
          {"Determined, funny in a dry way, a lovely reader of faces.",
           "I don’t put my hand up because my words run away when people look.",
           "She writes lists of words on her arm. Please don’t tell her off for that.",
           "I am a good listener\nI am funny\nI work hard",
           "My cat Pickle\nSwimming club\nSitting by the window",
           "Ask me after someone else\nLet me use my word cards\nTell me the question before"}}},

    {.key = "retelling",
     .needs = {"SLCN"},
     .raised_by = "staff",
     .concern = "{Name}’s stories come out in a heap. {He} was so keen to tell us about the zoo, "
                "and nobody could tell who fell in.",
     .noticed_where = "News on Mondays, retelling, writing",
     .evidence = "A recorded retelling beside four others of the class, the language screen, and "
                 "{mum}’s examples from home.",
     .hoped = "That {he} can tell what happened so that others can follow.",
     .barriers = "{He} starts in the middle, leaves out who and where, and joins everything with "
                 "“and then”. Quarrels at play are hard to sort out, because {he} cannot tell "
                 "them.",
     .progress = "Retelling is like that of a child two years younger. Single words and sounds are "
                 "fine. Writing is behind in the same way.",
     .tried = "Story maps in class and a talk partner. The map helps while it is on the table.",
     .advice = "",
     .summary =
         "{Name} has plenty to tell and keen listeners. Putting it in order, with who, where "
         "and why, is what {he} needs to learn.",
     .strategies = "Ask “who?” and “where?” before “what happened?”.\nKeep the story map on the "
                   "table.\nLet {him} tell it before {he} writes it.",
     .home = "At bedtime tell the day in three pictures: first, then, at the end.",
     .part = "I check my cards: who, where, what, end.",
     .outcomes = {"retell", "because"},
     .later_child = {"I told the whole story and I only looked at one card.",
                     "I like doing the voices."},
     .later_parent =
         {"We heard about the fire drill from start to finish.",
          "There is a “because” in everything now, mostly because {he} wants something."},
     .voices =
         {{"Full of ideas, a born actor, cares how others feel.",
           "My story is good but they get muddled.",
           "She comes out of school bursting and we can’t make head or tail of it.",
           "I do good voices\nI am kind\nI have ideas",
           "Dressing up\nStories about horses\nMy cousin Edie",
           "Ask me who it was\nLet me act it\nGive me the cards"},
          {"Observant, loves insects, keeps a nature book with labels.",
           "I tell it and then it is all mixed up.",
           "She will talk for an hour about a beetle. It is people she gets in a tangle about.",
           "I find things\nI am patient\nI know insects", "My nature book\nSnails\nQuiet places",
           "Let me start again\nAsk one question\nDraw it with me"},
          {"Brave, sporty, the first to stand up for a friend.",
           "When I get told off I can’t explain it right, so it’s my fault.",
           "He gets blamed because he cannot tell what happened. That is not fair on him.",
           "I am fast\nI stick up for people\nI am good at goals",
           "Football\nBeing believed\nMy dog Rex",
           "Let me calm down first\nDraw the story with me\nAsk me who started, where, then what"},
          {"Reliable, musical, plays chess with her grandfather.",
           "I used to get in a muddle. Now I make a plan in my head.",
           "We are so pleased. She wrote three pages about our holiday and we could follow it.",
           "I keep my promises\nI play the recorder\nI am good at chess",
           "Chess with Grandpa\nSleepovers\nHigh school, a bit",
           "Let me plan first\nAsk me if it’s right\nThat’s all, really"}}},

    {.key = "talking",
     .needs = {"SLCN", "MLD"},
     .raised_by = "professional",
     .concern = "Language disorder, understanding and talking both. {Name} will need a great deal "
                "of adult time and pictures for everything that is new.",
     .noticed_where = "Clinic and nursery",
     .evidence = "Final education, health and care plan of the council; reports of the therapist "
                 "and the educational psychologist.",
     .hoped = "That {Name} can say what {he} needs and think in words with others.",
     .barriers = "Understanding is at about half {his} age. {He} speaks in short phrases and "
                 "misses what is said to the class. What {he} sees and does, {he} learns.",
     .progress = "Steady, in small steps: from single words to phrases of four or five. Reading of "
                 "familiar words is ahead of understanding them.",
     .tried = "Everything on the therapist’s first programme, small groups, signs and pictures. "
              "All of it helps, and all of it has to go on.",
     .advice = "Speech and language therapist, each half term: programme in section F. "
               "Educational psychologist: teach a new word ten times in ten ways.",
     .summary = "{Name} has a lasting language disorder and an education, health and care plan. "
                "Pictures, signs and an adult who knows {him} open lessons to {him}.",
     .strategies = "Sign and picture with the words.\nTeach the three words of the lesson first.\n"
                   "Ask {him} to show, not to explain.",
     .home = "Keep the picture book by the table; sign along with the songs. Tell us the word of "
             "the weekend.",
     .part = "I use my book and my signs. I show people.",
     .outcomes = {"instructions", "topic_words", "because"},
     .later_child = {"I say. They know.", "My book is full. New book!"},
     .later_parent =
         {"{He} asked for the red cup with four words in a row.",
          "{He} tells {his} grandparents things on the phone now. Short things, true ones."},
     .voices =
         {{"Sunny, remembers places and music, works hard with a grown-up beside him.",
           "Song good. Mummy come. More tractor.",
           "He understands more when he can see it. Please sign, even if you are shy about it.",
           "My smile\nI dance\nI remember where things are",
           "Tractors\nMusic\nMy mum’s phone pictures",
           "Show me a picture\nSign to me\nWait, wait, wait"},
          {"Neat, imaginative in small-world play, loves the younger children.",
           "I play shop. I say five pound. Too many talk is hard.",
           "She is happy here. We want her to have one real friend.",
           "I play nice\nI am tidy\nI love babies", "Playing shop\nMy doll Rosa\nGoing with Maisie",
           "Little sentences\nMy picture book\nLet me play with one friend"},
          {"Excellent at maths with objects, football statistics, a dry sense of humour.",
           "I know football numbers. Big school, I need my cards there.",
           "High school frightens us more than him. Someone must tell them how he learns.",
           "I am good at maths\nI know all the scores\nI am funny",
           "Football\nMy cards\nGoing to big school with Tom",
           "Show me first\nShort words\nTell me before it changes"}}},

    {.key = "change",
     .needs = {"ASD", "SLCN"},
     .raised_by = "parent",
     .concern = "{He} lines things up and screams if we go home another way. Nursery said {he} "
                "would grow out of it. We would like somebody to look properly.",
     .noticed_where = "Coming in, tidying up, anything new",
     .evidence = "Diary of changes over three weeks, {mum}’s notes, nursery’s record. On the "
                 "community paediatrician’s list; no diagnosis is needed to help now.",
     .hoped = "That the day is safe enough for {him} to play and learn.",
     .barriers = "Changes, noise and other children coming close upset {him}. {He} speaks in "
                 "phrases from films and does not yet ask for help.",
     .progress = "Letters and numbers are ahead of the class; sharing an activity and asking are "
                 "well behind.",
     .tried = "Picture timetable, a place of {his} own on the carpet, coming in five minutes "
              "early. The timetable works when somebody looks at it with {him}.",
     .advice = "Early years autism team, one visit: now and next board; short language; let {him} "
               "watch before {he} joins in.",
     .summary =
         "{Name} loves order, letters and numbers. Change and noise frighten {him}, and {he} "
         "shows it with {his} whole body. Knowing what comes next helps most.",
     .strategies = "Board first, then words.\nWarn before every change.\nA quiet place that is "
                   "always free.",
     .home = "The same board on the kitchen door. Tell {him} tonight what will be different "
             "tomorrow.",
     .part = "I look at my board. I move the card.",
     .outcomes = {"change", "break_card"},
     .later_child = {"Now is milk. Next is trains.", "Loud gone. I come back."},
     .later_parent = {"We went home the other way and {he} told us why.",
                      "The board has saved our mornings."},
     .voices = {{"Knows the alphabet backwards, hums in tune, gentle with plants.",
                 "A to Z. No bell please.",
                 "He is not naughty when he screams. He is frightened. Tell him first.",
                 "I know letters\nI hum\nI water the plants",
                 "Numbers on doors\nMy blue blanket\nThe same way home",
                 "Show me the board\nDon’t touch me by surprise\nTurn off the hand dryer"},
                {"Amazing memory for maps, careful, laughs at rhymes.",
                 "Trains go at ten past and forty past. Assembly is not on the timetable.",
                 "He loves school when it goes to plan. Supply teachers are the worst.",
                 "I know trains\nI tell the truth\nI am careful",
                 "Trains\nKnowing when\nMy place by the wall",
                 "Tell me if it is different\nGive me two minutes\nLet me watch first"}}},

    {.key = "friends",
     .needs = {"ASD", "SEMH"},
     .raised_by = "parent",
     .concern = "{He} comes home and says {he} has nobody. {He} is invited to nothing. At school "
                "they say {he} is fine.",
     .noticed_where = "Break, lunch, group work",
     .evidence = "Playground observations, a friendship map of the class, diagnosis letter of the "
                 "community clinic brought by {mum}.",
     .hoped = "One or two real friends, and breaks that {he} need not dread.",
     .barriers = "{He} talks at length about {his} own subject, misses hints, takes jokes for "
                 "insults and is worn out by acting all day as if it were easy.",
     .progress = "Attainment is at or above what is expected. Homework takes hours because {he} "
                 "collapses first. Attendance has dropped on Fridays.",
     .tried = "A buddy at break (ended in tears), library pass, explaining jokes. The library pass "
              "helps.",
     .advice = "Autism outreach teacher: teach the unwritten rules; a place to be oneself at "
               "lunch; do not force eye contact.",
     .summary = "{Name} is clever, honest and lonely. The rules of talk and friendship do not come "
                "by themselves, and the effort of fitting in tires {him} out.",
     .strategies =
         "Give roles in group work.\nSay what you mean; explain the joke.\nLet {him} leave "
         "two minutes before the bell.",
     .home = "Twenty minutes of nothing after school. One friend to tea beats a party.",
     .part = "I notice when it is their turn. I say when I have had enough of people.",
     .outcomes = {"turns_of_talk", "brick_club"},
     .later_child = {"I have a person for lunch now. Two on Thursdays.",
                     "I still can’t tell when they are joking, but I ask."},
     .later_parent = {"A boy rang the bell on Saturday. I pretended it was nothing.",
                      "{He} cries less on Sundays."},
     .voices =
         {{"Encyclopaedic about volcanoes, fair, keeps rules when others do not.",
           "I don’t know when it is my go. In conversations there are no turns on the wall.",
           "He rehearses what to say in the car. Then somebody laughs and he never says it.",
           "I know about volcanoes\nI am honest\nI am good at strategy",
           "Volcanoes\nSaturday chess\nA plan for lunch",
           "Tell me the rule\nSay if it’s a joke\nDon’t make me look at you"},
          {"Writes long, funny stories, draws animals, notices unfairness at once.",
           "I copy how the others laugh. It makes me tired.",
           "She holds it together until the front door. Please believe us about what comes after.",
           "I write stories\nI am loyal\nI can draw any animal",
           "My sketchbook\nFoxes\nOne quiet friend",
           "Let me go to the library\nTell me what will happen\nDon’t put me with the loud "
           "table"}}},

    {.key = "senses",
     .needs = {"ASD"},
     .raised_by = "staff",
     .concern = "{Name} ran out of the hall three times this week with {his} hands over {his} "
                "ears. {He} cannot say why afterwards.",
     .noticed_where = "Hall, corridor, PE, dinner queue",
     .evidence = "A noise and place diary for four weeks, the occupational therapist’s checklist, "
                 "{mum}’s view.",
     .hoped = "That {he} can be in the room where learning happens.",
     .barriers = "Noise, smells and being brushed against hurt. {He} leaves without a word, and "
                 "misses about an hour a day.",
     .progress = "Reading is ahead; writing and group work suffer from the missed time.",
     .tried = "Ear defenders (help), sitting at the back of the hall (does not), a movement job "
              "before lunch (helps).",
     .advice = "Occupational therapist: a circuit in the morning, heavy work before the hall, a "
               "card for breaks that is always granted.",
     .summary = "{Name} hears, smells and feels more than others. When it is too much {he} goes. A "
                "prepared body and a card to ask with keep {him} in class.",
     .strategies = "Seat at the side, back to the wall.\nAlways grant the card.\nFirst or last in "
                   "every queue.",
     .home = "Ten minutes on the trampoline before school. Ear defenders in the bag.",
     .part = "I show my card before my legs go.",
     .outcomes = {"break_card", "change"},
     .later_child = {"I stayed for the whole assembly. I sat by the door.",
                     "The cushion is heavy and good."},
     .later_parent = {"No phone call this term. I keep checking the phone.",
                      "{He} ate in the hall. {He} says it smells of soup, but bearable soup."},
     .voices = {{"Reads everything, sharp ears for birds, tells the weather.",
                 "The hall hurts. It is not that I don’t want.",
                 "Labels out of every jumper, and he is a different boy.",
                 "I read well\nI hear birds first\nI am tidy",
                 "Birds\nMy soft jumper\nThe side door",
                 "Warn me about noise\nLet me go first\nDon’t hug me"},
                {"Deep concentration, loves codes, quietly funny.",
                 "Dinner queue is like being in a washing machine.",
                 "He eats at home at four because he cannot eat there. Could he go early?",
                 "I can do codes\nI concentrate\nI am quietly funny",
                 "Codes\nBuilding worlds on the computer\nMy own chair",
                 "Let me go early\nCard means now\nTurn the lights down"}}},

    {.key = "autism",
     .needs = {"ASD", "SLCN"},
     .raised_by = "professional",
     .concern = "Autism, with little spoken language. {Name} will need a highly structured day, an "
                "adult who knows {him} and time to settle.",
     .noticed_where = "Clinic and nursery",
     .evidence = "Final education, health and care plan of the council; reports of the therapist, "
                 "the paediatrician and the specialist teacher.",
     .hoped = "That {Name} can make {himself} understood, works by {himself} for a while and is "
              "at ease among others.",
     .barriers = "{He} understands pictures and routines far better than talk. Being close to "
                 "others, waiting and endings are hard; {he} may hurt {himself} when it is too "
                 "much.",
     .progress = "Small, sure steps on the plan’s outcomes. Matching, sorting and reading of "
                 "single words are a strength.",
     .tried = "Whole mornings in class did not work; a table of {his} own with short visits to the "
              "carpet does.",
     .advice = "Specialist teacher, twice a term: structure, pictures, one adult at a time. "
               "Therapist: programme in section F.",
     .summary =
         "{Name} is autistic and has an education, health and care plan. Structure, pictures "
         "and few words make {him} safe, and then {he} learns quickly.",
     .strategies = "Few words, then wait.\nFirst and then, in pictures.\nThe same place and the "
                   "same adult after each change.",
     .home = "The picture book goes home each day. Tell us about sleep: it decides the morning.",
     .part = "I give my picture. I finish my tray.",
     .outcomes = {"ask_for", "own_table", "break_card"},
     .later_child = {"Pointed at the trays, then at the happy face.",
                     "Chose the photograph of the swing, and of Mrs Vaz."},
     .later_parent = {"{He} brought us the picture of the bath. {He} wanted a bath. We cried.",
                      "{He} slept. {He} ate. {He} came home humming."},
     .voices =
         {{"Matches anything, loves water and spinning, calm with music.",
           "Chose the pictures of water, the swing and Mum. Pushed away the picture of the hall.",
           "He tells us with his hands. Please learn his hands.",
           "I match things\nI love water\nI have a great laugh", "Water\nThe swing\nMy mum",
           "Pictures, not words\nGive me room\nMusic when it’s too much"},
          {"Reads signs and labels, remembers routes, affectionate in his own way.",
           "Chose the pictures of letters and of the rabbit. Pushed away shouting.",
           "He reads the cereal box aloud. He needs someone to notice.",
           "I read labels\nI know the way\nI bring you things",
           "Letters\nThe school rabbit\nMy map", "Show me the end\nSame chair\nOne person talks"},
          {"Brilliant with jigsaws and patterns, strong swimmer.",
           "Chose trampoline, pattern blocks and quiet. Put the fire bell in the bin.",
           "He is calmer this year than ever. Please keep the same adult.",
           "I do patterns\nI swim\nI am strong",
           "Trampoline\nSwimming on Sunday\nMy weighted blanket",
           "Tell me before the bell\nShort sentences\nLet me jump"}}},

    {.key = "maps",
     .needs = {"ASD", "SEMH"},
     .raised_by = "professional",
     .concern = "Autism with great anxiety about change. {Name} will need a planned day, an adult "
                "who knows {him} and a long, well-prepared move to each new school.",
     .noticed_where = "Clinic and last school",
     .evidence = "Final education, health and care plan of the council; reports of the therapist "
                 "and the specialist teacher; {Name}’s own list.",
     .hoped = "That {Name} manages changes with a plan of {his} own, and has company.",
     .barriers = "Anything unannounced can cost a morning. {He} talks at people rather than with "
                 "them, and checks doors and clocks when {he} is worried.",
     .progress = "Computing and geography above what is expected, writing below. One lost morning "
                 "a fortnight; two years ago three a week.",
     .tried = "A helper all day (made {him} dependent), a written plan at eight thirty (works), a "
              "map of each new place (works).",
     .advice = "Specialist teacher, twice a term: visits to the high school from spring, in the "
               "empty building first. {His} map is the best preparation there is.",
     .summary = "{Name} is autistic and has an education, health and care plan. With the day on "
                "paper {he} is at ease and knows more than most of us. The move to high school is "
                "this year’s work.",
     .strategies = "The plan on paper by half past eight.\nA change is crossed out and written in, "
                   "never only said.\nLet {him} map it.",
     .home = "Tomorrow’s plan is read at tea. Walk one corridor of the new school each visit.",
     .part = "I cross it out and write the new one. I say “I need the map”.",
     .outcomes = {"change", "turns_of_talk", "break_card"},
     .later_child = {"Room 23 has two doors. Nobody knew. Now they know.",
                     "The plan was wrong twice and I fixed it twice."},
     .later_parent = {"{He} showed {his} grandfather round the new school, on paper, for an hour.",
                      "A supply teacher, and {he} went in. I sat in the car until nine."},
     .voices =
         {{"Computer skills, drawing maps of the school, knows everyone’s birthday.",
           "I know your birthday. Big school has 41 rooms. I made a map.",
           "He has come so far. We are afraid of the big school and he is counting its doors.",
           "I make maps\nI know birthdays\nI am good at computers",
           "Maps\nBirthdays\nVisiting big school again",
           "Give me the plan on paper\nDon’t change it in the morning\nLet me map it"}}},
};

Stories stories_communication(void)
{
    return (Stories){sizeof table / sizeof table[0], table};
}
