-- The store of revdiff: the newest schema, whole.
--
-- Times are milliseconds UTC; the views at the end show RFC 3339. Digests are SHA-256, 32 bytes.
-- JSON columns hold what the types of the same name in src/ serialise to. Rows of `snapshot`,
-- `reading`, `page`, `memory` and `overruling` are only ever added.

PRAGMA application_id = 1919252068; -- "revd"
PRAGMA user_version = 5;

-- A host, which one poller at a time asks, over one connection; of the hosts that
-- redirects lead to, those that were asked for their rules.
CREATE TABLE host (
  name          TEXT PRIMARY KEY NOT NULL,    -- with the port where it is unusual
  next_ok_at    INTEGER NOT NULL DEFAULT 0,   -- nobody may ask it before
  claimed_until INTEGER NOT NULL DEFAULT 0,   -- the end of the newest claim's lease
  claimed_by    TEXT,                         -- the newest claimer, as it names itself
  claim         INTEGER NOT NULL DEFAULT 0 CHECK (claim >= 0), -- the fencing number: only rises
  -- Checks in a row, of stories with versions, that brought no article, the first of them, and
  -- whether that has come to an alarm and was told of.
  barren        INTEGER NOT NULL DEFAULT 0 CHECK (barren >= 0),
  barren_since  INTEGER,
  alarm         TEXT NOT NULL DEFAULT 'none' CHECK (alarm IN ('none', 'raised', 'told')),
  CHECK ((barren_since IS NULL) = (barren = 0)),
  CHECK (alarm = 'none' OR barren > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX host_free ON host (next_ok_at);
CREATE INDEX host_alarm ON host (alarm) WHERE alarm <> 'none';

-- A host's robots.txt as it was last answered; of hosts that redirects lead to as well.
CREATE TABLE robots (
  host       TEXT PRIMARY KEY NOT NULL,
  fetched_at INTEGER NOT NULL,
  status     INTEGER NOT NULL CHECK (status BETWEEN 100 AND 999),
  text       TEXT NOT NULL
) STRICT;

-- What was known of a page before it was read (src/memory.rs), kept once: JSON in zstd.
CREATE TABLE memory (
  id     INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  known  BLOB NOT NULL
) STRICT;

-- A story that is followed. AUTOINCREMENT: a number is given once and never used again.
CREATE TABLE story (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  url             TEXT NOT NULL UNIQUE,
  host            TEXT NOT NULL REFERENCES host (name),
  label           TEXT,
  tags            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  added_at        INTEGER NOT NULL,
  state           TEXT NOT NULL DEFAULT 'live' CHECK (state IN
                    ('live', 'gone', 'missing', 'moved', 'blocked', 'paywalled', 'restored')),
  following       TEXT NOT NULL DEFAULT 'active' CHECK (following IN
                    ('active', 'paused', 'untracked')), -- however it stands, its versions stay
  quarantined     INTEGER NOT NULL DEFAULT 0 CHECK (quarantined IN (0, 1)),
  next_check_at   INTEGER NOT NULL,
  last_checked_at INTEGER,
  last_read_at    INTEGER,                    -- the newest check that read the article
  etag            TEXT,
  last_modified   TEXT,
  failures        INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),     -- in a row
  not_found       INTEGER NOT NULL DEFAULT 0 CHECK (not_found >= 0),    -- 404s in a row
  not_modified    INTEGER NOT NULL DEFAULT 0 CHECK (not_modified >= 0), -- in a row
  quiet           INTEGER NOT NULL DEFAULT 0 CHECK (quiet >= 0), -- checks since the newest logged
  stamps          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(stamps)), -- at the last read
  last_page       BLOB CHECK (length(last_page) = 32), -- of the last read, kept or not
  barren_at       INTEGER,                    -- the newest check, where it brought no article
  memory          INTEGER REFERENCES memory (id), -- the standing one, for pages still to be read
  verdict         TEXT CHECK (verdict IS NULL OR json_valid(verdict)),  -- first version to latest
  -- What a list shows of the snapshots, so that it reads this table only: how many there are, the
  -- first and the newest, and what the newest extractor reads in that.
  versions          INTEGER NOT NULL DEFAULT 0 CHECK (versions >= 0),
  first_captured_at INTEGER CHECK ((first_captured_at IS NULL) = (versions = 0)),
  last_captured_at  INTEGER CHECK ((last_captured_at IS NULL) = (versions = 0)),
  headline          TEXT,
  published         TEXT,
  updated           TEXT,
  last_whole_at     INTEGER,  -- when the page was last asked for that was sent whole, no 304
  state_since       INTEGER,                  -- NULL: it has been so from the beginning
  -- The article that is held for a second look, and the evidence that a person let pass.
  held              BLOB CHECK (length(held) = 32),
  excused           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(excused)),
  -- Texts that take turns: the version whose text is shown, since when, how often they have turned
  -- since the newest version.
  shown             INTEGER,
  shown_since       INTEGER CHECK ((shown_since IS NULL) = (shown IS NULL)),
  turns             INTEGER NOT NULL DEFAULT 0 CHECK (turns >= 0),
  -- The other URL that the newest pages gave for the story, and how many of them in a row.
  sighted           TEXT,
  sightings         INTEGER NOT NULL DEFAULT 0 CHECK ((sightings = 0) = (sighted IS NULL)),
  first_url         TEXT,                     -- what the chain begins with, where it has moved since
  -- Of what is held: since when, and how many pages in a row that read differently were.
  held_since        INTEGER CHECK ((held_since IS NULL) = (held IS NULL)),
  held_pages        INTEGER NOT NULL DEFAULT 0 CHECK ((held_pages = 0) = (held IS NULL))
) STRICT;

