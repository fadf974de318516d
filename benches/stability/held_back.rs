//! Templates of the furniture that is kept aside. Who writes rules for furniture does not read on.

pub const DONATION: &[&str] = &[
    "<div[support-us donation-appeal]><p>{Our reporting is free for everyone to read, and it is paid for by readers like you. If you can, please give as little as 2 a month.|We have no owner and no shareholders, only readers. A small gift today keeps a reporter in the courtroom tomorrow.|Independent journalism costs money, and fewer companies pay for advertising each year. Support our newsroom from 1 a week.}</p><a href=\"/support\">{Support us|Give once|Become a supporter}</a></div>",
    "<section[contribute-epic]><h3>{Before you go|A word to our readers}</h3><p>{Last month {views} people read us and only a few of them paid. Your help decides what we can cover.|This story took our team eleven weeks. If you value such work, consider a contribution.}</p><button>{Contribute|Donate now}</button></section>",
];

pub const CALENDAR: &[&str] = &[
    "<div[event-calendar]><h4>{What's on|This week|Dates}</h4><ul><each><li><span>{n} {March|October|June}</span> {Organ recital, St Anne's|Flea market, Dock Square|Open day at the fire station|Jazz in the old mill}, {town} {clock}</li></each></ul></div>",
];

pub const SHOP: &[&str] = &[
    "<div[shop-box affiliate]><span>{From our shop|Our pick}</span><each><div[product]><a href=\"https://shop.example/{slug}\">{Enamel mug, blue|Walking map of the coast|Wool scarf|Press photo calendar}</a> <span>{rate} €</span></div></each><p>{We may earn a commission when you buy through links on this page.|Prices as of today, delivery not included.}</p></div>",
];

pub const CALL_OUT: &[&str] = &[
    "<div[reader-callout]><p><strong>{Are you affected by this?|Do you know more?|Tell us your story}</strong> {Write to us in confidence at desk@herald.example or send a message to our tip line.|We would like to hear from you. Please leave a number on which a reporter can call you back.|Send your photos and videos to our desk, with your name and where you took them.}</p></div>",
    "<p[contact-us]><i>{Have you seen a mistake or have a tip for us? Write to newsroom@herald.example.|Do you work in the sector? Share your experience with our reporters in the form below.}</i></p>",
];

pub const NEXT_STORY: &[&str] = &[
    "<div[next-article infinite-scroll]><span>{Next|Up next}</span><h2><a href=\"/{slug}\">{title}</a></h2><p>{teaser}</p><a href=\"/{slug}\">{Continue reading|Read on}</a></div>",
    "<section[up-next]><h3><a href=\"/{slug}\">{title}</a></h3><p[byline]>By {name}</p><p>{teaser}</p><p>{teaser}</p></section>",
];
