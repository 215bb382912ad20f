//! The `muster` command.

use std::process::ExitCode;

// Profiles are many small strings, made on one thread and freed on another.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    muster::cli::run()
}
