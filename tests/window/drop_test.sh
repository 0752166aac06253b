#!/bin/bash
# Files dropped on the real window by another X client. Usage: drop_test.sh EMSTEP DROP_SOURCE
# Exit 77 (skipped) where Xvfb or xdotool is missing.
. "$(dirname "$0")/common.sh"
source=$(realpath "$2")
need xvfb-run xdotool
in_xvfb 1024x768 "$@"
enter_folder

shows() { # a pattern that comes up in the window's text within 10 seconds
  for _ in $(seq 100); do
    rm -f text.txt
    echo "dump text.txt" >&9
    for _ in $(seq 40); do
      [ -s text.txt ] && break
      sleep 0.05
    done
    grep -q -- "$1" text.txt && return 0
    sleep 0.1
  done
  return 1
}

printf 'x,y\n1,2\n3,4\n5,7\n9,1\n' > 'data é 1.csv'
printf 'x,y\n1,2\n3,4\n5,7\n9,1\n2,2\n' > second.csv
printf 'x,y\n1,2\n3,oops\n' > broken.csv
mkfifo pipe
"$emstep" --size 1000x700 --no-animation --script - < pipe 2> messages &
pid=$!
exec 9> pipe
echo "wait idle" >&9
window=$(xdotool search --sync --onlyvisible --name emstep | head -1)

check "a table is taken" "$source" "$window" "file://$folder/data%20%C3%A9%201.csv"
check "and opened, whatever its name" shows "4 rows, 2 features"
check "a broken one is taken" "$source" "$window" "file://$folder/broken.csv"
check "and named with its place" shows "line 3, column 2"
check "while the data stay" shows "|4 × 2|"
check "two at once are taken" "$source" "$window" "file://$folder/second.csv" "file://$folder/broken.csv"
check "the first is opened" shows "5 rows, 2 features"
check "which is said" shows "the first is opened"
echo '{"emstep_session": 1' > session.json
check "a broken session is taken" "$source" "$window" "file://$folder/session.json"
check "and named with its place" shows "session.json.*line"
check "a folder is taken" "$source" "$window" "file://$folder"
check "and refused" shows "is a folder"
echo quit >&9
wait "$pid"
check "the window closes" [ $? = 0 ]
pid=
exit $failed
