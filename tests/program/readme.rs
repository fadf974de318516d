//! The README holds what the program really prints.
