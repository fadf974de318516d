//! What furniture is written of: headlines and teasers of other stories, names, comments.

pub const TITLES: [&str; 24] = [
    "Harbour tunnel closes for a second weekend of repairs",
    "Three things to know before the rail fares go up",
    "School meals: what the new rules mean for parents",
    "Why the old cinema on Mill Street may yet be saved",
    "Striker out for six weeks after training ground fall",
    "Council delays vote on tram extension until spring",
    "The bakery that has not closed its doors since 1911",
    "Wind farm plan splits a quiet valley",
    "Opinion: we should stop pretending buses are a luxury",
    "In pictures: the first snow over the northern hills",
    "Bank holiday weather: where it will be sunny",
    "Teenager wins national prize for river sensor",
    "How to store apples so that they last until March",
    "Live: reaction to the budget statement",
    "Court hears appeal in long-running pier dispute",
    "Museum lends its oldest map for the first time",
    "Police look for witnesses after crash on ring road",
    "Ten walks that start at a railway station",
    "Hospital opens ward with 40 new beds",
    "The quiet return of the night train",
    "Ferry company cancels winter timetable",
    "Rents rise again in the university towns",
    "Two goals in stoppage time rescue the derby",
    "What the census says about your street",
];

pub const TEASERS: [&str; 8] = [
    "The owners of the last independent cinema in the county said on Friday that they had found a buyer who would keep all three screens open through the winter.",
    "Engineers began to drain the upper lock this week after a routine survey found that two of the timber gates had moved by several centimetres since the summer.",
    "A court has ordered the operator of a caravan park to repay deposits to more than sixty families whose bookings were cancelled at short notice last August.",
    "Volunteers who have counted swifts over the old town for eleven years say that the birds came back later, and in smaller numbers, than in any season so far.",
    "The regional orchestra will tour schools in all nine districts next term, its director announced, playing works that were chosen by the pupils themselves.",
    "Farmers along the estuary have asked for an inquiry into the new sea wall, which they say turns the spring tides on to land that had been dry for a century.",
    "The airport recorded its busiest October since it opened, with most of the growth coming from two routes that were started only in the spring.",
    "Nurses at the district hospital voted on Tuesday to accept the latest offer, ending a dispute about night shifts that had lasted for seven months.",
];

pub const COMMENTS: [&str; 8] = [
    "I have lived here for thirty years and nobody has ever asked us what we think. The road was fine as it was.",
    "Well said. It is about time that somebody wrote this down, and I hope the council reads it.",
    "Does anyone know whether the car park stays open? The notice on the gate says something else.",
    "With respect, the figures in the report say the opposite. Have a look at page twelve before you complain.",
    "We went last Sunday and it was lovely. Bring a coat, the wind comes straight off the water.",
    "Another year, another consultation. Wake me up when something is actually built.",
    "My grandfather worked there until it closed. Thank you for remembering those people.",
    "The comparison is wrong because the other town has twice as many inhabitants.",
];

pub const NAMES: [&str; 12] = [
    "Maren Holt",
    "Tobias Lind",
    "Ada Fairweather",
    "Jonah Pryce",
    "Selma Aydin",
    "Luc Marchand",
    "Priya Nandan",
    "Oskar Brandt",
    "Nora Quill",
    "Mateo Ibarra",
    "Grace Oduya",
    "Hana Sato",
];

pub const TOWNS: [&str; 8] = [
    "Westhaven",
    "Norbridge",
    "Altmark",
    "Port Ellis",
    "Stonefield",
    "Lower Marsh",
    "Greywater",
    "Kirkwell",
];

/// Paragraphs that an editor adds.
pub const ADDED: [&str; 5] = [
    "A spokeswoman for the ministry said on Thursday that the figures would be published in full before the end of the month, and that no decision had been taken until then.",
    "Two people who took part in the talks described them as difficult. Neither wished to be named, because the meeting was meant to stay private.",
    "The company did not answer questions about the date on which its managers first learned of the fault.",
    "Residents said they had been told to leave their homes at short notice. Most of them spent the night in a sports hall nearby.",
    "Analysts had expected a smaller rise, and the news came as a surprise to many of them.",
];

/// Sentences that an editor adds.
pub const SENTENCES: [&str; 4] = [
    "The ministry declined to comment.",
    "At least eleven people were taken to hospital, officials said.",
    "It was not clear on Friday evening when the work would begin.",
    "Her lawyer denies the charge.",
];

pub const NOTES: [&str; 4] = [
    "Correction: An earlier version of this article misstated the year in which the bridge was built. It was 1974, not 1947.",
    "This article was amended on 3 March 2025 to make clear that the vote took place on Monday.",
    "Clarification: This story has been updated to include a statement from the company.",
    "Editor's note: A previous version gave the wrong first name for the chairwoman.",
];
