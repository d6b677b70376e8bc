#!/usr/bin/env bash
# pokemon-tcg-pocket-database 2.6.1, the card data of Pokémon TCG Pocket. `cards.extra.json` is documented to hold a card's details, among
# them `health`, `retreatCost` and `weakness`. The first two are 50 and 1 on every card that has them, for Magikarp (30 in the game) and
# Blastoise ex (180 and 3) alike, and the weakness is worked out from the type: of those that have one, all darkness and all but one of the
# colorless Pokémon are weak to fire. The documentation's own example shows such values, and one card alone looks plausible. The file also
# lacks the sets after B1a that cards.json has.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokemon-tcg-pocket-database@2.6.1 >/dev/null
cat > look.cjs <<'JS'
const assert = require('node:assert');
const cards = require('pokemon-tcg-pocket-database/dist/cards.json');
const extra = require('pokemon-tcg-pocket-database/dist/cards.extra.json');
const count = (list, key) => list.reduce((counts, card) => ({ ...counts, [key(card)]: (counts[key(card)] ?? 0) + 1 }), {});
const valued = extra.filter(card => card.health !== undefined);
const known = new Set(extra.map(card => card.set));
const seen = {
  'health and retreat': count(valued, card => `${card.health} ${card.retreatCost}`),
  'Magikarp, Blastoise ex': ['Magikarp', 'Blastoise ex'].map(name => valued.find(card => card.name === name).health),
  weakness: count(valued, card => `${card.element}: ${card.weakness}`),
  'cards, with details': [cards.length, extra.length],
  'sets without details': [...new Set(cards.map(card => card.set))].filter(set => !known.has(set)),
};
console.log(seen);
assert.deepStrictEqual(seen, {
  'health and retreat': { '50 1': 2211 },
  'Magikarp, Blastoise ex': [50, 50],
  weakness: {
    'grass: Fire': 314,
    'fire: Water': 189,
    'water: Lightning': 341,
    'lightning: Fighting': 191,
    'psychic: Dark': 272,
    'fighting: Psychic': 254,
    'darkness: fire': 189,
    'metal: fire': 118,
    'dragon: null': 36,
    'colorless: fire': 306,
    'colorless: Psychic': 1,
  },
  'cards, with details': [3289, 2522],
  'sets without details': ['B2', 'B2a', 'B2b', 'B3'],
});
JS
node look.cjs
