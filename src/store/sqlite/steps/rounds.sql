-- When a page was last sent whole; rounds, and what they ask with.
ALTER TABLE story ADD COLUMN last_whole_at INTEGER;
CREATE TABLE round (
  id         INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;
CREATE TABLE asking (
  since INTEGER PRIMARY KEY,
  asked TEXT NOT NULL CHECK (json_valid(asked))
) STRICT;
