#!/usr/bin/env bash
# @pkmn/dex 0.10.11 (Pokémon Showdown's data). `Dex.species.get(name)` is what one would ask whether a card's name is a Pokémon.
# It also answers for chat nicknames, and nothing in the answer says so: of the names of all English cards two Trainers are
# "Pokémon" (the gym leaders Roark and Milo become Zoroark and Milotic), and "Mega Charizard" is one of its two Megas.
# So an unknown name is no proof and a known one neither: ask for the exact name back.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts @pkmn/dex@0.10.11 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import { Dex } from '@pkmn/dex';
const seen = {};
for (const name of ['Roark', 'Milo', 'Brock', 'Mega Charizard', 'Zoroark', 'Charizard ex']) {
  const { exists, name: species, num } = Dex.species.get(name);
  seen[name] = exists ? `${species} (${num})` : 'no species';
}
console.log(seen);
assert.deepStrictEqual(seen, {
  'Roark': 'Zoroark (571)',
  'Milo': 'Milotic (350)',
  'Brock': 'no species',
  'Mega Charizard': 'Charizard-Mega-Y (6)',
  'Zoroark': 'Zoroark (571)',
  'Charizard ex': 'no species',
});
JS
node look.mjs
