#!/bin/sh
# with_sklearn.sh SCRIPT ARGS...: runs a script under the first Python that has scikit-learn;
# exit 77 (skipped) if none has it.
for python in "${PYTHON:-python3}" /usr/bin/python3; do
    "$python" -c 'import sklearn' 2>/dev/null && exec "$python" "$@"
done
echo 'no Python with scikit-learn'
exit 77
