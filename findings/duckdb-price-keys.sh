#!/usr/bin/env bash
# DuckDB 1.5.6 (npm @duckdb/node-api 1.5.6-r.1) on the price blocks of cards, which have one key for each finish. SQL names ignore case, so
# `prices.HOLOFOIL` works; read_json matches keys letter by letter. Where a feed also writes a finish differently (Holofoil), guessing the
# types fails and recommends `ignore_errors`, which does not leave out rows but the prices; a STRUCT given in `columns` leaves them out
# without an error. Both look like "no price". Only a MAP keeps every key, and then keys are texts: `prices['HOLOFOIL']` finds nothing.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
fs.writeFileSync('cards.json', JSON.stringify([
  { id: 'base1-4', prices: { holofoil: { market: 325.5 } } },
  { id: 'base1-2', prices: { Holofoil: { market: 90.25 } } },
]));
const connection = await (await DuckDBInstance.create()).connect();
const read = async (price, options) => {
  try {
    const rows = await connection.runAndReadAll(`select id, ${price} as price from read_json('cards.json'${options})`);
    return rows.getRowsJson().map(row => row.join(': ')).join(', ');
  } catch (error) {
    return error.message.split('\n')[0];
  }
};
const struct = `, columns = { id: 'VARCHAR', prices: 'STRUCT(holofoil STRUCT(market DOUBLE))' }`;
const map = `, columns = { id: 'VARCHAR', prices: 'MAP(VARCHAR, STRUCT(market DOUBLE))' }`;
const seen = {
  version: (await connection.runAndReadAll('select version()')).getRowsJson()[0][0],
  guessed: await read('prices.holofoil.market', ''),
  'with ignore_errors': await read('prices.holofoil.market', ', ignore_errors = true'),
  'as a STRUCT': await read('prices.holofoil.market', struct),
  'as a STRUCT, HOLOFOIL': await read('prices.HOLOFOIL.market', struct),
  'as a MAP': await read('map_values(prices)[1].market', map),
  'as a MAP, HOLOFOIL': await read(`prices['HOLOFOIL'].market`, map),
};
console.log(seen);
assert.deepStrictEqual(seen, {
  version: 'v1.5.6',
  guessed: 'Not implemented Error: Duplicate name "Holofoil" in struct auto-detected in JSON, try ignore_errors=true',
  'with ignore_errors': 'base1-4: 325.5, base1-2: ',
  'as a STRUCT': 'base1-4: 325.5, base1-2: ',
  'as a STRUCT, HOLOFOIL': 'base1-4: 325.5, base1-2: ',
  'as a MAP': 'base1-4: 325.5, base1-2: 90.25',
  'as a MAP, HOLOFOIL': 'base1-4: , base1-2: ',
});
JS
node look.mjs
