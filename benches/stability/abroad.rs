//! Furniture in other languages than English, for pages in those languages.

/// Templates of a kind in a language, which stand in the place of the English ones.
pub struct Abroad {
    pub language: &'static str,
    pub kind: &'static str,
    pub templates: &'static [&'static str],
}

const fn of(
    language: &'static str,
    kind: &'static str,
    templates: &'static [&'static str],
) -> Abroad {
    Abroad { language, kind, templates }
}

pub const ABROAD: [Abroad; 36] = [
    of(
        "de",
        "related links",
        &[
            "<aside[related-stories]><h3>{Mehr zum Thema|Lesen Sie auch}</h3><ul><each><li><a href=\"/{slug}\">{Warum die Fähre im Winter nicht fährt|Stadtrat vertagt den Beschluss zur Ostbrücke|So viel kostet der Wald im Jahr|Ein Dorf baut sich seinen Laden selbst}</a></li></each></ul></aside>",
        ],
    ),
    of(
        "de",
        "newsletter box",
        &[
            "<div[newsletter]><h3>{Der Abendbrief|Newsletter}</h3><p>{Jeden Werktag um 18 Uhr das Wichtigste aus der Region, kostenlos in Ihrem Postfach.|Unsere Redaktion wählt für Sie aus, was heute zählt. Sie können sich jederzeit abmelden.}</p><button>Jetzt anmelden</button></div>",
        ],
    ),
    of(
        "de",
        "cookie bar",
        &[
            "<div[cookie-banner]><p>{Wir verwenden Cookies, um unsere Seiten zu verbessern und ihre Nutzung zu messen.|Diese Seite nutzt Cookies. Näheres steht in der Datenschutzerklärung.}</p><button>Alle akzeptieren</button></div>",
        ],
    ),
    of(
        "de",
        "view and share counters",
        &[
            "<div[counters]><span>{views} Aufrufe</span> <span>{n} Kommentare</span></div>",
            "<p[reads]>{views} mal gelesen</p>",
        ],
    ),
    of(
        "de",
        "relative times",
        &["<div[timestamp]>{Aktualisiert vor|vor} {n} {Minuten|Stunden}</div>"],
    ),
    of(
        "de",
        "promo paragraph",
        &[
            "<p[promo]><em>{Laden Sie unsere App und lesen Sie auch ohne Netz.|Folgen Sie uns in den sozialen Medien für das Neueste aus der Region.}</em></p>",
        ],
    ),
    of(
        "de",
        "paywall meter",
        &[
            "<div[meter]><p>{Sie haben noch {n} freie Artikel in diesem Monat.|Noch 3 freie Artikel. Mit einem Abo lesen Sie alles.}</p><a href=\"/abo\">Jetzt abonnieren</a></div>",
        ],
    ),
    of(
        "de",
        "podcast box",
        &[
            "<div[podcast]><span>{Hafenfunk|Der lange Bahnsteig}</span><p>{Folge {n}: Warum die Straßenbahn zurückkam.|Die neue Folge überall, wo es Podcasts gibt.}</p></div>",
        ],
    ),
    of(
        "de",
        "author box",
        &[
            "<div[author-bio]><p[name]>{name}</p><p>{Sie berichtet seit 2014 über Verkehr und Kommunen und wohnt am Kanal.|Er schreibt über Geld und Arbeit und war zuvor zehn Jahre beim Rundfunk.}</p></div>",
        ],
    ),
    of(
        "fr",
        "related links",
        &[
            "<aside[related-stories]><h3>{À lire aussi|Sur le même sujet}</h3><ul><each><li><a href=\"/{slug}\">{Le dernier cinéma du canton cherche un repreneur|Pourquoi le train de nuit revient|La digue sera rehaussée avant l'hiver|Un village ouvre sa propre épicerie}</a></li></each></ul></aside>",
        ],
    ),
    of(
        "fr",
        "newsletter box",
        &[
            "<div[newsletter]><h3>{La lettre du soir|Newsletter}</h3><p>{Chaque matin à sept heures, l'essentiel de l'actualité choisi par la rédaction, gratuitement.|Recevez nos meilleures enquêtes une fois par semaine. Vous pouvez vous désinscrire à tout moment.}</p><button>Je m'inscris</button></div>",
        ],
    ),
    of(
        "fr",
        "cookie bar",
        &[
            "<div[cookie-banner]><p>{Nous utilisons des cookies pour améliorer votre visite et mesurer l'audience de nos pages.|Ce site utilise des cookies. En poursuivant, vous en acceptez l'usage.}</p><button>Tout accepter</button></div>",
        ],
    ),
    of(
        "fr",
        "view and share counters",
        &[
            "<div[counters]><span>{views} vues</span> <span>{n} partages</span> <span>{n} commentaires</span></div>",
        ],
    ),
    of(
        "fr",
        "relative times",
        &["<div[timestamp]>{Mis à jour il y a|Il y a} {n} {minutes|heures}</div>"],
    ),
    of(
        "fr",
        "promo paragraph",
        &[
            "<p[promo]><em>{Téléchargez notre application pour suivre l'actualité en direct.|Suivez-nous sur les réseaux pour ne rien manquer de la région.}</em></p>",
        ],
    ),
    of(
        "fr",
        "paywall meter",
        &[
            "<div[meter]><p>{Il vous reste {n} articles gratuits ce mois-ci.|Il vous reste 2 articles offerts.}</p><a href=\"/abo\">{S'abonner|Voir les offres}</a></div>",
        ],
    ),
    of(
        "fr",
        "podcast box",
        &[
            "<div[podcast]><span>{Le long quai|Marées}</span><p>{Épisode {n} : le retour du tramway.|Écoutez le nouvel épisode sur toutes les plateformes.}</p></div>",
        ],
    ),
    of(
        "fr",
        "author box",
        &[
            "<div[author-bio]><p[name]>{name}</p><p>{Elle couvre les transports et les communes depuis 2014 et vit au bord du canal.|Il écrit sur l'argent et le travail, après dix ans de radio.}</p></div>",
        ],
    ),
    of(
        "es",
        "related links",
        &[
            "<aside[related-stories]><h3>{Noticias relacionadas|Lea también}</h3><ul><each><li><a href=\"/{slug}\">{El último cine del barrio busca comprador|Por qué vuelve el tren nocturno|El puente viejo cerrará dos semanas|Un pueblo abre su propia tienda}</a></li></each></ul></aside>",
        ],
    ),
    of(
        "es",
        "newsletter box",
        &[
            "<div[newsletter]><h3>{La carta de la tarde|Boletín}</h3><p>{Cada mañana a las siete, lo más importante elegido por nuestros editores, gratis en su correo.|Reciba nuestros mejores reportajes una vez por semana. Puede darse de baja cuando quiera.}</p><button>Suscríbase</button></div>",
        ],
    ),
    of(
        "es",
        "cookie bar",
        &[
            "<div[cookie-banner]><p>{Usamos cookies para mejorar su visita y medir el uso de nuestras páginas.|Este sitio utiliza cookies. Si continúa, acepta su uso.}</p><button>Aceptar todo</button></div>",
        ],
    ),
    of(
        "es",
        "view and share counters",
        &[
            "<div[counters]><span>{views} visitas</span> <span>{n} compartidos</span> <span>{n} comentarios</span></div>",
        ],
    ),
    of(
        "es",
        "relative times",
        &["<div[timestamp]>{Actualizado hace|Hace} {n} {minutos|horas}</div>"],
    ),
    of(
        "es",
        "promo paragraph",
        &[
            "<p[promo]><em>{Descargue nuestra aplicación y siga la actualidad en directo.|Síganos en las redes para no perderse nada de la región.}</em></p>",
        ],
    ),
    of(
        "es",
        "paywall meter",
        &[
            "<div[meter]><p>{Le quedan {n} artículos gratis este mes.|Le quedan 2 artículos gratuitos.}</p><a href=\"/suscripcion\">Suscribirse</a></div>",
        ],
    ),
    of(
        "es",
        "podcast box",
        &[
            "<div[podcast]><span>{El andén largo|Mareas}</span><p>{Episodio {n}: la vuelta del tranvía.|Escuche el nuevo episodio en su plataforma preferida.}</p></div>",
        ],
    ),
    of(
        "es",
        "author box",
        &[
            "<div[author-bio]><p[name]>{name}</p><p>{Escribe sobre transporte y municipios desde 2014 y vive junto al canal.|Cubre economía y trabajo tras diez años en la radio.}</p></div>",
        ],
    ),
    of(
        "tr",
        "related links",
        &[
            "<aside[related-stories]><h3>{İlgili haberler|Bunlar da ilginizi çekebilir}</h3><ul><each><li><a href=\"/{slug}\">{Eski sinema yeni sahibini bekliyor|Gece treni neden geri dönüyor|Köprü iki hafta kapalı kalacak|Köy kendi bakkalını açtı}</a></li></each></ul></aside>",
        ],
    ),
    of(
        "tr",
        "newsletter box",
        &[
            "<div[newsletter]><h3>{Akşam bülteni|E-bülten}</h3><p>{Her sabah saat yedide günün öne çıkan haberleri ücretsiz olarak e-posta kutunuzda.|Editörlerimizin seçtiği haberler haftada bir sizinle. Dilediğiniz zaman ayrılabilirsiniz.}</p><button>Abone ol</button></div>",
        ],
    ),
    of(
        "tr",
        "cookie bar",
        &[
            "<div[cookie-banner]><p>{Sitemizi geliştirmek ve kullanımını ölçmek için çerezler kullanıyoruz.|Bu site çerez kullanır. Devam ederek kullanımını kabul edersiniz.}</p><button>Kabul et</button></div>",
        ],
    ),
    of(
        "tr",
        "view and share counters",
        &[
            "<div[counters]><span>{views} görüntülenme</span> <span>{n} paylaşım</span> <span>{n} yorum</span></div>",
        ],
    ),
    of("tr", "relative times", &["<div[timestamp]>{Güncelleme: |}{n} {dakika|saat} önce</div>"]),
    of(
        "tr",
        "promo paragraph",
        &[
            "<p[promo]><em>{Uygulamamızı indirin, gelişmeleri anında takip edin.|Bölgeden haberler için bizi sosyal medyada takip edin.}</em></p>",
        ],
    ),
    of(
        "tr",
        "paywall meter",
        &[
            "<div[meter]><p>{Bu ay {n} ücretsiz haber hakkınız kaldı.|2 ücretsiz haber hakkınız kaldı.}</p><a href=\"/abone\">Abone olun</a></div>",
        ],
    ),
    of(
        "tr",
        "podcast box",
        &[
            "<div[podcast]><span>{Uzun Peron|Gelgit}</span><p>{{n}. bölüm: tramvay neden geri geldi.|Yeni bölümü tüm platformlarda dinleyin.}</p></div>",
        ],
    ),
    of(
        "tr",
        "author box",
        &[
            "<div[author-bio]><p[name]>{name}</p><p>{2014'ten beri ulaşım ve yerel yönetim haberleri yapıyor, kanal kıyısında yaşıyor.|Ekonomi ve çalışma hayatını yazıyor, on yıl radyoda görev yaptı.}</p></div>",
        ],
    ),
];
