#!/bin/sh
# What the tests need of the system: Chromium, ExifTool, a Java runtime for the HTML validator, npm for
# the IIIF viewer and the desk, rsync for deployment, nginx, and Pango, fonts and Poppler for print.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v exiftool >/dev/null 2>&1 || missing="$missing libimage-exiftool-perl"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v rsync >/dev/null 2>&1 || missing="$missing rsync"
[ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -e /usr/share/fonts/truetype/liberation2 ] || missing="$missing fonts-liberation2"
ldconfig -p | grep -q libpangoft2 || missing="$missing libpangoft2-1.0-0"
ldconfig -p | grep -q libharfbuzz-subset || missing="$missing libharfbuzz-subset0"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then root=""; else root="sudo"; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install:$missing" >&2
    exit 1
fi
echo "Installing:$missing"
$root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
