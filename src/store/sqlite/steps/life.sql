-- What is known of a story's life, of the doubts about its pages and of its other addresses.
ALTER TABLE story ADD COLUMN state_since INTEGER;
ALTER TABLE story ADD COLUMN held BLOB CHECK (length(held) = 32);
ALTER TABLE story ADD COLUMN excused TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(excused));
ALTER TABLE story ADD COLUMN shown INTEGER;
ALTER TABLE story ADD COLUMN shown_since INTEGER
                             CHECK ((shown_since IS NULL) = (shown IS NULL));
ALTER TABLE story ADD COLUMN turns INTEGER NOT NULL DEFAULT 0 CHECK (turns >= 0);
ALTER TABLE story ADD COLUMN sighted TEXT;
ALTER TABLE story ADD COLUMN sightings INTEGER NOT NULL DEFAULT 0
                             CHECK ((sightings = 0) = (sighted IS NULL));
ALTER TABLE story ADD COLUMN first_url TEXT;
CREATE TABLE link (
  story INTEGER NOT NULL REFERENCES story (id),
  other INTEGER NOT NULL REFERENCES story (id),
  url   TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (story, other),
  CHECK (story <> other)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_other ON link (other);
