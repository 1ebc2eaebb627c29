#!/bin/sh
# Lints the scripts of the theme, and checks their types, where npm is installed.
set -eu
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is not installed: the scripts are not checked"
    exit 0
fi
here=tests/scripts
biome=2.6.8
typescript=7.0.2
tools=.cache/scripts/$biome-$typescript
[ -x $tools/node_modules/.bin/tsc ] || npm install --prefix $tools --loglevel=error --no-fund --no-audit \
    --no-package-lock --ignore-scripts @biomejs/biome@$biome typescript@$typescript
$tools/node_modules/.bin/biome lint --error-on-warnings --config-path=$here/biome.jsonc theme/assets/javascripts
$tools/node_modules/.bin/tsc --project $here
echo "scripts: linted, types checked"
