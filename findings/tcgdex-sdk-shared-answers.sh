#!/usr/bin/env bash
# @tcgdex/sdk 2.9.0, TCGdex's own client. `card.get` builds a new object each time, but only its outermost layer is new: attacks, types, set
# and variants are the ones in the client's cache. Who sorts, cuts or completes them for one page changes what every other reader of that
# card gets for an hour, while a changed name or hp stays private. Lists of words (rarities, illustrators, ...) are the cache's own array.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts @tcgdex/sdk@2.9.0 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import TCGdex from '@tcgdex/sdk';
const answers = {
  '/v2/en/cards/base1-58': { id: 'base1-58', name: 'Pikachu', hp: 40, attacks: [{ name: 'Gnaw' }, { name: 'Thunder Jolt' }], set: { id: 'base1', name: 'Base Set' } },
  '/v2/en/rarities': ['Common', 'Rare', 'Uncommon'],
};
const server = http.createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[request.url]));
}).listen(0, '127.0.0.1', async () => {
  const dex = new TCGdex('en');
  dex.setEndpoint(`http://127.0.0.1:${server.address().port}/v2`);
  const mine = await dex.card.get('base1-58');
  mine.name = 'my Pikachu';
  mine.hp = 1;
  mine.attacks.splice(0, 1);
  mine.set.name = 'my set';
  const yours = await dex.card.get('base1-58');
  const filter = await dex.rarity.list();
  filter.unshift('Any');
  const seen = {
    'another object': mine !== yours,
    name: yours.name,
    hp: yours.hp,
    attacks: yours.attacks.map(attack => attack.name),
    'set.name': yours.set.name,
    rarities: await dex.rarity.list(),
  };
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    'another object': true,
    name: 'Pikachu',
    hp: 40,
    attacks: ['Thunder Jolt'],
    'set.name': 'my set',
    rarities: ['Any', 'Common', 'Rare', 'Uncommon'],
  });
});
JS
node look.mjs
