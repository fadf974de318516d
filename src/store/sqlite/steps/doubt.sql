-- Since when an article is held for a second look, and how many pages in a row were. What is held
-- already is of an unknown age: it is held anew when it is read again.
UPDATE story SET held = NULL WHERE held IS NOT NULL;
ALTER TABLE story ADD COLUMN held_since INTEGER CHECK ((held_since IS NULL) = (held IS NULL));
ALTER TABLE story ADD COLUMN held_pages INTEGER NOT NULL DEFAULT 0
                             CHECK ((held_pages = 0) = (held IS NULL));
