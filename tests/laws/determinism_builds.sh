#!/bin/sh
# determinism_builds.sh ROOT HASH: builds the engine by hand with gcc and clang at -O0, -O2 and -O3
# and compares the hash that each build prints. Leaves out a compiler that is not installed.
root=$1 expected=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
base="-std=gnu11 -D_GNU_SOURCE -ffp-contract=off -fno-math-errno -fno-trapping-math -w"
base="$base -I$root/include -I$root/src/engine"
x86= tested=0
[ "$(uname -m)" = x86_64 ] && x86=yes

build() { # compiler, optimisation
    out=$work/$1$2
    mkdir "$out"
    for file in "$root"/src/engine/*.c "$root"/tests/laws/determinism.c; do
        name=$(basename "$file" .c)
        case $name in
        project | kernel_*) continue ;;
        esac
        echo "$1 $base $2 ${x86:+-DEM_KERNELS_X86} -c $file -o $out/$name.o"
    done
    for file in "$root"/src/engine/kernel_*.c; do
        name=$(basename "$file" .c)
        echo "$1 $base $2 -DEM_ISA=v1 -c $file -o $out/$name-v1.o"
        [ "$x86" ] || continue
        echo "$1 $base $2 -DEM_ISA=v3 -mavx2 -c $file -o $out/$name-v3.o"
        echo "$1 $base $2 -DEM_ISA=v4 -mavx512f -mavx512dq -mavx512vl -mavx512bw -c $file -o $out/$name-v4.o"
    done
}

for compiler in gcc clang; do
    command -v $compiler > /dev/null || continue
    for level in -O0 -O2 -O3; do
        build $compiler $level | xargs -P 2 -d '\n' -n 1 sh -c || exit 1
        $compiler "$work/$compiler$level"/*.o -o "$work/run" -lm -lpthread || exit 1
        hash=$("$work/run") || { echo "$compiler $level: $hash"; exit 1; }
        echo "$compiler $level $hash"
        [ "$hash" = "$expected" ] || exit 1
        tested=$((tested + 1))
    done
done
[ $tested -gt 0 ]
