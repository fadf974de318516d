//! The one error type: what went wrong, what to do next, and who can mend it.

use std::fmt;

/// Who can mend an error; the exit code comes from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The user asked for something that cannot be: wrong flag, empty list, unreadable file.
    Invalid,
    /// The thing named does not exist.
    NotFound,
    /// The store cannot be opened, read or written.
    Store,
    /// Something that the store keeps is not what it was; what is not built upon it goes on.
    Damaged,
    /// A mistake of ours, or of the machine.
    Internal,
}

/// An error with its kind, a message that names the thing and the next step, and its cause.
#[derive(Debug)]
pub struct Error {
    pub kind: Kind,
    message: String,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), cause: None }
    }

    pub fn invalid(message: impl Into<String>) -> Error {
        Error::new(Kind::Invalid, message)
    }

    pub fn not_found(message: impl Into<String>) -> Error {
        Error::new(Kind::NotFound, message)
    }

    pub fn store(message: impl Into<String>) -> Error {
        Error::new(Kind::Store, message)
    }

    pub fn damaged(message: impl Into<String>) -> Error {
        Error::new(Kind::Damaged, message)
    }

    pub fn internal(message: impl Into<String>) -> Error {
        Error::new(Kind::Internal, message)
    }

    /// The same error with what caused it, which the terminal prints behind a colon.
    pub fn caused_by(
        mut self,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Error {
        self.cause = Some(cause.into());
        self
    }
}

/// What was read; none where it is damaged, for those who can do without.
pub fn if_sound<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.kind == Kind::Damaged => Ok(None),
        Err(error) => Err(error),
    }
}

impl fmt::Display for Error {
    /// Writes the message; with `{:#}`, the whole chain of causes too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if f.alternate() {
            let mut cause = std::error::Error::source(self);
            while let Some(error) = cause {
                write!(f, ": {error}")?;
                cause = error.source();
            }
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alternate_form_shows_the_whole_chain() {
        let inner = Error::internal("disk full");
        let outer = Error::store("cannot write revdiff.db").caused_by(inner);
        assert_eq!(outer.to_string(), "cannot write revdiff.db");
        assert_eq!(format!("{outer:#}"), "cannot write revdiff.db: disk full");
    }
}
