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
