#!/usr/bin/env bash
# pokedex-promise-v2 4.2.3, PokéAPI's own client for Node.js. `cacheLimit` is documented in milliseconds (its example: `100 * 1000, // 100s`)
# but handed to node-cache, which takes seconds: the example keeps answers for a day, and the default "11 days" for thirty years. 0 does
# not turn the cache off, it means the default. So a long-running process never sees a corrected species again.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokedex-promise-v2@4.2.3 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import Pokedex from 'pokedex-promise-v2';
let requests = 0;
const server = http.createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 25, answer: ++requests }));
}).listen(0, '127.0.0.1', async () => {
  const seen = {};
  for (const cacheLimit of [0, 1, 200]) {
    const dex = new Pokedex({ protocol: 'http', hostName: `127.0.0.1:${server.address().port}`, cacheLimit });
    requests = 0;
    await dex.getPokemonSpeciesByName(25);
    await wait(1500);
    await dex.getPokemonSpeciesByName(25);
    seen[`cacheLimit ${cacheLimit}`] = `${requests} request(s) for two reads 1.5 s apart`;
  }
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    'cacheLimit 0': '1 request(s) for two reads 1.5 s apart',
    'cacheLimit 1': '2 request(s) for two reads 1.5 s apart',
    'cacheLimit 200': '1 request(s) for two reads 1.5 s apart',
  });
});
JS
node look.mjs
