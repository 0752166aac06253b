#!/bin/bash
# The world ends at the wrong moment: signals during long work and open dialogs, a screen that dies,
# windows as large as a wall, two programs at once. Usage: world_test.sh EMSTEP
# Exit 77 (skipped) where Xvfb or xdotool is missing.
. "$(dirname "$0")/common.sh"
need Xvfb xdotool
enter_folder

appears() { # a file that is not empty, within so many seconds
  for _ in $(seq $((${2:-20} * 20))); do
    compgen -G "$1" > /dev/null && [ -s "$(compgen -G "$1" | head -1)" ] && return 0
    sleep 0.05
  done
  return 1
}

lines() { printf '%s\n' "$@" > script; }

start() { # options; the script dumps to `ready`
  rm -f ready
  "$emstep" "$@" --script script > /dev/null 2> messages &
  pid=$!
}

gone() { # the program has ended, within so many seconds
  for _ in $(seq $(($1 * 20))); do
    if ! kill -0 "$pid" 2> /dev/null; then
      wait "$pid" 2> /dev/null
      pid=''
      return 0
    fi
    sleep 0.05
  done
  return 1
}

# No screen is needed for these.
export SDL_VIDEODRIVER=dummy
lines "dump ready" "key End" "wait 60"
start blobs:n=300000,k=8,d=8,std=9,seed=1 --model gmm -k 8 --tol 0
check "a long run begins" appears ready 60
sleep 1
kill -TERM "$pid"
check "SIGTERM ends it in the middle" gone 3
mkdir fakes
printf '#!/bin/sh\nexec /bin/sleep 1000\n' > fakes/zenity && chmod +x fakes/zenity
lines "wait idle" "key ctrl+o" "wait 0.3" "dump ready" "wait 60"
PATH=$folder/fakes:$PATH start
check "a dialog opens" appears ready
kill -TERM "$pid"
check "SIGTERM ends the program with its dialog open" gone 3
lines "wait idle" "key Right" "resize 16384 16384" "wait 0.2" "resize 1 4000" "wait 0.2" \
  "resize 900 700" "wait idle" "dump ready" "quit"
start --no-animation
check "a window as large as a wall is survived" appears ready 60
check "and comes back to a window" grep -q "E-step 1" ready
check "and ends" gone 5
lines "wait idle" "key ctrl+t" "wait idle" "dump ready" "quit"
several=()
for i in 1 2 3 4; do
  "$emstep" --no-animation --script script 2>> messages &
  several+=($!)
done
wait "${several[@]}"
check "settings that several programs write at once stay readable" \
  python3 -m json.tool config/emstep/settings.json /dev/null
unset SDL_VIDEODRIVER

# A screen of its own, to be killed.
exec 3> number
Xvfb -displayfd 3 -screen 0 1024x768x24 > /dev/null 2>&1 &
screen=$!
if appears number; then
  export DISPLAY=:$(cat number)
  lines "wait idle" "key Right" "wait idle" "dump ready" "wait 60"
  start --no-animation
  check "a window on the screen" appears ready
  check "what was done is kept aside after a while" appears "$folder/*/emstep/autosave-*.json" 40
  kill "$screen" && wait "$screen" 2> /dev/null
  screen=''
  check "the screen dies, the program ends" gone 5
  check "what was done is still there" appears "$folder/*/emstep/autosave-*.json" 1
  lines "wait idle" "dump ready" "quit"
  SDL_VIDEODRIVER=dummy start --no-animation
  appears ready
  check "and the next start offers it" grep -q "rescued.json" ready
  gone 5
fi
exit $failed
