//! The words publishers put before or after a time, in some forty languages, and what they mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::article::StampKind;

/// Words of a date line that say "updated", lower case, without Arabic vowel signs.
const UPDATED: &str = "\
last updated|last modified|last edited|updated|update|upd|modified|edited|revised|editor's note|\
son güncelleme|güncelleme tarihi|güncelleme|güncellendi|güncellenme|son güncellenme|\
zuletzt aktualisiert|letzte aktualisierung|aktualisiert|aktualisierung|stand|geändert|bearbeitet|\
mis à jour|mise à jour|dernière mise à jour|modifié|modifiée|actualisé|actualisée|\
actualizado|actualizada|última actualización|actualización|modificado|\
atualizado|atualizada|última atualização|atualização|actualizado às|\
aggiornato|aggiornata|ultimo aggiornamento|ultima modifica|aggiornamento|modificato|\
actualitzat|actualitzada|darrera actualització|eguneratua|azken eguneraketa|\
bijgewerkt|laatst bijgewerkt|gewijzigd|laatste update|aangepast|laatst gewijzigd|\
uppdaterad|uppdaterat|senast uppdaterad|uppdaterades|ändrad|\
oppdatert|sist oppdatert|opdateret|senest opdateret|endret|sist endret|uppfært|\
päivitetty|viimeksi päivitetty|muokattu|uuendatud|muudetud|\
aktualizacja|ostatnia aktualizacja|zaktualizowano|aktualizowano|zmodyfikowano|modyfikacja|\
aktualizováno|aktualizace|upraveno|aktualizované|naposledy aktualizované|poslední aktualizace|\
ažurirano|zadnja izmjena|izmijenjeno|izmenjeno|posodobljeno|osvježeno|dopunjeno|\
ажурирано|измењено|обновена|обновено|актуализирано|актуализирана|последна промяна|\
обновлено|обновлена|изменено|последнее обновление|дата обновления|\
оновлено|останнє оновлення|абноўлена|жаңартылды|\
τελευταία ενημέρωση|ενημέρωση|ενημερώθηκε|τελευταία τροποποίηση|ανανεώθηκε|\
frissítve|frissült|frissítés|utolsó frissítés|módosítva|módosítás|\
actualizat|ultima actualizare|actualizare|modificat|përditësuar|\
atnaujinta|atnaujintas|atjaunots|atjaunināts|atjaunināta|\
آخر تحديث|تحديث|تم التحديث|محدث|آخر تعديل|تم التعديل|تعديل|\
به‌روزرسانی|به روز رسانی|به‌روز رسانی|بروزرسانی|به‌روزشده|آخرین به‌روزرسانی|ویرایش|\
اپ ڈیٹ|اپڈیٹ|آخری اپ ڈیٹ|\
עודכן|עודכנה|עדכון אחרון|עדכון|\
अपडेटेड|अपडेट|अद्यतन|अपडेट किया गया|अंतिम अपडेट|आखरी अपडेट|\
আপডেট|হালনাগাদ|সর্বশেষ আপডেট|புதுப்பிக்கப்பட்டது|నవీకరించబడింది|\
diperbarui|diperbaharui|terakhir diperbarui|pembaruan|dikemas kini|kemas kini|imesasishwa|\
cập nhật|cập nhật lần cuối|sửa đổi|\
อัปเดต|อัพเดท|อัพเดต|ปรับปรุง|ปรับปรุงล่าสุด|แก้ไข|แก้ไขล่าสุด|\
更新|更新时间|更新時間|最后更新|最後更新|更新于|更新於|修改|修订|最終更新|更新日|更新日時|改訂|\
编辑|编辑于|編輯|編輯於|수정|최종수정|최종 수정|업데이트|갱신|수정일|\
akt|agg|modifica|nuashonraithe|diweddarwyd|opgedateer|змінено|yenilənib|yangilangan|განახლდა|\
թարմացվել է|son gün";

/// Words of a date line that say "published".
const PUBLISHED: &str = "\
first published|originally published|published|publication date|posted|issued|created|released|\
date|uploaded|\
yayınlanma tarihi|yayınlanma|yayınlama|yayın tarihi|yayınlandı|giriş tarihi|giriş|eklenme|\
eklenme tarihi|oluşturulma|oluşturulma tarihi|haber giriş|\
erstveröffentlichung|veröffentlicht|veröffentlichung|publiziert|erschienen|erstellt|vom|\
publié|publiée|publication|mis en ligne|créé|paru|\
publicado|publicada|publicación|fecha|creado|publicação|criado|postado|\
pubblicato|pubblicata|pubblicazione|data pubblicazione|creato|publicat|publicada|argitaratua|\
gepubliceerd|geplaatst|publicatie|publicerad|publicerat|publicerades|\
publisert|publiceret|udgivet|offentliggjort|birt|julkaistu|avaldatud|lisatud|\
opublikowano|data publikacji|publikacja|dodano|utworzono|data dodania|\
publikováno|vydáno|zveřejněno|publikované|zverejnené|vytvořeno|\
objavljeno|objava|objavljen|објављено|публикувана|публикувано|\
опубликовано|опубликована|дата публикации|размещено|создано|опубліковано|апублікавана|\
δημοσίευση|δημοσιεύθηκε|δημοσιεύτηκε|πρώτη δημοσίευση|\
megjelent|közzétéve|publikálva|publikálás|létrehozva|data publicării|botuar|publikuar|\
paskelbta|publicēts|publicēta|publikuota|\
نشر|تاريخ النشر|نشرت|تم النشر|نشر في|تاریخ انتشار|انتشار|منتشر شده|شائع|\
פורסם|פורסמה|תאריך פרסום|\
प्रकाशित|पब्लिश्ड|पब्लिश|प्रकाशित तिथि|প্রকাশ|প্রকাশিত|প্রকাশের সময়|வெளியிடப்பட்டது|\
diterbitkan|dipublikasikan|terbit|tayang|disiarkan|imechapishwa|\
đăng|đăng lúc|ngày đăng|xuất bản|เผยแพร่|โพสต์|วันที่|\
发布|发布时间|發布|發布時間|發佈|發佈時間|发表|發表|刊登|出版|公開|公開日|掲載|配信|発行|投稿|\
post time|publish date|date published|posted on|foilsithe|cyhoeddwyd|жарияланды|dərc olunub|chop etilgan|\
გამოქვეყნდა|հրապարակվել է|yayın|la daabacay|gepubliseer|inilathala|ప్రచురణ|પ્રકાશિત|ចេញផ្សាយ|خپرول شوی|\
شائع ہوا|објавено|datum|datum objave|eingestellt am|eingestellt|geschrieben am|gespeichert|\
등록|등록일|입력|기사입력|게재|발행|작성|승인|송고|게시";

