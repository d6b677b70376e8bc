#!/usr/bin/env bash
# @tcgdex/sdk 2.9.0, TCGdex's own client. `random.card()`, `random.set()` and `random.serie()` go through the client's cache of an hour like
# everything else: after the first draw every further one of the same instance is that draw again, without a request. "Ten random cards"
# are one card ten times. A time to live of 0 does not help, it keeps the first draw for ever; clearing the cache before each draw does.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts @tcgdex/sdk@2.9.0 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import TCGdex from '@tcgdex/sdk';
let requests = 0;
const server = http.createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ id: `base1-${++requests}` }));
}).listen(0, '127.0.0.1', async () => {
  const seen = {};
  const draw = async (name, prepare, before) => {
    const dex = new TCGdex('en');
    dex.setEndpoint(`http://127.0.0.1:${server.address().port}/v2`);
    prepare(dex);
    requests = 0;
    const drawn = [];
    for (let i = 0; i < 4; i++) {
      before(dex);
      drawn.push((await dex.random.card()).id);
    }
    seen[name] = `${drawn.join(' ')}, ${requests} request(s)`;
  };
  const nothing = () => {};
  await draw('as it comes', nothing, nothing);
  await draw('time to live 0', dex => dex.setCacheTTL(0), nothing);
  await draw('cache cleared', nothing, dex => dex.getCache().clear());
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    'as it comes': 'base1-1 base1-1 base1-1 base1-1, 1 request(s)',
    'time to live 0': 'base1-1 base1-1 base1-1 base1-1, 1 request(s)',
    'cache cleared': 'base1-1 base1-2 base1-3 base1-4, 4 request(s)',
  });
});
JS
node look.mjs
