#!/bin/sh
# The layers know each other in one direction only. The linker enforces most of it; this test finds the
# includes that a compiler would let pass. Usage: layers_test.sh SOURCE_ROOT
cd "$1" || exit 1
faults=0

# forbid WHAT PATTERN FOLDER... [-- ALLOWED_FILE]
forbid() {
    what=$1 pattern=$2
    shift 2
    found=$(grep -nE "$pattern" -r "$@" --include='*.c' --include='*.h')
    [ -n "$allowed" ] && found=$(printf '%s' "$found" | grep -vE "$allowed")
    allowed=
    [ -z "$found" ] && return
    printf '%s:\n%s\n' "$what" "$found"
    faults=$((faults + 1))
}
allowed=

layers="engine io session view app sdl cli"
for layer in $layers; do
    later=$(printf '%s' "${layers#*"$layer"}" | sed 's/^ *//; s/ /|/g')
    [ -n "$later" ] && forbid "$layer includes a later layer" "#include \"($later)/" "src/$layer"
done
forbid "the public headers include a layer" '#include "(engine|io|session|view|app|sdl|cli)/' include/em
forbid "SDL outside sdl" '#include *[<"](SDL2/)?SDL' src/engine src/io src/session src/view src/app src/cli include
allowed='^src/engine/project\.c:'
forbid "LAPACKE outside the engine's one file" '#include *<lapacke' src include
forbid "the engine prints, reads files or asks the time" \
    '(^|[^a-z_])(printf|fprintf|puts|fopen|time|clock_gettime|gettimeofday|rand|srand|exit) *\(' src/engine
forbid "a locale is set" '(^|[^a-z_])setlocale *\(' src
[ $faults -eq 0 ]
