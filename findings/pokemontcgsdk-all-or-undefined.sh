#!/usr/bin/env bash
# pokemontcgsdk 2.0.0, the card API's own client for JavaScript. all() walks the pages, and whatever fails on the way is written to stderr
# and is no error: the promise resolves, to undefined, and the pages that came are gone with it. find() and where() reject as one expects.
# The API answered 500 to every sixth request in bad weeks, so a walk of 80 pages hardly ever came through. Walk with where() instead.
# Where the walk begins can be said (page: 1 begins at the second page, since all() adds one before the first request), where it ends cannot.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokemontcgsdk@2.0.0 >/dev/null
cat > look.js <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const configuration = require('pokemontcgsdk/lib/configure');
const pokemon = require('pokemontcgsdk');
const cards = Array.from({ length: 6 }, (_, i) => ({ id: `base1-${i + 1}` }));
let broken = 0;
let asked = [];
const server = http.createServer((request, response) => {
  const page = Number(new URL(request.url, 'http://local').searchParams.get('page'));
  asked.push(page);
  if (page === broken || request.url.endsWith('/gone')) return response.writeHead(500).end();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: cards.slice((page - 1) * 2, page * 2), page, pageSize: 2, count: 2, totalCount: 6 }));
}).listen(0, '127.0.0.1', async () => {
  configuration.host = `http://127.0.0.1:${server.address().port}`;
  console.error = () => {};
  const told = promise => promise.then(value => value === undefined ? 'undefined' : value.map(card => card.id).join(' '), error => `rejected: ${error.message}`);
  const seen = {};
  seen['all, every page answers'] = await told(pokemon.card.all());
  broken = 3;
  seen['all, the third page is 500'] = await told(pokemon.card.all());
  seen['where, the third page is 500'] = await told(pokemon.card.where({ page: 3 }));
  seen['find, answered 500'] = await told(pokemon.card.find('gone'));
  broken = 0;
  asked = [];
  seen['all from page 1'] = await told(pokemon.card.all({ page: 1 }));
  seen['pages asked for'] = asked.join(' ');
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    'all, every page answers': 'base1-1 base1-2 base1-3 base1-4 base1-5 base1-6',
    'all, the third page is 500': 'undefined',
    'where, the third page is 500': 'rejected: Request failed with status code 500',
    'find, answered 500': 'rejected: Request failed with status code 500',
    'all from page 1': 'base1-3 base1-4 base1-5 base1-6',
    'pages asked for': '2 3',
  });
});
JS
node look.js
