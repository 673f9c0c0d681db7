// Reads webhooks as NDJSON, { secret, payload, headers, now }, and writes whether npm standardwebhooks takes each, true or false.
'use strict';
const { Webhook } = require('standardwebhooks');
const readline = require('node:readline');

const realNow = Date.now;

function verify({ secret, payload, headers, now }) {
  // The clock of the tests stands elsewhere.
  Date.now = () => now * 1000;
  try {
    new Webhook(secret).verify(payload, headers);
    return true;
  } catch {
    return false;
  } finally {
    Date.now = realNow;
  }
}

const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
let out = '';
lines.on('line', line => {
  if (line.trim()) out += JSON.stringify(verify(JSON.parse(line))) + '\n';
});
lines.on('close', () => process.stdout.write(out));
