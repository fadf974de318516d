//! Stories in five languages, in which each notice must be joined to its own edit and to no other.

use super::*;

/// A story in a language: edits of one sentence each, and for each the notice that owns up to it.
/// Each notice must be joined to its own edit, and to none of the others.
fn check_story(language: &str, edits: &[(&str, &str, &str)]) {
    let rest = ["—", "1937"];
    let mut texts: Vec<&str> = edits.iter().map(|(old, _, _)| *old).chain(rest).collect();
    let mut found = Vec::new();
    for (at, (_, new, _)) in edits.iter().enumerate() {
        let old = article(language, &texts);
        texts[at] = new;
        let changes = edit(&old, &article(language, &texts));
        found.extend(changes.into_iter().map(|change| (at as u32 + 2, change)));
    }
    let habits = Habits::of(&article(language, &texts), &article(language, &texts));
    for (at, (_, _, notice)) in edits.iter().enumerate() {
        let links = Notice::of(notice, edits.len() as u32 + 2, habits).links(&found);
        let mut versions: Vec<u32> = links.iter().map(|link| found[link.change].0).collect();
        versions.dedup();
        assert_eq!(versions, [at as u32 + 2], "{notice}");
    }
}

#[test]
fn each_notice_is_joined_to_its_own_edit_in_english() {
    check_story(
        "en",
        &[
            (
                "The fire in the textile mill killed 30 workers on Tuesday night, officials said.",
                "The fire in the textile mill killed 3 workers on Tuesday night, officials said.",
                "Correction: An earlier version of this story said that 30 workers were killed.",
            ),
            (
                "Damage to the mill was put at $1.5m by the insurer.",
                "Damage to the mill was put at $15m by the insurer.",
                "Correction: the insurer put the damage at $15 million, not $1.5 million.",
            ),
            (
                "The owner, Robert Haines, declined to comment.",
                "The owner, Rupert Haynes, declined to comment.",
                "An earlier version of this article misspelled the name of Rupert Haynes.",
            ),
            (
                "An inspection was carried out on March 3, records show.",
                "An inspection was carried out on March 13, records show.",
                "Clarification: the inspection took place on March 13.",
            ),
            (
                "“We never locked the doors,” the foreman said.",
                "“We sometimes locked the doors,” the foreman said.",
                "Correction: the foreman said that the doors were sometimes locked.",
            ),
        ],
    );
}

#[test]
fn each_notice_is_joined_to_its_own_edit_in_german() {
    check_story(
        "de",
        &[
            (
                "Bei dem Unfall auf der Landstraße starben 12 Menschen.",
                "Bei dem Unfall auf der Landstraße starben 21 Menschen.",
                "Korrektur: In einer früheren Version dieses Artikels hieß es, 12 Menschen seien \
                 bei dem Unfall gestorben.",
            ),
            (
                "Bürgermeisterin Anna Schmitt besuchte die Verletzten am Abend.",
                "Bürgermeisterin Hanna Schmidt besuchte die Verletzten am Abend.",
                "Berichtigung: Die Bürgermeisterin heißt Hanna Schmidt.",
            ),
            (
                "Der Schaden beträgt nach Schätzungen 2,4 Millionen Euro.",
                "Der Schaden beträgt nach Schätzungen 24 Millionen Euro.",
                "Korrektur: Der Schaden beträgt 24 Millionen Euro.",
            ),
            (
                "Die Brücke wurde 1973 gebaut und im Herbst saniert.",
                "Die Brücke wurde 1937 gebaut und im Herbst saniert.",
                "Anmerkung der Redaktion: Die Brücke stammt nicht aus dem Jahr 1973.",
            ),
        ],
    );
}

#[test]
fn each_notice_is_joined_to_its_own_edit_in_french() {
    check_story(
        "fr",
        &[
            (
                "L’incendie a fait 14 blessés dans l’usine, selon la préfecture.",
                "L’incendie a fait 41 blessés dans l’usine, selon la préfecture.",
                "Correctif : une précédente version de cet article faisait état de 14 blessés.",
            ),
            (
                "Le directeur, Jean Morel, a refusé de répondre.",
                "Le directeur, Julien Moreau, a refusé de répondre.",
                "Rectificatif : le directeur s’appelle Julien Moreau.",
            ),
            (
                "Le chantier coûtera 3,2 millions d’euros à la région.",
                "Le chantier coûtera 32 millions d’euros à la région.",
                "Correctif : le coût du chantier est de 32 millions d’euros.",
            ),
            (
                "La grève a commencé le 4 mars devant la gare.",
                "La grève a commencé le 14 mars devant la gare.",
                "Précision : la grève a débuté le 14 mars et non le 4 mars.",
            ),
        ],
    );
}

#[test]
fn each_notice_is_joined_to_its_own_edit_in_spanish() {
    check_story(
        "es",
        &[
            (
                "El choque de trenes dejó 16 muertos cerca de la estación.",
                "El choque de trenes dejó 61 muertos cerca de la estación.",
                "Corrección: una versión anterior de esta noticia decía que hubo 16 muertos.",
            ),
            (
                "El maquinista, Luis Ferrer, salió ileso.",
                "El maquinista, Lucas Herrera, salió ileso.",
                "Fe de errores: el maquinista es Lucas Herrera.",
            ),
            (
                "La indemnización será de 1,5 millones de euros por familia.",
                "La indemnización será de 150.000 euros por familia.",
                "Corrección: la indemnización es de 150.000 euros.",
            ),
            (
                "El ministro negó que la vía estuviera cerrada.",
                "El ministro reconoció que la vía estuviera cerrada.",
                "Aclaración: el ministro reconoció que la vía estaba cerrada.",
            ),
        ],
    );
}

#[test]
fn each_notice_is_joined_to_its_own_edit_in_turkish() {
    check_story(
        "tr",
        &[
            (
                "Depremde 35 bina yıkıldı, ekipler bölgeye gitti.",
                "Depremde 53 bina yıkıldı, ekipler bölgeye gitti.",
                "Düzeltme: Haberin önceki sürümünde yıkılan bina sayısı 35 olarak verilmişti.",
            ),
            (
                "Vali Hasan Kaya akşam saatlerinde açıklama yaptı.",
                "Vali Hüseyin Kara akşam saatlerinde açıklama yaptı.",
                "Düzeltme: Valinin adı Hüseyin Kara'dır.",
            ),
            (
                "Onarım için 2,5 milyon lira ayrıldı.",
                "Onarım için 25 milyon lira ayrıldı.",
                "Düzeltme: Onarıma ayrılan para 25 milyon liradır.",
            ),
            (
                "Okullar pazartesi günü açılacak.",
                "Okullar çarşamba günü açılacak.",
                "Düzeltme: Okulların açılış günü çarşamba olacak.",
            ),
        ],
    );
}
