#!/usr/bin/env bash
# PokéAPI's two own JavaScript clients, pokeapi-js-wrapper 2.0.2 and pokedex-promise-v2 4.2.3. A list's `offset` can be given to the
# client or to the call. In the client it is counted from 1 (one is subtracted), in the call from 0. The wrapper turns a configured 0,
# the documented default, into -1; so pages taken by two clients, one configured and one not, overlap by an item or miss one.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokeapi-js-wrapper@2.0.2 pokedex-promise-v2@4.2.3 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { Pokedex as Wrapper } from 'pokeapi-js-wrapper';
import Promised from 'pokedex-promise-v2';
const asked = [];
const server = http.createServer((request, response) => {
  asked.push(request.url.split('?')[1].replace(/limit=\d+&/, ''));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"count":0,"results":[]}');
}).listen(0, '127.0.0.1', async () => {
  const where = { protocol: 'http', hostName: `127.0.0.1:${server.address().port}` };
  const seen = {};
  const look = async (name, list) => { await list; seen[name] = asked.pop(); };
  for (const offset of [0, 20]) {
    await look(`wrapper, configured ${offset}`, (await Wrapper.init({ ...where, offset })).getPokemonSpeciesList());
    await look(`wrapper, in the call ${offset}`, (await Wrapper.init(where)).getPokemonSpeciesList({ offset, limit: 20 }));
    await look(`promise, configured ${offset}`, new Promised({ ...where, offset }).getPokemonSpeciesList());
    await look(`promise, in the call ${offset}`, new Promised(where).getPokemonSpeciesList({ offset, limit: 20 }));
  }
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    'wrapper, configured 0': 'offset=-1',
    'wrapper, in the call 0': 'offset=0',
    'promise, configured 0': 'offset=0',
    'promise, in the call 0': 'offset=0',
    'wrapper, configured 20': 'offset=19',
    'wrapper, in the call 20': 'offset=20',
    'promise, configured 20': 'offset=19',
    'promise, in the call 20': 'offset=20',
  });
});
JS
node look.mjs
