#!/usr/bin/env bash
# ptcgo-parser 0.8.1, which gives the lines of a Pokémon TCG Online deck the ids of pokemontcg.io. Well-formed lines become other cards: the
# code RR is Rising Rivals (pl2) there and Team Rocket Returns (ex7, code TRR) here, so Arcanine is Azumarill and so on through that set;
# the letter of 75a, another print, is cut off. Others get ids that no card has: the game numbers Generations' Radiant Collection on from
# 100 (GEN 126 is RC26), and sets after 2019 are the text "undefined". Others are left out: numbers such as RC26, codes such as N2 and
# PR-BLW (though both are in its table), special Energies that name a type. Nothing throws and nothing is counted: compare the copies with
# the deck's, and each name with the name of the card that was found.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts ptcgo-parser@0.8.1 >/dev/null
cat > look.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('ptcgo-parser');
// a line and the card's id at pokemontcg.io
const deck = {
  '4 Rare Candy SUM 129': 'sm1-129',
  '4 Arcanine RR 1': 'pl2-1',
  '2 Hex Maniac AOR 75a': 'xy7-75a',
  '3 Snivy PR-BLW 01': 'bwp-BW01',
  '1 Floral Crown GEN 126': 'g1-RC26',
  '1 Floral Crown GEN RC26': 'g1-RC26',
  '2 Espeon N2 1': 'neo2-1',
  '2 Dark Metal Energy HP 97': 'ex13-97',
  '4 Charmander OBF 26': 'sv3-26',
};
const copies = lines => lines.reduce((sum, card) => sum + Number(card.amount), 0);
const seen = Object.fromEntries(Object.entries(deck).map(([line, id]) => [`${line} (${id})`, parse(line).cards[0]?.ptcgoio.id ?? 'left out']));
seen['copies in the deck'] = Object.keys(deck).reduce((sum, line) => sum + parseInt(line, 10), 0);
seen['copies found'] = copies(parse(Object.keys(deck).join('\n')).cards);
console.log(seen);
assert.deepStrictEqual(seen, {
  '4 Rare Candy SUM 129 (sm1-129)': 'sm1-129',
  '4 Arcanine RR 1 (pl2-1)': 'ex7-1',
  '2 Hex Maniac AOR 75a (xy7-75a)': 'xy7-75',
  '3 Snivy PR-BLW 01 (bwp-BW01)': 'left out',
  '1 Floral Crown GEN 126 (g1-RC26)': 'g1-126',
  '1 Floral Crown GEN RC26 (g1-RC26)': 'left out',
  '2 Espeon N2 1 (neo2-1)': 'left out',
  '2 Dark Metal Energy HP 97 (ex13-97)': 'left out',
  '4 Charmander OBF 26 (sv3-26)': 'undefined-26',
  'copies in the deck': 23,
  'copies found': 15,
});
JS
node look.cjs
