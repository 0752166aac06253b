#!/bin/bash
# A session saved in the window, opened from the command line: the same picture, from the window and
# without one. Usage: session_test.sh EMSTEP
. "$(dirname "$0")/common.sh"
enter_folder
export SDL_VIDEODRIVER=dummy PATH=$folder/none:/usr/bin:/bin

window() { # lines of a script on standard input, options
  timeout 60 "$emstep" --no-animation --size 1280x800 --script - "$@" 2> messages
}

same() { # a session that was saved by a script, and what it showed
  timeout 60 "$emstep" render "$1.json" --size 1280x800 -o "$1_drawn.png" 2>> messages &&
    cmp "$1.png" "$1_drawn.png"
}

# A mean dragged by hand in the middle of a run: the edit is part of the picture.
printf '%s\n' "wait idle" "key Right" "key Right" "wait idle" "drag 430 395 520 250" "wait idle" \
  "key Right" "key Right" "key Right" "wait idle" "hover 1 1" "wait 4.2" "wait idle" "dump edited.txt" \
  "shot edited.png" "quit" > script
sed -i 's/^quit/key ctrl+s\nwait 0.3\ntext edited.json\nkey Enter\nwait idle\nquit/' script
mkdir none && printf '#!/bin/sh\nexit 127\n' > none/zenity && chmod +x none/zenity
check "a session is saved" window < script
check "it is there" test -s edited.json
check "the edit was made" grep -q "half-step 6 of 6" edited.txt
check "drawn from its file it is the same picture" same edited

# Several panes, another tab, theme and step.
printf '%s\n' "wait idle" "key 2" "wait idle" "key M" "wait idle" "key J" "key ]" "key ]" \
  "key ctrl+t" "key Right" "key Right" "key Right" "wait idle" "hover 1 1" "wait 4.2" \
  "wait idle" "shot panes.png" "key ctrl+s" "wait 0.3" "text panes.json" "key Enter" "wait idle" "quit" > script
check "two panes are saved" window < script
check "drawn from their file they are the same picture" same panes

printf '%s\n' "wait idle" "dump opened.txt" "quit" | window panes.json
check "the window opens a session" grep -q "Session opened" opened.txt
check "render draws another step of it" "$emstep" render panes.json --step 1 -o one.png
"$emstep" render panes.json -k 4 -o no.png 2> messages
check "run options do not go with a session" [ $? = 2 ]
echo '{"emstep_session": 1' > broken.json
"$emstep" render broken.json -o no.png 2> messages
check "a broken session is an error with its place" [ $? = 1 ]
check "which is named" grep -q "broken.json.*line" messages
check "and nothing is written" test ! -e no.png
exit $failed
