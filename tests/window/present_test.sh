#!/bin/bash
# Under X11: the way that --version --verbose names is the way taken, only what changed is sent, and
# nothing when nothing changed. Usage: present_test.sh EMSTEP PRESENT_LOG.so
# Exit 77 (skipped) where Xvfb is missing.
. "$(dirname "$0")/common.sh"
log_module=$(realpath "$2")
need xvfb-run
in_xvfb 1600x1000 "$@"
unset SDL_VIDEODRIVER WAYLAND_DISPLAY SDL_RENDER_DRIVER SDL_FRAMEBUFFER_ACCELERATION

enter_folder
export PRESENT_LOG=$folder/log

record() { # script lines on standard input; what was sent goes to $PRESENT_LOG
  rm -f "$PRESENT_LOG"
  LD_PRELOAD=$log_module "$emstep" aniso --size 1200x800 --no-animation --script - ||
    { echo "FAILED: the program"; failed=1; }
}

says() { "$emstep" --version --verbose | grep -q "x11: $1"; }
all_by() { [ -s "$PRESENT_LOG" ] && ! grep -qv "^$1 " "$PRESENT_LOG"; }
lines() { wc -l < "$PRESENT_LOG"; }
parts_follow() { # the whole window first; then parts, each less than a half of it
  awk 'BEGIN { all = 1200 * 800 }
       $2 == all && !parts { whole++; next }
       { parts++; if ($2 <= 0 || $2 * 2 >= all) bad++ }
       END { exit !(whole >= 1 && parts >= 2 && !bad) }' "$PRESENT_LOG"
}

hovers='hover 304 741
wait idle
hover 352 741
wait idle
hover 1090 86
wait idle'

for way in surface texture; do
  [ $way = texture ] && export SDL_RENDER_DRIVER=software
  record <<< $'wait idle\nwait 0.5\n'"$hovers"$'\nquit'
  check "pictures take the $way" all_by $way
  check "a mouse on buttons sends parts" parts_follow
  check "--version --verbose names it" says "$([ $way = surface ] && echo "the window's surface" || echo "a texture")"
done
unset SDL_RENDER_DRIVER

record <<< $'wait idle\nwait 0.5\nquit'
short=$(lines)
record <<< $'wait idle\nwait 2\nquit'
check "nothing is sent while nothing changes ($short pictures, then $(lines))" [ "$(lines)" -le "$short" ]
[ $failed = 0 ] || cat "$PRESENT_LOG"
exit $failed