/// Words of a line whose dates are about something else: law, offers, events.
const TRAPS: &str = "\
©|(c)|copyright|terms|privacy|policy|cookie|cookies|all rights reserved|subscribe|subscription|\
before|until|offer|offers|event|events|expires|expire|deadline|tickets|sale|discount|valid|\
nutzungsbedingungen|agb|datenschutz|termine|veranstaltungen|gültig|angebot|abonnieren|\
conditions|confidentialité|abonnez|événements|offre|jusqu'au|términos|privacidad|suscríbete|\
eventos|oferta|hasta|privacidade|termos|assine|eventi|offerta|abbonati|fino al|voorwaarden|\
evenementen|abonneer|villkor|etkinlik|etkinlikler|abone|kampanya|regulamin|prenumerata|\
register|registered|registration|tickets|concert|born|died|photo taken|member since|starts|ends|comment by|\
anmeldeschluss|registriert|mitglied seit|inkrafttreten|bewerbungsschluss|mentions légales|inscription|\
inscrições|inscripciones|válido|válida|valida|valido|promocja|başvuru|geçerlidir|geldig|actie|wydarzenia|\
締切|応募|募集|행사|모집|活动|截止|报名|報名|\
мероприятия|подпишитесь|акция|условия|политика|版权所有|著作権|イベント|저작권|이벤트|구독";

/// The label that a folded text begins with, and how many bytes it takes; the longest wins.
pub fn label(text: &str) -> Option<(StampKind, usize)> {
    static UPDATED_WORDS: LazyLock<Words> = LazyLock::new(|| longest_first(UPDATED));
    static PUBLISHED_WORDS: LazyLock<Words> = LazyLock::new(|| longest_first(PUBLISHED));
    let updated = starting(&UPDATED_WORDS, text).map(|bytes| (StampKind::Updated, bytes));
    let published = starting(&PUBLISHED_WORDS, text).map(|bytes| (StampKind::Published, bytes));
    updated.into_iter().chain(published).max_by_key(|(_, bytes)| *bytes)
}

/// Whether a line says of its time that it is that of the first publication.
pub fn says_first(line: &str) -> bool {
    const FIRST: [&str; 4] =
        ["first published", "originally published", "erstveröffentlich", "πρώτη δημοσίευση"];
    let line = line.to_lowercase();
    FIRST.iter().any(|words| line.contains(words))
}

/// Whether a folded text begins with a word that makes its dates no stamps.
pub fn is_trap(text: &str) -> bool {
    static WORDS: LazyLock<Words> = LazyLock::new(|| longest_first(TRAPS));
    starting(&WORDS, text).is_some()
}

/// The words of a table by their first letters, the longest first.
type Words = HashMap<char, Vec<&'static str>, RandomState>;

fn longest_first(table: &'static str) -> Words {
    let mut words = Words::default();
    for word in table.split('|') {
        if let Some(first) = word.chars().next() {
            words.entry(first).or_default().push(word);
        }
    }
    words.values_mut().for_each(|words| words.sort_by_key(|word| std::cmp::Reverse(word.len())));
    words
}

fn starting(words: &Words, text: &str) -> Option<usize> {
    let begins = |word: &&&str| text.strip_prefix(**word).is_some_and(|rest| ends_word(word, rest));
    words.get(&text.chars().next()?)?.iter().find(begins).map(|word| word.len())
}

/// Whether a word may end here: scripts without spaces between words always may.
fn ends_word(word: &str, rest: &str) -> bool {
    let joins = |c: char| c.is_alphabetic() && !is_unspaced(c);
    !(word.chars().next_back().is_some_and(joins) && rest.chars().next().is_some_and(joins))
}

/// Whether a character belongs to a script that writes words without spaces between them.
pub fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
    )
}

/// The kind of the first label in a line.
pub fn first_kind(line: &str) -> Option<StampKind> {
    let folded = line.to_lowercase();
    let starts = folded.char_indices().filter(|(at, _)| {
        !folded[..*at].chars().next_back().is_some_and(|c| c.is_alphabetic() && !is_unspaced(c))
    });
    starts.filter_map(|(at, _)| label(&folded[at..])).map(|(kind, _)| kind).next()
}
