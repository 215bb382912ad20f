#!/bin/sh
# Builds Muster with a profile of its use: compiles it so that it counts what runs, lets it import and search invented people,
# and compiles it again so that what runs often is fast and stands together. Takes twice the time of a plain build.
#
#   tools/build-profiled.sh      the binary is then target/profiled/muster
#
# Needs what a plain build needs, `rustup component add llvm-tools`, and curl. What it is worth is in docs/performance.md.
set -eu
cd "$(dirname "$0")/.."

host=$(rustc --print host-tuple)
merger=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
if [ ! -x "$merger" ]; then
    echo "There is no llvm-profdata beside this compiler. Add it: rustup component add llvm-tools" >&2
    exit 1
fi
target=${CARGO_TARGET_DIR:-$PWD/target}
work=$(mktemp -d)
server=
finish() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap finish EXIT

# A target that is named keeps the flags from what only runs while building.
build() {
    RUSTFLAGS="$1" cargo build --release --locked --bin muster --target "$host" --target-dir "$2"
}

# What the second build shall be good at: reading texts, importing them, answering searches.
use() {
    muster=$1
    export LLVM_PROFILE_FILE="$work/counts/%p-%m.profraw" MUSTER__DATA__FOLDER="$work/data" MUSTER__WEB__LISTEN="127.0.0.1:${PORT:-7879}"
    "$muster" synth --count 1500 --out "$work/people"
    "$muster" add "$work/people"
    "$muster" serve > "$work/log" 2>&1 &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        if "$muster" healthcheck 2>/dev/null; then break; fi
        sleep 1
    done
    for query in 'q=rust' 'q=python+postgresql&industry=fintech-payments' 'q=java+spring&place=in' 'q=moved+payments+off+an+old+system' 'q=kub' 'q=' 'q=&page=40'; do
        for _ in 1 2 3 4 5 6 7 8; do
            curl --silent --show-error --fail --output /dev/null "http://$MUSTER__WEB__LISTEN/api/v1/search?$query"
            curl --silent --show-error --fail --output /dev/null "http://$MUSTER__WEB__LISTEN/search?$query"
        done
    done
    kill -TERM "$server"
    wait "$server"
    server=
    "$muster" reprocess
    "$muster" export --output "$work/export.ndjson"
}

build "-Cprofile-generate=$work/unused" "$target/counting"
use "$target/counting/$host/release/muster"
"$merger" merge --output "$work/muster.profdata" "$work/counts"
build "-Cprofile-use=$work/muster.profdata" "$target/profiled"
cp "$target/profiled/$host/release/muster" "$target/profiled/muster"
