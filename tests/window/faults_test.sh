#!/bin/bash
# What the world can do to the window: helper programs that are missing, fail, hang or print junk;
# full disks; fonts that are missing or broken. Usage: faults_test.sh EMSTEP FONTS
. "$(dirname "$0")/common.sh"
fonts=$(realpath "$2")
enter_folder
export SDL_VIDEODRIVER=dummy
mkdir fakes
timeout=$(command -v timeout)

fake() { # name, then the lines of a shell script
  local name=$1
  shift
  printf '#!/bin/sh\n%s\n' "$*" > "fakes/$name"
  chmod +x "fakes/$name"
}

window() { # script lines; helper programs come from the folder of fakes alone
  printf '%s\n' "$@" "wait idle" "dump text.txt" "quit" > script
  rm -f text.txt
  PATH=$folder/fakes "$timeout" 60 "$emstep" --no-animation --size 1000x700 --script script 2> messages
}

shows() { grep -q -- "$1" text.txt; }

shows_not() { ! shows "$1"; }

nothing_left() { ! ls | grep -q "$1"; }

fake zenity 'echo "/nowhere/data.csv"'
window "key ctrl+o" "wait 1" 
check "a file that is not there is named" shows "nowhere/data.csv"
printf 'a,b\n1,2\n3,4\n5,7\n9,1\n' > "-odd name;.csv"
fake zenity "echo '$folder/-odd name;.csv'"
window "key ctrl+o" "wait 1"
check "a chosen file is opened" shows "odd name"
fake zenity 'exit 1'
window "key ctrl+o" "wait 0.5"
check "a cancelled dialog changes nothing" shows "Anisotropic"
fake zenity 'echo "Gtk-WARNING: cannot open display: :7" >&2; exit 1'
window "key ctrl+o" "wait 0.5"
check "a dialog without a display makes the window ask itself" shows "Open (data or session)"
fake zenity 'echo "Gtk-Message: mapped without a transient parent" >&2; exit 1'
window "key ctrl+o" "wait 0.5"
check "other messages of a cancelled dialog do not" shows_not "Open (data or session)"
fake zenity 'echo "no path at all"; echo more'
window "key ctrl+o" "wait 0.5"
check "junk from a dialog makes the window ask itself" shows "Open"
fake zenity 'kill -9 $$'
window "key ctrl+o" "wait 0.5"
check "a dialog that dies does so too" shows "Open"
fake zenity 'exec sleep 1000' && cp /bin/sleep fakes/sleep
SECONDS=0
window "key ctrl+o" "wait 0.3" "key Right"
check "a dialog that hangs leaves the window alive" shows "E-step 1"
check "and is ended with it" [ $SECONDS -lt 20 ]
rm -f fakes/zenity
window "key ctrl+o" "wait 0.3" "text $folder/-odd name;.csv" "key Enter"
check "without a dialog program the path is typed" shows "odd name"

export_to() { window "key Right" "wait idle" "key ctrl+e" "wait 0.3" "text $1" "key Enter" "wait ${2:-0.5}"; }
export_to "$folder/out.png"
check "a picture is written" grep -q PNG out.png
export_to "$folder/large.png 1500x900"
check "of the size that is typed" [ "$(identify -format %wx%h large.png)" = 1500x900 ]
export_to "$folder/small.png 15x9"
check "within limits, which are said" shows "64 to 16384"
export_to "$folder/out.svg"
check "a drawing is written" grep -q "<svg" out.svg
export_to "$folder/out.csv"
check "tables are written" [ -s out.csv -a -s out-parameters.csv ]
check "a row each" [ "$(wc -l < out.csv)" = 451 ]
export_to "$folder/out.xyz"
check "an unknown ending is refused" shows "must end in"
export_to "$folder/missing/out.png"
check "a missing folder is named" shows "annot write"
export_to "$folder/out.gif"
check "without ffmpeg it says so" shows "ffmpeg is not installed"
check "and leaves nothing" nothing_left 'out.gif'
export_to "$folder/n-%03d.png" 3
check "numbered pictures need no ffmpeg" [ -s n-000.png ]
check "one for each half-step" [ "$(echo n-*.png)" = "n-000.png n-001.png" ]
fake ffmpeg 'exit 3'
export_to "$folder/out.gif" 2
check "a failing ffmpeg is reported" shows "ffmpeg has"
check "and leaves nothing either" nothing_left 'out.gif'
fake ffmpeg 'exec sleep 1000'
SECONDS=0
window "key Right" "key Right" "wait idle" "key ctrl+e" "wait 0.3" "text $folder/out.gif" "key Enter" "wait 0.5" \
  "key Right" "key R" "click 500 300" "wait 0.2" "dump filming.txt" "key Escape" "wait 0.3"
check "while a film is written other keys wait" grep -q "Esc stops it" filming.txt
check "Esc stops a film, also of an ffmpeg that hangs" shows "nothing is written"
check "and nothing is" nothing_left 'out.gif'
check "the run stands where it stood" shows "half-step 2 of 2"
check "all of it at once" [ $SECONDS -lt 20 ]
rm -f fakes/ffmpeg
window "key End" "wait idle" "key ctrl+e" "wait 0.3" "text $folder/s-%03d.png" "key Enter" "key Escape"
check "numbered pictures that are written stay" shows "Stopped: "
check "but not all were" [ ! -e s-050.png ]
rm -f s-*.png
if command -v ffmpeg > /dev/null; then
  ln -sf "$(command -v ffmpeg)" fakes/ffmpeg
  export_to "$folder/out.gif" 6
  check "a film is written" grep -q GIF8 out.gif
fi
rm -f fakes/ffmpeg

(ulimit -f 20; trap '' XFSZ; export_to "$folder/full.png"; shows "annot write") 2> /dev/null
check "a full disk is reported, nothing half stays" nothing_left 'full.png'
echo old > kept.png
chmod 555 . 2> /dev/null
[ -w . ] || export_to "$folder/kept.png"
chmod 755 .
check "an old file stays whole" grep -q old kept.png

mkdir assets && cp -r "$fonts" assets/fonts && chmod -R u+w assets
export EMSTEP_ASSETS=$folder/assets
rm assets/fonts/Inter-Bold.otf
window "wait 0"
check "another weight stands in for a missing font" shows "Inter-Bold.otf"
truncate -s 100000 assets/fonts/Inter-Regular.otf
window "wait 0"
check "and for a broken one" shows "Inter-Regular.otf"
rm assets/fonts/*.otf
window "wait 0"
check "one font is enough" shows "E-step"
rm assets/fonts/*.ttf
window "wait 0"
check "no font at all is said" grep -q "font" messages
exit $failed
