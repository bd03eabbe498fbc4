#!/usr/bin/env bash
# Fetches the scripts of interactive charts from the npm registry, at these versions and no others, and puts them beside this
# file with their licences. Needs npm, node and network; building the program needs none of them. May be run again: what it
# writes is the same.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# package  version  SHA-512 of its archive (integrity of the registry)  script in it
scripts='
vega        6.4.0  rHXCq2LpEWCLMjXBEj7hocY9G0/i5TGYRayGGSj06VTF4+l2IG2Z7oeZKCjWbUh/7hTE/mVhbaOPB72wCElh6g==  build/vega.min.js
vega-lite   6.5.0  fMXF6s0MrIg0UTWnLIfeFtgSLzVhyzSKobzGrh5rhS+mL6FOYFG3m7ouJ4U23gj65EK+gl9FIIT5w7wLNaAzkA==  build/vega-lite.min.js
vega-embed  7.3.0  wQ8s5GaSzqoKgmRfbRolgBrjE2CP7ZKHXqH7NijxMqPjpdWxSs4Dn8tvp9g0giQvh2cK+3p56sxjWWM0wNngGw==  build/vega-embed.min.js
'
while read -r package version integrity script; do
  [ -n "$package" ] || continue
  npm pack --silent "$package@$version" > /dev/null
  archive=$package-$version.tgz
  found=$(openssl dgst -sha512 -binary "$archive" | base64 -w 0)
  if [ "$found" != "$integrity" ]; then
    echo "$package $version: the archive is not the one that was pinned (SHA-512 $found)" >&2
    exit 1
  fi
  mkdir -p "$package" && tar xzf "$archive" -C "$package" --strip-components=1
  # In a page these would end the script that holds them.
  if grep -qiE '</script|<!--' "$package/$script"; then
    echo "$package $version: $script cannot stand in a page as it is" >&2
    exit 1
  fi
  # The map of the sources is not there.
  sed '/^\/\/# sourceMappingURL=/d' "$package/$script" > "$here/$(basename "$script")"
done <<< "$scripts"

# What the scripts contain of other packages, each under its own licence. Every licence comes once, below the packages that have it.
npm install --silent --ignore-scripts --no-audit --no-fund --prefix installed vega@6.4.0 vega-lite@6.5.0 vega-embed@7.3.0 > /dev/null
declare -A packages_of
for licence in installed/node_modules/{vega*,d3-*,delaunator,robust-predicates,internmap,topojson-client,fast-json-patch,semver,json-stringify-pretty-compact,tslib}/{LICENSE,LICENSE.txt,LICENSE.md}; do
  [ -f "$licence" ] || continue
  sum=$(tr -d '\r' < "$licence" | sha256sum | cut -c1-64)
  tr -d '\r' < "$licence" > "licence-$sum"
  packages_of[$sum]+=" $(basename "$(dirname "$licence")")"
done
for sum in "${!packages_of[@]}"; do echo "${packages_of[$sum]}|$sum"; done | sort | while IFS='|' read -r packages sum; do
  printf '%s\n\n%s\n\n\n' "$(fold -s -w 100 <<< "==$packages")" "$(cat "licence-$sum")"
done > "$here/LICENSES.txt"
ls -l "$here"
