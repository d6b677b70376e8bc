#!/usr/bin/env bash
# @tcgdex/sdk 2.9.0, TCGdex's own client. Whatever is neither 200 nor 5xx is "nothing there": a list answered with 400, 403 or 429 resolves
# to [], a card to null, as if it did not exist, and Retry-After is out of reach. The usual loop "next page until one is empty" ends early
# without an error as soon as it is slowed down, and a sync then sees cards disappear. Check the number of cards against the set's own.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts @tcgdex/sdk@2.9.0 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import TCGdex, { Query } from '@tcgdex/sdk';
const cards = Array.from({ length: 102 }, (_, i) => ({ id: `base1-${i + 1}`, localId: `${i + 1}`, name: 'a card' }));
let refusal = 0;
const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://local');
  const page = Number(url.searchParams.get('pagination:page'));
  if (refusal && page !== 1 && page !== 2) {
    response.writeHead(refusal, { 'retry-after': '30' }).end('{"title":"refused"}');
  } else if (page) {
    response.writeHead(200).end(JSON.stringify(cards.slice((page - 1) * 25, page * 25)));
  } else {
    response.writeHead(200).end(JSON.stringify(cards.find(card => url.pathname.endsWith(`/${card.id}`))));
  }
}).listen(0, '127.0.0.1', async () => {
  const seen = {};
  for (refusal of [0, 400, 403, 429, 503]) {
    const dex = new TCGdex('en');
    dex.setEndpoint(`http://127.0.0.1:${server.address().port}/v2`);
    const read = async () => {
      let count = 0;
      for (let page = 1; ; page++) {
        const list = await dex.card.list(Query.create().equal('set.id', 'base1').paginate(page, 25));
        if (list.length === 0) return count;
        count += list.length;
      }
    };
    const list = await read().then(count => `${count} of 102 cards`, error => error.message);
    const card = await dex.card.get('base1-4').then(found => (found === null ? 'null' : found.id), error => error.message);
    seen[refusal || 'served'] = `${list}; base1-4: ${card}`;
  }
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    served: '102 of 102 cards; base1-4: base1-4',
    400: '50 of 102 cards; base1-4: null',
    403: '50 of 102 cards; base1-4: null',
    429: '50 of 102 cards; base1-4: null',
    503: 'TCGdex Server responded with an invalid error :(; base1-4: TCGdex Server responded with an invalid error :(',
  });
});
JS
node look.mjs
