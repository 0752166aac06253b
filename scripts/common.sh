# What scripts/run and scripts/test share: find what is missing, install it, build. Sourced, not run.
# shellcheck shell=sh

root=$(cd "$(dirname "$0")/.." && pwd)

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        die "Installing needs root: run as root, install sudo, or install yourself: $*"
    fi
}

# The packages of one package manager: $1 = build or test.
packages() {
    case "$manager:$1" in
    apt:build) echo build-essential pkg-config meson ninja-build libsdl2-dev libsdl2-ttf-dev \
        libpng-dev libjansson-dev zlib1g-dev liblapacke-dev ;;
    apt:test) echo libcmocka-dev xvfb xauth xdotool imagemagick python3-sklearn ;;
    dnf:build) echo gcc pkgconf-pkg-config meson ninja-build SDL2-devel SDL2_ttf-devel \
        libpng-devel jansson-devel zlib-devel lapack-devel ;;
    dnf:test) echo libcmocka-devel libasan libubsan xorg-x11-server-Xvfb xdotool ImageMagick python3-scikit-learn ;;
    pacman:build) echo base-devel meson sdl2 sdl2_ttf libpng jansson zlib lapacke ;;
    pacman:test) echo cmocka xorg-server-xvfb xdotool imagemagick python-scikit-learn ;;
    brew:build) echo meson ninja pkg-config sdl2 sdl2_ttf libpng jansson zlib lapack ;;
    brew:test) echo cmocka ;;
    esac
}

find_manager() {
    for manager in apt-get dnf pacman brew; do
        if command -v $manager >/dev/null 2>&1; then
            manager=${manager%-get}
            return
        fi
    done
    die "No apt, dnf, pacman or brew here. Install by hand: a C compiler, meson, ninja, pkg-config," \
        "SDL2, SDL2_ttf, libpng, jansson, zlib, lapacke; for the tests also cmocka, Xvfb, xdotool."
}

install() {
    find_manager
    # The names are a list on purpose.
    # shellcheck disable=SC2046
    set -- $(packages build) $([ "$1" = build ] || packages test)
    mkdir -p "$root/build"
    log=$root/build/install.log
    say "Installing what is missing of: $*"
    case $manager in
    apt)
        as_root apt-get update -qq >"$log" 2>&1 || say "(the list of packages could not be refreshed; going on)"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
        ;;
    dnf) as_root dnf install -y -q "$@" ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    brew) brew install -q "$@" ;;
    esac >>"$log" 2>&1 || { tail -n 20 "$log" >&2; die "Some packages could not be installed (all of it: $log)."; }
}

# True if everything is there: $1 = build or test.
complete() {
    command -v cc >/dev/null && command -v meson >/dev/null && command -v ninja >/dev/null &&
        command -v pkg-config >/dev/null || return 1
    pkg-config --exists sdl2 SDL2_ttf libpng jansson zlib lapacke || return 1
    [ "$1" = build ] && return 0
    pkg-config --exists cmocka || return 1
    [ "$(uname)" = Darwin ] || { command -v Xvfb && command -v xdotool && command -v import; } >/dev/null
}

need() {
    if [ "$(uname)" = Darwin ] && command -v brew >/dev/null 2>&1; then
        PKG_CONFIG_PATH="$(brew --prefix)/opt/lapack/lib/pkgconfig:${PKG_CONFIG_PATH:-}"
        export PKG_CONFIG_PATH
    fi
    complete "$1" || install "$1"
    complete "$1" || die "Something is still missing after the installation; see the messages above."
}

# build FOLDER OPTION...: configures once, then builds what changed. Quiet unless it fails.
build() {
    folder=$root/build/$1
    shift
    log=$folder.log
    mkdir -p "$root/build"
    if [ ! -f "$folder/build.ninja" ]; then
        rm -rf "$folder"
        meson setup "$folder" "$root" "$@" >"$log" 2>&1 || { cat "$log" >&2; die "Configuring failed."; }
    fi
    ninja -C "$folder" >"$log" 2>&1 || { tail -n 60 "$log" >&2; die "Building failed (all of it: $log)."; }
}
