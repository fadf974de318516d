//! What comes and goes on a page beside its story, as templates.

/// A kind of furniture.
pub struct Kind {
    pub name: &'static str,
    pub stands: Stands,
    pub templates: &'static [&'static str],
}

/// Where publishers put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Anywhere,
    /// Inside only after the last paragraph.
    Below,
    /// Never among the paragraphs.
    Outside,
}

use Stands::{Anywhere, Below, Outside};

const fn kind(name: &'static str, stands: Stands, templates: &'static [&'static str]) -> Kind {
    Kind { name, stands, templates }
}

pub const KINDS: [Kind; 28] = [
    kind(
        "related links",
        Anywhere,
        &[
            "<aside[related-stories]><h3>{Related stories|More on this story|See also}</h3><ul><each><li><a href=\"/{slug}\">{title}</a></li></each></ul></aside>",
            "<div[more-on]><p[heading]>{More from this section|You may also like|Recommended}</p><each><div[card]><a href=\"/news/{slug}\"><span[title]>{title}</span></a></div></each></div>",
        ],
    ),
    kind(
        "most read",
        Anywhere,
        &[
            "<section[most-read]><h2>{Most read|Trending now|Popular today}</h2><ol><each><li><a href=\"/{slug}\"><span>{title}</span></a></li></each></ol></section>",
            "<div[popular-list]><div[label]>{Top stories|Most viewed}</div><each><div[item]><span>{n}</span> <a href=\"/{slug}\">{title}</a></div></each></div>",
        ],
    ),
    kind(
        "read more",
        Anywhere,
        &[
            "<div[read-more inline-link]><strong>{Read more|Read also|Don't miss}:</strong> <a href=\"/{slug}\">{title}</a></div>",
            "<p[inline-teaser]><a href=\"/{slug}\">{READ MORE|ALSO READ|RELATED}: {title}</a></p>",
        ],
    ),
    kind(
        "advertisement",
        Anywhere,
        &[
            "<div[ad-slot ad-container] id=\"div-gpt-{slug}\"><span[ad-label]>{Advertisement|Ad|Advertisement - scroll to continue}</span><iframe src=\"https://ads.example/{token}\"></iframe></div>",
            "<div[advert banner-ad]><a href=\"https://shop.example/{slug}\"><img src=\"https://ads.example/{token}.gif\" alt=\"{Autumn sale|New mattress|City breaks}\"></a><p>{Autumn sale: up to 40% off everything.|Sleep better on the new Dormio mattress.|City breaks from 89 a night.}</p></div>",
        ],
    ),
    kind(
        "sponsored block",
        Anywhere,
        &[
            "<div[sponsored promoted-content]><h4>{Sponsored|Paid content|From our partners}</h4><each><div[native-item]><a href=\"https://p.example/{slug}\" rel=\"sponsored\">{Seven tricks your insurer hopes you never learn|This kettle pays for itself in a month|Doctors were surprised by this simple stretch|New hearing aid is the size of a pea}</a> <span>{Lumeno|HomeWise|Klarsicht}</span></div></each></div>",
        ],
    ),
    kind(
        "newsletter box",
        Anywhere,
        &[
            "<div[newsletter-signup]><h3>{The Morning Post|Daily briefing|Weekend letter}</h3><p>{Every weekday at seven we send you the stories that matter, picked by our editors.|Start the day with five short reads, free in your inbox. You can unsubscribe at any time.|Get the best of our long reads once a week, with no advertising and no fuss.}</p><form action=\"/subscribe\"><input type=\"email\" placeholder=\"E-mail\"><button>Sign up</button></form></div>",
            "<section[subscribe-box]><p>{Sign up to our newsletter and never miss a story. By signing up you agree to our terms.|Like what you read? Our editors write to 40,000 readers each evening. Join them.}</p><a href=\"/newsletters\">{Sign up here|Subscribe}</a></section>",
        ],
    ),
    kind(
        "cookie bar",
        Outside,
        &[
            "<div[cookie-banner] id=\"c{slug}\"><p>{We use cookies to improve your experience and to measure how our pages are used.|This site uses cookies. By continuing to browse you agree to our use of cookies.}</p><button>{Accept all|OK}</button><button>{Settings|Reject}</button></div>",
        ],
    ),
    kind(
        "consent overlay",
        Outside,
        &[
            "<div[consent-overlay modal]><div[consent-dialog]><h2>{Your privacy matters to us|Before you continue}</h2><p>{We and our {n} partners store and read information on your device, such as cookies, to show personalised advertising.|With your consent we and our partners process personal data such as your IP address to offer you content that fits.}</p><p>You can change your mind at any time under Privacy.</p><button>Agree and continue</button> <a href=\"/privacy\">Privacy policy</a></div></div>",
        ],
    ),
    kind(
        "view and share counters",
        Anywhere,
        &[
            "<div[counters article-stats]><span[views]>{views} views</span> <span[shares]>{n} shares</span> <span[comments-count]>{n} comments</span></div>",
            "<ul[social-count]><li>{n} {likes|reactions}</li><li>{views} {reads|views}</li></ul>",
            "<p[read-count]>{views} people have read this</p>",
        ],
    ),
    kind(
        "relative times",
        Anywhere,
        &[
            "<div[timestamp updated-ago]>{Updated|Last updated} {n} {minutes|hours} ago</div>",
            "<p[time-ago]>{n} {min|hours} ago</p>",
            "<span[relative-time]>{Published|Posted} {n} {minutes|hours|days} ago</span>",
        ],
    ),
    kind(
        "clock, weather, markets",
        Anywhere,
        &[
            "<div[live-clock]>{Monday|Tuesday|Thursday} {clock}</div>",
            "<div[weather-widget]><span>{town}</span> <span>{n}°C</span> <span>{Light rain|Sunny|Overcast}</span></div>",
            "<ul[market-ticker]><each><li>{EUR/USD|GBP/USD|Gold|Oil} {rate} <span>{+|-}{rate}%</span></li></each></ul>",
        ],
    ),
    kind(
        "comments",
        Below,
        &[
            "<section[comments comment-section] ><h3>{n} Comments</h3><each><div[comment]><p[comment-author]>{name} <span>{n} {hours|minutes} ago</span></p><p[comment-body]>{comment}</p><button>Reply</button></div></each></section>",
            "<div[user-comments]><ol><each><li[comment]><b>{name}</b><p>{comment}</p><a href=\"#r{slug}\">Reply</a> <span>{n} likes</span></li></each></ol></div>",
        ],
    ),
    kind(
        "promo paragraph",
        Anywhere,
        &[
            "<p[promo]><em>{Download our app to follow every story as it happens.|Follow us on social media for the latest from the region.|Join our WhatsApp channel and get breaking news first.}</em></p>",
            "<p[app-promo]><a href=\"/app\">{Get our app for free on your phone and read the news offline.|Become a member today and read without advertising from 4 a month.}</a></p>",
        ],
    ),
    kind(
        "author box",
        Below,
        &[
            "<div[author-bio]><img src=\"/people/{slug}.jpg\" alt=\"{name}\"><p[author-name]>{name}</p><p>{She has reported on transport and local government since 2014 and lives by the canal with two cats.|He writes about money and work. Before he joined us he spent ten years in the north as a radio reporter.|Our correspondent in the south, she covers farming, water and the weather.}</p></div>",
        ],
    ),
    kind(
        "tag list",
        Below,
        &[
            "<div[tags topic-tags]><span>{Tags|Topics}:</span> <each><a href=\"/tag/{slug}\" rel=\"tag\">{Transport|Housing|Council|Schools|Weather|Courts|Health}</a> </each></div>",
            "<ul[topics]><each><li><a href=\"/t/{slug}\">{Budget|Harbour|Elections|Railways|Football}</a></li></each></ul>",
        ],
    ),
    kind(
        "share bar",
        Anywhere,
        &[
            "<div[share-bar social-share]><span>{Share|Share this article|Send to a friend}</span><a href=\"https://s.example/share?u={slug}\">Facebook</a> <a href=\"https://x.example/intent?u={slug}\">X</a> <a href=\"mailto:?subject={slug}\">{E-mail|Mail}</a> <button>Copy link</button></div>",
        ],
    ),
    kind(
        "breadcrumb",
        Outside,
        &[
            "<nav[breadcrumb]><a href=\"/\">Home</a> &gt; <a href=\"/{slug}\">{News|Regional|Sport}</a> &gt; <a href=\"/{slug}\">{town}</a></nav>",
        ],
    ),
    kind(
        "footer text",
        Outside,
        &[
            "<footer[site-footer]><p>© {2024|2025|2026} {Westhaven Herald|North Valley Media|The Daily Lantern}. All rights reserved. {Reproduction only with written permission of the publisher.|The publisher is not responsible for the content of external sites.}</p><a href=\"/terms\">Terms</a> <a href=\"/imprint\">Imprint</a></footer>",
        ],
    ),
    kind(
        "video player",
        Anywhere,
        &[
            "<div[video-player]><div[video-title]>{Watch|Video}: {title}</div><video src=\"https://v.example/{token}.mp4\"></video><span[duration]>{n}:{n}</span></div>",
            "<figure[video-embed]><iframe src=\"https://v.example/embed/{slug}\"></iframe><div[video-caption]>{title}</div><button>Play</button></figure>",
        ],
    ),
    kind(
        "quiz and poll",
        Anywhere,
        &[
            "<div[poll widget-poll]><h4>{Should the old pier be rebuilt?|Do you use the night bus?|Would you pay more for local food?}</h4><ul><li><label><input type=\"radio\" name=\"{slug}\"> Yes</label> {n}%</li><li><label><input type=\"radio\" name=\"{slug}\"> No</label> {n}%</li></ul><button>Vote</button><span>{views} votes</span></div>",
            "<div[quiz]><p>{How well do you know the region? Take our weekly quiz with ten questions.|Can you name these seven stations? Test yourself.}</p><a href=\"/quiz/{slug}\">{Start the quiz|Play now}</a></div>",
        ],
    ),
    kind(
        "podcast box",
        Anywhere,
        &[
            "<div[podcast-player]><span[podcast-name]>{The Long Platform|Morning Desk|Tides and Times}</span><p>{Episode {n}: why the trams came back.|This week we talk about the floods, ten years on.|Listen to the new episode wherever you get your podcasts.}</p><audio src=\"https://a.example/{token}.mp3\"></audio></div>",
        ],
    ),
    kind(
        "paywall meter",
        Anywhere,
        &[
            "<div[paywall-meter]><p>{You have {n} free articles left this month.|You have read {n} of 60 free articles.}</p><a href=\"/subscribe\">{Subscribe now|See offers}</a></div>",
            "<div[meter-notice]>{n} {free articles|free stories} remaining. <a href=\"/login\">Log in</a></div>",
        ],
    ),
    kind(
        "breaking news banner",
        Outside,
        &[
            "<div[breaking-news]><strong>{Breaking|Live|Just in}</strong> <a href=\"/live/{slug}\">{title}</a></div>",
        ],
    ),
    kind("donation appeal", Anywhere, super::held_back::DONATION),
    kind("event calendar", Anywhere, super::held_back::CALENDAR),
    kind("shop box", Anywhere, super::held_back::SHOP),
    kind("reader call-out", Anywhere, super::held_back::CALL_OUT),
    kind("next story", Below, super::held_back::NEXT_STORY),
];

/// Those for which no rule is to be written: they tell how the extractor does on what it has not
/// been shown. Nobody who works on rules looks at their templates or their differences.
pub const HELD_BACK: [&str; 5] =
    ["donation appeal", "event calendar", "shop box", "reader call-out", "next story"];
