#!/bin/sh
# What a newcomer should see: a folder of news goes in, who said what comes out.
# Run by `make demo` from the root of the project; needs `sumber` on the PATH.
set -eu

say() { printf '\n%s\n' "$*"; }
run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

rm -rf demo-corpus

say "1. Read the articles of six outlets (all invented, see samples/README.md) into a corpus."
run sumber add samples/articles --corpus demo-corpus

say "2. Who said what? One coach's words, in every outlet that quotes them."
run sumber quotes --source Gandhi --words pemain --corpus demo-corpus --format table

say "3. From whom do the articles have their news?"
run sumber sources --corpus demo-corpus --format table

say "4. One article with all its facts marked, straight from its text."
run sumber show gema-004 --corpus demo-corpus --format table

say "5. Does every fact still stand at its characters?"
run sumber verify --corpus demo-corpus

cat <<'END'

What to try next
  source .venv/bin/activate
  sumber quotes --corpus demo-corpus --words tarif --kind direct
  sumber serve --corpus demo-corpus --open       all of it in the browser
  sumber show lensara-001 --corpus demo-corpus   a portal's text, made from that of an agency, kawat-001
  sumber annotate your-article.txt               your own text, without a corpus
  sumber add your-folder/ && sumber quotes       your own corpus, in ./corpus
Panduan dalam bahasa Indonesia: docs/id/mulai.md
END
