#!/bin/bash
# The real program in a real window: Xvfb for a screen, xdotool for keys and sizes, a pipe of script
# lines to look at what is shown. Usage: window_test.sh EMSTEP [default|texture]
# Exit 77 (skipped) where Xvfb, xdotool or ImageMagick is missing.
. "$(dirname "$0")/common.sh"
way=${2:-default}
need xvfb-run xdotool convert import
in_xvfb 1600x1000 "$@"
enter_folder
[ "$way" = texture ] && export SDL_RENDER_DRIVER=software

start() { # options: opens the window with a pipe of script lines on descriptor 9
  rm -f pipe && mkfifo pipe
  "$emstep" "$@" --no-animation --script - < pipe 2> messages &
  pid=$!
  exec 9> pipe
  say "wait idle"
  shot first
  window=$(xdotool search --sync --onlyvisible --name emstep | head -1)
  xdotool windowfocus --sync "$window"
}

say() { echo "$1" >&9; }

appears() { # a file, within 20 seconds
  for _ in $(seq 400); do
    [ -s "$1" ] && return 0
    sleep 0.05
  done
  return 1
}

shot() { rm -f "$1.png"; say "wait idle"; say "shot $1.png"; appears "$1.png"; }

shows() { # a pattern that comes up in the window's text within 20 seconds
  for _ in $(seq 100); do
    rm -f text.txt
    say "dump text.txt"
    appears text.txt && grep -q -- "$1" text.txt && return 0
    sleep 0.1
  done
  return 1
}

ended() { # the program has, within so many seconds, with this exit code
  local within=$1 code=$2
  for _ in $(seq $((within * 20))); do
    if ! kill -0 "$pid" 2> /dev/null; then
      wait "$pid"
      local got=$?
      pid=
      exec 9>&-
      [ "$got" = "$code" ]
      return
    fi
    sleep 0.05
  done
  return 1
}

ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; } # processor time, hundredths of a second

size_is() { [ "$(identify -format '%w x %h' "$1")" = "$2" ]; }

differ() { ! cmp -s "$1" "$2"; }

screen() { import -window root "$1" 2> /dev/null; }

start --size 1200x800
shot step0
check "the first picture" size_is step0.png "1200 x 800"
xdotool key --window "$window" Right
check "Right does E-step 1" shows "E-step 1"
shot step1
check "the picture has changed" differ step0.png step1.png
xdotool key --window "$window" Left
check "Left goes back" shows "half-step 0"
shot back
convert step0.png -crop 780x520+20+145 one.rgb && convert back.png -crop 780x520+20+145 two.rgb
check "the pane is the same picture again" cmp one.rgb two.rgb
xdotool key --window "$window" Right
check "Right does it again" shows "half-step 1"
shot step1_again
check "E-step 1 is the same picture again" cmp step1.png step1_again.png
xdotool key --window "$window" Left
check "and back" shows "half-step 0"
shot back_again
check "all of it is the same picture again" cmp back.png back_again.png
for key in Next space Home R plus minus bracketright; do
  xdotool key --window "$window" "$key"
done
xdotool key --window "$window" Home
check "keys in a row are all obeyed" shows "half-step 0"
xdotool key --window "$window" bracketleft

shot before_reset
sleep 0.3
screen screen1.rgb
say "reset device"
say "reset targets"
shot after_reset
sleep 0.3
screen screen2.rgb
check "a lost renderer shows the same picture" cmp screen1.rgb screen2.rgb

for i in $(seq 40); do
  xdotool windowsize "$window" $((700 + 10 * i)) $((500 + 5 * i))
done
xdotool windowsize --sync "$window" 1000 700
sleep 0.5
shot stormed
check "a storm of sizes ends in the last one" size_is stormed.png "1000 x 700"
for size in "1 1" "1 900" "200 150"; do
  # shellcheck disable=SC2086
  xdotool windowsize "$window" $size
  sleep 0.2
done
check "a tiny window is survived" kill -0 "$pid"
xdotool windowsize --sync "$window" 1200 800
sleep 0.5
xdotool mousemove 1590 990
shot restored
check "the layout comes back" size_is restored.png "1200 x 800"

xdotool key --window "$window" F11
sleep 1
shot filling
check "F11 fills the screen" size_is filling.png "1600 x 1000"
xdotool key --window "$window" Escape
sleep 1
shot plain
check "Escape leaves it for the size before" size_is plain.png "1200 x 800"

exec 9>&- # an open pipe of script lines is looked at from time to time; the idle program has none
sleep 1
before=$(ticks)
sleep 2
after=$(ticks)
check "at rest no processor time is used ($((after - before)) ticks)" [ $((after - before)) -le 2 ]
xdotool windowunmap --sync "$window"
xdotool key --window "$window" space
sleep 0.3
before=$(ticks)
sleep 2
after=$(ticks)
check "out of sight next to none is used ($((after - before)) ticks)" [ $((after - before)) -le 12 ]
xdotool windowmap "$window"
sleep 0.3
kill -TERM "$pid"
check "SIGTERM ends it within a second" ended 1 0

start --size 800x600
kill -HUP "$pid"
check "so does a closed terminal" ended 1 0

start --size 800x600
xdotool key --window "$window" Escape
shot alive
check "Escape does not quit" kill -0 "$pid"
xdotool key --window "$window" ctrl+q
check "Ctrl+Q does" ended 3 0

# The drivers that SDL tries here leave blocks behind when they are unloaded: leaks no suppression can name.
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 SDL_RENDER_DRIVER=nonsense start --size 800x600
check "an unknown renderer is replaced" kill -0 "$pid"
kill -TERM "$pid"
check "and the window closes" ended 1 0

start --size 800x600
say "no such command"
check "an unknown script line ends with code 2" ended 3 2
check "and is named" grep -q "line [0-9]*" messages

before=$(date +%s%N)
env -u DISPLAY -u WAYLAND_DISPLAY -u SDL_VIDEODRIVER "$emstep" > /dev/null 2> messages
code=$?
after=$(date +%s%N)
check "without a display it says so at once" test "$code" = 1 -a $(((after - before) / 1000000)) -lt 2000
check "and names emstep render" grep -q "emstep render" messages
exit $failed