CREATE INDEX story_due ON story (host, following, next_check_at);
CREATE INDEX story_checked ON story (host, following, IFNULL(last_checked_at, -1));

-- The texts in the newest version of a followed story, for what its host repeats: four bytes of
-- the digest of each. Of a host, the newest stories only.
CREATE TABLE block_marks (
  host  TEXT NOT NULL REFERENCES host (name),
  story INTEGER NOT NULL REFERENCES story (id),
  marks BLOB NOT NULL CHECK (length(marks) % 4 = 0),
  PRIMARY KEY (host, story)
) STRICT, WITHOUT ROWID;

-- Another URL of a story.
CREATE TABLE alias (
  url      TEXT PRIMARY KEY NOT NULL,
  story    INTEGER NOT NULL REFERENCES story (id),
  added_at INTEGER NOT NULL
) STRICT;

CREATE INDEX alias_story ON alias (story);

-- Another story whose URL a story's page gave for its own: two stories that may be one.
CREATE TABLE link (
  story INTEGER NOT NULL REFERENCES story (id),
  other INTEGER NOT NULL REFERENCES story (id),
  url   TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (story, other),
  CHECK (story <> other)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_other ON link (other);

-- The bytes of a page, kept once: zstd, with the page `base` as prefix where there is one.
CREATE TABLE page (
  id     INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32), -- of the bytes as sent, decompressed
  base   INTEGER REFERENCES page (id),
  depth  INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 16),  -- how many bases lie under it
  bytes  BLOB NOT NULL,
  CHECK ((base IS NULL) = (depth = 0))
) STRICT;

-- An article as it read at an instant. src/store/chain.rs says which columns `chain` proves.
CREATE TABLE snapshot (
  id             INTEGER PRIMARY KEY,
  story          INTEGER NOT NULL REFERENCES story (id),
  version        INTEGER NOT NULL CHECK (version >= 1),
  captured_at    INTEGER NOT NULL,
  not_before     INTEGER,            -- the last check that still read the version before
  page           INTEGER NOT NULL REFERENCES page (id),
  article_digest BLOB NOT NULL CHECK (length(article_digest) = 32), -- of the normal form
  extractor      INTEGER NOT NULL,   -- the one whose reading made the snapshot
  -- Status, URL, headers, remote address, TLS, what we asked with, redirects: JSON in zstd, with
  -- the response of the version before as prefix where the depth is not 0.
  response       BLOB NOT NULL,
  response_depth INTEGER NOT NULL CHECK (response_depth BETWEEN 0 AND 16),
  chain          BLOB NOT NULL CHECK (length(chain) = 32),
  UNIQUE (story, version),
  UNIQUE (story, captured_at),
  CHECK (not_before IS NULL OR version > 1)
) STRICT;

