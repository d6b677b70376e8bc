#!/usr/bin/env bash
# pokedex.js 4.3.0. `pokedex.type('Water')` looks like a query that can be kept and returns the one pokedex itself: filters are added to those
# that anyone has begun on it and are forgotten by whoever fetches first. Of two queries prepared side by side the first gets what matches
# both and the second every Pokémon there is. And one filter writes: after `inGalarPokedex()` the Pokémon of that region can no longer mega
# evolve, in that pokedex, for as long as it lives; so the same question has another answer later. Take a new pokedex for each question.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokedex.js@4.3.0 >/dev/null
cat > look.cjs <<'JS'
const assert = require('node:assert');
const Pokedex = require('pokedex.js');
const pokedex = new Pokedex('en');
const seen = {};
seen['Water, Fire, one after the other'] = [pokedex.type('Water').getPokemon().length, pokedex.type('Fire').getPokemon().length];
const water = pokedex.type('Water');
const fire = pokedex.type('Fire');
seen['Water, Fire, side by side'] = [water.getPokemon().map(one => one.name), fire.getPokemon().length];
seen['all'] = pokedex.getPokemon().length;
const mega = () => pokedex.canMegaEvolve().getPokemon();
const charizard = () => (pokedex.id(6).getPokemon()[0].megaEvolution ?? []).map(one => one.name);
seen['can mega evolve'] = mega().length;
seen['Charizard'] = charizard();
seen['in Galar'] = pokedex.inGalarPokedex().getPokemon().length;
seen['can mega evolve, afterwards'] = mega().length;
seen['Charizard, afterwards'] = charizard();
console.log(seen);
assert.deepStrictEqual(seen, {
  'Water, Fire, one after the other': [166, 90],
  'Water, Fire, side by side': [['Volcanion'], 1146],
  'all': 1146,
  'can mega evolve': 49,
  'Charizard': ['Mega Charizard X', 'Mega Charizard Y'],
  'in Galar': 425,
  'can mega evolve, afterwards': 36,
  'Charizard, afterwards': [],
});
JS
node look.cjs
