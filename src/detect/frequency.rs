//! How common a word is in notes, roughly. Which of a phrase's words is looked
//! for first depends on it, and nothing that is found.

/// Words by how many there are in ten thousand.
#[rustfmt::skip]
const FREQUENT: &[(f32, &[&str])] = &[
    (200.0, &[
        "a", "and", "for", "i", "in", "is", "it", "of", "on", "that", "the", "to", "was", "we", "you", "she",
    ]),
    (50.0, &[
        "about", "all", "are", "as", "at", "be", "been", "but", "by", "from", "good", "had", "have", "he",
        "her", "him", "his", "if", "me", "mum", "my", "no", "not", "or", "so", "there", "they", "think", "this",
        "very", "were", "what", "which", "with", "would",
    ]),
    (20.0, &[
        "an", "any", "because", "being", "can", "care", "could", "did", "do", "has", "how", "its", "just", "know",
        "more", "now", "office", "one", "other", "out", "partner", "people", "police", "risk", "said", "say",
        "seen", "some", "staff", "than", "their", "them", "then", "these", "those", "time", "up", "well", "when",
        "who", "will", "your",
    ]),
    (10.0, &[
        "abuse", "after", "also", "asked", "back", "before", "child", "children", "dad", "different", "does",
        "domestic", "dont", "evidence", "feel", "first", "get", "given", "go", "going", "got", "government",
        "happy", "health", "help", "home", "house", "im", "inquiry", "into", "issues", "like", "made", "make",
        "may", "much", "need", "only", "over", "phone", "please", "really", "right", "safe", "school", "see",
        "service", "should", "support", "team", "thank", "through", "today", "told", "two", "us", "way", "work",
        "yes",
    ]),
    (5.0, &[
        "account", "address", "adult", "again", "agreed", "ask", "away", "baby", "bed", "between", "bit",
        "both", "brother", "call", "calls", "came", "cant", "car", "card", "case", "chair", "clinic", "come",
        "couple", "court", "da", "dash", "day", "days", "didnt", "doesnt", "doing", "done", "door", "down",
        "each", "end", "every", "ex", "family", "father", "file", "fine", "flat", "form", "found", "front",
        "gave", "goes", "gone", "gp", "group", "hand", "head", "hed", "held", "here", "herself", "hes", "high",
        "himself", "husband", "hv", "id", "idva", "isnt", "ive", "keep", "kept", "kids", "kitchen", "last",
        "lead", "leave", "left", "let", "letter", "line", "log", "low", "manager", "mash", "meeting", "met",
        "mother", "moved", "mr", "mrs", "ms", "mums", "name", "neck", "never", "new", "next", "night",
        "nobody", "non", "nothing", "number", "nurse", "off", "offered", "ok", "old", "our", "own", "parents",
        "place", "present", "put", "rang", "re", "read", "review", "ring", "room", "round", "rung",
        "safeguarding", "same", "sat", "saw", "says", "sent", "shed", "shes", "signed", "since", "sister",
        "sleep", "social", "son", "still", "stop", "sw", "take", "taken", "things", "three", "times",
        "together", "too", "took", "twice", "under", "view", "visit", "want", "wants", "week", "weeks", "went",
        "where", "wife", "without", "wont", "word", "words", "worker",
    ]),
];

/// How many of ten thousand words of a note are this one.
pub(super) fn frequency(word: &str) -> f32 {
    let known = FREQUENT.iter().find(|(_, words)| words.contains(&word));
    known.map_or_else(|| by_length(word), |(often, _)| *often)
}

fn by_length(word: &str) -> f32 {
    match word.len() {
        ..=2 => 2.5,
        3 => 0.8,
        4 => 0.5,
        5 => 0.3,
        6..=8 => 0.15,
        _ => 0.1,
    }
}