CREATE INDEX snapshot_page ON snapshot (page);

-- What an extractor made of a snapshot's page with a memory: the article's JSON in zstd, with what
-- the same two made of the version before as prefix where the depth is not 0. The first by the
-- snapshot's own extractor made the snapshot; the newest is what is shown.
CREATE TABLE reading (
  id             INTEGER PRIMARY KEY,
  snapshot       INTEGER NOT NULL REFERENCES snapshot (id),
  extractor      INTEGER NOT NULL CHECK (extractor >= 0),
  memory         INTEGER NOT NULL REFERENCES memory (id),
  digest         BLOB NOT NULL CHECK (length(digest) = 32), -- of the JSON
  article_digest BLOB CHECK (length(article_digest) = 32),  -- NULL: the snapshot's
  depth          INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 16),
  article        BLOB NOT NULL,
  UNIQUE (snapshot, extractor, memory)
) STRICT;

-- Checks that brought something: a snapshot, a failure, a quarantine, a moved stamp, a change of
-- state. All others only move the story's times and count: on the story until the next is logged,
-- and with that one from then on; and in `check_count`.
CREATE TABLE check_log (
  id          INTEGER PRIMARY KEY,
  story       INTEGER NOT NULL REFERENCES story (id),
  at          INTEGER NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome IN
                ('created', 'changed', 'unchanged', 'not_modified', 'failed', 'quarantined')),
  snapshot    INTEGER REFERENCES snapshot (id), -- its response and page are this check's
  http_status INTEGER,
  final_url   TEXT,
  page        INTEGER REFERENCES page (id),
  response    BLOB,                             -- JSON in zstd
  failure     TEXT CHECK (failure IN
                ('dns', 'connect', 'tls', 'timeout', 'too_large', 'truncated', 'decode', 'protocol',
                 'redirect', 'blocked_address', 'robots', 'status', 'not_html', 'no_article')),
  evidence    TEXT,
  events      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(events)),
  quiet       INTEGER NOT NULL DEFAULT 0 CHECK (quiet >= 0), -- checks since the one logged before
  CHECK ((outcome IN ('created', 'changed')) = (snapshot IS NOT NULL)),
  CHECK ((outcome = 'failed') = (failure IS NOT NULL)),
  CHECK ((outcome IN ('failed', 'quarantined')) = (evidence IS NOT NULL))
) STRICT;

CREATE INDEX check_log_story ON check_log (story);
CREATE INDEX check_log_page ON check_log (page) WHERE page IS NOT NULL;

-- What people said of the verdict on the edit that made a version out of the one before, beside the
-- rules' verdict. Rows are only ever added: the newest on an edit counts, and one in which neither
-- class nor disclosure is said withdraws what was said before. The chain does not prove them.
CREATE TABLE overruling (
  id         INTEGER PRIMARY KEY,
  story      INTEGER NOT NULL,
  version    INTEGER NOT NULL CHECK (version >= 2),
  class      TEXT CHECK (class IN ('none', 'cosmetic', 'substantive')),    -- NULL: the rules' stands
  disclosure TEXT CHECK (disclosure IN
               ('disclosed', 'stealth', 'unknown', 'not_applicable')),     -- NULL: the rules' stands
  said_by    TEXT NOT NULL CHECK (length(said_by) BETWEEN 1 AND 100),
  why        TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 1000),
  at         INTEGER NOT NULL,
  FOREIGN KEY (story, version) REFERENCES snapshot (story, version)
) STRICT;

CREATE INDEX overruling_story ON overruling (story);

