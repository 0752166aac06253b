"""Every `emstep render` line of docs/mockups.md makes its picture. Usage: pictures_test.py EMSTEP DOCUMENT"""
import os
import re
import shlex
import subprocess
import sys
import tempfile

program, document = map(os.path.abspath, sys.argv[1:3])
text = open(document, encoding='utf-8').read()
lines = []
for block in re.findall(r'```sh\n(.*?)```', text, re.S):
    lines += block.replace('\\\n', ' ').strip().split('\n')
assert len(lines) >= 8, 'the document has lost its command lines'
failed = 0
with tempfile.TemporaryDirectory() as folder:
    for line in lines:
        words = shlex.split(line)
        assert words[:2] == ['emstep', 'render'], line
        if 'mnist' in words and not os.environ.get('EMSTEP_SLOW'):
            words += ['--limit', '500']
        env = dict(os.environ, XDG_CONFIG_HOME=folder)
        got = subprocess.run([program] + words[1:], cwd=folder, env=env, capture_output=True, text=True)
        path = os.path.join(folder, words[words.index('-o') + 1])
        good = got.returncode == 0 and os.path.exists(path) and os.path.getsize(path) > 20000
        failed += not good
        print('ok' if good else 'FAILED', line, got.stderr if not good else '')
sys.exit(1 if failed else 0)
