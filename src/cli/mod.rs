//! Who asks by terminal? One command a file.