-- A feed, a sitemap, or a list of these, whose stories are followed as it lists them. Its stories
-- stay followed when it lists them no longer, and when it is untracked itself.
CREATE TABLE source (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  url             TEXT NOT NULL UNIQUE,
  host            TEXT NOT NULL REFERENCES host (name),
  kind            TEXT CHECK (kind IN
                    ('rss', 'atom', 'json_feed', 'sitemap', 'sitemap_index', 'opml')),
  title           TEXT,
  parent          INTEGER REFERENCES source (id), -- which lists it; NULL: a user named it
  depth           INTEGER NOT NULL DEFAULT 0 CHECK (depth >= 0), -- how many parents there are
  label           TEXT,
  tags            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)), -- its stories get them
  limits          TEXT NOT NULL CHECK (json_valid(limits)),
  following       TEXT NOT NULL DEFAULT 'active' CHECK (following IN ('active', 'untracked')),
  added_at        INTEGER NOT NULL,
  next_check_at   INTEGER NOT NULL,
  last_checked_at INTEGER,
  last_read_at    INTEGER,                    -- the newest look that it answered
  last_new_at     INTEGER,                    -- the newest look at which it listed something new
  etag            TEXT,
  last_modified   TEXT,
  last_page       BLOB CHECK (length(last_page) = 32), -- SHA-256 of what was read last
  failures        INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),     -- in a row
  not_modified    INTEGER NOT NULL DEFAULT 0 CHECK (not_modified >= 0), -- in a row
  failure         TEXT CHECK (failure IN
                    ('dns', 'connect', 'tls', 'timeout', 'too_large', 'truncated', 'decode',
                     'protocol', 'redirect', 'blocked_address', 'robots', 'status', 'not_html',
                     'no_article')),          -- of the newest look
  evidence        TEXT,
  listed          INTEGER NOT NULL DEFAULT 0 CHECK (listed >= 0),
  left_out        TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(left_out)), -- by the reason
  defects         TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(defects)),
  CHECK ((parent IS NULL) = (depth = 0)),
  CHECK ((failure IS NULL) = (evidence IS NULL)),
  CHECK ((failure IS NULL) = (failures = 0))
) STRICT;

CREATE INDEX source_due ON source (host, following, next_check_at);
CREATE INDEX source_checked ON source (host, following, IFNULL(last_checked_at, -1));
CREATE INDEX source_parent ON source (parent) WHERE parent IS NOT NULL;

-- Which source has ever listed which story.
CREATE TABLE listing (
  source   INTEGER NOT NULL REFERENCES source (id),
  story    INTEGER NOT NULL REFERENCES story (id),
  first_at INTEGER NOT NULL,
  PRIMARY KEY (source, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX listing_story ON listing (story);

-- The limits that a user gave with a URL, for the case that its first look finds a source there.
CREATE TABLE prospect (
  story  INTEGER PRIMARY KEY REFERENCES story (id),
  limits TEXT NOT NULL CHECK (json_valid(limits))
) STRICT;

-- How many checks of a day found nothing new, of all stories.
CREATE TABLE check_count (
  day          TEXT PRIMARY KEY NOT NULL, -- UTC, such as 2026-11-23
  unchanged    INTEGER NOT NULL DEFAULT 0,
  not_modified INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Rounds of checks, the newest thousand: how often they come, and whether one is missing.
CREATE TABLE round (
  id         INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER -- NULL: it goes on, or was broken off
) STRICT;

-- What rounds ask with from an instant on: the headers of each request (User-Agent, Accept-Language),
-- as a JSON array of names and values; the newest thousand. What one check asked with stands with its
-- response, too.
CREATE TABLE asking (
  since INTEGER PRIMARY KEY,
  asked TEXT NOT NULL CHECK (json_valid(asked))
) STRICT;

-- For people with a shell.
CREATE VIEW stories AS
SELECT story.id, story.url, story.state, story.following, story.headline, story.published,
       story.updated, story.versions,
       strftime('%Y-%m-%dT%H:%M:%fZ', added_at / 1000.0, 'unixepoch') AS added_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', last_checked_at / 1000.0, 'unixepoch') AS last_checked_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', last_read_at / 1000.0, 'unixepoch') AS last_read_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', next_check_at / 1000.0, 'unixepoch') AS next_check_at
  FROM story;

CREATE VIEW snapshots AS
SELECT snapshot.id, story.url, snapshot.version,
       strftime('%Y-%m-%dT%H:%M:%fZ', captured_at / 1000.0, 'unixepoch') AS captured_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', not_before / 1000.0, 'unixepoch') AS not_before,
       lower(hex(page.digest)) AS page_digest,
       lower(hex(article_digest)) AS article_digest,
       lower(hex(chain)) AS chain,
       extractor
  FROM snapshot
  JOIN story ON story.id = snapshot.story
  JOIN page ON page.id = snapshot.page;
