// Reads a JSON Schema from the first line and documents from the others, and writes for each document whether it is valid.
'use strict';
const Ajv = require('ajv/dist/2020');
const readline = require('node:readline');

// Decimal fractions are no multiples of one another in binary; the schema means the decimal ones. What stands in anyOf, not and so on need not repeat types and keys.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, multipleOfPrecision: 6 });
const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
let validate;
let out = '';
lines.on('line', line => {
  if (!validate) validate = ajv.compile(JSON.parse(line));
  else out += `${validate(JSON.parse(line))}\n`;
});
lines.on('close', () => process.stdout.write(out));
